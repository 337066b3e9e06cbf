/* Members of structs by their tables. It knows how each kind lies in memory, and no struct. */
#include "data/shape/shape.h"

#include <string.h>

static const void *pointer_at(const void *place)
{
	return *(const void *const *)place;
}

static size_t number_at(const lh_shape_field *field, const void *object)
{
	return *(const size_t *)(const void *)((const char *)object + field->n_at);
}

static bool is_none(const lh_shape_field *field, const lh_member *m)
{
	bool said = field->none != LH_NONE_NEVER;
	switch (m->kind) {
	case LH_SHAPE_TEXT: return !m->text;
	case LH_SHAPE_COUNT: return said && !m->count;
	case LH_SHAPE_PART:
	case LH_SHAPE_PAIRS: return !m->at;
	case LH_SHAPE_LIST:
	case LH_SHAPE_TEXTS: return said && !m->at;
	case LH_SHAPE_NONE:
	case LH_SHAPE_FLAG:
	case LH_SHAPE_WORD:
	case LH_SHAPE_ONE: break;
	}
	return false;
}

lh_member lh_shape_member(const lh_shape_field *field, const void *object)
{
	const void *at = (const char *)object + field->at;
	lh_member m = {.kind = field->kind, .of = field->of};
	switch (field->kind) {
	case LH_SHAPE_NONE: break;
	case LH_SHAPE_TEXT: m.text = *(const char *const *)at; break;
	case LH_SHAPE_COUNT: m.count = *(const size_t *)at; break;
	case LH_SHAPE_FLAG: m.flag = *(const bool *)at; break;
	case LH_SHAPE_WORD:
		m.text = field->word(*(const int *)at);
		m.kind = LH_SHAPE_TEXT;
		break;
	case LH_SHAPE_ONE:
		m.at = at;
		m.kind = LH_SHAPE_PART;
		break;
	case LH_SHAPE_PART: m.at = pointer_at(at); break;
	case LH_SHAPE_LIST:
	case LH_SHAPE_TEXTS:
	case LH_SHAPE_PAIRS:
		m.at = pointer_at(at);
		m.count = number_at(field, object);
		break;
	}
	if (is_none(field, &m))
		m.kind = LH_SHAPE_NONE;
	return m;
}

static bool is_key(const char *key, const char *path, size_t length)
{
	return strncmp(key, path, length) == 0 && !key[length];
}

static lh_member of_pairs(const lh_member *pairs, const char *key, size_t length)
{
	const lh_pair *all = pairs->at;
	for (size_t i = 0; i < pairs->count; i++)
		if (is_key(all[i].key, key, length))
			return (lh_member){.kind = LH_SHAPE_TEXT, .text = all[i].text};
	return (lh_member){0};
}

static lh_member of_struct(lh_shaped of, const char *key, size_t length)
{
	for (size_t i = 0; i < of.shape->n; i++)
		if (is_key(of.shape->fields[i].key, key, length))
			return lh_shape_member(&of.shape->fields[i], of.object);
	return (lh_member){0};
}

lh_member lh_member_at(const lh_member *of, const char *key, size_t length)
{
	if (of->kind == LH_SHAPE_PART)
		return of_struct((lh_shaped){of->of, of->at}, key, length);
	if (of->kind == LH_SHAPE_PAIRS)
		return of_pairs(of, key, length);
	return (lh_member){0};
}

lh_member lh_shape_find(lh_shaped of, const char *path)
{
	lh_member m = {.kind = LH_SHAPE_PART, .at = of.object, .of = of.shape};
	while (*path) {
		size_t n = strcspn(path, ".");
		m = lh_member_at(&m, path, n);
		path += path[n] ? n + 1 : n;
	}
	return m;
}

lh_shaped lh_shape_item(const lh_member *list, size_t i)
{
	return (lh_shaped){list->of, (const char *)list->at + i * list->of->size};
}
