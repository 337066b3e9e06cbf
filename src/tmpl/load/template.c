/*
 * Loading a template: its files (`use`, `extends`), its definitions, its body, what it says about
 * itself. What the parts mean is read in style.c, _macro.c, _block.c, _table.c, _text.c.
 */
#include <string.h>

#include "tmpl/load/inside.h"
#include "util/file.h"

static const char *const file_keys[] = {
	"about", "when", "copies", "use", "extends", "counters", "sizes", "styles", "pages", "slots", "parties",
	"tables", "annex", "blocks", "body",
};

/* What a document takes from the file nearest to it: the chain of `extends` is asked in turn. */
typedef struct chain {
	const lh_yaml *about, *when, *copies, *body, *counters;
} chain;

static void read_file(lh__loader *l, const char *path, lh_loc from, chain *chain);

static const char *relative(lh__loader *l, const lh_yaml *node)
{
	return lh_path_join(l->arena, l->templates_dir, lh_read_text(l->ctx, node));
}

static void read_used(lh__loader *l, const lh_yaml *file)
{
	const lh_yaml *use = lh_yaml_at(file, "use");
	if (!use || !lh_read_list(l->ctx, use))
		return;
	for (size_t i = 0; i < use->u.list.n; i++) {
		const lh_yaml *name = use->u.list.items[i];
		chain ignored = {0};
		if (*lh_read_text(l->ctx, name))
			read_file(l, relative(l, name), name->loc, &ignored);
	}
}

/*
 * Definitions of used files first, then of the extended one, then its own: the nearest stands. A
 * file that several others use is read once.
 */
static void read_file(lh__loader *l, const char *path, lh_loc from, chain *chain)
{
	static const char reading[] = "reading", done[] = "done";
	const char *state = lh__find(&l->files, path);
	if (state == done)
		return;
	if (state == reading) {
		lh_diag(l->ctx, LH_E_TMPL_CYCLE, from, path, NULL);
		return;
	}
	lh__put(l->arena, &l->files, path, reading, from);
	const lh_yaml *file = lh_yaml_read(l->ctx, l->arena, path);
	if (file && lh_read_keys(l->ctx, file, file_keys, LH__COUNT(file_keys))) {
		read_used(l, file);
		const lh_yaml *base = lh_yaml_at(file, "extends");
		if (base && *lh_read_text(l->ctx, base))
			read_file(l, relative(l, base), base->loc, chain);
		lh__read_definitions(l, file);
		if (lh_yaml_at(file, "about"))
			chain->about = lh_yaml_at(file, "about");
		if (lh_yaml_at(file, "when"))
			chain->when = lh_yaml_at(file, "when");
		if (lh_yaml_at(file, "copies"))
			chain->copies = lh_yaml_at(file, "copies");
		if (lh_yaml_at(file, "body"))
			chain->body = lh_yaml_at(file, "body");
		if (lh_yaml_at(file, "counters"))
			chain->counters = lh_yaml_at(file, "counters");
	}
	lh__put(l->arena, &l->files, path, done, from);
}

/* Counters are the outermost variables of every expression. */
static void read_counters(lh__loader *l, const lh_yaml *list)
{
	if (!list || !lh_read_list(l->ctx, list))
		return;
	for (size_t i = 0; i < list->u.list.n; i++) {
		if (l->counters == LH_TMPL_COUNTERS_MAX) {
			lh_diag(l->ctx, LH_E_READ_COUNT, list->loc,
				lh_fmt(l->arena, "%d", LH_TMPL_COUNTERS_MAX),
				lh_fmt(l->arena, "%zu", list->u.list.n), NULL);
			return;
		}
		lh_scope *scope = LH_NEW(l->arena, lh_scope);
		scope->outer = l->scope;
		scope->name = lh_read_text(l->ctx, list->u.list.items[i]);
		scope->type = (lh_type){.kind = LH_KIND_NUMBER};
		scope->slot = l->counters;
		l->counter_names[l->counters++] = scope->name;
		l->scope = scope;
	}
}

static void read_about(lh__loader *l, const lh_yaml *map, lh_tmpl *tmpl)
{
	static const char *const keys[] = {"title", "author", "subject", "date"};
	lh_tmpl_text *const texts[] = {&tmpl->title, &tmpl->author, &tmpl->subject, &tmpl->date};
	if (!lh_read_keys(l->ctx, map, keys, LH__COUNT(keys)))
		return;
	lh_read_need(l->ctx, map, "title");
	for (size_t i = 0; i < LH__COUNT(keys); i++)
		if (lh_yaml_at(map, keys[i]))
			*texts[i] = lh__read_text(l, lh_yaml_at(map, keys[i]));
}

const lh_tmpl *lh_tmpl_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
			    const lh_jurisdiction *jurisdiction, const lh_document_info *document)
{
	size_t errors = lh_diag_errors(ctx);
	lh__loader l = {
		.ctx = ctx,
		.arena = arena,
		.names = lh_catalog_names(catalog, jurisdiction),
		.templates_dir = catalog->dir,
	};
	lh_tmpl *tmpl = LH_NEW(arena, lh_tmpl);
	*tmpl = (lh_tmpl){.catalog = catalog,
			  .jurisdiction = jurisdiction,
			  .info = document,
			  .names = l.names};
	tmpl->loc = (lh_loc){document->file, 0, 0};
	tmpl->key = lh_fmt(arena, "%s-%s", jurisdiction->key, document->key);
	chain chain = {0};
	read_file(&l, document->file, tmpl->loc, &chain);
	if (lh_diag_errors(ctx) > errors)
		return NULL;
	if (!chain.body || !chain.about) {
		lh_diag(ctx, LH_E_READ_MISSING, tmpl->loc, chain.body ? "about" : "body", NULL);
		return NULL;
	}
	read_counters(&l, chain.counters);
	read_about(&l, chain.about, tmpl);
	if (chain.when)
		tmpl->when = lh__read_condition(&l, chain.when);
	if (chain.copies)
		tmpl->copies = lh__read_number(&l, chain.copies);
	tmpl->sections = lh__read_sections(&l, chain.body);
	tmpl->annex = l.annex;
	tmpl->counters = l.counters;
	const lh_record *own = l.names.jurisdiction;
	if (own && lh_record_field(own, "options"))
		tmpl->data_options =
			lh_expr_parse(ctx, arena, "j.options", tmpl->loc, &l.names, NULL);
	return lh_diag_errors(ctx) > errors ? NULL : tmpl;
}

int64_t lh_tmpl_copies(const lh_tmpl *tmpl, lh_env *env)
{
	const lh_val *copies = tmpl->copies ? lh_expr_eval(env, tmpl->copies) : NULL;
	return copies && copies->u.number > 0 ? copies->u.number / LH_NUM_ONE : 0;
}

bool lh_tmpl_wanted(const lh_tmpl *tmpl, lh_env *env)
{
	return !tmpl->when || lh_expr_true(env, tmpl->when);
}
