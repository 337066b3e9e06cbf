/*
 * Paragraphs: runs become set lines. Everything of Chinese line setting is here and in linebreak.h:
 * kinsoku, squeezed punctuation, justification, spread labels, the gap between Han and Latin.
 *
 * Widths that are not the face's: full-width marks and quotes in Chinese text are 1 em and give up
 * half of it beside another mark and at line ends (？ a quarter); · is half an em; — and … are 1 em,
 * —— 2 em; a space is half an em, as in the faces that forms are typed in, unless it stands alone
 * beside a Western word or number.
 *
 * A line's items are placed relative to the left edge of the measure and the top of the line; whoever
 * stacks lines into cells and pages moves them. Page items of repeated heads are made from the same
 * lines again.
 */
#ifndef LH_LAYOUT_LINE_PARA_H
#define LH_LAYOUT_LINE_PARA_H

#include "layout/line/ruler.h"
#include "layout/line/item.h"

/* Where a run that marks a slot came to stand in its line. */
typedef struct lh_line_mark {
	const lh_node *run;
	lh_emu x, w; /* left edge and width of the run's characters */
} lh_line_mark;

typedef struct lh_line {
	lh_emu height;   /* from the top of this line to the top of the next */
	lh_emu baseline; /* from the top of the line */
	lh_emu width;    /* of the ink, for centring checks and dumps */
	lh_item *items;  /* para and run are set; artifact is false */
	size_t n_items;
	const lh_line_mark *marks;
	size_t n_marks;
} lh_line;

typedef struct lh_set_para {
	const lh_node *para;
	const lh_line *lines; /* at least one: an empty paragraph is as tall as its run format says */
	size_t n_lines;
	lh_emu height;        /* of all lines, without the space before and after */
} lh_set_para;

/* Where a heading begins, as its page number is printed. */
typedef struct lh_page_ref {
	const lh_node *heading;
	const char *page;
} lh_page_ref;

/* What setting needs besides the paragraph. */
typedef struct lh_setter {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_ruler *ruler;
	const lh_words *words; /* of the document; may be NULL */
	const char *page;  /* texts that page fields take; "" when not known yet: set as one digit */
	const char *pages;
	const lh_page_ref *refs; /* for page references; one that is missing is set as one digit */
	size_t n_refs;
} lh_setter;

/*
 * Set a paragraph to a measure of `width`. Fails with a located message for a character that no face
 * of its role has, and for an unbreakable piece wider than the measure; *set_out is then NULL.
 */
bool lh_para_set(const lh_setter *setter, const lh_node *para, lh_emu width, const lh_set_para **set_out);

/*
 * Distance from baseline to baseline, the same for all lines of a paragraph so that DOCX can write it
 * as an exact one. The natural pitch is 1.3 em of the paragraph's largest run (as Word sets 宋体),
 * times the hundredths of LH_LINE_MULTIPLE, in whole twips; LH_LINE_EXACT is taken as it is.
 */
lh_emu lh_para_pitch(const lh_node *para);

/* Set a short text on one line, unstretched (page numbers, the draft mark): one item at 0, 0, and its width. */
bool lh_text_items(const lh_setter *setter, const char *text, const lh_run_fmt *fmt, const lh_node *para,
		   const lh_node *run, lh_item *item_out, lh_emu *width_out);

#endif
