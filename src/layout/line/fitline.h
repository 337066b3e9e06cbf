/*
 * Fitting a broken line to its measure: squeezing what may be squeezed, widening what may be
 * widened, in the order of Chinese composition. Changes the characters of that line in place.
 */
#ifndef LH_LAYOUT_LINE_FITLINE_H
#define LH_LAYOUT_LINE_FITLINE_H

#include "layout/line/linebreak.h"

/* Squeeze [from, to) by `less` (at most lh__shrink_room). */
void lh__line_shrink(lh__chars *chars, size_t from, size_t to, int64_t less);

/* Widen by `more`; nothing is done when gaps would become larger than is decent. */
void lh__line_stretch(lh__chars *chars, size_t from, size_t to, int64_t more);

/* 分散对齐: the same gap between all characters. */
void lh__line_spread(lh__chars *chars, size_t from, size_t to, int64_t more);

#endif
