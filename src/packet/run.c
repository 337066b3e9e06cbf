/*
 * The run over a packet: prepare what all workers share, send the consortia through them, assemble.
 * It knows the order of things and what is on disk when; one consortium is parcel.c.
 */
#include "packet/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paper/engine.h"
#include "packet/inside.h"
#include "packet/worker.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/dict.h"

/* What records say; counted up when they say more, so that older ones are not kept. */
enum { AREA_CHARS = 12, RECORDS = 3 };

/* ---- prepare ---- */

static void hash_file(lh_ctx *ctx, lh_buf *all, const char *name, const char *path)
{
	lh_map map;
	char hex[33];
	if (!lh_file_map(ctx, path, &map))
		return;
	lh_hash128(map.bytes, map.length, hex);
	lh_file_unmap(&map);
	lh_buf_printf(all, "%s %s\n", name, hex);
}

static void hash_tree(lh_ctx *ctx, lh_arena *arena, lh_buf *all, const char *name, const char *path)
{
	char **names;
	size_t n;
	if (!lh_dir_exists(path)) {
		hash_file(ctx, all, name, path);
		return;
	}
	if (!lh_dir_list(ctx, arena, path, &names, &n))
		return;
	for (size_t i = 0; i < n; i++)
		hash_tree(ctx, arena, all, lh_path_join(arena, name, names[i]),
			  lh_path_join(arena, path, names[i]));
}

/* What covers print of the district. */
static void put_value(lh_arena *arena, lh_buf *all, const lh_val *value)
{
	if (!value) {
		lh_buf_puts(all, "-\n");
		return;
	}
	if (value->kind != LH_KIND_RECORD) {
		lh_buf_printf(all, "%s\n", lh_val_str(arena, value));
		return;
	}
	for (size_t i = 0; i < value->u.record.type->n_fields; i++)
		put_value(arena, all, value->u.record.fields[i]);
}

/* Everything that the files of every consortium depend on, in words; then its fingerprint. */
static void make_hash(lh__packet *p)
{
	lh_ctx *ctx = p->ctx;
	const lh_district *d = p->district;
	const lh_packet_options *o = p->options;
	lh_buf all = {0};
	lh_buf_printf(&all, "%s %d %s %s %s %s %d %d%d%d%d%d %s\n", LH_VERSION, RECORDS,
		      d->jurisdiction->key, p->area, p->date_tag, ctx->date ? ctx->date : "-",
		      p->digits, o->final, o->zip, o->pdfa, o->no_pictures, (int)o->compression,
		      d->fill_date);
	lh_buf_printf(&all, "%d%d%d %zu\n", d->duplex, d->bound, d->stamped_single,
		      d->volume_leaves);
	const lh_val *described[] = {lh_val_at(d->root, "district"), lh_val_at(d->root, "call")};
	put_value(p->arena, &all, described[0]);
	put_value(p->arena, &all, described[1]);
	for (size_t i = 0; i < d->n_documents; i++)
		lh_buf_printf(&all, "%s %s %d\n", d->documents[i].info->key, d->documents[i].copies,
			      d->documents[i].duplex);
	for (size_t i = 0; i < d->n_emitters; i++)
		lh_buf_printf(&all, "%s\n", d->emitters[i]->name);
	for (size_t i = 0; i < d->n_naming; i++)
		lh_buf_printf(&all, "%d ", (int)d->naming[i]);
	for (size_t i = 0; i < d->n_options; i++)
		lh_buf_printf(&all, "%s=%s\n", d->options[i].key, d->options[i].value);
	hash_tree(ctx, p->arena, &all, "templates", lh_engine_catalog(p->engine)->dir);
	hash_file(ctx, &all, "roles",
		  ctx->fonts_file ? ctx->fonts_file
				  : lh_path_join(p->arena, ctx->data_dir, "fonts/roles.yaml"));
	const lh_fonts *fonts = lh_engine_fonts(p->engine);
	for (size_t i = 0; i < lh_fonts_count(fonts); i++)
		hash_file(ctx, &all, lh_fonts_key(fonts, (uint16_t)i),
			  lh_fonts_path(fonts, (uint16_t)i));
	lh_hash128(all.bytes, all.length, p->hash);
	lh_buf_free(&all);
}

/* Load now what workers would each load for themselves. */
static bool preload(lh__packet *p)
{
	const lh_district *d = p->district;
	lh_fonts *fonts = lh_engine_fonts(p->engine);
	bool ok = lh_engine_rules(p->ctx, p->engine, d->jurisdiction) != NULL;
	for (size_t i = 0; i < lh_fonts_count(fonts); i++)
		ok = lh_fonts_open(fonts, (uint16_t)i) && ok;
	for (size_t i = 0; i < d->n_documents; i++)
		ok = lh_engine_template(p->ctx, p->engine, d->jurisdiction, d->documents[i].info) && ok;
	p->name =
		lh_phrase_parse(p->ctx, p->arena, "{consortium_name}", lh_nowhere, p->names, NULL);
	p->lead = lh_phrase_parse(p->ctx, p->arena, "{lead.name ?? ''}", lh_nowhere, p->names, NULL);
	p->columns = lh_columns_load(p->ctx, p->arena, lh_engine_catalog(p->engine)->dir, p->names);
	p->papers = lh_packet_papers_load(p->ctx, p->arena, lh_engine_catalog(p->engine),
					  d->jurisdiction);
	p->lists = lh_lists_load(p->ctx, p->arena, lh_engine_catalog(p->engine)->dir);
	return ok && p->name && p->lead && p->columns && p->papers && p->lists;
}

static char *without_dashes(lh_arena *arena, const char *date)
{
	char *tag = lh_arena_strdup(arena, date), *to = tag;
	for (const char *from = date; *from; from++)
		if (*from != '-')
			*to++ = *from;
	*to = '\0';
	return tag;
}

static const char *shard_name(const lh__packet *p, const char *word)
{
	const lh_packet_options *o = p->options;
	return o->n_shards ? lh_fmt(p->arena, "%s-%zu-%zu", word, o->shard, o->n_shards) : word;
}

/* What a run or a worker that was killed left behind. */
static void clear_tmp(const lh__packet *p)
{
	char **names;
	size_t n;
	if (!lh_dir_exists(p->tmp_dir) || !lh_dir_list(p->ctx, p->arena, p->tmp_dir, &names, &n))
		return;
	for (size_t i = 0; i < n; i++)
		unlink(lh_path_join(p->arena, p->tmp_dir, names[i]));
}

static bool prepare(lh__packet *p, lh_ctx *ctx, lh_engine *engine, const lh_district *district,
		    const lh_packet_options *options)
{
	*p = (lh__packet){.ctx = ctx, .engine = engine, .district = district, .options = options};
	p->arena = lh_arena_new();
	p->out_dir = options->out_dir;
	p->state_dir = lh_path_join(p->arena, p->out_dir, ".lianheti");
	p->area = lh__file_word(p->arena, district->area, AREA_CHARS);
	p->date_tag = without_dashes(p->arena, district->fill_date);
	p->digits = 2;
	for (size_t n = district->n_files; n > 99; n /= 10)
		p->digits++;
	p->own_id = lh_fmt(p->arena, "%0*d", p->digits, 0);
	p->own_dir = lh__packet_name(p, p->arena, &(lh__words){.id = p->own_id});
	p->names = lh_engine_names(engine, p->arena, district->jurisdiction);
	if (!preload(p) || !lh_dir_make(ctx, lh_path_join(p->arena, p->state_dir, "units")) ||
	    !lh_dir_make(ctx, lh_path_join(p->arena, p->state_dir, "pictures")) ||
	    !lh_file_lock(ctx, lh_path_join(p->arena, p->state_dir, shard_name(p, "lock")),
			  LH_E_PACKET_LOCKED))
		return false;
	/* Only now: without the lock it is the folder of another run, and not ours to make or clear. */
	p->tmp_dir = lh_path_join(p->arena, p->state_dir, shard_name(p, "tmp"));
	if (!lh_dir_make(ctx, p->tmp_dir))
		return false;
	make_hash(p);
	p->head = lh__manifest_head(p);
	clear_tmp(p);
	return true;
}

/* ---- run ---- */

/* What is told of a consortium, until its turn comes. */
typedef struct news {
	lh_arena *arena; /* NULL: not done, or told */
	lh_packet_told told;
	lh__parcel_end end;
} news;

typedef struct run {
	const lh__packet *p;
	lh_packet_result *result;
	const size_t *tasks;
	size_t n_tasks, n_done, n_shown;
	news *news;      /* by place in tasks */
	lh_dict *names; /* of consortia that were told: the first file of each */
	lh_arena *arena; /* of names and files */
} run;

static int work_one(void *user, size_t task, lh_buf *note)
{
	return (int)lh__parcel_make(((const run *)user)->p, task, note);
}

/* Of two files with one consortium the first one stays: assembling will drop this one. */
static void tell_duplicate(run *r, news *n)
{
	lh_packet_told *told = &n->told;
	if (told->status != LH_PACKET_MADE)
		return;
	const void **first = lh_dict_at(r->names, lh_arena_strdup(r->arena, told->name));
	if (!*first) {
		*first = lh_arena_strdup(r->arena, told->file);
		return;
	}
	lh_packet_message *message = LH_NEW(n->arena, lh_packet_message);
	*message = lh__same_message(r->p, n->arena, told->file, told->name, *first);
	told->status = LH_PACKET_FAILED;
	told->reason = LH_REASON_DUPLICATE;
	told->messages = message;
	told->n_messages = 1;
	r->result->made -= n->end == PARCEL_MADE;
	r->result->kept -= n->end == PARCEL_KEPT;
	r->result->failed++;
}

/* Tell about the consortia in their order: one that is done early waits for those before it. */
static void show_progress(run *r)
{
	const lh_packet_options *o = r->p->options;
	for (; o->progress && r->n_shown < r->n_tasks && r->news[r->n_shown].arena; r->n_shown++) {
		news *n = &r->news[r->n_shown];
		tell_duplicate(r, n);
		o->progress(o->user, &(lh_packet_progress){
			.done = r->n_done,
			.total = r->n_tasks,
			.kept = n->end == PARCEL_KEPT,
			.told = &n->told,
		});
		lh_arena_free(n->arena);
		n->arena = NULL;
	}
}

/* Of one that was lost only the record knows what happened. */
static void read_news(const run *r, size_t task, const lh_buf *note, news *n)
{
	const char *why;
	lh_packet_record record;
	n->arena = lh_arena_new();
	if (lh_shape_read(n->arena, &lh_packet_told_shape, lh_buf_str(note), note->length, &n->told,
			  &why))
		return;
	if (!lh__record_read(r->p, n->arena, task, &record))
		record = lh_packet_record_new(task + 1, lh__packet_id(r->p, n->arena, task),
					      r->p->district->files[task]);
	n->told = lh_packet_record_told(&record);
}

static void done_one(void *user, size_t task, lh_task_end how, int value, const lh_buf *note)
{
	run *r = user;
	lh_packet_result *result = r->result;
	lh_arena *arena = r->p->arena;
	lh__parcel_end end = how == LH_TASK_DONE ? (lh__parcel_end)value : PARCEL_FAILED;
	if (how == LH_TASK_CRASHED &&
	    !lh__parcel_lost(r->p, task, LH_REASON_CRASH, LH_E_PACKET_CRASH, lh_fmt(arena, "%d", value)))
		end = PARCEL_SYSTEM;
	if (how == LH_TASK_HUNG && !lh__parcel_lost(r->p, task, LH_REASON_TIMEOUT, LH_E_PACKET_HUNG,
						    lh_fmt(arena, "%u", r->p->options->timeout)))
		end = PARCEL_SYSTEM;
	/* Told as the reason, but the run has failed: on a larger machine it goes on from here. */
	if (how == LH_TASK_MEMORY) {
		lh__parcel_lost(r->p, task, LH_REASON_MEMORY, LH_E_PACKET_MEMORY, "");
		end = PARCEL_SYSTEM;
	}
	result->made += end == PARCEL_MADE;
	result->kept += end == PARCEL_KEPT;
	result->failed += end == PARCEL_FAILED || end == PARCEL_SYSTEM;
	result->system_failed = result->system_failed || end == PARCEL_SYSTEM;
	size_t place = 0;
	while (r->tasks[place] != task)
		place++;
	r->news[place].end = end;
	read_news(r, task, note, &r->news[place]);
	r->n_done++;
	show_progress(r);
}

/* The packet is unfinished from here on; records say what it had. */
static void withdraw_manifest(const lh__packet *p)
{
	unlink(lh_path_join(p->arena, p->out_dir, "manifest.json"));
}

static bool run_tasks(lh__packet *p, lh_packet_result *result)
{
	const lh_packet_options *o = p->options;
	size_t n = 0, step = o->n_shards ? o->n_shards : 1;
	size_t *tasks = LH_NEW_ARRAY(p->arena, size_t, p->district->n_files + 1);
	for (size_t i = o->n_shards ? o->shard - 1 : 0; i < p->district->n_files; i += step)
		tasks[n++] = i;
	run r = {.p = p,
		 .result = result,
		 .tasks = tasks,
		 .n_tasks = n,
		 .news = LH_NEW_ARRAY(p->arena, news, n + 1),
		 .names = lh_dict_new(),
		 .arena = p->arena};
	p->told = o->progress != NULL;
	lh_work work = {
		.tasks = tasks,
		.n = n,
		.jobs = o->jobs < n ? o->jobs : n ? n : 1,
		.timeout = o->timeout,
		.run = work_one,
		.done = done_one,
		.user = &r,
		.stop = o->stop,
	};
	bool all = lh_work_run(p->ctx, &work);
	for (size_t i = 0; i < n; i++)
		lh_arena_free(r.news[i].arena);
	lh_dict_free(r.names);
	result->stopped = !all && o->stop && *o->stop;
	if (!all && !result->stopped)
		result->system_failed = true;
	return all;
}

static void tidy(lh__packet *p)
{
	if (p->tmp_dir) {
		clear_tmp(p);
		rmdir(p->tmp_dir);
	}
	lh_arena_free(p->arena);
}

bool lh_packet_run(lh_ctx *ctx, lh_engine *engine, const lh_district *district,
		   const lh_packet_options *options, lh_packet_result *result)
{
	lh__packet p;
	*result = (lh_packet_result){0};
	bool ok = prepare(&p, ctx, engine, district, options);
	if (ok) {
		withdraw_manifest(&p);
		ok = run_tasks(&p, result);
	}
	if (result->system_failed)
		lh_diag(ctx, LH_E_PACKET_NOT_WRITTEN, (lh_loc){options->out_dir, 0, 0}, NULL);
	else if (ok && !options->n_shards)
		ok = lh__assemble(&p, result);
	result->system_failed = result->system_failed || lh_diag_system_failed(ctx);
	tidy(&p);
	return ok && !result->system_failed;
}

bool lh_packet_assemble(lh_ctx *ctx, lh_engine *engine, const lh_district *district,
			const lh_packet_options *options, lh_packet_result *result)
{
	lh__packet p;
	*result = (lh_packet_result){0};
	bool ok = prepare(&p, ctx, engine, district, options);
	if (ok) {
		withdraw_manifest(&p);
		ok = lh__assemble(&p, result);
	}
	result->system_failed = lh_diag_system_failed(ctx);
	tidy(&p);
	return ok;
}
