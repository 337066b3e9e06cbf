/*
 * What the files of the DOCX writer share. One lh_docx lives while one file is written: it holds
 * the part that is being written and the counter that makes ids unique and the same every time.
 */
#ifndef LH_EMIT_DOCX_INSIDE_H
#define LH_EMIT_DOCX_INSIDE_H

#include "emit/docx/docx.h"
#include "pack/xml.h"
#include "util/ctx.h"

typedef struct lh_docx {
	const lh_node *document;
	const lh_docx_fonts *fonts;
	const lh_pages *pages;	/* for cached page numbers; may be NULL */
	lh_arena *arena;	/* scratch of this file */
	lh_buf body;		/* word/document.xml */
	const lh_node *section; /* the one being written */
	const lh_node **anchors; /* headings that links lead to */
	size_t n_anchors;
	lh_buf *pictures; /* PNG files of word/media, heap */
	size_t n_pictures, cap_pictures;
	bool failed; /* a message says why */
	lh_ctx *ctx;
	int32_t last_id;	/* of controls, drawings, fitted texts and bookmarks alike */
} lh_docx;

/* Lengths of WordprocessingML. */
int32_t lh_docx_twips(lh_emu length);
int32_t lh_docx_half_points(lh_emu size);
/* Width of a text on one line: Chinese characters an em, others half an em. */
lh_emu lh_docx_text_width(const char *text, lh_emu size);
/*
 * A name that Word bounds to `most` characters (more than 17): itself, or its beginning, the
 * separator and the 16 hexadecimal digits of its FNV-1a hash. Escaped for XML.
 */
void lh_docx_short_name(lh_buf *buf, const char *name, size_t most, char separator);
/* The next unused id. */
int32_t lh_docx_id(lh_docx *docx);

/* format.c: properties of runs and paragraphs. */

/* A run format over a base it deviates from; NULL: all of it, as a style says it. */
typedef struct lh_docx_run {
	const lh_run_fmt *fmt;
	const lh_run_fmt *base;
	const char *font;  /* instead of the role's, for all four kinds of characters; or NULL */
	bool chinese;	   /* has characters that Word must not take for Latin ones */
	int32_t spacing;   /* twips behind each character */
	int32_t fit_width; /* twips; 0: none */
	int32_t fit_id;
} lh_docx_run;

/* w:rPr, or nothing when there is nothing to say. */
void lh_docx_rpr(lh_buf *buf, const lh_docx_fonts *fonts, const lh_docx_run *run);
/*
 * Contents of a w:pPr for paragraph properties where they deviate from `base` (NULL: all); the
 * pitches are those of their lines; `leader`: where a dotted leader ends, 0: there is none.
 */
void lh_docx_ppr(lh_buf *buf, const lh_para_fmt *fmt, const lh_para_fmt *base, lh_emu pitch,
		 lh_emu base_pitch, lh_emu leader);
/* Pitch of a paragraph that has nothing but its style. */
lh_emu lh_docx_style_pitch(const lh_style *style);

/* para.c: paragraphs and their runs. */

/* Has both boxes, on every Windows since 7; other systems put one of theirs in its place. */
#define LH_DOCX_SYMBOL_FONT "Segoe UI Symbol"

/* What a paragraph takes from the place where it stands. */
typedef struct lh_docx_place {
	const lh_node *section; /* ends with this paragraph; or NULL */
	bool keep_next;		/* the row around it stays with the next one */
	lh_emu above, below; /* more space before and after */
} lh_docx_place;

void lh_docx_para(lh_docx *docx, const lh_node *para, const lh_docx_place *place);
/* An empty paragraph in the style of `like`, for the parts of merged cells. */
void lh_docx_empty(lh_docx *docx, const lh_node *like, bool keep_next);
/* A paragraph next to nothing high: after a table, where one must stand; between two tables. */
void lh_docx_hairline(lh_docx *docx, const lh_node *section, bool keep_next);
/* The same with the floating outlines of the table behind it. */
void lh_docx_hairline_seals(lh_docx *docx, const lh_node *table);
enum { LH_DOCX_HAIRLINE = 20 }; /* twips */

/* link.c: headings that links lead to, and the page numbers that they show. */

/* Find the targets of all links. */
void lh_docx_links(lh_docx *docx);
/* The bookmark around a heading; NULL when nothing leads to it. */
const char *lh_docx_anchor(const lh_docx *docx, const lh_node *heading);
/* Page number of a heading in our layout. */
const char *lh_docx_page_of_heading(const lh_docx *docx, const lh_node *heading);

/* outline.c: that of a seal, centred at `x` and `y` from what the two words of DrawingML say. */
void lh_docx_outline(lh_docx *docx, const lh_slot *slot, const char *x_from, lh_emu x,
		     const char *y_from, lh_emu y);

/* slot.c: bookmark and outline of a place for a seal; `end` closes what `begin` opened. */
int32_t lh_docx_slot_begin(lh_docx *docx, const lh_node *run);
void lh_docx_slot_end(lh_docx *docx, int32_t bookmark);

/* seal.c: where seals will stand, as far as it can be told. */

/* Is the run a mark whose seal is shown? */
bool lh_docx_slot_drawn(const lh_docx *docx, const lh_node *run);
/* Space that a cell's places for seals ask for around its text; 0 where there are none. */
typedef struct lh_docx_room {
	lh_emu above, below;
	bool aligned; /* vertical alignment is left to Word; else `above` holds it */
} lh_docx_room;
lh_docx_room lh_docx_seal_room(const lh_docx *docx, const lh_node *cell, lh_emu height);
/* How far a seal moves sideways to stand inside its cell or the text area. */
lh_emu lh_docx_seal_slide(const lh_docx *docx, const lh_node *run);
/*
 * In a table without rules, as covers have them, a seal may be higher than its row. LibreOffice
 * would widen the row, so the outlines float: they are anchored in front of the table. A row as high
 * as its free boxes keeps them, so that they follow it to its page.
 */
bool lh_docx_seal_floats(const lh_node *run);
bool lh_docx_seals_float(const lh_docx *docx, const lh_node *table);
/* The outlines of such a table, as runs of the paragraph in front of it. */
void lh_docx_seals(lh_docx *docx, const lh_node *table);

/* table.c */
void lh_docx_table(lh_docx *docx, const lh_node *table);

/* picture.c: tables as pictures. */

/* Can the table be shown as a picture? It wants to be one, and stands on our pages. */
bool lh_docx_is_picture(const lh_docx *docx, const lh_node *table);
/* A paragraph with a picture for each page that the table stands on. */
void lh_docx_picture(lh_docx *docx, const lh_node *table);
/* Relationship of picture `index`, from 0. */
const char *lh_docx_picture_id(lh_docx *docx, size_t index);

/* section.c: sections, their page numbers, headers and footers. */

/* Relationship of the document to its header. */
#define LH_DOCX_DRAFT "rIdDraft"

enum {
	LH_DOCX_FOOT_SIZE = 14 * LH_EMU_PT, /* 四号 */
	LH_DOCX_FOOT_PITCH = 364 * LH_EMU_TWIP,
	LH_DOCX_LINE_SIZE = 9 * LH_EMU_PT, /* 小五: the line under the number */
	LH_DOCX_LINE_PITCH = 240 * LH_EMU_TWIP,
};

/* What stands at the foot: no number, one in the middle, a dashed one on the right or on the left. */
typedef enum lh_docx_foot {
	LH_DOCX_FOOT_NONE,
	LH_DOCX_FOOT_CENTER,
	LH_DOCX_FOOT_ODD,
	LH_DOCX_FOOT_EVEN,
	LH_DOCX_FEET,
} lh_docx_foot;
/* Footer of odd pages of a section; DASHED: EVEN is for the others. */
lh_docx_foot lh_docx_foot_of(const lh_section_props *section);
/* "none", "odd-2" …: the same for sections with the same foot and the same line under it. */
const char *lh_docx_foot_name(const lh_docx *docx, lh_docx_foot foot, const char *line);
const char *lh_docx_foot_id(const lh_docx *docx, lh_docx_foot foot, const char *line);

/* Does any section have something at its foot; do odd and even pages carry different ones? */
bool lh_docx_footed(const lh_node *document);
bool lh_docx_odd_even(const lh_node *document);
/* w:sectPr. */
void lh_docx_sectpr(lh_docx *docx, const lh_node *section);
/* Cached results of page fields; the bookmark at the end of the counting that `section` is in. */
const char *lh_docx_page_of(lh_docx *docx, const lh_node *run);
const char *lh_docx_last_page(lh_docx *docx, const lh_node *section);
const char *lh_docx_count_name(lh_docx *docx, const lh_node *section);
/* Sets that bookmark when a counting ends with `section` and a field asks for its last number. */
void lh_docx_count_end(lh_docx *docx, const lh_node *section);

/* styles.c, parts.c: the other parts, each written whole. */
void lh_docx_styles(const lh_docx *docx, lh_buf *out);
void lh_docx_font_table(const lh_docx *docx, lh_buf *out);
void lh_docx_theme(const lh_docx *docx, lh_buf *out);
void lh_docx_settings(const lh_docx *docx, lh_buf *out);
void lh_docx_core(const lh_docx *docx, lh_buf *out);
void lh_docx_app(lh_buf *out);
/* Header with the draft mark; a footer with the line of a section, NULL: without. */
void lh_docx_draft(const lh_docx *docx, lh_buf *out);
void lh_docx_footer(const lh_docx *docx, lh_docx_foot foot, const char *line, lh_buf *out);
/* Namespaces of document, headers and footers. */
#define LH_DOCX_NAMESPACES                                                                         \
	" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                \
	" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

#endif
