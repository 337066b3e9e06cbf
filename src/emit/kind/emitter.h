/*
 * Emitters: each a room in src/emit/ and one line in the registry, src/emit/formats.c. How one is
 * added is told in docs/adding-a-format.md.
 *
 * An emitter turns a tree (DOCX) or pages (PDF, PNG) into the bytes of one file. It never touches
 * the disk: the caller writes the bytes in one step or not at all.
 */
#ifndef LH_EMIT_KIND_EMITTER_H
#define LH_EMIT_KIND_EMITTER_H

#include "layout/page/pages.h"
#include "pack/deflate.h"

struct lh_buf;
struct lh_memo;

/*
 * Coded outlines for LH_COMPRESSION_BATCH, kept from document to document. Not for two threads at
 * once; lives no longer than the fonts it is used with. The bytes of a document do not depend on it.
 */
typedef struct lh_glyph_cache lh_glyph_cache;

typedef struct lh_emit_options {
	lh_compression compression;
	lh_glyph_cache *glyphs; /* for BATCH; NULL: outlines are coded anew for this document */
	struct lh_memo *memo;   /* pieces that other documents have in common (util/memo.h), or NULL */
	bool pdfa;              /* PDF/A-1b */
	size_t page;            /* for emitters of single pages: which one, from 0 */
	int32_t dpi;            /* of pictures; 0: the emitter's own default */
	/*
	 * For tree emitters: laid-out pages, for cached page numbers and pictures of tables; may be NULL:
	 * tables then stay tables.
	 */
	const lh_pages *pages;
} lh_emit_options;

typedef struct lh_emitter {
	const char *name;   /* "pdf": the word of --to */
	const char *suffix; /* ".pdf" */
	bool single_page;   /* one file a page: "-1.png", "-2.png" … */
	/* Exactly one of the two. False with messages on failure; `out` is then worthless. */
	bool (*emit_tree)(lh_ctx *ctx, const lh_node *document, const lh_fonts *fonts,
			  const lh_emit_options *options, struct lh_buf *out);
	bool (*emit_pages)(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,
			   const lh_emit_options *options, struct lh_buf *out);
} lh_emitter;

#endif
