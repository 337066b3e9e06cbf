/* Growable byte buffer. A zeroed lh_buf is an empty one; lh_buf_free releases its bytes. */
#ifndef LH_UTIL_BUF_H
#define LH_UTIL_BUF_H

#include <stdarg.h>
#include <string.h>

#include "util/base.h"

typedef struct lh_buf {
	char *bytes; /* NUL after the last byte once anything was put; NULL while empty */
	size_t length;
	size_t capacity;
} lh_buf;

void lh_buf_free(lh_buf *buf);
void lh_buf_clear(lh_buf *buf); /* length 0, memory kept */
void lh_buf_reserve(lh_buf *buf, size_t more);

/* Inline: a form is tens of thousands of such pieces, most of a few bytes. */
static inline void lh_buf_put(lh_buf *buf, const void *bytes, size_t length)
{
	if (buf->capacity - buf->length <= length)
		lh_buf_reserve(buf, length);
	if (length)
		memcpy(buf->bytes + buf->length, bytes, length);
	buf->length += length;
	buf->bytes[buf->length] = '\0';
}

static inline void lh_buf_puts(lh_buf *buf, const char *text)
{
	lh_buf_put(buf, text, strlen(text));
}

static inline void lh_buf_putc(lh_buf *buf, char byte)
{
	if (buf->capacity - buf->length <= 1)
		lh_buf_reserve(buf, 1);
	buf->bytes[buf->length++] = byte;
	buf->bytes[buf->length] = '\0';
}

void lh_buf_printf(lh_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Decimal digits without the cost of printf; for the hot loops of the writers. */
void lh_buf_int(lh_buf *buf, int64_t number);
/* A length as points with at most `places` decimals, no trailing zeros, never an exponent. */
void lh_buf_pt(lh_buf *buf, int64_t emu, int places);

/* The bytes as a C string ("" when empty). */
const char *lh_buf_str(const lh_buf *buf);

#endif
