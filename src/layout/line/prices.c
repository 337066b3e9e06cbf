/*
 * What a line end inside a short text costs. Words that are listed hold together and part at their
 * joints; between them most Chinese words have two characters, some characters end words of three
 * (联合体, 负责人), and some stand alone (与). Brackets stay whole and with what they explain. This
 * file refuses to know widths.
 */
#include "layout/line/evenlines.h"

#include "doc/words.h"

enum {
	COST_KNOWN = 100,    /* beside a listed word */
	COST_GUESSED = 150,  /* between two that were guessed */
	COST_WORD = 1300,    /* a guessed word cut in two */
	COST_JOINT = 2500,   /* a listed word at one of its joints */
	COST_LISTED = 9000,  /* and elsewhere */
	COST_NAME = 600,     /* a person's name at its dot */
	COST_INSIDE = 1500,  /* a bracket torn */
	COST_BRACKET = 700,  /* a bracket parted from what it explains */
	COST_UNIT = 3000,    /* 元/度 */
};

/* A stretch of Han characters. */
typedef struct stretch {
	const lh_words *words;
	const uint32_t *cp;
	size_t n;
	int64_t *cost; /* of a break before each; that before the first is settled elsewhere */
} stretch;

static void price(const stretch *s, size_t at, int64_t cost)
{
	if (at > 0 && at < s->n)
		s->cost[at] = cost;
}

/* Does a word begin at i, the one before having so many characters? [.., to) is guessed. */
static bool begins_word(const stretch *s, size_t i, size_t to, size_t word)
{
	if (lh_words_is_single(s->words, s->cp[i]) || lh_words_is_single(s->words, s->cp[i - 1]))
		return true;
	bool third = lh_words_is_end(s->words, s->cp[i], i + 1 < s->n ? s->cp[i + 1] : 0);
	/* Nothing is left over: an odd stretch ends in a word of three. */
	return word == 3 || (word == 2 && !third && i + 1 < to);
}

/* Words nobody has listed: [from, to). */
static void guess(const stretch *s, size_t from, size_t to)
{
	size_t word = 1; /* characters of the word so far */
	for (size_t i = from + 1; i < to; i++) {
		bool begins = begins_word(s, i, to, word);
		price(s, i, begins ? COST_GUESSED : COST_WORD);
		word = begins ? 1 : word + 1;
	}
}

/* Where the next listed word begins, from `from` on; `n` when there is none. */
static size_t next_listed(const stretch *s, size_t from, const lh_word **word_out)
{
	size_t at = from;
	for (; at < s->n; at++) {
		*word_out = lh_words_longest(s->words, s->cp + at, s->n - at);
		/* A single character ends the name before it, and is no name by itself. */
		if (*word_out && ((*word_out)->n > 1 || at > from))
			return at;
	}
	*word_out = NULL;
	return at;
}

/* A listed word [from, to): it holds together. */
static void price_listed(const stretch *s, const lh_word *word, size_t from)
{
	for (size_t i = 1; i < word->n; i++)
		price(s, from + i, word->joints >> i & 1 ? COST_JOINT : COST_LISTED);
}

static void price_stretch(const stretch *s)
{
	for (size_t at = 0; at < s->n;) {
		const lh_word *word;
		size_t listed = next_listed(s, at, &word), end = listed;
		if (word && word->n == 1) {
			end++;
			guess(s, at, end);
		} else {
			guess(s, at, listed);
		}
		if (word && word->n > 1) {
			if (listed > at)
				price(s, listed, COST_KNOWN);
			price_listed(s, word, listed);
			end += word->n;
		}
		if (word)
			price(s, end, word->tail ? 0 : COST_KNOWN);
		at = end;
	}
}

/* A stroke between two that are long enough to stand in a line of their own. */
static bool parts_words(const lh__char *c, size_t n, size_t at)
{
	return at >= 2 && at + 2 < n && c[at].cls == LH__SLASH && c[at - 1].cls == LH__HAN &&
	       c[at - 2].cls == LH__HAN && c[at + 1].cls == LH__HAN && c[at + 2].cls == LH__HAN;
}

bool lh__ends_behind_slash(const lh__char *c, size_t n, size_t end)
{
	return end > 0 && parts_words(c, n, end - 1);
}

void lh__price_breaks(const lh_words *words, const lh__char *c, size_t n, int64_t *cost)
{
	uint32_t cp[LH__SHORT_LONGEST];
	for (size_t i = 0; i < n; i++) {
		cp[i] = c[i].cp;
		cost[i] = 0;
	}
	for (size_t from = 0; from < n;) {
		size_t to = from;
		while (to < n && c[to].cls == LH__HAN)
			to++;
		const stretch s = {words, cp + from, to - from, cost + from};
		price_stretch(&s);
		from = to > from ? to : from + 1;
	}
	int depth = 0;
	for (size_t i = 0; i < n; i++) {
		bool opens = c[i].cls == LH__OPEN || c[i].cp == '(';
		if (i > 0 && c[i - 1].cls == LH__DOT)
			cost[i] = COST_NAME;
		if (i > 0 && c[i - 1].cls == LH__SLASH)
			cost[i] = parts_words(c, n, i - 1) ? 0 : COST_UNIT;
		cost[i] += depth > 0 ? COST_INSIDE : opens ? COST_BRACKET : 0;
		depth += opens;
		depth -= (c[i].cls == LH__CLOSE || c[i].cp == ')') && depth > 0;
	}
}
