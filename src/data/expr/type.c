/*
 * Types of operators and forms. A node comes in with its operands settled and leaves with its type,
 * or as BAD with a message. Text literals become enumeration values or dates here, where the other
 * side says which; so a misspelt code is found when the template is loaded.
 */
#include <string.h>

#include "data/expr/inside.h"
#include "util/buf.h"

static bool is_bad(const lh__node *node)
{
	return node->kind == LH__NODE_BAD;
}

static bool any_bad(const lh__node *node)
{
	for (size_t i = 0; i < node->n_args; i++)
		if (is_bad(node->args[i]))
			return true;
	return false;
}

static const char *sign(lh__op op)
{
	static const char *const signs[] = {
		[LH__OP_ADD] = "+", [LH__OP_SUB] = "-", [LH__OP_MUL] = "*",  [LH__OP_DIV] = "/",
		[LH__OP_EQ] = "==", [LH__OP_NE] = "!=", [LH__OP_LT] = "<",   [LH__OP_LE] = "<=",
		[LH__OP_GT] = ">",  [LH__OP_GE] = ">=", [LH__OP_IN] = "in",  [LH__OP_AND] = "and",
		[LH__OP_OR] = "or", [LH__OP_COALESCE] = "??",
	};
	return signs[op];
}

void lh__type_wants(lh__parser *parser, lh__node *node, const char *who, const lh__node *given,
		    const char *zh, const char *en)
{
	if (!is_bad(given))
		lh_diag(parser->ctx, LH_E_EXPR_WANTS, given->loc, who, zh, en,
			lh_type_str(parser->arena, &given->type), NULL);
	lh__node_bad(parser, node);
}

bool lh__type_has_text(const lh_type *type)
{
	return type->kind == LH_KIND_NUMBER || type->kind == LH_KIND_TEXT ||
	       type->kind == LH_KIND_DATE || type->kind == LH_KIND_ENUM ||
	       type->kind == LH_KIND_NULL;
}

bool lh__type_is_ordered(const lh_type *type)
{
	return type->kind == LH_KIND_NUMBER || type->kind == LH_KIND_DATE ||
	       (type->kind == LH_KIND_ENUM && type->enumeration->ordered);
}

static bool is_record(const lh_type *type)
{
	return type->kind == LH_KIND_RECORD || type->kind == LH_KIND_REF;
}

bool lh__type_unify(const lh_type *a, const lh_type *b, lh_type *out)
{
	if (a->kind == LH_KIND_NULL || b->kind == LH_KIND_NULL) {
		*out = a->kind == LH_KIND_NULL ? *b : *a;
		return true;
	}
	/* A reference is stepped through, so it goes for the record that it names. */
	if (is_record(a) && is_record(b) && a->record == b->record) {
		*out = a->kind == LH_KIND_RECORD ? *a : *b;
		return true;
	}
	if (a->kind == LH_KIND_LIST && b->kind == LH_KIND_LIST) {
		lh_type item;
		if (!lh__type_unify(a->item, b->item, &item))
			return false;
		*out = lh_type_equal(a->item, &item) ? *a : *b;
		return true;
	}
	if (!lh_type_equal(a, b))
		return false;
	*out = *a;
	out->multiline = a->multiline || b->multiline;
	out->decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
	return true;
}

lh_type lh__type_list_of(lh__parser *parser, const lh_type *item)
{
	lh_type *copy = lh_arena_memdup(parser->arena, item, sizeof *item);
	return (lh_type){.kind = LH_KIND_LIST, .item = copy};
}

static char *enum_codes(lh__parser *parser, const lh_enum *e)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < e->n_values; i++)
		lh_buf_printf(&buf, "%s%s", i ? " " : "", e->values[i].code);
	char *text = lh_arena_strdup(parser->arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

static void unknown_code(lh__parser *parser, const lh__node *literal, const lh_enum *e)
{
	const char *word = literal->u.constant->u.text;
	const char **codes = LH_NEW_ARRAY(parser->arena, const char *, e->n_values);
	for (size_t i = 0; i < e->n_values; i++)
		codes[i] = e->values[i].code;
	const char *near = lh_nearest(word, codes, e->n_values);
	char *all = enum_codes(parser, e);
	if (near)
		lh_diag(parser->ctx, LH_E_EXPR_ENUM_NEAR, literal->loc, word, e->name, e->key, all,
			near, NULL);
	else
		lh_diag(parser->ctx, LH_E_EXPR_ENUM, literal->loc, word, e->name, e->key, all,
			NULL);
}

/* A text literal where a code or a date is wanted. */
static void coerce_literal(lh__parser *parser, lh__node *node, const lh_type *wanted)
{
	lh_val *value = LH_NEW(parser->arena, lh_val);
	value->kind = wanted->kind;
	if (wanted->kind == LH_KIND_ENUM) {
		value->u.enumeration = lh_enum_find(wanted->enumeration, node->u.constant->u.text);
		if (!value->u.enumeration) {
			unknown_code(parser, node, wanted->enumeration);
			lh__node_bad(parser, node);
			return;
		}
	} else if (!lh_date_parse(node->u.constant->u.text, &value->u.date)) {
		lh_diag(parser->ctx, LH_E_EXPR_DATE, node->loc, node->u.constant->u.text, NULL);
		lh__node_bad(parser, node);
		return;
	}
	node->u.constant = value;
	node->type = *wanted;
}

/* The type of a list literal from the types of its items. */
static void unify_items(lh__parser *parser, lh__node *node)
{
	lh_type item = {.kind = LH_KIND_NULL};
	for (size_t i = 0; i < node->n_args; i++) {
		const lh__node *arg = node->args[i];
		if (!is_bad(arg) && lh__type_unify(&item, &arg->type, &item))
			continue;
		if (!is_bad(arg))
			lh_diag(parser->ctx, LH_E_EXPR_TYPES, arg->loc, "[ ]",
				lh_type_str(parser->arena, &item),
				lh_type_str(parser->arena, &arg->type), NULL);
		lh__node_bad(parser, node);
		return;
	}
	node->type = lh__type_list_of(parser, &item);
}

/* Literals stand also in the branches of if() and ??, and in lists. */
void lh__type_coerce(lh__parser *parser, lh__node *node, const lh_type *wanted)
{
	bool through = node->kind == LH__NODE_IF ||
		       (node->kind == LH__NODE_BINARY && node->u.op == LH__OP_COALESCE);
	if (wanted->kind == LH_KIND_LIST && wanted->item && node->kind == LH__NODE_LIST) {
		for (size_t i = 0; i < node->n_args; i++)
			lh__type_coerce(parser, node->args[i], wanted->item);
		unify_items(parser, node);
	} else if (wanted->kind != LH_KIND_ENUM && wanted->kind != LH_KIND_DATE) {
		return;
	} else if (node->kind == LH__NODE_CONST && node->type.kind == LH_KIND_TEXT) {
		coerce_literal(parser, node, wanted);
	} else if (through && node->type.kind == LH_KIND_TEXT) {
		for (size_t i = node->kind == LH__NODE_IF; i < node->n_args; i++)
			lh__type_coerce(parser, node->args[i], wanted);
		lh_type type = {.kind = LH_KIND_NULL};
		bool fits = true;
		for (size_t i = node->kind == LH__NODE_IF; i < node->n_args; i++)
			fits = fits && lh__type_unify(&type, &node->args[i]->type, &type);
		if (fits)
			node->type = type;
	}
}

static void check_option_value(lh__parser *parser, const lh_option_info *option,
			       const lh__node *literal)
{
	if (!option->n_values || literal->kind != LH__NODE_CONST ||
	    literal->type.kind != LH_KIND_TEXT)
		return;
	const char *word = literal->u.constant->u.text;
	lh_buf all = {0};
	bool found = false;
	for (size_t i = 0; i < option->n_values; i++) {
		found = found || strcmp(option->values[i], word) == 0;
		lh_buf_printf(&all, "%s%s", i ? " " : "", option->values[i]);
	}
	if (!found) {
		lh_diag(parser->ctx, LH_E_EXPR_OPTION_VALUE, literal->loc, option->key, word,
			lh_buf_str(&all), NULL);
		parser->failed = true;
	}
	lh_buf_free(&all);
}

static void check_options(lh__parser *parser, const lh__node *a, const lh__node *b)
{
	if (a->kind != LH__NODE_OPTION)
		return;
	check_option_value(parser, a->u.option, b);
	for (size_t i = 0; b->kind == LH__NODE_LIST && i < b->n_args; i++)
		check_option_value(parser, a->u.option, b->args[i]);
}

static void mismatch(lh__parser *parser, lh__node *node, const char *who)
{
	if (!any_bad(node))
		lh_diag(parser->ctx, LH_E_EXPR_TYPES, node->loc, who,
			lh_type_str(parser->arena, &node->args[0]->type),
			lh_type_str(parser->arena, &node->args[1]->type), NULL);
	lh__node_bad(parser, node);
}

/* Bring both operands to one type. */
static bool meet(lh__parser *parser, lh__node *node, lh_type *out)
{
	lh__node *a = node->args[0], *b = node->args[1];
	lh__type_coerce(parser, a, &b->type);
	lh__type_coerce(parser, b, &a->type);
	check_options(parser, a, b);
	check_options(parser, b, a);
	if (!any_bad(node) && lh__type_unify(&a->type, &b->type, out))
		return true;
	mismatch(parser, node, sign(node->u.op));
	return false;
}

bool lh__type_need_bool(lh__parser *parser, lh__node *node, const char *who,
			const lh__node *operand)
{
	if (operand->type.kind == LH_KIND_BOOL ||
	    (operand->type.kind == LH_KIND_NULL && !is_bad(operand)))
		return true;
	lh__type_wants(parser, node, who, operand, "是非条件（判断有没有用 has()）",
		       "a condition (has() tells what is there)");
	return false;
}

bool lh__type_need_number(lh__parser *parser, lh__node *node, const char *who,
			  const lh__node *operand)
{
	if (operand->type.kind == LH_KIND_NUMBER ||
	    (operand->type.kind == LH_KIND_NULL && !is_bad(operand)))
		return true;
	lh__type_wants(parser, node, who, operand, "数字", "a number");
	return false;
}

static void type_arithmetic(lh__parser *parser, lh__node *node)
{
	const lh__node *a = node->args[0], *b = node->args[1];
	if (!lh__type_need_number(parser, node, sign(node->u.op), a) ||
	    !lh__type_need_number(parser, node, sign(node->u.op), b))
		return;
	if (node->u.op == LH__OP_DIV && b->kind == LH__NODE_CONST && b->u.constant &&
	    !b->u.constant->u.number) {
		lh_diag(parser->ctx, LH_E_EXPR_ZERO, b->loc, NULL);
		lh__node_bad(parser, node);
		return;
	}
	uint8_t decimals = a->type.decimals > b->type.decimals ? a->type.decimals : b->type.decimals;
	node->type = (lh_type){.kind = LH_KIND_NUMBER, .signed_number = true,
			       .decimals = node->u.op == LH__OP_DIV ? 6 : decimals};
}

/* Numbers are added, texts and what has a text are joined, lists are put one behind the other. */
static void type_add(lh__parser *parser, lh__node *node)
{
	const lh_type *a = &node->args[0]->type, *b = &node->args[1]->type;
	if (any_bad(node)) {
		lh__node_bad(parser, node);
	} else if (a->kind == LH_KIND_LIST && b->kind == LH_KIND_LIST) {
		lh_type type;
		if (meet(parser, node, &type))
			node->type = type;
	} else if ((a->kind == LH_KIND_TEXT && lh__type_has_text(b)) ||
		   (b->kind == LH_KIND_TEXT && lh__type_has_text(a))) {
		node->type =
			(lh_type){.kind = LH_KIND_TEXT, .multiline = a->multiline || b->multiline};
	} else {
		type_arithmetic(parser, node);
	}
}

static void type_order(lh__parser *parser, lh__node *node)
{
	lh_type type;
	if (!meet(parser, node, &type))
		return;
	if (lh__type_is_ordered(&type)) {
		node->type.kind = LH_KIND_BOOL;
		return;
	}
	lh_diag(parser->ctx, LH_E_EXPR_ORDER, node->loc, sign(node->u.op),
		lh_type_str(parser->arena, &type), NULL);
	lh__node_bad(parser, node);
}

static void type_in(lh__parser *parser, lh__node *node)
{
	lh__node *item = node->args[0], *list = node->args[1];
	if (any_bad(node) || list->type.kind != LH_KIND_LIST) {
		lh__type_wants(parser, node, "in", list, "列表", "a list");
		return;
	}
	lh__type_coerce(parser, item, list->type.item);
	lh_type wanted = lh__type_list_of(parser, &item->type), type;
	lh__type_coerce(parser, list, &wanted);
	check_options(parser, item, list);
	if (any_bad(node) || !lh__type_unify(&item->type, list->type.item, &type))
		mismatch(parser, node, "in");
	else
		node->type.kind = LH_KIND_BOOL;
}

void lh__type_binary(lh__parser *parser, lh__node *node)
{
	lh_type type;
	switch (node->u.op) {
	case LH__OP_ADD:
		type_add(parser, node);
		return;
	case LH__OP_SUB:
	case LH__OP_MUL:
	case LH__OP_DIV:
		type_arithmetic(parser, node);
		return;
	case LH__OP_EQ:
	case LH__OP_NE:
		if (meet(parser, node, &type))
			node->type.kind = LH_KIND_BOOL;
		return;
	case LH__OP_LT:
	case LH__OP_LE:
	case LH__OP_GT:
	case LH__OP_GE:
		type_order(parser, node);
		return;
	case LH__OP_IN:
		type_in(parser, node);
		return;
	case LH__OP_AND:
	case LH__OP_OR:
		if (lh__type_need_bool(parser, node, sign(node->u.op), node->args[0]) &&
		    lh__type_need_bool(parser, node, sign(node->u.op), node->args[1]))
			node->type.kind = LH_KIND_BOOL;
		return;
	case LH__OP_COALESCE:
		if (meet(parser, node, &type))
			node->type = type;
		return;
	}
}

void lh__type_unary(lh__parser *parser, lh__node *node)
{
	if (node->kind == LH__NODE_NOT && lh__type_need_bool(parser, node, "not", node->args[0]))
		node->type.kind = LH_KIND_BOOL;
	if (node->kind == LH__NODE_NEGATE &&
	    lh__type_need_number(parser, node, "-", node->args[0])) {
		node->type = node->args[0]->type;
		node->type.kind = LH_KIND_NUMBER;
		node->type.signed_number = true;
	}
}

void lh__type_index(lh__parser *parser, lh__node *node)
{
	const lh__node *list = node->args[0], *index = node->args[1];
	if (any_bad(node) || list->type.kind != LH_KIND_LIST) {
		lh__type_wants(parser, node, "[ ]", list, "列表", "a list");
		return;
	}
	const lh_type *item = list->type.item;
	bool by_id = index->type.kind == LH_KIND_TEXT && item->kind == LH_KIND_RECORD &&
		     item->record->id_field;
	if (index->type.kind == LH_KIND_NUMBER || by_id)
		node->type = *item;
	else
		lh__type_wants(parser, node, "[ ]", index, "从 0 起的序号或编号",
			       "a place from 0, or an id");
}

void lh__type_list(lh__parser *parser, lh__node *node)
{
	lh_type item = {.kind = LH_KIND_NULL};
	for (size_t i = 0; i < node->n_args; i++)
		if (node->args[i]->type.kind != LH_KIND_TEXT &&
		    node->args[i]->type.kind != LH_KIND_NULL)
			item = node->args[i]->type;
	for (size_t i = 0; i < node->n_args; i++)
		lh__type_coerce(parser, node->args[i], &item);
	unify_items(parser, node);
}

void lh__type_if(lh__parser *parser, lh__node *node)
{
	if (any_bad(node) || !lh__type_need_bool(parser, node, "if", node->args[0])) {
		lh__node_bad(parser, node);
		return;
	}
	node->type = node->args[1]->type;
	if (node->n_args < 3)
		return;
	lh__type_coerce(parser, node->args[1], &node->args[2]->type);
	lh__type_coerce(parser, node->args[2], &node->args[1]->type);
	const lh_type *a = &node->args[1]->type, *b = &node->args[2]->type;
	if (any_bad(node)) {
		lh__node_bad(parser, node);
	} else if (!lh__type_unify(a, b, &node->type)) {
		lh_diag(parser->ctx, LH_E_EXPR_TYPES, node->loc, "if",
			lh_type_str(parser->arena, a), lh_type_str(parser->arena, b), NULL);
		lh__node_bad(parser, node);
	}
}
