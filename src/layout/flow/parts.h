/*
 * Parts of a table on one page: which cells stand on consecutive rows of a sheet. A cell over
 * several rows whose upper rows are on a page before is opened again, with its text.
 */
#ifndef LH_LAYOUT_FLOW_PARTS_H
#define LH_LAYOUT_FLOW_PARTS_H

#include "layout/flow/paginate.h"

typedef struct lh__part {
	const lh__cell *cell;
	size_t r0, r1;            /* its rows among those given, the second exclusive */
	size_t from, to;          /* its lines */
	bool repeat;              /* shown on a page before already */
	bool cut_top, cut_bottom; /* goes on beyond these rows */
} lh__part;

/* Call `visit` for every cell part of rows[0..n), pieces of one table, in reading order. */
void lh_parts_visit(const lh__piece *rows, size_t n, void (*visit)(void *self, const lh__part *part),
	       void *self);

#endif
