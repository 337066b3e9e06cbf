/* Objects of a PDF file: names and texts, and failure that is no crash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "emit/pdf/obj.h"
#include "util/arena.h"

static void ascii_text_is_a_literal_with_escapes(void **state)
{
	(void)state;
	lh_buf buf = {0};
	lh__pdf_text(&buf, "a(b)\\c");
	assert_string_equal(buf.bytes, "(a\\(b\\)\\\\c)");
	lh_buf_free(&buf);
}

static void chinese_text_is_utf16_with_pairs(void **state)
{
	(void)state;
	lh_buf buf = {0};
	lh__pdf_text(&buf, "甲𠮷a");
	assert_string_equal(buf.bytes, "<FEFF7532D842DFB70061>");
	lh_buf_free(&buf);
}

static void odd_bytes_of_a_name_are_numbers(void **state)
{
	(void)state;
	lh_buf buf = {0};
	lh__pdf_name(&buf, "A B#/c");
	assert_string_equal(buf.bytes, "/A#20B#23#2Fc");
	lh_buf_free(&buf);
}

/* Memory that runs out after so many blocks; what libharu forgets on its way out is freed here. */
enum { MOST_BLOCKS = 4096 };
static struct {
	unsigned left;
	void *blocks[MOST_BLOCKS];
	size_t n;
} heap;

static void *heap_alloc(unsigned size)
{
	if (!heap.left || heap.n == MOST_BLOCKS)
		return NULL;
	heap.left--;
	return heap.blocks[heap.n++] = malloc(size);
}

static void heap_release(void *block)
{
	for (size_t i = heap.n; i-- > 0;) {
		if (heap.blocks[i] != block)
			continue;
		free(block);
		heap.blocks[i] = heap.blocks[--heap.n];
		return;
	}
	assert_null(block);
}

static unsigned long write_small_file(lh_arena *arena, lh_buf *out)
{
	static const lh__pdf_memory memory = {heap_alloc, heap_release};
	lh__pdf *pdf = lh__pdf_new(arena, &memory);
	lh__pdf_ref page_number = lh__pdf_page(pdf, 100 * LH_EMU_PT, 100 * LH_EMU_PT, "x", 1);
	lh__pdf_puts(pdf, page_number, "/Resources<<>>\n");
	lh__pdf_puts(pdf, lh__pdf_dict(pdf), "/A 1\n");
	lh__pdf_puts(pdf, lh__pdf_stream(pdf, "abc", 3, /*deflated*/ false), "/B 2\n");
	lh__pdf_puts(pdf, lh__pdf_catalog(pdf), "/Lang(zh-CN)\n");
	lh__pdf_puts(pdf, lh__pdf_info(pdf), "/Title(x)\n");
	unsigned long fault = lh__pdf_save(pdf, LH__PDF_1_7, out);
	lh__pdf_free(pdf);
	return fault;
}

static void lack_of_memory_at_any_point_is_reported(void **state)
{
	(void)state;
	unsigned blocks = 0;
	unsigned long fault = 1;
	for (; fault && blocks < MOST_BLOCKS; blocks++) {
		lh_arena *arena = lh_arena_new();
		lh_buf out = {0};
		heap.left = blocks;
		fault = write_small_file(arena, &out);
		assert_true(fault || strstr(lh_buf_str(&out), "%%EOF"));
		while (heap.n)
			free(heap.blocks[--heap.n]);
		lh_buf_free(&out);
		lh_arena_free(arena);
	}
	assert_int_equal(fault, 0);
	assert_true(blocks > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ascii_text_is_a_literal_with_escapes),
		cmocka_unit_test(chinese_text_is_utf16_with_pairs),
		cmocka_unit_test(odd_bytes_of_a_name_are_numbers),
		cmocka_unit_test(lack_of_memory_at_any_point_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
