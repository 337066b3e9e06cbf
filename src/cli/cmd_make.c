/*
 * lianheti make: one consortium, one jurisdiction, the papers asked for. All files of a run are made
 * in memory and written only when every one of them has come out.
 */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "data/model/consortium.h"
#include "emit/formats.h"
#include "emit/places/platform.h"
#include "paper/printable.h"
#include "paper/products.h"

typedef struct make_options {
	cli_common common;
	const char *jurisdiction, *documents, *formats, *out_dir, *compression, *dpi, *slots_for;
	bool draft, final, blank, pdfa, public_edition, counterparts;
	cli_list options;
} make_options;

/* "--to pdf,odt" names the formats that there are. */
static bool read_formats(lh_ctx *ctx, const char *text, lh_make_plan *plan)
{
	const char *unknown;
	plan->emitters =
		lh_plan_emitters(ctx->arena, text ? text : "pdf,docx", &plan->n_emitters, &unknown);
	if (plan->emitters && plan->n_emitters)
		return true;
	if (plan->emitters) {
		lh_diag(ctx, LH_E_CLI_VALUE, lh_nowhere, "--to", NULL);
		return false;
	}
	const char *names[32];
	size_t n = 0;
	for (const lh_emitter *const *all = lh_emitters(); n < 32 && all[n]; n++)
		names[n] = all[n]->name;
	lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--to", unknown, cli_join(ctx->arena, names, n), NULL);
	return false;
}

/* The files for platforms of electronic seals are formats like others; only the word is another. */
static bool read_platforms(lh_ctx *ctx, make_options *options)
{
	if (!options->slots_for)
		return true;
	size_t n_platforms = 0;
	while (lh_platform_names[n_platforms])
		n_platforms++;
	for (const char *at = options->slots_for; *at;) {
		size_t length = strcspn(at, ",");
		bool known = !length;
		for (size_t i = 0; i < n_platforms; i++)
			known = known || (strlen(lh_platform_names[i]) == length &&
					  strncmp(at, lh_platform_names[i], length) == 0);
		if (!known) {
			lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--slots-for",
				lh_arena_strndup(ctx->arena, at, length),
				cli_join(ctx->arena, lh_platform_names, n_platforms), NULL);
			return false;
		}
		at += length + (at[length] == ',');
	}
	options->formats = lh_fmt(ctx->arena, "%s,%s", options->formats ? options->formats : "pdf,docx",
				  options->slots_for);
	return true;
}

static bool read_dpi(lh_ctx *ctx, const char *text, int32_t *out)
{
	lh_num number;
	if (!text)
		return true;
	if (lh_num_parse(text, &number) && number % LH_NUM_ONE == 0 && number >= 20 * (lh_num)LH_NUM_ONE &&
	    number <= 600 * (lh_num)LH_NUM_ONE) {
		*out = (int32_t)(number / LH_NUM_ONE);
		return true;
	}
	lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--dpi", text, "20–600", NULL);
	return false;
}

/* --option blank=on is --blank. */
static bool last_is_on(const lh_fill_options *fill, const char *key)
{
	bool on = false;
	for (size_t i = 0; i < fill->n_options; i++)
		if (strcmp(fill->options[i].key, key) == 0)
			on = strcmp(fill->options[i].value, "on") == 0;
	return on;
}

static bool read_documents(lh_ctx *ctx, const char *text, lh_make_plan *plan)
{
	const char *unknown;
	plan->documents = lh_plan_documents(ctx->arena, plan->jurisdiction, text ? text : "application",
					    &plan->n_documents, &unknown);
	if (!plan->documents)
		cli_no_document(ctx, plan->jurisdiction, unknown);
	else if (!plan->n_documents)
		lh_diag(ctx, LH_E_CLI_VALUE, lh_nowhere, "--doc", NULL);
	return plan->documents && plan->n_documents;
}

static void make_papers(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *data_file,
			const make_options *options, lh_make_plan *plan)
{
	const lh_catalog *catalog = lh_engine_catalog(engine);
	plan->jurisdiction = cli_jurisdiction(ctx, catalog, options->jurisdiction);
	if (!plan->jurisdiction)
		return;
	bool ok = cli_switches(ctx, &options->options, plan->jurisdiction, &plan->fill);
	plan->fill.blank = options->blank || last_is_on(&plan->fill, "blank");
	plan->fill.draft = !options->final && !plan->fill.blank;
	ok = read_documents(ctx, options->documents, plan) && ok;
	if (data_file && !plan->fill.blank) {
		plan->consortium = lh_data_load(ctx, engine, arena, data_file);
		ok = plan->consortium && ok;
	}
	lh_products products = {0};
	if (ok && lh_products_make(ctx, engine, arena, plan, &products)) {
		if (lh_products_write(ctx, &products, options->out_dir))
			for (size_t i = 0; i < products.n; i++)
				printf("%s/%s\n", options->out_dir, products.items[i].name);
	} else {
		lh_diag(ctx, LH_N_CLI_NOTHING, lh_nowhere, NULL);
	}
	lh_products_free(&products);
}

static const cli_option options_of_make[] = {
	{"--for", "KEY", "地区，见 lianheti list jurisdictions",
	 CLI_TEXT, offsetof(make_options, jurisdiction)},
	{"--doc", "DOC,…|all", "文书，缺省 application；见 lianheti list documents --for KEY",
	 CLI_TEXT, offsetof(make_options, documents)},
	{"--to", "FORMAT,…", "格式，缺省 pdf,docx；见 lianheti list formats",
	 CLI_TEXT, offsetof(make_options, formats)},
	{"--slots-for", "NAME,…", "另写电子签章平台的参数：esign、tencent、kaifangqian、junziqian",
	 CLI_TEXT, offsetof(make_options, slots_for)},
	{"--dpi", "N", "图片的分辨率，缺省 110", CLI_TEXT, offsetof(make_options, dpi)},
	{"--out", "DIR", "输出文件夹，缺省 out", CLI_TEXT, offsetof(make_options, out_dir)},
	{"--draft", NULL, "草稿（缺省）：缺项列为警告，页面有浅色“草稿”",
	 CLI_FLAG, offsetof(make_options, draft)},
	{"--final", NULL, "定稿：还有缺项就不生成", CLI_FLAG, offsetof(make_options, final)},
	{"--blank", NULL, "空白表（不需要数据），文件名带 -blank",
	 CLI_FLAG, offsetof(make_options, blank)},
	{"--counterparts", NULL,
	 "协议的签署页每个单位单独一页，单面打印后分头签署（同 --option counterparts=on）",
	 CLI_FLAG, offsetof(make_options, counterparts)},
	{"--public", NULL, "公示版：不含联系人、电话、邮箱和身份证号一类的号码，文件名带 -public",
	 CLI_FLAG, offsetof(make_options, public_edition)},
	{"--option", "KEY=VALUE", "开关，可多次；见 lianheti list options --for KEY",
	 CLI_MANY, offsetof(make_options, options)},
	{"--compression", CLI_COMPRESSIONS, "压缩，缺省 compact",
	 CLI_TEXT, offsetof(make_options, compression)},
	{"--pdfa", NULL, "PDF/A-1b，用于归档", CLI_FLAG, offsetof(make_options, pdfa)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	make_options o = {.out_dir = "out"};
	const char **files;
	size_t n_files;
	lh_make_plan plan = {0};
	if (!cli_parse(ctx, args, &o, &files, &n_files) || !read_platforms(ctx, &o) ||
	    !read_formats(ctx, o.formats, &plan) || !read_dpi(ctx, o.dpi, &plan.emit.dpi))
		return EXIT_USAGE;
	cli_compression(o.compression, &plan.emit.compression);
	plan.emit.pdfa = o.pdfa;
	if (!o.jurisdiction)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "--for", NULL);
	if (!n_files && !o.blank)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "DATA.yaml", NULL);
	if (n_files > 1)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, files[1], NULL);
	if (o.draft && o.final)
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--draft", "--final", "--draft | --final", NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	if (o.counterparts)
		cli_list_add(ctx, &o.options, "counterparts=on");
	ctx->final = o.final;
	ctx->public_edition = plan.public_edition = o.public_edition && !o.blank;

	lh_engine *engine = lh_engine_open(ctx);
	if (engine) {
		lh_arena *arena = lh_arena_new();
		make_papers(ctx, engine, arena, n_files ? files[0] : NULL, &o, &plan);
		lh_arena_free(arena);
	}
	lh_engine_free(engine);
	return cli_status(ctx);
}

const cli_command cli_make = {
	.name = "make",
	.zh = "由数据生成文书（PDF、DOCX、用印位置）",
	.en = "make papers from data (PDF, DOCX, seal places)",
	.usage = "DATA.yaml --for KEY [选项]\n"
		 "--blank --for KEY [选项]\n",
	CLI_OPTIONS(options_of_make),
	.notes =
		"Makes the papers of one consortium for one jurisdiction. Files are written only when all\n"
		"of them came out; their paths go to standard output, messages to standard error.\n",
	.run = run,
};
