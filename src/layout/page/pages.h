/*
 * Laid-out pages: what an emitter of fixed pages (PDF, PNG) draws, in reading order.
 *
 * Origin is the top left corner of the page, x to the right, y down, in EMU. Everything is decided:
 * faces, sizes, the x of every character. The pages point into the document tree and live as long
 * as it does.
 */
#ifndef LH_LAYOUT_PAGE_PAGES_H
#define LH_LAYOUT_PAGE_PAGES_H

#include "layout/line/item.h"

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
