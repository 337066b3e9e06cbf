/* How a reader finds its way: page labels, bookmarks, links, seal and signature fields. */
#ifndef LH_EMIT_PDF_NAV_H
#define LH_EMIT_PDF_NAV_H

#include "emit/pdf/obj.h"
#include "emit/pdf/tags.h"

/* Printed page numbers as the labels of pages. */
void lh__pdfnav_labels(const lh_pages *pages, lh__pdf *pdf);

/* Headings as bookmarks, nested by level. */
void lh__pdfnav_bookmarks(lh_arena *arena, const lh_pages *pages, const lh__pdf_ref *page_refs,
			  lh__pdf *pdf);

/*
 * An unsigned signature field over each place for a seal or a signature, named like the slot; dates
 * have none. And a link over each line that leads to a heading. Both join the structure tree inside
 * the paragraph that they belong to.
 */
void lh__pdfnav_annotations(lh_arena *arena, const lh_pages *pages, const lh__pdf_ref *page_refs,
			    lh__pdftags *tags, lh__pdf *pdf);

#endif
