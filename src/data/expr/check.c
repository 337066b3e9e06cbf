/*
 * Types of folds and calls: what a function takes, letter by letter of its row in the table, and
 * what it gives. Operators are type.c.
 */
#include "data/expr/inside.h"

static bool any_bad(const lh__node *node)
{
	for (size_t i = 0; i < node->n_args; i++)
		if (node->args[i]->kind == LH__NODE_BAD)
			return true;
	return false;
}

static const char *fold_name(lh__fold op)
{
	static const char *const names[] = {
		[LH__FOLD_WHERE] = "where", [LH__FOLD_EACH] = "each", [LH__FOLD_FIRST] = "first",
		[LH__FOLD_LAST] = "last",   [LH__FOLD_ANY] = "any",   [LH__FOLD_ALL] = "all",
		[LH__FOLD_COUNT] = "count", [LH__FOLD_SUM] = "sum",   [LH__FOLD_AVG] = "avg",
		[LH__FOLD_MIN] = "min",     [LH__FOLD_MAX] = "max",   [LH__FOLD_SORT] = "sort",
	};
	return names[op];
}

static void need_order(lh__parser *parser, lh__node *node, const char *who, const lh__node *key,
		       bool text)
{
	const lh_type *type = &key->type;
	if (lh__type_is_ordered(type) || type->kind == LH_KIND_NULL ||
	    (text && type->kind == LH_KIND_TEXT))
		return;
	lh_diag(parser->ctx, LH_E_EXPR_ORDER, key->loc, who, lh_type_str(parser->arena, type),
		NULL);
	lh__node_bad(parser, node);
}

void lh__type_fold(lh__parser *parser, lh__node *node)
{
	const lh__fold op = node->u.fold.op;
	const char *name = fold_name(op);
	if (any_bad(node) || parser->lost) {
		lh__node_bad(parser, node);
		return;
	}
	if (node->args[0]->type.kind != LH_KIND_LIST) {
		lh__type_wants(parser, node, name, node->args[0], "列表", "a list");
		return;
	}
	/* What is asked of each item: the body, or the item itself. */
	lh__node item = {
		.kind = LH__NODE_VAR, .type = *node->args[0]->type.item, .loc = node->args[0]->loc};
	const lh__node *asked = node->u.fold.named ? node->args[1] : &item;
	node->type = node->args[0]->type;
	node->type.keyed = false;
	switch (op) {
	case LH__FOLD_WHERE:
		lh__type_need_bool(parser, node, name, asked);
		return;
	case LH__FOLD_EACH:
		node->type = lh__type_list_of(parser, &asked->type);
		return;
	case LH__FOLD_FIRST:
	case LH__FOLD_LAST:
		node->type = item.type;
		if (node->u.fold.named)
			lh__type_need_bool(parser, node, name, asked);
		return;
	case LH__FOLD_ANY:
	case LH__FOLD_ALL:
		node->type = (lh_type){.kind = LH_KIND_BOOL};
		lh__type_need_bool(parser, node, name, asked);
		return;
	case LH__FOLD_COUNT:
		node->type = (lh_type){.kind = LH_KIND_NUMBER};
		if (node->u.fold.named)
			lh__type_need_bool(parser, node, name, asked);
		return;
	case LH__FOLD_SUM:
	case LH__FOLD_AVG:
		node->type = (lh_type){.kind = LH_KIND_NUMBER, .signed_number = true,
				       .decimals = op == LH__FOLD_AVG ? 6 : asked->type.decimals};
		lh__type_need_number(parser, node, name, asked);
		return;
	case LH__FOLD_MIN:
	case LH__FOLD_MAX:
		node->type = asked->type;
		need_order(parser, node, name, asked, /*text*/ false);
		return;
	case LH__FOLD_SORT:
		need_order(parser, node, name, asked, /*text*/ true);
		return;
	}
}

static const struct {
	char letter;
	const char *zh, *en;
} wanted[] = {
	{'n', "数字", "a number"},
	{'t', "文字", "a text"},
	{'d', "日期", "a date"},
	{'e', "枚举值", "a value of an enumeration"},
	{'l', "列表", "a list"},
	{'s', "文字、数字、日期或枚举值", "a text, number, date or value of an enumeration"},
	{'x', "文字、数字、日期或枚举值的列表", "a list of texts, numbers, dates or values of an enumeration"},
	{'f', "列表的列表", "a list of lists"},
	{'c', "列表或文字", "a list or a text"},
	{'i', "与第一个参数中各项同类的值（第一个是文字时，文字或文字的列表）",
	 "a value like the items of the first argument (for a text: a text or a list of texts)"},
};

static bool fits_item(const lh__node *call, const lh_type *type)
{
	const lh_type *first = &call->args[0]->type;
	lh_type common;
	if (first->kind == LH_KIND_LIST)
		return lh__type_unify(first->item, type, &common);
	return type->kind == LH_KIND_TEXT ||
	       (type->kind == LH_KIND_LIST && type->item->kind == LH_KIND_TEXT);
}

static bool fits(const lh__node *call, const lh_type *type, char letter)
{
	const lh_type *item = type->kind == LH_KIND_LIST ? type->item : NULL;
	if (type->kind == LH_KIND_NULL)
		return true;
	switch (letter) {
	case 'n': return type->kind == LH_KIND_NUMBER;
	case 't': return type->kind == LH_KIND_TEXT;
	case 'd': return type->kind == LH_KIND_DATE;
	case 'e': return type->kind == LH_KIND_ENUM;
	case 'l': return item;
	case 's': return lh__type_has_text(type);
	case 'x': return item && lh__type_has_text(item);
	case 'f': return item && (item->kind == LH_KIND_LIST || item->kind == LH_KIND_NULL);
	case 'c': return item || type->kind == LH_KIND_TEXT;
	case 'i': return fits_item(call, type);
	default: return true;
	}
}

static void coerce_arg(lh__parser *parser, lh__node *call, lh__node *arg, char letter)
{
	static const lh_type date = {.kind = LH_KIND_DATE};
	if (letter == 'd')
		lh__type_coerce(parser, arg, &date);
	if (letter == 'i' && call->args[0]->type.kind == LH_KIND_LIST)
		lh__type_coerce(parser, arg, call->args[0]->type.item);
}

static void give(lh__parser *parser, lh__node *call)
{
	static const lh_type number = {.kind = LH_KIND_NUMBER};
	switch (call->u.function->gives) {
	case 'n':
		call->type =
			(lh_type){.kind = LH_KIND_NUMBER, .signed_number = true, .decimals = 6};
		return;
	case 't': call->type = (lh_type){.kind = LH_KIND_TEXT}; return;
	case 'd': call->type = (lh_type){.kind = LH_KIND_DATE}; return;
	case 'b': call->type = (lh_type){.kind = LH_KIND_BOOL}; return;
	case 'l': call->type = lh__type_list_of(parser, &number); return;
	case 'p': call->type = lh__type_list_of(parser, &(lh_type){.kind = LH_KIND_TEXT}); return;
	case 'i': call->type = *call->args[0]->type.item; return;
	default: call->type = call->args[0]->type; return;
	}
}

void lh__type_call(lh__parser *parser, lh__node *node)
{
	const lh__function *function = node->u.function;
	if (any_bad(node)) {
		lh__node_bad(parser, node);
		return;
	}
	const char *letter = function->takes;
	for (size_t i = 0; i < node->n_args; i++, letter++) {
		lh__node *arg = node->args[i];
		letter += *letter == '?';
		/* A capital takes the same, but may be missing. */
		char kind =
			*letter >= 'A' && *letter <= 'Z' ? (char)(*letter - 'A' + 'a') : *letter;
		coerce_arg(parser, node, arg, kind);
		if (arg->kind != LH__NODE_BAD && fits(node, &arg->type, kind))
			continue;
		for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
			if (wanted[k].letter == kind)
				lh__type_wants(parser, node, function->info.name, arg, wanted[k].zh,
					       wanted[k].en);
		lh__node_bad(parser, node);
		return;
	}
	const lh__node *second = node->n_args > 1 ? node->args[1] : NULL;
	bool pattern = function->work == lh__fn_matches || function->work == lh__fn_runs;
	if (pattern && second->kind == LH__NODE_CONST && second->u.constant &&
	    lh__match_bad(second->u.constant->u.text)) {
		lh_diag(parser->ctx, LH_E_EXPR_PATTERN, second->loc, second->u.constant->u.text, NULL);
		lh__node_bad(parser, node);
		return;
	}
	/* take(null, 3) has no list to be one of. */
	if (function->gives == 'i' && node->args[0]->type.kind != LH_KIND_LIST) {
		lh__type_wants(parser, node, function->info.name, node->args[0], "列表", "a list");
		return;
	}
	give(parser, node);
}
