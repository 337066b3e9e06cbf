/* Numbers and dates as Chinese papers write them. */
#include "data/model/numtext.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "util/arena.h"

static int setup(void **state)
{
	*state = lh_arena_new();
	return 0;
}

static int teardown(void **state)
{
	lh_arena_free(*state);
	return 0;
}

static lh_num yuan(const char *text)
{
	lh_num number = 0;
	assert_true(lh_num_parse(text, &number));
	return number;
}

static void date_has_no_leading_zeros(void **state)
{
	assert_string_equal(lh_date_cn(*state, (lh_date){2026, 6, 1}), "2026年6月1日");
	assert_string_equal(lh_date_cn(*state, (lh_date){2026, 12, 31}), "2026年12月31日");
}

static void date_says_only_what_is_known(void **state)
{
	assert_string_equal(lh_date_cn(*state, (lh_date){2026, 6, 0}), "2026年6月");
	assert_string_equal(lh_date_cn(*state, (lh_date){2026, 0, 0}), "2026年");
	assert_string_equal(lh_date_cn_figures(*state, (lh_date){2026, 6, 0}), "二〇二六年六月");
	assert_string_equal(lh_date_dotted(*state, (lh_date){2026, 0, 0}), "2026");
}

static void date_in_figures_uses_the_ideographic_zero(void **state)
{
	assert_string_equal(lh_date_cn_figures(*state, (lh_date){2026, 6, 10}),
			    "二\xE3\x80\x87二六年六月十日");
	assert_string_equal(lh_date_cn_figures(*state, (lh_date){2000, 11, 21}), "二〇〇〇年十一月二十一日");
	assert_string_equal(lh_date_cn_figures(*state, (lh_date){1999, 10, 30}), "一九九九年十月三十日");
}

static void dotted_date_pads_the_month(void **state)
{
	assert_string_equal(lh_date_dotted(*state, (lh_date){2026, 1, 15}), "2026.01");
	assert_string_equal(lh_date_dotted(*state, (lh_date){2028, 12, 0}), "2028.12");
}

static void capital_amount_follows_the_bank_rules(void **state)
{
	static const struct {
		const char *amount, *words;
	} cases[] = {
		{"6007.14", "人民币陆仟零柒元壹角肆分"},
		{"1409.50", "人民币壹仟肆佰零玖元伍角"},
		{"1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"},
		{"107000.53", "人民币壹拾万柒仟元零伍角叁分"},
		{"16409.02", "人民币壹万陆仟肆佰零玖元零贰分"},
		{"325.04", "人民币叁佰贰拾伍元零肆分"},
		{"0.53", "人民币伍角叁分"},
		{"0.03", "人民币叁分"},
		{"0", "人民币零元整"},
		{"10", "人民币壹拾元整"},
		{"120000000", "人民币壹亿贰仟万元整"},
		{"100050000", "人民币壹亿零伍万元整"},
		{"100000001", "人民币壹亿零壹元整"},
		{"20010", "人民币贰万零壹拾元整"},
		{"9200000000000", "人民币玖万贰仟亿元整"},
		{"1000100000000", "人民币壹万零壹亿元整"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(lh_amount_capital(*state, yuan(cases[i].amount)), cases[i].words);
}

static void capital_amount_rounds_half_a_fen_up(void **state)
{
	assert_string_equal(lh_amount_capital(*state, yuan("1.005")), "人民币壹元零壹分");
	assert_string_equal(lh_amount_capital(*state, yuan("0.995")), "人民币壹元整");
	assert_string_equal(lh_amount_capital(*state, yuan("0.004")), "人民币零元整");
}

static void capital_amount_says_when_it_is_negative(void **state)
{
	assert_string_equal(lh_amount_capital(*state, yuan("-20.5")), "人民币负贰拾元零伍角");
	assert_string_equal(lh_amount_capital(*state, INT64_MIN),
			    "人民币负玖万贰仟贰佰叁拾叁亿柒仟贰佰零叁万陆仟捌佰伍拾肆元柒角捌分");
}

static void number_in_han_figures(void **state)
{
	static const struct {
		int64_t number;
		const char *words;
	} cases[] = {
		{1, "一"}, {10, "十"}, {13, "十三"}, {20, "二十"}, {102, "一百零二"}, {110, "一百一十"},
		{115, "一百一十五"}, {1001, "一千零一"}, {1010, "一千零一十"}, {9999, "九千九百九十九"},
		{0, "0"}, {10000, "10000"}, {-3, "-3"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(lh_number_cn(*state, cases[i].number), cases[i].words);
}

static void circled_numbers_end_at_twenty(void **state)
{
	assert_string_equal(lh_number_circled(*state, 1), "①");
	assert_string_equal(lh_number_circled(*state, 20), "⑳");
	assert_string_equal(lh_number_circled(*state, 21), "(21)");
	assert_string_equal(lh_number_circled(*state, 0), "(0)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_has_no_leading_zeros),
		cmocka_unit_test(date_says_only_what_is_known),
		cmocka_unit_test(date_in_figures_uses_the_ideographic_zero),
		cmocka_unit_test(dotted_date_pads_the_month),
		cmocka_unit_test(capital_amount_follows_the_bank_rules),
		cmocka_unit_test(capital_amount_rounds_half_a_fen_up),
		cmocka_unit_test(capital_amount_says_when_it_is_negative),
		cmocka_unit_test(number_in_han_figures),
		cmocka_unit_test(circled_numbers_end_at_twenty),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
