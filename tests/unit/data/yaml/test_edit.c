/* Changing values in a file as its author wrote it. */
#include "support/unit.h"

#include "data/yaml/edit.h"

static void expect_edit(const char *before, uint32_t line, uint32_t col, const char *text, const char *after)
{
	lh_buf bytes = {0};
	lh_buf_puts(&bytes, before);
	lh_yaml_edit edit = {.place = {"a.yaml", line, col}, .text = text};
	assert_true(lh_yaml_edit_apply(&bytes, &edit, 1));
	assert_string_equal(lh_buf_str(&bytes), after);
	/* What is read from it is the new text. */
	lh_ctx *ctx = lh_ctx_new();
	const lh_yaml *root = lh_yaml_parse(ctx, ctx->arena, "a.yaml", bytes.bytes, bytes.length);
	assert_non_null(root);
	const lh_yaml *value = lh_yaml_at(root, "b");
	assert_string_equal(value->u.scalar.text, text);
	lh_ctx_free(ctx);
	lh_buf_free(&bytes);
}

static void a_plain_value_stays_plain_and_its_comment_stays(void **state)
{
	(void)state;
	expect_edit("a: 1   # 甲\nb: 旧值   # 乙\nc: 3\n", 2, 4, "新的值", "a: 1   # 甲\nb: 新的值   # 乙\nc: 3\n");
	expect_edit("{a: 1, b: 旧, c: 3}\n", 1, 11, "新", "{a: 1, b: 新, c: 3}\n");
}

static void what_cannot_be_plain_is_quoted(void **state)
{
	(void)state;
	expect_edit("b: x\n", 1, 4, "a, [b]: c # d", "b: \"a, [b]: c # d\"\n");
	expect_edit("b: x\n", 1, 4, "null", "b: \"null\"\n");
	expect_edit("b: x\n", 1, 4, "-x", "b: \"-x\"\n");
	expect_edit("b: x\n", 1, 4, "他说\"好\"\\", "b: \"他说\\\"好\\\"\\\\\"\n");
}

static void quotes_stay_as_they_were(void **state)
{
	(void)state;
	expect_edit("b: 'x'\n", 1, 4, "it's", "b: 'it''s'\n");
	expect_edit("b: \"x\"  # 注\n", 1, 4, "y", "b: \"y\"  # 注\n");
}

static void a_block_stays_a_block(void **state)
{
	(void)state;
	expect_edit("b: |\n    一\n    二\n\nc: 3\n", 1, 4, "一\n三", "b: |-\n    一\n    三\n\nc: 3\n");
	expect_edit("b: >-\n  一\n  二\nc: 3\n", 1, 4, "四", "b: |-\n  四\nc: 3\n");
	expect_edit("c: 3\nb: |\n  一\n", 2, 4, "二", "c: 3\nb: |-\n  二\n");
}

static void several_edits_do_not_disturb_each_other(void **state)
{
	(void)state;
	lh_buf bytes = {0};
	lh_buf_puts(&bytes, "\xEF\xBB\xBF" "a: 甲\nb: [乙, 丙]\n");
	lh_yaml_edit edits[] = {
		{.place = {"", 1, 4}, .text = "很长的新值"},
		{.place = {"", 2, 8}, .text = "丁"},
		{.place = {"", 2, 5}, .text = "戊己"},
	};
	assert_true(lh_yaml_edit_apply(&bytes, edits, 3));
	assert_string_equal(lh_buf_str(&bytes), "\xEF\xBB\xBF" "a: 很长的新值\nb: [戊己, 丁]\n");
	lh_buf_free(&bytes);
}

static void a_place_without_a_value_is_told(void **state)
{
	(void)state;
	lh_buf bytes = {0};
	lh_buf_puts(&bytes, "a: 1\n");
	lh_yaml_edit edit = {.place = {"", 1, 3}, .text = "x"};
	assert_false(lh_yaml_edit_apply(&bytes, &edit, 1));
	assert_string_equal(lh_buf_str(&bytes), "a: 1\n");
	lh_buf_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_value_stays_plain_and_its_comment_stays),
		cmocka_unit_test(what_cannot_be_plain_is_quoted),
		cmocka_unit_test(quotes_stay_as_they_were),
		cmocka_unit_test(a_block_stays_a_block),
		cmocka_unit_test(several_edits_do_not_disturb_each_other),
		cmocka_unit_test(a_place_without_a_value_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
