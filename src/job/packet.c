/*
 * The run over a packet: prepare what all workers share, send the consortia through them, assemble.
 * It knows the order of things and what is on disk when; one consortium is parcel.c.
 */
#include "job/packet.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job/engine_int.h"
#include "job/judge.h"
#include "job/manifest.h"
#include "job/packet_int.h"
#include "job/worker.h"
#include "util/file.h"
#include "util/hash.h"

enum { AREA_CHARS = 12 };

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

/* Everything that the files of every consortium depend on, in words; then its fingerprint. */
static void make_hash(lh__packet *p)
{
	lh_ctx *ctx = p->ctx;
	const lh_district *d = p->district;
	const lh_packet_options *o = p->options;
	lh_buf all = {0};
	lh_buf_printf(&all, "%s %s %s %s %s %d %d%d%d%d%d %s\n", LH_VERSION, d->jurisdiction->key, p->area,
		      p->date_tag, ctx->date ? ctx->date : "-", p->digits, o->final, o->zip, o->pdfa, o->no_pictures,
		      (int)o->compression, d->fill_date);
	for (size_t i = 0; i < d->n_documents; i++)
		lh_buf_printf(&all, "%s %s %d\n", d->documents[i].info->key, d->documents[i].copies,
			      d->documents[i].duplex);
	for (size_t i = 0; i < d->n_emitters; i++)
		lh_buf_printf(&all, "%s\n", d->emitters[i]->name);
	for (size_t i = 0; i < d->n_options; i++)
		lh_buf_printf(&all, "%s=%s\n", d->options[i].key, d->options[i].value);
	hash_tree(ctx, p->arena, &all, "templates", lh_engine_catalog(p->engine)->dir);
	hash_file(ctx, &all, "roles",
		  ctx->fonts_file ? ctx->fonts_file : lh_path_join(p->arena, ctx->data_dir, "fonts/roles.yaml"));
	const lh_fonts *fonts = lh_engine_fonts(p->engine);
	for (size_t i = 0; i < lh_fonts_count(fonts); i++)
		hash_file(ctx, &all, lh_fonts_key(fonts, (uint16_t)i), lh_fonts_path(fonts, (uint16_t)i));
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
	const lh_phrase **copies = LH_NEW_ARRAY(p->arena, const lh_phrase *, d->n_documents + 1);
	for (size_t i = 0; i < d->n_documents; i++) {
		const lh_document_info *info = d->documents[i].info;
		ok = lh_engine_template(p->ctx, p->engine, d->jurisdiction, info) && ok;
		if (*info->copies)
			copies[i] = lh_phrase_parse(p->ctx, p->arena, info->copies, info->copies_loc, p->names,
						    NULL);
		ok = ok && (!*info->copies || copies[i]);
	}
	p->copies = copies;
	p->name = lh_phrase_parse(p->ctx, p->arena, "{consortium_name}", lh_nowhere, p->names, NULL);
	p->columns = lh_columns_load(p->ctx, p->arena,
				     lh_path_join(p->arena, lh_engine_catalog(p->engine)->dir, "ledger.yaml"),
				     p->names);
	return ok && p->name && p->columns;
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

static bool prepare(lh__packet *p, lh_ctx *ctx, lh_engine *engine, const lh_district *district,
		    const lh_packet_options *options)
{
	*p = (lh__packet){.ctx = ctx, .engine = engine, .district = district, .options = options};
	p->arena = lh_arena_new();
	p->out_dir = options->out_dir;
	p->state_dir = lh_path_join(p->arena, p->out_dir, ".lianheti");
	p->tmp_dir = lh_path_join(p->arena, p->state_dir, shard_name(p, "tmp"));
	p->area = lh__file_word(p->arena, district->area, AREA_CHARS);
	p->date_tag = without_dashes(p->arena, district->fill_date);
	p->digits = 2;
	for (size_t n = district->n_files; n > 99; n /= 10)
		p->digits++;
	p->names = lh__engine_names(engine, p->arena, district->jurisdiction);
	if (!preload(p) || !lh_dir_make(ctx, lh_path_join(p->arena, p->state_dir, "units")) ||
	    !lh_dir_make(ctx, lh_path_join(p->arena, p->state_dir, "pictures")) ||
	    !lh_dir_make(ctx, p->tmp_dir) ||
	    !lh_file_lock(ctx, lh_path_join(p->arena, p->state_dir, shard_name(p, "lock")), LH_E_PACKET_LOCKED))
		return false;
	make_hash(p);
	/* What a run that was killed left behind; nobody else writes here, the lock is ours. */
	char **names;
	size_t n;
	if (lh_dir_list(ctx, p->arena, p->tmp_dir, &names, &n))
		for (size_t i = 0; i < n; i++)
			unlink(lh_path_join(p->arena, p->tmp_dir, names[i]));
	return true;
}

/* ---- run ---- */

typedef struct run {
	const lh__packet *p;
	lh_packet_result *result;
	const size_t *tasks;
	size_t n_tasks, n_done, n_shown;
	char *ends; /* by place in tasks: 0 not yet, else 1 + lh__parcel_end */
} run;

static int work_one(void *user, size_t task)
{
	return (int)lh__parcel_make(((const run *)user)->p, task);
}

/* Tell about the consortia in their order: one that is done early waits for those before it. */
static void show_progress(run *r)
{
	const lh_packet_options *o = r->p->options;
	while (o->progress && r->n_shown < r->n_tasks && r->ends[r->n_shown]) {
		json_t *record = lh__packet_record(r->p, r->tasks[r->n_shown]);
		o->progress(o->user, &(lh_packet_progress){
			.done = r->n_done,
			.total = r->n_tasks,
			.kept = r->ends[r->n_shown] == 1 + PARCEL_KEPT,
			.record = record,
		});
		json_decref(record);
		r->n_shown++;
	}
}

static void done_one(void *user, size_t task, lh_task_end how, int value)
{
	run *r = user;
	lh_packet_result *result = r->result;
	lh_arena *arena = r->p->arena;
	lh__parcel_end end = how == LH_TASK_DONE ? (lh__parcel_end)value : PARCEL_FAILED;
	if (how == LH_TASK_CRASHED &&
	    !lh__parcel_lost(r->p, task, "crash", LH_E_PACKET_CRASH, lh_fmt(arena, "%d", value)))
		end = PARCEL_SYSTEM;
	if (how == LH_TASK_HUNG && !lh__parcel_lost(r->p, task, "timeout", LH_E_PACKET_HUNG,
						    lh_fmt(arena, "%u", r->p->options->timeout)))
		end = PARCEL_SYSTEM;
	result->made += end == PARCEL_MADE;
	result->kept += end == PARCEL_KEPT;
	result->failed += end == PARCEL_FAILED || end == PARCEL_SYSTEM;
	result->system_failed = result->system_failed || end == PARCEL_SYSTEM;
	size_t place = 0;
	while (r->tasks[place] != task)
		place++;
	r->ends[place] = (char)(1 + end);
	r->n_done++;
	show_progress(r);
}

/* The packet is unfinished from here on; what the old manifest lists can still be taken away later. */
static void withdraw_manifest(const lh__packet *p)
{
	rename(lh_path_join(p->arena, p->out_dir, "manifest.json"),
	       lh_path_join(p->arena, p->state_dir, "previous.json"));
}

static bool run_tasks(lh__packet *p, lh_packet_result *result)
{
	const lh_packet_options *o = p->options;
	size_t n = 0, step = o->n_shards ? o->n_shards : 1;
	size_t *tasks = LH_NEW_ARRAY(p->arena, size_t, p->district->n_files + 1);
	for (size_t i = o->n_shards ? o->shard - 1 : 0; i < p->district->n_files; i += step)
		tasks[n++] = i;
	run r = {.p = p, .result = result, .tasks = tasks, .n_tasks = n, .ends = LH_NEW_ARRAY(p->arena, char, n + 1)};
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
	result->stopped = !all && o->stop && *o->stop;
	if (!all && !result->stopped)
		result->system_failed = true;
	return all;
}

/* ---- assemble ---- */

/* Two files with one consortium: the later one is taken out of the packet. */
static void drop_duplicates(const lh__packet *p, json_t *consortia)
{
	size_t i;
	json_t *c;
	json_t *seen = json_object();
	json_array_foreach(consortia, i, c) {
		const char *name = lh_json_text(c, "name");
		if (strcmp(lh_json_text(c, "status"), "made") != 0)
			continue;
		const json_t *first = json_object_get(seen, name);
		if (!first) {
			json_object_set(seen, name, c);
			continue;
		}
		lh_ctx *ctx = lh_ctx_new();
		const char *dir = p->district->dir;
		const char *file = lh_path_join(ctx->arena, dir, lh_json_text(c, "file"));
		lh_diag(ctx, LH_E_PACKET_SAME, (lh_loc){file, 0, 0}, lh_json_text(first, "file"), name, NULL);
		json_array_append_new(json_object_get(c, "messages"),
				      lh_manifest_message(lh_diag_at(ctx, 0), dir, p->ctx->data_dir));
		lh_diag(p->ctx, LH_E_PACKET_SAME,
			(lh_loc){lh_path_join(p->ctx->arena, dir, lh_json_text(c, "file")), 0, 0},
			lh_json_text(first, "file"), name, NULL);
		lh_ctx_free(ctx);
		json_t *none = json_array();
		lh_manifest_prune(p->ctx, json_object_get(c, "files"), none, p->out_dir);
		json_object_set_new(c, "status", json_string("failed"));
		json_object_set_new(c, "reason", json_string("duplicate"));
		json_object_set_new(c, "folder", json_null());
		json_object_set_new(c, "zip", json_null());
		json_object_set_new(c, "set", json_null());
		json_object_set_new(c, "documents", json_array());
		json_object_set_new(c, "files", none);
	}
	json_decref(seen);
}

/* The records become entries of the manifest; NULL with a message when one is missing. */
static json_t *read_records(const lh__packet *p)
{
	json_t *consortia = json_array();
	size_t missing = 0, first = 0;
	for (size_t i = 0; i < p->district->n_files; i++) {
		json_t *record = lh__packet_record(p, i);
		/* A record without a key is one that a cut left behind. */
		if (!record || !json_object_get(record, "key") ||
		    strcmp(lh_json_text(record, "file"), p->district->files[i]) != 0) {
			first = missing++ ? first : i;
			json_decref(record);
			continue;
		}
		json_object_del(record, "key");
		json_array_append_new(consortia, record);
	}
	if (!missing)
		return consortia;
	lh_diag(p->ctx, LH_E_PACKET_UNDONE, (lh_loc){p->out_dir, 0, 0}, lh_fmt(p->arena, "%zu", missing),
		p->district->files[first], NULL);
	json_decref(consortia);
	return NULL;
}

/* Records of consortia that the district's file no longer lists, and their files. */
static void drop_strangers(const lh__packet *p)
{
	char **names;
	size_t n;
	const char *units = lh_path_join(p->arena, p->state_dir, "units");
	if (!lh_dir_list(p->ctx, p->arena, units, &names, &n))
		return;
	for (size_t i = 0; i < n; i++) {
		char *end;
		unsigned long number = strtoul(names[i], &end, 10);
		if (strcmp(end, ".json") == 0 && number > 0 && number <= p->district->n_files &&
		    (size_t)(end - names[i]) == (size_t)p->digits)
			continue;
		const char *path = lh_path_join(p->arena, units, names[i]);
		json_t *record = json_load_file(path, 0, NULL), *none = json_array();
		lh_manifest_prune(p->ctx, json_object_get(record, "files"), none, p->out_dir);
		json_decref(none);
		json_decref(record);
		unlink(path);
	}
}

static json_t *text_at(const lh_val *record, const char *key, lh_arena *arena)
{
	const lh_val *value = record ? lh_val_at(record, key) : NULL;
	return value ? json_string(lh_val_str(arena, value)) : json_null();
}

static json_t *district_json(const lh__packet *p)
{
	const lh_val *district = lh_val_at(p->district->root, "district");
	const lh_val *contact = lh_val_at(district, "contact");
	return json_pack("{s:o, s:o, s:{s:o, s:o, s:o, s:o}, s:o, s:o}", "area",
			 text_at(district, "area", p->arena), "org", text_at(district, "org", p->arena), "contact",
			 "name", text_at(contact, "name", p->arena), "phone", text_at(contact, "phone", p->arena),
			 "mobile", text_at(contact, "mobile", p->arena), "email", text_at(contact, "email", p->arena),
			 "prepared_by", text_at(district, "prepared_by", p->arena), "reviewed_by",
			 text_at(district, "reviewed_by", p->arena));
}

static json_t *head(const lh__packet *p)
{
	const lh_district *d = p->district;
	const lh_jurisdiction *j = d->jurisdiction;
	json_t *documents = json_array(), *columns = json_array();
	for (size_t i = 0; i < d->n_documents; i++)
		json_array_append_new(documents,
				      json_pack("{s:s, s:s, s:s, s:s, s:b}", "key", d->documents[i].info->key,
						"title", d->documents[i].info->title, "short",
						d->documents[i].info->short_title, "copies", d->documents[i].copies,
						"duplex", d->documents[i].duplex));
	for (size_t i = 0; i < p->columns->n; i++)
		json_array_append_new(columns, json_pack("{s:s, s:s, s:s}", "key", p->columns->items[i].key, "name",
							 p->columns->items[i].name, "type",
							 p->columns->items[i].number ? "number" : "text"));
	return json_pack("{s:i, s:s, s:{s:s, s:s, s:s, s:s, s:s}, s:o, s:o, s:o, s:b, s:b, s:o, s:o}", "schema_version",
			 1, "program", "lianheti " LH_VERSION, "jurisdiction", "key", j->key, "name", j->name,
			 "edition", j->edition, "department", j->department, "guideline", j->guideline, "district",
			 district_json(p), "call", text_at(d->root, "call", p->arena), "fill_date",
			 text_at(d->root, "fill_date", p->arena), "final", p->options->final, "duplex", d->duplex,
			 "documents", documents, "columns", columns);
}

/* All files of the packet, of consortia first; what .lianheti holds is nobody's affair. */
static json_t *all_files(const json_t *consortia, json_t *own)
{
	json_t *files = json_array(), *c, *file;
	size_t i, k;
	json_array_foreach(consortia, i, c)
		json_array_foreach(json_object_get(c, "files"), k, file)
			json_array_append(files, file);
	json_array_extend(files, own);
	return files;
}

static void hide_state_files(json_t *consortia)
{
	size_t i;
	json_t *c;
	json_array_foreach(consortia, i, c) {
		json_t *files = json_object_get(c, "files");
		bool failed = strcmp(lh_json_text(c, "status"), "made") != 0;
		for (size_t k = json_array_size(files); k-- > 0;)
			if (failed || lh_json_text(json_array_get(files, k), "path")[0] == '.')
				json_array_remove(files, k);
	}
}

/* The district's own files of an earlier run that are no longer made. */
static void prune_previous(const lh__packet *p, const json_t *papers)
{
	const char *path = lh_path_join(p->arena, p->state_dir, "previous.json");
	json_t *previous = json_load_file(path, 0, NULL);
	json_t *own = json_array(), *paper, *file;
	size_t i, k;
	json_array_foreach(json_object_get(previous, "papers"), i, paper)
		json_array_foreach(json_object_get(previous, "files"), k, file)
			if (strcmp(lh_json_text(file, "path"), lh_json_text(paper, "path")) == 0)
				json_array_append(own, file);
	lh_manifest_prune(p->ctx, own, papers, p->out_dir);
	json_decref(own);
	json_decref(previous);
	unlink(path);
}

static bool assemble(const lh__packet *p, lh_packet_result *result)
{
	json_t *consortia = read_records(p);
	if (!consortia)
		return false;
	drop_strangers(p);
	drop_duplicates(p, consortia);
	hide_state_files(consortia);
	lh_manifest_batch(p->arena, lh_engine_rules(p->ctx, p->engine, p->district->jurisdiction), consortia);
	json_t *manifest = head(p), *papers = json_array(), *own = json_array();
	json_t *totals = lh_manifest_totals(consortia);
	size_t made = lh_json_count(totals, "made");
	result->failed = lh_json_count(totals, "failed");
	result->made = made > result->kept ? made - result->kept : 0;
	json_object_set_new(manifest, "totals", totals);
	json_object_set_new(manifest, "consortia", consortia);
	bool ok = lh__packet_lists(p, manifest, papers, own);
	json_object_set_new(manifest, "papers", papers);
	json_object_set_new(manifest, "files", all_files(consortia, own));
	if (ok)
		prune_previous(p, papers);
	lh_buf text = {0};
	lh_manifest_text(manifest, &text);
	/* The manifest says that all files are there: so they must be on the disk before it. */
	ok = ok && lh_disk_sync(p->ctx, p->out_dir) &&
	     lh_file_write(p->ctx, lh_path_join(p->arena, p->out_dir, "manifest.json"), text.bytes, text.length);
	if (ok)
		result->manifest = lh_path_join(p->ctx->arena, p->out_dir, "manifest.json");
	lh_buf_free(&text);
	json_decref(own);
	json_decref(manifest);
	return ok;
}

static void tidy(lh__packet *p)
{
	if (p->tmp_dir)
		rmdir(p->tmp_dir);
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
	if (ok && !options->n_shards)
		ok = assemble(&p, result);
	result->system_failed = result->system_failed || lh_diag_system_failed(ctx);
	tidy(&p);
	return ok;
}

bool lh_packet_assemble(lh_ctx *ctx, lh_engine *engine, const lh_district *district,
			const lh_packet_options *options, lh_packet_result *result)
{
	lh__packet p;
	*result = (lh_packet_result){0};
	bool ok = prepare(&p, ctx, engine, district, options);
	if (ok) {
		withdraw_manifest(&p);
		ok = assemble(&p, result);
	}
	result->system_failed = lh_diag_system_failed(ctx);
	tidy(&p);
	return ok;
}
