/* What is to be printed: from the manifest to a ticket. It knows nothing of printers. */
#include <string.h>

#include "job/manifest.h"
#include "job/print.h"

#define TWO_SIDED "two-sided-long-edge"
#define ONE_SIDED "one-sided"

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

/* `pages` 0: not known, for one volume of several. */
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
		if (dot && strcmp(dot, ".pdf") == 0 &&
		    among(p->options->documents, p->options->n_documents, key))
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
		if (!among(p->options->documents, p->options->n_documents, key))
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

/* A bound set has its blank backs in it: it is printed as the whole packet is. */
static void add_set(plan *p, const json_t *consortium)
{
	size_t i;
	json_t *path;
	const json_t *set = json_object_get(consortium, "set"),
		     *volumes = json_object_get(set, "pdf");
	const char *id = lh_json_text(consortium, "id");
	if (!json_array_size(volumes)) {
		lh_diag(p->ctx, LH_W_PRINT_NO_SET, lh_nowhere, id, NULL);
		return;
	}
	json_array_foreach(volumes, i, path)
		add_job(p, id, "set", lh_fmt(p->ctx->arena, "%s-%zu", id, i + 1),
			json_string_value(path),
			sum_of_file(json_object_get(consortium, "files"), json_string_value(path)),
			json_array_size(volumes) == 1 ? lh_json_count(set, "pages") : 0,
			copies_for(p, "set", 1),
			json_is_true(json_object_get(p->manifest, "duplex")));
}

/* Ids and keys that are not in the packet are told. */
static bool known(const plan *p)
{
	const lh_print_options *o = p->options;
	size_t errors = lh_diag_errors(p->ctx), i, k;
	json_t *c, *d;
	for (size_t n = 0; n < o->n_consortia; n++) {
		bool found = false;
		json_array_foreach(json_object_get(p->manifest, "consortia"), i, c)
			found = found || strcmp(lh_json_text(c, "id"), o->consortia[n]) == 0;
		if (!found)
			lh_diag(p->ctx, LH_E_PRINT_ID, lh_nowhere, o->consortia[n], NULL);
	}
	const char *const lists[] = {"documents", "papers"};
	for (size_t n = 0; n < o->n_documents; n++) {
		bool found = false;
		for (k = 0; k < 2; k++)
			json_array_foreach(json_object_get(p->manifest, lists[k]), i, d)
				found = found ||
					strcmp(lh_json_text(d, "key"), o->documents[n]) == 0;
		if (!found)
			lh_diag(p->ctx, LH_E_PRINT_DOCUMENT, lh_nowhere, o->documents[n], NULL);
	}
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
	if (!options->n_consortia && !options->sets)
		add_papers(&p);
	json_array_foreach(json_object_get(manifest, "consortia"), i, consortium) {
		if (!among(options->consortia, options->n_consortia,
			   lh_json_text(consortium, "id")) ||
		    strcmp(lh_json_text(consortium, "status"), "made") != 0)
			continue;
		if (options->sets)
			add_set(&p, consortium);
		else
			add_documents(&p, consortium);
	}
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
