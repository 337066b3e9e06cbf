/* Papers of a packet: the record they read, the seal plan, the papers themselves. */
#include "packet/tables/papers.h"

#include "support/unit.h"

#include <stdlib.h>

#include "packet/record/manifest.h"
#include "paper/record.h"

typedef struct bench {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_engine *engine;
	const lh_packet_papers *papers;
	json_t *manifest;
} bench;

/*
 * Two consortia; 甲 seals in both, 乙 signs in the first, an office without a name seals in the second.
 */
static const char manifest_text[] =
	"{\"jurisdiction\": {\"key\": \"urumqi\", \"name\": \"乌鲁木齐市\"},"
	" \"district\": {\"area\": \"新市区\", \"org\": \"新市区科技局\", \"contact\": {\"name\": null, \"phone\": \"\"}},"
	" \"call\": null, \"fill_date\": \"2026-06-15\","
	" \"consortia\": ["
	"  {\"no\": 1, \"id\": \"01\", \"name\": \"联合体一\", \"status\": \"made\", \"verdict\": \"n/a\","
	"   \"row\": {\"name\": \"联合体一\", \"lead\": \"甲\", \"members\": \"5\", \"enterprises\": \"2\", \"unheard\": \"x\"},"
	"   \"documents\": [{\"key\": \"agreement\", \"title\": \"协议\", \"leaves\": 4, \"copies\": 8, \"edges\": 2, \"slots\": ["
	"     {\"kind\": \"seal\", \"who\": \"lead\", \"name\": \"甲\", \"page\": 1},"
	"     {\"kind\": \"signature\", \"who\": \"member\", \"name\": \"乙\", \"page\": 6},"
	"     {\"kind\": \"date\", \"who\": \"lead\", \"name\": \"甲\", \"page\": 6},"
	"     {\"kind\": \"seal\", \"who\": \"lead\", \"name\": \"甲\", \"page\": 6},"
	"     {\"kind\": \"seal\", \"who\": \"lead\", \"name\": \"甲\", \"page\": 6}]}]},"
	"  {\"no\": 2, \"id\": \"02\", \"name\": \"联合体二\", \"status\": \"made\","
	"   \"row\": {\"name\": \"联合体二\", \"members\": \"4\", \"enterprises\": \"3\"},"
	"   \"documents\": [{\"key\": \"plan\", \"title\": \"方案\", \"leaves\": 2, \"copies\": 3, \"slots\": ["
	"     {\"kind\": \"seal\", \"who\": \"district\", \"name\": \"\", \"page\": 2},"
	"     {\"kind\": \"seal\", \"who\": \"member\", \"name\": \"甲\", \"page\": 2}]}]},"
	"  {\"no\": 3, \"id\": \"03\", \"name\": null, \"status\": \"failed\", \"row\": null, \"documents\": []}]}";

static int open_bench(void **state)
{
	bench *b = lh_xmalloc(sizeof *b);
	*b = (bench){.ctx = lh_ctx_new(), .arena = lh_arena_new()};
	b->ctx->data_dir = LH_SOURCE_DIR;
	b->engine = lh_engine_open(b->ctx);
	b->manifest = json_loads(manifest_text, 0, NULL);
	const lh_catalog *catalog = b->engine ? lh_engine_catalog(b->engine) : NULL;
	if (catalog)
		b->papers = lh_packet_papers_load(b->ctx, b->arena, catalog,
						  lh_catalog_find(catalog, "urumqi"));
	*state = b;
	return b->papers && b->manifest ? 0 : -1;
}

static int close_bench(void **state)
{
	bench *b = *state;
	json_decref(b->manifest);
	lh_engine_free(b->engine);
	lh_arena_free(b->arena);
	lh_ctx_free(b->ctx);
	free(b);
	return 0;
}

static const lh_val *root_of(bench *b, const json_t *record)
{
	return lh_record_value(b->arena, b->papers->names.schema->root, record);
}

static void record_takes_what_its_fields_can_hold(void **state)
{
	bench *b = *state;
	const lh_val *root = root_of(b, b->manifest);
	const lh_val *district = lh_val_at(root, "district"), *consortia = lh_val_at(root, "consortia");
	assert_string_equal(lh_val_at(district, "org")->u.text, "新市区科技局");
	/* null and an empty text are missing. */
	assert_null(lh_val_at(root, "call"));
	assert_null(lh_val_at(lh_val_at(district, "contact"), "name"));
	assert_null(lh_val_at(lh_val_at(district, "contact"), "phone"));
	assert_int_equal(lh_val_at(root, "fill_date")->u.date.d, 15);
	assert_int_equal(consortia->u.list.n, 3);
	const lh_val *first = consortia->u.list.items[0];
	assert_int_equal(lh_val_at(first, "no")->u.number, 1 * LH_NUM_ONE);
	assert_int_equal(lh_val_at(lh_val_at(first, "row"), "members")->u.number, 5 * LH_NUM_ONE);
	assert_string_equal(lh_val_at(first, "verdict")->u.enumeration->label, "不适用");
	assert_null(lh_val_at(consortia->u.list.items[2], "row"));
	assert_string_equal(lh_val_path(b->arena, lh_val_at(first, "id")), "consortia[0].id");
}

static void seals_are_listed_by_unit_in_the_order_of_the_packet(void **state)
{
	bench *b = *state;
	json_t *record = lh_packet_record(b->manifest, NULL, NULL), *seals = json_object_get(record, "seals");
	assert_int_equal(json_array_size(seals), 3);
	const json_t *first = json_array_get(seals, 0);
	assert_string_equal(json_string_value(json_object_get(first, "name")), "甲");
	const json_t *rows = json_object_get(first, "rows"), *row = json_array_get(rows, 0);
	assert_int_equal(json_array_size(rows), 3);
	/* Three seals on two pages, in eight copies; the date is no place to seal. */
	assert_string_equal(lh_json_text(row, "pages"), "1、6");
	assert_int_equal(lh_json_count(row, "places"), 3);
	assert_int_equal(lh_json_count(row, "marks"), 24);
	/* The edges once, however often 甲 seals the paper. */
	row = json_array_get(rows, 1);
	assert_string_equal(lh_json_text(row, "kind"), "edge");
	assert_string_equal(lh_json_text(row, "pages"), "");
	assert_int_equal(lh_json_count(row, "marks"), 16);
	assert_string_equal(lh_json_text(json_array_get(rows, 2), "id"), "02");
	assert_int_equal(lh_json_count(first, "impressions"), 24 + 16 + 3);
	assert_int_equal(lh_json_count(first, "edges"), 16);
	/* 乙 only signs: no seal of its own crosses the edges. */
	const json_t *signer = json_array_get(seals, 1);
	assert_int_equal(json_array_size(json_object_get(signer, "rows")), 1);
	assert_int_equal(lh_json_count(signer, "signatures"), 8);
	assert_int_equal(lh_json_count(signer, "impressions"), 0);
	const json_t *nameless = json_array_get(seals, 2);
	assert_string_equal(json_string_value(json_object_get(nameless, "who")), "district");
	/* The manifest is as it was. */
	assert_null(json_object_get(b->manifest, "seals"));
	json_decref(record);
}

static bool shows(lh_arena *arena, const lh_paper *paper, const char *text)
{
	return strstr(lh_node_text(arena, paper->document), text);
}

static void papers_of_the_district_are_made_from_the_manifest(void **state)
{
	bench *b = *state;
	json_t *record = lh_packet_record(b->manifest, NULL, NULL);
	size_t n = 0;
	for (size_t i = 0; i < b->papers->n; i++) {
		const lh_packet_paper *info = &b->papers->papers[i];
		lh_paper paper;
		if (info->use != LH_PAPER_PACKET)
			continue;
		assert_true(lh_packet_paper_make(b->ctx, b->engine, b->arena, b->papers, info, record,
						 /*draft*/ false, &paper));
		assert_true(shows(b->arena, &paper, "新市区科技局"));
		n++;
	}
	assert_int_equal(n, 5);
	assert_int_equal(lh_diag_count(b->ctx), 0);
	json_decref(record);
}

static void summary_table_lies_turned_and_adds_up(void **state)
{
	bench *b = *state;
	json_t *record = lh_packet_record(b->manifest, NULL, NULL);
	lh_paper paper;
	assert_true(lh_packet_paper_make(b->ctx, b->engine, b->arena, b->papers,
					 lh_packet_paper_find(b->papers, "ledger"), record, /*draft*/ false,
					 &paper));
	assert_true(paper.pages->pages[0].turned);
	assert_true(paper.pages->pages[0].w > paper.pages->pages[0].h);
	/* The failed one has no row: two in all, 9 members, 40 and 75 of a hundred enterprises. */
	assert_true(shows(b->arena, &paper, "合计　2个"));
	assert_true(shows(b->arena, &paper, "40%"));
	assert_true(shows(b->arena, &paper, "75%"));
	assert_int_equal(paper.pages->n_slots, 1);
	assert_string_equal(paper.pages->slots[0].slot->id, "SEAL_RECOMMENDER");
	json_decref(record);
}

static void receipts_are_not_wanted_when_nothing_was_made(void **state)
{
	bench *b = *state;
	const lh_packet_paper *receipts = lh_packet_paper_find(b->papers, "receipts");
	assert_true(lh_packet_paper_wanted(b->ctx, b->arena, b->papers, receipts, b->manifest));
	json_t *consortia = json_object_get(b->manifest, "consortia");
	json_array_remove(consortia, 0);
	json_array_remove(consortia, 0);
	assert_false(lh_packet_paper_wanted(b->ctx, b->arena, b->papers, receipts, b->manifest));
}

static void bound_papers_are_not_papers_of_the_district(void **state)
{
	bench *b = *state;
	assert_int_equal(lh_packet_paper_find(b->papers, "cover")->use, LH_PAPER_SET);
	assert_int_equal(lh_packet_paper_find(b->papers, "spine")->use, LH_PAPER_BESIDE);
	assert_null(lh_packet_paper_find(b->papers, "covers"));
}

int main(void)
{
#define BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)
	const struct CMUnitTest tests[] = {
		BENCH(record_takes_what_its_fields_can_hold),
		BENCH(seals_are_listed_by_unit_in_the_order_of_the_packet),
		BENCH(papers_of_the_district_are_made_from_the_manifest),
		BENCH(summary_table_lies_turned_and_adds_up),
		BENCH(receipts_are_not_wanted_when_nothing_was_made),
		BENCH(bound_papers_are_not_papers_of_the_district),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
