/* Verdicts: rules of the guideline and general checks, counted; waivers. */
#include "paper/judge.h"

#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "data/yaml/text.h"
#include "paper/findings.h"
#include "util/buf.h"
#include "util/file.h"

typedef struct bench {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_engine *engine;
	char *sample;
} bench;

static int open_bench(void **state)
{
	bench *b = lh_xmalloc(sizeof *b);
	*b = (bench){.ctx = lh_ctx_new(), .arena = lh_arena_new()};
	b->ctx->data_dir = LH_SOURCE_DIR;
	b->engine = lh_engine_open(b->ctx);
	lh_buf text = {0};
	if (!b->engine || !lh_file_read(b->ctx, LH_SOURCE_DIR "/samples/complete.yaml", 1 << 20,
		&text))
		return -1;
	b->sample = lh_arena_strdup(b->arena, lh_buf_str(&text));
	lh_buf_free(&text);
	*state = b;
	return 0;
}

static int close_bench(void **state)
{
	bench *b = *state;
	lh_engine_free(b->engine);
	lh_arena_free(b->arena);
	lh_ctx_free(b->ctx);
	free(b);
	return 0;
}

static const lh_consortium *load(bench *b, const char *text)
{
	lh_diag_clear(b->ctx);
	const lh_yaml *root = lh_yaml_parse_on(b->ctx, b->arena, "t.yaml", text, strlen(text));
	assert_non_null(root);
	const lh_consortium *consortium = lh_consortium_from(
		b->ctx, b->arena, lh_engine_catalog(b->engine)->names.schema, root);
	assert_non_null(consortium);
	return consortium;
}

static lh_verdict judge(bench *b, const char *text, const char *key)
{
	lh_verdict verdict;
	const lh_consortium *consortium = load(b, text);
	assert_true(lh_judge(b->ctx, b->engine, b->arena, consortium,
			     lh_catalog_find(lh_engine_catalog(b->engine), key), NULL, 0,
			     	&verdict));
	return verdict;
}

static const lh_finding *finding(const lh_verdict *verdict, const char *id)
{
	for (size_t i = 0; i < verdict->n_findings; i++)
		if (strcmp(verdict->findings[i].rule->id, id) == 0)
			return &verdict->findings[i];
	fail_msg("no finding of %s", id);
	return NULL;
}

/* Neither the file's own lists nor the general checks hide in each other's numbers. */
static void guideline_and_general_checks_are_counted_apart(void **state)
{
	bench *b = *state;
	lh_verdict verdict = judge(b, b->sample, "urumqi");
	assert_int_equal(verdict.counts[LH_RESULT_OK], 63);
	assert_int_equal(verdict.counts[LH_RESULT_HINT], 0);
	assert_int_equal(verdict.general[LH_RESULT_HINT], 1);
	assert_int_equal(verdict.worst, LH_RESULT_HINT);
	assert_int_equal(verdict.n_findings, 72 + 39);
}

static void every_jurisdiction_finds_what_it_should(void **state)
{
	static const struct {
		const char *key;
		size_t rules, ok, info, na, hint, warn, error;
		const char *failing;
	} rows[] = {
		{"urumqi", 72, 63, 8, 1, 0, 0, 0, ""},
		{"xinjiang", 80, 72, 6, 1, 0, 1, 0, "validity "},
		{"qingdao", 37, 31, 5, 0, 0, 0, 1, "lead.local "},
		{"xilingol", 54, 43, 6, 0, 2, 1, 2,
		 "change.project filing.missing form.edition lead.local members.local_ratio "},
		{"changchun", 31, 24, 3, 2, 0, 1, 1, "draft lead.kind "},
	};
	bench *b = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		lh_verdict v = judge(b, b->sample, rows[i].key);
		size_t n = 0;
		for (int r = 0; r <= LH_RESULT_ERROR; r++)
			n += v.counts[r];
		assert_int_equal(n, rows[i].rules);
		assert_int_equal(v.counts[LH_RESULT_OK], rows[i].ok);
		assert_int_equal(v.counts[LH_RESULT_INFO], rows[i].info);
		assert_int_equal(v.counts[LH_RESULT_NA], rows[i].na);
		assert_int_equal(v.counts[LH_RESULT_HINT], rows[i].hint);
		assert_int_equal(v.counts[LH_RESULT_WARN], rows[i].warn);
		assert_int_equal(v.counts[LH_RESULT_ERROR], rows[i].error);
		for (size_t f = 0; f < v.n_findings; f++) {
			const lh_finding *one = &v.findings[f];
			if (one->result <= LH_RESULT_OK || lh_rule_is_general(one->rule))
				continue;
			const char *id = one->rule->id + strlen(rows[i].key) + 1;
			if (!strstr(rows[i].failing, lh_fmt(b->arena, "%s ", id)))
				fail_msg("%s.%s should be met", rows[i].key, id);
		}
	}
}

static void waived_error_counts_as_a_warning(void **state)
{
	bench *b = *state;
	const char *waiver = "waivers: [{rule: qingdao.lead.local, reason: 市科技局同意}]\n";
	lh_verdict verdict = judge(b, lh_fmt(b->arena, "%s\n%s", b->sample, waiver), "qingdao");
	assert_int_equal(lh_diag_count(b->ctx), 0);
	assert_true(finding(&verdict, "qingdao.lead.local")->waived);
	assert_int_equal(verdict.counts[LH_RESULT_ERROR], 0);
	assert_int_equal(verdict.counts[LH_RESULT_WARN], 1);
	assert_int_equal(verdict.worst, LH_RESULT_WARN);
}

static void waiver_without_effect_is_told(void **state)
{
	bench *b = *state;
	const char *waivers = "waivers:\n"
			      "  - {rule: qingdao.lead.locl, reason: 同意}\n"
			      "  - {rule: qingdao.lead.local}\n"
			      "  - {rule: urumqi.nothing, reason: 同意}\n"
			      "  - {rule: general.nothing, reason: 同意}\n";
	lh_verdict verdict = judge(b, lh_fmt(b->arena, "%s\n%s", b->sample, waivers), "qingdao");
	assert_false(finding(&verdict, "qingdao.lead.local")->waived);
	/* The one of Urumqi is Urumqi's business. */
	assert_int_equal(lh_diag_count(b->ctx), 3);
	assert_int_equal(lh_diag_at(b->ctx, 0)->msg, LH_W_WAIVER);
	assert_non_null(strstr(lh_diag_at(b->ctx, 0)->zh, "“qingdao.lead.locl”不起作用：没有这条规则"));
	assert_non_null(strstr(lh_diag_at(b->ctx, 1)->en, "no reason is given"));
	assert_non_null(strstr(lh_diag_at(b->ctx, 2)->zh, "general.nothing"));
}

static void data_without_the_block_is_not_judged(void **state)
{
	bench *b = *state;
	const lh_consortium *consortium = load(b, "consortium: {core_name: 氢能}\n");
	lh_verdict verdict;
	assert_false(lh_judge(b->ctx, b->engine, b->arena, consortium,
			      lh_catalog_find(lh_engine_catalog(b->engine), "urumqi"), NULL, 0,
			      	&verdict));
	assert_int_equal(lh_diag_errors(b->ctx), 1);
	assert_int_equal(lh_diag_at(b->ctx, 0)->msg, LH_E_JOB_NO_BLOCK);
}

/* Hardly anything is filled in: every rule must still have an answer, and say what is missing. */
static void nearly_empty_data_is_judged_to_the_end(void **state)
{
	bench *b = *state;
	const lh_catalog *catalog = lh_engine_catalog(b->engine);
	for (size_t i = 0; i < catalog->n_jurisdictions; i++) {
		const char *key = catalog->jurisdictions[i].key;
		lh_verdict verdict = judge(b, lh_fmt(b->arena,
			"jurisdictions: {%s: {enabled: true}}\n", key), key);
		assert_int_equal(lh_diag_count(b->ctx), 0);
		assert_int_equal(verdict.worst, LH_RESULT_ERROR);
		for (size_t f = 0; f < verdict.n_findings; f++)
			if (verdict.findings[f].result > LH_RESULT_OK && !*verdict.findings[f].message)
				fail_msg("%s says nothing", verdict.findings[f].rule->id);
	}
}

/* The self-check is a paper for officials: 没有填写目标, without the path that a terminal shows. */
static void messages_on_paper_name_no_paths(void **state)
{
	bench *b = *state;
	const lh_catalog *catalog = lh_engine_catalog(b->engine);
	for (size_t i = 0; i < catalog->n_jurisdictions; i++) {
		const char *key = catalog->jurisdictions[i].key;
		const lh_consortium *consortium =
			load(b, lh_fmt(b->arena, "jurisdictions: {%s: {enabled: true}}\n", key));
		lh_verdict verdict;
		assert_true(lh_judge(b->ctx, b->engine, b->arena, consortium, &catalog->jurisdictions[i], NULL, 0,
				     &verdict));
		const lh_val *findings = lh_val_at(lh_with_findings(b->arena, consortium, &verdict)->root, "findings");
		for (size_t f = 0; f < findings->u.list.n; f++) {
			const lh_val *message = lh_val_at(findings->u.list.items[f], "message");
			const char *text = message ? message->u.text : "";
			for (const char *p = text; *p; p++)
				if ((*p == '.' || *p == '_') && p[1] >= 'a' && p[1] <= 'z')
					fail_msg("%s: %s", verdict.findings[f].rule->id, text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(guideline_and_general_checks_are_counted_apart),
		cmocka_unit_test(every_jurisdiction_finds_what_it_should),
		cmocka_unit_test(waived_error_counts_as_a_warning),
		cmocka_unit_test(waiver_without_effect_is_told),
		cmocka_unit_test(data_without_the_block_is_not_judged),
		cmocka_unit_test(nearly_empty_data_is_judged_to_the_end),
		cmocka_unit_test(messages_on_paper_name_no_paths),
	};
	return cmocka_run_group_tests(tests, open_bench, close_bench);
}
