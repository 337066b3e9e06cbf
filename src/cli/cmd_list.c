/* lianheti list: what there is. Everything it says comes from the data files. */
#include <jansson.h>
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/table.h"
#include "data/model/consortium.h"
#include "emit/formats.h"
#include "emit/places/slots.h"
#include "paper/make.h"
#include "paper/products.h"

/* One listing: rows of cells under keys that JSON uses as they stand. */
typedef struct listing {
	const char *const *keys;
	cli_table table;
	json_t *json; /* array, or NULL for text */
} listing;

static void put(listing *l, const char *const *cells)
{
	if (!l->json) {
		cli_table_row(&l->table, cells);
		return;
	}
	json_t *object = json_object();
	for (size_t i = 0; i < l->table.n_columns; i++)
		json_object_set_new(object, l->keys[i], json_string(cells[i]));
	json_array_append_new(l->json, object);
}

#define KEYS(l, ...)                                                                                   \
	do {                                                                                           \
		static const char *const keys_[] = {__VA_ARGS__};                                      \
		(l)->keys = keys_;                                                                     \
		(l)->table.n_columns = sizeof keys_ / sizeof *keys_;                                   \
	} while (0)

static void list_jurisdictions(lh_ctx *ctx, const lh_catalog *catalog, listing *l)
{
	(void)ctx;
	KEYS(l, "key", "edition", "name", "department", "guideline");
	for (size_t i = 0; i < catalog->n_jurisdictions; i++) {
		const lh_jurisdiction *j = &catalog->jurisdictions[i];
		put(l, (const char *[]){j->key, j->edition, j->name, j->department, j->guideline});
	}
}

static void list_documents(lh_ctx *ctx, const lh_jurisdiction *j, listing *l)
{
	KEYS(l, "key", "status", "title", "source", "note");
	for (size_t i = 0; i < j->n_documents; i++) {
		const lh_document_info *d = &j->documents[i];
		put(l, (const char *[]){d->key, lh_doc_status_name(d->status, ctx->lang), d->title, d->source,
					d->loc_note});
	}
}

static void list_options(lh_ctx *ctx, const lh_jurisdiction *j, listing *l)
{
	KEYS(l, "key", "values", "note");
	for (size_t i = 0; i < j->n_options; i++) {
		const lh_option_info *o = &j->options[i];
		put(l, (const char *[]){o->key, cli_join(ctx->arena, o->values, o->n_values),
					o->note ? o->note : ""});
	}
}

static void list_record(lh_ctx *ctx, const lh_record *record, const char *prefix, int depth, listing *l)
{
	/* Records never nest deeper than the YAML limit; this guards a schema that refers to itself. */
	if (depth > 16)
		return;
	for (size_t i = 0; i < record->n_fields; i++) {
		const lh_field *f = &record->fields[i];
		if (f->internal)
			continue;
		const lh_type *item = f->type.kind == LH_KIND_LIST ? f->type.item : &f->type;
		const char *path = lh_fmt(ctx->arena, "%s%s%s", prefix, f->key,
					  f->type.kind == LH_KIND_LIST ? (f->type.keyed ? ".<key>" : "[]") : "");
		put(l, (const char *[]){path, f->name, lh_type_str(ctx->arena, &f->type),
					f->required ? "*" : "",
					f->limit ? lh_fmt(ctx->arena, "≤ %u", f->limit) : "", f->note});
		if (item->kind == LH_KIND_RECORD)
			list_record(ctx, item->record, lh_fmt(ctx->arena, "%s.", path), depth + 1, l);
	}
}

static void list_fields(lh_ctx *ctx, const lh_catalog *catalog, listing *l)
{
	KEYS(l, "path", "name", "type", "required", "limit", "note");
	list_record(ctx, catalog->names.schema->root, "", 0, l);
}

static void list_fonts(lh_ctx *ctx, lh_fonts *fonts, listing *l)
{
	KEYS(l, "role", "order", "face", "file", "docx");
	for (int role = 0; role < LH_ROLE_COUNT; role++) {
		const char *docx = lh_fonts_docx_name(fonts, (lh_role)role);
		size_t n;
		const uint16_t *chain = lh_fonts_chain(fonts, (lh_role)role, &n);
		for (size_t i = 0; i < n; i++)
			put(l, (const char *[]){lh_role_name((lh_role)role),
						lh_fmt(ctx->arena, "%zu", i + 1),
						lh_fonts_key(fonts, chain[i]),
						lh_fonts_path(fonts, chain[i]), docx});
	}
}

static void list_rules(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *j, listing *l)
{
	static const char *const kinds[] = {"C", "D", "S", "B", "T"};
	KEYS(l, "rule", "severity", "kind", "place", "quote");
	const lh_rules *rules = lh_engine_rules(ctx, engine, j);
	for (size_t i = 0; rules && i < rules->n_rules; i++) {
		const lh_rule *r = &rules->rules[i];
		put(l, (const char *[]){r->id, lh_severity_name(r->severity, ctx->lang), kinds[r->kind],
					r->place, r->quote});
	}
}

static void list_formats(listing *l)
{
	KEYS(l, "name", "suffix", "made_from");
	for (const lh_emitter *const *e = lh_emitters(); *e; e++)
		put(l, (const char *[]){(*e)->name, (*e)->suffix, (*e)->emit_tree ? "tree" : "pages"});
}

static void list_functions(lh_ctx *ctx, listing *l)
{
	KEYS(l, "signature", "meaning");
	size_t n;
	const lh_function_info *all = lh_expr_functions(&n);
	for (size_t i = 0; i < n; i++)
		put(l, (const char *[]){all[i].signature, ctx->lang == LH_LANG_EN ? all[i].en : all[i].zh});
}

/* Hundredths of a millimetre are finer than a seal is set. */
static const char *millimetres(lh_arena *arena, lh_emu length)
{
	int64_t hundredths = ((int64_t)length * 100 + LH_EMU_MM / 2) / LH_EMU_MM;
	return lh_fmt(arena, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static void list_slots_of(lh_ctx *ctx, lh_engine *engine, lh_arena *arena,
			  const lh_paper_request *request, listing *l)
{
	lh_paper paper;
	size_t before = lh_diag_count(ctx);
	if (!lh_paper_wanted(ctx, engine, arena, request) ||
	    !lh_paper_make(ctx, engine, arena, request, &paper))
		return;
	/* What is still missing in the paper is told by make and check. */
	lh_diag_rewind(ctx, before);
	for (size_t i = 0; i < paper.pages->n_slots; i++) {
		const lh_placed_slot *p = &paper.pages->slots[i];
		put(l, (const char *[]){
			       request->document->key, lh_fmt(ctx->arena, "%zu", p->page + 1),
			       lh_arena_strdup(ctx->arena, p->slot->id), lh_slot_kind_name(p->slot->kind),
			       lh_arena_strdup(ctx->arena, p->slot->name),
			       lh_fmt(ctx->arena, "%s %s", millimetres(arena, p->x), millimetres(arena, p->y)),
			       lh_fmt(ctx->arena, "%s %s", millimetres(arena, p->w), millimetres(arena, p->h)),
			       p->keyword ? lh_arena_strdup(ctx->arena, p->keyword) : "",
		       });
	}
}

/* Places for seals and signatures in the papers of one consortium. */
static void list_slots(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *j, const char *data_file,
		       const char *documents, listing *l)
{
	KEYS(l, "document", "page", "id", "kind", "name", "x_y", "w_h", "keyword");
	const char *unknown;
	size_t n;
	const lh_document_info *const *wanted =
		lh_plan_documents(ctx->arena, j, documents ? documents : "all", &n, &unknown);
	if (!wanted) {
		cli_no_document(ctx, j, unknown);
		return;
	}
	lh_arena *arena = lh_arena_new();
	const lh_consortium *consortium =
		lh_consortium_load(ctx, arena, lh_engine_catalog(engine)->names.schema, data_file);
	for (size_t i = 0; consortium && i < n; i++) {
		const lh_paper_request request = {
			.consortium = consortium, .jurisdiction = j, .document = wanted[i]};
		list_slots_of(ctx, engine, arena, &request, l);
	}
	lh_arena_free(arena);
}

#define THINGS "jurisdictions|documents|fields|rules|options|fonts|formats|functions|slots"

static bool needs_jurisdiction(const char *thing)
{
	return strcmp(thing, "documents") == 0 || strcmp(thing, "options") == 0 ||
	       strcmp(thing, "rules") == 0 || strcmp(thing, "slots") == 0;
}

typedef struct list_request {
	cli_common common;
	const char *jurisdiction, *documents, *format;
	const char *thing, *data_file;
} list_request;

static void list_thing(lh_ctx *ctx, lh_engine *engine, const list_request *asked, listing *l)
{
	const char *thing = asked->thing, *key = asked->jurisdiction;
	const lh_catalog *catalog = lh_engine_catalog(engine);
	const lh_jurisdiction *j = key ? cli_jurisdiction(ctx, catalog, key) : NULL;
	if (key && !j)
		return;
	if (strcmp(thing, "jurisdictions") == 0)
		list_jurisdictions(ctx, catalog, l);
	else if (strcmp(thing, "documents") == 0)
		list_documents(ctx, j, l);
	else if (strcmp(thing, "options") == 0)
		list_options(ctx, j, l);
	else if (strcmp(thing, "fields") == 0)
		list_fields(ctx, catalog, l);
	else if (strcmp(thing, "rules") == 0)
		list_rules(ctx, engine, j, l);
	else if (strcmp(thing, "fonts") == 0)
		list_fonts(ctx, lh_engine_fonts(engine), l);
	else if (strcmp(thing, "formats") == 0)
		list_formats(l);
	else if (strcmp(thing, "slots") == 0)
		list_slots(ctx, engine, j, asked->data_file, asked->documents, l);
	else
		list_functions(ctx, l);
}

static const cli_option options_of_list[] = {
	{"--for", "KEY", "地区；documents、options、rules、slots 要写",
	 CLI_TEXT, offsetof(list_request, jurisdiction)},
	{"--doc", "DOC,…|all", "slots 的文书，缺省全部",
	 CLI_TEXT, offsetof(list_request, documents)},
	{"--format", "text|json", "json 供程序读取", CLI_TEXT, offsetof(list_request, format)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	list_request o = {.thing = NULL};
	const char **words;
	size_t n_words;
	if (!cli_parse(ctx, args, &o, &words, &n_words))
		return EXIT_USAGE;
	const char *others = cli_missed(ctx->arena, THINGS, n_words ? words[0] : "");
	bool known = !others;
	if (!n_words)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, others, NULL);
	else if (!known)
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "list", words[0], others, NULL);
	size_t most = known && strcmp(words[0], "slots") == 0 ? 2 : 1;
	if (known && n_words < most)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "DATA.yaml", NULL);
	else if (known && n_words > most)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, words[most], NULL);
	else if (needs_jurisdiction(words[0]) && !o.jurisdiction)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "--for", NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;

	lh_engine *engine = lh_engine_open(ctx);
	if (engine) {
		listing l = {.json = o.format && strcmp(o.format, "json") == 0 ? json_array() : NULL};
		o.thing = words[0];
		o.data_file = n_words > 1 ? words[1] : NULL;
		list_thing(ctx, engine, &o, &l);
		if (l.json) {
			json_t *root = json_pack("{s:i, s:o}", "schema_version", 1, words[0], l.json);
			json_dumpf(root, stdout, JSON_INDENT(1));
			putchar('\n');
			json_decref(root);
		} else if (l.table.n_columns) {
			cli_table_print(&l.table, stdout);
		}
	}
	lh_engine_free(engine);
	return cli_status(ctx);
}

const cli_command cli_list_command = {
	.name = "list",
	.zh = "列出地区、文书、字段、条件、开关、字体、格式、函数、用印位置",
	.en = "list jurisdictions, documents, fields, rules, options, fonts, formats, functions, slots",
	.usage = "jurisdictions|documents|fields|rules|options|fonts|formats|functions [选项]\n"
		 "slots DATA.yaml --for KEY [--doc a,b|all]\n",
	.words = THINGS,
	CLI_OPTIONS(options_of_list),
	.notes =
		"  jurisdictions   有哪些地区 / which jurisdictions there are\n"
		"  documents       某地区的文书和格式来源 / papers of a jurisdiction (--for)\n"
		"  fields          数据文件的全部字段 / every field of the data file\n"
		"  rules           某地区的条件：编号、出处、原文 / conditions of a jurisdiction (--for)\n"
		"  options         某地区的开关 / switches of a jurisdiction (--for)\n"
		"  fonts           每种字体用哪些字体文件 / font files of each role\n"
		"  formats         输出格式 / output formats\n"
		"  functions       模板表达式的函数 / functions of template expressions\n"
		"  slots           一份数据各文书的用印、签字位置，毫米，自页左上角 / places for seals and\n"
		"                  signatures in the papers of a data file, in mm from the page's top left\n",
	.run = run,
};
