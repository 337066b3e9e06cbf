/* Files of a packet on disk: those that are intact, those that are taken away. */
#include "packet/record/files.h"

#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "support/scratch.h"
#include "util/file.h"

static lh_packet_file put_file(scratch *f, const char *name, const char *text)
{
	assert_true(lh_file_write(f->ctx, scratch_in(f, name), text, strlen(text)));
	return lh_packet_file_of(f->ctx->arena, name, text, strlen(text));
}

static void a_file_is_intact_until_a_byte_changes(void **state)
{
	scratch *f = *state;
	lh_packet_file file = put_file(f, "a.pdf", "abc");
	assert_true(lh_packet_file_intact(&file, f->dir));
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a.pdf"), "abd", 3));
	assert_false(lh_packet_file_intact(&file, f->dir));
	unlink(scratch_in(f, "a.pdf"));
	assert_false(lh_packet_file_intact(&file, f->dir));
}

static void pruning_takes_old_files_and_keeps_the_rest(void **state)
{
	scratch *f = *state;
	const lh_packet_file old[] = {put_file(f, "gone", "1"), put_file(f, "kept", "2"),
				      put_file(f, "edited", "3")};
	const lh_packet_file kept = lh_packet_file_of(f->ctx->arena, "kept", "new", 3);
	put_file(f, "foreign", "4");
	assert_true(lh_file_write(f->ctx, scratch_in(f, "edited"), "by hand", 7));
	lh_packet_files_prune(f->ctx, (lh_packet_files){old, 3}, (lh_packet_files){&kept, 1}, f->dir);
	assert_false(lh_file_exists(scratch_in(f, "gone")));
	assert_true(lh_file_exists(scratch_in(f, "kept")));
	assert_true(lh_file_exists(scratch_in(f, "edited")));
	assert_true(lh_file_exists(scratch_in(f, "foreign")));
	assert_int_equal(lh_diag_count(f->ctx), 1);
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_W_PACKET_CHANGED);
}

static void pruning_never_leaves_the_packet(void **state)
{
	scratch *f = *state;
	assert_true(lh_file_write(f->ctx, scratch_in(f, "outside"), "x", 1));
	const lh_packet_file old[] = {
		lh_packet_file_of(f->ctx->arena, "../outside", "x", 1),
		lh_packet_file_of(f->ctx->arena, scratch_in(f, "outside"), "x", 1),
	};
	const char *inside = scratch_in(f, "inside");
	assert_true(lh_dir_make(f->ctx, inside));
	lh_packet_files_prune(f->ctx, (lh_packet_files){old, 2}, (lh_packet_files){0}, inside);
	assert_true(lh_file_exists(scratch_in(f, "outside")));
	rmdir(inside);
}

int main(void)
{
#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		SCRATCH(a_file_is_intact_until_a_byte_changes),
		SCRATCH(pruning_takes_old_files_and_keeps_the_rest),
		SCRATCH(pruning_never_leaves_the_packet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
