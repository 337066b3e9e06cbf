/* The word that was probably meant: by the number of characters that differ. */
#include "util/nearest.h"

#include <string.h>

#include "util/utf8.h"

enum { NEAREST_MAX = 64 };

/* Levenshtein over characters, not bytes: one wrong Han character is one step. */
static size_t distance(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t row[NEAREST_MAX + 1];
	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diagonal = row[j];
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
