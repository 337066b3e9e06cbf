/*
 * TrueType files made by hand for the tests: sound ones, and ones that are wrong in a chosen way.
 * Glyph 1 is a triangle and stands for 中; glyph 2 is empty and stands for 国; glyph 3 is a chain of
 * parts as deep as asked and stands for 人; U+0020 is glyph 2.
 */
#ifndef LH_TEST_MAKE_FONT_H
#define LH_TEST_MAKE_FONT_H

#include "util/buf.h"

typedef struct font_recipe {
	unsigned depth;         /* of the parts of 人: 0 is a triangle of its own */
	bool endless;           /* the last part of 人 is 人 */
	unsigned strange_part;  /* not 0: number of the last part of 人 */
	bool hinted;            /* outlines carry instructions, a part of 人 is moved and turned */
	uint16_t fs_type;
	unsigned faces;         /* not 0: a collection of so many times the same face */
	bool cut_flags;         /* the triangle promises more points than it has flags for */
	bool cut_coordinates;   /* the triangle ends amid its coordinates */
} font_recipe;

void font_make(const font_recipe *recipe, lh_buf *out);

#endif
