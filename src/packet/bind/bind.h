/*
 * Binding: laid-out papers become one set of pages, with a cover, contents and a separator sheet.
 *
 * A paper begins on a right-hand page, and so does every page that begins a counting of its own;
 * blanks fill up. The papers keep their page numbers; the pages of a volume are numbered at the foot
 * besides, from 1, blanks counted and not numbered: the number is the page's place in the PDF. A set
 * of more leaves than a volume may have becomes several.
 */
#ifndef LH_PACKET_BIND_BIND_H
#define LH_PACKET_BIND_BIND_H

#include "packet/tables/papers.h"

typedef struct lh_bind_part {
	const char *key;       /* "application" */
	const char *title;     /* in the contents and as bookmark */
	const lh_pages *pages; /* outlives the bound set */
	int copies;
	bool duplex;           /* false: the backs of its leaves stay blank */
} lh_bind_part;

/*
 * One consortium's papers, at least one. The contents of a set of several list the consortia only: the
 * separator sheet of each lists its papers.
 */
typedef struct lh_bind_set {
	const char *id, *name, *lead; /* "01", the consortium and its lead unit as printed */
	const lh_bind_part *parts;
	size_t n_parts;
} lh_bind_set;

typedef struct lh_bind_options {
	const lh_packet_view *packet; /* what covers say of the district */
	bool duplex;           /* false: printed on one side only, no blanks at all */
	bool stamped_single;   /* pages with places for seals or signatures have a blank back */
	size_t volume_leaves;  /* 0: one volume */
	bool draft;
} lh_bind_options;

typedef struct lh_bound {
	const lh_paper *volumes; /* lh_paper_emit makes the PDF of each */
	size_t n_volumes;
	size_t pages, leaves;    /* of all volumes; blank pages count */
	size_t per_leaf;         /* pages: 2 in duplex, else 1 */
	lh_paper spine;          /* text for the spine of each volume, a paper of its own */
} lh_bound;

/* On success *out lives in `arena`. False with messages. */
bool lh_bind(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_packet_papers *papers,
	     const lh_bind_set *sets, size_t n_sets, const lh_bind_options *options, lh_bound *out);

#endif
