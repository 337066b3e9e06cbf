/* Which page of which paper lies on which side of which leaf: arithmetic of binding, no drawing. */
#ifndef LH_PACKET_BIND_PLAN_H
#define LH_PACKET_BIND_PLAN_H

#include "layout/page/pages.h"

#define LH__BLANK SIZE_MAX

/* One paper, beginning on a right-hand page. */
typedef struct lh__piece {
	const lh_pages *pages;
	const size_t *sides; /* page of each side, or LH__BLANK */
	size_t n_sides;      /* whole leaves */
	bool keep_next;      /* in the volume of the piece behind it */
} lh__piece;

typedef struct lh__piece_how {
	bool duplex;         /* the set is printed on both sides */
	bool single;         /* but this paper on one */
	bool stamped_single; /* and pages with seals or signatures too */
} lh__piece_how;

lh__piece lh__piece_lay(lh_arena *arena, const lh_pages *pages, const lh__piece_how *how);

/* A piece, or the part of it that one volume holds. */
typedef struct lh__run {
	size_t piece;
	size_t first, n; /* its sides */
	size_t volume;   /* from 0 */
	size_t at;       /* sides of the volume before it */
} lh__run;

typedef struct lh__plan {
	size_t per_leaf;      /* sides: 2 in duplex, else 1 */
	size_t volume_leaves; /* 0: no bound */
	size_t front_first;   /* leaves before the pieces, in the first volume and in the others */
	size_t front;
	const lh__run *runs;  /* result */
	size_t n_runs, n_volumes;
} lh__plan;

/* Deal the pieces out to volumes: a new one begins with a piece, unless the piece is larger than one. */
void lh__plan_runs(lh_arena *arena, const lh__piece *pieces, size_t n, lh__plan *plan);

#endif
