/*
 * Faces and roles. This file knows which face serves a character and how wide it is there; HarfBuzz
 * reads the character maps and names, whose sub-formats are many and badly kept by font makers.
 * It refuses to know the keys of the roles file (roles.c) and the bytes of the tables (sfnt.c).
 *
 * All is done on first use: a face is mapped when a chain first comes to it, a character is looked
 * up and its outline checked when it is first asked for, and the answer is kept. A form has some
 * 600 different characters; the file has 30 000.
 */
#include "layout/font/font.h"

#include <assert.h>
#include <hb-ot.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "layout/font/roles.h"
#include "layout/font/sfnt.h"
#include "util/file.h"
#include "util/utf8.h"

enum {
	PAGE_SIZE = 256,
	PAGES = 0x110000 / PAGE_SIZE,
	/* Not looked up yet. No glyph has this number: a face has at most 65535, counted from 0. */
	GLYPH_UNKNOWN = UINT16_MAX,
	FACE_UNKNOWN = LH_FACE_NONE - 1,
	PS_NAME_MAX = 63,
};

typedef enum face_state { FACE_CLOSED, FACE_OPEN, FACE_BROKEN } face_state;

/* A value for each code point, in pages that are made when one of theirs is first set. */
typedef struct cp_table {
	uint16_t *pages[PAGES];
} cp_table;

typedef struct face {
	const lh__face_row *row;
	face_state state;
	lh_map map;
	hb_face_t *hb_face;
	hb_font_t *hb_font;
	lh_face_info info;
	cp_table *glyphs;
} face;

struct lh_fonts {
	lh_ctx *ctx;
	lh_arena *arena; /* tables and names, for as long as the fonts */
	lh__roles roles;
	face *faces;
	cp_table *chosen[LH_ROLE_COUNT]; /* face of each character */
};

static uint16_t table_at(const cp_table *table, uint32_t cp, uint16_t unset)
{
	const uint16_t *page = table->pages[cp / PAGE_SIZE];
	return page ? page[cp % PAGE_SIZE] : unset;
}

static void table_set(lh_arena *arena, cp_table *table, uint32_t cp, uint16_t value, uint16_t unset)
{
	uint16_t **page = &table->pages[cp / PAGE_SIZE];
	if (!*page) {
		*page = LH_NEW_ARRAY(arena, uint16_t, PAGE_SIZE);
		for (int i = 0; i < PAGE_SIZE; i++)
			(*page)[i] = unset;
	}
	(*page)[cp % PAGE_SIZE] = value;
}

bool lh_fonts_load(lh_ctx *ctx, const char *roles_path, lh_fonts **fonts_out)
{
	*fonts_out = NULL;
	lh__roles roles;
	if (!lh__roles_read(ctx, roles_path, &roles))
		return false;
	lh_arena *arena = lh_arena_new();
	lh_fonts *fonts = lh_xmalloc(sizeof *fonts);
	*fonts = (lh_fonts){.ctx = ctx, .arena = arena, .roles = roles};
	fonts->faces = LH_NEW_ARRAY(arena, face, roles.n_faces);
	for (size_t i = 0; i < roles.n_faces; i++)
		fonts->faces[i].row = &roles.faces[i];
	for (int role = 0; role < LH_ROLE_COUNT; role++)
		fonts->chosen[role] = LH_NEW(arena, cp_table);
	*fonts_out = fonts;
	return true;
}

static void face_close(face *f)
{
	if (f->hb_font)
		hb_font_destroy(f->hb_font);
	if (f->hb_face)
		hb_face_destroy(f->hb_face);
	lh_file_unmap(&f->map);
	f->hb_font = NULL;
	f->hb_face = NULL;
}

void lh_fonts_free(lh_fonts *fonts)
{
	if (!fonts)
		return;
	for (size_t i = 0; i < fonts->roles.n_faces; i++)
		face_close(&fonts->faces[i]);
	lh_arena_free(fonts->arena);
	free(fonts);
}

/* The file's fault, then the line of the roles file that chose it. */
static void report(lh_fonts *fonts, const face *f, const lh__sfnt_result *result)
{
	lh_ctx *ctx = fonts->ctx;
	lh_loc file = {f->row->path, 0, 0};
	switch (result->fault) {
	case LH__SFNT_SOUND:
		break;
	case LH__SFNT_KIND:
		lh_diag(ctx, LH_E_FONT_KIND, file, NULL);
		break;
	case LH__SFNT_CFF:
		lh_diag(ctx, LH_E_FONT_CFF, file, NULL);
		break;
	case LH__SFNT_INDEX:
		lh_diag(ctx, LH_E_FONT_INDEX, file, lh_fmt(ctx->arena, "%u", f->row->index),
			lh_fmt(ctx->arena, "%u", result->number), NULL);
		break;
	case LH__SFNT_DAMAGED:
		lh_diag(ctx, LH_E_FONT_DAMAGED, file, result->table, NULL);
		break;
	case LH__SFNT_RESTRICTED:
		lh_diag(ctx, LH_E_FONT_RESTRICTED, file, lh_fmt(ctx->arena, "%u", result->number),
			NULL);
		break;
	}
	lh_diag(ctx, LH_N_FONT_NAMED, f->row->loc, NULL);
}

/* The PostScript name as a PDF name can hold it; the face's key when the file has none. */
static const char *ps_name(lh_fonts *fonts, const face *f)
{
	char raw[PS_NAME_MAX + 1];
	unsigned length = sizeof raw;
	hb_ot_name_get_utf8(f->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length,
			    raw);
	char *name = lh_arena_alloc(fonts->arena, sizeof raw);
	size_t n = 0;
	for (unsigned i = 0; i < length && i < PS_NAME_MAX; i++) {
		if (raw[i] > ' ' && raw[i] < 0x7F && !strchr("()<>[]{}/%#", raw[i]))
			name[n++] = raw[i];
	}
	return n ? name : f->row->key;
}

static bool face_open(lh_fonts *fonts, face *f)
{
	f->state = FACE_BROKEN;
	if (!lh_file_map(fonts->ctx, f->row->path, &f->map)) {
		lh_diag(fonts->ctx, LH_N_FONT_NAMED, f->row->loc, NULL);
		return false;
	}
	f->info = (lh_face_info){
		.file = f->row->path, .bytes = f->map.bytes, .length = f->map.length};
	lh__sfnt_result result = lh__sfnt_open(&f->info, f->row->index);
	if (result.fault != LH__SFNT_SOUND) {
		report(fonts, f, &result);
		lh_file_unmap(&f->map);
		return false;
	}
	/* HarfBuzz counts in 32 bits; tables that lie behind are out of its sight. */
	unsigned length = f->map.length > UINT32_MAX ? UINT32_MAX : (unsigned)f->map.length;
	hb_blob_t *blob = hb_blob_create((const char *)f->map.bytes, length,
					 HB_MEMORY_MODE_READONLY, NULL, NULL);
	f->hb_face = hb_face_create(blob, f->row->index);
	hb_blob_destroy(blob);
	f->hb_font = hb_font_create(f->hb_face);
	f->info.ps_name = ps_name(fonts, f);
	f->glyphs = LH_NEW(fonts->arena, cp_table);
	f->state = FACE_OPEN;
	return true;
}

bool lh_fonts_open(lh_fonts *fonts, uint16_t face)
{
	struct face *f = &fonts->faces[face];
	return f->state == FACE_OPEN || (f->state == FACE_CLOSED && face_open(fonts, f));
}

/* Characters that may have nothing to draw. */
static bool is_blank(uint32_t cp)
{
	return lh_cp_is_space(cp) || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
}

/*
 * Glyph of a character as the file says. Some fonts map characters to empty outlines, which would
 * print a blank in the middle of a name: those count as missing, and so do damaged ones.
 */
static uint16_t look_up(const face *f, uint32_t cp, bool *damaged_out)
{
	*damaged_out = false;
	hb_codepoint_t glyph;
	if (!hb_font_get_nominal_glyph(f->hb_font, cp, &glyph) || glyph == 0 ||
	    glyph >= f->info.n_glyphs)
		return 0;
	switch (lh__sfnt_outline(&f->info, glyph)) {
	case LH__OUTLINE_INK:
		return (uint16_t)glyph;
	case LH__OUTLINE_EMPTY:
		return is_blank(cp) ? (uint16_t)glyph : 0;
	case LH__OUTLINE_BAD:
		*damaged_out = true;
		return 0;
	}
	return 0;
}

static bool has(lh_fonts *fonts, uint16_t face, uint32_t cp)
{
	if (!lh_fonts_open(fonts, face))
		return false;
	struct face *f = &fonts->faces[face];
	uint16_t glyph = table_at(f->glyphs, cp, GLYPH_UNKNOWN);
	if (glyph != GLYPH_UNKNOWN)
		return glyph != 0;
	bool damaged;
	glyph = look_up(f, cp, &damaged);
	if (damaged) {
		char text[5] = {0};
		lh_utf8_put(text, cp);
		lh_diag(fonts->ctx, LH_E_FONT_OUTLINE, (lh_loc){f->row->path, 0, 0}, text,
			lh_fmt(fonts->ctx->arena, "U+%04X", cp), NULL);
		lh_diag(fonts->ctx, LH_N_FONT_NAMED, f->row->loc, NULL);
	}
	table_set(fonts->arena, f->glyphs, cp, glyph, GLYPH_UNKNOWN);
	return glyph != 0;
}

static uint16_t among_preferred(lh_fonts *fonts, const lh__prefer *rows, size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < rows[i].n_ranges; k++) {
			const lh__range *range = &rows[i].ranges[k];
			if (cp >= range->first && cp <= range->last && has(fonts, rows[i].face, cp))
				return rows[i].face;
		}
	}
	return LH_FACE_NONE;
}

static uint16_t choose(lh_fonts *fonts, lh_role role, uint32_t cp)
{
	const lh__role_row *row = &fonts->roles.roles[role];
	uint16_t face = among_preferred(fonts, row->prefer, row->n_prefer, cp);
	if (face == LH_FACE_NONE)
		face = among_preferred(fonts, fonts->roles.prefer, fonts->roles.n_prefer, cp);
	for (size_t i = 0; face == LH_FACE_NONE && i < row->n_chain; i++) {
		if (has(fonts, row->chain[i], cp))
			face = row->chain[i];
	}
	return face;
}

uint16_t lh_fonts_face(lh_fonts *fonts, lh_role role, uint32_t cp)
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return LH_FACE_NONE;
	uint16_t face = table_at(fonts->chosen[role], cp, FACE_UNKNOWN);
	if (face == FACE_UNKNOWN) {
		face = choose(fonts, role, cp);
		table_set(fonts->arena, fonts->chosen[role], cp, face, FACE_UNKNOWN);
	}
	return face;
}

uint32_t lh_face_glyph(const lh_fonts *fonts, uint16_t face, uint32_t cp)
{
	assert(face < fonts->roles.n_faces);
	const struct face *f = &fonts->faces[face];
	if (f->state != FACE_OPEN || cp > 0x10FFFF)
		return 0;
	uint16_t glyph = table_at(f->glyphs, cp, GLYPH_UNKNOWN);
	bool damaged;
	return glyph != GLYPH_UNKNOWN ? glyph : look_up(f, cp, &damaged);
}

int32_t lh_face_advance(const lh_fonts *fonts, uint16_t face, uint32_t cp)
{
	uint32_t glyph = lh_face_glyph(fonts, face, cp);
	if (!glyph)
		return 0;
	const lh_face_info *info = &fonts->faces[face].info;
	return (lh__sfnt_advance(info, glyph) * 1000 + info->units_per_em / 2) / info->units_per_em;
}

const lh_face_info *lh_face_info_at(const lh_fonts *fonts, uint16_t face)
{
	assert(face < fonts->roles.n_faces);
	const struct face *f = &fonts->faces[face];
	return f->state == FACE_OPEN ? &f->info : NULL;
}

size_t lh_fonts_count(const lh_fonts *fonts)
{
	return fonts->roles.n_faces;
}

const char *lh_fonts_key(const lh_fonts *fonts, uint16_t face)
{
	return fonts->faces[face].row->key;
}

const char *lh_fonts_path(const lh_fonts *fonts, uint16_t face)
{
	return fonts->faces[face].row->path;
}

const uint16_t *lh_fonts_chain(const lh_fonts *fonts, lh_role role, size_t *n_out)
{
	*n_out = fonts->roles.roles[role].n_chain;
	return fonts->roles.roles[role].chain;
}

static uint16_t ruler_face(void *self, lh_role role, uint32_t cp)
{
	return lh_fonts_face(self, role, cp);
}

static int32_t ruler_advance(void *self, uint16_t face, uint32_t cp)
{
	return lh_face_advance(self, face, cp);
}

lh_ruler lh_fonts_ruler(lh_fonts *fonts)
{
	return (lh_ruler){.self = fonts, .face = ruler_face, .advance = ruler_advance};
}

const char *lh_fonts_docx_name(const lh_fonts *fonts, lh_role role)
{
	return fonts->roles.roles[role].docx_name;
}

const char *lh_fonts_docx_alt(const lh_fonts *fonts, lh_role role)
{
	return fonts->roles.roles[role].docx_alt;
}

const char *lh_fonts_docx_latin(const lh_fonts *fonts)
{
	return fonts->roles.docx_latin;
}

const char *lh_fonts_docx_rare(const lh_fonts *fonts)
{
	return fonts->roles.docx_rare;
}

const char *lh_fonts_docx_rare_alt(const lh_fonts *fonts)
{
	return fonts->roles.docx_rare_alt;
}

/* HarfBuzz hands its drawing over in calls of its own; these pass them on. */
static void draw_move(hb_draw_funcs_t *f, void *sink, hb_draw_state_t *st, float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	const lh_outline_sink *s = sink;
	s->move_to(s->self, x, y);
}

static void draw_line(hb_draw_funcs_t *f, void *sink, hb_draw_state_t *st, float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	const lh_outline_sink *s = sink;
	s->line_to(s->self, x, y);
}

static void draw_cubic(hb_draw_funcs_t *f, void *sink, hb_draw_state_t *st, float x1, float y1, float x2,
		       float y2, float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	const lh_outline_sink *s = sink;
	s->cubic_to(s->self, x1, y1, x2, y2, x, y);
}

static void draw_close(hb_draw_funcs_t *f, void *sink, hb_draw_state_t *st, void *user)
{
	(void)f, (void)st, (void)user;
	const lh_outline_sink *s = sink;
	s->close(s->self);
}

void lh_face_outline(const lh_fonts *fonts, uint16_t face_index, uint32_t cp, const lh_outline_sink *sink)
{
	uint32_t glyph = lh_face_glyph(fonts, face_index, cp);
	if (!glyph)
		return;
	/* Without a function for quadratic curves HarfBuzz gives them as cubic ones. */
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, draw_cubic, NULL, NULL);
	hb_draw_funcs_set_close_path_func(funcs, draw_close, NULL, NULL);
	hb_font_get_glyph_shape(fonts->faces[face_index].hb_font, glyph, funcs, (void *)(uintptr_t)sink);
	hb_draw_funcs_destroy(funcs);
}
