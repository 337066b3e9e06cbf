/* Pages made by hand. */
#include "support/make_pages.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "util/utf8.h"

enum { MOST_PAGES = 400, MOST_ITEMS = 4000, MOST = 64 };

static lh_node *node(page_maker *maker, lh_node *parent, lh_node_kind kind)
{
	lh_node *n = LH_NEW(maker->arena, lh_node);
	n->kind = kind;
	n->parent = parent;
	if (parent && parent->last)
		parent->last->next = n;
	else if (parent)
		parent->first = n;
	if (parent)
		parent->last = n;
	return n;
}

void maker_start(page_maker *maker)
{
	*maker = (page_maker){.ctx = lh_ctx_new(), .arena = lh_arena_new()};
	maker->ctx->data_dir = LH_SOURCE_DIR;
	if (!lh_fonts_load(maker->ctx, LH_SOURCE_DIR "/fonts/roles.yaml", &maker->fonts)) {
		lh_diag_print_all(maker->ctx, stderr);
		abort();
	}
	maker->document = node(maker, NULL, LH_NODE_DOCUMENT);
	maker->document->u.document.key = "test-paper";
	maker->document->u.document.title = "测试";
	maker->document->u.document.author = "";
	maker->document->u.document.subject = "";
	maker->document->u.document.date = "";
	maker->section = node(maker, maker->document, LH_NODE_SECTION);
	maker->pages.document = maker->document;
	maker->pages.pages = LH_NEW_ARRAY(maker->arena, lh_page, MOST_PAGES);
	maker->pages.slots = LH_NEW_ARRAY(maker->arena, lh_placed_slot, MOST);
	maker->pages.bookmarks = LH_NEW_ARRAY(maker->arena, lh_bookmark, MOST);
	maker_page(maker, "1");
	maker_para(maker, maker->section);
}

void maker_stop(page_maker *maker)
{
	lh_fonts_free(maker->fonts);
	lh_arena_free(maker->arena);
	lh_ctx_free(maker->ctx);
}

int maker_setup(void **state)
{
	page_maker *maker = lh_xmalloc(sizeof *maker);
	maker_start(maker);
	*state = maker;
	return 0;
}

int maker_teardown(void **state)
{
	maker_stop(*state);
	free(*state);
	return 0;
}

void maker_page(page_maker *maker, const char *label)
{
	assert(maker->pages.n_pages < MOST_PAGES);
	maker->page = (lh_page *)&maker->pages.pages[maker->pages.n_pages++];
	*maker->page = (lh_page){.w = 210 * LH_EMU_MM, .h = 297 * LH_EMU_MM, .label = label};
	maker->page->items = LH_NEW_ARRAY(maker->arena, lh_item, MOST_ITEMS);
}

lh_node *maker_para(page_maker *maker, lh_node *parent)
{
	maker->para = node(maker, parent, LH_NODE_PARA);
	return maker->para;
}

lh_item *maker_item(page_maker *maker, lh_item_kind kind, lh_emu x, lh_emu y)
{
	assert(maker->page->n_items < MOST_ITEMS);
	lh_item *item = (lh_item *)&maker->page->items[maker->page->n_items++];
	*item = (lh_item){.kind = kind, .para = maker->para, .x = x, .y = y};
	return item;
}

lh_emu maker_text(page_maker *maker, lh_role role, const char *text, lh_emu size, lh_emu x,
		  lh_emu y, lh_emu apart)
{
	lh_node *run = node(maker, maker->para, LH_NODE_TEXT);
	run->u.run.as.text.text = text;
	lh_item *item = maker_item(maker, LH_ITEM_TEXT, x, y);
	item->run = run;
	size_t n = lh_utf8_count(text);
	lh_glyph *glyphs = LH_NEW_ARRAY(maker->arena, lh_glyph, n);
	lh_emu at = 0;
	for (size_t i = 0; i < n; i++) {
		glyphs[i].cp = lh_utf8_next(&text);
		glyphs[i].face = lh_fonts_face(maker->fonts, role, glyphs[i].cp);
		glyphs[i].x = at;
		if (glyphs[i].face != LH_FACE_NONE)
			at += (lh_emu)((int64_t)lh_face_advance(maker->fonts, glyphs[i].face,
								glyphs[i].cp) *
				       size / 1000);
		at += apart;
	}
	item->u.text.glyphs = glyphs;
	item->u.text.n_glyphs = n;
	item->u.text.size = size;
	return x + at;
}

void maker_rule(page_maker *maker, lh_emu x, lh_emu y, lh_emu w, lh_emu h)
{
	lh_item *item = maker_item(maker, LH_ITEM_RULE, x, y);
	item->artifact = true;
	item->u.rule.w = w;
	item->u.rule.h = h;
}

void maker_slot(page_maker *maker, const lh_slot *slot, lh_emu x, lh_emu y)
{
	assert(maker->pages.n_slots < MOST);
	lh_placed_slot *placed = (lh_placed_slot *)&maker->pages.slots[maker->pages.n_slots++];
	*placed = (lh_placed_slot){.slot = slot,
				   .page = maker->pages.n_pages - 1,
				   .x = x,
				   .y = y,
				   .w = slot->free_w,
				   .h = slot->free_h,
				   .mark = "（盖章）",
				   .keyword = slot->keyword};
}

void maker_bookmark(page_maker *maker, const char *text, uint8_t level, lh_emu y)
{
	assert(maker->pages.n_bookmarks < MOST);
	lh_bookmark *mark = (lh_bookmark *)&maker->pages.bookmarks[maker->pages.n_bookmarks++];
	*mark = (lh_bookmark){.para = maker->para,
			      .text = text,
			      .level = level,
			      .number = "1",
			      .page = maker->pages.n_pages - 1,
			      .y = y};
}
