/*
 * The fonts of one PDF: which characters of which face it draws, under which codes, and the objects
 * that embed them.
 *
 * Each code point has a code of its own, so that text copied out of the file is the text that was
 * set, even where two characters share an outline. Codes are two bytes, counted from 1 in the order
 * of the code points; the code is the CID is the glyph of the embedded subset.
 */
#ifndef LH_EMIT_PDF_FONT_H
#define LH_EMIT_PDF_FONT_H

#include "emit/kind/emitter.h"
#include "pack/deflate.h"
#include "emit/pdf/obj.h"
#include "layout/font/font.h"
#include "util/ctx.h"

typedef struct lh__pdffonts lh__pdffonts;

/*
 * Collect the characters of all pages. False with a located message when one has no glyph in its
 * face, or a face has more characters in use than a font can hold.
 */
bool lh__pdffonts_collect(lh_ctx *ctx, lh_arena *arena, const lh_pages *pages,
			  const lh_fonts *fonts, lh__pdffonts **out);

/* Code of a collected character; its width in thousandths of an em as the file states it. */
uint16_t lh__pdffonts_code(const lh__pdffonts *fonts, uint16_t face, uint32_t cp);
int32_t lh__pdffonts_width(const lh__pdffonts *fonts, uint16_t face, uint16_t code);

/*
 * Write the font objects. With `glyphs` outlines come out of that cache; else the deflater packs
 * them. `cid_set` is for PDF/A-1. False with a message when a subset cannot be made.
 */
typedef struct lh__pdffonts_how {
	lh_deflater *deflater;
	lh_glyph_cache *glyphs;
	bool cid_set;
} lh__pdffonts_how;
bool lh__pdffonts_write(lh_ctx *ctx, lh__pdffonts *fonts, lh__pdf *pdf,
			const lh__pdffonts_how *how);

/* "/F0 5 0 R/F2 9 0 R": the faces of the file, for the resources of a page. After writing. */
void lh__pdffonts_resources(const lh__pdffonts *fonts, lh_buf *buf);

#endif
