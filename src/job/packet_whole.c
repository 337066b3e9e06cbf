/*
 * The whole district as one set: its own papers on top, then the consortia. Every consortium's papers are laid out once more, in a process of its
 * own that takes its memory along when it is done; nothing is made again while all records are the same.
 */
#include <stdio.h>
#include <string.h>

#include "job/manifest.h"
#include "job/packet_int.h"
#include "job/worker.h"
#include "util/file.h"

#define RECORD ".lianheti/district.json"

typedef struct whole {
	const lh__packet *p;
	const json_t *manifest; /* with its consortia */
	const char *key;
	json_t *old; /* what an earlier run made */
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
	json_t *record = lh_packet_record(w->manifest);
	size_t n = 0;
	bool ok = true;
	for (size_t i = 0; i < p->papers->n; i++) {
		const lh_packet_paper *info = &p->papers->papers[i];
		lh_paper paper;
		if (!info->in_set || !lh_packet_paper_wanted(ctx, arena, p->papers, info, record))
			continue;
		ok = lh_packet_paper_make(ctx, p->engine, arena, p->papers, info, record,
					  !p->options->final, &paper) && ok;
		parts[n++] = (lh_bind_part){info->key, info->title, paper.pages, info->copies, /*duplex*/ true};
	}
	json_decref(record);
	*set = (lh_bind_set){
		.id = lh_fmt(arena, "%0*d", p->digits, 0),
		.name = lh__packet_word(p, "district"),
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
	const char *dir = lh_fmt(arena, "%0*d_%s", p->digits, 0, p->area);
	return lh__packet_bind(p, ctx, arena, lh_fmt(arena, "%s/%s", dir, dir), sets, n, files, set_out) &&
	       lh_dir_make(ctx, lh_path_join(arena, p->out_dir, dir)) &&
	       lh__bundle_place(ctx, files, p->out_dir, p->tmp_dir);
}

static bool write_record(const lh__packet *p, lh_ctx *ctx, const json_t *record)
{
	lh_buf text = {0};
	lh_manifest_text(record, &text);
	bool ok = lh__packet_write(p, ctx, RECORD, text.bytes, text.length);
	lh_buf_free(&text);
	return ok;
}

/* In a worker. The record is written when the files stand; in between, one without a key lists both. */
static int make_whole(void *user, size_t task)
{
	(void)task;
	const whole *w = user;
	lh_ctx *ctx = lh_ctx_new();
	ctx->lang = w->p->ctx->lang;
	ctx->date = w->p->ctx->date;
	ctx->data_dir = w->p->ctx->data_dir;
	lh_arena *arena = lh_arena_new();
	lh__bundle files = {0};
	json_t *set = NULL;
	bool ok = bind(w, ctx, arena, &files, &set);
	json_t *record = json_pack("{s:s, s:o, s:o}", "key", w->key, "set", set ? set : json_null(), "files",
				   lh__bundle_json(&files));
	if (ok) {
		lh_manifest_prune(ctx, json_object_get(w->old, "files"), json_object_get(record, "files"),
				  w->p->out_dir);
		ok = write_record(w->p, ctx, record);
	}
	/* Warnings about the data were told when each consortium was made. */
	for (size_t i = 0; i < lh_diag_count(ctx); i++)
		if (lh_diag_at(ctx, i)->level == LH_LEVEL_ERROR)
			lh_diag_print(stderr, lh_diag_at(ctx, i), ctx->lang);
	json_decref(record);
	lh__bundle_free(&files);
	lh_arena_free(arena);
	lh_ctx_free(ctx);
	return ok ? 0 : 1;
}

static void done(void *user, size_t task, lh_task_end end, int value)
{
	(void)task;
	((whole *)user)->failed = end != LH_TASK_DONE || value != 0;
}

static bool unchanged(const whole *w)
{
	size_t i;
	json_t *file;
	if (strcmp(lh_json_text(w->old, "key"), w->key) != 0)
		return false;
	json_array_foreach(json_object_get(w->old, "files"), i, file)
		if (!lh_manifest_intact(file, w->p->out_dir))
			return false;
	return true;
}

json_t *lh__packet_whole(const lh__packet *p, const json_t *manifest, const char *key, size_t n_made,
			 json_t *files)
{
	const char *path = lh_path_join(p->arena, p->out_dir, RECORD);
	whole w = {.p = p, .manifest = manifest, .key = key, .old = json_load_file(path, 0, NULL)};
	if (!p->district->whole || !n_made) {
		json_t *none = json_array();
		lh_manifest_prune(p->ctx, json_object_get(w.old, "files"), none, p->out_dir);
		remove(path);
		json_decref(none);
		json_decref(w.old);
		return json_null();
	}
	size_t task = 0;
	if (!p->options->resume || !unchanged(&w)) {
		lh_work work = {.tasks = &task, .n = 1, .jobs = 1, .run = make_whole, .done = done, .user = &w};
		work.timeout = p->options->timeout * (unsigned)(n_made + 1);
		w.failed = !lh_work_run(p->ctx, &work) || w.failed;
		if (w.failed)
			lh_diag(p->ctx, LH_E_PACKET_WHOLE, (lh_loc){p->out_dir, 0, 0}, NULL);
	}
	json_t *made = w.failed ? NULL : json_load_file(path, 0, NULL), *set = json_object_get(made, "set");
	json_array_extend(files, json_object_get(made, "files"));
	set = set ? json_incref(set) : json_null();
	json_decref(made);
	json_decref(w.old);
	return set;
}
