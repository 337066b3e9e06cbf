/* The PDF emitter; src/emit/pdf.c tells how a file is put together. */
#ifndef LH_EMIT_PDF_PDF_H
#define LH_EMIT_PDF_PDF_H

#include "emit/kind/emitter.h"

extern const lh_emitter lh_emit_pdf;

#endif
