/* A template and data become a tree. */
#ifndef LH_TMPL_FILL_FILL_H
#define LH_TMPL_FILL_FILL_H

#include "tmpl/load/template.h"

/* One KEY=VALUE of --option; later ones and those of the data's jurisdictions.<key>.options win as documented. */
typedef struct lh_option {
	const char *key, *value;
} lh_option;

typedef struct lh_fill_options {
	bool blank;              /* the empty official form with every printed blank row */
	bool draft;              /* pages carry the draft mark, gaps are shown */
	const lh_option *options; /* from the command line: stand over the data's */
	size_t n_options;
	const lh_fit *fits;      /* decisions of an earlier layout, see layout.h */
	size_t n_fits;
} lh_fill_options;

/*
 * Fill a template with data.
 *
 * On success *document_out is a tree in `arena` that has passed lh_doc_check. Missing required
 * values are open items (LH_LEVEL_OPEN): warnings in drafts, errors in finals. On failure returns
 * false, the reasons are in ctx, and *document_out is NULL.
 */
bool lh_tmpl_fill(lh_ctx *ctx, lh_arena *arena, const lh_tmpl *tmpl, lh_env *env,
		  const lh_fill_options *options, const lh_node **document_out);

#endif
