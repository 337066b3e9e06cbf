/*
 * Outlines coded once for many documents. This file knows which pieces a font stream is strung
 * together from, and their checksums; it refuses to know how a piece is coded (flatecode.c) and
 * what an outline looks like (pdfglyf.c).
 */
#include "emit/pdf/glyphcache.h"

#include <stdlib.h>
#include <string.h>

#include "pack/deflate.h"
#include "emit/pdf/flatecode.h"
#include "util/arena.h"

enum {
	SAMPLE = 400, /* glyphs that a face's code is made from */
	GLYPHS = 65536,
	ADLER_BASE = 65521,
};

/* A glyph: the code string and what is needed to sum up a file of them. */
typedef struct coded {
	unsigned char *bytes;
	uint32_t n_bits;
	uint32_t length; /* of the outline */
	uint32_t adler;
	uint32_t sum; /* of its words */
} coded;

typedef struct coded_face {
	struct coded_face *next;
	const lh_face_info *info;
	lh__flate_code code;
	coded *glyphs[GLYPHS]; /* by id in the face; NULL: not coded yet */
} coded_face;

struct lh_glyph_cache {
	lh_arena *arena;
	coded_face *faces;
};

lh_glyph_cache *lh_glyph_cache_new(void)
{
	lh_glyph_cache *cache = lh_xmalloc(sizeof *cache);
	*cache = (lh_glyph_cache){.arena = lh_arena_new()};
	return cache;
}

void lh_glyph_cache_free(lh_glyph_cache *cache)
{
	if (!cache)
		return;
	lh_arena_free(cache->arena);
	free(cache);
}

/* The code of a face, from glyphs spread evenly over it: the same whatever documents use. */
static void make_code(coded_face *face)
{
	uint16_t ids[SAMPLE];
	size_t n = face->info->n_glyphs < SAMPLE ? face->info->n_glyphs : SAMPLE;
	for (size_t i = 0; i < n; i++)
		ids[i] = (uint16_t)(i * face->info->n_glyphs / n);
	lh__subset *sample = lh__subset_new(face->info, ids, n);
	lh__flate_counts counts = {0};
	lh_buf outline = {0};
	/* Without a sample (a face of nothing but parts) all symbols cost the same. */
	for (size_t i = 0; sample && i < lh__subset_count(sample); i++) {
		lh_buf_clear(&outline);
		lh__subset_outline(sample, i, &outline);
		lh__flate_count(&counts, (const unsigned char *)lh_buf_str(&outline),
				outline.length);
	}
	lh__flate_make(&counts, &face->code);
	lh_buf_free(&outline);
	lh__subset_free(sample);
}

static coded_face *face_of(lh_glyph_cache *cache, const lh_face_info *info)
{
	for (coded_face *face = cache->faces; face; face = face->next) {
		if (face->info == info)
			return face;
	}
	coded_face *face = LH_NEW(cache->arena, coded_face);
	face->info = info;
	face->next = cache->faces;
	cache->faces = face;
	make_code(face);
	return face;
}

static coded code_outline(lh_arena *arena, const coded_face *face, const lh_buf *outline)
{
	const unsigned char *bytes = (const unsigned char *)lh_buf_str(outline);
	lh__bits bits = {0};
	lh__flate_piece(&bits, &face->code, bytes, outline->length);
	coded c = {.length = (uint32_t)outline->length,
		   .sum = lh__words_sum(bytes, outline->length)};
	c.n_bits = (uint32_t)(8 * bits.bytes.length + bits.n_rest);
	c.adler = lh_adler32(bytes, outline->length);
	lh__bits_flush(&bits);
	c.bytes = lh_arena_memdup(arena, lh_buf_str(&bits.bytes), bits.bytes.length);
	lh_buf_free(&bits.bytes);
	return c;
}

/* The code strings of a subset's glyphs; what differs between subsets is not kept. */
static const coded **coded_glyphs(lh_glyph_cache *cache, coded_face *face, const lh__subset *subset,
				  lh_arena *arena)
{
	size_t n = lh__subset_count(subset);
	const coded **all = LH_NEW_ARRAY(arena, const coded *, n);
	lh_buf outline = {0};
	for (size_t i = 0; i < n; i++) {
		bool constant;
		coded **kept = &face->glyphs[lh__subset_id(subset, i, &constant)];
		if (constant && *kept) {
			all[i] = *kept;
			continue;
		}
		lh_buf_clear(&outline);
		lh__subset_outline(subset, i, &outline);
		lh_arena *home = constant ? cache->arena : arena;
		coded *c = LH_NEW(home, coded);
		*c = code_outline(home, face, &outline);
		all[i] = c;
		if (constant)
			*kept = c;
	}
	lh_buf_free(&outline);
	return all;
}

/* Checksum of two strings of bytes, one behind the other, from theirs. */
static uint32_t adler_join(uint32_t a, uint32_t b, size_t length_b)
{
	uint64_t rest = length_b % ADLER_BASE;
	uint64_t low_a = a & 0xFFFF, low_b = b & 0xFFFF;
	uint64_t low = (low_a + low_b + ADLER_BASE - 1) % ADLER_BASE;
	uint64_t high = ((a >> 16) + (b >> 16) + rest * low_a + ADLER_BASE - rest) % ADLER_BASE;
	return (uint32_t)(high << 16 | low);
}

void lh__glyphcache_file(lh_glyph_cache *cache, const lh_face_info *info, const lh__subset *subset,
			 lh_buf *out, size_t *raw_out)
{
	lh_arena *arena = lh_arena_new();
	coded_face *face = face_of(cache, info);
	const coded **glyphs = coded_glyphs(cache, face, subset, arena);
	size_t n = lh__subset_count(subset);
	uint32_t *ends = LH_NEW_ARRAY(arena, uint32_t, n);
	uint32_t end = 0, sum = 0;
	for (size_t i = 0; i < n; i++) {
		end += glyphs[i]->length;
		sum += glyphs[i]->sum;
		ends[i] = end;
	}
	lh_buf head = {0};
	lh__subset_head(subset, ends, sum, &head);
	const unsigned char *head_bytes = (const unsigned char *)head.bytes;
	uint32_t adler = lh_adler32(head_bytes, head.length);
	*raw_out = head.length + end;

	lh__bits bits = {.bytes = *out};
	lh__bits_put(&bits, 0x0178, 16); /* zlib: a window of 32 KiB, fastest */
	lh__flate_stored(&bits, head_bytes, head.length);
	lh__flate_begin(&bits, &face->code);
	for (size_t i = 0; i < n; i++) {
		lh__bits_append(&bits, glyphs[i]->bytes, glyphs[i]->n_bits);
		adler = adler_join(adler, glyphs[i]->adler, glyphs[i]->length);
	}
	lh__flate_end(&bits, &face->code);
	for (int shift = 24; shift >= 0; shift -= 8)
		lh__bits_put(&bits, adler >> shift & 0xFF, 8);
	*out = bits.bytes;
	lh_buf_free(&head);
	lh_arena_free(arena);
}
