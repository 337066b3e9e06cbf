/*
 * A phrase: text with {expressions} in it, as rules and messages of rules use them. "{{" is a brace.
 */
#ifndef LH_DATA_EXPR_PHRASE_H
#define LH_DATA_EXPR_PHRASE_H

#include "data/expr/expr.h"

typedef struct lh_phrase lh_phrase;

/* Parse text that begins at `loc`. NULL with messages on failure. */
const lh_phrase *lh_phrase_parse(lh_ctx *ctx, lh_arena *arena, const char *text, lh_loc loc,
				 const lh_names *names, const lh_scope *scope);
/* The text with every expression's value as entered (lh_val_str); missing values become 未填. */
char *lh_phrase_text(lh_env *env, lh_arena *arena, const lh_phrase *phrase);
/* The same, but one whose every expression is missing is 未填 as a whole, not 未填万元. */
char *lh_phrase_value(lh_env *env, lh_arena *arena, const lh_phrase *phrase);

#endif
