/*
 * Values, exact decimals and calendar dates: reading them, comparing them, writing them as they
 * were entered. It knows how a path is spelled, but neither YAML nor any field by name.
 */
#include "data/model/value.h"

#include <string.h>

#include "util/buf.h"

static const lh_val *target(const lh_val *value)
{
	return value && value->kind == LH_KIND_REF ? value->u.ref.target : value;
}

const lh_val *lh_val_field(const lh_val *record, uint16_t index)
{
	record = target(record);
	if (!record || record->kind != LH_KIND_RECORD || index >= record->u.record.type->n_fields)
		return NULL;
	return record->u.record.fields[index];
}

const lh_val *lh_val_at(const lh_val *record, const char *key)
{
	record = target(record);
	if (!record || record->kind != LH_KIND_RECORD)
		return NULL;
	const lh_field *field = lh_record_field(record->u.record.type, key);
	return field ? record->u.record.fields[field->index] : NULL;
}

/* The key under which an item of a keyed list was written; NULL for items of other lists. */
static const char *item_key(const lh_val *list, const lh_val *item)
{
	if (!list->field || !list->field->type.keyed || item->kind != LH_KIND_RECORD)
		return NULL;
	const lh_val *id = lh_val_at(item, item->u.record.type->id_field);
	return id && id->kind == LH_KIND_TEXT ? id->u.text : NULL;
}

static void put_path(lh_buf *buf, const lh_val *value)
{
	if (!value->parent)
		return;
	put_path(buf, value->parent);
	const char *key = value->field ? value->field->key : NULL;
	if (value->parent->kind == LH_KIND_LIST) {
		key = item_key(value->parent, value);
		if (!key) {
			lh_buf_putc(buf, '[');
			lh_buf_int(buf, value->index);
			lh_buf_putc(buf, ']');
			return;
		}
	}
	if (!key)
		return;
	if (buf->length)
		lh_buf_putc(buf, '.');
	lh_buf_puts(buf, key);
}

char *lh_val_path(lh_arena *arena, const lh_val *value)
{
	lh_buf buf = {0};
	put_path(&buf, value);
	char *path = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return path;
}

static char *date_str(lh_arena *arena, lh_date date)
{
	if (date.d)
		return lh_fmt(arena, "%04d-%02d-%02d", date.y, date.m, date.d);
	if (date.m)
		return lh_fmt(arena, "%04d-%02d", date.y, date.m);
	return lh_fmt(arena, "%04d", date.y);
}

char *lh_val_str(lh_arena *arena, const lh_val *value)
{
	switch (value->kind) {
	case LH_KIND_BOOL:
		return lh_arena_strdup(arena, value->u.boolean ? "true" : "false");
	case LH_KIND_NUMBER:
		return lh_num_str(arena, value->u.number, /*places*/ -1);
	case LH_KIND_TEXT:
		return lh_arena_strdup(arena, value->u.text);
	case LH_KIND_DATE:
		return date_str(arena, value->u.date);
	case LH_KIND_ENUM:
		return lh_arena_strdup(arena, value->u.enumeration->label);
	case LH_KIND_REF:
		return lh_arena_strdup(arena, value->u.ref.id);
	case LH_KIND_NULL:
	case LH_KIND_LIST:
	case LH_KIND_RECORD:
		break;
	}
	return lh_arena_strdup(arena, "");
}

bool lh_val_equal(const lh_val *a, const lh_val *b)
{
	a = target(a);
	b = target(b);
	if (a == b)
		return true;
	if (!a || !b || a->kind != b->kind)
		return false;
	switch (a->kind) {
	case LH_KIND_NULL:
		return true;
	case LH_KIND_BOOL:
		return a->u.boolean == b->u.boolean;
	case LH_KIND_NUMBER:
		return a->u.number == b->u.number;
	case LH_KIND_TEXT:
		return strcmp(a->u.text, b->u.text) == 0;
	case LH_KIND_DATE:
		return a->u.date.y == b->u.date.y && a->u.date.m == b->u.date.m &&
		       a->u.date.d == b->u.date.d;
	case LH_KIND_ENUM:
		return a->u.enumeration == b->u.enumeration;
	case LH_KIND_LIST:
		if (a->u.list.n != b->u.list.n)
			return false;
		for (size_t i = 0; i < a->u.list.n; i++)
			if (!lh_val_equal(a->u.list.items[i], b->u.list.items[i]))
				return false;
		return true;
	/* Two records are the same only if they are one; references were followed above. */
	case LH_KIND_RECORD:
	case LH_KIND_REF:
		return false;
	}
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool lh_num_parse(const char *text, lh_num *number_out)
{
	bool negative = *text == '-';
	if (negative)
		text++;
	if (!is_digit(*text))
		return false;
	int64_t number = 0;
	int decimals = -1; /* -1: before the point */
	for (; *text; text++) {
		if (*text == '.' && decimals < 0 && is_digit(text[1])) {
			decimals = 0;
			continue;
		}
		if (!is_digit(*text))
			return false;
		/* Millionths hold six decimals; more are fine as long as they say nothing. */
		if (decimals == 6) {
			if (*text != '0')
				return false;
			continue;
		}
		if (decimals >= 0)
			decimals++;
		int digit = *text - '0';
		if (number > (INT64_MAX - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 6; i++) {
		if (number > INT64_MAX / 10)
			return false;
		number *= 10;
	}
	*number_out = negative ? -number : number;
	return true;
}

char *lh_num_str(lh_arena *arena, lh_num number, int places)
{
	/* The magnitude of INT64_MIN has no signed twin. */
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	int shown = places < 0 || places > 6 ? 6 : places;
	uint64_t unit = 1; /* one step of the last shown digit, in millionths */
	for (int i = shown; i < 6; i++)
		unit *= 10;
	uint64_t steps = (rest + unit / 2) / unit; /* half away from zero */
	if (places < 0)
		for (; shown && steps % 10 == 0; shown--)
			steps /= 10;
	uint64_t scale = 1;
	for (int i = 0; i < shown; i++)
		scale *= 10;
	/* From the last digit to the first; rules and tables print thousands of numbers a paper. */
	char text[64], *at = text + sizeof text;
	for (int zeros = places > 18 ? 12 : places - 6; zeros > 0; zeros--)
		*--at = '0';
	uint64_t fraction = steps % scale, whole = steps / scale;
	for (int i = shown; i; i--, fraction /= 10)
		*--at = (char)('0' + fraction % 10);
	if (shown)
		*--at = '.';
	do
		*--at = (char)('0' + whole % 10);
	while (whole /= 10);
	if (number < 0 && steps)
		*--at = '-';
	return lh_arena_strndup(arena, at, (size_t)(text + sizeof text - at));
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* `n` digits at *at as a number; false when there are fewer. */
static bool take_digits(const char **at, int n, int *number_out)
{
	int number = 0;
	for (int i = 0; i < n; i++, (*at)++) {
		if (!is_digit(**at))
			return false;
		number = number * 10 + (**at - '0');
	}
	*number_out = number;
	return true;
}

bool lh_date_parse(const char *text, lh_date *date_out)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int y = 0, m = 0, d = 0;
	if (!take_digits(&text, 4, &y) || y < 1)
		return false;
	if (*text) {
		if (*text++ != '-' || !take_digits(&text, 2, &m) || m < 1 || m > 12)
			return false;
	}
	if (*text) {
		if (*text++ != '-' || !take_digits(&text, 2, &d) || *text)
			return false;
		if (d < 1 || d > days[m - 1] + (m == 2 && is_leap(y)))
			return false;
	}
	*date_out = (lh_date){(int16_t)y, (uint8_t)m, (uint8_t)d};
	return true;
}

int lh_date_compare(lh_date a, lh_date b)
{
	int64_t difference = lh_date_days(a) - lh_date_days(b);
	return (difference > 0) - (difference < 0);
}

int64_t lh_date_days(lh_date date)
{
	/* Years begin in March here, so that the leap day is the last day of a year. */
	int64_t m = date.m ? date.m : 1, d = date.d ? date.d : 1;
	int64_t y = date.y - (m <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}
