/* Building the tree, reading it back, writing it out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "doc/dump.h"
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

static void children_stand_in_the_order_of_their_making(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	lh_node *a = bed_paragraph(bed, section, "a"), *b = bed_paragraph(bed, section, "b");
	assert_ptr_equal(section->first, a);
	assert_ptr_equal(a->next, b);
	assert_ptr_equal(section->last, b);
	assert_null(b->next);
	assert_ptr_equal(b->parent, section);
	assert_null(lh_node_new(bed->arena, NULL, LH_NODE_DOCUMENT, section->loc)->parent);
}

static void text_of_a_node_ends_each_paragraph(void **state)
{
	page_bed *bed = *state;
	lh_node *section = bed_section(bed, 10, 10);
	lh_node *para = bed_paragraph(bed, section, "甲");
	lh_node_new(bed->arena, para, LH_NODE_CHECK, para->loc);
	bed_text(bed, para, "乙");
	bed_paragraph(bed, section, NULL);
	assert_string_equal(lh_node_text(bed->arena, section), "甲乙\n\n");
	assert_string_equal(lh_node_text(bed->arena, para->last), "乙");
}

static void formats_are_equal_when_every_field_is(void **state)
{
	(void)state;
	lh_para_fmt a = {.line = 100, .run = {.size = 1}}, b = a;
	assert_true(lh_para_fmt_equal(&a, &b));
	b.keep_lines = true;
	assert_false(lh_para_fmt_equal(&a, &b));
	b = a;
	b.run.grey = true;
	assert_false(lh_para_fmt_equal(&a, &b));
	assert_false(lh_run_fmt_equal(&a.run, &b.run));
}

static void dump_tells_what_differs(void **state)
{
	page_bed *bed = *state;
	bed->document->u.document.draft = true;
	bed->document->u.document.title = "申\"请\"表";
	lh_node *section = bed_section(bed, 10, 10);
	lh_node *para = bed_paragraph(bed, section, NULL);
	para->u.para.fmt.align = LH_ALIGN_CENTER;
	para->u.para.fmt.indent_first = 250;
	lh_node *run = bed_text(bed, para, "甲\\");
	run->u.run.fmt.bold = true;
	run->u.run.origin.path = "units[0].name";
	bed_slot(bed, bed_text(bed, para, "（盖章）"), "SEAL_LEAD", "甲公司", 4, 4);
	lh_node *table = bed_table(bed, section, (int[]){2, 3, 0});
	lh_node *group = bed_group(bed, table, 1);
	group->u.rowgroup.keep_next = true;
	lh_node *row = bed_row(bed, group);
	row->u.row.min_height = LH_EMU_MM;
	bed_cell(bed, row, 2, 1, "a")->u.cell.id = "T.1";
	assert_true(lh_doc_check(bed->ctx, bed->document));
	lh_buf out = {0};
	lh_doc_dump(bed->document, &out);
	assert_string_equal(
		lh_buf_str(&out),
		"document test draft title=\"申\\\"请\\\"表\" author=\"\" subject=\"\" date=\"\"\n"
		"  style Plain \"正文\" left line=10pt song 10pt\n"
		"  section page=105.83x105.83mm top=35.28mm bottom=35.28mm left=35.28mm "
		"right=35.28mm\n"
		"    para Plain center first=2.5em\n"
		"      text {units[0].name} bold \"甲\\\\\"\n"
		"      text seal:SEAL_LEAD member of=\"甲公司\" size=14.11mm free-w=14.11mm "
		"free-h=14.11mm"
		" \"（盖章）\"\n"
		"    table columns=7.06,10.58mm border=0.35mm outer=0.71mm\n"
		"      rowgroup head=1 keep-next\n"
		"        row min=1mm\n"
		"          cell 0+2 T.1 top\n"
		"            para Plain\n"
		"              text \"a\"\n");
	lh_buf_free(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(children_stand_in_the_order_of_their_making),
		TEST(text_of_a_node_ends_each_paragraph),
		TEST(formats_are_equal_when_every_field_is),
		TEST(dump_tells_what_differs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
