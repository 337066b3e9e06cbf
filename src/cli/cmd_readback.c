/*
 * lianheti readback: what the parties changed in a DOCX of ours. Values are told with their place in
 * the data, printed text line by line; --patch writes the data with the new values.
 */
#include <jansson.h>
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "returned/readback.h"
#include "util/file.h"

typedef struct readback_options {
	cli_common common;
	const char *jurisdiction, *document, *format, *patch;
	cli_list options;
} readback_options;

static void print_field(const lh_ctx *ctx, const lh_field_change *f)
{
	bool en = ctx->lang == LH_LANG_EN;
	printf("%s:%u:%u: %s %s\n  - %s\n  + %s\n", f->loc.file ? f->loc.file : "", (unsigned)f->loc.line,
	       (unsigned)f->loc.col, f->path, f->name, f->before, f->after);
	if (f->places < f->of)
		printf(en ? "  (in %zu of %zu places)\n" : "  （改了 %zu 处，共印有 %zu 处）\n", f->places, f->of);
	if (f->conflict)
		puts(en ? "  ! places were changed differently: decide by hand" : "  ！几处改得不一样，请人工决定");
	else if (!f->can_patch)
		puts(en ? "  ! cannot be taken over: change the data by hand" : "  ！不能自动写回，请人工修改数据");
}

static void print_text(const lh_readback *changes, const lh_ctx *ctx)
{
	bool en = ctx->lang == LH_LANG_EN;
	if (changes->n_fields)
		printf(en ? "Data changed: %zu\n" : "改了的数据：%zu 项\n", changes->n_fields);
	for (size_t i = 0; i < changes->n_fields; i++)
		print_field(ctx, &changes->fields[i]);
	if (changes->n_texts)
		printf(en ? "Printed text changed: %zu\n" : "改了的正文（不是数据）：%zu 处\n", changes->n_texts);
	for (size_t i = 0; i < changes->n_texts; i++) {
		const lh_text_change *t = &changes->texts[i];
		if (t->before)
			printf("  - %s\n", t->before);
		if (t->after)
			printf("  + %s\n", t->after);
		if (i + 1 < changes->n_texts)
			putchar('\n');
	}
	if (!changes->n_fields && !changes->n_texts)
		puts(en ? "No difference." : "没有改动。");
}

static void print_json(const lh_readback *changes, const char *file, const char *document)
{
	json_t *fields = json_array(), *texts = json_array();
	for (size_t i = 0; i < changes->n_fields; i++) {
		const lh_field_change *f = &changes->fields[i];
		json_array_append_new(
			fields, json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:i, s:i, s:b, s:b}", "path", f->path,
					  "name", f->name, "old", f->before, "new", f->after, "places",
					  (json_int_t)f->places, "of", (json_int_t)f->of, "line",
					  (int)f->loc.line, "column", (int)f->loc.col, "conflict",
					  (int)f->conflict, "can_patch", (int)f->can_patch));
	}
	for (size_t i = 0; i < changes->n_texts; i++)
		json_array_append_new(texts, json_pack("{s:s?, s:s?}", "old", changes->texts[i].before, "new",
						       changes->texts[i].after));
	json_t *root = json_pack("{s:i, s:s, s:s, s:o, s:o}", "schema_version", 1, "file", file, "document",
				 document, "fields", fields, "text", texts);
	json_dumpf(root, stdout, JSON_INDENT(1));
	putchar('\n');
	json_decref(root);
}

/* True when there are changes. */
static bool readback(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *docx, const char *data,
		     const readback_options *o)
{
	lh_paper_request request;
	lh_buf bytes = {0}, patched = {0};
	lh_readback changes = {0};
	size_t n = 0;
	if (cli_request(ctx, engine, arena, data, o->jurisdiction, o->document, &o->options, &request) &&
	    lh_file_read(ctx, docx, CLI_MOST_DOCX, &bytes) &&
	    lh_readback_make(ctx, engine, arena, &request, docx, &bytes, &changes)) {
		if (o->format && strcmp(o->format, "json") == 0)
			print_json(&changes, docx, o->document);
		else
			print_text(&changes, ctx);
		if (o->patch && lh_readback_patch(ctx, engine, &request, &changes, &patched, &n) &&
		    lh_file_write(ctx, o->patch, patched.bytes, patched.length))
			lh_diag(ctx, LH_N_CLI_PATCHED, (lh_loc){o->patch, 0, 0}, lh_fmt(arena, "%zu", n), NULL);
	}
	lh_buf_free(&bytes);
	lh_buf_free(&patched);
	return changes.n_fields || changes.n_texts;
}

static const cli_option options_of_readback[] = {
	{"--for", "KEY", "地区", CLI_TEXT, offsetof(readback_options, jurisdiction)},
	{"--doc", "DOC", "文书，缺省 agreement", CLI_TEXT, offsetof(readback_options, document)},
	{"--option", "KEY=VALUE", "生成时用过的开关",
	 CLI_MANY, offsetof(readback_options, options)},
	{"--patch", "FILE", "把改了的数据写成新文件（可以就是 DATA.yaml）；没有改到的地方一字不动",
	 CLI_TEXT, offsetof(readback_options, patch)},
	{"--format", "text|json", "json 供程序读取", CLI_TEXT, offsetof(readback_options, format)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	readback_options o = {.document = "agreement"};
	const char **files;
	size_t n_files;
	if (!cli_parse(ctx, args, &o, &files, &n_files))
		return EXIT_USAGE;
	cli_check_compared(ctx, o.jurisdiction, "FILE.docx DATA.yaml", files, n_files);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	bool changed = false;
	lh_engine *engine = lh_engine_open(ctx);
	if (engine) {
		lh_arena *arena = lh_arena_new();
		changed = readback(ctx, engine, arena, files[0], files[1], &o);
		lh_arena_free(arena);
	}
	lh_engine_free(engine);
	int status = cli_status(ctx);
	return status == EXIT_FINE && changed ? EXIT_INPUT : status;
}

const cli_command cli_readback = {
	.name = "readback",
	.zh = "读回各方改过的 DOCX：改了哪些数据、哪些正文",
	.en = "read an edited DOCX back: which data and which text was changed",
	.usage = "FILE.docx DATA.yaml --for KEY [--doc agreement] [--patch OUT.yaml]\n",
	CLI_OPTIONS(options_of_readback),
	.notes =
		"与由数据重新生成的文书对照。填写的内容（内容控件里的）改了，列出数据路径、位置、旧值和新值；\n"
		"印好的条款改了一个字，也会列出。接受或拒绝修订以后再读回；未接受的修订按接受计。\n"
		"状态 0：没有改动；1：有改动或有错误。\n"
		"Compares the file with the paper that the data gives. Changed values are told with path and\n"
		"place; every other change of the text is told too. Status 0: no difference, 1: differences.\n",
	.run = run,
};
