/*
 * Measured characters: the runs of one paragraph as a flat array, each character with its class, its
 * width and the blanks around it. Line breaking and line fitting work on this array; they know no
 * runs and no fonts.
 *
 * Widths. A full-width mark is a body of half an em with half an em of blank before (opening) or
 * behind it (closing); everything else is a body only. Two marks that meet share their blank: what
 * stands in `lead` and `trail` is after that. The width of characters [a, b) on a line is
 *
 *     sum of lead + body + trail, plus gap behind all but the last, less lead of a and trail of b - 1
 *
 * so that an opening mark at the start of a line and a closing one at its end take half an em.
 */
#ifndef LH_LAYOUT_LINE_CHARS_H
#define LH_LAYOUT_LINE_CHARS_H

#include "layout/line/para.h"

typedef enum lh__class {
	LH__HAN,      /* Han, kana, full-width letters: a line may end on either side */
	LH__SYMBOL,   /* ① □ ℃ →: breaks like Han, takes no gap beside Latin */
	LH__LATIN,    /* letters, digits and marks of alphabets: a word holds together */
	LH__SPACE,    /* U+0020 and U+3000 */
	LH__OPEN,     /* （ “ 《 */
	LH__CLOSE,    /* ） ” 》 */
	LH__COMMA,    /* ， 、 ； ： */
	LH__STOP,     /* 。 ？ ！ ． */
	LH__DOT,      /* · of names */
	LH__DASH,     /* —— as one character, or a lone — */
	LH__ELLIPSIS, /* … */
	LH__LINK,     /* 连接号 ～ – ― : joins what stands on both sides */
	LH__SLASH,    /* 分隔号 ／, and / between Chinese characters */
	LH__MARK,     /* combining marks and variation selectors: belong to the character before */
	LH__RULED,    /* a blank run */
	LH__BOX,      /* a check run */
	LH__FORCED,   /* a break run: ends the line, has no width */
	LH__LEADER,   /* a leader run: at least LH__LEADER_LEAST wide, takes what its line has left */
} lh__class;

/* How willingly a line ends behind a character. */
typedef enum lh__break {
	LH__BREAK_NEVER,  /* inside a slot's mark, a fitted run, —— */
	LH__BREAK_WORST,  /* against kinsoku, before giving up */
	LH__BREAK_LAST,   /* when nothing else fits: inside words and numbers */
	LH__BREAK_POOR,   /* when nothing better fits: behind - / @ . of codes and addresses */
	LH__BREAK_GOOD,
} lh__break;

typedef struct lh__char {
	const lh_node *run;   /* NULL: of lh_text_items */
	uint32_t cp;          /* 0 for blank, check and break runs */
	uint16_t face;
	uint8_t cls;          /* lh__class */
	uint8_t brk;          /* lh__break: behind it */
	bool stretch;         /* the boundary behind it may be widened */
	bool fixed;           /* of a fitted run: nothing inside changes */
	lh_emu em;            /* its size */
	lh_emu body;
	lh_emu origin;        /* of the glyph from the left edge of the body */
	lh_emu lead, trail;
	lh_emu gap;           /* between Han and Latin, or of a fitted run */
} lh__char;

typedef struct lh__chars {
	lh__char *at;         /* heap; lh__chars_free */
	size_t n, cap;
	bool has_mark;        /* a run marks a slot */
	bool has_line;        /* a run is underlined, or ruled */
	bool has_leader;
} lh__chars;

/* What is between two characters can give way: the least a word space and a gap may become. */
#define LH__SPACE_LEAST(em) ((em) / 4)
#define LH__GAP(em) ((em) / 4)
#define LH__LEADER_LEAST(em) (2 * (em))
#define LH__GAP_LEAST(em) ((em) / 8)

/* Measure the runs of a paragraph. False, with messages, when a character has no face. */
bool lh__chars_of_para(const lh_setter *setter, const lh_node *para, lh__chars *out);
/* The same for one text in one format. */
bool lh__chars_of_text(const lh_setter *setter, const char *text, const lh_run_fmt *fmt,
		       const lh_node *run, lh__chars *out);
void lh__chars_free(lh__chars *chars);

/* Class of a character by itself; quotes, — … and / depend on their company and are settled later. */
lh__class lh__class_of(uint32_t cp);

/* Width of characters [from, to) as one line. */
int64_t lh__chars_width(const lh__chars *chars, size_t from, size_t to);

#endif
