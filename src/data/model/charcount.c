/*
 * 字数. Word's rule as observed: a Han character and a full-width mark count 1 each; what stands
 * between them without a blank (letters, digits, half-width marks) counts 1 together. Knows no
 * limit.
 */
#include "data/model/charcount.h"

#include "util/utf8.h"

/* “ ” ‘ ’ … — ·: Latin code points, full-width marks in Chinese text. */
static bool is_shared_mark(uint32_t cp)
{
	return cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D || cp == 0x2026 ||
	       cp == 0x2014 || cp == 0xB7;
}

static bool is_zero_width(uint32_t cp)
{
	return (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF || cp == 0xAD ||
	       (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

lh_char_count lh_char_count_of(const char *text)
{
	lh_char_count count = {0};
	bool in_run = false;
	for (uint32_t cp; (cp = lh_utf8_next(&text));) {
		bool space = lh_cp_is_space(cp);
		count.with_spaces += cp != '\n' && cp != '\r';
		count.strict += !space;
		if (is_zero_width(cp))
			continue;
		if (space) {
			in_run = false;
		} else if (lh_cp_is_wide(cp) || is_shared_mark(cp)) {
			count.word++;
			in_run = false;
		} else {
			count.word += !in_run;
			in_run = true;
		}
	}
	return count;
}
