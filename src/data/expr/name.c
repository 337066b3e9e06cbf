/*
 * What a name stands for: loop variable, `j`, computed value, field, option. Every name is resolved
 * here when a text is parsed, so that evaluation searches nothing; a name that is not known is told
 * with the nearest one.
 */
#include <string.h>

#include "data/expr/inside.h"

/* Names that could have been meant. */
typedef struct candidates {
	const char **names;
	size_t n;
} candidates;

static const char *nearest(const candidates *list, const char *word)
{
	return lh_nearest(word, list->names, list->n);
}

static lh__node *with_type(lh__node *node, lh_type type)
{
	node->type = type;
	return node;
}

static lh_type record_type(const lh_record *record)
{
	return (lh_type){.kind = LH_KIND_RECORD, .record = record};
}

static void unknown_name(lh__parser *parser, const lh__token *name)
{
	const lh_names *names = parser->names;
	const lh_record *root = names->schema->root;
	size_t most = root->n_fields + 1 + (names->computed ? names->computed->n_rows : 0);
	for (const lh_scope *scope = parser->scope; scope; scope = scope->outer)
		most++;
	candidates list = {LH_NEW_ARRAY(parser->arena, const char *, most), 0};
	for (const lh_scope *scope = parser->scope; scope; scope = scope->outer)
		list.names[list.n++] = scope->name;
	for (size_t i = 0; names->computed && i < names->computed->n_rows; i++)
		if (!names->computed->rows[i].of)
			list.names[list.n++] = names->computed->rows[i].name;
	for (size_t i = 0; i < root->n_fields; i++)
		list.names[list.n++] = root->fields[i].key;
	const char *near = nearest(&list, name->text);
	if (near)
		lh_diag(parser->ctx, LH_E_EXPR_NAME_NEAR, name->loc, name->text, near, NULL);
	else
		lh_diag(parser->ctx, LH_E_EXPR_NAME, name->loc, name->text, NULL);
}

lh__node *lh__resolve_name(lh__parser *parser, const lh__token *name)
{
	const lh_names *names = parser->names;
	lh__node *node = lh__node_make(parser, LH__NODE_BAD, name->loc);
	for (const lh_scope *scope = parser->scope; scope; scope = scope->outer) {
		if (strcmp(scope->name, name->text) != 0)
			continue;
		node->kind = LH__NODE_VAR;
		node->u.slot = scope->slot;
		return with_type(node, scope->type);
	}
	if (names->jurisdiction && strcmp(name->text, "j") == 0) {
		node->kind = LH__NODE_OWN;
		return with_type(node, record_type(names->jurisdiction));
	}
	const lh_computed_row *row =
		names->computed ? lh_computed_find(names->computed, NULL, name->text) : NULL;
	if (row && row->expr->kind == LH__NODE_BAD)
		return lh__node_bad(parser, node); /* its own row was complained about */
	if (row) {
		node->kind = LH__NODE_COMPUTED;
		node->u.row = row;
		lh__usage_row(names, row);
		node->depth = row->expr->depth + 1;
		return with_type(node, row->expr->type);
	}
	const lh_field *field = lh_record_field(names->schema->root, name->text);
	if (field) {
		node->kind = LH__NODE_ROOT;
		node->u.field = field->index;
		lh__usage_field(names, field);
		return with_type(node, field->type);
	}
	unknown_name(parser, name);
	return lh__node_bad(parser, node);
}

static void unknown_field(lh__parser *parser, const lh_record *record, const lh__token *name)
{
	const lh_computed *computed = parser->names->computed;
	size_t most = record->n_fields + (computed ? computed->n_rows : 0);
	candidates list = {LH_NEW_ARRAY(parser->arena, const char *, most), 0};
	for (size_t i = 0; i < record->n_fields; i++)
		list.names[list.n++] = record->fields[i].key;
	for (size_t i = 0; computed && i < computed->n_rows; i++)
		if (computed->rows[i].of == record)
			list.names[list.n++] = computed->rows[i].name;
	const char *near = nearest(&list, name->text);
	if (near)
		lh_diag(parser->ctx, LH_E_EXPR_FIELD_NEAR, name->loc, record->name, record->key,
			name->text, near, NULL);
	else
		lh_diag(parser->ctx, LH_E_EXPR_FIELD, name->loc, record->name, record->key,
			name->text, NULL);
}

lh__node *lh__resolve_member(lh__parser *parser, lh__node *base, const lh__token *name)
{
	lh__node *node = lh__node_make(parser, LH__NODE_BAD, name->loc);
	lh__node_args(parser, node, &base, 1);
	const lh_record *record = base->type.record;
	if (base->type.kind != LH_KIND_RECORD && base->type.kind != LH_KIND_REF) {
		if (base->kind != LH__NODE_BAD &&
		    !(base->type.kind == LH_KIND_NULL && parser->failed))
			lh_diag(parser->ctx, LH_E_EXPR_NO_FIELDS, name->loc, name->text,
				lh_type_str(parser->arena, &base->type), NULL);
		return lh__node_bad(parser, node);
	}
	const lh_field *field = lh_record_field(record, name->text);
	if (field) {
		node->kind = LH__NODE_FIELD;
		node->u.field = field->index;
		lh__usage_field(parser->names, field);
		return with_type(node, field->type);
	}
	const lh_computed_row *row =
		parser->names->computed
			? lh_computed_find(parser->names->computed, record, name->text)
			: NULL;
	if (!row) {
		unknown_field(parser, record, name);
		return lh__node_bad(parser, node);
	}
	if (row->expr->kind == LH__NODE_BAD)
		return lh__node_bad(parser, node);
	node->kind = LH__NODE_DERIVED;
	node->u.row = row;
	lh__usage_row(parser->names, row);
	if (row->expr->depth >= node->depth)
		node->depth = row->expr->depth + 1;
	lh__node_args(parser, node, &base, 1);
	return with_type(node, row->expr->type);
}

static const lh_option_info *find_option(const lh_option_info *options, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(options[i].key, key) == 0)
			return &options[i];
	return NULL;
}

lh__node *lh__resolve_option(lh__parser *parser, const lh__token *call, const lh__node *key)
{
	const lh_names *names = parser->names;
	const lh_computed *computed = names->computed;
	lh__node *node = lh__node_make(parser, LH__NODE_OPTION, call->loc);
	if (key->kind != LH__NODE_CONST || key->type.kind != LH_KIND_TEXT) {
		lh_diag(parser->ctx, LH_E_EXPR_OPTION_KEY, key->loc, NULL);
		return lh__node_bad(parser, node);
	}
	const char *word = key->u.constant->u.text;
	node->u.option = find_option(names->options, names->n_options, word);
	if (!node->u.option && computed)
		node->u.option = find_option(computed->options, computed->n_options, word);
	if (node->u.option)
		return with_type(node, (lh_type){.kind = LH_KIND_TEXT});

	size_t most = names->n_options + (computed ? computed->n_options : 0);
	candidates list = {LH_NEW_ARRAY(parser->arena, const char *, most), 0};
	for (size_t i = 0; i < names->n_options; i++)
		list.names[list.n++] = names->options[i].key;
	for (size_t i = 0; computed && i < computed->n_options; i++)
		list.names[list.n++] = computed->options[i].key;
	const char *near = nearest(&list, word);
	if (near)
		lh_diag(parser->ctx, LH_E_EXPR_OPTION_NEAR, key->loc, word, near, NULL);
	else
		lh_diag(parser->ctx, LH_E_EXPR_OPTION, key->loc, word, NULL);
	return lh__node_bad(parser, node);
}

void lh__unknown_function(lh__parser *parser, const lh__token *name)
{
	size_t n;
	const lh_function_info *functions = lh_expr_functions(&n);
	candidates list = {LH_NEW_ARRAY(parser->arena, const char *, n), 0};
	for (size_t i = 0; i < n; i++)
		list.names[list.n++] = functions[i].name;
	const char *near = nearest(&list, name->text);
	if (near)
		lh_diag(parser->ctx, LH_E_EXPR_FUNCTION_NEAR, name->loc, name->text, near, NULL);
	else
		lh_diag(parser->ctx, LH_E_EXPR_FUNCTION, name->loc, name->text, NULL);
}
