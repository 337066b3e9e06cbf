/* Messages: arguments, levels of drafts and finals, the nearest word. */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "util/ctx.h"

static lh_loc at(uint32_t line)
{
	return (lh_loc){"data.yaml", line, 3};
}

static void arguments_are_filled_in_both_languages(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_diag(ctx, LH_E_FILE_OPEN, at(4), "没有这个文件", "no such file", NULL);
	assert_int_equal(lh_diag_count(ctx), 1);
	assert_string_equal(lh_diag_at(ctx, 0)->zh, "打不开：没有这个文件");
	assert_string_equal(lh_diag_at(ctx, 0)->en, "cannot open: no such file");
	assert_int_equal(lh_diag_at(ctx, 0)->loc.line, 4);
	lh_ctx_free(ctx);
}

static void errors_are_counted_beyond_the_kept_ones(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	ctx->limits.messages = 5;
	for (uint32_t i = 0; i < 9; i++)
		lh_diag(ctx, LH_E_FILE_KIND, at(i), NULL);
	assert_int_equal(lh_diag_count(ctx), 5);
	assert_int_equal(lh_diag_errors(ctx), 9);
	lh_ctx_free(ctx);
}

static void an_error_is_kept_where_warnings_have_filled_the_list(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	ctx->limits.messages = 3;
	for (uint32_t i = 0; i < 5; i++)
		lh_diag(ctx, LH_O_VALUE_MISSING, at(i), "x", "x", NULL);
	lh_diag(ctx, LH_E_FILE_KIND, at(9), NULL);
	assert_int_equal(lh_diag_count(ctx), 3);
	assert_int_equal(lh_diag_at(ctx, 1)->loc.line, 1);
	assert_int_equal(lh_diag_at(ctx, 2)->msg, LH_E_FILE_KIND);
	assert_false(lh_diag_full(ctx));
	lh_ctx_free(ctx);
}

static void what_is_not_listed_is_counted_in_print(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	ctx->limits.messages = 1;
	ctx->lang = LH_LANG_EN;
	for (uint32_t i = 0; i < 4; i++)
		lh_diag(ctx, LH_E_FILE_KIND, at(i), NULL);
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	lh_diag_print_all(ctx, out);
	fclose(out);
	assert_non_null(strstr(text, "3 more messages"));
	free(text);
	lh_ctx_free(ctx);
}

static void one_mistake_met_twice_is_printed_once(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	for (int i = 0; i < 2; i++) {
		lh_diag(ctx, LH_E_DATA_ID_TWICE, at(4), "m01", "成员单位", "unit", NULL);
		lh_diag(ctx, LH_N_FIRST_HERE, at(2), NULL);
	}
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	lh_diag_print_all(ctx, out);
	fclose(out);
	size_t lines = 0;
	for (const char *p = text; (p = strchr(p, '\n')); p++)
		lines++;
	assert_int_equal(lines, 2);
	free(text);
	lh_ctx_free(ctx);
}

static void names_of_files_outlive_what_they_named(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_arena *arena = lh_arena_new();
	lh_diag(ctx, LH_E_FILE_KIND, (lh_loc){lh_arena_strdup(arena, "gone.yaml"), 1, 1}, NULL);
	lh_arena_free(arena);
	assert_string_equal(lh_diag_at(ctx, 0)->loc.file, "gone.yaml");
	lh_ctx_free(ctx);
}

static void rewinding_forgets_messages_and_their_errors(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_diag(ctx, LH_E_FILE_KIND, at(1), NULL);
	size_t mark = lh_diag_count(ctx);
	lh_diag(ctx, LH_E_FILE_KIND, at(2), NULL);
	lh_diag_rewind(ctx, mark);
	assert_int_equal(lh_diag_count(ctx), 1);
	assert_int_equal(lh_diag_errors(ctx), 1);
	lh_ctx_free(ctx);
}

static void only_refusals_of_the_system_count_as_such(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_diag(ctx, LH_E_FILE_OPEN, at(1), "x", "x", NULL);
	assert_false(lh_diag_system_failed(ctx));
	lh_diag(ctx, LH_E_FILE_WRITE, at(1), "x", "x", NULL);
	assert_true(lh_diag_system_failed(ctx));
	lh_ctx_free(ctx);
}

static void nearest_word_is_within_a_third(void **state)
{
	(void)state;
	static const char *const names[] = {"core_name", "industry_field", "牵头单位", "period"};
	assert_string_equal(lh_nearest("core_nmae", names, 4), "core_name");
	assert_string_equal(lh_nearest("牵头单拉", names, 4), "牵头单位");
	assert_null(lh_nearest("telephone", names, 4));
	/* Letters that changed places are one mistake, not two. */
	static const char *const keys[] = {"align", "row", "line", "for"};
	assert_string_equal(lh_nearest("lien", keys, 4), "line");
	assert_string_equal(lh_nearest("fro", keys, 4), "for");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arguments_are_filled_in_both_languages),
		cmocka_unit_test(errors_are_counted_beyond_the_kept_ones),
		cmocka_unit_test(an_error_is_kept_where_warnings_have_filled_the_list),
		cmocka_unit_test(what_is_not_listed_is_counted_in_print),
		cmocka_unit_test(one_mistake_met_twice_is_printed_once),
		cmocka_unit_test(names_of_files_outlive_what_they_named),
		cmocka_unit_test(rewinding_forgets_messages_and_their_errors),
		cmocka_unit_test(only_refusals_of_the_system_count_as_such),
		cmocka_unit_test(nearest_word_is_within_a_third),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
