/* PNG files of 16 levels of grey: half the bytes of what cairo writes, text as clear as before. */
#ifndef LH_EMIT_IMAGE_GREYPNG_H
#define LH_EMIT_IMAGE_GREYPNG_H

#include "util/base.h"
#include "util/buf.h"

typedef struct lh__grey_picture {
	int w, h, dpi;
	unsigned char *greys; /* w × h, row by row: 0 black to 255 white */
} lh__grey_picture;

/* Append the file to `out`; the same bytes every time. */
void lh__grey_png(lh_arena *arena, const lh__grey_picture *picture, lh_buf *out);

#endif
