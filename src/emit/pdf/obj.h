/*
 * Objects of a PDF file, by libharu: numbered dictionaries and streams, the page tree, the
 * cross-reference table, the file. The only file that knows libharu is pdfobj.c.
 *
 * An object is known by its number. What a dictionary holds is text that the caller composes, as it
 * shall stand in the file: "/Type/Font/Subtype/Type0"; another object is written "12 0 R". So
 * coordinates are exact, and the bytes do not depend on how a version of libharu prints numbers.
 *
 * Failure is remembered, not returned: after it every call does nothing, numbers are 0, and
 * lh__pdf_save says so.
 */
#ifndef LH_EMIT_PDF_OBJ_H
#define LH_EMIT_PDF_OBJ_H

#include "util/base.h"
#include "util/buf.h"

typedef struct lh__pdf lh__pdf;
typedef uint32_t lh__pdf_ref;

/* How libharu gets memory: malloc and free, unless a test wants them to fail. */
typedef struct lh__pdf_memory {
	void *(*alloc)(unsigned size);
	void (*release)(void *block);
} lh__pdf_memory;

/* `memory` may be NULL. `arena` must outlive the file. */
lh__pdf *lh__pdf_new(lh_arena *arena, const lh__pdf_memory *memory);
void lh__pdf_free(lh__pdf *pdf); /* accepts NULL */

/* A new dictionary with a number, still empty. */
lh__pdf_ref lh__pdf_dict(lh__pdf *pdf);
/* A new stream; the bytes are borrowed until the file is saved. */
lh__pdf_ref lh__pdf_stream(lh__pdf *pdf, const void *bytes, size_t length, bool deflated);
/* A new last page. Its contents are deflated and borrowed like a stream's. */
lh__pdf_ref lh__pdf_page(lh__pdf *pdf, lh_emu w, lh_emu h, const void *bytes, size_t length);

/* The document's catalogue; /Type and /Pages are there. */
lh__pdf_ref lh__pdf_catalog(const lh__pdf *pdf);
/* The document's information dictionary. */
lh__pdf_ref lh__pdf_info(const lh__pdf *pdf);

/* Append entries to a dictionary; the text is copied. */
void lh__pdf_put(lh__pdf *pdf, lh__pdf_ref object, const lh_buf *text);
void lh__pdf_puts(lh__pdf *pdf, lh__pdf_ref object, const char *text);
typedef enum lh__pdf_version { LH__PDF_1_4, LH__PDF_1_7 } lh__pdf_version;

/*
 * The bytes of the file, with an /ID that is a fingerprint of all that its objects hold: same
 * content, same id. 0 when all is well, else libharu's number of the first failure, and `out`
 * is worthless.
 */
unsigned long lh__pdf_save(lh__pdf *pdf, lh__pdf_version version, lh_buf *out);

/*
 * Pieces of dictionaries. Text is UTF-8; it becomes a literal string when it is plain ASCII, else
 * UTF-16 with its mark, in hexadecimal, characters beyond U+FFFF as pairs.
 */
void lh__pdf_text(lh_buf *buf, const char *utf8);
void lh__pdf_utf16(lh_buf *buf, uint32_t cp);     /* four or eight hexadecimal digits */
void lh__pdf_hex(lh_buf *buf, unsigned value);    /* four hexadecimal digits */
void lh__pdf_name(lh_buf *buf, const char *name); /* with its slash; odd bytes as #xx */
void lh__pdf_at(lh_buf *buf, lh__pdf_ref object); /* "12 0 R" */

#endif
