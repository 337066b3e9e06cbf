/*
 * Laid-out pages: what an emitter of fixed pages (PDF, PNG) draws, in reading order.
 *
 * Origin is the top left corner of the page, x to the right, y down, in EMU. Everything is decided:
 * faces, sizes, the x of every character. The pages point into the document tree and live as long
 * as it does.
 */
#ifndef LIANHETI_PAGES_H
#define LIANHETI_PAGES_H

#include "lianheti/doc.h"

typedef struct lh_fonts lh_fonts; /* loaded faces and roles: src/layout/font.h */

/* One drawn character. */
typedef struct lh_glyph {
	uint32_t cp;    /* code point whose outline is drawn; U+2E3A stands for two U+2014 */
	uint16_t face;  /* index of the face in the lh_fonts that the pages were made with */
	lh_emu x;       /* of its origin, relative to the item's x */
} lh_glyph;

typedef enum lh_item_kind {
	LH_ITEM_TEXT,
	LH_ITEM_RULE,
	LH_ITEM_BOX,   /* the square of a check run, with or without tick */
	LH_ITEM_DISC,  /* pale dashed circle of a seal place, drafts only */
	LH_ITEM_DOTS,  /* a row of dots from a heading to its page number */
} lh_item_kind;

typedef struct lh_item {
	lh_item_kind kind;
	const lh_node *para; /* paragraph it belongs to (rules: the table); for tags. NULL: page furniture */
	const lh_node *run;  /* the run, or NULL */
	bool artifact;       /* repeated heads, page numbers, rules, draft mark: not part of the text */
	lh_emu x, y;         /* TEXT: left end of the baseline; others, unless told: top left corner */
	union {
		struct {
			const lh_glyph *glyphs;
			size_t n_glyphs;
			lh_emu size;
			bool bold;       /* fill and stroke: the faces have no bold cut */
			uint8_t grey;    /* 0 black to 100 white */
			int32_t rotate;  /* degrees counter-clockwise about (x, y); 0 but for the draft mark */
		} text;
		struct {
			lh_emu w, h;     /* a rule lies along the longer side */
		} rule;
		struct {
			lh_emu size;
			bool checked;
		} box;
		struct {
			lh_emu diameter; /* x, y: top left of the square around it */
		} disc;
		struct {
			lh_emu diameter; /* x, y: centre of the first one */
			lh_emu pitch;    /* from centre to centre */
			uint32_t n;
		} dots;
	} u;
} lh_item;

/* A seal or signature place where layout put it: x, y, w, h is the free box. */
typedef struct lh_placed_slot {
	const lh_slot *slot;
	size_t page;         /* index from 0 */
	lh_emu x, y, w, h;
	const char *mark;    /* text of the run that marks it */
	const char *keyword; /* as in the slot; printed small and grey inside the box. NULL: none */
	lh_emu keyword_x, keyword_y; /* left end of its baseline */
} lh_placed_slot;

/* A heading for the bookmarks. */
typedef struct lh_bookmark {
	const lh_node *para; /* the heading */
	const char *text;
	uint8_t level;       /* from 1 */
	const char *number;  /* of its page, as references show it */
	size_t page;
	lh_emu y;
} lh_bookmark;

typedef struct lh_page {
	lh_emu w, h;
	const char *label;   /* printed page number, "" when the page carries none */
	const lh_item *items;
	size_t n_items;
	/*
	 * A page wider than high lies on an upright sheet: its head along the left edge, on right-hand
	 * and left-hand pages alike (GB/T 9704). Items and places are those of the page, not the sheet.
	 */
	bool turned;
	/* Before the ids of its slots: papers bound together may have the same. NULL: nothing. */
	const char *slot_prefix;
} lh_page;

typedef struct lh_pages {
	const lh_node *document;
	const lh_page *pages;
	size_t n_pages;
	const lh_placed_slot *slots;
	size_t n_slots;
	const lh_bookmark *bookmarks;
	size_t n_bookmarks;
	bool simplex;        /* meant for one side of the paper */
} lh_pages;

#endif
