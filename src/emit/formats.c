/* The registry of output formats, and the two text dumps, which need no file of their own. */
#include "emit/formats.h"

#include <string.h>

#include "doc/dump.h"
#include "emit/docx/docx.h"
#include "emit/pdf/pdf.h"
#include "emit/places/platform.h"
#include "emit/image/png.h"
#include "emit/places/slots.h"
#include "layout/page/layout.h"
#include "util/buf.h"

static bool emit_tree_dump(lh_ctx *ctx, const lh_node *document, const lh_fonts *fonts,
			   const lh_emit_options *options, lh_buf *out)
{
	(void)ctx;
	(void)fonts;
	(void)options;
	lh_doc_dump(document, out);
	return true;
}

static bool emit_pages_dump(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,
			    const lh_emit_options *options, lh_buf *out)
{
	(void)ctx;
	(void)fonts;
	(void)options;
	lh_pages_dump(pages, out);
	return true;
}

static const lh_emitter emit_tree = {
	.name = "tree", .suffix = ".tree.txt", .emit_tree = emit_tree_dump,
};

static const lh_emitter emit_pages = {
	.name = "pages", .suffix = ".pages.txt", .emit_pages = emit_pages_dump,
};

static const lh_emitter *const registry[] = {
	&lh_emit_pdf, &lh_emit_docx, &lh_emit_slots, &lh_emit_png, &lh_emit_esign, &lh_emit_tencent,
	&lh_emit_kaifangqian, &lh_emit_junziqian, &emit_tree, &emit_pages, NULL,
};

const lh_emitter *lh_emitter_find(const char *name)
{
	for (size_t i = 0; registry[i]; i++)
		if (strcmp(registry[i]->name, name) == 0)
			return registry[i];
	return NULL;
}

const lh_emitter *const *lh_emitters(void)
{
	return registry;
}
