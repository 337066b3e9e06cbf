/* UTF-8: what is refused, and where. */
#include "support/unit.h"

#include "util/utf8.h"

static void malformed_bytes_are_found_at_their_place(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		long bad; /* offset, -1: all well */
	} cases[] = {
		{"abc", -1},		{"\xE4\xB8\xAD", -1},		{"\xF0\xA0\xAE\xB7", -1},
		{"a\xC0\x80", 1},	{"\xED\xA0\x80", 0},		{"\xF4\x90\x80\x80", 0},
		{"\xE4\xB8", 0},	{"\xE0\x80\x80", 0},		{"ab\xFF", 2},
		{"\xF8\x88\x80\x80", 0}, {"\xF4\x8F\xBF\xBF", -1},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *bad = lh_utf8_bad(cases[i].text, strlen(cases[i].text));
		assert_int_equal(bad ? bad - cases[i].text : -1, cases[i].bad);
	}
}

static void every_scalar_survives_a_round_trip(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 97) {
		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		char bytes[5] = {0};
		size_t n = lh_utf8_put(bytes, cp);
		const char *at = bytes;
		assert_int_equal(lh_utf8_next(&at), cp);
		assert_ptr_equal(at, bytes + n);
	}
}

static void rare_surnames_are_han(void **state)
{
	(void)state;
	assert_true(lh_cp_is_han(0x4DAE));
	assert_true(lh_cp_is_han(0x20BB7));
	assert_true(lh_cp_is_han(0x2CB4E));
	assert_true(lh_cp_is_han(0x3007));
	assert_false(lh_cp_is_han(0xB7));
	assert_true(lh_cp_is_private(0xE000));
	assert_false(lh_cp_is_private(0x2CB4E));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(malformed_bytes_are_found_at_their_place),
		cmocka_unit_test(every_scalar_survives_a_round_trip),
		cmocka_unit_test(rare_surnames_are_han),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
