/*
 * The rules of one jurisdiction over the sample consortium and over variants of it, made by replacing
 * text in memory.
 */
#ifndef TESTS_SUPPORT_RULESLAB_H
#define TESTS_SUPPORT_RULESLAB_H

#include "data/rule/rules.h"
#include "tmpl/load/catalog.h"
#include "util/ctx.h"

typedef struct ruleslab {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_catalog *catalog;
	const lh_jurisdiction *jurisdiction;
	lh_names names;         /* what its expressions are parsed against */
	const lh_rules *rules;
	const char *prefix;     /* of the rules' ids */
	const struct rule_suite *suite;
	char *sample;           /* text of samples/complete.yaml */
} ruleslab;

/* Replace the first `from` behind the first `after` ("" or NULL: anywhere). All must be there. */
typedef struct rule_edit {
	const char *after, *from, *to;
} rule_edit;

enum { RULE_EDITS = 14 };

/* What a rule, named without its jurisdiction, says of the sample with some edits. */
typedef struct rule_case {
	const char *rule;
	lh_result result;
	const char *says; /* must stand in the message; NULL: anything */
	rule_edit edits[RULE_EDITS];
} rule_case;

/* Without LH_RESULT_ and braces; the edits follow. */
#define RULE_CASE(name, res, ...) {.rule = (name), .result = LH_RESULT_##res, .edits = {__VA_ARGS__}}
#define RULE_SAYS(name, res, text, ...) \
	{.rule = (name), .result = LH_RESULT_##res, .says = (text), .edits = {__VA_ARGS__}}

/* The rules of a jurisdiction, and what is tried on them. */
typedef struct rule_suite {
	const char *jurisdiction;
	bool general; /* not its own rules but the general checks, as it sees the data */
	const rule_case *cases;
	size_t n_cases;
	const char *const *cannot_fail; /* rules that no edit of the sample makes fail */
	size_t n_cannot_fail;
} rule_suite;

/* The rules must load without a message. */
ruleslab *ruleslab_open(const rule_suite *suite);
/* For cmocka, whose *state is a ruleslab. */
int ruleslab_close(void **state);

/* Findings of a data text, one a rule; the text must load without errors. */
lh_finding *ruleslab_check(ruleslab *lab, const char *text);
const lh_finding *ruleslab_finding(const ruleslab *lab, const lh_finding *findings, const char *rule);
char *ruleslab_edited(ruleslab *lab, const rule_edit *edits);
/* How many findings of the sample have which result, and that there are as many rules as told. */
typedef struct rule_counts {
	size_t rules, ok, info, na, hint, warn, error;
} rule_counts;
void ruleslab_counts(ruleslab *lab, rule_counts expected);

/*
 * Tests of every suite.
 *
 * Every case gives its result, and what fails says what to do; all that do not are printed.
 */
void bounds_are_met_and_missed(void **state);
/* Every quote stands in tests/data/guidelines/<jurisdiction>.txt, white space apart; … is a cut. */
void quotes_stand_in_the_guideline(void **state);
/* Every rule has a place, and each computed, text or batch rule is tried by a case that fails. */
void every_rule_can_fail(void **state);

#endif
