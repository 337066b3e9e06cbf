/*
 * Exact arithmetic on decimals and the matching of patterns: pure functions that every place of the
 * language agrees on. Halves go away from zero; what does not fit is refused, never wrapped.
 */
#include <string.h>

#include "data/expr/inside.h"
#include "util/utf8.h"

/* Products of two numbers need twice their width before they are rounded. */
__extension__ typedef __int128 wide;

bool lh__num_add(lh_num a, lh_num b, lh_num *out)
{
	return !__builtin_add_overflow(a, b, out);
}

bool lh__num_sub(lh_num a, lh_num b, lh_num *out)
{
	return !__builtin_sub_overflow(a, b, out);
}

/* a / b rounded; b != 0. */
static wide divide(wide a, wide b)
{
	if (b < 0) {
		a = -a;
		b = -b;
	}
	/* An odd divisor has no half: its floor rounds as it should. */
	wide half = a < 0 ? -(b / 2) : b / 2;
	return (a + half) / b;
}

static bool narrow(wide number, lh_num *out)
{
	if (number > INT64_MAX || number < INT64_MIN)
		return false;
	*out = (lh_num)number;
	return true;
}

bool lh__num_mul(lh_num a, lh_num b, lh_num *out)
{
	return narrow(divide((wide)a * b, LH_NUM_ONE), out);
}

bool lh__num_div(lh_num a, lh_num b, lh_num *out)
{
	return narrow(divide((wide)a * LH_NUM_ONE, b), out);
}

static int64_t power_of_ten(int exponent)
{
	int64_t power = 1;
	for (; exponent > 0; exponent--)
		power *= 10;
	return power;
}

bool lh__num_ratio(int64_t scale, lh_num a, lh_num b, int places, lh_num *out)
{
	/*
	 * One rounding only, at the last place: scale · 10^places is at most 10^8 · 10^6, a is 63
	 * bits.
	 */
	wide steps = divide((wide)a * scale * power_of_ten(places), b);
	return narrow(steps * power_of_ten(6 - places), out);
}

bool lh__num_round(lh_num number, int places, lh_num *out)
{
	int64_t unit = power_of_ten(6 - places);
	return narrow(divide(number, unit) * unit, out);
}

int64_t lh__num_floor(lh_num number)
{
	int64_t whole = number / LH_NUM_ONE;
	return number % LH_NUM_ONE < 0 ? whole - 1 : whole;
}

/* [a-z], [!x]: does it hold cp? *at stands behind '[' and ends behind ']'. */
static bool in_class(const char **at, uint32_t cp)
{
	bool negated = **at == '!';
	if (negated)
		(*at)++;
	bool found = false;
	/* A ']' that comes first is one of the characters. */
	for (bool first = true; first || **at != ']'; first = false) {
		uint32_t low = lh_utf8_next(at), high = low;
		if ((*at)[0] == '-' && (*at)[1] && (*at)[1] != ']') {
			(*at)++;
			high = lh_utf8_next(at);
		}
		found = found || (cp >= low && cp <= high);
	}
	(*at)++;
	return found != negated;
}

static const char *class_end(const char *at)
{
	if (*at == '!')
		at++;
	return *at ? strchr(at + 1, ']') : NULL;
}

const char *lh__match_bad(const char *pattern)
{
	while ((pattern = strchr(pattern, '['))) {
		const char *end = class_end(pattern + 1);
		if (!end)
			return pattern;
		pattern = end + 1;
	}
	return NULL;
}

/* One character of the text against one of the pattern; moves both on success. */
static bool match_one(const char **text, const char **pattern)
{
	const char *t = *text, *p = *pattern;
	uint32_t cp = lh_utf8_next(&t);
	bool fits;
	if (!cp || !*p)
		return false;
	if (*p == '[' && class_end(p + 1)) {
		p++;
		fits = in_class(&p, cp);
	} else {
		uint32_t want = lh_utf8_next(&p);
		fits = want == '?' || (want == '#' ? cp >= '0' && cp <= '9' : want == cp);
	}
	if (fits) {
		*text = t;
		*pattern = p;
	}
	return fits;
}

bool lh__match(const char *text, const char *pattern)
{
	/*
	 * A later star can do all that an earlier one could, so only the last is ever tried again.
	 */
	const char *star = NULL, *resume = NULL;
	while (*text) {
		if (*pattern == '*') {
			star = ++pattern;
			resume = text;
		} else if (!match_one(&text, &pattern)) {
			if (!star)
				return false;
			lh_utf8_next(&resume);
			text = resume;
			pattern = star;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}
