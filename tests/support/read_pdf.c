/* The little of a PDF that tests look into. */
#include "support/read_pdf.h"

#include <libdeflate.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "util/arena.h"

static const char *find(const lh_buf *file, size_t from, const char *text)
{
	return memmem(file->bytes + from, file->length - from, text, strlen(text));
}

static const char *object_at(lh_arena *arena, const lh_buf *file, unsigned number)
{
	const char *head = lh_fmt(arena, "\n%u 0 obj\n", number);
	const char *at = find(file, 0, head);
	return at ? at + strlen(head) : NULL;
}

static const char *object_end(const lh_buf *file, const char *at)
{
	const char *stream = find(file, (size_t)(at - file->bytes), ">>\nstream\r\n");
	const char *end = find(file, (size_t)(at - file->bytes), "\nendobj");
	assert_non_null(end);
	return stream && stream < end ? stream : end;
}

const char *pdf_object(lh_arena *arena, const lh_buf *file, unsigned number)
{
	const char *at = object_at(arena, file, number);
	assert_non_null(at);
	return lh_arena_strndup(arena, at, (size_t)(object_end(file, at) - at));
}

unsigned pdf_ref(const char *object, const char *key)
{
	const char *at = strstr(object, key);
	assert_non_null(at);
	return (unsigned)strtoul(at + strlen(key), NULL, 10);
}

const char *pdf_stream(lh_arena *arena, const lh_buf *file, unsigned number, size_t *length_out)
{
	const char *text = pdf_object(arena, file, number);
	const char *at =
		object_end(file, object_at(arena, file, number)) + strlen(">>\nstream\r\n");
	size_t length = strtoul(pdf_object(arena, file, pdf_ref(text, "/Length ")), NULL, 10);
	assert_true(at + length <= file->bytes + file->length);
	if (!strstr(text, "/FlateDecode")) {
		*length_out = length;
		return lh_arena_strndup(arena, at, length);
	}
	enum { MOST = 8 << 20 };
	char *bytes = lh_arena_alloc(arena, MOST);
	struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
	assert_int_equal(
		libdeflate_zlib_decompress(unpacker, at, length, bytes, MOST - 1, length_out),
		LIBDEFLATE_SUCCESS);
	libdeflate_free_decompressor(unpacker);
	return bytes;
}

unsigned pdf_find(lh_arena *arena, const lh_buf *file, const char *text, unsigned from)
{
	for (unsigned number = from; object_at(arena, file, number); number++) {
		if (strstr(pdf_object(arena, file, number), text))
			return number;
	}
	return 0;
}

const char *pdf_page(lh_arena *arena, const lh_buf *file, size_t index)
{
	unsigned number = pdf_find(arena, file, "/Type /Page\n", 1);
	for (size_t i = 0; i < index; i++)
		number = pdf_find(arena, file, "/Type /Page\n", number + 1);
	assert_int_not_equal(number, 0);
	size_t length;
	unsigned contents = pdf_ref(pdf_object(arena, file, number), "/Contents ");
	const char *bytes = pdf_stream(arena, file, contents, &length);
	char *text = lh_arena_memdup(arena, bytes, length + 1);
	for (size_t i = 0; i < length; i++)
		text[i] = text[i] ? text[i] : '@';
	return text;
}
