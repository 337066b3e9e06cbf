/*
 * Short texts: labels, titles, what stands in the cells of forms. The cheapest cutting into lines is
 * sought, between words rather than at the last character that fits.
 */
#ifndef LH_LAYOUT_LINE_EVENLINES_H
#define LH_LAYOUT_LINE_EVENLINES_H

#include "layout/line/linebreak.h"

enum { LH__SHORT_LONGEST = 64 }; /* characters; longer texts are not short */

/*
 * Cut [from, to), which has no forced breaks, into `full` lines, as many as it takes when each holds
 * what fits, or one more for the sake of a word. False: not for this text.
 */
bool lh__break_short(const lh__chars *chars, size_t from, size_t to, const lh__measure *measure,
		     size_t full, lh__spans *out);

/* prices.c: what a break before each character would cost. */
void lh__price_breaks(const lh_words *words, const lh__char *c, size_t n, int64_t *cost);
/* Does a line of a short text end well before character `end`, behind a stroke between words? */
bool lh__ends_behind_slash(const lh__char *c, size_t n, size_t end);

#endif
