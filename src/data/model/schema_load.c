/*
 * Reading templates/schema.yaml: enumerations and records by name first, then the fields, whose
 * types may name any of them. Whoever edits the file is told every mistake with its line.
 */
#include <string.h>

#include "data/model/schema.h"
#include "data/yaml/read.h"
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

static void load_enum_value(loader *l, const lh_yaml *row, lh_enum_value *value)
{
	if (!lh_read_keys(l->ctx, row, LH_WORDS("code", "label", "short", "also")))
		return;
	value->code = lh_read_text_at(l->ctx, row, "code", NULL);
	value->label = lh_read_text_at(l->ctx, row, "label", NULL);
	value->short_label = lh_read_text_at(l->ctx, row, "short", value->label);
	value->also = lh_read_texts_at(l->ctx, l->arena, row, "also", &value->n_also);
}

static void load_enum(loader *l, const lh_yaml *row, lh_enum *e)
{
	*e = (lh_enum){.key = "", .name = ""};
	if (!lh_read_keys(l->ctx, row, LH_WORDS("key", "name", "ordered", "values")))
		return;
	e->key = lh_read_text_at(l->ctx, row, "key", NULL);
	e->name = lh_read_text_at(l->ctx, row, "name", NULL);
	e->ordered = lh_read_bool_at(l->ctx, row, "ordered");
	const lh_yaml *list = lh_read_needed_list(l->ctx, row, "values");
	lh_enum_value *values = LH_NEW_ARRAY(l->arena, lh_enum_value, list->u.list.n);
	e->values = values;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *item = list->u.list.items[i];
		values[i] = (lh_enum_value){.code = "", .label = "", .short_label = ""};
		load_enum_value(l, item, &values[i]);
		values[i].order = (uint16_t)i;
		/* n_values grows with the loop: a value is compared with those before it. */
		const lh_enum_value *first = *values[i].code ? lh_enum_find(e, values[i].code) : NULL;
		if (!first && *values[i].label)
			first = lh_enum_find(e, values[i].label);
		if (first)
			lh_read_twice(l->ctx, item->loc, values[i].code,
				      list->u.list.items[first->order]->loc);
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

static const char *load_pattern(loader *l, const lh_yaml *row)
{
	static const char *const known[] = {"person", "uscc",   "phone",
					    "email",  "region", "version"};
	const lh_yaml *node = lh_yaml_at(row, "pattern");
	if (lh_yaml_is_null(node))
		return NULL;
	return known[lh_read_choice(l->ctx, node, known, sizeof known / sizeof *known)];
}

static void load_field(loader *l, const lh_yaml *row, lh_field *f)
{
	*f = (lh_field){.key = "", .name = "", .note = "", .cells = "", .loc = row->loc};
	if (!lh_read_keys(l->ctx, row,
			  LH_WORDS("key", "name", "type", "required", "required_if", "limit", "max", "note",
				   "pattern", "cells", "internal", "private")))
		return;
	f->key = lh_read_text_at(l->ctx, row, "key", NULL);
	f->name = lh_read_text_at(l->ctx, row, "name", NULL);
	f->required = lh_read_bool_at(l->ctx, row, "required");
	const char *condition = lh_read_text_at(l->ctx, row, "required_if", "");
	f->required_if = *condition ? condition : NULL;
	f->internal = lh_read_bool_at(l->ctx, row, "internal");
	f->private_value = lh_read_bool_at(l->ctx, row, "private");
	f->limit = lh_read_uint_at(l->ctx, row, "limit", /*otherwise*/0, UINT16_MAX);
	f->max_items = lh_read_uint_at(l->ctx, row, "max", /*otherwise*/0, UINT16_MAX);
	f->note = lh_read_text_at(l->ctx, row, "note", "");
	f->cells = lh_read_text_at(l->ctx, row, "cells", "");
	f->pattern = load_pattern(l, row);
	const char *type = lh_read_text_at(l->ctx, row, "type", NULL);
	if (*type && !parse_type(l, type, &f->type))
		lh_diag(l->ctx, LH_E_SCHEMA_TYPE, lh_yaml_at(row, "type")->loc,
			lh_text_clip(l->ctx, type), NULL);
}

/* Put a key or a name of fields[place - 1] into the record's table; the field it names already, or NULL. */
static const lh_field *enter(const lh_record *r, uint16_t *table, const char *word, uint16_t place)
{
	size_t slot = lh_text_hash(word);
	if (!*word)
		return NULL; /* told as missing */
	for (;; slot++) {
		uint16_t at = table[slot & (r->table_size - 1)];
		if (!at)
			break;
		const lh_field *other = &r->fields[at - 1];
		if (at != place &&
		    (strcmp(other->key, word) == 0 || strcmp(other->name, word) == 0))
			return other;
	}
	table[slot & (r->table_size - 1)] = place;
	return NULL;
}

static void load_fields(loader *l, const lh_yaml *list, lh_record *r)
{
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
		const lh_yaml *row = list->u.list.items[i];
		load_field(l, row, &fields[i]);
		fields[i].index = (uint16_t)i;
		const lh_field *first = enter(r, table, fields[i].key, (uint16_t)(i + 1));
		first = first ? first : enter(r, table, fields[i].name, (uint16_t)(i + 1));
		if (first)
			lh_read_twice(l->ctx, row->loc, fields[i].key, first->loc);
	}
}

static void load_record(loader *l, const lh_yaml *row, lh_record *r)
{
	if (!lh_read_keys(l->ctx, row, LH_WORDS("key", "name", "id", "fields")))
		return;
	const lh_yaml *list = lh_read_needed_list(l->ctx, row, "fields");
	if (list->u.list.n > LH_MAX_FIELDS)
		lh_read_count(l->ctx, list, LH_MAX_FIELDS);
	else
		load_fields(l, list, r);
	if (r->id_field && r->n_fields && !lh_record_field(r, r->id_field))
		lh_diag(l->ctx, LH_E_READ_MISSING, row->loc, r->id_field, NULL);
}

static void load_enums(loader *l, const lh_yaml *list)
{
	l->enums = LH_NEW_ARRAY(l->arena, lh_enum, list->u.list.n);
	/* The count grows with the loop, so that a key is compared with those before it. */
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *row = list->u.list.items[i];
		load_enum(l, row, &l->enums[i]);
		const lh_enum *first = enum_named(l, l->enums[i].key);
		if (first && *first->key)
			lh_read_twice(l->ctx, row->loc, first->key,
				      list->u.list.items[first - l->enums]->loc);
		l->n_enums = i + 1;
	}
}

/* Names and ids first: the type of a field may name a record that stands below. */
static void load_records(loader *l, const lh_yaml *list)
{
	l->records = LH_NEW_ARRAY(l->arena, lh_record, list->u.list.n);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *row = list->u.list.items[i];
		l->records[i] = (lh_record){.key = "", .name = ""};
		l->n_records = i + 1;
		if (row->kind != LH_YAML_MAP)
			continue;
		const char *key = lh_read_text_at(l->ctx, row, "key", NULL);
		const char *id = lh_read_text_at(l->ctx, row, "id", "");
		const lh_record *first = record_named(l, key);
		if (first && *key)
			lh_read_twice(l->ctx, row->loc, key, list->u.list.items[first - l->records]->loc);
		l->records[i] = (lh_record){.key = key,
					    .name = lh_read_text_at(l->ctx, row, "name", NULL),
					    .id_field = *id ? id : NULL};
	}
	for (size_t i = 0; i < l->n_records; i++)
		load_record(l, list->u.list.items[i], &l->records[i]);
}

static const lh_record *load_root(loader *l, const lh_yaml *root)
{
	const lh_yaml *node = lh_read_need(l->ctx, root, "root");
	const char *key = node ? lh_read_text(l->ctx, node) : "";
	const lh_record *record = *key ? record_named(l, key) : NULL;
	if (record || !*key)
		return record;
	const char **names = LH_NEW_ARRAY(l->arena, const char *, l->n_records + 1);
	for (size_t i = 0; i < l->n_records; i++)
		names[i] = l->records[i].key;
	lh_read_no_such(l->ctx, node->loc, key, "记录", "record", names, l->n_records);
	return NULL;
}

static const lh_schema *load(loader *l, const lh_yaml *root)
{
	if (!lh_read_keys(l->ctx, root,
			  LH_WORDS("schema_version", "root", "private_mask", "enums", "records")))
		return NULL;
	load_enums(l, lh_read_needed_list(l->ctx, root, "enums"));
	load_records(l, lh_read_needed_list(l->ctx, root, "records"));
	lh_schema *schema = LH_NEW(l->arena, lh_schema);
	schema->root = load_root(l, root);
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
	schema->private_mask = lh_read_text_at(l->ctx, root, "private_mask", "***");
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
