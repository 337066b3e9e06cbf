/* Records: their words, what failing takes away, what messages say. */
#include "packet/record/record.h"

#include "support/unit.h"

#include "util/arena.h"
#include "util/ctx.h"
#include "util/file.h"

static lh_packet_record made(void)
{
	static const lh_packet_finding finding = {.rule = "a.b", .result = LH_RESULT_WARN};
	static const lh_packet_counts counts;
	static const lh_packet_document document = {.key = "application", .pages = 6};
	static const lh_packet_set set;
	static const lh_pair row[] = {{"name", "甲"}, {"lead", "乙"}};
	return (lh_packet_record){.no = 1,
				  .id = "01",
				  .file = "01.yaml",
				  .name = "甲",
				  .folder = "01_甲",
				  .status = LH_PACKET_MADE,
				  .verdict = LH_RESULT_WARN,
				  .counts = &counts,
				  .row = row,
				  .n_row = 2,
				  .findings = &finding,
				  .n_findings = 1,
				  .documents = &document,
				  .n_documents = 1,
				  .set = &set,
				  .zip = "01_甲.zip",
				  .key = "k"};
}

static void assert_empty(const lh_packet_record *r)
{
	assert_int_equal(r->status, LH_PACKET_FAILED);
	assert_null(r->folder);
	assert_null(r->zip);
	assert_null(r->set);
	assert_null(r->row);
	assert_int_equal(r->n_row, 0);
	assert_int_equal(r->n_documents, 0);
	assert_string_equal(r->name, "甲");
}

static void what_was_found_says_why_it_failed(void **state)
{
	(void)state;
	lh_packet_record r = made();
	lh_packet_record_fail(&r, LH_REASON_RULE);
	assert_empty(&r);
	assert_int_equal(r.n_findings, 1);
	assert_int_equal(r.verdict, LH_RESULT_WARN);
	assert_non_null(r.counts);
}

static void a_duplicate_is_not_judged_twice(void **state)
{
	(void)state;
	lh_packet_record r = made();
	lh_packet_record_fail(&r, LH_REASON_DUPLICATE);
	assert_empty(&r);
	assert_int_equal(r.n_findings, 0);
	assert_int_equal(r.verdict, LH_RESULT_INFO);
	assert_null(r.counts);
}

static void words_are_those_of_the_rules(void **state)
{
	(void)state;
	lh_buf text = {0};
	lh_packet_record r = made();
	lh_shape_json((lh_shaped){&lh_packet_record_shape, &r}, /*depth*/ 0, &text);
	assert_non_null(strstr(text.bytes, "\"status\": \"made\",\n \"reason\": null,"));
	assert_non_null(strstr(text.bytes, "\"verdict\": \"warn\","));
	const char *at = text.bytes;
	for (int i = LH_RESULT_INFO; i <= LH_RESULT_ERROR; i++) {
		char key[32];
		(void)snprintf(key, sizeof key, "\"%s\": 0", lh_result_name((lh_result)i, LH_LANG_EN));
		at = strstr(at, key);
		assert_non_null(at);
	}
	lh_buf_free(&text);
}

/* The key is the record's own; the manifest does not have it. */
static void entries_of_the_manifest_have_no_key(void **state)
{
	(void)state;
	lh_buf record = {0}, entry = {0};
	lh_packet_record r = made();
	lh_shape_json((lh_shaped){&lh_packet_record_shape, &r}, /*depth*/ 0, &record);
	lh_shape_json((lh_shaped){&lh_packet_entry_shape, &r}, /*depth*/ 0, &entry);
	assert_non_null(strstr(record.bytes, ",\n \"key\": \"k\"\n}"));
	assert_null(strstr(entry.bytes, "\n \"key\""));
	lh_buf_free(&record);
	lh_buf_free(&entry);
}

static void places_in_messages_are_relative(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_diag(ctx, LH_E_FILE_KIND, (lh_loc){"/home/x/data/01.yaml", 3, 4}, NULL);
	lh_diag(ctx, LH_E_FILE_KIND, (lh_loc){"/usr/share/templates/a.yaml", 0, 0}, NULL);
	lh_packet_message one =
		lh_packet_message_of(ctx->arena, lh_diag_at(ctx, 0), "/home/x", "/usr/share");
	lh_packet_message two =
		lh_packet_message_of(ctx->arena, lh_diag_at(ctx, 1), "/home/x", "/usr/share");
	assert_string_equal(one.file, "data/01.yaml");
	assert_string_equal(one.code, "LH1003");
	assert_int_equal(one.line, 3);
	assert_string_equal(two.file, "templates/a.yaml");
	lh_ctx_free(ctx);
}

/* A reason that has no label is printed as an English word. */
static void every_reason_has_a_label_and_stands_in_the_documents(void **state)
{
	(void)state;
	static const struct {
		const char *path, *pattern;
	} files[] = {
		{"templates/common/packet/workbook.yaml", " %s: "},
		{"templates/common/packet/index.html", " %s: \""},
		{"docs/packet.md", "`%s`"},
		{"docs/manifest.md", " %s"},
	};
	lh_ctx *ctx = lh_ctx_new();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		lh_buf text = {0};
		assert_true(lh_file_read(ctx, lh_path_join(ctx->arena, LH_SOURCE_DIR, files[i].path),
					 1 << 20, &text));
		for (int r = LH_REASON_DATA; r <= LH_REASON_DUPLICATE; r++) {
			char words[64];
			(void)snprintf(words, sizeof words, files[i].pattern,
				       lh_packet_reason_word((lh_packet_reason)r));
			/* The first label needs no blank in front. */
			const char *found = strstr(text.bytes, r == LH_REASON_DATA ? words + 1 : words);
			if (!found)
				fail_msg("%s: no %s", files[i].path, words);
		}
		lh_buf_free(&text);
	}
	lh_ctx_free(ctx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_found_says_why_it_failed),
		cmocka_unit_test(a_duplicate_is_not_judged_twice),
		cmocka_unit_test(words_are_those_of_the_rules),
		cmocka_unit_test(entries_of_the_manifest_have_no_key),
		cmocka_unit_test(places_in_messages_are_relative),
		cmocka_unit_test(every_reason_has_a_label_and_stands_in_the_documents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
