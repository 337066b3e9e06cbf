/*
 * DEFLATE, for the streams of a PDF and the tables of its fonts. One deflater serves one document;
 * its working memory is too large to be made anew for each stream.
 */
#ifndef LH_PACK_DEFLATE_H
#define LH_PACK_DEFLATE_H

#include "util/buf.h"

/* How hard a file is compressed: chosen by the user, never by load, since it decides the bytes. */
typedef enum lh_compression {
	LH_COMPRESSION_COMPACT, /* default */
	LH_COMPRESSION_FAST,
	LH_COMPRESSION_BATCH,   /* glyph cache: largest files, least time */
} lh_compression;

typedef struct lh_deflater lh_deflater;

lh_deflater *lh_deflater_new(lh_compression compression);
void lh_deflater_free(lh_deflater *deflater); /* accepts NULL */

/* Compressed bytes in the arena: zlib container, as /FlateDecode reads it. Never fails. */
const void *lh_deflate(lh_deflater *deflater, lh_arena *arena, const void *bytes, size_t length,
			size_t *length_out);

/* CRC-32 as ZIP files carry it. */
uint32_t lh_crc32(const void *bytes, size_t length);

/* The checksum of the zlib container. */
uint32_t lh_adler32(const void *bytes, size_t length);

#endif
