/* Bound sets from pages made by hand, with the real front papers. */
#include "emit/formats.h"
#include "packet/bind/bind.h"

#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "util/utf8.h"

typedef struct bench {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_engine *engine;
	const lh_packet_papers *papers;
	lh_manifest manifest;
	lh_packet_view packet;
	lh_bind_part parts[3];
	lh_bind_set sets[2];
	lh_bind_options options;
	lh_bound bound;
} bench;

static const lh_slot seal = {.kind = LH_SLOT_SEAL, .id = "SEAL_LEAD"};

/* A cover without a number, then pages numbered from 1; a seal and a heading on the last one. */
static const lh_pages *paper(lh_arena *arena, size_t n, bool wide)
{
	lh_node *document = LH_NEW(arena, lh_node);
	lh_page *pages = LH_NEW_ARRAY(arena, lh_page, n);
	for (size_t i = 0; i < n; i++) {
		pages[i] = (lh_page){.w = 210 * LH_EMU_MM, .h = 297 * LH_EMU_MM, .label = ""};
		if (i)
			pages[i].label = lh_fmt(arena, "%zu", i);
		if (i && wide)
			pages[i] = (lh_page){.w = pages[i].h, .h = pages[i].w, .label = pages[i].label,
					     .turned = true};
	}
	lh_placed_slot *slot = LH_NEW(arena, lh_placed_slot);
	*slot = (lh_placed_slot){.slot = &seal, .page = n - 1, .keyword = ""};
	lh_bookmark *marks = LH_NEW_ARRAY(arena, lh_bookmark, 2);
	marks[0] = (lh_bookmark){.text = "甲", .level = 1, .page = 0, .number = ""};
	marks[1] = (lh_bookmark){.text = "尾", .level = 1, .page = n - 1, .number = ""};
	lh_pages *made = LH_NEW(arena, lh_pages);
	*made = (lh_pages){document, pages, n, slot, 1, marks, 2, false};
	return made;
}

static int open_bench(void **state)
{
	bench *b = lh_xmalloc(sizeof *b);
	*b = (bench){.ctx = lh_ctx_new(), .arena = lh_arena_new()};
	b->ctx->data_dir = LH_SOURCE_DIR;
	b->engine = lh_engine_open(b->ctx);
	const lh_catalog *catalog = b->engine ? lh_engine_catalog(b->engine) : NULL;
	if (catalog)
		b->papers = lh_packet_papers_load(b->ctx, b->arena, catalog,
						  lh_catalog_find(catalog, "urumqi"));
	b->manifest = (lh_manifest){
		.district = {.area = "新市区", .org = "乌鲁木齐市新市区科学技术局"},
		.call = "2026年度",
		.fill_date = "2026-06-15",
	};
	b->packet = lh_packet_view_head(&b->manifest);
	b->parts[0] = (lh_bind_part){"application", "甲", paper(b->arena, 4, false), 3, true};
	b->parts[1] = (lh_bind_part){"agreement", "乙", paper(b->arena, 3, true), 8, true};
	b->parts[2] = (lh_bind_part){"plan", "丙", paper(b->arena, 3, false), 3, false};
	b->sets[0] = (lh_bind_set){"01", "联合体一", "单位一", b->parts, 3};
	b->sets[1] = (lh_bind_set){"02", "联合体二", "单位二", b->parts, 2};
	b->options = (lh_bind_options){.packet = &b->packet, .duplex = true};
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

static const lh_pages *bind(bench *b, size_t n_sets)
{
	assert_true(lh_bind(b->ctx, b->engine, b->arena, b->papers, b->sets, n_sets, &b->options,
			    &b->bound));
	assert_int_equal(lh_diag_count(b->ctx), 0);
	return b->bound.volumes[0].pages;
}

static const lh_bookmark *mark(const lh_pages *pages, const char *text)
{
	for (size_t i = 0; i < pages->n_bookmarks; i++)
		if (strcmp(pages->bookmarks[i].text, text) == 0)
			return &pages->bookmarks[i];
	fail_msg("no bookmark %s", text);
	return NULL;
}

static const char *text_of(lh_arena *arena, const lh_item *item)
{
	char *text = LH_NEW_ARRAY(arena, char, 4 * item->u.text.n_glyphs + 1), *at = text;
	for (size_t i = 0; i < item->u.text.n_glyphs; i++)
		at += lh_utf8_put(at, item->u.text.glyphs[i].cp);
	return text;
}

/* The set's number on a page, 0 when it carries none. */
static int set_number(bench *b, const lh_page *page)
{
	int number = 0;
	if (page->n_items) {
		const lh_item *last = &page->items[page->n_items - 1];
		if (last->kind == LH_ITEM_TEXT)
			(void)sscanf(text_of(b->arena, last), "合订第%d页", &number);
	}
	return number;
}

/*
 * separator 1, cover 3, contents 5, 甲: cover 7, 9–11, 乙: cover 13, 15–16, 丙 on one side: 17, 19, 21
 */
static void every_paper_begins_on_the_right_behind_the_front_papers(void **state)
{
	const lh_pages *pages = bind(*state, 1);
	assert_int_equal(pages->n_pages, 22);
	assert_int_equal(mark(pages, "隔页")->page, 0);
	assert_int_equal(mark(pages, "封面")->page, 2);
	assert_int_equal(mark(pages, "目录")->page, 4);
	assert_int_equal(mark(pages, "甲")->page, 6);
	assert_int_equal(mark(pages, "乙")->page, 12);
	assert_int_equal(mark(pages, "丙")->page, 16);
	bench *b = *state;
	assert_int_equal(b->bound.n_volumes, 1);
	assert_int_equal(b->bound.pages, 22);
	assert_int_equal(b->bound.leaves, 11);
}

static void bookmarks_of_a_paper_lie_below_it_and_say_nothing_twice(void **state)
{
	const lh_pages *pages = bind(*state, 1);
	assert_int_equal(mark(pages, "甲")->level, 1);
	assert_int_equal(mark(pages, "尾")->level, 2);
	assert_int_equal(mark(pages, "尾")->page, 10);
	size_t n = 0;
	for (size_t i = 0; i < pages->n_bookmarks; i++)
		n += strcmp(pages->bookmarks[i].text, "甲") == 0;
	/* That of the paper itself, and those of the two others that are not called so. */
	assert_int_equal(n, 3);
}

static void heading_called_like_its_paper_is_left_out_on_the_first_page_only(void **state)
{
	bench *b = *state;
	((lh_bookmark *)(uintptr_t)&b->parts[0].pages->bookmarks[1])->text = "甲";
	const lh_pages *pages = bind(b, 1);
	size_t n = 0, last = 0;
	for (size_t i = 0; i < pages->n_bookmarks; i++) {
		const lh_bookmark *at = &pages->bookmarks[i];
		if (strcmp(at->text, "甲") != 0 || at->page > mark(pages, "甲")->page + 4)
			continue;
		n++;
		last = at->page;
	}
	/* The paper itself, and the heading on its last page. */
	assert_int_equal(n, 2);
	assert_int_equal(last, mark(pages, "甲")->page + 4);
}

static void printed_pages_carry_their_place_and_blanks_do_not(void **state)
{
	const lh_pages *pages = bind(*state, 1);
	for (size_t i = 0; i < pages->n_pages; i++) {
		bool front = i < 4, blank = i == 5 || i == 7 || i == 11 || i == 13 || i == 17 || i == 19 ||
					    i == 21;
		assert_int_equal(set_number(*state, &pages->pages[i]), front || blank ? 0 : (int)i + 1);
		assert_int_equal(atoi(pages->pages[i].label), (int)i + 1);
		if (blank)
			assert_int_equal(pages->pages[i].n_items, 0);
	}
}

static void number_stands_on_the_outer_side_of_the_upright_sheet(void **state)
{
	const lh_pages *pages = bind(*state, 1);
	const lh_page *right = &pages->pages[8], *left = &pages->pages[9], *turned = &pages->pages[14];
	const lh_item *number = &right->items[right->n_items - 1];
	assert_true(number->x > right->w / 2);
	assert_true(number->y > right->h - 10 * LH_EMU_MM);
	assert_true(left->items[left->n_items - 1].x < left->w / 2);
	/* The foot of a turned page is its left edge, its outer side below for a right-hand one. */
	number = &turned->items[turned->n_items - 1];
	assert_int_equal(number->u.text.rotate, -90);
	assert_true(number->x < 10 * LH_EMU_MM);
	assert_true(number->y > turned->h / 2);
	/* The blank behind a turned page is upright. */
	assert_true(pages->pages[11].w < pages->pages[11].h);
}

static void slots_move_with_their_pages_under_names_of_their_own(void **state)
{
	const lh_pages *pages = bind(*state, 1);
	assert_int_equal(pages->n_slots, 3);
	assert_int_equal(pages->slots[0].page, 10);
	assert_string_equal(pages->pages[10].slot_prefix, "application_");
	assert_int_equal(pages->slots[1].page, 15);
	assert_string_equal(pages->pages[15].slot_prefix, "agreement_");
}

/* Each link of the contents: what it says is the page that it leads to. */
static void contents_lead_to_every_paper(void **state)
{
	bench *b = *state;
	const lh_pages *pages = bind(b, 1);
	const lh_page *contents = &pages->pages[4];
	size_t checked = 0;
	for (size_t i = 0; i < contents->n_items; i++) {
		const lh_item *item = &contents->items[i];
		const lh_node *link = item->kind == LH_ITEM_TEXT && item->run ? item->run->u.run.link : NULL;
		if (!link)
			continue;
		const lh_bookmark *to = NULL;
		for (size_t k = 0; k < pages->n_bookmarks; k++)
			if (pages->bookmarks[k].para == link)
				to = &pages->bookmarks[k];
		assert_non_null(to);
		const char *path = strrchr(item->run->u.run.origin.path, '.') + 1;
		if (strcmp(path, "title") == 0)
			assert_string_equal(text_of(b->arena, item), to->text);
		else if (strcmp(path, "page") == 0)
			assert_int_equal(atoi(text_of(b->arena, item)), to->page + 1);
		else
			continue;
		checked++;
	}
	assert_int_equal(checked, 6);
}

static void larger_sets_become_volumes_with_their_own_covers(void **state)
{
	bench *b = *state;
	b->options.volume_leaves = 6;
	bind(b, 1);
	assert_int_equal(b->bound.n_volumes, 3);
	size_t sum = 0;
	for (size_t i = 0; i < b->bound.n_volumes; i++) {
		const lh_pages *pages = b->bound.volumes[i].pages;
		assert_true(pages->n_pages <= 12);
		assert_int_equal(mark(pages, "封面")->page, i ? 0 : 2);
		assert_int_equal(mark(pages, "目录")->page, i ? 2 : 4);
		sum += pages->n_pages;
	}
	assert_int_equal(b->bound.pages, sum);
	assert_int_equal(mark(b->bound.volumes[1].pages, "乙")->page, 4);
	assert_int_equal(b->bound.spine.pages->n_pages, 3);
}

static void several_consortia_are_parted_by_their_separators(void **state)
{
	const lh_pages *pages = bind(*state, 2);
	assert_int_equal(mark(pages, "封面")->page, 0);
	assert_int_equal(mark(pages, "联合体一")->page, 4);
	assert_int_equal(mark(pages, "联合体一")->level, 1);
	assert_int_equal(mark(pages, "乙")->level, 2);
	assert_int_equal(mark(pages, "联合体二")->page, 22);
	assert_string_equal(pages->pages[10].slot_prefix, "S01_application_");
}

static void set_printed_on_one_side_has_no_blanks(void **state)
{
	bench *b = *state;
	b->options.duplex = false;
	const lh_pages *pages = bind(b, 1);
	assert_int_equal(pages->n_pages, 13);
	assert_int_equal(b->bound.leaves, 13);
	assert_true(pages->simplex);
}

static void one_file_holds_each_face_once(void **state)
{
	bench *b = *state;
	bind(b, 2);
	lh_buf out = {0};
	const lh_emit_options options = {0};
	assert_true(lh_paper_emit(b->ctx, b->engine, &b->bound.volumes[0], lh_emitter_find("pdf"), &options,
				  &out));
	size_t faces = 0;
	for (const char *at = out.bytes; (at = memmem(at, out.length - (size_t)(at - out.bytes),
						       "/FontFile2", 10));
	     at++)
		faces++;
	assert_in_range(faces, 4, 5);
	lh_buf_free(&out);
}

int main(void)
{
#define BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)
	const struct CMUnitTest tests[] = {
		BENCH(every_paper_begins_on_the_right_behind_the_front_papers),
		BENCH(bookmarks_of_a_paper_lie_below_it_and_say_nothing_twice),
		BENCH(heading_called_like_its_paper_is_left_out_on_the_first_page_only),
		BENCH(printed_pages_carry_their_place_and_blanks_do_not),
		BENCH(number_stands_on_the_outer_side_of_the_upright_sheet),
		BENCH(slots_move_with_their_pages_under_names_of_their_own),
		BENCH(contents_lead_to_every_paper),
		BENCH(larger_sets_become_volumes_with_their_own_covers),
		BENCH(several_consortia_are_parted_by_their_separators),
		BENCH(set_printed_on_one_side_has_no_blanks),
		BENCH(one_file_holds_each_face_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
