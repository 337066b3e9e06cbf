/* The library's user API over the engine: sessions, papers, messages. */
#include "lianheti.h"

#include <stdlib.h>
#include <string.h>

#include "data/model/consortium.h"
#include "paper/products.h"

struct lh_session {
	lh_ctx *ctx;
	lh_engine *engine; /* NULL when loading failed */
};

struct lh_papers {
	lh_arena *arena; /* names */
	lh_products products;
};

const char *lh_version(void)
{
	return LH_VERSION;
}

lh_session *lh_session_open(const lh_session_options *options)
{
	lh_session *session = lh_xmalloc(sizeof *session);
	lh_ctx *ctx = lh_ctx_new();
	ctx->data_dir = lh_arena_strdup(ctx->arena, options->data_dir);
	if (options->fonts)
		ctx->fonts_file = lh_arena_strdup(ctx->arena, options->fonts);
	if (options->date)
		ctx->date = lh_arena_strdup(ctx->arena, options->date);
	*session = (lh_session){ctx, lh_engine_open(ctx)};
	return session;
}

bool lh_session_ok(const lh_session *session)
{
	return session->engine != NULL;
}

void lh_session_close(lh_session *session)
{
	if (!session)
		return;
	lh_engine_free(session->engine);
	lh_ctx_free(session->ctx);
	free(session);
}

static bool plan_documents(lh_session *session, const lh_make_options *options, lh_arena *arena,
			   lh_make_plan *plan)
{
	lh_ctx *ctx = session->ctx;
	const lh_catalog *catalog = lh_engine_catalog(session->engine);
	const char *unknown = NULL;
	plan->jurisdiction = lh_catalog_find(catalog, options->jurisdiction);
	if (!plan->jurisdiction) {
		lh_diag(ctx, LH_E_JOB_UNKNOWN, lh_nowhere, options->jurisdiction, NULL);
		return false;
	}
	plan->documents = lh_plan_documents(arena, plan->jurisdiction, options->document,
					    &plan->n_documents, &unknown);
	if (plan->documents)
		plan->emitters = lh_plan_emitters(arena, options->formats ? options->formats : "pdf,docx",
						  &plan->n_emitters, &unknown);
	if (!plan->documents || !plan->emitters) {
		lh_diag(ctx, LH_E_JOB_UNKNOWN, lh_nowhere, unknown, NULL);
		return false;
	}
	return true;
}

lh_papers *lh_make(lh_session *session, const lh_make_options *options)
{
	lh_ctx *ctx = session->ctx;
	if (!session->engine)
		return NULL;
	lh_diag_clear(ctx);
	ctx->final = options->final;
	ctx->public_edition = options->public_edition && !options->blank;
	lh_papers *papers = lh_xmalloc(sizeof *papers);
	*papers = (lh_papers){.arena = lh_arena_new()};
	lh_option *switches = LH_NEW_ARRAY(papers->arena, lh_option, options->n_switches + 1);
	for (size_t i = 0; i < options->n_switches; i++)
		switches[i] = (lh_option){options->switches[i].key, options->switches[i].value};
	lh_make_plan plan = {
		.public_edition = ctx->public_edition,
		.fill = {.blank = options->blank, .draft = !options->final && !options->blank,
			 .options = switches, .n_options = options->n_switches},
		.emit = {.pdfa = options->pdfa},
	};
	bool ok = plan_documents(session, options, papers->arena, &plan);
	if (ok && options->data) {
		plan.consortium =
			lh_consortium_load(ctx, papers->arena,
					   lh_engine_catalog(session->engine)->names.schema,
					   options->data);
		ok = plan.consortium != NULL;
	}
	ok = ok && lh_products_make(ctx, session->engine, papers->arena, &plan, &papers->products);
	if (ok)
		return papers;
	lh_papers_free(papers);
	return NULL;
}

size_t lh_papers_count(const lh_papers *papers)
{
	return papers->products.n;
}

const char *lh_papers_name(const lh_papers *papers, size_t index)
{
	return papers->products.items[index].name;
}

const void *lh_papers_bytes(const lh_papers *papers, size_t index)
{
	return papers->products.items[index].bytes.bytes;
}

size_t lh_papers_length(const lh_papers *papers, size_t index)
{
	return papers->products.items[index].bytes.length;
}

void lh_papers_free(lh_papers *papers)
{
	if (!papers)
		return;
	lh_products_free(&papers->products);
	lh_arena_free(papers->arena);
	free(papers);
}

size_t lh_session_message_count(const lh_session *session)
{
	return lh_diag_count(session->ctx);
}

lh_message lh_session_message(const lh_session *session, size_t index)
{
	const lh_report *report = lh_diag_at(session->ctx, index);
	return (lh_message){
		.number = lh_msg_number(report->msg),
		.level = lh_level_name(report->level, LH_LANG_EN),
		.file = report->loc.file,
		.line = report->loc.line,
		.column = report->loc.col,
		.zh = report->zh,
		.en = report->en,
	};
}
