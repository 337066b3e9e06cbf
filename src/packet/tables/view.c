/*
 * What papers of a packet read: its keys, and who has to seal and sign what over a whole packet, counted
 * by stamps.c from the records. One row a unit, paper and kind, in the order of the packet.
 */
#include "packet/tables/view.h"

#include <string.h>

#include "paper/stamps.h"
#include "util/arena.h"

/* ---- keys ---- */

static const lh_shape_field seal_row_fields[] = {
	{"id", LH_SHAPE_TEXT, LH_AT(lh_seal_row, id)},
	{"consortium", LH_SHAPE_TEXT, LH_AT(lh_seal_row, consortium)},
	{"document", LH_SHAPE_TEXT, LH_AT(lh_seal_row, document)},
	{"title", LH_SHAPE_TEXT, LH_AT(lh_seal_row, title)},
	{"short", LH_SHAPE_TEXT, LH_AT(lh_seal_row, short_title)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_seal_row, leaves)},
	{"copies", LH_SHAPE_COUNT, LH_AT(lh_seal_row, copies)},
	{"kind", LH_SHAPE_TEXT, LH_AT(lh_seal_row, kind)},
	{"pages", LH_SHAPE_TEXT, LH_AT(lh_seal_row, pages)},
	{"places", LH_SHAPE_COUNT, LH_AT(lh_seal_row, places)},
	{"marks", LH_SHAPE_COUNT, LH_AT(lh_seal_row, marks)},
};
static const lh_shape seal_row_shape = LH_SHAPE(lh_seal_row, seal_row_fields);

static const lh_shape_field seal_unit_fields[] = {
	{"name", LH_SHAPE_TEXT, LH_AT(lh_seal_unit, name)},
	{"who", LH_SHAPE_TEXT, LH_AT(lh_seal_unit, who)},
	{"impressions", LH_SHAPE_COUNT, LH_AT(lh_seal_unit, impressions)},
	{"edges", LH_SHAPE_COUNT, LH_AT(lh_seal_unit, edges)},
	{"signatures", LH_SHAPE_COUNT, LH_AT(lh_seal_unit, signatures)},
	{"rows", LH_SHAPE_LIST, LH_AT(lh_seal_unit, rows), LH_N_AT(lh_seal_unit, n_rows),
	 .of = &seal_row_shape},
};
static const lh_shape seal_unit_shape = LH_SHAPE(lh_seal_unit, seal_unit_fields);

static const lh_shape_field entry_fields[] = {
	{"key", LH_SHAPE_TEXT, LH_AT(lh_set_entry, key)},
	{"title", LH_SHAPE_TEXT, LH_AT(lh_set_entry, title)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_set_entry, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_set_entry, leaves)},
	{"copies", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(lh_set_entry, copies)},
	{"volume", LH_SHAPE_COUNT, LH_AT(lh_set_entry, volume)},
	{"page", LH_SHAPE_COUNT, LH_AT(lh_set_entry, page)},
	{"last_page", LH_SHAPE_COUNT, LH_AT(lh_set_entry, last_page)},
	{"leaf", LH_SHAPE_COUNT, LH_AT(lh_set_entry, leaf)},
	{"last_leaf", LH_SHAPE_COUNT, LH_AT(lh_set_entry, last_leaf)},
};
static const lh_shape entry_shape = LH_SHAPE(lh_set_entry, entry_fields);

static const lh_shape_field group_fields[] = {
	{"id", LH_SHAPE_TEXT, LH_AT(lh_set_group, id)},
	{"name", LH_SHAPE_TEXT, LH_AT(lh_set_group, name)},
	{"volume", LH_SHAPE_COUNT, LH_AT(lh_set_group, volume)},
	{"page", LH_SHAPE_COUNT, LH_AT(lh_set_group, page)},
	{"leaf", LH_SHAPE_COUNT, LH_AT(lh_set_group, leaf)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_set_group, leaves)},
	{"entries", LH_SHAPE_LIST, LH_NONE_NULL, LH_AT(lh_set_group, entries),
	 LH_N_AT(lh_set_group, n_entries), .of = &entry_shape},
};
static const lh_shape group_shape = LH_SHAPE(lh_set_group, group_fields);

static const lh_shape_field volume_fields[] = {
	{"volume", LH_SHAPE_COUNT, LH_AT(lh_set_volume, volume)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_set_volume, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_set_volume, leaves)},
};
static const lh_shape volume_shape = LH_SHAPE(lh_set_volume, volume_fields);

static const lh_shape_field set_fields[] = {
	{"id", LH_SHAPE_TEXT, LH_AT(lh_set_view, id)},
	{"name", LH_SHAPE_TEXT, LH_AT(lh_set_view, name)},
	{"lead", LH_SHAPE_TEXT, LH_AT(lh_set_view, lead)},
	{"volume", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(lh_set_view, volume)},
	{"volumes", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(lh_set_view, volumes)},
	{"several", LH_SHAPE_FLAG, LH_AT(lh_set_view, several)},
	{"groups", LH_SHAPE_LIST, LH_NONE_NULL, LH_AT(lh_set_view, groups),
	 LH_N_AT(lh_set_view, n_groups), .of = &group_shape},
	{"entries", LH_SHAPE_LIST, LH_NONE_NULL, LH_AT(lh_set_view, entries),
	 LH_N_AT(lh_set_view, n_entries), .of = &entry_shape},
	{"bound", LH_SHAPE_LIST, LH_NONE_NULL, LH_AT(lh_set_view, bound), LH_N_AT(lh_set_view, n_bound),
	 .of = &volume_shape},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_set_view, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_set_view, leaves)},
};
static const lh_shape set_shape = LH_SHAPE(lh_set_view, set_fields);

static const lh_shape_field view_fields[] = {
	{"jurisdiction", LH_SHAPE_PART, LH_AT(lh_packet_view, jurisdiction),
	 .of = &lh_packet_place_shape},
	{"district", LH_SHAPE_PART, LH_AT(lh_packet_view, district), .of = &lh_packet_office_shape},
	{"call", LH_SHAPE_TEXT, LH_AT(lh_packet_view, call)},
	{"fill_date", LH_SHAPE_TEXT, LH_AT(lh_packet_view, fill_date)},
	{"duplex", LH_SHAPE_FLAG, LH_AT(lh_packet_view, duplex)},
	{"totals", LH_SHAPE_PART, LH_AT(lh_packet_view, totals), .of = &lh_packet_sums_shape},
	{"consortia", LH_SHAPE_LIST, LH_NONE_NULL, LH_AT(lh_packet_view, consortia),
	 LH_N_AT(lh_packet_view, n_consortia), .of = &lh_packet_entry_shape},
	{"seals", LH_SHAPE_LIST, LH_NONE_NULL, LH_AT(lh_packet_view, seals),
	 LH_N_AT(lh_packet_view, n_seals), .of = &seal_unit_shape},
	{"set", LH_SHAPE_PART, LH_AT(lh_packet_view, set), .of = &set_shape},
};
const lh_shape lh_packet_view_shape = LH_SHAPE(lh_packet_view, view_fields);

/* ---- seals ---- */

/* In the order of rows. Dates are written along with seals. */
static const char *const kinds[] = {"seal", "personal_seal", "signature", "edge"};

/* A row as all rows of one paper begin. */
static void add_paper(lh_stamping *s, const lh_packet_record *owner, const lh_packet_document *d)
{
	lh_seal_row *begun = LH_NEW(s->arena, lh_seal_row);
	*begun = (lh_seal_row){
		.id = owner->id,
		.consortium = owner->name,
		.document = d->key,
		.title = d->title,
		.short_title = d->short_title,
		.leaves = d->leaves,
		.copies = d->copies,
	};
	lh_stamp_paper *paper = LH_NEW(s->arena, lh_stamp_paper);
	*paper = (lh_stamp_paper){
		.document = d->key,
		.title = d->title,
		.copies = d->copies,
		.pages = d->pages,
		.leaves = d->leaves,
		.edges = d->edges,
		.owner = begun,
	};
	lh_stamp_place *places = LH_NEW_ARRAY(s->arena, lh_stamp_place, d->n_slots + 1);
	size_t n = 0;
	for (size_t i = 0; i < d->n_slots; i++) {
		const lh_packet_slot *slot = &d->slots[i];
		if (strcmp(slot->kind, "date") != 0)
			places[n++] = (lh_stamp_place){
				.kind = slot->kind,
				.who = slot->who,
				.name = slot->name,
				.page = slot->page,
			};
	}
	lh_stamping_add(s, paper, places, n);
}

static void add_own(lh_stamping *s, const lh_packet_record *owner, const lh_packet_own *own)
{
	const lh_packet_document document = {
		.key = own->key,
		.title = own->title,
		.pages = own->pages,
		.leaves = own->leaves,
		.copies = own->copies,
		.slots = own->slots,
		.n_slots = own->n_slots,
	};
	add_paper(s, owner, &document);
}

/* The pages of a row's places, each once: "1、6". */
static const char *pages_text(lh_arena *arena, const char *before, size_t last, size_t page)
{
	return page == last ? before : lh_fmt(arena, "%s%s%zu", before, *before ? "、" : "", page);
}

/*
 * The stamps of one kind on one paper, `stamps[0]` to `stamps[n - 1]` being all of that paper, as a row;
 * false when there are none.
 */
static bool make_row(lh_arena *arena, const lh_stamp *stamps, size_t n, const char *kind,
		     lh_seal_row *row)
{
	size_t last = 0;
	*row = *(const lh_seal_row *)stamps[0].paper->owner;
	row->kind = kind;
	row->pages = "";
	for (size_t i = 0; i < n; i++) {
		const lh_stamp *stamp = &stamps[i];
		if (strcmp(lh_stamp_kind(stamp), kind) != 0)
			continue;
		row->places += stamp->seals;
		row->marks += stamp->times;
		if (stamp->place) {
			row->pages = pages_text(arena, row->pages, last, stamp->place->page);
			last = stamp->place->page;
		}
	}
	return row->places;
}

static lh_seal_unit unit_of(lh_arena *arena, const lh_stamp_sheet *sheet)
{
	lh_seal_row *rows = LH_NEW_ARRAY(arena, lh_seal_row, sheet->n + 1);
	size_t n = 0;
	for (size_t i = 0, next; i < sheet->n; i = next) {
		for (next = i + 1;
		     next < sheet->n && sheet->stamps[next].paper == sheet->stamps[i].paper;)
			next++;
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			n += make_row(arena, &sheet->stamps[i], next - i, kinds[k], &rows[n]);
	}
	return (lh_seal_unit){
		.name = sheet->name,
		.who = sheet->who,
		.impressions = sheet->impressions,
		.edges = sheet->edges,
		.signatures = sheet->signatures,
		.rows = rows,
		.n_rows = n,
	};
}

/* ---- views ---- */

lh_packet_view lh_packet_view_head(const lh_manifest *manifest)
{
	return (lh_packet_view){
		.jurisdiction = &manifest->jurisdiction,
		.district = &manifest->district,
		.call = manifest->call,
		.fill_date = manifest->fill_date,
		.duplex = manifest->duplex,
	};
}

static const lh_set_view *set_view(lh_arena *arena, const lh_packet_set *set)
{
	lh_set_view *view = LH_NEW(arena, lh_set_view);
	view->pages = set->pages;
	view->leaves = set->leaves;
	return view;
}

lh_packet_view lh_packet_view_all(lh_arena *arena, const lh_manifest *manifest,
				  const lh_packet_record *owner, const lh_packet_own *papers,
				  size_t n_papers)
{
	lh_packet_view view = lh_packet_view_head(manifest);
	lh_stamping stamping = {.arena = lh_arena_new()};
	for (size_t i = 0; i < manifest->n_consortia; i++) {
		const lh_packet_record *c = &manifest->consortia[i];
		for (size_t k = 0; k < c->n_documents; k++)
			add_paper(&stamping, c, &c->documents[k]);
	}
	for (size_t i = 0; i < n_papers; i++)
		add_own(&stamping, owner, &papers[i]);
	lh_seal_unit *seals = LH_NEW_ARRAY(arena, lh_seal_unit, stamping.n + 1);
	for (size_t i = 0; i < stamping.n; i++)
		seals[i] = unit_of(arena, &stamping.sheets[i]);
	view.totals = &manifest->totals;
	view.consortia = manifest->consortia;
	view.n_consortia = manifest->n_consortia;
	view.seals = seals;
	view.n_seals = stamping.n;
	view.set = manifest->set ? set_view(arena, manifest->set) : NULL;
	lh_stamping_end(&stamping);
	lh_arena_free(stamping.arena);
	return view;
}
