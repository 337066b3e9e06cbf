/* Files: nothing half-written, old files untouched. */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/file.h"

typedef struct fixture {
	lh_ctx *ctx;
	char dir[64];
} fixture;

static int setup(void **state)
{
	fixture *f = malloc(sizeof *f);
	f->ctx = lh_ctx_new();
	strcpy(f->dir, "/tmp/lianheti-file-XXXXXX");
	*state = f;
	return mkdtemp(f->dir) ? 0 : -1;
}

static int teardown(void **state)
{
	fixture *f = *state;
	char **names;
	size_t n;
	lh_dir_list(f->ctx, f->ctx->arena, f->dir, &names, &n);
	for (size_t i = 0; i < n; i++)
		remove(lh_path_join(f->ctx->arena, f->dir, names[i]));
	rmdir(f->dir);
	lh_ctx_free(f->ctx);
	free(f);
	return 0;
}

static const char *in(fixture *f, const char *name)
{
	return lh_path_join(f->ctx->arena, f->dir, name);
}

static void written_bytes_are_read_back(void **state)
{
	fixture *f = *state;
	assert_true(lh_file_write(f->ctx, in(f, "a"), "abc\0d", 5));
	lh_buf buf = {0};
	assert_true(lh_file_read(f->ctx, in(f, "a"), 100, &buf));
	assert_int_equal(buf.length, 5);
	assert_memory_equal(buf.bytes, "abc\0d", 5);
	lh_buf_free(&buf);
}

static void unstaged_file_leaves_the_old_one(void **state)
{
	fixture *f = *state;
	assert_true(lh_file_write(f->ctx, in(f, "a"), "old", 3));
	lh_staged staged;
	assert_true(lh_file_stage(f->ctx, in(f, "a"), "new", 3, &staged));
	lh_file_unstage(&staged);
	lh_buf buf = {0};
	assert_true(lh_file_read(f->ctx, in(f, "a"), 100, &buf));
	assert_string_equal(lh_buf_str(&buf), "old");
	lh_buf_free(&buf);
	char **names;
	size_t n;
	assert_true(lh_dir_list(f->ctx, f->ctx->arena, f->dir, &names, &n));
	assert_int_equal(n, 1);
}

static void writing_over_a_folder_is_refused(void **state)
{
	fixture *f = *state;
	assert_int_equal(mkdir(in(f, "folder"), 0700), 0);
	assert_false(lh_file_write(f->ctx, in(f, "folder"), "x", 1));
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_E_FILE_KIND);
}

static void reading_stops_at_the_limit(void **state)
{
	fixture *f = *state;
	lh_buf buf = {0};
	assert_true(lh_file_write(f->ctx, in(f, "a"), "0123456789", 10));
	assert_true(lh_file_read(f->ctx, in(f, "a"), 10, &buf));
	assert_false(lh_file_read(f->ctx, in(f, "a"), 9, &buf));
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_E_FILE_SIZE);
	lh_buf_free(&buf);
}

static void folder_where_a_file_stands_is_refused(void **state)
{
	fixture *f = *state;
	assert_true(lh_file_write(f->ctx, in(f, "a"), "x", 1));
	assert_false(lh_dir_make(f->ctx, in(f, "a/b")));
	assert_true(lh_diag_system_failed(f->ctx));
	assert_true(lh_dir_make(f->ctx, f->dir));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(written_bytes_are_read_back, setup, teardown),
		cmocka_unit_test_setup_teardown(unstaged_file_leaves_the_old_one, setup, teardown),
		cmocka_unit_test_setup_teardown(writing_over_a_folder_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(reading_stops_at_the_limit, setup, teardown),
		cmocka_unit_test_setup_teardown(folder_where_a_file_stands_is_refused, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
