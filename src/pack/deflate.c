/*
 * DEFLATE by libdeflate. This file knows the library and which level a choice of the user means; it
 * refuses to know what the bytes are.
 */
#include "pack/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "util/arena.h"

struct lh_deflater {
	struct libdeflate_compressor *compressor;
};

static int level_of(lh_compression compression)
{
	switch (compression) {
	case LH_COMPRESSION_COMPACT:
		return 6;
	case LH_COMPRESSION_FAST:
	case LH_COMPRESSION_BATCH:
		return 1;
	}
	return 6;
}

lh_deflater *lh_deflater_new(lh_compression compression)
{
	lh_deflater *deflater = lh_xmalloc(sizeof *deflater);
	deflater->compressor = libdeflate_alloc_compressor(level_of(compression));
	if (!deflater->compressor)
		lh_out_of_memory();
	return deflater;
}

void lh_deflater_free(lh_deflater *deflater)
{
	if (!deflater)
		return;
	libdeflate_free_compressor(deflater->compressor);
	free(deflater);
}

const void *lh_deflate(lh_deflater *deflater, lh_arena *arena, const void *bytes, size_t length,
			size_t *length_out)
{
	/* With room for the bound the compressor cannot run out of it. */
	size_t bound = libdeflate_zlib_compress_bound(deflater->compressor, length);
	void *room = lh_xmalloc(bound);
	*length_out = libdeflate_zlib_compress(deflater->compressor, bytes, length, room, bound);
	void *result = lh_arena_memdup(arena, room, *length_out);
	free(room);
	return result;
}

uint32_t lh_crc32(const void *bytes, size_t length)
{
	return libdeflate_crc32(/*seed*/ 0, bytes, length);
}

uint32_t lh_adler32(const void *bytes, size_t length)
{
	return libdeflate_adler32(1, bytes, length);
}
