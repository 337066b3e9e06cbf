/*
 * Personal data in running text: what is found and put out of sight. What a number is, mask_kind.c
 * decides; addresses and names of accounts are found here by their shape and the word in front.
 */
#include "data/model/mask.h"

#include <string.h>

#include "data/model/mask_text.h"
#include "util/arena.h"
#include "util/buf.h"

enum { MOST_GROUPS = 12, LONG_RUN = 7 };

typedef struct range {
	size_t from, to; /* signs */
} range;

typedef struct finder {
	lh_arena *arena;
	lh__signs signs;
	range *found;
	size_t n, cap;
} finder;

static void add(finder *f, size_t from, size_t to)
{
	if (f->n == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 16;
		range *found = LH_NEW_ARRAY(f->arena, range, f->cap);
		if (f->n)
			memcpy(found, f->found, f->n * sizeof *found);
		f->found = found;
	}
	f->found[f->n++] = (range){from, to};
}

static bool covered(const finder *f, size_t sign)
{
	for (size_t i = 0; i < f->n; i++)
		if (sign >= f->found[i].from && sign < f->found[i].to)
			return true;
	return false;
}

static char sign_at(const finder *f, size_t i)
{
	return i < f->signs.n ? f->signs.at[i].c : 0;
}

static size_t skip(const finder *f, size_t i, const char *chars)
{
	while (sign_at(f, i) && strchr(chars, sign_at(f, i)))
		i++;
	return i;
}

static bool starts(const finder *f, size_t i, const char *word)
{
	return i < f->signs.n &&
	       strncmp(f->signs.text + f->signs.at[i].from, word, strlen(word)) == 0;
}

/* Where the signs of a word of so many bytes end. */
static size_t behind(const finder *f, size_t i, const char *word)
{
	size_t end = f->signs.at[i].from + strlen(word);
	while (i < f->signs.n && f->signs.at[i].from < end)
		i++;
	return i;
}

static bool in_address(char c)
{
	return lh__is_letter(c) || lh__is_digit(c) || (c && strchr("._%+-", c));
}

/* The end of "@" as people write it against robots: (at), [at], with blanks around; `i` when none. */
static size_t at_sign(const finder *f, size_t i)
{
	size_t from = i;
	i = skip(f, i, " ");
	if (sign_at(f, i) == '@')
		return skip(f, i + 1, " ");
	bool bracket = sign_at(f, i) == '(';
	i += bracket;
	if (!bracket || (sign_at(f, i) | 0x20) != 'a' || (sign_at(f, i + 1) | 0x20) != 't' ||
	    sign_at(f, i + 2) != ')')
		return from;
	return skip(f, i + 3, " ");
}

static void find_addresses(finder *f)
{
	for (size_t i = 0; i < f->signs.n; i++) {
		size_t name = i;
		/* '_' is folded to a blank elsewhere; in an address the text itself decides. */
		while (in_address(sign_at(f, name)) ||
		       (name < f->signs.n && f->signs.text[f->signs.at[name].from] == '_'))
			name++;
		if (name == i)
			continue;
		size_t host = at_sign(f, name), end = host;
		if (host > name)
			while (in_address(sign_at(f, end)))
				end++;
		while (end > host && sign_at(f, end - 1) == '.')
			end--;
		bool dotted = false;
		for (size_t k = host; k < end; k++)
			dotted = dotted || (sign_at(f, k) == '.' && k > host);
		if (host > name && dotted)
			add(f, i, end);
		i = (host > name && dotted ? end : name) - 1;
	}
}

/* Names of accounts and of documents: a word, perhaps 号 or a colon, then what it names. */
static const struct {
	const char *word;
	bool letter; /* one to two capitals, then digits: passports and passes */
	size_t least, most;
} named[] = {
	{"微信", false, 5, 20},   {"wechat", false, 5, 20}, {"WeChat", false, 5, 20}, {"Wechat", false, 5, 20},
	{"QQ", false, 5, 12},     {"qq", false, 5, 12},     {"护照", true, 7, 10},    {"通行证", true, 8, 11},
	{"回乡证", true, 8, 11},  {"台胞证", true, 8, 11},  {"身份证", true, 6, 10},
};

static size_t behind_fillers(const finder *f, size_t i)
{
	static const char *const fillers[] = {"号码", "账号", "帐号", "号", "码", "ID", "id", "为", "是", "：", ":", "（", "("};
	for (bool more = true; more;) {
		i = skip(f, i, " ");
		more = false;
		for (size_t k = 0; !more && k < sizeof fillers / sizeof *fillers; k++)
			if (starts(f, i, fillers[k])) {
				i = behind(f, i, fillers[k]);
				more = true;
			}
	}
	return i;
}

static void find_named(finder *f)
{
	for (size_t i = 0; i < f->signs.n; i++)
		for (size_t k = 0; k < sizeof named / sizeof *named; k++) {
			if (!starts(f, i, named[k].word))
				continue;
			size_t from = behind_fillers(f, behind(f, i, named[k].word)), to = from;
			size_t letters = 0, digits = 0;
			while (to < f->signs.n && !f->signs.at[to].han &&
			       (lh__is_letter(sign_at(f, to)) || lh__is_digit(sign_at(f, to)) || sign_at(f, to) == '-' ||
				f->signs.text[f->signs.at[to].from] == '_')) {
				letters += lh__is_letter(sign_at(f, to));
				digits += lh__is_digit(sign_at(f, to));
				to++;
			}
			size_t length = to - from;
			bool shaped = named[k].letter ? letters <= 2 && digits >= 6 : digits + letters >= 5;
			if (shaped && length >= named[k].least && length <= named[k].most) {
				/* The check digit of a Hong Kong card stands in brackets. */
				if (named[k].letter && sign_at(f, to) == '(' && sign_at(f, to + 2) == ')')
					to += 3;
				add(f, from, to);
			}
		}
}

/* An extension belongs to its number: -802, 转801, 分机 12. */
static size_t behind_extension(const finder *f, size_t i)
{
	static const char *const words[] = {"转", "分机", "ext.", "ext", "-", "－", "—"};
	size_t at = skip(f, i, " ");
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (!starts(f, at, words[k]))
			continue;
		size_t from = skip(f, behind(f, at, words[k]), " "), to = from;
		while (lh__is_digit(sign_at(f, to)) && to - from < 6)
			to++;
		return to > from && to - from <= 5 && !lh__is_digit(sign_at(f, to)) ? to : i;
	}
	return i;
}

static void find_number(finder *f, const lh__group *groups, size_t first, size_t last)
{
	size_t from = groups[first].from, to = groups[last].to;
	size_t digits = 0;
	for (size_t g = first; g <= last; g++)
		digits += groups[g].to - groups[g].from;
	/* The last sign of an identity card may be an X. */
	if (digits == 17 && (sign_at(f, to) | 0x20) == 'x')
		to++;
	while (from > 0 && sign_at(f, from - 1) == '+')
		from--;
	/* The bracket around an area code goes with it. */
	bool closed = false;
	for (size_t i = from; i < to; i++)
		closed = closed || sign_at(f, i) == ')';
	if (closed && from > 0 && sign_at(f, from - 1) == '(')
		from--;
	add(f, from, behind_extension(f, to));
}

/* Digits that stay, told when they are many: together, or in groups that could be a number. */
static void tell(const finder *f, const lh__group *group, lh_mask_stays stays, void *user)
{
	size_t from = f->signs.at[group->from].from, to = f->signs.at[group->to - 1].to;
	if (stays && group->to - group->from >= LONG_RUN)
		stays(user, lh_fmt(f->arena, "%.*s", (int)(to - from), f->signs.text + from));
}

/* The longest run of joined groups that is a number of a person, from each group on. */
static void find_numbers(finder *f, lh_mask_stays stays, void *user)
{
	lh__group groups[MOST_GROUPS];
	size_t n = 0, at = 0, end = 0;
	for (;;) {
		while (n < MOST_GROUPS && lh__group_next(&f->signs, at, end, &groups[n])) {
			at = end = groups[n].to;
			n++;
		}
		if (!n)
			return;
		size_t last = 0;
		while (last + 1 < n && groups[last + 1].gap)
			last++;
		size_t taken = 1;
		if (covered(f, groups[0].from)) {
			last = 0;
		} else {
			while (last > 0 && !lh__is_personal(&f->signs, groups, 0, last))
				last--;
			if (lh__is_personal(&f->signs, groups, 0, last)) {
				find_number(f, groups, 0, last);
				taken = last + 1;
			} else {
				tell(f, &groups[0], stays, user);
			}
		}
		n -= taken;
		memmove(groups, groups + taken, n * sizeof *groups);
	}
}

const char *lh_mask_personal(lh_arena *arena, const char *text, const char *mask,
			     lh_mask_stays stays, void *user)
{
	finder f = {.arena = arena, .signs = lh__signs_of(arena, text)};
	find_addresses(&f);
	find_named(&f);
	find_numbers(&f, stays, user);
	if (!f.n)
		return text;
	lh_buf buf = {0};
	for (size_t i = 0; i < f.signs.n; i++) {
		if (!covered(&f, i))
			lh_buf_put(&buf, text + f.signs.at[i].from, f.signs.at[i].to - f.signs.at[i].from);
		else if (i == 0 || !covered(&f, i - 1))
			lh_buf_puts(&buf, mask);
	}
	const char *masked = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return masked;
}
