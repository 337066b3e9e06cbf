/* DEFLATE by hand: what is coded in pieces comes out as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libdeflate.h>

#include "emit/pdf/flatecode.h"
#include "util/arena.h"

/* Pieces of pseudo-random length and contents that repeat themselves now and then. */
static lh_buf piece(uint32_t seed, size_t length)
{
	lh_buf bytes = {0};
	for (uint32_t x = seed * 2654435761u + 1; bytes.length < length;
	     x = x * 1103515245u + 12345u) {
		if (bytes.length > 8 && (x >> 16) % 5 == 0) {
			size_t from = (x >> 8) % (bytes.length - 4);
			for (int i = 0; i < 4 + (int)(x >> 20) % 300 && bytes.length < length; i++)
				lh_buf_putc(&bytes, bytes.bytes[from + (size_t)i % 4]);
		} else {
			lh_buf_putc(&bytes, (char)(x >> 24));
		}
	}
	return bytes;
}

static void unpack(const lh_buf *packed, const lh_buf *expected)
{
	struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
	char *raw = lh_xmalloc(expected->length + 1);
	size_t n;
	assert_int_equal(libdeflate_deflate_decompress(unpacker, packed->bytes, packed->length, raw,
						       expected->length + 1, &n),
			 LIBDEFLATE_SUCCESS);
	assert_int_equal(n, expected->length);
	assert_memory_equal(raw, lh_buf_str(expected), n);
	free(raw);
	libdeflate_free_decompressor(unpacker);
}

static void round_trip(const lh__flate_code *code, const size_t *lengths, size_t n)
{
	lh__bits all = {0};
	lh_buf expected = piece(99, 70000);
	lh__flate_stored(&all, (const unsigned char *)expected.bytes, expected.length);
	lh__flate_begin(&all, code);
	for (size_t i = 0; i < n; i++) {
		lh_buf raw = piece((uint32_t)i, lengths[i]);
		lh__bits one = {0};
		lh__flate_piece(&one, code, (const unsigned char *)lh_buf_str(&raw), raw.length);
		size_t n_bits = 8 * one.bytes.length + one.n_rest;
		lh__bits_flush(&one);
		lh__bits_append(&all, (const unsigned char *)lh_buf_str(&one.bytes), n_bits);
		lh_buf_put(&expected, lh_buf_str(&raw), raw.length);
		lh_buf_free(&raw);
		lh_buf_free(&one.bytes);
	}
	lh__flate_end(&all, code);
	unpack(&all.bytes, &expected);
	lh_buf_free(&expected);
	lh_buf_free(&all.bytes);
}

static const size_t lengths[] = {0, 1, 2, 3, 64, 500, 7, 40000, 1000, 33000, 9, 128};
enum { N_LENGTHS = sizeof lengths / sizeof *lengths };

static void pieces_strung_together_come_out_in_order(void **state)
{
	(void)state;
	lh__flate_counts counts = {0};
	for (uint32_t i = 0; i < 5; i++) {
		lh_buf raw = piece(i, 600);
		lh__flate_count(&counts, (const unsigned char *)raw.bytes, raw.length);
		lh_buf_free(&raw);
	}
	lh__flate_code code;
	lh__flate_make(&counts, &code);
	round_trip(&code, lengths, N_LENGTHS);
}

static void code_without_a_sample_still_codes_everything(void **state)
{
	(void)state;
	lh__flate_counts counts = {0};
	lh__flate_code code;
	lh__flate_make(&counts, &code);
	round_trip(&code, lengths, N_LENGTHS);
}

static void steep_counts_stay_within_fifteen_bits(void **state)
{
	(void)state;
	lh__flate_counts counts = {0};
	/* Like Fibonacci's numbers: a tree as deep as it has leaves. */
	uint32_t a = 1, b = 1;
	for (int i = 0; i < 40; i++) {
		counts.literals[i] = a;
		counts.distances[i % LH__DISTANCES] = a;
		b += a;
		a = b - a;
	}
	lh__flate_code code;
	lh__flate_make(&counts, &code);
	for (int i = 0; i < LH__LITERALS; i++)
		assert_in_range(code.literal_bits[i], 1, 15);
	for (int i = 0; i < LH__DISTANCES; i++)
		assert_in_range(code.distance_bits[i], 1, 15);
	round_trip(&code, lengths, N_LENGTHS);
}

static void frequent_bytes_have_short_codes(void **state)
{
	(void)state;
	lh__flate_counts counts = {0};
	counts.literals['a'] = 1000000;
	counts.literals['b'] = 10;
	lh__flate_code code;
	lh__flate_make(&counts, &code);
	assert_int_equal(code.literal_bits['a'], 1);
	assert_true(code.literal_bits['b'] > 4);
}

static void repeats_are_shorter_than_their_bytes(void **state)
{
	(void)state;
	lh__flate_counts counts = {0};
	lh__flate_code code;
	lh__flate_make(&counts, &code);
	unsigned char same[1000];
	memset(same, 'x', sizeof same);
	lh__bits bits = {0};
	lh__flate_piece(&bits, &code, same, sizeof same);
	lh__bits_flush(&bits);
	assert_true(bits.bytes.length < 20);
	lh_buf_free(&bits.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_strung_together_come_out_in_order),
		cmocka_unit_test(code_without_a_sample_still_codes_everything),
		cmocka_unit_test(steep_counts_stay_within_fifteen_bits),
		cmocka_unit_test(frequent_bytes_have_short_codes),
		cmocka_unit_test(repeats_are_shorter_than_their_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
