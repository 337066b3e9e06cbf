/*
 * The DOCX writer: a tree becomes WordprocessingML. Word does its own layout; the writer gives it
 * the same lengths, line pitches and keep rules that the pages of the PDF were made with.
 * docs/docx.md tells what stands where in the file.
 */
#ifndef LH_EMIT_DOCX_DOCX_H
#define LH_EMIT_DOCX_DOCX_H

#include "emit/kind/emitter.h"
#include "util/buf.h"

extern const lh_emitter lh_emit_docx;

/* Names of typefaces on the reader's machine; a DOCX names fonts and embeds none. */
typedef struct lh_docx_fonts {
	const char *name[LH_ROLE_COUNT]; /* 仿宋 */
	const char *alt[LH_ROLE_COUNT];	 /* FangSong: where `name` is unknown */
	const char *latin;		 /* Latin letters and digits of every role */
	const char *rare, *rare_alt;	 /* characters beyond the Basic Multilingual Plane */
	const lh_fonts *faces;		 /* for pictures of tables; NULL: tables stay tables */
} lh_docx_fonts;

/* What lh_emit_docx does once it has asked the faces for their names. */
bool lh_docx_write(lh_ctx *ctx, const lh_node *document, const lh_docx_fonts *fonts,
		   const lh_emit_options *options, lh_buf *out);

/* The tag of content controls for a data path: itself, or short enough for Word. */
char *lh_docx_tag(lh_arena *arena, const char *path);

#endif
