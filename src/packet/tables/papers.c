/*
 * Papers of a packet. It knows the shape of the list and where it lies, and no paper; what a cover
 * says is the template's affair.
 */
#include "packet/tables/papers.h"

#include <string.h>

#include "data/yaml/read.h"
#include "layout/page/layout.h"
#include "util/file.h"

#define FOLDER "common/packet"

enum { MAX_COPIES = 999 };

static void read_row(lh_ctx *ctx, lh_arena *arena, const char *dir, const lh_yaml *row,
		     lh_packet_paper *paper)
{
	*paper = (lh_packet_paper){.key = ""};
	if (!lh_read_keys(ctx, row,
			  LH_WORDS("key", "title", "file", "use", "docx", "in_set", "counts", "simplex",
				   "copies")))
		return;
	const char *file = lh_read_text_at(ctx, row, "file", NULL);
	paper->key = lh_read_text_at(ctx, row, "key", NULL);
	paper->title = lh_read_text_at(ctx, row, "title", NULL);
	paper->use = (lh_paper_use)lh_read_choice_at(ctx, row, "use", LH_WORDS("set", "beside", "packet"));
	paper->docx = lh_read_bool_at(ctx, row, "docx");
	paper->in_set = lh_read_bool_at(ctx, row, "in_set");
	paper->counts = lh_read_bool_at(ctx, row, "counts");
	paper->simplex = lh_read_bool_at(ctx, row, "simplex");
	paper->copies = (int)lh_read_uint_at(ctx, row, "copies", /*otherwise*/1, MAX_COPIES);
	paper->info = (lh_document_info){
		.key = paper->key,
		.title = paper->title,
		.status = LH_STATUS_PROPOSED,
		.source = "",
		.file = lh_path_join(arena, dir, file),
		.loc_note = "",
	};
}

static void read_rows(lh_ctx *ctx, lh_arena *arena, const char *dir, const lh_yaml *rows,
		      lh_packet_papers *papers)
{
	lh_packet_paper *all = LH_NEW_ARRAY(arena, lh_packet_paper, rows->u.list.n + 1);
	papers->papers = all;
	/* n grows with the loop: a key is compared with those before it. */
	for (size_t i = 0; i < rows->u.list.n; i++) {
		const lh_yaml *row = rows->u.list.items[i];
		read_row(ctx, arena, dir, row, &all[i]);
		const lh_packet_paper *first = lh_packet_paper_find(papers, all[i].key);
		if (first && *first->key)
			lh_read_twice(ctx, row->loc, first->key, rows->u.list.items[first - all]->loc);
		papers->n = i + 1;
	}
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
	if (!list || !lh_read_keys(ctx, list, LH_WORDS("set_number", "papers")) || !schema)
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
	papers->set_number = lh_read_text_at(ctx, list, "set_number", NULL);
	read_rows(ctx, arena, dir, lh_read_needed_list(ctx, list, "papers"), papers);
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
		      const lh_packet_paper *paper, const lh_packet_view *view)
{
	lh_consortium *data = LH_NEW(arena, lh_consortium);
	*data = (lh_consortium){
		.root = lh_shape_value(arena, papers->names.schema->root,
				       (lh_shaped){&lh_packet_view_shape, view}),
		.schema = papers->names.schema,
		.file = paper->info.file,
	};
	return lh_env_new(ctx, arena, &papers->names, data, papers->jurisdiction->key);
}

bool lh_packet_paper_wanted(lh_ctx *ctx, lh_arena *arena, const lh_packet_papers *papers,
			    const lh_packet_paper *paper, const lh_packet_view *view)
{
	return lh_tmpl_wanted(paper->tmpl, env_of(ctx, arena, papers, paper, view));
}

bool lh_packet_paper_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena,
			  const lh_packet_papers *papers, const lh_packet_paper *paper,
			  const lh_packet_view *view, bool draft, lh_paper *out)
{
	lh_env *env = env_of(ctx, arena, papers, paper, view);
	const lh_fill_options fill = {.draft = draft};
	lh_ruler ruler = lh_fonts_ruler(lh_engine_fonts(engine));
	*out = (lh_paper){0};
	return lh_tmpl_fill(ctx, arena, paper->tmpl, env, &fill, &out->document) &&
	       lh_layout(ctx, arena, out->document, &ruler, &out->pages, NULL, NULL);
}
