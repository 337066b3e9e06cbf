#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "support/datalab.h"
#include "util/buf.h"

static const char *text_at(const lh_yaml *map, const char *key)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	assert_non_null(node);
	assert_int_equal(node->kind, LH_YAML_SCALAR);
	return node->u.scalar.text;
}

static void nodes_keep_line_and_column_in_characters(void **state)
{
	datalab *lab = *state;
	const lh_yaml *y = datalab_yaml(lab, "甲: 1\n乙:\n  - 丙丙: {丁: x}\n");
	assert_non_null(y);
	const lh_yaml *item = lh_yaml_at(y, "乙")->u.list.items[0];
	assert_int_equal(item->u.map.entries[0].key_loc.line, 3);
	assert_int_equal(item->u.map.entries[0].key_loc.col, 5);
	const lh_yaml *x = lh_yaml_at(lh_yaml_at(item, "丙丙"), "丁");
	assert_int_equal(x->loc.line, 3);
	assert_int_equal(x->loc.col, 13);
	assert_string_equal(x->loc.file, "t.yaml");
}

static void scalars_stay_text_and_know_how_they_were_written(void **state)
{
	datalab *lab = *state;
	const lh_yaml *y = datalab_yaml(
		lab, "a: 0991\nb: \"null\"\nc: null\nd:\ne: ~\nf: |\n  x\n  y\ng: ''\n");
	assert_string_equal(text_at(y, "a"), "0991");
	assert_false(lh_yaml_is_null(lh_yaml_at(y, "b")));
	assert_true(lh_yaml_is_null(lh_yaml_at(y, "c")));
	assert_true(lh_yaml_is_null(lh_yaml_at(y, "d")));
	assert_true(lh_yaml_is_null(lh_yaml_at(y, "e")));
	assert_true(lh_yaml_is_null(lh_yaml_at(y, "z")));
	assert_false(lh_yaml_is_null(lh_yaml_at(y, "g")));
	assert_string_equal(text_at(y, "f"), "x\ny\n");
	assert_true(lh_yaml_at(y, "f")->u.scalar.block);
	assert_null(lh_yaml_at(lh_yaml_at(y, "a"), "b"));
}

static void folding_leaves_no_blank_between_full_width_characters(void **state)
{
	datalab *lab = *state;
	const lh_yaml *y =
		datalab_yaml(lab, "a: >-\n  协同\n  攻关，\n  “链主”\n  企业 A\n  and B\n  协同\n"
				  "b: 储能\n   系统\nc: |-\n  甲 乙\n  丙\nd: 甲 乙\n");
	assert_string_equal(text_at(y, "a"), "协同攻关，“链主”企业 A and B 协同");
	assert_string_equal(text_at(y, "b"), "储能系统");
	assert_string_equal(text_at(y, "c"), "甲 乙\n丙");
	assert_string_equal(text_at(y, "d"), "甲 乙");
}

static void windows_line_ends_and_byte_order_mark_are_read(void **state)
{
	datalab *lab = *state;
	const lh_yaml *y = datalab_yaml(lab, "\xEF\xBB\xBF"
					     "a: 1\r\nb: |\r\n  x\r\n  y\r\n");
	assert_string_equal(text_at(y, "a"), "1");
	assert_string_equal(text_at(y, "b"), "x\ny\n");
	assert_int_equal(lh_yaml_at(y, "a")->loc.col, 4);
}

static void every_refusal_of_a_file_is_told_in_one_run(void **state)
{
	datalab *lab = *state;
	assert_null(
		datalab_yaml(lab, "a: &x 1\nb: *x\nc: !t 2\na: 3\n[k]: 4\nd: \"\\0\"\ne: \x01\n"));
	datalab_expect(lab, LH_E_YAML_ANCHOR, 1, 4);
	datalab_expect(lab, LH_E_YAML_ALIAS, 2, 4);
	datalab_expect(lab, LH_E_YAML_TAG, 3, 4);
	datalab_expect(lab, LH_E_YAML_DUPLICATE, 4, 1);
	datalab_expect(lab, LH_N_FIRST_HERE, 1, 1);
	datalab_expect(lab, LH_E_YAML_KEY, 5, 1);
	datalab_expect(lab, LH_E_YAML_CONTROL, 6, 4);
	datalab_expect(lab, LH_E_YAML_CONTROL, 7, 4);
}

static void bytes_that_are_not_utf8_are_told_once_a_line(void **state)
{
	datalab *lab = *state;
	static const char *const bad[] = {"\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80",
					  "\xE4\xB8", "\xFF\xFE"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		lh_diag_clear(lab->ctx);
		char text[32] = "a: 1\nb: 乙";
		strcat(text, bad[i]);
		assert_null(datalab_yaml(lab, text));
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		datalab_expect(lab, LH_E_YAML_UTF8, 2, 5);
	}
}

static void another_encoding_is_told_once_a_file(void **state)
{
	datalab *lab = *state;
	static const char gbk[] = "\xC3\xFB\xB3\xC6: \xBC\xD7\n\xB5\xD8\xD6\xB7: \xD2\xD2\n";
	static const char wide[] = "\xFF\xFE" "a\0:\0 \0b\0\n\0c\0:\0 \0b\0\n";
	const struct { const char *bytes; size_t length; const char *name; } files[] = {
		{gbk, sizeof gbk - 1, "GBK"}, {wide, sizeof wide - 1, "UTF-16"}, {wide + 2, sizeof wide - 3, "UTF-16"}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		lh_diag_clear(lab->ctx);
		assert_null(lh_yaml_parse(lab->ctx, lab->arena, "t", files[i].bytes, files[i].length));
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		assert_non_null(strstr(datalab_report(lab, LH_E_YAML_ENCODING)->zh, files[i].name));
	}
}

static void invisible_line_breaks_keep_the_count_of_lines(void **state)
{
	datalab *lab = *state;
	const lh_yaml *y = datalab_yaml(lab, "a: \"甲\u2028乙\u2029丙\"\nb: 丁\u2028戊\nc: 1\n");
	assert_string_equal(text_at(y, "a"), "甲 乙 丙");
	assert_string_equal(text_at(y, "b"), "丁 戊");
	assert_int_equal(lh_yaml_at(y, "c")->loc.line, 3);
	assert_int_equal(lh_diag_count(lab->ctx), 2); /* one a line */
	datalab_expect(lab, LH_W_YAML_BREAK, 1, 6);
	datalab_expect(lab, LH_W_YAML_BREAK, 2, 5);
	assert_int_equal(lh_diag_errors(lab->ctx), 0);
}

static void nul_and_a_lone_carriage_return_are_refused(void **state)
{
	datalab *lab = *state;
	assert_null(lh_yaml_parse(lab->ctx, lab->arena, "t", "a: x\0y\n", 7));
	datalab_expect(lab, LH_E_YAML_CONTROL, 1, 5);
	lh_diag_clear(lab->ctx);
	assert_null(datalab_yaml(lab, "a: 1\rb: 2\n"));
	datalab_expect(lab, LH_E_YAML_CONTROL, 1, 5);
}

static void a_binary_file_is_given_up_early(void **state)
{
	datalab *lab = *state;
	char bytes[400];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = i % 2 ? '\n' : '\x01';
	assert_null(lh_yaml_parse(lab->ctx, lab->arena, "t", bytes, sizeof bytes));
	assert_in_range(lh_diag_count(lab->ctx), 1, 30);
}

static void duplicates_among_many_keys_are_found(void **state)
{
	datalab *lab = *state;
	lh_buf text = {0};
	for (int i = 0; i < 5000; i++)
		lh_buf_printf(&text, "key%d: 1\n", i);
	lh_buf_puts(&text, "key17: 2\n");
	assert_null(lh_yaml_parse(lab->ctx, lab->arena, "t", text.bytes, text.length));
	lh_buf_free(&text);
	datalab_expect(lab, LH_E_YAML_DUPLICATE, 5001, 1);
	datalab_expect(lab, LH_N_FIRST_HERE, 18, 1);
	assert_int_equal(lh_diag_errors(lab->ctx), 1);
}

static void depth_is_allowed_up_to_the_limit(void **state)
{
	datalab *lab = *state;
	char text[128] = {0};
	size_t depth = lab->ctx->limits.depth;
	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	assert_non_null(datalab_yaml(lab, text));
	memset(text, '[', depth + 1);
	memset(text + depth + 1, ']', depth + 1);
	assert_null(datalab_yaml(lab, text));
	datalab_expect(lab, LH_E_YAML_DEPTH, 1, (uint32_t)depth + 1);
}

static void size_and_number_of_values_are_limited(void **state)
{
	datalab *lab = *state;
	lab->ctx->limits.nodes = 4;
	assert_non_null(datalab_yaml(lab, "[a, b, c]"));
	assert_null(datalab_yaml(lab, "[a, b, c, d]"));
	datalab_expect(lab, LH_E_YAML_NODES, 1, 11);
	lh_diag_clear(lab->ctx);
	lab->ctx->limits.file_bytes = 8;
	assert_null(datalab_yaml(lab, "a: 123456"));
	datalab_expect(lab, LH_E_FILE_SIZE, 0, 0);
}

static void a_file_holds_exactly_one_document(void **state)
{
	datalab *lab = *state;
	static const char *const empty[] = {"", "\n\n", "# only a comment\n", "---\n"};
	for (size_t i = 0; i < 4; i++) {
		lh_diag_clear(lab->ctx);
		assert_null(datalab_yaml(lab, empty[i]));
		datalab_expect(lab, LH_E_YAML_EMPTY, 0, 0);
	}
	assert_non_null(datalab_yaml(lab, "---\na: 1\n"));
	assert_null(datalab_yaml(lab, "a: 1\n---\nb: 2\n"));
	datalab_expect(lab, LH_E_YAML_DOCUMENTS, 2, 1);
}

static void slips_are_told_where_they_were_typed(void **state)
{
	static const struct {
		const char *text;
		lh_msg msg;
		uint32_t line, col;
	} cases[] = {
		{"名称：甲\n领域: 乙\n", LH_E_YAML_COLON, 1, 3},
		{"a:\n  名称：甲     # 必填: 全称\n\n  # 说明\n  领域: 乙\n", LH_E_YAML_COLON, 2, 5},
		{"a: 1\n名称：   # 必填\n领域: 乙\n", LH_E_YAML_COLON, 2, 3},
		{"编号:牵头\n领域: 乙\n", LH_E_YAML_TIGHT_COLON, 1, 3},
		{"a: \"专精特新\"企业\n", LH_E_YAML_MARKED, 1, 4},
		{"- {a: [2024]甲, b: 1}\n", LH_E_YAML_MARKED, 1, 7},
		{"a: [2024]甲\n", LH_E_YAML_MARKED, 1, 4},
		{"a: *ST甲\n", LH_E_YAML_MARKED, 1, 4},
		{"a: @甲\n", LH_E_YAML_MARKED, 1, 4},
		{"a: >80%\n", LH_E_YAML_MARKED, 1, 4},
		{"a: > 5亿元\n", LH_E_YAML_MARKED, 1, 4},
		{"a: 主营: 甲\n", LH_E_YAML_INNER_COLON, 1, 6},
		{"a: {b: 甲，c: 乙}\n", LH_E_YAML_WIDE_COMMA, 1, 9},
		{"a: {b: 1\n", LH_E_YAML_SYNTAX, 2, 1},
		{"a: \"x\n见 http://x\n", LH_E_YAML_SYNTAX, 3, 1},
	};
	datalab *lab = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		lh_diag_clear(lab->ctx);
		assert_null(datalab_yaml(lab, cases[i].text));
		datalab_expect(lab, cases[i].msg, cases[i].line, cases[i].col);
		assert_int_equal(lh_diag_count(lab->ctx), 1);
	}
}

static void the_quoting_of_a_marked_value_is_shown(void **state)
{
	datalab *lab = *state;
	assert_null(datalab_yaml(lab, "a: \"甲\"和'乙'  # 丙\n"));
	assert_non_null(strstr(datalab_report(lab, LH_E_YAML_MARKED)->zh, "写成 '\"甲\"和''乙'''"));
}

static void text_that_counts_as_a_comment_is_told(void **state)
{
	static const char *const cut[] = {"a: 示范路1号 #3栋\n", "a: {b: 示范路1号 #3栋\n  }\n", "a:\n  - 示范路1号\t#3栋\n",
					  "a: 示范路1号\n  东 #3栋", "a: #3栋\n", "示范: 1\nb: 示范路1号 #3栋\n"};
	static const char *const kept[] = {"a: 示范路1号 # 3栋\n", "a: 示范路1号#3栋\n", "a: \"示范路1号\" #3栋\n",
					   "a: 示范路1号 ###\n", "a: |\n  示范路1号 #3栋\n", "a: 1\n#3栋\n", "a:  #\n"};
	datalab *lab = *state;
	for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
		lh_diag_clear(lab->ctx);
		assert_non_null(datalab_yaml(lab, cut[i]));
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		const lh_report *report = datalab_report(lab, LH_O_YAML_CUT);
		assert_non_null(report);
		assert_non_null(strstr(report->zh, "“#3栋”"));
	}
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		lh_diag_clear(lab->ctx);
		assert_non_null(datalab_yaml(lab, kept[i]));
		assert_int_equal(lh_diag_count(lab->ctx), 0);
	}
	datalab_yaml(lab, "a: 示范路1号  #3栋\n");
	datalab_expect(lab, LH_O_YAML_CUT, 1, 11);
}

static void reading_on_gives_the_tree_in_spite_of_refusals(void **state)
{
	datalab *lab = *state;
	const char *text = "a: &x 1\nb: 2\n";
	const lh_yaml *y = lh_yaml_parse_on(lab->ctx, lab->arena, "t", text, strlen(text));
	assert_string_equal(text_at(y, "b"), "2");
	assert_int_equal(lh_diag_errors(lab->ctx), 1);
}

static void folders_and_missing_files_are_refused(void **state)
{
	datalab *lab = *state;
	assert_null(lh_yaml_read(lab->ctx, lab->arena, LH_SOURCE_DIR "/samples"));
	assert_non_null(datalab_report(lab, LH_E_FILE_KIND));
	assert_null(lh_yaml_read(lab->ctx, lab->arena, LH_SOURCE_DIR "/samples/absent.yaml"));
	assert_non_null(datalab_report(lab, LH_E_FILE_OPEN));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, datalab_setup, datalab_teardown)
	const struct CMUnitTest tests[] = {
		TEST(nodes_keep_line_and_column_in_characters),
		TEST(scalars_stay_text_and_know_how_they_were_written),
		TEST(folding_leaves_no_blank_between_full_width_characters),
		TEST(windows_line_ends_and_byte_order_mark_are_read),
		TEST(every_refusal_of_a_file_is_told_in_one_run),
		TEST(bytes_that_are_not_utf8_are_told_once_a_line),
		TEST(another_encoding_is_told_once_a_file),
		TEST(invisible_line_breaks_keep_the_count_of_lines),
		TEST(nul_and_a_lone_carriage_return_are_refused),
		TEST(a_binary_file_is_given_up_early),
		TEST(duplicates_among_many_keys_are_found),
		TEST(depth_is_allowed_up_to_the_limit),
		TEST(size_and_number_of_values_are_limited),
		TEST(a_file_holds_exactly_one_document),
		TEST(slips_are_told_where_they_were_typed),
		TEST(the_quoting_of_a_marked_value_is_shown),
		TEST(text_that_counts_as_a_comment_is_told),
		TEST(reading_on_gives_the_tree_in_spite_of_refusals),
		TEST(folders_and_missing_files_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
