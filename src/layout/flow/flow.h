/*
 * A flow: the set lines of a stack of paragraphs, of a cell or of the text between two tables, with
 * the space between them and how firmly each line holds to the next.
 */
#ifndef LH_LAYOUT_FLOW_FLOW_H
#define LH_LAYOUT_FLOW_FLOW_H

#include "layout/line/para.h"

/* How firmly a line or row stays with what follows; pages break where it is least. */
typedef enum lh__glue {
	LH__GLUE_NONE,
	LH__GLUE_NEXT,  /* keep_next */
	LH__GLUE_LINES, /* no single line of a paragraph alone at the head or foot of a page */
	LH__GLUE_HEAD,  /* heads of a group and its first row */
} lh__glue;

typedef struct lh__flow_line {
	const lh_line *line;
	const lh_node *para;
	lh_emu gap;     /* above the line, the space after the paragraph before included */
	lh_emu gap_top; /* the same at the head of a page that was asked for */
	bool first;     /* of its paragraph */
	lh__glue glue;
} lh__flow_line;

typedef struct lh__flow {
	lh__flow_line *lines;
	size_t n;
	lh_emu tail; /* space after the last paragraph */
	bool has_marks;
} lh__flow;

/* A paragraph that shows page numbers, and the page where the last pass put it. */
typedef struct lh__field_para {
	const lh_node *para;
	size_t page;
	const char *page_text, *pages_text;
} lh__field_para;

/* One pass over a document. */
typedef struct lh__pass {
	lh_setter setter;
	lh__field_para *fields; /* in reading order; texts come from the pass before */
	size_t n_fields, cap_fields;
	bool has_refs; /* a paragraph tells the page of a heading */
	size_t n_known;  /* so many have texts */
	size_t field_at; /* the last one that was looked up */
	lh_fit *fits;
	size_t n_fits, cap_fits;
} lh__pass;

/*
 * Set the paragraphs from `first` to the last one before `end` (NULL: to the last sibling). False
 * with messages when one cannot be set; the others are in the flow nevertheless.
 */
bool lh__flow_set(lh__pass *pass, const lh_node *first, const lh_node *end, lh_emu width,
		  lh__flow *flow_out);

/*
 * Height of lines [from, to): the gap above the first and the tail count at the flow's own ends
 * only.
 */
int64_t lh__flow_height(const lh__flow *flow, size_t from, size_t to);

/*
 * The free box of a mark, relative to its line: x from the edge of the measure, y from the line's
 * top.
 */
typedef struct lh__box {
	int64_t x, y, w, h;
} lh__box;
lh__box lh_mark_box(const lh_line *line, const lh_line_mark *mark);

/*
 * Slide a box sideways to stand between left and right, by a quarter of its width at most: a mark
 * at the margin is sealed a little further in. What is still outside then is for lh__marks_check to
 * tell.
 */
void lh_box_slide(lh__box *box, int64_t left, int64_t right);

/*
 * How far the free boxes of lines [from, to) reach above their first line and below their last;
 * negative when they end inside.
 */
void lh__flow_reach(const lh__flow *flow, size_t from, size_t to, int64_t *above_out,
		    int64_t *below_out);

#endif
