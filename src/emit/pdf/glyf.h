/*
 * A TrueType subset: the outlines of some glyphs, nothing else a file needs to be embedded in a
 * PDF.
 *
 * Glyph k of the subset is the k-th of the list, glyph 0 is the empty box of the face (.notdef);
 * parts of composite glyphs come behind. Hints are stripped. Outlines must have been checked: the
 * fonts floor does so when it first looks a character up.
 */
#ifndef LH_EMIT_PDF_GLYF_H
#define LH_EMIT_PDF_GLYF_H

#include "layout/font/font.h"
#include "util/buf.h"

typedef struct lh__subset lh__subset;

/*
 * `glyphs` are ids of the face, in any order, with repeats. NULL when there are too many. Released
 * with lh__subset_free.
 */
lh__subset *lh__subset_new(const lh_face_info *face, const uint16_t *glyphs, size_t n);
void lh__subset_free(lh__subset *subset); /* accepts NULL */

/* Number of glyphs, .notdef and parts included. */
size_t lh__subset_count(const lh__subset *subset);
/* Id in the face of glyph `index`; whether other subsets have the same bytes for that id. */
uint16_t lh__subset_id(const lh__subset *subset, size_t index, bool *constant_out);
/* Append the outline of glyph `index` as it will stand in the file, padded to whole words. */
void lh__subset_outline(const lh__subset *subset, size_t index, lh_buf *out);

/*
 * Append all of the file but its last table, the outlines, which follow without a gap. `ends` are
 * where each outline ends among them, `checksum` is the sum of their words.
 */
void lh__subset_head(const lh__subset *subset, const uint32_t *ends, uint32_t checksum,
		     lh_buf *out);

/* Append the whole file. */
void lh__subset_file(const lh__subset *subset, lh_buf *out);

/* Sum of big-endian words, as the directory of a TrueType file has it. */
uint32_t lh__words_sum(const void *bytes, size_t length);

#endif
