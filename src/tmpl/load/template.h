/*
 * Templates: one YAML file a document, checked when it is loaded.
 *
 * The language is described in docs/templates.md. Loading resolves every path and expression against
 * the schema, every style, option and include, and adds up every row of every table; each mistake is
 * a located message, so that a fill of a loaded template can only miss data, never lose it.
 */
#ifndef LH_TMPL_LOAD_TEMPLATE_H
#define LH_TMPL_LOAD_TEMPLATE_H

#include "lianheti/doc.h"
#include "tmpl/load/catalog.h"

typedef struct lh_tmpl lh_tmpl;

/* Load and check. NULL with messages on failure. Lives in `arena`. */
const lh_tmpl *lh_tmpl_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
			    const lh_jurisdiction *jurisdiction, const lh_document_info *document);

/* Is there anything in the data for this document (its `when`), e.g. a supplementary agreement? */
bool lh_tmpl_wanted(const lh_tmpl *tmpl, lh_env *env);

/* How many copies are made and sealed (its `copies`); 0: the template does not say. */
int64_t lh_tmpl_copies(const lh_tmpl *tmpl, lh_env *env);

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
