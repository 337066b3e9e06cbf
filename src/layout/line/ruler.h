/*
 * The ruler: all that layout knows of fonts. The real one reads faces (font.c); the one of the unit
 * tests makes a Chinese character 1 em wide and an ASCII one half an em.
 */
#ifndef LH_LAYOUT_LINE_RULER_H
#define LH_LAYOUT_LINE_RULER_H

#include "doc/doc.h"

typedef struct lh_ruler {
	void *self;
	/* Face that serves the character in this role; UINT16_MAX: none has it. */
	uint16_t (*face)(void *self, lh_role role, uint32_t cp);
	/* Advance in thousandths of an em. */
	int32_t (*advance)(void *self, uint16_t face, uint32_t cp);
} lh_ruler;

#endif
