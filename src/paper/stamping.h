/*
 * Who seals and signs what, over all papers of one jurisdiction: laid out first, then turned around,
 * a sheet a party. A template that reads `seal_sheets` (the 用印清单) sees it as if it stood in the data.
 */
#ifndef LH_PAPER_STAMPING_H
#define LH_PAPER_STAMPING_H

#include "paper/paper.h"
#include "paper/stamps.h"

/* The schema's field that templates read; NULL: no template can. */
const lh_field *lh_stamping_field(const lh_schema *schema);

/* What switches say about printing and sealing, see templates/common/options.yaml. */
typedef struct lh_stamp_rules {
	size_t copies;      /* of papers that do not say */
	bool duplex;
	size_t edge_leaves; /* one seal crosses so many leaves at most */
} lh_stamp_rules;

lh_stamp_rules lh_stamping_rules(lh_ctx *ctx, lh_arena *arena, const lh_names *names, lh_env *env);
/* How many copies are made when nobody else says. */
size_t lh_stamping_copies(const lh_stamp_rules *rules, const lh_tmpl *tmpl, lh_env *env);
/* How many times each who seals a paper seals across its leaves; 0: its edges are not sealed. */
size_t lh_stamping_edges(const lh_stamp_rules *rules, const lh_node *document, size_t leaves);

/*
 * Lay out every paper that is made besides (the request's orders) and that the data has something for,
 * but those that read the stamping themselves, and collect. False with messages when one cannot be
 * laid out.
 */
bool lh_stamping_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		      const lh_stamping **stamping_out);

/* The same consortium with the sheets. */
const lh_consortium *lh_with_stamping(lh_arena *arena, const lh_consortium *consortium,
				      const lh_stamping *stamping);

/* As JSON, see docs/slots.md. */
void lh_stamping_json(const lh_stamping *stamping, const char *key, lh_buf *out);

#endif
