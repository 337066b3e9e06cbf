/* Tables as pictures in a DOCX: drawn from our pages, one for each page, none over 100 kB. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page/layout.h"
#include "layout/font/font.h"
#include "support/docx_case.h"
#include "support/zip_part.h"

static lh_fonts *fonts;
static lh_ctx *font_ctx;

static int open_fonts(void **state)
{
	(void)state;
	font_ctx = lh_ctx_new();
	return lh_fonts_load(font_ctx, LH_SOURCE_DIR "/fonts/roles.yaml", &fonts) ? 0 : -1;
}

static int close_fonts(void **state)
{
	(void)state;
	lh_fonts_free(fonts);
	lh_ctx_free(font_ctx);
	return 0;
}

static lh_node *add_table(docx_case *f, int rows, const char *text)
{
	lh_node *table = form_table(f->arena, f->section, 2);
	lh_node *group = form_group(f->arena, table, 0);
	table->u.table.picture = "表1 <甲>";
	for (int i = 0; i < rows; i++) {
		lh_node *row = form_row(f->arena, group);
		form_cell(f->arena, row, 0, 1, 1, FORM_TEXT, "units[0].name", text);
		form_cell(f->arena, row, 1, 1, 1, FORM_TEXT, NULL, text);
	}
	return table;
}

static bool try_write(docx_case *f)
{
	const lh_ruler ruler = lh_fonts_ruler(fonts);
	const lh_pages *pages;
	assert_true(lh_doc_check(f->ctx, f->document));
	assert_true(lh_layout(f->ctx, f->arena, f->document, &ruler, &pages, NULL, NULL));
	lh_docx_fonts names = docx_fonts;
	names.faces = fonts;
	return lh_docx_write(f->ctx, f->document, &names, &(lh_emit_options){.pages = pages},
			     &f->file);
}

static const char *write_pictures(docx_case *f)
{
	assert_true(try_write(f));
	return docx_part(f, "word/document.xml");
}

typedef struct reader {
	const lh_buf *from;
	size_t at;
} reader;

static cairo_status_t read_bytes(void *self, unsigned char *bytes, unsigned length)
{
	reader *r = self;
	if (r->from->length - r->at < length)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(bytes, r->from->bytes + r->at, length);
	r->at += length;
	return CAIRO_STATUS_SUCCESS;
}

/* A picture of the file, as another program decodes it. */
static cairo_surface_t *picture(docx_case *f, const char *name)
{
	assert_true(zip_part(&f->file, name, &f->part));
	reader r = {&f->part, 0};
	cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &r);
	assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
	assert_int_equal(r.at, f->part.length);
	return surface;
}

static unsigned pixel(cairo_surface_t *surface, int x, int y)
{
	const unsigned char *bytes = cairo_image_surface_get_data(surface);
	uint32_t value;
	memcpy(&value, bytes + y * cairo_image_surface_get_stride(surface) + 4 * x, sizeof value);
	return value & 0xFF;
}

static void table_is_a_picture_in_its_size_with_an_alternative_text(void **state)
{
	docx_case *f = *state;
	form_text(f->arena, docx_only_para(f, FORM_TITLE), NULL, "前");
	lh_node *table = add_table(f, 2, "储能系统");
	table->u.table.border_outer = 2 * LH_EMU_PT;
	form_text(f->arena, docx_only_para(f, FORM_TITLE), NULL, "后");
	const char *xml = write_pictures(f);
	docx_refuse(xml, "<w:tbl>");
	docx_refuse(xml, "<w:t>储能");
	/* 156 mm are 5 616 000 EMU. */
	docx_expect(xml, "<wp:extent cx=\"5616000\" cy=\"");
	docx_expect(xml, "name=\"image1.png\" descr=\"表1 &lt;甲&gt;&#10;储能系统&#9;储能系统&#10;"
			 "储能系统&#9;储能系统\"/>");
	docx_expect(xml, "w:lineRule=\"auto\"/>");
	docx_expect(xml, "<a:blip r:embed=\"rIdImage1\"/>");
	docx_expect(docx_part(f, "word/_rels/document.xml.rels"),
		    "Id=\"rIdImage1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
		    "relationships/image\" Target=\"media/image1.png\"/>");
	docx_expect(docx_part(f, "[Content_Types].xml"), "image/png");

	cairo_surface_t *surface = picture(f, "word/media/image1.png");
	int w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
	/* At 220 dpi, and nothing of the paragraphs around it: the frame is all around. */
	assert_in_range(w, 1351, 1353);
	assert_int_equal(pixel(surface, 0, 0), 0);
	assert_int_equal(pixel(surface, 3, h / 2), 0);
	assert_int_equal(pixel(surface, w - 3, 20), 0);
	assert_int_equal(pixel(surface, 20, h - 3), 0);
	assert_int_equal(pixel(surface, 20, 20), 255);
	cairo_surface_destroy(surface);
}

static void each_page_of_a_long_table_is_a_picture_of_its_own(void **state)
{
	docx_case *f = *state;
	lh_node *table = add_table(f, 20, "储能");
	for (lh_node *row = table->first->first; row; row = row->next)
		row->u.row.min_height = 15 * LH_EMU_MM;
	const char *xml = write_pictures(f);
	docx_expect(xml, "descr=\"表1 &lt;甲&gt; (1/2)&#10;储能&#9;");
	docx_expect(xml, "descr=\"表1 &lt;甲&gt; (2/2)&#10;储能&#9;");
	assert_int_equal(docx_count(xml, "<w:drawing>"), 2);
	lh_buf names = {0};
	zip_names(&f->file, &names);
	docx_expect(lh_buf_str(&names), "word/media/image2.png\n");
	docx_refuse(lh_buf_str(&names), "image3.png");
	lh_buf_free(&names);
}

static void dense_pictures_are_coarser_but_never_over_their_bound(void **state)
{
	docx_case *f = *state;
	add_table(f, 18, "新疆维吾尔自治区储能系统集成与安全评价关键技术攻关任务及其考核指标、"
			 "经费预算、责任单位和完成时限一览，含阶段目标、成果形式与验收方式说明。");
	write_pictures(f);
	cairo_surface_t *surface = picture(f, "word/media/image1.png");
	assert_in_range(f->part.length, 60000, 100000);
	int w = cairo_image_surface_get_width(surface);
	assert_true(w < 1340 && w > 156 * 90 / 25);
	cairo_surface_destroy(surface);
}

static void same_table_makes_the_same_bytes(void **state)
{
	docx_case *f = *state;
	add_table(f, 3, "储能");
	write_pictures(f);
	lh_buf first = f->file;
	f->file = (lh_buf){0};
	write_pictures(f);
	assert_int_equal(first.length, f->file.length);
	assert_memory_equal(first.bytes, f->file.bytes, first.length);
	lh_buf_free(&first);
}

static void without_pages_tables_stay_tables(void **state)
{
	docx_case *f = *state;
	add_table(f, 1, "储能");
	docx_expect(docx_body(f), "<w:tbl>");
}

static void picture_that_no_resolution_makes_small_is_told_at_its_table(void **state)
{
	docx_case *f = *state;
	lh_section_props *p = &f->section->u.section;
	p->page_w = p->page_h = 3000 * LH_EMU_MM;
	lh_node *table = add_table(f, 1, "储能");
	table->first->first->u.row.min_height = 2800 * LH_EMU_MM;
	lh_emu columns[] = {1000 * LH_EMU_MM, 1000 * LH_EMU_MM};
	table->u.table.columns = columns;
	table->loc = (lh_loc){"t.yaml", 7, 3};
	assert_false(try_write(f));
	assert_int_equal(lh_diag_count(f->ctx), 1);
	assert_int_equal(lh_msg_number(lh_diag_at(f->ctx, 0)->msg), 5052);
	assert_int_equal(lh_diag_at(f->ctx, 0)->loc.line, 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, docx_set_up, docx_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(table_is_a_picture_in_its_size_with_an_alternative_text),
		TEST(each_page_of_a_long_table_is_a_picture_of_its_own),
		TEST(dense_pictures_are_coarser_but_never_over_their_bound),
		TEST(same_table_makes_the_same_bytes),
		TEST(without_pages_tables_stay_tables),
		TEST(picture_that_no_resolution_makes_small_is_told_at_its_table),
	};
	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
