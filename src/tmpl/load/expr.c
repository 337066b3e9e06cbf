/* Expressions that stand alone under a key, and where in the file they stand. */
#include <string.h>

#include "tmpl/load/inside.h"
#include "util/utf8.h"

lh_loc lh__place_in(const lh_yaml *node, const char *at)
{
	lh_loc loc = node->loc;
	if (node->u.scalar.block || memchr(node->u.scalar.text, '\n', (size_t)(at - node->u.scalar.text)))
		return loc;
	loc.col += node->u.scalar.plain ? 0 : 1;
	for (const char *p = node->u.scalar.text; p < at;) {
		lh_utf8_next(&p);
		loc.col++;
	}
	return loc;
}

const lh_expr *lh__read_expr(lh__loader *l, const lh_yaml *node)
{
	if (node->kind != LH_YAML_SCALAR) {
		lh_read_text(l->ctx, node);
		return NULL;
	}
	return lh_expr_parse(l->ctx, l->arena, node->u.scalar.text, lh__place_in(node, node->u.scalar.text),
			     &l->names, l->scope);
}

const lh_expr *lh__read_condition(lh__loader *l, const lh_yaml *node)
{
	const lh_expr *expr = lh__read_expr(l, node);
	if (expr && lh_expr_type(expr)->kind != LH_KIND_BOOL) {
		lh_diag(l->ctx, LH_E_TMPL_CONDITION, lh_expr_loc(expr), lh_type_str(l->arena, lh_expr_type(expr)),
			NULL);
		return NULL;
	}
	return expr;
}

const lh_expr *lh__read_number(lh__loader *l, const lh_yaml *node)
{
	const lh_expr *expr = lh__read_expr(l, node);
	if (expr && lh_expr_type(expr)->kind != LH_KIND_NUMBER) {
		lh_diag(l->ctx, LH_E_TMPL_NUMBER, lh_expr_loc(expr), lh_type_str(l->arena, lh_expr_type(expr)), NULL);
		return NULL;
	}
	return expr;
}
