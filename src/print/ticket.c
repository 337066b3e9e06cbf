/* Tickets on disk: the keys of docs/packet.md. */
#include <string.h>

#include "print/print.h"
#include "util/arena.h"
#include "util/file.h"

enum { MAX_TICKET = 64 << 20 };

static const char *status_word(int status)
{
	static const char *const words[] = {"planned", "sent", "refused"};
	return words[status];
}

const char *lh_job_status_word(lh_job_status status)
{
	return status_word((int)status);
}

static const lh_shape_field job_fields[] = {
	{"no", LH_SHAPE_COUNT, LH_AT(lh_print_job, no)},
	{"consortium", LH_SHAPE_TEXT, LH_AT(lh_print_job, consortium)},
	{"document", LH_SHAPE_TEXT, LH_AT(lh_print_job, document)},
	{"title", LH_SHAPE_TEXT, LH_AT(lh_print_job, title)},
	{"file", LH_SHAPE_TEXT, LH_AT(lh_print_job, file)},
	{"sha256", LH_SHAPE_TEXT, LH_AT(lh_print_job, sha256)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_print_job, pages)},
	{"copies", LH_SHAPE_COUNT, LH_AT(lh_print_job, copies)},
	{"sides", LH_SHAPE_TEXT, LH_AT(lh_print_job, sides)},
	{"paper", LH_SHAPE_COUNT, LH_AT(lh_print_job, paper)},
	{"status", LH_SHAPE_WORD, LH_AT(lh_print_job, status), .word = status_word,
	 .words = LH_JOB_REFUSED + 1},
	{"job", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(lh_print_job, job)},
	{"reason", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_print_job, reason)},
};
static const lh_shape job_shape = LH_SHAPE(lh_print_job, job_fields);

static const lh_shape_field totals_fields[] = {
	{"jobs", LH_SHAPE_COUNT, LH_AT(lh_print_ticket, totals.jobs)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_print_ticket, totals.pages)},
	{"paper", LH_SHAPE_COUNT, LH_AT(lh_print_ticket, totals.paper)},
};
static const lh_shape totals_shape = LH_SHAPE(lh_print_ticket, totals_fields);

static const lh_shape_field ticket_fields[] = {
	{"schema_version", LH_SHAPE_COUNT, LH_AT(lh_print_ticket, schema_version)},
	{"printer", LH_SHAPE_TEXT, LH_AT(lh_print_ticket, printer)},
	{"media", LH_SHAPE_TEXT, LH_AT(lh_print_ticket, media)},
	{"jobs", LH_SHAPE_LIST, LH_AT(lh_print_ticket, jobs), LH_N_AT(lh_print_ticket, n_jobs),
	 .of = &job_shape},
	{"totals", LH_SHAPE_ONE, .of = &totals_shape},
};
static const lh_shape ticket_shape = LH_SHAPE(lh_print_ticket, ticket_fields);

const lh_print_ticket *lh_print_ticket_read(lh_ctx *ctx, lh_arena *arena, const char *path)
{
	lh_ctx *quiet = lh_ctx_new();
	lh_buf bytes = {0};
	const char *why;
	lh_print_ticket *ticket = LH_NEW(arena, lh_print_ticket);
	/* Whoever reads something else than a file may wait for ever. */
	bool ok = lh_file_exists(path) && lh_file_read(quiet, path, MAX_TICKET, &bytes) &&
		  lh_shape_read(arena, &ticket_shape, bytes.bytes, bytes.length, ticket, &why);
	if (!ok)
		lh_diag(ctx, LH_E_PRINT_TICKET, (lh_loc){path, 0, 0}, NULL);
	lh_buf_free(&bytes);
	lh_ctx_free(quiet);
	return ok ? ticket : NULL;
}

void lh_print_ticket_text(const lh_print_ticket *ticket, lh_buf *out)
{
	lh_shape_json((lh_shaped){&ticket_shape, ticket}, /*depth*/ 0, out);
	lh_buf_putc(out, '\n');
}
