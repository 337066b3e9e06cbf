/*
 * One paper, with all that it tells of the others: a paper that says who seals what (the 用印清单) needs
 * them laid out before it is filled.
 */
#ifndef LH_PAPER_MAKE_H
#define LH_PAPER_MAKE_H

#include "paper/paper.h"

/* Like lh_paper_lay, after everything that the paper tells of has been made. Lives in `arena`. */
bool lh_paper_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		   lh_paper *paper_out);

#endif
