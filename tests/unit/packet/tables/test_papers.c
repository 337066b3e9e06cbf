/* Papers of a packet: the record they read, the seal plan, the papers themselves. */
#include "packet/tables/papers.h"

#include "support/unit.h"

#include <stdlib.h>

typedef struct bench {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_engine *engine;
	const lh_packet_papers *papers;
	lh_manifest manifest;
} bench;

/*
 * Two consortia; 甲 seals in both, 乙 signs in the first, an office without a name seals in the second.
 */
static const lh_packet_slot first_slots[] = {
	{.kind = "seal", .who = "lead", .name = "甲", .page = 1},
	{.kind = "signature", .who = "member", .name = "乙", .page = 6},
	{.kind = "date", .who = "lead", .name = "甲", .page = 6},
	{.kind = "seal", .who = "lead", .name = "甲", .page = 6},
	{.kind = "seal", .who = "lead", .name = "甲", .page = 6},
};
static const lh_packet_slot second_slots[] = {
	{.kind = "seal", .who = "district", .name = "", .page = 2},
	{.kind = "seal", .who = "member", .name = "甲", .page = 2},
};
static const lh_packet_document first_documents[] = {{.key = "agreement",
						      .title = "协议",
						      .leaves = 4,
						      .copies = 8,
						      .edges = 2,
						      .slots = first_slots,
						      .n_slots = 5}};
static const lh_packet_document second_documents[] = {{.key = "plan",
						       .title = "方案",
						       .leaves = 2,
						       .copies = 3,
						       .slots = second_slots,
						       .n_slots = 2}};
static const lh_pair first_row[] = {{"name", "联合体一"},
				    {"lead", "甲"},
				    {"members", "5"},
				    {"enterprises", "2"},
				    {"unheard", "x"}};
static const lh_pair second_row[] = {
	{"name", "联合体二"}, {"members", "4"}, {"enterprises", "3"}};
static const lh_packet_record consortia[] = {
	{.no = 1,
	 .id = "01",
	 .name = "联合体一",
	 .status = LH_PACKET_MADE,
	 .verdict = LH_RESULT_NA,
	 .row = first_row,
	 .n_row = 5,
	 .documents = first_documents,
	 .n_documents = 1},
	{.no = 2,
	 .id = "02",
	 .name = "联合体二",
	 .status = LH_PACKET_MADE,
	 .row = second_row,
	 .n_row = 3,
	 .documents = second_documents,
	 .n_documents = 1},
	{.no = 3, .id = "03"},
};
static const lh_manifest sample = {
	.jurisdiction = {.key = "urumqi", .name = "乌鲁木齐市"},
	.district = {.area = "新市区", .org = "新市区科技局", .contact = {.phone = ""}},
	.fill_date = "2026-06-15",
	.consortia = consortia,
	.n_consortia = 3,
};

static int open_bench(void **state)
{
	bench *b = lh_xmalloc(sizeof *b);
	*b = (bench){.ctx = lh_ctx_new(), .arena = lh_arena_new()};
	b->ctx->data_dir = LH_SOURCE_DIR;
	b->engine = lh_engine_open(b->ctx);
	b->manifest = sample;
	const lh_catalog *catalog = b->engine ? lh_engine_catalog(b->engine) : NULL;
	if (catalog)
		b->papers = lh_packet_papers_load(b->ctx, b->arena, catalog,
						  lh_catalog_find(catalog, "urumqi"));
	*state = b;
	return b->papers ? 0 : -1;
}

static int close_bench(void **state)
{
	bench *b = *state;
	lh_engine_free(b->engine);
	lh_arena_free(b->arena);
	lh_ctx_free(b->ctx);
	free(b);
	return 0;
}

static lh_packet_view view_of(bench *b)
{
	return lh_packet_view_all(b->arena, &b->manifest, NULL, NULL, 0);
}

static void record_takes_what_its_fields_can_hold(void **state)
{
	bench *b = *state;
	lh_packet_view view = view_of(b);
	const lh_val *root = lh_shape_value(b->arena, b->papers->names.schema->root,
					    (lh_shaped){&lh_packet_view_shape, &view});
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
	lh_packet_view view = view_of(b);
	assert_int_equal(view.n_seals, 3);
	const lh_seal_unit *first = &view.seals[0], *signer = &view.seals[1];
	assert_string_equal(first->name, "甲");
	assert_int_equal(first->n_rows, 3);
	/* Three seals on two pages, in eight copies; the date is no place to seal. */
	assert_string_equal(first->rows[0].pages, "1、6");
	assert_int_equal(first->rows[0].places, 3);
	assert_int_equal(first->rows[0].marks, 24);
	/* The edges once, however often 甲 seals the paper. */
	assert_string_equal(first->rows[1].kind, "edge");
	assert_string_equal(first->rows[1].pages, "");
	assert_int_equal(first->rows[1].marks, 16);
	assert_string_equal(first->rows[2].id, "02");
	assert_int_equal(first->impressions, 24 + 16 + 3);
	assert_int_equal(first->edges, 16);
	/* 乙 only signs: no seal of its own crosses the edges. */
	assert_int_equal(signer->n_rows, 1);
	assert_int_equal(signer->signatures, 8);
	assert_int_equal(signer->impressions, 0);
	assert_string_equal(view.seals[2].who, "district");
}

static void seals_of_the_district_come_behind_all_others(void **state)
{
	bench *b = *state;
	const lh_packet_slot slot = {.kind = "seal", .who = "district", .name = "局", .page = 1};
	const lh_packet_own letter = {
		.key = "letter", .title = "函", .leaves = 1, .copies = 2, .slots = &slot, .n_slots = 1};
	const lh_packet_record owner = {.id = "00", .name = "区县材料"};
	lh_packet_view view = lh_packet_view_all(b->arena, &b->manifest, &owner, &letter, 1);
	assert_int_equal(view.n_seals, 4);
	assert_string_equal(view.seals[3].rows[0].consortium, "区县材料");
	assert_int_equal(view.seals[3].impressions, 2);
}

static bool shows(lh_arena *arena, const lh_paper *paper, const char *text)
{
	return strstr(lh_node_text(arena, paper->document), text);
}

static void papers_of_the_district_are_made_from_the_manifest(void **state)
{
	bench *b = *state;
	lh_packet_view view = view_of(b);
	size_t n = 0;
	for (size_t i = 0; i < b->papers->n; i++) {
		const lh_packet_paper *info = &b->papers->papers[i];
		lh_paper paper;
		if (info->use != LH_PAPER_PACKET)
			continue;
		assert_true(lh_packet_paper_make(b->ctx, b->engine, b->arena, b->papers, info, &view,
						 /*draft*/ false, &paper));
		assert_true(shows(b->arena, &paper, "新市区科技局"));
		n++;
	}
	assert_int_equal(n, 5);
	assert_int_equal(lh_diag_count(b->ctx), 0);
}

static void summary_table_lies_turned_and_adds_up(void **state)
{
	bench *b = *state;
	lh_packet_view view = view_of(b);
	lh_paper paper;
	assert_true(lh_packet_paper_make(b->ctx, b->engine, b->arena, b->papers,
					 lh_packet_paper_find(b->papers, "ledger"), &view, /*draft*/ false,
					 &paper));
	assert_true(paper.pages->pages[0].turned);
	assert_true(paper.pages->pages[0].w > paper.pages->pages[0].h);
	/* The failed one has no row: two in all, 9 members, 40 and 75 of a hundred enterprises. */
	assert_true(shows(b->arena, &paper, "合计　2个"));
	assert_true(shows(b->arena, &paper, "40%"));
	assert_true(shows(b->arena, &paper, "75%"));
	assert_int_equal(paper.pages->n_slots, 1);
	assert_string_equal(paper.pages->slots[0].slot->id, "SEAL_RECOMMENDER");
}

static void receipts_are_not_wanted_when_nothing_was_made(void **state)
{
	bench *b = *state;
	const lh_packet_paper *receipts = lh_packet_paper_find(b->papers, "receipts");
	lh_packet_view view = view_of(b);
	assert_true(lh_packet_paper_wanted(b->ctx, b->arena, b->papers, receipts, &view));
	view.consortia = &consortia[2];
	view.n_consortia = 1;
	assert_false(lh_packet_paper_wanted(b->ctx, b->arena, b->papers, receipts, &view));
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
		BENCH(seals_of_the_district_come_behind_all_others),
		BENCH(papers_of_the_district_are_made_from_the_manifest),
		BENCH(summary_table_lies_turned_and_adds_up),
		BENCH(receipts_are_not_wanted_when_nothing_was_made),
		BENCH(bound_papers_are_not_papers_of_the_district),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
