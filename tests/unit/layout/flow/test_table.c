/* Heights, rules, repeated heads, labels over many rows, rows that break, text that is too tall. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/page_bed.h"
#include "util/ctx.h"

static int start(void **state)
{
	*state = page_bed_new();
	return 0;
}

static int stop(void **state)
{
	page_bed_free(*state);
	return 0;
}

static const char *texts(page_bed *bed)
{
	if (!bed_layout(bed))
		return bed_messages(bed);
	return bed_texts(bed);
}

/* Rows of one cell over all columns, one for each character. */
static void add_rows(page_bed *bed, lh_node *group, int columns, const char *letters)
{
	for (; *letters; letters++)
		bed_cell(bed, bed_row(bed, group), columns, 1,
			 lh_arena_strndup(bed->arena, letters, 1));
}

/* Rows whose first columns a cell from above covers. */
static void add_covered(page_bed *bed, lh_node *group, const char *letters)
{
	for (; *letters; letters++) {
		lh_node *row = bed_row(bed, group);
		bed_cell(bed, row, 1, 1, lh_arena_strndup(bed->arena, letters, 1))->u.cell.column =
			1;
	}
}

static void row_is_as_high_as_its_tallest_cell(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){2, 4, 0});
	table->u.table.pad_y = PAGE_EM / 2;
	lh_node *group = bed_group(bed, table, 0), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 1, "一二三四五六");
	bed_cell(bed, row, 1, 1, "甲");
	add_rows(bed, group, 2, "z");
	assert_true(bed_layout(bed));
	assert_int_equal(bed_down(bed_find(bed, 0, "z")->y), 400 + 50 + 88);
}

static void valign_places_text_in_its_row(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){1, 1, 1, 0});
	lh_node *row = bed_row(bed, bed_group(bed, table, 0));
	row->u.row.min_height = 5 * PAGE_EM;
	bed_cell(bed, row, 1, 1, "a")->u.cell.valign = LH_VALIGN_TOP;
	bed_cell(bed, row, 1, 1, "b")->u.cell.valign = LH_VALIGN_CENTER;
	bed_cell(bed, row, 1, 1, "c")->u.cell.valign = LH_VALIGN_BOTTOM;
	assert_true(bed_layout(bed));
	assert_int_equal(bed_down(bed_find(bed, 0, "a")->y), 88);
	assert_int_equal(bed_down(bed_find(bed, 0, "b")->y), 288);
	assert_int_equal(bed_down(bed_find(bed, 0, "c")->y), 488);
}

static void padding_and_centring_place_the_table(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){4, 0});
	table->u.table.centered = true;
	table->u.table.pad_x = PAGE_EM;
	add_rows(bed, bed_group(bed, table, 0), 1, "a");
	assert_true(bed_layout(bed));
	assert_int_equal(bed_across(bed_find(bed, 0, "a")->x), 400);
}

static void tall_label_grows_the_last_row_that_it_covers(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){1, 4, 0});
	lh_node *group = bed_group(bed, table, 0), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 2, "一二三四五");
	bed_cell(bed, row, 1, 1, "a");
	add_covered(bed, group, "b");
	add_rows(bed, group, 2, "c");
	assert_true(bed_layout(bed));
	assert_int_equal(bed_down(bed_find(bed, 0, "b")->y), 188);
	assert_int_equal(bed_down(bed_find(bed, 0, "c")->y), 588);
}

static void rules_are_drawn_once_in_long_runs(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){2, 3, 0});
	lh_node *group = bed_group(bed, table, 0);
	for (int i = 0; i < 2; i++) {
		lh_node *row = bed_row(bed, group);
		bed_cell(bed, row, 1, 1, "a");
		bed_cell(bed, row, 1, 1, "b");
	}
	assert_true(bed_layout(bed));
	assert_string_equal(bed_rules(bed, 0), "0,0,5:2 0,0.95,5:1 0,1.80,5:2 "
					       "0,0|2:2 1.95,0|2:1 4.80,0|2:2");
}

static void spanning_cells_have_no_rules_inside(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){2, 3, 0});
	lh_node *group = bed_group(bed, table, 0), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 2, "a");
	bed_cell(bed, row, 1, 1, "b");
	add_covered(bed, group, "c");
	add_rows(bed, group, 2, "d");
	assert_true(bed_layout(bed));
	assert_string_equal(bed_rules(bed, 0), "0,0,5:2 2,0.95,3:1 0,1.95,5:1 0,2.80,5:2 "
					       "0,0|3:2 1.95,0|2:1 4.80,0|3:2");
}

static void rules_can_be_left_out_from_either_side(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){2, 3, 0});
	lh_node *row = bed_row(bed, bed_group(bed, table, 0));
	lh_node *left = bed_cell(bed, row, 1, 1, "a");
	left->u.cell.no_right = left->u.cell.no_top = true;
	bed_cell(bed, row, 1, 1, "b");
	assert_true(bed_layout(bed));
	assert_string_equal(bed_rules(bed, 0), "2,0,3:2 0,0.80,5:2 0,0|1:2 4.80,0|1:2");
}

static void table_without_rules_rules_its_fields_only(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 20), (int[]){2, 3, 0});
	table->u.table.border = table->u.table.border_outer = 0;
	lh_node *group = bed_group(bed, table, 0), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 1, "a");
	bed_cell(bed, row, 1, 1, "b")->u.cell.rule_bottom = true;
	add_rows(bed, group, 2, "c");
	assert_true(bed_layout(bed));
	assert_string_equal(bed_rules(bed, 0), "2,0.97,3:0.5");
}

static void table_is_closed_where_the_page_breaks(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 2), (int[]){5, 0});
	add_rows(bed, bed_group(bed, table, 0), 1, "abc");
	assert_string_equal(texts(bed), "a b|c");
	assert_string_equal(bed_rules(bed, 0), "0,0,5:2 0,0.95,5:1 0,1.80,5:2 0,0|2:2 4.80,0|2:2");
	assert_string_equal(bed_rules(bed, 1), "0,0,5:2 0,0.80,5:2 0,0|1:2 4.80,0|1:2");
}

static void heads_come_again_as_artifacts(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){5, 0});
	add_rows(bed, bed_group(bed, table, 0), 1, "x");
	add_rows(bed, bed_group(bed, table, 2), 1, "ghabcd");
	add_rows(bed, bed_group(bed, table, 0), 1, "y");
	assert_string_equal(texts(bed), "x g h a|[g] [h] b c|[g] [h] d y");
}

static void heads_do_not_stand_alone_at_the_foot(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){5, 0});
	add_rows(bed, bed_group(bed, table, 0), 1, "x");
	lh_node *title = bed_group(bed, table, 0);
	title->u.rowgroup.keep_next = true;
	add_rows(bed, title, 1, "t");
	add_rows(bed, bed_group(bed, table, 2), 1, "ghab");
	assert_string_equal(texts(bed), "x|t g h a|[g] [h] b");
}

static void heads_that_leave_no_room_are_not_repeated(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 3), (int[]){1, 0});
	lh_node *group = bed_group(bed, table, 1);
	add_rows(bed, group, 1, "h");
	for (int i = 0; i < 2; i++)
		bed_cell(bed, bed_row(bed, group), 1, 1, "一二三");
	assert_string_equal(texts(bed), "h|一 二 三|一 二 三");
}

static void label_over_head_and_rows_is_opened_again(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 4, 0});
	lh_node *group = bed_group(bed, table, 1), *head = bed_row(bed, group);
	bed_cell(bed, head, 1, 6, "员")->u.cell.valign = LH_VALIGN_CENTER;
	bed_cell(bed, head, 1, 1, "h");
	add_covered(bed, group, "abcde");
	assert_string_equal(texts(bed), "员 h a b c|[员] [h] d e");
	/* In the middle of its part of the page. */
	assert_int_equal(bed_down(bed_find(bed, 0, "员")->y), 150 + 88);
	assert_int_equal(bed_down(bed_find(bed, 1, "员")->y), 100 + 88);
	assert_string_equal(bed_rules(bed, 1), "0,0,5:2 1,0.95,4:1 1,1.95,4:1 0,2.80,5:2 "
					       "0,0|3:2 0.95,0|3:1 4.80,0|3:2");
}

static void label_without_head_is_opened_again_and_grows_its_part(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 4, 0});
	lh_node *group = bed_group(bed, table, 0), *first = bed_row(bed, group);
	bed_cell(bed, first, 1, 5, "一二三");
	bed_cell(bed, first, 1, 1, "a");
	add_covered(bed, group, "bcde");
	add_rows(bed, group, 2, "z");
	assert_string_equal(texts(bed), "一 二 三 a b c d|[一] [二] [三] e z");
	assert_int_equal(bed_down(bed_find(bed, 1, "z")->y), 388);
}

static void seals_of_repeated_labels_count_once(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){4, 4, 0});
	lh_node *group = bed_group(bed, table, 0), *first = bed_row(bed, group);
	lh_node *cell = bed_cell(bed, first, 1, 5, NULL);
	bed_slot(bed, bed_text(bed, cell->first, "章"), "S", "甲", 1, 1);
	cell->u.cell.valign = LH_VALIGN_CENTER;
	bed_cell(bed, first, 1, 1, "a");
	add_covered(bed, group, "bcde");
	/* The mark's line is as high as its box: the padding takes the thickness of the rules. */
	table->u.table.pad_x = PAGE_EM;
	assert_string_equal(texts(bed), "章 a b c d|[章] e");
	assert_int_equal(bed->pages->n_slots, 1);
}

static void row_taller_than_a_page_breaks_between_lines(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 1, 0});
	lh_node *group = bed_group(bed, table, 0), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 1, "a");
	bed_cell(bed, row, 1, 1, "一二三四五");
	add_rows(bed, group, 2, "z");
	/* Four lines would fit, but none may stay alone. */
	assert_string_equal(texts(bed), "a 一 二 三|四 五 z");
}

static void table_that_becomes_a_picture_stays_on_one_page(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 4);
	bed_paragraph(bed, section, "p");
	bed_paragraph(bed, section, "q");
	lh_node *table = bed_table(bed, section, (int[]){10, 0});
	add_rows(bed, bed_group(bed, table, 0), 1, "ab");
	lh_node *row = bed_row(bed, bed_group(bed, table, 0));
	row->u.row.can_split = true;
	bed_cell(bed, row, 1, 1, "c");
	bed_paragraph(bed, section, "r");
	assert_string_equal(texts(bed), "p q a b|c r");
	table->u.table.picture = "甲";
	assert_string_equal(texts(bed), "p q|a b c r");
}

static void picture_taller_than_a_page_is_cut_between_rows(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 3);
	bed_paragraph(bed, section, "p");
	lh_node *table = bed_table(bed, section, (int[]){10, 0});
	table->u.table.picture = "甲";
	lh_node *group = bed_group(bed, table, 1);
	/* It begins where it stands: a page of its own would not hold it either. */
	add_rows(bed, group, 1, "hab");
	lh_node *row = bed_row(bed, group);
	row->u.row.can_split = true;
	bed_cell(bed, row, 1, 1, "一二三四五六七八九十一二");
	assert_string_equal(texts(bed), "p h a|[h] b|[h] 一二三四五六七八九十 一二");
}

static void row_that_fits_a_page_moves_whole(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 1, 0});
	lh_node *group = bed_group(bed, table, 0);
	add_rows(bed, group, 2, "a");
	bed_cell(bed, bed_row(bed, group), 2, 1, "一一二二三三四四");
	assert_string_equal(texts(bed), "a|一一 二二 三三 四四");
}

static void row_that_may_break_fills_the_page(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 0});
	lh_node *group = bed_group(bed, table, 1);
	add_rows(bed, group, 1, "ha");
	lh_node *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 1, "一二三四")->u.cell.overflow = LH_OVERFLOW_CONTINUE;
	assert_string_equal(texts(bed), "h a 一 二|[h] 三 四");
}

static void empty_ruled_space_breaks_too(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 0});
	lh_node *group = bed_group(bed, table, 0);
	add_rows(bed, group, 1, "a");
	group->first->u.row.min_height = 6 * PAGE_EM;
	add_rows(bed, group, 1, "b");
	assert_string_equal(texts(bed), "a|b");
	assert_int_equal(bed_down(bed_find(bed, 1, "b")->y), 288);
}

static void row_that_cannot_be_divided_is_told(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){1, 1, 0});
	lh_node *group = bed_group(bed, table, 0), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 2, "一二三四五");
	bed_cell(bed, row, 1, 1, "a");
	add_covered(bed, group, "b");
	assert_string_equal(texts(bed), "4004");
}

/* A cell of 4 em by so many ems with 8 characters at 10 pt: two lines. */
static lh_node *bounded_cell(page_bed *bed, lh_overflow policy, int max_tenths)
{
	lh_node *table = bed_table(bed, bed_section(bed, 10, 9), (int[]){4, 0});
	lh_node *cell =
		bed_cell(bed, bed_row(bed, bed_group(bed, table, 0)), 1, 1, "一二三四五六七八");
	cell->first->u.para.fmt.line_rule = LH_LINE_MULTIPLE;
	cell->first->u.para.fmt.line = 100;
	cell->u.cell.overflow = policy;
	cell->u.cell.max_height = max_tenths * PAGE_EM / 10;
	cell->u.cell.min_size = 7 * LH_EMU_PT;
	cell->u.cell.id = "T.1";
	cell->first->first->u.run.origin = (lh_origin){
		.path = "units[0].name", .data = {"d.yaml", 7, 3}, .tmpl = {"t.yaml", 5, 1}};
	return cell;
}

static void growing_cells_ignore_the_bound(void **state)
{
	page_bed *bed = *state;
	bounded_cell(bed, LH_OVERFLOW_GROW, 10);
	assert_string_equal(texts(bed), "一二三四 五六七八");
	assert_int_equal(bed->n_fits, 0);
}

static void shrinking_tells_the_largest_size_that_fits(void **state)
{
	page_bed *bed = *state;
	/* Two lines of 1.3 em each in 2 em of 10 pt: at most 7.6 pt. */
	bounded_cell(bed, LH_OVERFLOW_SHRINK, 20);
	assert_true(bed_layout(bed));
	assert_int_equal(bed->n_fits, 1);
	assert_string_equal(bed->fits[0].cell, "T.1");
	assert_int_equal(bed->fits[0].policy, LH_OVERFLOW_SHRINK);
	assert_int_equal(bed->fits[0].size, 15 * LH_EMU_PT / 2);
}

static void text_that_no_allowed_size_fits_is_told(void **state)
{
	page_bed *bed = *state;
	bounded_cell(bed, LH_OVERFLOW_SHRINK, 17);
	assert_string_equal(texts(bed), "4002 4003");
	assert_int_equal(bed->n_fits, 0);
}

static void annex_is_asked_for(void **state)
{
	page_bed *bed = *state;
	bounded_cell(bed, LH_OVERFLOW_ANNEX, 13);
	assert_true(bed_layout(bed));
	assert_int_equal(bed->n_fits, 1);
	assert_int_equal(bed->fits[0].policy, LH_OVERFLOW_ANNEX);
}

static void tall_text_is_told_with_both_places(void **state)
{
	page_bed *bed = *state;
	bounded_cell(bed, LH_OVERFLOW_ERROR, 13);
	assert_string_equal(texts(bed), "4002 4003");
	const lh_report *report = lh_diag_at(bed->ctx, 0);
	assert_string_equal(report->loc.file, "d.yaml");
	assert_int_equal(report->loc.line, 7);
	assert_non_null(strstr(report->en, "units[0].name"));
	assert_string_equal(lh_diag_at(bed->ctx, 1)->loc.file, "t.yaml");
}

static void cell_narrower_than_its_padding_is_told(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 4), (int[]){2, 0});
	table->u.table.pad_x = PAGE_EM;
	add_rows(bed, bed_group(bed, table, 0), 1, "a");
	assert_string_equal(texts(bed), "4001");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(row_is_as_high_as_its_tallest_cell),
		TEST(valign_places_text_in_its_row),
		TEST(padding_and_centring_place_the_table),
		TEST(tall_label_grows_the_last_row_that_it_covers),
		TEST(rules_are_drawn_once_in_long_runs),
		TEST(spanning_cells_have_no_rules_inside),
		TEST(rules_can_be_left_out_from_either_side),
		TEST(table_without_rules_rules_its_fields_only),
		TEST(table_is_closed_where_the_page_breaks),
		TEST(heads_come_again_as_artifacts),
		TEST(heads_do_not_stand_alone_at_the_foot),
		TEST(heads_that_leave_no_room_are_not_repeated),
		TEST(label_over_head_and_rows_is_opened_again),
		TEST(label_without_head_is_opened_again_and_grows_its_part),
		TEST(seals_of_repeated_labels_count_once),
		TEST(row_taller_than_a_page_breaks_between_lines),
		TEST(table_that_becomes_a_picture_stays_on_one_page),
		TEST(picture_taller_than_a_page_is_cut_between_rows),
		TEST(row_that_fits_a_page_moves_whole),
		TEST(row_that_may_break_fills_the_page),
		TEST(empty_ruled_space_breaks_too),
		TEST(row_that_cannot_be_divided_is_told),
		TEST(growing_cells_ignore_the_bound),
		TEST(shrinking_tells_the_largest_size_that_fits),
		TEST(text_that_no_allowed_size_fits_is_told),
		TEST(annex_is_asked_for),
		TEST(tall_text_is_told_with_both_places),
		TEST(cell_narrower_than_its_padding_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
