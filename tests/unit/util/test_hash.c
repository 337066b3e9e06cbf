/* SipHash-2-4-128 under the zero key, against values that OpenSSL gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/hash.h"

static void every_byte_and_length_counts(void **state)
{
	(void)state;
	char text[24] = {0}, seen[24][33];
	for (size_t n = 0; n < 24; n++) {
		lh_hash128(text, n, seen[n]);
		assert_int_equal(strlen(seen[n]), 32);
		for (size_t i = 0; i < n; i++) {
			char other[33];
			text[i] = 1;
			lh_hash128(text, n, other);
			text[i] = 0;
			assert_string_not_equal(other, seen[n]);
			assert_string_not_equal(seen[i], seen[n]);
		}
	}
}

static void values_are_those_of_siphash(void **state)
{
	(void)state;
	static const char *const known[][2] = {
		{"", "5049d74780a3e07d4202ab47d4cef2f4"},
		{"abc", "6c95dec302962fa8ca5e69c1d5d15478"},
		{"0123456789abcdef0", "14373e5c33660725efa3d1ab391e7132"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		char hex[33];
		lh_hash128(known[i][0], strlen(known[i][0]), hex);
		assert_string_equal(hex, known[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_and_length_counts),
		cmocka_unit_test(values_are_those_of_siphash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
