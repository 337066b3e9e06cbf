/* The engine from the inside, for the files of this floor. */
#ifndef LH_JOB_ENGINE_INT_H
#define LH_JOB_ENGINE_INT_H

#include "data/rules.h"
#include "job/job.h"

typedef struct lh__loaded_tmpl {
	struct lh__loaded_tmpl *next;
	const lh_document_info *document;
	const lh_tmpl *tmpl; /* NULL: broken, told once */
	bool reads_findings; /* then the rules are judged before it is filled */
	bool reads_stamping; /* then all other papers are laid out before it is filled */
} lh__loaded_tmpl;

typedef struct lh__loaded_rules {
	struct lh__loaded_rules *next;
	const lh_jurisdiction *jurisdiction;
	const lh_rules *rules; /* NULL: broken, told once */
} lh__loaded_rules;

struct lh_engine {
	lh_arena *arena;
	const lh_catalog *catalog;
	lh_fonts *fonts;
	lh_glyph_cache *glyphs; /* for batch compression; NULL until the first batch file */
	lh__loaded_tmpl *templates;
	lh__loaded_rules *rules;
};

/* The template with what is known of it, loaded on first use; its tmpl is NULL when it is broken. */
const lh__loaded_tmpl *lh__engine_loaded(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
					 const lh_document_info *document);
/* What expressions of one jurisdiction are parsed and evaluated against. */
lh_names *lh__engine_names(const lh_engine *engine, lh_arena *arena, const lh_jurisdiction *jurisdiction);
/* False, told, when the data says nothing for this jurisdiction: all of its own fields live in that block. */
bool lh__needs_block(lh_ctx *ctx, const lh_consortium *consortium, const lh_jurisdiction *jurisdiction);

#endif
