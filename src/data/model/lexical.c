/* Codes, telephones, names. Knows no field and tells no one: the loader asks and writes the
 * message. */
#include "data/model/lexical.h"

#include <string.h>

#include "util/arena.h"
#include "util/buf.h"
#include "util/utf8.h"

enum { LONGEST_PADDED = 4 }; /* characters of a name that is padded */

static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(const char *text)
{
	size_t n = 0;
	while (is_digit(text[n]))
		n++;
	return n;
}

bool lh__uscc_shape(const char *code)
{
	if (strlen(code) != 18)
		return false;
	for (size_t i = 0; i < 18; i++)
		if (!strchr(uscc_alphabet, code[i]) || (i >= 2 && i < 8 && !is_digit(code[i])))
			return false;
	return true;
}

char lh__uscc_check(const char *code)
{
	unsigned sum = 0, weight = 1; /* 3^i mod 31 */
	for (size_t i = 0; i < 17; i++) {
		sum += (unsigned)(strchr(uscc_alphabet, code[i]) - uscc_alphabet) * weight;
		weight = weight * 3 % 31;
	}
	return uscc_alphabet[(31 - sum % 31) % 31];
}

char lh__uscc_org_check(const char *code)
{
	/* GB 11714 counts A as 10 and so on without a gap: not the alphabet above. */
	static const unsigned weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
	unsigned sum = 0;
	for (size_t i = 0; i < 8; i++) {
		char c = code[8 + i];
		sum += (unsigned)(is_digit(c) ? c - '0' : c - 'A' + 10) * weights[i];
	}
	unsigned check = 11 - sum % 11;
	return check == 10 ? 'X' : check == 11 ? '0' : (char)('0' + check);
}

static bool is_service_number(const char *text)
{
	if (strncmp(text, "400", 3) != 0 && strncmp(text, "800", 3) != 0)
		return false;
	text += 3;
	for (size_t group = 3; group <= 4; group++) {
		text += *text == '-';
		for (size_t i = 0; i < group; i++)
			if (!is_digit(*text++))
				return false;
	}
	return !*text;
}

/* 7 or 8 digits that do not begin with 0 or 1, and perhaps an extension: -801 or 转801. */
static bool is_local_number(const char *text)
{
	size_t n = digits(text);
	if ((n != 7 && n != 8) || text[0] < '2' || text[0] > '8')
		return false;
	text += n;
	static const char turn[] = "转";
	if (!*text)
		return true;
	if (*text != '-' && strncmp(text, turn, strlen(turn)) != 0)
		return false;
	text += *text == '-' ? 1 : strlen(turn);
	n = digits(text);
	return n >= 1 && n <= 6 && !text[n];
}

static lh__phone check_one_phone(const char *text)
{
	if (text[0] == '1' && text[1] >= '3' && digits(text) == 11 && !text[11])
		return LH__PHONE_OK;
	if (is_service_number(text))
		return LH__PHONE_OK;
	if (is_local_number(text))
		return LH__PHONE_NO_AREA;
	if (text[0] != '0')
		return LH__PHONE_BAD;
	for (size_t area = 3; area <= 4 && digits(text) >= area; area++)
		if (is_local_number(text + area + (text[area] == '-')))
			return LH__PHONE_OK;
	return LH__PHONE_BAD;
}

/* Several numbers are written 0991-5550101、19900000001: each must be one. */
lh__phone lh__phone_check(const char *text)
{
	static const char *const marks[] = {"、", "，", "；", ",", ";", "/"};
	lh__phone worst = LH__PHONE_OK;
	char one[32];
	for (size_t length = 0;; text++) {
		size_t mark = 0;
		for (size_t i = 0; i < sizeof marks / sizeof *marks && !mark; i++)
			if (strncmp(text, marks[i], strlen(marks[i])) == 0)
				mark = strlen(marks[i]);
		if (*text && !mark) {
			if (length + 1 == sizeof one)
				return LH__PHONE_BAD;
			one[length++] = *text;
			continue;
		}
		one[length] = '\0';
		lh__phone phone = check_one_phone(one);
		worst = phone > worst ? phone : worst;
		if (!*text)
			return worst;
		length = 0;
		text += mark - 1;
		text += strspn(text + 1, " ");
	}
}

bool lh__email_check(const char *text)
{
	const char *mark = strchr(text, '@');
	if (!mark || mark == text || strchr(mark + 1, '@') || strpbrk(text, " \t\n"))
		return false;
	const char *dot = strchr(mark + 1, '.');
	return dot && dot > mark + 1 && text[strlen(text) - 1] != '.';
}

bool lh__region_check(const char *text)
{
	return digits(text) == 6 && !text[6];
}

static bool is_dot(uint32_t cp)
{
	return cp == 0xB7 || cp == 0x2022 || cp == 0x30FB || cp == 0x2027 || cp == 0x22C5 ||
	       cp == 0xFF0E;
}

/* When a middle dot (blanks around it or not) is followed by a Han character: the place of that
 * one. */
static const char *after_dot(const char *p)
{
	bool dot = false;
	for (;;) {
		const char *start = p;
		uint32_t cp = lh_utf8_next(&p);
		if (is_dot(cp) && !dot)
			dot = true;
		else if (dot && lh_cp_is_han(cp))
			return start;
		else if (!lh_cp_is_space(cp))
			return NULL;
	}
}

/* 张　秋: blanks that make a short name as wide as a long one; in a longer one they may part words. */
static bool is_padded(const char *name)
{
	size_t n_han = 0, n_blanks = 0;
	while (*name) {
		uint32_t cp = lh_utf8_next(&name);
		if (lh_cp_is_han(cp))
			n_han++;
		else if (lh_cp_is_space(cp))
			n_blanks++;
		else
			return false;
	}
	return n_blanks && n_han <= LONGEST_PADDED;
}

static const char *without_blanks(lh_arena *arena, const char *name)
{
	lh_buf out = {0};
	for (const char *p = name; *p;) {
		const char *start = p;
		if (!lh_cp_is_space(lh_utf8_next(&p)))
			lh_buf_put(&out, start, (size_t)(p - start));
	}
	name = lh_arena_strdup(arena, lh_buf_str(&out));
	lh_buf_free(&out);
	return name;
}

const char *lh__person_name(lh_arena *arena, const char *name)
{
	if (is_padded(name))
		return without_blanks(arena, name);
	lh_buf out = {0};
	bool changed = false, after_han = false;
	for (const char *p = name; *p;) {
		const char *han = after_han ? after_dot(p) : NULL;
		if (han) {
			lh_buf_puts(&out, "\xC2\xB7");
			changed = changed || han - p != 2 || memcmp(p, "\xC2\xB7", 2) != 0;
			p = han;
		}
		const char *start = p;
		after_han = lh_cp_is_han(lh_utf8_next(&p));
		lh_buf_put(&out, start, (size_t)(p - start));
	}
	if (changed)
		name = lh_arena_strdup(arena, lh_buf_str(&out));
	lh_buf_free(&out);
	return name;
}
