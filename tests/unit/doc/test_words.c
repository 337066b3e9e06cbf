/* The list of words: the longest one is found, joints, endings, single characters, bad entries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "doc/words.h"
#include "util/arena.h"
#include "util/utf8.h"

static int start(void **state)
{
	*state = lh_arena_new();
	return 0;
}

static int stop(void **state)
{
	lh_arena_free(*state);
	return 0;
}

/* Characters of the longest word that the text begins with. */
static size_t longest(const lh_words *words, const char *text)
{
	uint32_t cp[32];
	size_t n = 0;
	while (*text)
		cp[n++] = lh_utf8_next(&text);
	const lh_word *word = lh_words_longest(words, cp, n);
	return word ? word->n : 0;
}

static void longest_word_is_found(void **state)
{
	lh_words *words = lh_words_new(*state);
	assert_true(lh_words_add(words, "高级", /*tail*/ false));
	assert_true(lh_words_add(words, "高级|工程师", /*tail*/ false));
	assert_true(lh_words_add(words, "高级中学", /*tail*/ true));
	assert_int_equal(longest(words, "高级工程师"), 5);
	assert_int_equal(longest(words, "高级工程"), 2);
	assert_int_equal(longest(words, "高级中学"), 4);
	assert_int_equal(longest(words, "高"), 0);
	assert_int_equal(longest(words, "正高级"), 0);
	assert_int_equal(longest(NULL, "高级"), 0);
}

static void joints_are_counted_in_characters(void **state)
{
	lh_words *words = lh_words_new(*state);
	assert_true(lh_words_add(words, "股份|有限|公司", /*tail*/ true));
	const uint32_t text[] = {0x80A1, 0x4EFD, 0x6709, 0x9650, 0x516C, 0x53F8};
	const lh_word *word = lh_words_longest(words, text, 6);
	assert_int_equal(word->joints, 1u << 2 | 1u << 4);
	assert_true(word->tail);
}

static void empty_parts_and_long_words_are_refused(void **state)
{
	lh_words *words = lh_words_new(*state);
	assert_false(lh_words_add(words, "", /*tail*/ false));
	assert_false(lh_words_add(words, "|公司", /*tail*/ false));
	assert_false(lh_words_add(words, "公司|", /*tail*/ false));
	assert_false(lh_words_add(words, "有||限", /*tail*/ false));
	assert_true(lh_words_add(words, "一二三四五六七八九十一二三四五六", /*tail*/ false));
	assert_false(lh_words_add(words, "一二三四五六七八九十一二三四五六七", /*tail*/ false));
	assert_false(lh_words_add(words, "一二三四五六七八九十一二三四五六|七", /*tail*/ false));
}

static void endings_and_single_characters(void **state)
{
	lh_words *words = lh_words_new(*state);
	lh_words_add_end(words, 0x4F53, "系制");
	lh_words_add_single(words, "与");
	lh_words_add_single(words, "和");
	assert_true(lh_words_is_end(words, 0x4F53, 0));
	assert_true(lh_words_is_end(words, 0x4F53, 0x540D));
	assert_false(lh_words_is_end(words, 0x4F53, 0x7CFB)); /* 体系 */
	assert_false(lh_words_is_end(words, 0x540D, 0));
	assert_false(lh_words_is_end(NULL, 0x4F53, 0));
	assert_true(lh_words_is_single(words, 0x4E0E));
	assert_true(lh_words_is_single(words, 0x548C));
	assert_false(lh_words_is_single(words, 0x4F53));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(longest_word_is_found, start, stop),
		cmocka_unit_test_setup_teardown(joints_are_counted_in_characters, start, stop),
		cmocka_unit_test_setup_teardown(empty_parts_and_long_words_are_refused, start, stop),
		cmocka_unit_test_setup_teardown(endings_and_single_characters, start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
