/* The arithmetic of binding: sides of leaves, and volumes. */
#include "packet/bind/plan.h"

#include "support/unit.h"

#include "util/arena.h"

static int begin(void **state)
{
	*state = lh_arena_new();
	return 0;
}

static int end(void **state)
{
	lh_arena_free(*state);
	return 0;
}

/* A paper whose pages have these labels; `stamped`: the page that has a seal, or -1. */
static const lh_pages *paper(lh_arena *arena, const char *const *labels, size_t n, int stamped)
{
	lh_page *pages = LH_NEW_ARRAY(arena, lh_page, n);
	for (size_t i = 0; i < n; i++)
		pages[i].label = labels[i];
	lh_placed_slot *slot = LH_NEW(arena, lh_placed_slot);
	slot->page = (size_t)stamped;
	lh_pages *made = LH_NEW(arena, lh_pages);
	*made = (lh_pages){.pages = pages, .n_pages = n, .slots = slot, .n_slots = stamped >= 0};
	return made;
}

/* Sides as a text: 0 to 9 for pages, '-' for blanks. */
static const char *sides(lh_arena *arena, const lh__piece *piece)
{
	char *text = LH_NEW_ARRAY(arena, char, piece->n_sides + 1);
	for (size_t i = 0; i < piece->n_sides; i++)
		text[i] = piece->sides[i] == LH__BLANK ? '-' : (char)('0' + piece->sides[i]);
	return text;
}

#define LAY(labels, stamped, ...)                                                              \
	sides(*state, &(lh__piece[]){lh__piece_lay(                                            \
			*state, paper(*state, labels, sizeof labels / sizeof *labels, stamped), \
			&(lh__piece_how){__VA_ARGS__})}[0])

static void paper_of_odd_pages_ends_with_a_blank(void **state)
{
	const char *const three[] = {"1", "2", "3"}, *const two[] = {"1", "2"};
	assert_string_equal(LAY(three, -1, .duplex = true), "012-");
	assert_string_equal(LAY(two, -1, .duplex = true), "01");
}

static void page_that_begins_a_counting_lies_on_the_right(void **state)
{
	const char *const cover[] = {"", "1", "2"}, *const twice[] = {"1", "2", "3", "1", "2"};
	const char *const on[] = {"", "", "1"}, *const even[] = {"", "2", "3"};
	assert_string_equal(LAY(cover, -1, .duplex = true), "0-12");
	assert_string_equal(LAY(twice, -1, .duplex = true), "012-34");
	assert_string_equal(LAY(on, -1, .duplex = true), "012-");
	assert_string_equal(LAY(even, -1, .duplex = true), "012-");
}

static void paper_on_one_side_has_blank_backs(void **state)
{
	const char *const two[] = {"1", "2"};
	assert_string_equal(LAY(two, -1, .duplex = true, .single = true), "0-1-");
}

static void stamped_page_has_a_leaf_of_its_own_when_asked(void **state)
{
	const char *const four[] = {"1", "2", "3", "4"};
	assert_string_equal(LAY(four, 1, .duplex = true), "0123");
	assert_string_equal(LAY(four, 1, .duplex = true, .stamped_single = true), "0-1-23");
	assert_string_equal(LAY(four, 2, .duplex = true, .stamped_single = true), "012-3-");
}

static void set_on_one_side_has_no_blanks(void **state)
{
	const char *const cover[] = {"", "1", "2"};
	assert_string_equal(LAY(cover, 1, .single = true, .stamped_single = true), "012");
}

/* Pieces of these many leaves, in duplex. */
static lh__plan deal(lh_arena *arena, const size_t *leaves, size_t n, size_t volume, size_t first,
		     size_t front, size_t keep)
{
	lh__piece *pieces = LH_NEW_ARRAY(arena, lh__piece, n);
	for (size_t i = 0; i < n; i++)
		pieces[i] = (lh__piece){.n_sides = 2 * leaves[i], .keep_next = i == keep};
	lh__plan plan = {2, volume, first, front, NULL, 0, 0};
	lh__plan_runs(arena, pieces, n, &plan);
	return plan;
}

static void assert_run(const lh__run *run, size_t piece, size_t first, size_t n, size_t volume,
		       size_t at)
{
	assert_int_equal(run->piece, piece);
	assert_int_equal(run->first, first);
	assert_int_equal(run->n, n);
	assert_int_equal(run->volume, volume);
	assert_int_equal(run->at, at);
}

static void without_a_bound_all_is_one_volume(void **state)
{
	const size_t leaves[] = {3, 4};
	lh__plan plan = deal(*state, leaves, 2, 0, 3, 2, 9);
	assert_int_equal(plan.n_volumes, 1);
	assert_int_equal(plan.n_runs, 2);
	assert_run(&plan.runs[0], 0, 0, 6, 0, 6);
	assert_run(&plan.runs[1], 1, 0, 8, 0, 12);
}

static void piece_that_does_not_fit_begins_a_volume(void **state)
{
	const size_t leaves[] = {3, 4, 4};
	lh__plan plan = deal(*state, leaves, 3, 10, 3, 2, 9);
	assert_int_equal(plan.n_volumes, 2);
	assert_run(&plan.runs[1], 1, 0, 8, 0, 12);
	assert_run(&plan.runs[2], 2, 0, 8, 1, 4);
}

static void piece_larger_than_a_volume_is_cut_at_a_leaf(void **state)
{
	const size_t leaves[] = {1, 9, 1};
	lh__plan plan = deal(*state, leaves, 3, 6, 2, 2, 9);
	assert_int_equal(plan.n_volumes, 4);
	assert_int_equal(plan.n_runs, 5);
	assert_run(&plan.runs[1], 1, 0, 8, 1, 4);
	assert_run(&plan.runs[2], 1, 8, 8, 2, 4);
	assert_run(&plan.runs[3], 1, 16, 2, 3, 4);
	assert_run(&plan.runs[4], 2, 0, 2, 3, 6);
}

static void separator_goes_with_the_paper_behind_it(void **state)
{
	const size_t leaves[] = {6, 1, 3};
	lh__plan plan = deal(*state, leaves, 3, 10, 2, 2, 1);
	assert_run(&plan.runs[1], 1, 0, 2, 1, 4);
	assert_run(&plan.runs[2], 2, 0, 6, 1, 6);
}

static void bound_smaller_than_the_front_papers_still_ends(void **state)
{
	const size_t leaves[] = {2};
	lh__plan plan = deal(*state, leaves, 1, 1, 3, 2, 9);
	assert_int_equal(plan.n_volumes, 2);
	assert_int_equal(plan.n_runs, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(paper_of_odd_pages_ends_with_a_blank, begin, end),
		cmocka_unit_test_setup_teardown(page_that_begins_a_counting_lies_on_the_right, begin, end),
		cmocka_unit_test_setup_teardown(paper_on_one_side_has_blank_backs, begin, end),
		cmocka_unit_test_setup_teardown(stamped_page_has_a_leaf_of_its_own_when_asked, begin, end),
		cmocka_unit_test_setup_teardown(set_on_one_side_has_no_blanks, begin, end),
		cmocka_unit_test_setup_teardown(without_a_bound_all_is_one_volume, begin, end),
		cmocka_unit_test_setup_teardown(piece_that_does_not_fit_begins_a_volume, begin, end),
		cmocka_unit_test_setup_teardown(piece_larger_than_a_volume_is_cut_at_a_leaf, begin, end),
		cmocka_unit_test_setup_teardown(separator_goes_with_the_paper_behind_it, begin, end),
		cmocka_unit_test_setup_teardown(bound_smaller_than_the_front_papers_still_ends, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
