/* The DOCX emitter as the registry knows it: asks the loaded faces for their names, then writes. */
#include "emit/docx/docx.h"

#include "layout/font/font.h"

static bool emit_tree(lh_ctx *ctx, const lh_node *document, const lh_fonts *fonts,
		      const lh_emit_options *options, lh_buf *out)
{
	lh_docx_fonts names = {
		.faces = fonts,
		.latin = lh_fonts_docx_latin(fonts),
		.rare = lh_fonts_docx_rare(fonts),
		.rare_alt = lh_fonts_docx_rare_alt(fonts),
	};
	for (lh_role role = 0; role < LH_ROLE_COUNT; role++) {
		names.name[role] = lh_fonts_docx_name(fonts, role);
		names.alt[role] = lh_fonts_docx_alt(fonts, role);
	}
	return lh_docx_write(ctx, document, &names, options, out);
}

const lh_emitter lh_emit_docx = {
	.name = "docx",
	.suffix = ".docx",
	.emit_tree = emit_tree,
};
