/* The verdict on one consortium for one jurisdiction: the guideline's rules and the general checks. */
#ifndef LH_PAPER_JUDGE_H
#define LH_PAPER_JUDGE_H

#include "paper/engine.h"

typedef struct lh_verdict {
	const lh_jurisdiction *jurisdiction;
	lh_finding *findings;             /* one a rule */
	size_t n_findings;
	/* By result, of the guideline's rules and of the general checks; waived errors as warnings. */
	size_t counts[LH_RESULT_ERROR + 1], general[LH_RESULT_ERROR + 1];
	lh_result worst;
} lh_verdict;

/* False, told, when the data says nothing for this jurisdiction: all of its own fields live in that block. */
bool lh_has_block(lh_ctx *ctx, const lh_consortium *consortium, const lh_jurisdiction *jurisdiction);

/* False when the rules cannot be loaded or the data has no block for the jurisdiction. */
bool lh_judge(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_consortium *consortium,
	      const lh_jurisdiction *jurisdiction, const lh_option *options, size_t n_options,
	      lh_verdict *verdict_out);

/* Count again, after findings were compared between files. */
void lh_verdict_count(lh_verdict *verdict);

#endif
