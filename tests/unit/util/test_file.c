/* Files: nothing half-written, old files untouched. */
#include "support/unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/scratch.h"
#include "util/file.h"

static void written_bytes_are_read_back(void **state)
{
	scratch *f = *state;
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a"), "abc\0d", 5));
	lh_buf buf = {0};
	assert_true(lh_file_read(f->ctx, scratch_in(f, "a"), 100, &buf));
	assert_int_equal(buf.length, 5);
	assert_memory_equal(buf.bytes, "abc\0d", 5);
	lh_buf_free(&buf);
}

static void unstaged_file_leaves_the_old_one(void **state)
{
	scratch *f = *state;
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a"), "old", 3));
	lh_staged staged;
	assert_true(lh_file_stage(f->ctx, scratch_in(f, "a"), "new", 3, &staged));
	lh_file_unstage(&staged);
	lh_buf buf = {0};
	assert_true(lh_file_read(f->ctx, scratch_in(f, "a"), 100, &buf));
	assert_string_equal(lh_buf_str(&buf), "old");
	lh_buf_free(&buf);
	char **names;
	size_t n;
	assert_true(lh_dir_list(f->ctx, f->ctx->arena, f->dir, &names, &n));
	assert_int_equal(n, 1);
}

static void writing_over_a_folder_is_refused(void **state)
{
	scratch *f = *state;
	assert_int_equal(mkdir(scratch_in(f, "folder"), 0700), 0);
	assert_false(lh_file_write(f->ctx, scratch_in(f, "folder"), "x", 1));
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_E_FILE_KIND);
}

static void reading_stops_at_the_limit(void **state)
{
	scratch *f = *state;
	lh_buf buf = {0};
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a"), "0123456789", 10));
	assert_true(lh_file_read(f->ctx, scratch_in(f, "a"), 10, &buf));
	assert_false(lh_file_read(f->ctx, scratch_in(f, "a"), 9, &buf));
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_E_FILE_SIZE);
	lh_buf_free(&buf);
}

static void folder_where_a_file_stands_is_refused(void **state)
{
	scratch *f = *state;
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a"), "x", 1));
	assert_false(lh_dir_make(f->ctx, scratch_in(f, "a/b")));
	assert_true(lh_diag_system_failed(f->ctx));
	assert_true(lh_dir_make(f->ctx, f->dir));
}

static void put_file(scratch *f, const char *name)
{
	FILE *file = fopen(scratch_in(f, name), "w");
	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
}

static void leftovers_of_dead_processes_are_cleared_and_no_others(void **state)
{
	scratch *f = *state;
	/* Above the largest number that Linux gives to a process. */
	static const char dead[] = "a.pdf.4999999.tmp", dead_old[] = "a.pdf.4999999.tmp.old";
	const char *alive = lh_fmt(f->ctx->arena, "a.pdf.%ld.tmp", (long)getpid());
	const char *others[] = {alive, "b.pdf.4999999.tmp", "a.pdf.tmp", "a.pdf.x.tmp", "a.pdf.4999999.tmp2"};
	put_file(f, dead);
	put_file(f, dead_old);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		put_file(f, others[i]);
	lh_files_clear(f->ctx, f->dir, (const char *const[]){"a.pdf"}, 1);
	assert_false(lh_file_exists(scratch_in(f, dead)));
	assert_false(lh_file_exists(scratch_in(f, dead_old)));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_true(lh_file_exists(scratch_in(f, others[i])));
}

static void a_set_is_put_back_when_one_of_it_cannot_be_placed(void **state)
{
	scratch *f = *state;
	lh_staged staged[3];
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a"), "old", 3));
	const char *names[] = {"a", "new", "c"};
	for (size_t i = 0; i < 3; i++)
		assert_true(lh_file_stage(f->ctx, scratch_in(f, names[i]), "new", 3, &staged[i]));
	/* The last one meets a folder that was not there when it was staged. */
	assert_int_equal(mkdir(scratch_in(f, "c"), 0700), 0);
	assert_int_equal(unlink(staged[2].tmp), 0);
	assert_false(lh_files_settle(f->ctx, staged, 3, true));
	lh_buf buf = {0};
	assert_true(lh_file_read(f->ctx, scratch_in(f, "a"), 10, &buf));
	assert_string_equal(lh_buf_str(&buf), "old");
	lh_buf_free(&buf);
	assert_false(lh_file_exists(scratch_in(f, "new")));
	assert_false(lh_file_exists(staged[0].tmp));
	assert_false(lh_file_exists(staged[1].tmp));
}

static size_t told_after(scratch *f, int error, const char *path)
{
	lh_diag_clear(f->ctx);
	errno = error;
	lh_file_failed(f->ctx, LH_E_FILE_READ, path);
	lh_diag(f->ctx, LH_E_FILE_KIND, (lh_loc){"x", 0, 0}, NULL);
	return lh_diag_count(f->ctx);
}

static void an_own_file_that_cannot_be_read_is_the_last_word_of_a_run(void **state)
{
	scratch *f = *state;
	f->ctx->data_dir = "/home";
	assert_int_equal(told_after(f, EACCES, "/home/templates/a.yaml"), 1);
	assert_true(lh_diag_system_failed(f->ctx));
	assert_int_equal(told_after(f, EACCES, "/home/fonts/a.ttf"), 1);
	/* What lies beside them is the user's; a context that is used again speaks again. */
	assert_int_equal(told_after(f, EACCES, "/home/data.yaml"), 2);
	assert_false(lh_diag_system_failed(f->ctx));
	assert_int_equal(told_after(f, EACCES, "/home/fonts2/a.ttf"), 2);
	assert_int_equal(told_after(f, ENOENT, "/home/templates/a.yaml"), 2);
	assert_int_equal(told_after(f, EIO, "/home/data.yaml"), 2);
	assert_true(lh_diag_system_failed(f->ctx));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(written_bytes_are_read_back, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(unstaged_file_leaves_the_old_one, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(writing_over_a_folder_is_refused, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(reading_stops_at_the_limit, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(folder_where_a_file_stands_is_refused, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(an_own_file_that_cannot_be_read_is_the_last_word_of_a_run, scratch_setup,
						scratch_teardown),
		cmocka_unit_test_setup_teardown(leftovers_of_dead_processes_are_cleared_and_no_others, scratch_setup,
						scratch_teardown),
		cmocka_unit_test_setup_teardown(a_set_is_put_back_when_one_of_it_cannot_be_placed, scratch_setup,
						scratch_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
