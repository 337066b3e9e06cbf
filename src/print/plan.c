/* What is to be printed: from the manifest to a ticket. It knows nothing of printers. */
#include <string.h>

#include "packet/record/manifest.h"
#include "print/print.h"

#define TWO_SIDED "two-sided-long-edge"
#define ONE_SIDED "one-sided"

/* What bound sets are called where documents are by their keys. */
#define SET "set"
#define WHOLE "whole"

typedef struct plan {
	lh_ctx *ctx;
	const json_t *manifest;
	const lh_print_options *options;
	json_t *jobs;
	size_t pages, paper;
} plan;

static bool among(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return n == 0;
}

static bool asked_document(const plan *p, const char *key)
{
	return among(p->options->documents, p->options->n_documents, key);
}

static bool asked_id(const plan *p, const char *id)
{
	return among(p->options->consortia, p->options->n_consortia, id);
}

static json_int_t copies_for(const plan *p, const char *document, json_int_t copies)
{
	const lh_print_options *o = p->options;
	for (size_t i = 0; i < o->n_copies; i++)
		if (!o->copies[i].document || strcmp(o->copies[i].document, document) == 0)
			copies = o->copies[i].copies;
	return copies;
}

static const char *sum_of_file(const json_t *files, const char *path)
{
	size_t i;
	json_t *file;
	json_array_foreach(files, i, file)
		if (strcmp(lh_json_text(file, "path"), path) == 0)
			return lh_json_text(file, "sha256");
	return "";
}

static bool sent_before(const json_t *ticket, const char *path, const char *sha256)
{
	size_t i;
	json_t *job;
	json_array_foreach(json_object_get(ticket, "jobs"), i, job)
		if (strcmp(lh_json_text(job, "status"), "sent") == 0 &&
		    strcmp(lh_json_text(job, "file"), path) == 0 &&
		    strcmp(lh_json_text(job, "sha256"), sha256) == 0)
			return true;
	return false;
}

static void add_job(plan *p, const char *consortium, const char *document, const char *title,
		    const char *path, const char *sha256, size_t pages, json_int_t copies,
		    bool duplex)
{
	if (copies <= 0 || sent_before(p->options->before, path, sha256))
		return;
	if (p->options->sides != LH_SIDES_AS_MADE)
		duplex = p->options->sides == LH_SIDES_TWO;
	size_t leaves = duplex ? (pages + 1) / 2 : pages, paper = leaves * (size_t)copies;
	json_t *job = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:s, s:I, s:s, s:n, s:n}",
				"no", (json_int_t)json_array_size(p->jobs) + 1, "consortium",
				consortium, "document", document, "title", title, "file", path,
				"sha256", sha256, "pages", (json_int_t)pages, "copies", copies,
				"sides", duplex ? TWO_SIDED : ONE_SIDED, "paper", (json_int_t)paper,
				"status", "planned", "job", "reason");
	json_array_append_new(p->jobs, job);
	p->pages += pages;
	p->paper += paper;
}

/* Papers of the district that are PDF; a paper on fewer leaves than pages is a two-sided one. */
static void add_papers(plan *p)
{
	size_t i;
	json_t *paper;
	json_array_foreach(json_object_get(p->manifest, "papers"), i, paper) {
		const char *path = lh_json_text(paper, "path"), *dot = strrchr(path, '.');
		const char *key = lh_json_text(paper, "key");
		size_t pages = lh_json_count(paper, "pages"),
		       leaves = lh_json_count(paper, "leaves");
		if (dot && strcmp(dot, ".pdf") == 0 && asked_document(p, key))
			add_job(p, "", key, lh_json_text(paper, "title"), path,
				sum_of_file(json_object_get(p->manifest, "files"), path), pages,
				copies_for(p, key, (json_int_t)lh_json_count(paper, "copies")),
				leaves < pages);
	}
}

static void add_documents(plan *p, const json_t *consortium)
{
	size_t i;
	json_t *d;
	const char *id = lh_json_text(consortium, "id");
	json_array_foreach(json_object_get(consortium, "documents"), i, d) {
		const char *key = lh_json_text(d, "key"), *path = lh_json_text(d, "pdf");
		if (!asked_document(p, key))
			continue;
		if (!*path) {
			lh_diag(p->ctx, LH_W_PRINT_NO_PDF, lh_nowhere, id, lh_json_text(d, "title"),
				NULL);
			continue;
		}
		add_job(p, id, key, lh_fmt(p->ctx->arena, "%s %s", id, lh_json_text(d, "short")),
			path, sum_of_file(json_object_get(consortium, "files"), path),
			lh_json_count(d, "pages"),
			copies_for(p, key, (json_int_t)lh_json_count(d, "copies")),
			json_is_true(json_object_get(d, "duplex")));
	}
}

/*
 * The volumes of `set`, which is kept by `owner`: a consortium, or the manifest for the whole district.
 * A bound set has its blank backs in it: it is printed as the whole packet is.
 */
static void add_set(plan *p, const json_t *owner, const char *id, const char *key)
{
	size_t i;
	json_t *path;
	const json_t *set = json_object_get(owner, "set");
	json_array_foreach(json_object_get(set, "pdf"), i, path) {
		const char *file = json_is_string(path) ? json_string_value(path) : "";
		const json_t *volume = json_array_get(json_object_get(set, "volumes"), i);
		add_job(p, lh_json_text(owner, "id"), key,
			lh_fmt(p->ctx->arena, "%s-%zu", id, i + 1), file,
			sum_of_file(json_object_get(owner, "files"), file),
			lh_json_count(volume, "pages"), copies_for(p, key, 1),
			json_is_true(json_object_get(p->manifest, "duplex")));
	}
}

static bool has_set(const json_t *owner)
{
	return json_is_object(json_object_get(owner, "set"));
}

/* The number of the district: as many zeros as the ids have digits, like its folder. */
static const char *district_id(const plan *p)
{
	const json_t *first = json_array_get(json_object_get(p->manifest, "consortia"), 0);
	size_t digits = strlen(lh_json_text(first, "id"));
	return lh_fmt(p->ctx->arena, "%0*d", (int)digits, 0);
}

/* Its papers, or its set. Few packets have one: that there is none is told to who asked for it. */
static void add_district(plan *p)
{
	const char *id = district_id(p);
	if (!asked_id(p, id))
		return;
	if (!p->options->sets)
		add_papers(p);
	else if (asked_document(p, WHOLE) && has_set(p->manifest))
		add_set(p, p->manifest, id, WHOLE);
	else if (p->options->n_consortia && asked_document(p, WHOLE))
		lh_diag(p->ctx, LH_W_PRINT_NO_SET, lh_nowhere, id, NULL);
}

static void add_consortium(plan *p, const json_t *consortium)
{
	const char *id = lh_json_text(consortium, "id");
	if (!asked_id(p, id) || strcmp(lh_json_text(consortium, "status"), "made") != 0)
		return;
	if (!p->options->sets)
		add_documents(p, consortium);
	else if (asked_document(p, SET) && has_set(consortium))
		add_set(p, consortium, id, SET);
	else if (asked_document(p, SET))
		lh_diag(p->ctx, LH_W_PRINT_NO_SET, lh_nowhere, id, NULL);
}

static bool lists(const json_t *objects, const char *key, const char *value)
{
	size_t i;
	json_t *object;
	json_array_foreach(objects, i, object)
		if (strcmp(lh_json_text(object, key), value) == 0)
			return true;
	return false;
}

static void check_key(const plan *p, const char *key)
{
	const json_t *m = p->manifest;
	bool sets = p->options->sets;
	bool found = sets ? strcmp(key, SET) == 0 || strcmp(key, WHOLE) == 0
			  : lists(json_object_get(m, "documents"), "key", key) ||
				    lists(json_object_get(m, "papers"), "key", key);
	if (!found)
		lh_diag(p->ctx, sets ? LH_E_PRINT_SET : LH_E_PRINT_DOCUMENT, lh_nowhere, key, NULL);
}

/* Ids and keys that are not in the packet are told. */
static bool known(const plan *p)
{
	const lh_print_options *o = p->options;
	size_t errors = lh_diag_errors(p->ctx);
	for (size_t i = 0; i < o->n_consortia; i++)
		if (strcmp(o->consortia[i], district_id(p)) != 0 &&
		    !lists(json_object_get(p->manifest, "consortia"), "id", o->consortia[i]))
			lh_diag(p->ctx, LH_E_PRINT_ID, lh_nowhere, o->consortia[i], NULL);
	for (size_t i = 0; i < o->n_documents; i++)
		check_key(p, o->documents[i]);
	for (size_t i = 0; i < o->n_copies; i++)
		if (o->copies[i].document)
			check_key(p, o->copies[i].document);
	return lh_diag_errors(p->ctx) == errors;
}

json_t *lh_print_plan(lh_ctx *ctx, const json_t *manifest, const lh_print_options *options)
{
	plan p = {.ctx = ctx, .manifest = manifest, .options = options};
	size_t i;
	json_t *consortium;
	if (!known(&p))
		return NULL;
	p.jobs = json_array();
	add_district(&p);
	json_array_foreach(json_object_get(manifest, "consortia"), i, consortium)
		add_consortium(&p, consortium);
	size_t n = json_array_size(p.jobs);
	if (!n) {
		lh_diag(ctx, LH_E_PRINT_NOTHING, lh_nowhere, NULL);
		json_decref(p.jobs);
		return NULL;
	}
	return json_pack("{s:i, s:s, s:s, s:o, s:{s:I, s:I, s:I}}", "schema_version", 1, "printer",
			 options->printer ? options->printer : "", "media", options->media, "jobs",
			 p.jobs, "totals", "jobs", (json_int_t)n, "pages", (json_int_t)p.pages,
			 "paper", (json_int_t)p.paper);
}
