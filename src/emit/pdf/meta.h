/* What a PDF says about itself: information dictionary, XMP, identity, colours. */
#ifndef LH_EMIT_PDF_META_H
#define LH_EMIT_PDF_META_H

#include "pack/deflate.h"
#include "emit/pdf/obj.h"
#include "layout/page/pages.h"

/* Fill /Info, write /Metadata; for PDF/A-1b also say so and write the output intent. */
void lh__pdfmeta(lh_arena *arena, const lh_pages *pages, bool pdfa, lh_deflater *deflater,
		 lh__pdf *pdf);

#endif
