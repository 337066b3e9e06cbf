/*
 * Reading the words of a DOCX back: paragraphs in reading order, and in each what stands in content
 * controls (the values of data) and what stands outside (the printed text). Made for our own files
 * after Word, WPS or LibreOffice have saved them: headers, drawings, results of fields, and what
 * tracked changes have deleted, are left out; empty paragraphs are too.
 */
#ifndef LH_RETURNED_DOCX_READ_H
#define LH_RETURNED_DOCX_READ_H

#include "pack/opc.h"

typedef struct lh_docx_seg {
	const char *text; /* "" for an emptied control */
	bool control;
	const char *tag;  /* of the control; LibreOffice loses it: then NULL */
} lh_docx_seg;

typedef struct lh_docx_line {
	lh_docx_seg *segs; /* printed text and controls; neighbours outside controls are one */
	size_t n;
	const char *text;  /* all of it */
} lh_docx_line;

typedef struct lh_docx_words {
	lh_docx_line *lines;
	size_t n;
} lh_docx_words;

/* Lives in `arena`. False with a message. */
bool lh_docx_read(lh_ctx *ctx, lh_arena *arena, const char *path, const lh_buf *bytes,
		  lh_docx_words *words_out);

/* The words of its footers, runs joined: for the fingerprint that stands there. */
bool lh_docx_read_footers(lh_ctx *ctx, const char *path, const lh_buf *bytes, lh_buf *out);

#endif
