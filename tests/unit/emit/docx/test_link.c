/* Links to headings in a DOCX: hyperlinks, bookmarks, page references with cached results. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/docx_case.h"

/* A line that leads to the heading: its text, dots, its page. */
static lh_node *contents_line(docx_case *f, const lh_node *heading)
{
	lh_node *para = form_para(f->arena, f->section, FORM_TEXT);
	form_text(f->arena, para, NULL, "题");
	form_run(f->arena, para, LH_NODE_LEADER);
	form_run(f->arena, para, LH_NODE_FIELD)->u.run.as.field = LH_FIELD_PAGE_OF;
	for (lh_node *run = para->first; run; run = run->next)
		run->u.run.link = heading;
	return para;
}

static lh_node *heading(docx_case *f, const char *text)
{
	lh_node *para = form_para(f->arena, f->section, FORM_TEXT);
	para->u.para.fmt.outline = 1;
	form_text(f->arena, para, NULL, text);
	return para;
}

static void line_is_a_hyperlink_with_a_dotted_tab_and_a_page_reference(void **state)
{
	docx_case *f = *state;
	const lh_node *first = heading(f, "一"), *second = heading(f, "二");
	contents_line(f, second);
	const lh_bookmark marks[] = {{.para = first, .number = "1"}, {.para = second, .number = "23"}};
	const lh_pages pages = {.document = f->document, .bookmarks = marks, .n_bookmarks = 2};
	docx_write_with(f, &(lh_emit_options){.pages = &pages});
	const char *xml = docx_part(f, "word/document.xml");
	/* The measure is 156 mm wide. */
	docx_expect(xml, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/></w:tabs>");
	docx_expect(xml, "<w:hyperlink w:anchor=\"_Toc00000001\" w:history=\"1\"><w:r>");
	docx_expect(xml, "<w:r><w:tab/></w:r>");
	docx_expect(xml, " PAGEREF _Toc00000001 \\h </w:instrText></w:r><w:r><w:fldChar "
			 "w:fldCharType=\"separate\"/></w:r><w:r><w:t>23</w:t></w:r>");
	docx_expect(xml, "<w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink></w:p>");
}

static void only_headings_that_something_leads_to_are_bookmarked(void **state)
{
	docx_case *f = *state;
	heading(f, "一");
	const lh_node *second = heading(f, "二");
	contents_line(f, second);
	contents_line(f, second);
	const char *xml = docx_body(f);
	assert_int_equal(docx_count(xml, "<w:bookmarkStart"), 1);
	docx_expect(xml, "w:name=\"_Toc00000001\"/><w:r>");
	docx_expect(xml, "二</w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>");
	assert_int_equal(docx_count(xml, "<w:hyperlink"), 2);
}

static void leader_in_a_cell_ends_at_the_right_of_the_cell(void **state)
{
	docx_case *f = *state;
	lh_node *table = form_table(f->arena, f->section, 3);
	lh_node *row = form_row(f->arena, form_group(f->arena, table, 0));
	form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, NULL, "x");
	lh_node *cell = form_cell(f->arena, row, 1, 2, 1, FORM_TEXT, NULL, "y");
	form_run(f->arena, cell->first, LH_NODE_LEADER);
	table->u.table.pad_x = 2 * LH_EMU_MM;
	/* 104 mm less 2 mm on each side are 5669 twips. */
	docx_expect(docx_body(f), "w:leader=\"dot\" w:pos=\"5669\"/>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			line_is_a_hyperlink_with_a_dotted_tab_and_a_page_reference, docx_set_up,
			docx_tear_down),
		cmocka_unit_test_setup_teardown(
			only_headings_that_something_leads_to_are_bookmarked, docx_set_up,
			docx_tear_down),
		cmocka_unit_test_setup_teardown(leader_in_a_cell_ends_at_the_right_of_the_cell,
						docx_set_up, docx_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
