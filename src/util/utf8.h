/* UTF-8: decoding, encoding, and the few classes of characters that more than one floor asks for. */
#ifndef LH_UTIL_UTF8_H
#define LH_UTIL_UTF8_H

#include "util/base.h"

#define LH_CP_BAD 0xFFFFFFFFu

/*
 * Decode the character at *at and move *at behind it. At the end of the string: 0, *at unmoved.
 * Malformed bytes (overlong, surrogate, beyond U+10FFFF, cut) give LH_CP_BAD and move one byte.
 */
uint32_t lh_utf8_next(const char **at);
/* The same inside [*at, end), where NUL is an ordinary character; at `end`: LH_CP_BAD, unmoved. */
uint32_t lh_utf8_next_n(const char **at, const char *end);

/* Write 1 to 4 bytes to `out` (no NUL) and return their number. `cp` must be a scalar value. */
size_t lh_utf8_put(char out[4], uint32_t cp);

/* The first malformed byte of [text, text + length), or NULL when all is well. */
const char *lh_utf8_bad(const char *text, size_t length);

/* Number of characters of a valid string. */
size_t lh_utf8_count(const char *text);

/* Han characters of any block, and 〇 々 〆. */
bool lh_cp_is_han(uint32_t cp);
/* U+E000–F8FF and planes 15, 16. */
bool lh_cp_is_private(uint32_t cp);
/* Any white space of Unicode (Zs, TAB, LF, CR, U+2028, U+2029), U+3000 included. */
bool lh_cp_is_space(uint32_t cp);
/* C0 except TAB and LF, DEL, C1. */
bool lh_cp_is_control(uint32_t cp);
/* Takes a full em in Chinese type: Han, kana, CJK marks, fullwidth forms. “ ” ‘ ’ … — · are not here. */
bool lh_cp_is_wide(uint32_t cp);

#endif
