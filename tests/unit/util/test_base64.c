/* Base64 against the examples of RFC 4648. */
#include "support/unit.h"

#include "util/base64.h"

static void assert_base64(const char *text, const char *expected)
{
	lh_buf out = {0};
	lh_buf_puts(&out, "data:");
	lh_buf_base64(&out, text, strlen(text));
	assert_string_equal(lh_buf_str(&out) + strlen("data:"), expected);
	assert_int_equal(out.length, strlen("data:") + strlen(expected));
	lh_buf_free(&out);
}

static void examples_of_the_standard(void **state)
{
	(void)state;
	assert_base64("", "");
	assert_base64("f", "Zg==");
	assert_base64("fo", "Zm8=");
	assert_base64("foo", "Zm9v");
	assert_base64("foob", "Zm9vYg==");
	assert_base64("fooba", "Zm9vYmE=");
	assert_base64("foobar", "Zm9vYmFy");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples_of_the_standard),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
