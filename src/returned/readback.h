/*
 * Reading back: a paper of ours that the parties edited in Word or LibreOffice is compared with the
 * one that the data gives now. Changes inside content controls are changes of data; all others are
 * changes of the printed text, which nobody may make unseen.
 */
#ifndef LH_RETURNED_READBACK_H
#define LH_RETURNED_READBACK_H

#include "paper/paper.h"

/* One value that stands differently in the paper. */
typedef struct lh_field_change {
	const char *path;    /* "units[3].name" */
	const char *name;    /* 中文名 */
	lh_loc loc;          /* of the value in the data */
	const char *before, *after; /* as printed; a long text: the paragraph that changed */
	size_t places, of;   /* changed in so many of the places where it is printed */
	bool conflict;       /* two places say two different things */
	bool can_patch;      /* `text` is what the data would hold */
	const char *text;    /* the whole new value */
} lh_field_change;

/* One line of printed text. */
typedef struct lh_text_change {
	const char *before, *after; /* NULL: it was added; NULL: it was taken out */
} lh_text_change;

typedef struct lh_readback {
	lh_field_change *fields;
	size_t n_fields;
	lh_text_change *texts;
	size_t n_texts;
} lh_readback;

/* Compare `bytes`, the DOCX at `path`, with the paper of the request. False with messages. */
bool lh_readback_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		      const char *path, const lh_buf *bytes, lh_readback *out);

/*
 * The data file with every change that can be taken over, byte for byte the same elsewhere. Changes
 * in conflict are left alone. False with messages when the changed data would have new errors.
 */
bool lh_readback_patch(lh_ctx *ctx, lh_engine *engine, const lh_paper_request *request,
		       const lh_readback *changes, lh_buf *out, size_t *n_out);

#endif
