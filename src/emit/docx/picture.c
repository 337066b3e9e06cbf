/*
 * Tables as pictures, cut out of our own pages: what stands on one page is one picture, so that
 * rows are parted where the PDF parts them. Knows how large the file of a picture may be, and
 * DrawingML as far as a picture in a line needs it.
 */
#include <string.h>

#include "emit/docx/inside.h"
#include "emit/image/png.h"

enum {
	MOST_BYTES = 100000, /* 100 k, however the reader counts */
	BEST_DPI = 220,
	LEAST_DPI = 90,
	MOST_PIXELS = 8000000, /* a text area of A4 has 3 millions at best */
};

static void stretch(lh__table_picture *part, bool first, lh_emu top, lh_emu bottom)
{
	lh_emu end = part->y + part->h;
	if (first || top < part->y)
		part->y = top;
	if (first || bottom > end)
		end = bottom;
	part->h = end - part->y;
}

/* The box around what stands on a page; false when nothing does. */
static bool find_part(const lh_page *page, const lh_node *table, lh__table_picture *part)
{
	const lh_table_props *t = &table->u.table;
	const lh_section_props *s = &table->parent->u.section;
	*part = (lh__table_picture){.page = page, .table = table, .x = s->margin_left};
	for (uint16_t i = 0; i < t->n_columns; i++)
		part->w += t->columns[i];
	if (t->centered)
		part->x += (lh_section_text_width(s) - part->w) / 2;
	bool found = false;
	for (size_t i = 0; i < page->n_items; i++) {
		const lh_item *item = &page->items[i];
		if (!lh_item_in_table(item, table))
			continue;
		switch (item->kind) {
		case LH_ITEM_RULE:
			stretch(part, !found, item->y, item->y + item->u.rule.h);
			break;
		case LH_ITEM_TEXT:
			stretch(part, !found, item->y - item->u.text.size,
				item->y + item->u.text.size / 4);
			break;
		case LH_ITEM_BOX:
			stretch(part, !found, item->y, item->y + item->u.box.size);
			break;
		case LH_ITEM_DISC:
		case LH_ITEM_DOTS:
			continue;
		}
		found = true;
	}
	return found;
}

bool lh_docx_is_picture(const lh_docx *docx, const lh_node *table)
{
	if (table->kind != LH_NODE_TABLE || !table->u.table.picture || !docx->fonts->faces)
		return false;
	lh__table_picture part;
	for (size_t p = 0; docx->pages && p < docx->pages->n_pages; p++)
		if (find_part(&docx->pages->pages[p], table, &part))
			return true;
	return false;
}

static lh_buf *add_picture(lh_docx *docx)
{
	if (docx->n_pictures == docx->cap_pictures) {
		docx->cap_pictures = docx->cap_pictures ? docx->cap_pictures * 2 : 8;
		docx->pictures = lh_xrealloc(docx->pictures,
					     docx->cap_pictures * sizeof *docx->pictures);
	}
	lh_buf *picture = &docx->pictures[docx->n_pictures++];
	*picture = (lh_buf){0};
	return picture;
}

/* Pixels of a length at that resolution. */
static int64_t pixels(lh_emu length, int dpi)
{
	return (int64_t)length * dpi / (72 * LH_EMU_PT);
}

/* The next try after a file of so many bytes: they grow a little slower than the pixels. */
static int smaller(int dpi, size_t bytes)
{
	int next = dpi - 4;
	while ((int64_t)next * next * (int64_t)bytes > (int64_t)dpi * dpi * MOST_BYTES)
		next--;
	/* The last try is made at the bound itself. */
	return next > LEAST_DPI || dpi == LEAST_DPI ? next : LEAST_DPI;
}

/* As clear as the bound on its bytes allows. */
static bool draw(lh_docx *docx, const lh__table_picture *part, lh_buf *out)
{
	int dpi = BEST_DPI;
	while (dpi >= LEAST_DPI && pixels(part->w, dpi) * pixels(part->h, dpi) > MOST_PIXELS)
		dpi--;
	while (dpi >= LEAST_DPI) {
		lh_arena *scratch = lh_arena_new();
		lh_buf_clear(out);
		bool ok = lh_png_table(docx->ctx, scratch, docx->fonts->faces, part, dpi, out);
		lh_arena_free(scratch);
		if (!ok || out->length <= MOST_BYTES)
			return ok;
		dpi = smaller(dpi, out->length);
	}
	lh_diag(docx->ctx, LH_E_DOCX_PICTURE, part->table->loc,
		lh_fmt(docx->arena, "%d", MOST_BYTES / 1000),
		lh_fmt(docx->arena, "%d", LEAST_DPI), NULL);
	return false;
}

static void size(lh_buf *buf, const lh__table_picture *part)
{
	lh_xml_attr_int(buf, "cx", part->w);
	lh_xml_attr_int(buf, "cy", part->h);
	LH_XML(buf, "/>");
}

/* A cell's text: its paragraphs on one line. */
static void put_cell(lh_docx *docx, const lh_node *cell)
{
	char *text = lh_node_text(docx->arena, cell);
	size_t length = strlen(text);
	while (length && text[length - 1] == '\n')
		length--;
	for (size_t i = 0; i < length; i++)
		if (text[i] == '\n')
			text[i] = ' ';
	lh_xml_text(&docx->body, text, length);
}

/*
 * What the part says, for readers who do not see it: its title, then a line for each row, cells
 * parted by tabs.
 */
static void put_words(lh_docx *docx, const lh__table_picture *part, const char *title)
{
	lh_buf *buf = &docx->body;
	const lh_node *last = NULL;
	LH_XML(buf, " descr=\"");
	lh_xml_text(buf, title, strlen(title));
	for (size_t i = 0; i < part->page->n_items; i++) {
		const lh_item *item = &part->page->items[i];
		if (!item->run || !lh_item_in_table(item, part->table))
			continue;
		const lh_node *row = item->para->parent->parent;
		if (row == last)
			continue;
		last = row;
		LH_XML(buf, "&#10;");
		for (const lh_node *cell = row->first; cell; cell = cell->next) {
			if (cell != row->first)
				LH_XML(buf, "&#9;");
			put_cell(docx, cell);
		}
	}
	LH_XML(buf, "\"");
}

const char *lh_docx_picture_id(lh_docx *docx, size_t index)
{
	return lh_fmt(docx->arena, "rIdImage%zu", index + 1);
}

static void inline_picture(lh_docx *docx, const lh__table_picture *part, const char *title)
{
	lh_buf *buf = &docx->body;
	int32_t id = lh_docx_id(docx);
	const char *name = lh_fmt(docx->arena, "image%zu.png", docx->n_pictures);
	LH_XML(buf, "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
		    "<wp:extent");
	size(buf, part);
	LH_XML(buf, "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr");
	lh_xml_attr_int(buf, "id", id);
	lh_xml_attr(buf, "name", name);
	put_words(docx, part, title);
	LH_XML(buf, "/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>"
		    "</wp:cNvGraphicFramePr><a:graphic><a:graphicData "
		    "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic "
		    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
		    "<pic:nvPicPr><pic:cNvPr");
	lh_xml_attr_int(buf, "id", id);
	lh_xml_attr(buf, "name", name);
	LH_XML(buf, "/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip");
	lh_xml_attr(buf, "r:embed", lh_docx_picture_id(docx, docx->n_pictures - 1));
	LH_XML(buf, "/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
		    "<a:off x=\"0\" y=\"0\"/><a:ext");
	size(buf, part);
	LH_XML(buf, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
		    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>");
}

/* The line is as high as its picture: an exact one would show a strip of it. */
static void picture_para(lh_docx *docx, const lh__table_picture *part, const char *title)
{
	lh_buf *buf = &docx->body;
	LH_XML(buf, "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
		    "w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" "
		    "w:firstLineChars=\"0\" w:firstLine=\"0\"/>");
	lh_xml_val(buf, "w:jc", part->table->u.table.centered ? "center" : "left");
	LH_XML(buf, "<w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr><w:r><w:rPr>"
		    "<w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr>");
	inline_picture(docx, part, title);
	LH_XML(buf, "</w:r></w:p>");
}

void lh_docx_picture(lh_docx *docx, const lh_node *table)
{
	const lh_pages *pages = docx->pages;
	size_t n_parts = 0, n = 0;
	lh__table_picture part;
	for (size_t p = 0; p < pages->n_pages; p++)
		n_parts += find_part(&pages->pages[p], table, &part);
	for (size_t p = 0; p < pages->n_pages; p++) {
		if (!find_part(&pages->pages[p], table, &part))
			continue;
		n++;
		if (!draw(docx, &part, add_picture(docx)))
			docx->failed = true;
		const char *title = table->u.table.picture;
		if (n_parts > 1)
			title = lh_fmt(docx->arena, "%s (%zu/%zu)", title, n, n_parts);
		picture_para(docx, &part, title);
	}
}
