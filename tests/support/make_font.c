/* TrueType files made by hand. Knows just enough of the format; offsets are filled in at the end. */
#include "support/make_font.h"

#include <string.h>

enum { N_TABLES = 8 };

static void put16(lh_buf *out, unsigned value)
{
	lh_buf_putc(out, (char)(value >> 8));
	lh_buf_putc(out, (char)(value & 0xFF));
}

static void put32(lh_buf *out, uint32_t value)
{
	put16(out, value >> 16);
	put16(out, value & 0xFFFF);
}

static void zeros(lh_buf *out, size_t n)
{
	while (n--)
		lh_buf_putc(out, 0);
}

/* The length of instructions and they themselves. */
static void hints(lh_buf *glyf, size_t n)
{
	put16(glyf, (unsigned)n);
	while (n--)
		lh_buf_putc(glyf, 0x4F);
}

static void triangle(lh_buf *glyf, const font_recipe *recipe, bool cut_flags, bool cut_coordinates)
{
	put16(glyf, 1);
	for (unsigned i = 0; i < 4; i++)
		put16(glyf, 500 * (i / 2));
	put16(glyf, cut_flags ? 200 : 2);
	hints(glyf, recipe->hinted ? 5 : 0);
	for (int i = 0; i < 3; i++)
		lh_buf_putc(glyf, 0x37); /* on the curve, both coordinates positive bytes */
	for (int i = 0; i < (cut_coordinates ? 2 : 6); i++)
		lh_buf_putc(glyf, (char)(10 * i));
	zeros(glyf, glyf->length % 2);
}

enum { WORDS = 0x0001, MORE = 0x0020, MATRIX = 0x0080, HINTS = 0x0100 };

static void parts(lh_buf *glyf, const font_recipe *recipe, unsigned part)
{
	put16(glyf, 0xFFFF);
	zeros(glyf, 8);
	if (recipe->hinted) {
		/* The triangle too, moved and turned. */
		put16(glyf, WORDS | MORE | MATRIX | HINTS);
		put16(glyf, 1);
		put16(glyf, 300);
		put16(glyf, (unsigned)-40 & 0xFFFF);
		for (unsigned i = 0; i < 4; i++)
			put16(glyf, i == 1 ? 0x4000 : i == 2 ? 0xC000 : 0);
	}
	put16(glyf, recipe->hinted ? HINTS : 0); /* byte arguments, no more parts */
	put16(glyf, part);
	zeros(glyf, 2);
	if (recipe->hinted)
		hints(glyf, 4);
}

/* glyf and loca together: loca is the offsets of the glyphs as they come. */
static unsigned outlines(const font_recipe *recipe, lh_buf *glyf, lh_buf *loca)
{
	put32(loca, 0);
	triangle(glyf, recipe, false, false);
	put32(loca, (uint32_t)glyf->length);
	triangle(glyf, recipe, recipe->cut_flags, recipe->cut_coordinates);
	put32(loca, (uint32_t)glyf->length);
	put32(loca, (uint32_t)glyf->length);
	unsigned n = 3;
	for (unsigned level = 0; level < recipe->depth; level++) {
		bool last = level + 1 == recipe->depth;
		unsigned part = !last		       ? n + 1
				: recipe->endless      ? 3
				: recipe->strange_part ? recipe->strange_part
						       : 1;
		parts(glyf, recipe, part);
		put32(loca, (uint32_t)glyf->length);
		n++;
	}
	if (recipe->depth == 0) {
		triangle(glyf, recipe, false, false);
		put32(loca, (uint32_t)glyf->length);
		n++;
	}
	return n;
}

static void cmap(lh_buf *out)
{
	static const uint32_t rows[][2] = {{0x20, 2}, {0x4E2D, 1}, {0x4EBA, 3}, {0x56FD, 2}};
	put16(out, 0);
	put16(out, 1);
	put16(out, 3);
	put16(out, 10);
	put32(out, 12);
	put16(out, 12);
	put16(out, 0);
	put32(out, 16 + 12 * 4);
	put32(out, 0);
	put32(out, 4);
	for (size_t i = 0; i < 4; i++) {
		put32(out, rows[i][0]);
		put32(out, rows[i][0]);
		put32(out, rows[i][1]);
	}
}

static void table(lh_buf *tables, lh_buf *directory, size_t base, const char *tag, lh_buf *bytes)
{
	lh_buf_puts(directory, tag);
	put32(directory, 0);
	put32(directory, (uint32_t)(base + tables->length));
	put32(directory, (uint32_t)bytes->length);
	lh_buf_put(tables, lh_buf_str(bytes), bytes->length);
	zeros(tables, (4 - tables->length % 4) % 4);
	lh_buf_clear(bytes);
}

void font_make(const font_recipe *recipe, lh_buf *out)
{
	lh_buf tables = {0}, directory = {0}, t = {0}, loca = {0}, glyf = {0};
	size_t base = 12 + 16 * N_TABLES + (recipe->faces ? 12 + 4 * (size_t)recipe->faces : 0);
	unsigned n = outlines(recipe, &glyf, &loca);

	put16(&t, 4);
	zeros(&t, 6);
	put16(&t, recipe->fs_type);
	zeros(&t, 86);
	table(&tables, &directory, base, "OS/2", &t);
	cmap(&t);
	table(&tables, &directory, base, "cmap", &t);
	table(&tables, &directory, base, "glyf", &glyf);
	put32(&t, 0x00010000);
	zeros(&t, 8);
	put32(&t, 0x5F0F3CF5);
	zeros(&t, 2);
	put16(&t, 1000);
	zeros(&t, 30);
	put16(&t, 1); /* loca holds 32-bit offsets */
	zeros(&t, 2);
	table(&tables, &directory, base, "head", &t);
	put32(&t, 0x00010000);
	put16(&t, 880);
	put16(&t, (unsigned)-120 & 0xFFFF);
	zeros(&t, 26);
	put16(&t, 1);
	table(&tables, &directory, base, "hhea", &t);
	put16(&t, 1000);
	zeros(&t, 2 + 2 * (size_t)(n - 1));
	table(&tables, &directory, base, "hmtx", &t);
	table(&tables, &directory, base, "loca", &loca);
	put32(&t, 0x00010000);
	put16(&t, n);
	zeros(&t, 26);
	table(&tables, &directory, base, "maxp", &t);

	lh_buf_clear(out);
	if (recipe->faces) {
		lh_buf_puts(out, "ttcf");
		put32(out, 0x00010000);
		put32(out, recipe->faces);
		for (unsigned i = 0; i < recipe->faces; i++)
			put32(out, 12 + 4 * recipe->faces);
	}
	put32(out, 0x00010000);
	put16(out, N_TABLES);
	zeros(out, 6);
	lh_buf_put(out, directory.bytes, directory.length);
	lh_buf_put(out, tables.bytes, tables.length);
	lh_buf_free(&tables);
	lh_buf_free(&directory);
	lh_buf_free(&t);
	lh_buf_free(&loca);
	lh_buf_free(&glyf);
}
