/*
 * The published conditions of a guideline, as data: templates/<jurisdiction>/<edition>/rules.yaml,
 * and templates/general.yaml for checks that stand in no guideline (codes, sums, dates, duplicates).
 *
 *     rules:
 *       - id: members.min                       # the jurisdiction's key is put in front
 *         quote: 每个创新联合体成员单位总数（除牵头单位以外）原则上不少于4家
 *         place: 二（三）4，L35
 *         severity: principle                   # must principle encouraged form info
 *         kind: C                               # C D S B T as below
 *         data: units                           # the value spoken of: its place in the data is shown
 *         value: "{count(members)}"             # what was found; text with {expressions}
 *         bound: ≥ 4
 *         when: has(units)                      # else the result is n/a
 *         strict: count(members) >= 4
 *         lenient: count(units) >= 4            # strict false, lenient true: warn
 *         else: error                           # instead of the severity's own result
 *         advice: 再增加 {4 - count(members)} 家成员单位
 *
 * Instead of strict / lenient / else a rule may have `checks:`, a list of such maps, each with its
 * own `advice`; the worst result counts. `for: u in members` in a check tries it on every record and
 * names those that fail (`name: u.name` says how, else their paths do). `asks:
 * statements.coop_willing` turns a statement that is not answered into `ask`, and one answered with
 * false into a failure. `batch: {key: lead.uscc, at_most: 1, advice: …}` compares several files: more
 * than so many with one value of the key fail. A rule of severity info without checks is only shown.
 * A `value` whose every expression is missing is 未填. Every expression is checked against the schema
 * when the file is loaded; one broken rule never hides the others.
 */
#ifndef LH_DATA_RULE_RULES_H
#define LH_DATA_RULE_RULES_H

#include "data/expr/expr.h"

typedef enum lh_severity {
	LH_SEVERITY_MUST,       /* failed: error */
	LH_SEVERITY_PRINCIPLE,  /* 原则上、一般; failed: warning */
	LH_SEVERITY_ENCOURAGED, /* 鼓励、优先、可; failed: hint */
	LH_SEVERITY_FORM,       /* stands only in a form; failed: error, unless `else` says otherwise */
	LH_SEVERITY_INFO,       /* shown; with checks: warning */
} lh_severity;

/* What proves the condition: data, a document, a statement, several files, a limit. */
typedef enum lh_rule_kind {
	LH_RULE_COMPUTED,  /* C */
	LH_RULE_DOCUMENT,  /* D */
	LH_RULE_STATEMENT, /* S */
	LH_RULE_BATCH,     /* B */
	LH_RULE_TEXT,      /* T */
} lh_rule_kind;

/* From the mildest to the worst. */
typedef enum lh_result {
	LH_RESULT_INFO,
	LH_RESULT_NA,
	LH_RESULT_OK,
	LH_RESULT_HINT,
	LH_RESULT_ASK,
	LH_RESULT_WARN,
	LH_RESULT_ERROR,
} lh_result;

typedef struct lh_rule {
	const char *id;    /* "urumqi.members.min" */
	const char *quote; /* verbatim; "" for general checks */
	const char *place; /* "二（三）4，L35" */
	lh_severity severity;
	lh_rule_kind kind;
	lh_loc loc;
	const struct lh_rule_body *body; /* private to rules*.c */
} lh_rule;

/* A check that stands in no guideline: it has no words to quote. */
bool lh_rule_is_general(const lh_rule *rule);

typedef struct lh_rules {
	const lh_rule *rules;
	size_t n_rules;
} lh_rules;

/*
 * Load a file of rules; ids get `prefix` and a period in front. Rules with mistakes are told and left
 * out; *ok_out is false when there was one. NULL only when the file cannot be read at all.
 */
const lh_rules *lh_rules_load(lh_ctx *ctx, lh_arena *arena, const char *path, const char *prefix,
			      const lh_names *names, bool *ok_out);

typedef struct lh_finding {
	const lh_rule *rule;
	lh_result result;
	bool waived;         /* the data names a waiver with a reason: an error no longer stops a final */
	const char *waiver;  /* its reason, or NULL */
	const char *value;   /* what was found, "" when the rule does not say */
	const char *bound;
	const char *message; /* Chinese: who or what fails, and what to do; "" when ok */
	const char *batch_key; /* value of the rule's batch key, or NULL */
	const char *batch_advice; /* said when too many files share it, or "" */
	const char *path;    /* data path, or NULL */
	lh_loc loc;          /* place in the data */
} lh_finding;

/*
 * Judge one consortium for the environment's jurisdiction. One finding a rule, in the file's order. The
 * findings live in `arena` and need neither the environment nor the data any more.
 */
lh_finding *lh_rules_check(lh_env *env, lh_arena *arena, const lh_rules *rules);

/*
 * Compare the findings of several files for one jurisdiction: findings[f] holds n_rules of file f, as
 * lh_rules_check gave them, and `names[f]` is how messages call the file. Failures are written into
 * the findings of every file concerned. Fewer than two files have nothing to compare.
 */
void lh_rules_batch(lh_arena *arena, const lh_rules *rules, lh_finding *const *findings,
		    const char *const *names, size_t n_files);

const char *lh_result_name(lh_result result, lh_lang lang);       /* 符合 … / "ok", "hint", "n/a" … */
const char *lh_severity_name(lh_severity severity, lh_lang lang); /* 应当 … / "must" … */

#endif
