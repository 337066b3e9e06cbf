/*
 * The published conditions of one jurisdiction over samples/complete.yaml and variants of it.
 *
 *     static const rulelab_case cases[] = {
 *         LAB_CASE("members.min", OK, {"id: m01", "category: enterprise", "category: other"}),
 *     };
 *
 * A case changes the sample's text, first place after an anchor each, judges it and looks at one rule.
 */
#ifndef TESTS_SUPPORT_RULELAB_H
#define TESTS_SUPPORT_RULELAB_H

#include "job/judge.h"

typedef struct rulelab {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_engine *engine;
	const lh_jurisdiction *jurisdiction;
	const char *sample; /* text of samples/complete.yaml */
} rulelab;

enum { RULELAB_EDITS = 14 };

/* The first `from` behind `after` (NULL: the start of the text) becomes `to`. Both must be there. */
typedef struct rulelab_edit {
	const char *after, *from, *to;
} rulelab_edit;

typedef struct rulelab_case {
	const char *rule; /* without the jurisdiction's key */
	lh_result result;
	const char *says;                  /* stands in the finding's message, or NULL */
	rulelab_edit edits[RULELAB_EDITS]; /* in order, up to the first without `from` */
} rulelab_case;

#define LAB_RESULT(r, res) {.rule = (r), .result = LH_RESULT_##res}
#define LAB_CASE(r, res, ...) {.rule = (r), .result = LH_RESULT_##res, .edits = {__VA_ARGS__}}
#define LAB_SAYS(r, res, text, ...) \
	{.rule = (r), .result = LH_RESULT_##res, .says = (text), .edits = {__VA_ARGS__}}

/* For cmocka: *state becomes a rulelab of this jurisdiction. */
int rulelab_setup(void **state, const char *jurisdiction);
int rulelab_teardown(void **state);

/* The sample after some edits; lives in the arena. */
const char *rulelab_edited(lh_arena *arena, const char *sample, const rulelab_edit *edits, size_t n);
/* Judge a data file's text; the test fails when it cannot be loaded. */
lh_verdict rulelab_judge(rulelab *lab, lh_arena *arena, const char *text);
/* The finding of a rule of the jurisdiction, which must exist. */
const lh_finding *rulelab_finding(const rulelab *lab, const lh_verdict *verdict, const char *rule);

/* Every case gives its result; all that do not are printed before the test fails. */
void rulelab_expect(rulelab *lab, const rulelab_case *cases, size_t n);
/*
 * The sample gives these results: n_rules conditions, `others` (rule and result, edits unread) are
 * neither ok nor info, n_info are only shown, all the rest is ok.
 */
void rulelab_expect_sample(rulelab *lab, size_t n_rules, size_t n_info, const rulelab_case *others,
			   size_t n_others);
/*
 * Every quote stands in tests/data/guidelines/<jurisdiction>.txt, letter for letter once the hard line
 * breaks are joined; "…" in a quote is a cut.
 */
void rulelab_expect_quotes(rulelab *lab);

#endif
