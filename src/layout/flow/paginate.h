/*
 * Pages: a section's lines and rows, dealt out to sheets.
 *
 * Breaks come only where nothing holds (lh__glue); when a chain of things that hold together is
 * taller than a page, the weakest hold gives way first. Heads of a row group come again at the top
 * of each further page that the group reaches. Rows break only when they may, or are taller than a
 * page. Free boxes of different parties outside ruled cells are kept apart by space above the later
 * one.
 */
#ifndef LH_LAYOUT_FLOW_PAGINATE_H
#define LH_LAYOUT_FLOW_PAGINATE_H

#include "layout/flow/table.h"

typedef enum lh__piece_kind { LH__PIECE_LINE, LH__PIECE_ROW } lh__piece_kind;

typedef struct lh__piece {
	lh__piece_kind kind;
	const lh__flow *flow; /* LINE: where it stands; */
	const lh__flow_line *line;
	lh__frag frag;       /* ROW */
	lh_emu gap, gap_top; /* above, and at the head of a page that was asked for */
	lh__glue glue;
	bool new_page; /* asked for */
	int64_t space; /* on its sheet: given above, */
	int64_t y;     /* and its top, from the top of the text area */
} lh__piece;

typedef struct lh__sheet {
	lh__piece *pieces;
	size_t n;
	int64_t height; /* that is used */
} lh__sheet;

typedef struct lh__sheets {
	lh__sheet *at;
	size_t n, cap;
} lh__sheets;

/*
 * Set a section and deal it out to sheets of its text area; at least one. False with messages. The
 * array of sheets is released by the caller with free(); what is in it lives in the arena.
 */
bool lh_section_paginate(lh__pass *pass, const lh_node *section, lh__sheets *sheets_out);

/* Whether two marked runs belong to one party: same cell, or same part and same name. */
bool lh_same_party(const lh_node *run, const lh_node *other);

#endif
