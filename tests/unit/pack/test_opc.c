#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pack/opc.h"
#include "support/zip_part.h"
#include "util/memo.h"

static const lh_opc_part parts[] = {
	{"_rels/.rels", NULL, "<a/>", 4, true},
	{"word/document.xml", "application/x-main+xml", "<b>联合体</b>",
	 sizeof "<b>联合体</b>" - 1, false},
	{"empty.xml", "application/x-empty+xml", "", 0, true},
};
enum { N_PARTS = sizeof parts / sizeof *parts };

static void pack(const char *date, lh_buf *out)
{
	lh_ctx *ctx = lh_ctx_new();
	assert_true(lh_opc_write(ctx, parts, N_PARTS, date, LH_COMPRESSION_COMPACT, /*memo*/ NULL, out));
	assert_int_equal(lh_diag_count(ctx), 0);
	lh_ctx_free(ctx);
}

static void parts_keep_their_order_behind_the_content_types(void **state)
{
	(void)state;
	lh_buf file = {0};
	lh_buf names = {0};
	pack("2026-05-20", &file);
	zip_names(&file, &names);
	assert_string_equal(lh_buf_str(&names),
			    "[Content_Types].xml\n_rels/.rels\nword/document.xml\nempty.xml\n");
	lh_buf_free(&names);
	lh_buf_free(&file);
}

static void parts_come_back_as_they_were(void **state)
{
	(void)state;
	lh_buf file = {0};
	lh_buf text = {0};
	pack("2026-05-20", &file);
	assert_true(zip_part(&file, "word/document.xml", &text));
	assert_string_equal(lh_buf_str(&text), "<b>联合体</b>");
	assert_true(zip_part(&file, "empty.xml", &text));
	assert_string_equal(lh_buf_str(&text), "");
	lh_buf_free(&text);
	lh_buf_free(&file);
}

/* Each time with another date, so that the files differ, and both ways to compress by turns. */
static void a_memo_changes_no_file(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_memo *memo = lh_memo_new(1 << 20);
	lh_buf alone = {0}, noted = {0}, styles = {0};
	for (int i = 0; i < 400; i++)
		lh_buf_printf(&styles, "<style id=\"s%d\" line=\"%d\"/>", i, i * i);
	const lh_opc_part some[] = {
		{"word/document.xml", "application/xml", "<b/>", 4, false},
		{"word/styles.xml", "application/xml", styles.bytes, styles.length, true},
	};
	for (int i = 0; i < 6; i++) {
		lh_compression how = i % 2 ? LH_COMPRESSION_BATCH : LH_COMPRESSION_COMPACT;
		const char *date = lh_fmt(ctx->arena, "2026-05-%d", 10 + i);
		assert_true(lh_opc_write(ctx, some, 2, date, how, NULL, &alone));
		assert_true(lh_opc_write(ctx, some, 2, date, how, memo, &noted));
		assert_int_equal(alone.length, noted.length);
		assert_memory_equal(alone.bytes, noted.bytes, alone.length);
	}
	lh_buf_free(&alone);
	lh_buf_free(&noted);
	lh_buf_free(&styles);
	lh_memo_free(memo);
	lh_ctx_free(ctx);
}

static void a_large_part_comes_back_as_it_was(void **state)
{
	(void)state;
	lh_buf large = {0};
	uint32_t seed = 7;
	for (int i = 0; i < 300000; i++) {
		seed = seed * 1664525u + 1013904223u;
		lh_buf_putc(&large, (char)('a' + (seed >> 24) % 26));
	}
	const lh_opc_part part = {"large.xml", "application/xml", large.bytes, large.length, true};
	lh_ctx *ctx = lh_ctx_new();
	lh_buf file = {0};
	lh_buf text = {0};
	assert_true(lh_opc_write(ctx, &part, 1, "", LH_COMPRESSION_COMPACT, /*memo*/ NULL, &file));
	assert_true(zip_part(&file, "large.xml", &text));
	assert_int_equal(text.length, large.length);
	assert_memory_equal(text.bytes, large.bytes, large.length);
	assert_true(file.length < large.length);
	lh_buf_free(&text);
	lh_buf_free(&file);
	lh_buf_free(&large);
	lh_ctx_free(ctx);
}

static void every_part_but_relationships_has_its_content_type(void **state)
{
	(void)state;
	lh_buf file = {0};
	lh_buf types = {0};
	pack("", &file);
	assert_true(zip_part(&file, "[Content_Types].xml", &types));
	assert_non_null(strstr(lh_buf_str(&types), "<Override PartName=\"/word/document.xml\" "
						   "ContentType=\"application/x-main+xml\"/>"));
	assert_null(strstr(lh_buf_str(&types), "/_rels/.rels"));
	lh_buf_free(&types);
	lh_buf_free(&file);
}

static void same_parts_give_same_bytes_in_any_time_zone(void **state)
{
	(void)state;
	lh_buf here = {0};
	lh_buf there = {0};
	setenv("TZ", "UTC", 1);
	tzset();
	pack("2026-05-20", &here);
	setenv("TZ", "Pacific/Kiritimati", 1);
	tzset();
	pack("2026-05-20", &there);
	unsetenv("TZ");
	tzset();
	assert_int_equal(here.length, there.length);
	assert_memory_equal(here.bytes, there.bytes, here.length);
	lh_buf_free(&here);
	lh_buf_free(&there);
}

/* The date field of the first local header: bytes 12 and 13. */
static int date_field(const char *date)
{
	lh_buf file = {0};
	pack(date, &file);
	int field = (unsigned char)file.bytes[12] | (unsigned char)file.bytes[13] << 8;
	int time = (unsigned char)file.bytes[10] | (unsigned char)file.bytes[11] << 8;
	assert_int_equal(time, 0);
	lh_buf_free(&file);
	return field;
}

static void entries_carry_the_date_of_the_document(void **state)
{
	(void)state;
	assert_int_equal(date_field("2026-05-20"), (2026 - 1980) << 9 | 5 << 5 | 20);
}

static void dates_that_zip_cannot_hold_become_1980(void **state)
{
	(void)state;
	const int first = 1 << 5 | 1;
	assert_int_equal(date_field(""), first);
	assert_int_equal(date_field("1979-12-31"), first);
	assert_int_equal(date_field("2026-13-01"), first);
	assert_int_equal(date_field("2026-05"), first);
	assert_int_equal(date_field("20260520ab"), first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_keep_their_order_behind_the_content_types),
		cmocka_unit_test(parts_come_back_as_they_were),
		cmocka_unit_test(a_memo_changes_no_file),
		cmocka_unit_test(a_large_part_comes_back_as_it_was),
		cmocka_unit_test(every_part_but_relationships_has_its_content_type),
		cmocka_unit_test(same_parts_give_same_bytes_in_any_time_zone),
		cmocka_unit_test(entries_carry_the_date_of_the_document),
		cmocka_unit_test(dates_that_zip_cannot_hold_become_1980),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
