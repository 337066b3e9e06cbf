/* Messages: arguments, levels of drafts and finals, the nearest word. */
#include "support/unit.h"

#include "util/ctx.h"

static lh_loc at(uint32_t line)
{
	return (lh_loc){"data.yaml", line, 3};
}

static void arguments_are_filled_in_both_languages(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	lh_diag(ctx, LH_E_FILE_OPEN, at(4), "no such file", NULL);
	assert_int_equal(lh_diag_count(ctx), 1);
	assert_string_equal(lh_diag_at(ctx, 0)->zh, "打不开：no such file");
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
	lh_diag(ctx, LH_E_FILE_OPEN, at(1), "x", NULL);
	assert_false(lh_diag_system_failed(ctx));
	lh_diag(ctx, LH_E_FILE_WRITE, at(1), "x", NULL);
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
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arguments_are_filled_in_both_languages),
		cmocka_unit_test(errors_are_counted_beyond_the_kept_ones),
		cmocka_unit_test(rewinding_forgets_messages_and_their_errors),
		cmocka_unit_test(only_refusals_of_the_system_count_as_such),
		cmocka_unit_test(nearest_word_is_within_a_third),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
