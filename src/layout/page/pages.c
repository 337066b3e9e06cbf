/* `--to pages`: laid-out pages as text. It knows items and nothing of how they came about. */
#include <string.h>

#include "layout/page/layout.h"
#include "util/buf.h"
#include "util/utf8.h"

/* Millimetres with two decimals, always: columns of a golden file stay in line. */
static void put_mm(lh_buf *out, lh_emu length)
{
	int64_t hundredths = ((int64_t)length + (length < 0 ? -180 : 180)) / 360;
	lh_buf_putc(out, ' ');
	if (hundredths < 0) {
		lh_buf_putc(out, '-');
		hundredths = -hundredths;
	}
	lh_buf_int(out, hundredths / 100);
	lh_buf_putc(out, '.');
	lh_buf_putc(out, (char)('0' + hundredths / 10 % 10));
	lh_buf_putc(out, (char)('0' + hundredths % 10));
}

static void put_flag(lh_buf *out, bool set, const char *word)
{
	if (set)
		lh_buf_puts(out, word);
}

static void put_quoted(lh_buf *out, const char *text)
{
	lh_buf_puts(out, " \"");
	lh_buf_puts(out, text);
	lh_buf_putc(out, '"');
}

static void put_text(lh_buf *out, const lh_item *item)
{
	lh_buf_putc(out, ' ');
	lh_buf_pt(out, item->u.text.size, /*places*/2);
	lh_buf_puts(out, "pt");
	put_flag(out, item->u.text.bold, " bold");
	if (item->u.text.grey) {
		lh_buf_puts(out, " grey=");
		lh_buf_int(out, item->u.text.grey);
	}
	if (item->u.text.rotate) {
		lh_buf_puts(out, " rotate=");
		lh_buf_int(out, item->u.text.rotate);
	}
	put_flag(out, item->artifact, " artifact");
	lh_buf_puts(out, " \"");
	for (size_t i = 0; i < item->u.text.n_glyphs; i++) {
		char bytes[4] = {0};
		lh_buf_put(out, bytes, lh_utf8_put(bytes, item->u.text.glyphs[i].cp));
	}
	lh_buf_putc(out, '"');
}

static void put_item(lh_buf *out, const lh_item *item)
{
	static const char *const names[] = {"  text", "  rule", "  box", "  disc", "  dots"};
	lh_buf_puts(out, names[item->kind]);
	put_mm(out, item->x);
	put_mm(out, item->y);
	switch (item->kind) {
	case LH_ITEM_TEXT: put_text(out, item); break;
	case LH_ITEM_RULE:
		put_mm(out, item->u.rule.w);
		put_mm(out, item->u.rule.h);
		put_flag(out, !item->artifact, " of-text");
		break;
	case LH_ITEM_BOX:
		put_mm(out, item->u.box.size);
		put_flag(out, item->u.box.checked, " ticked");
		put_flag(out, item->artifact, " artifact");
		break;
	case LH_ITEM_DISC: put_mm(out, item->u.disc.diameter); break;
	case LH_ITEM_DOTS:
		put_mm(out, item->u.dots.pitch);
		lh_buf_putc(out, ' ');
		lh_buf_int(out, item->u.dots.n);
		break;
	}
	lh_buf_putc(out, '\n');
}

void lh_pages_dump(const lh_pages *pages, lh_buf *out)
{
	for (size_t p = 0; p < pages->n_pages; p++) {
		const lh_page *page = &pages->pages[p];
		lh_buf_puts(out, "page ");
		lh_buf_int(out, (int64_t)p + 1);
		put_mm(out, page->w);
		put_mm(out, page->h);
		put_quoted(out, page->label);
		put_flag(out, page->turned, " turned");
		lh_buf_putc(out, '\n');
		for (size_t i = 0; i < page->n_items; i++)
			put_item(out, &page->items[i]);
	}
	for (size_t s = 0; s < pages->n_slots; s++) {
		const lh_placed_slot *slot = &pages->slots[s];
		lh_buf_puts(out, "slot ");
		lh_buf_puts(out, slot->slot->id);
		lh_buf_puts(out, " page ");
		lh_buf_int(out, (int64_t)slot->page + 1);
		put_mm(out, slot->x);
		put_mm(out, slot->y);
		put_mm(out, slot->w);
		put_mm(out, slot->h);
		put_quoted(out, slot->mark);
		if (slot->keyword)
			put_quoted(out, slot->keyword);
		lh_buf_putc(out, '\n');
	}
	for (size_t b = 0; b < pages->n_bookmarks; b++) {
		const lh_bookmark *mark = &pages->bookmarks[b];
		lh_buf_puts(out, "bookmark ");
		lh_buf_int(out, mark->level);
		lh_buf_puts(out, " page ");
		lh_buf_int(out, (int64_t)mark->page + 1);
		put_mm(out, mark->y);
		put_quoted(out, mark->text);
		lh_buf_putc(out, '\n');
	}
}
