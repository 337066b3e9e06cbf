/* Personal data in running text, found by shape alone. Pure functions over one text. */
#include "data/model/mask.h"

#include <string.h>

#include "util/arena.h"
#include "util/buf.h"

/* Shortest number of an identity card (the old ones), and of what else is as long. */
enum { LONG_NUMBER = 15 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of one separator inside a telephone number; 0: there is none. */
static size_t separator(const char *at)
{
	static const char *const all[] = {"-", " ", ")", "）", "－", "—"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strncmp(at, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

/* Length of the text at `at` that looks like `shape`: # a digit, ~ perhaps a separator; 0: it does not. */
static size_t match(const char *at, const char *shape)
{
	const char *from = at;
	for (; *shape; shape++) {
		if (*shape == '~') {
			at += separator(at);
		} else {
			if (*shape == '#' ? !is_digit(*at) : *at != *shape)
				return 0;
			at++;
		}
	}
	return is_digit(*at) ? 0 : (size_t)(at - from);
}

static size_t phone(const char *at)
{
	static const char *const shapes[] = {"0###~########", "0###~#######", "0##~########", "0##~#######",
					     "400~###~####", "800~###~####"};
	if (at[0] == '1' && at[1] >= '3' && match(at, "1##~####~####"))
		return match(at, "1##~####~####");
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t length = match(at, shapes[i]);
		if (!length)
			continue;
		size_t extension = at[length] == '-' ? 1 + strspn(at + length + 1, "0123456789") : 0;
		return length + (extension > 1 ? extension : 0);
	}
	return 0;
}

static size_t long_number(const char *at)
{
	size_t length = strspn(at, "0123456789");
	if (at[length] == 'X' || at[length] == 'x')
		length++;
	return length >= LONG_NUMBER && !is_letter(at[length]) ? length : 0;
}

static const char address_characters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-";

/* An address that begins here. */
static size_t email(const char *at)
{
	size_t name = strspn(at, address_characters);
	if (!name || at[name] != '@')
		return 0;
	size_t host = strspn(at + name + 1, address_characters);
	while (host && at[name + host] == '.')
		host--;
	return host && memchr(at + name + 1, '.', host) ? name + 1 + host : 0;
}

const char *lh_mask_personal(lh_arena *arena, const char *text, const char *mask)
{
	lh_buf buf = {0};
	bool found = false;
	char before = ' ';
	for (const char *at = text; *at;) {
		bool word = is_digit(before) || is_letter(before) || before == '.' || before == '_';
		size_t length = word ? 0 : email(at);
		if (!length && !word && is_digit(*at))
			length = phone(at);
		if (!length && !word && is_digit(*at))
			length = long_number(at);
		if (length) {
			lh_buf_puts(&buf, mask);
			found = true;
			at += length;
			before = ' ';
		} else {
			before = *at;
			lh_buf_putc(&buf, *at++);
		}
	}
	const char *masked = found ? lh_arena_strdup(arena, lh_buf_str(&buf)) : text;
	lh_buf_free(&buf);
	return masked;
}
