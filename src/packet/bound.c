/*
 * Papers of a packet that are made from templates of its own: bound sets, and the papers of the
 * district. It names files and fills in the manifest; what stands on the pages is papers.c, bind.c
 * and templates.
 */
#include <string.h>

#include "emit/formats.h"
#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "util/file.h"

/* 合订本, or 合订本第2册 of several. */
static const char *volume_word(const lh__packet *p, lh_arena *arena, size_t volume,
			       size_t n_volumes)
{
	if (n_volumes == 1)
		return p->lists->words[LH_WORD_BOUND];
	const char *word = p->lists->words[LH_WORD_VOLUME], *mark = strchr(word, '#');
	return mark ? lh_fmt(arena, "%.*s%zu%s", (int)(mark - word), word, volume + 1, mark + 1)
		    : word;
}

static const char *bound_path(const lh__packet *p, lh_arena *arena, const char *dir,
			      const lh__words *words, const char *paper)
{
	lh__words own = *words;
	own.paper = paper;
	return lh_fmt(arena, "%s/%s.pdf", dir, lh__packet_name(p, arena, &own));
}

bool lh__packet_bind(const lh__packet *p, lh_ctx *ctx, lh_arena *arena, const char *dir,
		     const lh__words *words, const lh_bind_set *sets, size_t n_sets, lh__bundle *files, json_t **set_out)
{
	const lh_district *d = p->district;
	lh_bind_options options = {
		.packet = p->head,
		.duplex = d->duplex,
		.stamped_single = d->stamped_single,
		.volume_leaves = d->volume_leaves,
		.draft = !p->options->final,
	};
	lh_emit_options emit = {.compression = p->options->compression, .pdfa = p->options->pdfa};
	const lh_emitter *pdf = lh_emitter_find("pdf");
	lh_bound bound;
	if (!lh_bind(ctx, p->engine, arena, p->papers, sets, n_sets, &options, &bound))
		return false;
	json_t *paths = json_array(), *volumes = json_array();
	bool ok = true;
	for (size_t i = 0; i < bound.n_volumes; i++) {
		size_t pages = bound.volumes[i].pages->n_pages;
		const char *path =
			bound_path(p, arena, dir, words, volume_word(p, arena, i, bound.n_volumes));
		json_array_append_new(paths, json_string(path));
		json_array_append_new(
			volumes,
			json_pack("{s:I, s:I}", "pages", (json_int_t)pages, "leaves",
					  (json_int_t)(pages / bound.per_leaf)));
		ok = lh_paper_emit(ctx, p->engine, &bound.volumes[i], pdf, &emit,
				   lh__bundle_add(files, path)) &&
		     ok;
	}
	const lh_packet_paper *spine = lh_packet_paper_find(p->papers, "spine");
	const char *spine_path = bound_path(p, arena, dir, words, spine->title);
	ok = lh_paper_emit(ctx, p->engine, &bound.spine, pdf, &emit,
			   lh__bundle_add(files, spine_path)) &&
	     ok;
	*set_out = json_pack("{s:o, s:o, s:s, s:I, s:I}", "pdf", paths, "volumes", volumes, "spine",
			     spine_path, "pages", (json_int_t)bound.pages, "leaves",
			     (json_int_t)bound.leaves);
	return ok;
}

void lh__own_add(const lh__packet *p, lh__own *own, const char *key, const char *title,
		 const char *suffix, size_t pages, size_t leaves, size_t copies, lh_buf *bytes)
{
	const lh__words words = {.id = p->own_id, .paper = title};
	const char *path = lh_fmt(p->arena, "%s/%s%s", p->own_dir,
				  lh__packet_name(p, p->arena, &words), suffix);
	json_array_append_new(
		own->papers,
		json_pack("{s:s, s:s, s:s, s:o, s:o, s:I, s:[]}", "key", key, "title", title, "path",
			  path, "pages", pages ? json_integer((json_int_t)pages) : json_null(),
			  "leaves", pages ? json_integer((json_int_t)leaves) : json_null(),
			  "copies", (json_int_t)copies, "slots"));
	*lh__bundle_add(&own->files, path) = *bytes;
	*bytes = (lh_buf){0};
}

static bool make_paper(const lh__packet *p, const lh_packet_paper *paper, const json_t *record,
		       lh__own *own)
{
	lh_arena *arena = lh_arena_new();
	lh_emit_options emit = {.compression = p->options->compression, .pdfa = p->options->pdfa};
	lh_buf bytes = {0};
	lh_paper made;
	bool ok = lh_packet_paper_make(p->ctx, p->engine, arena, p->papers, paper, record,
				       !p->options->final, &made) &&
		  lh_paper_emit(p->ctx, p->engine, &made, lh_emitter_find("pdf"), &emit, &bytes);
	if (ok) {
		size_t pages = made.pages->n_pages;
		bool duplex = p->district->duplex && !paper->simplex;
		lh__own_add(p, own, paper->key, paper->title, ".pdf", pages,
			    duplex ? (pages + 1) / 2 : pages, (size_t)paper->copies, &bytes);
		json_object_set_new(json_array_get(own->papers, json_array_size(own->papers) - 1),
				    "slots", lh__packet_slots(made.pages));
	}
	/* The DOCX is there to be edited: it is not printed besides. */
	if (ok && paper->docx) {
		ok = lh_paper_emit(p->ctx, p->engine, &made, lh_emitter_find("docx"), &emit, &bytes);
		if (ok)
			lh__own_add(p, own, lh_fmt(p->arena, "%s_docx", paper->key), paper->title,
				    ".docx", /*pages*/ 0, /*leaves*/ 0, /*copies*/ 0, &bytes);
	}
	lh_buf_free(&bytes);
	lh_arena_free(arena);
	return ok;
}

/* Those that count the seals of all papers, or the others. */
static bool make_papers(const lh__packet *p, const json_t *record, bool counts, lh__own *own)
{
	bool ok = true;
	for (size_t i = 0; i < p->papers->n; i++) {
		const lh_packet_paper *paper = &p->papers->papers[i];
		if (paper->use == LH_PAPER_PACKET && paper->counts == counts &&
		    lh_packet_paper_wanted(p->ctx, p->arena, p->papers, paper, record))
			ok = make_paper(p, paper, record, own) && ok;
	}
	return ok;
}

bool lh__packet_papers(const lh__packet *p, const json_t *manifest, lh__own *own)
{
	json_t *record = lh_packet_record(manifest, NULL, NULL);
	bool ok = make_papers(p, record, /*counts*/ false, own);
	json_decref(record);
	json_t *district = json_pack("{s:s, s:s}", "id", p->own_id, "name",
				     p->lists->words[LH_WORD_DISTRICT]);
	record = lh_packet_record(manifest, district, own->papers);
	ok = make_papers(p, record, /*counts*/ true, own) && ok;
	json_decref(record);
	json_decref(district);
	return ok;
}

json_t *lh__packet_own(const lh__packet *p, const json_t *manifest, const char *key, json_t *files)
{
	if (!lh__part_stands(p, "papers", key)) {
		lh__own own = {.papers = json_array()};
		/* One that cannot be made is told and left out; the others are made all the same. */
		bool all = lh__packet_papers(p, manifest, &own);
		all = lh__packet_ledger(p, manifest, &own) && all;
		/* Last: the list of what is printed counts the papers above. */
		lh__packet_lists(p, manifest, &own);
		bool ok = lh__part_commit(p, p->ctx, "papers", all ? key : NULL, own.papers,
					  &own.files);
		json_decref(own.papers);
		lh__bundle_free(&own.files);
		if (!ok)
			return NULL;
	}
	return lh__part_made(p, "papers", files);
}
