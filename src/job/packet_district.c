/*
 * The set of the whole district: its own papers on top, then every consortium that was made. The papers
 * are filled again from the data, since workers leave files and no pages.
 */
#include <string.h>

#include "data/consortium.h"
#include "job/manifest.h"
#include "job/packet_int.h"
#include "util/file.h"

typedef struct binder {
	const lh__packet *p;
	lh_ctx *ctx; /* what it hears was told when the consortium was made */
	lh_arena *arena;
	lh_bind_set *sets;
	size_t n;
} binder;

static bool add_own_papers(binder *b, const json_t *manifest)
{
	const lh_packet_papers *all = b->p->papers;
	lh_bind_part *parts = LH_NEW_ARRAY(b->arena, lh_bind_part, all->n + 1);
	json_t *record = lh_packet_record(manifest);
	size_t n = 0;
	bool ok = true;
	for (size_t i = 0; i < all->n; i++) {
		const lh_packet_paper *info = &all->papers[i];
		lh_paper paper;
		if (!info->in_set || !lh_packet_paper_wanted(b->p->ctx, b->arena, all, info, record))
			continue;
		ok = ok && lh_packet_paper_make(b->p->ctx, b->p->engine, b->arena, all, info, record,
						!b->p->options->final, &paper);
		if (ok)
			parts[n++] = (lh_bind_part){info->key, info->title, paper.pages, info->copies, true};
	}
	json_decref(record);
	if (ok && n)
		b->sets[b->n++] = (lh_bind_set){
			.id = lh_fmt(b->arena, "%0*d", b->p->digits, 0),
			.name = lh__packet_word(b->p, "district"),
			.parts = parts,
			.n_parts = n,
		};
	return ok;
}

static const json_t *entry_of(const json_t *documents, const char *key)
{
	size_t i;
	const json_t *entry;
	json_array_foreach(documents, i, entry)
		if (strcmp(lh_json_text(entry, "key"), key) == 0)
			return entry;
	return NULL;
}

static bool add_consortium(binder *b, const json_t *record)
{
	const lh_district *d = b->p->district;
	const char *file = lh_path_join(b->arena, d->dir, lh_json_text(record, "file"));
	const lh_consortium *data = lh_consortium_load(
		b->ctx, b->arena, lh_engine_catalog(b->p->engine)->names.schema, file);
	lh_bind_part *parts = LH_NEW_ARRAY(b->arena, lh_bind_part, d->n_documents + 1);
	size_t n = 0;
	for (size_t i = 0; data && i < d->n_documents; i++) {
		lh_paper_request request = lh__parcel_request(b->p, data, i);
		const json_t *entry =
			entry_of(json_object_get(record, "documents"), d->documents[i].info->key);
		lh_paper paper;
		if (!entry)
			continue;
		if (!lh_paper_make(b->ctx, b->p->engine, b->arena, &request, &paper))
			return false;
		parts[n++] = (lh_bind_part){
			.key = d->documents[i].info->key,
			.title = paper.document->u.document.title,
			.pages = paper.pages,
			.copies = (int)lh_json_count(entry, "copies"),
			.duplex = d->documents[i].duplex,
		};
	}
	if (n)
		b->sets[b->n++] = (lh_bind_set){
			.id = lh_json_text(record, "id"),
			.name = lh_json_text(record, "name"),
			.lead = lh_json_text(json_object_get(record, "row"), "lead"),
			.parts = parts,
			.n_parts = n,
		};
	return data;
}

static bool write_volumes(binder *b, json_t *papers, json_t *files)
{
	const lh__packet *p = b->p;
	const lh_bind_options options = lh__packet_binding(p);
	const lh_emit_options emit = {.compression = p->options->compression, .pdfa = p->options->pdfa};
	lh_bound bound;
	bool ok = lh_bind(p->ctx, p->engine, b->arena, p->papers, b->sets, b->n, &options, &bound);
	for (size_t i = 0; ok && i < bound.n_volumes; i++) {
		const lh_paper *volume = &bound.volumes[i];
		lh_buf bytes = {0};
		ok = lh_paper_emit(p->ctx, p->engine, volume, lh_emitter_find("pdf"), &emit, &bytes) &&
		     lh__packet_printed(p, "bound", lh__packet_volume(p, b->arena, i, bound.n_volumes),
					".pdf", volume->pages->n_pages, /*copies*/ 1, &bytes, papers, files);
		lh_buf_free(&bytes);
	}
	return ok;
}

bool lh__packet_district_set(const lh__packet *p, const json_t *manifest, json_t *papers, json_t *files)
{
	if (!p->district->bound_district)
		return true;
	const json_t *consortia = json_object_get(manifest, "consortia"), *record;
	binder b = {.p = p, .ctx = lh__parcel_ctx(p), .arena = lh_arena_new()};
	b.sets = LH_NEW_ARRAY(b.arena, lh_bind_set, json_array_size(consortia) + 1);
	bool ok = add_own_papers(&b, manifest);
	size_t i;
	json_array_foreach(consortia, i, record)
		if (ok && strcmp(lh_json_text(record, "status"), "made") == 0)
			ok = add_consortium(&b, record);
	if (ok && b.n > 1)
		ok = write_volumes(&b, papers, files);
	if (!ok && !lh_diag_errors(p->ctx))
		lh_diag(p->ctx, LH_E_BIND_DISTRICT, (lh_loc){p->district->file, 0, 0}, NULL);
	lh_arena_free(b.arena);
	lh_ctx_free(b.ctx);
	return ok;
}
