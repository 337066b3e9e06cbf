/*
 * TrueType files as bytes: where the tables are, whether they are sound, what a face says of itself.
 *
 * Everything read from a file is checked against its length before it is used; a face that passed
 * lh__sfnt_open can be read by table offsets without a further look at bounds. Outlines are checked
 * one by one when they are first asked for, so that opening a face touches few pages of a large file.
 */
#ifndef LH_LAYOUT_FONT_SFNT_H
#define LH_LAYOUT_FONT_SFNT_H

#include "layout/font/font.h"
#include "util/arena.h"

typedef enum lh__sfnt_fault {
	LH__SFNT_SOUND,
	LH__SFNT_KIND,       /* not TrueType at all */
	LH__SFNT_CFF,        /* OpenType with cubic outlines */
	LH__SFNT_INDEX,      /* the collection has no such face; `table` is NULL */
	LH__SFNT_DAMAGED,    /* `table` names the table that is missing, cut or contradictory */
	LH__SFNT_RESTRICTED, /* fsType does not allow embedding a subset */
} lh__sfnt_fault;

typedef struct lh__sfnt_result {
	lh__sfnt_fault fault;
	char table[5];
	uint32_t number; /* INDEX: how many faces there are; RESTRICTED: fsType */
} lh__sfnt_result;

/*
 * Check face `index` of the file and fill `info`, whose `bytes`, `length` and `file` are set by the
 * caller; `ps_name` stays as it is.
 */
lh__sfnt_result lh__sfnt_open(lh_face_info *info, uint32_t index);

typedef enum lh__outline {
	LH__OUTLINE_BAD,   /* cut, or made of parts that do not exist or never end */
	LH__OUTLINE_EMPTY, /* nothing to draw */
	LH__OUTLINE_INK,
} lh__outline;

/* Check the outline of a glyph and of all its parts. `glyph` < n_glyphs. */
lh__outline lh__sfnt_outline(const lh_face_info *info, uint32_t glyph);

/* Advance in font units. `glyph` < n_glyphs. */
uint16_t lh__sfnt_advance(const lh_face_info *info, uint32_t glyph);

#endif
