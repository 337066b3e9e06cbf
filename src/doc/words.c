/*
 * The list of words. It knows how words begin with one another; it refuses to know a single one, and
 * what a break between two of them is worth.
 */
#include "doc/words.h"

#include <string.h>

#include "util/arena.h"
#include "util/utf8.h"

enum { BUCKETS = 256 }; /* by the first character: most hold one or two words */

typedef struct entry {
	lh_word word;
	struct entry *next; /* shorter or as long */
} entry;

typedef struct ending {
	uint32_t cp;
	const char *unless_before;
	struct ending *next;
} ending;

struct lh_words {
	lh_arena *arena;
	entry *buckets[BUCKETS];
	ending *endings;
	const char *singles;
};

static bool is_among(uint32_t cp, const char *set)
{
	while (*set)
		if (lh_utf8_next(&set) == cp)
			return true;
	return false;
}

lh_words *lh_words_new(lh_arena *arena)
{
	lh_words *words = LH_NEW(arena, lh_words);
	words->arena = arena;
	words->singles = "";
	return words;
}

bool lh_words_add(lh_words *words, const char *written, bool tail)
{
	lh_word word = {.tail = tail};
	bool joint = true;
	for (uint32_t cp; (cp = lh_utf8_next(&written));) {
		if (cp == '|') {
			if (joint || word.n == LH_WORD_LONGEST)
				return false;
			word.joints |= 1u << word.n;
			joint = true;
			continue;
		}
		if (word.n == LH_WORD_LONGEST)
			return false;
		word.text[word.n++] = cp;
		joint = false;
	}
	if (joint)
		return false;
	entry **at = &words->buckets[word.text[0] % BUCKETS];
	while (*at && (*at)->word.n > word.n)
		at = &(*at)->next;
	entry *new = LH_NEW(words->arena, entry);
	*new = (entry){word, *at};
	*at = new;
	return true;
}

void lh_words_add_end(lh_words *words, uint32_t cp, const char *unless_before)
{
	ending *new = LH_NEW(words->arena, ending);
	*new = (ending){cp, lh_arena_strdup(words->arena, unless_before), words->endings};
	words->endings = new;
}

void lh_words_add_single(lh_words *words, const char *singles)
{
	words->singles = lh_fmt(words->arena, "%s%s", words->singles, singles);
}

const lh_word *lh_words_longest(const lh_words *words, const uint32_t *text, size_t n)
{
	if (!words || n == 0)
		return NULL;
	for (const entry *e = words->buckets[text[0] % BUCKETS]; e; e = e->next)
		if (e->word.n <= n && memcmp(e->word.text, text, e->word.n * sizeof *text) == 0)
			return &e->word;
	return NULL;
}

bool lh_words_is_end(const lh_words *words, uint32_t cp, uint32_t next)
{
	for (const ending *e = words ? words->endings : NULL; e; e = e->next)
		if (e->cp == cp)
			return next == 0 || !is_among(next, e->unless_before);
	return false;
}

bool lh_words_is_single(const lh_words *words, uint32_t cp)
{
	return words && is_among(cp, words->singles);
}
