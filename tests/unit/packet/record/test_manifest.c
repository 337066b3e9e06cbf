/* The pieces of a manifest: files that are intact, what is taken away, consortia compared. */
#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "packet/record/manifest.h"
#include "support/scratch.h"
#include "util/file.h"

static json_t *put_file(scratch *f, const char *name, const char *text)
{
	assert_true(lh_file_write(f->ctx, scratch_in(f, name), text, strlen(text)));
	return lh_manifest_file(name, text, strlen(text));
}

static void a_file_is_intact_until_a_byte_changes(void **state)
{
	scratch *f = *state;
	json_t *file = put_file(f, "a.pdf", "abc");
	assert_true(lh_manifest_intact(file, f->dir));
	assert_true(lh_file_write(f->ctx, scratch_in(f, "a.pdf"), "abd", 3));
	assert_false(lh_manifest_intact(file, f->dir));
	unlink(scratch_in(f, "a.pdf"));
	assert_false(lh_manifest_intact(file, f->dir));
	json_decref(file);
}

static void pruning_takes_old_files_and_keeps_the_rest(void **state)
{
	scratch *f = *state;
	json_t *old = json_array(), *kept = json_array();
	json_array_append_new(old, put_file(f, "gone", "1"));
	json_array_append_new(old, put_file(f, "kept", "2"));
	json_array_append_new(old, put_file(f, "edited", "3"));
	json_array_append_new(kept, lh_manifest_file("kept", "new", 3));
	json_decref(put_file(f, "foreign", "4"));
	assert_true(lh_file_write(f->ctx, scratch_in(f, "edited"), "by hand", 7));
	lh_manifest_prune(f->ctx, old, kept, f->dir);
	assert_false(lh_file_exists(scratch_in(f, "gone")));
	assert_true(lh_file_exists(scratch_in(f, "kept")));
	assert_true(lh_file_exists(scratch_in(f, "edited")));
	assert_true(lh_file_exists(scratch_in(f, "foreign")));
	assert_int_equal(lh_diag_count(f->ctx), 1);
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_W_PACKET_CHANGED);
	json_decref(old);
	json_decref(kept);
}

static void pruning_never_leaves_the_packet(void **state)
{
	scratch *f = *state;
	json_t *old = json_array(), *none = json_array();
	assert_true(lh_file_write(f->ctx, scratch_in(f, "outside"), "x", 1));
	json_array_append_new(old, lh_manifest_file("../outside", "x", 1));
	json_array_append_new(old, lh_manifest_file(scratch_in(f, "outside"), "x", 1));
	const char *inside = scratch_in(f, "inside");
	assert_true(lh_dir_make(f->ctx, inside));
	lh_manifest_prune(f->ctx, old, none, inside);
	assert_true(lh_file_exists(scratch_in(f, "outside")));
	rmdir(inside);
	json_decref(old);
	json_decref(none);
}

static void places_in_messages_are_relative(void **state)
{
	scratch *f = *state;
	lh_diag(f->ctx, LH_E_FILE_KIND, (lh_loc){"/home/x/data/01.yaml", 3, 4}, NULL);
	lh_diag(f->ctx, LH_E_FILE_KIND, (lh_loc){"/usr/share/templates/a.yaml", 0, 0}, NULL);
	json_t *one = lh_manifest_message(lh_diag_at(f->ctx, 0), "/home/x", "/usr/share");
	json_t *two = lh_manifest_message(lh_diag_at(f->ctx, 1), "/home/x", "/usr/share");
	assert_string_equal(lh_json_text(one, "file"), "data/01.yaml");
	assert_string_equal(lh_json_text(one, "code"), "LH1003");
	assert_int_equal(lh_json_count(one, "line"), 3);
	assert_string_equal(lh_json_text(two, "file"), "templates/a.yaml");
	json_decref(one);
	json_decref(two);
}

static json_t *document(int pages, int leaves, int copies, const char *kinds[], size_t n)
{
	json_t *slots = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(slots, json_pack("{s:s}", "kind", kinds[i]));
	return json_pack("{s:i, s:i, s:i, s:o}", "pages", pages, "leaves", leaves, "copies", copies, "slots", slots);
}

static void totals_count_copies_seals_and_signatures(void **state)
{
	(void)state;
	const char *kinds[] = {"seal", "personal_seal", "signature", "date"};
	json_t *consortia = json_pack("[{s:s, s:[o, o]}, {s:s, s:[]}]", "status", "made", "documents",
				      document(5, 3, 4, kinds, 4), document(2, 2, 1, kinds, 1), "status", "failed",
				      "documents");
	json_t *t = lh_manifest_totals(consortia);
	assert_int_equal(lh_json_count(t, "made"), 1);
	assert_int_equal(lh_json_count(t, "failed"), 1);
	assert_int_equal(lh_json_count(t, "pages"), 7);
	assert_int_equal(lh_json_count(t, "leaves"), 5);
	assert_int_equal(lh_json_count(t, "paper"), 14);
	assert_int_equal(lh_json_count(t, "seals"), 3);
	assert_int_equal(lh_json_count(t, "signatures"), 1);
	json_decref(t);
	json_decref(consortia);
}

static void a_damaged_manifest_is_refused(void **state)
{
	scratch *f = *state;
	assert_null(lh_manifest_read(f->ctx, f->dir));
	json_decref(put_file(f, "manifest.json", "{\"schema_version\": 1, \"consor"));
	assert_null(lh_manifest_read(f->ctx, f->dir));
	assert_int_equal(lh_diag_at(f->ctx, 1)->msg, LH_E_PACKET_NO_MANIFEST);
	json_decref(put_file(f, "manifest.json", "{\"schema_version\": 1, \"consortia\": []}"));
	json_t *manifest = lh_manifest_read(f->ctx, f->dir);
	assert_non_null(manifest);
	json_decref(manifest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_is_intact_until_a_byte_changes, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(pruning_takes_old_files_and_keeps_the_rest, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(pruning_never_leaves_the_packet, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(places_in_messages_are_relative, scratch_setup, scratch_teardown),
		cmocka_unit_test(totals_count_copies_seals_and_signatures),
		cmocka_unit_test_setup_teardown(a_damaged_manifest_is_refused, scratch_setup, scratch_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
