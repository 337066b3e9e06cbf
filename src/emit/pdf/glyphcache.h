/*
 * Outlines coded once for many documents.
 *
 * Nearly all bytes of a Chinese form are outlines, and the outline of a character never changes.
 * Each face has one DEFLATE code, made from a sample of its glyphs; the code string of a glyph is
 * kept when it is first used, and a font stream is those strings laid end to end. The bytes of a
 * document do not depend on what the cache held before.
 */
#ifndef LH_EMIT_PDF_GLYPHCACHE_H
#define LH_EMIT_PDF_GLYPHCACHE_H

#include "emit/kind/emitter.h"
#include "emit/pdf/glyf.h"

lh_glyph_cache *lh_glyph_cache_new(void);
void lh_glyph_cache_free(lh_glyph_cache *cache); /* accepts NULL */

/*
 * Append the subset's file, deflated in a zlib container; *raw_out is its length before that. The
 * cache knows the face by its info.
 */
void lh__glyphcache_file(lh_glyph_cache *cache, const lh_face_info *face, const lh__subset *subset,
			 lh_buf *out, size_t *raw_out);

#endif
