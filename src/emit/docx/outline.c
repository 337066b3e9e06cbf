/*
 * A pale dashed outline in true size behind the text. Knows DrawingML as far as one outline needs
 * it; never draws anything that could pass for a seal.
 */
#include "emit/docx/inside.h"

#define PALE "BFBFBF"
#define PALE_WIDTH "6350"

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

void lh_docx_outline(lh_docx *docx, const lh_slot *slot, const char *x_from, lh_emu x,
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
