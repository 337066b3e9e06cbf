/* Rules of a table on one page: each line of the grid drawn once, in the longest runs. */
#ifndef LH_LAYOUT_PAGE_LINES_H
#define LH_LAYOUT_PAGE_LINES_H

#include "layout/flow/parts.h"

/*
 * Call `visit` for the rules of rows[0..n), pieces of one table. The table's left edge is at x, row
 * tops are at y + piece.y. The frame lies inside the table's rectangle, inner rules on their grid
 * line.
 */
void lh__rules(lh_arena *arena, const lh__piece *rows, size_t n, int64_t x, int64_t y,
	       void (*visit)(void *self, const lh_item *rule), void *self);

#endif
