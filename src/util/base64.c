/* Base64 by nettle. */
#include "util/base64.h"

#include <nettle/base64.h>

void lh_buf_base64(lh_buf *out, const void *bytes, size_t length)
{
	size_t room = BASE64_ENCODE_RAW_LENGTH(length);
	lh_buf_reserve(out, room);
	base64_encode_raw(out->bytes + out->length, length, bytes);
	out->length += room;
	out->bytes[out->length] = 0;
}
