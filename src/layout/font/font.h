/*
 * Faces and roles. A face is a TrueType file, mapped read-only, checked once and immutable; a role
 * is an ordered chain of faces. The only file that knows HarfBuzz is font.c.
 *
 * Metrics are in font units of the face; helpers give EMU. A code point is served by the first face
 * of the role's chain that has it (after the `prefer` list of roles.yaml); faces are opened on first
 * use, so a form in 宋体 never maps the 楷体 file.
 */
#ifndef LH_LAYOUT_FONT_FONT_H
#define LH_LAYOUT_FONT_FONT_H

#include "layout/line/ruler.h"
#include "layout/line/item.h"

#define LH_FACE_NONE UINT16_MAX

/*
 * Load a roles file (YAML, see fonts/roles.yaml). Faces are opened later, on demand; what is wrong
 * with one is told then to `ctx`, which must outlive the fonts.
 */
bool lh_fonts_load(lh_ctx *ctx, const char *roles_path, lh_fonts **fonts_out);
void lh_fonts_free(lh_fonts *fonts); /* accepts NULL */

/* Face for a character in a role, or LH_FACE_NONE when no face of the chain has it. */
uint16_t lh_fonts_face(lh_fonts *fonts, lh_role role, uint32_t cp);

/* The ruler that layout measures with; it borrows `fonts`. */
lh_ruler lh_fonts_ruler(lh_fonts *fonts);

/*
 * What follows asks for faces that lh_fonts_face has returned before: they are open and no longer
 * change, so emitters get along with const fonts.
 */

/* Advance of a character in thousandths of an em of that face. */
int32_t lh_face_advance(const lh_fonts *fonts, uint16_t face, uint32_t cp);

/* What the PDF writer needs to embed a face. All pointers live as long as the fonts. */
typedef struct lh_face_info {
	const char *ps_name;
	const char *file;
	const unsigned char *bytes; /* the whole sfnt; for a collection: `sfnt` is the offset of the face */
	size_t length;
	size_t sfnt;
	uint16_t units_per_em;
	uint16_t n_glyphs;
	int16_t ascent, descent, cap_height; /* font units; descent negative */
	int16_t x_min, y_min, x_max, y_max;
	bool fixed_pitch, serif, italic;
	/* Tables, bounds already checked against `length`. */
	size_t glyf, glyf_length, loca, loca_length, hmtx, hmtx_length, head, maxp, hhea;
	bool loca_long;
	uint16_t n_hmetrics;
} lh_face_info;

/* NULL when the face is not open. */
const lh_face_info *lh_face_info_at(const lh_fonts *fonts, uint16_t face);
size_t lh_fonts_count(const lh_fonts *fonts);
/* Open a face before a character asks for it; false: it is broken, the first call says why. */
bool lh_fonts_open(lh_fonts *fonts, uint16_t face);
/* What the roles file calls a face ("song"), its path, and the faces of a role in order; open or not. */
const char *lh_fonts_key(const lh_fonts *fonts, uint16_t face);
const char *lh_fonts_path(const lh_fonts *fonts, uint16_t face);
const uint16_t *lh_fonts_chain(const lh_fonts *fonts, lh_role role, size_t *n_out);
/*
 * Glyph id of a character, 0 when the face has none. Its outline and those of its parts are sound:
 * ends, flags and coordinates inside glyf, parts existing and at most 8 deep, 256 in all. Only a
 * blank has an empty outline (no bytes, or 0 contours and nothing after them to rely on).
 */
uint32_t lh_face_glyph(const lh_fonts *fonts, uint16_t face, uint32_t cp);

/* Takes the outline of a character: font units, y upwards, one closed contour after the other. */
typedef struct lh_outline_sink {
	void *self;
	void (*move_to)(void *self, float x, float y);
	void (*line_to)(void *self, float x, float y);
	void (*cubic_to)(void *self, float x1, float y1, float x2, float y2, float x, float y);
	void (*close)(void *self);
} lh_outline_sink;

/* For emitters that draw glyphs themselves. */
void lh_face_outline(const lh_fonts *fonts, uint16_t face, uint32_t cp, const lh_outline_sink *sink);

/* Names for DOCX: 仿宋 / FangSong; and of Latin letters, and of characters beyond the BMP. */
const char *lh_fonts_docx_name(const lh_fonts *fonts, lh_role role);
const char *lh_fonts_docx_alt(const lh_fonts *fonts, lh_role role);
const char *lh_fonts_docx_latin(const lh_fonts *fonts);
const char *lh_fonts_docx_rare(const lh_fonts *fonts);
const char *lh_fonts_docx_rare_alt(const lh_fonts *fonts);

#endif
