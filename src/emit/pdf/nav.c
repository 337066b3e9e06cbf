/*
 * How a reader finds its way. This file knows number trees, outlines, links and signature fields;
 * it refuses to know what a place is stamped for: names and boxes come with the slots.
 */
#include "emit/pdf/nav.h"

#include <stdlib.h>
#include <string.h>

#include "emit/places/slots.h"
#include "util/arena.h"

/* The number of a label that is nothing but one, or 0. */
static long plain_number(const char *label)
{
	if (!*label || *label == '0' || strlen(label) > 8 ||
	    strspn(label, "0123456789") != strlen(label))
		return 0;
	return atol(label);
}

void lh__pdfnav_labels(const lh_pages *pages, lh__pdf *pdf)
{
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/PageLabels<</Nums[");
	long before = -1;
	for (size_t i = 0; i < pages->n_pages; i++) {
		const char *label = pages->pages[i].label ? pages->pages[i].label : "";
		long here = plain_number(label);
		/* A run of consecutive numbers is one row. */
		if (!here || here != before + 1) {
			lh_buf_int(&buf, (int64_t)i);
			lh_buf_puts(&buf, "<<");
			if (here) {
				lh_buf_puts(&buf, "/S/D/St ");
				lh_buf_int(&buf, here);
			} else if (*label) {
				lh_buf_puts(&buf, "/P");
				lh__pdf_text(&buf, label);
			}
			lh_buf_puts(&buf, ">>\n");
		}
		before = here ? here : -1;
	}
	lh_buf_puts(&buf, "]>>\n");
	lh__pdf_put(pdf, lh__pdf_catalog(pdf), &buf);
	lh_buf_free(&buf);
}

typedef struct mark {
	struct mark *parent, *first, *last, *previous, *next;
	const lh_bookmark *from; /* NULL for the root */
	size_t below;            /* all marks below it: they are shown open */
	lh__pdf_ref ref;
} mark;

/* Nested by level; a level that is left out does not matter. */
static mark *nest(lh_arena *arena, const lh_pages *pages, mark *root)
{
	mark *marks = LH_NEW_ARRAY(arena, mark, pages->n_bookmarks);
	mark *open = root;
	for (size_t i = 0; i < pages->n_bookmarks; i++) {
		mark *m = &marks[i];
		m->from = &pages->bookmarks[i];
		while (open->from && open->from->level >= m->from->level)
			open = open->parent;
		m->parent = open;
		m->previous = open->last;
		if (open->last)
			open->last->next = m;
		else
			open->first = m;
		open->last = m;
		for (mark *up = open; up; up = up->parent)
			up->below++;
		open = m;
	}
	return marks;
}

static void put_link(lh_buf *buf, const char *key, const mark *to)
{
	if (!to)
		return;
	lh_buf_puts(buf, key);
	lh__pdf_at(buf, to->ref);
}

static void put_dest(lh_buf *buf, const lh_bookmark *to, const lh_pages *pages,
		     const lh__pdf_ref *page_refs)
{
	lh_buf_puts(buf, "/Dest[");
	lh__pdf_at(buf, page_refs[to->page]);
	const lh_page *page = &pages->pages[to->page];
	if (page->turned) {
		lh_buf_puts(buf, "/Fit]\n");
		return;
	}
	lh_buf_puts(buf, "/XYZ null ");
	lh_buf_pt(buf, page->h - to->y, /*places*/ 1);
	lh_buf_puts(buf, " null]\n");
}

static void write_mark(const mark *m, const lh_pages *pages, const lh__pdf_ref *page_refs,
		       lh__pdf *pdf)
{
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/Title");
	lh__pdf_text(&buf, m->from->text);
	put_link(&buf, "/Parent ", m->parent);
	put_link(&buf, "/Prev ", m->previous);
	put_link(&buf, "/Next ", m->next);
	put_link(&buf, "/First ", m->first);
	put_link(&buf, "/Last ", m->last);
	if (m->below)
		lh_buf_printf(&buf, "/Count %zu", m->below);
	put_dest(&buf, m->from, pages, page_refs);
	lh__pdf_put(pdf, m->ref, &buf);
	lh_buf_free(&buf);
}

void lh__pdfnav_bookmarks(lh_arena *arena, const lh_pages *pages, const lh__pdf_ref *page_refs,
			  lh__pdf *pdf)
{
	if (!pages->n_bookmarks)
		return;
	mark root = {.ref = lh__pdf_dict(pdf)};
	mark *marks = nest(arena, pages, &root);
	for (size_t i = 0; i < pages->n_bookmarks; i++)
		marks[i].ref = lh__pdf_dict(pdf);
	for (size_t i = 0; i < pages->n_bookmarks; i++)
		write_mark(&marks[i], pages, page_refs, pdf);
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/Type/Outlines");
	put_link(&buf, "/First ", root.first);
	put_link(&buf, "/Last ", root.last);
	lh_buf_printf(&buf, "/Count %zu\n", root.below);
	lh__pdf_put(pdf, root.ref, &buf);
	lh_buf_clear(&buf);
	put_link(&buf, "/Outlines ", &root);
	lh_buf_putc(&buf, '\n');
	lh__pdf_put(pdf, lh__pdf_catalog(pdf), &buf);
	lh_buf_free(&buf);
}

typedef struct box {
	int64_t x, y, w, h; /* top left origin, like the slots */
} box;

/* Left, bottom, right and top on the sheet. */
static void put_rect(lh_buf *buf, const box *b, const lh_page *page)
{
	int64_t edges[] = {b->x, page->h - b->y - b->h, b->x + b->w, page->h - b->y};
	const int64_t turned[] = {b->y, b->x, b->y + b->h, b->x + b->w};
	if (page->turned)
		memcpy(edges, turned, sizeof edges);
	lh_buf_puts(buf, "/Rect[");
	for (int i = 0; i < 4; i++) {
		if (i)
			lh_buf_putc(buf, ' ');
		lh_buf_pt(buf, edges[i], /*places*/ 3);
	}
	lh_buf_putc(buf, ']');
}

/* A seal is as large as it is, in the middle of what is kept free for it. */
static box field_box(const lh_placed_slot *placed)
{
	box b = {placed->x, placed->y, placed->w, placed->h};
	if (placed->slot->kind == LH_SLOT_SEAL && placed->slot->diameter > 0) {
		int64_t d = placed->slot->diameter;
		b = (box){b.x + (b.w - d) / 2, b.y + (b.h - d) / 2, d, d};
	}
	return b;
}

/* The slot's name, unlike any other in the file. */
static void put_name(const lh_page *page, const lh_slot *slot, lh_buf *buf)
{
	lh_buf name = {0};
	lh_buf_puts(&name, page->slot_prefix ? page->slot_prefix : "");
	lh_buf_puts(&name, slot->id);
	lh__pdf_text(buf, lh_buf_str(&name));
	lh_buf_free(&name);
}

/* What a reader announces: the party's name, or its part when no name is known. */
static void put_who(const lh_slot *slot, lh_buf *buf)
{
	const char *name = slot->name ? slot->name : "", *who = slot->who ? slot->who : "";
	lh_buf text = {0};
	lh_buf_puts(&text, name);
	if (*name && *who)
		lh_buf_printf(&text, " (%s)", who);
	else
		lh_buf_puts(&text, who);
	if (text.length) {
		lh_buf_puts(buf, "/TU");
		lh__pdf_text(buf, lh_buf_str(&text));
	}
	lh_buf_free(&text);
}

/* Without an appearance, even an empty one, some readers warn and PDF/A refuses. */
static lh__pdf_ref write_appearance(lh_arena *arena, const box *b, lh__pdf *pdf)
{
	lh__pdf_ref ref = lh__pdf_stream(pdf, lh_arena_strdup(arena, "\n"), 1, /*deflated*/ false);
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ");
	lh_buf_pt(&buf, b->w, /*places*/ 3);
	lh_buf_putc(&buf, ' ');
	lh_buf_pt(&buf, b->h, /*places*/ 3);
	lh_buf_puts(&buf, "]\n");
	lh__pdf_put(pdf, ref, &buf);
	lh_buf_free(&buf);
	return ref;
}

/* The paragraph whose text marks the slot. */
static const lh_node *home_of(const lh_page *page, const lh_slot *slot)
{
	for (size_t i = 0; i < page->n_items; i++) {
		const lh_node *run = page->items[i].run;
		if (run && run->kind == LH_NODE_TEXT && run->u.run.as.text.slot == slot)
			return page->items[i].para;
	}
	return NULL;
}

static lh__pdf_ref write_field(lh_arena *arena, const lh_pages *pages, const lh_placed_slot *placed,
			       lh__pdf_ref page_ref, lh__pdftags *tags, lh__pdf *pdf)
{
	const lh_page *page = &pages->pages[placed->page];
	box b = field_box(placed);
	lh__pdf_ref ref = lh__pdf_dict(pdf);
	lh__tag *tag = lh__pdftags_of(tags, home_of(page, placed->slot));
	lh_buf buf = {0};
	/* /F 4: printed. */
	lh_buf_puts(&buf, "/Type/Annot/Subtype/Widget/FT/Sig/F 4/T");
	put_name(page, placed->slot, &buf);
	put_who(placed->slot, &buf);
	put_rect(&buf, &b, page);
	lh_buf_puts(&buf, "/P ");
	lh__pdf_at(&buf, page_ref);
	lh_buf_puts(&buf, "/AP<</N ");
	lh__pdf_at(&buf, write_appearance(arena, &b, pdf));
	lh_buf_printf(&buf, ">>/StructParent %zu\n",
		      lh__pdftags_annotation(tags, tag, placed->page, ref, "Form"));
	lh__pdf_put(pdf, ref, &buf);
	lh_buf_free(&buf);
	return ref;
}

static const lh_bookmark *bookmark_of(const lh_pages *pages, const lh_node *heading)
{
	for (size_t i = 0; i < pages->n_bookmarks; i++)
		if (pages->bookmarks[i].para == heading)
			return &pages->bookmarks[i];
	return NULL;
}

static const lh_node *link_of(const lh_item *item)
{
	bool text = item->kind == LH_ITEM_TEXT && item->u.text.n_glyphs;
	return text && item->run ? item->run->u.run.link : NULL;
}

/* Widen the box to hold a piece of text. */
static void include(box *b, const lh_item *item)
{
	lh_emu size = item->u.text.size;
	const lh_glyph *last = &item->u.text.glyphs[item->u.text.n_glyphs - 1];
	/* Digits and letters are about half an em wide. */
	int64_t right = (int64_t)item->x + last->x + (last->cp < 0x80 ? size / 2 : size);
	int64_t top = (int64_t)item->y - size, bottom = (int64_t)item->y + size / 4;
	if (!b->w)
		*b = (box){item->x, top, 0, 0};
	b->w = right - b->x > b->w ? right - b->x : b->w;
	b->h = bottom - b->y > b->h ? bottom - b->y : b->h;
	if (top < b->y) {
		b->h += b->y - top;
		b->y = top;
	}
}

/* The link that begins with item i; *end_out is the first item that is not on its line. */
static lh__pdf_ref write_link(const lh_pages *pages, size_t p, size_t i, size_t *end_out,
			      const lh__pdf_ref *page_refs, lh__pdftags *tags, lh__pdf *pdf)
{
	const lh_page *page = &pages->pages[p];
	const lh_item *first = &page->items[i];
	const lh_node *heading = link_of(first);
	box b = {0};
	size_t end = i;
	for (; end < page->n_items; end++) {
		const lh_item *item = &page->items[end];
		bool dots = item->kind == LH_ITEM_DOTS && item->para == first->para;
		if (!dots && (link_of(item) != heading || item->y != first->y))
			break;
		if (!dots)
			include(&b, item);
	}
	*end_out = end;
	const lh_bookmark *to = bookmark_of(pages, heading);
	if (!to)
		return 0;
	lh__pdf_ref ref = lh__pdf_dict(pdf);
	lh__tag *tag = lh__pdftags_of(tags, first->para);
	lh_buf buf = {0};
	/* /F 4: printed, as PDF/A wants it; the link has no border to be seen. */
	lh_buf_puts(&buf, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Contents");
	lh__pdf_text(&buf, to->text);
	put_rect(&buf, &b, page);
	put_dest(&buf, to, pages, page_refs);
	lh_buf_printf(&buf, "/StructParent %zu\n",
		      lh__pdftags_annotation(tags, tag, p, ref, "Link"));
	lh__pdf_put(pdf, ref, &buf);
	lh_buf_free(&buf);
	return ref;
}

static void add_ref(lh_buf *list, lh__pdf_ref ref)
{
	lh_buf_putc(list, ' ');
	lh__pdf_at(list, ref);
}

static void write_links(const lh_pages *pages, size_t p, const lh__pdf_ref *page_refs,
			lh__pdftags *tags, lh__pdf *pdf, lh_buf *list)
{
	const lh_page *page = &pages->pages[p];
	for (size_t i = 0; i < page->n_items;) {
		if (!link_of(&page->items[i]) || page->items[i].artifact) {
			i++;
			continue;
		}
		lh__pdf_ref link = write_link(pages, p, i, &i, page_refs, tags, pdf);
		if (link)
			add_ref(list, link);
	}
}

void lh__pdfnav_annotations(lh_arena *arena, const lh_pages *pages, const lh__pdf_ref *page_refs,
			    lh__pdftags *tags, lh__pdf *pdf)
{
	lh_buf fields = {0}, here = {0};
	for (size_t p = 0; p < pages->n_pages; p++) {
		lh_buf_clear(&here);
		for (size_t i = 0; i < pages->n_slots; i++) {
			const lh_placed_slot *placed = &pages->slots[i];
			if (placed->page != p || !lh_slot_has_field(placed->slot->kind))
				continue;
			lh__pdf_ref field =
				write_field(arena, pages, placed, page_refs[p], tags, pdf);
			add_ref(&fields, field);
			add_ref(&here, field);
		}
		write_links(pages, p, page_refs, tags, pdf, &here);
		if (!here.length)
			continue;
		lh__pdf_puts(pdf, page_refs[p], "/Annots[");
		lh__pdf_put(pdf, page_refs[p], &here);
		lh__pdf_puts(pdf, page_refs[p], "]\n");
	}
	if (fields.length) {
		/* SigFlags 1: the file has signature fields. */
		lh__pdf_puts(pdf, lh__pdf_catalog(pdf), "/AcroForm<</SigFlags 1/Fields[");
		lh__pdf_put(pdf, lh__pdf_catalog(pdf), &fields);
		lh__pdf_puts(pdf, lh__pdf_catalog(pdf), "]>>\n");
	}
	lh_buf_free(&fields);
	lh_buf_free(&here);
}
