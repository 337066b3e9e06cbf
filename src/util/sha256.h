/* SHA-256 (FIPS 180-4), for manifests that other programs check. */
#ifndef LH_UTIL_SHA256_H
#define LH_UTIL_SHA256_H

#include "util/base.h"

/* Writes 64 lower-case hexadecimal digits and NUL. */
void lh_sha256(const void *bytes, size_t length, char hex_out[65]);

#endif
