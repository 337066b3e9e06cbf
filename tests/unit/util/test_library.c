/* Opening a library: what is there is called, what is not is told as a fault of the system. */
#include "support/unit.h"

#include <math.h>

#include "util/ctx.h"
#include "util/library.h"

#define MATH_CALLS(CALL) CALL(floor) CALL(hypot)

typedef struct math_calls {
	MATH_CALLS(LH_CALL_FIELD)
} math_calls;

static void a_library_is_opened_again_and_again(void **state)
{
	(void)state;
	static const char *const names[] = {MATH_CALLS(LH_CALL_NAME)};
	lh_ctx *ctx = lh_ctx_new();
	for (int i = 0; i < 3; i++) {
		math_calls calls = {0};
		assert_true(lh_library_open(ctx, "libm.so.6", names, 2, &calls));
		assert_int_equal((int)calls.hypot(3, 4), 5);
		assert_int_equal((int)calls.floor(2.5), 2);
	}
	assert_int_equal(lh_diag_count(ctx), 0);
	lh_ctx_free(ctx);
}

static void refuse(const char *file, const char *name)
{
	const char *const names[] = {name};
	lh_ctx *ctx = lh_ctx_new();
	void *call;
	assert_false(lh_library_open(ctx, file, names, 1, &call));
	assert_int_equal(lh_diag_count(ctx), 1);
	assert_int_equal(lh_diag_at(ctx, 0)->msg, LH_E_LIBRARY);
	assert_non_null(strstr(lh_diag_at(ctx, 0)->en, file));
	assert_true(lh_diag_system_failed(ctx));
	lh_ctx_free(ctx);
}

static void what_is_missing_is_told(void **state)
{
	(void)state;
	refuse("liblianheti-nowhere.so.7", "anything");
	refuse("libm.so.6", "lianheti_is_not_there");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_library_is_opened_again_and_again),
		cmocka_unit_test(what_is_missing_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
