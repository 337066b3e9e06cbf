/* What a valid tree is: each fault has its message, and all of them are told at once. */
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

static const char *faults(page_bed *bed)
{
	bool ok = lh_doc_check(bed->ctx, bed->document);
	assert_int_equal(ok, lh_diag_errors(bed->ctx) == 0);
	return bed_messages(bed);
}

static lh_node *two_columns(page_bed *bed)
{
	return bed_group(bed, bed_table(bed, bed_section(bed, 10, 10), (int[]){2, 3, 0}), 0);
}

static void a_sound_tree_passes(void **state)
{
	page_bed *bed = *state;
	lh_node *group = two_columns(bed), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 2, "a");
	bed_cell(bed, row, 1, 1, "b");
	bed_cell(bed, bed_row(bed, group), 1, 1, "c")->u.cell.column = 1;
	bed_cell(bed, bed_row(bed, group), 2, 1, NULL);
	assert_string_equal(faults(bed), "");
}

static void kinds_nest_in_one_way_only(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	lh_node_new(bed->arena, section, LH_NODE_ROW, section->loc);
	lh_node_new(bed->arena, section, LH_NODE_TEXT, section->loc)->u.run.as.text.text = "x";
	assert_string_equal(faults(bed), "3101 3101");
}

static void containers_hold_something(void **state)
{
	page_bed *bed = *state;
	assert_string_equal(faults(bed), "3102");
	lh_diag_clear(bed->ctx);
	lh_node *group = two_columns(bed);
	assert_string_equal(faults(bed), "3102");
	lh_diag_clear(bed->ctx);
	lh_node *cell = lh_node_new(bed->arena, bed_row(bed, group), LH_NODE_CELL, group->loc);
	cell->u.cell.col_span = 2;
	cell->u.cell.row_span = 1;
	assert_string_equal(faults(bed), "3102");
}

static void a_row_fills_the_grid(void **state)
{
	page_bed *bed = *state;
	bed_cell(bed, bed_row(bed, two_columns(bed)), 1, 1, "a");
	assert_string_equal(faults(bed), "3112");
}

static void cells_stay_on_the_grid(void **state)
{
	page_bed *bed = *state;
	bed_cell(bed, bed_row(bed, two_columns(bed)), 3, 1, "a");
	assert_string_equal(faults(bed), "3109");
}

static void cells_stand_in_order(void **state)
{
	page_bed *bed = *state;
	lh_node *row = bed_row(bed, two_columns(bed));
	bed_cell(bed, row, 1, 1, "a")->u.cell.column = 1;
	bed_cell(bed, row, 1, 1, "b")->u.cell.column = 0;
	assert_string_equal(faults(bed), "3108");
}

static void a_cell_ends_inside_its_group(void **state)
{
	page_bed *bed = *state;
	bed_cell(bed, bed_row(bed, two_columns(bed)), 2, 2, "a");
	assert_string_equal(faults(bed), "3111");
}

static void cells_do_not_cross_one_from_above(void **state)
{
	page_bed *bed = *state;
	lh_node *group = two_columns(bed), *row = bed_row(bed, group);
	bed_cell(bed, row, 1, 2, "a");
	bed_cell(bed, row, 1, 1, "b");
	bed_cell(bed, bed_row(bed, group), 2, 1, "c");
	assert_string_equal(faults(bed), "3110");
}

static void a_group_has_rows_for_its_heads(void **state)
{
	page_bed *bed = *state;
	lh_node *group = two_columns(bed);
	bed_cell(bed, bed_row(bed, group), 2, 1, "a");
	group->u.rowgroup.n_head = 2;
	assert_string_equal(faults(bed), "3107");
}

static void a_table_fits_the_text_area(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 10, 10), (int[]){6, 5, 0});
	bed_cell(bed, bed_row(bed, bed_group(bed, table, 0)), 2, 1, "a");
	assert_string_equal(faults(bed), "3106");
}

static void margins_leave_a_text_area(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	bed_paragraph(bed, section, "a");
	section->u.section.margin_left = 20 * PAGE_EM;
	assert_string_equal(faults(bed), "3105");
}

static void lengths_are_bounded(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	lh_node *para = bed_paragraph(bed, section, "a");
	para->u.para.fmt.space_after = INT32_MAX;
	para->u.para.fmt.line = 0;
	para->u.para.fmt.indent_left = INT32_MIN;
	para->first->u.run.fmt.size = 0;
	section->u.section.page_w = -1;
	assert_string_equal(faults(bed), "3104 3104 3104 3104 3104");
}

static void styles_are_listed(void **state)
{
	page_bed *bed = *state;
	static const lh_style other = {.id = "Other", .name = "另"};
	bed_paragraph(bed, bed_section(bed, 10, 10), "a")->u.para.style = &other;
	assert_string_equal(faults(bed), "3113");
}

static void text_is_utf8_without_control_characters(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	bed_paragraph(bed, section, "a\xff");
	bed_paragraph(bed, section, "a\nb");
	bed_paragraph(bed, section, "a\x7f");
	bed_paragraph(bed, section, "\xf0\xa0\xae\xb7");
	assert_string_equal(faults(bed), "3114 3115 3115");
	assert_non_null(strstr(lh_diag_at(bed->ctx, 1)->en, "U+000A"));
}

static void slot_ids_are_fit_for_field_names_and_unique(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	static const char *const ids[] = {"SEAL.1", "SEAL_2", "", "SEAL_3", "SEAL_2"};
	for (size_t i = 0; i < 5; i++) {
		lh_node *run = bed_paragraph(bed, section, "章")->first;
		run->loc.line = (uint32_t)i + 1;
		bed_slot(bed, run, ids[i], "甲", 1, 1);
	}
	bed_slot(bed, bed_text(bed, section->last, ""), "SEAL_4", "甲", 1, 1);
	assert_string_equal(faults(bed), "3116 3116 3119 3117 3118");
	assert_int_equal(lh_diag_at(bed->ctx, 3)->loc.line, 5);
	assert_int_equal(lh_diag_at(bed->ctx, 4)->loc.line, 2);
}

static void nodes_are_counted(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	for (int i = 0; i < 10; i++)
		bed_paragraph(bed, section, "a");
	bed->ctx->limits.nodes = 22;
	assert_string_equal(faults(bed), "");
	bed->ctx->limits.nodes = 21;
	assert_string_equal(faults(bed), "3103");
}

static lh_node *add_run(page_bed *bed, lh_node *para, lh_node_kind kind)
{
	lh_node *run = lh_node_new(bed->arena, para, kind, para->loc);
	run->u.run.fmt = para->u.para.fmt.run;
	return run;
}

static void links_lead_to_headings_of_the_tree(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	lh_node *heading = bed_paragraph(bed, section, "a"), *text = bed_paragraph(bed, section, "b");
	heading->u.para.fmt.outline = 1;
	lh_node *field = add_run(bed, text, LH_NODE_FIELD);
	field->u.run.as.field = LH_FIELD_PAGE_OF;
	assert_string_equal(faults(bed), "3120");
	lh_diag_clear(bed->ctx);
	field->u.run.link = heading;
	assert_string_equal(faults(bed), "");
	heading->first->u.run.as.text.text = "";
	assert_string_equal(faults(bed), "3120");
	lh_diag_clear(bed->ctx);
	field->u.run.link = text;
	assert_string_equal(faults(bed), "3120");
	lh_diag_clear(bed->ctx);
	lh_node *elsewhere = bed_paragraph(bed, NULL, "c");
	elsewhere->u.para.fmt.outline = 1;
	field->u.run.link = elsewhere;
	assert_string_equal(faults(bed), "3120");
}

static void a_paragraph_has_one_leader(void **state)
{
	page_bed *bed = *state;
	lh_node *para = bed_paragraph(bed, bed_section(bed, 10, 10), "a");
	add_run(bed, para, LH_NODE_LEADER);
	assert_string_equal(faults(bed), "");
	add_run(bed, para, LH_NODE_LEADER);
	assert_string_equal(faults(bed), "3121");
}

static void a_table_that_becomes_a_picture_holds_nothing_to_find_or_sign(void **state)
{
	page_bed *bed = *state;
	lh_node *group = two_columns(bed);
	lh_node *para = bed_cell(bed, bed_row(bed, group), 2, 1, "a")->first;
	group->parent->u.table.picture = "甲";
	assert_string_equal(faults(bed), "");
	bed_slot(bed, para->first, "SEAL", "甲", 1, 1);
	assert_string_equal(faults(bed), "3122");
	lh_diag_clear(bed->ctx);
	para->first->u.run.as.text.slot = NULL;
	para->u.para.fmt.outline = 2;
	assert_string_equal(faults(bed), "3122");
	lh_diag_clear(bed->ctx);
	para->u.para.fmt.outline = 0;
	add_run(bed, para, LH_NODE_FIELD);
	assert_string_equal(faults(bed), "3122");
	lh_diag_clear(bed->ctx);
	group->parent->u.table.picture = NULL;
	assert_string_equal(faults(bed), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sound_tree_passes),
		TEST(kinds_nest_in_one_way_only),
		TEST(containers_hold_something),
		TEST(a_row_fills_the_grid),
		TEST(cells_stay_on_the_grid),
		TEST(cells_stand_in_order),
		TEST(a_cell_ends_inside_its_group),
		TEST(cells_do_not_cross_one_from_above),
		TEST(a_group_has_rows_for_its_heads),
		TEST(a_table_fits_the_text_area),
		TEST(margins_leave_a_text_area),
		TEST(lengths_are_bounded),
		TEST(styles_are_listed),
		TEST(text_is_utf8_without_control_characters),
		TEST(slot_ids_are_fit_for_field_names_and_unique),
		TEST(nodes_are_counted),
		TEST(links_lead_to_headings_of_the_tree),
		TEST(a_paragraph_has_one_leader),
		TEST(a_table_that_becomes_a_picture_holds_nothing_to_find_or_sign),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
