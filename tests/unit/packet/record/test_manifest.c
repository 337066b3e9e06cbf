/* The manifest: what is counted and compared over all consortia, and what is refused. */
#include "packet/record/manifest.h"

#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "support/scratch.h"
#include "util/file.h"

static void totals_count_copies_seals_and_signatures(void **state)
{
	(void)state;
	const lh_packet_slot slots[] = {{.kind = "seal"}, {.kind = "personal_seal"},
					{.kind = "signature"}, {.kind = "date"}};
	const lh_packet_document documents[] = {
		{.pages = 5, .leaves = 3, .copies = 4, .slots = slots, .n_slots = 4},
		{.pages = 2, .leaves = 2, .copies = 1, .slots = slots, .n_slots = 1},
	};
	const lh_packet_record consortia[] = {
		{.status = LH_PACKET_MADE, .documents = documents, .n_documents = 2},
		{.status = LH_PACKET_FAILED},
	};
	lh_packet_sums t = lh_manifest_totals(consortia, 2);
	assert_int_equal(t.consortia, 2);
	assert_int_equal(t.made, 1);
	assert_int_equal(t.failed, 1);
	assert_int_equal(t.pages, 7);
	assert_int_equal(t.leaves, 5);
	assert_int_equal(t.paper, 14);
	assert_int_equal(t.seals, 3);
	assert_int_equal(t.signatures, 1);
}

/* A finding that only comparing would make worse leaves the record, and its key with it. */
static void what_is_fine_after_comparing_leaves_the_record(void **state)
{
	scratch *f = *state;
	const lh_packet_finding findings[] = {
		{.rule = "a.lead", .result = LH_RESULT_OK, .batch_key = "甲", .batch_advice = ""},
		{.rule = "a.members", .result = LH_RESULT_WARN},
	};
	const lh_packet_counts counts = {.of = {[LH_RESULT_OK] = 1, [LH_RESULT_WARN] = 1}};
	lh_packet_record record = {.file = "01.yaml",
				   .counts = &counts,
				   .verdict = LH_RESULT_ERROR,
				   .findings = findings,
				   .n_findings = 2};
	const lh_rules none = {0};
	lh_manifest_batch(f->ctx->arena, &none, &record, 1);
	assert_int_equal(record.n_findings, 1);
	assert_string_equal(record.findings[0].rule, "a.members");
	assert_int_equal(record.verdict, LH_RESULT_WARN);
}

static void write_text(scratch *f, const lh_buf *text)
{
	assert_true(lh_file_write(f->ctx, scratch_in(f, "manifest.json"), text->bytes, text->length));
}

static lh_manifest sample(void)
{
	static const lh_packet_record record = {.no = 1, .id = "01", .file = "01.yaml"};
	return (lh_manifest){.schema_version = LH_MANIFEST_VERSION,
			     .program = "lianheti",
			     .jurisdiction = {"urumqi", "乌鲁木齐市", "2026", "部门", "指引"},
			     .consortia = &record,
			     .n_consortia = 1};
}

static void a_manifest_is_read_as_it_was_written(void **state)
{
	scratch *f = *state;
	lh_buf text = {0}, again = {0};
	lh_manifest manifest = sample();
	lh_manifest_text(&manifest, &text);
	write_text(f, &text);
	const lh_manifest *read = lh_manifest_read(f->ctx, f->ctx->arena, f->dir);
	assert_non_null(read);
	assert_int_equal(read->consortia[0].status, LH_PACKET_FAILED);
	assert_null(read->call);
	lh_manifest_text(read, &again);
	assert_string_equal(lh_buf_str(&text), lh_buf_str(&again));
	lh_buf_free(&text);
	lh_buf_free(&again);
}

static void refuse(scratch *f, lh_buf *text, const char *where)
{
	write_text(f, text);
	lh_diag_clear(f->ctx);
	assert_null(lh_manifest_read(f->ctx, f->ctx->arena, f->dir));
	assert_int_equal(lh_diag_at(f->ctx, 0)->msg, LH_E_PACKET_NO_MANIFEST);
	assert_non_null(strstr(lh_diag_at(f->ctx, 0)->en, where));
	lh_buf_free(text);
}

static void a_damaged_manifest_is_refused_and_says_where(void **state)
{
	scratch *f = *state;
	lh_buf text = {0};
	assert_null(lh_manifest_read(f->ctx, f->ctx->arena, f->dir));
	lh_manifest manifest = sample();
	lh_manifest_text(&manifest, &text);
	text.length -= 5;
	refuse(f, &text, "expected");
	manifest.schema_version = 2;
	lh_manifest_text(&manifest, &text);
	refuse(f, &text, "(schema_version)");
	manifest = sample();
	lh_manifest_text(&manifest, &text);
	*strstr(text.bytes, "\"file\"") = ' ';
	refuse(f, &text, ":");
	lh_manifest_text(&manifest, &text);
	memcpy(strstr(text.bytes, "\"zip\""), "\"zap\"", 5);
	refuse(f, &text, "(consortia[0].zip)");
	lh_buf_puts(&text, "{\"schema_version\": 1, \"consortia\": []}");
	refuse(f, &text, "(program)");
}

int main(void)
{
#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_count_copies_seals_and_signatures),
		SCRATCH(what_is_fine_after_comparing_leaves_the_record),
		SCRATCH(a_manifest_is_read_as_it_was_written),
		SCRATCH(a_damaged_manifest_is_refused_and_says_where),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
