/*
 * A TrueType subset. This file knows the tables glyf, loca, hmtx, hhea, maxp and head; it refuses
 * to know characters and PDF.
 *
 * Bounds of the tables and of each outline were checked when the face was opened and the character
 * looked up, and the file is mapped read-only; yet everything here that moves by a number out of an
 * outline is held inside it, so that a mistake elsewhere costs a glyph and not the process.
 */
#include "emit/pdf/glyf.h"

#include <stdlib.h>
#include <string.h>

#include "util/arena.h"

enum {
	GLYPHS_MAX = 65535,
	/* Flags of a part of a composite glyph. */
	ARGS_ARE_WORDS = 0x0001,
	HAS_SCALE = 0x0008,
	MORE_PARTS = 0x0020,
	HAS_XY_SCALE = 0x0040,
	HAS_MATRIX = 0x0080,
	HAS_INSTRUCTIONS = 0x0100,
};

/* Glyphs of the subset in order, and where each glyph of the face went. */
struct lh__subset {
	const lh_face_info *face;
	uint16_t *old_of;
	size_t n, capacity;
	uint16_t *new_of; /* parts only, by id in the face; 0: not there */
};

typedef struct table {
	char tag[5];
	size_t at, length;
} table;

static uint16_t u16(const unsigned char *at)
{
	return (uint16_t)(at[0] << 8 | at[1]);
}

static void put_u16(lh_buf *out, size_t value)
{
	lh_buf_putc(out, (char)(value >> 8));
	lh_buf_putc(out, (char)value);
}

static void set_u16(char *at, size_t value)
{
	at[0] = (char)(value >> 8);
	at[1] = (char)value;
}

static void set_u32(char *at, size_t value)
{
	set_u16(at, value >> 16);
	set_u16(at + 2, value);
}

static void align(lh_buf *out, size_t start)
{
	while ((out->length - start) % 4)
		lh_buf_putc(out, '\0');
}

/* The outline of a glyph; length 0 when it has none. */
static const unsigned char *outline(const lh_face_info *face, uint16_t glyph, size_t *length_out)
{
	const unsigned char *loca = face->bytes + face->loca;
	size_t from, to;
	if (face->loca_long) {
		const unsigned char *row = loca + 4 * (size_t)glyph;
		from = (size_t)u16(row) << 16 | u16(row + 2);
		to = (size_t)u16(row + 4) << 16 | u16(row + 6);
	} else {
		const unsigned char *row = loca + 2 * (size_t)glyph;
		from = 2 * (size_t)u16(row);
		to = 2 * (size_t)u16(row + 2);
	}
	*length_out = 0;
	if (to > face->glyf_length || from >= to || to - from < 10)
		return NULL;
	*length_out = to - from;
	return face->bytes + face->glyf + from;
}

static bool is_composite(const unsigned char *glyph)
{
	return glyph[0] & 0x80;
}

/* Bytes of a part of a composite glyph without its instructions, or 0 when it is cut. */
static size_t part_length(const unsigned char *part, size_t room)
{
	if (room < 4)
		return 0;
	unsigned flags = u16(part);
	size_t length = 4 + (flags & ARGS_ARE_WORDS ? 4 : 2);
	if (flags & HAS_SCALE)
		length += 2;
	else if (flags & HAS_XY_SCALE)
		length += 4;
	else if (flags & HAS_MATRIX)
		length += 8;
	return length <= room ? length : 0;
}

static void append(lh__subset *s, uint16_t glyph)
{
	if (s->n == s->capacity) {
		s->capacity = 2 * s->capacity + 64;
		s->old_of = lh_xrealloc(s->old_of, s->capacity * sizeof *s->old_of);
	}
	s->old_of[s->n++] = glyph;
}

/* Append the parts of composite glyphs, and their parts: the list grows while it is walked. */
static void append_parts(lh__subset *s)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t length;
		const unsigned char *glyph = outline(s->face, s->old_of[i], &length);
		if (!glyph || !is_composite(glyph))
			continue;
		if (!s->new_of) {
			s->new_of = lh_xmalloc((GLYPHS_MAX + 1) * sizeof *s->new_of);
			memset(s->new_of, 0, (GLYPHS_MAX + 1) * sizeof *s->new_of);
		}
		for (size_t at = 10, step; (step = part_length(glyph + at, length - at)) != 0;
		     at += step) {
			uint16_t part = u16(glyph + at + 2);
			if (part < s->face->n_glyphs && !s->new_of[part] && s->n <= GLYPHS_MAX) {
				s->new_of[part] = (uint16_t)s->n;
				append(s, part);
			}
			if (!(u16(glyph + at) & MORE_PARTS))
				break;
		}
	}
}

static void put_composite(const lh__subset *s, const unsigned char *glyph, size_t length,
			  lh_buf *out)
{
	lh_buf_put(out, glyph, 10);
	for (size_t at = 10, step; (step = part_length(glyph + at, length - at)) != 0; at += step) {
		unsigned flags = u16(glyph + at);
		put_u16(out, flags & ~(unsigned)HAS_INSTRUCTIONS);
		put_u16(out, s->new_of[u16(glyph + at + 2)]);
		lh_buf_put(out, glyph + at + 4, step - 4);
		if (!(flags & MORE_PARTS))
			break;
	}
}

static void put_simple(const unsigned char *glyph, size_t length, lh_buf *out)
{
	/* Ends of the contours, then the length of the instructions and they themselves. */
	size_t hints = 10 + 2 * (size_t)u16(glyph);
	if (hints + 2 > length)
		return;
	size_t points = hints + 2 + u16(glyph + hints);
	if (points > length)
		return;
	lh_buf_put(out, glyph, hints);
	put_u16(out, 0);
	lh_buf_put(out, glyph + points, length - points);
}

uint32_t lh__words_sum(const void *bytes, size_t length)
{
	uint32_t sum = 0;
	const unsigned char *p = bytes;
	for (size_t i = 0; i + 4 <= length; i += 4)
		sum += (uint32_t)u16(p + i) << 16 | u16(p + i + 2);
	return sum;
}

/* Begin a table; the file is padded before and after to whole words. */
static table *begin(table *t, const char *tag, lh_buf *out, size_t start)
{
	align(out, start);
	memcpy(t->tag, tag, 5);
	t->at = out->length;
	return t;
}

static void put_metrics(const lh__subset *s, lh_buf *out)
{
	const lh_face_info *face = s->face;
	const unsigned char *hmtx = face->bytes + face->hmtx;
	for (size_t i = 0; i < s->n; i++) {
		size_t glyph = s->old_of[i];
		size_t n_long = face->n_hmetrics;
		size_t last = glyph < n_long ? glyph : n_long - 1;
		size_t bearing = glyph < n_long ? 4 * glyph + 2 : 4 * n_long + 2 * (glyph - n_long);
		lh_buf_put(out, hmtx + 4 * last, 2);
		put_u16(out, bearing + 2 <= face->hmtx_length ? u16(hmtx + bearing) : 0);
	}
}

static void put_zeros(lh_buf *out, size_t n)
{
	lh_buf_reserve(out, n);
	memset(out->bytes + out->length, 0, n);
	out->length += n;
	out->bytes[out->length] = '\0';
}

void lh__subset_head(const lh__subset *s, const uint32_t *ends, uint32_t checksum, lh_buf *out)
{
	enum { HEAD, HHEA, MAXP, HMTX, LOCA, GLYF, N_TABLES };
	/* The directory is sorted by tag; the tables need not be. */
	static const int sorted[N_TABLES] = {GLYF, HEAD, HHEA, HMTX, LOCA, MAXP};
	const lh_face_info *face = s->face;
	table tables[N_TABLES];
	size_t start = out->length;
	put_zeros(out, 12 + 16 * N_TABLES);

	table *t = begin(&tables[HEAD], "head", out, start);
	lh_buf_put(out, face->bytes + face->head, 54);
	set_u32(out->bytes + t->at + 8, 0);  /* checkSumAdjustment */
	set_u16(out->bytes + t->at + 50, 1); /* long loca */
	t->length = out->length - t->at;

	t = begin(&tables[HHEA], "hhea", out, start);
	lh_buf_put(out, face->bytes + face->hhea, 36);
	set_u16(out->bytes + t->at + 34, s->n);
	t->length = out->length - t->at;

	t = begin(&tables[MAXP], "maxp", out, start);
	lh_buf_put(out, face->bytes + face->maxp, 32);
	set_u16(out->bytes + t->at + 4, s->n);
	/* Without hints there is no storage, no function, no stack; zones are counted from 1. */
	memset(out->bytes + t->at + 16, 0, 12);
	set_u16(out->bytes + t->at + 14, 1);
	t->length = out->length - t->at;

	t = begin(&tables[HMTX], "hmtx", out, start);
	put_metrics(s, out);
	t->length = out->length - t->at;

	t = begin(&tables[LOCA], "loca", out, start);
	put_zeros(out, 4 * (s->n + 1));
	for (size_t i = 0; i < s->n; i++)
		set_u32(out->bytes + t->at + 4 * (i + 1), ends[i]);
	t->length = out->length - t->at;

	t = begin(&tables[GLYF], "glyf", out, start);
	t->length = s->n ? ends[s->n - 1] : 0;

	char *at = out->bytes + start;
	set_u32(at, 0x00010000);
	set_u16(at + 4, N_TABLES);
	set_u16(at + 6, 64); /* searchRange: 16 * 4 */
	set_u16(at + 8, 2);
	set_u16(at + 10, 16 * N_TABLES - 64);
	for (int i = 0; i < N_TABLES; i++) {
		char *row = at + 12 + 16 * i;
		t = &tables[sorted[i]];
		memcpy(row, t->tag, 4);
		set_u32(row + 4, sorted[i] == GLYF ? checksum
						   : lh__words_sum(at + t->at - start,
								   (t->length + 3) / 4 * 4));
		set_u32(row + 8, t->at - start);
		set_u32(row + 12, t->length);
	}
}

void lh__subset_file(const lh__subset *s, lh_buf *out)
{
	lh_buf outlines = {0};
	uint32_t *ends = lh_xmalloc(s->n * sizeof *ends);
	for (size_t i = 0; i < s->n; i++) {
		lh__subset_outline(s, i, &outlines);
		ends[i] = (uint32_t)outlines.length;
	}
	lh__subset_head(s, ends, lh__words_sum(outlines.bytes, outlines.length), out);
	lh_buf_put(out, outlines.bytes, outlines.length);
	free(ends);
	lh_buf_free(&outlines);
}

lh__subset *lh__subset_new(const lh_face_info *face, const uint16_t *glyphs, size_t n)
{
	if (n >= GLYPHS_MAX)
		return NULL;
	lh__subset *s = lh_xmalloc(sizeof *s);
	*s = (lh__subset){.face = face};
	append(s, 0);
	for (size_t i = 0; i < n; i++)
		append(s, glyphs[i]);
	append_parts(s);
	if (s->n <= GLYPHS_MAX)
		return s;
	lh__subset_free(s);
	return NULL;
}

void lh__subset_free(lh__subset *s)
{
	if (!s)
		return;
	free(s->old_of);
	free(s->new_of);
	free(s);
}

size_t lh__subset_count(const lh__subset *s)
{
	return s->n;
}

uint16_t lh__subset_id(const lh__subset *s, size_t index, bool *constant_out)
{
	size_t length;
	const unsigned char *glyph = outline(s->face, s->old_of[index], &length);
	/* Composite glyphs name their parts by numbers that differ from subset to subset. */
	*constant_out = !glyph || !is_composite(glyph);
	return s->old_of[index];
}

void lh__subset_outline(const lh__subset *s, size_t index, lh_buf *out)
{
	size_t start = out->length, length;
	const unsigned char *glyph = outline(s->face, s->old_of[index], &length);
	if (!glyph)
		return;
	if (is_composite(glyph))
		put_composite(s, glyph, length, out);
	else
		put_simple(glyph, length, out);
	align(out, start);
}
