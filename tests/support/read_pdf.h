/* The little of a PDF that tests look into: objects of files that our own writer made. */
#ifndef LH_TEST_READ_PDF_H
#define LH_TEST_READ_PDF_H

#include "util/base.h"
#include "util/buf.h"

/* Text of object `number` up to "stream" or "endobj". Fails the test when there is none. */
const char *pdf_object(lh_arena *arena, const lh_buf *file, unsigned number);
/* Bytes of a stream, unpacked, NUL behind them. */
const char *pdf_stream(lh_arena *arena, const lh_buf *file, unsigned number, size_t *length_out);
/* Number of the first object from `from` on whose text holds `text`; 0 when there is none. */
unsigned pdf_find(lh_arena *arena, const lh_buf *file, const char *text, unsigned from);
/* The number behind `key` in an object's text: "/Contents 12 0 R" gives 12. */
unsigned pdf_ref(const char *object, const char *key);
/* Unpacked content of page `index`; zero bytes, as codes have them, read "@". */
const char *pdf_page(lh_arena *arena, const lh_buf *file, size_t index);

#endif
