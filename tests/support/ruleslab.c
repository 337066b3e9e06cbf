/* Variants are texts, so that a case reads as what a user would change in the file. */
#include "support/ruleslab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "data/yaml/text.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/utf8.h"

static char *read_text(ruleslab *lab, const char *path)
{
	lh_buf buf = {0};
	if (!lh_file_read(lab->ctx, path, /*limit*/ 1 << 20, &buf)) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("cannot read %s", path);
	}
	char *text = lh_arena_strdup(lab->arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

ruleslab *ruleslab_open(const rule_suite *suite)
{
	ruleslab *lab = lh_xmalloc(sizeof *lab);
	*lab = (ruleslab){.ctx = lh_ctx_new(), .arena = lh_arena_new(), .suite = suite};
	lab->catalog = lh_catalog_load(lab->ctx, lab->arena, LH_SOURCE_DIR "/templates");
	assert_non_null(lab->catalog);
	lab->jurisdiction = lh_catalog_find(lab->catalog, suite->jurisdiction);
	assert_non_null(lab->jurisdiction);
	lab->names = lab->catalog->names;
	lab->names.options = lab->jurisdiction->options;
	lab->names.n_options = lab->jurisdiction->n_options;
	lab->prefix = suite->general ? "general" : suite->jurisdiction;
	const char *path = suite->general
				   ? LH_SOURCE_DIR "/templates/general.yaml"
				   : lh_path_join(lab->arena, lab->jurisdiction->dir, "rules.yaml");
	bool ok;
	lab->rules = lh_rules_load(lab->ctx, lab->arena, path, lab->prefix, &lab->names, &ok);
	if (!ok || lh_diag_count(lab->ctx)) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("%s has mistakes", path);
	}
	lab->sample = read_text(lab, LH_SOURCE_DIR "/samples/complete.yaml");
	return lab;
}

int ruleslab_close(void **state)
{
	ruleslab *lab = *state;
	lh_arena_free(lab->arena);
	lh_ctx_free(lab->ctx);
	free(lab);
	return 0;
}

lh_finding *ruleslab_check(ruleslab *lab, const char *text)
{
	lh_diag_clear(lab->ctx);
	const lh_yaml *root =
		lh_yaml_parse_on(lab->ctx, lab->arena, "variant.yaml", text, strlen(text));
	const lh_consortium *consortium =
		root ? lh_consortium_from(lab->ctx, lab->arena, lab->catalog->names.schema, root) : NULL;
	if (!consortium) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("the variant does not load");
	}
	lh_env *env = lh_env_new(lab->ctx, lab->arena, &lab->names, consortium, lab->jurisdiction->key);
	lh_finding *findings = lh_rules_check(env, lab->arena, lab->rules);
	assert_int_equal(lh_diag_errors(lab->ctx), 0);
	return findings;
}

const lh_finding *ruleslab_finding(const ruleslab *lab, const lh_finding *findings, const char *rule)
{
	const char *id = lh_fmt(lab->arena, "%s.%s", lab->prefix, rule);
	for (size_t i = 0; i < lab->rules->n_rules; i++)
		if (strcmp(findings[i].rule->id, id) == 0)
			return &findings[i];
	fail_msg("there is no rule %s", id);
	return NULL;
}

char *ruleslab_edited(ruleslab *lab, const rule_edit *edits)
{
	char *text = lab->sample;
	for (size_t i = 0; i < RULE_EDITS && edits[i].from; i++) {
		const char *start = edits[i].after ? strstr(text, edits[i].after) : text;
		if (!start)
			fail_msg("the sample has no “%s”", edits[i].after);
		const char *from = strstr(start, edits[i].from);
		if (!from)
			fail_msg("the sample has no “%s” behind “%s”", edits[i].from,
				 edits[i].after ? edits[i].after : "");
		text = lh_fmt(lab->arena, "%.*s%s%s", (int)(from - text), text, edits[i].to,
			      from + strlen(edits[i].from));
	}
	return text;
}

static bool as_expected(ruleslab *lab, const rule_case *c)
{
	const lh_finding *f =
		ruleslab_finding(lab, ruleslab_check(lab, ruleslab_edited(lab, c->edits)), c->rule);
	const char *edit = c->edits[0].to ? c->edits[0].to : "the sample";
	if (f->result != c->result) {
		print_error("%s with “%s”: %s, not %s (%s; %s)\n", c->rule, edit,
			    lh_result_name(f->result, LH_LANG_EN), lh_result_name(c->result, LH_LANG_EN),
			    f->value, f->message);
		return false;
	}
	const char *says = c->says ? c->says : "";
	if (strstr(f->message, says) && (f->result <= LH_RESULT_OK || *f->message))
		return true;
	print_error("%s with “%s” does not say “%s” but “%s”\n", c->rule, edit, says, f->message);
	return false;
}

void bounds_are_met_and_missed(void **state)
{
	ruleslab *lab = *state;
	size_t n_failed = 0;
	for (size_t i = 0; i < lab->suite->n_cases; i++)
		n_failed += !as_expected(lab, &lab->suite->cases[i]);
	if (n_failed)
		fail_msg("%zu of %zu cases", n_failed, lab->suite->n_cases);
}

void ruleslab_counts(ruleslab *lab, rule_counts expected)
{
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	size_t counts[LH_RESULT_ERROR + 1] = {0};
	for (size_t i = 0; i < lab->rules->n_rules; i++) {
		counts[findings[i].result]++;
		assert_string_equal(findings[i].result == LH_RESULT_OK ? findings[i].message : "", "");
	}
	assert_int_equal(lab->rules->n_rules, expected.rules);
	assert_int_equal(counts[LH_RESULT_OK], expected.ok);
	assert_int_equal(counts[LH_RESULT_INFO], expected.info);
	assert_int_equal(counts[LH_RESULT_NA], expected.na);
	assert_int_equal(counts[LH_RESULT_HINT], expected.hint);
	assert_int_equal(counts[LH_RESULT_ASK], 0);
	assert_int_equal(counts[LH_RESULT_WARN], expected.warn);
	assert_int_equal(counts[LH_RESULT_ERROR], expected.error);
}

/* Without white space; a hard line break inside a sentence is none of the sentence. */
static char *squeezed(lh_arena *arena, const char *text)
{
	lh_buf out = {0};
	while (*text) {
		const char *start = text;
		if (!lh_cp_is_space(lh_utf8_next(&text)))
			lh_buf_put(&out, start, (size_t)(text - start));
	}
	char *result = lh_arena_strdup(arena, lh_buf_str(&out));
	lh_buf_free(&out);
	return result;
}

void quotes_stand_in_the_guideline(void **state)
{
	ruleslab *lab = *state;
	const char *text = squeezed(
		lab->arena, read_text(lab, lh_fmt(lab->arena, LH_SOURCE_DIR "/tests/data/guidelines/%s.txt",
						  lab->jurisdiction->key)));
	for (size_t i = 0; i < lab->rules->n_rules; i++) {
		const char *at = text;
		char *quote = squeezed(lab->arena, lab->rules->rules[i].quote);
		for (char *piece = quote; piece;) {
			char *cut = strstr(piece, "…");
			if (cut)
				*cut = '\0';
			at = strstr(at, piece);
			if (!at)
				fail_msg("%s: “%s” does not stand in the guideline",
					 lab->rules->rules[i].id, piece);
			at += strlen(piece);
			piece = cut ? cut + strlen("…") : NULL;
		}
	}
}

static bool fails(lh_result result)
{
	return result >= LH_RESULT_HINT;
}

void every_rule_can_fail(void **state)
{
	ruleslab *lab = *state;
	const rule_suite *suite = lab->suite;
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	for (size_t r = 0; r < lab->rules->n_rules; r++) {
		const lh_rule *rule = &lab->rules->rules[r];
		if (*rule->quote)
			assert_true(*rule->place);
		if (findings[r].result == LH_RESULT_INFO)
			continue;
		const char *id = rule->id + strlen(lab->prefix) + 1;
		bool tried = false;
		for (size_t i = 0; i < suite->n_cannot_fail; i++)
			tried = tried || strcmp(suite->cannot_fail[i], id) == 0;
		for (size_t i = 0; i < suite->n_cases; i++)
			tried = tried || (strcmp(suite->cases[i].rule, id) == 0 &&
					  fails(suite->cases[i].result));
		if (!tried)
			fail_msg("no case lets %s fail", rule->id);
	}
}
