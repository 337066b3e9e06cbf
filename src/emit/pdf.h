/* The emitters of fixed pages: the PDF itself, and the list of its seal places. */
#ifndef LH_EMIT_PDF_H
#define LH_EMIT_PDF_H

#include "lianheti/emit.h"

extern const lh_emitter lh_emit_pdf;   /* src/emit/pdf.c */
extern const lh_emitter lh_emit_slots; /* src/emit/slots.c */

#endif
