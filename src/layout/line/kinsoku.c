/*
 * Kinsoku: where a line may end. This file knows what must not stand at the start or the end of a
 * line and what holds together; it refuses to know widths.
 */
#include "layout/line/linebreak.h"

#include "util/utf8.h"

enum {
	NAME_LONGEST = 20, /* characters that are taken for one name with · */
};

/* By class, and by Word's list and GB/T 15834 where a class is mixed. */
static bool is_barred_at_start(const lh__char *c)
{
	switch ((lh__class)c->cls) {
	case LH__CLOSE:
	case LH__COMMA:
	case LH__STOP:
	case LH__DOT:
	case LH__LINK:
	case LH__SLASH:
	case LH__ELLIPSIS:
	case LH__MARK:
		return true;
	case LH__HAN:
		return c->cp == 0x3003 || c->cp == 0x3005 || c->cp == 0x30FC || c->cp == 0xFF05 ||
		       c->cp == 0xFFE0;
	case LH__SYMBOL:
		return c->cp == 0x2103 || c->cp == 0x2109 || c->cp == 0x00D7 || c->cp == 0x2236;
	case LH__LATIN:
		switch (c->cp) {
		case '!': case '%': case ')': case ',': case '.': case ':': case ';': case '>':
		case '?': case ']': case '}': case '\'': case '"': case '-': case '/':
		case 0x00A2: case 0x00A8: case 0x00B0: case 0x00B7: case 0x02C7: case 0x02C9:
		case 0x2010: case 0x2016: case 0x2019: case 0x201D: case 0x2030: case 0x2032:
		case 0x2033: case 0x203A: case 0x00B2: case 0x00B3:
			return true;
		default:
			return false;
		}
	case LH__OPEN:
	case LH__SPACE:
	case LH__DASH:
	case LH__RULED:
	case LH__BOX:
	case LH__FORCED:
		return false;
	case LH__LEADER:
		return true;
	}
	return false;
}

static bool is_barred_at_end(const lh__char *c)
{
	if (c->cls == LH__OPEN || c->cls == LH__SLASH || c->cls == LH__BOX)
		return true;
	switch (c->cp) {
	case '$': case '(': case '[': case '{': case '#': case 0x00A3: case 0x00A5: case 0x20AC:
	case 0x2018: case 0x201C: case 0x2116: case 0xFF04: case 0xFFE1: case 0xFFE5: case 0x00D7:
	case 0x00B1: case 0x2248: case 0x2264: case 0x2265: case 0x2266: case 0x2267: /* ±≈≤≥≦≧ */
	case 0x25A1: case 0x2610: case 0x2611: case 0x2612: /* boxes to tick stay with their label */
		return true;
	default:
		return false;
	}
}

static bool is_digit(const lh__char *c)
{
	return c->cp >= '0' && c->cp <= '9';
}

/* What a number is not parted from: 年月日元万亿 and the measure words of forms. */
static bool is_unit(uint32_t cp)
{
	static const char units[] = "年月日元万亿个家名项人次号件台套条页份";
	for (const char *p = units; *p;)
		if (lh_utf8_next(&p) == cp)
			return true;
	return false;
}

/* 平方米 and its like, from character i on. */
static bool is_square(const lh__chars *chars, size_t i)
{
	const lh__char *c = &chars->at[i];
	return i + 2 < chars->n && (c->cp == 0x5E73 || c->cp == 0x7ACB) && c[1].cp == 0x65B9 &&
	       c[2].cp == 0x7C73;
}

static bool holds_number(const lh__chars *chars, size_t i)
{
	const lh__char *a = &chars->at[i], *b = a + 1;
	if (is_digit(a))
		return b->cls == LH__HAN && (is_unit(b->cp) || is_square(chars, i + 1));
	if (is_square(chars, i) || (i > 0 && is_square(chars, i - 1)))
		return true;
	if (is_digit(b))
		return a->cp == 0x7B2C; /* 第3页 */
	return b->cp == 0x5143 && (a->cp == 0x4E07 || a->cp == 0x4EBF) && i > 0 && is_digit(a - 1);
}

/* A run that a search or a measure takes as one: the mark of a slot, a fitted label. */
static bool is_solid(const lh_node *run)
{
	return run && run->kind == LH_NODE_TEXT &&
	       (run->u.run.as.text.slot || run->u.run.as.text.fit_width > 0);
}

/* Inside a Western word; the character before `a` exists. */
static lh__break between_latin(const lh__char *a, const lh__char *b)
{
	if (is_barred_at_start(b) || is_barred_at_end(a))
		return LH__BREAK_WORST;
	bool inside_number = is_digit(a - 1) && is_digit(b);
	switch (a->cp) {
	case '-':
		return is_digit(a - 1) || is_digit(b) ? LH__BREAK_POOR : LH__BREAK_GOOD;
	case '.': case ',': case ':':
		return inside_number ? LH__BREAK_LAST : LH__BREAK_POOR;
	case '/': case '@': case '_': case ';': case '?': case '=': case '&': case '+': case '|':
		return LH__BREAK_POOR;
	default:
		return LH__BREAK_LAST;
	}
}

/* Break behind character i, whose successor exists. `pairs`: equal strokes that stand before it. */
static lh__break break_behind(const lh__chars *chars, size_t i, size_t pairs)
{
	const lh__char *a = &chars->at[i], *b = a + 1;
	if (a->cls == LH__FORCED)
		return LH__BREAK_GOOD;
	if (b->cls == LH__FORCED || b->cls == LH__MARK || a->cls == LH__LEADER)
		return LH__BREAK_NEVER;
	if (a->run == b->run && is_solid(a->run))
		return LH__BREAK_NEVER;
	if ((a->cls == LH__DASH || a->cls == LH__ELLIPSIS) && a->cp == b->cp)
		return pairs % 2 == 0 && a->cp != 0x2E3A ? LH__BREAK_NEVER : LH__BREAK_WORST;
	if (b->cls == LH__SPACE)
		return LH__BREAK_WORST;
	if (a->cls == LH__SPACE) {
		size_t before = i;
		while (before > 0 && chars->at[before].cls == LH__SPACE)
			before--;
		bool barred = is_barred_at_start(b) || is_barred_at_end(&chars->at[before]);
		return barred ? LH__BREAK_WORST : LH__BREAK_GOOD;
	}
	if (a->cls == LH__LATIN && b->cls == LH__LATIN)
		return i > 0 ? between_latin(a, b) : LH__BREAK_LAST;
	if (is_barred_at_start(b) || is_barred_at_end(a))
		return LH__BREAK_WORST;
	if (holds_number(chars, i))
		return LH__BREAK_LAST;
	if (b->cls == LH__RULED && (a->cls == LH__COMMA || a->cp == ':'))
		return LH__BREAK_LAST;
	return LH__BREAK_GOOD;
}

static bool may_stretch(const lh__char *a, const lh__char *b)
{
	if (a->brk == LH__BREAK_NEVER || a->fixed || b->fixed || b->cls == LH__SPACE ||
	    (a->cls == LH__LATIN && b->cls == LH__LATIN) ||
	    (a->cp == b->cp && (a->cls == LH__DASH || a->cls == LH__ELLIPSIS)))
		return false;
	for (const lh__char *c = a; c <= b; c++)
		if (c->cls == LH__RULED || c->cls == LH__BOX || c->cls == LH__LINK ||
		    c->cls == LH__SLASH || c->cls == LH__DOT || c->cls == LH__LEADER)
			return false;
	return true;
}

/* Between other marks, Han characters and · alone are a person's name: it breaks behind · only. */
static void keep_names(lh__chars *chars)
{
	for (size_t i = 0; i < chars->n;) {
		size_t to = i;
		bool dot = false;
		while (to < chars->n && (chars->at[to].cls == LH__HAN || chars->at[to].cls == LH__DOT))
			dot |= chars->at[to++].cls == LH__DOT;
		if (dot && to - i <= NAME_LONGEST)
			for (size_t k = i; k + 1 < to; k++)
				if (chars->at[k].cls == LH__HAN && chars->at[k].brk == LH__BREAK_GOOD)
					chars->at[k].brk = LH__BREAK_LAST;
		i = to > i ? to : i + 1;
	}
}

/* Nearly all of a Chinese text; 々 ％ ￥, 元, which follows numbers, and 平方米 need a closer look. */
static bool is_plain(uint32_t cp)
{
	return cp >= 0x4E00 && cp <= 0x9FFF && cp != 0x5143 && cp != 0x65B9;
}

void lh__breaks_mark(lh__chars *chars)
{
	size_t pairs = 0;
	bool dots = false;
	for (size_t i = 0; i + 1 < chars->n; i++) {
		lh__char *a = &chars->at[i];
		pairs = i > 0 && a->cp == a[-1].cp ? pairs + 1 : 0;
		if (a->cls == LH__HAN && a[1].cls == LH__HAN && !is_solid(a->run)) {
			if (is_plain(a->cp) && is_plain(a[1].cp)) {
				a->brk = LH__BREAK_GOOD;
				a->stretch = !a->fixed && !a[1].fixed;
				continue;
			}
		}
		dots |= a->cls == LH__DOT;
		a->brk = (uint8_t)break_behind(chars, i, pairs);
		a->stretch = may_stretch(a, a + 1);
	}
	if (chars->n > 0)
		chars->at[chars->n - 1].brk = LH__BREAK_GOOD;
	if (dots)
		keep_names(chars);
}
