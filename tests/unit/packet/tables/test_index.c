#include "support/unit.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packet/tables/index.h"
#include "util/file.h"

/* Writes the page of a packet in a folder that holds one picture. */
static void write_page(const char *data_dir, const char *name, const char *picture, bool expected,
		       lh_buf *page)
{
	char dir[] = "/tmp/lianheti-index-XXXXXX";
	lh_ctx *ctx = lh_ctx_new();
	assert_non_null(mkdtemp(dir));
	const char *file = lh_path_join(ctx->arena, dir, "a.png");
	assert_true(lh_file_write(ctx, file, "\x89PNG", 4));
	const lh_packet_document document = {.title = "申请书", .picture = picture};
	const lh_packet_file file_of_one = {"a.pdf", 3, "abc"}, file_of_all = {"b.pdf", 3, "def"};
	const lh_packet_record consortium = {
		.name = name,
		.documents = &document,
		.n_documents = 1,
		.files = {&file_of_one, 1},
	};
	const lh_manifest manifest = {
		.call = "第一批",
		.consortia = &consortium,
		.n_consortia = 1,
		.files = {&file_of_all, 1},
	};
	assert_int_equal(lh_index_html(ctx, data_dir, &manifest, dir, page), expected);
	assert_int_equal(lh_diag_count(ctx) > 0, !expected);
	unlink(file);
	rmdir(dir);
	lh_ctx_free(ctx);
}

static void pictures_are_inside(void **state)
{
	(void)state;
	lh_buf page = {0};
	write_page(".", "甲联合体", "a.png", true, &page);
	assert_non_null(
		strstr(lh_buf_str(&page), "{\"a.png\":\"data:image/png;base64,iVBORw==\"}"));
	assert_non_null(strstr(lh_buf_str(&page), "\"name\":\"甲联合体\""));
	lh_buf_free(&page);
}

static void a_page_goes_without_a_picture_that_is_gone(void **state)
{
	(void)state;
	lh_buf page = {0};
	write_page(".", "甲", "b.png", true, &page);
	assert_null(strstr(lh_buf_str(&page), "base64,"));
	lh_buf_free(&page);
}

static void a_name_cannot_end_the_script(void **state)
{
	(void)state;
	lh_buf page = {0};
	write_page(".", "</script><img src=x onerror=alert(1)>@pictures@", "a.png", true, &page);
	assert_non_null(strstr(lh_buf_str(&page), "\\u003c/script>\\u003cimg src=x"));
	assert_null(strstr(lh_buf_str(&page), "<img"));
	/* A mark in the data is data: the pictures still stand in their own place. */
	assert_non_null(strstr(lh_buf_str(&page), "@pictures@\""));
	assert_non_null(strstr(lh_buf_str(&page), "id=\"pictures\">{\"a.png\""));
	lh_buf_free(&page);
}

static void sums_of_files_stay_in_the_manifest(void **state)
{
	(void)state;
	lh_buf page = {0};
	write_page(".", "甲", "a.png", true, &page);
	assert_null(strstr(lh_buf_str(&page), "sha256\":"));
	assert_null(strstr(lh_buf_str(&page), "b.pdf"));
	lh_buf_free(&page);
}

static void a_missing_template_is_told(void **state)
{
	(void)state;
	lh_buf page = {0};
	write_page("tests/unit", "甲", "a.png", false, &page);
	lh_buf_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pictures_are_inside),
		cmocka_unit_test(a_page_goes_without_a_picture_that_is_gone),
		cmocka_unit_test(a_name_cannot_end_the_script),
		cmocka_unit_test(sums_of_files_stay_in_the_manifest),
		cmocka_unit_test(a_missing_template_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
