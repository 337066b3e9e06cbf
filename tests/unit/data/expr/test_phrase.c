/* Texts with expressions in braces. */
#include "data/expr/phrase.h"

#include "support/unit.h"

#include "support/datalab.h"

static lh_names names_of(const datalab *lab)
{
	return (lh_names){
		.schema = lab->schema,
		.jurisdiction = lh_schema_record(lab->schema, "jurisdiction"),
	};
}

static void expect(datalab *lab, const char *text, const char *expected)
{
	lh_names names = names_of(lab);
	const lh_consortium *consortium =
		datalab_load(lab, "consortium: {core_name: 新型储能}\nbudget: {total: 1200.50}\n");
	assert_non_null(consortium);
	const lh_phrase *phrase = lh_phrase_parse(lab->ctx, lab->arena, text, lh_nowhere, &names,
		NULL);
	assert_non_null(phrase);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, &names, consortium, "urumqi");
	assert_string_equal(lh_phrase_text(env, lab->arena, phrase), expected);
}

static void expressions_stand_in_text(void **state)
{
	datalab *lab = *state;
	expect(lab, "", "");
	expect(lab, "再增加1家", "再增加1家");
	expect(lab, "{consortium.core_name}", "新型储能");
	expect(lab, "名为“{consortium.core_name}”，{budget.total}万元", "名为“新型储能”，1200.5万元");
	expect(lab, "{1 + 2}{3}", "33");
}

static void braces_are_doubled_and_quotes_hide_them(void **state)
{
	datalab *lab = *state;
	expect(lab, "{{a}", "{a}");
	expect(lab, "{'}' + \"{\"}", "}{");
}

static void missing_value_is_said(void **state)
{
	expect(*state, "注册地：{units[0].registered_region.name}", "注册地：未填");
}

static void value_without_any_answer_is_missing_as_a_whole(void **state)
{
	datalab *lab = *state;
	lh_names names = names_of(lab);
	const lh_consortium *consortium = datalab_load(lab, "consortium: {core_name: 氢能}\n");
	assert_non_null(consortium);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, &names, consortium, "urumqi");
	static const struct {
		const char *text, *value;
	} rows[] = {
		{"{budget.total}万元", "未填"},
		{"{budget.total}万元，{consortium.period.start}起", "未填"},
		{"{consortium.core_name}：{budget.total}万元", "氢能：未填万元"},
		{"八部分齐全", "八部分齐全"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const lh_phrase *phrase =
			lh_phrase_parse(lab->ctx, lab->arena, rows[i].text, lh_nowhere, &names,
				NULL);
		assert_non_null(phrase);
		assert_string_equal(lh_phrase_value(env, lab->arena, phrase), rows[i].value);
	}
}

static void refuse(datalab *lab, const char *text, lh_msg msg, uint32_t col)
{
	lh_names names = names_of(lab);
	lh_diag_clear(lab->ctx);
	assert_null(lh_phrase_parse(lab->ctx, lab->arena, text, (lh_loc){"r.yaml", 3, 10}, &names,
		NULL));
	datalab_expect(lab, msg, 3, col);
}

static void mistakes_are_told_at_their_place(void **state)
{
	datalab *lab = *state;
	refuse(lab, "再{count(units)", LH_E_PHRASE_OPEN, 12);
	refuse(lab, "再增加{units}家", LH_E_PHRASE_VALUE, 14);
	refuse(lab, "{consortium}", LH_E_PHRASE_VALUE, 11);
	refuse(lab, "{persons[0].unit}", LH_E_PHRASE_VALUE, 11);
	refuse(lab, "再增加{conut(units)}家", LH_E_EXPR_FUNCTION_NEAR, 14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions_stand_in_text),
		cmocka_unit_test(braces_are_doubled_and_quotes_hide_them),
		cmocka_unit_test(missing_value_is_said),
		cmocka_unit_test(value_without_any_answer_is_missing_as_a_whole),
		cmocka_unit_test(mistakes_are_told_at_their_place),
	};
	return cmocka_run_group_tests(tests, datalab_setup, datalab_teardown);
}
