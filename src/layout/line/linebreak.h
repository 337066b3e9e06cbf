/*
 * Line breaking: where lines of measured characters may end, and where they do.
 *
 * Rules are those of the GB level: no closing mark, middle dot, joining mark or unit at the start of
 * a line, no opening mark or currency at its end, a 分隔号 at neither; ——, ……, numbers with their
 * units and Western words hold together. Overfull lines are settled in this order: marks are
 * squeezed, then the next piece is pushed in when that changes the line less, else it is pushed out.
 */
#ifndef LH_LAYOUT_LINE_LINEBREAK_H
#define LH_LAYOUT_LINE_LINEBREAK_H

#include "layout/line/chars.h"

/* One line: characters [from, to); [to, next) are blanks that vanish, or a forced break. */
typedef struct lh__span {
	size_t from, to, next;
	bool last;   /* ends the paragraph or stands before a forced break: not justified */
} lh__span;

typedef struct lh__spans {
	lh__span *at; /* heap; lh__spans_free */
	size_t n, cap;
} lh__spans;

/* Fill in `brk` and `stretch` of every character. */
void lh__breaks_mark(lh__chars *chars);

/* How the lines of a paragraph are filled; texts that are not short are always filled full. */
typedef enum lh__manner {
	LH__FULL,  /* as much as fits */
	LH__WORDS, /* to a border between words, in as few lines: cells */
	LH__EVEN,  /* the same with lines of like length: labels and titles */
} lh__manner;

typedef struct lh__measure {
	lh_emu first, rest;    /* width of the first line, and of the others */
	lh__manner manner;
	const lh_words *words; /* NULL: none are listed */
} lh__measure;

/* Cut into lines. False: the piece [*from_out, *to_out) fits no line. */
bool lh__break_lines(const lh__chars *chars, const lh__measure *measure, lh__spans *out,
		     size_t *from_out, size_t *to_out);
void lh__spans_free(lh__spans *spans);

/*
 * What a line of characters [from, to) can give up, in the order in which it does: word spaces,
 * brackets, commas, gaps between Han and Latin, stops.
 */
int64_t lh__shrink_room(const lh__chars *chars, size_t from, size_t to);

void lh__spans_add(lh__spans *spans, const lh__chars *chars, size_t from, size_t next, bool last);

#endif
