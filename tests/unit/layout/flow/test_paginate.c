/* Where pages break, and what they carry besides their text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/page_bed.h"
#include "util/buf.h"
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

/* One-line paragraphs, one for each character. */
static void add_lines(page_bed *bed, lh_node *section, const char *letters)
{
	for (; *letters; letters++)
		bed_paragraph(bed, section, lh_arena_strndup(bed->arena, letters, 1));
}

static const char *texts(page_bed *bed)
{
	if (!bed_layout(bed))
		return bed_messages(bed);
	return bed_texts(bed);
}

static void lines_go_on_where_the_page_is_full(void **state)
{
	page_bed *bed = *state;
	add_lines(bed, bed_section(bed, 10, 3), "abcdefg");
	assert_string_equal(texts(bed), "a b c|d e f|g");
	assert_int_equal(bed_down(bed_find(bed, 1, "e")->y), 188);
}

static void sections_begin_pages(void **state)
{
	page_bed *bed = *state;
	add_lines(bed, bed_section(bed, 10, 3), "a");
	add_lines(bed, bed_section(bed, 10, 4), "b");
	assert_string_equal(texts(bed), "a|b");
	assert_int_equal(bed->pages->pages[1].h, 24 * PAGE_EM);
}

static void page_break_before_begins_a_page(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 5);
	add_lines(bed, section, "ab");
	section->last->u.para.fmt.page_break_before = true;
	assert_string_equal(texts(bed), "a|b");
}

static void first_line_never_stands_alone_at_the_foot(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 2, 3);
	add_lines(bed, section, "ab");
	bed_paragraph(bed, section, "一一二二三三四四");
	assert_string_equal(texts(bed), "a b|一一 二二|三三 四四");
}

static void last_line_never_stands_alone_at_the_head(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 2, 4);
	add_lines(bed, section, "a");
	bed_paragraph(bed, section, "一一二二三三四四");
	assert_string_equal(texts(bed), "a 一一 二二|三三 四四");
}

static void three_lines_move_together(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 2, 4);
	add_lines(bed, section, "ab");
	bed_paragraph(bed, section, "一一二二三三");
	assert_string_equal(texts(bed), "a b|一一 二二 三三");
}

static void keep_lines_holds_a_paragraph_together(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 2, 5);
	add_lines(bed, section, "a");
	bed_paragraph(bed, section, "一一二二三三四四五五")->u.para.fmt.keep_lines = true;
	assert_string_equal(texts(bed), "a|一一 二二 三三 四四 五五");
}

static void heading_stays_with_its_text(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 3);
	add_lines(bed, section, "ab");
	bed_paragraph(bed, section, "h")->u.para.fmt.keep_next = true;
	add_lines(bed, section, "c");
	assert_string_equal(texts(bed), "a b|h c");
}

static void chain_taller_than_a_page_breaks_at_the_weakest_hold(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 2, 3);
	for (int i = 0; i < 2; i++)
		bed_paragraph(bed, section, i ? "二二二二" : "一一一一")->u.para.fmt.keep_next =
			true;
	add_lines(bed, section, "z");
	assert_string_equal(texts(bed), "一一 一一|二二 二二 z");
}

static void space_above_is_dropped_where_a_page_fills_up(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 3);
	add_lines(bed, section, "abcd");
	for (lh_node *para = section->first; para; para = para->next)
		para->u.para.fmt.space_before = PAGE_EM / 2;
	/* The first keeps it: a section's first page was asked for. */
	assert_string_equal(texts(bed), "a b|c d");
	assert_int_equal(bed_down(bed_find(bed, 0, "a")->y), 138);
	assert_int_equal(bed_down(bed_find(bed, 1, "c")->y), 88);
	assert_int_equal(bed_down(bed_find(bed, 1, "d")->y), 238);
}

static void space_after_and_before_add_up(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 9);
	add_lines(bed, section, "ab");
	section->first->u.para.fmt.space_after = PAGE_EM;
	section->last->u.para.fmt.space_before = 2 * PAGE_EM;
	assert_true(bed_layout(bed));
	assert_int_equal(bed_down(bed_find(bed, 0, "b")->y), 488);
}

static void vertical_center_stands_in_the_middle(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	section->u.section.vertical_center = true;
	add_lines(bed, section, "ab");
	assert_true(bed_layout(bed));
	assert_int_equal(bed_down(bed_find(bed, 0, "a")->y), 488);
}

static void dashed_numbers_stand_outside(void **state)
{
	page_bed *bed = *state;
	lh_node *cover = bed_section(bed, 20, 1);
	add_lines(bed, cover, "x");
	lh_node *section = bed_section(bed, 20, 1);
	section->u.section.page_number = LH_PAGE_NUMBER_DASHED;
	section->u.section.page_start = 1;
	/* An upright sheet: on one that lies the number stands elsewhere. */
	section->u.section.page_h += section->u.section.page_w;
	section->u.section.margin_bottom += section->u.section.page_w;
	add_lines(bed, section, "ab");
	assert_string_equal(texts(bed), "x|a [— 1 —]|b [— 2 —]");
	/* 3.5 em of 14 pt wide, one character from the edge. */
	assert_int_equal(bed_across(bed_find(bed, 1, "— 1 —")->x), 2000 - 490 - 140);
	assert_int_equal(bed_across(bed_find(bed, 2, "— 2 —")->x), 140);
	assert_string_equal(bed->pages->pages[0].label, "");
	assert_string_equal(bed->pages->pages[2].label, "2");
	/* The dash, 0.38 em above the baseline, is 7 mm below the text area. */
	lh_emu dash = bed_find(bed, 1, "— 1 —")->y - 14 * LH_EMU_PT * 38 / 100;
	assert_int_equal(dash, 11 * PAGE_EM + 7 * LH_EMU_MM);
}

/* The foot of the upright sheet is the left edge of a page that is wider than high. */
static void numbers_of_turned_pages_stand_at_the_foot_of_the_sheet(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 40, 20);
	section->u.section.page_number = LH_PAGE_NUMBER_DASHED;
	section->u.section.page_start = 1;
	add_lines(bed, section, "a");
	assert_true(bed_layout(bed));
	const lh_page *page = &bed->pages->pages[0];
	assert_true(page->turned);
	const lh_item *number = bed_find(bed, 0, "— 1 —");
	assert_int_equal(number->u.text.rotate, -90);
	/* The dash is 7 mm away from the text area, a right-hand page's number lies below. */
	lh_emu dash = number->x + 14 * LH_EMU_PT * 38 / 100;
	assert_int_equal(dash, section->u.section.margin_left - 7 * LH_EMU_MM);
	assert_int_equal(number->y, page->h - section->u.section.margin_bottom - 49 * LH_EMU_PT - 14 * LH_EMU_PT);
}

static void counting_goes_on_over_sections(void **state)
{
	page_bed *bed = *state;
	for (int i = 0; i < 2; i++) {
		lh_node *section = bed_section(bed, 20, 1);
		section->u.section.page_number = LH_PAGE_NUMBER_CENTER;
		section->u.section.page_start = i ? 0 : 8;
		add_lines(bed, section, "ab");
	}
	assert_string_equal(texts(bed), "a [8]|b [9]|a [10]|b [11]");
}

static void page_fields_show_page_and_total(void **state)
{
	page_bed *bed = *state;
	add_lines(bed, bed_section(bed, 20, 1), "x");
	lh_node *section = bed_section(bed, 20, 1);
	section->u.section.page_start = 9;
	add_lines(bed, section, "a");
	lh_node *para = bed_paragraph(bed, section, NULL);
	for (int i = 0; i < 2; i++) {
		lh_node *field = lh_node_new(bed->arena, para, LH_NODE_FIELD, para->loc);
		field->u.run.fmt = para->u.para.fmt.run;
		field->u.run.as.field = i ? LH_FIELD_PAGES : LH_FIELD_PAGE;
		if (!i)
			bed_text(bed, para, "/");
	}
	add_lines(bed, section, "b");
	assert_string_equal(texts(bed), "x|a|10 / 11|b");
}

/* A line that leads to a heading and tells its page. */
static void add_reference(page_bed *bed, lh_node *section, const lh_node *heading)
{
	lh_node *para = bed_paragraph(bed, section, NULL);
	lh_node *field = lh_node_new(bed->arena, para, LH_NODE_FIELD, para->loc);
	field->u.run.fmt = para->u.para.fmt.run;
	field->u.run.as.field = LH_FIELD_PAGE_OF;
	field->u.run.link = heading;
}

static void references_show_pages_that_the_lines_before_have_moved(void **state)
{
	page_bed *bed = *state;
	lh_node *front = bed_section(bed, 20, 2), *main = bed_section(bed, 20, 2);
	main->u.section.page_start = 8;
	lh_node *paras[3];
	for (int i = 0; i < 3; i++) {
		paras[i] = bed_paragraph(bed, main, "h");
		paras[i]->u.para.fmt.outline = 1;
		paras[i]->u.para.fmt.page_break_before = true;
	}
	for (int i = 0; i < 3; i++)
		add_reference(bed, front, paras[i]);
	assert_string_equal(texts(bed), "8 9|10|h|h|h");
	assert_string_equal(bed->pages->bookmarks[2].number, "10");
	assert_ptr_equal(bed->pages->bookmarks[2].para, paras[2]);
	/* In one counting, the page that the third line takes moves all of them. */
	main->u.section.page_start = 0;
	assert_string_equal(texts(bed), "3 4|5|h|h|h");
}

static void draft_mark_lies_behind_and_clear_of_seals(void **state)
{
	page_bed *bed = *state;
	bed->document->u.document.draft = true;
	lh_node *section = bed_section(bed, 60, 60);
	lh_node *para = bed_paragraph(bed, section, NULL);
	para->u.para.fmt.space_before = 29 * PAGE_EM;
	para->u.para.fmt.align = LH_ALIGN_CENTER;
	bed_slot(bed, bed_text(bed, para, "mark"), "SEAL_LEAD", "甲", 14, 14);
	assert_true(bed_layout(bed));
	const lh_page *page = &bed->pages->pages[0];
	assert_int_equal(page->items[0].kind, LH_ITEM_TEXT);
	assert_int_equal(page->items[0].u.text.rotate, 45);
	assert_true(page->items[0].artifact);
	assert_in_range(page->items[0].u.text.grey, 90, 93);
	assert_int_equal(page->items[1].kind, LH_ITEM_DISC);
	/*
	 * From the lower left end of the baseline the mark rises to the right by its width at most.
	 */
	const lh_placed_slot *slot = &bed->pages->slots[0];
	const lh_item *mark = &page->items[0];
	lh_emu reach = mark->u.text.size / 10000 * 3 * 7071;
	bool left = mark->x + reach <= slot->x, right = mark->x >= slot->x + slot->w;
	bool above = mark->y <= slot->y, below = mark->y - reach >= slot->y + slot->h;
	assert_true(left || right || above || below);
}

static void headings_become_bookmarks(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 20, 2);
	add_lines(bed, section, "abc");
	section->last->u.para.fmt.outline = 2;
	assert_true(bed_layout(bed));
	assert_int_equal(bed->pages->n_bookmarks, 1);
	assert_string_equal(bed->pages->bookmarks[0].text, "c");
	assert_int_equal(bed->pages->bookmarks[0].level, 2);
	assert_int_equal(bed->pages->bookmarks[0].page, 1);
	assert_int_equal(bed->pages->bookmarks[0].y, 10 * PAGE_EM);
}

static void line_taller_than_the_page_is_told(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 2);
	add_lines(bed, section, "ab");
	section->first->u.para.fmt.line = 3 * PAGE_EM;
	assert_string_equal(texts(bed), "4005");
}

static void too_many_pages_are_told(void **state)
{
	page_bed *bed = *state;
	bed->ctx->limits.pages = 2;
	add_lines(bed, bed_section(bed, 10, 1), "ab");
	assert_string_equal(texts(bed), "a|b");
	add_lines(bed, bed_section(bed, 10, 1), "c");
	assert_string_equal(texts(bed), "4006");
}

static void dump_is_one_line_an_item(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 2, 10);
	lh_node *para = bed_paragraph(bed, section, "题");
	para->u.para.fmt.outline = 1;
	para->first->u.run.fmt.bold = true;
	assert_true(bed_layout(bed));
	lh_buf out = {0};
	lh_pages_dump(bed->pages, &out);
	assert_string_equal(lh_buf_str(&out), "page 1 77.61 105.83 \"\"\n"
					      "  text 35.28 38.38 10pt bold \"题\"\n"
					      "bookmark 1 page 1 35.28 \"题\"\n");
	lh_buf_free(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_go_on_where_the_page_is_full),
		TEST(sections_begin_pages),
		TEST(page_break_before_begins_a_page),
		TEST(first_line_never_stands_alone_at_the_foot),
		TEST(last_line_never_stands_alone_at_the_head),
		TEST(three_lines_move_together),
		TEST(keep_lines_holds_a_paragraph_together),
		TEST(heading_stays_with_its_text),
		TEST(chain_taller_than_a_page_breaks_at_the_weakest_hold),
		TEST(space_above_is_dropped_where_a_page_fills_up),
		TEST(space_after_and_before_add_up),
		TEST(vertical_center_stands_in_the_middle),
		TEST(dashed_numbers_stand_outside),
		TEST(numbers_of_turned_pages_stand_at_the_foot_of_the_sheet),
		TEST(counting_goes_on_over_sections),
		TEST(page_fields_show_page_and_total),
		TEST(references_show_pages_that_the_lines_before_have_moved),
		TEST(draft_mark_lies_behind_and_clear_of_seals),
		TEST(headings_become_bookmarks),
		TEST(line_taller_than_the_page_is_told),
		TEST(too_many_pages_are_told),
		TEST(dump_is_one_line_an_item),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
