/*
 * The files of one run, in memory: made all together, written all or none. Both the library's
 * lh_make and the command line stand on it.
 */
#ifndef LH_PAPER_PRODUCTS_H
#define LH_PAPER_PRODUCTS_H

#include "paper/paper.h"

typedef struct lh_product {
	const char *name; /* "urumqi-application.pdf" */
	lh_buf bytes;
} lh_product;

typedef struct lh_products {
	lh_product *items;
	size_t n, capacity;
} lh_products;

typedef struct lh_make_plan {
	const lh_jurisdiction *jurisdiction;
	const lh_document_info *const *documents;
	size_t n_documents;
	const lh_emitter *const *emitters;
	size_t n_emitters;
	const lh_consortium *consortium; /* NULL with fill.blank */
	lh_fill_options fill;
	bool public_edition;             /* the consortium was loaded so: the files' names tell it */
	lh_emit_options emit;            /* compression, PDF/A, dpi */
} lh_make_plan;

/* The emitters named in "pdf,docx"; NULL with *unknown_out set to the first that does not exist. */
const lh_emitter *const *lh_plan_emitters(lh_arena *arena, const char *names, size_t *n_out,
					  const char **unknown_out);
/* The documents named in "application,plan" or "all", in binding order; likewise. */
const lh_document_info *const *lh_plan_documents(lh_arena *arena, const lh_jurisdiction *jurisdiction,
						 const char *names, size_t *n_out,
						 const char **unknown_out);

/*
 * Make every file of the plan. Among several documents, one that the data has nothing for is left
 * out with a note; asked for alone, it is an open item. A PDF with stamp places brings its slots.json along. False when one
 * of them failed; the others are still tried, so that all messages come in one run.
 */
bool lh_products_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_make_plan *plan,
		      lh_products *out);
/* Write them into a folder that is made when needed: all of them or, when one has no room, none. */
bool lh_products_write(lh_ctx *ctx, const lh_products *products, const char *dir);
void lh_products_free(lh_products *products);

#endif
