/* lianheti template check: load every definition file of a folder and say what is wrong. */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "paper/engine.h"
#include "packet/district.h"
#include "packet/tables/columns.h"
#include "packet/tables/lists.h"
#include "packet/tables/papers.h"
#include "packet/tables/workbook.h"
#include "util/file.h"

static void check_jurisdiction(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
			       const lh_jurisdiction *j, size_t *papers, size_t *rules)
{
	bool ok;
	for (size_t i = 0; i < j->n_documents; i++)
		lh_tmpl_load(ctx, arena, catalog, j, &j->documents[i]);
	*papers += j->n_documents;
	*rules += lh_guideline_rules(ctx, arena, catalog, j, &ok)->n_rules;
	if (!lh_packet_papers_exist(arena, catalog))
		return;
	const lh_packet_papers *own = lh_packet_papers_load(ctx, arena, catalog, j);
	*papers += own ? own->n : 0;
}

/* What is the same for all jurisdictions is read as the first one sees the data. */
static void check_shared(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog)
{
	const lh_jurisdiction *j = &catalog->jurisdictions[0];
	bool ok;
	lh_general_rules(ctx, arena, catalog, j, &ok);
	if (!lh_packet_papers_exist(arena, catalog))
		return;
	lh_district_schema(ctx, arena, catalog);
	const lh_names names = lh_catalog_names(catalog, j);
	lh_columns_load(ctx, arena, catalog->dir, &names);
	lh_lists_load(ctx, arena, catalog->dir);
	lh_workbook_load(ctx, arena, catalog->dir);
}

/* Every face is opened too: a form may need it at any time. */
static void check_fonts(lh_ctx *ctx, lh_arena *arena)
{
	lh_fonts *fonts;
	const char *path = ctx->fonts_file ? ctx->fonts_file
					   : lh_path_join(arena, ctx->data_dir, "fonts/roles.yaml");
	if (!lh_fonts_load(ctx, path, &fonts))
		return;
	for (size_t i = 0; i < lh_fonts_count(fonts); i++)
		lh_fonts_open(fonts, (uint16_t)i);
	lh_fonts_free(fonts);
}

static int run(lh_ctx *ctx, const cli_args *args)
{
	cli_common o = {0};
	const char **words;
	size_t n_words;
	if (!cli_parse(ctx, args, &o, &words, &n_words))
		return EXIT_USAGE;
	if (!n_words || strcmp(words[0], "check") != 0)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "check [DIR]", NULL);
	else if (n_words > 2)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, words[2], NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;

	lh_arena *arena = lh_arena_new();
	const char *dir = n_words == 2 ? words[1] : lh_path_join(arena, ctx->data_dir, "templates");
	const lh_catalog *catalog = lh_catalog_load(ctx, arena, dir);
	size_t n = 0, n_rules = 0;
	for (size_t i = 0; catalog && i < catalog->n_jurisdictions; i++)
		check_jurisdiction(ctx, arena, catalog, &catalog->jurisdictions[i], &n, &n_rules);
	if (catalog && catalog->n_jurisdictions)
		check_shared(ctx, arena, catalog);
	check_fonts(ctx, arena);
	printf("%s: %zu 种文书 documents, %zu 条条件 conditions, %s\n", dir, n, n_rules,
	       lh_diag_errors(ctx) ? "有错误，见上面的消息 see the messages" : "没有错误 no errors");
	lh_arena_free(arena);
	return cli_status(ctx);
}

const cli_command cli_template = {
	.name = "template",
	.zh = "检查模板文件夹",
	.en = "check a folder of templates",
	.usage = "check [DIR]\n",
	.words = "check",
	.notes =
		"载入 DIR（缺省为自带的 templates/）中的全部定义文件和字体的 roles.yaml，检查每个键、路径、\n"
		"表达式、样式、开关和列宽合计，逐条指出文件、行、列。写法见 docs/templates.md、docs/rules.md。\n"
		"Loads every definition file in DIR (default: the ones of the program) and the roles of fonts,\n"
		"and checks each key, path, expression, style, option and row width.\n",
	.run = run,
};
