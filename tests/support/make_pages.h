/*
 * Pages made by hand for the tests of the writers: a small document tree and items on it,
 * characters set one behind the other in the committed fonts.
 */
#ifndef LH_TEST_MAKE_PAGES_H
#define LH_TEST_MAKE_PAGES_H

#include "layout/font/font.h"
#include "layout/page/pages.h"
#include "util/ctx.h"

typedef struct page_maker {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_fonts *fonts;
	lh_node *document, *section;
	lh_pages pages;
	lh_page *page; /* the last one */
	size_t cap_items;
	lh_node *para; /* items belong to it */
} page_maker;

/* The committed fonts, a document 测试 of one empty A4 page. */
void maker_start(page_maker *maker);
void maker_stop(page_maker *maker);
/* The same for cmocka, whose *state becomes a page_maker. */
int maker_setup(void **state);
int maker_teardown(void **state);

void maker_page(page_maker *maker, const char *label);
/* A new paragraph of the section; later items belong to it. */
lh_node *maker_para(page_maker *maker, lh_node *parent);
/* A new item on the last page; it stays valid until the next one. */
lh_item *maker_item(page_maker *maker, lh_item_kind kind, lh_emu x, lh_emu y);
/* Text from x, y, each character so much further apart than it is wide; returns where it ends. */
lh_emu maker_text(page_maker *maker, lh_role role, const char *text, lh_emu size, lh_emu x,
		  lh_emu y, lh_emu apart);
void maker_rule(page_maker *maker, lh_emu x, lh_emu y, lh_emu w, lh_emu h);
void maker_slot(page_maker *maker, const lh_slot *slot, lh_emu x, lh_emu y);
void maker_bookmark(page_maker *maker, const char *text, uint8_t level, lh_emu y);

#endif
