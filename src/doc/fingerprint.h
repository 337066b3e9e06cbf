/*
 * The text fingerprint of a document: what is printed on every page, so that pages of two versions
 * are not mixed, and a signed paper can be compared with the data it was made from.
 *
 * It is a hash over the words: every run in reading order, with the ends of paragraphs, cells and
 * rows. Styles, widths, the draft mark and the hour of making are not in it; so the draft that was
 * agreed on and the final, the PDF and the DOCX, carry the same one.
 */
#ifndef LH_DOC_FINGERPRINT_H
#define LH_DOC_FINGERPRINT_H

#include "doc/doc.h"

/* Stands in texts and footers for the fingerprint while the document is being filled. */
#define LH_FINGERPRINT_MARK "\001"

enum { LH_FINGERPRINT_LENGTH = 23 };

/* "LH1-1A2B-3C4D-5E6F-7A8B": 64 bits of SHA-256; LH1 names this way of reckoning. */
void lh_doc_fingerprint(const lh_node *document, char out[LH_FINGERPRINT_LENGTH + 1]);

/* Put the fingerprint in the place of every mark of the document, and return it. */
const char *lh_doc_set_fingerprint(lh_arena *arena, lh_node *document);

/* The next fingerprint in [*at, end): *at moves behind it. False when there is none. */
bool lh_fingerprint_next(const char **at, const char *end, char out[LH_FINGERPRINT_LENGTH + 1]);

#endif
