/* Faces and roles: what the committed fonts cover, which face serves what, damaged and odd files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "layout/font/font.h"
#include "support/make_font.h"
#include "util/file.h"
#include "util/utf8.h"

#define STANDARD LH_SOURCE_DIR "/fonts/roles.yaml"

typedef struct bench {
	lh_ctx *ctx;
	char dir[64];
} bench;

static int start(void **state)
{
	bench *b = lh_xmalloc(sizeof *b);
	b->ctx = lh_ctx_new();
	b->ctx->data_dir = LH_SOURCE_DIR;
	strcpy(b->dir, "/tmp/lianheti-font-XXXXXX");
	*state = b;
	return mkdtemp(b->dir) ? 0 : -1;
}

static int stop(void **state)
{
	bench *b = *state;
	char **names;
	size_t n;
	if (lh_dir_list(b->ctx, b->ctx->arena, b->dir, &names, &n)) {
		for (size_t i = 0; i < n; i++)
			unlink(lh_path_join(b->ctx->arena, b->dir, names[i]));
	}
	rmdir(b->dir);
	lh_ctx_free(b->ctx);
	free(b);
	return 0;
}

static lh_fonts *standard(bench *b)
{
	lh_fonts *fonts;
	bool ok = lh_fonts_load(b->ctx, STANDARD, &fonts);
	if (!ok)
		lh_diag_print_all(b->ctx, stderr);
	assert_true(ok);
	return fonts;
}

static const char *key_of(lh_fonts *fonts, lh_role role, uint32_t cp)
{
	uint16_t face = lh_fonts_face(fonts, role, cp);
	return face == LH_FACE_NONE ? "none" : lh_fonts_key(fonts, face);
}

/* Every role has a glyph with ink for the character. */
static void assert_everywhere(lh_fonts *fonts, uint32_t cp)
{
	for (int role = 0; role < LH_ROLE_COUNT; role++) {
		uint16_t face = lh_fonts_face(fonts, (lh_role)role, cp);
		if (face == LH_FACE_NONE)
			fail_msg("U+%04X is missing in %s", cp, lh_role_name((lh_role)role));
		assert_true(lh_face_glyph(fonts, face, cp) > 0);
		assert_true(lh_face_advance(fonts, face, cp) > 0);
	}
}

static const char *write_file(bench *b, const char *name, const void *bytes, size_t length)
{
	const char *path = lh_path_join(b->ctx->arena, b->dir, name);
	assert_true(lh_file_write(b->ctx, path, bytes, length));
	return path;
}

static const char *write_text(bench *b, const char *name, const char *text)
{
	return write_file(b, name, text, strlen(text));
}

/* A roles file in which 宋体 is the given font file and nothing else. */
static bool load_only(bench *b, const char *face, lh_fonts **fonts_out)
{
	const char *text =
		lh_fmt(b->ctx->arena,
		       "schema_version: 1\nextends: standard\nfaces:\n  own: {%s}\nprefer: []\n"
		       "roles:\n  song: {chain: [own], docx: {name: 宋体}}\n",
		       face);
	return lh_fonts_load(b->ctx, write_text(b, "roles.yaml", text), fonts_out);
}

static lh_fonts *load_made(bench *b, const font_recipe *recipe)
{
	lh_buf bytes = {0};
	font_make(recipe, &bytes);
	write_file(b, "made.ttf", bytes.bytes, bytes.length);
	lh_buf_free(&bytes);
	lh_fonts *fonts;
	assert_true(load_only(b, "file: made.ttf", &fonts));
	return fonts;
}

static void assert_said(const bench *b, lh_msg msg)
{
	for (size_t i = 0; i < lh_diag_count(b->ctx); i++) {
		if (lh_diag_at(b->ctx, i)->msg == msg)
			return;
	}
	lh_diag_print_all(b->ctx, stderr);
	fail_msg("%s was not said", lh_msg_symbol(msg));
}

static void every_character_of_the_national_table_has_ink_in_every_role(void **state)
{
	bench *b = *state;
	lh_fonts *fonts = standard(b);
	lh_buf list = {0};
	assert_true(
		lh_file_read(b->ctx, LH_SOURCE_DIR "/tests/data/charset-8105.txt", 1 << 20, &list));
	size_t n = 0;
	const char *at = lh_buf_str(&list);
	for (uint32_t cp; (cp = lh_utf8_next(&at));) {
		if (cp == '\n')
			continue;
		assert_everywhere(fonts, cp);
		n++;
	}
	assert_int_equal(n, 8105);
	assert_int_equal(lh_diag_count(b->ctx), 0);
	lh_buf_free(&list);
	lh_fonts_free(fonts);
}

static void hanzi_of_gbk_and_of_level_two_have_ink_in_every_role(void **state)
{
	lh_fonts *fonts = standard(*state);
	for (uint32_t cp = 0x4E00; cp <= 0x9FEF; cp++)
		assert_everywhere(fonts, cp);
	for (uint32_t cp = 0x3400; cp <= 0x4DB5; cp++)
		assert_everywhere(fonts, cp);
	lh_fonts_free(fonts);
}

static void rare_names_have_ink_in_every_role(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *names = "䶮㛃𠮷𬭎玥珺璟喆堃昇镕𬱖𫖯𠅤";
	for (uint32_t cp; (cp = lh_utf8_next(&names));)
		assert_everywhere(fonts, cp);
	lh_fonts_free(fonts);
}

static void signs_of_technical_texts_have_ink_in_every_role(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *signs = "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ₙ⅓⅔½¼℃‰≥≤±×÷→↑μΩΣαβάή";
	for (uint32_t cp; (cp = lh_utf8_next(&signs));)
		assert_everywhere(fonts, cp);
	lh_fonts_free(fonts);
}

static void each_role_draws_common_hanzi_in_its_own_face(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *text = "乌鲁木齐市产业创新联合体组建申请书";
	for (uint32_t cp; (cp = lh_utf8_next(&text));) {
		assert_string_equal(key_of(fonts, LH_ROLE_SONG, cp), "song");
		assert_string_equal(key_of(fonts, LH_ROLE_FANG, cp), "fang");
		assert_string_equal(key_of(fonts, LH_ROLE_HEI, cp), "hei");
		assert_string_equal(key_of(fonts, LH_ROLE_KAI, cp), "kai");
		assert_string_equal(key_of(fonts, LH_ROLE_TITLE, cp), "title");
	}
	/* 𠮷: a 宋体 form for the roles of that kind, a 楷体 form for the others. */
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x20BB7), "names");
	assert_string_equal(key_of(fonts, LH_ROLE_HEI, 0x20BB7), "names");
	assert_string_equal(key_of(fonts, LH_ROLE_FANG, 0x20BB7), "gap");
	lh_fonts_free(fonts);
}

static void what_fang_and_kai_lack_comes_from_a_face_of_like_weight(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *text = "玥堃䶮𬭎";
	for (uint32_t cp; (cp = lh_utf8_next(&text));) {
		assert_string_equal(key_of(fonts, LH_ROLE_FANG, cp), "gap");
		assert_string_equal(key_of(fonts, LH_ROLE_KAI, cp), "gap");
	}
	lh_fonts_free(fonts);
}

static void units_of_fang_and_kai_come_from_song_others_keep_their_weight(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *text = "㎡℃²³";
	for (uint32_t cp; (cp = lh_utf8_next(&text));) {
		assert_string_equal(key_of(fonts, LH_ROLE_FANG, cp), "song");
		assert_string_equal(key_of(fonts, LH_ROLE_KAI, cp), "song");
		assert_string_equal(key_of(fonts, LH_ROLE_HEI, cp), "hei");
		assert_string_equal(key_of(fonts, LH_ROLE_TITLE, cp), "title");
	}
	lh_fonts_free(fonts);
}

static void dot_boxes_and_circled_numbers_come_from_song_in_every_role(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *text = "·□■○●√×①⑩⑪⑳";
	for (uint32_t cp; (cp = lh_utf8_next(&text));) {
		for (int role = 0; role < LH_ROLE_COUNT; role++)
			assert_string_equal(key_of(fonts, (lh_role)role, cp), "song");
	}
	lh_fonts_free(fonts);
}

static void latin_of_fang_and_kai_is_that_of_song(void **state)
{
	lh_fonts *fonts = standard(*state);
	const char *text = "0aZ &é";
	for (uint32_t cp; (cp = lh_utf8_next(&text));) {
		assert_string_equal(key_of(fonts, LH_ROLE_FANG, cp), "song");
		assert_string_equal(key_of(fonts, LH_ROLE_KAI, cp), "song");
		assert_string_equal(key_of(fonts, LH_ROLE_HEI, cp), "hei");
		assert_string_equal(key_of(fonts, LH_ROLE_TITLE, cp), "title");
	}
	assert_string_equal(key_of(fonts, LH_ROLE_FANG, 0x2014), "fang");
	assert_string_equal(key_of(fonts, LH_ROLE_FANG, 0x201C), "fang");
	lh_fonts_free(fonts);
}

static void ticks_in_running_text_are_found(void **state)
{
	lh_fonts *fonts = standard(*state);
	assert_everywhere(fonts, 0x2610);
	assert_everywhere(fonts, 0x2611);
	assert_everywhere(fonts, 0x2612);
	assert_everywhere(fonts, 0x2713);
	lh_fonts_free(fonts);
}

static void advances_are_thousandths_of_an_em_of_any_face(void **state)
{
	lh_fonts *fonts = standard(*state);
	lh_ruler ruler = lh_fonts_ruler(fonts);
	uint16_t song = ruler.face(ruler.self, LH_ROLE_SONG, 0x4E2D);
	assert_int_equal(ruler.advance(ruler.self, song, 0x4E2D), 1000);
	assert_int_equal(ruler.advance(ruler.self, song, 0x00B7), 327);
	assert_int_equal(ruler.advance(ruler.self, song, 0x2E3A), 1692);
	/* BabelStone has 1024 units, DejaVu 2048: an em stays 1000, and 1835/2048 is rounded. */
	uint16_t names = ruler.face(ruler.self, LH_ROLE_SONG, 0x20463);
	assert_string_equal(lh_fonts_key(fonts, names), "names");
	assert_int_equal(ruler.advance(ruler.self, names, 0x20463), 1000);
	uint16_t box = ruler.face(ruler.self, LH_ROLE_SONG, 0x2611);
	assert_string_equal(lh_fonts_key(fonts, box), "box");
	assert_int_equal(ruler.advance(ruler.self, box, 0x2611), 896);
	lh_fonts_free(fonts);
}

static void what_no_face_has_is_none(void **state)
{
	bench *b = *state;
	lh_fonts *fonts = standard(b);
	static const uint32_t missing[] = {0xE000, 0x1F600,  0x7F,     0xD800,
					   0xDFFF, 0x110000, LH_CP_BAD};
	for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
		for (int role = 0; role < LH_ROLE_COUNT; role++)
			assert_int_equal(lh_fonts_face(fonts, (lh_role)role, missing[i]),
					 LH_FACE_NONE);
	}
	assert_int_equal(lh_diag_count(b->ctx), 0);
	lh_fonts_free(fonts);
}

static void unused_faces_are_never_opened(void **state)
{
	lh_fonts *fonts = standard(*state);
	lh_fonts_face(fonts, LH_ROLE_SONG, 0x4E2D);
	for (uint16_t i = 0; i < lh_fonts_count(fonts); i++) {
		bool is_song = strcmp(lh_fonts_key(fonts, i), "song") == 0;
		assert_int_equal(lh_face_info_at(fonts, i) != NULL, is_song);
	}
	lh_fonts_free(fonts);
}

static void every_standard_face_opens_and_describes_itself(void **state)
{
	lh_fonts *fonts = standard(*state);
	assert_int_equal(lh_fonts_count(fonts), 8);
	for (uint16_t i = 0; i < lh_fonts_count(fonts); i++) {
		assert_true(lh_fonts_open(fonts, i));
		const lh_face_info *info = lh_face_info_at(fonts, i);
		assert_int_equal(strncmp(info->ps_name, "Lianheti", 8), 0);
		for (uint16_t k = 0; k < i; k++)
			assert_string_not_equal(info->ps_name, lh_face_info_at(fonts, k)->ps_name);
		assert_true(info->ascent > 0 && info->descent < 0 && info->cap_height > 0);
		assert_true(info->x_max > info->x_min && info->y_max > info->y_min);
		assert_false(info->italic);
		assert_string_equal(info->file, lh_fonts_path(fonts, i));
	}
	lh_fonts_free(fonts);
}

static void roles_have_their_names_for_word(void **state)
{
	lh_fonts *fonts = standard(*state);
	assert_string_equal(lh_fonts_docx_name(fonts, LH_ROLE_FANG), "仿宋");
	assert_string_equal(lh_fonts_docx_alt(fonts, LH_ROLE_FANG), "FangSong");
	assert_string_equal(lh_fonts_docx_name(fonts, LH_ROLE_TITLE), "方正小标宋简体");
	assert_string_equal(lh_fonts_docx_latin(fonts), "Times New Roman");
	assert_string_equal(lh_fonts_docx_rare(fonts), "SimSun-ExtB");
	assert_string_equal(lh_fonts_docx_rare_alt(fonts), "宋体");
	lh_fonts_free(fonts);
}

static void a_sound_file_of_ones_own_serves(void **state)
{
	bench *b = *state;
	lh_fonts *fonts = load_made(b, &(font_recipe){.depth = 8});
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x4E2D), "own");
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x4EBA), "own");
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, ' '), "own");
	/* The roles that the file does not name stay as they are. */
	assert_string_equal(key_of(fonts, LH_ROLE_FANG, 0x4E2D), "fang");
	/* A file without names goes by the key. */
	assert_string_equal(
		lh_face_info_at(fonts, lh_fonts_face(fonts, LH_ROLE_SONG, 0x4E2D))->ps_name, "own");
	assert_int_equal(lh_diag_count(b->ctx), 0);
	lh_fonts_free(fonts);
}

static void a_character_mapped_to_an_empty_outline_is_missing(void **state)
{
	bench *b = *state;
	lh_fonts *fonts = load_made(b, &(font_recipe){0});
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x56FD), "none");
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, ' '), "own");
	assert_int_equal(lh_diag_count(b->ctx), 0);
	lh_fonts_free(fonts);
}

static void check_refused_outline(bench *b, const font_recipe *recipe, uint32_t cp)
{
	lh_diag_clear(b->ctx);
	lh_fonts *fonts = load_made(b, recipe);
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, cp), "none");
	assert_int_equal(lh_diag_errors(b->ctx), 1);
	assert_said(b, LH_E_FONT_OUTLINE);
	assert_said(b, LH_N_FONT_NAMED);
	assert_non_null(strstr(lh_diag_at(b->ctx, 0)->loc.file, "made.ttf"));
	assert_int_equal(lh_diag_at(b->ctx, 1)->loc.line, 4);
	/* Asked again, it is not told again. */
	lh_fonts_face(fonts, LH_ROLE_SONG, cp);
	assert_int_equal(lh_diag_errors(b->ctx), 1);
	lh_fonts_free(fonts);
}

static void damaged_outlines_are_errors_and_never_drawn(void **state)
{
	check_refused_outline(*state, &(font_recipe){.depth = 9}, 0x4EBA);
	check_refused_outline(*state, &(font_recipe){.depth = 3, .endless = true}, 0x4EBA);
	check_refused_outline(*state, &(font_recipe){.depth = 2, .strange_part = 5}, 0x4EBA);
	check_refused_outline(*state, &(font_recipe){.cut_flags = true}, 0x4E2D);
	check_refused_outline(*state, &(font_recipe){.cut_coordinates = true}, 0x4E2D);
}

static void check_refused_file(bench *b, const void *bytes, size_t length, const char *more,
			       lh_msg msg)
{
	lh_diag_clear(b->ctx);
	write_file(b, "odd.ttf", bytes, length);
	lh_fonts *fonts;
	assert_true(load_only(b, lh_fmt(b->ctx->arena, "file: odd.ttf%s", more), &fonts));
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x4E2D), "none");
	assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x4EBA), "none");
	assert_int_equal(lh_diag_errors(b->ctx), 1);
	assert_said(b, msg);
	assert_said(b, LH_N_FONT_NAMED);
	lh_fonts_free(fonts);
}

static void files_that_cannot_be_embedded_are_refused_by_name(void **state)
{
	bench *b = *state;
	lh_buf font = {0};
	font_make(&(font_recipe){.fs_type = 2}, &font);
	check_refused_file(b, font.bytes, font.length, "", LH_E_FONT_RESTRICTED);
	font_make(&(font_recipe){.fs_type = 0x100}, &font);
	check_refused_file(b, font.bytes, font.length, "", LH_E_FONT_RESTRICTED);
	font_make(&(font_recipe){0}, &font);
	check_refused_file(b, font.bytes, font.length - 60, "", LH_E_FONT_DAMAGED);
	memcpy(font.bytes, "OTTO", 4);
	check_refused_file(b, font.bytes, font.length, "", LH_E_FONT_CFF);
	memcpy(font.bytes, "wOF2", 4);
	check_refused_file(b, font.bytes, font.length, "", LH_E_FONT_KIND);
	check_refused_file(b, "", 0, "", LH_E_FONT_KIND);
	check_refused_file(b, "not a font at all", 17, "", LH_E_FONT_KIND);
	font_make(&(font_recipe){.faces = 2}, &font);
	check_refused_file(b, font.bytes, font.length, ", index: 2", LH_E_FONT_INDEX);
	memset(font.bytes + 16, 0x7F, 4);
	check_refused_file(b, font.bytes, font.length, ", index: 1", LH_E_FONT_DAMAGED);
	lh_buf_free(&font);
}

static void fonts_that_may_be_printed_or_edited_are_taken(void **state)
{
	static const uint16_t allowed[] = {0, 4, 8};
	for (size_t i = 0; i < 3; i++) {
		lh_fonts *fonts = load_made(*state, &(font_recipe){.fs_type = allowed[i]});
		assert_string_equal(key_of(fonts, LH_ROLE_SONG, 0x4E2D), "own");
		lh_fonts_free(fonts);
	}
}

static void a_face_of_a_collection_is_chosen_by_index(void **state)
{
	bench *b = *state;
	lh_buf font = {0};
	font_make(&(font_recipe){.faces = 2}, &font);
	write_file(b, "made.ttc", font.bytes, font.length);
	lh_fonts *fonts;
	assert_true(load_only(b, "file: made.ttc, index: 1", &fonts));
	uint16_t face = lh_fonts_face(fonts, LH_ROLE_SONG, 0x4E2D);
	assert_string_equal(lh_fonts_key(fonts, face), "own");
	assert_int_equal(lh_face_info_at(fonts, face)->sfnt, 20);
	lh_buf_free(&font);
	lh_fonts_free(fonts);
}

static size_t loca_at(const lh_face_info *info, uint32_t index)
{
	const unsigned char *p = info->bytes + info->loca;
	if (!info->loca_long) {
		p += 2 * (size_t)index;
		return 2 * ((size_t)p[0] << 8 | p[1]);
	}
	p += 4 * (size_t)index;
	return (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
}

/* Read what an emitter reads, so that the sanitizers see every byte that is promised. */
static unsigned touch(const lh_face_info *info, uint32_t glyph)
{
	size_t from = loca_at(info, glyph), to = loca_at(info, glyph + 1);
	assert_true(from <= to && to <= info->glyf_length);
	unsigned sum = 0;
	for (size_t i = from; i < to; i++)
		sum += info->bytes[info->glyf + i];
	const size_t ends[] = {info->head + 53, info->maxp + 31, info->hhea + 35,
			       info->hmtx + info->hmtx_length - 1};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sum += info->bytes[ends[i]];
	return sum;
}

/* Changed anywhere, a font file is either refused with a message or fully readable. */
static void mutate(bench *b, const char *bytes, size_t length, const uint32_t *cps, size_t n_cps,
		   unsigned rounds)
{
	uint32_t seed = 2026;
	char *copy = lh_xmalloc(length);
	for (unsigned round = 0; round < rounds; round++) {
		memcpy(copy, bytes, length);
		size_t kept = length;
		for (unsigned i = 0; i < 1 + round % 4; i++) {
			seed = seed * 1664525 + 1013904223;
			/* Half of the blows go to the head of the file, where the directory is. */
			size_t at = (seed >> 8) % (round % 2	  ? length
						   : length < 400 ? length
								  : 400);
			copy[at] = (char)(round % 3 ? seed & 0xFF : 0xFF);
		}
		if (round % 5 == 0)
			kept = (seed >> 4) % length;
		write_file(b, "odd.ttf", copy, kept);
		lh_diag_clear(b->ctx);
		lh_fonts *fonts;
		assert_true(load_only(b, "file: odd.ttf", &fonts));
		for (size_t i = 0; i < n_cps; i++) {
			uint16_t face = lh_fonts_face(fonts, LH_ROLE_SONG, cps[i]);
			if (face == LH_FACE_NONE)
				continue;
			const lh_face_info *info = lh_face_info_at(fonts, face);
			assert_true(lh_face_glyph(fonts, face, cps[i]) < info->n_glyphs);
			assert_true(lh_face_advance(fonts, face, cps[i]) >= 0);
			touch(info, lh_face_glyph(fonts, face, cps[i]));
		}
		/* The face is number 8, after the standard ones: broken means told. */
		if (!lh_face_info_at(fonts, 8))
			assert_true(lh_diag_errors(b->ctx) > 0);
		lh_fonts_free(fonts);
	}
	free(copy);
}

static void changed_font_files_never_harm(void **state)
{
	static const uint32_t made[] = {' ', 0x4E2D, 0x4EBA, 0x56FD};
	static const uint32_t boxes[] = {0x2610, 0x2611, 0x2612, 0x2713, 0x2714, 0x2717, 0x2718};
	bench *b = *state;
	lh_buf font = {0};
	font_make(&(font_recipe){.depth = 4}, &font);
	mutate(b, font.bytes, font.length, made, 4, /*rounds*/ 200);
	font_make(&(font_recipe){.depth = 2, .faces = 1}, &font);
	mutate(b, font.bytes, font.length, made, 4, /*rounds*/ 100);
	assert_true(lh_file_read(b->ctx, LH_SOURCE_DIR "/fonts/box.ttf", 1 << 20, &font));
	mutate(b, font.bytes, font.length, boxes, 7, /*rounds*/ 200);
	lh_buf_free(&font);
}

static void check_refused_roles(bench *b, const char *text, lh_msg msg, uint32_t line)
{
	lh_diag_clear(b->ctx);
	lh_fonts *fonts;
	assert_false(lh_fonts_load(b->ctx, write_text(b, "bad.yaml", text), &fonts));
	assert_null(fonts);
	assert_int_equal(lh_diag_count(b->ctx), 1);
	assert_string_equal(lh_msg_symbol(lh_diag_at(b->ctx, 0)->msg), lh_msg_symbol(msg));
	assert_int_equal(lh_diag_at(b->ctx, 0)->loc.line, line);
}

#define BASE "schema_version: 1\nextends: standard\n"

static void mistakes_in_a_roles_file_are_told_with_their_line(void **state)
{
	bench *b = *state;
	check_refused_roles(b, BASE "fonts: {}\n", LH_E_READ_KEY, 3);
	check_refused_roles(b, BASE "faces: [song]\n", LH_E_READ_KIND, 3);
	check_refused_roles(b, BASE "faces:\n  own: {index: 0}\n", LH_E_READ_MISSING, 4);
	check_refused_roles(b, BASE "faces:\n  own: {file: nowhere.ttf}\n", LH_E_ROLES_FILE, 4);
	check_refused_roles(b, BASE "faces:\n  own: {file: bad.yaml, index: first}\n",
			    LH_E_READ_VALUE, 4);
	check_refused_roles(b, BASE "roles:\n  song:\n    chain: [song, sung]\n", LH_E_READ_NAME_NEAR,
			    5);
	check_refused_roles(b, BASE "roles:\n  ming: {chain: [song]}\n", LH_E_READ_KEY_NEAR, 4);
	check_refused_roles(b, BASE "prefer:\n  - {face: song, ranges: [2460-2473]}\n",
			    LH_E_ROLES_RANGE, 4);
	check_refused_roles(b, BASE "prefer:\n  - {face: song, ranges: [U+2473-U+2460]}\n",
			    LH_E_ROLES_RANGE, 4);
	check_refused_roles(b, BASE "prefer:\n  - {characters: ·}\n", LH_E_READ_MISSING, 4);
	check_refused_roles(b, "schema_version: 2\nextends: standard\n", LH_E_READ_VALUE, 1);
	check_refused_roles(b, "schema_version: 1\nextends: other.yaml\n", LH_E_ROLES_EXTENDS, 2);
}

static void all_mistakes_in_a_roles_file_are_told_in_one_run(void **state)
{
	bench *b = *state;
	lh_fonts *fonts;
	const char *path = write_text(
		b, "bad.yaml", BASE "roles:\n  song: {chain: [a, b]}\n  kai: {chains: []}\n");
	assert_false(lh_fonts_load(b->ctx, path, &fonts));
	assert_int_equal(lh_diag_errors(b->ctx), 3);
}

static void a_roles_file_alone_must_serve_every_role(void **state)
{
	bench *b = *state;
	lh_fonts *fonts;
	const char *path = write_text(b, "bad.yaml", "schema_version: 1\nroles: {}\n");
	assert_false(lh_fonts_load(b->ctx, path, &fonts));
	assert_int_equal(lh_diag_errors(b->ctx), LH_ROLE_COUNT + 1);
}

static void an_office_can_put_its_own_file_in_the_place_of_a_face(void **state)
{
	bench *b = *state;
	lh_buf font = {0};
	font_make(&(font_recipe){0}, &font);
	write_file(b, "simfang.ttf", font.bytes, font.length);
	lh_buf_free(&font);
	lh_fonts *fonts;
	const char *path =
		write_text(b, "office.yaml", BASE "faces:\n  fang: {file: simfang.ttf}\n");
	assert_true(lh_fonts_load(b->ctx, path, &fonts));
	uint16_t face = lh_fonts_face(fonts, LH_ROLE_FANG, 0x4E2D);
	assert_string_equal(lh_fonts_path(fonts, face),
			    lh_path_join(b->ctx->arena, b->dir, "simfang.ttf"));
	assert_string_equal(lh_fonts_docx_name(fonts, LH_ROLE_FANG), "仿宋");
	/* What the small file lacks still comes from the chain. */
	assert_string_equal(key_of(fonts, LH_ROLE_FANG, 0x73A5), "gap");
	lh_fonts_free(fonts);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		TEST(every_character_of_the_national_table_has_ink_in_every_role),
		TEST(hanzi_of_gbk_and_of_level_two_have_ink_in_every_role),
		TEST(rare_names_have_ink_in_every_role),
		TEST(signs_of_technical_texts_have_ink_in_every_role),
		TEST(each_role_draws_common_hanzi_in_its_own_face),
		TEST(what_fang_and_kai_lack_comes_from_a_face_of_like_weight),
		TEST(units_of_fang_and_kai_come_from_song_others_keep_their_weight),
		TEST(dot_boxes_and_circled_numbers_come_from_song_in_every_role),
		TEST(latin_of_fang_and_kai_is_that_of_song),
		TEST(ticks_in_running_text_are_found),
		TEST(advances_are_thousandths_of_an_em_of_any_face),
		TEST(what_no_face_has_is_none),
		TEST(unused_faces_are_never_opened),
		TEST(every_standard_face_opens_and_describes_itself),
		TEST(roles_have_their_names_for_word),
		TEST(a_sound_file_of_ones_own_serves),
		TEST(a_character_mapped_to_an_empty_outline_is_missing),
		TEST(damaged_outlines_are_errors_and_never_drawn),
		TEST(files_that_cannot_be_embedded_are_refused_by_name),
		TEST(fonts_that_may_be_printed_or_edited_are_taken),
		TEST(a_face_of_a_collection_is_chosen_by_index),
		TEST(changed_font_files_never_harm),
		TEST(mistakes_in_a_roles_file_are_told_with_their_line),
		TEST(all_mistakes_in_a_roles_file_are_told_in_one_run),
		TEST(a_roles_file_alone_must_serve_every_role),
		TEST(an_office_can_put_its_own_file_in_the_place_of_a_face),
	};
	return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
