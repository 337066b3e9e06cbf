/*
 * The words of a finished paper, as they can be read from the file: for comparing a paper with data.
 * PDF files are read by pdftotext of poppler, which knows every kind of file that a signing platform
 * may have made of ours.
 */
#ifndef LH_RETURNED_PAPERTEXT_H
#define LH_RETURNED_PAPERTEXT_H

#include "util/buf.h"
#include "util/ctx.h"

/* UTF-8, each page of a PDF ended by a form feed. False with a message when the file cannot be read. */
bool lh_pdf_text(lh_ctx *ctx, const char *path, lh_buf *out);

#endif
