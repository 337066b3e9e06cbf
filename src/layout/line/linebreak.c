/*
 * Lines of a paragraph. One line is filled at a time, looking one piece ahead: what may be pushed in
 * by squeezing marks is weighed against what would have to be widened. Afterwards the last line is
 * looked at, so that no character stands there alone. This file refuses to know why a break is good
 * (kinsoku.c) and how a line is fitted to its measure (fitline.c).
 */
#include "layout/line/evenlines.h"

#include <stdlib.h>

#include "util/arena.h"

/* A place where the line could end, and how wide it would be. */
typedef struct candidate {
	size_t to, next;
	int64_t width, room; /* natural width; how much of it could be squeezed out */
	bool found;
} candidate;

/* What one character can give up, by itself. */
static lh_emu give(const lh__char *c)
{
	if (c->fixed)
		return 0;
	lh_emu gap = c->gap > LH__GAP_LEAST(c->em) ? c->gap - LH__GAP_LEAST(c->em) : 0;
	lh_emu space = c->cls == LH__SPACE && c->body > LH__SPACE_LEAST(c->em)
			       ? c->body - LH__SPACE_LEAST(c->em) : 0;
	return c->lead + c->trail + gap + space;
}

/* What of that is gone already when the character is the last of its line. */
static lh_emu give_at_end(const lh__char *c)
{
	if (c->fixed)
		return 0;
	return c->trail + (c->gap > LH__GAP_LEAST(c->em) ? c->gap - LH__GAP_LEAST(c->em) : 0);
}

int64_t lh__shrink_room(const lh__chars *chars, size_t from, size_t to)
{
	int64_t room = 0;
	for (size_t i = from; i < to; i++)
		room += give(&chars->at[i]);
	if (to > from)
		room -= chars->at[from].lead + give_at_end(&chars->at[to - 1]);
	return room;
}

/*
 * Walk from the start of a line and find the last end of at least this quality that fits, and the
 * one behind it when squeezing would make it fit.
 */
static void look_ahead(const lh__chars *chars, size_t from, size_t stop, int64_t measure,
		       lh__break least, candidate *fits, candidate *squeezed)
{
	int64_t sum = 0, room = 0;
	candidate end = {.to = from, .next = from};
	*fits = *squeezed = (candidate){0};
	for (size_t i = from; i < stop; i++) {
		const lh__char *c = &chars->at[i];
		sum += c->lead + c->body + c->trail;
		room += give(c);
		if (i == from) {
			sum -= c->lead;
			room -= c->lead;
		}
		bool at_stop = i + 1 == stop;
		if (c->cls != LH__SPACE || at_stop) {
			end.to = i + 1;
			end.width = sum - c->trail;
			end.room = room - give_at_end(c);
			if (end.width - end.room > measure)
				return;
		}
		sum += c->gap;
		if (c->brk < least && !at_stop)
			continue;
		end.next = i + 1;
		end.found = true;
		if (end.width <= measure) {
			*fits = end;
		} else {
			*squeezed = end;
			return;
		}
	}
}

/* Whether the piece that begins at `from` is wider than a whole line and made of letters. */
static bool is_long_word(const lh__chars *chars, size_t from, size_t stop, int64_t measure)
{
	int64_t width = 0;
	for (size_t i = from; i < stop && chars->at[i].cls == LH__LATIN; i++) {
		width += chars->at[i].body;
		if (width > measure)
			return true;
		if (chars->at[i].brk == LH__BREAK_GOOD)
			return false;
	}
	return false;
}

/*
 * 先挤进，后推出: in, when that changes the line no more than pushing out would. Where less than one
 * character would be left over, marks are not squeezed to the bone: the line is well as it is.
 */
static bool pays(const candidate *out, const candidate *in, int64_t measure, lh_emu em)
{
	int64_t less = in->width - measure, more = measure - out->width;
	return less <= more && (more >= em || 2 * less <= in->room);
}

/* End of the line that starts at `from`; `from` itself when nothing fits. */
static size_t line_end(const lh__chars *chars, size_t from, size_t stop, int64_t measure, int64_t rest)
{
	candidate fits, squeezed;
	look_ahead(chars, from, stop, measure, LH__BREAK_GOOD, &fits, &squeezed);
	if (squeezed.found && (!fits.found || pays(&fits, &squeezed, measure, chars->at[from].em)))
		return squeezed.next;
	if (fits.found && !(fits.next < stop && is_long_word(chars, fits.next, stop, rest)))
		return fits.next;
	for (lh__break least = LH__BREAK_POOR; least > LH__BREAK_NEVER; least--) {
		candidate poor;
		look_ahead(chars, from, stop, measure, least, &poor, &squeezed);
		if (fits.found && (!poor.found || poor.next <= fits.next))
			continue;
		if (fits.found && least == LH__BREAK_WORST)
			break;
		/* A poor place that leaves most of the line empty is worse than cutting anywhere. */
		if (poor.found && (least < LH__BREAK_POOR || poor.width >= measure / 3))
			return poor.next;
	}
	return fits.found ? fits.next : from;
}

/* Characters that keep a last line from looking lonely. */
static size_t count_weighty(const lh__chars *chars, size_t from, size_t to)
{
	size_t n = 0;
	for (size_t i = from; i < to; i++)
		switch ((lh__class)chars->at[i].cls) {
		case LH__HAN: case LH__SYMBOL: case LH__LATIN: case LH__OPEN: case LH__DASH:
		case LH__ELLIPSIS: case LH__LINK:
			n++;
			break;
		case LH__RULED: case LH__BOX:
			n += 2;
			break;
		case LH__SPACE: case LH__CLOSE: case LH__COMMA: case LH__STOP: case LH__DOT:
		case LH__SLASH: case LH__MARK: case LH__FORCED:
		case LH__LEADER:
			break;
		}
	return n;
}

/* 孤字不成行: the last line takes the lone character into the line before, or gets company from it. */
static void mend_last_line(const lh__chars *chars, lh__spans *spans, size_t first_span, int64_t first,
			   int64_t rest)
{
	if (spans->n < first_span + 2)
		return;
	lh__span *last = &spans->at[spans->n - 1], *before = last - 1;
	int64_t measure = spans->n - 2 == 0 ? first : rest;
	if (count_weighty(chars, last->from, last->to) >= 2)
		return;
	int64_t whole = lh__chars_width(chars, before->from, last->to);
	if (whole - lh__shrink_room(chars, before->from, last->to) <= measure) {
		before->to = last->to;
		before->next = last->next;
		before->last = true;
		spans->n--;
		return;
	}
	for (size_t cut = before->to; cut-- > before->from + 1;) {
		if (chars->at[cut - 1].brk != LH__BREAK_GOOD ||
		    count_weighty(chars, cut, last->to) < 2)
			continue;
		size_t to = cut;
		while (to > before->from && chars->at[to - 1].cls == LH__SPACE)
			to--;
		int64_t left = lh__chars_width(chars, before->from, to);
		if (count_weighty(chars, before->from, to) >= 2 && measure - left <= measure / 3 &&
		    lh__chars_width(chars, cut, last->to) <= rest) {
			before->to = to;
			before->next = last->from = cut;
		}
		return;
	}
}

/* Lines of [from, stop), which ends with the paragraph or a forced break. */
static bool break_stretch(const lh__chars *chars, size_t from, size_t stop, lh_emu first,
			  lh_emu rest, lh__spans *out, size_t *stuck_out)
{
	size_t first_span = out->n;
	do {
		size_t end = line_end(chars, from, stop, out->n == 0 ? first : rest, rest);
		if (end == from && from < stop) {
			*stuck_out = from;
			return false;
		}
		lh__spans_add(out, chars, from, end, end == stop);
		from = end;
	} while (from < stop);
	mend_last_line(chars, out, first_span, first, rest);
	return true;
}

/* The same, between words where the text is short. */
static bool break_short(const lh__chars *chars, size_t from, size_t stop, const lh__measure *measure,
			lh__spans *out, size_t *stuck_out)
{
	size_t before = out->n;
	lh__measure here = *measure;
	if (before > 0)
		here.first = here.rest;
	if (!break_stretch(chars, from, stop, here.first, here.rest, out, stuck_out))
		return false;
	size_t full = out->n - before;
	lh__spans words = {0};
	if (measure->manner != LH__FULL && lh__break_short(chars, from, stop, &here, full, &words)) {
		out->n = before;
		for (size_t i = 0; i < words.n; i++)
			lh__spans_add(out, chars, words.at[i].from, words.at[i].next, words.at[i].last);
	}
	lh__spans_free(&words);
	return true;
}

bool lh__break_lines(const lh__chars *chars, const lh__measure *measure, lh__spans *out,
		     size_t *from_out, size_t *to_out)
{
	for (size_t from = 0;;) {
		size_t stop = from;
		while (stop < chars->n && chars->at[stop].cls != LH__FORCED)
			stop++;
		bool forced = stop < chars->n;
		size_t next = forced ? stop + 1 : stop;
		if (!break_short(chars, from, stop, measure, out, from_out)) {
			*to_out = *from_out + 1;
			while (*to_out < stop && chars->at[*to_out - 1].brk == LH__BREAK_NEVER)
				(*to_out)++;
			return false;
		}
		out->at[out->n - 1].next = next;
		if (!forced)
			return true;
		from = next;
	}
}
