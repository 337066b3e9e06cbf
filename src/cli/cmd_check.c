/*
 * lianheti check: data files against the schema and the limits of their texts. Each file has its own
 * context, so that one bad file hides nothing of the others.
 */
#include <jansson.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/table.h"
#include "data/charcount.h"
#include "data/consortium.h"
#include "util/file.h"

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
			"  ", value->field->name, lh_val_path(arena, value),
			lh_fmt(arena, "%zu/%u", words, value->field->limit),
			words > value->field->limit	  ? "超出 over"
			: 10 * words >= 9 * value->field->limit ? "接近上限 near"
								: ""});
	}
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

static int check_file(const lh_ctx *outer, const lh_schema *schema, const char *path, json_t *files)
{
	lh_ctx *ctx = lh_ctx_new();
	ctx->lang = outer->lang;
	ctx->date = outer->date;
	ctx->data_dir = outer->data_dir;
	lh_arena *arena = lh_arena_new();
	const lh_consortium *consortium = lh_consortium_load(ctx, arena, schema, path);
	size_t warnings = 0;
	for (size_t i = 0; i < lh_diag_count(ctx); i++)
		warnings += lh_diag_at(ctx, i)->level == LH_LEVEL_WARNING;
	if (files) {
		json_t *data = json_array();
		for (size_t i = 0; i < lh_diag_count(ctx); i++)
			json_array_append_new(data, report_json(lh_diag_at(ctx, i)));
		json_array_append_new(files, json_pack("{s:s, s:o, s:[]}", "file", path, "data", data,
						       "jurisdictions"));
	} else {
		lh_diag_print_all(ctx, stderr);
		printf("%s: %s %zu, %s %zu\n", path, lh_level_name(LH_LEVEL_ERROR, ctx->lang),
		       lh_diag_errors(ctx), lh_level_name(LH_LEVEL_WARNING, ctx->lang), warnings);
		if (consortium) {
			cli_table table = {.n_columns = 5};
			list_limits(arena, consortium->root, &table);
			cli_table_print(&table, stdout);
		}
	}
	int status = cli_status(ctx);
	lh_arena_free(arena);
	lh_ctx_free(ctx);
	return status;
}

static int run(lh_ctx *ctx, const cli_args *args)
{
	cli_common common = {0};
	const char *format = NULL;
	const cli_option table[] = {
		CLI_COMMON_OPTIONS(common),
		{"--format", true, &format, NULL, NULL},
	};
	const char **paths = LH_NEW_ARRAY(ctx->arena, const char *, (size_t)args->argc + 1);
	size_t n_paths;
	if (!cli_parse(ctx, args, table, sizeof table / sizeof *table, paths, &n_paths) ||
	    !cli_apply_common(ctx, &common))
		return EXIT_USAGE;
	if (!n_paths)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "DATA.yaml", NULL);
	if (format && strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--format", format, "text, json", NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;

	lh_arena *arena = lh_arena_new();
	const lh_schema *schema =
		lh_schema_load(ctx, arena, lh_path_join(arena, ctx->data_dir, "templates/schema.yaml"));
	int status = cli_status(ctx);
	json_t *files = format && strcmp(format, "json") == 0 ? json_array() : NULL;
	for (size_t i = 0; schema && i < n_paths; i++) {
		int one = check_file(ctx, schema, paths[i], files);
		if (one > status)
			status = one;
	}
	if (files) {
		json_t *root = json_pack("{s:i, s:o}", "schema_version", 1, "files", files);
		json_dumpf(root, stdout, JSON_INDENT(1));
		putchar('\n');
		json_decref(root);
	}
	lh_arena_free(arena);
	return status;
}

const cli_command cli_check = {
	.name = "check",
	.zh = "检查数据文件：键名、类型、引用、字数",
	.en = "check data files: keys, types, references, text limits",
	.help =
		"用法: lianheti check DATA.yaml… [--format text|json] [--date YYYY-MM-DD] [--lang zh|en|both]\n"
		"\n"
		"逐个检查数据文件，一次列出全部问题（文件:行:列），并列出有字数限制的文本的字数。\n"
		"Checks each data file and tells all problems of it in one run, with file:line:column, and the\n"
		"length of every text that has a limit, counted as Word counts.\n",
	.run = run,
};
