/*
 * What a page draws, as the operators of a PDF content stream.
 *
 * Every character stands at the x that layout gave it, to a thousandth of an em; characters are
 * written in reading order. Rules, seal places and the draft mark come first, as artifacts, so that
 * text is printed over them and is never cut into pieces by them.
 */
#ifndef LH_EMIT_PDF_CONTENT_H
#define LH_EMIT_PDF_CONTENT_H

#include "emit/pdf/font.h"
#include "emit/pdf/tags.h"

/* Append the operators of page `index`. */
void lh__pdfcontent(lh_arena *arena, const lh_pages *pages, size_t index, const lh__pdffonts *fonts,
		    lh__pdftags *tags, lh_buf *out);

#endif
