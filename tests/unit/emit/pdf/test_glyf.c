/* Subsets of faces: what stands in the file; hb-subset is the oracle of what it should be. */
#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include <hb-subset.h>

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

static void remove_made(page_maker *maker, const char *dir)
{
	unlink(lh_fmt(maker->arena, "%s/made.ttf", dir));
	unlink(lh_fmt(maker->arena, "%s/roles.yaml", dir));
	rmdir(dir);
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
	remove_made(maker, dir);
}

/* ---- beside hb-subset ---- */

/* The same glyphs out of the same face by HarfBuzz, without hints, each under its old number. */
static void oracle(const lh_face_info *info, const lh__subset *own, lh_buf *file)
{
	hb_blob_t *blob = hb_blob_create((const char *)info->bytes, (unsigned)info->length,
					 HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	assert_non_null(input);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS |
						 HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	bool constant;
	for (size_t i = 0; i < lh__subset_count(own); i++)
		hb_set_add(hb_subset_input_glyph_set(input), lh__subset_id(own, i, &constant));
	hb_face_t *made = hb_subset_or_fail(face, input);
	assert_non_null(made);
	hb_blob_t *bytes = hb_face_reference_blob(made);
	unsigned length;
	const char *data = hb_blob_get_data(bytes, &length);
	lh_buf_put(file, data, length);
	hb_blob_destroy(bytes);
	hb_face_destroy(made);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

/* Where a glyph of a file lies; HarfBuzz writes short offsets where they suffice. */
static const char *outline_in(const lh_buf *file, size_t glyph, size_t *length_out)
{
	size_t length;
	const char *loca = table(file, "loca", &length);
	bool wide = u16(table(file, "head", &length) + 50) != 0;
	size_t from = wide ? u32(loca + 4 * glyph) : 2 * u16(loca + 2 * glyph);
	*length_out = (wide ? u32(loca + 4 * glyph + 4) : 2 * u16(loca + 2 * glyph + 2)) - from;
	return table(file, "glyf", &length) + from;
}

/* Numbers of parts are those of the subset here, those of the face there: made those of the face. */
static char *with_old_parts(lh_arena *arena, const lh__subset *own, const char *glyph, size_t length)
{
	char *copy = lh_arena_memdup(arena, glyph, length);
	bool more = length && u16(copy) >= 0x8000, constant;
	for (size_t at = 10; more;) {
		unsigned flags = (unsigned)u16(copy + at);
		size_t id = lh__subset_id(own, u16(copy + at + 2), &constant);
		copy[at + 2] = (char)(id >> 8);
		copy[at + 3] = (char)id;
		at += flags & 0x01 ? 8u : 6u;
		at += flags & 0x08 ? 2u : flags & 0x40 ? 4u : flags & 0x80 ? 8u : 0u;
		more = (flags & 0x20) != 0;
		assert_true(at <= length);
	}
	return copy;
}

static void expect_zeros(const char *bytes, size_t n)
{
	assert_true(n < 4);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(bytes[i], 0);
}

static void metrics_of(const lh_buf *file, size_t glyph, size_t out[2])
{
	size_t length, n_long = u16(table(file, "hhea", &length) + 34);
	const char *hmtx = table(file, "hmtx", &length);
	out[0] = u16(hmtx + 4 * (glyph < n_long ? glyph : n_long - 1));
	out[1] = glyph < n_long ? u16(hmtx + 4 * glyph + 2) : u16(hmtx + 4 * n_long + 2 * (glyph - n_long));
}

static void expect_as_harfbuzz_makes_it(lh_arena *arena, const lh_face_info *face, const uint16_t *ids,
					size_t n)
{
	lh_buf ours = {0}, theirs = {0};
	lh__subset *own = lh__subset_new(face, ids, n);
	assert_non_null(own);
	lh__subset_file(own, &ours);
	oracle(face, own, &theirs);
	for (size_t i = 0; i < lh__subset_count(own); i++) {
		bool constant;
		size_t a, b, old = lh__subset_id(own, i, &constant), here[2], there[2];
		const char *want = outline_in(&theirs, old, &b);
		const char *got = outline_in(&ours, i, &a);
		got = with_old_parts(arena, own, got, a);
		if (memcmp(got, want, a < b ? a : b) != 0)
			fail_msg("%s: glyph %zu differs", face->ps_name, old);
		expect_zeros(a > b ? got + b : want + a, a > b ? a - b : b - a);
		metrics_of(&ours, i, here);
		metrics_of(&theirs, old, there);
		assert_int_equal(here[0], there[0]);
		assert_int_equal(here[1], there[1]);
	}
	size_t length;
	/* But for the number of glyphs; but for the sum of the file and the width of its offsets. */
	assert_memory_equal(table(&ours, "maxp", &length) + 6, table(&theirs, "maxp", &length) + 6, 26);
	assert_memory_equal(table(&ours, "head", &length) + 12, table(&theirs, "head", &length) + 12, 38);
	lh__subset_free(own);
	lh_buf_free(&ours);
	lh_buf_free(&theirs);
}

static void every_face_gives_the_outlines_that_harfbuzz_gives(void **state)
{
	enum { STEP = 37 };
	page_maker *maker = *state;
	size_t composite = 0;
	for (uint16_t face = 0; face < lh_fonts_count(maker->fonts); face++) {
		assert_true(lh_fonts_open(maker->fonts, face));
		const lh_face_info *info = lh_face_info_at(maker->fonts, face);
		uint16_t *ids = LH_NEW_ARRAY(maker->arena, uint16_t, info->n_glyphs);
		size_t n = 0;
		for (size_t id = 1; id < info->n_glyphs; id += 1 + (id * id) % STEP)
			ids[n++] = (uint16_t)id;
		expect_as_harfbuzz_makes_it(maker->arena, info, ids, n);
		for (size_t i = 0; i < n; i++) {
			lh__subset *one = lh__subset_new(info, &ids[i], 1);
			composite += lh__subset_count(one) > 2;
			lh__subset_free(one);
		}
	}
	assert_true(composite > 0);
}

static void hints_are_gone_from_parts_that_are_moved_and_turned(void **state)
{
	page_maker *maker = *state;
	char dir[] = "/tmp/lianheti-pdf-XXXXXX";
	font_recipe recipe = {.depth = 3, .hinted = true};
	lh_fonts *fonts = hand_made(maker, &recipe, dir);
	uint16_t face = lh_fonts_face(fonts, LH_ROLE_SONG, 0x4EBA);
	uint16_t ids[] = {(uint16_t)lh_face_glyph(fonts, face, 0x4EBA),
			  (uint16_t)lh_face_glyph(fonts, face, 0x4E2D)};
	assert_int_not_equal(ids[0], 0);
	expect_as_harfbuzz_makes_it(maker->arena, lh_face_info_at(fonts, face), ids, 2);
	lh_fonts_free(fonts);
	remove_made(maker, dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(glyphs_stand_in_the_order_asked_for, maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(table_checksums_are_right, maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(parts_of_a_composite_glyph_come_along_renumbered,
						maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(every_face_gives_the_outlines_that_harfbuzz_gives,
						maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(hints_are_gone_from_parts_that_are_moved_and_turned,
						maker_setup, maker_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
