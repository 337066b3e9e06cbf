/* Pictures of pages: previews, and tables for papers that want them as pictures. */
#ifndef LH_EMIT_IMAGE_PNG_H
#define LH_EMIT_IMAGE_PNG_H

#include "emit/kind/emitter.h"

extern const lh_emitter lh_emit_png;

/* What of a page belongs to a table, and the box to cut out around it. */
typedef struct lh__table_picture {
	const lh_page *page;
	const lh_node *table;
	lh_emu x, y, w, h;
} lh__table_picture;

bool lh_item_in_table(const lh_item *item, const lh_node *table);

/*
 * A PNG of 16 levels of grey, appended to `out`; its pixels stretch to the box. False with a
 * message when cairo fails. The pixels take room in `arena`.
 */
bool lh_png_table(lh_ctx *ctx, lh_arena *arena, const lh_fonts *fonts,
		   const lh__table_picture *what, int dpi, struct lh_buf *out);

#endif
