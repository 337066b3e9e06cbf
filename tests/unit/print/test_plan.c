#include "support/unit.h"

#include <stdlib.h>

#include "print/print.h"
#include "support/scratch.h"
#include "util/arena.h"
#include "util/file.h"

static const lh_packet_document documents[] = {
	{.key = "application",
	 .short_title = "申请书",
	 .pdf = "01/a.pdf",
	 .pages = 7,
	 .copies = 3,
	 .duplex = true},
	{.key = "letter", .short_title = "函", .pdf = "01/l.pdf", .pages = 2, .copies = 1},
};
static const char *const set_paths[] = {"01/s1.pdf", "01/s2.pdf"},
			 *const whole_paths[] = {"00/w1.pdf", "00/w2.pdf"};
static const lh_packet_volume set_volumes[] = {{7, 4}, {3, 2}}, whole_volumes[] = {{12, 6}, {5, 3}};
static const lh_packet_set set = {set_paths, 2, set_volumes, 2, "01/s.pdf", 10, 6},
			   whole = {whole_paths, 2, whole_volumes, 2, "00/w.pdf", 17, 9};
static const lh_packet_file file = {"01/a.pdf", 1, "abc"}, own_file = {"00/t.pdf", 1, "def"};
static const lh_packet_record consortia[] = {
	{.id = "01",
	 .status = LH_PACKET_MADE,
	 .documents = documents,
	 .n_documents = 2,
	 .set = &set,
	 .files = {&file, 1}},
	{.id = "02"},
};
static const lh_packet_own papers[] = {
	{.key = "ledger", .title = "汇总表", .path = "00/t.pdf", .pages = 2, .leaves = 2, .copies = 2},
	{.key = "missing", .title = "缺项", .path = "00/m.csv", .copies = 1},
};
static const lh_packet_kind kinds[] = {{.key = "application"}, {.key = "letter"}};

/* A made consortium with two documents and a set of two volumes, one that failed, and a district paper. */
static lh_manifest packet(void)
{
	return (lh_manifest){
		.duplex = true,
		.documents = kinds,
		.n_documents = 2,
		.consortia = consortia,
		.n_consortia = 2,
		.papers = papers,
		.n_papers = 2,
		.files = {&own_file, 1},
	};
}

/* The same with everything bound once more, for the district. */
static lh_manifest bound_packet(void)
{
	lh_manifest manifest = packet();
	manifest.set = &whole;
	return manifest;
}

/* The jobs as one text: file×copies, sides, sheets. */
static char *jobs_text(lh_arena *arena, const lh_print_ticket *ticket)
{
	char *text = "";
	for (size_t i = 0; i < ticket->n_jobs; i++) {
		const lh_print_job *job = &ticket->jobs[i];
		text = lh_fmt(arena, "%s%s×%zu %s %zu\n", text, job->file, job->copies, job->sides,
			      job->paper);
	}
	return text;
}

static void expect_of(lh_manifest manifest, lh_print_options options, const char *expected)
{
	lh_ctx *ctx = lh_ctx_new();
	options.media = "iso_a4_210x297mm";
	const lh_print_ticket *ticket = lh_print_plan(ctx, ctx->arena, &manifest, &options);
	assert_int_equal(ticket == NULL, expected == NULL);
	if (expected)
		assert_string_equal(jobs_text(ctx->arena, ticket), expected);
	assert_int_equal(lh_diag_errors(ctx), !expected);
	lh_ctx_free(ctx);
}

static void expect(lh_print_options options, const char *expected)
{
	expect_of(packet(), options, expected);
}

static void papers_come_first_then_each_document_with_its_copies_and_sides(void **state)
{
	(void)state;
	expect((lh_print_options){0}, "00/t.pdf×2 one-sided 4\n"
				      "01/a.pdf×3 two-sided-long-edge 12\n"
				      "01/l.pdf×1 one-sided 2\n");
}

static void the_last_copies_that_fit_stand_and_none_is_not_printed(void **state)
{
	(void)state;
	const lh_print_copies copies[] = {{NULL, 0}, {"application", 5}};
	expect((lh_print_options){.copies = copies, .n_copies = 2},
	       "01/a.pdf×5 two-sided-long-edge 20\n");
}

static void sides_can_be_the_same_for_all(void **state)
{
	(void)state;
	const char *ids[] = {"01"};
	expect((lh_print_options){.sides = LH_SIDES_ONE, .consortia = ids, .n_consortia = 1},
	       "01/a.pdf×3 one-sided 21\n01/l.pdf×1 one-sided 2\n");
}

static void sets_are_printed_volume_by_volume_with_the_pages_of_each(void **state)
{
	(void)state;
	const lh_print_copies copies[] = {{"set", 4}};
	expect((lh_print_options){.sets = true, .copies = copies, .n_copies = 1},
	       "01/s1.pdf×4 two-sided-long-edge 16\n01/s2.pdf×4 two-sided-long-edge 8\n");
}

#define WHOLE_ONCE "00/w1.pdf×1 two-sided-long-edge 6\n00/w2.pdf×1 two-sided-long-edge 3\n"
#define SET_ONCE "01/s1.pdf×1 two-sided-long-edge 4\n01/s2.pdf×1 two-sided-long-edge 2\n"

static void the_set_of_the_district_comes_before_the_others(void **state)
{
	(void)state;
	expect_of(bound_packet(), (lh_print_options){.sets = true}, WHOLE_ONCE SET_ONCE);
	const lh_print_copies copies[] = {{"set", 0}, {"whole", 2}};
	expect_of(bound_packet(),
		  (lh_print_options){.sets = true, .copies = copies, .n_copies = 2},
		  "00/w1.pdf×2 two-sided-long-edge 12\n00/w2.pdf×2 two-sided-long-edge 6\n");
}

static void sets_are_picked_by_number_or_by_key(void **state)
{
	(void)state;
	const char *district[] = {"00"}, *first[] = {"01"}, *each[] = {"set"}, *all_in_one[] = {"whole"};
	const lh_print_options all = {.sets = true, .n_consortia = 1, .n_documents = 1};
	lh_print_options options = all;
	options.consortia = district;
	options.documents = all_in_one;
	expect_of(bound_packet(), options, WHOLE_ONCE);
	options.consortia = first;
	options.documents = each;
	expect_of(bound_packet(), options, SET_ONCE);
	options.documents = all_in_one;
	expect_of(bound_packet(), options, NULL);
	expect_of(bound_packet(), (lh_print_options){.sets = true, .documents = each, .n_documents = 1},
		  SET_ONCE);
	/* This packet has none for the district. */
	expect((lh_print_options){.sets = true, .consortia = district, .n_consortia = 1}, NULL);
}

static void the_number_of_the_district_picks_its_papers(void **state)
{
	(void)state;
	const char *district[] = {"00"}, *too_many_digits[] = {"000"};
	expect((lh_print_options){.consortia = district, .n_consortia = 1},
	       "00/t.pdf×2 one-sided 4\n");
	expect((lh_print_options){.consortia = too_many_digits, .n_consortia = 1}, NULL);
}

static void documents_are_no_sets_and_sets_no_documents(void **state)
{
	(void)state;
	const char *document[] = {"application"}, *each[] = {"set"};
	expect((lh_print_options){.sets = true, .documents = document, .n_documents = 1}, NULL);
	expect((lh_print_options){.documents = each, .n_documents = 1}, NULL);
	const lh_print_copies copies[] = {{"aplication", 2}};
	expect((lh_print_options){.copies = copies, .n_copies = 1}, NULL);
}

static void what_an_earlier_ticket_sent_is_left_out_while_it_is_the_same(void **state)
{
	(void)state;
	const char *keys[] = {"application", "ledger"};
	lh_print_job jobs[] = {
		{.file = "01/a.pdf", .sha256 = "abc", .status = LH_JOB_SENT},
		{.file = "00/t.pdf", .sha256 = "of an older one", .status = LH_JOB_SENT},
	};
	const lh_print_ticket before = {.jobs = jobs, .n_jobs = 2};
	expect((lh_print_options){.before = &before, .documents = keys, .n_documents = 2},
	       "00/t.pdf×2 one-sided 4\n");
	jobs[0].status = LH_JOB_REFUSED;
	expect((lh_print_options){.before = &before, .documents = keys, .n_documents = 1},
	       "01/a.pdf×3 two-sided-long-edge 12\n");
}

static void ids_and_keys_that_the_packet_does_not_have_are_told(void **state)
{
	(void)state;
	const char *words[] = {"09"};
	expect((lh_print_options){.consortia = words, .n_consortia = 1}, NULL);
	expect((lh_print_options){.documents = words, .n_documents = 1}, NULL);
}

static void nothing_to_print_is_told(void **state)
{
	(void)state;
	const char *ids[] = {"02"};
	expect((lh_print_options){.consortia = ids, .n_consortia = 1}, NULL);
}

static void a_set_with_fewer_volumes_than_files_is_no_crash(void **state)
{
	(void)state;
	lh_packet_set short_one = whole;
	lh_manifest manifest = packet();
	const char *keys[] = {"whole"};
	short_one.n_volumes = 1;
	manifest.set = &short_one;
	expect_of(manifest, (lh_print_options){.sets = true, .documents = keys, .n_documents = 1},
		  "00/w1.pdf×1 two-sided-long-edge 6\n00/w2.pdf×1 two-sided-long-edge 0\n");
}

static void a_ticket_is_read_as_it_was_written(void **state)
{
	scratch *f = *state;
	const lh_manifest manifest = packet();
	const lh_print_options options = {.media = "a4"};
	lh_print_ticket *ticket = lh_print_plan(f->ctx, f->ctx->arena, &manifest, &options);
	lh_buf text = {0};
	ticket->jobs[1].status = LH_JOB_REFUSED;
	ticket->jobs[1].reason = "changed";
	lh_print_ticket_text(ticket, &text);
	assert_non_null(strstr(text.bytes, "\"job\": null,\n   \"reason\": null\n"));
	const char *path = scratch_in(f, "0001.json");
	assert_true(lh_file_write(f->ctx, path, text.bytes, text.length));
	const lh_print_ticket *read = lh_print_ticket_read(f->ctx, f->ctx->arena, path);
	assert_non_null(read);
	assert_int_equal(read->n_jobs, 3);
	assert_int_equal(read->jobs[1].status, LH_JOB_REFUSED);
	assert_string_equal(read->jobs[1].reason, "changed");
	assert_null(read->jobs[0].reason);
	*strstr(text.bytes, "planned") = 'x';
	assert_true(lh_file_write(f->ctx, path, text.bytes, text.length));
	assert_null(lh_print_ticket_read(f->ctx, f->ctx->arena, path));
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_E_PRINT_TICKET);
	lh_buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_come_first_then_each_document_with_its_copies_and_sides),
		cmocka_unit_test(the_last_copies_that_fit_stand_and_none_is_not_printed),
		cmocka_unit_test(sides_can_be_the_same_for_all),
		cmocka_unit_test(sets_are_printed_volume_by_volume_with_the_pages_of_each),
		cmocka_unit_test(the_set_of_the_district_comes_before_the_others),
		cmocka_unit_test(sets_are_picked_by_number_or_by_key),
		cmocka_unit_test(the_number_of_the_district_picks_its_papers),
		cmocka_unit_test(documents_are_no_sets_and_sets_no_documents),
		cmocka_unit_test(what_an_earlier_ticket_sent_is_left_out_while_it_is_the_same),
		cmocka_unit_test(ids_and_keys_that_the_packet_does_not_have_are_told),
		cmocka_unit_test(a_set_with_fewer_volumes_than_files_is_no_crash),
		cmocka_unit_test_setup_teardown(a_ticket_is_read_as_it_was_written, scratch_setup,
						scratch_teardown),
		cmocka_unit_test(nothing_to_print_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
