/*
 * What is drawn on a page, one thing at a time: text set in faces, rules, boxes, discs, rows of dots.
 * Everything is decided. Lengths are EMU, x to the right, y down.
 */
#ifndef LH_LAYOUT_LINE_ITEM_H
#define LH_LAYOUT_LINE_ITEM_H

#include "doc/doc.h"

typedef struct lh_fonts lh_fonts; /* loaded faces and roles: layout/font/font.h */

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

#endif
