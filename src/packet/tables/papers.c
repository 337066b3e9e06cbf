/*
 * Papers of a packet. It knows the shape of the list and where it lies, and no paper; what a cover
 * says is the template's affair.
 */
#include "packet/tables/papers.h"

#include <stdlib.h>
#include <string.h>

#include "paper/record.h"
#include "layout/page/layout.h"
#include "util/file.h"

#define FOLDER "common/packet"

static const char *const uses[] = {"set", "beside", "packet"};

/* The scalar under `key`, or NULL; told when it has to be there. */
static const char *word_at(lh_ctx *ctx, const lh_yaml *map, const char *key, bool needed)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	if (node && node->kind == LH_YAML_SCALAR && !lh_yaml_is_null(node))
		return node->u.scalar.text;
	if (needed)
		lh_diag(ctx, LH_E_TMPL_MISSING_KEY, map->loc, key, NULL);
	return NULL;
}

static bool flag_at(lh_ctx *ctx, const lh_yaml *map, const char *key)
{
	const char *word = word_at(ctx, map, key, /*needed*/ false);
	return word && strcmp(word, "true") == 0;
}

static void read_use(lh_ctx *ctx, const lh_yaml *row, lh_packet_paper *paper)
{
	enum { N_USES = sizeof uses / sizeof *uses };
	const char *use = word_at(ctx, row, "use", /*needed*/ true);
	size_t i = 0;
	while (use && i < N_USES && strcmp(uses[i], use) != 0)
		i++;
	if (i < N_USES)
		paper->use = (lh_paper_use)i;
	else
		lh_diag(ctx, LH_E_TMPL_VALUE, lh_yaml_at(row, "use")->loc, use, "set beside packet",
			"set beside packet", NULL);
}

static void read_row(lh_ctx *ctx, lh_arena *arena, const char *dir, const lh_yaml *row,
		     lh_packet_paper *paper)
{
	const char *key = word_at(ctx, row, "key", /*needed*/ true);
	const char *title = word_at(ctx, row, "title", /*needed*/ true);
	const char *file = word_at(ctx, row, "file", /*needed*/ true);
	const char *copies = word_at(ctx, row, "copies", /*needed*/ false);
	if (!key || !title || !file)
		return;
	read_use(ctx, row, paper);
	paper->key = key;
	paper->title = title;
	paper->docx = flag_at(ctx, row, "docx");
	paper->in_set = flag_at(ctx, row, "in_set");
	paper->counts = flag_at(ctx, row, "counts");
	paper->simplex = flag_at(ctx, row, "simplex");
	paper->copies = copies ? atoi(copies) : 1;
	paper->info = (lh_document_info){
		.key = key,
		.title = title,
		.status = LH_STATUS_PROPOSED,
		.source = "",
		.file = lh_path_join(arena, dir, file),
		.loc_note = "",
	};
}

static void read_rows(lh_ctx *ctx, lh_arena *arena, const char *dir, const lh_yaml *list,
		      lh_packet_papers *papers)
{
	const lh_yaml *rows = lh_yaml_at(list, "papers");
	if (!rows || rows->kind != LH_YAML_LIST) {
		lh_diag(ctx, LH_E_TMPL_MISSING_KEY, list->loc, "papers", NULL);
		return;
	}
	lh_packet_paper *all = LH_NEW_ARRAY(arena, lh_packet_paper, rows->u.list.n + 1);
	for (size_t i = 0; i < rows->u.list.n; i++)
		read_row(ctx, arena, dir, rows->u.list.items[i], &all[i]);
	papers->papers = all;
	papers->n = rows->u.list.n;
}

bool lh_packet_papers_exist(lh_arena *arena, const lh_catalog *catalog)
{
	return lh_dir_exists(lh_path_join(arena, catalog->dir, FOLDER));
}

const lh_packet_papers *lh_packet_papers_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
					      const lh_jurisdiction *jurisdiction)
{
	size_t errors = lh_diag_errors(ctx);
	const char *dir = lh_path_join(arena, catalog->dir, FOLDER);
	const lh_yaml *list = lh_yaml_read(ctx, arena, lh_path_join(arena, dir, "papers.yaml"));
	const lh_schema *schema =
		lh_schema_load(ctx, arena, lh_path_join(arena, dir, "record.yaml"));
	if (!list || !schema)
		return NULL;
	lh_catalog *own = lh_arena_memdup(arena, catalog, sizeof *own);
	own->names = (lh_names){
		.schema = schema,
		.options = jurisdiction->options,
		.n_options = jurisdiction->n_options,
	};
	lh_packet_papers *papers = LH_NEW(arena, lh_packet_papers);
	papers->jurisdiction = jurisdiction;
	papers->names = own->names;
	papers->set_number = word_at(ctx, list, "set_number", /*needed*/ true);
	read_rows(ctx, arena, dir, list, papers);
	if (lh_diag_errors(ctx) > errors)
		return NULL;
	for (size_t i = 0; i < papers->n; i++) {
		lh_packet_paper *paper = (lh_packet_paper *)&papers->papers[i];
		paper->tmpl = lh_tmpl_load(ctx, arena, own, jurisdiction, &paper->info);
	}
	return lh_diag_errors(ctx) > errors ? NULL : papers;
}

const lh_packet_paper *lh_packet_paper_find(const lh_packet_papers *papers, const char *key)
{
	for (size_t i = 0; i < papers->n; i++)
		if (strcmp(papers->papers[i].key, key) == 0)
			return &papers->papers[i];
	return NULL;
}

static lh_env *env_of(lh_ctx *ctx, lh_arena *arena, const lh_packet_papers *papers,
		      const lh_packet_paper *paper, const json_t *record)
{
	lh_consortium *data = LH_NEW(arena, lh_consortium);
	*data = (lh_consortium){
		.root = lh_record_value(arena, papers->names.schema->root, record),
		.schema = papers->names.schema,
		.file = paper->info.file,
	};
	return lh_env_new(ctx, arena, &papers->names, data, papers->jurisdiction->key);
}

bool lh_packet_paper_wanted(lh_ctx *ctx, lh_arena *arena, const lh_packet_papers *papers,
			    const lh_packet_paper *paper, const json_t *record)
{
	return lh_tmpl_wanted(paper->tmpl, env_of(ctx, arena, papers, paper, record));
}

bool lh_packet_paper_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena,
			  const lh_packet_papers *papers, const lh_packet_paper *paper,
			  const json_t *record, bool draft, lh_paper *out)
{
	lh_env *env = env_of(ctx, arena, papers, paper, record);
	const lh_fill_options fill = {.draft = draft};
	lh_ruler ruler = lh_fonts_ruler(lh_engine_fonts(engine));
	*out = (lh_paper){0};
	return lh_tmpl_fill(ctx, arena, paper->tmpl, env, &fill, &out->document) &&
	       lh_layout(ctx, arena, out->document, &ruler, &out->pages, NULL, NULL);
}
