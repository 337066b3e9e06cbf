/* Private to rules.c and rules_load.c: what a rule holds behind its public face. */
#ifndef LH_DATA_RULE_INSIDE_H
#define LH_DATA_RULE_INSIDE_H

#include "data/expr/phrase.h"
#include "data/rule/rules.h"

typedef struct rule_check {
	const lh_expr *each;       /* list whose items are tried one by one, or NULL */
	uint16_t slot;             /* variable of the item */
	const lh_expr *name;       /* text that names a failing item */
	const lh_expr *when;       /* condition on the item or the whole; not met: passes */
	const lh_expr *strict, *lenient;
	bool has_else;
	lh_result otherwise;
	const lh_phrase *advice;
} rule_check;

/* A statement, and what messages call it. */
typedef struct rule_ask {
	const lh_expr *answer;
	const char *name;
} rule_ask;

typedef struct lh_rule_body {
	const lh_expr *when;
	const lh_expr *data;       /* what the finding points at */
	const lh_phrase *value, *bound, *advice;
	const rule_ask *asks;
	size_t n_asks;
	const rule_check *checks;
	size_t n_checks;
	const lh_expr *batch_key;  /* compared between files, or NULL */
	size_t batch_max;
	const lh_phrase *batch_advice;
	const lh_expr *waivers;    /* the data's waivers, when the schema has them */
} rule_body;

#endif
