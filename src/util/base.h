/*
 * Words that every floor shares: lengths, places in a file, the opaque context and arena.
 *
 * Lengths are integer EMU (English Metric Units, the unit of DrawingML): 1 pt = 12 700,
 * 1 mm = 36 000, 1 twip (1/20 pt, the unit of WordprocessingML) = 635. No floating point is
 * used before a number is written into a PDF.
 */
#ifndef LH_UTIL_BASE_H
#define LH_UTIL_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t lh_emu;

#define LH_EMU_PT 12700
#define LH_EMU_MM 36000
#define LH_EMU_TWIP 635

/* A place in a text file, counted from 1; line 0 means "the file as a whole", file NULL "nowhere". */
typedef struct lh_loc {
	const char *file;
	uint32_t line;
	uint32_t col;
} lh_loc;

typedef struct lh_ctx lh_ctx;     /* messages, limits, language, search paths: src/util/ctx.h */
typedef struct lh_arena lh_arena; /* memory that is released as a whole: src/util/arena.h */

#endif
