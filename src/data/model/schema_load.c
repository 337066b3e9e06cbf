/*
 * Reading templates/schema.yaml: enumerations and records by name first, then the fields, whose
 * types may name any of them. Whoever edits the file is told every mistake with its line.
 */
#include <stdlib.h>
#include <string.h>

#include "data/model/schema.h"
#include "data/yaml/text.h"
#include "util/arena.h"
#include "util/ctx.h"

typedef struct loader {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_enum *enums;
	size_t n_enums;
	lh_record *records;
	size_t n_records;
} loader;

static void check_keys(loader *l, const lh_yaml *map, const char *const *known)
{
	for (size_t i = 0; map->kind == LH_YAML_MAP && i < map->u.map.n; i++) {
		const char *const *k = known;
		while (*k && strcmp(*k, map->u.map.entries[i].key) != 0)
			k++;
		if (!*k)
			lh_diag(l->ctx, LH_E_SCHEMA_KEY, map->u.map.entries[i].key_loc,
				lh_text_clip(l->ctx, map->u.map.entries[i].key), NULL);
	}
}

static void bad_value(loader *l, const lh_yaml *node, const char *key)
{
	lh_diag(l->ctx, LH_E_SCHEMA_VALUE, node->loc, key,
		node->kind == LH_YAML_SCALAR ? lh_text_clip(l->ctx, node->u.scalar.text)
					     : lh_yaml_kind_en(node->kind),
		NULL);
}

/* Text under `key`, or `otherwise`; a NULL `otherwise` means that it must be there. */
static const char *text_at(loader *l, const lh_yaml *map, const char *key, const char *otherwise)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	if (node && node->kind == LH_YAML_SCALAR && !lh_yaml_is_null(node))
		return node->u.scalar.text;
	if (node && !lh_yaml_is_null(node))
		bad_value(l, node, key);
	else if (!otherwise)
		lh_diag(l->ctx, LH_E_SCHEMA_MISSING, map->loc, key, NULL);
	return otherwise ? otherwise : "";
}

static bool flag_at(loader *l, const lh_yaml *map, const char *key)
{
	const char *text = text_at(l, map, key, "false");
	if (strcmp(text, "true") == 0)
		return true;
	if (strcmp(text, "false") != 0)
		bad_value(l, lh_yaml_at(map, key), key);
	return false;
}

static unsigned long count_at(loader *l, const lh_yaml *map, const char *key)
{
	const char *text = text_at(l, map, key, "0");
	char *end;
	unsigned long n = strtoul(text, &end, 10);
	if (*end || n > UINT16_MAX || text[0] < '0' || text[0] > '9') {
		bad_value(l, lh_yaml_at(map, key), key);
		return 0;
	}
	return n;
}

static const lh_yaml *list_at(loader *l, const lh_yaml *map, const char *key)
{
	static const lh_yaml none = {.kind = LH_YAML_LIST};
	const lh_yaml *node = lh_yaml_at(map, key);
	if (node && node->kind == LH_YAML_LIST)
		return node;
	if (node)
		bad_value(l, node, key);
	else
		lh_diag(l->ctx, LH_E_SCHEMA_MISSING, map->loc, key, NULL);
	return &none;
}

static void load_enum_value(loader *l, const lh_yaml *row, lh_enum_value *value)
{
	check_keys(l, row, (const char *const[]){"code", "label", "short", "also", NULL});
	value->code = text_at(l, row, "code", NULL);
	value->label = text_at(l, row, "label", NULL);
	value->short_label = text_at(l, row, "short", value->label);
	if (!lh_yaml_at(row, "also"))
		return;
	const lh_yaml *also = list_at(l, row, "also");
	const char **words = LH_NEW_ARRAY(l->arena, const char *, also->u.list.n);
	for (size_t i = 0; i < also->u.list.n; i++) {
		const lh_yaml *word = also->u.list.items[i];
		if (word->kind == LH_YAML_SCALAR)
			words[value->n_also++] = word->u.scalar.text;
		else
			bad_value(l, word, "also");
	}
	value->also = words;
}

static void load_enum(loader *l, const lh_yaml *row, lh_enum *e)
{
	check_keys(l, row, (const char *const[]){"key", "name", "ordered", "values", NULL});
	e->key = text_at(l, row, "key", NULL);
	e->name = text_at(l, row, "name", NULL);
	e->ordered = flag_at(l, row, "ordered");
	const lh_yaml *list = list_at(l, row, "values");
	lh_enum_value *values = LH_NEW_ARRAY(l->arena, lh_enum_value, list->u.list.n);
	e->values = values;
	for (size_t i = 0; i < list->u.list.n; i++) {
		load_enum_value(l, list->u.list.items[i], &values[i]);
		values[i].order = (uint16_t)i;
		/* n_values grows with the loop: a value is compared with those before it. */
		if (lh_enum_find(e, values[i].code) || lh_enum_find(e, values[i].label))
			lh_diag(l->ctx, LH_E_SCHEMA_TWICE, list->u.list.items[i]->loc,
				values[i].code, e->key, NULL);
		e->n_values = i + 1;
	}
}

static const lh_record *record_named(const loader *l, const char *key)
{
	for (size_t i = 0; i < l->n_records; i++)
		if (strcmp(l->records[i].key, key) == 0)
			return &l->records[i];
	return NULL;
}

static const lh_enum *enum_named(const loader *l, const char *key)
{
	for (size_t i = 0; i < l->n_enums; i++)
		if (strcmp(l->enums[i].key, key) == 0)
			return &l->enums[i];
	return NULL;
}

static const struct {
	const char *word;
	lh_type type;
} plain_types[] = {
	{"line", {.kind = LH_KIND_TEXT}},
	{"text", {.kind = LH_KIND_TEXT, .multiline = true}},
	{"int", {.kind = LH_KIND_NUMBER, .word = "int"}},
	{"money", {.kind = LH_KIND_NUMBER, .decimals = 2, .word = "money"}},
	{"percent", {.kind = LH_KIND_NUMBER, .decimals = 2, .word = "percent"}},
	{"year", {.kind = LH_KIND_NUMBER, .year = true, .word = "year"}},
	{"bool", {.kind = LH_KIND_BOOL}},
	{"date", {.kind = LH_KIND_DATE}},
	{"ym", {.kind = LH_KIND_DATE, .month_only = true}},
};

/* "list(unit)" → "unit" when `text` begins with `word`( and ends with ). */
static const char *inside(loader *l, const char *text, const char *word)
{
	size_t n = strlen(word), length = strlen(text);
	if (length < n + 2 || strncmp(text, word, n) != 0 || text[n] != '(' ||
	    text[length - 1] != ')')
		return NULL;
	return lh_arena_strndup(l->arena, text + n + 1, length - n - 2);
}

static bool parse_type(loader *l, const char *text, lh_type *type_out)
{
	*type_out = (lh_type){0};
	for (size_t i = 0; i < sizeof plain_types / sizeof *plain_types; i++) {
		if (strcmp(plain_types[i].word, text) == 0) {
			*type_out = plain_types[i].type;
			return true;
		}
	}
	const char *in;
	if ((in = inside(l, text, "enum"))) {
		*type_out = (lh_type){.kind = LH_KIND_ENUM, .enumeration = enum_named(l, in)};
		return type_out->enumeration;
	}
	if ((in = inside(l, text, "ref"))) {
		*type_out = (lh_type){.kind = LH_KIND_REF, .record = record_named(l, in)};
		return type_out->record && type_out->record->id_field;
	}
	bool keyed = (in = inside(l, text, "map"));
	if (keyed || (in = inside(l, text, "list"))) {
		lh_type *item = LH_NEW(l->arena, lh_type);
		*type_out = (lh_type){.kind = LH_KIND_LIST, .item = item, .keyed = keyed};
		/* Lists of lists are refused before their text is followed inwards. */
		if (inside(l, in, "list") || inside(l, in, "map") || !parse_type(l, in, item))
			return false;
		return !keyed || (item->kind == LH_KIND_RECORD && item->record->id_field);
	}
	*type_out = (lh_type){.kind = LH_KIND_RECORD, .record = record_named(l, text)};
	return type_out->record;
}

static void load_pattern(loader *l, const lh_yaml *row, lh_field *f)
{
	static const char *const known[] = {"person", "uscc",   "phone",
					    "email",  "region", "version"};
	const char *pattern = text_at(l, row, "pattern", "");
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i], pattern) == 0)
			f->pattern = known[i];
	if (*pattern && !f->pattern)
		bad_value(l, lh_yaml_at(row, "pattern"), "pattern");
}

static void load_field(loader *l, const lh_yaml *row, lh_field *f)
{
	check_keys(l, row,
		   (const char *const[]){"key", "name", "type", "required", "limit", "max", "note",
					 "pattern", "cells", "internal", "private", NULL});
	f->key = text_at(l, row, "key", NULL);
	f->name = text_at(l, row, "name", NULL);
	f->required = flag_at(l, row, "required");
	f->internal = flag_at(l, row, "internal");
	f->private_value = flag_at(l, row, "private");
	f->limit = (uint32_t)count_at(l, row, "limit");
	f->max_items = count_at(l, row, "max");
	f->note = text_at(l, row, "note", "");
	f->cells = text_at(l, row, "cells", "");
	f->loc = row->loc;
	load_pattern(l, row, f);
	const char *type = text_at(l, row, "type", NULL);
	if (*type && !parse_type(l, type, &f->type))
		lh_diag(l->ctx, LH_E_SCHEMA_TYPE, lh_yaml_at(row, "type")->loc,
			lh_text_clip(l->ctx, type), NULL);
}

/* Put a key or a name of fields[place - 1] into the record's table; false when it is there. */
static bool enter(const lh_record *r, uint16_t *table, const char *word, uint16_t place)
{
	size_t slot = lh_text_hash(word);
	for (;; slot++) {
		uint16_t at = table[slot & (r->table_size - 1)];
		if (!at)
			break;
		const lh_field *other = &r->fields[at - 1];
		if (at != place &&
		    (strcmp(other->key, word) == 0 || strcmp(other->name, word) == 0))
			return false;
	}
	table[slot & (r->table_size - 1)] = place;
	return true;
}

static void load_record(loader *l, const lh_yaml *row, lh_record *r)
{
	check_keys(l, row, (const char *const[]){"key", "name", "id", "fields", NULL});
	const lh_yaml *list = list_at(l, row, "fields");
	if (list->u.list.n > LH_MAX_FIELDS) {
		bad_value(l, list, "fields");
		return;
	}
	lh_field *fields = LH_NEW_ARRAY(l->arena, lh_field, list->u.list.n);
	size_t size = 8;
	while (size < 4 * list->u.list.n)
		size *= 2;
	uint16_t *table = LH_NEW_ARRAY(l->arena, uint16_t, size);
	r->fields = fields;
	r->n_fields = list->u.list.n;
	r->table = table;
	r->table_size = size;
	for (size_t i = 0; i < r->n_fields; i++) {
		const lh_yaml *field_row = list->u.list.items[i];
		load_field(l, field_row, &fields[i]);
		fields[i].index = (uint16_t)i;
		if (!enter(r, table, fields[i].key, (uint16_t)(i + 1)) ||
		    !enter(r, table, fields[i].name, (uint16_t)(i + 1)))
			lh_diag(l->ctx, LH_E_SCHEMA_TWICE, field_row->loc, fields[i].key, r->key,
				NULL);
	}
	if (r->id_field && !lh_record_field(r, r->id_field))
		lh_diag(l->ctx, LH_E_SCHEMA_MISSING, row->loc, r->id_field, NULL);
}

static const lh_schema *load(loader *l, const lh_yaml *root)
{
	check_keys(l, root,
		   (const char *const[]){"schema_version", "root", "private_mask", "enums", "records", NULL});
	const lh_yaml *enums = list_at(l, root, "enums");
	const lh_yaml *records = list_at(l, root, "records");
	l->enums = LH_NEW_ARRAY(l->arena, lh_enum, enums->u.list.n);
	l->records = LH_NEW_ARRAY(l->arena, lh_record, records->u.list.n);
	/* The counts grow with the loops, so that a key is compared with those before it. */
	for (size_t i = 0; i < enums->u.list.n; i++) {
		const lh_yaml *row = enums->u.list.items[i];
		load_enum(l, row, &l->enums[i]);
		if (enum_named(l, l->enums[i].key))
			lh_diag(l->ctx, LH_E_SCHEMA_TWICE, row->loc, l->enums[i].key, "enums",
				NULL);
		l->n_enums = i + 1;
	}
	/* Names and ids first: the type of a field may name a record that stands below. */
	for (size_t i = 0; i < records->u.list.n; i++) {
		const lh_yaml *row = records->u.list.items[i];
		const char *key = text_at(l, row, "key", NULL);
		if (record_named(l, key))
			lh_diag(l->ctx, LH_E_SCHEMA_TWICE, row->loc, key, "records", NULL);
		const char *id = text_at(l, row, "id", "");
		l->records[i] = (lh_record){.key = key,
					    .name = text_at(l, row, "name", NULL),
					    .id_field = *id ? id : NULL};
		l->n_records = i + 1;
	}
	for (size_t i = 0; i < l->n_records; i++)
		load_record(l, records->u.list.items[i], &l->records[i]);

	lh_schema *schema = LH_NEW(l->arena, lh_schema);
	const char *root_key = text_at(l, root, "root", NULL);
	schema->root = record_named(l, root_key);
	if (!schema->root && *root_key)
		bad_value(l, lh_yaml_at(root, "root"), "root");
	const lh_record **record_list = LH_NEW_ARRAY(l->arena, const lh_record *, l->n_records);
	for (size_t i = 0; i < l->n_records; i++)
		record_list[i] = &l->records[i];
	const lh_enum **enum_list = LH_NEW_ARRAY(l->arena, const lh_enum *, l->n_enums);
	for (size_t i = 0; i < l->n_enums; i++)
		enum_list[i] = &l->enums[i];
	schema->records = record_list;
	schema->n_records = l->n_records;
	schema->enums = enum_list;
	schema->n_enums = l->n_enums;
	schema->private_mask = text_at(l, root, "private_mask", "***");
	schema->file = root->loc.file;
	return schema;
}

const lh_schema *lh_schema_load(lh_ctx *ctx, lh_arena *arena, const char *path)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read(ctx, arena, path);
	if (!root)
		return NULL;
	loader l = {.ctx = ctx, .arena = arena};
	const lh_schema *schema = load(&l, root);
	return lh_diag_errors(ctx) == errors ? schema : NULL;
}
