/*
 * Pages of many pseudo-random trees: whatever the tables are, every character of the tree is shown
 * once, everything stays on the text area, and neither text nor rule covers text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/page_bed.h"
#include "util/ctx.h"
#include "util/utf8.h"

enum { ROUNDS = 300, WIDTH = 24, FIRST_CHAR = 0x4E00, MOST_CHARS = 4000 };

typedef struct maker {
	page_bed *bed;
	uint32_t seed;
	uint32_t n_chars; /* each character of a tree is another one */
} maker;

static int dice(maker *m, int sides)
{
	m->seed = m->seed * 1664525u + 1013904223u;
	return (int)((m->seed >> 16) % (uint32_t)sides);
}

static const char *words(maker *m, int n)
{
	char *text = LH_NEW_ARRAY(m->bed->arena, char, (size_t)n * 4 + 1), *at = text;
	for (int i = 0; i < n; i++)
		at += lh_utf8_put(at, FIRST_CHAR + m->n_chars++);
	return text;
}

static void fill_cell(maker *m, lh_node *cell)
{
	cell->u.cell.valign = (lh_valign)dice(m, 3);
	for (int n = dice(m, 3); n > 0; n--) {
		lh_node *para = bed_paragraph(m->bed, cell, words(m, dice(m, 8)));
		para->u.para.fmt.space_before = dice(m, 3) * PAGE_EM / 2;
		para->u.para.fmt.space_after = dice(m, 2) * PAGE_EM;
	}
	if (dice(m, 12) == 0)
		bed_paragraph(m->bed, cell, words(m, 60));
}

/* A group of rows over three columns; the first may be a label over some or all of them. */
static void add_group(maker *m, lh_node *table)
{
	int n = 1 + dice(m, 8), head = dice(m, 3) ? 0 : 1, covered = 0;
	lh_node *group = bed_group(m->bed, table, head < n ? head : 0);
	group->u.rowgroup.keep_next = dice(m, 4) == 0;
	for (int r = 0; r < n; r++) {
		lh_node *row = bed_row(m->bed, group);
		row->u.row.min_height = dice(m, 4) * PAGE_EM / 2;
		row->u.row.can_split = dice(m, 4) == 0;
		row->u.row.keep_next = dice(m, 5) == 0;
		if (covered == 0) {
			covered = dice(m, 2) ? 1 : 1 + dice(m, n - r);
			bed_cell(m->bed, row, 1, covered, words(m, 1 + dice(m, 5)));
		}
		covered--;
		int span = 1 + dice(m, 2);
		lh_node *cell = bed_cell(m->bed, row, span, 1, words(m, 1 + dice(m, 9)));
		cell->u.cell.column = 1;
		fill_cell(m, cell);
		if (span == 1)
			fill_cell(m, bed_cell(m->bed, row, 1, 1, NULL));
	}
}

static void make_tree(maker *m)
{
	lh_node *section = bed_section(m->bed, WIDTH, 14 + dice(m, 20));
	for (int blocks = 1 + dice(m, 5); blocks > 0; blocks--) {
		if (dice(m, 2)) {
			lh_node *para = bed_paragraph(m->bed, section, words(m, dice(m, 200)));
			para->u.para.fmt.keep_next = dice(m, 2);
			para->u.para.fmt.space_before = dice(m, 2) * PAGE_EM;
			continue;
		}
		lh_node *table = bed_table(m->bed, section, (int[]){4, 8, 12, 0});
		table->u.table.pad_x = LH_EMU_PT * 4;
		table->u.table.pad_y = LH_EMU_PT * 2;
		for (int groups = 1 + dice(m, 4); groups > 0; groups--)
			add_group(m, table);
	}
}

typedef struct rect {
	lh_emu x0, y0, x1, y1;
} rect;

/* What of an item must stay uncovered: the bodies of its characters, or the rule itself. */
static rect item_rect(const lh_item *item)
{
	if (item->kind == LH_ITEM_RULE)
		return (rect){item->x, item->y, item->x + item->u.rule.w, item->y + item->u.rule.h};
	const lh_glyph *last = &item->u.text.glyphs[item->u.text.n_glyphs - 1];
	lh_emu size = item->u.text.size;
	return (rect){item->x, item->y - size / 100 * 85, item->x + last->x + size,
		      item->y + size / 100 * 10};
}

static bool meet(rect a, rect b)
{
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static void check_page(const lh_page *page, unsigned char *seen)
{
	for (size_t i = 0; i < page->n_items; i++) {
		const lh_item *item = &page->items[i];
		rect r = item_rect(item);
		assert_true(bed_across(r.x0) >= 0 && bed_across(r.x1) <= WIDTH * 100);
		assert_true(bed_down(r.y0) >= 0 && r.y1 <= page->h - 10 * PAGE_EM);
		if (item->kind != LH_ITEM_TEXT)
			continue;
		for (size_t g = 0; !item->artifact && g < item->u.text.n_glyphs; g++)
			seen[item->u.text.glyphs[g].cp - FIRST_CHAR]++;
		for (size_t j = 0; j < page->n_items; j++)
			assert_false(j != i && meet(r, item_rect(&page->items[j])));
	}
}

static void every_character_is_shown_once_and_nothing_is_covered(void **state)
{
	(void)state;
	size_t laid_out = 0;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		maker m = {.bed = page_bed_new(), .seed = round};
		make_tree(&m);
		assert_in_range(m.n_chars, 0, MOST_CHARS);
		if (!bed_layout(m.bed)) {
			/*
			 * A label taller than a page cannot be divided; nothing else may go wrong.
			 */
			assert_string_equal(bed_messages(m.bed), "4004");
			page_bed_free(m.bed);
			continue;
		}
		laid_out++;
		unsigned char seen[MOST_CHARS] = {0};
		for (size_t p = 0; p < m.bed->pages->n_pages; p++)
			check_page(&m.bed->pages->pages[p], seen);
		for (uint32_t c = 0; c < m.n_chars; c++)
			assert_int_equal(seen[c], 1);
		page_bed_free(m.bed);
	}
	assert_true(laid_out > ROUNDS * 9 / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_shown_once_and_nothing_is_covered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
