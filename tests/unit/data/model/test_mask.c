/* Personal data in running text: the tables of docs/public.md are what is promised and tested. */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/model/mask.h"
#include "util/arena.h"

#define TABLES LH_SOURCE_DIR "/docs/public.md"

typedef struct bed {
	lh_arena *arena;
	size_t n_told, wrong;
	const char *told;
} bed;

static void stays(void *user, const char *digits)
{
	bed *b = user;
	b->n_told++;
	b->told = digits;
}

static const char *mask(bed *b, const char *text)
{
	return lh_mask_personal(b->arena, text, "*", stays, b);
}

/* The cells of a row of the table; 0 when the line is none. */
static size_t cells_of(char *line, char *cells[2])
{
	size_t n = 0;
	if (strncmp(line, "| ", 2) != 0)
		return 0;
	for (char *at = line + 2; n < 2; n++) {
		char *end = strstr(at, " |");
		if (!end)
			break;
		*end = '\0';
		cells[n] = at;
		at = end + 3;
	}
	return n;
}

/* Each row of the table under `head`; returns how many there were. */
static size_t each_row(const char *head, void (*check)(bed *b, char *cells[2]))
{
	FILE *file = fopen(TABLES, "r");
	assert_non_null(file);
	char line[512];
	bool inside = false;
	size_t n = 0;
	bed b = {.arena = lh_arena_new()};
	while (fgets(line, sizeof line, file)) {
		char *cells[2];
		if (strncmp(line, "## ", 3) == 0)
			inside = strstr(line, head) != NULL;
		else if (inside && cells_of(line, cells) && strncmp(cells[0], "写法", strlen("写法")) != 0) {
			check(&b, cells);
			n++;
		}
	}
	lh_arena_free(b.arena);
	fclose(file);
	assert_int_equal(b.wrong, 0);
	return n;
}

static void is_masked(bed *b, char *cells[2])
{
	if (strcmp(mask(b, cells[0]), cells[1]) != 0)
		b->wrong += printf("%s → %s, not %s\n", cells[0], mask(b, cells[0]), cells[1]) > 0;
}

static void is_kept(bed *b, char *cells[2])
{
	if (strcmp(mask(b, cells[0]), cells[0]) != 0)
		b->wrong += printf("%s → %s\n", cells[0], mask(b, cells[0])) > 0;
}

static void every_spelling_of_the_first_table_is_masked(void **state)
{
	(void)state;
	assert_true(each_row("Masked", is_masked) > 40);
}

static void every_number_of_the_second_table_is_kept(void **state)
{
	(void)state;
	assert_true(each_row("Kept", is_kept) > 25);
}

static void long_digits_that_stay_are_told(void **state)
{
	(void)state;
	bed b = {.arena = lh_arena_new()};
	mask(&b, "项目编号202101010101，手机13800000001");
	assert_int_equal(b.n_told, 1);
	assert_string_equal(b.told, "202101010101");
	mask(&b, "2024-2026年共123456件");
	assert_int_equal(b.n_told, 1);
	mask(&b, "共１２３４５６７件");
	assert_int_equal(b.n_told, 2);
	assert_string_equal(b.told, "１２３４５６７");
	lh_arena_free(b.arena);
}

static void a_text_without_any_is_given_back_itself(void **state)
{
	(void)state;
	bed b = {.arena = lh_arena_new()};
	const char *text = "首批成员八家";
	assert_ptr_equal(mask(&b, text), text);
	lh_arena_free(b.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_of_the_first_table_is_masked),
		cmocka_unit_test(every_number_of_the_second_table_is_kept),
		cmocka_unit_test(long_digits_that_stay_are_told),
		cmocka_unit_test(a_text_without_any_is_given_back_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
