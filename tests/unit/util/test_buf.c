/* Growable buffer: the numbers of the PDF writer above all. */
#include "support/unit.h"

#include "util/buf.h"

static void points_are_rounded_and_short(void **state)
{
	(void)state;
	static const struct {
		int64_t emu;
		int places;
		const char *want;
	} cases[] = {
		{0, 2, "0"},		{12700, 2, "1"},       {133350, 2, "10.5"}, {-12700, 3, "-1"},
		{127, 2, "0.01"},	{63, 2, "0"},	       {-63, 2, "0"},	    {64, 2, "0.01"},
		{7560000, 3, "595.276"}, {12699, 2, "1"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		lh_buf buf = {0};
		lh_buf_pt(&buf, cases[i].emu, cases[i].places);
		assert_string_equal(lh_buf_str(&buf), cases[i].want);
		lh_buf_free(&buf);
	}
}

static void smallest_integer_has_its_digits(void **state)
{
	(void)state;
	lh_buf buf = {0};
	lh_buf_int(&buf, INT64_MIN);
	assert_string_equal(lh_buf_str(&buf), "-9223372036854775808");
	lh_buf_free(&buf);
}

static void grows_and_ends_with_nul(void **state)
{
	(void)state;
	lh_buf buf = {0};
	assert_string_equal(lh_buf_str(&buf), "");
	for (int i = 0; i < 1000; i++)
		lh_buf_printf(&buf, "%d,", i);
	assert_int_equal(buf.length, strlen(buf.bytes));
	assert_int_equal(buf.length, 3890);
	lh_buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_rounded_and_short),
		cmocka_unit_test(smallest_integer_has_its_digits),
		cmocka_unit_test(grows_and_ends_with_nul),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
