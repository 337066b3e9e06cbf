/*
 * lianheti init: a data file to fill in, written from the schema. It is valid as it stands: every
 * value is empty, every list of records shows one record, and each key carries a comment with its
 * other name, its type, its limit and the cells that print it. With --district the same for the file of
 * a district's packet.
 */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "packet/district.h"
#include "paper/engine.h"

typedef struct writer {
	lh_ctx *ctx;
	const lh_jurisdiction *jurisdiction;
	const lh_usage *usage; /* NULL: every field belongs; the file is a district's, not a consortium's */
	bool chinese; /* keys in Chinese */
	lh_buf out;
} writer;

static void indent(writer *w, int depth)
{
	for (int i = 0; i < depth; i++)
		lh_buf_puts(&w->out, "  ");
}

static void put_enum(writer *w, const lh_enum *e)
{
	for (size_t i = 0; i < e->n_values; i++)
		lh_buf_printf(&w->out, "%s%s", i ? " | " : "",
			      w->chinese ? e->values[i].label : e->values[i].code);
}

static void put_comment(writer *w, const lh_field *f)
{
	const lh_type *item = f->type.kind == LH_KIND_LIST ? f->type.item : &f->type;
	lh_buf_printf(&w->out, "  # %s", w->chinese ? f->key : f->name);
	if (f->required)
		lh_buf_puts(&w->out, "；必填");
	if (item->kind == LH_KIND_ENUM) {
		lh_buf_puts(&w->out, "；");
		put_enum(w, item->enumeration);
	} else if (item->kind == LH_KIND_DATE) {
		lh_buf_puts(&w->out, item->month_only ? "；YYYY-MM" : "；YYYY-MM-DD");
	} else if (item->kind == LH_KIND_BOOL) {
		lh_buf_puts(&w->out, "；true | false");
	} else if (item->kind == LH_KIND_NUMBER && item->year) {
		lh_buf_puts(&w->out, "；年份");
	} else if (item->kind == LH_KIND_REF) {
		lh_buf_printf(&w->out, "；%s的编号", item->record->name);
	}
	if (f->limit)
		lh_buf_printf(&w->out, "；%u字以内", f->limit);
	if (f->max_items)
		lh_buf_printf(&w->out, "；不超过%zu项", f->max_items);
	if (f->note && *f->note)
		lh_buf_printf(&w->out, "；%s", f->note);
	if (f->cells && *f->cells)
		lh_buf_printf(&w->out, "；用于 %s", f->cells);
	lh_buf_putc(&w->out, '\n');
}

static void put_record(writer *w, const lh_record *record, int depth, const char *skip);

/*
 * Whether a field belongs into the file: the jurisdiction's papers or rules read it, or a record
 * cannot do without it. What no expression can name (the version, the blocks of the jurisdictions)
 * stands at the top in any case.
 */
static bool belongs(const writer *w, const lh_record *record, const lh_field *f, int depth)
{
	bool top = depth == 0 && (f->type.kind != LH_KIND_LIST || f->type.keyed) &&
		   f->type.kind != LH_KIND_RECORD;
	bool id = record->id_field && strcmp(f->key, record->id_field) == 0;
	return top || id || !w->usage || lh_usage_has(w->usage, f);
}

/*
 * A scalar, or a list of scalars: empty, but for what a file cannot do without (who leads). Anywhere else a
 * value given in advance would be a false statement when it is left standing.
 */
static void put_scalar(writer *w, const lh_record *record, const lh_field *f)
{
	const lh_type *type = &f->type;
	if (type->kind == LH_KIND_LIST)
		lh_buf_puts(&w->out, " []");
	else if (record->id_field && strcmp(f->key, record->id_field) == 0)
		lh_buf_printf(&w->out, " %s1", record->key);
	else if (!w->usage && strcmp(f->key, "jurisdiction") == 0)
		lh_buf_printf(&w->out, " %s", w->jurisdiction->key);
	else if (type->kind == LH_KIND_ENUM && f->required && (record->id_field || !w->usage))
		lh_buf_printf(&w->out, " %s",
			      w->chinese ? type->enumeration->values[0].label
					 : type->enumeration->values[0].code);
}

/* In a district's file the keyed list is the documents: all that the jurisdiction has. */
static void put_documents(writer *w, const lh_record *record, int depth)
{
	for (size_t i = 0; i < w->jurisdiction->n_documents; i++) {
		indent(w, depth);
		lh_buf_printf(&w->out, "%s: {%s: auto}  # %s\n", w->jurisdiction->documents[i].key,
			      w->chinese ? record->fields[1].name : record->fields[1].key,
			      w->jurisdiction->documents[i].title);
	}
}

static void put_field(writer *w, const lh_record *record, const lh_field *f, int depth)
{
	lh_buf_printf(&w->out, "%s:", w->chinese ? f->name : f->key);
	bool list = f->type.kind == LH_KIND_LIST;
	const lh_type *item = list ? f->type.item : &f->type;
	if (item->kind != LH_KIND_RECORD) {
		put_scalar(w, record, f);
		put_comment(w, f);
		return;
	}
	if (f->type.keyed && lh_record_field(item->record, "value")) {
		lh_buf_puts(&w->out, " {}");
		put_comment(w, f);
		return;
	}
	put_comment(w, f);
	if (f->type.keyed && !w->usage) {
		put_documents(w, item->record, depth + 1);
		return;
	}
	indent(w, depth + 1);
	if (f->type.keyed) {
		lh_buf_printf(&w->out, "%s:\n", w->jurisdiction->key);
		indent(w, depth + 2);
		put_record(w, item->record, depth + 2, item->record->id_field);
	} else if (list) {
		lh_buf_puts(&w->out, "- ");
		put_record(w, item->record, depth + 2, NULL);
	} else {
		put_record(w, item->record, depth + 1, NULL);
	}
}

/* A record that is only asked whether it is there has no field that is read: then all of them are. */
static bool any_belongs(const writer *w, const lh_record *record, int depth, const char *skip)
{
	for (size_t i = 0; i < record->n_fields; i++) {
		const lh_field *f = &record->fields[i];
		if (!(skip && strcmp(f->key, skip) == 0) && belongs(w, record, f, depth))
			return true;
	}
	return false;
}

/* The first key goes where the line already stands, the others on lines of their own at `depth`. */
static void put_record(writer *w, const lh_record *record, int depth, const char *skip)
{
	bool first = true, all = !any_belongs(w, record, depth, skip);
	for (size_t i = 0; i < record->n_fields; i++) {
		const lh_field *f = &record->fields[i];
		if (f->internal || (skip && strcmp(f->key, skip) == 0) || (!all && !belongs(w, record, f, depth)))
			continue;
		if (!first)
			indent(w, depth);
		first = false;
		put_field(w, record, f, depth);
	}
}

static void write_consortium(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *j, bool chinese)
{
	writer w = {.ctx = ctx, .jurisdiction = j, .chinese = chinese};
	w.usage = lh_engine_usage(ctx, engine, j);
	if (!w.usage)
		return;
	lh_buf_printf(&w.out,
		      "# 创新联合体数据文件，用于%s（%s）\n"
		      "# 每个键后面是中文名、要求和用处；没有的内容留空，整段没有的可以删去。\n"
		      "# 单位、人员等多条时照样再写一条“- ”。写“……的编号”的，填本文件中那一条的编号（如 unit1）。\n"
		      "# 检查：lianheti check 本文件 --for %s    生成：lianheti make 本文件 --for %s\n",
		      j->name, j->guideline, j->key, j->key);
	put_record(&w, lh_engine_catalog(engine)->names.schema->root, 0, NULL);
	fputs(lh_buf_str(&w.out), stdout);
	lh_buf_free(&w.out);
}

static void write_district(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *j, bool chinese)
{
	writer w = {.ctx = ctx, .jurisdiction = j, .chinese = chinese};
	const lh_schema *schema = lh_district_schema(ctx, ctx->arena, lh_engine_catalog(engine));
	if (!schema)
		return;
	lh_buf_printf(&w.out,
		      "# 区县清单，用于%s（%s）\n"
		      "# 每个键后面是中文名和要求；不交的文书删去该行。\n"
		      "# 生成：lianheti packet 本文件 --out 文件夹\n",
		      j->name, j->guideline);
	put_record(&w, schema->root, 0, NULL);
	fputs(lh_buf_str(&w.out), stdout);
	lh_buf_free(&w.out);
}

typedef struct init_options {
	cli_common common;
	const char *jurisdiction, *keys;
	bool district;
} init_options;

static const cli_option options_of_init[] = {
	{"--for", "KEY", "地区，见 lianheti list jurisdictions",
	 CLI_TEXT, offsetof(init_options, jurisdiction)},
	{"--district", NULL, "区县清单（lianheti packet 用），不是一个联合体的数据",
	 CLI_FLAG, offsetof(init_options, district)},
	{"--keys", "zh|en", "键名用中文还是英文，缺省英文（两种键名可以混用）",
	 CLI_TEXT, offsetof(init_options, keys)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	init_options o = {.keys = NULL};
	const char **words;
	size_t n_words;
	if (!cli_parse(ctx, args, &o, &words, &n_words))
		return EXIT_USAGE;
	if (!o.jurisdiction)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "--for", NULL);
	if (n_words)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, words[0], NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;

	bool chinese = o.keys && strcmp(o.keys, "zh") == 0;
	lh_engine *engine = lh_engine_open(ctx);
	const lh_jurisdiction *j =
		engine ? cli_jurisdiction(ctx, lh_engine_catalog(engine), o.jurisdiction) : NULL;
	if (j && o.district)
		write_district(ctx, engine, j, chinese);
	else if (j)
		write_consortium(ctx, engine, j, chinese);
	lh_engine_free(engine);
	return cli_status(ctx);
}

const cli_command cli_init = {
	.name = "init",
	.zh = "写出带说明的空数据文件",
	.en = "write a commented data file to fill in",
	.usage = "--for KEY [--district] [--keys zh|en] > 数据文件.yaml\n",
	CLI_OPTIONS(options_of_init),
	.notes =
		"Writes a valid, empty data file with every key that the jurisdiction uses: its Chinese name,\n"
		"limit, allowed values and the cells that print it.\n",
	.run = run,
};
