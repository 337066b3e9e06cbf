/*
 * Even lines for labels and titles: 区（县） / 科技部门 / 审核意见 rather than a full line and a rest.
 * The cheapest cutting of a short text is sought: lines of like length, broken between words, no
 * character alone, no bracket torn off. Words are guessed, not looked up: most Chinese words have two
 * characters, and a few characters end words of three (联合体, 负责人).
 */
#include "layout/line/linebreak.h"

#include <string.h>

#include "util/utf8.h"

enum {
	LONGEST = 64,      /* characters; longer texts are not labels */
	MOST_LINES = 8,
	/* Costs, beside the squared deviation from the even length in tenths of an em. */
	COST_LINE = 900,
	COST_WORD = 1000,  /* a word cut in two */
	COST_LONE = 5000,
	COST_INSIDE = 1500,/* a bracket torn */
	COST_BRACKET = 400,/* a bracket parted from what it explains */
};

static bool is_one_of(uint32_t cp, const char *set)
{
	for (const char *p = set; *p;)
		if (lh_utf8_next(&p) == cp)
			return true;
	return false;
}

/* Whether `cp` ends a three-character word, as 体 does in 联合体 but not in 体系. */
static bool ends_word(uint32_t cp, uint32_t next)
{
	switch (cp) {
	case 0x4F53: /* 体 */
		return !is_one_of(next, "系制");
	case 0x4EBA: /* 人 */
		return !is_one_of(next, "员民才力数");
	case 0x6570: /* 数 */
		return !is_one_of(next, "量据字");
	case 0x5BA4: /* 室 */
		return !is_one_of(next, "内外温");
	case 0x5316: /* 化 */
		return !is_one_of(next, "工学石肥纤解验合");
	case 0x7387: /* 率 */
		return next != 0x5148; /* 先 */
	case 0x5458: case 0x8005: case 0x989D: /* 员 者 额 */
		return true;
	default:
		return false;
	}
}

/* What a break before each character would cost. */
static void price_breaks(const lh__char *c, size_t n, int64_t *cost)
{
	int depth = 0;
	size_t word = 0; /* characters of the word so far */
	for (size_t i = 0; i < n; i++) {
		bool opens = c[i].cls == LH__OPEN || c[i].cp == '(', han = c[i].cls == LH__HAN;
		cost[i] = depth > 0 ? COST_INSIDE : opens ? COST_BRACKET : 0;
		depth += opens;
		depth -= (c[i].cls == LH__CLOSE || c[i].cp == ')') && depth > 0;
		if (!han) {
			word = 0;
			continue;
		}
		if (word == 2 && !ends_word(c[i].cp, i + 1 < n ? c[i + 1].cp : 0))
			word = 0;
		else if (word == 3)
			word = 0;
		cost[i] += word > 0 ? COST_WORD : 0;
		word++;
	}
}

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
	int64_t price[LONGEST];     /* of a break before a character */
	int64_t upto[LONGEST + 1];  /* width of all characters before one */
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
	return end == 0 || end == p->n || p->c[end - 1].brk == LH__BREAK_GOOD;
}

/* The cheapest cutting into so many lines, as their ends; INT64_MAX when there is none. */
static int64_t cheapest(const puzzle *p, size_t lines, size_t ends[MOST_LINES + 1])
{
	int64_t best[MOST_LINES + 1][LONGEST + 1];
	uint8_t back[MOST_LINES + 1][LONGEST + 1];
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
				int64_t off = (width - even) * 10 / p->c[0].em;
				bool lone = count_weighty(p->c + start, end - start) < 2;
				int64_t cost = best[k - 1][start] + off * off +
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
	return best[lines][p->n] + COST_LINE * (int64_t)lines;
}

bool lh__break_even(const lh__chars *chars, size_t from, size_t to, lh_emu first, lh_emu rest,
		    lh__spans *out)
{
	puzzle p = {.c = chars->at + from, .n = to - from, .measure = first < rest ? first : rest};
	if (p.n == 0 || p.n > LONGEST || p.measure <= 0)
		return false;
	for (size_t i = 0; i < p.n; i++)
		p.upto[i + 1] = p.upto[i] + p.c[i].lead + p.c[i].body + p.c[i].trail + p.c[i].gap;
	int64_t total = line_width(&p, 0, p.n);
	if (total <= first)
		return false;
	price_breaks(p.c, p.n, p.price);

	size_t ends[MOST_LINES + 1] = {0}, chosen[MOST_LINES + 1] = {0}, n_chosen = 0, least = 0;
	int64_t chosen_cost = INT64_MAX;
	for (size_t lines = (size_t)(total / p.measure); lines <= MOST_LINES; lines++) {
		if (lines == 0 || (least && lines > least + 1))
			continue;
		int64_t cost = cheapest(&p, lines, ends);
		if (cost == INT64_MAX)
			continue;
		least = least ? least : lines;
		if (cost < chosen_cost) {
			chosen_cost = cost;
			n_chosen = lines;
			memcpy(chosen, ends, sizeof chosen);
		}
	}
	for (size_t k = 1; k <= n_chosen; k++)
		lh__spans_add(out, chars, from + chosen[k - 1], from + chosen[k], k == n_chosen);
	return n_chosen > 0;
}
