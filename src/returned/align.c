/* Aligning two lists of lines. It knows texts and content controls, and no document. */
#include "returned/align.h"

#include <stdlib.h>
#include <string.h>

#include "util/arena.h"
#include "util/utf8.h"

/* Cells of the table of common lines (two bytes each), and of one gap between anchors. */
enum { MOST_CELLS = 16 << 20, MOST_GAP = 250000, BUCKETS = 256, ALIKE = 50 };

typedef struct aligner {
	const lh_docx_line *a, *b;
	lh_line_pair *pairs;
	size_t n_pairs;
} aligner;

static void pair(aligner *al, const lh_docx_line *ours, const lh_docx_line *theirs)
{
	al->pairs[al->n_pairs++] = (lh_line_pair){ours, theirs};
}

/* Share of characters in common, in hundredths, wherever they stand. */
static int common_characters(const char *a, const char *b)
{
	int count[BUCKETS] = {0}, n_a = 0, n_b = 0, common = 0;
	for (uint32_t cp; (cp = lh_utf8_next(&a)); n_a++)
		count[cp % BUCKETS]++;
	for (uint32_t cp; (cp = lh_utf8_next(&b)); n_b++)
		if (count[cp % BUCKETS]-- > 0)
			common++;
	return n_a + n_b ? 200 * common / (n_a + n_b) : 100;
}

static bool same_print(const lh_docx_line *a, const lh_docx_line *b)
{
	bool any = false;
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (a->segs[i].control != b->segs[i].control)
			return false;
		if (a->segs[i].control)
			continue;
		any = true;
		if (strcmp(a->segs[i].text, b->segs[i].text) != 0)
			return false;
	}
	return any;
}

/* 0 to 100. A line that is one value and nothing else resembles every other such line a little. */
static int resemblance(const lh_docx_line *a, const lh_docx_line *b)
{
	int common = common_characters(a->text, b->text);
	bool values = a->n == 1 && b->n == 1 && a->segs[0].control && b->segs[0].control;
	if (values && a->segs[0].tag && b->segs[0].tag)
		return strcmp(a->segs[0].tag, b->segs[0].tag) == 0 ? 100 : 0;
	if (values)
		return 60 + common * 2 / 5;
	return same_print(a, b) ? 100 : common;
}

/*
 * Lines a[0..n) and b[0..m) between two anchors, best pairs first: the table holds, for each pair of
 * rests, the most resemblance that can be had.
 */
static void align_gap(aligner *al, const lh_docx_line *a, size_t n, const lh_docx_line *b, size_t m)
{
	size_t width = m + 1;
	if (!n || !m || (n + 1) * width > MOST_GAP) {
		for (size_t i = 0; i < n; i++)
			pair(al, &a[i], NULL);
		for (size_t k = 0; k < m; k++)
			pair(al, NULL, &b[k]);
		return;
	}
	int *best = lh_xmalloc((n + 1) * width * sizeof *best), *score = lh_xmalloc(n * m * sizeof *score);
	memset(best, 0, (n + 1) * width * sizeof *best);
	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;) {
			int s = resemblance(&a[i], &b[k]);
			score[i * m + k] = s >= ALIKE ? s : 0;
			int with = s >= ALIKE ? s + best[(i + 1) * width + k + 1] : 0;
			int skip = best[(i + 1) * width + k];
			if (best[i * width + k + 1] > skip)
				skip = best[i * width + k + 1];
			best[i * width + k] = with > skip ? with : skip;
		}
	size_t i = 0, k = 0;
	while (i < n && k < m) {
		int s = score[i * m + k];
		if (s && best[i * width + k] == s + best[(i + 1) * width + k + 1])
			pair(al, &a[i++], &b[k++]);
		else if (best[i * width + k] == best[(i + 1) * width + k])
			pair(al, &a[i++], NULL);
		else
			pair(al, NULL, &b[k++]);
	}
	for (; i < n; i++)
		pair(al, &a[i], NULL);
	for (; k < m; k++)
		pair(al, NULL, &b[k]);
	free(best);
	free(score);
}

/* The longest run of equal lines in the same order is the frame; gaps are between them. */
static void align_middle(aligner *al, const lh_docx_line *a, size_t n, const lh_docx_line *b, size_t m)
{
	size_t width = m + 1;
	uint16_t *most = lh_xmalloc((n + 1) * width * sizeof *most);
	memset(most, 0, (n + 1) * width * sizeof *most);
	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;) {
			uint16_t *at = &most[i * width + k];
			uint16_t down = at[width], right = at[1];
			*at = down > right ? down : right;
			if (strcmp(a[i].text, b[k].text) == 0)
				*at = (uint16_t)(at[width + 1] + 1);
		}
	size_t i = 0, k = 0, from_a = 0, from_b = 0;
	while (i < n && k < m) {
		const uint16_t *at = &most[i * width + k];
		if (strcmp(a[i].text, b[k].text) == 0) {
			align_gap(al, a + from_a, i - from_a, b + from_b, k - from_b);
			pair(al, &a[i++], &b[k++]);
			from_a = i;
			from_b = k;
		} else if (at[width] >= at[1]) {
			i++;
		} else {
			k++;
		}
	}
	align_gap(al, a + from_a, n - from_a, b + from_b, m - from_b);
	free(most);
}

bool lh_lines_align(lh_arena *arena, const lh_docx_words *ours, const lh_docx_words *theirs, lh_line_pair **pairs_out,
	      size_t *n_out)
{
	aligner al = {.a = ours->lines, .b = theirs->lines};
	size_t n = ours->n, m = theirs->n, head = 0, tail = 0, equal = 0;
	while (head < n && head < m && strcmp(al.a[head].text, al.b[head].text) == 0)
		head++;
	while (tail < n - head && tail < m - head &&
	       strcmp(al.a[n - 1 - tail].text, al.b[m - 1 - tail].text) == 0)
		tail++;
	size_t rest_a = n - head - tail, rest_b = m - head - tail;
	if (rest_a > UINT16_MAX || rest_b > UINT16_MAX || (rest_a + 1) * (rest_b + 1) > MOST_CELLS)
		return false;
	al.pairs = LH_NEW_ARRAY(arena, lh_line_pair, n + m + 1);
	for (size_t i = 0; i < head; i++)
		pair(&al, &al.a[i], &al.b[i]);
	align_middle(&al, al.a + head, rest_a, al.b + head, rest_b);
	for (size_t i = tail; i-- > 0;)
		pair(&al, &al.a[n - 1 - i], &al.b[m - 1 - i]);
	for (size_t i = 0; i < al.n_pairs; i++)
		equal += al.pairs[i].ours && al.pairs[i].theirs;
	*pairs_out = al.pairs;
	*n_out = al.n_pairs;
	/* A third of our lines must be there: else it is another document. */
	return 3 * equal >= n;
}
