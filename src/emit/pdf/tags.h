/*
 * The structure tree of a tagged PDF: which marked piece of which page belongs to which paragraph,
 * and which paragraph to which cell, row and table of the document tree.
 *
 * Elements are made when their first piece is marked, so they stand in reading order.
 */
#ifndef LH_EMIT_PDF_TAGS_H
#define LH_EMIT_PDF_TAGS_H

#include "emit/pdf/obj.h"
#include "layout/page/pages.h"

typedef struct lh__pdftags lh__pdftags;
typedef struct lh__tag lh__tag;

lh__pdftags *lh__pdftags_new(lh_arena *arena, const lh_node *document, size_t n_pages);

/* The element of a paragraph (or other block) of the tree; NULL stands for the document itself. */
lh__tag *lh__pdftags_of(lh__pdftags *tags, const lh_node *block);
/* A further piece of that element on a page: its number there, for /MCID. */
size_t lh__pdftags_mark(lh__pdftags *tags, lh__tag *tag, size_t page);
/*
 * An annotation inside that element, on page `page`, with an element of its own ("Form", "Link"):
 * the number for its /StructParent.
 */
size_t lh__pdftags_annotation(lh__pdftags *tags, lh__tag *tag, size_t page, lh__pdf_ref annotation,
			      const char *type);

/* Write the tree; `pages` are the objects of the pages. Returns the object for /StructTreeRoot. */
lh__pdf_ref lh__pdftags_write(lh__pdftags *tags, lh__pdf *pdf, const lh__pdf_ref *pages);

#endif
