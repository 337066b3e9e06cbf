/*
 * Tables: cells set into flows, rows with their natural heights, and the pieces of row groups that
 * stand on one page.
 *
 * A row's natural height is that of its own cells; cells that span rows ask for more only when it
 * is known which of their rows share a page: then the last of these grows (lh__frags_settle). So a
 * label beside many rows fits every part of them, and is closed and opened again where the page
 * breaks.
 */
#ifndef LH_LAYOUT_FLOW_TABLE_H
#define LH_LAYOUT_FLOW_TABLE_H

#include "layout/flow/flow.h"

typedef struct lh__cell {
	const lh_node *node;
	uint32_t row0, row1; /* of its group, the second exclusive */
	uint32_t col0, col1;
	lh__flow flow;
} lh__cell;

typedef struct lh__row {
	const lh_node *node;
	uint32_t index;  /* in its group */
	lh__cell *cells; /* that begin in this row, from left to right */
	uint32_t n_cells;
	bool splits; /* may break before the page is full of it */
} lh__row;

typedef struct lh__group {
	const lh_node *node;
	lh__row *rows;
	uint32_t n_rows;
	uint32_t n_head;
	lh__cell **spans; /* cells over several rows, those that end first first */
	uint32_t n_spans;
	uint32_t longest; /* most rows that one of them covers */
} lh__group;

typedef struct lh__table {
	const lh_node *node;
	lh_emu x;            /* of the left frame, from the left edge of the text area */
	const lh_emu *edges; /* of the columns, from x: n_columns + 1 */
	lh_emu clear; /* between a grid line and a free box: thickness of the rules; -1: no rules */
	lh__group *groups;
	uint32_t n_groups;
} lh__table;

/*
 * Spans of a group that may touch rows first to last: from *from_out on, before *to_out. Few of
 * them need not; long groups with many labels are searched instead of walked.
 */
void lh__group_spans(const lh__group *group, uint32_t first, uint32_t last, uint32_t *from_out,
		     uint32_t *to_out);

/* Set all cells of a table for a text area of that width. False with messages. */
bool lh__table_set(lh__pass *pass, const lh_node *node, lh_emu text_width, lh__table *table);

/*
 * What a cell with lines [from, to) needs from grid line to grid line: text, padding, room for
 * seals.
 */
int64_t lh__cell_need(const lh__table *table, const lh__cell *cell, size_t from, size_t to);
/* Where its first line begins below the cell's top, in a cell of that height. */
int64_t lh_cell_text_top(const lh__table *table, const lh__cell *cell, size_t from, size_t to,
			  int64_t height);

/* A row or a part of it on one page. */
typedef struct lh__frag {
	const lh__table *table;
	const lh__group *group;
	const lh__row *row;
	/*
	 * Lines of each of the row's cells; NULL: all of them. Cells over several rows are never
	 * divided.
	 */
	const size_t *from, *to;
	lh_emu least; /* of the row's minimum height that is still to be given */
	bool repeat;  /* a head shown again */
	bool goes_on; /* its first part is on a page before */
	int64_t natural, height;
} lh__frag;

lh__frag lh__frag_whole(const lh__table *table, const lh__group *group, const lh__row *row);
size_t lh__frag_from(const lh__frag *frag, size_t cell);
size_t lh__frag_to(const lh__frag *frag, size_t cell);

/*
 * Heights of consecutive parts of one group on one page: natural, then the last row of each
 * spanning cell grows as the cell needs.
 */
void lh__frags_settle(lh__frag *const *frags, size_t n);

/*
 * Divide a row so that its first part is at most `room` high. At least two lines of a paragraph
 * stay on each side; `force` gives that up. False when nothing can be parted off.
 */
bool lh__frag_split(lh_arena *arena, const lh__frag *frag, int64_t room, bool force,
		    lh__frag *head_out, lh__frag *rest_out);

#endif
