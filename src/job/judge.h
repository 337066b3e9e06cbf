/* The verdict on one consortium for one jurisdiction: the guideline's rules and the general checks. */
#ifndef LH_JOB_JUDGE_H
#define LH_JOB_JUDGE_H

#include "data/rules.h"
#include "job/job.h"

/*
 * Rules as they stand: those of the guideline (rules.yaml beside its templates), and the general
 * checks (general.yaml) as the jurisdiction sees the data. An absent file counts as one without rules;
 * *ok_out is false, with messages, when one has a mistake.
 */
const lh_rules *lh_guideline_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				   const lh_jurisdiction *jurisdiction, bool *ok_out);
const lh_rules *lh_general_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				 const lh_jurisdiction *jurisdiction, bool *ok_out);

/*
 * The guideline's rules with the general ones behind them, loaded on first use. NULL with messages
 * when one is broken.
 */
const lh_rules *lh_engine_rules(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction);

/* The fields that the papers and rules of a jurisdiction read. NULL with messages when one does not load. */
const lh_usage *lh_engine_usage(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction);

typedef struct lh_verdict {
	const lh_jurisdiction *jurisdiction;
	lh_finding *findings;             /* one a rule */
	size_t n_findings;
	/* By result, of the guideline's rules and of the general checks; waived errors as warnings. */
	size_t counts[LH_RESULT_ERROR + 1], general[LH_RESULT_ERROR + 1];
	lh_result worst;
} lh_verdict;

/* False when the rules cannot be loaded or the data has no block for the jurisdiction. */
bool lh_judge(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_consortium *consortium,
	      const lh_jurisdiction *jurisdiction, const lh_option *options, size_t n_options,
	      lh_verdict *verdict_out);

/* Count again, after findings were compared between files. */
void lh_verdict_count(lh_verdict *verdict);

#endif
