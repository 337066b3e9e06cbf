/*
 * Places for seals and signatures: a bookmark named by the slot around the run that marks it and,
 * in drafts, a pale dashed outline in true size behind the text. Knows DrawingML as far as one
 * outline needs it; never draws anything that could pass for a seal.
 */
#include <string.h>

#include "emit/docx/inside.h"
#include "layout/line/para.h"
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

bool lh_docx_slot_drawn(const lh_docx *docx, const lh_node *run)
{
	return docx->document->u.document.draft && run->kind == LH_NODE_TEXT &&
	       run->u.run.as.text.slot && run->u.run.as.text.slot->kind == LH_SLOT_SEAL;
}

/* Width of a mark in Latin type as Word sets it: a quarter of an em a blank, a third a bracket. */
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

/* `x` and `y` are those of the seal's centre, from what the two words say. */
static void drawing(lh_docx *docx, const lh_slot *slot, const char *x_from, lh_emu x,
		    const char *y_from, lh_emu y)
{
	lh_buf *buf = &docx->body;
	lh_emu side = slot->diameter;
	int32_t id = lh_docx_id(docx);
	LH_XML(buf, "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"
		    "<wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\"");
	lh_xml_attr_int(buf, "relativeHeight", id);
	LH_XML(buf, " behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
		    "<wp:simplePos x=\"0\" y=\"0\"/>");
	offset(buf, "H", x_from, x - side / 2);
	offset(buf, "V", y_from, y - side / 2);
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
	LH_XML(buf,
	       "</a:xfrm><a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"" PALE_WIDTH "\"><a:solidFill>"
	       "<a:srgbClr val=\"" PALE
	       "\"/></a:solidFill><a:prstDash val=\"dash\"/></a:ln></wps:spPr>"
	       "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
	       "</mc:AlternateContent></w:r>");
}

void lh_docx_slot_draw(lh_docx *docx, const lh_node *run, lh_emu x, lh_emu y)
{
	drawing(docx, run->u.run.as.text.slot, "column", x, "paragraph", y);
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
	/* Anchored in front of the mark, so that it moves with it when the text is edited. */
	if (lh_docx_slot_drawn(docx, run) && !lh_docx_seal_floats(run))
		drawing(docx, slot, "character",
			mark_width(run) / 2 + slot->dx + lh_docx_seal_slide(docx, run), "line",
			lh_para_pitch(run->parent) / 2 + slot->dy);
	return id;
}

void lh_docx_slot_end(lh_docx *docx, int32_t bookmark)
{
	LH_XML(&docx->body, "<w:bookmarkEnd");
	lh_xml_attr_int(&docx->body, "w:id", bookmark);
	LH_XML(&docx->body, "/>");
}
