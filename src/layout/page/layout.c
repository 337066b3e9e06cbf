/*
 * Layout of a document: its sections are dealt out to sheets and drawn, pages numbered, seal places
 * proved. When text shows page numbers, the whole is done again until they stay as they are.
 */
#include "layout/page/layout.h"

#include <stdlib.h>
#include <string.h>

#include "layout/page/furniture.h"
#include "layout/page/keywords.h"
#include "layout/page/places.h"
#include "util/buf.h"
#include "util/ctx.h"

/* Page numbers get longer at most a few times; a text that flickers between two pages is left. */
enum { MOST_PASSES = 4 };

typedef struct page_list {
	lh_page *at;
	int64_t *numbers; /* each page's number, printed or not */
	int64_t *totals;  /* last number of its counting */
	bool *begins;     /* a counting begins here */
	size_t n, cap;
} page_list;

static void add_page(page_list *pages, lh_page page, int64_t number, bool begins)
{
	if (pages->n == pages->cap) {
		pages->cap = pages->cap ? pages->cap * 2 : 16;
		pages->at = lh_xrealloc(pages->at, pages->cap * sizeof *pages->at);
		pages->numbers = lh_xrealloc(pages->numbers, pages->cap * sizeof *pages->numbers);
		pages->totals = lh_xrealloc(pages->totals, pages->cap * sizeof *pages->totals);
		pages->begins = lh_xrealloc(pages->begins, pages->cap * sizeof *pages->begins);
	}
	pages->at[pages->n] = page;
	pages->numbers[pages->n] = pages->totals[pages->n] = number;
	pages->begins[pages->n] = begins;
	pages->n++;
}

static void free_pages(page_list *pages)
{
	free(pages->at);
	free(pages->numbers);
	free(pages->totals);
	free(pages->begins);
	*pages = (page_list){0};
}

/* The items of the page at hand: what lies behind the text first, the page number last. */
static bool draw_page(lh__drawing *d, const lh_node *section, const lh__sheet *sheet, bool draft,
		      int64_t number, lh_page *page)
{
	const lh_section_props *s = &section->u.section;
	size_t first_mark = d->n_marks;
	bool ok = true;
	d->n_items = 0;
	lh__sheet_draw(d, s, sheet);
	ok &= lh__draw_keywords(d, d->marks + first_mark, d->n_marks - first_mark);
	size_t n_text = d->n_items;
	if (draft) {
		ok = lh__draw_draft(d, d->marks + first_mark, d->n_marks - first_mark);
		lh__draw_edge(d, s);
	}
	size_t n_behind = d->n_items - n_text;
	if (s->page_number != LH_PAGE_NUMBER_NONE)
		ok &= lh__draw_page_number(d, s, number);
	if (s->footer && *s->footer)
		ok &= lh__draw_footer(d, s);

	lh_arena *arena = d->pass->setter.arena;
	lh_item *items = LH_NEW_ARRAY(arena, lh_item, d->n_items);
	memcpy(items, d->items + n_text, n_behind * sizeof *items);
	memcpy(items + n_behind, d->items, n_text * sizeof *items);
	size_t done = n_text + n_behind;
	memcpy(items + done, d->items + done, (d->n_items - done) * sizeof *items);
	*page = (lh_page){
		.w = s->page_w,
		.h = s->page_h,
		.turned = s->page_w > s->page_h,
		.label = s->page_number == LH_PAGE_NUMBER_NONE
				 ? ""
				 : lh_fmt(arena, "%lld", (long long)number),
		.items = items,
		.n_items = d->n_items,
	};
	return ok;
}

static bool draw_section(lh__drawing *d, const lh_node *section, bool draft, page_list *pages)
{
	const lh_section_props *s = &section->u.section;
	lh_ctx *ctx = d->pass->setter.ctx;
	lh__sheets sheets;
	bool ok = lh_section_paginate(d->pass, section, &sheets);
	if (pages->n + sheets.n > ctx->limits.pages) {
		lh_diag(ctx, LH_E_TOO_MANY_PAGES, section->loc,
			lh_fmt(d->pass->setter.arena, "%zu", ctx->limits.pages), NULL);
		free(sheets.at);
		return false;
	}
	d->x = s->margin_left;
	d->y = s->margin_top;
	d->w = lh_section_text_width(s);
	d->h = (int64_t)s->page_h - s->margin_top - s->margin_bottom;
	for (size_t i = 0; i < sheets.n; i++) {
		bool begins = pages->n == 0 || (i == 0 && s->page_start > 0);
		int64_t number = s->page_start > 0 ? s->page_start : 1;
		if (!begins)
			number = pages->numbers[pages->n - 1] + 1;
		d->page = pages->n;
		lh_page page;
		ok &= draw_page(d, section, &sheets.at[i], draft, number, &page);
		add_page(pages, page, number, begins);
	}
	free(sheets.at);
	return ok;
}

static void find_totals(page_list *pages)
{
	for (size_t i = pages->n; i-- > 1;)
		if (!pages->begins[i])
			pages->totals[i - 1] = pages->totals[i];
}

/*
 * Give paragraphs with page fields the numbers of the pages they stand on; true when one was new.
 */
static bool learn_fields(lh__pass *pass, const page_list *pages)
{
	bool news = false;
	for (size_t i = 0; i < pass->n_fields; i++) {
		lh__field_para *field = &pass->fields[i];
		char *page =
			lh_fmt(pass->setter.arena, "%lld", (long long)pages->numbers[field->page]);
		char *total =
			lh_fmt(pass->setter.arena, "%lld", (long long)pages->totals[field->page]);
		news |= strcmp(page, field->page_text) || strcmp(total, field->pages_text);
		field->page_text = page;
		field->pages_text = total;
	}
	pass->n_known = pass->n_fields;
	return news;
}

/* The same for the pages of headings, which every reference reads. */
static bool learn_refs(lh__pass *pass, const lh__drawing *d, const page_list *pages)
{
	lh_setter *setter = &pass->setter;
	if (!pass->has_refs)
		return false;
	lh_page_ref *refs = LH_NEW_ARRAY(setter->arena, lh_page_ref, d->n_bookmarks);
	bool news = setter->n_refs != d->n_bookmarks;
	for (size_t i = 0; i < d->n_bookmarks; i++) {
		int64_t number = pages->numbers[d->bookmarks[i].page];
		refs[i].heading = d->bookmarks[i].para;
		refs[i].page = lh_fmt(setter->arena, "%lld", (long long)number);
		news = news || refs[i].heading != setter->refs[i].heading ||
		       strcmp(refs[i].page, setter->refs[i].page) != 0;
	}
	setter->refs = refs;
	setter->n_refs = d->n_bookmarks;
	return news;
}

static bool learn(lh__pass *pass, const lh__drawing *d, const page_list *pages)
{
	bool fields = learn_fields(pass, pages), refs = learn_refs(pass, d, pages);
	return fields || refs;
}

static const lh_pages *finish(lh_arena *arena, const lh_node *document, const page_list *pages,
			      const lh__drawing *d)
{
	lh_pages *out = LH_NEW(arena, lh_pages);
	for (size_t i = 0; i < d->n_bookmarks; i++)
		d->bookmarks[i].number =
			lh_fmt(arena, "%lld", (long long)pages->numbers[d->bookmarks[i].page]);
	*out = (lh_pages){
		.document = document,
		.pages = lh_arena_memdup(arena, pages->at, pages->n * sizeof *pages->at),
		.n_pages = pages->n,
		.slots = lh__marks_slots(arena, d->marks, d->n_marks),
		.n_slots = d->n_marks,
		.bookmarks =
			lh_arena_memdup(arena, d->bookmarks, d->n_bookmarks * sizeof *d->bookmarks),
		.n_bookmarks = d->n_bookmarks,
	};
	return out;
}

/* One pass over all sections. */
static bool draw_document(lh__drawing *d, const lh_node *document, page_list *pages)
{
	lh__pass *pass = d->pass;
	bool ok = true;
	pass->n_fields = pass->field_at = pass->n_fits = 0;
	d->n_marks = d->n_bookmarks = 0;
	pages->n = 0;
	for (const lh_node *section = document->first; section; section = section->next)
		ok &= draw_section(d, section, document->u.document.draft, pages);
	find_totals(pages);
	return ok;
}

bool lh_layout(lh_ctx *ctx, lh_arena *arena, const lh_node *document, const lh_ruler *ruler,
	       const lh_pages **pages_out, const lh_fit **fits_out, size_t *n_fits_out)
{
	lh__pass pass = {
		.setter = {.ctx = ctx, .arena = arena, .ruler = ruler,
			   .words = document->u.document.words, .page = "", .pages = ""}};
	lh__drawing d = {.pass = &pass};
	page_list pages = {0};
	*pages_out = NULL;
	bool ok = draw_document(&d, document, &pages);
	for (int i = 1; ok && i < MOST_PASSES && learn(&pass, &d, &pages); i++)
		ok = draw_document(&d, document, &pages);
	ok = ok && lh__marks_check(ctx, d.marks, d.n_marks) &&
	     lh__keywords_check(ctx, document, d.marks, d.n_marks);
	if (ok)
		*pages_out = finish(arena, document, &pages, &d);
	if (fits_out)
		*fits_out = ok ? lh_arena_memdup(arena, pass.fits, pass.n_fits * sizeof *pass.fits)
			       : NULL;
	if (n_fits_out)
		*n_fits_out = ok ? pass.n_fits : 0;
	free(pass.fields);
	free(pass.fits);
	free_pages(&pages);
	lh__drawing_free(&d);
	return ok;
}
