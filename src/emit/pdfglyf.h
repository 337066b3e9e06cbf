/*
 * A TrueType subset: the outlines of some glyphs, nothing else a file needs to be embedded in a PDF.
 *
 * Glyph k of the subset is the k-th of the list, glyph 0 is the empty box of the face (.notdef); parts
 * of composite glyphs come behind. Hints are stripped. Outlines must have been checked: the fonts
 * floor does so when it first looks a character up.
 */
#ifndef LH_EMIT_PDFGLYF_H
#define LH_EMIT_PDFGLYF_H

#include "layout/font.h"
#include "util/buf.h"

/*
 * Append the subset as one TrueType file. `glyphs` are ids of the face, in any order, with repeats.
 * *n_out (may be NULL) is the number of glyphs in the subset. False when it would hold too many.
 */
bool lh__glyf_subset(const lh_face_info *face, const uint16_t *glyphs, size_t n, lh_buf *out,
		     size_t *n_out);

#endif
