/* What a memo keeps, and that it forgets rather than grow. */
#include "support/unit.h"

#include "util/memo.h"

static void what_was_kept_is_found_by_its_key(void **state)
{
	(void)state;
	lh_memo *memo = lh_memo_new(1 << 16);
	size_t length = 7;
	assert_null(lh_memo_find(memo, "seal", 4, &length));
	lh_memo_keep(memo, "seal", 4, "round", 5);
	lh_memo_keep(memo, "sealed", 6, "", 0);
	const void *found = lh_memo_find(memo, "seal", 4, &length);
	assert_int_equal(length, 5);
	assert_memory_equal(found, "round", 5);
	assert_non_null(lh_memo_find(memo, "sealed", 6, &length));
	assert_int_equal(length, 0);
	assert_null(lh_memo_find(memo, "sea", 3, &length));
	lh_memo_free(memo);
}

static void a_full_memo_forgets_and_goes_on(void **state)
{
	(void)state;
	enum { LIMIT = 4096, ROUNDS = 1000 };
	lh_memo *memo = lh_memo_new(LIMIT);
	char bytes[500] = {0};
	size_t length, found = 0;
	for (int i = 0; i < ROUNDS; i++) {
		lh_memo_keep(memo, &i, sizeof i, bytes, sizeof bytes);
		assert_non_null(lh_memo_find(memo, &i, sizeof i, &length));
	}
	for (int i = 0; i < ROUNDS; i++)
		found += lh_memo_find(memo, &i, sizeof i, &length) != NULL;
	assert_in_range(found, 1, LIMIT / sizeof bytes);
	/* What would never fit is not kept, and pushes nothing out. */
	char large[LIMIT] = {0};
	lh_memo_keep(memo, "large", 5, large, sizeof large);
	assert_null(lh_memo_find(memo, "large", 5, &length));
	size_t left = 0;
	for (int i = 0; i < ROUNDS; i++)
		left += lh_memo_find(memo, &i, sizeof i, &length) != NULL;
	assert_int_equal(left, found);
	lh_memo_free(memo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_is_found_by_its_key),
		cmocka_unit_test(a_full_memo_forgets_and_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
