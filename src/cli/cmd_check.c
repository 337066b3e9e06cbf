/*
 * lianheti check: data files against the schema, the limits of their texts and, with --for, the
 * published conditions. Each file has its own context, so that one bad file hides nothing of the others.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/table.h"
#include "cli/verdict.h"
#include "data/model/charcount.h"
#include "data/model/consortium.h"
#include "paper/complete.h"
#include "paper/printable.h"
#include "paper/products.h"

/* Every filled text that has a limit: path and 187/200. */
static void list_limits(lh_arena *arena, const lh_val *value, cli_table *table)
{
	if (!value)
		return;
	if (value->kind == LH_KIND_RECORD) {
		for (size_t i = 0; i < value->u.record.type->n_fields; i++)
			list_limits(arena, value->u.record.fields[i], table);
	} else if (value->kind == LH_KIND_LIST) {
		for (size_t i = 0; i < value->u.list.n; i++)
			list_limits(arena, value->u.list.items[i], table);
	} else if (value->kind == LH_KIND_TEXT && value->field && value->field->limit) {
		size_t words = lh_char_count_of(value->u.text).word;
		cli_table_row(table, (const char *[]){
			lh_fmt(arena, "  %s", value->field->name), lh_val_path(arena, value),
			lh_fmt(arena, "%zu/%u", words, value->field->limit),
			words > value->field->limit	  ? "超出 over"
			: 10 * words >= 9 * value->field->limit ? "接近上限 near"
								: ""});
	}
}

static cli_table limits_of(lh_arena *arena, const lh_val *root)
{
	cli_table table = {.n_columns = 4};
	list_limits(arena, root, &table);
	return table;
}

static json_t *report_json(const lh_report *report)
{
	json_t *object = json_pack(
		"{s:o, s:s, s:s, s:s, s:i, s:i}", "code",
		json_sprintf("LH%04d", lh_msg_number(report->msg)), "level",
		lh_level_name(report->level, LH_LANG_EN), "message", report->zh, "message_en", report->en,
		"line", (int)report->loc.line, "column", (int)report->loc.col);
	json_object_set_new(object, "file",
			    report->loc.file ? json_string(report->loc.file) : json_null());
	return object;
}

/* One data file with its own messages, and what was found in it. */
typedef struct checked {
	const char *path;
	lh_ctx *ctx;
	const lh_consortium *consortium; /* while it is judged; NULL otherwise */
	bool readable;
	cli_table limits;                /* texts with a limit, when nothing is judged */
	lh_verdict *verdicts;
	size_t n_verdicts;
} checked;

typedef struct check_options {
	cli_common common;
	const char *jurisdiction, *format;
	bool all;
} check_options;

static bool is_json(const check_options *options)
{
	return options->format && strcmp(options->format, "json") == 0;
}

static lh_ctx *file_ctx(const lh_ctx *outer)
{
	lh_ctx *ctx = lh_ctx_new();
	ctx->lang = outer->lang;
	ctx->date = outer->date;
	ctx->data_dir = outer->data_dir;
	return ctx;
}

/* "all" means those that the data has a block for. */
static bool judged(const checked *file, const lh_jurisdiction *j, const char *wanted)
{
	if (strcmp(wanted, "all") != 0)
		return strcmp(wanted, j->key) == 0;
	const lh_val *blocks = lh_val_at(file->consortium->root, "jurisdictions");
	for (size_t i = 0; blocks && i < blocks->u.list.n; i++) {
		const lh_val *key = lh_val_at(blocks->u.list.items[i], "key");
		if (key && strcmp(key->u.text, j->key) == 0)
			return true;
	}
	return false;
}

/* What is still to be filled in for the papers of that jurisdiction, before its conditions. */
static void list_gaps(lh_engine *engine, lh_arena *arena, const lh_jurisdiction *j, checked *file)
{
	const char *unknown;
	size_t n;
	const lh_document_info *const *documents = lh_plan_documents(arena, j, "all", &n, &unknown);
	lh_tell_incomplete(file->ctx, engine, arena, file->consortium, j, documents, n, /*everything*/ true);
}

static void judge_file(lh_engine *engine, lh_arena *arena, const char *wanted, checked *file)
{
	const lh_catalog *catalog = lh_engine_catalog(engine);
	file->verdicts = LH_NEW_ARRAY(arena, lh_verdict, catalog->n_jurisdictions);
	for (size_t i = 0; i < catalog->n_jurisdictions; i++) {
		const lh_jurisdiction *j = &catalog->jurisdictions[i];
		if (!judged(file, j, wanted))
			continue;
		list_gaps(engine, arena, j, file);
		if (lh_judge(file->ctx, engine, arena, file->consortium, j, NULL, 0,
							&file->verdicts[file->n_verdicts]))
			file->n_verdicts++;
	}
}

/* The files of a batch are compared jurisdiction by jurisdiction. */
static void compare_files(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, checked *files, size_t n)
{
	const lh_catalog *catalog = lh_engine_catalog(engine);
	for (size_t i = 0; i < catalog->n_jurisdictions; i++) {
		const lh_jurisdiction *j = &catalog->jurisdictions[i];
		lh_verdict **verdicts = LH_NEW_ARRAY(arena, lh_verdict *, n);
		lh_finding **findings = LH_NEW_ARRAY(arena, lh_finding *, n);
		const char **names = LH_NEW_ARRAY(arena, const char *, n);
		size_t m = 0;
		for (size_t f = 0; f < n; f++)
			for (size_t k = 0; k < files[f].n_verdicts; k++)
				if (files[f].verdicts[k].jurisdiction == j) {
					verdicts[m] = &files[f].verdicts[k];
					findings[m] = verdicts[m]->findings;
					names[m++] = files[f].path;
				}
		if (m < 2)
			continue;
		lh_rules_batch(arena, lh_engine_rules(ctx, engine, j), findings, names, m);
		for (size_t f = 0; f < m; f++)
			lh_verdict_count(verdicts[f]);
	}
}

static void print_file(const checked *file, const check_options *options, bool colour)
{
	size_t warnings = 0;
	for (size_t i = 0; i < lh_diag_count(file->ctx); i++)
		warnings += lh_diag_at(file->ctx, i)->level == LH_LEVEL_WARNING;
	lh_diag_print_all(file->ctx, stderr);
	printf("%s: %s %zu, %s %zu\n", file->path, lh_level_name(LH_LEVEL_ERROR, file->ctx->lang),
	       lh_diag_errors(file->ctx), lh_level_name(LH_LEVEL_WARNING, file->ctx->lang), warnings);
	if (!file->readable)
		return;
	if (file->n_verdicts) {
		cli_verdict_summary(file->ctx, file->verdicts, file->n_verdicts, stdout);
		for (size_t i = 0; i < file->n_verdicts; i++)
			cli_verdict_details(file->ctx, &file->verdicts[i], options->all, colour, stdout);
		return;
	}
	cli_table limits = file->limits;
	cli_table_print(&limits, stdout);
}

static json_t *file_json(const checked *file)
{
	json_t *data = json_array(), *jurisdictions = json_array();
	for (size_t i = 0; i < lh_diag_count(file->ctx); i++)
		json_array_append_new(data, report_json(lh_diag_at(file->ctx, i)));
	for (size_t i = 0; i < file->n_verdicts; i++)
		json_array_append_new(jurisdictions, cli_verdict_json(&file->verdicts[i]));
	return json_pack("{s:s, s:o, s:o}", "file", file->path, "data", data, "jurisdictions", jurisdictions);
}

static int file_status(const checked *file)
{
	int status = cli_status(file->ctx);
	for (size_t i = 0; i < file->n_verdicts && status == EXIT_FINE; i++)
		status = file->verdicts[i].worst == LH_RESULT_ERROR ? EXIT_INPUT : EXIT_FINE;
	return status;
}

static int show_files(const checked *files, size_t n, const check_options *options)
{
	bool json = is_json(options);
	bool colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	json_t *list = json ? json_array() : NULL;
	int status = EXIT_FINE;
	for (size_t i = 0; i < n; i++) {
		if (json)
			json_array_append_new(list, file_json(&files[i]));
		else
			print_file(&files[i], options, colour);
		if (file_status(&files[i]) > status)
			status = file_status(&files[i]);
	}
	if (json) {
		json_t *root = json_pack("{s:i, s:o}", "schema_version", 1, "files", list);
		json_dumpf(root, stdout, JSON_INDENT(1));
		putchar('\n');
		json_decref(root);
	}
	return status;
}

static int check_files(lh_ctx *ctx, lh_engine *engine, const check_options *options,
		       const char *const *paths, size_t n)
{
	const lh_catalog *catalog = lh_engine_catalog(engine);
	const char *wanted = options->jurisdiction;
	if (wanted && strcmp(wanted, "all") != 0 && !cli_jurisdiction(ctx, catalog, wanted))
		return cli_status(ctx);
	/* Broken rules are told once, here, and stop nothing but the jurisdiction that they belong to. */
	for (size_t i = 0; wanted && i < catalog->n_jurisdictions; i++)
		if (strcmp(wanted, "all") == 0 || strcmp(wanted, catalog->jurisdictions[i].key) == 0)
			lh_engine_rules(ctx, engine, &catalog->jurisdictions[i]);
	lh_arena *arena = lh_arena_new();
	checked *files = LH_NEW_ARRAY(arena, checked, n);
	for (size_t i = 0; i < n; i++) {
		files[i] = (checked){.path = paths[i], .ctx = file_ctx(ctx)};
		lh_arena *data = lh_arena_new();
		files[i].consortium =
			lh_consortium_load(files[i].ctx, data, catalog->names.schema, paths[i]);
		if (files[i].consortium)
			lh_data_printable(files[i].ctx, engine, files[i].consortium);
		if (files[i].consortium && wanted)
			judge_file(engine, arena, wanted, &files[i]);
		else if (files[i].consortium && !is_json(options))
			files[i].limits = limits_of(arena, files[i].consortium->root);
		if (!files[i].consortium && wanted)
			lh_diag(files[i].ctx, LH_N_CLI_UNJUDGED, (lh_loc){paths[i], 0, 0}, NULL);
		/* Thousands of files are kept as what was found in them. */
		files[i].readable = files[i].consortium != NULL;
		files[i].consortium = NULL;
		lh_arena_free(data);
	}
	if (wanted)
		compare_files(ctx, engine, arena, files, n);
	int status = show_files(files, n, options);
	for (size_t i = 0; i < n; i++)
		lh_ctx_free(files[i].ctx);
	lh_arena_free(arena);
	return status > cli_status(ctx) ? status : cli_status(ctx);
}

static const cli_option options_of_check[] = {
	{"--for", "KEY|all", "对照某地区（或数据中的全部地区）公布的条件，逐条给出结论、原文和办法",
	 CLI_TEXT, offsetof(check_options, jurisdiction)},
	{"--all", NULL, "符合的和说明性的条款也列出", CLI_FLAG, offsetof(check_options, all)},
	{"--format", "text|json", "json 供程序读取，见 docs/check.md",
	 CLI_TEXT, offsetof(check_options, format)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	check_options o = {.format = NULL};
	const char **paths;
	size_t n_paths;
	if (!cli_parse(ctx, args, &o, &paths, &n_paths))
		return EXIT_USAGE;
	if (!n_paths)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "DATA.yaml", NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	lh_engine *engine = lh_engine_open(ctx);
	int status = engine ? check_files(ctx, engine, &o, paths, n_paths) : cli_status(ctx);
	lh_engine_free(engine);
	return status;
}

const cli_command cli_check = {
	.name = "check",
	.zh = "检查数据文件；--for 对照各地公布的条件",
	.en = "check data files; with --for also the published conditions",
	.usage = "DATA.yaml… [--for KEY|all] [--all] [--format text|json]\n",
	CLI_OPTIONS(options_of_check),
	.notes =
		"不写 --for 时只检查键名、类型、引用、编码和字数，并列出有字数限制的文本的字数。多份数据一起\n"
		"检查时，还比较彼此（如一家单位只能牵头一个联合体）。--date 用于“填报日期在将来”一类检查。\n"
		"Tells all problems of each file in one run, with file:line:column. With --for the conditions of\n"
		"the guideline too: result, words, value found, bound, and what to do.\n",
	.run = run,
};
