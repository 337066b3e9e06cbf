/*
 * The whole district as one set: its own papers on top, then the consortia. Every consortium's
 * papers are laid out once more, in a process of its own that takes its memory along when it is
 * done; nothing is made again while all records are the same.
 */
#include <stdio.h>
#include <string.h>

#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "packet/worker.h"
#include "util/file.h"

#define PART "set"

typedef struct whole {
	const lh__packet *p;
	const json_t *manifest; /* with its consortia */
	const char *key;
	bool failed;
} whole;

static const json_t *consortia_of(const whole *w)
{
	return json_object_get(w->manifest, "consortia");
}

/* The papers of the district that papers.yaml says to bind; no parts when it says so of none. */
static bool own_set(const whole *w, lh_ctx *ctx, lh_arena *arena, lh_bind_set *set)
{
	const lh__packet *p = w->p;
	lh_bind_part *parts = LH_NEW_ARRAY(arena, lh_bind_part, p->papers->n + 1);
	json_t *record = lh_packet_record(w->manifest, NULL, NULL);
	size_t n = 0;
	bool ok = true;
	for (size_t i = 0; i < p->papers->n; i++) {
		const lh_packet_paper *info = &p->papers->papers[i];
		lh_paper paper;
		if (!info->in_set || !lh_packet_paper_wanted(ctx, arena, p->papers, info, record))
			continue;
		ok = lh_packet_paper_make(ctx, p->engine, arena, p->papers, info, record,
					  !p->options->final, &paper) && ok;
		parts[n++] = (lh_bind_part){info->key, info->title, paper.pages, info->copies,
					    /*duplex*/ true};
	}
	json_decref(record);
	*set = (lh_bind_set){
		.id = lh_fmt(arena, "%0*d", p->digits, 0),
		.name = p->lists->words[LH_WORD_DISTRICT],
		.parts = parts,
		.n_parts = n,
	};
	return ok;
}

static bool bind(const whole *w, lh_ctx *ctx, lh_arena *arena, lh__bundle *files, json_t **set_out)
{
	const lh__packet *p = w->p;
	lh_bind_set *sets = LH_NEW_ARRAY(arena, lh_bind_set, json_array_size(consortia_of(w)) + 2);
	size_t n = 0, i;
	json_t *c;
	if (!own_set(w, ctx, arena, &sets[0]))
		return false;
	n = sets[0].n_parts > 0;
	json_array_foreach(consortia_of(w), i, c)
		if (strcmp(lh_json_text(c, "status"), "made") == 0 &&
		    !lh__parcel_again(p, ctx, arena, c, &sets[n++]))
			return false;
	return lh__packet_bind(p, ctx, arena, p->own_dir, &(lh__words){.id = p->own_id}, sets,
			       n, files, set_out);
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
	lh__bundle files = {0};
	json_t *set = NULL;
	bool ok = bind(w, ctx, arena, &files, &set) &&
		  lh__part_commit(w->p, ctx, PART, w->key, set, &files);
	/* Warnings about the data were told when each consortium was made. */
	for (size_t i = 0; i < lh_diag_count(ctx); i++)
		if (lh_diag_at(ctx, i)->level == LH_LEVEL_ERROR)
			lh_diag_print(stderr, lh_diag_at(ctx, i), ctx->lang);
	json_decref(set);
	lh__bundle_free(&files);
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

json_t *lh__packet_whole(const lh__packet *p, const json_t *manifest, const char *key,
			 size_t n_made, json_t *files)
{
	if (!p->district->whole || !n_made) {
		lh__part_drop(p, PART);
		return json_null();
	}
	if (!lh__part_stands(p, PART, key)) {
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
			return json_null();
		}
	}
	return lh__part_made(p, PART, files);
}
