/* lianheti template check: load every template and rule of a folder and say what is wrong. */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "paper/engine.h"
#include "packet/tables/papers.h"
#include "util/file.h"

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
	bool packets = catalog && lh_packet_papers_exist(arena, catalog);
	for (size_t i = 0; catalog && i < catalog->n_jurisdictions; i++) {
		const lh_jurisdiction *j = &catalog->jurisdictions[i];
		for (size_t k = 0; k < j->n_documents; k++, n++)
			lh_tmpl_load(ctx, arena, catalog, j, &j->documents[k]);
		bool ok;
		n_rules += lh_guideline_rules(ctx, arena, catalog, j, &ok)->n_rules;
		if (i == 0) /* the same file for all: its mistakes are told once */
			lh_general_rules(ctx, arena, catalog, j, &ok);
		if (!packets)
			continue;
		const lh_packet_papers *papers = lh_packet_papers_load(ctx, arena, catalog, j);
		n += papers ? papers->n : 0;
		packets = papers; /* what is wrong for one is wrong for all */
	}
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
		"载入 DIR（缺省为自带的 templates/）中的全部模板和规则，检查每个路径、表达式、样式、开关和\n"
		"列宽合计，逐条指出文件、行、列。写法见 docs/templates.md、docs/rules.md。\n"
		"Loads every template and rule in DIR (default: the ones of the program) and checks each\n"
		"path, expression, style, option and row width.\n",
	.run = run,
};
