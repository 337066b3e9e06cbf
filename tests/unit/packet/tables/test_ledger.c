#include "support/unit.h"

#include <stdlib.h>
#include <time.h>

#include "packet/tables/ledger.h"
#include "support/zip_part.h"

typedef struct packet {
	lh_pair row[5];
	lh_packet_document document;
	lh_packet_record consortia[2];
	lh_manifest manifest;
} packet;

/* One consortium that was made, one that failed. */
static const lh_manifest *fill(packet *p, const char *enterprises)
{
	*p = (packet){
		.row = {{"name", "=1+1"},
			{"uscc", "91650104000000001X"},
			{"members", "8"},
			{"enterprises", enterprises},
			{"lead", "甲<公司>&"}},
		.document = {.short_title = "申请书", .pages = 6, .leaves = 3, .copies = 4},
	};
	p->consortia[0] = (lh_packet_record){.no = 1,
					     .id = "01",
					     .name = "甲联合体",
					     .status = LH_PACKET_MADE,
					     .row = p->row,
					     .n_row = 5,
					     .documents = &p->document,
					     .n_documents = 1};
	p->consortia[1] = (lh_packet_record){.no = 2, .id = "02", .file = "district/02.yaml"};
	p->manifest = (lh_manifest){
		.call = "第一批",
		.fill_date = "2026-06-15",
		.district = {.org = "某区科技局", .prepared_by = "袁望北"},
		.consortia = p->consortia,
		.n_consortia = 2,
	};
	return &p->manifest;
}

static void write_book(const lh_manifest *manifest, lh_buf *out)
{
	lh_ctx *ctx = lh_ctx_new();
	ctx->data_dir = ".";
	assert_true(lh_ledger_xlsx(ctx, manifest, out));
	assert_int_equal(lh_diag_count(ctx), 0);
	lh_ctx_free(ctx);
}

static void read_part(const char *enterprises, const char *part, lh_buf *text)
{
	lh_buf book = {0};
	packet p;
	write_book(fill(&p, enterprises), &book);
	assert_true(zip_part(&book, part, text));
	lh_buf_free(&book);
}

static void counts_are_numbers_and_the_share_is_a_formula_with_its_value(void **state)
{
	(void)state;
	lh_buf sheet = {0};
	read_part("2", "xl/worksheets/sheet1.xml", &sheet);
	assert_non_null(strstr(lh_buf_str(&sheet), "<v>8</v>"));
	assert_non_null(strstr(lh_buf_str(&sheet), "<f>IF(F4&gt;0,G4/F4,0)</f><v>0.25</v>"));
	assert_non_null(strstr(lh_buf_str(&sheet), "<f>SUBTOTAL(109,F4:F4)</f><v>8</v>"));
	lh_buf_free(&sheet);
}

static void a_count_that_is_no_number_stays_the_text_that_it_is(void **state)
{
	(void)state;
	lh_buf strings = {0};
	read_part("2家", "xl/sharedStrings.xml", &strings);
	assert_non_null(strstr(lh_buf_str(&strings), "<t>2家</t>"));
	lh_buf_free(&strings);
}

static void text_like_a_formula_is_text(void **state)
{
	(void)state;
	lh_buf strings = {0};
	read_part("2", "xl/sharedStrings.xml", &strings);
	assert_non_null(strstr(lh_buf_str(&strings), "<t>=1+1</t>"));
	assert_non_null(strstr(lh_buf_str(&strings), "甲&lt;公司&gt;&amp;"));
	assert_non_null(strstr(lh_buf_str(&strings), "91650104000000001X"));
	lh_buf_free(&strings);
}

static void the_head_is_frozen_filtered_and_repeated_on_landscape_paper(void **state)
{
	(void)state;
	lh_buf sheet = {0};
	read_part("2", "xl/worksheets/sheet1.xml", &sheet);
	assert_non_null(
		strstr(lh_buf_str(&sheet), "<pane xSplit=\"2\" ySplit=\"3\" topLeftCell=\"C4\""));
	assert_non_null(strstr(lh_buf_str(&sheet), "<autoFilter ref=\"A3:Q4\"/>"));
	assert_non_null(strstr(lh_buf_str(&sheet), "paperSize=\"9\""));
	assert_non_null(strstr(lh_buf_str(&sheet), "orientation=\"landscape\""));
	read_part("2", "xl/workbook.xml", &sheet);
	assert_non_null(strstr(lh_buf_str(&sheet), "_xlnm.Print_Titles"));
	lh_buf_free(&sheet);
}

/* Sheet 2 lists both, with 3 leaves four times; sheet 1 only what was made. */
static void what_failed_is_on_the_list_of_checks_only(void **state)
{
	(void)state;
	lh_buf sheet = {0};
	read_part("2", "xl/worksheets/sheet1.xml", &sheet);
	assert_null(strstr(lh_buf_str(&sheet), "<v>2</v></c><c r=\"B5\""));
	read_part("2", "xl/worksheets/sheet2.xml", &sheet);
	assert_non_null(strstr(lh_buf_str(&sheet), "<v>2</v></c><c r=\"B5\""));
	assert_non_null(strstr(lh_buf_str(&sheet), "<c r=\"M4\" s=\""));
	assert_non_null(strstr(lh_buf_str(&sheet), "<f>SUBTOTAL(109,M4:M5)</f><v>12</v>"));
	lh_buf_free(&sheet);
}

static void the_same_packet_gives_the_same_bytes_in_any_time_zone(void **state)
{
	(void)state;
	lh_buf first = {0}, second = {0};
	packet p;
	const lh_manifest *manifest = fill(&p, "2");
	setenv("TZ", "Asia/Urumqi", 1);
	tzset();
	write_book(manifest, &first);
	setenv("TZ", "America/Lima", 1);
	tzset();
	write_book(manifest, &second);
	unsetenv("TZ");
	tzset();
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.bytes, second.bytes, first.length);
	lh_buf_free(&first);
	lh_buf_free(&second);
}

static void a_missing_template_is_told(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_buf book = {0};
	packet p;
	const lh_manifest *manifest = fill(&p, "2");
	ctx->data_dir = "tests/unit";
	assert_false(lh_ledger_xlsx(ctx, manifest, &book));
	assert_int_equal(lh_diag_errors(ctx), 1);
	assert_int_equal(book.length, 0);
	lh_ctx_free(ctx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_are_numbers_and_the_share_is_a_formula_with_its_value),
		cmocka_unit_test(a_count_that_is_no_number_stays_the_text_that_it_is),
		cmocka_unit_test(text_like_a_formula_is_text),
		cmocka_unit_test(the_head_is_frozen_filtered_and_repeated_on_landscape_paper),
		cmocka_unit_test(what_failed_is_on_the_list_of_checks_only),
		cmocka_unit_test(the_same_packet_gives_the_same_bytes_in_any_time_zone),
		cmocka_unit_test(a_missing_template_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
