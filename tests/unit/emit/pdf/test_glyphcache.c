/* The glyph cache: the same file as without it, whatever it held before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libdeflate.h>

#include "emit/pdf/glyphcache.h"
#include "support/make_font.h"
#include "support/make_pages.h"
#include "util/file.h"

/* The cached file unpacks, checksum and all, to the file made without a cache. */
static void compare(lh_glyph_cache *cache, const lh_face_info *face, const uint16_t *ids, size_t n)
{
	lh__subset *subset = lh__subset_new(face, ids, n);
	lh_buf plain = {0}, packed = {0};
	lh__subset_file(subset, &plain);
	size_t raw;
	lh__glyphcache_file(cache, face, subset, &packed, &raw);
	assert_int_equal(raw, plain.length);
	char *bytes = lh_xmalloc(raw);
	struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
	assert_int_equal(
		libdeflate_zlib_decompress(unpacker, packed.bytes, packed.length, bytes, raw, NULL),
		LIBDEFLATE_SUCCESS);
	assert_memory_equal(bytes, plain.bytes, raw);
	libdeflate_free_decompressor(unpacker);
	free(bytes);
	lh_buf_free(&plain);
	lh_buf_free(&packed);
	lh__subset_free(subset);
}

static size_t some_ids(page_maker *maker, lh_role role, uint32_t from, uint16_t *face_out,
		       uint16_t *ids)
{
	*face_out = lh_fonts_face(maker->fonts, role, from);
	size_t n = 0;
	for (uint32_t cp = from; n < 200; cp++) {
		if (lh_fonts_face(maker->fonts, role, cp) == *face_out)
			ids[n++] = (uint16_t)lh_face_glyph(maker->fonts, *face_out, cp);
	}
	return n;
}

static void cached_file_is_the_plain_file(void **state)
{
	page_maker *maker = *state;
	lh_glyph_cache *cache = lh_glyph_cache_new();
	uint16_t ids[200], face;
	for (uint32_t cp = 0x4E00; cp < 0x5000; cp += 0x80) {
		size_t n = some_ids(maker, LH_ROLE_SONG, cp, &face, ids);
		compare(cache, lh_face_info_at(maker->fonts, face), ids, n);
		n = some_ids(maker, LH_ROLE_HEI, cp, &face, ids);
		compare(cache, lh_face_info_at(maker->fonts, face), ids, n);
	}
	lh_glyph_cache_free(cache);
}

static void bytes_do_not_depend_on_what_the_cache_held(void **state)
{
	page_maker *maker = *state;
	uint16_t ids[200], face;
	size_t n = some_ids(maker, LH_ROLE_KAI, 0x5000, &face, ids);
	const lh_face_info *info = lh_face_info_at(maker->fonts, face);
	lh_glyph_cache *warm = lh_glyph_cache_new(), *cold = lh_glyph_cache_new();
	compare(warm, info, ids + 50, n - 50);
	lh__subset *subset = lh__subset_new(info, ids, n);
	lh_buf a = {0}, b = {0};
	size_t raw;
	lh__glyphcache_file(warm, info, subset, &a, &raw);
	lh__glyphcache_file(cold, info, subset, &b, &raw);
	assert_int_equal(a.length, b.length);
	assert_memory_equal(a.bytes, b.bytes, a.length);
	lh_buf_free(&a);
	lh_buf_free(&b);
	lh__subset_free(subset);
	lh_glyph_cache_free(warm);
	lh_glyph_cache_free(cold);
}

static void composite_glyph_is_right_in_every_subset(void **state)
{
	page_maker *maker = *state;
	char dir[] = "/tmp/lianheti-pdf-XXXXXX";
	assert_non_null(mkdtemp(dir));
	lh_buf font = {0};
	font_recipe recipe = {.depth = 2};
	font_make(&recipe, &font);
	const char *file = lh_fmt(maker->arena, "%s/made.ttf", dir);
	const char *roles_file = lh_fmt(maker->arena, "%s/roles.yaml", dir);
	const char *roles =
		"schema_version: 1\nextends: standard\nfaces:\n  song: {file: made.ttf}\n";
	assert_true(lh_file_write(maker->ctx, file, font.bytes, font.length));
	assert_true(lh_file_write(maker->ctx, roles_file, roles, strlen(roles)));
	lh_fonts *fonts;
	assert_true(lh_fonts_load(maker->ctx, roles_file, &fonts));
	uint16_t face = lh_fonts_face(fonts, LH_ROLE_SONG, 0x4EBA);
	uint16_t ids[] = {(uint16_t)lh_face_glyph(fonts, face, 0x4EBA), 1, 2};
	lh_glyph_cache *cache = lh_glyph_cache_new();
	/* The parts have other numbers in the longer subset. */
	compare(cache, lh_face_info_at(fonts, face), ids, 1);
	compare(cache, lh_face_info_at(fonts, face), ids, 3);
	lh_glyph_cache_free(cache);
	lh_fonts_free(fonts);
	lh_buf_free(&font);
	unlink(file);
	unlink(roles_file);
	rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(cached_file_is_the_plain_file, maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(bytes_do_not_depend_on_what_the_cache_held,
						maker_setup, maker_teardown),
		cmocka_unit_test_setup_teardown(composite_glyph_is_right_in_every_subset,
						maker_setup, maker_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
