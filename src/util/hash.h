/*
 * A 128-bit fingerprint of bytes, the same on every machine: XXH3 of 128 bits, by xxHash. It tells
 * what changed; it keeps no secret and proves nothing against a forger. The only file that knows
 * the library is hash.c.
 */
#ifndef LH_UTIL_HASH_H
#define LH_UTIL_HASH_H

#include "util/base.h"

/* Writes 32 lower-case hexadecimal digits and NUL. */
void lh_hash128(const void *bytes, size_t length, char hex_out[33]);

/* 64 bits of it, for tables in memory. */
uint64_t lh_hash64(const void *bytes, size_t length);

/* The fingerprint of bytes that come piece by piece. */
typedef struct lh_hash lh_hash;
lh_hash *lh_hash_new(void);
void lh_hash_add(lh_hash *hash, const void *bytes, size_t length);
void lh_hash_end(lh_hash *hash, char hex_out[33]); /* and free it */

#endif
