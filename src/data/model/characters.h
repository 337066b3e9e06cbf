/*
 * Characters that a text should not hold: what copying from PDF, Word and web pages leaves behind.
 * What has one right form is put right; what has none is named. Pure functions over one text; they
 * know Unicode, no field and no font.
 */
#ifndef LH_DATA_MODEL_CHARACTERS_H
#define LH_DATA_MODEL_CHARACTERS_H

#include "util/arena.h"
#include "util/buf.h"

/*
 * The text without characters that nobody sees (zero width, direction marks, soft hyphens, variation
 * selectors), with plain blanks for narrow, wide and unbreakable ones, Kangxi radicals and
 * compatibility ideographs as the characters that they look like, and letters in one piece (é for e
 * and its accent). `text` itself when there is nothing to do. What a reader should know of it is
 * written to both buffers in a few words; accents in one piece are the same text and not worth any.
 */
const char *lh__text_clean(lh_arena *arena, const char *text, lh_buf *zh, lh_buf *en);

typedef enum lh_unset {
	LH_UNSET_NONE,
	LH_UNSET_SCRIPT,  /* runs from right to left, or letters take shape from their neighbours */
	LH_UNSET_EMOJI,
	LH_UNSET_MARK,    /* belongs on the letter before, with which it makes no letter of its own */
	LH_UNSET_PRIVATE, /* means something on the machine that made it only */
} lh_unset;
/* Why a line of single characters cannot show this one, whatever the font. */
lh_unset lh_cp_unset(uint32_t cp);
/* What Word shows for a private character of its symbol fonts ("●" for U+F0B7); "" when unknown. */
const char *lh_cp_symbol(uint32_t cp);

#endif
