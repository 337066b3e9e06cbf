/* Options, shared lookups and exit status of the commands. It knows no single command. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "data/model/consortium.h"
#include "paper/products.h"
#include "util/file.h"

const cli_option cli_common_options[] = {
	{"--date", "YYYY-MM-DD", "当天日期；不给则只用数据中的日期", CLI_TEXT, offsetof(cli_common, date)},
	{"--fonts", "FILE", "另用一份字体表（格式同 fonts/roles.yaml）", CLI_TEXT, offsetof(cli_common, fonts)},
	{"--data-dir", "DIR", "templates/ 和 fonts/ 所在的文件夹，缺省为随程序安装的", CLI_TEXT,
	 offsetof(cli_common, data_dir)},
	{"--lang", "zh|en|both", "消息的语言", CLI_TEXT, offsetof(cli_common, lang)},
};
const size_t cli_n_common_options = sizeof cli_common_options / sizeof *cli_common_options;

static const cli_option *find_in(const cli_option *options, size_t n, const char *name, size_t length)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(options[i].name) == length && memcmp(options[i].name, name, length) == 0)
			return &options[i];
	return NULL;
}

static const cli_option *find_option(const cli_command *command, const char *name, size_t length)
{
	const cli_option *own = find_in(command->options, command->n_options, name, length);
	return own ? own : find_in(cli_common_options, cli_n_common_options, name, length);
}

void cli_list_add(lh_ctx *ctx, cli_list *list, const char *item)
{
	const char **items = LH_NEW_ARRAY(ctx->arena, const char *, list->n + 1);
	if (list->n)
		memcpy(items, list->items, list->n * sizeof *items);
	items[list->n++] = item;
	list->items = items;
}

bool cli_is_choice(const char *value)
{
	return value && strchr(value, '|') && !value[strspn(value, "abcdefghijklmnopqrstuvwxyz|")];
}

const char *cli_missed(lh_arena *arena, const char *choices, const char *word)
{
	const char *names[16];
	size_t n = 0;
	for (const char *at = choices; *at && n < 16;) {
		size_t length = strcspn(at, "|");
		names[n] = lh_arena_strndup(arena, at, length);
		if (strcmp(names[n++], word) == 0)
			return NULL;
		at += length + (at[length] == '|');
	}
	return cli_join(arena, names, n);
}

/* An empty value is none: --out "$DIR" with DIR unset must not mean some other place. */
static bool put_value(lh_ctx *ctx, const cli_option *option, char *base, const char *value)
{
	if (!value || !*value) {
		lh_diag(ctx, LH_E_CLI_VALUE, lh_nowhere, option->name, NULL);
		return false;
	}
	const char *allowed = cli_is_choice(option->value) ? cli_missed(ctx->arena, option->value, value) : NULL;
	if (allowed) {
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, option->name, value, allowed, NULL);
		return false;
	}
	if (option->kind == CLI_MANY)
		cli_list_add(ctx, (cli_list *)(void *)(base + option->at), value);
	else
		*(const char **)(void *)(base + option->at) = value;
	return true;
}

static bool apply_common(lh_ctx *ctx, const cli_common *common);

bool cli_parse(lh_ctx *ctx, const cli_args *args, void *options, const char ***words_out, size_t *n_words_out)
{
	char *base = options;
	const char **positional = LH_NEW_ARRAY(ctx->arena, const char *, (size_t)args->argc + 1);
	size_t n = 0;
	bool only_positional = false;
	for (int i = 0; i < args->argc; i++) {
		const char *word = args->argv[i];
		if (only_positional || word[0] != '-' || !word[1]) {
			positional[n++] = word;
			continue;
		}
		if (strcmp(word, "--") == 0) {
			only_positional = true;
			continue;
		}
		const char *equals = strchr(word, '=');
		size_t length = equals ? (size_t)(equals - word) : strlen(word);
		const cli_option *option = find_option(args->command, word, length);
		if (!option || (equals && option->kind == CLI_FLAG)) {
			lh_diag(ctx, LH_E_CLI_OPTION, lh_nowhere, word, args->command->name, NULL);
			return false;
		}
		if (option->kind == CLI_FLAG)
			*(bool *)(void *)(base + option->at) = true;
		else if (!put_value(ctx, option, base,
				    equals ? equals + 1 : i + 1 < args->argc ? args->argv[++i] : NULL))
			return false;
	}
	*words_out = positional;
	*n_words_out = n;
	return apply_common(ctx, (const cli_common *)options);
}

static bool holds_data(lh_arena *arena, const char *dir)
{
	return lh_dir_exists(lh_path_join(arena, dir, "templates")) &&
	       lh_dir_exists(lh_path_join(arena, dir, "fonts"));
}

/* The program is PREFIX/bin/lianheti: PREFIX/`path`, wherever that was put. */
static const char *beside_program(lh_arena *arena, const char *path)
{
	const char *program = lh_program_path(arena);
	return program ? lh_path_join(arena, lh_path_dir(arena, lh_path_dir(arena, program)), path) : "";
}

const char *cli_docs_dir(lh_arena *arena)
{
	const char *installed = beside_program(arena, "share/doc/lianheti/docs");
	if (lh_dir_exists(installed))
		return installed;
	const char *source = *LH_SOURCE_DIR ? lh_path_join(arena, LH_SOURCE_DIR, "docs") : "";
	return lh_dir_exists(source) ? source : NULL;
}

/*
 * The folder that holds templates/ and fonts/. One that was named must be right; otherwise the one
 * that was installed beside the program, wherever that was put, the checkout, or the install prefix.
 */
static const char *find_data_dir(lh_ctx *ctx, const char *named)
{
	lh_arena *arena = ctx->arena;
	const char *variable = getenv("LIANHETI_DATA");
	if (!named && variable && *variable)
		named = lh_arena_strdup(arena, variable);
	if (named) {
		if (holds_data(arena, named))
			return named;
		lh_diag(ctx, LH_E_CLI_DATA_DIR, lh_nowhere, named, NULL);
		return NULL;
	}
	const char *candidates[] = {beside_program(arena, "share/lianheti"), LH_SOURCE_DIR, LH_INSTALL_DIR};
	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
		if (*candidates[i] && holds_data(arena, candidates[i]))
			return candidates[i];
	lh_diag(ctx, LH_E_CLI_HOME, lh_nowhere, NULL);
	return NULL;
}

/* SOURCE_DATE_EPOCH as a calendar day in UTC, without asking the C library for a time zone. */
static bool date_from_epoch(lh_ctx *ctx, const char *text)
{
	char *end;
	long long seconds = strtoll(text, &end, 10);
	if (*end || end == text || seconds < 0 || seconds > 253402300799LL) {
		lh_diag(ctx, LH_E_CLI_SEED, lh_nowhere, text, NULL);
		return false;
	}
	/* Days to civil date, after the proleptic Gregorian calendar with years that begin in March. */
	int64_t z = seconds / 86400 + 719468;
	int64_t era = z / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
	month += month < 10 ? 3 : -9;
	int64_t year = year_of_era + era * 400 + (month <= 2);
	ctx->date = lh_fmt(ctx->arena, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
	return true;
}

static bool apply_common(lh_ctx *ctx, const cli_common *common)
{
	bool ok = true;
	if (common->lang)
		ctx->lang = strcmp(common->lang, "zh") == 0   ? LH_LANG_ZH
			    : strcmp(common->lang, "en") == 0 ? LH_LANG_EN
							      : LH_LANG_BOTH;
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (common->date) {
		lh_date date;
		if (!lh_date_parse(common->date, &date) || !date.d) {
			lh_diag(ctx, LH_E_CLI_DATE, lh_nowhere, common->date, NULL);
			ok = false;
		} else {
			ctx->date = common->date;
		}
	} else if (epoch && *epoch) {
		ok = date_from_epoch(ctx, epoch) && ok;
	}
	ctx->fonts_file = common->fonts;
	ctx->data_dir = find_data_dir(ctx, common->data_dir);
	return ok && ctx->data_dir;
}

void cli_compression(const char *text, lh_compression *out)
{
	if (text)
		*out = strcmp(text, "fast") == 0    ? LH_COMPRESSION_FAST
		       : strcmp(text, "batch") == 0 ? LH_COMPRESSION_BATCH
						    : LH_COMPRESSION_COMPACT;
}

char *cli_join(lh_arena *arena, const char *const *names, size_t n)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < n; i++) {
		if (i)
			lh_buf_puts(&buf, ", ");
		lh_buf_puts(&buf, names[i]);
	}
	char *joined = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return joined;
}

const lh_jurisdiction *cli_jurisdiction(lh_ctx *ctx, const lh_catalog *catalog, const char *key)
{
	const lh_jurisdiction *found = lh_catalog_find(catalog, key);
	if (found)
		return found;
	const char **names = LH_NEW_ARRAY(ctx->arena, const char *, catalog->n_jurisdictions + 1);
	for (size_t i = 0; i < catalog->n_jurisdictions; i++)
		names[i] = lh_fmt(ctx->arena, "%s %s", catalog->jurisdictions[i].key,
				  catalog->jurisdictions[i].name);
	lh_diag(ctx, LH_E_CLI_JURISDICTION, lh_nowhere, key,
		cli_join(ctx->arena, names, catalog->n_jurisdictions), NULL);
	return NULL;
}

void cli_no_document(lh_ctx *ctx, const lh_jurisdiction *jurisdiction, const char *key)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < jurisdiction->n_documents; i++)
		lh_buf_printf(&buf, "%s%s %s", i ? ", " : "", jurisdiction->documents[i].key,
			      jurisdiction->documents[i].title);
	lh_diag(ctx, LH_E_CLI_DOCUMENT, lh_nowhere, jurisdiction->name, key, lh_buf_str(&buf), NULL);
	lh_buf_free(&buf);
}

bool cli_switches(lh_ctx *ctx, const cli_list *words, const lh_jurisdiction *j, lh_fill_options *fill)
{
	lh_option *options = LH_NEW_ARRAY(ctx->arena, lh_option, words->n + 1);
	bool ok = true;
	for (size_t i = 0; i < words->n; i++) {
		const char *equals = strchr(words->items[i], '=');
		if (!equals) {
			lh_diag(ctx, LH_E_CLI_KEYVALUE, lh_nowhere, words->items[i], NULL);
			ok = false;
			continue;
		}
		char *key = lh_arena_strndup(ctx->arena, words->items[i],
					     (size_t)(equals - words->items[i]));
		const lh_option_info *info = NULL;
		const char **keys = LH_NEW_ARRAY(ctx->arena, const char *, j->n_options + 1);
		for (size_t k = 0; k < j->n_options; k++) {
			keys[k] = j->options[k].key;
			if (strcmp(key, keys[k]) == 0)
				info = &j->options[k];
		}
		if (!info) {
			lh_diag(ctx, LH_E_CLI_SWITCH, lh_nowhere, key,
				cli_join(ctx->arena, keys, j->n_options), NULL);
			ok = false;
			continue;
		}
		bool known = !info->n_values;
		for (size_t k = 0; k < info->n_values; k++)
			known = known || strcmp(info->values[k], equals + 1) == 0;
		if (!known) {
			lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, key, equals + 1,
				cli_join(ctx->arena, info->values, info->n_values), NULL);
			ok = false;
		}
		options[fill->n_options++] = (lh_option){key, equals + 1};
	}
	fill->options = options;
	return ok;
}

bool cli_request(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *data_file,
		 const char *jurisdiction, const char *document, const cli_list *options,
		 lh_paper_request *request_out)
{
	const lh_catalog *catalog = lh_engine_catalog(engine);
	*request_out = (lh_paper_request){.jurisdiction = cli_jurisdiction(ctx, catalog, jurisdiction)};
	if (!request_out->jurisdiction)
		return false;
	const char *unknown = document;
	size_t n;
	const lh_document_info *const *documents =
		lh_plan_documents(arena, request_out->jurisdiction, document, &n, &unknown);
	if (!documents || n != 1) {
		cli_no_document(ctx, request_out->jurisdiction, unknown);
		return false;
	}
	request_out->document = documents[0];
	request_out->fill.draft = true;
	request_out->consortium = lh_consortium_load(ctx, arena, catalog->names.schema, data_file);
	return cli_switches(ctx, options, request_out->jurisdiction, &request_out->fill) &&
	       request_out->consortium;
}

void cli_check_compared(lh_ctx *ctx, const char *jurisdiction, const char *wanted,
			const char *const *files, size_t n_files)
{
	if (!jurisdiction)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "--for", NULL);
	if (n_files < 2)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, n_files ? "DATA.yaml" : wanted, NULL);
	if (n_files > 2)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, files[2], NULL);
}

int cli_status(const lh_ctx *ctx)
{
	if (!lh_diag_errors(ctx))
		return EXIT_FINE;
	/* Messages of this floor speak of the command line, all others of files. */
	for (size_t i = 0; i < lh_diag_count(ctx); i++) {
		const lh_report *report = lh_diag_at(ctx, i);
		if (report->level == LH_LEVEL_ERROR && lh_msg_number(report->msg) / 1000 == 7)
			return EXIT_USAGE;
	}
	return lh_diag_system_failed(ctx) ? EXIT_SYSTEM : EXIT_INPUT;
}
