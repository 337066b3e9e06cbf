/*
 * The PDF writer. This file knows in which order a PDF is put together: characters first, since
 * codes depend on all pages; then pages, fonts, structure, and what a reader needs to find its way.
 * It refuses to know any of them closely.
 */
#include "emit/pdf/glyphcache.h"
#include "pack/deflate.h"
#include "emit/pdf/content.h"
#include "emit/pdf/font.h"
#include "emit/pdf/meta.h"
#include "emit/pdf/nav.h"
#include "emit/pdf/obj.h"
#include "emit/pdf/tags.h"
#include "emit/kind/emitter.h"
#include "util/ctx.h"

typedef struct job {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_pages *pages;
	const lh_fonts *fonts_of; /* faces the pages were set in */
	const lh_emit_options *options;
	lh__pdf *pdf;
	lh_deflater *deflater;
	lh_glyph_cache *glyphs; /* for batch compression, else NULL */
	lh__pdffonts *fonts;
	lh__pdftags *tags;
	lh__pdf_ref *page_refs;
} job;

static void write_pages(job *j)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < j->pages->n_pages; i++) {
		const lh_page *page = &j->pages->pages[i];
		lh_buf_clear(&buf);
		lh__pdfcontent(j->arena, j->pages, i, j->fonts, j->tags, &buf);
		size_t length;
		const void *bytes =
			lh_deflate(j->deflater, j->arena, buf.bytes, buf.length, &length);
		lh_emu w = page->turned ? page->h : page->w;
		lh_emu h = page->turned ? page->w : page->h;
		j->page_refs[i] = lh__pdf_page(j->pdf, w, h, bytes, length);
	}
	lh_buf_free(&buf);
}

/* One dictionary of fonts for all pages. */
static void write_resources(job *j)
{
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/Font<<");
	lh__pdffonts_resources(j->fonts, &buf);
	lh_buf_puts(&buf, ">>\n");
	lh__pdf_ref resources = lh__pdf_dict(j->pdf);
	lh__pdf_put(j->pdf, resources, &buf);
	for (size_t i = 0; i < j->pages->n_pages; i++) {
		lh_buf_clear(&buf);
		lh_buf_puts(&buf, "/Resources ");
		lh__pdf_at(&buf, resources);
		/* Tab order is the structure's; the page's key in the parent tree is its index. */
		lh_buf_printf(&buf, "/StructParents %zu/Tabs/S%s\n", i,
			      j->pages->pages[i].turned ? "/Rotate 90" : "");
		lh__pdf_put(j->pdf, j->page_refs[i], &buf);
	}
	lh_buf_free(&buf);
}

static void write_catalog(job *j)
{
	lh_buf buf = {0};
	lh_buf_printf(&buf,
		      "/Lang(zh-CN)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true"
		      "/PrintScaling/None/Duplex/%s>>/StructTreeRoot ",
		      j->pages->simplex ? "Simplex" : "DuplexFlipLongEdge");
	lh__pdf_at(&buf, lh__pdftags_write(j->tags, j->pdf, j->page_refs));
	lh_buf_putc(&buf, '\n');
	lh__pdf_put(j->pdf, lh__pdf_catalog(j->pdf), &buf);
	lh_buf_free(&buf);
}

static bool write_all(job *j, lh_buf *out)
{
	if (!lh__pdffonts_collect(j->ctx, j->arena, j->pages, j->fonts_of, &j->fonts))
		return false;
	write_pages(j);
	const lh__pdffonts_how how = {j->deflater, j->glyphs, j->options->pdfa};
	if (!lh__pdffonts_write(j->ctx, j->fonts, j->pdf, &how))
		return false;
	write_resources(j);
	lh__pdfnav_labels(j->pages, j->pdf);
	lh__pdfnav_bookmarks(j->arena, j->pages, j->page_refs, j->pdf);
	lh__pdfnav_annotations(j->arena, j->pages, j->page_refs, j->tags, j->pdf);
	write_catalog(j);
	lh__pdfmeta(j->arena, j->pages, j->options->pdfa, j->deflater, j->pdf);
	unsigned long fault =
		lh__pdf_save(j->pdf, j->options->pdfa ? LH__PDF_1_4 : LH__PDF_1_7, out);
	if (fault)
		lh_diag(j->ctx, LH_E_PDF_OBJECTS, lh_nowhere, lh_fmt(j->arena, "0x%04lX", fault),
			NULL);
	return !fault;
}

static bool emit_pdf(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,
		     const lh_emit_options *options, lh_buf *out)
{
	job j = {.ctx = ctx, .pages = pages, .options = options, .fonts_of = fonts};
	j.arena = lh_arena_new();
	j.pdf = lh__pdf_new(j.arena, NULL);
	j.deflater = lh_deflater_new(options->compression);
	j.tags = lh__pdftags_new(j.arena, pages->document, pages->n_pages);
	j.page_refs = LH_NEW_ARRAY(j.arena, lh__pdf_ref, pages->n_pages);
	lh_glyph_cache *own = NULL;
	if (options->compression == LH_COMPRESSION_BATCH)
		j.glyphs = options->glyphs ? options->glyphs : (own = lh_glyph_cache_new());
	bool ok = write_all(&j, out);
	lh_glyph_cache_free(own);
	lh_deflater_free(j.deflater);
	lh__pdf_free(j.pdf);
	lh_arena_free(j.arena);
	return ok;
}

const lh_emitter lh_emit_pdf = {
	.name = "pdf",
	.suffix = ".pdf",
	.emit_pages = emit_pdf,
};
