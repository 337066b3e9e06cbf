/*
 * What a number is: decided by how many digits it has, by its grouping, by checks that its kind
 * carries (area codes, dates, check digits), and last by the words in front of it.
 */
#include <string.h>

#include "data/model/lexical.h"
#include "data/model/mask_text.h"

enum { MOST = 32, CARD_LEAST = 15, CARD_MOST = 19, ID = 18, OLD_ID = 15, MOBILE = 11 };

typedef struct number {
	char digits[MOST + 1];
	size_t n;
	size_t n_groups;
	size_t sizes[MOST];
	bool one_mark;  /* the same separator between all groups */
	bool plus;      /* + in front */
	char before;    /* letter that touches it in front, or 0 */
	lh__evidence evidence;
	bool amount;
} number;

static bool in_range(const char *digits, size_t n, int least, int most)
{
	int value = 0;
	for (size_t i = 0; i < n; i++)
		value = 10 * value + (digits[i] - '0');
	return value >= least && value <= most;
}

static bool is_month_day(const char *digits)
{
	return in_range(digits, 2, 1, 12) && in_range(digits + 2, 2, 1, 31);
}

/* GB 11643: weights modulo 11, the last sign may be an X. */
static bool id_check(const char *digits)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (size_t i = 0; i < ID - 1; i++)
		sum += weights[i] * (digits[i] - '0');
	return "10X98765432"[sum % 11] == digits[ID - 1];
}

static bool grouped_as(const number *num, const char *const *shapes, size_t n)
{
	char shape[MOST + 1];
	size_t length = 0;
	for (size_t i = 0; i < num->n_groups && length < MOST; i++)
		shape[length++] = (char)('0' + (num->sizes[i] > 9 ? 9 : num->sizes[i]));
	shape[length] = '\0';
	for (size_t i = 0; i < n; i++)
		if (strcmp(shape, shapes[i]) == 0)
			return true;
	return false;
}

#define GROUPED(num, ...) \
	grouped_as(num, (const char *const[]){__VA_ARGS__}, \
		   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static bool is_id(const number *num)
{
	if (num->n != ID || num->evidence == LH__EVIDENCE_CODE || !in_range(num->digits, 2, 11, 91) ||
	    !in_range(num->digits + 6, 4, 1900, 2099) || !is_month_day(num->digits + 10))
		return false;
	if (id_check(num->digits) || num->evidence == LH__EVIDENCE_CARD)
		return true;
	if (num->n_groups > 1)
		return GROUPED(num, "684", "6444", "64224", "6822");
	return lh__uscc_check(num->digits) != num->digits[ID - 1];
}

static bool is_old_id(const number *num)
{
	return num->n == OLD_ID && num->evidence != LH__EVIDENCE_CODE &&
	       in_range(num->digits, 2, 11, 91) && is_month_day(num->digits + 8) &&
	       (num->n_groups == 1 || num->evidence == LH__EVIDENCE_CARD || GROUPED(num, "663"));
}

static bool is_card(const number *num)
{
	if (num->n < CARD_LEAST || num->n > CARD_MOST || num->evidence == LH__EVIDENCE_CODE)
		return false;
	if (num->n_groups == 1)
		return num->n != ID || lh__uscc_check(num->digits) != num->digits[ID - 1];
	return num->evidence == LH__EVIDENCE_CARD || GROUPED(num, "4444", "44443", "4443");
}

/* 0991, 021 … and seven or eight digits. `zero`: the area code is written with its 0. */
static bool is_landline(const char *digits, size_t n, bool zero)
{
	if (zero && digits[0] != '0')
		return false;
	digits += zero;
	n -= zero;
	bool big = digits[0] == '2' || (digits[0] == '1' && digits[1] == '0');
	size_t area = big ? 2 : 3;
	if (digits[0] == '0' || (digits[0] == '1' && !big) || n < area + 7 || n > area + 8)
		return false;
	return digits[area] >= '2' && digits[area] <= '8';
}

/* Letters that people put in front of a telephone number without a blank. */
static bool may_touch(const lh__signs *signs, size_t sign)
{
	static const char *const words[] = {"tel",    "phone", "mobile", "mob", "cell", "m", "t", "p",
					    "v",      "vx",    "wx",     "q",   "qq",   "ph"};
	size_t from = sign;
	while (from > 0 && lh__is_letter(signs->at[from - 1].c))
		from--;
	if (from == sign)
		return true;
	char word[8] = {0};
	if (sign - from >= sizeof word)
		return false;
	for (size_t i = from; i < sign; i++)
		word[i - from] = (char)(signs->at[i].c | 0x20);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

static bool is_mobile(const number *num, const char *digits, size_t n)
{
	if (n != MOBILE || digits[0] != '1' || digits[1] < '3')
		return false;
	if (num->n_groups == 1)
		return num->evidence != LH__EVIDENCE_CODE;
	bool years = num->sizes[0] == 4 && in_range(num->digits, 4, 1900, 2099) &&
		     in_range(num->digits + 4, 4, 1900, 2099);
	return num->one_mark && !years &&
	       (num->evidence == LH__EVIDENCE_PHONE || num->n != n ||
		GROUPED(num, "344", "443", "434", "56", "65", "38", "83", "74", "47", "335", "353", "533",
			"362", "32222", "3422", "3224", "11111111111"));
}

/* `86` in front of the number itself; how many digits that takes. */
static size_t country_code(const number *num)
{
	if (num->n > 13 && strncmp(num->digits, "0086", 4) == 0)
		return 4;
	if (num->n > 10 && strncmp(num->digits, "86", 2) == 0 &&
	    (num->plus || num->sizes[0] == 2 || num->digits[2] == '1'))
		return 2;
	return 0;
}

static bool is_phone(const number *num)
{
	if (num->amount)
		return false;
	size_t code = country_code(num);
	const char *digits = num->digits + code;
	size_t n = num->n - code;
	if (is_mobile(num, digits, n))
		return true;
	if (num->evidence == LH__EVIDENCE_CODE && !num->plus)
		return false;
	if (code && (num->plus || code == 4) && is_landline(digits, n, digits[0] == '0'))
		return true;
	if (num->sizes[0] <= 4 || num->n_groups == 1) {
		if (is_landline(num->digits, num->n, true))
			return true;
		bool service = strncmp(num->digits, "400", 3) == 0 || strncmp(num->digits, "800", 3) == 0;
		if (service && num->n == 10)
			return num->n_groups == 1 || GROUPED(num, "334", "343", "37", "322", "3322", "46", "3223");
	}
	return num->evidence == LH__EVIDENCE_PHONE && num->n_groups <= 3 && (num->n == 7 || num->n == 8) &&
	       num->digits[0] >= '2' && num->digits[0] <= '8';
}

static void collect(const lh__signs *signs, const lh__group *groups, size_t first, size_t last,
		    number *num)
{
	*num = (number){.one_mark = true};
	for (size_t g = first; g <= last; g++) {
		if (g > first + 1 && groups[g].mark != groups[g - 1].mark)
			num->one_mark = false;
		num->sizes[num->n_groups++] = groups[g].to - groups[g].from;
		for (size_t i = groups[g].from; i < groups[g].to; i++)
			num->digits[num->n++] = signs->at[i].c;
	}
	size_t from = groups[first].from, to = groups[last].to;
	/* The X of an identity card. */
	if (num->n == ID - 1 && to < signs->n && (signs->at[to].c | 0x20) == 'x' &&
	    (to + 1 == signs->n || !lh__is_letter(signs->at[to + 1].c)))
		num->digits[num->n++] = 'X';
	num->plus = from > 0 && signs->at[from - 1].c == '+';
	num->before = from > 0 ? signs->at[from - 1].c : 0;
	num->evidence = lh__evidence_before(signs, from);
	num->amount = num->evidence != LH__EVIDENCE_PHONE && lh__amount_follows(signs, to);
}

bool lh__is_personal(const lh__signs *signs, const lh__group *groups, size_t first, size_t last)
{
	size_t digits = 0;
	for (size_t g = first; g <= last; g++)
		digits += groups[g].to - groups[g].from;
	if (digits < 7 || digits >= MOST || last - first >= MOST)
		return false;
	number num;
	collect(signs, groups, first, last, &num);
	/* Inside a longer number or a code: ZL202110000000, A01199000000019, 3.14159265. */
	if (num.before == '.' && groups[first].from > 1 && lh__is_digit(signs->at[groups[first].from - 2].c))
		return false;
	if (lh__is_letter(num.before) && num.evidence != LH__EVIDENCE_CARD &&
	    !(may_touch(signs, groups[first].from) && is_phone(&num)))
		return false;
	return is_phone(&num) || is_id(&num) || is_old_id(&num) || (!num.amount && is_card(&num));
}
