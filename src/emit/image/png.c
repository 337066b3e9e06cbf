/*
 * Pages, and tables cut out of them, drawn by cairo. The only file that knows cairo. Outlines come
 * from the faces that layout measured with, so a picture shows what the PDF shows.
 */
#include "emit/image/png.h"

#include <cairo.h>
#include <string.h>

#include "emit/image/greypng.h"
#include "layout/font/font.h"
#include "util/buf.h"
#include "util/ctx.h"

enum { DEFAULT_DPI = 110, MIN_DPI = 20, MAX_DPI = 600 };

typedef struct painter {
	cairo_t *cairo;
	const lh_fonts *fonts;
	double scale; /* pixels an EMU */
} painter;

static double pixels(const painter *p, lh_emu length)
{
	return length * p->scale;
}

static void on_move(void *self, float x, float y)
{
	cairo_move_to(self, x, y);
}

static void on_line(void *self, float x, float y)
{
	cairo_line_to(self, x, y);
}

static void on_cubic(void *self, float x1, float y1, float x2, float y2, float x, float y)
{
	cairo_curve_to(self, x1, y1, x2, y2, x, y);
}

static void on_close(void *self)
{
	cairo_close_path(self);
}

static void set_grey(painter *p, int grey)
{
	double level = grey / 100.0;
	cairo_set_source_rgb(p->cairo, level, level, level);
}

static void paint_text(painter *p, const lh_item *item)
{
	const lh_outline_sink sink = {p->cairo, on_move, on_line, on_cubic, on_close};
	double size = pixels(p, item->u.text.size);
	set_grey(p, item->u.text.grey);
	cairo_save(p->cairo);
	cairo_translate(p->cairo, pixels(p, item->x), pixels(p, item->y));
	cairo_rotate(p->cairo, -item->u.text.rotate * 3.14159265358979323846 / 180);
	for (size_t i = 0; i < item->u.text.n_glyphs; i++) {
		const lh_glyph *glyph = &item->u.text.glyphs[i];
		double em = size / lh_face_info_at(p->fonts, glyph->face)->units_per_em;
		cairo_save(p->cairo);
		cairo_translate(p->cairo, pixels(p, glyph->x), 0);
		cairo_scale(p->cairo, em, -em);
		cairo_new_path(p->cairo);
		lh_face_outline(p->fonts, glyph->face, glyph->cp, &sink);
		cairo_restore(p->cairo);
		cairo_fill_preserve(p->cairo);
		if (item->u.text.bold) {
			cairo_set_line_width(p->cairo, size / 36);
			cairo_stroke(p->cairo);
		}
	}
	/* The last outline is still the path, and would be filled with whatever comes next. */
	cairo_new_path(p->cairo);
	cairo_restore(p->cairo);
}

/* The nearest whole number, for what is not negative. */
static double whole(double value)
{
	return (double)(int64_t)(value + 0.5);
}

static double at_least_one(double value)
{
	return value < 1 ? 1 : value;
}

/* Rules begin and end at whole pixels, else some are black and others grey and thick. */
static void paint_rule(painter *p, const lh_item *item)
{
	double x = pixels(p, item->x), y = pixels(p, item->y);
	double w = pixels(p, item->u.rule.w), h = pixels(p, item->u.rule.h);
	cairo_user_to_device(p->cairo, &x, &y);
	double left = whole(x), top = whole(y);
	bool across = w > h;
	w = across ? whole(x + w) - left : at_least_one(whole(w));
	h = across ? at_least_one(whole(h)) : whole(y + h) - top;
	cairo_save(p->cairo);
	cairo_identity_matrix(p->cairo);
	set_grey(p, 0);
	cairo_rectangle(p->cairo, left, top, w, h);
	cairo_fill(p->cairo);
	cairo_restore(p->cairo);
}

static void paint_box(painter *p, const lh_item *item)
{
	double size = pixels(p, item->u.box.size), line = size / 14;
	cairo_save(p->cairo);
	set_grey(p, 0);
	cairo_translate(p->cairo, pixels(p, item->x), pixels(p, item->y));
	cairo_set_line_width(p->cairo, line);
	cairo_rectangle(p->cairo, line / 2, line / 2, size - line, size - line);
	if (item->u.box.checked) {
		cairo_move_to(p->cairo, size * 0.22, size * 0.52);
		cairo_line_to(p->cairo, size * 0.42, size * 0.74);
		cairo_line_to(p->cairo, size * 0.80, size * 0.26);
	}
	cairo_stroke(p->cairo);
	cairo_restore(p->cairo);
}

static void paint_disc(painter *p, const lh_item *item)
{
	double radius = pixels(p, item->u.disc.diameter) / 2;
	const double dashes[] = {radius / 12, radius / 12};
	cairo_save(p->cairo);
	set_grey(p, 75);
	cairo_set_dash(p->cairo, dashes, 2, 0);
	cairo_set_line_width(p->cairo, radius / 90);
	cairo_arc(p->cairo, pixels(p, item->x) + radius, pixels(p, item->y) + radius, radius, 0,
		  6.2831853);
	cairo_stroke(p->cairo);
	cairo_restore(p->cairo);
}

static void paint_dots(painter *p, const lh_item *item)
{
	double radius = pixels(p, item->u.dots.diameter) / 2;
	set_grey(p, 0);
	for (uint32_t i = 0; i < item->u.dots.n; i++) {
		double x = pixels(p, item->x) + i * pixels(p, item->u.dots.pitch);
		cairo_arc(p->cairo, x, pixels(p, item->y), radius, 0, 6.2831853);
		cairo_fill(p->cairo);
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

/* A white surface of that many pixels; all drawing on it is counted from (x, y). */
static cairo_surface_t *paint_begin(painter *p, int w, int h, lh_emu x, lh_emu y)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	p->cairo = cairo_create(surface);
	cairo_set_source_rgb(p->cairo, 1, 1, 1);
	cairo_paint(p->cairo);
	cairo_translate(p->cairo, -pixels(p, x), -pixels(p, y));
	return surface;
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

/* Levels of the surface's pixels. All that is drawn is grey: any channel tells. */
static void read_levels(cairo_surface_t *surface, lh__grey_picture *picture)
{
	cairo_surface_flush(surface);
	const unsigned char *bytes = cairo_image_surface_get_data(surface);
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	unsigned char *level = picture->levels;
	for (int y = 0; y < picture->h; y++) {
		const unsigned char *row = bytes + (size_t)y * stride;
		for (int x = 0; x < picture->w; x++) {
			uint32_t pixel;
			memcpy(&pixel, row + (size_t)x * sizeof pixel, sizeof pixel);
			*level++ = (unsigned char)(((pixel & 0xFF) * 15 + 127) / 255);
		}
	}
}

/* Append the picture to `out` and let go of the surface. */
static bool paint_end(lh_ctx *ctx, painter *p, cairo_surface_t *surface, lh_arena *arena,
		      lh__grey_picture *picture, lh_buf *out)
{
	cairo_status_t status = cairo_status(p->cairo);
	if (status == CAIRO_STATUS_SUCCESS) {
		picture->levels =
			LH_NEW_ARRAY(arena, unsigned char, (size_t)picture->w * (size_t)picture->h);
		read_levels(surface, picture);
		lh__grey_png(arena, picture, out);
	} else {
		lh_diag(ctx, LH_E_PNG, lh_nowhere, cairo_status_to_string(status), NULL);
	}
	cairo_destroy(p->cairo);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS;
}

bool lh_png_table(lh_ctx *ctx, lh_arena *arena, const lh_fonts *fonts,
		   const lh__table_picture *what, int dpi, lh_buf *out)
{
	painter p = {.fonts = fonts, .scale = scale_of(dpi)};
	/* One pixel more: a rule on the lower or right edge can end beyond it when rounded. */
	lh__grey_picture picture = {.w = (int)pixels(&p, what->w) + 1,
				    .h = (int)pixels(&p, what->h) + 1,
				    .dpi = dpi};
	cairo_surface_t *surface = paint_begin(&p, picture.w, picture.h, what->x, what->y);
	for (size_t i = 0; i < what->page->n_items; i++)
		if (lh_item_in_table(&what->page->items[i], what->table))
			paint(&p, &what->page->items[i]);
	return paint_end(ctx, &p, surface, arena, &picture, out);
}

static bool emit_png(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,
		     const lh_emit_options *options, lh_buf *out)
{
	const lh_page *page = &pages->pages[options->page];
	int dpi = options->dpi ? options->dpi : DEFAULT_DPI;
	dpi = dpi < MIN_DPI ? MIN_DPI : dpi > MAX_DPI ? MAX_DPI : dpi;
	painter p = {.fonts = fonts, .scale = scale_of(dpi)};
	lh__grey_picture picture = {.w = (int)(pixels(&p, page->w) + 0.5),
				    .h = (int)(pixels(&p, page->h) + 0.5),
				    .dpi = dpi};
	cairo_surface_t *surface = paint_begin(&p, picture.w, picture.h, /*x*/ 0, /*y*/ 0);
	for (size_t i = 0; i < page->n_items; i++)
		paint(&p, &page->items[i]);
	lh_arena *arena = lh_arena_new();
	bool ok = paint_end(ctx, &p, surface, arena, &picture, out);
	lh_arena_free(arena);
	return ok;
}

const lh_emitter lh_emit_png = {
	.name = "png", .suffix = ".png", .single_page = true, .emit_pages = emit_png,
};
