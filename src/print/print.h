/*
 * Printing a packet. A ticket is planned from the manifest first: it lists the jobs, each one PDF with
 * its copies and sides; docs/packet.md shows its JSON. Then the jobs are sent to a printer, one after
 * the other in the order of the packet, and the ticket notes what became of each.
 *
 * A job is one file: several PDFs in one job reach a printer glued together. Copies come collated.
 */
#ifndef LH_PRINT_PRINT_H
#define LH_PRINT_PRINT_H

#include "packet/record/manifest.h"

typedef enum lh_print_sides {
	LH_SIDES_AS_MADE, /* what the manifest says of each paper */
	LH_SIDES_ONE,
	LH_SIDES_TWO,     /* turned over the long edge */
} lh_print_sides;

typedef struct lh_print_copies {
	const char *document; /* NULL: every one */
	int copies;
} lh_print_copies;

typedef enum lh_job_status { LH_JOB_PLANNED, LH_JOB_SENT, LH_JOB_REFUSED } lh_job_status;

typedef struct lh_print_job {
	size_t no;
	const char *consortium; /* its id; "" for the district's own */
	const char *document;   /* key of a document or paper, or "whole", "set" */
	const char *title, *file, *sha256;
	size_t pages, copies;
	const char *sides; /* as IPP names them */
	size_t paper;      /* leaves of all copies */
	lh_job_status status;
	size_t job;         /* the printer's number; 0: none */
	const char *reason; /* of a refusal, or NULL */
} lh_print_job;

typedef struct lh_print_ticket {
	size_t schema_version;
	const char *printer, *media;
	lh_print_job *jobs; /* in the order of the packet */
	size_t n_jobs;
	struct {
		size_t jobs, pages, paper;
	} totals;
} lh_print_ticket;

/* "planned", "sent", "refused". */
const char *lh_job_status_word(lh_job_status status);

/* Read a ticket that an earlier run left; NULL with a message when it is none. */
const lh_print_ticket *lh_print_ticket_read(lh_ctx *ctx, lh_arena *arena, const char *path);

typedef struct lh_print_options {
	const char *printer;      /* a queue's name, or ipp://, ipps://, http://, https:// */
	const char *media;        /* as IPP names it: iso_a4_210x297mm */
	lh_print_sides sides;
	bool sets;                /* the bound sets instead of documents and papers: keys "whole", "set" */
	const lh_print_copies *copies; /* the last one that fits a job stands over the manifest's */
	size_t n_copies;
	const char *const *consortia; /* ids, "00" for the district's own; none: everything */
	size_t n_consortia;
	const char *const *documents; /* keys; none: all */
	size_t n_documents;
	const lh_print_ticket *before; /* what it says was sent is not sent again; may be NULL */
} lh_print_options;

/* A new ticket in `arena`; NULL with messages when something asked for does not exist or nothing is to be
 * printed. */
lh_print_ticket *lh_print_plan(lh_ctx *ctx, lh_arena *arena, const lh_manifest *manifest,
			       const lh_print_options *options);

/* Every file of the ticket is as the manifest says; false with messages. */
bool lh_print_verify(lh_ctx *ctx, const lh_print_ticket *ticket, const char *packet_dir);

/*
 * Send the jobs that are still planned; after each one `ticket` is written to ticket_path. A job that
 * the printer refuses is told and the next one sent; without a connection nothing is. False with
 * messages when a job was not taken.
 */
bool lh_print_send(lh_ctx *ctx, lh_print_ticket *ticket, const char *packet_dir,
		   const char *ticket_path);

/* As a ticket has it on disk. */
void lh_print_ticket_text(const lh_print_ticket *ticket, lh_buf *out);

#endif
