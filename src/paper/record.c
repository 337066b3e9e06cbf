/* From JSON to values. It knows kinds of values and no field. */
#include "paper/record.h"

#include <string.h>

#include "util/arena.h"

static const lh_val *new_value(lh_arena *arena, const lh_type *type, const json_t *json,
			       const lh_val *parent);

static bool set_record(lh_arena *arena, lh_val *value, const lh_record *type, const json_t *json)
{
	if (!json_is_object(json))
		return false;
	const lh_val **fields = LH_NEW_ARRAY(arena, const lh_val *, type->n_fields + 1);
	value->u.record.type = type;
	value->u.record.fields = fields;
	for (size_t i = 0; i < type->n_fields; i++) {
		const lh_field *field = &type->fields[i];
		const json_t *own = json_object_get(json, field->key);
		lh_val *made = own ? (lh_val *)new_value(arena, &field->type, own, value) : NULL;
		if (!made)
			continue;
		made->field = field;
		fields[field->index] = made;
	}
	return true;
}

static bool set_list(lh_arena *arena, lh_val *value, const lh_type *type, const json_t *json)
{
	if (!json_is_array(json))
		return false;
	const lh_val **items = LH_NEW_ARRAY(arena, const lh_val *, json_array_size(json) + 1);
	size_t n = 0;
	for (size_t i = 0; i < json_array_size(json); i++) {
		lh_val *item = (lh_val *)new_value(arena, type->item, json_array_get(json, i), value);
		if (!item)
			continue;
		item->index = (uint32_t)n;
		items[n++] = item;
	}
	value->u.list.items = items;
	value->u.list.n = n;
	return true;
}

/* Numbers come as numbers or as the text that they are printed as. */
static bool set_number(lh_val *value, const json_t *json)
{
	if (json_is_string(json))
		return lh_num_parse(json_string_value(json), &value->u.number);
	value->u.number = (lh_num)json_integer_value(json) * LH_NUM_ONE;
	return json_is_integer(json);
}

static bool set_text(lh_arena *arena, lh_val *value, const json_t *json)
{
	if (json_is_integer(json)) {
		value->u.text = lh_fmt(arena, "%lld", (long long)json_integer_value(json));
		return true;
	}
	const char *text = json_string_value(json);
	if (!text || !*text)
		return false;
	value->u.text = lh_arena_strdup(arena, text);
	return true;
}

static bool set(lh_arena *arena, lh_val *value, const lh_type *type, const json_t *json)
{
	const char *text = json_string_value(json);
	switch (type->kind) {
	case LH_KIND_BOOL:
		value->u.boolean = json_is_true(json);
		return json_is_boolean(json);
	case LH_KIND_NUMBER: return set_number(value, json);
	case LH_KIND_TEXT: return set_text(arena, value, json);
	case LH_KIND_DATE: return text && lh_date_parse(text, &value->u.date);
	case LH_KIND_ENUM:
		value->u.enumeration = text ? lh_enum_find(type->enumeration, text) : NULL;
		return value->u.enumeration;
	case LH_KIND_LIST: return set_list(arena, value, type, json);
	case LH_KIND_RECORD: return set_record(arena, value, type->record, json);
	case LH_KIND_NULL:
	case LH_KIND_REF: return false;
	}
	return false;
}

static const lh_val *new_value(lh_arena *arena, const lh_type *type, const json_t *json,
			       const lh_val *parent)
{
	lh_val *value = LH_NEW(arena, lh_val);
	*value = (lh_val){.kind = type->kind, .parent = parent};
	return set(arena, value, type, json) ? value : NULL;
}

const lh_val *lh_record_value(lh_arena *arena, const lh_record *type, const json_t *object)
{
	const lh_type record = {.kind = LH_KIND_RECORD, .record = type};
	return new_value(arena, &record, object, NULL);
}
