/*
 * Short texts: 区（县） / 科技部门 / 审核意见 rather than a full line and a rest. The cheapest cutting is
 * sought: lines of like length, or full ones, broken between words, no character alone. What a break
 * inside the text costs is known to prices.c.
 */
#include "layout/line/evenlines.h"

#include <assert.h>
#include <string.h>

enum {
	MOST_LINES = 8,
	NAME_LONGEST = 24, /* characters; what is longer is a sentence, and takes no line more than it must */
	/* Beside the squared deviation from the length that a line should have, in tenths of an em. */
	COST_LINE = 900,        /* one more than it takes, where lines are even */
	COST_MORE_LINES = 4000, /* and elsewhere: rather than cut a listed word */
	COST_LONE = 5000,
};

static size_t count_weighty(const lh__char *c, size_t n)
{
	size_t weighty = 0;
	for (size_t i = 0; i < n; i++)
		weighty += c[i].cls != LH__SPACE && c[i].cls != LH__CLOSE &&
			   c[i].cls != LH__COMMA && c[i].cls != LH__STOP;
	return weighty;
}

/* The text as the search sees it. */
typedef struct puzzle {
	const lh__char *c;
	size_t n;
	int64_t measure;
	bool even;
	int64_t price[LH__SHORT_LONGEST];     /* of a break before a character */
	int64_t upto[LH__SHORT_LONGEST + 1];  /* width of all characters before one */
} puzzle;

static int64_t line_width(const puzzle *p, size_t from, size_t to)
{
	while (to < p->n && to > from && p->c[to - 1].cls == LH__SPACE)
		to--;
	if (to == from)
		return 0;
	return p->upto[to] - p->upto[from] - p->c[from].lead - p->c[to - 1].trail - p->c[to - 1].gap;
}

static bool may_end(const puzzle *p, size_t end)
{
	return end == 0 || end == p->n || p->c[end - 1].brk == LH__BREAK_GOOD ||
	       lh__ends_behind_slash(p->c, p->n, end);
}

/* What a line is worse for its length: even ones should be alike, others full but for the last. */
static int64_t cost_of_length(const puzzle *p, int64_t width, int64_t even, bool last)
{
	int64_t off = ((p->even ? even : p->measure) - width) * 10 / p->c[0].em;
	return p->even ? off * off : last ? 0 : off * off / 8;
}

/* The cheapest cutting into so many lines, as their ends; INT64_MAX when there is none. */
static int64_t cheapest(const puzzle *p, size_t lines, size_t ends[MOST_LINES + 1])
{
	int64_t best[MOST_LINES + 1][LH__SHORT_LONGEST + 1];
	uint8_t back[MOST_LINES + 1][LH__SHORT_LONGEST + 1];
	assert(lines > 0);
	int64_t even = line_width(p, 0, p->n) / (int64_t)lines;
	for (size_t k = 0; k <= lines; k++)
		for (size_t i = 0; i <= p->n; i++)
			best[k][i] = INT64_MAX;
	best[0][0] = 0;
	for (size_t k = 1; k <= lines; k++) {
		for (size_t end = 1; end <= p->n; end++) {
			if (!may_end(p, end))
				continue;
			for (size_t start = end; start-- > 0;) {
				int64_t width = line_width(p, start, end);
				if (width > p->measure)
					break;
				if (best[k - 1][start] == INT64_MAX)
					continue;
				bool lone = count_weighty(p->c + start, end - start) < 2;
				int64_t cost = best[k - 1][start] +
					       cost_of_length(p, width, even, end == p->n) +
					       (end < p->n ? p->price[end] : 0) +
					       (lone ? COST_LONE : 0);
				/* Of equal cuttings the one with the longer first lines. */
				if (cost < best[k][end]) {
					best[k][end] = cost;
					back[k][end] = (uint8_t)start;
				}
			}
		}
	}
	if (best[lines][p->n] == INT64_MAX)
		return INT64_MAX;
	ends[lines] = p->n;
	for (size_t k = lines; k > 0; k--)
		ends[k - 1] = back[k][ends[k]];
	return best[lines][p->n];
}

bool lh__break_short(const lh__chars *chars, size_t from, size_t to, const lh__measure *measure,
		     size_t full, lh__spans *out)
{
	puzzle p = {.c = chars->at + from, .n = to - from, .even = measure->manner == LH__EVEN,
		    .measure = measure->first < measure->rest ? measure->first : measure->rest};
	if (p.n == 0 || p.n > LH__SHORT_LONGEST || p.measure <= 0)
		return false;
	for (size_t i = 0; i < p.n; i++)
		p.upto[i + 1] = p.upto[i] + p.c[i].lead + p.c[i].body + p.c[i].trail + p.c[i].gap;
	/* A label is not squeezed into one line. */
	if (full < 2 && (!p.even || line_width(&p, 0, p.n) <= measure->first))
		return false;
	full = full < 2 ? 2 : full;
	lh__price_breaks(measure->words, p.c, p.n, p.price);

	size_t ends[MOST_LINES + 1] = {0}, chosen[MOST_LINES + 1] = {0}, n_chosen = 0;
	int64_t chosen_cost = INT64_MAX;
	size_t most = p.even || p.n <= NAME_LONGEST ? full + 1 : full;
	for (size_t lines = full; lines <= most && lines <= MOST_LINES; lines++) {
		int64_t cost = cheapest(&p, lines, ends);
		if (cost != INT64_MAX && lines > full)
			cost += p.even ? COST_LINE : COST_MORE_LINES;
		if (cost >= chosen_cost)
			continue;
		chosen_cost = cost;
		n_chosen = lines;
		memcpy(chosen, ends, sizeof chosen);
	}
	for (size_t k = 1; k <= n_chosen; k++)
		lh__spans_add(out, chars, from + chosen[k - 1], from + chosen[k], k == n_chosen);
	return n_chosen > 0;
}
