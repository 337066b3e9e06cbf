/* What is to be printed: from the manifest to a ticket. It knows nothing of printers. */
#include <string.h>

#include "print/print.h"
#include "util/arena.h"

#define TWO_SIDED "two-sided-long-edge"
#define ONE_SIDED "one-sided"

/* What bound sets are called where documents are by their keys. */
#define SET "set"
#define WHOLE "whole"

typedef struct plan {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_manifest *manifest;
	const lh_print_options *options;
	lh_print_ticket *ticket;
	size_t cap; /* of its jobs */
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

static size_t copies_for(const plan *p, const char *document, size_t copies)
{
	const lh_print_options *o = p->options;
	for (size_t i = 0; i < o->n_copies; i++)
		if (!o->copies[i].document || strcmp(o->copies[i].document, document) == 0)
			copies = (size_t)o->copies[i].copies;
	return copies;
}

static const char *sum_of_file(lh_packet_files files, const char *path)
{
	for (size_t i = 0; i < files.n; i++)
		if (strcmp(files.items[i].path, path) == 0)
			return files.items[i].sha256;
	return "";
}

static bool sent_before(const lh_print_ticket *ticket, const lh_print_job *job)
{
	for (size_t i = 0; ticket && i < ticket->n_jobs; i++) {
		const lh_print_job *before = &ticket->jobs[i];
		if (before->status == LH_JOB_SENT && strcmp(before->file, job->file) == 0 &&
		    strcmp(before->sha256, job->sha256) == 0)
			return true;
	}
	return false;
}

static void append(plan *p, const lh_print_job *job)
{
	lh_print_ticket *ticket = p->ticket;
	if (ticket->n_jobs == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 32;
		lh_print_job *jobs = LH_NEW_ARRAY(p->arena, lh_print_job, p->cap);
		if (ticket->n_jobs)
			memcpy(jobs, ticket->jobs, ticket->n_jobs * sizeof *jobs);
		ticket->jobs = jobs;
	}
	ticket->jobs[ticket->n_jobs++] = *job;
	ticket->totals.jobs++;
	ticket->totals.pages += job->pages;
	ticket->totals.paper += job->paper;
}

/* A job as it is made; `sides` of the options stand over `duplex`. */
static void add_job(plan *p, lh_print_job job, bool duplex)
{
	if (!job.copies || sent_before(p->options->before, &job))
		return;
	if (p->options->sides != LH_SIDES_AS_MADE)
		duplex = p->options->sides == LH_SIDES_TWO;
	job.no = p->ticket->n_jobs + 1;
	job.sides = duplex ? TWO_SIDED : ONE_SIDED;
	job.paper = (duplex ? (job.pages + 1) / 2 : job.pages) * job.copies;
	append(p, &job);
}

/* Papers of the district that are PDF; a paper on fewer leaves than pages is a two-sided one. */
static void add_papers(plan *p)
{
	for (size_t i = 0; i < p->manifest->n_papers; i++) {
		const lh_packet_own *paper = &p->manifest->papers[i];
		const char *dot = strrchr(paper->path, '.');
		const lh_print_job job = {
			.consortium = "",
			.document = paper->key,
			.title = paper->title,
			.file = paper->path,
			.sha256 = sum_of_file(p->manifest->files, paper->path),
			.pages = paper->pages,
			.copies = copies_for(p, paper->key, paper->copies),
		};
		if (dot && strcmp(dot, ".pdf") == 0 && asked_document(p, paper->key))
			add_job(p, job, paper->leaves < paper->pages);
	}
}

static void add_documents(plan *p, const lh_packet_record *consortium)
{
	for (size_t i = 0; i < consortium->n_documents; i++) {
		const lh_packet_document *d = &consortium->documents[i];
		if (!asked_document(p, d->key))
			continue;
		if (!d->pdf) {
			lh_diag(p->ctx, LH_W_PRINT_NO_PDF, lh_nowhere, consortium->id, d->title,
				NULL);
			continue;
		}
		const lh_print_job job = {
			.consortium = consortium->id,
			.document = d->key,
			.title = lh_fmt(p->arena, "%s %s", consortium->id, d->short_title),
			.file = d->pdf,
			.sha256 = sum_of_file(consortium->files, d->pdf),
			.pages = d->pages,
			.copies = copies_for(p, d->key, d->copies),
		};
		add_job(p, job, d->duplex);
	}
}

/*
 * The volumes of a set, of a consortium or of the whole district, whose id is "" then in the ticket.
 * A bound set has its blank backs in it: it is printed as the whole packet is.
 */
static void add_set(plan *p, const lh_packet_set *set, lh_packet_files files, const char *owner,
		    const char *id, const char *key)
{
	for (size_t i = 0; i < set->n_pdf; i++) {
		const lh_print_job job = {
			.consortium = owner,
			.document = key,
			.title = lh_fmt(p->arena, "%s-%zu", id, i + 1),
			.file = set->pdf[i],
			.sha256 = sum_of_file(files, set->pdf[i]),
			.pages = i < set->n_volumes ? set->volumes[i].pages : 0,
			.copies = copies_for(p, key, 1),
		};
		add_job(p, job, p->manifest->duplex);
	}
}

/* The number of the district: as many zeros as the ids have digits, like its folder. */
static const char *district_id(const plan *p)
{
	size_t digits = p->manifest->n_consortia ? strlen(p->manifest->consortia[0].id) : 0;
	return lh_fmt(p->arena, "%0*d", (int)digits, 0);
}

/* Its papers, or its set. Few packets have one: that there is none is told to who asked for it. */
static void add_district(plan *p)
{
	const char *id = district_id(p);
	if (!asked_id(p, id))
		return;
	if (!p->options->sets)
		add_papers(p);
	else if (asked_document(p, WHOLE) && p->manifest->set)
		add_set(p, p->manifest->set, p->manifest->files, "", id, WHOLE);
	else if (p->options->n_consortia && asked_document(p, WHOLE))
		lh_diag(p->ctx, LH_W_PRINT_NO_SET, lh_nowhere, id, NULL);
}

static void add_consortium(plan *p, const lh_packet_record *c)
{
	if (!asked_id(p, c->id) || c->status != LH_PACKET_MADE)
		return;
	if (!p->options->sets)
		add_documents(p, c);
	else if (asked_document(p, SET) && c->set)
		add_set(p, c->set, c->files, c->id, c->id, SET);
	else if (asked_document(p, SET))
		lh_diag(p->ctx, LH_W_PRINT_NO_SET, lh_nowhere, c->id, NULL);
}

static bool has_key(const lh_manifest *m, const char *key)
{
	for (size_t i = 0; i < m->n_documents; i++)
		if (strcmp(m->documents[i].key, key) == 0)
			return true;
	for (size_t i = 0; i < m->n_papers; i++)
		if (strcmp(m->papers[i].key, key) == 0)
			return true;
	return false;
}

static bool has_id(const lh_manifest *m, const char *id)
{
	for (size_t i = 0; i < m->n_consortia; i++)
		if (strcmp(m->consortia[i].id, id) == 0)
			return true;
	return false;
}

static void check_key(const plan *p, const char *key)
{
	bool sets = p->options->sets;
	bool found = sets ? strcmp(key, SET) == 0 || strcmp(key, WHOLE) == 0
			  : has_key(p->manifest, key);
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
		    !has_id(p->manifest, o->consortia[i]))
			lh_diag(p->ctx, LH_E_PRINT_ID, lh_nowhere, o->consortia[i], NULL);
	for (size_t i = 0; i < o->n_documents; i++)
		check_key(p, o->documents[i]);
	for (size_t i = 0; i < o->n_copies; i++)
		if (o->copies[i].document)
			check_key(p, o->copies[i].document);
	return lh_diag_errors(p->ctx) == errors;
}

lh_print_ticket *lh_print_plan(lh_ctx *ctx, lh_arena *arena, const lh_manifest *manifest,
			       const lh_print_options *options)
{
	plan p = {.ctx = ctx, .arena = arena, .manifest = manifest, .options = options};
	if (!known(&p))
		return NULL;
	p.ticket = LH_NEW(arena, lh_print_ticket);
	p.ticket->schema_version = 1;
	p.ticket->printer = options->printer ? options->printer : "";
	p.ticket->media = options->media;
	add_district(&p);
	for (size_t i = 0; i < manifest->n_consortia; i++)
		add_consortium(&p, &manifest->consortia[i]);
	if (p.ticket->n_jobs)
		return p.ticket;
	lh_diag(ctx, LH_E_PRINT_NOTHING, lh_nowhere, NULL);
	return NULL;
}
