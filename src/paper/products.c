/* The files of one run. It knows file names and nothing of what stands in the files. */
#include "paper/products.h"

#include <stdlib.h>
#include <string.h>

#include "emit/formats.h"
#include "paper/complete.h"
#include "paper/judge.h"
#include "paper/make.h"
#include "paper/stamping.h"
#include "util/file.h"

/* The next piece of a list with commas; NULL at the end. Empty pieces are passed over. */
static const char *next_name(lh_arena *arena, const char **at)
{
	*at += strspn(*at, ",");
	size_t length = strcspn(*at, ",");
	if (!length)
		return NULL;
	const char *name = lh_arena_strndup(arena, *at, length);
	*at += length;
	return name;
}

const lh_emitter *const *lh_plan_emitters(lh_arena *arena, const char *names, size_t *n_out,
					  const char **unknown_out)
{
	const lh_emitter **found = LH_NEW_ARRAY(arena, const lh_emitter *, strlen(names) + 1);
	*n_out = 0;
	for (const char *name; (name = next_name(arena, &names));) {
		const lh_emitter *emitter = lh_emitter_find(name);
		if (!emitter) {
			*unknown_out = name;
			return NULL;
		}
		bool twice = false;
		for (size_t i = 0; i < *n_out; i++)
			twice = twice || found[i] == emitter;
		if (!twice)
			found[(*n_out)++] = emitter;
	}
	return found;
}

const lh_document_info *const *lh_plan_documents(lh_arena *arena, const lh_jurisdiction *jurisdiction,
						 const char *names, size_t *n_out,
						 const char **unknown_out)
{
	size_t n = jurisdiction->n_documents;
	bool *wanted = LH_NEW_ARRAY(arena, bool, n + 1);
	for (const char *name; (name = next_name(arena, &names));) {
		bool known = strcmp(name, "all") == 0;
		for (size_t i = 0; i < n; i++) {
			bool hit = strcmp(name, "all") == 0 ||
				   strcmp(name, jurisdiction->documents[i].key) == 0;
			wanted[i] = wanted[i] || hit;
			known = known || hit;
		}
		if (!known) {
			*unknown_out = name;
			return NULL;
		}
	}
	const lh_document_info **found = LH_NEW_ARRAY(arena, const lh_document_info *, n + 1);
	*n_out = 0;
	for (size_t i = 0; i < n; i++)
		if (wanted[i])
			found[(*n_out)++] = &jurisdiction->documents[i];
	return found;
}

static lh_product *add(lh_products *products, const char *name)
{
	if (products->n == products->capacity) {
		products->capacity = products->capacity ? 2 * products->capacity : 16;
		products->items =
			lh_xrealloc(products->items, products->capacity * sizeof *products->items);
	}
	products->items[products->n] = (lh_product){.name = name};
	return &products->items[products->n++];
}

static bool emit(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_make_plan *plan,
		 const lh_paper *paper, const char *stem, const lh_emitter *emitter, lh_products *out)
{
	if (!emitter->single_page)
		return lh_paper_emit(ctx, engine, paper, emitter, &plan->emit,
				     &add(out, lh_fmt(arena, "%s%s", stem, emitter->suffix))->bytes);
	bool ok = true;
	lh_emit_options options = plan->emit;
	for (options.page = 0; options.page < paper->pages->n_pages; options.page++) {
		lh_product *product = add(out, lh_fmt(arena, "%s-%02zu%s", stem, options.page + 1,
						      emitter->suffix));
		ok = lh_paper_emit(ctx, engine, paper, emitter, &options, &product->bytes) && ok;
	}
	return ok;
}

/* What is no official form says so: a reader of the paper would not see it. */
static void tell_status(lh_ctx *ctx, const lh_jurisdiction *jurisdiction, const lh_document_info *document)
{
	lh_loc loc = {lh_path_join(ctx->arena, jurisdiction->dir, "jurisdiction.yaml"), 0, 0};
	if (document->status == LH_STATUS_OFFICIAL || !*document->loc_note)
		return;
	lh_diag(ctx, LH_N_JOB_STATUS, loc, document->title,
		lh_doc_status_name(document->status, LH_LANG_ZH), document->loc_note,
		lh_doc_status_name(document->status, LH_LANG_EN), NULL);
}

static bool make_document(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_make_plan *plan,
			  const lh_document_info *document, lh_products *out)
{
	lh_paper_request request = {
		.consortium = plan->consortium,
		.jurisdiction = plan->jurisdiction,
		.document = document,
		.fill = plan->fill,
	};
	if (!lh_paper_wanted(ctx, engine, arena, &request)) {
		lh_loc loc = plan->consortium->root->loc;
		if (plan->n_documents > 1) {
			lh_diag(ctx, LH_N_JOB_LEFT_OUT, loc, document->title, NULL);
			return true;
		}
		lh_diag(ctx, LH_O_JOB_NOTHING, loc, document->title, NULL);
	}
	lh_paper paper;
	if (!lh_paper_make(ctx, engine, arena, &request, &paper))
		return false;
	tell_status(ctx, plan->jurisdiction, document);
	const char *stem = lh_fmt(arena, "%s-%s%s%s", plan->jurisdiction->key, document->key,
				  plan->fill.blank ? "-blank" : "", plan->public_edition ? "-public" : "");
	if (paper.stamping)
		lh_stamping_json(paper.stamping, paper.document->u.document.key,
				 &add(out, lh_fmt(arena, "%s.json", stem))->bytes);
	const lh_emitter *slots = lh_emitter_find("slots");
	bool with_slots = false, slots_asked = false;
	bool ok = true;
	for (size_t i = 0; i < plan->n_emitters; i++) {
		const lh_emitter *emitter = plan->emitters[i];
		ok = emit(ctx, engine, arena, plan, &paper, stem, emitter, out) && ok;
		slots_asked = slots_asked || emitter == slots;
		with_slots = with_slots || strcmp(emitter->name, "pdf") == 0;
	}
	if (with_slots && !slots_asked && paper.pages->n_slots)
		ok = emit(ctx, engine, arena, plan, &paper, stem, slots, out) && ok;
	return ok;
}

/* A condition that must be met and is not: told in drafts, the end of finals. */
static bool report_rules(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_make_plan *plan)
{
	lh_verdict verdict;
	if (!plan->consortium || plan->fill.blank)
		return true;
	if (!lh_judge(ctx, engine, arena, plan->consortium, plan->jurisdiction, plan->fill.options,
		      plan->fill.n_options, &verdict))
		return false;
	for (size_t i = 0; i < verdict.n_findings; i++) {
		const lh_finding *f = &verdict.findings[i];
		if (f->result != LH_RESULT_ERROR || f->waived)
			continue;
		lh_loc loc = f->loc.file ? f->loc : (lh_loc){plan->consortium->file, 0, 0};
		const char *place = f->rule->place ? f->rule->place : ""; /* general checks have none */
		lh_diag(ctx, LH_O_JOB_RULE, loc, f->rule->id, *place ? lh_fmt(arena, "（%s）", place) : "",
			*place ? lh_fmt(arena, " (%s)", place) : "",
			*f->message ? f->message : f->rule->quote, NULL);
	}
	return true;
}

bool lh_products_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_make_plan *plan,
		      lh_products *out)
{
	bool ok = report_rules(ctx, engine, arena, plan);
	for (size_t i = 0; i < plan->n_documents; i++)
		ok = make_document(ctx, engine, arena, plan, plan->documents[i], out) && ok;
	if (plan->consortium && !plan->fill.blank)
		lh_tell_incomplete(ctx, engine, arena, plan->consortium, plan->jurisdiction, plan->documents,
				   plan->n_documents, /*everything*/ false);
	/* Open items of a final are errors although the pages came out. */
	return ok && !lh_diag_errors(ctx);
}

bool lh_products_write(lh_ctx *ctx, const lh_products *products, const char *dir)
{
	if (!lh_dir_make(ctx, dir))
		return false;
	lh_staged *staged = LH_NEW_ARRAY(ctx->arena, lh_staged, products->n + 1);
	const char **names = LH_NEW_ARRAY(ctx->arena, const char *, products->n + 1);
	for (size_t i = 0; i < products->n; i++)
		names[i] = products->items[i].name;
	lh_files_clear(ctx, dir, names, products->n);
	bool ok = true;
	size_t n = 0;
	for (; ok && n < products->n; n += ok) {
		const lh_product *p = &products->items[n];
		ok = lh_file_stage(ctx, lh_path_join(ctx->arena, dir, p->name), p->bytes.bytes,
				   p->bytes.length, &staged[n]);
	}
	return lh_files_settle(ctx, staged, n, ok);
}

void lh_products_free(lh_products *products)
{
	for (size_t i = 0; i < products->n; i++)
		lh_buf_free(&products->items[i].bytes);
	free(products->items);
	*products = (lh_products){0};
}
