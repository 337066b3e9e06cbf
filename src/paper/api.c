/* The library's user API over the engine: sessions, papers, conditions, places, messages. */
#include "paper/session.h"

#include <stdlib.h>
#include <string.h>

#include "data/model/consortium.h"
#include "emit/places/slots.h"
#include "paper/judge.h"
#include "paper/make.h"
#include "paper/printable.h"
#include "paper/products.h"

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
	ctx->data_dir = lh_arena_strdup(ctx->arena, options->data_dir ? options->data_dir : LH_INSTALL_DIR);
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

/* What the options ask for, with the data loaded. Forgets the messages of an earlier call. */
static bool make_plan(lh_session *session, const lh_make_options *options, lh_arena *arena, lh_make_plan *plan)
{
	lh_ctx *ctx = session->ctx;
	lh_diag_clear(ctx);
	ctx->final = options->final;
	bool blank = options->blank || !options->data;
	ctx->public_edition = options->public_edition && !blank;
	lh_option *switches = LH_NEW_ARRAY(arena, lh_option, options->n_switches + 1);
	for (size_t i = 0; i < options->n_switches; i++)
		switches[i] = (lh_option){options->switches[i].key, options->switches[i].value};
	*plan = (lh_make_plan){
		.public_edition = ctx->public_edition,
		.fill = {.blank = blank, .draft = !options->final && !blank,
			 .options = switches, .n_options = options->n_switches},
		.emit = {.pdfa = options->pdfa},
	};
	if (!plan_documents(session, options, arena, plan))
		return false;
	if (!blank)
		plan->consortium = lh_data_load(ctx, session->engine, arena, options->data);
	return plan->consortium || blank;
}

lh_papers *lh_make(lh_session *session, const lh_make_options *options)
{
	if (!session->engine)
		return NULL;
	lh_papers *papers = lh_xmalloc(sizeof *papers);
	*papers = (lh_papers){.arena = lh_arena_new()};
	lh_make_plan plan;
	if (make_plan(session, options, papers->arena, &plan) &&
	    lh_products_make(session->ctx, session->engine, papers->arena, &plan, &papers->products))
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

/* ---- Checking ---- */

struct lh_checked {
	lh_arena *arena;
	lh_verdict verdict; /* without findings when the data alone was checked */
};

lh_checked *lh_check(lh_session *session, const lh_check_options *options)
{
	lh_ctx *ctx = session->ctx;
	if (!session->engine)
		return NULL;
	lh_diag_clear(ctx);
	ctx->final = ctx->public_edition = false;
	const lh_catalog *catalog = lh_engine_catalog(session->engine);
	const lh_jurisdiction *jurisdiction =
		options->jurisdiction ? lh_catalog_find(catalog, options->jurisdiction) : NULL;
	if (options->jurisdiction && !jurisdiction) {
		lh_diag(ctx, LH_E_JOB_UNKNOWN, lh_nowhere, options->jurisdiction, NULL);
		return NULL;
	}
	lh_checked *checked = lh_xmalloc(sizeof *checked);
	*checked = (lh_checked){.arena = lh_arena_new(), .verdict.worst = LH_RESULT_OK};
	const lh_consortium *data =
		lh_data_load(ctx, session->engine, checked->arena, options->data);
	if (data && (!jurisdiction || lh_judge(ctx, session->engine, checked->arena, data, jurisdiction, NULL,
					       0, &checked->verdict)))
		return checked;
	lh_checked_free(checked);
	return NULL;
}

size_t lh_checked_count(const lh_checked *checked)
{
	return checked->verdict.n_findings;
}

lh_condition lh_checked_condition(const lh_checked *checked, size_t index)
{
	const lh_finding *f = &checked->verdict.findings[index];
	return (lh_condition){
		.rule = f->rule->id,
		.quote = f->rule->quote,
		.place = f->rule->place,
		.severity = lh_severity_name(f->rule->severity, LH_LANG_EN),
		.result = lh_result_name(f->result, LH_LANG_EN),
		.waived = f->waived,
		.value = f->value,
		.bound = f->bound,
		.message = f->message,
		.path = f->path,
		.line = f->loc.line,
		.column = f->loc.col,
	};
}

const char *lh_checked_worst(const lh_checked *checked)
{
	return lh_result_name(checked->verdict.worst, LH_LANG_EN);
}

void lh_checked_free(lh_checked *checked)
{
	if (!checked)
		return;
	lh_arena_free(checked->arena);
	free(checked);
}

/* ---- Places for seals and signatures ---- */

struct lh_places {
	lh_arena *arena;
	lh_place *items;
	size_t n, capacity;
};

static long micrometres(lh_emu length)
{
	return (length + (length < 0 ? -18 : 18)) / 36;
}

static void add_places(lh_places *places, const char *document, const lh_pages *pages)
{
	for (size_t i = 0; i < pages->n_slots; i++) {
		const lh_placed_slot *p = &pages->slots[i];
		if (places->n == places->capacity) {
			places->capacity = places->capacity ? 2 * places->capacity : 32;
			places->items = lh_xrealloc(places->items, places->capacity * sizeof *places->items);
		}
		places->items[places->n++] = (lh_place){
			.document = lh_arena_strdup(places->arena, document),
			.page = (unsigned)p->page + 1,
			.id = p->slot->id,
			.kind = lh_slot_kind_name(p->slot->kind),
			.party = p->slot->name,
			.keyword = p->keyword,
			.x = micrometres(p->x),
			.y = micrometres(p->y),
			.w = micrometres(p->w),
			.h = micrometres(p->h),
		};
	}
}

lh_places *lh_find_places(lh_session *session, const lh_make_options *options)
{
	lh_ctx *ctx = session->ctx;
	if (!session->engine)
		return NULL;
	lh_places *places = lh_xmalloc(sizeof *places);
	*places = (lh_places){.arena = lh_arena_new()};
	lh_make_plan plan;
	bool ok = make_plan(session, options, places->arena, &plan);
	for (size_t i = 0; ok && i < plan.n_documents; i++) {
		const lh_paper_request request = {
			.consortium = plan.consortium,
			.jurisdiction = plan.jurisdiction,
			.document = plan.documents[i],
			.fill = plan.fill,
		};
		lh_paper paper;
		if (!lh_paper_wanted(ctx, session->engine, places->arena, &request))
			continue;
		ok = lh_paper_make(ctx, session->engine, places->arena, &request, &paper);
		if (ok)
			add_places(places, plan.documents[i]->key, paper.pages);
	}
	if (ok)
		return places;
	lh_places_free(places);
	return NULL;
}

size_t lh_places_count(const lh_places *places)
{
	return places->n;
}

lh_place lh_places_at(const lh_places *places, size_t index)
{
	return places->items[index];
}

void lh_places_free(lh_places *places)
{
	if (!places)
		return;
	free(places->items);
	lh_arena_free(places->arena);
	free(places);
}

/* ---- Messages ---- */

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
