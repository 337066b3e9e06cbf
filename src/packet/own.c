/*
 * Papers of the district, one after the other: those of templates, the spreadsheet, the lists. It names
 * files and says what the manifest says of them; what stands on pages and in cells is packet/tables.
 */
#include <string.h>

#include "emit/formats.h"
#include "packet/inside.h"
#include "packet/tables/csv.h"
#include "packet/tables/ledger.h"

/* Add a paper to both lists; its bytes are taken over. */
static void add(const lh__packet *p, lh__own *own, lh_packet_own paper, const char *suffix,
		lh_buf *bytes)
{
	const lh__words words = {.id = p->own_id, .paper = paper.title};
	paper.path = lh_fmt(p->arena, "%s/%s%s", p->own_dir, lh__packet_name(p, p->arena, &words),
			    suffix);
	if (own->n == own->cap) {
		own->cap = own->cap ? 2 * own->cap : 16;
		lh_packet_own *papers = LH_NEW_ARRAY(p->arena, lh_packet_own, own->cap);
		if (own->n)
			memcpy(papers, own->papers, own->n * sizeof *papers);
		own->papers = papers;
	}
	own->papers[own->n++] = paper;
	*lh_bundle_add(&own->files, paper.path) = *bytes;
	*bytes = (lh_buf){0};
}

/* Its places outlive the pages. */
static const lh_packet_slot *keep_slots(const lh__packet *p, const lh_pages *pages)
{
	const lh_packet_slot *made = lh_packet_slots_of(p->arena, pages);
	lh_packet_slot *slots = LH_NEW_ARRAY(p->arena, lh_packet_slot, pages->n_slots + 1);
	for (size_t i = 0; i < pages->n_slots; i++) {
		slots[i] = made[i];
		slots[i].id = lh_arena_strdup(p->arena, made[i].id);
		slots[i].who = lh_arena_strdup(p->arena, made[i].who);
		slots[i].name = lh_arena_strdup(p->arena, made[i].name);
	}
	return slots;
}

static bool make_paper(const lh__packet *p, const lh_packet_paper *paper, const lh_packet_view *view,
		       lh__own *own)
{
	lh_arena *arena = lh_arena_new();
	lh_emit_options emit = {.compression = p->options->compression, .pdfa = p->options->pdfa};
	lh_buf bytes = {0};
	lh_paper made;
	bool ok = lh_packet_paper_make(p->ctx, p->engine, arena, p->papers, paper, view,
				       !p->options->final, &made) &&
		  lh_paper_emit(p->ctx, p->engine, &made, lh_emitter_find("pdf"), &emit, &bytes);
	if (ok) {
		size_t pages = made.pages->n_pages;
		bool duplex = p->district->duplex && !paper->simplex;
		lh_packet_own printed = {
			.key = paper->key,
			.title = paper->title,
			.pages = pages,
			.leaves = duplex ? (pages + 1) / 2 : pages,
			.copies = (size_t)paper->copies,
			.slots = keep_slots(p, made.pages),
			.n_slots = made.pages->n_slots,
		};
		add(p, own, printed, ".pdf", &bytes);
	}
	/* The DOCX is there to be edited: it is not printed besides. */
	if (ok && paper->docx) {
		ok = lh_paper_emit(p->ctx, p->engine, &made, lh_emitter_find("docx"), &emit, &bytes);
		lh_packet_own edited = {
			.key = lh_fmt(p->arena, "%s_docx", paper->key), .title = paper->title};
		if (ok)
			add(p, own, edited, ".docx", &bytes);
	}
	lh_buf_free(&bytes);
	lh_arena_free(arena);
	return ok;
}

/* Those that count the seals of all papers, or the others. */
static bool make_papers(const lh__packet *p, const lh_packet_view *view, bool counts, lh__own *own)
{
	bool ok = true;
	for (size_t i = 0; i < p->papers->n; i++) {
		const lh_packet_paper *paper = &p->papers->papers[i];
		if (paper->use == LH_PAPER_PACKET && paper->counts == counts &&
		    lh_packet_paper_wanted(p->ctx, p->arena, p->papers, paper, view))
			ok = make_paper(p, paper, view, own) && ok;
	}
	return ok;
}

bool lh__own_papers(const lh__packet *p, const lh_manifest *manifest, lh__own *own)
{
	const lh_packet_record owner = {.id = p->own_id, .name = p->lists->words[LH_WORD_DISTRICT]};
	lh_packet_view view = lh_packet_view_all(p->arena, manifest, NULL, NULL, 0);
	bool ok = make_papers(p, &view, /*counts*/ false, own);
	view = lh_packet_view_all(p->arena, manifest, &owner, own->papers, own->n);
	return make_papers(p, &view, /*counts*/ true, own) && ok;
}

bool lh__own_ledger(const lh__packet *p, const lh_manifest *manifest, lh__own *own)
{
	lh_buf bytes = {0};
	const char *title = lh_ledger_title(p->ctx);
	bool ok = title && lh_ledger_xlsx(p->ctx, manifest, &bytes);
	const lh_packet_own ledger = {.key = "ledger_xlsx", .title = title, .copies = 1};
	if (ok)
		add(p, own, ledger, ".xlsx", &bytes);
	lh_buf_free(&bytes);
	return ok;
}

void lh__own_lists(const lh__packet *p, const lh_manifest *manifest, lh__own *own)
{
	for (size_t i = 0; i < p->lists->n; i++) {
		const lh_list *list = &p->lists->lists[i];
		lh_buf csv = {0};
		lh_list_csv(list, p->lists, manifest, p->own_id, own->papers, own->n, &csv);
		add(p, own, (lh_packet_own){.key = list->key, .title = list->title, .copies = 1}, ".csv",
		    &csv);
	}
}
