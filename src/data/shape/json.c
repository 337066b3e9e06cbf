/*
 * Structs as JSON. This is the one place where what the program writes for itself and for other
 * programs is read back: everything is as its table says, or refused.
 */
#include <jansson.h>
#include <string.h>

#include "data/shape/shape.h"
#include "util/arena.h"

/* ---- writing ---- */

static json_t *object_json(lh_shaped of, bool all);

/* What is no UTF-8 cannot stand in JSON; a key must not go missing for it. */
static json_t *text_json(const char *text)
{
	json_t *string = json_string(text);
	return string ? string : json_string("\xEF\xBF\xBD");
}

static json_t *texts_json(const lh_member *m)
{
	const char *const *texts = m->at;
	json_t *array = json_array();
	for (size_t i = 0; i < m->count; i++)
		json_array_append_new(array, text_json(texts[i]));
	return array;
}

static json_t *pairs_json(const lh_member *m)
{
	const lh_pair *pairs = m->at;
	json_t *object = json_object();
	for (size_t i = 0; i < m->count; i++)
		json_object_set_new(object, pairs[i].key, text_json(pairs[i].text));
	return object;
}

static json_t *list_json(const lh_member *m, bool all)
{
	json_t *array = json_array();
	for (size_t i = 0; i < m->count; i++)
		json_array_append_new(array, object_json(lh_shape_item(m, i), all));
	return array;
}

static json_t *member_json(const lh_member *m, bool all)
{
	switch (m->kind) {
	case LH_SHAPE_TEXT: return text_json(m->text);
	case LH_SHAPE_COUNT: return json_integer((json_int_t)m->count);
	case LH_SHAPE_FLAG: return json_boolean(m->flag);
	case LH_SHAPE_PART: return object_json((lh_shaped){m->of, m->at}, all);
	case LH_SHAPE_LIST: return list_json(m, all);
	case LH_SHAPE_TEXTS: return texts_json(m);
	case LH_SHAPE_PAIRS: return pairs_json(m);
	case LH_SHAPE_NONE:
	case LH_SHAPE_WORD:
	case LH_SHAPE_ONE: break;
	}
	return json_null();
}

static json_t *object_json(lh_shaped of, bool all)
{
	json_t *object = json_object();
	for (size_t i = 0; i < of.shape->n; i++) {
		const lh_shape_field *field = &of.shape->fields[i];
		lh_member m = lh_shape_member(field, of.object);
		bool absent = m.kind == LH_SHAPE_NONE && field->none == LH_NONE_ABSENT;
		if (!absent && (all || !field->bulk))
			json_object_set_new(object, field->key, member_json(&m, all));
	}
	return object;
}

typedef struct sink {
	lh_buf *out;
	int depth;
} sink;

/* In JSON a line end stands between values only. */
static int put_bytes(const char *bytes, size_t length, void *user)
{
	const sink *s = user;
	const char *end = bytes + length;
	while (bytes < end) {
		const char *line = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *stop = line ? line + 1 : end;
		lh_buf_put(s->out, bytes, (size_t)(stop - bytes));
		for (int i = 0; line && i < s->depth; i++)
			lh_buf_putc(s->out, ' ');
		bytes = stop;
	}
	return 0;
}

void lh_shape_json(lh_shaped of, int depth, lh_buf *out)
{
	sink s = {out, depth};
	json_t *object = object_json(of, /*all*/ depth >= 0);
	json_dump_callback(object, put_bytes, &s, depth < 0 ? JSON_COMPACT : JSON_INDENT(1));
	json_decref(object);
}

void lh_text_json(const char *text, lh_buf *out)
{
	sink s = {out, 0};
	json_t *string = text_json(text);
	json_dump_callback(string, put_bytes, &s, JSON_ENCODE_ANY);
	json_decref(string);
}

/* ---- reading ---- */

typedef struct reader {
	lh_arena *arena;
	const char *why; /* where the first mistake is */
} reader;

static bool read_object(reader *r, const lh_shape *shape, const json_t *json, void *object);

/* Called on the way back from a mistake: the path grows from its end. */
static bool at_key(reader *r, bool ok, const char *key)
{
	if (!ok)
		r->why = !r->why         ? key
			 : *r->why == '[' ? lh_fmt(r->arena, "%s%s", key, r->why)
					  : lh_fmt(r->arena, "%s.%s", key, r->why);
	return ok;
}

static bool at_item(reader *r, bool ok, size_t i)
{
	if (!ok)
		r->why = lh_fmt(r->arena, "[%zu]%s%s", i, r->why ? "." : "", r->why ? r->why : "");
	return ok;
}

static bool read_word(const lh_shape_field *field, const json_t *json, int *out)
{
	const char *text = json_string_value(json);
	for (int i = 0; i < field->words; i++) {
		const char *word = field->word(i);
		*out = i;
		if (word ? text && strcmp(word, text) == 0 : json_is_null(json))
			return true;
	}
	return false;
}

static bool read_texts(reader *r, const json_t *json, const char *const **out)
{
	size_t n = json_array_size(json);
	const char **texts = LH_NEW_ARRAY(r->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *text = json_string_value(json_array_get(json, i));
		if (!at_item(r, text, i))
			return false;
		texts[i] = lh_arena_strdup(r->arena, text);
	}
	*out = texts;
	return true;
}

static bool read_pairs(reader *r, const json_t *json, const lh_pair **out)
{
	const char *key;
	json_t *value;
	size_t n = 0;
	lh_pair *pairs = LH_NEW_ARRAY(r->arena, lh_pair, json_object_size(json) + 1);
	json_object_foreach((json_t *)(uintptr_t)json, key, value) {
		const char *text = json_string_value(value);
		pairs[n].key = lh_arena_strdup(r->arena, key);
		if (!at_key(r, text, pairs[n].key))
			return false;
		pairs[n++].text = lh_arena_strdup(r->arena, text);
	}
	*out = pairs;
	return true;
}

static bool read_list(reader *r, const lh_shape *of, const json_t *json, const void **out)
{
	size_t n = json_array_size(json);
	char *items = lh_arena_array(r->arena, n + 1, of->size);
	for (size_t i = 0; i < n; i++)
		if (!at_item(r, read_object(r, of, json_array_get(json, i), items + i * of->size), i))
			return false;
	*out = items;
	return true;
}

static bool read_part(reader *r, const lh_shape *of, const json_t *json, const void **out)
{
	void *part = lh_arena_alloc(r->arena, of->size);
	*out = part;
	return read_object(r, of, json, part);
}

static bool read_count(const json_t *json, size_t *out)
{
	json_int_t n = json_integer_value(json);
	*out = (size_t)n;
	return json_is_integer(json) && n >= 0;
}

static bool read_text(reader *r, const json_t *json, const char **out)
{
	const char *text = json_string_value(json);
	*out = text ? lh_arena_strdup(r->arena, text) : NULL;
	return text;
}

static bool read_member(reader *r, const lh_shape_field *field, const json_t *json, void *object)
{
	void *at = (char *)object + field->at, *n_at = (char *)object + field->n_at;
	switch (field->kind) {
	case LH_SHAPE_TEXT: return read_text(r, json, at);
	case LH_SHAPE_COUNT: return read_count(json, at);
	case LH_SHAPE_FLAG: *(bool *)at = json_is_true(json); return json_is_boolean(json);
	case LH_SHAPE_WORD: return read_word(field, json, at);
	case LH_SHAPE_ONE: return read_object(r, field->of, json, at);
	case LH_SHAPE_PART: return read_part(r, field->of, json, at);
	case LH_SHAPE_LIST:
		*(size_t *)n_at = json_array_size(json);
		return json_is_array(json) && read_list(r, field->of, json, at);
	case LH_SHAPE_TEXTS:
		*(size_t *)n_at = json_array_size(json);
		return json_is_array(json) && read_texts(r, json, at);
	case LH_SHAPE_PAIRS:
		*(size_t *)n_at = json_object_size(json);
		return json_is_object(json) && read_pairs(r, json, at);
	case LH_SHAPE_NONE: break;
	}
	return false;
}

static bool read_object(reader *r, const lh_shape *shape, const json_t *json, void *object)
{
	size_t known = 0;
	for (size_t i = 0; i < shape->n; i++) {
		const lh_shape_field *field = &shape->fields[i];
		const json_t *own = json_object_get(json, field->key);
		known += own != NULL;
		bool none = own ? json_is_null(own) && field->none == LH_NONE_NULL
				: field->none == LH_NONE_ABSENT;
		if (!none && !at_key(r, own && read_member(r, field, own, object), field->key))
			return false;
	}
	return json_is_object(json) && known == json_object_size(json);
}

bool lh_shape_read(lh_arena *arena, const lh_shape *shape, const char *bytes, size_t length,
		   void *object_out, const char **why_out)
{
	reader r = {.arena = arena};
	json_error_t error;
	memset(object_out, 0, shape->size);
	json_t *json = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
	bool ok = json && read_object(&r, shape, json, object_out);
	if (!json)
		r.why = lh_fmt(arena, "%d:%d: %s", error.line, error.column, error.text);
	json_decref(json);
	if (!ok)
		*why_out = r.why ? r.why : "{";
	return ok;
}
