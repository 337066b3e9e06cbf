/*
 * Places for seals and signatures: a bookmark named by the slot around the run that marks it and,
 * in drafts, a pale dashed outline in true size behind the text. Knows DrawingML as far as one
 * outline needs it; never draws anything that could pass for a seal.
 */
#include <string.h>

#include "emit/docx_int.h"
#include "layout/para.h"
#include "util/utf8.h"

/* Longest bookmark name that Word accepts. */
enum { NAME_MAX_LENGTH = 40 };

#define PALE "BFBFBF"
#define PALE_WIDTH "6350"

/* Ids are letters, digits and underscores; a bookmark must also begin with a letter. */
static void bookmark_name(lh_buf *buf, const char *id)
{
	bool letter = (id[0] >= 'A' && id[0] <= 'Z') || (id[0] >= 'a' && id[0] <= 'z');
	if (!letter)
		LH_XML(buf, "S");
	lh_docx_short_name(buf, id, letter ? NAME_MAX_LENGTH : NAME_MAX_LENGTH - 1, '_');
}

/* The outline of a kind of seal; NULL: what is written by hand has none. */
static const char *outline(lh_slot_kind kind)
{
	switch (kind) {
	case LH_SLOT_SEAL:
		return "ellipse";
	case LH_SLOT_PERSONAL_SEAL:
		return "rect";
	case LH_SLOT_SIGNATURE:
	case LH_SLOT_DATE:
		return NULL;
	}
	return NULL;
}

static lh_emu mark_width(const lh_node *run)
{
	lh_emu size = run->u.run.fmt.size;
	if (run->u.run.as.text.fit_width > 0)
		return run->u.run.as.text.fit_width;
	lh_emu width = 0;
	const char *at = run->u.run.as.text.text;
	for (uint32_t cp; (cp = lh_utf8_next(&at));)
		width += cp == ' ' ? size / 4 : cp < 0x80 ? size / 3 : size;
	return width;
}

static void offset(lh_buf *buf, const char *axis, const char *from, lh_emu emu)
{
	LH_XML(buf, "<wp:position");
	lh_buf_puts(buf, axis);
	lh_xml_attr(buf, "relativeFrom", from);
	LH_XML(buf, "><wp:posOffset>");
	lh_buf_int(buf, emu);
	LH_XML(buf, "</wp:posOffset></wp:position");
	lh_buf_puts(buf, axis);
	LH_XML(buf, ">");
}

static void extent(lh_buf *buf, const char *name, lh_emu side)
{
	lh_buf_putc(buf, '<');
	lh_buf_puts(buf, name);
	lh_xml_attr_int(buf, "cx", side);
	lh_xml_attr_int(buf, "cy", side);
	LH_XML(buf, "/>");
}

/* Anchored in front of the mark, so that it travels with it when the text is edited. */
static void drawing(lh_docx *docx, const lh_node *run, const char *shape)
{
	lh_buf *buf = &docx->body;
	const lh_slot *slot = run->u.run.as.text.slot;
	lh_emu side = slot->diameter;
	int32_t id = lh_docx_id(docx);
	LH_XML(buf, "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"
		    "<wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\"");
	lh_xml_attr_int(buf, "relativeHeight", id);
	LH_XML(buf, " behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
		    "<wp:simplePos x=\"0\" y=\"0\"/>");
	offset(buf, "H", "character", mark_width(run) / 2 + slot->dx - side / 2);
	offset(buf, "V", "line", lh_para_pitch(run->parent) / 2 + slot->dy - side / 2);
	extent(buf, "wp:extent", side);
	LH_XML(buf, "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr");
	lh_xml_attr_int(buf, "id", id);
	lh_xml_attr(buf, "name", slot->id);
	lh_xml_attr(buf, "descr", slot->name);
	LH_XML(buf,
	       "/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
	       "uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp>"
	       "<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
	extent(buf, "a:ext", side);
	LH_XML(buf, "</a:xfrm><a:prstGeom");
	lh_xml_attr(buf, "prst", shape);
	LH_XML(buf,
	       "><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"" PALE_WIDTH "\"><a:solidFill>"
	       "<a:srgbClr val=\"" PALE
	       "\"/></a:solidFill><a:prstDash val=\"dash\"/></a:ln></wps:spPr>"
	       "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
	       "</mc:AlternateContent></w:r>");
}

int32_t lh_docx_slot_begin(lh_docx *docx, const lh_node *run)
{
	lh_buf *buf = &docx->body;
	const lh_slot *slot = run->u.run.as.text.slot;
	int32_t id = lh_docx_id(docx);
	LH_XML(buf, "<w:bookmarkStart");
	lh_xml_attr_int(buf, "w:id", id);
	LH_XML(buf, " w:name=\"");
	bookmark_name(buf, slot->id);
	LH_XML(buf, "\"/>");
	const char *shape = outline(slot->kind);
	if (docx->document->u.document.draft && shape)
		drawing(docx, run, shape);
	return id;
}

void lh_docx_slot_end(lh_docx *docx, int32_t bookmark)
{
	LH_XML(&docx->body, "<w:bookmarkEnd");
	lh_xml_attr_int(&docx->body, "w:id", bookmark);
	LH_XML(&docx->body, "/>");
}

bool lh_docx_slot_drawn(const lh_docx *docx, const lh_node *cell)
{
	if (!docx->document->u.document.draft)
		return false;
	for (const lh_node *para = cell->first; para; para = para->next)
		for (const lh_node *run = para->first; run; run = run->next)
			if (run->kind == LH_NODE_TEXT && run->u.run.as.text.slot &&
			    outline(run->u.run.as.text.slot->kind))
				return true;
	return false;
}

/* Height of a paragraph in lines that are `measure` wide. */
static lh_emu para_height(const lh_node *para, lh_emu measure)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	lh_emu lines = 1;
	lh_emu at = fmt->run.size / 100 * fmt->indent_first;
	measure -= fmt->run.size / 100 * (fmt->indent_left + fmt->indent_right);
	for (const lh_node *run = para->first; run; run = run->next) {
		if (run->kind == LH_NODE_TEXT)
			at += lh_docx_text_width(run->u.run.as.text.text, run->u.run.fmt.size);
		if (run->kind != LH_NODE_BREAK && run->next)
			continue;
		while (measure > 0 && at > measure) {
			at -= measure;
			lines++;
		}
		if (run->kind == LH_NODE_BREAK) {
			at = 0;
			lines++;
		}
	}
	return fmt->space_before + lines * lh_para_pitch(para) + fmt->space_after;
}

/*
 * LibreOffice gives up vertical alignment in a cell that anchors a drawing. Drafts therefore do
 * without it: room above the text takes its place, as near as an estimate of the lines comes.
 */
lh_emu lh_docx_slot_lift(const lh_node *cell, lh_emu height, lh_emu width)
{
	lh_emu room = height;
	for (const lh_node *para = cell->first; para; para = para->next)
		room -= para_height(para, width);
	if (room < 0)
		return 0;
	switch (cell->u.cell.valign) {
	case LH_VALIGN_TOP:
		return 0;
	case LH_VALIGN_CENTER:
		return room / 2;
	case LH_VALIGN_BOTTOM:
		return room;
	}
	return 0;
}
