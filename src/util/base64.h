/* Base64 (RFC 4648), for pictures inside of a page. */
#ifndef LH_UTIL_BASE64_H
#define LH_UTIL_BASE64_H

#include "util/buf.h"

/* Append the bytes in Base64, padded, without breaks. */
void lh_buf_base64(lh_buf *out, const void *bytes, size_t length);

#endif
