/* Messages: the table of diag.def, filling in of arguments, collecting and printing. */
#include "util/diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/ctx.h"

enum { MAX_ARGS = 9 };

static const struct {
	const char *symbol;
	lh_level level;
	int number;
	const char *zh, *en;
} table[] = {
#define LH_MSG(symbol, level, number, zh, en) {#symbol, LH_LEVEL_##level, number, zh, en},
#include "util/diag.def"
#undef LH_MSG
};

int lh_msg_number(lh_msg msg)
{
	return table[msg].number;
}

const char *lh_msg_symbol(lh_msg msg)
{
	return table[msg].symbol;
}

const char *lh_level_name(lh_level level, lh_lang lang)
{
	static const char *const names[][2] = {
		[LH_LEVEL_NOTE] = {"说明", "note"},       [LH_LEVEL_HINT] = {"提示", "hint"},
		[LH_LEVEL_WARNING] = {"警告", "warning"}, [LH_LEVEL_OPEN] = {"警告", "warning"},
		[LH_LEVEL_ERROR] = {"错误", "error"},
	};
	return names[level][lang == LH_LANG_EN];
}

static const char *fill(lh_arena *arena, const char *text, const char *const *args, size_t n_args)
{
	lh_buf out = {0};
	for (const char *p = text; *p; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			size_t i = (size_t)(p[1] - '1');
			lh_buf_puts(&out, i < n_args ? args[i] : "?");
			p += 2;
		} else {
			lh_buf_putc(&out, *p);
		}
	}
	char *copy = lh_arena_strdup(arena, lh_buf_str(&out));
	lh_buf_free(&out);
	return copy;
}

/* Messages outlive the templates and data that they speak of: so must the names of the files. */
static const char *keep_name(lh_ctx *ctx, const char *file)
{
	if (!file)
		return NULL;
	const char *last = ctx->n_reports ? ctx->reports[ctx->n_reports - 1].loc.file : NULL;
	return last && strcmp(last, file) == 0 ? last : lh_arena_strdup(ctx->arena, file);
}

/* Place of the last kept message that is no error; the number of kept messages when all are. */
static size_t last_mild(const lh_ctx *ctx)
{
	for (size_t i = ctx->n_reports; i-- > 0;)
		if (ctx->reports[i].level != LH_LEVEL_ERROR)
			return i;
	return ctx->n_reports;
}

bool lh_diag_full(const lh_ctx *ctx)
{
	return ctx->n_reports >= ctx->limits.messages && last_mild(ctx) == ctx->n_reports;
}

/* Beyond the limit a message is dropped; an error takes the place of one that matters less. */
static bool make_room(lh_ctx *ctx, lh_level level)
{
	if (ctx->n_reports < ctx->limits.messages)
		return true;
	ctx->n_dropped++;
	size_t mild = level == LH_LEVEL_ERROR ? last_mild(ctx) : ctx->n_reports;
	if (mild == ctx->n_reports)
		return false;
	lh_report *at = &ctx->reports[mild];
	memmove(at, at + 1, (--ctx->n_reports - mild) * sizeof *at);
	return true;
}

bool lh_loc_equal(lh_loc a, lh_loc b)
{
	if (a.line != b.line || a.col != b.col)
		return false;
	return a.file == b.file || (a.file && b.file && strcmp(a.file, b.file) == 0);
}

void lh_diag(lh_ctx *ctx, lh_msg msg, lh_loc loc, ...)
{
	const char *args[MAX_ARGS];
	size_t n_args = 0;
	va_list list;
	va_start(list, loc);
	for (const char *arg; n_args < MAX_ARGS && (arg = va_arg(list, const char *));)
		args[n_args++] = arg;
	va_end(list);

	lh_level level = table[msg].level;
	if (level == LH_LEVEL_OPEN)
		level = ctx->final ? LH_LEVEL_ERROR : LH_LEVEL_WARNING;
	if (level == LH_LEVEL_ERROR)
		ctx->n_errors++;
	if (msg == LH_E_FILE_WRITE || msg == LH_E_DIR_MAKE || msg == LH_E_FILE_REMOVE ||
	    msg == LH_E_FILE_MIXED || msg == LH_E_LIBRARY)
		ctx->system_failed = true;
	if (ctx->broken || !make_room(ctx, level))
		return;
	loc.file = keep_name(ctx, loc.file);
	if (ctx->n_reports == ctx->cap_reports) {
		ctx->cap_reports = ctx->cap_reports ? 2 * ctx->cap_reports : 16;
		ctx->reports = lh_xrealloc(ctx->reports, ctx->cap_reports * sizeof *ctx->reports);
	}
	ctx->reports[ctx->n_reports++] = (lh_report){
		.msg = msg,
		.level = level,
		.loc = loc,
		.zh = fill(ctx->arena, table[msg].zh, args, n_args),
		.en = fill(ctx->arena, table[msg].en, args, n_args),
	};
}

size_t lh_diag_count(const lh_ctx *ctx)
{
	return ctx->n_reports;
}

const lh_report *lh_diag_at(const lh_ctx *ctx, size_t index)
{
	return &ctx->reports[index];
}

size_t lh_diag_errors(const lh_ctx *ctx)
{
	return ctx->n_errors;
}

bool lh_diag_system_failed(const lh_ctx *ctx)
{
	return ctx->system_failed;
}

void lh_diag_clear(lh_ctx *ctx)
{
	ctx->system_failed = ctx->broken = false;
	ctx->n_reports = 0;
	ctx->n_errors = 0;
	ctx->n_dropped = 0;
}

void lh_diag_rewind(lh_ctx *ctx, size_t count)
{
	while (ctx->n_reports > count)
		ctx->n_errors -= ctx->reports[--ctx->n_reports].level == LH_LEVEL_ERROR;
	if (ctx->n_reports < ctx->limits.messages)
		ctx->n_dropped = 0;
}

void lh_diag_print(FILE *out, const lh_report *report, lh_lang lang)
{
	if (report->loc.file) {
		fprintf(out, "%s:", report->loc.file);
		if (report->loc.line)
			fprintf(out, "%u:%u:", report->loc.line, report->loc.col);
		fputc(' ', out);
	} else {
		fputs("lianheti: ", out);
	}
	fprintf(out, "%s[LH%04d]: ", lh_level_name(report->level, lang), table[report->msg].number);
	if (lang == LH_LANG_BOTH)
		fprintf(out, "%s / %s\n", report->zh, report->en);
	else
		fprintf(out, "%s\n", lang == LH_LANG_EN ? report->en : report->zh);
}

/*
 * A mistake in a shared file is met by every template that reads it; one line is enough, and one of the
 * note that goes with it.
 */
static bool told_before(const lh_ctx *ctx, size_t index)
{
	const lh_report *report = &ctx->reports[index];
	if (report->level == LH_LEVEL_NOTE && report->loc.line && index)
		return told_before(ctx, index - 1);
	for (size_t i = 0; i < index; i++) {
		const lh_report *earlier = &ctx->reports[i];
		if (earlier->msg == report->msg && earlier->level == LH_LEVEL_ERROR && earlier->loc.file &&
		    lh_loc_equal(earlier->loc, report->loc) && strcmp(earlier->zh, report->zh) == 0)
			return true;
	}
	return false;
}

void lh_diag_print_all(const lh_ctx *ctx, FILE *out)
{
	for (size_t i = 0; i < ctx->n_reports; i++)
		if (!told_before(ctx, i))
			lh_diag_print(out, &ctx->reports[i], ctx->lang);
	if (!ctx->n_dropped)
		return;
	char number[24];
	snprintf(number, sizeof number, "%zu", ctx->n_dropped);
	const char *args[] = {number};
	lh_arena *arena = lh_arena_new();
	lh_report rest = {
		.msg = LH_N_MORE, .level = LH_LEVEL_NOTE, .loc = lh_nowhere,
		.zh = fill(arena, table[LH_N_MORE].zh, args, 1),
		.en = fill(arena, table[LH_N_MORE].en, args, 1),
	};
	lh_diag_print(out, &rest, ctx->lang);
	lh_arena_free(arena);
}
