/*
 * Who seals and signs what, over all papers of one jurisdiction: laid out first, then turned around,
 * a sheet a party. A template that reads `seal_sheets` (the 用印清单) sees it as if it stood in the data.
 */
#ifndef LH_JOB_STAMPING_H
#define LH_JOB_STAMPING_H

#include "job/job.h"

/* One place on one page, or the seal across the edges of a paper's leaves. */
typedef struct lh_stamp {
	const char *document;  /* "agreement" */
	const char *title;     /* as the paper calls itself */
	const lh_placed_slot *slot; /* NULL: across the edges */
	size_t copies;
	size_t pages, leaves;  /* of the paper; sheets as it is printed */
	size_t seals;          /* times in each copy: more than once across many leaves */
} lh_stamp;

typedef struct lh_stamp_sheet {
	const char *who, *name; /* part and name of the party; the name may be "" */
	const char *party;      /* the word for its part; NULL: none */
	lh_stamp *stamps;
	size_t n, cap;
	size_t impressions;     /* seals in all copies, edges included */
	size_t signatures;      /* in all copies */
} lh_stamp_sheet;

struct lh_stamping {
	lh_stamp_sheet *sheets; /* in the order in which parties first appear */
	size_t n, cap;
};

/* The schema's field that templates read; NULL: no template can. */
const lh_field *lh_stamping_field(const lh_schema *schema);

/*
 * Lay out every paper of the request's jurisdiction that the data has something for, but those that
 * read the stamping themselves, and collect. False with messages when one cannot be laid out.
 */
bool lh_stamping_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		      const lh_stamping **stamping_out);

/* The same consortium with the sheets. */
const lh_consortium *lh_with_stamping(lh_arena *arena, const lh_consortium *consortium,
				      const lh_stamping *stamping);

/* As JSON, see docs/slots.md. */
void lh_stamping_json(const lh_stamping *stamping, const char *key, lh_buf *out);

#endif
