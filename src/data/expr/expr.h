/*
 * Expressions: the small, total, typed language of templates, rules and computed values.
 *
 *     lead.name                       paths over the data; references are stepped through
 *     units[0].name  j.district.area  list items, the jurisdiction's own block
 *     u.contact.phone ?? u.contact.mobile        the first that is there
 *     where(u in units, u.role == 'core')        each, where, first, any, all, count, sum, avg, min, max
 *     join(each(u in leads, u.name), '、')
 *     count(members) >= 4 and not has(j.fill_date)
 *     if(has(x), x, '无')
 *     date_cn(j.fill_date)  money(p.total)  label(u.category)  age(p.birth, j.fill_date)  chars(t)
 *
 * Total: every expression ends, nothing loops without a list, no I/O. Typed: every path is resolved
 * against the schema when the text is parsed; a typo is a located error with the nearest name. A
 * missing value makes what is built on it missing (NULL), but has(), ??, ==, count, any, all and the
 * boolean operators give an answer: missing is false to `and`, `or`, `not`.
 * Arithmetic is exact (lh_num). Enumerations compare with their codes as text literals, checked.
 */
#ifndef LH_DATA_EXPR_EXPR_H
#define LH_DATA_EXPR_EXPR_H

#include "data/model/consortium.h"

typedef struct lh_expr lh_expr;

/*
 * Names visible to an expression, innermost first: loop variables of the template around it, then
 * computed values, then the root record's fields. `slot` is the variable's place in lh_env; nested
 * variables take rising numbers from 0.
 */
typedef struct lh_scope {
	const struct lh_scope *outer;
	const char *name;
	lh_type type;
	uint16_t slot;
} lh_scope;

/* Computed values (templates/computed.yaml), see computed.h. */
typedef struct lh_computed lh_computed;

/*
 * A switch, or a constant of the jurisdiction, that an expression reads as text: option('count_scope').
 * A key that is not declared, and a comparison with a value that is not listed, are parse errors.
 */
typedef struct lh_option_info {
	const char *key;
	const char *const *values; /* first is the default; empty: free text */
	size_t n_values;
	const char *note;
	lh_loc loc;
} lh_option_info;

/*
 * The fields that parsed expressions read, computed values looked through: what a jurisdiction's papers
 * and rules ask of the data. Collected while lh_names.usage points to one.
 */
typedef struct lh_usage lh_usage;
lh_usage *lh_usage_new(lh_arena *arena);
/* Whether an expression reads this field of its record, wherever such a record stands. */
bool lh_usage_has(const lh_usage *usage, const lh_field *field);

/*
 * What expressions are parsed against. Copy it and set `options` to parse for one jurisdiction: those
 * of computed.yaml (lh_computed.options) are known besides, the list here stands over them.
 */
typedef struct lh_names {
	const lh_schema *schema;
	const lh_computed *computed;      /* may be NULL while the computed values themselves load */
	const lh_record *jurisdiction;    /* record type of the name `j` */
	const lh_option_info *options;
	size_t n_options;
	lh_usage *usage;                  /* NULL: nobody asks */
} lh_names;

/* Values for one fill or check: variables set by the template while it repeats, computed values kept. */
typedef struct lh_env lh_env;

/* Parse `text`, whose first character stands at `loc`. NULL with messages on failure. */
const lh_expr *lh_expr_parse(lh_ctx *ctx, lh_arena *arena, const char *text, lh_loc loc,
			     const lh_names *names, const lh_scope *scope);
const lh_type *lh_expr_type(const lh_expr *expr);
lh_loc lh_expr_loc(const lh_expr *expr);

/*
 * An environment over one consortium for one jurisdiction ("urumqi"); computed values are worked
 * out on first use and kept. The jurisdiction's exclude_units is already honoured by `units`.
 * `consortium` may be NULL, as for an empty form: then everything is missing.
 */
lh_env *lh_env_new(lh_ctx *ctx, lh_arena *arena, const lh_names *names,
		   const lh_consortium *consortium, const char *jurisdiction);
void lh_env_set(lh_env *env, uint16_t slot, const lh_val *value);
/*
 * Give an option its value; else the one under `options:` in the jurisdiction's block, when it is one
 * of those declared, else the first declared in the names of the environment, else it is missing. Set
 * options before the first evaluation: computed values are kept.
 */
void lh_env_option(lh_env *env, const char *key, const char *value);
const lh_val *lh_env_var(const lh_env *env, uint16_t slot);

/* Evaluate. NULL: missing. A value of the data keeps its loc and path; computed ones have none. */
const lh_val *lh_expr_eval(lh_env *env, const lh_expr *expr);
/* Evaluate as a condition: missing is false. */
bool lh_expr_true(lh_env *env, const lh_expr *expr);
/*
 * The data path that an expression is about, for origins: of "{u.contact.phone ?? u.contact.mobile}"
 * the path of the value that was taken, or of the first path when all are missing, e.g.
 * "units[3].contact.phone"; NULL for expressions over no single path. *loc_out: the place of the
 * value, or of the nearest record around it that exists.
 */
char *lh_expr_path(lh_env *env, const lh_expr *expr, lh_loc *loc_out);

/* Every function of the language, for docs and `list functions`. */
typedef struct lh_function_info {
	const char *name, *signature, *zh, *en;
} lh_function_info;
const lh_function_info *lh_expr_functions(size_t *count_out);

#endif
