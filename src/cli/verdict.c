/* Verdicts for people and for programs. It words nothing itself: texts come from the rules. */
#include "cli/verdict.h"

#include "cli/table.h"

static const lh_result shown[] = {
	LH_RESULT_ERROR, LH_RESULT_WARN, LH_RESULT_ASK, LH_RESULT_HINT,
	LH_RESULT_OK,    LH_RESULT_NA,   LH_RESULT_INFO,
};
enum { N_SHOWN = sizeof shown / sizeof *shown };

/* What the general checks found, the worst first: "警告1 提示2"; when all is well, that. */
static const char *general_words(const lh_ctx *ctx, const lh_verdict *verdict)
{
	const char *words = "", *gap = ctx->lang == LH_LANG_EN ? " " : "";
	for (size_t k = 0; k < N_SHOWN && shown[k] != LH_RESULT_OK; k++)
		if (verdict->general[shown[k]])
			words = lh_fmt(ctx->arena, "%s%s%s%s%zu", words, *words ? " " : "",
				       lh_result_name(shown[k], ctx->lang), gap,
				       verdict->general[shown[k]]);
	return *words ? words : lh_result_name(LH_RESULT_OK, ctx->lang);
}

void cli_verdict_summary(const lh_ctx *ctx, const lh_verdict *verdicts, size_t n, FILE *out)
{
	cli_table table = {.n_columns = N_SHOWN + 2};
	const char *head[N_SHOWN + 2] = {""};
	head[N_SHOWN + 1] = ctx->lang == LH_LANG_EN ? "general checks" : "通用检查";
	for (size_t k = 0; k < N_SHOWN; k++)
		head[k + 1] = lh_result_name(shown[k], ctx->lang);
	cli_table_row(&table, head);
	for (size_t i = 0; i < n; i++) {
		const char *row[N_SHOWN + 2] = {verdicts[i].jurisdiction->name};
		for (size_t k = 0; k < N_SHOWN; k++)
			row[k + 1] = lh_fmt(ctx->arena, "%zu", verdicts[i].counts[shown[k]]);
		row[N_SHOWN + 1] = general_words(ctx, &verdicts[i]);
		cli_table_row(&table, row);
	}
	cli_table_print(&table, out);
}

static const char *colour_of(lh_result result)
{
	switch (result) {
	case LH_RESULT_ERROR:
		return "\033[31m";
	case LH_RESULT_WARN:
		return "\033[33m";
	case LH_RESULT_ASK:
	case LH_RESULT_HINT:
		return "\033[36m";
	case LH_RESULT_OK:
		return "\033[32m";
	case LH_RESULT_NA:
	case LH_RESULT_INFO:
		break;
	}
	return "\033[90m";
}

static void print_finding(const lh_ctx *ctx, const lh_finding *f, bool colour, FILE *out)
{
	fprintf(out, "%s%s%s %s", colour ? colour_of(f->result) : "", lh_result_name(f->result, ctx->lang),
		colour ? "\033[0m" : "", f->rule->id);
	if (*f->rule->place)
		fprintf(out, "（%s）", f->rule->place);
	if (*f->value || *f->bound)
		fprintf(out, " %s%s%s", f->value, *f->value && *f->bound ? " ／ " : "", f->bound);
	fputc('\n', out);
	if (*f->rule->quote)
		fprintf(out, "    “%s”\n", f->rule->quote);
	if (*f->message)
		fprintf(out, "    → %s\n", f->message);
	if (f->waiver)
		fprintf(out, "    %s：%s\n", ctx->lang == LH_LANG_EN ? "waived" : "放行", f->waiver);
	if (f->loc.file)
		fprintf(out, "    %s:%u:%u%s%s\n", f->loc.file, f->loc.line, f->loc.col, f->path ? " " : "",
			f->path ? f->path : "");
}

void cli_verdict_details(const lh_ctx *ctx, const lh_verdict *verdict, bool all, bool colour, FILE *out)
{
	fprintf(out, "\n%s · %s\n", verdict->jurisdiction->name, verdict->jurisdiction->guideline);
	/* The worst first; within a result in the order of the guideline. */
	for (size_t k = 0; k < N_SHOWN; k++) {
		if (!all && shown[k] <= LH_RESULT_OK)
			continue;
		for (size_t i = 0; i < verdict->n_findings; i++)
			if (verdict->findings[i].result == shown[k])
				print_finding(ctx, &verdict->findings[i], colour, out);
	}
}

static const char *verdict_word(const lh_verdict *verdict)
{
	/* A verdict is as bad as its worst finding; rules that do not apply do not count. */
	return verdict->worst <= LH_RESULT_OK ? "ok" : lh_result_name(verdict->worst, LH_LANG_EN);
}

static json_t *counts_json(const size_t *counts)
{
	json_t *object = json_object();
	for (size_t k = 0; k < N_SHOWN; k++)
		json_object_set_new(object, lh_result_name(shown[k], LH_LANG_EN),
				    json_integer((json_int_t)counts[shown[k]]));
	return object;
}

json_t *cli_verdict_json(const lh_verdict *verdict)
{
	json_t *findings = json_array();
	for (size_t i = 0; i < verdict->n_findings; i++) {
		const lh_finding *f = &verdict->findings[i];
		json_t *object = json_pack(
			"{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:b}", "rule", f->rule->id,
			"severity", lh_severity_name(f->rule->severity, LH_LANG_EN), "result",
			lh_result_name(f->result, LH_LANG_EN), "value", f->value, "bound", f->bound, "quote",
			f->rule->quote, "place", f->rule->place, "message", f->message, "line",
			(int)f->loc.line, "column", (int)f->loc.col, "waived", f->waived);
		json_object_set_new(object, "path", f->path ? json_string(f->path) : json_null());
		json_object_set_new(object, "waiver", f->waiver ? json_string(f->waiver) : json_null());
		json_array_append_new(findings, object);
	}
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "jurisdiction",
			 verdict->jurisdiction->key, "name", verdict->jurisdiction->name, "verdict",
			 verdict_word(verdict), "counts", counts_json(verdict->counts), "general",
			 counts_json(verdict->general), "findings", findings);
}
