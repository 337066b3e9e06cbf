/* Free boxes of seals and signatures: room is made for them, what has none is told. */
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

static lh_node *one_cell(page_bed *bed, const char *text, lh_valign valign)
{
	lh_node *table = bed_table(bed, bed_section(bed, 30, 30), (int[]){20, 0});
	lh_node *group = bed_group(bed, table, 0);
	lh_node *cell = bed_cell(bed, bed_row(bed, group), 1, 1, text);
	cell->u.cell.valign = valign;
	bed_cell(bed, bed_row(bed, group), 1, 1, "z");
	return cell;
}

static lh_node *mark_in(page_bed *bed, lh_node *parent, const char *id, const char *name, int size)
{
	lh_node *para = bed_paragraph(bed, parent, NULL);
	para->u.para.fmt.align = LH_ALIGN_CENTER;
	lh_node *run = bed_text(bed, para, "盖章");
	bed_slot(bed, run, id, name, size, size);
	return run;
}

static void box_is_centred_on_its_mark(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 20);
	lh_node *run = mark_in(bed, section, "S", "甲", 6);
	run->parent->u.para.fmt.space_before = 8 * PAGE_EM;
	lh_slot *slot = LH_NEW(bed->arena, lh_slot);
	*slot = *run->u.run.as.text.slot;
	slot->dx = -2 * PAGE_EM;
	slot->dy = PAGE_EM;
	run->u.run.as.text.slot = slot;
	assert_true(bed_layout(bed));
	const lh_placed_slot *placed = &bed->pages->slots[0];
	assert_ptr_equal(placed->slot, slot);
	assert_string_equal(placed->mark, "盖章");
	assert_null(placed->keyword);
	assert_int_equal(bed_across(placed->x), 1000 - 200 - 300);
	/* Middle of the characters: half an em below the line's top. */
	assert_int_equal(bed_down(placed->y), 800 + 50 + 100 - 300);
}

static void row_grows_above_and_below_a_seal(void **state)
{
	page_bed *bed = *state;
	lh_node *cell = one_cell(bed, "同意", LH_VALIGN_TOP);
	mark_in(bed, cell, "S", "甲", 9);
	assert_true(bed_layout(bed));
	const lh_placed_slot *slot = &bed->pages->slots[0];
	/*
	 * The frame is 2 pt thick: the box keeps clear of it, and the next row begins behind as
	 * much.
	 */
	assert_int_equal(bed_down(slot->y), 20);
	assert_int_equal(bed_down(bed_find(bed, 0, "z")->y), 20 + 900 + 20 + 88);
}

static void valign_does_not_push_a_seal_out(void **state)
{
	page_bed *bed = *state;
	for (int i = 0; i < 3; i++) {
		lh_node *cell = one_cell(bed, "同意", (lh_valign)i);
		mark_in(bed, cell, i == 0 ? "A" : i == 1 ? "B" : "C", "甲", 9);
		bed_paragraph(bed, cell, "年月日");
		cell->parent->u.row.min_height = 14 * PAGE_EM;
	}
	assert_true(bed_layout(bed));
	for (size_t i = 0; i < 3; i++) {
		assert_in_range(bed_down(bed->pages->slots[i].y), 10, 1400 - 910);
		assert_int_equal(bed->pages->slots[i].page, i);
	}
}

static void seal_too_wide_for_its_cell_is_told(void **state)
{
	page_bed *bed = *state;
	mark_in(bed, one_cell(bed, NULL, LH_VALIGN_TOP), "S", "甲", 21);
	assert_false(bed_layout(bed));
	assert_string_equal(bed_messages(bed), "4007");
}

static void mark_at_the_edge_is_sealed_further_in(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 20);
	lh_node *run = mark_in(bed, section, "S", "甲", 8);
	run->parent->u.para.fmt.align = LH_ALIGN_RIGHT;
	/* Two characters at the right edge: a quarter of the box is not enough. */
	assert_false(bed_layout(bed));
	assert_string_equal(bed_messages(bed), "4008");
	lh_diag_clear(bed->ctx);
	run->parent->u.para.fmt.indent_right = 100;
	assert_true(bed_layout(bed));
	assert_int_equal(bed_across(bed->pages->slots[0].x), 1200);
}

static void seals_of_two_parties_are_kept_apart(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 30);
	mark_in(bed, section, "A", "甲", 6);
	mark_in(bed, section, "B", "乙", 6);
	assert_true(bed_layout(bed));
	const lh_placed_slot *slots = bed->pages->slots;
	/* The first moves down from the margin too. */
	assert_int_equal(bed_down(slots[0].y), 0);
	assert_int_equal(bed_down(slots[1].y), 600);
}

static void rows_without_rules_keep_seals_apart_too(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 30, 30), (int[]){10, 10, 0});
	table->u.table.border = table->u.table.border_outer = 0;
	lh_node *group = bed_group(bed, table, 0);
	for (int i = 0; i < 2; i++) {
		lh_node *row = bed_row(bed, group);
		bed_cell(bed, row, 1, 1, i ? "区" : "牵");
		lh_node *cell = bed_cell(bed, row, 1, 1, "x");
		mark_in(bed, cell, i ? "B" : "A", i ? "乙" : "甲", 6);
	}
	assert_true(bed_layout(bed));
	const lh_placed_slot *slots = bed->pages->slots;
	assert_int_equal(slots[1].y, slots[0].y + 6 * PAGE_EM);
}

static void seals_beside_each_other_need_no_space(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 30, 30), (int[]){10, 10, 0});
	table->u.table.border = table->u.table.border_outer = 0;
	lh_node *row = bed_row(bed, bed_group(bed, table, 0));
	row->u.row.min_height = 8 * PAGE_EM;
	for (int i = 0; i < 2; i++) {
		lh_node *cell = bed_cell(bed, row, 1, 1, NULL);
		cell->u.cell.valign = LH_VALIGN_CENTER;
		mark_in(bed, cell, i ? "B" : "A", i ? "乙" : "甲", 6);
	}
	assert_true(bed_layout(bed));
	assert_int_equal(bed->pages->slots[0].y, bed->pages->slots[1].y);
}

static void seals_of_one_party_may_meet(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 30);
	bed_paragraph(bed, section, NULL)->u.para.fmt.space_after = 9 * PAGE_EM;
	mark_in(bed, section, "SEAL", "甲", 6);
	mark_in(bed, section, "DATE", "甲", 6);
	assert_true(bed_layout(bed));
	assert_int_equal(bed->pages->slots[1].y, bed->pages->slots[0].y + PAGE_EM);
}

static void parties_without_names_are_not_one(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 30);
	mark_in(bed, section, "A", "", 6);
	mark_in(bed, section, "B", "", 6);
	assert_true(bed_layout(bed));
	assert_int_equal(bed->pages->slots[1].y, bed->pages->slots[0].y + 6 * PAGE_EM);
}

static void overlap_on_one_line_is_told_with_both_places(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 30);
	lh_node *run = mark_in(bed, section, "A", "甲", 6);
	bed_slot(bed, bed_text(bed, run->parent, "签字"), "B", "乙", 6, 6);
	assert_false(bed_layout(bed));
	assert_string_equal(bed_messages(bed), "4009 4010");
}

static void seal_that_no_longer_fits_goes_to_the_next_page(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 10);
	for (int i = 0; i < 7; i++)
		bed_paragraph(bed, section, "x");
	mark_in(bed, section, "S", "甲", 6);
	assert_true(bed_layout(bed));
	assert_int_equal(bed->pages->slots[0].page, 1);
	assert_int_equal(bed_down(bed->pages->slots[0].y), 0);
}

static void divided_row_keeps_the_box_of_its_seal_whole(void **state)
{
	page_bed *bed = *state;
	lh_node *table = bed_table(bed, bed_section(bed, 30, 12), (int[]){20, 0});
	lh_node *group = bed_group(bed, table, 0);
	lh_node *cell = bed_cell(bed, bed_row(bed, group), 1, 1, "一");
	for (int i = 0; i < 12; i++)
		bed_paragraph(bed, cell, "文");
	mark_in(bed, cell, "S", "甲", 6);
	/*
	 * The row is taller than the page: it breaks, and the box stays whole in its second part.
	 */
	assert_true(bed_layout(bed));
	assert_int_equal(bed->pages->n_pages, 2);
	assert_int_equal(bed->pages->slots[0].page, 1);
	assert_true(bed_down(bed->pages->slots[0].y) >= 0);
}

static void keyword_is_found_once_and_stands_in_its_box_clear_of_text(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 20);
	bed_slot(bed, mark_in(bed, section, "S", "甲", 6), "S", "甲", 6, 6)->keyword = "甲方盖章处";
	/* Text all over the lower half of the box. */
	for (int i = 0; i < 6; i++)
		bed_paragraph(bed, section, "文文文文文文文文文文文文文文文文文文文文");
	assert_true(bed_layout(bed));
	const lh_placed_slot *placed = &bed->pages->slots[0];
	const lh_item *item = bed_find(bed, 0, "甲方盖章处");
	assert_non_null(item);
	assert_true(item->artifact && item->u.text.grey > 0);
	assert_int_equal(item->x, placed->keyword_x);
	assert_int_equal(item->y, placed->keyword_y);
	assert_true(item->y > placed->y && item->y < placed->y + placed->h / 2);
}

static void keyword_that_is_a_piece_of_another_is_told(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 40);
	static const char *const keywords[] = {"单位盖章处", "乙单位盖章处"};
	for (int i = 0; i < 2; i++) {
		lh_node *run = mark_in(bed, section, "S", "甲", 6);
		bed_slot(bed, run, i ? "S2" : "S1", i ? "乙" : "甲", 6, 6)->keyword = keywords[i];
	}
	assert_false(bed_layout(bed));
	assert_string_equal(bed_messages(bed), "4030");
}

static void keyword_that_the_text_holds_is_told(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 40);
	bed_slot(bed, mark_in(bed, section, "S", "甲", 6), "S", "甲", 6, 6)->keyword = "甲方盖章处";
	bed_paragraph(bed, section, "见甲方盖章处。");
	assert_false(bed_layout(bed));
	assert_string_equal(bed_messages(bed), "4031");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(box_is_centred_on_its_mark),
		TEST(row_grows_above_and_below_a_seal),
		TEST(valign_does_not_push_a_seal_out),
		TEST(seal_too_wide_for_its_cell_is_told),
		TEST(mark_at_the_edge_is_sealed_further_in),
		TEST(seals_of_two_parties_are_kept_apart),
		TEST(rows_without_rules_keep_seals_apart_too),
		TEST(seals_beside_each_other_need_no_space),
		TEST(seals_of_one_party_may_meet),
		TEST(parties_without_names_are_not_one),
		TEST(overlap_on_one_line_is_told_with_both_places),
		TEST(seal_that_no_longer_fits_goes_to_the_next_page),
		TEST(divided_row_keeps_the_box_of_its_seal_whole),
		TEST(keyword_is_found_once_and_stands_in_its_box_clear_of_text),
		TEST(keyword_that_is_a_piece_of_another_is_told),
		TEST(keyword_that_the_text_holds_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
