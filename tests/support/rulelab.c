/* Conditions tried on variants of the sample. It reads texts and findings and knows no condition. */
#include "support/rulelab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "data/yaml.h"
#include "util/buf.h"
#include "util/file.h"

static const char *read_text(rulelab *lab, const char *path)
{
	lh_buf buf = {0};
	if (!lh_file_read(lab->ctx, path, /*limit*/1 << 20, &buf)) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("cannot read %s", path);
	}
	char *text = lh_arena_strdup(lab->arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

int rulelab_setup(void **state, const char *jurisdiction)
{
	rulelab *lab = lh_xmalloc(sizeof *lab);
	lab->ctx = lh_ctx_new();
	lab->ctx->data_dir = LH_SOURCE_DIR;
	lab->arena = lh_arena_new();
	lab->engine = lh_engine_open(lab->ctx);
	*state = lab;
	lab->jurisdiction = lab->engine ? lh_catalog_find(lh_engine_catalog(lab->engine), jurisdiction) : NULL;
	bool fine = lab->jurisdiction && lh_engine_rules(lab->ctx, lab->engine, lab->jurisdiction);
	lh_diag_print_all(lab->ctx, stderr);
	lh_diag_clear(lab->ctx);
	lab->sample = read_text(lab, LH_SOURCE_DIR "/samples/complete.yaml");
	return fine ? 0 : -1;
}

int rulelab_teardown(void **state)
{
	rulelab *lab = *state;
	lh_engine_free(lab->engine);
	lh_arena_free(lab->arena);
	lh_ctx_free(lab->ctx);
	free(lab);
	return 0;
}

const char *rulelab_edited(lh_arena *arena, const char *sample, const rulelab_edit *edits, size_t n)
{
	const char *text = sample;
	for (size_t i = 0; i < n && edits[i].from; i++) {
		const char *anchor = edits[i].after ? strstr(text, edits[i].after) : text;
		const char *at = anchor ? strstr(anchor, edits[i].from) : NULL;
		if (!at)
			fail_msg("the sample has no “%s” behind “%s”", edits[i].from,
				 edits[i].after ? edits[i].after : "");
		text = lh_fmt(arena, "%.*s%s%s", (int)(at - text), text, edits[i].to,
			      at + strlen(edits[i].from));
	}
	return text;
}

lh_verdict rulelab_judge(rulelab *lab, lh_arena *arena, const char *text)
{
	lh_verdict verdict = {0};
	lh_diag_clear(lab->ctx);
	const lh_yaml *root = lh__yaml_parse_on(lab->ctx, arena, "variant.yaml", text, strlen(text));
	const lh_consortium *consortium =
		root ? lh_consortium_from(lab->ctx, arena, lh_engine_catalog(lab->engine)->names.schema, root)
		     : NULL;
	if (!consortium || !lh_judge(lab->ctx, lab->engine, arena, consortium, lab->jurisdiction, NULL, 0,
				     &verdict)) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("the variant does not load");
	}
	return verdict;
}

/* Whether a rule is one of the jurisdiction's own, not a general one. */
static bool own(const rulelab *lab, const lh_rule *rule)
{
	size_t n = strlen(lab->jurisdiction->key);
	return strncmp(rule->id, lab->jurisdiction->key, n) == 0 && rule->id[n] == '.';
}

static const char *short_id(const rulelab *lab, const lh_rule *rule)
{
	return rule->id + strlen(lab->jurisdiction->key) + 1;
}

const lh_finding *rulelab_finding(const rulelab *lab, const lh_verdict *verdict, const char *rule)
{
	for (size_t i = 0; i < verdict->n_findings; i++) {
		const lh_finding *f = &verdict->findings[i];
		if (own(lab, f->rule) && strcmp(short_id(lab, f->rule), rule) == 0)
			return f;
	}
	fail_msg("%s has no rule “%s”", lab->jurisdiction->key, rule);
	return NULL;
}

static void print_finding(const lh_finding *f, lh_result expected)
{
	print_error("%s is %s, not %s: value “%s”, bound “%s”, %s\n", f->rule->id,
		    lh_result_name(f->result, LH_LANG_EN), lh_result_name(expected, LH_LANG_EN), f->value,
		    f->bound, f->message);
}

void rulelab_expect(rulelab *lab, const rulelab_case *cases, size_t n)
{
	size_t n_failed = 0;
	for (size_t i = 0; i < n; i++) {
		lh_arena *arena = lh_arena_new();
		const char *text = rulelab_edited(arena, lab->sample, cases[i].edits, RULELAB_EDITS);
		lh_verdict verdict = rulelab_judge(lab, arena, text);
		const lh_finding *f = rulelab_finding(lab, &verdict, cases[i].rule);
		if (f->result != cases[i].result) {
			print_error("case %zu (%s → %s): ", i,
				    cases[i].edits[0].from ? cases[i].edits[0].from : "the sample",
				    cases[i].edits[0].to ? cases[i].edits[0].to : "itself");
			print_finding(f, cases[i].result);
			n_failed++;
		} else if ((f->result > LH_RESULT_OK && !*f->message) ||
			   (cases[i].says && !strstr(f->message, cases[i].says))) {
			print_error("case %zu: %s says “%s”, not “%s”\n", i, f->rule->id, f->message,
				    cases[i].says ? cases[i].says : "what to do");
			n_failed++;
		}
		lh_arena_free(arena);
	}
	if (n_failed)
		fail_msg("%zu of %zu cases", n_failed, n);
}

void rulelab_expect_sample(rulelab *lab, size_t n_rules, size_t n_info, const rulelab_case *others,
			   size_t n_others)
{
	lh_verdict verdict = rulelab_judge(lab, lab->arena, lab->sample);
	size_t rules = 0, infos = 0, n_failed = 0;
	for (size_t i = 0; i < verdict.n_findings; i++) {
		const lh_finding *f = &verdict.findings[i];
		if (!own(lab, f->rule))
			continue;
		rules++;
		infos += f->result == LH_RESULT_INFO;
		lh_result expected = f->result == LH_RESULT_INFO ? LH_RESULT_INFO : LH_RESULT_OK;
		for (size_t k = 0; k < n_others; k++)
			if (strcmp(others[k].rule, short_id(lab, f->rule)) == 0)
				expected = others[k].result;
		if (f->result == expected)
			continue;
		print_finding(f, expected);
		n_failed++;
	}
	assert_int_equal(n_failed, 0);
	assert_int_equal(rules, n_rules);
	assert_int_equal(infos, n_info);
	for (size_t k = 0; k < n_others; k++)
		rulelab_finding(lab, &verdict, others[k].rule);
}

/* The text as one line: line breaks and the blanks around them gone. */
static const char *joined(lh_arena *arena, const char *text)
{
	lh_buf buf = {0};
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t n = strcspn(line, "\n");
		while (n && strchr(" \r\t", line[n - 1]))
			n--;
		size_t skip = strspn(line, " \t");
		if (skip < n)
			lh_buf_printf(&buf, "%.*s", (int)(n - skip), line + skip);
	}
	const char *result = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return result;
}

static bool stands_in(const char *quote, const char *text, lh_arena *arena)
{
	static const char cut[] = "…";
	while (*quote) {
		const char *end = strstr(quote, cut);
		size_t n = end ? (size_t)(end - quote) : strlen(quote);
		const char *at = strstr(text, lh_arena_strndup(arena, quote, n));
		if (!at)
			return false;
		text = at + n;
		quote += n + (end ? strlen(cut) : 0);
	}
	return true;
}

void rulelab_expect_quotes(rulelab *lab)
{
	const char *file = lh_fmt(lab->arena, "%s/tests/data/guidelines/%s.txt", LH_SOURCE_DIR,
				  lab->jurisdiction->key);
	const char *text = joined(lab->arena, read_text(lab, file));
	const lh_rules *rules = lh_engine_rules(lab->ctx, lab->engine, lab->jurisdiction);
	size_t n_failed = 0;
	for (size_t i = 0; i < rules->n_rules; i++) {
		const lh_rule *rule = &rules->rules[i];
		if (!own(lab, rule) || (*rule->quote && stands_in(rule->quote, text, lab->arena)))
			continue;
		print_error("%s: the guideline does not say “%s”\n", rule->id, rule->quote);
		n_failed++;
	}
	assert_int_equal(n_failed, 0);
}
