/*
 * Words that short texts are broken between: posts, degrees, the tails of names. Where a label, a
 * title or a cell takes two lines, a good typist parts 研究院院长/ from 高级工程师 and 乌鲁木齐市 from
 * 新市区; which words there are is data (templates/words.yaml), layout only asks here.
 */
#ifndef LH_DOC_WORDS_H
#define LH_DOC_WORDS_H

#include "doc/doc.h"

enum { LH_WORD_LONGEST = 16 }; /* characters */

typedef struct lh_word {
	uint32_t text[LH_WORD_LONGEST];
	uint8_t n;       /* characters */
	bool tail;       /* ends a name: a line ends well behind it */
	uint32_t joints; /* bit k: before its character k it may be parted when it must be */
} lh_word;

lh_words *lh_words_new(lh_arena *arena);
/* A word as it is written, its joints as |. False: nothing between two |, or too long. */
bool lh_words_add(lh_words *words, const char *written, bool tail);
/* A character that ends words of three (体 in 联合体) unless one of the others follows it (体系). */
void lh_words_add_end(lh_words *words, uint32_t cp, const char *unless_before);
/* Characters that stand between words by themselves: 与, 和. */
void lh_words_add_single(lh_words *words, const char *singles);

/* The longest word that the text begins with, or NULL. `words` may be NULL here and below: there are none. */
const lh_word *lh_words_longest(const lh_words *words, const uint32_t *text, size_t n);
bool lh_words_is_end(const lh_words *words, uint32_t cp, uint32_t next);
bool lh_words_is_single(const lh_words *words, uint32_t cp);

#endif
