/*
 * Papers. It knows the order of the floors and nothing of what they do: which jurisdiction, which paper
 * and which format are data.
 */
#include "paper/paper.h"

#include <string.h>

#include "paper/findings.h"
#include "paper/judge.h"
#include "layout/page/layout.h"

/* A cell that was sent to an annex or shrunk stays so; each round decides at least one more cell. */
enum { MAX_ROUNDS = 8 };

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

bool lh_paper_wanted(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request)
{
	const lh_tmpl *tmpl =
		lh_engine_template(ctx, engine, request->jurisdiction, request->document);
	if (!tmpl || !request->consortium)
		return true;
	return lh_tmpl_wanted(tmpl, lh_env_new(ctx, arena,
					       lh_engine_names(engine, arena, request->jurisdiction),
					       request->consortium, request->jurisdiction->key));
}

bool lh_paper_lay(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		  lh_paper *paper_out)
{
	*paper_out = (lh_paper){0};
	const lh_tmpl *tmpl =
		lh_engine_template(ctx, engine, request->jurisdiction, request->document);
	if (!tmpl)
		return false;
	const lh_consortium *consortium = request->consortium;
	const lh_field *findings = lh_findings_field(lh_engine_catalog(engine)->names.schema);
	if (consortium && !request->fill.blank &&
	    lh_engine_reads(ctx, engine, request->jurisdiction, request->document, findings)) {
		lh_verdict verdict;
		if (!lh_judge(ctx, engine, arena, consortium, request->jurisdiction,
			      request->fill.options, request->fill.n_options, &verdict))
			return false;
		consortium = lh_with_findings(arena, consortium, &verdict);
	}
	if (request->consortium && !lh_has_block(ctx, request->consortium, request->jurisdiction))
		return false;
	const lh_names *names = lh_engine_names(engine, arena, request->jurisdiction);
	lh_ruler ruler = lh_fonts_ruler(lh_engine_fonts(engine));
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
	with_pages.memo = lh_engine_memo(engine);
	if (options->compression == LH_COMPRESSION_BATCH)
		with_pages.glyphs = lh_engine_glyphs(engine);
	lh_fonts *fonts = lh_engine_fonts(engine);
	size_t errors = lh_diag_errors(ctx);
	bool ok = emitter->emit_pages
			  ? emitter->emit_pages(ctx, paper->pages, fonts, &with_pages, out)
			  : emitter->emit_tree(ctx, paper->document, fonts, &with_pages, out);
	if (!ok && lh_diag_errors(ctx) == errors)
		lh_diag(ctx, LH_E_JOB_EMIT, lh_nowhere, emitter->suffix, NULL);
	return ok;
}
