/* Structs as values. It knows kinds of values and no field. */
#include <string.h>

#include "data/shape/shape.h"
#include "util/arena.h"

static const lh_val *new_value(lh_arena *arena, const lh_type *type, const lh_member *m,
			       const lh_val *parent);

static bool set_record(lh_arena *arena, lh_val *value, const lh_record *type, const lh_member *m)
{
	if (m->kind != LH_SHAPE_PART && m->kind != LH_SHAPE_PAIRS)
		return false;
	const lh_val **fields = LH_NEW_ARRAY(arena, const lh_val *, type->n_fields + 1);
	value->u.record.type = type;
	value->u.record.fields = fields;
	for (size_t i = 0; i < type->n_fields; i++) {
		const lh_field *field = &type->fields[i];
		lh_member own = lh_member_at(m, field->key, strlen(field->key));
		lh_val *made = (lh_val *)new_value(arena, &field->type, &own, value);
		if (!made)
			continue;
		made->field = field;
		fields[field->index] = made;
	}
	return true;
}

static bool set_list(lh_arena *arena, lh_val *value, const lh_type *type, const lh_member *m)
{
	if (m->kind != LH_SHAPE_LIST)
		return false;
	const lh_val **items = LH_NEW_ARRAY(arena, const lh_val *, m->count + 1);
	size_t n = 0;
	for (size_t i = 0; i < m->count; i++) {
		lh_shaped of = lh_shape_item(m, i);
		lh_member own = {.kind = LH_SHAPE_PART, .at = of.object, .of = of.shape};
		lh_val *item = (lh_val *)new_value(arena, type->item, &own, value);
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
static bool set_number(lh_val *value, const lh_member *m)
{
	if (m->kind == LH_SHAPE_TEXT)
		return lh_num_parse(m->text, &value->u.number);
	value->u.number = (lh_num)m->count * LH_NUM_ONE;
	return m->kind == LH_SHAPE_COUNT;
}

static bool set_text(lh_arena *arena, lh_val *value, const lh_member *m)
{
	if (m->kind == LH_SHAPE_COUNT)
		value->u.text = lh_fmt(arena, "%zu", m->count);
	else
		value->u.text = m->kind == LH_SHAPE_TEXT && *m->text ? m->text : NULL;
	return value->u.text;
}

static bool set(lh_arena *arena, lh_val *value, const lh_type *type, const lh_member *m)
{
	const char *text = m->kind == LH_SHAPE_TEXT ? m->text : NULL;
	switch (type->kind) {
	case LH_KIND_BOOL: value->u.boolean = m->flag; return m->kind == LH_SHAPE_FLAG;
	case LH_KIND_NUMBER: return set_number(value, m);
	case LH_KIND_TEXT: return set_text(arena, value, m);
	case LH_KIND_DATE: return text && lh_date_parse(text, &value->u.date);
	case LH_KIND_ENUM:
		value->u.enumeration = text ? lh_enum_find(type->enumeration, text) : NULL;
		return value->u.enumeration;
	case LH_KIND_LIST: return set_list(arena, value, type, m);
	case LH_KIND_RECORD: return set_record(arena, value, type->record, m);
	case LH_KIND_NULL:
	case LH_KIND_REF: return false;
	}
	return false;
}

static const lh_val *new_value(lh_arena *arena, const lh_type *type, const lh_member *m,
			       const lh_val *parent)
{
	if (m->kind == LH_SHAPE_NONE)
		return NULL;
	lh_val *value = LH_NEW(arena, lh_val);
	*value = (lh_val){.kind = type->kind, .parent = parent};
	return set(arena, value, type, m) ? value : NULL;
}

const lh_val *lh_shape_value(lh_arena *arena, const lh_record *type, lh_shaped of)
{
	const lh_type record = {.kind = LH_KIND_RECORD, .record = type};
	const lh_member m = {.kind = LH_SHAPE_PART, .at = of.object, .of = of.shape};
	return new_value(arena, &record, &m, NULL);
}
