/* The word that was probably meant: by the number of characters that differ. */
#include "util/nearest.h"

#include <stdbool.h>
#include <string.h>

#include "util/utf8.h"

enum { NEAREST_MAX = 64 };

/*
 * Letters too many, too few, wrong or having changed places, over characters, not bytes: one wrong Han
 * character is one step. Three rows of the table are enough: two letters change places over two.
 */
static size_t distance(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t rows[3][NEAREST_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *oldest = before;
		before = above;
		above = row;
		row = oldest;
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
			if (swapped && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
	}
	return row[nb];
}

static size_t decode(const char *text, uint32_t out[NEAREST_MAX])
{
	size_t n = 0;
	for (uint32_t cp; n < NEAREST_MAX && (cp = lh_utf8_next(&text));)
		out[n++] = cp;
	return n;
}

const char *lh_nearest(const char *word, const char *const *names, size_t count)
{
	uint32_t a[NEAREST_MAX], b[NEAREST_MAX];
	size_t na = decode(word, a);
	const char *best = NULL;
	size_t best_distance = na / 3 + 1;
	for (size_t i = 0; i < count; i++) {
		size_t nb = decode(names[i], b);
		size_t d = distance(a, na, b, nb);
		if (d < best_distance || (!best && d == best_distance && d < na)) {
			best = names[i];
			best_distance = d;
		}
	}
	return best;
}
