/*
 * A 128-bit fingerprint of bytes (SipHash-2-4-128 under the zero key): for document ids, not for
 * secrets.
 */
#ifndef LH_UTIL_HASH_H
#define LH_UTIL_HASH_H

#include "lianheti/base.h"

/* Writes 32 lower-case hexadecimal digits and NUL. */
void lh_hash128(const void *bytes, size_t length, char hex_out[33]);

#endif
