/*
 * The whole district as one set: its own papers on top, then the consortia. Every consortium's
 * papers are laid out once more, in a process of its own that takes its memory along when it is
 * done; nothing is made again while all records are the same.
 */
#include <stdio.h>
#include <string.h>

#include "packet/inside.h"
#include "packet/worker.h"

typedef struct whole {
	const lh__packet *p;
	const lh_manifest *manifest; /* with its consortia */
	const char *key;
	bool failed;
} whole;

/* The papers of the district that papers.yaml says to bind; no parts when it says so of none. */
static bool own_set(const whole *w, lh_ctx *ctx, lh_arena *arena, lh_bind_set *set)
{
	const lh__packet *p = w->p;
	lh_bind_part *parts = LH_NEW_ARRAY(arena, lh_bind_part, p->papers->n + 1);
	lh_packet_view view = lh_packet_view_all(arena, w->manifest, NULL, NULL, 0);
	size_t n = 0;
	bool ok = true;
	for (size_t i = 0; i < p->papers->n; i++) {
		const lh_packet_paper *info = &p->papers->papers[i];
		lh_paper paper;
		if (!info->in_set || !lh_packet_paper_wanted(ctx, arena, p->papers, info, &view))
			continue;
		ok = lh_packet_paper_make(ctx, p->engine, arena, p->papers, info, &view,
					  !p->options->final, &paper) && ok;
		parts[n++] = (lh_bind_part){info->key, info->title, paper.pages, info->copies,
					    /*duplex*/ true};
	}
	*set = (lh_bind_set){
		.id = lh_fmt(arena, "%0*d", p->digits, 0),
		.name = p->lists->words[LH_WORD_DISTRICT],
		.parts = parts,
		.n_parts = n,
	};
	return ok;
}

static const lh_packet_set *bind(const whole *w, lh_ctx *ctx, lh_arena *arena, lh_bundle *files)
{
	const lh__packet *p = w->p;
	lh_bind_set *sets = LH_NEW_ARRAY(arena, lh_bind_set, w->manifest->n_consortia + 2);
	if (!own_set(w, ctx, arena, &sets[0]))
		return NULL;
	size_t n = sets[0].n_parts > 0;
	for (size_t i = 0; i < w->manifest->n_consortia; i++) {
		const lh_packet_record *c = &w->manifest->consortia[i];
		if (c->status == LH_PACKET_MADE && !lh__parcel_again(p, ctx, arena, c, &sets[n++]))
			return NULL;
	}
	return lh__packet_bind(p, ctx, arena, p->own_dir, &(lh__words){.id = p->own_id}, sets, n,
			       files);
}

/* In a worker. */
static int make_whole(void *user, size_t task, lh_buf *note)
{
	(void)task;
	(void)note;
	const whole *w = user;
	lh_ctx *ctx = lh_ctx_new();
	ctx->lang = w->p->ctx->lang;
	ctx->date = w->p->ctx->date;
	ctx->data_dir = w->p->ctx->data_dir;
	lh_arena *arena = lh_arena_new();
	lh_bundle files = {0};
	lh__part_record record = {.key = w->key, .set = bind(w, ctx, arena, &files)};
	bool ok = record.set && lh__part_commit(w->p, ctx, LH__PART_SET, &record, &files);
	/* Warnings about the data were told when each consortium was made. */
	for (size_t i = 0; i < lh_diag_count(ctx); i++)
		if (lh_diag_at(ctx, i)->level == LH_LEVEL_ERROR)
			lh_diag_print(stderr, lh_diag_at(ctx, i), ctx->lang);
	lh_bundle_free(&files);
	lh_arena_free(arena);
	lh_ctx_free(ctx);
	return ok ? 0 : 1;
}

static void done(void *user, size_t task, lh_task_end end, int value, const lh_buf *note)
{
	(void)task;
	(void)note;
	((whole *)user)->failed = end != LH_TASK_DONE || value != 0;
}

lh__part_record lh__packet_whole(const lh__packet *p, const lh_manifest *manifest, const char *key)
{
	const lh__part_record none = {0};
	size_t n_made = manifest->totals.made;
	if (!p->district->whole || !n_made) {
		lh__part_drop(p, LH__PART_SET);
		return none;
	}
	if (!lh__part_stands(p, LH__PART_SET, key)) {
		whole w = {.p = p, .manifest = manifest, .key = key};
		size_t task = 0;
		lh_work work = {.tasks = &task,
				.n = 1,
				.jobs = 1,
				.run = make_whole,
				.done = done,
				.user = &w};
		work.timeout = p->options->timeout * (unsigned)(n_made + 1);
		if (!lh_work_run(p->ctx, &work) || w.failed) {
			lh_diag(p->ctx, LH_E_PACKET_WHOLE, (lh_loc){p->out_dir, 0, 0}, NULL);
			return none;
		}
	}
	return lh__part_made(p, LH__PART_SET);
}
