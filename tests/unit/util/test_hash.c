/* XXH3 of 128 bits, against values that xxhsum -H2 gives. */
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

static void values_are_those_of_xxh3(void **state)
{
	(void)state;
	static const char *const known[][2] = {
		{"", "99aa06d3014798d86001c324468d497f"},
		{"abc", "06b05ab6733a618578af5f94892f3950"},
		{"0123456789abcdef0", "4d011b9cf16c97fc259d04103128b07b"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		char hex[33];
		lh_hash128(known[i][0], strlen(known[i][0]), hex);
		assert_string_equal(hex, known[i][1]);
	}
}

static void pieces_give_what_the_whole_gives(void **state)
{
	(void)state;
	char text[1000], whole[33], pieced[33];
	memset(text, 'x', sizeof text);
	lh_hash128(text, sizeof text, whole);
	assert_string_equal(whole, "50a1af5a5f2dcf01c0a4877b962cba82");
	lh_hash *hash = lh_hash_new();
	for (size_t at = 0, n = 0; at < sizeof text; at += n++)
		lh_hash_add(hash, text + at, at + n < sizeof text ? n : sizeof text - at);
	lh_hash_end(hash, pieced);
	assert_string_equal(pieced, whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_and_length_counts),
		cmocka_unit_test(values_are_those_of_xxh3),
		cmocka_unit_test(pieces_give_what_the_whole_gives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
