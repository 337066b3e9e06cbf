#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "data/model/charcount.h"

static void expect_word(const char *text, size_t words)
{
	size_t got = lh_char_count_of(text).word;
	if (got != words)
		fail_msg("%s: %zu, not %zu", text, got, words);
}

static void words_are_counted_as_word_counts(void **state)
{
	(void)state;
	expect_word("", 0);
	expect_word("2026年", 2);
	expect_word("5G", 1);
	expect_word("3.5%", 1);
	expect_word("Hello、World。", 4);
	expect_word("ＡＢＣ", 3);
	expect_word("①②③", 1);
	expect_word("two words", 2);
	expect_word("甲,乙", 3);
}

static void chinese_quotes_dashes_and_dots_count_one_each(void **state)
{
	(void)state;
	expect_word("“小巨人”", 5);
	expect_word("——……", 4);
	expect_word("阿依努尔·买买提", 8);
}

static void characters_beyond_the_basic_plane_count_one(void **state)
{
	(void)state;
	expect_word("𠮷𬭎䶮", 3);
	lh_char_count c = lh_char_count_of("𠮷𬭎");
	assert_int_equal(c.strict, 2);
}

static void blanks_and_zero_width_characters_count_nothing(void **state)
{
	(void)state;
	expect_word("　甲 乙\n丙\t", 3);
	expect_word("甲\u200B乙", 2);
	expect_word("ab\u200Bcd", 1);
}

static void strict_counts_all_but_white_space(void **state)
{
	(void)state;
	lh_char_count c = lh_char_count_of("2026 年　3.5%\n是。");
	assert_int_equal(c.strict, 11);
	assert_int_equal(c.with_spaces, 13);
	assert_int_equal(c.word, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_counted_as_word_counts),
		cmocka_unit_test(chinese_quotes_dashes_and_dots_count_one_each),
		cmocka_unit_test(characters_beyond_the_basic_plane_count_one),
		cmocka_unit_test(blanks_and_zero_width_characters_count_nothing),
		cmocka_unit_test(strict_counts_all_but_white_space),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
