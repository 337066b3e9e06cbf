/*
 * Pages, and tables cut out of them, drawn by cairo. The only file that knows cairo. Outlines come
 * from the faces that layout measured with, so a picture shows what the PDF shows.
 *
 * cairo inks one thing at a time as coverage on a mask; what was inked is lifted from it as a
 * stencil and blended into the picture in its grey. The stencil of a glyph depends on nothing but
 * the glyph and its place: first pages of one form have most of them in common.
 */
#include "emit/image/png.h"

#include <cairo.h>
#include <string.h>

#include "emit/image/greypng.h"
#include "layout/font/font.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/library.h"
#include "util/memo.h"

enum { DEFAULT_DPI = 110, MIN_DPI = 20, MAX_DPI = 600, WHITE = 255 };

#define CAIRO_CALLS(CALL)                                                                         \
	CALL(cairo_arc) CALL(cairo_close_path) CALL(cairo_create) CALL(cairo_curve_to)            \
	CALL(cairo_destroy) CALL(cairo_fill)                                                      \
	CALL(cairo_identity_matrix) CALL(cairo_image_surface_create)                              \
	CALL(cairo_image_surface_get_data) CALL(cairo_image_surface_get_stride)                   \
	CALL(cairo_line_to) CALL(cairo_move_to) CALL(cairo_path_extents) CALL(cairo_rectangle)    \
	CALL(cairo_restore) CALL(cairo_rotate) CALL(cairo_save) CALL(cairo_scale)                 \
	CALL(cairo_set_dash) CALL(cairo_set_line_width) CALL(cairo_status)                        \
	CALL(cairo_status_to_string) CALL(cairo_stroke) CALL(cairo_surface_destroy)               \
	CALL(cairo_surface_flush) CALL(cairo_surface_mark_dirty) CALL(cairo_translate)            \
	CALL(cairo_user_to_device)

typedef struct cairo_calls {
	CAIRO_CALLS(LH_CALL_FIELD)
} cairo_calls;

/* How much of each pixel is covered; w × h bytes follow, row by row. */
typedef struct stencil {
	int32_t left, top, w, h; /* pixels of the picture */
} stencil;

typedef struct painter {
	cairo_calls c;
	cairo_surface_t *mask; /* clear but while something is inked */
	cairo_t *cairo;        /* on it; all drawing is counted from (x, y) */
	const lh_fonts *fonts;
	lh_memo *memo;         /* stencils of glyphs; may be NULL */
	double scale;          /* pixels an EMU */
	lh_emu x, y;
	lh_buf lifted;         /* the last stencil */
	lh__grey_picture picture;
} painter;

static double pixels(const painter *p, lh_emu length)
{
	return length * p->scale;
}

/* ---- from the mask to the picture ---- */

static int32_t within(double value, int end)
{
	return value < 0 ? 0 : value > end ? end : (int32_t)value;
}

/* Take what lies in the box, in pixels of the picture, off the mask. */
static const stencil *lift(painter *p, double left, double top, double right, double bottom)
{
	p->c.cairo_surface_flush(p->mask);
	unsigned char *bytes = p->c.cairo_image_surface_get_data(p->mask);
	size_t stride = (size_t)p->c.cairo_image_surface_get_stride(p->mask);
	/* A pixel more on each side: what is inked reaches beyond its path by rounding. */
	stencil s = {.left = within(left - 1, p->picture.w), .top = within(top - 1, p->picture.h)};
	s.w = within(right + 2, p->picture.w) - s.left;
	s.h = within(bottom + 2, p->picture.h) - s.top;
	lh_buf_clear(&p->lifted);
	lh_buf_put(&p->lifted, &s, sizeof s);
	for (int32_t y = 0; y < s.h && s.w > 0; y++) {
		unsigned char *row = bytes + (size_t)(s.top + y) * stride + s.left;
		lh_buf_put(&p->lifted, row, (size_t)s.w);
		memset(row, 0, (size_t)s.w);
	}
	p->c.cairo_surface_mark_dirty(p->mask);
	return (const stencil *)(const void *)p->lifted.bytes;
}

/* value · share / 255, rounded */
static unsigned scaled(unsigned value, unsigned share)
{
	unsigned product = value * share + 127;
	return (product + (product >> 8)) >> 8;
}

static void blend(painter *p, int grey, const stencil *s)
{
	const unsigned ink = ((unsigned)grey * 65535 + 50) / 100 >> 8;
	const unsigned char *covered = (const unsigned char *)(s + 1);
	for (int32_t y = 0; y < s->h; y++) {
		unsigned char *row = p->picture.greys +
				     (size_t)(s->top + y) * (size_t)p->picture.w + s->left;
		for (int32_t x = 0; x < s->w; x++, covered++)
			if (*covered)
				row[x] = (unsigned char)(scaled(ink, *covered) +
							 scaled(row[x], WHITE - *covered));
	}
}

static void ink(painter *p, int grey, double left, double top, double right, double bottom)
{
	blend(p, grey, lift(p, left, top, right, bottom));
}

/* ---- text ---- */

static void on_move(void *self, float x, float y)
{
	painter *p = self;
	p->c.cairo_move_to(p->cairo, x, y);
}

static void on_line(void *self, float x, float y)
{
	painter *p = self;
	p->c.cairo_line_to(p->cairo, x, y);
}

static void on_cubic(void *self, float x1, float y1, float x2, float y2, float x, float y)
{
	painter *p = self;
	p->c.cairo_curve_to(p->cairo, x1, y1, x2, y2, x, y);
}

static void on_close(void *self)
{
	painter *p = self;
	p->c.cairo_close_path(p->cairo);
}

/* All that the stencil of a glyph depends on. */
typedef struct glyph_key {
	int32_t w, h, dpi;      /* of the picture */
	lh_emu page_x, page_y;  /* where it begins */
	lh_emu x, y, glyph_x, size;
	int32_t rotate;
	uint32_t cp, face, stroked;
} glyph_key;

/* The glyph's outline as the path. */
static void trace(painter *p, const glyph_key *key)
{
	const lh_outline_sink sink = {p, on_move, on_line, on_cubic, on_close};
	const uint16_t face = (uint16_t)key->face;
	double em = pixels(p, key->size) / lh_face_info_at(p->fonts, face)->units_per_em;
	p->c.cairo_save(p->cairo);
	p->c.cairo_translate(p->cairo, pixels(p, key->x), pixels(p, key->y));
	p->c.cairo_rotate(p->cairo, -key->rotate * 3.14159265358979323846 / 180);
	p->c.cairo_translate(p->cairo, pixels(p, key->glyph_x), 0);
	p->c.cairo_scale(p->cairo, em, -em);
	lh_face_outline(p->fonts, face, key->cp, &sink);
	p->c.cairo_restore(p->cairo);
}

static const stencil *cut(painter *p, const glyph_key *key)
{
	double left, top, right, bottom, reach = 0;
	trace(p, key);
	p->c.cairo_save(p->cairo);
	p->c.cairo_identity_matrix(p->cairo);
	p->c.cairo_path_extents(p->cairo, &left, &top, &right, &bottom);
	p->c.cairo_restore(p->cairo);
	if (key->stroked) {
		const double width = pixels(p, key->size) / 36;
		p->c.cairo_set_line_width(p->cairo, width);
		p->c.cairo_stroke(p->cairo);
		reach = 5 * width; /* of the sharpest corner: half of ten times the width */
	} else {
		p->c.cairo_fill(p->cairo);
	}
	return lift(p, left - reach, top - reach, right + reach, bottom + reach);
}

static void paint_part(painter *p, int grey, const glyph_key *key)
{
	size_t length;
	const stencil *s = p->memo ? lh_memo_find(p->memo, key, sizeof *key, &length) : NULL;
	if (!s) {
		s = cut(p, key);
		if (p->memo)
			lh_memo_keep(p->memo, key, sizeof *key, s, p->lifted.length);
	}
	blend(p, grey, s);
}

static void paint_text(painter *p, const lh_item *item)
{
	glyph_key key = {
		.w = p->picture.w,
		.h = p->picture.h,
		.dpi = p->picture.dpi,
		.page_x = p->x,
		.page_y = p->y,
		.x = item->x,
		.y = item->y,
		.size = item->u.text.size,
		.rotate = item->u.text.rotate,
	};
	for (size_t i = 0; i < item->u.text.n_glyphs; i++) {
		const lh_glyph *glyph = &item->u.text.glyphs[i];
		key.glyph_x = glyph->x;
		key.cp = glyph->cp;
		key.face = glyph->face;
		key.stroked = false;
		paint_part(p, item->u.text.grey, &key);
		key.stroked = true;
		if (item->u.text.bold)
			paint_part(p, item->u.text.grey, &key);
	}
}

/* ---- everything else ---- */

/* The nearest whole number, for what is not negative. */
static double whole(double value)
{
	return (double)(int64_t)(value + 0.5);
}

static double at_least_one(double value)
{
	return value < 1 ? 1 : value;
}

/* Ink what was drawn at (x, y) of the page and reaches that far. */
static void ink_square(painter *p, int grey, double x, double y, double size)
{
	p->c.cairo_user_to_device(p->cairo, &x, &y);
	ink(p, grey, x, y, x + size, y + size);
}

/* Rules begin and end at whole pixels, else some are black and others grey and thick. */
static void paint_rule(painter *p, const lh_item *item)
{
	double x = pixels(p, item->x), y = pixels(p, item->y);
	double w = pixels(p, item->u.rule.w), h = pixels(p, item->u.rule.h);
	p->c.cairo_user_to_device(p->cairo, &x, &y);
	double left = whole(x), top = whole(y);
	bool across = w > h;
	w = across ? whole(x + w) - left : at_least_one(whole(w));
	h = across ? at_least_one(whole(h)) : whole(y + h) - top;
	p->c.cairo_save(p->cairo);
	p->c.cairo_identity_matrix(p->cairo);
	p->c.cairo_rectangle(p->cairo, left, top, w, h);
	p->c.cairo_fill(p->cairo);
	p->c.cairo_restore(p->cairo);
	ink(p, 0, left, top, left + w, top + h);
}

static void paint_box(painter *p, const lh_item *item)
{
	double x = pixels(p, item->x), y = pixels(p, item->y);
	double size = pixels(p, item->u.box.size), line = size / 14;
	p->c.cairo_save(p->cairo);
	p->c.cairo_translate(p->cairo, x, y);
	p->c.cairo_set_line_width(p->cairo, line);
	p->c.cairo_rectangle(p->cairo, line / 2, line / 2, size - line, size - line);
	if (item->u.box.checked) {
		p->c.cairo_move_to(p->cairo, size * 0.22, size * 0.52);
		p->c.cairo_line_to(p->cairo, size * 0.42, size * 0.74);
		p->c.cairo_line_to(p->cairo, size * 0.80, size * 0.26);
	}
	p->c.cairo_stroke(p->cairo);
	p->c.cairo_restore(p->cairo);
	ink_square(p, 0, x, y, size);
}

static void paint_disc(painter *p, const lh_item *item)
{
	double x = pixels(p, item->x), y = pixels(p, item->y);
	double radius = pixels(p, item->u.disc.diameter) / 2;
	const double dashes[] = {radius / 12, radius / 12};
	p->c.cairo_save(p->cairo);
	p->c.cairo_set_dash(p->cairo, dashes, 2, 0);
	p->c.cairo_set_line_width(p->cairo, radius / 90);
	p->c.cairo_arc(p->cairo, x + radius, y + radius, radius, 0, 6.2831853);
	p->c.cairo_stroke(p->cairo);
	p->c.cairo_restore(p->cairo);
	ink_square(p, 75, x - radius / 90, y - radius / 90, 2 * radius + radius / 45);
}

static void paint_dots(painter *p, const lh_item *item)
{
	double radius = pixels(p, item->u.dots.diameter) / 2;
	for (uint32_t i = 0; i < item->u.dots.n; i++) {
		double x = pixels(p, item->x) + i * pixels(p, item->u.dots.pitch);
		double y = pixels(p, item->y);
		p->c.cairo_arc(p->cairo, x, y, radius, 0, 6.2831853);
		p->c.cairo_fill(p->cairo);
		ink_square(p, 0, x - radius, y - radius, 2 * radius);
	}
}

static void paint(painter *p, const lh_item *item)
{
	switch (item->kind) {
	case LH_ITEM_TEXT:
		paint_text(p, item);
		break;
	case LH_ITEM_RULE:
		paint_rule(p, item);
		break;
	case LH_ITEM_BOX:
		paint_box(p, item);
		break;
	case LH_ITEM_DISC:
		paint_disc(p, item);
		break;
	case LH_ITEM_DOTS:
		paint_dots(p, item);
		break;
	}
}

/* A white picture in `arena`, and an empty mask over it. */
static bool paint_begin(lh_ctx *ctx, painter *p, lh_arena *arena)
{
	static const char *const names[] = {CAIRO_CALLS(LH_CALL_NAME)};
	if (!lh_library_open(ctx, LH_LIB_CAIRO, names, sizeof names / sizeof *names, &p->c))
		return false;
	const size_t size = (size_t)p->picture.w * (size_t)p->picture.h;
	p->picture.greys = memset(LH_NEW_ARRAY(arena, unsigned char, size), WHITE, size);
	p->mask = p->c.cairo_image_surface_create(CAIRO_FORMAT_A8, p->picture.w, p->picture.h);
	p->cairo = p->c.cairo_create(p->mask);
	p->c.cairo_translate(p->cairo, -pixels(p, p->x), -pixels(p, p->y));
	return true;
}

static double scale_of(int dpi)
{
	return dpi / (72.0 * LH_EMU_PT);
}

bool lh_item_in_table(const lh_item *item, const lh_node *table)
{
	const lh_node *node = item->para;
	while (node && node != table)
		node = node->parent;
	return node != NULL;
}

/* Append the picture to `out` and let go of the mask. */
static bool paint_end(lh_ctx *ctx, painter *p, lh_arena *arena, lh_buf *out)
{
	cairo_status_t status = p->c.cairo_status(p->cairo);
	if (status == CAIRO_STATUS_SUCCESS)
		lh__grey_png(arena, &p->picture, out);
	else
		lh_diag(ctx, LH_E_PNG, lh_nowhere, p->c.cairo_status_to_string(status), NULL);
	p->c.cairo_destroy(p->cairo);
	p->c.cairo_surface_destroy(p->mask);
	lh_buf_free(&p->lifted);
	return status == CAIRO_STATUS_SUCCESS;
}

bool lh_png_table(lh_ctx *ctx, lh_arena *arena, const lh_fonts *fonts,
		   const lh__table_picture *what, int dpi, lh_buf *out)
{
	painter p = {.fonts = fonts, .scale = scale_of(dpi), .x = what->x, .y = what->y};
	/* One pixel more: a rule on the lower or right edge can end beyond it when rounded. */
	p.picture = (lh__grey_picture){.w = (int)pixels(&p, what->w) + 1,
				       .h = (int)pixels(&p, what->h) + 1,
				       .dpi = dpi};
	if (!paint_begin(ctx, &p, arena))
		return false;
	for (size_t i = 0; i < what->page->n_items; i++)
		if (lh_item_in_table(&what->page->items[i], what->table))
			paint(&p, &what->page->items[i]);
	return paint_end(ctx, &p, arena, out);
}

static bool emit_png(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,
		     const lh_emit_options *options, lh_buf *out)
{
	const lh_page *page = &pages->pages[options->page];
	int dpi = options->dpi ? options->dpi : DEFAULT_DPI;
	dpi = dpi < MIN_DPI ? MIN_DPI : dpi > MAX_DPI ? MAX_DPI : dpi;
	painter p = {.fonts = fonts, .memo = options->memo, .scale = scale_of(dpi)};
	p.picture = (lh__grey_picture){.w = (int)(pixels(&p, page->w) + 0.5),
				       .h = (int)(pixels(&p, page->h) + 0.5),
				       .dpi = dpi};
	lh_arena *arena = lh_arena_new();
	bool ok = paint_begin(ctx, &p, arena);
	for (size_t i = 0; ok && i < page->n_items; i++)
		paint(&p, &page->items[i]);
	ok = ok && paint_end(ctx, &p, arena, out);
	lh_arena_free(arena);
	return ok;
}

const lh_emitter lh_emit_png = {
	.name = "png", .suffix = ".png", .single_page = true, .emit_pages = emit_png,
};
