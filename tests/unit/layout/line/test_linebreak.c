/* Where lines end: kinsoku, pushing in and out, the last line, even labels, and texts at random. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/set_text.h"
#include "util/ctx.h"
#include "util/utf8.h"

static int start(void **state)
{
	*state = bed_new();
	return 0;
}

static int stop(void **state)
{
	bed_free(*state);
	return 0;
}

/* Lines of a text at a measure in tenths of an em. */
static const char *left(void **state, int tenths, const char *text)
{
	return bed_lines(*state, bed_para(*state, LH_ALIGN_LEFT, text), EM / 10 * tenths);
}

static const char *justified(void **state, int tenths, const char *text)
{
	return bed_lines(*state, bed_para(*state, LH_ALIGN_JUSTIFY, text), EM / 10 * tenths);
}

static const char *label(void **state, int tenths, const char *text)
{
	return bed_lines(*state, bed_para(*state, LH_ALIGN_CENTER, text), EM / 10 * tenths);
}

static const char *in_cell(void **state, int tenths, const char *text)
{
	static lh_node cell = {.kind = LH_NODE_CELL};
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, text);
	para->parent = &cell;
	return bed_lines(*state, para, EM / 10 * tenths);
}

static void closing_mark_never_starts_a_line(void **state)
{
	assert_string_equal(left(state, 40, "春江花月，夜雨"), "春江花/月，夜雨");
	assert_string_equal(left(state, 40, "春江（花）夜雨天"), "春江（花）/夜雨天");
	assert_string_equal(left(state, 40, "春江花月》夜雨"), "春江花/月》夜雨");
	assert_string_equal(left(state, 40, "春江花月。”夜雨天"), "春江花/月。”夜/雨天");
}

static void opening_mark_never_ends_a_line(void **state)
{
	assert_string_equal(left(state, 40, "春江花（月夜）雨天"), "春江花/（月夜）/雨天");
	assert_string_equal(left(state, 40, "春江花“月夜雨天地”"), "春江花/“月夜雨/天地”");
}

static void closing_mark_at_the_end_takes_half_an_em(void **state)
{
	assert_string_equal(left(state, 35, "春江花，月夜"), "春江花，/月夜");
	assert_string_equal(left(state, 34, "春江花，月夜雨"), "春江/花，月/夜雨");
}

static void two_marks_in_a_row_take_one_em_and_a_half(void **state)
{
	assert_string_equal(left(state, 55, "春江》，花月"), "春江》，花月");
	assert_string_equal(left(state, 55, "春江：（花月"), "春江：（花月");
	assert_string_equal(left(state, 54, "春江》，花月夜雨"), "春江》，花月/夜雨");
}

static void dashes_and_dots_hold_together(void **state)
{
	assert_string_equal(left(state, 40, "春江花——月夜"), "春江花/——月夜");
	((bed *)*state)->long_dash = false;
	assert_string_equal(left(state, 40, "春江花——月夜"), "春江花/——月夜");
	assert_string_equal(left(state, 50, "春江花月……夜雨"), "春江花/月……夜雨");
	assert_string_equal(left(state, 19, "春——江"), "!");
	assert_string_equal(left(state, 19, "春……江"), "!");
}

static void joining_and_parting_strokes_do_not_start_a_line(void **state)
{
	assert_string_equal(left(state, 40, "春江花月—夜雨"), "春江花/月—夜雨");
	assert_string_equal(left(state, 40, "春江花月～夜雨"), "春江花/月～夜雨");
	assert_string_equal(left(state, 40, "春江花／月夜雨"), "春江/花／月/夜雨");
}

static void numbers_keep_prefix_and_unit(void **state)
{
	assert_string_equal(left(state, 45, "春江花月25%夜雨"), "春江花月/25%夜雨");
	assert_string_equal(left(state, 55, "春江花月25℃夜雨"), "春江花月/25℃夜雨");
	assert_string_equal(left(state, 45, "春江花¥500夜雨天"), "春江花/¥500夜/雨天");
	assert_string_equal(left(state, 55, "春江花月≥25%夜"), "春江花月/≥25%夜");
	assert_string_equal(left(state, 55, "春江花月50万元夜"), "春江花月/50万元夜");
	assert_string_equal(left(state, 60, "春江花月场地565平方米"), "春江花月场地/565平方米");
	assert_string_equal(left(state, 60, "春江2026年5月20日夜"), "春江2026年/5月20日夜");
}

static void western_words_are_not_cut_while_they_fit(void **state)
{
	assert_string_equal(left(state, 55, "春江Internet夜"), "春江/Internet夜");
	assert_string_equal(left(state, 50, "one two three"), "one two/three");
	assert_string_equal(left(state, 60, "春江a-half-done夜"), "春江a-half-/done夜");
}

static void addresses_break_behind_their_marks_when_nothing_else_fits(void **state)
{
	assert_string_equal(left(state, 80, "zhangsan@example.org.cn"), "zhangsan@/example.org.cn");
	assert_string_equal(left(state, 60, "0991-1234567"), "0991-1234567");
	assert_string_equal(left(state, 50, "0991-1234567"), "0991-/1234567");
	assert_string_equal(left(state, 60, "网址www.example.org.cn"), "网址www./example.org./cn");
}

static void long_code_is_cut_anywhere_rather_than_refused(void **state)
{
	assert_string_equal(left(state, 40, "91650100MA775XXXX9"), "91650100/MA775XXX/X9");
	/* A place behind a mark that leaves the line nearly empty is no better. */
	assert_string_equal(left(state, 50, "a.bcdefghijklmnop"), "a.bcdefghi/jklmnop");
}

static void blanks_at_a_soft_line_end_vanish_and_others_stay(void **state)
{
	assert_string_equal(left(state, 40, "春江花月 夜雨"), "春江花月/夜雨");
	assert_string_equal(left(state, 40, "春江花月　　夜雨"), "春江花月/夜雨");
	assert_string_equal(left(state, 80, "联 系 人："), "联 系 人：");
	assert_string_equal(left(state, 80, "  春江  "), "  春江  ");
	assert_string_equal(left(state, 10, "  春"), "/春");
}

static void names_break_behind_their_dot_only(void **state)
{
	assert_string_equal(left(state, 130, "阿卜杜热合曼·阿卜杜热伊木"), "阿卜杜热合曼·阿卜杜热伊木");
	assert_string_equal(left(state, 100, "阿卜杜热合曼·阿卜杜热伊木"), "阿卜杜热合曼·/阿卜杜热伊木");
	assert_string_equal(left(state, 60, "阿卜杜热合曼·阿卜杜热伊木"), "阿卜杜热合/曼·/阿卜杜热伊木");
}

static void next_piece_is_pushed_in_when_that_changes_less(void **state)
{
	/* Half an em is missing for 上, half would be left over; two commas give it. */
	assert_string_equal(justified(state, 95, "春江，潮水，连海平上明月共潮"), "春江，潮水，连海平上/明月共潮");
	/* One comma would vanish altogether: out. */
	assert_string_equal(justified(state, 95, "春江，潮水连海平海上明月共潮"), "春江，潮水连海平海/上明月共潮");
	/* A stop takes half an em at the line end; one comma gives it. */
	assert_string_equal(justified(state, 80, "春江，潮水连海平。月共潮生"), "春江，潮水连海平。/月共潮生");
	/* Nothing to squeeze: out. */
	assert_string_equal(justified(state, 80, "春江潮水连海平明。月共潮生"), "春江潮水连海平/明。月共潮生");
}

static void no_character_stands_alone_on_the_last_line(void **state)
{
	assert_string_equal(justified(state, 80, "春江潮水连海平海上"), "春江潮水连海平/海上");
	assert_string_equal(justified(state, 80, "春江潮水连海平海上。"), "春江潮水连海平/海上。");
	assert_string_equal(left(state, 80, "春江，潮水，连海平海"), "春江，潮水，连海/平海");
	assert_string_equal(justified(state, 80, "春"), "春");
	assert_string_equal(justified(state, 20, "春江潮"), "春江/潮");
}

static void lone_character_goes_into_the_line_before_when_marks_give_way(void **state)
{
	assert_string_equal(justified(state, 80, "春江，潮水，连海平"), "春江，潮水，连海平");
}

static void labels_break_evenly_between_words(void **state)
{
	assert_string_equal(label(state, 60, "区（县）科技部门审核意见"), "区（县）科技/部门审核意见");
	assert_string_equal(label(state, 45, "区（县）科技部门审核意见"), "区（县）/科技部门/审核意见");
	assert_string_equal(label(state, 40, "牵头单位意见"), "牵头单位/意见");
	assert_string_equal(label(state, 30, "牵头单位意见"), "牵头/单位/意见");
	assert_string_equal(label(state, 40, "项目负责人"), "项目/负责人");
	assert_string_equal(label(state, 30, "联合体名称"), "联合体/名称");
	assert_string_equal(label(state, 30, "技术人员"), "技术/人员");
	assert_string_equal(label(state, 45, "单位名称（盖章）"), "单位名称/（盖章）");
	assert_string_equal(label(state, 60, "单位（负责人签字）"), "单位/（负责人签字）");
	assert_string_equal(label(state, 30, "A类企业"), "A类/企业");
	assert_string_equal(label(state, 10, "备注"), "备/注");
	assert_string_equal(label(state, 90, "绿色算力与智能制造一体化关键技术"), "绿色算力与智能制造/一体化关键技术");
}

static void listed_words_hold_together_and_part_at_their_joints(void **state)
{
	assert_string_equal(label(state, 80, "砺新能源研究院院长"), "砺新能源/研究院院长");
	assert_string_equal(label(state, 60, "春江花高级工程师"), "春江花/高级工程师");
	assert_string_equal(label(state, 40, "高级工程师"), "高级/工程师");
	assert_string_equal(label(state, 90, "春江花产业创新联合体"), "春江花/产业创新联合体");
}

static void names_of_units_part_behind_their_tails(void **state)
{
	assert_string_equal(label(state, 80, "春江市花月区夜雨大学"), "春江市花月区/夜雨大学");
	assert_string_equal(label(state, 60, "春江花大学夜雨研究院"), "春江花大学/夜雨研究院");
	/* A tail of one character ends what stands before it, unless it belongs to a listed word. */
	assert_string_equal(label(state, 60, "春江市场夜雨连海"), "春江市场/夜雨连海");
	assert_string_equal(label(state, 60, "市春江花月夜雨"), "市春江花/月夜雨");
}

static void stroke_between_words_ends_a_line_in_short_texts(void **state)
{
	assert_string_equal(label(state, 80, "研究室主任/高级工程师"), "研究室主任//高级工程师");
	assert_string_equal(in_cell(state, 80, "研究室主任/高级工程师"), "研究室主任//高级工程师");
	/* Not where one side is a single character. */
	assert_string_equal(label(state, 40, "春江花元/度"), "春江/花元/度");
}

static void cells_break_between_words_in_as_few_lines(void **state)
{
	assert_string_equal(in_cell(state, 100, "春江花月夜雨连海有限公司"), "春江花月夜雨连海/有限公司");
	assert_string_equal(in_cell(state, 110, "春江花月夜雨连海研究院"), "春江花月夜雨连海研究院");
	assert_string_equal(left(state, 100, "春江花月夜雨连海有限公司"), "春江花月夜雨连海有限/公司");
	/* One line more than it takes only for the sake of a listed word. */
	assert_string_equal(in_cell(state, 60, "春江花月夜院长雨潮水连海"), "春江花月夜/院长雨潮/水连海");
}

static void bracket_stays_with_what_it_explains_when_lines_are_even_enough(void **state)
{
	assert_string_equal(label(state, 50, "申报单位(章)"), "申报/单位(章)");
	assert_string_equal(label(state, 60, "牵头单位（章）"), "牵头/单位（章）");
	assert_string_equal(label(state, 60, "单位（章）A类"), "单位（章）/A类");
}

static void forced_breaks_are_honoured(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_CENTER, "春江");
	bed_run(bed, para, LH_NODE_BREAK, NULL);
	bed_run(bed, para, LH_NODE_BREAK, NULL);
	bed_run(bed, para, LH_NODE_TEXT, "花月夜");
	assert_string_equal(bed_lines(bed, para, 10 * EM), "春江//花月夜");
	bed_run(bed, para, LH_NODE_BREAK, NULL);
	assert_string_equal(bed_lines(bed, para, 10 * EM), "春江//花月夜/");
}

static void mark_of_a_slot_is_never_broken(void **state)
{
	static const lh_slot slot = {.id = "SEAL"};
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "春江花月");
	bed_run(bed, para, LH_NODE_TEXT, "( 盖 章 )")->u.run.as.text.slot = &slot;
	assert_string_equal(bed_lines(bed, para, 6 * EM), "春江花月/( 盖 章 )");
	assert_string_equal(bed_lines(bed, para, 4 * EM), "!");
}

static void piece_that_cannot_be_cut_is_an_error(void **state)
{
	bed *bed = *state;
	assert_string_equal(left(state, 8, "春江"), "!");
	assert_int_equal(lh_diag_count(bed->ctx), 1);
	assert_int_equal(lh_diag_at(bed->ctx, 0)->msg, LH_E_TOO_WIDE);
	assert_non_null(strstr(lh_diag_at(bed->ctx, 0)->zh, "春"));
}

/* Texts at random. */

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static const char *random_text(lh_arena *arena, uint32_t *seed, int pieces)
{
	static const char *const stock[] = {
		"春", "江", "花", "月", "夜", "潮", "水", "连", "海", "平", "天", "明", "产", "业", "新", "，", "。",
		"、", "；", "：", "？", "（", "）", "“", "”", "《", "》", "——", "……", "·", "～", " ", "　",
		"2026", "年", "25%", "5G", "Internet", "a-b", "℃", "①", "/", "-", "¥30", "々", "𠮷",
	};
	const char *text = "春";
	for (int i = 0; i < pieces; i++)
		text = lh_fmt(arena, "%s%s", text,
			      stock[next_random(seed) % (sizeof stock / sizeof *stock)]);
	return lh_fmt(arena, "%s花", text);
}

/* Match a line's text at *at and move behind it; blanks behind it may be gone unless it is the last. */
static bool match_line(const char **at, const char *ink, bool last)
{
	size_t length = strlen(ink);
	if (strncmp(*at, ink, length) != 0)
		return false;
	*at += length;
	while (!last) {
		const char *ahead = *at;
		if (!lh_cp_is_space(lh_utf8_next(&ahead)))
			break;
		*at = ahead;
	}
	return true;
}

static bool is_among(uint32_t cp, const char *set)
{
	while (*set)
		if (lh_utf8_next(&set) == cp)
			return true;
	return false;
}

static void any_text_is_set_whole_within_the_measure_and_by_kinsoku(void **state)
{
	static const lh_align aligns[] = {LH_ALIGN_LEFT, LH_ALIGN_CENTER, LH_ALIGN_RIGHT, LH_ALIGN_JUSTIFY,
					  LH_ALIGN_SPREAD};
	bed *bed = *state;
	uint32_t seed = 20260501;
	size_t broken = 0, lines = 0;
	for (int round = 0; round < 3000; round++) {
		const char *text = random_text(bed->arena, &seed, (int)(next_random(&seed) % 60));
		lh_emu measure = EM / 10 * (40 + (lh_emu)(next_random(&seed) % 300));
		lh_node *para = bed_para(bed, aligns[round % 5], text);
		bed->long_dash = round % 2;
		const lh_set_para *set = bed_set(bed, para, measure);
		assert_non_null(set);
		for (size_t i = 0; i < set->n_lines; i++, lines++) {
			const lh_line *line = &set->lines[i];
			const char *ink = line_text(bed, line), *end = ink + strlen(ink);
			assert_true(match_line(&text, ink, i + 1 == set->n_lines));
			assert_true(line->width <= measure);
			for (size_t k = 1; k < count_glyphs(line); k++)
				assert_true(glyph_x(line, k) > glyph_x(line, k - 1) - EM);
			uint32_t first = lh_utf8_next(&ink), last = 0;
			while (ink < end)
				last = lh_utf8_next(&ink);
			bool bad = (i > 0 && is_among(first, "，。、；：？）”》·～℃%々…")) ||
				   (i + 1 < set->n_lines && is_among(last, "（“《¥"));
			assert_true(!bad || measure < 12 * EM);
			broken += bad;
		}
		assert_string_equal(text, "");
		if (round % 100 == 99)
			lh_arena_reset(bed->arena);
	}
	/* Only chains of marks longer than a line may break a rule. */
	assert_true(lines > 5000 && broken < lines / 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(closing_mark_never_starts_a_line,
						start, stop),
		cmocka_unit_test_setup_teardown(opening_mark_never_ends_a_line,
						start, stop),
		cmocka_unit_test_setup_teardown(closing_mark_at_the_end_takes_half_an_em,
						start, stop),
		cmocka_unit_test_setup_teardown(two_marks_in_a_row_take_one_em_and_a_half,
						start, stop),
		cmocka_unit_test_setup_teardown(dashes_and_dots_hold_together,
						start, stop),
		cmocka_unit_test_setup_teardown(joining_and_parting_strokes_do_not_start_a_line,
						start, stop),
		cmocka_unit_test_setup_teardown(numbers_keep_prefix_and_unit,
						start, stop),
		cmocka_unit_test_setup_teardown(western_words_are_not_cut_while_they_fit,
						start, stop),
		cmocka_unit_test_setup_teardown(addresses_break_behind_their_marks_when_nothing_else_fits,
						start, stop),
		cmocka_unit_test_setup_teardown(long_code_is_cut_anywhere_rather_than_refused,
						start, stop),
		cmocka_unit_test_setup_teardown(blanks_at_a_soft_line_end_vanish_and_others_stay,
						start, stop),
		cmocka_unit_test_setup_teardown(names_break_behind_their_dot_only,
						start, stop),
		cmocka_unit_test_setup_teardown(next_piece_is_pushed_in_when_that_changes_less,
						start, stop),
		cmocka_unit_test_setup_teardown(no_character_stands_alone_on_the_last_line,
						start, stop),
		cmocka_unit_test_setup_teardown(lone_character_goes_into_the_line_before_when_marks_give_way,
						start, stop),
		cmocka_unit_test_setup_teardown(labels_break_evenly_between_words,
						start, stop),
		cmocka_unit_test_setup_teardown(
			bracket_stays_with_what_it_explains_when_lines_are_even_enough, start, stop),
		cmocka_unit_test_setup_teardown(listed_words_hold_together_and_part_at_their_joints, start,
						stop),
		cmocka_unit_test_setup_teardown(names_of_units_part_behind_their_tails, start, stop),
		cmocka_unit_test_setup_teardown(stroke_between_words_ends_a_line_in_short_texts, start,
						stop),
		cmocka_unit_test_setup_teardown(cells_break_between_words_in_as_few_lines, start, stop),
		cmocka_unit_test_setup_teardown(forced_breaks_are_honoured,
						start, stop),
		cmocka_unit_test_setup_teardown(mark_of_a_slot_is_never_broken,
						start, stop),
		cmocka_unit_test_setup_teardown(piece_that_cannot_be_cut_is_an_error,
						start, stop),
		cmocka_unit_test_setup_teardown(any_text_is_set_whole_within_the_measure_and_by_kinsoku,
						start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
