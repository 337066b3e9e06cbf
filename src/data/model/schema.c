/*
 * What a loaded schema can be asked: fields by key or Chinese name, enumeration values by code or
 * label, types as words. Loading is schema_load.c. Knows no record by name.
 */
#include "data/model/schema.h"

#include <string.h>

#include "data/yaml/text.h"
#include "util/arena.h"

const lh_field *lh_record_field(const lh_record *record, const char *key)
{
	if (!record->table_size)
		return NULL;
	for (size_t slot = lh_text_hash(key);; slot++) {
		uint16_t place = record->table[slot & (record->table_size - 1)];
		if (!place)
			return NULL;
		const lh_field *field = &record->fields[place - 1];
		if (strcmp(field->key, key) == 0 || strcmp(field->name, key) == 0)
			return field;
	}
}

const lh_enum_value *lh_enum_find(const lh_enum *enumeration, const char *code_or_label)
{
	for (size_t i = 0; i < enumeration->n_values; i++) {
		const lh_enum_value *value = &enumeration->values[i];
		if (strcmp(value->code, code_or_label) == 0 ||
		    strcmp(value->label, code_or_label) == 0 ||
		    strcmp(value->short_label, code_or_label) == 0)
			return value;
		for (size_t k = 0; k < value->n_also; k++)
			if (strcmp(value->also[k], code_or_label) == 0)
				return value;
	}
	return NULL;
}

const lh_record *lh_schema_record(const lh_schema *schema, const char *key)
{
	for (size_t i = 0; i < schema->n_records; i++)
		if (strcmp(schema->records[i]->key, key) == 0)
			return schema->records[i];
	return NULL;
}

const lh_enum *lh_schema_enum(const lh_schema *schema, const char *key)
{
	for (size_t i = 0; i < schema->n_enums; i++)
		if (strcmp(schema->enums[i]->key, key) == 0)
			return schema->enums[i];
	return NULL;
}

static const char *number_word(const lh_type *type)
{
	if (type->word)
		return type->word;
	return type->year ? "year" : type->decimals ? "number" : "int";
}

char *lh_type_str(lh_arena *arena, const lh_type *type)
{
	switch (type->kind) {
	case LH_KIND_NULL:
		return lh_arena_strdup(arena, "null");
	case LH_KIND_BOOL:
		return lh_arena_strdup(arena, "bool");
	case LH_KIND_NUMBER:
		return lh_arena_strdup(arena, number_word(type));
	case LH_KIND_TEXT:
		return lh_arena_strdup(arena, type->multiline ? "text" : "line");
	case LH_KIND_DATE:
		return lh_arena_strdup(arena, type->month_only ? "ym" : "date");
	case LH_KIND_ENUM:
		return lh_fmt(arena, "enum(%s)", type->enumeration ? type->enumeration->key : "");
	case LH_KIND_REF:
		return lh_fmt(arena, "ref(%s)", type->record->key);
	case LH_KIND_LIST:
		return lh_fmt(arena, "%s(%s)", type->keyed ? "map" : "list",
			      type->item ? lh_type_str(arena, type->item) : "");
	case LH_KIND_RECORD:
		return lh_arena_strdup(arena, type->record->key);
	}
	return lh_arena_strdup(arena, "");
}

bool lh_type_equal(const lh_type *a, const lh_type *b)
{
	if (a == b)
		return true;
	if (!a || !b || a->kind != b->kind)
		return false;
	/* Limits of what may be entered (decimals, one line) do not make two types different. */
	return a->enumeration == b->enumeration && a->record == b->record &&
	       (a->kind != LH_KIND_LIST || lh_type_equal(a->item, b->item));
}
