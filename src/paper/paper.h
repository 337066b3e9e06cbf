/*
 * From data to papers: each is filled, laid out and emitted into memory. Nothing is written here: the
 * caller writes all files of a run, or none.
 */
#ifndef LH_PAPER_PAPER_H
#define LH_PAPER_PAPER_H

#include "paper/engine.h"
#include "util/buf.h"

#define LH_VERSION "0.1.0"

/* A paper as it is printed in a packet. */
typedef struct lh_paper_order {
	const lh_document_info *document;
	size_t copies;
	bool duplex;
} lh_paper_order;

typedef struct lh_paper_request {
	const lh_consortium *consortium; /* NULL with fill.blank */
	const lh_jurisdiction *jurisdiction;
	const lh_document_info *document;
	lh_fill_options fill;            /* fits are the engine's affair */
	/* What is made besides, for a paper that tells who seals what. NULL: all that the jurisdiction
	 * has, in copies and on sides as templates and switches say. */
	const lh_paper_order *orders;
	size_t n_orders;
} lh_paper_request;

typedef struct lh_stamping lh_stamping; /* stamps.h */

typedef struct lh_paper {
	const lh_node *document;
	const lh_pages *pages;
	const lh_stamping *stamping; /* who seals what, for a paper that tells it; else NULL */
} lh_paper;

/* Has the data anything for the document? A blank form is always wanted. */
bool lh_paper_wanted(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request);

/*
 * Fill and lay out, again as long as cells ask for another decision. A paper that reads findings has
 * the rules judged first; one that tells of other papers is made with lh_paper_make (make.h). Lives in
 * `arena`.
 */
bool lh_paper_lay(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		  lh_paper *paper_out);

/* The bytes of one format; options->pages and the glyph cache of batches are filled in here. */
bool lh_paper_emit(lh_ctx *ctx, lh_engine *engine, const lh_paper *paper, const lh_emitter *emitter,
		   const lh_emit_options *options, lh_buf *out);

#endif
