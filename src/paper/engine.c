/*
 * The engine: loads on first use and remembers, failures too, so that each is told once. It refuses
 * to know papers and verdicts, which stand on it.
 */
#include "paper/engine.h"

#include <stdlib.h>
#include <string.h>

#include "emit/pdf/glyphcache.h"
#include "util/file.h"

enum { MEMO_BYTES = 8 << 20 };

typedef struct loaded_tmpl {
	struct loaded_tmpl *next;
	const lh_document_info *document;
	const lh_tmpl *tmpl;   /* NULL: broken, told once */
	const lh_usage *usage; /* the fields that it reads */
} loaded_tmpl;

typedef struct loaded_rules {
	struct loaded_rules *next;
	const lh_jurisdiction *jurisdiction;
	const lh_rules *rules; /* NULL: broken, told once */
} loaded_rules;

struct lh_engine {
	lh_arena *arena;
	const lh_catalog *catalog;
	lh_fonts *fonts;
	lh_glyph_cache *glyphs; /* NULL until it is asked for */
	lh_memo *memo;
	loaded_tmpl *templates;
	loaded_rules *rules;
};

lh_engine *lh_engine_open(lh_ctx *ctx)
{
	lh_engine *engine = lh_xmalloc(sizeof *engine);
	*engine = (lh_engine){.arena = lh_arena_new(), .memo = lh_memo_new(MEMO_BYTES)};
	const char *templates = lh_path_join(engine->arena, ctx->data_dir, "templates");
	const char *roles = ctx->fonts_file
				    ? ctx->fonts_file
				    : lh_path_join(engine->arena, ctx->data_dir, "fonts/roles.yaml");
	engine->catalog = lh_catalog_load(ctx, engine->arena, templates);
	if (!lh_fonts_load(ctx, roles, &engine->fonts) || !engine->catalog) {
		lh_engine_free(engine);
		return NULL;
	}
	return engine;
}

void lh_engine_free(lh_engine *engine)
{
	if (!engine)
		return;
	lh_glyph_cache_free(engine->glyphs); /* it points into the faces */
	lh_memo_free(engine->memo);
	lh_fonts_free(engine->fonts);
	lh_arena_free(engine->arena);
	free(engine);
}

const lh_catalog *lh_engine_catalog(const lh_engine *engine)
{
	return engine->catalog;
}

lh_fonts *lh_engine_fonts(lh_engine *engine)
{
	return engine->fonts;
}

lh_glyph_cache *lh_engine_glyphs(lh_engine *engine)
{
	if (!engine->glyphs)
		engine->glyphs = lh_glyph_cache_new();
	return engine->glyphs;
}

lh_memo *lh_engine_memo(const lh_engine *engine)
{
	return engine->memo;
}

static lh_names *names_of(const lh_catalog *catalog, lh_arena *arena, const lh_jurisdiction *jurisdiction)
{
	const lh_names names = lh_catalog_names(catalog, jurisdiction);
	return lh_arena_memdup(arena, &names, sizeof names);
}

lh_names *lh_engine_names(const lh_engine *engine, lh_arena *arena, const lh_jurisdiction *jurisdiction)
{
	return names_of(engine->catalog, arena, jurisdiction);
}

/* ---- templates ---- */

static const loaded_tmpl *loaded(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
				 const lh_document_info *document)
{
	for (loaded_tmpl *l = engine->templates; l; l = l->next)
		if (l->document == document)
			return l;
	loaded_tmpl *l = LH_NEW(engine->arena, loaded_tmpl);
	/* The template keeps pointing to its catalogue: this one listens to what it reads. */
	lh_catalog *watched = lh_arena_memdup(engine->arena, engine->catalog, sizeof *watched);
	watched->names.usage = lh_usage_new(engine->arena);
	*l = (loaded_tmpl){
		.next = engine->templates,
		.document = document,
		.tmpl = lh_tmpl_load(ctx, engine->arena, watched, jurisdiction, document),
		.usage = watched->names.usage,
	};
	engine->templates = l;
	return l;
}

const lh_tmpl *lh_engine_template(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
				  const lh_document_info *document)
{
	return loaded(ctx, engine, jurisdiction, document)->tmpl;
}

bool lh_engine_reads(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction,
		     const lh_document_info *document, const lh_field *field)
{
	return field && lh_usage_has(loaded(ctx, engine, jurisdiction, document)->usage, field);
}

/* ---- rules ---- */

static const lh_rules *load_rules(lh_ctx *ctx, lh_arena *arena, const char *path, const char *prefix,
				  const lh_catalog *catalog, const lh_jurisdiction *jurisdiction,
				  bool *ok_out)
{
	static const lh_rules none = {NULL, 0};
	*ok_out = true;
	if (!lh_file_exists(path))
		return &none;
	const lh_rules *rules = lh_rules_load(ctx, arena, path, prefix,
					      names_of(catalog, arena, jurisdiction), ok_out);
	return rules ? rules : &none;
}

const lh_rules *lh_guideline_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				   const lh_jurisdiction *jurisdiction, bool *ok_out)
{
	return load_rules(ctx, arena, lh_path_join(arena, jurisdiction->dir, "rules.yaml"),
			  jurisdiction->key, catalog, jurisdiction, ok_out);
}

const lh_rules *lh_general_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				 const lh_jurisdiction *jurisdiction, bool *ok_out)
{
	return load_rules(ctx, arena, lh_path_join(arena, catalog->dir, "general.yaml"), "general",
			  catalog, jurisdiction, ok_out);
}

const lh_rules *lh_engine_rules(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction)
{
	for (loaded_rules *l = engine->rules; l; l = l->next)
		if (l->jurisdiction == jurisdiction)
			return l->rules;
	bool own_ok, general_ok;
	const lh_rules *own =
		lh_guideline_rules(ctx, engine->arena, engine->catalog, jurisdiction, &own_ok);
	const lh_rules *general =
		lh_general_rules(ctx, engine->arena, engine->catalog, jurisdiction, &general_ok);
	lh_rules *both = LH_NEW(engine->arena, lh_rules);
	both->n_rules = own->n_rules + general->n_rules;
	lh_rule *all = LH_NEW_ARRAY(engine->arena, lh_rule, both->n_rules + 1);
	if (own->n_rules)
		memcpy(all, own->rules, own->n_rules * sizeof *all);
	if (general->n_rules)
		memcpy(all + own->n_rules, general->rules, general->n_rules * sizeof *all);
	both->rules = all;
	loaded_rules *l = LH_NEW(engine->arena, loaded_rules);
	*l = (loaded_rules){engine->rules, jurisdiction, own_ok && general_ok ? both : NULL};
	engine->rules = l;
	return l->rules;
}

const lh_usage *lh_engine_usage(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction)
{
	/* Everything is parsed once more with someone listening; the engine's own copies stay unwatched. */
	lh_catalog watched = *engine->catalog;
	lh_usage *usage = lh_usage_new(engine->arena);
	watched.names.usage = usage;
	bool ok = true;
	lh_arena *arena = lh_arena_new();
	for (size_t i = 0; i < jurisdiction->n_documents; i++)
		ok = lh_tmpl_load(ctx, arena, &watched, jurisdiction, &jurisdiction->documents[i]) && ok;
	bool rules_ok;
	lh_guideline_rules(ctx, arena, &watched, jurisdiction, &rules_ok);
	lh_arena_free(arena);
	return ok && rules_ok ? usage : NULL;
}
