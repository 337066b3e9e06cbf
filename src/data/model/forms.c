/*
 * Forms that people write. It knows what each can mean; it tells no one and refuses to know which
 * field asks.
 */
#include "data/model/forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/utf8.h"

enum {
	/* Days since the end of 1899: 1954 to 2064, nothing that looks like a year or an amount of days. */
	SERIAL_FIRST = 20000,
	SERIAL_LAST = 60000,
	SERIAL_OF_1970 = 25569,
	PHONE_MAX = 40,
};

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

static bool starts_with(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

static const char *take(lh_arena *arena, lh_buf *buf)
{
	const char *text = lh_arena_strdup(arena, lh_buf_str(buf));
	lh_buf_free(buf);
	return text;
}

static bool is_dash(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0xFF0D;
}

const char *lh__half_width(lh_arena *arena, const char *text)
{
	lh_buf out = {0};
	for (const char *p = text; *p;) {
		const char *start = p;
		uint32_t cp = lh_utf8_next(&p);
		if (is_dash(cp))
			lh_buf_putc(&out, '-');
		else if (cp > 0xFF00 && cp < 0xFF5F)
			lh_buf_putc(&out, (char)(cp - 0xFF00 + 0x20));
		else if (cp == 0x3000)
			lh_buf_putc(&out, ' ');
		else
			lh_buf_put(&out, start, (size_t)(p - start));
	}
	return take(arena, &out);
}

bool lh__is_scientific(const char *text)
{
	size_t n = digits(text);
	if (n != 1)
		return false;
	text += n;
	if (*text == '.')
		text += 1 + digits(text + 1);
	if (*text != 'E' && *text != 'e')
		return false;
	text += text[1] == '+' ? 2 : 1;
	n = digits(text);
	return n && !text[n];
}

/* ---- numbers ---- */

static const char *without_sign(const char *text)
{
	static const char *const signs[] = {"￥", "¥", "人民币", "RMB", "+", " "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (starts_with(text, signs[i]))
			return without_sign(text + strlen(signs[i]));
	return text;
}

static lh__unit unit_of(const char *text)
{
	static const struct {
		const char *word;
		lh__unit unit;
	} units[] = {{"", LH__UNIT_NONE}, {"万元", LH__UNIT_WAN}, {"万", LH__UNIT_WAN},
		     {"元", LH__UNIT_YUAN}, {"亿元", LH__UNIT_YI}, {"亿", LH__UNIT_YI}, {"%", LH__UNIT_PERCENT}};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(text, units[i].word) == 0)
			return units[i].unit;
	return (lh__unit)-1;
}

/* Digits at `text` with the marks left out; each mark must stand before three digits. */
static const char *put_thousands(lh_buf *out, const char *text)
{
	size_t n = digits(text);
	lh_buf_put(out, text, n);
	if (n > 3 || text[n] != ',')
		return text + n;
	for (text += n; *text == ','; text += 4) {
		if (digits(text + 1) != 3)
			return NULL;
		lh_buf_put(out, text + 1, 3);
	}
	return text;
}

const char *lh__plain_number(lh_arena *arena, const char *text, lh__unit *unit_out)
{
	*unit_out = LH__UNIT_NONE;
	lh_buf out = {0};
	const char *at = without_sign(lh__half_width(arena, text));
	if (*at == '-')
		lh_buf_putc(&out, *at++);
	if (*at == '.')
		lh_buf_putc(&out, '0');
	at = put_thousands(&out, at);
	if (at && *at == '.') {
		size_t n = 1 + digits(at + 1);
		lh_buf_put(&out, at, n);
		at += n;
	}
	while (at && *at == ' ')
		at++;
	lh__unit unit = at ? unit_of(at) : (lh__unit)-1;
	const char *plain = take(arena, &out);
	if (unit == (lh__unit)-1)
		return text;
	*unit_out = unit;
	return plain;
}

/* ---- dates ---- */

typedef struct parts {
	int numbers[3];
	size_t lengths[3]; /* digits as written */
	size_t n;
	char mark; /* between them; 0: none */
} parts;

/* What may stand behind a number of a date, and its length; 0: nothing that belongs there. */
static size_t mark_length(const char *text, size_t part, char *mark_out)
{
	static const char *const words[] = {"年", "月", "日"};
	if (starts_with(text, words[part])) {
		*mark_out = 'C';
		return strlen(words[part]);
	}
	*mark_out = *text;
	return *text && strchr("-/.", *text) && part < 2 ? 1 : 0;
}

/* A time of day that a spreadsheet hangs on a date. */
static const char *without_time(const char *text)
{
	static const char *const times[] = {" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"};
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (strcmp(text, times[i]) == 0)
			return "";
	return text;
}

static bool read_parts(const char *text, parts *p)
{
	*p = (parts){.n = 0};
	while (p->n < 3 && is_digit(*text)) {
		size_t n = digits(text);
		if (n > 8)
			return false;
		p->lengths[p->n] = n;
		p->numbers[p->n] = atoi(text);
		text += n;
		while (*text == ' ' && !is_digit(text[1]) && *without_time(text))
			text++;
		char mark;
		size_t length = mark_length(text, p->n++, &mark);
		if (!length)
			break;
		if (p->mark && p->mark != mark)
			return false;
		p->mark = mark;
		text += length;
		while (*text == ' ' && is_digit(text[1]))
			text++;
	}
	return !*without_time(text);
}

static void split_run(parts *p, bool month_only)
{
	int run = p->numbers[0];
	size_t wanted = month_only ? 6 : 8;
	if (p->n != 1 || p->mark || p->lengths[0] != wanted)
		return;
	*p = month_only ? (parts){{run / 100, run % 100}, {4, 2}, 2, 0}
			: (parts){{run / 10000, run / 100 % 100, run % 100}, {4, 2, 2}, 3, 0};
}

static lh_date day_of_serial(int serial)
{
	int64_t days = serial - SERIAL_OF_1970 + 719468; /* from March of the year 0 on, by eras of 400 years */
	int64_t era = days / 146097, of_era = days % 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	lh_date date = {.y = (int16_t)(year + era * 400 + (month >= 10)),
			.m = (uint8_t)(month < 10 ? month + 3 : month - 9),
			.d = (uint8_t)(of_year - (153 * month + 2) / 5 + 1)};
	return date;
}

static const char *shown(lh_arena *arena, int y, int m, int d, bool month_only)
{
	return month_only ? lh_fmt(arena, "%04d-%02d", y, m) : lh_fmt(arena, "%04d-%02d-%02d", y, m, d);
}

lh__date_form lh__plain_date(lh_arena *arena, const char **text, bool month_only)
{
	parts p;
	if (!read_parts(lh__half_width(arena, *text), &p))
		return LH__DATE_OTHER;
	if (p.n == 1 && !p.mark && p.lengths[0] == 5 && p.numbers[0] >= SERIAL_FIRST && p.numbers[0] <= SERIAL_LAST) {
		lh_date date = day_of_serial(p.numbers[0]);
		*text = shown(arena, date.y, date.m, date.d, month_only);
		return LH__DATE_SERIAL;
	}
	split_run(&p, month_only);
	if (p.lengths[0] != 4 || p.n != (month_only ? 2 : 3) || p.lengths[1] > 2 || (p.n == 3 && p.lengths[2] > 2))
		return LH__DATE_OTHER;
	if (p.n == 2 && p.mark == '.' && p.lengths[1] == 1 && p.numbers[1] == 1) {
		*text = lh_fmt(arena, "%04d", p.numbers[0]);
		return LH__DATE_UNSURE;
	}
	*text = shown(arena, p.numbers[0], p.numbers[1], p.numbers[2], month_only);
	return LH__DATE_TAKEN;
}

/* ---- telephones ---- */

static bool is_mobile(const char *text)
{
	return text[0] == '1' && text[1] >= '3' && digits(text) == 11;
}

/* Behind +86 the nought of the area code is left out. */
static const char *without_country(const char *text, bool *abroad_out)
{
	*abroad_out = false;
	for (size_t skip = starts_with(text, "+86") ? 3 : starts_with(text, "0086") ? 4 : 0; skip; skip = 0) {
		text += skip;
		text += *text == '-';
		*abroad_out = *text != '0' && !is_mobile(text) && !starts_with(text, "400") && !starts_with(text, "800");
	}
	return text;
}

/* One telephone: its blanks are gone already. */
static void put_phone(lh_buf *out, const char *text)
{
	static const char *const extensions[] = {"转分机", "转", "分机", "ext.", "ext", "x"};
	bool abroad;
	text = without_country(text, &abroad);
	if (*text == '(') {
		size_t n = digits(text + 1);
		if (text[1 + n] == ')') {
			lh_buf_printf(out, "%s%.*s-", text[1] == '0' ? "" : "0", (int)n, text + 1);
			text += n + 2;
			text += *text == '-';
			abroad = false;
		}
	}
	if (abroad)
		lh_buf_putc(out, '0');
	while (*text) {
		size_t length = 0;
		for (size_t i = 0; i < sizeof extensions / sizeof *extensions && !length; i++)
			length = starts_with(text, extensions[i]) ? strlen(extensions[i]) : 0;
		if (length)
			lh_buf_puts(out, "转");
		else
			lh_buf_putc(out, *text);
		text += length ? length : 1;
	}
}

/* The length of what parts two telephones. */
static size_t parting(const char *text)
{
	static const char *const marks[] = {"、", ",", ";", "/"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (starts_with(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

const char *lh__plain_phones(lh_arena *arena, const char *text)
{
	lh_buf out = {0};
	char one[PHONE_MAX + 1];
	size_t n = 0;
	for (const char *p = lh__half_width(arena, text);; p++) {
		size_t mark = parting(p);
		if (*p && !mark) {
			/* 0991 5550201: the blank stands where the hyphen should. */
			bool area = *p == ' ' && n && one[0] == '0' && (n == 3 || n == 4) && is_digit(p[1]);
			if (*p != ' ' || area) {
				if (n == PHONE_MAX)
					break;
				one[n++] = *p == ' ' ? '-' : *p;
			}
			continue;
		}
		one[n] = '\0';
		put_phone(&out, one);
		n = 0;
		if (!*p)
			return take(arena, &out);
		lh_buf_puts(&out, "、");
		p += mark - 1;
	}
	lh_buf_free(&out);
	return text;
}
