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
#include "paper/complete.h"
#include "paper/judge.h"
#include "paper/make.h"
#include "paper/printable.h"
#include "packet/inside.h"
#include "paper/stamping.h"
#include "util/file.h"
#include "util/hash.h"

enum { TITLE_CHARS = 20, PICTURE_DPI = 40 };

typedef struct parcel {
	const lh__packet *p;
	lh_ctx *ctx; /* of this consortium alone */
	lh_arena *arena;
	const char *file, *folder;
	lh__words words; /* of its names, without a paper */
	const lh_consortium *data;
	lh_paper_order *orders; /* one a document of the district */
	lh_stamp_rules rules;
	lh_packet_record record;
	lh_bundle files;
	lh_bind_part *parts; /* one a document made */
	size_t n_parts;
} parcel;

static lh_packet_record new_record(const parcel *c, size_t index)
{
	return lh_packet_record_new(index + 1, lh__packet_id(c->p, c->arena, index),
				    c->p->district->files[index]);
}

/* ---- read, check, judge ---- */

static bool judge(parcel *c)
{
	const lh__packet *p = c->p;
	lh_verdict verdict;
	if (!lh_judge(c->ctx, p->engine, c->arena, c->data, p->district->jurisdiction,
		      p->district->options, p->district->n_options, &verdict))
		return false;
	lh_packet_record_judge(c->arena, &c->record, verdict.findings, verdict.n_findings,
			       verdict.counts, verdict.worst);
	bool ok = true;
	for (size_t i = 0; i < verdict.n_findings; i++) {
		const lh_finding *f = &verdict.findings[i];
		if (f->result != LH_RESULT_ERROR || f->waived || !p->options->final)
			continue;
		const char *place = f->rule->place ? f->rule->place : "";
		lh_diag(c->ctx, LH_O_JOB_RULE, f->loc.file ? f->loc : (lh_loc){c->data->file, 0, 0},
			f->rule->id, *place ? lh_fmt(c->arena, "（%s）", place) : "",
			*place ? lh_fmt(c->arena, " (%s)", place) : "",
			*f->message ? f->message : f->rule->quote, NULL);
		ok = false;
	}
	if (!ok)
		c->record.reason = LH_REASON_RULE;
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
	c->words = (lh__words){.id = c->record.id,
			       .consortium = name,
			       .lead = lh_phrase_text(env, c->arena, p->lead)};
	c->folder = lh__packet_name(p, c->arena, &c->words);
	lh_pair *row = LH_NEW_ARRAY(c->arena, lh_pair, p->columns->n + 1);
	for (size_t i = 0; i < p->columns->n; i++) {
		const lh_column *column = &p->columns->items[i];
		row[i] = (lh_pair){column->key, lh_phrase_text(env, c->arena, column->value)};
	}
	c->record.name = name;
	c->record.row = row;
	c->record.n_row = p->columns->n;
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

/* Make a file of a paper; *path_out then says where it is. */
static bool emit(parcel *c, const lh_paper *paper, const lh_emitter *emitter, const char *path,
		 const char **path_out)
{
	lh_emit_options options = {.compression = c->p->options->compression,
				   .pdfa = c->p->options->pdfa,
				   .dpi = PICTURE_DPI};
	*path_out = path;
	return lh_paper_emit(c->ctx, c->p->engine, paper, emitter, &options,
			     lh_bundle_add(&c->files, path));
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

static lh_packet_document document_of(const parcel *c, const lh_paper_order *order,
				      const lh_paper *paper)
{
	size_t pages = paper->pages->n_pages, leaves = order->duplex ? (pages + 1) / 2 : pages;
	return (lh_packet_document){
		.key = order->document->key,
		.title = order->document->title,
		.short_title = order->document->short_title,
		.pages = pages,
		.leaves = leaves,
		.copies = order->copies,
		.duplex = order->duplex,
		.edges = lh_stamping_edges(&c->rules, paper->document, leaves),
		.slots = lh_packet_slots_of(c->arena, paper->pages),
		.n_slots = paper->pages->n_slots,
	};
}

/* The files of one paper, and where they are. */
static bool write_document(parcel *c, const lh_paper *paper, lh_packet_document *document)
{
	const lh__packet *p = c->p;
	const lh_district *d = p->district;
	lh__words words = c->words;
	words.paper = lh__file_word(c->arena, document->short_title, TITLE_CHARS);
	const char *stem =
		lh_fmt(c->arena, "%s/%s", c->folder, lh__packet_name(p, c->arena, &words));
	bool ok = true;
	for (size_t i = 0; i < d->n_emitters; i++) {
		const lh_emitter *emitter = d->emitters[i];
		bool pdf = strcmp(emitter->name, "pdf") == 0;
		ok = emit(c, paper, emitter, lh_fmt(c->arena, "%s%s", stem, emitter->suffix),
			  pdf ? &document->pdf : &document->docx) && ok;
	}
	if (document->n_slots)
		ok = emit(c, paper, &lh_emit_slots, lh_fmt(c->arena, "%s.slots.json", stem),
			  &document->slots_file) && ok;
	if (!p->options->no_pictures && document->pages)
		ok = emit(c, paper, lh_emitter_find("png"),
			  lh_fmt(c->arena, ".lianheti/pictures/%s-%s.png", c->record.id,
				 document->key),
			  &document->picture) && ok;
	return ok;
}

static bool make_document(parcel *c, size_t index, lh_packet_document *documents)
{
	const lh__packet *p = c->p;
	const lh_paper_order *order = &c->orders[index];
	lh_paper_request request = request_for(p, c->data, c->orders, index);
	if (!lh_paper_wanted(c->ctx, p->engine, c->arena, &request)) {
		lh_diag(c->ctx, LH_N_JOB_LEFT_OUT, c->data->root->loc, order->document->title, NULL);
		return true;
	}
	lh_paper paper;
	if (!lh_paper_make(c->ctx, p->engine, c->arena, &request, &paper))
		return false;
	lh_packet_document *document = &documents[c->n_parts];
	*document = document_of(c, order, &paper);
	c->parts[c->n_parts++] = part_of(order, &paper);
	return write_document(c, &paper, document);
}

static lh_bind_set set_of(const lh_packet_record *record, const lh_bind_part *parts, size_t n)
{
	return (lh_bind_set){
		.id = record->id,
		.name = record->name,
		.lead = lh_packet_record_row(record, "lead"),
		.parts = parts,
		.n_parts = n,
	};
}

static bool make_set(parcel *c)
{
	lh_bind_set set = set_of(&c->record, c->parts, c->n_parts);
	c->record.set = lh__packet_bind(c->p, c->ctx, c->arena, c->folder, &c->words, &set, 1,
					&c->files);
	return c->record.set;
}

/* The files that go to the department in one, named as in the folder. */
static bool make_zip(parcel *c)
{
	lh_opc_part *parts = LH_NEW_ARRAY(c->arena, lh_opc_part, c->files.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < c->files.n; i++) {
		const lh_bundle_file *file = &c->files.files[i];
		if (file->path[0] != '.')
			parts[n++] = (lh_opc_part){.name = file->path, .bytes = file->bytes.bytes,
						   .length = file->bytes.length};
	}
	const char *path = lh_fmt(c->arena, "%s.zip", c->folder);
	c->record.zip = path;
	lh_buf zip = {0};
	bool ok = lh_zip_write(c->ctx, parts, n, c->p->district->fill_date, &zip);
	*lh_bundle_add(&c->files, path) = zip;
	return ok;
}

static void tell_incomplete(const parcel *c)
{
	const lh_district *d = c->p->district;
	const lh_document_info **documents = LH_NEW_ARRAY(c->arena, const lh_document_info *, d->n_documents + 1);
	for (size_t i = 0; i < d->n_documents; i++)
		documents[i] = d->documents[i].info;
	lh_tell_incomplete(c->ctx, c->p->engine, c->arena, c->data, d->jurisdiction, documents, d->n_documents,
			   /*everything*/ false);
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
	lh_packet_document *documents =
		LH_NEW_ARRAY(c->arena, lh_packet_document, p->district->n_documents + 1);
	bool ok = true;
	c->parts = LH_NEW_ARRAY(c->arena, lh_bind_part, p->district->n_documents + 1);
	for (size_t i = 0; i < p->district->n_documents; i++)
		ok = make_document(c, i, documents) && ok;
	if (ok && p->district->bound && c->n_parts)
		ok = make_set(c);
	tell_incomplete(c);
	/* Open items of a final are errors although the pages came out. */
	ok = ok && !lh_diag_errors(c->ctx) && (!p->options->zip || make_zip(c));
	c->record.documents = documents;
	c->record.n_documents = c->n_parts;
	return ok;
}

static bool was_made(const lh_packet_record *record, const char *key)
{
	for (size_t i = 0; i < record->n_documents; i++)
		if (strcmp(record->documents[i].key, key) == 0)
			return true;
	return false;
}

bool lh__parcel_again(const lh__packet *p, lh_ctx *ctx, lh_arena *arena,
		      const lh_packet_record *record, lh_bind_set *set_out)
{
	const char *file = lh_path_join(arena, p->district->dir, record->file);
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
		if (!was_made(record, request.document->key))
			continue;
		ok = lh_paper_make(ctx, p->engine, arena, &request, &paper);
		if (ok)
			parts[n++] = part_of(&orders[i], &paper);
	}
	*set_out = set_of(record, parts, n);
	return ok && n;
}

/* ---- to the disk ---- */

static bool place_files(parcel *c)
{
	return lh_dir_make(c->ctx, lh_path_join(c->arena, c->p->out_dir, c->folder)) &&
	       lh_bundle_place(c->ctx, &c->files, c->p->out_dir, c->p->tmp_dir);
}

/*
 * Before the first file is moved, a record says which files there may be, old ones and new ones:
 * cut off in between, the next run finds a record without a key, makes the consortium again, and
 * knows what to take away.
 */
static bool announce(parcel *c, lh_packet_files old, lh_packet_files made, size_t index)
{
	lh_packet_record record = new_record(c, index);
	record.files = lh_packet_files_join(c->arena, old, made);
	return lh__record_write(c->p, c->ctx, &record);
}

static void put_messages(parcel *c)
{
	size_t n = lh_diag_count(c->ctx);
	lh_packet_message *messages = LH_NEW_ARRAY(c->arena, lh_packet_message, n + 1);
	for (size_t i = 0; i < n; i++)
		messages[i] = lh_packet_message_of(c->arena, lh_diag_at(c->ctx, i),
						   c->p->district->dir, c->p->ctx->data_dir);
	c->record.messages = messages;
	c->record.n_messages = n;
}

static bool commit(parcel *c, lh_packet_files old, size_t index, const char *key, bool made)
{
	lh_packet_files files = {0};
	if (made) {
		files = lh_bundle_files(c->arena, &c->files);
		lh_packet_files_tell_changed(c->p->ctx->lang, old, files, c->p->out_dir);
		made = announce(c, old, files, index) && place_files(c);
	}
	bool system = lh_diag_system_failed(c->ctx);
	if (made) {
		c->record.folder = c->folder;
		c->record.status = LH_PACKET_MADE;
		c->record.reason = LH_REASON_NONE;
	} else {
		lh_packet_record_fail(&c->record, system ? LH_REASON_SYSTEM : c->record.reason);
	}
	if (system) {
		/* Some may be in place, some not: the next run, with room on the disk, knows of
		 * both. */
		c->record.files = lh_packet_files_join(c->arena, files, old);
	} else {
		c->record.files = made ? files : (lh_packet_files){0};
		lh_packet_files_prune(c->ctx, old, c->record.files, c->p->out_dir);
	}
	put_messages(c);
	c->record.key = key;
	return lh__record_write(c->p, c->ctx, &c->record) && made;
}

static bool unchanged(const parcel *c, const lh_packet_record *old, const char *key)
{
	return old->status == LH_PACKET_MADE && old->key && strcmp(old->key, key) == 0 &&
	       lh_packet_files_intact(old->files, c->p->out_dir);
}

/* A fingerprint of everything that the files of this consortium depend on. */
static void make_key(const parcel *c, const lh_buf *bytes, size_t index, char key[33])
{
	lh_buf all = {0};
	lh_buf_printf(&all, "%s\n%zu\n%s\n%s\n", c->p->hash, index, c->record.id,
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
	c.file = lh_path_join(c.arena, p->district->dir, p->district->files[index]);
	c.record = new_record(&c, index);
	lh_packet_record old;
	if (!lh__record_read(p, c.arena, index, &old))
		old = (lh_packet_record){0};
	lh_buf bytes = {0};
	char key[33] = "";
	bool read = lh_file_read(c.ctx, c.file, c.ctx->limits.file_bytes, &bytes);
	if (read)
		make_key(&c, &bytes, index, key);
	lh__parcel_end end = PARCEL_KEPT;
	if (!read || !p->options->resume || !unchanged(&c, &old, key)) {
		bool made = read && make_papers(&c, &bytes);
		made = commit(&c, old.files, index, key, made);
		end = made                           ? PARCEL_MADE
		      : lh_diag_system_failed(c.ctx) ? PARCEL_SYSTEM
						     : PARCEL_FAILED;
	}
	lh_packet_told note = lh_packet_record_told(end == PARCEL_KEPT ? &old : &c.record);
	lh_shape_json((lh_shaped){&lh_packet_told_shape, &note}, /*depth*/ 0, told);
	lh_bundle_free(&c.files);
	lh_buf_free(&bytes);
	lh_arena_free(c.arena);
	lh_ctx_free(c.ctx);
	return end;
}

bool lh__parcel_lost(const lh__packet *p, size_t index, lh_packet_reason reason, lh_msg message,
		     const char *argument)
{
	parcel c = {.p = p, .ctx = parcel_ctx(p), .arena = lh_arena_new()};
	lh_packet_record old;
	if (!lh__record_read(p, c.arena, index, &old))
		old = (lh_packet_record){0};
	c.record = new_record(&c, index);
	c.record.reason = reason;
	lh_diag(c.ctx, message,
		(lh_loc){lh_path_join(c.arena, p->district->dir, p->district->files[index]), 0, 0},
		argument, NULL);
	commit(&c, old.files, index, "", /*made*/ false);
	bool ok = !lh_diag_system_failed(c.ctx);
	lh_arena_free(c.arena);
	lh_ctx_free(c.ctx);
	return ok;
}
