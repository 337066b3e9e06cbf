/*
 * Templates: one YAML file a document, checked when it is loaded.
 *
 * The language is described in docs/templates.md. Loading resolves every path and expression against
 * the schema, every style, option and include, and adds up every row of every table; each mistake is
 * a located message, so that a fill of a loaded template can only miss data, never lose it.
 */
#ifndef LH_TMPL_LOAD_TEMPLATE_H
#define LH_TMPL_LOAD_TEMPLATE_H

#include "doc/doc.h"
#include "tmpl/load/catalog.h"

typedef struct lh_tmpl lh_tmpl;

/* Load and check. NULL with messages on failure. Lives in `arena`. */
const lh_tmpl *lh_tmpl_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
			    const lh_jurisdiction *jurisdiction, const lh_document_info *document);

/* Is there anything in the data for this document (its `when`), e.g. a supplementary agreement? */
bool lh_tmpl_wanted(const lh_tmpl *tmpl, lh_env *env);

/* How many copies are made and sealed (its `copies`); 0: the template does not say. */
int64_t lh_tmpl_copies(const lh_tmpl *tmpl, lh_env *env);

#endif
