#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "layout/font/font.h"
#include "support/docx_case.h"
#include "support/zip_part.h"
#include "util/file.h"

/* --- runs */

static void chinese_runs_say_so_and_plain_latin_ones_do_not(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT);
	form_text(f->arena, para, NULL, "“联合体”");
	form_text(f->arena, para, NULL, "R&D 2026");
	const char *xml = docx_body(f);
	docx_expect(xml,
		    "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“联合体”</w:t></w:r>");
	docx_expect(xml, "<w:r><w:t>R&amp;D 2026</w:t></w:r>");
}

static void another_role_names_all_four_fonts(void **state)
{
	docx_case *f = *state;
	lh_node *run = form_text(f->arena, docx_only_para(f, FORM_TEXT), NULL, "标题");
	run->u.run.fmt.role = LH_ROLE_HEI;
	docx_expect(
		docx_body(f),
		"<w:rFonts w:hint=\"eastAsia\" w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
		"w:eastAsia=\"黑体\" w:cs=\"Times New Roman\"/>");
}

static void characters_beyond_the_bmp_get_a_run_in_the_rare_font(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_TEXT), NULL, "张𬭎䶮");
	const char *xml = docx_body(f);
	docx_expect(
		xml,
		"w:eastAsia=\"SimSun-ExtB\" w:cs=\"SimSun-ExtB\"/></w:rPr><w:t>𬭎</w:t></w:r>");
	docx_expect(xml, "<w:t>张</w:t>");
	docx_expect(xml, "<w:t>䶮</w:t>");
}

static void blanks_at_the_ends_of_a_run_are_kept(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_TEXT), NULL, "共 ");
	docx_expect(docx_body(f), "<w:t xml:space=\"preserve\">共 </w:t>");
}

static void formats_are_written_only_where_they_differ_from_the_style(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT);
	lh_node *run = form_text(f->arena, para, NULL, "x");
	run->u.run.fmt.bold = true;
	run->u.run.fmt.underline = true;
	run->u.run.fmt.grey = true;
	run->u.run.fmt.size = 9 * LH_EMU_PT;
	form_text(f->arena, para, NULL, "y");
	const char *xml = docx_body(f);
	docx_expect(
		xml,
		"<w:r><w:rPr><w:b/><w:color w:val=\"999999\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
		"<w:u w:val=\"single\"/></w:rPr><w:t>x</w:t></w:r>");
	docx_expect(xml, "<w:r><w:t>y</w:t></w:r>");
}

static void a_spread_label_is_fitted_and_spaced_but_for_its_last_character(void **state)
{
	docx_case *f = *state;
	lh_node *run = form_text(f->arena, docx_only_para(f, FORM_COVER), NULL, "联系人");
	run->u.run.as.text.fit_width =
		64 * LH_EMU_PT; /* three characters of 16 pt in the room of four */
	const char *xml = docx_body(f);
	docx_expect(
		xml,
		"<w:spacing w:val=\"160\"/><w:fitText w:val=\"1280\" w:id=\"1\"/></w:rPr><w:t>联系</w:t>");
	docx_expect(
		xml,
		"<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:fitText w:val=\"1280\" w:id=\"1\"/></w:rPr><w:t>人</w:t>");
}

static void a_blank_is_underlined_space_of_its_width(void **state)
{
	docx_case *f = *state;
	lh_node *run = form_run(f->arena, docx_only_para(f, FORM_COVER), LH_NODE_BLANK);
	run->u.run.as.blank_width = 40 * LH_EMU_PT; /* 2.5 em of 16 pt */
	docx_expect(
		docx_body(f),
		"<w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">\u3000\u3000\u00a0\u00a0</w:t>");
}

static void what_is_left_of_a_blank_is_spread_over_its_characters(void **state)
{
	docx_case *f = *state;
	lh_node *run = form_run(f->arena, docx_only_para(f, FORM_COVER), LH_NODE_BLANK);
	run->u.run.as.blank_width = 34 * LH_EMU_PT; /* two em and 2 pt, less than a quarter */
	docx_expect(docx_body(f), "<w:spacing w:val=\"20\"/><w:u w:val=\"single\"/></w:rPr>"
				  "<w:t xml:space=\"preserve\">\u3000\u3000</w:t>");
}

static void a_box_with_a_path_can_be_ticked(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT);
	lh_node *run = form_run(f->arena, para, LH_NODE_CHECK);
	run->u.run.as.checked = true;
	run->u.run.origin.path = "consortium.new";
	form_run(f->arena, para, LH_NODE_CHECK);
	const char *xml = docx_body(f);
	docx_expect(xml, "<w14:checkbox><w14:checked w14:val=\"1\"/>");
	docx_expect(xml, "<w:t>☑</w:t>");
	docx_expect(xml, "<w:t>☐</w:t>");
	assert_int_equal(docx_count(xml, "<w:sdt>"), 1);
}

static void a_break_ends_the_line_inside_the_paragraph(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_LABEL);
	form_text(f->arena, para, NULL, "首席");
	form_run(f->arena, para, LH_NODE_BREAK);
	form_text(f->arena, para, NULL, "专家");
	const char *xml = docx_body(f);
	docx_expect(xml, "首席</w:t></w:r><w:r><w:br/></w:r><w:r>");
	assert_int_equal(docx_count(xml, "<w:p>"), 1);
}

/* --- content controls */

static void a_value_stands_in_a_control_tagged_with_its_path(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT);
	form_text(f->arena, para, NULL, "电话：");
	form_text(f->arena, para, "units[3].contact.phone", "0991");
	docx_expect(
		docx_body(f),
		"电话：</w:t></w:r><w:sdt><w:sdtPr><w:alias w:val=\"phone\"/>"
		"<w:tag w:val=\"units[3].contact.phone\"/><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>"
		"<w:r><w:t>0991</w:t></w:r></w:sdtContent></w:sdt></w:p>");
}

static void neighbouring_runs_of_one_value_share_a_control(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT);
	form_text(f->arena, para, "a.b", "一");
	form_text(f->arena, para, "a.b", "二");
	form_text(f->arena, para, "a.c", "三");
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:sdt>"), 2);
	assert_int_equal(docx_count(xml, "</w:sdt>"), 2);
}

static void an_empty_value_keeps_an_empty_control(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_TEXT), "units[0].address", "");
	const char *xml = docx_body(f);
	docx_expect(xml, "<w:sdtContent><w:r></w:r></w:sdtContent>");
	docx_refuse(xml, "<w:t>");
}

static void a_path_too_long_for_word_becomes_a_short_stable_tag(void **state)
{
	docx_case *f = *state;
	static const char path[] =
		"jurisdictions.xinjiang.platforms[12].supporting_unit.contact.telephone";
	lh_node *para = docx_only_para(f, FORM_TEXT);
	form_text(f->arena, para, path, "x");
	const char *xml = docx_body(f);
	const char *tag = strstr(xml, "<w:tag w:val=\"") + strlen("<w:tag w:val=\"");
	assert_int_equal(strcspn(tag, "\""), 64);
	assert_memory_equal(tag, path, 47);
	assert_int_equal(tag[47], '~');
	/* FNV-1a of the path: whoever reads the file back computes the same. */
	assert_memory_equal(tag + 48, "7eff9c26eccd0262", 16);
}

static void ids_are_unique_and_the_same_every_time(void **state)
{
	docx_case *f = *state;
	lh_arena *arena = f->arena;
	f->document = form_sample(arena, 8, /*draft*/ true);
	docx_write_with(f, NULL);
	lh_buf again = {0};
	assert_true(lh_docx_write(f->ctx, form_sample(arena, 8, true), &docx_fonts, NULL, &again));
	assert_int_equal(f->file.length, again.length);
	assert_memory_equal(f->file.bytes, again.bytes, again.length);
	lh_buf_free(&again);

	const char *xml = docx_part(f, "word/document.xml");
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
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT); /* 10.5 pt × 1.3 = 13.65 pt */
	para->u.para.fmt.line = 200;
	form_text(f->arena, para, NULL, "x");
	const char *xml = docx_body(f);
	docx_expect(
		xml,
		"<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"546\" w:lineRule=\"exact\"/>");
	docx_expect(docx_part(f, "word/styles.xml"), "w:line=\"273\" w:lineRule=\"exact\"");
}

static void larger_type_in_a_line_widens_its_pitch(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_TEXT);
	form_text(f->arena, para, NULL, "x")->u.run.fmt.size = 20 * LH_EMU_PT;
	docx_expect(docx_body(f), "w:line=\"520\" w:lineRule=\"exact\"");
}

static void indents_are_given_in_characters_too(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_COVER);
	para->u.para.fmt.indent_first = 200;
	para->u.para.fmt.indent_right = 400;
	form_text(f->arena, para, NULL, "x");
	docx_expect(
		docx_body(f),
		"<w:ind w:left=\"0\" w:right=\"1280\" w:firstLineChars=\"200\" w:firstLine=\"640\"/>");
}

static void a_paragraph_like_its_style_says_nothing_else(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	docx_expect(docx_body(f), "<w:p><w:pPr><w:pStyle w:val=\"Body\"/></w:pPr><w:r>");
}

static void flags_of_a_style_can_be_taken_back(void **state)
{
	docx_case *f = *state;
	lh_node *para = docx_only_para(f, FORM_HEADING);
	para->u.para.fmt.keep_next = false;
	para->u.para.fmt.outline = 0;
	para->u.para.fmt.page_break_before = true;
	para->u.para.fmt.align = LH_ALIGN_SPREAD;
	form_text(f->arena, para, NULL, "x");
	docx_expect(docx_body(f),
		    "<w:pStyle w:val=\"Heading\"/><w:keepNext w:val=\"0\"/><w:pageBreakBefore/>"
		    "<w:jc w:val=\"distribute\"/><w:outlineLvl w:val=\"9\"/>");
}

static void styles_bear_their_chinese_names_and_rules_of_chinese_lines(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	docx_write_with(f, NULL);
	const char *xml = docx_part(f, "word/styles.xml");
	docx_expect(xml, "w:styleId=\"Body\"><w:name w:val=\"表内正文\"/>");
	docx_expect(xml,
		    "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>");
	docx_expect(xml, "<w:snapToGrid w:val=\"0\"/>");
	docx_expect(xml, "<w:outlineLvl w:val=\"0\"/>");
	assert_int_equal(docx_count(xml, "w:default=\"1\" w:styleId=\"Normal\""), 1);
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

/* --- the whole file */

static void the_text_of_the_file_is_the_text_of_the_tree_in_order(void **state)
{
	docx_case *f = *state;
	f->document = form_sample(f->arena, 12, /*draft*/ true);
	/* Empty cells below a merged one, paragraphs between tables and blanks add no characters of their own. */
	const char *xml = docx_body(f);
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
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	docx_write_with(f, NULL);
	const char *xml = docx_part(f, "docProps/core.xml");
	docx_expect(xml, "<dc:title>某市产业创新联合体组建申请书</dc:title>");
	docx_expect(xml, "<dc:creator>某某智能装备股份有限公司</dc:creator>");
	docx_expect(xml, "<dc:subject>某市智能农机产业创新联合体</dc:subject>");
	docx_expect(xml, ">2026-05-20T00:00:00Z</dcterms:created>");
	f->document->u.document.date = "";
	docx_write_with(f, NULL);
	docx_refuse(docx_part(f, "docProps/core.xml"), "dcterms:created");
}

static void settings_hold_the_line_break_rules_and_ask_nothing(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	docx_write_with(f, NULL);
	const char *xml = docx_part(f, "word/settings.xml");
	docx_expect(xml, "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"$([{");
	docx_expect(xml, "<w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"!%),.:;&gt;?]}");
	docx_expect(xml, "<w:characterSpacingControl w:val=\"compressPunctuation\"/>");
	docx_expect(
		xml,
		"w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"");
	docx_refuse(xml, "updateFields");
}

static void every_named_font_is_in_the_font_table_with_another_name(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	docx_write_with(f, NULL);
	const char *xml = docx_part(f, "word/fontTable.xml");
	docx_expect(
		xml,
		"<w:font w:name=\"仿宋\"><w:altName w:val=\"FangSong\"/><w:charset w:val=\"86\"/>");
	docx_expect(xml, "<w:font w:name=\"SimSun-ExtB\"><w:altName w:val=\"宋体\"/>");
	docx_expect(docx_part(f, "word/theme/theme1.xml"), "<a:ea typeface=\"宋体\"/>");
}

static void the_emitter_takes_the_names_of_the_roles_file(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_BODY), NULL, "x");
	lh_fonts *faces = NULL;
	assert_true(lh_fonts_load(f->ctx, LH_SOURCE_DIR "/fonts/roles.yaml", &faces));
	assert_true(lh_emit_docx.emit_tree(f->ctx, f->document, faces, NULL, &f->file));
	const char *xml = docx_part(f, "word/fontTable.xml");
	for (lh_role role = 0; role < LH_ROLE_COUNT; role++)
		docx_expect(xml, lh_fmt(f->arena, "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/>",
					lh_fonts_docx_name(faces, role),
					lh_fonts_docx_alt(faces, role)));
	docx_expect(xml, lh_fmt(f->arena, "w:name=\"%s\"", lh_fonts_docx_rare(faces)));
	assert_string_equal(lh_emit_docx.suffix, ".docx");
	lh_fonts_free(faces);
}

static void a_locale_with_decimal_commas_changes_nothing(void **state)
{
	docx_case *f = *state;
	f->document = form_sample(f->arena, 3, /*draft*/ true);
	docx_write_with(f, NULL);
	lh_buf other = {0};
	if (!setlocale(LC_ALL, "de_DE.UTF-8"))
		setlocale(LC_ALL, "C.UTF-8");
	assert_true(lh_docx_write(f->ctx, f->document, &docx_fonts, NULL, &other));
	setlocale(LC_ALL, "C");
	assert_int_equal(f->file.length, other.length);
	assert_memory_equal(f->file.bytes, other.bytes, other.length);
	lh_buf_free(&other);
}

static void a_form_of_ten_pages_stays_small(void **state)
{
	docx_case *f = *state;
	f->document = form_sample(f->arena, 24, /*draft*/ true);
	docx_write_with(f, NULL);
	assert_in_range(f->file.length, 5000, 20000);
	/* For looking at it and for the validator: LH_KEEP=DIR keeps what was written. */
	const char *keep = getenv("LH_KEEP");
	if (keep) {
		assert_true(lh_file_write(f->ctx, lh_fmt(f->arena, "%s/sample-draft.docx", keep),
					  f->file.bytes, f->file.length));
		f->document = form_sample(f->arena, 6, /*draft*/ false);
		docx_write_with(f, NULL);
		assert_true(lh_file_write(f->ctx, lh_fmt(f->arena, "%s/sample-final.docx", keep),
					  f->file.bytes, f->file.length));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, docx_set_up, docx_tear_down)

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
		TEST(the_text_of_the_file_is_the_text_of_the_tree_in_order),
		TEST(properties_name_title_author_subject_and_the_date_of_the_data),
		TEST(settings_hold_the_line_break_rules_and_ask_nothing),
		TEST(every_named_font_is_in_the_font_table_with_another_name),
		TEST(the_emitter_takes_the_names_of_the_roles_file),
		TEST(a_locale_with_decimal_commas_changes_nothing),
		TEST(a_form_of_ten_pages_stays_small),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
