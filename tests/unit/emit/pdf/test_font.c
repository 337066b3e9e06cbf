/* Fonts of a PDF: subsets, codes, widths, the way back to Unicode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "emit/pdf/font.h"
#include "emit/pdf/glyf.h"
#include "support/make_font.h"
#include "support/make_pages.h"
#include "util/file.h"

static size_t u16(const char *at)
{
	return (size_t)(unsigned char)at[0] << 8 | (unsigned char)at[1];
}

static size_t u32(const char *at)
{
	return u16(at) << 16 | u16(at + 2);
}

/* A table of a TrueType file in memory. */
static const char *table(const lh_buf *file, const char *tag, size_t *length_out)
{
	for (size_t i = 0; i < u16(file->bytes + 4); i++) {
		const char *row = file->bytes + 12 + 16 * i;
		if (memcmp(row, tag, 4) != 0)
			continue;
		*length_out = u32(row + 12);
		assert_true(u32(row + 8) + *length_out <= file->length);
		return file->bytes + u32(row + 8);
	}
	fail_msg("no table %s", tag);
	return NULL;
}

static size_t glyph_length(const lh_buf *file, size_t glyph)
{
	size_t length;
	const char *loca = table(file, "loca", &length);
	assert_true(4 * (glyph + 2) <= length);
	return u32(loca + 4 * glyph + 4) - u32(loca + 4 * glyph);
}

static const char *glyph_bytes(const lh_buf *file, size_t glyph)
{
	size_t length;
	return table(file, "glyf", &length) + u32(table(file, "loca", &length) + 4 * glyph);
}

static size_t subset(const lh_face_info *face, const uint16_t *ids, size_t n, lh_buf *file)
{
	lh__subset *subset = lh__subset_new(face, ids, n);
	assert_non_null(subset);
	lh__subset_file(subset, file);
	size_t count = lh__subset_count(subset);
	lh__subset_free(subset);
	return count;
}

static lh_fonts *hand_made(page_maker *maker, const font_recipe *recipe, char *dir)
{
	assert_non_null(mkdtemp(dir));
	lh_buf font = {0};
	font_make(recipe, &font);
	assert_true(lh_file_write(maker->ctx, lh_fmt(maker->arena, "%s/made.ttf", dir), font.bytes,
				  font.length));
	lh_buf_free(&font);
	const char *roles =
		"schema_version: 1\nextends: standard\nfaces:\n  song: {file: made.ttf}\n";
	const char *path = lh_fmt(maker->arena, "%s/roles.yaml", dir);
	assert_true(lh_file_write(maker->ctx, path, roles, strlen(roles)));
	lh_fonts *fonts;
	if (!lh_fonts_load(maker->ctx, path, &fonts)) {
		lh_diag_print_all(maker->ctx, stderr);
		fail();
	}
	return fonts;
}

static void glyphs_stand_in_the_order_asked_for(void **state)
{
	page_maker *maker = *state;
	uint16_t face = lh_fonts_face(maker->fonts, LH_ROLE_SONG, 0x4E2D);
	uint16_t ids[] = {(uint16_t)lh_face_glyph(maker->fonts, face, 0x4E2D),
			  (uint16_t)lh_face_glyph(maker->fonts, face, 0x4E00),
			  (uint16_t)lh_face_glyph(maker->fonts, face, 0x4E2D)};
	lh_buf file = {0};
	assert_int_equal(subset(lh_face_info_at(maker->fonts, face), ids, 3, &file), 4);
	assert_int_equal(glyph_length(&file, 1), glyph_length(&file, 3));
	assert_memory_equal(glyph_bytes(&file, 1), glyph_bytes(&file, 3), glyph_length(&file, 1));
	assert_int_not_equal(glyph_length(&file, 1), glyph_length(&file, 2));
	lh_buf_free(&file);
}

static void table_checksums_are_right(void **state)
{
	page_maker *maker = *state;
	uint16_t face = lh_fonts_face(maker->fonts, LH_ROLE_KAI, 0x4E2D);
	uint16_t id = (uint16_t)lh_face_glyph(maker->fonts, face, 0x4E2D);
	lh_buf file = {0};
	subset(lh_face_info_at(maker->fonts, face), &id, 1, &file);
	while (file.length % 4)
		lh_buf_putc(&file, '\0');
	for (size_t i = 0; i < u16(file.bytes + 4); i++) {
		const char *row = file.bytes + 12 + 16 * i;
		uint32_t sum = 0;
		for (size_t at = 0; at < u32(row + 12); at += 4)
			sum += (uint32_t)u32(file.bytes + u32(row + 8) + at);
		assert_int_equal(sum, u32(row + 4));
	}
	lh_buf_free(&file);
}

static void parts_of_a_composite_glyph_come_along_renumbered(void **state)
{
	page_maker *maker = *state;
	char dir[] = "/tmp/lianheti-pdf-XXXXXX";
	font_recipe recipe = {.depth = 3};
	lh_fonts *fonts = hand_made(maker, &recipe, dir);
	uint16_t face = lh_fonts_face(fonts, LH_ROLE_SONG, 0x4EBA);
	uint16_t id = (uint16_t)lh_face_glyph(fonts, face, 0x4EBA);
	assert_int_not_equal(id, 0);
	lh_buf file = {0};
	size_t n = subset(lh_face_info_at(fonts, face), &id, 1, &file);
	/* .notdef, 人 and the three levels below it. */
	assert_int_equal(n, 5);
	size_t glyph = 1;
	for (size_t level = 0; level < 3; level++) {
		const char *bytes = glyph_bytes(&file, glyph);
		assert_int_equal(u16(bytes), 0xFFFF);
		size_t part = u16(bytes + 12);
		assert_true(part > glyph && part < n);
		glyph = part;
	}
	assert_true(u16(glyph_bytes(&file, glyph)) < 0x8000);
	lh_buf_free(&file);
	lh_fonts_free(fonts);
	unlink(lh_fmt(maker->arena, "%s/made.ttf", dir));
	unlink(lh_fmt(maker->arena, "%s/roles.yaml", dir));
	rmdir(dir);
}

static void codes_rise_with_the_code_points_from_one(void **state)
{
	page_maker *maker = *state;
	maker_text(maker, LH_ROLE_SONG, "丁一万丁", 10 * LH_EMU_PT, 0, 0, 0);
	uint16_t face = lh_fonts_face(maker->fonts, LH_ROLE_SONG, 0x4E00);
	lh__pdffonts *fonts;
	assert_true(lh__pdffonts_collect(maker->ctx, maker->arena, &maker->pages, maker->fonts,
					 &fonts));
	assert_int_equal(lh__pdffonts_code(fonts, face, 0x4E00), 1);
	assert_int_equal(lh__pdffonts_code(fonts, face, 0x4E01), 2);
	assert_int_equal(lh__pdffonts_code(fonts, face, 0x4E07), 3);
	assert_int_equal(lh__pdffonts_width(fonts, face, 1), 1000);
}

static void character_without_a_face_is_an_error_with_its_number(void **state)
{
	page_maker *maker = *state;
	maker_text(maker, LH_ROLE_SONG, "一", 10 * LH_EMU_PT, 0, 0, 0);
	lh_glyph *glyph = (lh_glyph *)maker->page->items[0].u.text.glyphs;
	glyph->face = LH_FACE_NONE;
	lh_node *run = (lh_node *)maker->page->items[0].run;
	run->u.run.origin.data = (lh_loc){"data.yaml", 14, 3};
	lh__pdffonts *fonts;
	assert_false(lh__pdffonts_collect(maker->ctx, maker->arena, &maker->pages, maker->fonts,
					  &fonts));
	assert_int_equal(lh_diag_count(maker->ctx), 1);
	assert_int_equal(lh_diag_at(maker->ctx, 0)->msg, LH_E_PDF_GLYPH);
	assert_int_equal(lh_diag_at(maker->ctx, 0)->loc.line, 14);
	assert_non_null(strstr(lh_diag_at(maker->ctx, 0)->en, "U+4E00"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(glyphs_stand_in_the_order_asked_for, maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(table_checksums_are_right, maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(parts_of_a_composite_glyph_come_along_renumbered,
						maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(codes_rise_with_the_code_points_from_one,
						maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(
			character_without_a_face_is_an_error_with_its_number, maker_setup, maker_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
