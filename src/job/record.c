/* Making values. It knows the shape of values and nothing of what they mean. */
#include "job/record.h"

#include <string.h>

#include "util/arena.h"

const lh_field *lh__internal_list(const lh_schema *schema, const char *key)
{
	const lh_field *field = lh_record_field(schema->root, key);
	return field && field->internal && field->type.kind == LH_KIND_LIST ? field : NULL;
}

lh__record lh__record_new(lh_arena *arena, const lh_type *list, lh_loc loc)
{
	const lh_record *type = list->item->record;
	lh_val *value = LH_NEW(arena, lh_val);
	lh__record r = {arena, value, LH_NEW_ARRAY(arena, const lh_val *, type->n_fields)};
	*value = (lh_val){.kind = LH_KIND_RECORD, .loc = loc};
	value->u.record.type = type;
	value->u.record.fields = r.fields;
	return r;
}

static lh_val *new_value(lh__record *r, const char *key, lh_kind kind)
{
	const lh_field *field = lh_record_field(r->value->u.record.type, key);
	if (!field || field->type.kind != kind)
		return NULL;
	lh_val *value = LH_NEW(r->arena, lh_val);
	*value = (lh_val){.kind = kind, .parent = r->value, .field = field};
	r->fields[field->index] = value;
	return value;
}

void lh__record_text(lh__record *r, const char *key, const char *text)
{
	lh_val *value = text && *text ? new_value(r, key, LH_KIND_TEXT) : NULL;
	if (!value)
		return;
	char *copy = lh_arena_strdup(r->arena, text);
	for (char *p = copy; *p; p++)
		if (*p == '\t')
			*p = ' ';
	value->u.text = copy;
}

void lh__record_bool(lh__record *r, const char *key, bool boolean)
{
	lh_val *value = new_value(r, key, LH_KIND_BOOL);
	if (value)
		value->u.boolean = boolean;
}

void lh__record_int(lh__record *r, const char *key, size_t number)
{
	lh_val *value = new_value(r, key, LH_KIND_NUMBER);
	if (value)
		value->u.number = (lh_num)number * LH_NUM_ONE;
}

void lh__record_enum(lh__record *r, const char *key, const char *code)
{
	lh_val *value = new_value(r, key, LH_KIND_ENUM);
	if (!value)
		return;
	value->u.enumeration = lh_enum_find(value->field->type.enumeration, code);
	if (!value->u.enumeration)
		r->fields[value->field->index] = NULL;
}

const lh_type *lh__record_list_type(const lh__record *r, const char *key)
{
	const lh_field *field = lh_record_field(r->value->u.record.type, key);
	return field && field->type.kind == LH_KIND_LIST ? &field->type : NULL;
}

static void put_items(lh_arena *arena, lh_val *list, const lh__record *items, size_t n)
{
	const lh_val **values = LH_NEW_ARRAY(arena, const lh_val *, n + 1);
	for (size_t i = 0; i < n; i++) {
		items[i].value->parent = list;
		items[i].value->index = (uint32_t)i;
		values[i] = items[i].value;
	}
	list->u.list.items = values;
	list->u.list.n = n;
}

void lh__record_list(lh__record *r, const char *key, const lh__record *items, size_t n)
{
	lh_val *list = new_value(r, key, LH_KIND_LIST);
	if (list)
		put_items(r->arena, list, items, n);
}

const lh_consortium *lh__with_records(lh_arena *arena, const lh_consortium *consortium,
				      const lh_field *list, const lh__record *items, size_t n)
{
	const lh_record *root_type = consortium->root->u.record.type;
	lh_val *root = lh_arena_memdup(arena, consortium->root, sizeof *root);
	const lh_val **fields = lh_arena_memdup(arena, consortium->root->u.record.fields,
						root_type->n_fields * sizeof *fields);
	lh_val *value = LH_NEW(arena, lh_val);
	*value = (lh_val){.kind = LH_KIND_LIST, .parent = root, .field = list};
	put_items(arena, value, items, n);
	fields[list->index] = value;
	root->u.record.fields = fields;
	lh_consortium *with = LH_NEW(arena, lh_consortium);
	*with = *consortium;
	with->root = root;
	return with;
}
