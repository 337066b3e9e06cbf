#include "support/unit.h"

#include "packet/record/manifest.h"
#include "print/print.h"

/* A made consortium with two documents and a set of two volumes, one that failed, and a district paper. */
static json_t *packet(void)
{
	json_t *manifest = json_pack(
		"{s:b, s:[{s:s, s:s, s:[{s:s, s:s, s:s, s:i, s:i, s:b}, {s:s, s:s, s:s, s:i, s:i, "
		"s:b}],"
		" s:{s:[s, s], s:[{s:i}, {s:i}], s:i}, s:[{s:s, s:s}]}, {s:s, s:s, s:[], s:n}],"
		" s:[{s:s, s:s, s:s, s:i, s:i, s:i}, {s:s, s:s, s:s, s:n, s:n, s:i}], s:[{s:s, "
		"s:s}]}",
		"duplex", 1, "consortia", "id", "01", "status", "made", "documents", "key",
		"application", "short", "申请书", "pdf", "01/a.pdf", "pages", 7, "copies", 3,
		"duplex", 1, "key", "letter", "short", "函", "pdf", "01/l.pdf", "pages", 2,
		"copies", 1, "duplex", 0, "set", "pdf", "01/s1.pdf", "01/s2.pdf", "volumes",
		"pages", 7, "pages", 3, "pages", 10, "files", "path", "01/a.pdf", "sha256", "abc", "id", "02", "status", "failed",
		"documents", "set", "papers", "key", "ledger", "title", "汇总表", "path",
		"00/t.pdf", "pages", 2, "leaves", 2, "copies", 2, "key", "missing", "title", "缺项",
		"path", "00/m.csv", "pages", "leaves", "copies", 1, "files", "path", "00/t.pdf",
		"sha256", "def");
	assert_non_null(manifest);
	json_object_set_new(manifest, "documents",
			    json_pack("[{s:s}, {s:s}]", "key", "application", "key", "letter"));
	return manifest;
}

/* The same with everything bound once more, for the district. */
static json_t *bound_packet(void)
{
	json_t *manifest = packet();
	json_object_set_new(manifest, "set",
			    json_pack("{s:[s, s], s:[{s:i}, {s:i}]}", "pdf", "00/w1.pdf",
				      "00/w2.pdf", "volumes", "pages", 12, "pages", 5));
	return manifest;
}

/* The jobs as one text: file×copies, sides, sheets. */
static char *jobs_text(lh_arena *arena, const json_t *ticket)
{
	char *text = "";
	size_t i;
	json_t *job;
	json_array_foreach(json_object_get(ticket, "jobs"), i, job)
		text = lh_fmt(arena, "%s%s×%zu %s %zu\n", text, lh_json_text(job, "file"),
			      lh_json_count(job, "copies"), lh_json_text(job, "sides"),
			      lh_json_count(job, "paper"));
	return text;
}

static void expect_of(json_t *manifest, lh_print_options options, const char *expected)
{
	lh_ctx *ctx = lh_ctx_new();
	options.media = "iso_a4_210x297mm";
	json_t *ticket = lh_print_plan(ctx, manifest, &options);
	assert_int_equal(ticket == NULL, expected == NULL);
	if (expected)
		assert_string_equal(jobs_text(ctx->arena, ticket), expected);
	assert_int_equal(lh_diag_errors(ctx), !expected);
	json_decref(ticket);
	json_decref(manifest);
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
	const char *district[] = {"00"}, *first[] = {"01"}, *set[] = {"set"}, *whole[] = {"whole"};
	const lh_print_options all = {.sets = true, .n_consortia = 1, .n_documents = 1};
	lh_print_options options = all;
	options.consortia = district;
	options.documents = whole;
	expect_of(bound_packet(), options, WHOLE_ONCE);
	options.consortia = first;
	options.documents = set;
	expect_of(bound_packet(), options, SET_ONCE);
	options.documents = whole;
	expect_of(bound_packet(), options, NULL);
	expect_of(bound_packet(), (lh_print_options){.sets = true, .documents = set, .n_documents = 1},
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
	const char *document[] = {"application"}, *set[] = {"set"};
	expect((lh_print_options){.sets = true, .documents = document, .n_documents = 1}, NULL);
	expect((lh_print_options){.documents = set, .n_documents = 1}, NULL);
	const lh_print_copies copies[] = {{"aplication", 2}};
	expect((lh_print_options){.copies = copies, .n_copies = 1}, NULL);
}

static void what_an_earlier_ticket_sent_is_left_out_while_it_is_the_same(void **state)
{
	(void)state;
	const char *keys[] = {"application", "ledger"};
	json_t *before = json_pack("{s:[{s:s, s:s, s:s}, {s:s, s:s, s:s}]}", "jobs", "file",
				   "01/a.pdf", "sha256", "abc", "status", "sent", "file",
				   "00/t.pdf", "sha256", "of an older one", "status", "sent");
	expect((lh_print_options){.before = before, .documents = keys, .n_documents = 2},
	       "00/t.pdf×2 one-sided 4\n");
	json_object_set_new(json_array_get(json_object_get(before, "jobs"), 0), "status",
			    json_string("refused"));
	expect((lh_print_options){.before = before, .documents = keys, .n_documents = 1},
	       "01/a.pdf×3 two-sided-long-edge 12\n");
	json_decref(before);
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

/* As a manifest that was tampered with has it; what the empty name stands for is then told as no file. */
static void a_volume_that_is_no_name_is_no_crash(void **state)
{
	(void)state;
	json_t *manifest = bound_packet();
	json_array_set_new(json_object_get(json_object_get(manifest, "set"), "pdf"), 0,
			   json_integer(7));
	const char *keys[] = {"whole"};
	expect_of(manifest, (lh_print_options){.sets = true, .documents = keys, .n_documents = 1},
		  "×1 two-sided-long-edge 6\n00/w2.pdf×1 two-sided-long-edge 3\n");
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
		cmocka_unit_test(a_volume_that_is_no_name_is_no_crash),
		cmocka_unit_test(nothing_to_print_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
