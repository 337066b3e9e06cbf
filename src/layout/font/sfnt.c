/*
 * TrueType files as bytes. This file knows the binary layout of the tables that embedding needs, and
 * trusts no number in them. It refuses to know which character a glyph stands for, and never says
 * anything to the user: whoever asked turns its result into a message.
 */
#include "layout/font/sfnt.h"

#include <string.h>

enum {
	MAX_DEPTH = 8,	 /* of parts within parts */
	MAX_PARTS = 256, /* of one glyph, all depths together: bounds the time of a hostile file */
	HEAD_SIZE = 54,
	HHEA_SIZE = 36,
	MAXP_SIZE = 32,
	OS2_CAP_HEIGHT_END = 90,
};

/* Flags of a composite part. */
enum {
	ARGS_ARE_WORDS = 0x0001,
	HAVE_SCALE = 0x0008,
	MORE_PARTS = 0x0020,
	HAVE_XY_SCALE = 0x0040,
	HAVE_2X2 = 0x0080,
};

static uint16_t u16(const unsigned char *p)
{
	return (uint16_t)(p[0] << 8 | p[1]);
}

static int16_t s16(const unsigned char *p)
{
	return (int16_t)u16(p);
}

static uint32_t u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static lh__sfnt_result damaged(const char *table)
{
	lh__sfnt_result result = {.fault = LH__SFNT_DAMAGED};
	memcpy(result.table, table, sizeof result.table);
	return result;
}

/* Offset of the face in the file; a collection begins with a list of them. */
static lh__sfnt_result find_face(lh_face_info *info, uint32_t index)
{
	const lh__sfnt_result sound = {.fault = LH__SFNT_SOUND};
	const lh__sfnt_result other = {.fault = LH__SFNT_KIND};
	if (info->length < 12)
		return other;
	uint32_t n_faces = 1;
	info->sfnt = 0;
	if (memcmp(info->bytes, "ttcf", 4) == 0) {
		n_faces = u32(info->bytes + 8);
		if (n_faces > (info->length - 12) / 4)
			return damaged("ttcf");
	}
	if (index >= n_faces)
		return (lh__sfnt_result){.fault = LH__SFNT_INDEX, .number = n_faces};
	if (memcmp(info->bytes, "ttcf", 4) == 0) {
		info->sfnt = u32(info->bytes + 12 + 4 * (size_t)index);
		if (info->sfnt > info->length - 12)
			return damaged("ttcf");
	}
	const unsigned char *tag = info->bytes + info->sfnt;
	if (memcmp(tag, "OTTO", 4) == 0)
		return (lh__sfnt_result){.fault = LH__SFNT_CFF};
	return u32(tag) == 0x00010000 || memcmp(tag, "true", 4) == 0 ? sound : other;
}

/* A table of at least `least` bytes that lies inside the file; a length of 0 means there is none. */
static bool find_table(const lh_face_info *info, const char *tag, size_t least, size_t *at_out,
		       size_t *length_out)
{
	*at_out = *length_out = 0;
	size_t n = u16(info->bytes + info->sfnt + 4);
	size_t room = (info->length - info->sfnt - 12) / 16;
	for (size_t i = 0; i < n && i < room; i++) {
		const unsigned char *row = info->bytes + info->sfnt + 12 + 16 * i;
		if (memcmp(row, tag, 4) != 0)
			continue;
		size_t at = u32(row + 8), length = u32(row + 12);
		if (at > info->length || length > info->length - at || length < least)
			return false;
		*at_out = at;
		*length_out = length;
		return true;
	}
	return false;
}

static size_t glyph_at(const lh_face_info *info, uint32_t index)
{
	const unsigned char *loca = info->bytes + info->loca;
	return info->loca_long ? u32(loca + 4 * (size_t)index)
			       : 2 * (size_t)u16(loca + 2 * (size_t)index);
}

/* Offsets rise and stay inside glyf. This reads loca only, a hundredth of the file. */
static bool loca_is_sound(const lh_face_info *info)
{
	if (info->loca_length / (info->loca_long ? 4 : 2) < (size_t)info->n_glyphs + 1)
		return false;
	size_t last = 0;
	for (uint32_t i = 0; i <= info->n_glyphs; i++) {
		size_t at = glyph_at(info, i);
		if (at < last || at > info->glyf_length)
			return false;
		last = at;
	}
	return true;
}

static bool is_serif(const unsigned char *os2)
{
	int family = os2[30];
	int panose_serif = os2[32] == 2 ? os2[33] : 0;
	return (family >= 1 && family <= 5) || family == 7 ||
	       (panose_serif >= 2 && panose_serif <= 10);
}

/* Tables that only describe: a file without them is usable. */
static lh__sfnt_result describe(lh_face_info *info)
{
	size_t at, length;
	if (find_table(info, "OS/2", /*least*/ 78, &at, &length)) {
		const unsigned char *os2 = info->bytes + at;
		uint16_t fs_type = u16(os2 + 8);
		/* Restricted, no subsets, bitmaps only. 4 (print) and 8 (edit) are fine. */
		if ((fs_type & 0x000F) == 0x0002 || (fs_type & 0x0300))
			return (lh__sfnt_result){.fault = LH__SFNT_RESTRICTED, .number = fs_type};
		info->serif = is_serif(os2);
		if (u16(os2) >= 2 && length >= OS2_CAP_HEIGHT_END)
			info->cap_height = s16(os2 + 88);
	}
	if (info->cap_height <= 0)
		info->cap_height = (int16_t)(info->units_per_em * 7 / 10);
	if (find_table(info, "post", /*least*/ 16, &at, &length)) {
		info->italic = u32(info->bytes + at + 4) != 0;
		info->fixed_pitch = u32(info->bytes + at + 12) != 0;
	}
	return (lh__sfnt_result){.fault = LH__SFNT_SOUND};
}

lh__sfnt_result lh__sfnt_open(lh_face_info *info, uint32_t index)
{
	lh__sfnt_result result = find_face(info, index);
	if (result.fault != LH__SFNT_SOUND)
		return result;
	const unsigned char *bytes = info->bytes;
	size_t length;
	if (!find_table(info, "glyf", /*least*/ 0, &info->glyf, &info->glyf_length)) {
		if (find_table(info, "CFF ", /*least*/ 0, &info->glyf, &length) ||
		    find_table(info, "CFF2", /*least*/ 0, &info->glyf, &length))
			return (lh__sfnt_result){.fault = LH__SFNT_CFF};
		return damaged("glyf");
	}
	if (!find_table(info, "head", HEAD_SIZE, &info->head, &length))
		return damaged("head");
	info->units_per_em = u16(bytes + info->head + 18);
	info->x_min = s16(bytes + info->head + 36);
	info->y_min = s16(bytes + info->head + 38);
	info->x_max = s16(bytes + info->head + 40);
	info->y_max = s16(bytes + info->head + 42);
	uint16_t loca_format = u16(bytes + info->head + 50);
	if (info->units_per_em < 16 || info->units_per_em > 16384 || loca_format > 1)
		return damaged("head");
	info->loca_long = loca_format == 1;

	if (!find_table(info, "maxp", MAXP_SIZE, &info->maxp, &length))
		return damaged("maxp");
	info->n_glyphs = u16(bytes + info->maxp + 4);
	if (info->n_glyphs == 0)
		return damaged("maxp");

	if (!find_table(info, "hhea", HHEA_SIZE, &info->hhea, &length))
		return damaged("hhea");
	info->ascent = s16(bytes + info->hhea + 4);
	info->descent = s16(bytes + info->hhea + 6);
	info->n_hmetrics = u16(bytes + info->hhea + 34);
	if (info->n_hmetrics == 0 || info->n_hmetrics > info->n_glyphs)
		return damaged("hhea");
	size_t least =
		4 * (size_t)info->n_hmetrics + 2 * (size_t)(info->n_glyphs - info->n_hmetrics);
	if (!find_table(info, "hmtx", least, &info->hmtx, &info->hmtx_length))
		return damaged("hmtx");

	if (!find_table(info, "loca", /*least*/ 0, &info->loca, &info->loca_length) ||
	    !loca_is_sound(info))
		return damaged("loca");
	size_t cmap;
	if (!find_table(info, "cmap", /*least*/ 4, &cmap, &length))
		return damaged("cmap");
	return describe(info);
}

uint16_t lh__sfnt_advance(const lh_face_info *info, uint32_t glyph)
{
	uint32_t row = glyph < info->n_hmetrics ? glyph : info->n_hmetrics - 1u;
	return u16(info->bytes + info->hmtx + 4 * (size_t)row);
}

/* Bytes that the coordinates of one point take. */
static size_t point_size(unsigned flags)
{
	size_t x = flags & 0x02 ? 1 : flags & 0x10 ? 0 : 2;
	size_t y = flags & 0x04 ? 1 : flags & 0x20 ? 0 : 2;
	return x + y;
}

/* Contour ends, instructions, flags and coordinates all lie inside the glyph. */
static bool simple_is_sound(const unsigned char *at, const unsigned char *end, int n_contours)
{
	at += 10;
	if (end - at < 2 * (ptrdiff_t)n_contours + 2)
		return false;
	int last = -1;
	for (int i = 0; i < n_contours; i++, at += 2) {
		if (u16(at) <= last)
			return false;
		last = u16(at);
	}
	ptrdiff_t n_instructions = u16(at);
	at += 2;
	if (end - at < n_instructions)
		return false;
	at += n_instructions;
	size_t coordinates = 0;
	for (int n = last + 1; n > 0;) {
		if (at >= end)
			return false;
		unsigned flags = *at++;
		int times = 1;
		if (flags & 0x08) {
			if (at >= end)
				return false;
			times += *at++;
		}
		if (times > n)
			return false;
		n -= times;
		coordinates += (size_t)times * point_size(flags);
	}
	return (size_t)(end - at) >= coordinates;
}

static lh__outline check(const lh_face_info *info, uint32_t glyph, int depth, int *budget);

static lh__outline check_parts(const lh_face_info *info, const unsigned char *at,
			       const unsigned char *end, int depth, int *budget)
{
	lh__outline all = LH__OUTLINE_EMPTY;
	unsigned flags = MORE_PARTS;
	for (at += 10; flags & MORE_PARTS;) {
		if (end - at < 4)
			return LH__OUTLINE_BAD;
		flags = u16(at);
		uint32_t part = u16(at + 2);
		ptrdiff_t size = flags & ARGS_ARE_WORDS ? 8 : 6;
		size += flags & HAVE_SCALE	? 2
			: flags & HAVE_XY_SCALE ? 4
			: flags & HAVE_2X2	? 8
						: 0;
		if (end - at < size || part >= info->n_glyphs)
			return LH__OUTLINE_BAD;
		at += size;
		lh__outline one = check(info, part, depth + 1, budget);
		if (one == LH__OUTLINE_BAD)
			return one;
		if (one == LH__OUTLINE_INK)
			all = one;
	}
	return all;
}

static lh__outline check(const lh_face_info *info, uint32_t glyph, int depth, int *budget)
{
	if (depth > MAX_DEPTH || --*budget < 0)
		return LH__OUTLINE_BAD;
	const unsigned char *at = info->bytes + info->glyf + glyph_at(info, glyph);
	const unsigned char *end = info->bytes + info->glyf + glyph_at(info, glyph + 1);
	if (at == end)
		return LH__OUTLINE_EMPTY;
	if (end - at < 10)
		return LH__OUTLINE_BAD;
	int n_contours = s16(at);
	if (n_contours < 0)
		return check_parts(info, at, end, depth, budget);
	if (n_contours == 0)
		return LH__OUTLINE_EMPTY;
	return simple_is_sound(at, end, n_contours) ? LH__OUTLINE_INK : LH__OUTLINE_BAD;
}

lh__outline lh__sfnt_outline(const lh_face_info *info, uint32_t glyph)
{
	int budget = MAX_PARTS;
	return check(info, glyph, /*depth*/ 0, &budget);
}
