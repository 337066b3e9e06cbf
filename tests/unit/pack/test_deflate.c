/* Streams: what is packed comes out again, and the choice of the user decides the size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libdeflate.h>

#include "pack/deflate.h"
#include "util/arena.h"

static lh_buf sample(size_t length)
{
	lh_buf raw = {0};
	for (uint32_t i = 0, x = 1; i < length; i++, x = x * 1103515245u + 12345u)
		lh_buf_putc(&raw, (char)(i % 7 ? "创新联合体"[i % 15] : (int)(x >> 16)));
	return raw;
}

static size_t packed(lh_compression compression, const lh_buf *raw)
{
	lh_arena *arena = lh_arena_new();
	lh_deflater *deflater = lh_deflater_new(compression);
	size_t length;
	const void *bytes = lh_deflate(deflater, arena, lh_buf_str(raw), raw->length, &length);
	unsigned char *back = lh_arena_alloc(arena, raw->length + 1);
	struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
	size_t n;
	assert_int_equal(
		libdeflate_zlib_decompress(unpacker, bytes, length, back, raw->length + 1, &n),
		LIBDEFLATE_SUCCESS);
	libdeflate_free_decompressor(unpacker);
	assert_int_equal(n, raw->length);
	assert_memory_equal(back, lh_buf_str(raw), n);
	lh_deflater_free(deflater);
	lh_arena_free(arena);
	return length;
}

static void packed_bytes_come_out_again(void **state)
{
	(void)state;
	for (size_t length = 0; length < 70000; length = length * 3 + 1) {
		lh_buf raw = sample(length);
		packed(LH_COMPRESSION_COMPACT, &raw);
		packed(LH_COMPRESSION_FAST, &raw);
		packed(LH_COMPRESSION_BATCH, &raw);
		lh_buf_free(&raw);
	}
}

static void compact_is_smaller_than_fast(void **state)
{
	(void)state;
	lh_buf raw = sample(60000);
	assert_true(packed(LH_COMPRESSION_COMPACT, &raw) < packed(LH_COMPRESSION_FAST, &raw));
	lh_buf_free(&raw);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packed_bytes_come_out_again),
		cmocka_unit_test(compact_is_smaller_than_fast),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
