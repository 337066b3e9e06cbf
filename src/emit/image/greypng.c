/*
 * The PNG container. Knows chunks and how pixels are packed into bytes; refuses to know what is
 * drawn. Rows are not filtered: neighbours in text are alike as they are.
 */
#include "emit/image/greypng.h"

#include "pack/deflate.h"
#include "util/arena.h"

enum { BIT_DEPTH = 4, GREYSCALE = 0, UNIT_METRE = 1 };

static void put_u32(lh_buf *out, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		lh_buf_putc(out, (char)(value >> shift & 255));
}

static void put_chunk(lh_buf *out, const char *type, const void *bytes, size_t length)
{
	put_u32(out, (uint32_t)length);
	size_t start = out->length;
	lh_buf_puts(out, type);
	lh_buf_put(out, bytes, length);
	put_u32(out, lh_crc32(out->bytes + start, out->length - start));
}

/* The nearest of the 16 levels, for each grey. */
static void find_levels(unsigned char levels[256])
{
	for (int grey = 0; grey < 256; grey++)
		levels[grey] = (unsigned char)((grey * 15 + 127) / 255);
}

/* Two pixels a byte, a byte in front of each row that says how it is filtered. */
static char *pack(lh_arena *arena, const lh__grey_picture *picture, size_t *length_out)
{
	size_t w = (size_t)picture->w, h = (size_t)picture->h, row = 1 + (w + 1) / 2;
	char *bytes = LH_NEW_ARRAY(arena, char, row * h);
	unsigned char levels[256];
	find_levels(levels);
	for (size_t y = 0; y < h; y++) {
		const unsigned char *from = picture->greys + y * w;
		char *to = bytes + y * row + 1;
		for (size_t x = 0; x + 1 < w; x += 2)
			*to++ = (char)(levels[from[x]] << BIT_DEPTH | levels[from[x + 1]]);
		if (w % 2)
			*to = (char)(levels[from[w - 1]] << BIT_DEPTH);
	}
	*length_out = row * h;
	return bytes;
}

void lh__grey_png(lh_arena *arena, const lh__grey_picture *picture, lh_buf *out)
{
	static const char signature[] = "\x89PNG\r\n\x1a\n";
	lh_buf chunk = {0};
	lh_buf_put(out, signature, sizeof signature - 1);
	put_u32(&chunk, (uint32_t)picture->w);
	put_u32(&chunk, (uint32_t)picture->h);
	const char head[] = {BIT_DEPTH, GREYSCALE, /*deflate*/ 0, /*filters*/ 0, /*interlace*/ 0};
	lh_buf_put(&chunk, head, sizeof head);
	put_chunk(out, "IHDR", chunk.bytes, chunk.length);

	lh_buf_clear(&chunk);
	uint32_t per_metre = (uint32_t)(picture->dpi * 10000 / 254);
	put_u32(&chunk, per_metre);
	put_u32(&chunk, per_metre);
	lh_buf_putc(&chunk, UNIT_METRE);
	put_chunk(out, "pHYs", chunk.bytes, chunk.length);
	lh_buf_free(&chunk);

	size_t length, packed_length;
	const char *bytes = pack(arena, picture, &length);
	lh_deflater *deflater = lh_deflater_new(LH_COMPRESSION_COMPACT);
	const void *packed = lh_deflate(deflater, arena, bytes, length, &packed_length);
	put_chunk(out, "IDAT", packed, packed_length);
	lh_deflater_free(deflater);
	put_chunk(out, "IEND", "", 0);
}
