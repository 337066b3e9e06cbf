/*
 * Loading of computed values: the rows of templates/computed.yaml, each parsed against the schema
 * and the rows above it. It knows the shape of the file; what the rows mean is the file's affair.
 */
#include "data/expr/computed.h"

#include <string.h>

#include "data/expr/inside.h"
#include "data/yaml/read.h"

typedef struct loader {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_names names;      /* with the rows read so far */
	lh_computed *computed;
	lh_computed_row *rows;
	uint16_t n_values;   /* of the whole, so far */
} loader;

static bool is_name(const char *text)
{
	static const char *const taken[] = {"j", "and", "or", "not", "in", "true", "false", "null"};
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (strcmp(text, taken[i]) == 0)
			return false;
	if (*text < 'a' || *text > 'z')
		return false;
	return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text);
}

static void load_option(loader *l, const lh_yaml *map, lh_option_info *option)
{
	*option = (lh_option_info){.key = "", .note = "", .loc = map->loc};
	if (!lh_read_keys(l->ctx, map, LH_WORDS("key", "values", "note")))
		return;
	option->key = lh_read_text_at(l->ctx, map, "key", NULL);
	option->note = lh_read_text_at(l->ctx, map, "note", "");
	option->values = lh_read_texts_at(l->ctx, l->arena, map, "values", &option->n_values);
}

static void load_options(loader *l, const lh_yaml *list)
{
	size_t n = list->u.list.n;
	lh_option_info *options = LH_NEW_ARRAY(l->arena, lh_option_info, n);
	for (size_t i = 0; i < n; i++) {
		load_option(l, list->u.list.items[i], &options[i]);
		for (size_t k = 0; k < i; k++)
			if (*options[i].key && strcmp(options[k].key, options[i].key) == 0)
				lh_read_twice(l->ctx, options[i].loc, options[i].key, options[k].loc);
	}
	l->computed->options = options;
	l->computed->n_options = n;
}

static const lh_record *record_named(loader *l, const lh_yaml *node)
{
	const lh_schema *schema = l->names.schema;
	const lh_record *record = lh_schema_record(schema, lh_read_text(l->ctx, node));
	if (record || node->kind != LH_YAML_SCALAR)
		return record;
	const char **names = LH_NEW_ARRAY(l->arena, const char *, schema->n_records + 1);
	for (size_t i = 0; i < schema->n_records; i++)
		names[i] = schema->records[i]->key;
	lh_read_no_such(l->ctx, node->loc, node->u.scalar.text, "记录", "record", names,
			schema->n_records);
	return NULL;
}

/* The record whose values a row computes; false when it names none that exists. */
static bool row_record(loader *l, const lh_yaml *map, lh_computed_row *row, lh_scope *scope)
{
	if (!lh_yaml_at(map, "of") && !lh_yaml_at(map, "as"))
		return true;
	const lh_yaml *of = lh_read_need(l->ctx, map, "of"), *as = lh_read_need(l->ctx, map, "as");
	row->of = of ? record_named(l, of) : NULL;
	if (!row->of || !as)
		return false;
	scope->name = lh_read_text(l->ctx, as);
	scope->type = (lh_type){.kind = LH_KIND_RECORD, .record = row->of};
	return true;
}

static bool row_name(loader *l, const lh_yaml *map, lh_computed_row *row)
{
	row->name = lh_read_text_at(l->ctx, map, "name", NULL);
	if (!*row->name)
		return false;
	lh_loc loc = lh_yaml_at(map, "name")->loc;
	if (!is_name(row->name)) {
		lh_diag(l->ctx, LH_E_COMPUTED_NAME, loc, row->name, NULL);
		return false;
	}
	/*
	 * A value of the whole may stand over a field of the root, built upon it; a record's may
	 * not.
	 */
	const lh_computed_row *first = lh_computed_find(l->computed, row->of, row->name);
	const lh_field *field = row->of ? lh_record_field(row->of, row->name) : NULL;
	if (!first && !field)
		return true;
	lh_read_twice(l->ctx, loc, row->name, first ? first->loc : field->loc);
	return false;
}

static void load_row(loader *l, const lh_yaml *map)
{
	if (!lh_read_keys(l->ctx, map, LH_WORDS("of", "as", "name", "expr", "note")))
		return;
	lh_computed_row row = {.loc = map->loc};
	lh_scope scope = {0};
	bool fine = row_record(l, map, &row, &scope);
	fine = row_name(l, map, &row) && fine;
	const char *expr = lh_read_text_at(l->ctx, map, "expr", NULL);
	row.note = lh_read_text_at(l->ctx, map, "note", "");
	if (!fine || !*expr)
		return;
	row.expr = lh_expr_parse(l->ctx, l->arena, expr, lh_read_text_loc(lh_yaml_at(map, "expr")),
				 &l->names, row.of ? &scope : NULL);
	if (!row.expr) {
		/* Rows below may still name it without being complained about. */
		lh_expr *bad = LH_NEW(l->arena, lh_expr);
		bad->kind = LH__NODE_BAD;
		row.expr = bad;
	}
	row.slot = row.of ? 0 : l->n_values++;
	l->rows[l->computed->n_rows++] = row;
}

bool lh_computed_load(lh_ctx *ctx, lh_arena *arena, const char *path, lh_names *names)
{
	size_t errors = lh_diag_errors(ctx);
	loader l = {.ctx = ctx, .arena = arena, .names = *names};
	l.computed = LH_NEW(arena, lh_computed);
	l.names.computed = l.computed;
	const lh_yaml *file = lh_yaml_read(ctx, arena, path);
	if (!file || !lh_read_keys(ctx, file, LH_WORDS("options", "computed")))
		return false;
	load_options(&l, lh_read_list_at(ctx, file, "options"));
	const lh_yaml *list = lh_read_list_at(ctx, file, "computed");
	l.rows = LH_NEW_ARRAY(arena, lh_computed_row, list->u.list.n);
	l.computed->rows = l.rows;
	for (size_t i = 0; i < list->u.list.n; i++)
		load_row(&l, list->u.list.items[i]);
	names->computed = l.computed;
	return lh_diag_errors(ctx) == errors;
}
