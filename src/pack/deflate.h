/*
 * DEFLATE, for the streams of a PDF and the tables of its fonts. One deflater serves one document;
 * its working memory is too large to be made anew for each stream.
 */
#ifndef LH_PACK_DEFLATE_H
#define LH_PACK_DEFLATE_H

#include "lianheti/emit.h"
#include "util/buf.h"

typedef struct lh__deflater lh__deflater;

lh__deflater *lh__deflater_new(lh_compression compression);
void lh__deflater_free(lh__deflater *deflater); /* accepts NULL */

/* Compressed bytes in the arena: zlib container, as /FlateDecode reads it. Never fails. */
const void *lh__deflate(lh__deflater *deflater, lh_arena *arena, const void *bytes, size_t length,
			size_t *length_out);

/* CRC-32 as ZIP files carry it. */
uint32_t lh__crc32(const void *bytes, size_t length);

/* The checksum of the zlib container. */
uint32_t lh__adler32(const void *bytes, size_t length);

#endif
