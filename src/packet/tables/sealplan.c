/*
 * Who has to seal and sign what, over a whole packet: the manifest's papers and places, counted by
 * stamps.c, as the record of the 用印清单. One row a unit, paper and kind, in the order of the packet.
 */
#include <string.h>

#include "packet/record/manifest.h"
#include "packet/tables/papers.h"
#include "paper/stamps.h"

/* In the order of rows. Dates are written along with seals. */
static const char *const kinds[] = {"seal", "personal_seal", "signature", "edge"};

typedef struct owner {
	const json_t *consortium, *document;
} owner;

static void add_document(lh_stamping *s, const json_t *consortium, const json_t *document)
{
	size_t i, n = 0;
	json_t *slot;
	const json_t *slots = json_object_get(document, "slots");
	owner *from = LH_NEW(s->arena, owner);
	*from = (owner){consortium, document};
	lh_stamp_paper *paper = LH_NEW(s->arena, lh_stamp_paper);
	*paper = (lh_stamp_paper){
		.document = lh_json_text(document, "key"),
		.title = lh_json_text(document, "title"),
		.copies = lh_json_count(document, "copies"),
		.pages = lh_json_count(document, "pages"),
		.leaves = lh_json_count(document, "leaves"),
		.edges = lh_json_count(document, "edges"),
		.owner = from,
	};
	lh_stamp_place *places = LH_NEW_ARRAY(s->arena, lh_stamp_place, json_array_size(slots) + 1);
	json_array_foreach(slots, i, slot)
		if (strcmp(lh_json_text(slot, "kind"), "date") != 0)
			places[n++] = (lh_stamp_place){
				.kind = lh_json_text(slot, "kind"),
				.who = lh_json_text(slot, "who"),
				.name = lh_json_text(slot, "name"),
				.page = lh_json_count(slot, "page"),
			};
	lh_stamping_add(s, paper, places, n);
}

/* The pages of a row's places, each once: "1、6". */
static const char *pages_text(lh_arena *arena, const char *before, size_t last, size_t page)
{
	return page == last ? before : lh_fmt(arena, "%s%s%zu", before, *before ? "、" : "", page);
}

static void copy(json_t *to, const char *key, const json_t *from, const char *from_key)
{
	json_t *value = json_object_get(from, from_key);
	if (value)
		json_object_set(to, key, value);
}

static json_t *row_of(const lh_stamp_paper *paper, const char *kind)
{
	const owner *from = paper->owner;
	json_t *row = json_object();
	copy(row, "id", from->consortium, "id");
	copy(row, "consortium", from->consortium, "name");
	copy(row, "document", from->document, "key");
	copy(row, "title", from->document, "title");
	copy(row, "short", from->document, "short");
	copy(row, "leaves", from->document, "leaves");
	copy(row, "copies", from->document, "copies");
	json_object_set_new(row, "kind", json_string(kind));
	return row;
}

static void put_count(json_t *object, const char *key, size_t n)
{
	json_object_set_new(object, key, json_integer((json_int_t)n));
}

/* The stamps of one kind on one paper, `stamps[0]` to `stamps[n - 1]` being all of that paper. */
static void add_row(lh_arena *arena, const lh_stamp *stamps, size_t n, const char *kind, json_t *rows)
{
	size_t places = 0, marks = 0, last = 0;
	const char *pages = "";
	for (size_t i = 0; i < n; i++) {
		const lh_stamp *stamp = &stamps[i];
		if (strcmp(lh_stamp_kind(stamp), kind) != 0)
			continue;
		places += stamp->seals;
		marks += stamp->times;
		if (stamp->place) {
			pages = pages_text(arena, pages, last, stamp->place->page);
			last = stamp->place->page;
		}
	}
	if (!places)
		return;
	json_t *row = row_of(stamps[0].paper, kind);
	json_object_set_new(row, "pages", json_string(pages));
	put_count(row, "places", places);
	put_count(row, "marks", marks);
	json_array_append_new(rows, row);
}

static json_t *unit_of(lh_arena *arena, const lh_stamp_sheet *sheet)
{
	json_t *unit = json_object(), *rows = json_array();
	json_object_set_new(unit, "name", json_string(sheet->name));
	json_object_set_new(unit, "who", json_string(sheet->who));
	put_count(unit, "impressions", sheet->impressions);
	put_count(unit, "edges", sheet->edges);
	put_count(unit, "signatures", sheet->signatures);
	for (size_t i = 0, next; i < sheet->n; i = next) {
		for (next = i + 1;
		     next < sheet->n && sheet->stamps[next].paper == sheet->stamps[i].paper;)
			next++;
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			add_row(arena, &sheet->stamps[i], next - i, kinds[k], rows);
	}
	json_object_set_new(unit, "rows", rows);
	return unit;
}

json_t *lh_packet_record(const json_t *manifest, const json_t *district, const json_t *papers)
{
	lh_stamping stamping = {.arena = lh_arena_new()};
	size_t i, k;
	json_t *consortium, *document;
	json_array_foreach(json_object_get(manifest, "consortia"), i, consortium)
		json_array_foreach(json_object_get(consortium, "documents"), k, document)
			add_document(&stamping, consortium, document);
	json_array_foreach(papers, k, document)
		add_document(&stamping, district, document);
	json_t *seals = json_array();
	for (i = 0; i < stamping.n; i++)
		json_array_append_new(seals, unit_of(stamping.arena, &stamping.sheets[i]));
	json_t *record = json_copy((json_t *)manifest);
	json_object_set_new(record, "seals", seals);
	lh_stamping_end(&stamping);
	lh_arena_free(stamping.arena);
	return record;
}
