/*
 * Computed values: templates/computed.yaml names values that are never entered (members, leads,
 * counts, ages …) as expressions over the data, so that a template says `members` and a rule says
 * `enterprise_share`. Values of records (`u.is_local`, `p.age_on_fill`) are computed likewise and read
 * as if they were fields. Rows may build on rows above them; a cycle is impossible by order.
 *
 *     options:
 *       - {key: count_scope, values: [with_lead, without_lead], note: 统计口径}
 *     computed:
 *       - {name: leads,   expr: "where(u in units, u.role == 'lead')", note: 牵头单位}
 *       - {name: members, expr: "where(u in units, u.role != 'lead')"}
 *       - {of: person, as: p, name: full_age, expr: "age(p.birth, j.fill_date) ?? p.age"}
 */
#ifndef LH_DATA_EXPR_COMPUTED_H
#define LH_DATA_EXPR_COMPUTED_H

#include "data/expr/expr.h"

typedef struct lh_computed_row {
	const lh_record *of;   /* NULL: a value of the whole */
	const char *name;
	const char *note;
	const lh_expr *expr;
	uint16_t slot;         /* cache place of the whole's values; variable slot of `as` for records' */
	lh_loc loc;
} lh_computed_row;

struct lh_computed {
	const lh_computed_row *rows;
	size_t n_rows;
	const lh_option_info *options; /* the ones that rows read, with their defaults */
	size_t n_options;
};

/* Load; names->computed is set to the result. False with messages on failure. */
bool lh_computed_load(lh_ctx *ctx, lh_arena *arena, const char *path, lh_names *names);
const lh_computed_row *lh_computed_find(const lh_computed *computed, const lh_record *of,
					const char *name);

#endif
