#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "emit/docx.h"
#include "support/form_sample.h"
#include "support/zip_part.h"
#include "util/ctx.h"
#include "util/file.h"

static const lh_docx_fonts fonts = {
	.name = {"宋体", "仿宋", "黑体", "楷体", "方正小标宋简体"},
	.alt = {"SimSun", "FangSong", "SimHei", "KaiTi", "华文中宋"},
	.latin = "Times New Roman",
	.rare = "SimSun-ExtB",
	.rare_alt = "宋体",
};

typedef struct fixture {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_node *document;
	lh_node *section;
	lh_buf file;
	lh_buf part;
} fixture;

static int set_up(void **state)
{
	fixture *f = calloc(1, sizeof *f);
	f->ctx = lh_ctx_new();
	f->arena = lh_arena_new();
	f->document = form_document(f->arena, /*draft*/ false);
	f->section = form_section(f->arena, f->document, LH_PAGE_NUMBER_NONE, 0);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	fixture *f = *state;
	lh_buf_free(&f->part);
	lh_buf_free(&f->file);
	lh_arena_free(f->arena);
	lh_ctx_free(f->ctx);
	free(f);
	return 0;
}

static void write_with(fixture *f, const lh_emit_options *options)
{
	assert_true(lh_doc_check(f->ctx, f->document));
	assert_true(lh_docx_write(f->ctx, f->document, &fonts, options, &f->file));
	assert_int_equal(lh_diag_count(f->ctx), 0);
}

static const char *part(fixture *f, const char *name)
{
	assert_true(zip_part(&f->file, name, &f->part));
	return lh_buf_str(&f->part);
}

/* word/document.xml of the fixture's tree. */
static const char *body(fixture *f)
{
	write_with(f, NULL);
	return part(f, "word/document.xml");
}

static void expect(const char *xml, const char *piece)
{
	if (!strstr(xml, piece))
		fail_msg("missing: %s\nin: %s", piece, xml);
}

static void refuse(const char *xml, const char *piece)
{
	if (strstr(xml, piece))
		fail_msg("not expected: %s\nin: %s", piece, xml);
}

static int count(const char *xml, const char *piece)
{
	int n = 0;
	for (const char *at = xml; (at = strstr(at, piece)); at += strlen(piece))
		n++;
	return n;
}

static lh_node *only_para(fixture *f, form_style style)
{
	return form_para(f->arena, f->section, style);
}

/* Characters of all w:t, paragraphs ended by newlines: what lh_node_text gives for the tree. */
static void characters(const char *xml, lh_buf *out)
{
	for (const char *at = xml; *at;) {
		if (strncmp(at, "</w:p>", 6) == 0)
			lh_buf_putc(out, '\n');
		bool text = strncmp(at, "<w:t>", 5) == 0 || strncmp(at, "<w:t ", 5) == 0;
		if (!text) {
			at++;
			continue;
		}
		at = strchr(at, '>') + 1;
		const char *end = strstr(at, "</w:t>");
		lh_buf_put(out, at, (size_t)(end - at));
		at = end;
	}
}

/* --- runs */

static void chinese_runs_say_so_and_plain_latin_ones_do_not(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT);
	form_text(f->arena, para, NULL, "“联合体”");
	form_text(f->arena, para, NULL, "R&D 2026");
	const char *xml = body(f);
	expect(xml, "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“联合体”</w:t></w:r>");
	expect(xml, "<w:r><w:t>R&amp;D 2026</w:t></w:r>");
}

static void another_role_names_all_four_fonts(void **state)
{
	fixture *f = *state;
	lh_node *run = form_text(f->arena, only_para(f, FORM_TEXT), NULL, "标题");
	run->u.run.fmt.role = LH_ROLE_HEI;
	expect(body(f), "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
			"w:eastAsia=\"黑体\" w:cs=\"Times New Roman\"/>");
}

static void characters_beyond_the_bmp_get_a_run_in_the_rare_font(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_TEXT), NULL, "张𬭎䶮");
	const char *xml = body(f);
	expect(xml, "w:eastAsia=\"SimSun-ExtB\" w:cs=\"SimSun-ExtB\"/></w:rPr><w:t>𬭎</w:t></w:r>");
	expect(xml, "<w:t>张</w:t>");
	expect(xml, "<w:t>䶮</w:t>");
}

static void blanks_at_the_ends_of_a_run_are_kept(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_TEXT), NULL, "共 ");
	expect(body(f), "<w:t xml:space=\"preserve\">共 </w:t>");
}

static void formats_are_written_only_where_they_differ_from_the_style(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT);
	lh_node *run = form_text(f->arena, para, NULL, "x");
	run->u.run.fmt.bold = true;
	run->u.run.fmt.underline = true;
	run->u.run.fmt.grey = true;
	run->u.run.fmt.size = 9 * LH_EMU_PT;
	form_text(f->arena, para, NULL, "y");
	const char *xml = body(f);
	expect(xml, "<w:r><w:rPr><w:b/><w:color w:val=\"808080\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
		    "<w:u w:val=\"single\"/></w:rPr><w:t>x</w:t></w:r>");
	expect(xml, "<w:r><w:t>y</w:t></w:r>");
}

static void a_spread_label_is_fitted_and_spaced_but_for_its_last_character(void **state)
{
	fixture *f = *state;
	lh_node *run = form_text(f->arena, only_para(f, FORM_COVER), NULL, "联系人");
	run->u.run.as.text.fit_width = 64 * LH_EMU_PT; /* three characters of 16 pt in the room of four */
	const char *xml = body(f);
	expect(xml, "<w:spacing w:val=\"160\"/><w:fitText w:val=\"1280\" w:id=\"1\"/></w:rPr><w:t>联系</w:t>");
	expect(xml, "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:fitText w:val=\"1280\" w:id=\"1\"/></w:rPr><w:t>人</w:t>");
}

static void a_blank_is_underlined_space_of_its_width(void **state)
{
	fixture *f = *state;
	lh_node *run = form_run(f->arena, only_para(f, FORM_COVER), LH_NODE_BLANK);
	run->u.run.as.blank_width = 40 * LH_EMU_PT; /* 2.5 em of 16 pt */
	expect(body(f), "<w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">\u3000\u3000\u00a0\u00a0</w:t>");
}

static void what_is_left_of_a_blank_is_spread_over_its_characters(void **state)
{
	fixture *f = *state;
	lh_node *run = form_run(f->arena, only_para(f, FORM_COVER), LH_NODE_BLANK);
	run->u.run.as.blank_width = 34 * LH_EMU_PT; /* two em and 2 pt, less than a quarter */
	expect(body(f), "<w:spacing w:val=\"20\"/><w:u w:val=\"single\"/></w:rPr>"
			"<w:t xml:space=\"preserve\">\u3000\u3000</w:t>");
}

static void a_box_with_a_path_can_be_ticked(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT);
	lh_node *run = form_run(f->arena, para, LH_NODE_CHECK);
	run->u.run.as.checked = true;
	run->u.run.origin.path = "consortium.new";
	form_run(f->arena, para, LH_NODE_CHECK);
	const char *xml = body(f);
	expect(xml, "<w14:checkbox><w14:checked w14:val=\"1\"/>");
	expect(xml, "<w:t>☑</w:t>");
	expect(xml, "<w:t>☐</w:t>");
	assert_int_equal(count(xml, "<w:sdt>"), 1);
}

static void a_break_ends_the_line_inside_the_paragraph(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_LABEL);
	form_text(f->arena, para, NULL, "首席");
	form_run(f->arena, para, LH_NODE_BREAK);
	form_text(f->arena, para, NULL, "专家");
	const char *xml = body(f);
	expect(xml, "首席</w:t></w:r><w:r><w:br/></w:r><w:r>");
	assert_int_equal(count(xml, "<w:p>"), 1);
}

/* --- content controls */

static void a_value_stands_in_a_control_tagged_with_its_path(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT);
	form_text(f->arena, para, NULL, "电话：");
	form_text(f->arena, para, "units[3].contact.phone", "0991");
	expect(body(f), "电话：</w:t></w:r><w:sdt><w:sdtPr><w:alias w:val=\"phone\"/>"
			"<w:tag w:val=\"units[3].contact.phone\"/><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>"
			"<w:r><w:t>0991</w:t></w:r></w:sdtContent></w:sdt></w:p>");
}

static void neighbouring_runs_of_one_value_share_a_control(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT);
	form_text(f->arena, para, "a.b", "一");
	form_text(f->arena, para, "a.b", "二");
	form_text(f->arena, para, "a.c", "三");
	const char *xml = body(f);
	assert_int_equal(count(xml, "<w:sdt>"), 2);
	assert_int_equal(count(xml, "</w:sdt>"), 2);
}

static void an_empty_value_keeps_an_empty_control(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_TEXT), "units[0].address", "");
	const char *xml = body(f);
	expect(xml, "<w:sdtContent><w:r></w:r></w:sdtContent>");
	refuse(xml, "<w:t>");
}

static void a_path_too_long_for_word_becomes_a_short_stable_tag(void **state)
{
	fixture *f = *state;
	static const char path[] = "jurisdictions.xinjiang.platforms[12].supporting_unit.contact.telephone";
	lh_node *para = only_para(f, FORM_TEXT);
	form_text(f->arena, para, path, "x");
	const char *xml = body(f);
	const char *tag = strstr(xml, "<w:tag w:val=\"") + strlen("<w:tag w:val=\"");
	assert_int_equal(strcspn(tag, "\""), 64);
	assert_memory_equal(tag, path, 47);
	assert_int_equal(tag[47], '~');
	/* FNV-1a of the path: whoever reads the file back computes the same. */
	assert_memory_equal(tag + 48, "7eff9c26eccd0262", 16);
}

static void ids_are_unique_and_the_same_every_time(void **state)
{
	fixture *f = *state;
	lh_arena *arena = f->arena;
	f->document = form_sample(arena, 8, /*draft*/ true);
	write_with(f, NULL);
	lh_buf again = {0};
	assert_true(lh_docx_write(f->ctx, form_sample(arena, 8, true), &fonts, NULL, &again));
	assert_int_equal(f->file.length, again.length);
	assert_memory_equal(f->file.bytes, again.bytes, again.length);
	lh_buf_free(&again);

	const char *xml = part(f, "word/document.xml");
	bool seen[2000] = {false};
	for (const char *at = xml; (at = strstr(at, "<w:id w:val=\"")); at++) {
		long id = strtol(at + strlen("<w:id w:val=\""), NULL, 10);
		assert_in_range(id, 1, 1999);
		assert_false(seen[id]);
		seen[id] = true;
	}
}

/* --- paragraphs */

static void line_pitch_is_the_exact_one_of_the_layout(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT); /* 10.5 pt × 1.3 = 13.65 pt */
	para->u.para.fmt.line = 200;
	form_text(f->arena, para, NULL, "x");
	const char *xml = body(f);
	expect(xml, "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"546\" w:lineRule=\"exact\"/>");
	expect(part(f, "word/styles.xml"), "w:line=\"273\" w:lineRule=\"exact\"");
}

static void larger_type_in_a_line_widens_its_pitch(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_TEXT);
	form_text(f->arena, para, NULL, "x")->u.run.fmt.size = 20 * LH_EMU_PT;
	expect(body(f), "w:line=\"520\" w:lineRule=\"exact\"");
}

static void indents_are_given_in_characters_too(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_COVER);
	para->u.para.fmt.indent_first = 200;
	para->u.para.fmt.indent_right = 400;
	form_text(f->arena, para, NULL, "x");
	expect(body(f), "<w:ind w:left=\"0\" w:right=\"1280\" w:firstLineChars=\"200\" w:firstLine=\"640\"/>");
}

static void a_paragraph_like_its_style_says_nothing_else(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	expect(body(f), "<w:p><w:pPr><w:pStyle w:val=\"Body\"/></w:pPr><w:r>");
}

static void flags_of_a_style_can_be_taken_back(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_HEADING);
	para->u.para.fmt.keep_next = false;
	para->u.para.fmt.outline = 0;
	para->u.para.fmt.page_break_before = true;
	para->u.para.fmt.align = LH_ALIGN_SPREAD;
	form_text(f->arena, para, NULL, "x");
	expect(body(f), "<w:pStyle w:val=\"Heading\"/><w:keepNext w:val=\"0\"/><w:pageBreakBefore/>"
			"<w:jc w:val=\"distribute\"/><w:outlineLvl w:val=\"9\"/>");
}

static void styles_bear_their_chinese_names_and_rules_of_chinese_lines(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	write_with(f, NULL);
	const char *xml = part(f, "word/styles.xml");
	expect(xml, "w:styleId=\"Body\"><w:name w:val=\"表内正文\"/>");
	expect(xml, "<w:kinsoku/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE/><w:autoSpaceDN/>");
	expect(xml, "<w:snapToGrid w:val=\"0\"/>");
	expect(xml, "<w:outlineLvl w:val=\"0\"/>");
	assert_int_equal(count(xml, "w:default=\"1\" w:styleId=\"Normal\""), 1);
}

/* --- tables */

static void columns_are_rounded_so_that_their_sum_stays_exact(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 7);
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	form_cell(f->arena, row, 0, 3, 1, FORM_TEXT, NULL, "x");
	form_cell(f->arena, row, 3, 4, 1, FORM_TEXT, NULL, "y");
	const char *xml = body(f);
	/* 156 mm are 8844.1 twips; 22.29 mm are 1263.4. */
	expect(xml, "<w:tblW w:w=\"8844\" w:type=\"dxa\"/>");
	int sum = 0;
	for (const char *at = xml; (at = strstr(at, "<w:gridCol w:w=\"")); at++)
		sum += atoi(at + strlen("<w:gridCol w:w=\""));
	assert_int_equal(sum, 8844);
	expect(xml, "<w:tcW w:w=\"3790\" w:type=\"dxa\"/><w:gridSpan w:val=\"3\"/>");
	expect(xml, "<w:tcW w:w=\"5054\" w:type=\"dxa\"/><w:gridSpan w:val=\"4\"/>");
}

static void covered_places_of_a_tall_cell_are_filled_with_merged_cells(void **state)
{
	fixture *f = *state;
	lh_node *group = form_group(f->arena, form_table(f->arena, f->section, 3), 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "a");
	form_cell(f->arena, row, 1, 2, 2, FORM_LABEL, NULL, "tall");
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "b");
	const char *xml = body(f);
	expect(xml, "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>");
	expect(xml, "b</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w=\"5896\" w:type=\"dxa\"/>"
		    "<w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr>"
		    "<w:p><w:pPr><w:pStyle w:val=\"Label\"/></w:pPr></w:p></w:tc></w:tr>");
}

static void a_group_with_a_head_becomes_a_table_that_repeats_it(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT, NULL, "before");
	lh_node *group = form_group(f->arena, table, 1);
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "head");
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "body");
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT, NULL, "after");
	const char *xml = body(f);
	assert_int_equal(count(xml, "<w:tbl>"), 3);
	assert_int_equal(count(xml, "<w:tblHeader/>"), 1);
	/* Hidden paragraphs keep them apart; the last one ends the body. */
	assert_int_equal(count(xml, "<w:vanish/>"), 2);
	/* The rule between two parts is drawn in halves, the frame in full. */
	assert_int_equal(count(xml, "<w:top w:val=\"single\" w:sz=\"8\""), 1);
	assert_int_equal(count(xml, "<w:top w:val=\"single\" w:sz=\"2\""), 2);
	assert_int_equal(count(xml, "<w:bottom w:val=\"single\" w:sz=\"2\""), 2);
	assert_int_equal(count(xml, "<w:bottom w:val=\"single\" w:sz=\"8\""), 1);
}

static void groups_without_heads_stay_one_table(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	for (int i = 0; i < 3; i++)
		form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT, NULL, "x");
	assert_int_equal(count(body(f), "<w:tbl>"), 1);
}

static void rows_stay_whole_unless_they_may_split(void **state)
{
	fixture *f = *state;
	lh_node *group = form_group(f->arena, form_table(f->arena, f->section, 1), 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "whole");
	row = form_row(f->arena, group);
	row->u.row.can_split = true;
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "split");
	row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "goes on")->u.cell.overflow = LH_OVERFLOW_CONTINUE;
	const char *xml = body(f);
	assert_int_equal(count(xml, "<w:cantSplit/>"), 1);
	assert_int_equal(count(xml, "<w:trHeight w:val=\"454\" w:hRule=\"atLeast\"/>"), 3);
}

static void rows_that_belong_together_keep_their_paragraphs_with_the_next(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	lh_node *group = form_group(f->arena, table, 0);
	group->u.rowgroup.keep_next = true;
	form_cell(f->arena, form_row(f->arena, group), 0, 1, 1, FORM_TEXT, NULL, "heading");
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT, NULL, "text");
	assert_int_equal(count(body(f), "<w:keepNext/>"), 1);
}

static void a_rule_left_out_by_one_cell_is_left_out_by_its_neighbour(void **state)
{
	fixture *f = *state;
	lh_node *group = form_group(f->arena, form_table(f->arena, f->section, 2), 0);
	lh_node *row = form_row(f->arena, group);
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "a")->u.cell.no_right = true;
	form_cell(f->arena, row, 1, 1, 1, FORM_TEXT, NULL, "b");
	const char *xml = body(f);
	expect(xml, "<w:tcBorders><w:right w:val=\"nil\"/></w:tcBorders>");
	expect(xml, "<w:tcBorders><w:left w:val=\"nil\"/></w:tcBorders>");
}

static void a_field_of_a_cover_has_a_rule_below_only(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 2);
	table->u.table.border = table->u.table.border_outer = 0;
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	form_cell(f->arena, row, 0, 1, 1, FORM_COVER, NULL, "名称：");
	form_cell(f->arena, row, 1, 1, 1, FORM_COVER, NULL, "x")->u.cell.rule_bottom = true;
	const char *xml = body(f);
	refuse(xml, "<w:tblBorders>");
	assert_int_equal(count(xml, "<w:tcBorders>"), 1);
	expect(xml, "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\"");
}

/* --- sections */

static void each_section_brings_its_paper_and_the_last_ends_the_body(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_TITLE), NULL, "封面");
	f->section->u.section.vertical_center = true;
	lh_node *wide = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 1);
	wide->u.section.page_w = 297 * LH_EMU_MM;
	wide->u.section.page_h = 210 * LH_EMU_MM;
	form_text(f->arena, form_para(f->arena, wide, FORM_BODY), NULL, "表");
	const char *xml = body(f);
	assert_int_equal(count(xml, "<w:sectPr>"), 2);
	expect(xml, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" "
		    "w:bottom=\"1984\" w:left=\"1587\"");
	expect(xml, "<w:vAlign w:val=\"center\"/></w:sectPr></w:pPr>");
	expect(xml, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>");
	expect(xml, "<w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/></w:sectPr></w:body>");
	/* The cover's footer is empty, not absent: an absent one would be that of the section before. */
	expect(xml, "<w:footerReference w:type=\"default\" r:id=\"rIdFootNone\"/>");
	expect(part(f, "word/footer-center.xml"), " PAGE ");
	refuse(part(f, "word/footer-none.xml"), "PAGE");
}

static void dashed_page_numbers_stand_on_the_outer_side(void **state)
{
	fixture *f = *state;
	f->section->u.section.page_number = LH_PAGE_NUMBER_DASHED;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	const char *xml = body(f);
	expect(xml, "<w:footerReference w:type=\"default\" r:id=\"rIdFootOdd\"/>"
		    "<w:footerReference w:type=\"even\" r:id=\"rIdFootEven\"/>");
	expect(part(f, "word/settings.xml"), "<w:evenAndOddHeaders/>");
	const char *odd = part(f, "word/footer-odd.xml");
	expect(odd, "<w:jc w:val=\"right\"/>");
	expect(odd, "w:right=\"280\"");
	expect(odd, "— </w:t>");
	expect(part(f, "word/footer-even.xml"), "<w:jc w:val=\"left\"/>");
}

static void a_section_that_ends_with_a_table_ends_with_a_paragraph_all_the_same(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	form_cell(f->arena, form_row(f->arena, form_group(f->arena, table, 0)), 0, 1, 1, FORM_TEXT, NULL, "x");
	const char *xml = body(f);
	expect(xml, "</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
		    "w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr></w:p><w:sectPr>");
}

static void page_fields_show_what_the_layout_computed(void **state)
{
	fixture *f = *state;
	lh_node *para = only_para(f, FORM_BODY);
	lh_node *page = form_run(f->arena, para, LH_NODE_FIELD);
	page->u.run.as.field = LH_FIELD_PAGE;
	lh_node *pages = form_run(f->arena, para, LH_NODE_FIELD);
	pages->u.run.as.field = LH_FIELD_PAGES;
	const lh_item first[] = {{.kind = LH_ITEM_TEXT, .para = para, .run = page}};
	const lh_item last[] = {{.kind = LH_ITEM_TEXT, .para = para, .run = NULL}};
	const lh_page laid[] = {{.label = "3", .items = first, .n_items = 1}, {.label = "14", .items = last, .n_items = 1}};
	const lh_pages result = {.document = f->document, .pages = laid, .n_pages = 2};
	write_with(f, &(lh_emit_options){.pages = &result});
	const char *xml = part(f, "word/document.xml");
	expect(xml, " PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t>");
	expect(xml, " PAGEREF _last_page_1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		    "<w:r><w:t>14</w:t>");
	expect(xml, "w:name=\"_last_page_1\"/>");
}

static void a_total_is_that_of_the_counting_not_of_the_document(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_TITLE), NULL, "封面");
	lh_node *first = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 1);
	lh_node *run = form_run(f->arena, form_para(f->arena, first, FORM_BODY), LH_NODE_FIELD);
	run->u.run.as.field = LH_FIELD_PAGES;
	lh_node *goes_on = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 0);
	form_text(f->arena, form_para(f->arena, goes_on, FORM_BODY), NULL, "附表");
	lh_node *other = form_section(f->arena, f->document, LH_PAGE_NUMBER_CENTER, 1);
	form_text(f->arena, form_para(f->arena, other, FORM_BODY), NULL, "附件");
	const char *xml = body(f);
	expect(xml, " PAGEREF _last_page_3 ");
	expect(xml, "附表</w:t></w:r><w:bookmarkStart w:id=\"2\" w:name=\"_last_page_3\"/>");
	refuse(xml, "_last_page_2");
}

/* --- places for seals */

static lh_node *mark(fixture *f, const char *id)
{
	lh_slot *slot = LH_NEW(f->arena, lh_slot);
	*slot = (lh_slot){.kind = LH_SLOT_SEAL, .id = id, .who = "lead", .name = "某某公司",
			  .diameter = 45 * LH_EMU_MM, .free_w = 50 * LH_EMU_MM, .free_h = 50 * LH_EMU_MM};
	lh_node *run = form_text(f->arena, only_para(f, FORM_TEXT), NULL, "（盖章）");
	run->u.run.as.text.slot = slot;
	return run;
}

static void a_seal_place_is_bookmarked_around_its_printed_mark(void **state)
{
	fixture *f = *state;
	mark(f, "SEAL_LEAD");
	const char *xml = body(f);
	expect(xml, "<w:bookmarkStart w:id=\"1\" w:name=\"SEAL_LEAD\"/><w:r>");
	expect(xml, "（盖章）</w:t></w:r><w:bookmarkEnd w:id=\"1\"/>");
	refuse(xml, "<w:drawing>");
}

static void drafts_show_the_seal_in_true_size_behind_the_text(void **state)
{
	fixture *f = *state;
	f->document->u.document.draft = true;
	mark(f, "SEAL_LEAD");
	const char *xml = body(f);
	expect(xml, "behindDoc=\"1\"");
	expect(xml, "<wp:extent cx=\"1620000\" cy=\"1620000\"/>");
	expect(xml, "prst=\"ellipse\"");
	/* Its centre is that of the mark: four characters of 10.5 pt. */
	expect(xml, "<wp:positionH relativeFrom=\"character\"><wp:posOffset>-543300</wp:posOffset>");
}

static void drafts_put_room_above_in_place_of_vertical_alignment_beside_a_shape(void **state)
{
	fixture *f = *state;
	lh_slot slot = {.kind = LH_SLOT_SEAL, .id = "S", .who = "lead", .name = "", .diameter = 45 * LH_EMU_MM,
			.free_w = 50 * LH_EMU_MM, .free_h = 50 * LH_EMU_MM};
	lh_node *table = form_table(f->arena, f->section, 1);
	table->u.table.pad_y = 0;
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	row->u.row.min_height = 60 * LH_EMU_MM;
	lh_node *cell = form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "同意");
	cell->u.cell.valign = LH_VALIGN_BOTTOM;
	form_text(f->arena, form_para(f->arena, cell, FORM_TEXT), NULL, "（盖章）")->u.run.as.text.slot = &slot;
	expect(body(f), "<w:vAlign w:val=\"bottom\"/>");
	f->document->u.document.draft = true;
	const char *xml = body(f);
	refuse(xml, "<w:vAlign");
	/* 60 mm are 3402 twips; two lines of 273 remain below. Only the first line says so. */
	assert_int_equal(count(xml, "w:line=\"273\""), 1);
	expect(xml, "<w:spacing w:before=\"2856\" w:after=\"0\"");
}

static void what_is_written_by_hand_has_no_shape(void **state)
{
	fixture *f = *state;
	f->document->u.document.draft = true;
	lh_node *run = mark(f, "SIGN_LEAD");
	lh_slot *slot = lh_arena_memdup(f->arena, run->u.run.as.text.slot, sizeof *slot);
	slot->kind = LH_SLOT_SIGNATURE;
	run->u.run.as.text.slot = slot;
	const char *xml = body(f);
	expect(xml, "w:name=\"SIGN_LEAD\"/>");
	refuse(xml, "<w:drawing>");
}

static void names_of_bookmarks_are_such_as_word_accepts(void **state)
{
	fixture *f = *state;
	mark(f, "1_SEAL");
	mark(f, "SEAL_OF_A_MEMBER_WHOSE_TEMPLATE_LIKES_LONG_NAMES");
	const char *xml = body(f);
	expect(xml, "w:name=\"S1_SEAL\"/>");
	expect(xml, "w:name=\"SEAL_OF_A_MEMBER_WHOSE__");
	const char *name = strstr(xml, "SEAL_OF_A");
	assert_int_equal(strcspn(name, "\""), 40);
}

static void a_row_with_a_seal_is_as_high_as_its_free_box(void **state)
{
	fixture *f = *state;
	lh_node *table = form_table(f->arena, f->section, 1);
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	lh_node *cell = form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "（盖章）");
	lh_slot slot = {.kind = LH_SLOT_SEAL, .id = "S", .who = "lead", .name = "", .diameter = 45 * LH_EMU_MM,
			.free_w = 50 * LH_EMU_MM, .free_h = 50 * LH_EMU_MM};
	cell->first->first->u.run.as.text.slot = &slot;
	expect(body(f), "<w:trHeight w:val=\"2835\" w:hRule=\"atLeast\"/>");
}

static void drafts_carry_their_mark_and_finals_do_not(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	write_with(f, NULL);
	assert_false(zip_part(&f->file, "word/header-draft.xml", &f->part));
	f->document->u.document.draft = true;
	write_with(f, NULL);
	expect(part(f, "word/header-draft.xml"), "string=\"草稿\"");
	expect(part(f, "word/document.xml"), "<w:headerReference w:type=\"default\" r:id=\"rIdDraft\"/>");
}

/* --- the whole file */

static void the_text_of_the_file_is_the_text_of_the_tree_in_order(void **state)
{
	fixture *f = *state;
	f->document = form_sample(f->arena, 12, /*draft*/ true);
	/* Empty cells below a merged one, paragraphs between tables and blanks add no characters of their own. */
	const char *xml = body(f);
	lh_buf written = {0};
	lh_buf wanted = {0};
	characters(xml, &written);
	for (const char *at = lh_node_text(f->arena, f->document); *at; at++)
		if (*at == '&' || *at == '<' || *at == '>')
			lh_buf_puts(&wanted, *at == '&' ? "&amp;" : *at == '<' ? "&lt;" : "&gt;");
		else
			lh_buf_putc(&wanted, *at);
	/* Compare line by line without empty lines, box characters and ruled space. */
	static const char *const extra[] = {"☑", "☐", "\u3000", "\u00a0", "\n"};
	const char *a = lh_buf_str(&written);
	const char *b = lh_buf_str(&wanted);
	while (*a || *b) {
		bool skipped = false;
		for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) {
			size_t n = strlen(extra[i]);
			if (strncmp(a, extra[i], n) == 0 && strncmp(b, extra[i], n) != 0) {
				a += n;
				skipped = true;
			}
		}
		if (skipped)
			continue;
		if (*b == '\n' && *a != '\n') {
			b++;
			continue;
		}
		if (*a != *b)
			fail_msg("written: %.60s\nwanted: %.60s", a, b);
		a++, b++;
	}
	lh_buf_free(&written);
	lh_buf_free(&wanted);
}

static void properties_name_title_author_subject_and_the_date_of_the_data(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	write_with(f, NULL);
	const char *xml = part(f, "docProps/core.xml");
	expect(xml, "<dc:title>某市产业创新联合体组建申请书</dc:title>");
	expect(xml, "<dc:creator>某某智能装备股份有限公司</dc:creator>");
	expect(xml, "<dc:subject>某市智能农机产业创新联合体</dc:subject>");
	expect(xml, ">2026-05-20T00:00:00Z</dcterms:created>");
	f->document->u.document.date = "";
	write_with(f, NULL);
	refuse(part(f, "docProps/core.xml"), "dcterms:created");
}

static void settings_hold_the_line_break_rules_and_ask_nothing(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	write_with(f, NULL);
	const char *xml = part(f, "word/settings.xml");
	expect(xml, "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"$([{");
	expect(xml, "<w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"!%),.:;&gt;?]}");
	expect(xml, "<w:characterSpacingControl w:val=\"compressPunctuation\"/>");
	expect(xml, "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"");
	refuse(xml, "updateFields");
}

static void every_named_font_is_in_the_font_table_with_another_name(void **state)
{
	fixture *f = *state;
	form_text(f->arena, only_para(f, FORM_BODY), NULL, "x");
	write_with(f, NULL);
	const char *xml = part(f, "word/fontTable.xml");
	expect(xml, "<w:font w:name=\"仿宋\"><w:altName w:val=\"FangSong\"/><w:charset w:val=\"86\"/>");
	expect(xml, "<w:font w:name=\"SimSun-ExtB\"><w:altName w:val=\"宋体\"/>");
	expect(part(f, "word/theme/theme1.xml"), "<a:ea typeface=\"宋体\"/>");
}

static void a_locale_with_decimal_commas_changes_nothing(void **state)
{
	fixture *f = *state;
	f->document = form_sample(f->arena, 3, /*draft*/ true);
	write_with(f, NULL);
	lh_buf other = {0};
	if (!setlocale(LC_ALL, "de_DE.UTF-8"))
		setlocale(LC_ALL, "C.UTF-8");
	assert_true(lh_docx_write(f->ctx, f->document, &fonts, NULL, &other));
	setlocale(LC_ALL, "C");
	assert_int_equal(f->file.length, other.length);
	assert_memory_equal(f->file.bytes, other.bytes, other.length);
	lh_buf_free(&other);
}

static void a_form_of_ten_pages_stays_small(void **state)
{
	fixture *f = *state;
	f->document = form_sample(f->arena, 24, /*draft*/ true);
	write_with(f, NULL);
	assert_in_range(f->file.length, 5000, 20000);
	/* For looking at it and for the validator: LH_KEEP=DIR keeps what was written. */
	const char *keep = getenv("LH_KEEP");
	if (keep) {
		assert_true(lh_file_write(f->ctx, lh_fmt(f->arena, "%s/sample-draft.docx", keep), f->file.bytes,
					  f->file.length));
		f->document = form_sample(f->arena, 6, /*draft*/ false);
		write_with(f, NULL);
		assert_true(lh_file_write(f->ctx, lh_fmt(f->arena, "%s/sample-final.docx", keep), f->file.bytes,
					  f->file.length));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(chinese_runs_say_so_and_plain_latin_ones_do_not),
		TEST(another_role_names_all_four_fonts),
		TEST(characters_beyond_the_bmp_get_a_run_in_the_rare_font),
		TEST(blanks_at_the_ends_of_a_run_are_kept),
		TEST(formats_are_written_only_where_they_differ_from_the_style),
		TEST(a_spread_label_is_fitted_and_spaced_but_for_its_last_character),
		TEST(a_blank_is_underlined_space_of_its_width),
		TEST(what_is_left_of_a_blank_is_spread_over_its_characters),
		TEST(a_box_with_a_path_can_be_ticked),
		TEST(a_break_ends_the_line_inside_the_paragraph),
		TEST(a_value_stands_in_a_control_tagged_with_its_path),
		TEST(neighbouring_runs_of_one_value_share_a_control),
		TEST(an_empty_value_keeps_an_empty_control),
		TEST(a_path_too_long_for_word_becomes_a_short_stable_tag),
		TEST(ids_are_unique_and_the_same_every_time),
		TEST(line_pitch_is_the_exact_one_of_the_layout),
		TEST(larger_type_in_a_line_widens_its_pitch),
		TEST(indents_are_given_in_characters_too),
		TEST(a_paragraph_like_its_style_says_nothing_else),
		TEST(flags_of_a_style_can_be_taken_back),
		TEST(styles_bear_their_chinese_names_and_rules_of_chinese_lines),
		TEST(columns_are_rounded_so_that_their_sum_stays_exact),
		TEST(covered_places_of_a_tall_cell_are_filled_with_merged_cells),
		TEST(a_group_with_a_head_becomes_a_table_that_repeats_it),
		TEST(groups_without_heads_stay_one_table),
		TEST(rows_stay_whole_unless_they_may_split),
		TEST(rows_that_belong_together_keep_their_paragraphs_with_the_next),
		TEST(a_rule_left_out_by_one_cell_is_left_out_by_its_neighbour),
		TEST(a_field_of_a_cover_has_a_rule_below_only),
		TEST(each_section_brings_its_paper_and_the_last_ends_the_body),
		TEST(dashed_page_numbers_stand_on_the_outer_side),
		TEST(a_section_that_ends_with_a_table_ends_with_a_paragraph_all_the_same),
		TEST(page_fields_show_what_the_layout_computed),
		TEST(a_total_is_that_of_the_counting_not_of_the_document),
		TEST(a_seal_place_is_bookmarked_around_its_printed_mark),
		TEST(drafts_show_the_seal_in_true_size_behind_the_text),
		TEST(drafts_put_room_above_in_place_of_vertical_alignment_beside_a_shape),
		TEST(what_is_written_by_hand_has_no_shape),
		TEST(names_of_bookmarks_are_such_as_word_accepts),
		TEST(a_row_with_a_seal_is_as_high_as_its_free_box),
		TEST(drafts_carry_their_mark_and_finals_do_not),
		TEST(the_text_of_the_file_is_the_text_of_the_tree_in_order),
		TEST(properties_name_title_author_subject_and_the_date_of_the_data),
		TEST(settings_hold_the_line_break_rules_and_ask_nothing),
		TEST(every_named_font_is_in_the_font_table_with_another_name),
		TEST(a_locale_with_decimal_commas_changes_nothing),
		TEST(a_form_of_ten_pages_stays_small),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
