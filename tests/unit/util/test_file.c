/* Files: nothing half-written, old files untouched. */
#include "support/unit.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(written_bytes_are_read_back, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(unstaged_file_leaves_the_old_one, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(writing_over_a_folder_is_refused, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(reading_stops_at_the_limit, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(folder_where_a_file_stands_is_refused, scratch_setup, scratch_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
