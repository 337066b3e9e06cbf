/*
 * Loading of computed values: the rows of templates/computed.yaml, each parsed against the schema
 * and the rows above it. It knows the shape of the file; what the rows mean is the file's affair.
 */
#include "data/expr/computed.h"

#include <string.h>

#include "data/expr/inside.h"

typedef struct loader {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_names names;      /* with the rows read so far */
	lh_computed *computed;
	lh_computed_row *rows;
	uint16_t n_values;   /* of the whole, so far */
	bool failed;
} loader;

static void wrong_kind(loader *l, lh_loc loc, const char *what, lh_yaml_kind kind)
{
	lh_diag(l->ctx, LH_E_COMPUTED_KIND, loc, what, lh_yaml_kind_zh(kind), lh_yaml_kind_en(kind),
		NULL);
	l->failed = true;
}

/* The items of a list under `key`; none when it is absent. */
static const lh_yaml *list_at(loader *l, const lh_yaml *map, const char *key)
{
	const lh_yaml *list = lh_yaml_at(map, key);
	if (lh_yaml_is_null(list))
		return NULL;
	if (list->kind == LH_YAML_LIST)
		return list;
	wrong_kind(l, list->loc, key, LH_YAML_LIST);
	return NULL;
}

/* `allowed`: the keys, separated by blanks. */
static void check_keys(loader *l, const lh_yaml *map, const char *allowed)
{
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		const char *at = allowed;
		size_t length = strcspn(at, " ");
		while (length && (strncmp(at, entry->key, length) != 0 || entry->key[length])) {
			at += length + (at[length] == ' ');
			length = strcspn(at, " ");
		}
		if (length)
			continue;
		lh_diag(l->ctx, LH_E_COMPUTED_KEY, entry->key_loc, entry->key, allowed, NULL);
		l->failed = true;
	}
}

/* The text under `key`; NULL when it is absent (told if it is needed) or no text. */
static const lh_yaml *text_at(loader *l, const lh_yaml *map, const char *key, bool needed)
{
	const lh_yaml *text = lh_yaml_at(map, key);
	if (lh_yaml_is_null(text)) {
		if (needed) {
			lh_diag(l->ctx, LH_E_COMPUTED_MISSING, map->loc, key, NULL);
			l->failed = true;
		}
		return NULL;
	}
	if (text->kind == LH_YAML_SCALAR)
		return text;
	wrong_kind(l, text->loc, key, LH_YAML_SCALAR);
	return NULL;
}

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
	check_keys(l, map, "key values note");
	const lh_yaml *key = text_at(l, map, "key", /*needed*/ true);
	const lh_yaml *note = text_at(l, map, "note", /*needed*/ false);
	const lh_yaml *values = list_at(l, map, "values");
	size_t n = values ? values->u.list.n : 0;
	const char **words = LH_NEW_ARRAY(l->arena, const char *, n);
	for (size_t i = 0; i < n; i++) {
		const lh_yaml *value = values->u.list.items[i];
		if (value->kind == LH_YAML_SCALAR) {
			words[i] = value->u.scalar.text;
		} else {
			words[i] = "";
			wrong_kind(l, value->loc, "values", LH_YAML_SCALAR);
		}
	}
	*option = (lh_option_info){
		.key = key ? key->u.scalar.text : "",
		.values = words,
		.n_values = n,
		.note = note ? note->u.scalar.text : "",
		.loc = map->loc,
	};
}

static void load_options(loader *l, const lh_yaml *list)
{
	if (!list)
		return;
	lh_option_info *options = LH_NEW_ARRAY(l->arena, lh_option_info, list->u.list.n);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (map->kind != LH_YAML_MAP) {
			wrong_kind(l, map->loc, "options", LH_YAML_MAP);
			continue;
		}
		lh_option_info *option = &options[l->computed->n_options];
		load_option(l, map, option);
		for (size_t k = 0; k < l->computed->n_options; k++)
			if (strcmp(options[k].key, option->key) == 0) {
				lh_diag(l->ctx, LH_E_COMPUTED_TWICE, map->loc, option->key, NULL);
				lh_diag(l->ctx, LH_N_COMPUTED_FIRST, options[k].loc, NULL);
				l->failed = true;
			}
		l->computed->n_options++;
	}
	l->computed->options = options;
}

/* The record whose values a row computes; false when it names none that exists. */
static bool row_record(loader *l, const lh_yaml *map, lh_computed_row *row, lh_scope *scope)
{
	const lh_yaml *of = text_at(l, map, "of", /*needed*/ false);
	const lh_yaml *as = text_at(l, map, "as", /*needed*/ of != NULL);
	if (!of && as) {
		text_at(l, map, "of", /*needed*/ true);
		return false;
	}
	if (!of)
		return true;
	row->of = lh_schema_record(l->names.schema, of->u.scalar.text);
	if (!row->of) {
		lh_diag(l->ctx, LH_E_COMPUTED_RECORD, of->loc, of->u.scalar.text, NULL);
		l->failed = true;
		return false;
	}
	if (!as)
		return false;
	scope->name = as->u.scalar.text;
	scope->type = (lh_type){.kind = LH_KIND_RECORD, .record = row->of};
	return true;
}

static bool row_name(loader *l, const lh_yaml *map, lh_computed_row *row)
{
	const lh_yaml *name = text_at(l, map, "name", /*needed*/ true);
	if (!name)
		return false;
	row->name = name->u.scalar.text;
	if (!is_name(row->name)) {
		lh_diag(l->ctx, LH_E_COMPUTED_NAME, name->loc, row->name, NULL);
		l->failed = true;
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
	lh_diag(l->ctx, LH_E_COMPUTED_TWICE, name->loc, row->name, NULL);
	lh_diag(l->ctx, LH_N_COMPUTED_FIRST, first ? first->loc : field->loc, NULL);
	l->failed = true;
	return false;
}

static void load_row(loader *l, const lh_yaml *map)
{
	check_keys(l, map, "of as name expr note");
	lh_computed_row row = {.loc = map->loc, .note = ""};
	lh_scope scope = {0};
	bool fine = row_record(l, map, &row, &scope);
	fine = row_name(l, map, &row) && fine;
	const lh_yaml *expr = text_at(l, map, "expr", /*needed*/ true);
	const lh_yaml *note = text_at(l, map, "note", /*needed*/ false);
	if (note)
		row.note = note->u.scalar.text;
	if (!fine || !expr)
		return;
	lh_loc loc = expr->loc;
	loc.col += !expr->u.scalar.plain && !expr->u.scalar.block; /* behind the quote */
	row.expr = lh_expr_parse(l->ctx, l->arena, expr->u.scalar.text, loc, &l->names,
				 row.of ? &scope : NULL);
	if (!row.expr) {
		/* Rows below may still name it without being complained about. */
		lh_expr *bad = LH_NEW(l->arena, lh_expr);
		bad->kind = LH__NODE_BAD;
		row.expr = bad;
		l->failed = true;
	}
	row.slot = row.of ? 0 : l->n_values++;
	l->rows[l->computed->n_rows++] = row;
}

bool lh_computed_load(lh_ctx *ctx, lh_arena *arena, const char *path, lh_names *names)
{
	loader l = {.ctx = ctx, .arena = arena, .names = *names};
	l.computed = LH_NEW(arena, lh_computed);
	l.names.computed = l.computed;
	const lh_yaml *file = lh_yaml_read(ctx, arena, path);
	if (!file)
		return false;
	if (file->kind != LH_YAML_MAP) {
		wrong_kind(&l, file->loc, "computed", LH_YAML_MAP);
		return false;
	}
	check_keys(&l, file, "options computed");
	load_options(&l, list_at(&l, file, "options"));
	const lh_yaml *list = list_at(&l, file, "computed");
	size_t n = list ? list->u.list.n : 0;
	l.rows = LH_NEW_ARRAY(arena, lh_computed_row, n);
	l.computed->rows = l.rows;
	for (size_t i = 0; i < n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (map->kind == LH_YAML_MAP)
			load_row(&l, map);
		else
			wrong_kind(&l, map->loc, "computed", LH_YAML_MAP);
	}
	names->computed = l.computed;
	return !l.failed;
}
