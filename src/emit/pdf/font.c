/*
 * The fonts of one PDF. This file knows Type0 fonts with TrueType outlines: codes, widths,
 * descriptors and the map from codes to Unicode. It refuses to know where a character stands on a
 * page and what is inside a font file.
 */
#include "emit/pdf/font.h"

#include <string.h>

#include "emit/pdf/glyphcache.h"
#include "emit/pdf/glyf.h"
#include "util/utf8.h"

enum {
	PAGE_SIZE = 256,
	PAGES = 0x110000 / PAGE_SIZE,
	CODES_MAX = 65534,
	/* A CMap may not hold longer blocks. */
	BLOCK = 100,
	DEFAULT_WIDTH = 1000,
	/* No table says how thick stems are; it matters only when the font cannot be shown. */
	STEM = 80,
	TWO_EM_DASH = 0x2E3A,
	EM_DASH = 0x2014,
};

/* The characters of one face. During collection a code of 1 only means "in use". */
typedef struct used_face {
	uint16_t *pages[PAGES];
	size_t n;         /* codes */
	uint32_t *cps;    /* by code - 1 */
	uint16_t *glyphs; /* by code - 1: ids in the face */
	int16_t *widths;  /* by code - 1 */
	lh__pdf_ref ref;
} used_face;

struct lh__pdffonts {
	lh_arena *arena;
	const lh_fonts *fonts;
	used_face **faces; /* NULL: not in use */
	size_t n_faces;
};

/* Note a character; false when its face is not open or has no outline for it. */
static bool note(lh__pdffonts *fonts, const lh_glyph *glyph)
{
	if (glyph->cp >= 0x110000 || glyph->face >= fonts->n_faces ||
	    !lh_face_info_at(fonts->fonts, glyph->face))
		return false;
	used_face **face = &fonts->faces[glyph->face];
	if (!*face)
		*face = LH_NEW(fonts->arena, used_face);
	uint16_t **page = &(*face)->pages[glyph->cp / PAGE_SIZE];
	if (!*page)
		*page = LH_NEW_ARRAY(fonts->arena, uint16_t, PAGE_SIZE);
	uint16_t *code = &(*page)[glyph->cp % PAGE_SIZE];
	if (*code)
		return true;
	if (!lh_face_glyph(fonts->fonts, glyph->face, glyph->cp))
		return false;
	*code = 1;
	(*face)->n++;
	return true;
}

static lh_loc place_of(const lh_item *item)
{
	if (!item->run)
		return lh_nowhere;
	const lh_origin *origin = &item->run->u.run.origin;
	return origin->data.file ? origin->data : origin->tmpl.file ? origin->tmpl : item->run->loc;
}

static bool note_item(lh_ctx *ctx, lh__pdffonts *fonts, const lh_item *item)
{
	bool ok = true;
	for (size_t i = 0; i < item->u.text.n_glyphs; i++) {
		const lh_glyph *glyph = &item->u.text.glyphs[i];
		if (note(fonts, glyph))
			continue;
		lh_diag(ctx, LH_E_PDF_GLYPH, place_of(item),
			lh_fmt(ctx->arena, "U+%04X", glyph->cp), NULL);
		ok = false;
	}
	return ok;
}

/* Give out the codes, in the order of the code points. */
static bool number(lh_ctx *ctx, lh__pdffonts *fonts, uint16_t index)
{
	used_face *face = fonts->faces[index];
	const lh_face_info *info = lh_face_info_at(fonts->fonts, index);
	if (face->n > CODES_MAX) {
		lh_diag(ctx, LH_E_PDF_FONT_FULL, (lh_loc){info->file, 0, 0},
			lh_fmt(ctx->arena, "%d", CODES_MAX), NULL);
		return false;
	}
	face->cps = LH_NEW_ARRAY(fonts->arena, uint32_t, face->n);
	face->glyphs = LH_NEW_ARRAY(fonts->arena, uint16_t, face->n);
	face->widths = LH_NEW_ARRAY(fonts->arena, int16_t, face->n);
	size_t n = 0;
	for (uint32_t cp = 0; cp < 0x110000; cp++) {
		uint16_t *page = face->pages[cp / PAGE_SIZE];
		if (!page) {
			cp |= PAGE_SIZE - 1;
			continue;
		}
		if (!page[cp % PAGE_SIZE])
			continue;
		face->cps[n] = cp;
		face->glyphs[n] = (uint16_t)lh_face_glyph(fonts->fonts, index, cp);
		face->widths[n] = (int16_t)lh_face_advance(fonts->fonts, index, cp);
		page[cp % PAGE_SIZE] = (uint16_t)++n;
	}
	return true;
}

bool lh__pdffonts_collect(lh_ctx *ctx, lh_arena *arena, const lh_pages *pages,
			  const lh_fonts *fonts, lh__pdffonts **out)
{
	lh__pdffonts *self = LH_NEW(arena, lh__pdffonts);
	*out = self;
	self->arena = arena;
	self->fonts = fonts;
	self->n_faces = lh_fonts_count(fonts);
	self->faces = LH_NEW_ARRAY(arena, used_face *, self->n_faces);
	bool ok = true;
	for (size_t p = 0; p < pages->n_pages; p++) {
		const lh_page *page = &pages->pages[p];
		for (size_t i = 0; i < page->n_items; i++) {
			if (page->items[i].kind == LH_ITEM_TEXT &&
			    !note_item(ctx, self, &page->items[i]))
				ok = false;
		}
	}
	for (size_t i = 0; i < self->n_faces; i++) {
		if (self->faces[i] && !number(ctx, self, (uint16_t)i))
			ok = false;
	}
	return ok;
}

uint16_t lh__pdffonts_code(const lh__pdffonts *fonts, uint16_t face, uint32_t cp)
{
	return fonts->faces[face]->pages[cp / PAGE_SIZE][cp % PAGE_SIZE];
}

int32_t lh__pdffonts_width(const lh__pdffonts *fonts, uint16_t face, uint16_t code)
{
	return fonts->faces[face]->widths[code - 1];
}

static void put_map_row(lh_buf *buf, size_t code, uint32_t cp)
{
	lh_buf_putc(buf, '<');
	lh__pdf_hex(buf, (unsigned)code);
	lh_buf_puts(buf, "><");
	/* Set as one long dash, but typed as two. */
	if (cp == TWO_EM_DASH) {
		lh__pdf_utf16(buf, EM_DASH);
		lh__pdf_utf16(buf, EM_DASH);
	} else {
		lh__pdf_utf16(buf, cp);
	}
	lh_buf_puts(buf, ">\n");
}

static void put_unicode_map(const used_face *face, lh_buf *buf)
{
	lh_buf_puts(buf, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			 "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
			 "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
			 "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t first = 0; first < face->n; first += BLOCK) {
		size_t end = first + BLOCK < face->n ? first + BLOCK : face->n;
		lh_buf_printf(buf, "%zu beginbfchar\n", end - first);
		for (size_t i = first; i < end; i++)
			put_map_row(buf, i + 1, face->cps[i]);
		lh_buf_puts(buf, "endbfchar\n");
	}
	lh_buf_puts(buf, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* Only widths that are not the default: in Chinese text a few runs of Latin letters. */
static void put_widths(const used_face *face, int32_t notdef, lh_buf *buf)
{
	lh_buf_printf(buf, "/DW %d/W[0[%d]", DEFAULT_WIDTH, (int)notdef);
	for (size_t i = 0; i < face->n;) {
		if (face->widths[i] == DEFAULT_WIDTH) {
			i++;
			continue;
		}
		lh_buf_printf(buf, " %zu[", i + 1);
		for (size_t first = i; i < face->n && face->widths[i] != DEFAULT_WIDTH; i++)
			lh_buf_printf(buf, i == first ? "%d" : " %d", face->widths[i]);
		lh_buf_putc(buf, ']');
	}
	lh_buf_puts(buf, "]\n");
}

/* "ABCDEF+Name": letters made of the characters, so that equal subsets are equal bytes. */
static const char *tagged_name(lh_arena *arena, const used_face *face, const lh_face_info *info)
{
	uint64_t hash = 0xCBF29CE484222325u;
	for (size_t i = 0; i < face->n; i++)
		hash = (hash ^ face->cps[i]) * 0x100000001B3u;
	char tag[7] = {0};
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return lh_fmt(arena, "%s+%s", tag, info->ps_name);
}

static int32_t scaled(int32_t units, const lh_face_info *info)
{
	return units * 1000 / info->units_per_em;
}

static int32_t notdef_width(const lh_face_info *info)
{
	const unsigned char *hmtx = info->bytes + info->hmtx;
	return scaled(hmtx[0] << 8 | hmtx[1], info);
}

static lh__pdf_ref write_stream(lh__pdffonts *fonts, lh__pdf *pdf, lh_deflater *deflater,
				const lh_buf *raw)
{
	size_t length;
	const void *bytes =
		lh_deflate(deflater, fonts->arena, lh_buf_str(raw), raw->length, &length);
	return lh__pdf_stream(pdf, bytes, length, /*deflated*/ true);
}

/* The glyphs that the embedded file holds, as bits; PDF/A-1 asks for it. */
static lh__pdf_ref write_cid_set(lh__pdffonts *fonts, lh__pdf *pdf, lh_deflater *deflater,
				 size_t n_glyphs)
{
	lh_buf bits = {0};
	for (size_t i = 0; i < n_glyphs; i += 8) {
		size_t rest = n_glyphs - i;
		lh_buf_putc(&bits, (char)(rest >= 8 ? 0xFF : 0xFF << (8 - rest)));
	}
	lh__pdf_ref ref = write_stream(fonts, pdf, deflater, &bits);
	lh_buf_free(&bits);
	return ref;
}

static lh__pdf_ref write_descriptor(lh__pdf *pdf, const lh_face_info *info, const char *name,
				    lh__pdf_ref file, lh__pdf_ref cid_set)
{
	lh__pdf_ref ref = lh__pdf_dict(pdf);
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/Type/FontDescriptor/FontName");
	lh__pdf_name(&buf, name);
	/* Symbolic: the codes are ours and no standard encoding's. */
	int flags =
		4 | (info->fixed_pitch ? 1 : 0) | (info->serif ? 2 : 0) | (info->italic ? 64 : 0);
	lh_buf_printf(&buf, "/Flags %d/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d",
		      flags, info->italic ? -12 : 0, (int)scaled(info->ascent, info),
		      (int)scaled(info->descent, info), (int)scaled(info->cap_height, info), STEM);
	lh_buf_printf(&buf, "/FontBBox[%d %d %d %d]/FontFile2 ", (int)scaled(info->x_min, info),
		      (int)scaled(info->y_min, info), (int)scaled(info->x_max, info),
		      (int)scaled(info->y_max, info));
	lh__pdf_at(&buf, file);
	if (cid_set) {
		lh_buf_puts(&buf, "/CIDSet ");
		lh__pdf_at(&buf, cid_set);
	}
	lh_buf_putc(&buf, '\n');
	lh__pdf_put(pdf, ref, &buf);
	lh_buf_free(&buf);
	return ref;
}

static lh__pdf_ref write_descendant(lh__pdf *pdf, const used_face *face, const lh_face_info *info,
				    const char *name, lh__pdf_ref descriptor)
{
	lh__pdf_ref ref = lh__pdf_dict(pdf);
	lh_buf buf = {0};
	lh_buf_puts(&buf, "/Type/Font/Subtype/CIDFontType2/BaseFont");
	lh__pdf_name(&buf, name);
	lh_buf_puts(&buf, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
			  "/CIDToGIDMap/Identity/FontDescriptor ");
	lh__pdf_at(&buf, descriptor);
	put_widths(face, notdef_width(info), &buf);
	lh__pdf_put(pdf, ref, &buf);
	lh_buf_free(&buf);
	return ref;
}

/* The embedded file; false with a message when it cannot be made. */
static bool write_file(lh_ctx *ctx, lh__pdffonts *fonts, const used_face *face,
		       const lh_face_info *info, lh__pdf *pdf, const lh__pdffonts_how *how,
		       lh__pdf_ref *file_out, size_t *n_out)
{
	lh__subset *subset = lh__subset_new(info, face->glyphs, face->n);
	if (!subset) {
		lh_diag(ctx, LH_E_PDF_FONT_FULL, (lh_loc){info->file, 0, 0},
			lh_fmt(ctx->arena, "%d", CODES_MAX), NULL);
		return false;
	}
	lh_buf buf = {0};
	size_t raw;
	if (how->glyphs) {
		lh__glyphcache_file(how->glyphs, info, subset, &buf, &raw);
		const void *bytes = lh_arena_memdup(fonts->arena, buf.bytes, buf.length);
		*file_out = lh__pdf_stream(pdf, bytes, buf.length, /*deflated*/ true);
	} else {
		lh__subset_file(subset, &buf);
		raw = buf.length;
		*file_out = write_stream(fonts, pdf, how->deflater, &buf);
	}
	lh__pdf_puts(pdf, *file_out, lh_fmt(fonts->arena, "/Length1 %zu\n", raw));
	*n_out = lh__subset_count(subset);
	lh_buf_free(&buf);
	lh__subset_free(subset);
	return true;
}

static bool write_face(lh_ctx *ctx, lh__pdffonts *fonts, uint16_t index, lh__pdf *pdf,
		       const lh__pdffonts_how *how)
{
	used_face *face = fonts->faces[index];
	const lh_face_info *info = lh_face_info_at(fonts->fonts, index);
	const char *name = tagged_name(fonts->arena, face, info);
	lh__pdf_ref file;
	size_t n_glyphs;
	if (!write_file(ctx, fonts, face, info, pdf, how, &file, &n_glyphs))
		return false;
	lh__pdf_ref bits = how->cid_set ? write_cid_set(fonts, pdf, how->deflater, n_glyphs) : 0;
	lh__pdf_ref descriptor = write_descriptor(pdf, info, name, file, bits);
	lh__pdf_ref descendant = write_descendant(pdf, face, info, name, descriptor);
	lh_buf buf = {0};
	put_unicode_map(face, &buf);
	lh__pdf_ref map = write_stream(fonts, pdf, how->deflater, &buf);

	face->ref = lh__pdf_dict(pdf);
	lh_buf_clear(&buf);
	lh_buf_puts(&buf, "/Type/Font/Subtype/Type0/BaseFont");
	lh__pdf_name(&buf, name);
	lh_buf_puts(&buf, "/Encoding/Identity-H/DescendantFonts[");
	lh__pdf_at(&buf, descendant);
	lh_buf_puts(&buf, "]/ToUnicode ");
	lh__pdf_at(&buf, map);
	lh_buf_putc(&buf, '\n');
	lh__pdf_put(pdf, face->ref, &buf);
	lh_buf_free(&buf);
	return true;
}

bool lh__pdffonts_write(lh_ctx *ctx, lh__pdffonts *fonts, lh__pdf *pdf, const lh__pdffonts_how *how)
{
	bool ok = true;
	for (size_t i = 0; i < fonts->n_faces; i++) {
		if (fonts->faces[i] && !write_face(ctx, fonts, (uint16_t)i, pdf, how))
			ok = false;
	}
	return ok;
}

void lh__pdffonts_resources(const lh__pdffonts *fonts, lh_buf *buf)
{
	for (size_t i = 0; i < fonts->n_faces; i++) {
		if (!fonts->faces[i])
			continue;
		lh_buf_printf(buf, "/F%zu ", i);
		lh__pdf_at(buf, fonts->faces[i]->ref);
	}
}
