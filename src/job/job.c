/*
 * The engine. It knows the order of the floors and nothing of what they do: which jurisdiction,
 * which paper and which format are data.
 */
#include "job/job.h"

#include <stdlib.h>
#include <string.h>

#include "job/engine_int.h"
#include "job/findings.h"
#include "job/stamping.h"
#include "layout/layout.h"
#include "util/file.h"

/* A cell that was sent to an annex or shrunk stays so; each round decides at least one more cell. */
enum { MAX_ROUNDS = 8 };

lh_engine *lh_engine_open(lh_ctx *ctx)
{
	lh_engine *engine = lh_xmalloc(sizeof *engine);
	*engine = (lh_engine){.arena = lh_arena_new()};
	const char *templates = lh_path_join(engine->arena, ctx->data_dir, "templates");
	const char *roles = ctx->fonts_file
				    ? ctx->fonts_file
				    : lh_path_join(engine->arena, ctx->data_dir, "fonts/roles.yaml");
	engine->catalog = lh_catalog_load(ctx, engine->arena, templates);
	if (!lh_fonts_load(ctx, roles, &engine->fonts) || !engine->catalog) {
		lh_engine_free(engine);
		return NULL;
	}
	return engine;
}

void lh_engine_free(lh_engine *engine)
{
	if (!engine)
		return;
	lh_glyph_cache_free(engine->glyphs); /* it points into the faces */
	lh_fonts_free(engine->fonts);
	lh_arena_free(engine->arena);
	free(engine);
}

const lh_catalog *lh_engine_catalog(const lh_engine *engine)
{
	return engine->catalog;
}

lh_fonts *lh_engine_fonts(lh_engine *engine)
{
	return engine->fonts;
}

const lh__loaded_tmpl *lh__engine_loaded(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
					 const lh_document_info *document)
{
	for (lh__loaded_tmpl *l = engine->templates; l; l = l->next)
		if (l->document == document)
			return l;
	lh__loaded_tmpl *l = LH_NEW(engine->arena, lh__loaded_tmpl);
	/* The template keeps pointing to its catalogue: this one listens to what it reads. */
	lh_catalog *watched = lh_arena_memdup(engine->arena, engine->catalog, sizeof *watched);
	watched->names.usage = lh_usage_new(engine->arena);
	l->document = document;
	l->tmpl = lh_tmpl_load(ctx, engine->arena, watched, jurisdiction, document);
	const lh_field *findings = lh_findings_field(engine->catalog->names.schema);
	l->reads_findings = findings && lh_usage_has(watched->names.usage, findings);
	const lh_field *stamping = lh_stamping_field(engine->catalog->names.schema);
	l->reads_stamping = stamping && lh_usage_has(watched->names.usage, stamping);
	l->next = engine->templates;
	engine->templates = l;
	return l;
}

const lh_tmpl *lh_engine_template(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
				  const lh_document_info *document)
{
	return lh__engine_loaded(ctx, engine, jurisdiction, document)->tmpl;
}

static bool same_cell(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Later decisions about a cell stand over earlier ones. */
static const lh_fit *merge_fits(lh_arena *arena, const lh_fit *old, size_t n_old, const lh_fit *more,
				size_t n_more, size_t *n_out)
{
	lh_fit *all = LH_NEW_ARRAY(arena, lh_fit, n_old + n_more);
	size_t n = 0;
	for (size_t i = 0; i < n_old; i++) {
		bool again = false;
		for (size_t k = 0; k < n_more; k++)
			again = again || same_cell(old[i].cell, more[k].cell);
		if (!again)
			all[n++] = old[i];
	}
	for (size_t k = 0; k < n_more; k++)
		all[n++] = more[k];
	*n_out = n;
	return all;
}

lh_names *lh__engine_names(const lh_engine *engine, lh_arena *arena, const lh_jurisdiction *jurisdiction)
{
	lh_names *names = LH_NEW(arena, lh_names);
	*names = engine->catalog->names;
	names->options = jurisdiction->options;
	names->n_options = jurisdiction->n_options;
	return names;
}

bool lh__needs_block(lh_ctx *ctx, const lh_consortium *consortium, const lh_jurisdiction *jurisdiction)
{
	const lh_val *blocks = lh_val_at(consortium->root, "jurisdictions");
	for (size_t i = 0; blocks && i < blocks->u.list.n; i++) {
		const lh_val *name = lh_val_at(blocks->u.list.items[i], "key");
		if (name && strcmp(name->u.text, jurisdiction->key) == 0)
			return true;
	}
	lh_diag(ctx, LH_E_JOB_NO_BLOCK, (lh_loc){consortium->file, 0, 0}, jurisdiction->key,
		jurisdiction->name, NULL);
	return false;
}

bool lh_paper_wanted(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request)
{
	const lh_tmpl *tmpl =
		lh_engine_template(ctx, engine, request->jurisdiction, request->document);
	if (!tmpl || !request->consortium)
		return true;
	return lh_tmpl_wanted(tmpl, lh_env_new(ctx, arena,
					       lh__engine_names(engine, arena, request->jurisdiction),
					       request->consortium, request->jurisdiction->key));
}

bool lh_paper_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		   lh_paper *paper_out)
{
	*paper_out = (lh_paper){0};
	const lh__loaded_tmpl *loaded =
		lh__engine_loaded(ctx, engine, request->jurisdiction, request->document);
	const lh_tmpl *tmpl = loaded->tmpl;
	if (!tmpl)
		return false;
	const lh_consortium *consortium = request->consortium;
	if (consortium && !request->fill.blank && loaded->reads_findings) {
		lh_verdict verdict;
		if (!lh_judge(ctx, engine, arena, consortium, request->jurisdiction,
			      request->fill.options, request->fill.n_options, &verdict))
			return false;
		consortium = lh_with_findings(arena, consortium, &verdict);
	}
	if (consortium && !request->fill.blank && loaded->reads_stamping) {
		if (!lh_stamping_make(ctx, engine, arena, request, &paper_out->stamping))
			return false;
		consortium = lh_with_stamping(arena, consortium, paper_out->stamping);
	}
	if (request->consortium && !lh__needs_block(ctx, request->consortium, request->jurisdiction))
		return false;
	const lh_names *names = lh__engine_names(engine, arena, request->jurisdiction);
	lh_ruler ruler = lh_fonts_ruler(engine->fonts);
	lh_fill_options fill = request->fill;
	for (int round = 0; round < MAX_ROUNDS; round++) {
		/* Messages of a fill that is done again would come twice. */
		size_t before = lh_diag_count(ctx);
		lh_env *env = lh_env_new(ctx, arena, names, consortium, request->jurisdiction->key);
		const lh_node *document;
		if (!lh_tmpl_fill(ctx, arena, tmpl, env, &fill, &document))
			return false;
		const lh_fit *fits = NULL;
		size_t n_fits = 0;
		if (!lh_layout(ctx, arena, document, &ruler, &paper_out->pages, &fits, &n_fits))
			return false;
		if (!n_fits) {
			paper_out->document = document;
			return true;
		}
		lh_diag_rewind(ctx, before);
		fill.fits = merge_fits(arena, fill.fits, fill.n_fits, fits, n_fits, &fill.n_fits);
	}
	lh_diag(ctx, LH_E_JOB_FITS, (lh_loc){request->document->file, 0, 0},
		lh_fmt(ctx->arena, "%d", MAX_ROUNDS), NULL);
	return false;
}

bool lh_paper_emit(lh_ctx *ctx, lh_engine *engine, const lh_paper *paper, const lh_emitter *emitter,
		   const lh_emit_options *options, lh_buf *out)
{
	lh_emit_options with_pages = *options;
	with_pages.pages = paper->pages;
	if (options->compression == LH_COMPRESSION_BATCH) {
		if (!engine->glyphs)
			engine->glyphs = lh_glyph_cache_new();
		with_pages.glyphs = engine->glyphs;
	}
	size_t errors = lh_diag_errors(ctx);
	bool ok = emitter->emit_pages
			  ? emitter->emit_pages(ctx, paper->pages, engine->fonts, &with_pages, out)
			  : emitter->emit_tree(ctx, paper->document, engine->fonts, &with_pages, out);
	if (!ok && lh_diag_errors(ctx) == errors)
		lh_diag(ctx, LH_E_JOB_EMIT, lh_nowhere, emitter->suffix, NULL);
	return ok;
}
