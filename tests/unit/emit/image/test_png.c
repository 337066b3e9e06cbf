/* Pictures of pages: the same bytes with a memo of glyphs, whatever it holds, and without one. */
#include "support/unit.h"

#include "emit/image/png.h"
#include "support/make_pages.h"
#include "util/buf.h"
#include "util/memo.h"

enum { MM = LH_EMU_MM, SMALL = 40, LARGE = 97 };

static void draw(page_maker *maker, lh_memo *memo, int dpi, lh_buf *out)
{
	const lh_emit_options options = {.memo = memo, .dpi = dpi};
	lh_buf_clear(out);
	assert_true(lh_emit_png.emit_pages(maker->ctx, &maker->pages, maker->fonts, &options, out));
	assert_true(out->length > 8);
}

static bool same(const lh_buf *a, const lh_buf *b)
{
	return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static lh_item *last_item(page_maker *maker)
{
	return (lh_item *)&maker->page->items[maker->page->n_items - 1];
}

/* Text in all its ways, some of it over the edge of the page, and one of everything else. */
static void fill_page(page_maker *maker, const char *name)
{
	maker_para(maker, maker->section);
	maker_text(maker, LH_ROLE_SONG, name, 16 * LH_EMU_PT, 20 * MM, 30 * MM, 0);
	maker_text(maker, LH_ROLE_SONG, name, 16 * LH_EMU_PT, 20 * MM, 38 * MM, 0);
	maker_text(maker, LH_ROLE_HEI, "盖章处", 22 * LH_EMU_PT, -3 * MM, 60 * MM, 0);
	last_item(maker)->u.text.bold = true;
	maker_text(maker, LH_ROLE_SONG, "草稿", 120 * LH_EMU_PT, 60 * MM, 200 * MM, 0);
	last_item(maker)->u.text.rotate = 45;
	last_item(maker)->u.text.grey = 85;
	maker_rule(maker, 20 * MM, 40 * MM, 90 * MM, LH_EMU_PT);
	maker_rule(maker, 20 * MM, 40 * MM, LH_EMU_PT, 30 * MM);
	lh_item *box = maker_item(maker, LH_ITEM_BOX, 20 * MM, 80 * MM);
	box->u.box.size = 4 * MM;
	box->u.box.checked = true;
	maker_item(maker, LH_ITEM_DISC, 70 * MM, 180 * MM)->u.disc.diameter = 45 * MM;
	lh_item *dots = maker_item(maker, LH_ITEM_DOTS, 40 * MM, 100 * MM);
	dots->u.dots.n = 12;
	dots->u.dots.diameter = LH_EMU_PT;
	dots->u.dots.pitch = 3 * MM;
}

static void a_memo_changes_no_picture(void **state)
{
	(void)state;
	lh_memo *memo = lh_memo_new(1 << 20);
	lh_buf alone = {0}, noted = {0}, again = {0}, last = {0};
	static const char *const names[] = {"创新联合体", "创新示范体", "新创联合体"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		page_maker maker;
		maker_start(&maker);
		fill_page(&maker, names[i]);
		for (int dpi = SMALL; dpi <= LARGE; dpi += LARGE - SMALL) {
			draw(&maker, NULL, dpi, &alone);
			draw(&maker, memo, dpi, &noted);
			draw(&maker, memo, dpi, &again);
			assert_true(same(&alone, &noted));
			assert_true(same(&alone, &again));
			assert_false(same(&alone, &last));
			lh_buf_clear(&last);
			lh_buf_put(&last, alone.bytes, alone.length);
		}
		maker_stop(&maker);
	}
	lh_buf_free(&alone);
	lh_buf_free(&noted);
	lh_buf_free(&again);
	lh_buf_free(&last);
	lh_memo_free(memo);
}

static void a_full_memo_draws_on(void **state)
{
	page_maker *maker = *state;
	lh_memo *memo = lh_memo_new(4096);
	lh_buf alone = {0}, noted = {0};
	fill_page(maker, "乌鲁木齐市新材料产业创新联合体组建申请书");
	draw(maker, NULL, LARGE, &alone);
	draw(maker, memo, LARGE, &noted);
	assert_true(same(&alone, &noted));
	lh_buf_free(&alone);
	lh_buf_free(&noted);
	lh_memo_free(memo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_memo_changes_no_picture),
		cmocka_unit_test_setup_teardown(a_full_memo_draws_on, maker_setup, maker_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
