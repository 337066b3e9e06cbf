/* UTF-8 after the Unicode Standard, table 3-7: shortest form only, no surrogates. */
#include "util/utf8.h"

#include <string.h>

/* Most Han characters, by the shortest way: a lead byte after which nothing can be malformed but
 * the two that follow. */
static bool is_han(const unsigned char *s)
{
	return s[0] > 0xE0 && s[0] < 0xED && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80;
}

static uint32_t han(const unsigned char *s)
{
	return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

uint32_t lh_utf8_next_n(const char **at, const char *end)
{
	const unsigned char *s = (const unsigned char *)*at;
	const unsigned char *e = (const unsigned char *)end;
	if (s >= e)
		return LH_CP_BAD;
	uint32_t c = s[0];
	if (c < 0x80) {
		*at += 1;
		return c;
	}
	if (e - s >= 3 && is_han(s)) {
		*at += 3;
		return han(s);
	}
	size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	uint32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
	if (c < 0xC2 || c > 0xF4 || (size_t)(e - s) < length)
		goto bad;
	c &= length == 4 ? 0x07u : length == 3 ? 0x0Fu : 0x1Fu;
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xC0) != 0x80)
			goto bad;
		c = c << 6 | (s[i] & 0x3Fu);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		goto bad;
	*at += length;
	return c;
bad:
	*at += 1;
	return LH_CP_BAD;
}

uint32_t lh_utf8_next(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	if (s[0] < 0x80) {
		*at += s[0] != 0;
		return s[0];
	}
	if (is_han(s)) {
		*at += 3;
		return han(s);
	}
	return lh_utf8_next_n(at, *at + strnlen(*at, 4));
}

size_t lh_utf8_put(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

const char *lh_utf8_bad(const char *text, size_t length)
{
	const char *end = text + length;
	while (text < end) {
		const char *start = text;
		if (lh_utf8_next_n(&text, end) == LH_CP_BAD)
			return start;
	}
	return NULL;
}

size_t lh_utf8_count(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

bool lh_cp_is_han(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
	       (cp >= 0x20000 && cp <= 0x3FFFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0x2E80 && cp <= 0x2FDF) || cp == 0x3005 || cp == 0x3006 || cp == 0x3007;
}

bool lh_cp_is_private(uint32_t cp)
{
	return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

bool lh_cp_is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xA0 || cp == 0x1680 ||
	       (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
	       cp == 0x205F || cp == 0x3000;
}

bool lh_cp_is_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7F && cp < 0xA0);
}

bool lh_cp_is_wide(uint32_t cp)
{
	return lh_cp_is_han(cp) || (cp >= 0x3000 && cp <= 0x33FF) || (cp >= 0xFE30 && cp <= 0xFE4F) ||
	       (cp >= 0xFF01 && cp <= 0xFF60) || (cp >= 0xFFE0 && cp <= 0xFFE6);
}
