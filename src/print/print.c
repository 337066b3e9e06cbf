/*
 * Sending a ticket's jobs to a printer. This is the one file that knows CUPS. A queue's name is looked
 * up at the print server; a URI is asked directly and gets the bytes as they are.
 */
#include "print/print.h"

#include <cups/cups.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"
#include "util/sha256.h"

/* A printer without a queue takes one job at a time; a long one is waited for. */
enum { CONNECT_MILLISECONDS = 10000, BUSY_SECONDS = 1800 };

#define COLLATED "separate-documents-collated-copies"

typedef struct sender {
	lh_ctx *ctx;
	const char *dir;
	cups_dest_t *dest;
	http_t *http;
	cups_dinfo_t *info;
} sender;

/* ---- files ---- */

static bool map_intact(lh_ctx *ctx, const lh_print_job *job, const char *dir, lh_map *map)
{
	char hex[65];
	const char *path = lh_path_join(ctx->arena, dir, job->file);
	if (!lh_file_map(ctx, path, map))
		return false;
	lh_sha256(map->bytes, map->length, hex);
	if (strcmp(hex, job->sha256) == 0)
		return true;
	lh_diag(ctx, LH_E_PRINT_CHANGED, (lh_loc){path, 0, 0}, NULL);
	lh_file_unmap(map);
	return false;
}

bool lh_print_verify(lh_ctx *ctx, const lh_print_ticket *ticket, const char *packet_dir)
{
	bool ok = true;
	lh_map map;
	for (size_t i = 0; i < ticket->n_jobs; i++) {
		if (map_intact(ctx, &ticket->jobs[i], packet_dir, &map))
			lh_file_unmap(&map);
		else
			ok = false;
	}
	return ok;
}

/* ---- printer ---- */

static bool is_uri(const char *printer)
{
	return strstr(printer, "://") != NULL;
}

/* Names of the queues that there are, for the message about one that there is not. */
static const char *queue_names(lh_ctx *ctx)
{
	cups_dest_t *dests = NULL;
	int n = cupsGetDests2(CUPS_HTTP_DEFAULT, &dests);
	const char *names = "";
	for (int i = 0; i < n; i++)
		names = lh_fmt(ctx->arena, "%s%s%s", names, i ? ", " : "", dests[i].name);
	cupsFreeDests(n, dests);
	return *names ? names : "—";
}

static bool find_printer(sender *s, const char *printer)
{
	s->dest = is_uri(printer) ? cupsGetDestWithURI("lianheti", printer)
				  : cupsGetNamedDest(CUPS_HTTP_DEFAULT, printer, NULL);
	if (s->dest)
		return true;
	lh_diag(s->ctx, LH_E_PRINT_PRINTER, lh_nowhere, printer, queue_names(s->ctx), NULL);
	return false;
}

static bool connect_printer(sender *s, const char *printer)
{
	char resource[1024];
	if (!find_printer(s, printer))
		return false;
	unsigned flags = is_uri(printer) ? CUPS_DEST_FLAGS_DEVICE : CUPS_DEST_FLAGS_NONE;
	s->http = cupsConnectDest(s->dest, flags, CONNECT_MILLISECONDS, /*cancel*/ NULL, resource,
				  sizeof resource,
				  /*cb*/ NULL, /*user*/ NULL);
	s->info = s->http ? cupsCopyDestInfo(s->http, s->dest) : NULL;
	if (s->info)
		return true;
	lh_diag(s->ctx, LH_E_PRINT_CONNECT, lh_nowhere, printer, cupsLastErrorString(), NULL);
	return false;
}

static bool supported(sender *s, const lh_print_job *job, const char *option, const char *value)
{
	if (cupsCheckDestSupported(s->http, s->dest, s->info, option, value))
		return true;
	lh_diag(s->ctx, LH_E_PRINT_OPTION, lh_nowhere, job->title, option, value,
		NULL);
	return false;
}

static const char *send_document(sender *s, const lh_print_job *job, int id, const lh_map *map)
{
	const char *path = job->file, *slash = strrchr(path, '/');
	if (cupsStartDestDocument(s->http, s->dest, s->info, id, slash ? slash + 1 : path,
				  CUPS_FORMAT_PDF,
				  /*num_options*/ 0, /*options*/ NULL,
				  /*last_document*/ 1) != HTTP_STATUS_CONTINUE ||
	    cupsWriteRequestData(s->http, (const char *)map->bytes, map->length) !=
		    HTTP_STATUS_CONTINUE) {
		const char *reason = lh_arena_strdup(s->ctx->arena, cupsLastErrorString());
		cupsCancelDestJob(s->http, s->dest, id);
		return reason;
	}
	if (cupsFinishDestDocument(s->http, s->dest, s->info) > IPP_STATUS_OK_EVENTS_COMPLETE)
		return cupsLastErrorString();
	return NULL;
}

/* NULL, or why the printer did not take it. */
static const char *send_mapped(sender *s, lh_print_job *job, const char *media, const lh_map *map)
{
	int id = 0, n = 0;
	cups_option_t *options = NULL;
	const char *title = job->title, *sides = job->sides;
	const char *copies = lh_fmt(s->ctx->arena, "%zu", job->copies);
	if (!supported(s, job, CUPS_COPIES, copies) || !supported(s, job, CUPS_SIDES, sides) ||
	    !supported(s, job, CUPS_MEDIA, media))
		return "not-supported";
	n = cupsAddOption(CUPS_COPIES, copies, n, &options);
	n = cupsAddOption(CUPS_SIDES, sides, n, &options);
	n = cupsAddOption(CUPS_MEDIA, media, n, &options);
	n = cupsAddOption("multiple-document-handling", COLLATED, n, &options);
	n = cupsAddOption("print-scaling", "none", n, &options);
	ipp_status_t status = cupsCreateDestJob(s->http, s->dest, s->info, &id, title, n, options);
	for (int waited = 0; status == IPP_STATUS_ERROR_BUSY && waited < BUSY_SECONDS; waited++) {
		sleep(1);
		status = cupsCreateDestJob(s->http, s->dest, s->info, &id, title, n, options);
	}
	const char *reason = status > IPP_STATUS_OK_EVENTS_COMPLETE
				     ? cupsLastErrorString()
				     : send_document(s, job, id, map);
	cupsFreeOptions(n, options);
	if (reason)
		lh_diag(s->ctx, LH_E_PRINT_REFUSED, lh_nowhere, title, reason, NULL);
	else
		job->job = (size_t)id;
	return reason;
}

static bool send_job(sender *s, lh_print_job *job, const char *media)
{
	lh_map map;
	const char *reason = "changed";
	if (map_intact(s->ctx, job, s->dir, &map)) {
		reason = send_mapped(s, job, media, &map);
		lh_file_unmap(&map);
	}
	job->status = reason ? LH_JOB_REFUSED : LH_JOB_SENT;
	/* The library's words hold until its next failure. */
	job->reason = reason ? lh_arena_strdup(s->ctx->arena, reason) : NULL;
	return !reason;
}

static bool write_ticket(lh_ctx *ctx, const lh_print_ticket *ticket, const char *path)
{
	lh_buf text = {0};
	lh_print_ticket_text(ticket, &text);
	bool ok = lh_file_write(ctx, path, text.bytes, text.length);
	lh_buf_free(&text);
	return ok;
}

bool lh_print_send(lh_ctx *ctx, lh_print_ticket *ticket, const char *packet_dir,
		   const char *ticket_path)
{
	sender s = {.ctx = ctx, .dir = packet_dir};
	bool ok = connect_printer(&s, ticket->printer) && write_ticket(ctx, ticket, ticket_path);
	bool all = ok;
	for (size_t i = 0; i < ticket->n_jobs; i++) {
		lh_print_job *job = &ticket->jobs[i];
		if (!ok || job->status != LH_JOB_PLANNED)
			continue;
		all = send_job(&s, job, ticket->media) && all;
		/* What was printed must not be forgotten: without a ticket nothing more is sent. */
		ok = write_ticket(ctx, ticket, ticket_path);
	}
	cupsFreeDestInfo(s.info);
	if (s.http)
		httpClose(s.http);
	cupsFreeDests(s.dest ? 1 : 0, s.dest);
	return ok && all;
}
