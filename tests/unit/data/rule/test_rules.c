/* Judging by rules of our own over a small consortium, and what wrong rules get. */
#include "data/rule/rules.h"

#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/datalab.h"
#include "support/scratch.h"
#include "util/buf.h"

static const char data[] =
	"consortium: {core_name: 氢能}\n"
	"units:\n"
	"  - {id: a, role: lead, name: 甲, category: enterprise, employees: 10}\n"
	"  - {id: b, role: core, name: 乙, category: university}\n"
	"  - {id: c, role: core, name: 丙, category: enterprise}\n"
	"statements: {coop_willing: true, stable_team: false}\n"
	"jurisdictions:\n"
	"  urumqi: {fill_date: 2026-03-31}\n"
	"waivers:\n"
	"  - {rule: urumqi.waived, reason: 主管部门同意}\n"
	"  - {rule: urumqi.unreasoned}\n";

/* A rule of severity must and kind C with these lines. */
#define RULE(id, lines) \
	"  - id: " id "\n    quote: 原文\n    place: 一\n    severity: must\n    kind: C\n" lines

static lh_names names_of(const datalab *lab)
{
	return (lh_names){
		.schema = lab->schema,
		.jurisdiction = lh_schema_record(lab->schema, "jurisdiction"),
	};
}

static const lh_rules *load(datalab *lab, const lh_names *names, const char *text, bool *ok)
{
	const char *path = scratch_file(lab->arena, text);
	lh_diag_clear(lab->ctx);
	const lh_rules *rules =
		lh_rules_load(lab->ctx, lab->arena, path, "urumqi",
			names, ok);
	unlink(path);
	return rules;
}

/* Findings of the rules in `text` over `consortium`. */
static lh_finding *judge_over(datalab *lab, const char *consortium, const char *text,
	const lh_rules **rules_out)
{
	lh_names *names = lh_arena_alloc(lab->arena, sizeof *names);
	*names = names_of(lab);
	bool ok;
	const lh_rules *rules = load(lab, names, lh_fmt(lab->arena, "rules:\n%s", text), &ok);
	if (!ok)
		lh_diag_print_all(lab->ctx, stderr);
	assert_true(ok);
	const lh_consortium *loaded = datalab_load(lab, consortium);
	assert_non_null(loaded);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, names, loaded, "urumqi");
	if (rules_out)
		*rules_out = rules;
	return lh_rules_check(env, lab->arena, rules);
}

static lh_finding *judge(datalab *lab, const char *text)
{
	return judge_over(lab, data, text, NULL);
}

static void severity_says_what_a_failure_is(void **state)
{
	static const struct {
		const char *severity;
		lh_result result;
	} rows[] = {
		{"must", LH_RESULT_ERROR},
		{"principle", LH_RESULT_WARN},
		{"encouraged", LH_RESULT_HINT},
		{"form", LH_RESULT_ERROR},
		{"info", LH_RESULT_WARN},
	};
	datalab *lab = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *rule = lh_fmt(lab->arena,
					  "  - {id: x, quote: 原文, severity: %s, kind: C, strict: "
					  "%s}\n",
					  rows[i].severity, "count(units) > 3");
		assert_int_equal(judge(lab, rule)->result, rows[i].result);
		rule = lh_fmt(lab->arena, "  - {id: x, quote: 原文, severity: %s, kind: C, strict: "
			"%s}\n",
			      rows[i].severity, "count(units) > 2");
		assert_int_equal(judge(lab, rule)->result, LH_RESULT_OK);
	}
}

static void rule_of_severity_info_without_checks_is_shown(void **state)
{
	datalab *lab = *state;
	const lh_finding *f = judge(lab, "  - {id: x, quote: 原文, severity: info, kind: C, advice: "
		"每年一次}\n");
	assert_int_equal(f->result, LH_RESULT_INFO);
	assert_string_equal(f->message, "每年一次");
}

static void own_result_stands_over_the_severity(void **state)
{
	datalab *lab = *state;
	assert_int_equal(judge(lab, RULE("x", "    strict: false\n    else: hint\n"))->result,
		LH_RESULT_HINT);
	assert_int_equal(judge(lab, RULE("x", "    strict: false\n    else: ask\n"))->result,
		LH_RESULT_ASK);
	assert_int_equal(judge(lab, RULE("x", "    strict: false\n    else: warn\n"))->result,
		LH_RESULT_WARN);
}

static void lenient_reading_makes_a_warning(void **state)
{
	datalab *lab = *state;
	const lh_finding *f = judge(lab, RULE("x", "    strict: count(units) > 3\n"
		"    lenient: count(units) > 2\n"
						   "    advice: 再增加{4 - count(units)}家\n"));
	assert_int_equal(f->result, LH_RESULT_WARN);
	assert_string_equal(f->message, "只有按较宽的理解才符合；再增加1家");
	f = judge(lab, RULE("x", "    strict: count(units) > 3\n    lenient: count(units) > 4\n"
				 "    advice: 再增加{4 - count(units)}家\n"));
	assert_int_equal(f->result, LH_RESULT_ERROR);
	assert_string_equal(f->message, "再增加1家");
	/* Even where the rule's own result is milder or worse. */
	f = judge(lab, RULE("x", "    strict: false\n    lenient: true\n    else: hint\n"));
	assert_int_equal(f->result, LH_RESULT_WARN);
}

static void rule_without_its_case_does_not_apply(void **state)
{
	datalab *lab = *state;
	const lh_finding *f = judge(lab, RULE("x", "    when: count(units) > 3\n"
		"    strict: false\n    advice: 无\n"));
	assert_int_equal(f->result, LH_RESULT_NA);
	assert_string_equal(f->message, "");
	/* A single check is left out; the rule stands. */
	f = judge(lab, RULE("x", "    checks:\n      - {when: count(units) > 3, strict: false}\n"));
	assert_int_equal(f->result, LH_RESULT_OK);
}

static void worst_check_counts_and_every_one_speaks(void **state)
{
	const lh_finding *f = judge(*state, RULE("x", "    checks:\n"
						      "      - {strict: false, else: hint, "
						      "advice: 甲事}\n"
						      "      - {strict: false, advice: 乙事}\n"
						      "      - {strict: true, advice: 丙事}\n"
						      "      - {strict: false, else: warn, "
						      "advice: 丁事}\n"));
	assert_int_equal(f->result, LH_RESULT_ERROR);
	assert_string_equal(f->message, "甲事；乙事；丁事");
}

static void failing_records_are_named(void **state)
{
	datalab *lab = *state;
	const lh_finding *f = judge(lab, RULE("x", "    data: units\n    checks:\n"
						   "      - for: u in units\n"
						   "        when: u.role == 'core'\n"
						   "        strict: has(u.employees)\n"
						   "        name: u.name\n"
						   "        advice: \"{u.id}起没有填写员工数量\"\n"));
	assert_int_equal(f->result, LH_RESULT_ERROR);
	assert_string_equal(f->message, "b起没有填写员工数量：乙、丙");
	assert_string_equal(f->path, "units[1]");
	assert_int_equal(f->loc.line, 4);
	/* Without a name of its own a record is called by its path. */
	f = judge(lab, RULE("x", "    checks:\n      - {for: u in units, strict: has(u.employees),"
		" advice: 没有填写}\n"));
	assert_string_equal(f->message, "没有填写：units[1]、units[2]");
	f = judge(lab, RULE("x", "    checks:\n      - {strict: false, advice: 甲事}\n"
				 "      - {for: u in units, strict: has(u.employees), name: "
				 "u.name}\n"));
	assert_string_equal(f->message, "甲事；乙、丙");
	/* Computed items have no place; the finding keeps its own. */
	f = judge(lab, RULE("x", "    data: consortium.core_name\n    checks:\n"
				 "      - {\"for\": \"y in range(2026, 2027)\", strict: y > 2026, "
				 "name: y, advice: 缺}\n"));
	assert_string_equal(f->message, "缺：2026");
	assert_string_equal(f->path, "consortium.core_name");
}

static void long_lists_of_names_are_cut(void **state)
{
	const lh_finding *f = judge(*state, RULE("x", "    checks:\n"
						      "      - {\"for\": \"y in range(1, 9)\", "
						      "strict: false, name: y}\n"));
	assert_string_equal(f->message, "1、2、3、4、5、6、7、8等9个");
}

static void statements_are_asked_for(void **state)
{
	datalab *lab = *state;
	assert_int_equal(judge(lab, RULE("x", "    asks: statements.coop_willing\n"))->result,
		LH_RESULT_OK);
	const lh_finding *f = judge(lab, RULE("x", "    asks: statements.good_credit\n"));
	assert_int_equal(f->result, LH_RESULT_ASK);
	assert_string_equal(f->message, "请确认申报人声明“信用良好”");
	assert_string_equal(f->value, "声明“信用良好”：未答");
	f = judge(lab, RULE("x", "    asks: [statements.coop_willing, statements.stable_team]\n"));
	assert_int_equal(f->result, LH_RESULT_ERROR);
	assert_string_equal(f->message, "申报人声明“团队稳定”为否");
	assert_string_equal(f->value, "声明“合作意愿”：是；声明“团队稳定”：否");
	f = judge(lab, RULE("x", "    asks: statements.coop_willing\n    value: 甲\n"));
	assert_string_equal(f->value, "甲");
}

static void finding_carries_value_bound_and_place(void **state)
{
	datalab *lab = *state;
	const lh_finding *f = judge(lab, RULE("x", "    data: units[0].employees\n"
						   "    value: \"{units[0].employees}人\"\n"
						   "    bound: 不少于{4 * 5}人\n"
						   "    strict: units[0].employees >= 20\n"));
	assert_string_equal(f->value, "10人");
	assert_string_equal(f->bound, "不少于20人");
	assert_string_equal(f->path, "units[0].employees");
	assert_int_equal(f->loc.line, 3);
	assert_string_equal(f->rule->id, "urumqi.x");
	assert_string_equal(f->rule->quote, "原文");
	assert_string_equal(f->rule->place, "一");
}

static void waiver_needs_a_reason(void **state)
{
	datalab *lab = *state;
	const lh_finding *f = judge(lab, RULE("waived", "    strict: false\n")
						 RULE("unreasoned", "    strict: false\n")
						 RULE("other", "    strict: false\n"));
	assert_true(f[0].waived);
	assert_int_equal(f[0].result, LH_RESULT_ERROR);
	assert_string_equal(f[0].waiver, "主管部门同意");
	assert_false(f[1].waived);
	assert_false(f[2].waived);
	/* What is no error needs no waiver. */
	assert_false(judge(lab, RULE("waived", "    strict: false\n    else: warn\n"))->waived);
}

static const char *with_lead(datalab *lab, const char *name)
{
	return lh_fmt(lab->arena, "units: [{id: a, role: lead, name: %s}]\n"
		"jurisdictions: {urumqi: {fill_date: 2026-03-31}}\n", name);
}

static void files_are_compared_by_a_key(void **state)
{
	datalab *lab = *state;
	const char *rule = RULE("one", "    batch: {key: \"units[0].name\", at_most: 1, advice: "
		"只能一份}\n")
		RULE("both", "    batch: {key: \"units[0].name\", at_most: 2}\n"
			"    strict: has(units)\n");
	const lh_rules *rules;
	lh_finding *files[3];
	const char *names[] = {"a", "b", "c"}, *leads[] = {"甲", "乙", "甲"};
	for (size_t i = 0; i < 3; i++)
		files[i] = judge_over(lab, with_lead(lab, leads[i]), rule, &rules);
	assert_int_equal(files[0][0].result, LH_RESULT_NA);
	assert_int_equal(files[0][1].result, LH_RESULT_OK);
	lh_rules_batch(lab->arena, rules, files, names, 3);
	assert_int_equal(files[0][0].result, LH_RESULT_ERROR);
	assert_string_equal(files[2][0].message, "只能一份；甲：a、c");
	assert_int_equal(files[1][0].result, LH_RESULT_OK);
	assert_string_equal(files[1][0].message, "");
	assert_int_equal(files[0][1].result, LH_RESULT_OK);
	/* A file that does not say the key shares it with nobody. */
	lh_finding *nameless[] = {judge_over(lab, with_lead(lab, "\"\""), rule, &rules),
				  judge_over(lab, with_lead(lab, "\"\""), rule, &rules)};
	lh_rules_batch(lab->arena, rules, nameless, names, 2);
	assert_int_equal(nameless[0][0].result, LH_RESULT_NA);
}

static void refuse(datalab *lab, const char *text, lh_msg msg, uint32_t line, uint32_t col)
{
	lh_names names = names_of(lab);
	bool ok;
	load(lab, &names, text, &ok);
	assert_false(ok);
	datalab_expect(lab, msg, line, col);
}

static void wrong_rules_are_told_at_their_place(void **state)
{
	datalab *lab = *state;
	refuse(lab, "- a\n", LH_E_READ_KIND, 1, 1);
	refuse(lab, "rules: {a: 1}\n", LH_E_READ_KIND, 1, 8);
	refuse(lab, "rules:\n  - a\n", LH_E_READ_KIND, 2, 5);
	refuse(lab, "rules:\n  - {quote: 原, severity: must, kind: C}\n", LH_E_READ_MISSING, 2, 5);
	refuse(lab, "rules:\n  - {id: x, severity: must, kind: C}\n", LH_E_READ_MISSING, 2, 5);
	refuse(lab, "rules:\n  - {id: x, quote: \"\", severity: must, kind: C}\n",
		LH_E_READ_MISSING, 2, 5);
	refuse(lab, "rules:\n  - {id: x, quote: 原, severity: mist, kind: C}\n", LH_E_READ_VALUE,
		2, 33);
	refuse(lab, "rules:\n  - {id: x, quote: 原, severity: must, kind: X}\n", LH_E_READ_VALUE,
		2, 45);
	refuse(lab, "rules:\n  - {id: x, quote: 原, severity: must, kind: C, advise: 无}\n",
		LH_E_READ_KEY_NEAR, 2, 48);
	refuse(lab, "rules:\n" RULE("x", "    strict: unitz\n"), LH_E_EXPR_NAME_NEAR, 7, 13);
	refuse(lab, "rules:\n" RULE("x", "    strict: \"count(unitz) > 1\"\n"),
		LH_E_EXPR_NAME_NEAR, 7, 20);
	refuse(lab, "rules:\n" RULE("x", "    strict: count(units)\n"), LH_E_RULE_CONDITION, 7, 13);
	refuse(lab, "rules:\n" RULE("x", "    strict: count(units) / 0 > 1\n"), LH_E_EXPR_ZERO, 7,
		28);
	refuse(lab, "rules:\n" RULE("x", "    lenient: has(units)\n"), LH_E_READ_MISSING, 2, 5);
	refuse(lab, "rules:\n" RULE("x", "    strict: true\n    else: bad\n"), LH_E_READ_VALUE,
		8, 11);
	refuse(lab, "rules:\n" RULE("x", "    strict: true\n    advice: 再{1\n"), LH_E_PHRASE_OPEN,
		8, 15);
	refuse(lab, "rules:\n" RULE("x", "    strict: true\n    value: \"{units}\"\n"),
		LH_E_PHRASE_VALUE, 8, 14);
	refuse(lab, "rules:\n" RULE("x", "    checks: a\n"), LH_E_READ_KIND, 7, 13);
	refuse(lab, "rules:\n" RULE("x", "    checks: [a]\n"), LH_E_READ_KIND, 7, 14);
	refuse(lab, "rules:\n" RULE("x", "    checks:\n      - {for: units, strict: true}\n"),
		LH_E_RULE_FOR, 8, 15);
	refuse(lab, "rules:\n" RULE("x", "    checks:\n      - {for: u in consortium, strict: "
		"true}\n"), LH_E_RULE_FOR, 8, 20);
	refuse(lab, "rules:\n" RULE("x", "    checks:\n      - {for: u in units, strict: "
		"has(u.nam)}\n"),
	       LH_E_EXPR_FIELD_NEAR, 8, 41);
	refuse(lab, "rules:\n" RULE("x", "    asks: consortium.core_name\n"), LH_E_RULE_CONDITION,
		7, 11);
	refuse(lab, "rules:\n" RULE("x", "    batch: 1\n"), LH_E_READ_KIND, 7, 12);
	refuse(lab, "rules:\n" RULE("x", "    batch: {at_most: 1}\n"), LH_E_READ_MISSING, 7, 12);
	refuse(lab, "rules:\n" RULE("x", "    batch: {key: \"units[0].name\", at_most: 0}\n"),
		LH_E_READ_VALUE, 7, 44);
	refuse(lab, "rules:\n" RULE("x", "") RULE("x", ""), LH_E_READ_TWICE, 7, 5);
}

static void one_broken_rule_hides_none(void **state)
{
	datalab *lab = *state;
	lh_names names = names_of(lab);
	bool ok;
	const lh_rules *rules = load(lab, &names,
				     "rules:\n"
				     RULE("a", "    strict: unitz\n")
				     RULE("b", "    strict: true\n")
				     RULE("c", "    strict: count(units)\n")
				     RULE("d", "    strict: true\n"), &ok);
	assert_false(ok);
	assert_int_equal(lh_diag_errors(lab->ctx), 2);
	assert_int_equal(rules->n_rules, 2);
	assert_string_equal(rules->rules[0].id, "urumqi.b");
	assert_string_equal(rules->rules[1].id, "urumqi.d");
}

static void results_and_severities_have_names(void **state)
{
	(void)state;
	assert_string_equal(lh_result_name(LH_RESULT_NA, LH_LANG_ZH), "不适用");
	assert_string_equal(lh_result_name(LH_RESULT_NA, LH_LANG_EN), "n/a");
	assert_string_equal(lh_severity_name(LH_SEVERITY_PRINCIPLE, LH_LANG_ZH), "原则上");
	assert_string_equal(lh_severity_name(LH_SEVERITY_PRINCIPLE, LH_LANG_EN), "principle");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(severity_says_what_a_failure_is),
		cmocka_unit_test(rule_of_severity_info_without_checks_is_shown),
		cmocka_unit_test(own_result_stands_over_the_severity),
		cmocka_unit_test(lenient_reading_makes_a_warning),
		cmocka_unit_test(rule_without_its_case_does_not_apply),
		cmocka_unit_test(worst_check_counts_and_every_one_speaks),
		cmocka_unit_test(failing_records_are_named),
		cmocka_unit_test(long_lists_of_names_are_cut),
		cmocka_unit_test(statements_are_asked_for),
		cmocka_unit_test(finding_carries_value_bound_and_place),
		cmocka_unit_test(waiver_needs_a_reason),
		cmocka_unit_test(files_are_compared_by_a_key),
		cmocka_unit_test(wrong_rules_are_told_at_their_place),
		cmocka_unit_test(one_broken_rule_hides_none),
		cmocka_unit_test(results_and_severities_have_names),
	};
	return cmocka_run_group_tests(tests, datalab_setup, datalab_teardown);
}
