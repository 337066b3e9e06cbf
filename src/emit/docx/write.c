/*
 * The package: walks the sections into word/document.xml, then puts all parts in their fixed order.
 * Knows which parts there are and how they are related.
 */
#include <stdlib.h>
#include <string.h>

#include "emit/docx/inside.h"
#include "pack/opc.h"

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define OFFICE_REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* Parts without pictures and footers. */
enum { PARTS_MAX = 12 };

/* Parts in the making; their bytes are freed together. */
typedef struct package {
	lh_opc_part *parts; /* PARTS_MAX, one for each picture, two for each section's footers */
	lh_buf *bytes;
	size_t n;
	lh_buf relations; /* of word/document.xml, written while its parts come */
} package;

static void relation(lh_buf *buf, const char *id, const char *type, const char *target)
{
	LH_XML(buf, "<Relationship");
	lh_xml_attr(buf, "Id", id);
	lh_xml_attr(buf, "Type", type);
	lh_xml_attr(buf, "Target", target);
	LH_XML(buf, "/>");
}

static void relations_begin(lh_buf *buf)
{
	LH_XML(buf, LH_XML_HEAD
	       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
}

/* A part that is still empty; the caller writes it. Other documents have the same or its like. */
static lh_buf *part(package *pack, const char *name, const char *type)
{
	pack->parts[pack->n] = (lh_opc_part){.name = name, .type = type, .common = true};
	return &pack->bytes[pack->n++];
}

/* The same for a part that is this document's alone. */
static lh_buf *own_part(package *pack, const char *name, const char *type)
{
	lh_buf *bytes = part(pack, name, type);
	pack->parts[pack->n - 1].common = false;
	return bytes;
}

/* The same for a part that the document refers to. `name` stands in word/. */
static lh_buf *related(package *pack, const char *name, const char *type, const char *id,
		       const char *relation_type)
{
	relation(&pack->relations, id, relation_type, name + strlen("word/"));
	return part(pack, name, type);
}

static void footer(package *pack, const lh_docx *docx, lh_docx_foot foot, const char *line)
{
	const char *name = lh_fmt(docx->arena, "word/footer-%s.xml", lh_docx_foot_name(docx, foot, line));
	for (size_t i = 0; i < pack->n; i++)
		if (strcmp(pack->parts[i].name, name) == 0)
			return;
	lh_docx_footer(docx, foot, line,
		       related(pack, name, WORD_TYPE "footer+xml", lh_docx_foot_id(docx, foot, line),
			       OFFICE_REL "footer"));
}

static void footers(package *pack, const lh_docx *docx)
{
	if (!lh_docx_footed(docx->document))
		return;
	for (lh_docx_foot foot = LH_DOCX_FOOT_NONE; foot < LH_DOCX_FEET; foot++)
		for (const lh_node *s = docx->document->first; s; s = s->next) {
			lh_docx_foot odd = lh_docx_foot_of(&s->u.section);
			if (odd == foot || (odd == LH_DOCX_FOOT_ODD && foot == LH_DOCX_FOOT_EVEN))
				footer(pack, docx, foot, s->u.section.footer);
		}
}

static void pictures(package *pack, lh_docx *docx)
{
	for (size_t i = 0; i < docx->n_pictures; i++) {
		const char *name = lh_fmt(docx->arena, "word/media/image%zu.png", i + 1);
		*related(pack, name, "image/png", lh_docx_picture_id(docx, i),
			 OFFICE_REL "image") = docx->pictures[i];
		pack->parts[pack->n - 1].common = false;
	}
	docx->n_pictures = 0;
}

static void block(lh_docx *docx, const lh_node *node, const lh_node *section)
{
	if (node->kind == LH_NODE_TABLE) {
		bool picture = lh_docx_is_picture(docx, node);
		if (picture)
			lh_docx_picture(docx, node);
		else
			lh_docx_table(docx, node);
		/* Word joins tables that touch, and a section must end with a paragraph. */
		if (section)
			lh_docx_hairline(docx, section, /*keep_next*/ false);
		else if (!picture && node->next->kind == LH_NODE_TABLE)
			lh_docx_hairline(docx, NULL, /*keep_next*/ false);
		return;
	}
	lh_docx_para(docx, node, &(lh_docx_place){.section = section});
}

static void body(lh_docx *docx)
{
	LH_XML(&docx->body, LH_XML_HEAD
	       "<w:document" LH_DOCX_NAMESPACES
	       " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
	       " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
	       " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
	       " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
	       " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
	       " mc:Ignorable=\"w14\"><w:body>");
	for (const lh_node *section = docx->document->first; section; section = section->next) {
		docx->section = section;
		for (const lh_node *node = section->first; node; node = node->next)
			block(docx, node, node->next ? NULL : section);
	}
	lh_docx_sectpr(docx, docx->document->last);
	LH_XML(&docx->body, "</w:body></w:document>");
}

static void assemble(package *pack, lh_docx *docx)
{
	const char *names[] = {"docProps/core.xml", "docProps/app.xml"};
	lh_buf *root = part(pack, "_rels/.rels", NULL);
	relations_begin(root);
	relation(root, "rId1", OFFICE_REL "officeDocument", "word/document.xml");
	relation(
		root, "rId2",
		"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
		names[0]);
	relation(root, "rId3", OFFICE_REL "extended-properties", names[1]);
	LH_XML(root, "</Relationships>");

	*own_part(pack, "word/document.xml", WORD_TYPE "document.main+xml") = docx->body;
	docx->body = (lh_buf){0};

	size_t relations = pack->n;
	part(pack, "word/_rels/document.xml.rels", NULL);
	relations_begin(&pack->relations);
	lh_docx_styles(docx, related(pack, "word/styles.xml", WORD_TYPE "styles+xml", "rIdStyles",
				     OFFICE_REL "styles"));
	lh_docx_settings(docx, related(pack, "word/settings.xml", WORD_TYPE "settings+xml",
				       "rIdSettings", OFFICE_REL "settings"));
	lh_docx_font_table(docx, related(pack, "word/fontTable.xml", WORD_TYPE "fontTable+xml",
					 "rIdFonts", OFFICE_REL "fontTable"));
	lh_docx_theme(docx, related(pack, "word/theme/theme1.xml",
				    "application/vnd.openxmlformats-officedocument.theme+xml",
				    "rIdTheme", OFFICE_REL "theme"));
	if (docx->document->u.document.draft)
		lh_docx_draft(docx, related(pack, "word/header-draft.xml", WORD_TYPE "header+xml",
					    LH_DOCX_DRAFT, OFFICE_REL "header"));
	footers(pack, docx);
	pictures(pack, docx);
	LH_XML(&pack->relations, "</Relationships>");
	pack->bytes[relations] = pack->relations;
	pack->relations = (lh_buf){0};

	lh_docx_core(docx, own_part(pack, names[0],
				    "application/vnd.openxmlformats-package.core-properties+xml"));
	lh_docx_app(part(pack, names[1],
			 "application/vnd.openxmlformats-officedocument.extended-properties+xml"));
}

bool lh_docx_write(lh_ctx *ctx, const lh_node *document, const lh_docx_fonts *fonts,
		   const lh_emit_options *options, lh_buf *out)
{
	lh_docx docx = {
		.document = document,
		.fonts = fonts,
		.pages = options ? options->pages : NULL,
		.arena = lh_arena_new(),
		.ctx = ctx,
	};
	lh_docx_links(&docx);
	body(&docx);
	size_t most = PARTS_MAX + docx.n_pictures;
	for (const lh_node *s = document->first; s; s = s->next)
		most += 2;
	package pack = {.parts = LH_NEW_ARRAY(docx.arena, lh_opc_part, most),
			.bytes = LH_NEW_ARRAY(docx.arena, lh_buf, most)};
	assemble(&pack, &docx);
	for (size_t i = 0; i < pack.n; i++) {
		pack.parts[i].bytes = pack.bytes[i].bytes;
		pack.parts[i].length = pack.bytes[i].length;
	}
	bool ok = !docx.failed &&
		  lh_opc_write(ctx, pack.parts, pack.n, document->u.document.date,
			       options ? options->compression : LH_COMPRESSION_COMPACT,
			       options ? options->memo : NULL, out);
	for (size_t i = 0; i < pack.n; i++)
		lh_buf_free(&pack.bytes[i]);
	free(docx.pictures);
	lh_arena_free(docx.arena);
	return ok;
}
