/*
 * What is loaded once and serves every paper: the catalogue with its schema and computed values,
 * templates, rules, fonts, and the glyphs that were compressed already. It knows where these lie and
 * nothing of what is made from them.
 */
#ifndef LH_PAPER_ENGINE_H
#define LH_PAPER_ENGINE_H

#include "data/rule/rules.h"
#include "layout/font/font.h"
#include "emit/kind/emitter.h"
#include "tmpl/fill/fill.h"
#include "util/memo.h"

typedef struct lh_engine lh_engine;

/* Load the catalogue and the roles of fonts under ctx->data_dir. NULL with messages on failure. */
lh_engine *lh_engine_open(lh_ctx *ctx);
void lh_engine_free(lh_engine *engine); /* accepts NULL */

const lh_catalog *lh_engine_catalog(const lh_engine *engine);
lh_fonts *lh_engine_fonts(lh_engine *engine);
/* For batch compression, empty before the first file. */
lh_glyph_cache *lh_engine_glyphs(lh_engine *engine);
/* What files made with this engine have in common: parts of DOCX files, glyphs in pictures. */
lh_memo *lh_engine_memo(const lh_engine *engine);
/* What expressions of one jurisdiction are parsed and evaluated against. Lives in `arena`. */
lh_names *lh_engine_names(const lh_engine *engine, lh_arena *arena, const lh_jurisdiction *jurisdiction);

/* The template of a document, loaded on first use; NULL with messages when it is broken. */
const lh_tmpl *lh_engine_template(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
				  const lh_document_info *document);
/* Whether that template reads the field, wherever its record stands. No field (NULL) is read by none. */
bool lh_engine_reads(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
		     const lh_document_info *document, const lh_field *field);

/*
 * The guideline's rules with the general ones behind them, loaded on first use. NULL with messages
 * when one is broken.
 */
const lh_rules *lh_engine_rules(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction);

/* The fields that the papers and rules of a jurisdiction read. NULL with messages when one does not load. */
const lh_usage *lh_engine_usage(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction);

/*
 * Rules as they stand: those of the guideline (rules.yaml beside its templates), and the general
 * checks (general.yaml) as the jurisdiction sees the data. An absent file counts as one without rules;
 * *ok_out is false, with messages, when one has a mistake.
 */
const lh_rules *lh_guideline_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				   const lh_jurisdiction *jurisdiction, bool *ok_out);
const lh_rules *lh_general_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				 const lh_jurisdiction *jurisdiction, bool *ok_out);

#endif
