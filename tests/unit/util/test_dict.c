#include "util/dict.h"

#include "support/unit.h"

#include "util/arena.h"

static void every_text_keeps_its_pointer(void **state)
{
	(void)state;
	enum { MANY = 1000 };
	lh_arena *arena = lh_arena_new();
	lh_dict *dict = lh_dict_new();
	for (size_t i = 0; i < MANY; i++) {
		const char *key = lh_fmt(arena, "联合体%zu", i);
		const void **at = lh_dict_at(dict, key);
		assert_null(*at);
		*at = key;
	}
	for (size_t i = 0; i < MANY; i++) {
		const char *key = lh_fmt(arena, "联合体%zu", i);
		assert_string_equal(*lh_dict_at(dict, key), key);
	}
	assert_null(*lh_dict_at(dict, ""));
	lh_dict_free(dict);
	lh_dict_free(NULL);
	lh_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_text_keeps_its_pointer)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
