/*
 * Numbers and dates in the wording of Chinese papers: figures, Han figures, capital amounts,
 * circled numbers. It knows the rules of wording, not where a text is printed, and never asks for
 * the day.
 */
#include "data/model/numtext.h"

#include "util/buf.h"
#include "util/utf8.h"

enum { CIRCLED_MAX = 20, CIRCLED_ONE = 0x2460 };

/* The wording of whole numbers: ordinary (一百零二) or forgery-proof (壹佰零贰). */
typedef struct wording {
	const char *digits[10];
	const char *places[4]; /* units, tens, hundreds, thousands */
	bool one_before_ten;   /* 一十三 at the head of a number, or 十三 */
} wording;

static const wording ordinary = {
	{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, {"", "十", "百", "千"}, false};
static const wording capital = {
	{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}, {"", "拾", "佰", "仟"}, true};

static char *take(lh_arena *arena, lh_buf *buf)
{
	char *text = lh_arena_strdup(arena, lh_buf_str(buf));
	lh_buf_free(buf);
	return text;
}

char *lh_date_cn(lh_arena *arena, lh_date date)
{
	if (date.d)
		return lh_fmt(arena, "%d年%d月%d日", date.y, date.m, date.d);
	if (date.m)
		return lh_fmt(arena, "%d年%d月", date.y, date.m);
	return lh_fmt(arena, "%d年", date.y);
}

char *lh_date_dotted(lh_arena *arena, lh_date date)
{
	return date.m ? lh_fmt(arena, "%d.%02d", date.y, date.m) : lh_fmt(arena, "%d", date.y);
}

/* One to four digits. Zeros inside are said once, zeros at the end not at all. */
static void put_group(lh_buf *out, const wording *words, int number)
{
	bool zero = false, begun = false;
	for (int place = 3, unit = 1000; place >= 0; place--, unit /= 10) {
		int digit = number / unit % 10;
		if (!digit) {
			zero = begun;
			continue;
		}
		if (zero)
			lh_buf_puts(out, words->digits[0]);
		zero = false;
		if (digit != 1 || place != 1 || begun || words->one_before_ten)
			lh_buf_puts(out, words->digits[digit]);
		lh_buf_puts(out, words->places[place]);
		begun = true;
	}
}

/* 玖万贰仟亿叁仟万零伍: groups of four, 亿 counted again in 万. A gap before a smaller group is said. */
static void put_whole(lh_buf *out, const wording *words, int64_t number)
{
	static const struct {
		int64_t unit;
		const char *name;
	} groups[] = {{100000000, "亿"}, {10000, "万"}};
	bool begun = false;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		int64_t high = number / groups[i].unit;
		number %= groups[i].unit;
		if (!high)
			continue;
		if (begun && high < 1000)
			lh_buf_puts(out, words->digits[0]);
		put_whole(out, words, high);
		lh_buf_puts(out, groups[i].name);
		begun = true;
	}
	if (!number)
		return;
	if (begun && number < 1000)
		lh_buf_puts(out, words->digits[0]);
	put_group(out, words, (int)number);
}

char *lh_date_cn_figures(lh_arena *arena, lh_date date)
{
	static const char *const figures[10] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	lh_buf out = {0};
	for (int unit = 1000; unit; unit /= 10)
		lh_buf_puts(&out, figures[date.y / unit % 10]);
	lh_buf_puts(&out, "年");
	if (date.m) {
		put_group(&out, &ordinary, date.m);
		lh_buf_puts(&out, "月");
	}
	if (date.m && date.d) {
		put_group(&out, &ordinary, date.d);
		lh_buf_puts(&out, "日");
	}
	return take(arena, &out);
}

char *lh_amount_capital(lh_arena *arena, lh_num yuan)
{
	const uint64_t per_cent = LH_NUM_ONE / 100;
	/* The magnitude of INT64_MIN has no signed twin; half a 分 goes away from zero. */
	uint64_t magnitude = yuan < 0 ? 0 - (uint64_t)yuan : (uint64_t)yuan;
	uint64_t cents = (magnitude + per_cent / 2) / per_cent;
	int64_t whole = (int64_t)(cents / 100);
	int jiao = (int)(cents / 10 % 10), fen = (int)(cents % 10);

	lh_buf out = {0};
	lh_buf_puts(&out, yuan < 0 && cents ? "人民币负" : "人民币");
	if (whole || !cents) {
		if (whole)
			put_whole(&out, &capital, whole);
		else
			lh_buf_puts(&out, capital.digits[0]);
		lh_buf_puts(&out, "元");
	}
	if (!jiao && !fen)
		lh_buf_puts(&out, "整");
	/* 零 stands for a 角 that is left out, and separates a 元 of nought from the 角. */
	if ((fen && !jiao && whole) || (jiao && whole && whole % 10 == 0))
		lh_buf_puts(&out, capital.digits[0]);
	if (jiao)
		lh_buf_printf(&out, "%s角", capital.digits[jiao]);
	if (fen)
		lh_buf_printf(&out, "%s分", capital.digits[fen]);
	return take(arena, &out);
}

char *lh_number_cn(lh_arena *arena, int64_t number)
{
	if (number < 1 || number > 9999)
		return lh_fmt(arena, "%lld", (long long)number);
	lh_buf out = {0};
	put_group(&out, &ordinary, (int)number);
	return take(arena, &out);
}

char *lh_number_circled(lh_arena *arena, int64_t number)
{
	if (number < 1 || number > CIRCLED_MAX)
		return lh_fmt(arena, "(%lld)", (long long)number);
	char bytes[4];
	size_t length = lh_utf8_put(bytes, (uint32_t)(CIRCLED_ONE + number - 1));
	return lh_arena_strndup(arena, bytes, length);
}
