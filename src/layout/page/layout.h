/*
 * Layout: a checked tree becomes pages. Pure: no files, no PDF; text is measured through the ruler.
 */
#ifndef LH_LAYOUT_PAGE_LAYOUT_H
#define LH_LAYOUT_PAGE_LAYOUT_H

#include "layout/line/ruler.h"
#include "layout/page/pages.h"

/*
 * Lay out `document`. On success *pages_out lives in `arena`. Fails with located messages: a
 * character that no face of its role has, a word or cell too wide, text too tall for an `error`
 * cell, too many pages. *fits_out (may be NULL pointer's target, count 0) lists cells to be decided
 * by another fill.
 */
bool lh_layout(lh_ctx *ctx, lh_arena *arena, const lh_node *document, const lh_ruler *ruler,
	       const lh_pages **pages_out, const lh_fit **fits_out, size_t *n_fits_out);

/* `--to pages`: one line per item, millimetres with two decimals; for golden tests and the curious. */
struct lh_buf;
void lh_pages_dump(const lh_pages *pages, struct lh_buf *out);

#endif
