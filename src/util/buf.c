/* Growable byte buffer. */
#include "util/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "util/arena.h"

void lh_buf_free(lh_buf *buf)
{
	free(buf->bytes);
	*buf = (lh_buf){0};
}

void lh_buf_clear(lh_buf *buf)
{
	buf->length = 0;
	if (buf->bytes)
		buf->bytes[0] = '\0';
}

void lh_buf_reserve(lh_buf *buf, size_t more)
{
	if (more > SIZE_MAX / 2 - buf->length)
		lh_out_of_memory();
	size_t need = buf->length + more + 1;
	if (need <= buf->capacity)
		return;
	size_t capacity = buf->capacity ? buf->capacity : 256;
	while (capacity < need)
		capacity *= 2;
	buf->bytes = lh_xrealloc(buf->bytes, capacity);
	buf->capacity = capacity;
}

void lh_buf_printf(lh_buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		lh_buf_reserve(buf, (size_t)n);
		vsnprintf(buf->bytes + buf->length, (size_t)n + 1, format, again);
		buf->length += (size_t)n;
	}
	va_end(again);
}

void lh_buf_int(lh_buf *buf, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	/* Work on the negative side: the magnitude of INT64_MIN has no positive twin. */
	int64_t rest = number > 0 ? -number : number;
	do {
		digits[--at] = (char)('0' - rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		digits[--at] = '-';
	lh_buf_put(buf, digits + at, sizeof digits - at);
}

void lh_buf_pt(lh_buf *buf, int64_t emu, int places)
{
	int64_t scale = 1;
	for (int i = 0; i < places; i++)
		scale *= 10;
	bool negative = emu < 0;
	int64_t magnitude = negative ? -emu : emu;
	int64_t units = (magnitude * scale + LH_EMU_PT / 2) / LH_EMU_PT;
	if (negative && units)
		lh_buf_putc(buf, '-');
	lh_buf_int(buf, units / scale);
	int64_t fraction = units % scale;
	if (!fraction)
		return;
	lh_buf_putc(buf, '.');
	for (scale /= 10; fraction; scale /= 10) {
		lh_buf_putc(buf, (char)('0' + fraction / scale));
		fraction %= scale;
	}
}

const char *lh_buf_str(const lh_buf *buf)
{
	return buf->bytes ? buf->bytes : "";
}
