/*
 * Who has to seal and sign what, over a whole packet. It turns the manifest's places, listed paper by
 * paper, around to units: one row a unit, paper and kind, in the order in which units first appear.
 */
#include <stdlib.h>
#include <string.h>

#include "job/papers.h"
#include "util/arena.h"

/* One place, by the numbers of its unit and paper. */
typedef struct place {
	size_t unit, paper, order; /* order: in the manifest */
	const json_t *consortium, *document, *slot;
} place;

typedef struct collector {
	lh_arena *arena;
	json_t *units; /* name of a unit → its number */
	place *places;
	size_t n, cap, n_papers;
} collector;

static const char *text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

/* Units are told apart by name; without one, by their part in the paper. */
static size_t unit_number(collector *c, const json_t *slot)
{
	const char *name = text_at(slot, "name");
	const char *key = lh_fmt(c->arena, "%s\t%s", name, *name ? "" : text_at(slot, "who"));
	json_t *known = json_object_get(c->units, key);
	if (known)
		return (size_t)json_integer_value(known);
	size_t number = json_object_size(c->units);
	json_object_set_new(c->units, key, json_integer((json_int_t)number));
	return number;
}

static void add_place(collector *c, const json_t *consortium, const json_t *document,
		      const json_t *slot)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? 2 * c->cap : 256;
		place *places = LH_NEW_ARRAY(c->arena, place, c->cap);
		if (c->n)
			memcpy(places, c->places, c->n * sizeof *places);
		c->places = places;
	}
	c->places[c->n] = (place){unit_number(c, slot), c->n_papers, c->n, consortium, document, slot};
	c->n++;
}

static void collect(collector *c, const json_t *manifest)
{
	size_t i, k, s;
	json_t *consortium, *document, *slot;
	json_array_foreach(json_object_get(manifest, "consortia"), i, consortium) {
		json_array_foreach(json_object_get(consortium, "documents"), k, document) {
			json_array_foreach(json_object_get(document, "slots"), s, slot)
				if (strcmp(text_at(slot, "kind"), "date") != 0)
					add_place(c, consortium, document, slot);
			c->n_papers++;
		}
	}
}

static const char *kind_of(const place *p)
{
	return text_at(p->slot, "kind");
}

static int by_unit(const void *left, const void *right)
{
	const place *a = left, *b = right;
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	if (a->paper != b->paper)
		return a->paper < b->paper ? -1 : 1;
	int kinds = strcmp(kind_of(a), kind_of(b));
	return kinds ? kinds : a->order < b->order ? -1 : a->order > b->order;
}

static bool same_row(const place *a, const place *b)
{
	return a->unit == b->unit && a->paper == b->paper && strcmp(kind_of(a), kind_of(b)) == 0;
}

static void copy(json_t *to, const char *key, const json_t *from, const char *from_key)
{
	json_t *value = json_object_get(from, from_key);
	if (value)
		json_object_set(to, key, value);
}

/* The pages of a row's places, each once: "1、6". */
static const char *pages_of(lh_arena *arena, const place *places, size_t n)
{
	const char *text = "";
	json_int_t before = 0;
	for (size_t i = 0; i < n; i++) {
		json_int_t page = json_integer_value(json_object_get(places[i].slot, "page"));
		if (page != before)
			text = lh_fmt(arena, "%s%s%lld", text, *text ? "、" : "", (long long)page);
		before = page;
	}
	return text;
}

static json_t *row_of(lh_arena *arena, const place *places, size_t n)
{
	const place *p = &places[0];
	json_int_t copies = json_integer_value(json_object_get(p->document, "copies"));
	json_t *row = json_object();
	copy(row, "id", p->consortium, "id");
	copy(row, "consortium", p->consortium, "name");
	copy(row, "document", p->document, "key");
	copy(row, "title", p->document, "title");
	copy(row, "short", p->document, "short");
	copy(row, "leaves", p->document, "leaves");
	copy(row, "copies", p->document, "copies");
	copy(row, "kind", p->slot, "kind");
	json_object_set_new(row, "pages", json_string(pages_of(arena, places, n)));
	json_object_set_new(row, "places", json_integer((json_int_t)n));
	json_object_set_new(row, "marks", json_integer((json_int_t)n * copies));
	return row;
}

static json_t *unit_of(lh_arena *arena, const place *places, size_t n)
{
	json_t *unit = json_object(), *rows = json_array();
	copy(unit, "name", places[0].slot, "name");
	copy(unit, "who", places[0].slot, "who");
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n && same_row(&places[i], &places[next]);)
			next++;
		json_array_append_new(rows, row_of(arena, &places[i], next - i));
	}
	json_object_set_new(unit, "rows", rows);
	return unit;
}

json_t *lh_packet_record(const json_t *manifest)
{
	collector c = {.arena = lh_arena_new(), .units = json_object()};
	collect(&c, manifest);
	if (c.n)
		qsort(c.places, c.n, sizeof *c.places, by_unit);
	json_t *seals = json_array();
	for (size_t i = 0, next; i < c.n; i = next) {
		for (next = i + 1; next < c.n && c.places[next].unit == c.places[i].unit;)
			next++;
		json_array_append_new(seals, unit_of(c.arena, &c.places[i], next - i));
	}
	json_t *record = json_copy((json_t *)manifest);
	json_object_set_new(record, "seals", seals);
	json_decref(c.units);
	lh_arena_free(c.arena);
	return record;
}
