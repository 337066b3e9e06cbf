/* How lines fill their measure, and what is drawn for runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/set_text.h"
#include "util/ctx.h"

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

static const lh_line *first_line(void **state, const lh_node *para, lh_emu width)
{
	const lh_set_para *set = bed_set(*state, para, width);
	assert_non_null(set);
	return &set->lines[0];
}

static void empty_paragraph_is_one_line_high(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, NULL);
	const lh_set_para *set = bed_set(*state, para, 10 * EM);
	assert_int_equal(set->n_lines, 1);
	assert_int_equal(set->lines[0].n_items, 0);
	assert_int_equal(set->height, 13 * LH_EMU_PT);
	para->u.para.fmt.run.size = 20 * LH_EMU_PT;
	assert_int_equal(bed_set(*state, para, 10 * EM)->height, 26 * LH_EMU_PT);
}

static void pitch_is_natural_times_hundredths_or_exact(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, "春江花月夜");
	para->u.para.fmt.line = 150;
	const lh_set_para *set = bed_set(*state, para, 3 * EM);
	assert_int_equal(set->n_lines, 2);
	assert_int_equal(set->lines[0].height, 195 * LH_EMU_PT / 10);
	assert_int_equal(set->height, 2 * set->lines[0].height);
	para->u.para.fmt.line_rule = LH_LINE_EXACT;
	para->u.para.fmt.line = 28 * LH_EMU_PT;
	set = bed_set(*state, para, 3 * EM);
	assert_int_equal(set->lines[0].height, 28 * LH_EMU_PT);
	/* The em box stands in the middle of the line. */
	assert_int_equal(set->lines[0].baseline, 9 * LH_EMU_PT + 88 * EM / 100);
}

static void larger_run_sets_the_pitch(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, "春江");
	bed_run(*state, para, LH_NODE_TEXT, "花月")->u.run.fmt.size = 2 * EM;
	assert_int_equal(first_line(state, para, 9 * EM)->height, 26 * LH_EMU_PT);
	assert_int_equal(lh_para_pitch(para), 26 * LH_EMU_PT);
}

static void alignment_places_the_line(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, "春江花");
	assert_int_equal(glyph_x(first_line(state, para, 10 * EM), 0), 0);
	para->u.para.fmt.align = LH_ALIGN_RIGHT;
	assert_int_equal(glyph_x(first_line(state, para, 10 * EM), 0), 7 * EM);
	para->u.para.fmt.align = LH_ALIGN_CENTER;
	assert_int_equal(glyph_x(first_line(state, para, 10 * EM), 0), 35 * EM / 10);
	para->u.para.fmt.align = LH_ALIGN_JUSTIFY;
	assert_int_equal(glyph_x(first_line(state, para, 10 * EM), 2), 2 * EM);
}

static void indents_are_in_ems_of_the_paragraph(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, "春江花月夜潮水连海平");
	para->u.para.fmt.indent_first = 200;
	para->u.para.fmt.indent_left = 100;
	para->u.para.fmt.indent_right = 150;
	assert_string_equal(bed_lines(*state, para, 85 * EM / 10), "春江花月/夜潮水连海平");
	const lh_set_para *set = bed_set(*state, para, 85 * EM / 10);
	assert_int_equal(glyph_x(&set->lines[0], 0), 3 * EM);
	assert_int_equal(glyph_x(&set->lines[1], 0), EM);
}

static void justified_line_ends_at_the_measure_and_the_last_does_not(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_JUSTIFY, "春江花月夜潮水连海平");
	const lh_set_para *set = bed_set(*state, para, 63 * EM / 10);
	assert_int_equal(set->lines[0].width, 63 * EM / 10);
	assert_int_equal(glyph_x(&set->lines[0], 5), 53 * EM / 10);
	assert_int_equal(set->lines[1].width, 4 * EM);
}

static void squeezed_line_takes_from_commas_before_stops(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_JUSTIFY, "春。江，花月夜潮水连海");
	const lh_set_para *set = bed_set(*state, para, 65 * EM / 10);
	assert_string_equal(line_text(*state, &set->lines[0]), "春。江，花月夜");
	assert_int_equal(set->lines[0].width, 65 * EM / 10);
	assert_int_equal(glyph_x(&set->lines[0], 2), 2 * EM);
	assert_int_equal(glyph_x(&set->lines[0], 4), 35 * EM / 10);
}

static void dash_and_number_are_not_stretched(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_JUSTIFY, "春1234江——花月夜潮水连海平");
	((bed *)*state)->long_dash = false;
	const lh_set_para *set = bed_set(*state, para, 98 * EM / 10);
	const lh_line *line = &set->lines[0];
	assert_string_equal(line_text(*state, line), "春1234江——花月夜");
	assert_int_equal(line->width, 98 * EM / 10);
	assert_int_equal(glyph_x(line, 2) - glyph_x(line, 1), EM / 2);
	assert_int_equal(glyph_x(line, 7) - glyph_x(line, 6), EM);
	assert_true(glyph_x(line, 6) - glyph_x(line, 5) >= EM);
}

static void gaps_beside_latin_widen_before_all_others(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_JUSTIFY, "春5G江花月夜潮水连海平");
	const lh_set_para *set = bed_set(*state, para, 66 * EM / 10);
	assert_string_equal(line_text(*state, &set->lines[0]), "春5G江花月夜");
	assert_int_equal(glyph_x(&set->lines[0], 1), 130 * EM / 100);
	assert_int_equal(glyph_x(&set->lines[0], 5) - glyph_x(&set->lines[0], 4), EM);
}

static void line_that_would_fall_apart_is_left_short(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_JUSTIFY, "春江abcdefghijklmnop花");
	const lh_set_para *set = bed_set(*state, para, 9 * EM);
	assert_string_equal(line_text(*state, &set->lines[0]), "春江");
	assert_int_equal(set->lines[0].width, 2 * EM);
}

static void han_and_latin_are_a_quarter_em_apart(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春5G花"), 10 * EM);
	assert_int_equal(glyph_x(line, 1), 125 * EM / 100);
	assert_int_equal(glyph_x(line, 3), 25 * EM / 10);
	/* None beside marks, none where the line ends. */
	line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "，5G，春"), 10 * EM);
	assert_int_equal(glyph_x(line, 1), EM);
	assert_int_equal(glyph_x(line, 3), 2 * EM);
	assert_int_equal(first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春5G"), 10 * EM)->width,
			 225 * EM / 100);
}

static void opening_mark_at_the_start_loses_its_blank(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "（春）"), 10 * EM);
	assert_int_equal(glyph_x(line, 0), -EM / 2); /* its ink is in the right half */
	assert_int_equal(glyph_x(line, 1), EM / 2);
	assert_int_equal(line->width, 2 * EM);
}

static void neighbouring_marks_share_their_blank(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春，（江”。花"), 10 * EM);
	assert_int_equal(glyph_x(line, 3), 25 * EM / 10); /* ，（ take one em and a half */
	assert_int_equal(glyph_x(line, 6), 5 * EM);       /* and so do ”。 */
	line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春（“江"), 10 * EM);
	assert_int_equal(glyph_x(line, 3), 25 * EM / 10);
}

static void middle_dot_stands_centred_in_half_an_em(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春·江"), 10 * EM);
	assert_int_equal(glyph_x(line, 2), 15 * EM / 10);
	/* The face's dot is one em wide. */
	assert_int_equal(glyph_x(line, 1), EM - EM / 4);
}

static void quotes_are_full_width_in_chinese_and_narrow_inside_words(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春“江”花"), 10 * EM);
	assert_int_equal(glyph_x(line, 2), 2 * EM);
	assert_int_equal(glyph_x(line, 4), 4 * EM);
	line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春O’B"), 10 * EM);
	assert_int_equal(glyph_x(line, 3) - glyph_x(line, 2), 35 * EM / 100);
	line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "“AB”"), 10 * EM);
	assert_int_equal(line->width, 2 * EM);
	assert_int_equal(glyph_x(line, 0), -EM / 2);
}

static void question_mark_keeps_three_quarters_of_its_cell(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_LEFT, "春？”江"), 10 * EM);
	assert_int_equal(glyph_x(line, 2), 175 * EM / 100);
}

static void two_dashes_become_one_long_one_when_the_face_has_it(void **state)
{
	lh_node *para = bed_para(*state, LH_ALIGN_LEFT, "春——江");
	const lh_line *line = first_line(state, para, 10 * EM);
	assert_int_equal(count_glyphs(line), 3);
	assert_int_equal(line->items[0].u.text.glyphs[1].cp, 0x2E3A);
	assert_int_equal(glyph_x(line, 1), EM);
	assert_int_equal(glyph_x(line, 2), 3 * EM);
	((bed *)*state)->long_dash = false;
	line = first_line(state, para, 10 * EM);
	assert_int_equal(count_glyphs(line), 4);
	assert_int_equal(glyph_x(line, 3), 3 * EM);
}

static void spread_paragraph_has_equal_gaps(void **state)
{
	const lh_line *line = first_line(state, bed_para(*state, LH_ALIGN_SPREAD, "联系人"), 4 * EM);
	assert_int_equal(glyph_x(line, 1), 15 * EM / 10);
	assert_int_equal(glyph_x(line, 2), 3 * EM);
	assert_int_equal(line->width, 4 * EM);
}

static void fitted_run_takes_exactly_its_width(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "联系人");
	para->first->u.run.as.text.fit_width = 4 * EM;
	bed_run(bed, para, LH_NODE_TEXT, "：张三");
	const lh_line *line = first_line(state, para, 10 * EM);
	assert_int_equal(glyph_x(line, 1), 15 * EM / 10);
	assert_int_equal(glyph_x(line, 3), 4 * EM);
	assert_int_equal(glyph_x(line, 4), 5 * EM);
	/* Longer than its width: drawn together. */
	para->first->u.run.as.text.text = "联系人电话";
	assert_int_equal(glyph_x(first_line(state, para, 10 * EM), 5), 4 * EM);
}

static void blank_is_a_rule_below_the_baseline_and_keeps_its_width(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_JUSTIFY, "签字：");
	bed_run(bed, para, LH_NODE_BLANK, NULL)->u.run.as.blank_width = 4 * EM;
	bed_run(bed, para, LH_NODE_TEXT, "日期春江花月");
	const lh_set_para *set = bed_set(bed, para, 93 * EM / 10);
	const lh_item *rule = find_item(&set->lines[0], LH_ITEM_RULE);
	assert_non_null(rule);
	assert_int_equal(rule->u.rule.w, 4 * EM);
	assert_true(rule->y > set->lines[0].baseline);
	assert_true(rule->y + rule->u.rule.h < set->lines[0].height);
}

static void underline_runs_on_over_blanks_and_from_run_to_run(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "春 江");
	para->first->u.run.fmt.underline = true;
	bed_run(bed, para, LH_NODE_TEXT, "5G")->u.run.fmt.underline = true;
	bed_run(bed, para, LH_NODE_TEXT, "花");
	const lh_line *line = first_line(state, para, 10 * EM);
	assert_int_equal(line->n_items, 5);
	assert_int_equal(line->items[1].kind, LH_ITEM_RULE);
	assert_int_equal(line->items[1].x, 0);
	assert_int_equal(line->items[1].u.rule.w, line->items[3].x);
	assert_int_equal(line->items[3].u.rule.w, EM);
}

static void box_of_a_check_run_stays_with_its_label(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "春江花");
	lh_node *check = bed_run(bed, para, LH_NODE_CHECK, NULL);
	check->u.run.as.checked = true;
	check->u.run.fmt.underline = true; /* a rule of its own, room for which must be there */
	bed_run(bed, para, LH_NODE_TEXT, "高校");
	const lh_set_para *set = bed_set(bed, para, 4 * EM);
	assert_int_equal(set->n_lines, 2);
	const lh_item *box = find_item(&set->lines[1], LH_ITEM_BOX);
	assert_non_null(box);
	assert_true(box->u.box.checked);
	assert_true(box->x >= 0 && box->x + box->u.box.size <= EM);
}

static void fields_take_the_setters_text_or_one_digit(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "第");
	bed_run(bed, para, LH_NODE_FIELD, NULL)->u.run.as.field = LH_FIELD_PAGE;
	assert_string_equal(bed_lines(bed, para, 10 * EM), "第0");
	bed->setter.page = "12";
	assert_string_equal(bed_lines(bed, para, 10 * EM), "第12");
}

static void leader_fills_its_line_with_dots(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_JUSTIFY, "春江");
	bed_run(bed, para, LH_NODE_LEADER, NULL);
	bed_run(bed, para, LH_NODE_TEXT, "12");
	const lh_line *line = first_line(state, para, 10 * EM);
	assert_int_equal(line->width, 10 * EM);
	assert_int_equal(line->items[line->n_items - 1].x, 9 * EM);
	const lh_item *dots = find_item(line, LH_ITEM_DOTS);
	assert_non_null(dots);
	assert_true(dots->artifact);
	/* Places are counted from the left edge: dots of all lines stand below each other. */
	assert_int_equal(dots->x % dots->u.dots.pitch, 0);
	lh_emu last = dots->x + dots->u.dots.pitch * (lh_emu)(dots->u.dots.n - 1);
	assert_true(dots->x >= 2 * EM + EM / 4 && dots->x < 2 * EM + EM * 3 / 4);
	assert_true(last <= 9 * EM - EM / 4 && last > 9 * EM - EM * 3 / 4);
}

static void leader_and_number_go_to_the_last_line_with_some_text(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "春江潮水连海平海上");
	bed_run(bed, para, LH_NODE_LEADER, NULL);
	bed_run(bed, para, LH_NODE_TEXT, "12");
	assert_string_equal(bed_lines(bed, para, 10 * EM), "春江潮水连海平海/上12");
	const lh_set_para *set = bed_set(bed, para, 10 * EM);
	assert_int_equal(set->lines[1].width, 10 * EM);
	assert_null(find_item(&set->lines[0], LH_ITEM_DOTS));
}

static void reference_shows_the_page_of_its_heading(void **state)
{
	bed *bed = *state;
	lh_node *heading = bed_para(bed, LH_ALIGN_LEFT, "江");
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "第");
	lh_node *field = bed_run(bed, para, LH_NODE_FIELD, NULL);
	field->u.run.as.field = LH_FIELD_PAGE_OF;
	field->u.run.link = heading;
	assert_string_equal(bed_lines(bed, para, 10 * EM), "第0");
	const lh_page_ref refs[] = {{para, "3"}, {heading, "14"}};
	bed->setter.refs = refs;
	bed->setter.n_refs = 2;
	assert_string_equal(bed_lines(bed, para, 10 * EM), "第14");
}

static void marks_tell_where_a_slot_came_to_stand(void **state)
{
	static const lh_slot slot = {.id = "SEAL"};
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_RIGHT, "春江");
	bed_run(bed, para, LH_NODE_TEXT, "（盖章）")->u.run.as.text.slot = &slot;
	const lh_line *line = first_line(state, para, 10 * EM);
	assert_int_equal(line->n_marks, 1);
	assert_ptr_equal(line->marks[0].run, para->last);
	assert_int_equal(line->marks[0].x + line->marks[0].w, 10 * EM);
	assert_int_equal(line->marks[0].w, 35 * EM / 10);
}

static void missing_character_is_reported_once_for_a_field(void **state)
{
	bed *bed = *state;
	static const char text[] = "春\xF3\xB0\x80\x80江\xF3\xB0\x80\x80\xF3\xB0\x80\x81";
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, text);
	para->first->u.run.origin = (lh_origin){.path = "units[3].name", .data = {"a.yaml", 14, 3},
						.tmpl = {"t.yaml", 7, 1}};
	assert_null(bed_set(bed, para, 10 * EM));
	assert_null(bed_set(bed, para, 10 * EM));
	assert_int_equal(lh_diag_count(bed->ctx), 4);
	const lh_report *report = lh_diag_at(bed->ctx, 0);
	assert_int_equal(report->msg, LH_E_GLYPH);
	assert_int_equal(report->loc.line, 14);
	assert_non_null(strstr(report->en, "U+F0000"));
	assert_non_null(strstr(report->en, "units[3].name"));
	assert_int_equal(lh_diag_at(bed->ctx, 1)->loc.line, 7);
	assert_non_null(strstr(lh_diag_at(bed->ctx, 2)->en, "U+F0001"));
}

static void each_run_is_one_item_in_a_line(void **state)
{
	bed *bed = *state;
	lh_node *para = bed_para(bed, LH_ALIGN_LEFT, "春江5G（花） 月");
	bed_run(bed, para, LH_NODE_TEXT, "夜")->u.run.fmt.bold = true;
	const lh_line *line = first_line(state, para, 20 * EM);
	assert_int_equal(line->n_items, 2);
	assert_int_equal(line->items[0].u.text.n_glyphs, 9);
	assert_true(line->items[1].u.text.bold);
	assert_ptr_equal(line->items[1].run, para->last);
	assert_ptr_equal(line->items[1].para, para);
}

static void short_text_is_one_item_at_the_origin(void **state)
{
	bed *bed = *state;
	lh_run_fmt fmt = {.role = LH_ROLE_SONG, .size = EM};
	lh_item item;
	lh_emu width;
	assert_true(lh_text_items(&bed->setter, "— 1 —", &fmt, NULL, NULL, &item, &width));
	assert_int_equal(item.u.text.n_glyphs, 5);
	assert_int_equal(item.x, 0);
	assert_int_equal(item.y, 0);
	assert_int_equal(width, 35 * EM / 10);
	assert_false(lh_text_items(&bed->setter, "\xF3\xB0\x80\x80", &fmt, NULL, NULL, &item, &width));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(empty_paragraph_is_one_line_high,
						start, stop),
		cmocka_unit_test_setup_teardown(pitch_is_natural_times_hundredths_or_exact,
						start, stop),
		cmocka_unit_test_setup_teardown(larger_run_sets_the_pitch,
						start, stop),
		cmocka_unit_test_setup_teardown(alignment_places_the_line,
						start, stop),
		cmocka_unit_test_setup_teardown(indents_are_in_ems_of_the_paragraph,
						start, stop),
		cmocka_unit_test_setup_teardown(justified_line_ends_at_the_measure_and_the_last_does_not,
						start, stop),
		cmocka_unit_test_setup_teardown(squeezed_line_takes_from_commas_before_stops,
						start, stop),
		cmocka_unit_test_setup_teardown(dash_and_number_are_not_stretched,
						start, stop),
		cmocka_unit_test_setup_teardown(gaps_beside_latin_widen_before_all_others,
						start, stop),
		cmocka_unit_test_setup_teardown(line_that_would_fall_apart_is_left_short,
						start, stop),
		cmocka_unit_test_setup_teardown(han_and_latin_are_a_quarter_em_apart,
						start, stop),
		cmocka_unit_test_setup_teardown(opening_mark_at_the_start_loses_its_blank,
						start, stop),
		cmocka_unit_test_setup_teardown(neighbouring_marks_share_their_blank,
						start, stop),
		cmocka_unit_test_setup_teardown(middle_dot_stands_centred_in_half_an_em,
						start, stop),
		cmocka_unit_test_setup_teardown(quotes_are_full_width_in_chinese_and_narrow_inside_words,
						start, stop),
		cmocka_unit_test_setup_teardown(question_mark_keeps_three_quarters_of_its_cell,
						start, stop),
		cmocka_unit_test_setup_teardown(two_dashes_become_one_long_one_when_the_face_has_it,
						start, stop),
		cmocka_unit_test_setup_teardown(spread_paragraph_has_equal_gaps,
						start, stop),
		cmocka_unit_test_setup_teardown(fitted_run_takes_exactly_its_width,
						start, stop),
		cmocka_unit_test_setup_teardown(blank_is_a_rule_below_the_baseline_and_keeps_its_width,
						start, stop),
		cmocka_unit_test_setup_teardown(underline_runs_on_over_blanks_and_from_run_to_run,
						start, stop),
		cmocka_unit_test_setup_teardown(box_of_a_check_run_stays_with_its_label,
						start, stop),
		cmocka_unit_test_setup_teardown(fields_take_the_setters_text_or_one_digit,
						start, stop),
		cmocka_unit_test_setup_teardown(leader_fills_its_line_with_dots, start, stop),
		cmocka_unit_test_setup_teardown(
			leader_and_number_go_to_the_last_line_with_some_text, start, stop),
		cmocka_unit_test_setup_teardown(reference_shows_the_page_of_its_heading, start,
						stop),
		cmocka_unit_test_setup_teardown(marks_tell_where_a_slot_came_to_stand,
						start, stop),
		cmocka_unit_test_setup_teardown(missing_character_is_reported_once_for_a_field,
						start, stop),
		cmocka_unit_test_setup_teardown(each_run_is_one_item_in_a_line,
						start, stop),
		cmocka_unit_test_setup_teardown(short_text_is_one_item_at_the_origin,
						start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
