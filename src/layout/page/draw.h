/*
 * Drawing: sheets become page items, in reading order, with the places of marks and headings noted
 * on the way.
 */
#ifndef LH_LAYOUT_PAGE_DRAW_H
#define LH_LAYOUT_PAGE_DRAW_H

#include "layout/flow/paginate.h"
#include "layout/page/pages.h"

/* A mark on a page: its free box in page coordinates, and the ruled cell around it. */
typedef struct lh__mark {
	const lh_node *run;
	size_t page;
	lh__box box;
	lh__box frame; /* between the rules of its cell, or the text area */
	bool in_cell;
	lh_emu keyword_x, keyword_y; /* left end of the baseline of its keyword, when it has one */
} lh__mark;

typedef struct lh__drawing {
	lh__pass *pass;
	size_t page;  /* index of the page at hand */
	int64_t x, y; /* top left corner of its text area */
	int64_t w, h;
	lh_item *items; /* of the page at hand */
	size_t n_items, cap_items;
	lh__mark *marks; /* of all pages so far */
	size_t n_marks, cap_marks;
	lh_bookmark *bookmarks;
	size_t n_bookmarks, cap_bookmarks;
} lh__drawing;

/* Draw a sheet of the section on the page at hand. */
void lh__sheet_draw(lh__drawing *d, const lh_section_props *section, const lh__sheet *sheet);
void lh__draw_item(lh__drawing *d, const lh_item *item);
/* Releases what the drawing grew; items handed out live in the arena. */
void lh__drawing_free(lh__drawing *d);

#endif
