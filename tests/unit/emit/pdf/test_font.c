/* Fonts of a PDF: codes, widths, the way back to Unicode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "emit/pdf/font.h"
#include "support/make_pages.h"

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
		cmocka_unit_test_setup_teardown(codes_rise_with_the_code_points_from_one,
						maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(
			character_without_a_face_is_an_error_with_its_number, maker_setup, maker_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
