/*
 * Trees for layout tests, measured in ems of 10 pt: lines are 1 em apart, a Chinese character is 1
 * em wide, page margins are 10 em. What came of them is read back as short text.
 */
#ifndef LH_TESTS_PAGE_BED_H
#define LH_TESTS_PAGE_BED_H

#include "layout/page/layout.h"

#define PAGE_EM (10 * LH_EMU_PT)

typedef struct page_bed {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_ruler ruler;
	lh_node *document;
	const lh_pages *pages;
	const lh_fit *fits;
	size_t n_fits;
} page_bed;

page_bed *page_bed_new(void);
void page_bed_free(page_bed *bed);

/* A section whose text area is so many ems wide and so many lines high. */
lh_node *bed_section(page_bed *bed, int width, int lines);
/* A paragraph in a section or cell; its text is one run. */
lh_node *bed_paragraph(page_bed *bed, lh_node *parent, const char *text);
lh_node *bed_text(page_bed *bed, lh_node *para, const char *text);
/* A table of columns of so many ems each, ended by 0; rules 1 pt, frame 2 pt, no padding. */
lh_node *bed_table(page_bed *bed, lh_node *section, const int *columns);
lh_node *bed_group(page_bed *bed, lh_node *table, int n_head);
lh_node *bed_row(page_bed *bed, lh_node *group);
/* A cell behind those that the row has; its column may be changed before the layout. */
lh_node *bed_cell(page_bed *bed, lh_node *row, int col_span, int row_span, const char *text);
/* Hang a seal of free_w × free_h ems on a run. */
lh_slot *bed_slot(page_bed *bed, lh_node *run, const char *id, const char *name, int free_w,
		  int free_h);

/* Check the tree and lay it out. */
bool bed_layout(page_bed *bed);
/* Texts of all pages: items by blanks, pages by '|', artifacts in brackets. */
const char *bed_texts(page_bed *bed);
/* The text item with these characters on a page, NULL when there is none. */
const lh_item *bed_find(page_bed *bed, size_t page, const char *text);
/*
 * Rules of a page in ems: "x,y,w" across, "x,y|h" down, in order; thickness in points behind ':'.
 */
const char *bed_rules(page_bed *bed, size_t page);
/* Numbers of the messages so far, by blanks. */
const char *bed_messages(page_bed *bed);

/* From the top of the text area, in hundredths of an em. */
int bed_down(lh_emu y);
int bed_across(lh_emu x);

#endif
