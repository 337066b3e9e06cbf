#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/docx_case.h"
#include "support/zip_part.h"

/* --- tables */

static void columns_are_rounded_so_that_their_sum_stays_exact(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 7);
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	form_cell(f->arena, row, 0, 3, 1, FORM_TEXT, NULL, "x");
	form_cell(f->arena, row, 3, 4, 1, FORM_TEXT, NULL, "y");
	const char *xml = docx_body(f);
	/* 156 mm are 8844.1 twips; 22.29 mm are 1263.4. */
	docx_expect(xml, "<w:tblW w:w=\"8844\" w:type=\"dxa\"/>");
	int sum = 0;
	for (const char *at = xml; (at = strstr(at, "<w:gridCol w:w=\"")); at++)
		sum += atoi(at + strlen("<w:gridCol w:w=\""));
	assert_int_equal(sum, 8844);
	docx_expect(xml, "<w:tcW w:w=\"3790\" w:type=\"dxa\"/><w:gridSpan w:val=\"3\"/>");
	docx_expect(xml, "<w:tcW w:w=\"5054\" w:type=\"dxa\"/><w:gridSpan w:val=\"4\"/>");
}

static void covered_places_of_a_tall_cell_are_filled_with_merged_cells(void **state)
{
	docx_case *f = *state;
	lh_node *group = form_group(f->arena, form_table(f->arena, f->section, 3), 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "a");
	form_cell(f->arena, row, 1, 2, 2, FORM_LABEL, NULL, "tall");
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "b");
	const char *xml = docx_body(f);
	docx_expect(xml, "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>");
	docx_expect(xml,
		    "b</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w=\"5896\" w:type=\"dxa\"/>"
		    "<w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr>"
		    "<w:p><w:pPr><w:pStyle w:val=\"Label\"/></w:pPr></w:p></w:tc></w:tr>");
}

static void a_group_with_a_head_becomes_a_table_that_repeats_it(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT,
		  NULL, "before");
	lh_node *group = form_group(f->arena, table, 1);
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "head");
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "body");
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT,
		  NULL, "after");
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:tbl>"), 3);
	assert_int_equal(docx_count(xml, "<w:tblHeader/>"), 1);
	/* Hidden paragraphs keep them apart; the last one ends the body. */
	assert_int_equal(docx_count(xml, "<w:vanish/>"), 2);
	/* The rule between two parts is drawn in halves, the frame in full. */
	assert_int_equal(docx_count(xml, "<w:top w:val=\"single\" w:sz=\"8\""), 1);
	assert_int_equal(docx_count(xml, "<w:top w:val=\"single\" w:sz=\"2\""), 2);
	assert_int_equal(docx_count(xml, "<w:bottom w:val=\"single\" w:sz=\"2\""), 2);
	assert_int_equal(docx_count(xml, "<w:bottom w:val=\"single\" w:sz=\"8\""), 1);
}

static void groups_without_heads_stay_one_table(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	for (int i = 0; i < 3; i++)
		form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1,
			  FORM_TEXT, NULL, "x");
	assert_int_equal(docx_count(docx_body(f), "<w:tbl>"), 1);
}

static void rows_stay_whole_unless_they_may_split(void **state)
{
	docx_case *f = *state;
	lh_node *group = form_group(f->arena, form_table(f->arena, f->section, 1), 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "whole");
	row = form_row(f->arena, group);
	row->u.row.can_split = true;
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "split");
	row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "goes on")->u.cell.overflow =
		LH_OVERFLOW_CONTINUE;
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:cantSplit/>"), 1);
	assert_int_equal(docx_count(xml, "<w:trHeight w:val=\"454\" w:hRule=\"atLeast\"/>"), 3);
}

static void rows_that_belong_together_keep_their_paragraphs_with_the_next(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	lh_node *group = form_group(f->arena, table, 0);
	group->u.rowgroup.keep_next = true;
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "heading");
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT,
		  NULL, "text");
	assert_int_equal(docx_count(docx_body(f), "<w:keepNext/>"), 1);
}

static void a_title_joins_the_table_of_the_head_behind_it_and_repeats(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	lh_node *group = form_group(f->arena, table, 0);
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "before");
	lh_node *row = form_row(f->arena, group);
	row->u.row.keep_next = true;
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "title");
	group = form_group(f->arena, table, 1);
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "head");
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "first row");
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:tbl>"), 2);
	assert_int_equal(docx_count(xml, "<w:tblHeader/>"), 2);
	assert_int_equal(docx_count(xml, "<w:keepNext/>"), 2);
	const char *second = strstr(strstr(xml, "<w:tbl>") + 1, "<w:tbl>");
	docx_expect(second, "title");
}

static void a_title_that_a_cell_from_above_reaches_into_stays_where_it_is(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 2);
	lh_node *group = form_group(f->arena, table, 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 2, FORM_TEXT, NULL, "tall");
	form_cell(f->arena, row, 1, 1, 1, FORM_TEXT, NULL, "a");
	row = form_row(f->arena, group);
	row->u.row.keep_next = true;
	form_cell(f->arena, row, 1, 1, 1, FORM_TEXT, NULL, "title");
	group = form_group(f->arena, table, 1);
	form_cell(f->arena, form_row(f->arena, group), 0, 2, 1, FORM_TEXT, NULL, "head");
	form_cell(f->arena, form_row(f->arena, group), 0, 2, 1, FORM_TEXT, NULL, "body");
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:tblHeader/>"), 1);
	/* The hidden paragraph hands the title on to the next table. */
	docx_expect(xml, "</w:tbl><w:p><w:pPr><w:keepNext/>");
}

static void a_rule_left_out_by_one_cell_is_left_out_by_its_neighbour(void **state)
{
	docx_case *f = *state;
	lh_node *group = form_group(f->arena, form_table(f->arena, f->section, 2), 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "a")->u.cell.no_right = true;
	form_cell(f->arena, row, 1, 1, 1, FORM_TEXT, NULL, "b");
	const char *xml = docx_body(f);
	docx_expect(xml, "<w:tcBorders><w:right w:val=\"nil\"/></w:tcBorders>");
	docx_expect(xml, "<w:tcBorders><w:left w:val=\"nil\"/></w:tcBorders>");
}

static void a_field_of_a_cover_has_a_rule_below_only(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 2);
	table->u.table.border = table->u.table.border_outer = 0;
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	form_cell(f->arena, row, 0, 1, 1, FORM_COVER, NULL, "名称：");
	form_cell(f->arena, row, 1, 1, 1, FORM_COVER, NULL, "x")->u.cell.rule_bottom = true;
	const char *xml = docx_body(f);
	docx_refuse(xml, "<w:tblBorders>");
	assert_int_equal(docx_count(xml, "<w:tcBorders>"), 1);
	docx_expect(xml, "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\"");
}

/* --- sections */

static void each_section_brings_its_paper_and_the_last_ends_the_body(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_TITLE), NULL, "封面");
	f->section->u.section.vertical_center = true;
	lh_node *wide = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 1);
	wide->u.section.page_w = 297 * LH_EMU_MM;
	wide->u.section.page_h = 210 * LH_EMU_MM;
	form_text(f->arena, form_para(f->arena, wide, FORM_BODY), NULL, "表");
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:sectPr>"), 2);
	docx_expect(xml,
		    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" "
		    "w:bottom=\"1984\" w:left=\"1587\"");
	docx_expect(xml, "<w:vAlign w:val=\"center\"/></w:sectPr></w:pPr>");
	docx_expect(xml, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>");
	docx_expect(xml,
		    "<w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/></w:sectPr></w:body>");
	/* The cover's footer is empty, not absent: an absent one would be that of the section before. */
	docx_expect(xml, "<w:footerReference w:type=\"default\" r:id=\"rIdFootNone\"/>");
	docx_expect(docx_part(f, "word/footer-center.xml"), " PAGE ");
	docx_refuse(docx_part(f, "word/footer-none.xml"), "PAGE");
}

static void dashed_page_numbers_stand_on_the_outer_side(void **state)
{
	docx_case *f = *state;
	f->section->u.section.page_number = LH_PAGE_NUMBER_DASHED;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	const char *xml = docx_body(f);
	docx_expect(xml, "<w:footerReference w:type=\"default\" r:id=\"rIdFootOdd\"/>"
			 "<w:footerReference w:type=\"even\" r:id=\"rIdFootEven\"/>");
	docx_expect(docx_part(f, "word/settings.xml"), "<w:evenAndOddHeaders/>");
	const char *odd = docx_part(f, "word/footer-odd.xml");
	docx_expect(odd, "<w:jc w:val=\"right\"/>");
	docx_expect(odd, "w:right=\"280\"");
	docx_expect(odd, "— </w:t>");
	docx_expect(docx_part(f, "word/footer-even.xml"), "<w:jc w:val=\"left\"/>");
}

static void a_section_that_ends_with_a_table_ends_with_a_paragraph_all_the_same(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT,
		  NULL, "x");
	const char *xml = docx_body(f);
	docx_expect(
		xml,
		"</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
		"w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr></w:p><w:sectPr>");
}

static void page_fields_show_what_the_layout_computed(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_BODY);
	lh_node *page = form_run(f->arena, para, LH_NODE_FIELD);
	page->u.run.as.field = LH_FIELD_PAGE;
	lh_node *pages = form_run(f->arena, para, LH_NODE_FIELD);
	pages->u.run.as.field = LH_FIELD_PAGES;
	const lh_item first[] = {{.kind = LH_ITEM_TEXT, .para = para, .run = page}};
	const lh_item last[] = {{.kind = LH_ITEM_TEXT, .para = para, .run = NULL}};
	const lh_page laid[] = {{.label = "3", .items = first, .n_items = 1},
				{.label = "14", .items = last, .n_items = 1}};
	const lh_pages result = {.document = f->document, .pages = laid, .n_pages = 2};
	docx_write_with(f, &(lh_emit_options){.pages = &result});
	const char *xml = docx_part(f, "word/document.xml");
	docx_expect(
		xml,
		" PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t>");
	docx_expect(
		xml,
		" PAGEREF _last_page_1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		"<w:r><w:t>14</w:t>");
	docx_expect(xml, "w:name=\"_last_page_1\"/>");
}

static void a_total_is_that_of_the_counting_not_of_the_document(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_TITLE), NULL, "封面");
	lh_node *first = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 1);
	lh_node *run = form_run(f->arena, form_para(f->arena, first, FORM_BODY), LH_NODE_FIELD);
	run->u.run.as.field = LH_FIELD_PAGES;
	lh_node *goes_on = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 0);
	form_text(f->arena, form_para(f->arena, goes_on, FORM_BODY), NULL, "附表");
	lh_node *other = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 1);
	form_text(f->arena, form_para(f->arena, other, FORM_BODY), NULL, "附件");
	const char *xml = docx_body(f);
	docx_expect(xml, " PAGEREF _last_page_3 ");
	docx_expect(xml, "附表</w:t></w:r><w:bookmarkStart w:id=\"2\" w:name=\"_last_page_3\"/>");
	docx_refuse(xml, "_last_page_2");
}

/* --- places for seals */

static lh_node *mark(docx_case *f, const char *id)
{
	lh_slot *slot = LH_NEW(f->arena, lh_slot);
	*slot = (lh_slot){.kind = LH_SLOT_SEAL,
			  .id = id,
			  .who = "lead",
			  .name = "某某公司",
			  .diameter = 45 * LH_EMU_MM,
			  .free_w = 50 * LH_EMU_MM,
			  .free_h = 50 * LH_EMU_MM};
	lh_node *run = form_text(f->arena, docx_only_para(f, FORM_TEXT), NULL, "（盖章）");
	run->u.run.as.text.slot = slot;
	return run;
}

static void a_seal_place_is_bookmarked_around_its_printed_mark(void **state)
{
	docx_case *f = *state;
	mark(f, "SEAL_LEAD");
	const char *xml = docx_body(f);
	docx_expect(xml, "<w:bookmarkStart w:id=\"1\" w:name=\"SEAL_LEAD\"/><w:r>");
	docx_expect(xml, "（盖章）</w:t></w:r><w:bookmarkEnd w:id=\"1\"/>");
	docx_refuse(xml, "<w:drawing>");
}

static void drafts_show_the_seal_in_true_size_behind_the_text(void **state)
{
	docx_case *f = *state;
	f->document->u.document.draft = true;
	mark(f, "SEAL_LEAD")->parent->u.para.fmt.align = LH_ALIGN_CENTER;
	const char *xml = docx_body(f);
	docx_expect(xml, "behindDoc=\"1\"");
	docx_expect(xml, "<wp:extent cx=\"1620000\" cy=\"1620000\"/>");
	docx_expect(xml, "prst=\"ellipse\"");
	/* Its centre is that of the mark: four characters of 10.5 pt. */
	docx_expect(
		xml,
		"<wp:positionH relativeFrom=\"character\"><wp:posOffset>-543300</wp:posOffset>");
}

/* A cell of 60 mm with a line of text and the mark of a seal below it. */
static lh_node *opinion(docx_case *f, lh_slot *slot)
{
	*slot = (lh_slot){.kind = LH_SLOT_SEAL,
			  .id = "S",
			  .who = "lead",
			  .name = "",
			  .diameter = 45 * LH_EMU_MM,
			  .free_w = 50 * LH_EMU_MM,
			  .free_h = 50 * LH_EMU_MM};
	lh_node *table = form_table(f->arena, f->section, 1);
	table->u.table.pad_y = LH_EMU_PT; /* as thick as the frame */
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	row->u.row.min_height = 60 * LH_EMU_MM;
	lh_node *cell = form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "同意");
	cell->u.cell.valign = LH_VALIGN_BOTTOM;
	lh_node *para = form_para(f->arena, cell, FORM_TEXT);
	form_text(f->arena, para, NULL, "（盖章）")->u.run.as.text.slot = slot;
	return table;
}

static void a_free_box_between_rules_has_its_room_above_and_below(void **state)
{
	docx_case *f = *state;
	lh_slot slot;
	opinion(f, &slot);
	const char *xml = docx_body(f);
	/* 25 mm are 1417 twips; the middle of the mark is 1.5 lines of 273 down, half a line up. */
	docx_expect(xml, "<w:spacing w:before=\"1008\" w:after=\"0\" w:line=\"273\"");
	docx_expect(xml, "<w:spacing w:before=\"0\" w:after=\"1281\" w:line=\"273\"");
	docx_expect(xml, "<w:vAlign w:val=\"bottom\"/>");
}

static void a_free_box_without_rules_around_may_reach_beyond_its_row(void **state)
{
	docx_case *f = *state;
	lh_slot slot;
	lh_node *table = opinion(f, &slot);
	table->u.table.border = 0;
	table->first->first->u.row.min_height = 49 * LH_EMU_MM;
	docx_refuse(docx_body(f), "w:line=\"273\"");
}

static void drafts_put_room_above_in_place_of_vertical_alignment_beside_a_shape(void **state)
{
	docx_case *f = *state;
	f->document->u.document.draft = true;
	lh_slot slot;
	opinion(f, &slot);
	const char *xml = docx_body(f);
	docx_refuse(xml, "<w:vAlign");
	/* 60 mm are 3402 twips; less padding, the room of the box and two lines 527 are to spare. */
	docx_expect(xml, "<w:spacing w:before=\"1535\" w:after=\"0\" w:line=\"273\"");
	docx_expect(xml, "<w:spacing w:before=\"0\" w:after=\"1281\" w:line=\"273\"");
}

static void a_seal_in_a_table_without_rules_floats_in_front_of_it(void **state)
{
	docx_case *f = *state;
	f->document->u.document.draft = true;
	lh_slot slot;
	lh_node *table = opinion(f, &slot);
	table->u.table.border = 0;
	table->u.table.pad_x = 0;
	table->first->first->u.row.min_height = 49 * LH_EMU_MM;
	table->first->first->first->last->u.para.fmt.align = LH_ALIGN_CENTER;
	const char *xml = docx_body(f);
	const char *drawing = strstr(xml, "<w:drawing>");
	assert_non_null(drawing);
	assert_true(drawing < strstr(xml, "<w:tbl>"));
	assert_int_equal(docx_count(xml, "<w:drawing>"), 1);
	docx_expect(xml, "<w:vAlign w:val=\"bottom\"/>");
	/* The middle of 156 mm and of the last line of a row of 49 mm, less half of 45 mm. */
	docx_expect(xml, "relativeFrom=\"column\"><wp:posOffset>1998000</wp:posOffset>");
	docx_expect(xml, "relativeFrom=\"paragraph\"><wp:posOffset>867323</wp:posOffset>");
}

static void a_row_as_high_as_the_box_keeps_its_seal_without_rules(void **state)
{
	docx_case *f = *state;
	f->document->u.document.draft = true;
	lh_slot slot;
	opinion(f, &slot)->u.table.border = 0;
	const char *xml = docx_body(f);
	assert_true(strstr(xml, "<w:drawing>") > strstr(xml, "<w:tc>"));
	assert_int_equal(docx_count(xml, "<w:drawing>"), 1);
}

static void a_seal_at_the_edge_slides_in_by_a_quarter_of_its_box(void **state)
{
	docx_case *f = *state;
	f->document->u.document.draft = true;
	mark(f, "SEAL_LEAD");
	docx_expect(docx_body(f), "relativeFrom=\"character\"><wp:posOffset>-93300</wp:posOffset>");
}

static void what_is_written_by_hand_has_no_shape(void **state)
{
	docx_case *f = *state;
	f->document->u.document.draft = true;
	lh_node *run = mark(f, "SIGN_LEAD");
	lh_slot *slot = lh_arena_memdup(f->arena, run->u.run.as.text.slot, sizeof *slot);
	slot->kind = LH_SLOT_SIGNATURE;
	run->u.run.as.text.slot = slot;
	const char *xml = docx_body(f);
	docx_expect(xml, "w:name=\"SIGN_LEAD\"/>");
	docx_refuse(xml, "<w:drawing>");
}

static void names_of_bookmarks_are_such_as_word_accepts(void **state)
{
	docx_case *f = *state;
	mark(f, "1_SEAL");
	mark(f, "SEAL_OF_A_MEMBER_WHOSE_TEMPLATE_LIKES_LONG_NAMES");
	const char *xml = docx_body(f);
	docx_expect(xml, "w:name=\"S1_SEAL\"/>");
	docx_expect(xml, "w:name=\"SEAL_OF_A_MEMBER_WHOSE__");
	const char *name = strstr(xml, "SEAL_OF_A");
	assert_int_equal(strcspn(name, "\""), 40);
}

static void drafts_carry_their_mark_and_finals_do_not(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	docx_write_with(f, NULL);
	assert_false(zip_part(&f->file, "word/header-draft.xml", &f->part));
	f->document->u.document.draft = true;
	docx_write_with(f, NULL);
	docx_expect(docx_part(f, "word/header-draft.xml"), "string=\"草 稿\"");
	docx_expect(docx_part(f, "word/header-draft.xml"), "fillcolor=\"#dedede\" stroked=\"f\"");
	docx_expect(docx_part(f, "word/document.xml"),
		    "<w:headerReference w:type=\"default\" r:id=\"rIdDraft\"/>");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, docx_set_up, docx_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(columns_are_rounded_so_that_their_sum_stays_exact),
		TEST(covered_places_of_a_tall_cell_are_filled_with_merged_cells),
		TEST(a_group_with_a_head_becomes_a_table_that_repeats_it),
		TEST(groups_without_heads_stay_one_table),
		TEST(rows_stay_whole_unless_they_may_split),
		TEST(rows_that_belong_together_keep_their_paragraphs_with_the_next),
		TEST(a_title_joins_the_table_of_the_head_behind_it_and_repeats),
		TEST(a_title_that_a_cell_from_above_reaches_into_stays_where_it_is),
		TEST(a_rule_left_out_by_one_cell_is_left_out_by_its_neighbour),
		TEST(a_field_of_a_cover_has_a_rule_below_only),
		TEST(each_section_brings_its_paper_and_the_last_ends_the_body),
		TEST(dashed_page_numbers_stand_on_the_outer_side),
		TEST(a_section_that_ends_with_a_table_ends_with_a_paragraph_all_the_same),
		TEST(page_fields_show_what_the_layout_computed),
		TEST(a_total_is_that_of_the_counting_not_of_the_document),
		TEST(a_seal_place_is_bookmarked_around_its_printed_mark),
		TEST(drafts_show_the_seal_in_true_size_behind_the_text),
		TEST(a_free_box_between_rules_has_its_room_above_and_below),
		TEST(a_free_box_without_rules_around_may_reach_beyond_its_row),
		TEST(drafts_put_room_above_in_place_of_vertical_alignment_beside_a_shape),
		TEST(a_seal_in_a_table_without_rules_floats_in_front_of_it),
		TEST(a_row_as_high_as_the_box_keeps_its_seal_without_rules),
		TEST(a_seal_at_the_edge_slides_in_by_a_quarter_of_its_box),
		TEST(what_is_written_by_hand_has_no_shape),
		TEST(names_of_bookmarks_are_such_as_word_accepts),
		TEST(drafts_carry_their_mark_and_finals_do_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
