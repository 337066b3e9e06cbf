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

/* Drafts show the seals of units; what is written by hand has no outline. */
static bool drawn(const lh_docx *docx, const lh_node *run)
{
	return docx->document->u.document.draft && run->kind == LH_NODE_TEXT &&
	       run->u.run.as.text.slot && run->u.run.as.text.slot->kind == LH_SLOT_SEAL;
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
static void drawing(lh_docx *docx, const lh_node *run)
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
	LH_XML(buf,
	       "</a:xfrm><a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"" PALE_WIDTH "\"><a:solidFill>"
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
	if (drawn(docx, run))
		drawing(docx, run);
	return id;
}

void lh_docx_slot_end(lh_docx *docx, int32_t bookmark)
{
	LH_XML(&docx->body, "<w:bookmarkEnd");
	lh_xml_attr_int(&docx->body, "w:id", bookmark);
	LH_XML(&docx->body, "/>");
}

/* A cell's text as it will probably be set, with the free boxes of its marks. */
typedef struct estimate {
	lh_emu measure;
	lh_emu height;      /* of the paragraphs up to now */
	lh_emu first, last; /* where the free boxes begin and end, from the top of the text */
	bool marks, shapes;
} estimate;

static void estimate_mark(estimate *e, const lh_slot *slot, lh_emu middle)
{
	lh_emu first = middle + slot->dy - slot->free_h / 2;
	lh_emu last = first + slot->free_h;
	e->first = !e->marks || first < e->first ? first : e->first;
	e->last = !e->marks || last > e->last ? last : e->last;
	e->marks = true;
}

static void estimate_para(estimate *e, const lh_docx *docx, const lh_node *para)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	lh_emu pitch = lh_para_pitch(para);
	lh_emu em = fmt->run.size / 100;
	lh_emu measure = e->measure - em * (fmt->indent_left + fmt->indent_right);
	lh_emu at = em * fmt->indent_first;
	e->height += fmt->space_before + pitch;
	for (const lh_node *run = para->first; run; run = run->next) {
		if (run->kind == LH_NODE_BREAK) {
			at = 0;
			e->height += pitch;
		}
		if (run->kind != LH_NODE_TEXT)
			continue;
		at += lh_docx_text_width(run->u.run.as.text.text, run->u.run.fmt.size);
		for (; measure > 0 && at > measure; at -= measure)
			e->height += pitch;
		if (run->u.run.as.text.slot)
			estimate_mark(e, run->u.run.as.text.slot, e->height - pitch / 2);
		e->shapes |= drawn(docx, run);
	}
	e->height += fmt->space_after;
}

/*
 * Between rules the free boxes need room above and below the text. And LibreOffice gives up
 * vertical alignment in a cell that anchors a drawing: there room above the text takes its place.
 */
lh_docx_room lh_docx_slot_room(const lh_docx *docx, const lh_node *cell, lh_emu width,
			       lh_emu height)
{
	const lh_table_props *table = &cell->parent->parent->parent->u.table;
	estimate e = {.measure = width - 2 * table->pad_x};
	for (const lh_node *para = cell->first; para; para = para->next)
		estimate_para(&e, docx, para);
	lh_docx_room room = {.aligned = !e.shapes};
	if (e.marks && table->border > 0) {
		bool frame = table->border_outer > table->border;
		lh_emu inside = table->pad_y - (frame ? table->border_outer : table->border);
		lh_emu above = -e.first - inside;
		lh_emu below = e.last - e.height - inside;
		room.above = above > 0 ? above : 0;
		room.below = below > 0 ? below : 0;
	}
	lh_emu spare = height - 2 * table->pad_y - room.above - e.height - room.below;
	if (room.aligned || spare < 0)
		return room;
	switch (cell->u.cell.valign) {
	case LH_VALIGN_TOP:
		break;
	case LH_VALIGN_CENTER:
		room.above += spare / 2;
		break;
	case LH_VALIGN_BOTTOM:
		room.above += spare;
		break;
	}
	return room;
}
