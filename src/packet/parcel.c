/*
 * One consortium of a packet. It knows the steps — read, check, judge, fill, write, record — and
 * that a cut between any two of them must leave something that the next run can put right.
 */
#include <stdlib.h>
#include <string.h>

#include "data/model/consortium.h"
#include "emit/formats.h"
#include "pack/opc.h"
#include "emit/places/slots.h"
#include "paper/judge.h"
#include "paper/make.h"
#include "paper/printable.h"
#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "paper/stamping.h"
#include "util/file.h"
#include "util/hash.h"

enum { TITLE_CHARS = 20, PICTURE_DPI = 40 };

typedef struct parcel {
	const lh__packet *p;
	lh_ctx *ctx; /* of this consortium alone */
	lh_arena *arena;
	const char *id, *file, *folder;
	lh__words words; /* of its names, without a paper */
	const lh_consortium *data;
	lh_paper_order *orders; /* one a document of the district */
	lh_stamp_rules rules;
	json_t *record;
	lh__bundle files;
	lh_bind_part *parts; /* one a document made */
	size_t n_parts;
} parcel;

static json_t *record_new(const lh__packet *p, size_t index, const char *id)
{
	return json_pack("{s:I, s:s, s:s, s:n, s:n, s:s, s:s, s:n, s:n, s:n, s:[], s:[], s:[], "
			 "s:n, s:n, s:[]}",
			 "no", (json_int_t)(index + 1), "id", id, "file", p->district->files[index],
			 "name", "folder", "status", "failed", "reason", "data", "verdict",
			 "counts", "row", "findings", "messages", "documents", "set", "zip",
			 "files");
}

static void put(parcel *c, const char *key, json_t *value)
{
	json_object_set_new(c->record, key, value);
}

static const char *record_path(lh_arena *arena, const char *id)
{
	return lh_fmt(arena, ".lianheti/units/%s.json", id);
}

/* ---- read, check, judge ---- */

static bool judge(parcel *c)
{
	const lh__packet *p = c->p;
	lh_verdict verdict;
	if (!lh_judge(c->ctx, p->engine, c->arena, c->data, p->district->jurisdiction,
		      p->district->options, p->district->n_options, &verdict))
		return false;
	json_t *findings = json_array();
	bool ok = true;
	for (size_t i = 0; i < verdict.n_findings; i++) {
		const lh_finding *f = &verdict.findings[i];
		if (f->result > LH_RESULT_OK || f->batch_key)
			json_array_append_new(findings, lh_manifest_finding(f));
		if (f->result != LH_RESULT_ERROR || f->waived || !p->options->final)
			continue;
		const char *place = f->rule->place ? f->rule->place : "";
		lh_diag(c->ctx, LH_O_JOB_RULE, f->loc.file ? f->loc : (lh_loc){c->data->file, 0, 0},
			f->rule->id, *place ? lh_fmt(c->arena, "（%s）", place) : "",
			*place ? lh_fmt(c->arena, " (%s)", place) : "",
			*f->message ? f->message : f->rule->quote, NULL);
		ok = false;
	}
	put(c, "findings", findings);
	put(c, "counts", lh_manifest_counts(verdict.counts));
	put(c, "verdict", json_string(lh_manifest_verdict(verdict.worst)));
	if (!ok)
		put(c, "reason", json_string("rule"));
	return ok;
}

static lh_env *new_env(const lh__packet *p, lh_ctx *ctx, lh_arena *arena, const lh_consortium *data)
{
	const lh_district *d = p->district;
	lh_env *env = lh_env_new(ctx, arena, p->names, data, d->jurisdiction->key);
	for (size_t i = 0; i < d->n_options; i++)
		lh_env_option(env, d->options[i].key, d->options[i].value);
	return env;
}

/* The names of the consortium's files and its row of the summary table. */
static void describe(parcel *c, lh_env *env)
{
	const lh__packet *p = c->p;
	const char *name = lh_phrase_text(env, c->arena, p->name);
	c->words = (lh__words){.id = c->id,
			       .consortium = name,
			       .lead = lh_phrase_text(env, c->arena, p->lead)};
	c->folder = lh__packet_name(p, c->arena, &c->words);
	put(c, "name", json_string(name));
	json_t *row = json_object();
	for (size_t i = 0; i < p->columns->n; i++) {
		const lh_column *column = &p->columns->items[i];
		json_object_set_new(row, column->key,
				    json_string(lh_phrase_text(env, c->arena, column->value)));
	}
	put(c, "row", row);
}

/* ---- papers ---- */

/* How each document of the district is printed for this consortium. */
static lh_paper_order *orders_for(const lh__packet *p, lh_ctx *ctx, lh_arena *arena, lh_env *env,
				  const lh_stamp_rules *rules)
{
	const lh_district *d = p->district;
	lh_paper_order *orders = LH_NEW_ARRAY(arena, lh_paper_order, d->n_documents + 1);
	for (size_t i = 0; i < d->n_documents; i++) {
		const lh_district_document *document = &d->documents[i];
		const lh_tmpl *tmpl =
			lh_engine_template(ctx, p->engine, d->jurisdiction, document->info);
		bool given = strcmp(document->copies, "auto") != 0;
		orders[i] = (lh_paper_order){
			.document = document->info,
			.copies = given ? strtoul(document->copies, NULL, 10)
					: lh_stamping_copies(rules, tmpl, env),
			.duplex = document->duplex,
		};
	}
	return orders;
}

json_t *lh__packet_slots(const lh_pages *pages)
{
	json_t *slots = json_array();
	for (size_t i = 0; i < pages->n_slots; i++) {
		const lh_placed_slot *s = &pages->slots[i];
		json_array_append_new(slots,
				      json_pack("{s:s, s:s, s:s, s:s, s:i}", "id", s->slot->id,
						"kind", lh_slot_kind_name(s->slot->kind), "who",
						s->slot->who ? s->slot->who : "", "name",
						s->slot->name ? s->slot->name : "", "page",
						(int)s->page + 1));
	}
	return slots;
}

static bool emit(parcel *c, json_t *entry, const char *key, const lh_paper *paper,
		 const lh_emitter *emitter, const char *path)
{
	lh_emit_options options = {.compression = c->p->options->compression,
				   .pdfa = c->p->options->pdfa,
				   .dpi = PICTURE_DPI};
	json_object_set_new(entry, key, json_string(path));
	return lh_paper_emit(c->ctx, c->p->engine, paper, emitter, &options,
			     lh__bundle_add(&c->files, path));
}

static lh_paper_request request_for(const lh__packet *p, const lh_consortium *data,
				    const lh_paper_order *orders, size_t index)
{
	const lh_district *d = p->district;
	return (lh_paper_request){
		.consortium = data,
		.jurisdiction = d->jurisdiction,
		.document = d->documents[index].info,
		.fill = {.draft = !p->options->final,
			 .options = d->options,
			 .n_options = d->n_options},
		.orders = orders,
		.n_orders = d->n_documents,
	};
}

static lh_bind_part part_of(const lh_paper_order *order, const lh_paper *paper)
{
	return (lh_bind_part){
		.key = order->document->key,
		.title = paper->document->u.document.title,
		.pages = paper->pages,
		.copies = (int)order->copies,
		.duplex = order->duplex,
	};
}

static bool make_document(parcel *c, size_t index, json_t *documents)
{
	const lh__packet *p = c->p;
	const lh_district *d = p->district;
	const lh_paper_order *order = &c->orders[index];
	const lh_document_info *info = order->document;
	lh_paper_request request = request_for(p, c->data, c->orders, index);
	if (!lh_paper_wanted(c->ctx, p->engine, c->arena, &request)) {
		lh_diag(c->ctx, LH_N_JOB_LEFT_OUT, c->data->root->loc, info->title, NULL);
		return true;
	}
	lh_paper paper;
	if (!lh_paper_make(c->ctx, p->engine, c->arena, &request, &paper))
		return false;
	size_t pages = paper.pages->n_pages;
	size_t leaves = order->duplex ? (pages + 1) / 2 : pages;
	size_t edges = lh_stamping_edges(&c->rules, paper.document, leaves);
	json_t *entry = json_pack(
		"{s:s, s:s, s:s, s:I, s:I, s:I, s:b, s:n, s:n, s:n, s:n, s:I, s:o}", "key",
		info->key, "title", info->title, "short", info->short_title, "pages",
		(json_int_t)pages, "leaves", (json_int_t)leaves, "copies",
		(json_int_t)order->copies, "duplex", order->duplex, "pdf", "docx", "slots_file",
		"picture", "edges", (json_int_t)edges, "slots", lh__packet_slots(paper.pages));
	json_array_append_new(documents, entry);
	c->parts[c->n_parts++] = part_of(order, &paper);
	lh__words words = c->words;
	words.paper = lh__file_word(c->arena, info->short_title, TITLE_CHARS);
	const char *stem =
		lh_fmt(c->arena, "%s/%s", c->folder, lh__packet_name(p, c->arena, &words));
	bool ok = true;
	for (size_t i = 0; i < d->n_emitters; i++)
		ok = emit(c, entry, d->emitters[i]->name, &paper, d->emitters[i],
			  lh_fmt(c->arena, "%s%s", stem, d->emitters[i]->suffix)) && ok;
	if (paper.pages->n_slots)
		ok = emit(c, entry, "slots_file", &paper, &lh_emit_slots,
			  lh_fmt(c->arena, "%s.slots.json", stem)) && ok;
	if (!p->options->no_pictures && pages)
		ok = emit(c, entry, "picture", &paper, lh_emitter_find("png"),
			  lh_fmt(c->arena, ".lianheti/pictures/%s-%s.png", c->id, info->key)) &&
		     ok;
	return ok;
}

static bool make_set(parcel *c)
{
	lh_bind_set set = {
		.id = c->id,
		.name = lh_json_text(c->record, "name"),
		.lead = lh_json_text(json_object_get(c->record, "row"), "lead"),
		.parts = c->parts,
		.n_parts = c->n_parts,
	};
	json_t *entry = NULL;
	bool ok = lh__packet_bind(c->p, c->ctx, c->arena, c->folder, &c->words, &set, 1, &c->files, &entry);
	if (entry)
		put(c, "set", entry);
	return ok;
}

/* The files that go to the department in one, named as in the folder. */
static bool make_zip(parcel *c)
{
	lh_opc_part *parts = LH_NEW_ARRAY(c->arena, lh_opc_part, c->files.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < c->files.n; i++) {
		const lh__bundle_file *file = &c->files.files[i];
		if (file->path[0] != '.')
			parts[n++] = (lh_opc_part){.name = file->path, .bytes = file->bytes.bytes,
						   .length = file->bytes.length};
	}
	const char *path = lh_fmt(c->arena, "%s.zip", c->folder);
	put(c, "zip", json_string(path));
	lh_buf zip = {0};
	bool ok = lh_zip_write(c->ctx, parts, n, c->p->district->fill_date, &zip);
	*lh__bundle_add(&c->files, path) = zip;
	return ok;
}

static bool make_papers(parcel *c, const lh_buf *bytes)
{
	const lh__packet *p = c->p;
	const lh_yaml *root =
		lh_yaml_parse_on(c->ctx, c->arena, c->file, bytes->bytes, bytes->length);
	if (root)
		c->data = lh_consortium_from(c->ctx, c->arena,
					     lh_engine_catalog(p->engine)->names.schema, root);
	if (!c->data || !lh_data_printable(c->ctx, p->engine, c->data) || lh_diag_errors(c->ctx) || !judge(c))
		return false;
	lh_env *env = new_env(p, c->ctx, c->arena, c->data);
	describe(c, env);
	c->rules = lh_stamping_rules(c->ctx, c->arena, p->names, env);
	c->orders = orders_for(p, c->ctx, c->arena, env, &c->rules);
	json_t *documents = json_array();
	bool ok = true;
	c->parts = LH_NEW_ARRAY(c->arena, lh_bind_part, p->district->n_documents + 1);
	for (size_t i = 0; i < p->district->n_documents; i++)
		ok = make_document(c, i, documents) && ok;
	if (ok && p->district->bound && c->n_parts)
		ok = make_set(c);
	/* Open items of a final are errors although the pages came out. */
	ok = ok && !lh_diag_errors(c->ctx) && (!p->options->zip || make_zip(c));
	if (ok)
		put(c, "documents", documents);
	else
		json_decref(documents);
	return ok;
}

static bool lists(const json_t *documents, const char *key)
{
	size_t i;
	json_t *document;
	json_array_foreach(documents, i, document)
		if (strcmp(lh_json_text(document, "key"), key) == 0)
			return true;
	return false;
}

bool lh__parcel_again(const lh__packet *p, lh_ctx *ctx, lh_arena *arena, const json_t *record,
		      lh_bind_set *set_out)
{
	const json_t *documents = json_object_get(record, "documents");
	const char *file = lh_path_join(arena, p->district->dir, lh_json_text(record, "file"));
	const lh_consortium *data =
		lh_consortium_load(ctx, arena, lh_engine_catalog(p->engine)->names.schema, file);
	lh_bind_part *parts = LH_NEW_ARRAY(arena, lh_bind_part, p->district->n_documents + 1);
	size_t n = 0;
	if (!data)
		return false;
	lh_env *env = new_env(p, ctx, arena, data);
	lh_stamp_rules rules = lh_stamping_rules(ctx, arena, p->names, env);
	lh_paper_order *orders = orders_for(p, ctx, arena, env, &rules);
	bool ok = true;
	for (size_t i = 0; ok && i < p->district->n_documents; i++) {
		lh_paper_request request = request_for(p, data, orders, i);
		lh_paper paper;
		if (!lists(documents, request.document->key))
			continue;
		ok = lh_paper_make(ctx, p->engine, arena, &request, &paper);
		if (ok)
			parts[n++] = part_of(&orders[i], &paper);
	}
	*set_out = (lh_bind_set){
		.id = lh_json_text(record, "id"),
		.name = lh_json_text(record, "name"),
		.lead = lh_json_text(json_object_get(record, "row"), "lead"),
		.parts = parts,
		.n_parts = n,
	};
	return ok && n;
}

/* ---- to the disk ---- */

static bool place_files(parcel *c)
{
	return lh_dir_make(c->ctx, lh_path_join(c->arena, c->p->out_dir, c->folder)) &&
	       lh__bundle_place(c->ctx, &c->files, c->p->out_dir, c->p->tmp_dir);
}

/*
 * Before the first file is moved, a record says which files there may be, old ones and new ones:
 * cut off in between, the next run finds a record without a key, makes the consortium again, and
 * knows what to take away.
 */
static bool announce(parcel *c, const json_t *old_files, const json_t *new_files, size_t index)
{
	json_t *record = record_new(c->p, index, c->id);
	json_t *both = json_object_get(record, "files");
	json_array_extend(both, (json_t *)(uintptr_t)old_files);
	json_array_extend(both, (json_t *)(uintptr_t)new_files);
	bool ok = lh__packet_write_json(c->p, c->ctx, record_path(c->arena, c->id), record);
	json_decref(record);
	return ok;
}

static void put_messages(parcel *c)
{
	json_t *messages = json_array();
	for (size_t i = 0; i < lh_diag_count(c->ctx); i++)
		json_array_append_new(messages, lh_manifest_message(lh_diag_at(c->ctx, i),
								    c->p->district->dir,
								    c->p->ctx->data_dir));
	put(c, "messages", messages);
}

static bool commit(parcel *c, const json_t *old, size_t index, const char *key, bool made)
{
	json_t *old_files = json_object_get(old, "files");
	json_t *new_files = made ? lh__bundle_json(&c->files) : json_array();
	if (made)
		lh_manifest_tell_changed(c->p->ctx->lang, old_files, new_files, c->p->out_dir);
	if (made && announce(c, old_files, new_files, index) && place_files(c)) {
		put(c, "folder", json_string(c->folder));
		put(c, "status", json_string("made"));
		put(c, "reason", json_null());
	} else {
		made = false;
	}
	bool system = lh_diag_system_failed(c->ctx);
	if (!made) {
		put(c, "folder", json_null());
		put(c, "zip", json_null());
		put(c, "set", json_null());
		put(c, "documents", json_array());
		/* What was not made is not recommended, and stands in no table of the district. */
		put(c, "row", json_null());
	}
	if (system) {
		/* Some may be in place, some not: the next run, with room on the disk, knows of
		 * both. */
		put(c, "reason", json_string("system"));
		json_array_extend(new_files, old_files);
	} else {
		if (!made)
			json_array_clear(new_files);
		lh_manifest_prune(c->ctx, old_files, new_files, c->p->out_dir);
	}
	put_messages(c);
	put(c, "files", new_files);
	put(c, "key", json_string(key));
	return lh__packet_write_json(c->p, c->ctx, record_path(c->arena, c->id), c->record) && made;
}

static bool unchanged(const parcel *c, const json_t *old, const char *key)
{
	if (!old || strcmp(lh_json_text(old, "key"), key) != 0 ||
	    strcmp(lh_json_text(old, "status"), "made") != 0)
		return false;
	size_t i;
	json_t *file;
	json_array_foreach(json_object_get(old, "files"), i, file)
		if (!lh_manifest_intact(file, c->p->out_dir))
			return false;
	return true;
}

/* A fingerprint of everything that the files of this consortium depend on. */
static void make_key(const parcel *c, const lh_buf *bytes, size_t index, char key[33])
{
	lh_buf all = {0};
	lh_buf_printf(&all, "%s\n%zu\n%s\n%s\n", c->p->hash, index, c->id,
		      c->p->district->files[index]);
	lh_buf_put(&all, bytes->bytes, bytes->length);
	lh_hash128(all.bytes, all.length, key);
	lh_buf_free(&all);
}

static lh_ctx *parcel_ctx(const lh__packet *p)
{
	lh_ctx *ctx = lh_ctx_new();
	ctx->lang = p->ctx->lang;
	ctx->date = p->ctx->date;
	ctx->data_dir = p->ctx->data_dir;
	ctx->final = p->options->final;
	return ctx;
}

lh__parcel_end lh__parcel_make(const lh__packet *p, size_t index, lh_buf *told)
{
	parcel c = {.p = p, .ctx = parcel_ctx(p), .arena = lh_arena_new()};
	c.id = lh__packet_id(p, c.arena, index);
	c.file = lh_path_join(c.arena, p->district->dir, p->district->files[index]);
	json_t *old = lh__packet_record(p, index);
	lh_buf bytes = {0};
	char key[33] = "";
	bool read = lh_file_read(c.ctx, c.file, c.ctx->limits.file_bytes, &bytes);
	if (read)
		make_key(&c, &bytes, index, key);
	lh__parcel_end end = PARCEL_KEPT;
	if (!read || !p->options->resume || !unchanged(&c, old, key)) {
		c.record = record_new(p, index, c.id);
		bool made = read && make_papers(&c, &bytes);
		made = commit(&c, old, index, key, made);
		end = made                           ? PARCEL_MADE
		      : lh_diag_system_failed(c.ctx) ? PARCEL_SYSTEM
						     : PARCEL_FAILED;
	}
	json_t *note = lh__packet_told(end == PARCEL_KEPT ? old : c.record);
	lh_manifest_text(note, told);
	json_decref(note);
	json_decref(c.record);
	json_decref(old);
	lh__bundle_free(&c.files);
	lh_buf_free(&bytes);
	lh_arena_free(c.arena);
	lh_ctx_free(c.ctx);
	return end;
}

bool lh__parcel_lost(const lh__packet *p, size_t index, const char *reason, lh_msg message,
		     const char *argument)
{
	parcel c = {.p = p, .ctx = parcel_ctx(p), .arena = lh_arena_new()};
	c.id = lh__packet_id(p, c.arena, index);
	c.record = record_new(p, index, c.id);
	json_t *old = lh__packet_record(p, index);
	put(&c, "reason", json_string(reason));
	lh_diag(c.ctx, message,
		(lh_loc){lh_path_join(c.arena, p->district->dir, p->district->files[index]), 0, 0},
		argument, NULL);
	commit(&c, old, index, "", /*made*/ false);
	bool ok = !lh_diag_system_failed(c.ctx);
	json_decref(c.record);
	json_decref(old);
	lh_arena_free(c.arena);
	lh_ctx_free(c.ctx);
	return ok;
}
