/*
 * Sections: paper, margins, where page numbers stand, and what page fields show until Word has laid
 * the document out. Knows the names that headers and footers go by, not what is in them.
 */
#include <string.h>

#include "emit/docx/inside.h"

/* Distance of the header from the paper's edge; it holds the draft mark alone. */
enum { HEADER_TWIPS = 567 };

bool lh_docx_footed(const lh_node *document)
{
	for (const lh_node *s = document->first; s; s = s->next)
		if (s->u.section.page_number != LH_PAGE_NUMBER_NONE || s->u.section.footer)
			return true;
	return false;
}

lh_docx_foot lh_docx_foot_of(const lh_section_props *section)
{
	switch (section->page_number) {
	case LH_PAGE_NUMBER_NONE: break;
	case LH_PAGE_NUMBER_CENTER: return LH_DOCX_FOOT_CENTER;
	case LH_PAGE_NUMBER_DASHED: return LH_DOCX_FOOT_ODD;
	}
	return LH_DOCX_FOOT_NONE;
}

/* The same number for the same line, from 1. */
static int line_number(const lh_node *document, const char *line)
{
	int n = 1;
	for (const lh_node *s = document->first; s; s = s->next, n++)
		if (s->u.section.footer && strcmp(s->u.section.footer, line) == 0)
			break;
	return n;
}

const char *lh_docx_foot_name(const lh_docx *docx, lh_docx_foot foot, const char *line)
{
	static const char *const names[LH_DOCX_FEET] = {"none", "center", "odd", "even"};
	return line ? lh_fmt(docx->arena, "%s-%d", names[foot], line_number(docx->document, line))
		    : names[foot];
}

const char *lh_docx_foot_id(const lh_docx *docx, lh_docx_foot foot, const char *line)
{
	static const char *const ids[LH_DOCX_FEET] = {"rIdFootNone", "rIdFootCenter", "rIdFootOdd",
						      "rIdFootEven"};
	return line ? lh_fmt(docx->arena, "%s%d", ids[foot], line_number(docx->document, line))
		    : ids[foot];
}

bool lh_docx_odd_even(const lh_node *document)
{
	for (const lh_node *s = document->first; s; s = s->next)
		if (s->u.section.page_number == LH_PAGE_NUMBER_DASHED)
			return true;
	return false;
}

static void reference(lh_buf *buf, const char *kind, const char *type, const char *id)
{
	lh_buf_putc(buf, '<');
	lh_buf_puts(buf, kind);
	lh_xml_attr(buf, "w:type", type);
	lh_xml_attr(buf, "r:id", id);
	LH_XML(buf, "/>");
}

/* Every section says its own: one without a reference would go on with the footer before it. */
static void references(lh_docx *docx, const lh_section_props *props)
{
	lh_buf *buf = &docx->body;
	const lh_node *document = docx->document;
	bool odd_even = lh_docx_odd_even(document);
	if (document->u.document.draft) {
		reference(buf, "w:headerReference", "default", LH_DOCX_DRAFT);
		if (odd_even)
			reference(buf, "w:headerReference", "even", LH_DOCX_DRAFT);
	}
	if (!lh_docx_footed(document))
		return;
	lh_docx_foot odd = lh_docx_foot_of(props);
	lh_docx_foot even = odd == LH_DOCX_FOOT_ODD ? LH_DOCX_FOOT_EVEN : odd;
	reference(buf, "w:footerReference", "default", lh_docx_foot_id(docx, odd, props->footer));
	if (odd_even)
		reference(buf, "w:footerReference", "even", lh_docx_foot_id(docx, even, props->footer));
}

/*
 * The dashes of the page number stand 7 mm below the text area, whatever the margin (GB/T 9704 7.5):
 * 0.38 em above the baseline, which is a fifth of the pitch above the end of an exact line.
 */
static int32_t footer_distance(const lh_section_props *props)
{
	lh_emu below = props->margin_bottom - 7 * LH_EMU_MM - LH_DOCX_FOOT_SIZE * 38 / 100 -
		       LH_DOCX_FOOT_PITCH / 5 - (props->footer ? LH_DOCX_LINE_PITCH : 0);
	lh_emu least = 5 * LH_EMU_MM;
	return lh_docx_twips(below > least ? below : least);
}

void lh_docx_sectpr(lh_docx *docx, const lh_node *section)
{
	lh_buf *buf = &docx->body;
	const lh_section_props *p = &section->u.section;
	LH_XML(buf, "<w:sectPr>");
	references(docx, p);
	LH_XML(buf, "<w:type w:val=\"nextPage\"/><w:pgSz");
	lh_xml_attr_int(buf, "w:w", lh_docx_twips(p->page_w));
	lh_xml_attr_int(buf, "w:h", lh_docx_twips(p->page_h));
	if (p->page_w > p->page_h)
		LH_XML(buf, " w:orient=\"landscape\"");
	LH_XML(buf, "/><w:pgMar");
	lh_xml_attr_int(buf, "w:top", lh_docx_twips(p->margin_top));
	lh_xml_attr_int(buf, "w:right", lh_docx_twips(p->margin_right));
	lh_xml_attr_int(buf, "w:bottom", lh_docx_twips(p->margin_bottom));
	lh_xml_attr_int(buf, "w:left", lh_docx_twips(p->margin_left));
	lh_xml_attr_int(buf, "w:header", HEADER_TWIPS);
	lh_xml_attr_int(buf, "w:footer", footer_distance(p));
	LH_XML(buf, " w:gutter=\"0\"/>");
	if (p->page_start > 0) {
		LH_XML(buf, "<w:pgNumType");
		lh_xml_attr_int(buf, "w:start", p->page_start);
		LH_XML(buf, "/>");
	}
	LH_XML(buf, "<w:cols w:space=\"720\"/>");
	if (p->vertical_center)
		LH_XML(buf, "<w:vAlign w:val=\"center\"/>");
	LH_XML(buf, "</w:sectPr>");
}

/* The last section of the counting that `section` takes part in. */
static const lh_node *count_end(const lh_node *section)
{
	while (section->next && section->next->u.section.page_start == 0)
		section = section->next;
	return section;
}

static const lh_node *section_of(const lh_node *node)
{
	while (node && node->kind != LH_NODE_SECTION)
		node = node->parent;
	return node;
}

static const char *label(const lh_page *page)
{
	return page->label && page->label[0] ? page->label : "1";
}

const char *lh_docx_page_of(lh_docx *docx, const lh_node *run)
{
	const lh_pages *pages = docx->pages;
	for (size_t p = 0; pages && p < pages->n_pages; p++)
		for (size_t i = 0; i < pages->pages[p].n_items; i++)
			if (pages->pages[p].items[i].run == run)
				return label(&pages->pages[p]);
	return "1";
}

const char *lh_docx_last_page(lh_docx *docx, const lh_node *section)
{
	const lh_pages *pages = docx->pages;
	const lh_node *end = count_end(section);
	for (size_t p = pages ? pages->n_pages : 0; p-- > 0;)
		for (size_t i = 0; i < pages->pages[p].n_items; i++)
			if (section_of(pages->pages[p].items[i].para) == end)
				return label(&pages->pages[p]);
	return "1";
}

/* Bookmarks that begin with an underscore are hidden in Word's list. */
const char *lh_docx_count_name(lh_docx *docx, const lh_node *section)
{
	int index = 1;
	const lh_node *end = count_end(section);
	for (const lh_node *s = docx->document->first; s != end; s = s->next)
		index++;
	return lh_fmt(docx->arena, "_last_page_%d", index);
}

static bool has_total(const lh_node *node)
{
	if (node->kind == LH_NODE_FIELD && node->u.run.as.field == LH_FIELD_PAGES)
		return true;
	for (const lh_node *child = node->first; child; child = child->next)
		if (has_total(child))
			return true;
	return false;
}

void lh_docx_count_end(lh_docx *docx, const lh_node *section)
{
	lh_buf *buf = &docx->body;
	if (count_end(section) != section || !has_total(docx->document))
		return;
	int32_t id = lh_docx_id(docx);
	LH_XML(buf, "<w:bookmarkStart");
	lh_xml_attr_int(buf, "w:id", id);
	lh_xml_attr(buf, "w:name", lh_docx_count_name(docx, section));
	LH_XML(buf, "/><w:bookmarkEnd");
	lh_xml_attr_int(buf, "w:id", id);
	LH_XML(buf, "/>");
}
