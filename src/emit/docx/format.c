/*
 * Run and paragraph properties. Knows in which order the schema wants them and how lengths are
 * rounded; writes only what deviates from the style, so that an edited style still takes effect.
 */
#include <string.h>

#include "emit/docx/inside.h"
#include "layout/line/para.h"
#include "util/utf8.h"

/* Pale text of drafts. */
#define GREY "999999"

int32_t lh_docx_twips(lh_emu length)
{
	int32_t half = length < 0 ? -LH_EMU_TWIP / 2 : LH_EMU_TWIP / 2;
	return (length + half) / LH_EMU_TWIP;
}

int32_t lh_docx_half_points(lh_emu size)
{
	return (size * 2 + LH_EMU_PT / 2) / LH_EMU_PT;
}

lh_emu lh_docx_text_width(const char *text, lh_emu size)
{
	int64_t halves = 0;
	for (uint32_t cp; (cp = lh_utf8_next(&text));)
		halves += cp < 0x80 ? 1 : 2;
	return (lh_emu)(halves * size / 2);
}

static uint64_t fnv1a(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
	return hash;
}

void lh_docx_short_name(lh_buf *buf, const char *name, size_t most, char separator)
{
	enum { HASH_LENGTH = 17 };
	size_t length = strlen(name);
	if (length <= most || lh_utf8_count(name) <= most) {
		lh_xml_text(buf, name, length);
		return;
	}
	const char *cut = name;
	for (size_t i = 0; i < most - HASH_LENGTH; i++)
		lh_utf8_next(&cut);
	lh_xml_text(buf, name, (size_t)(cut - name));
	lh_buf_putc(buf, separator);
	uint64_t hash = fnv1a(name);
	for (int shift = 60; shift >= 0; shift -= 4)
		lh_buf_putc(buf, "0123456789abcdef"[hash >> shift & 15]);
}

int32_t lh_docx_id(lh_docx *docx)
{
	return ++docx->last_id;
}

static void fonts(lh_buf *buf, const char *latin, const char *chinese)
{
	LH_XML(buf, "<w:rFonts w:hint=\"eastAsia\"");
	lh_xml_attr(buf, "w:ascii", latin);
	lh_xml_attr(buf, "w:hAnsi", latin);
	lh_xml_attr(buf, "w:eastAsia", chinese);
	lh_xml_attr(buf, "w:cs", latin);
	LH_XML(buf, "/>");
}

static void rpr_fonts(lh_buf *buf, const lh_docx_fonts *names, const lh_docx_run *run)
{
	if (run->font)
		fonts(buf, run->font, run->font);
	else if (!run->base || run->base->role != run->fmt->role)
		fonts(buf, names->latin, names->name[run->fmt->role]);
	else if (run->chinese)
		/* “ ” — … · share their code points with Latin: without the hint they are narrow. */
		LH_XML(buf, "<w:rFonts w:hint=\"eastAsia\"/>");
}

void lh_docx_rpr(lh_buf *buf, const lh_docx_fonts *names, const lh_docx_run *run)
{
	const lh_run_fmt *fmt = run->fmt;
	const lh_run_fmt *base = run->base;
	size_t start = buf->length;
	LH_XML(buf, "<w:rPr>");
	size_t empty = buf->length;

	rpr_fonts(buf, names, run);
	if (base ? base->bold != fmt->bold : fmt->bold)
		lh_xml_toggle(buf, "w:b", fmt->bold);
	if (base ? base->grey != fmt->grey : fmt->grey)
		lh_xml_val(buf, "w:color", fmt->grey ? GREY : "auto");
	if (run->spacing)
		lh_xml_val_int(buf, "w:spacing", run->spacing);
	if (!base || lh_docx_half_points(base->size) != lh_docx_half_points(fmt->size)) {
		lh_xml_val_int(buf, "w:sz", lh_docx_half_points(fmt->size));
		lh_xml_val_int(buf, "w:szCs", lh_docx_half_points(fmt->size));
	}
	if (base ? base->underline != fmt->underline : fmt->underline)
		lh_xml_val(buf, "w:u", fmt->underline ? "single" : "none");
	if (run->fit_width) {
		LH_XML(buf, "<w:fitText");
		lh_xml_attr_int(buf, "w:val", run->fit_width);
		lh_xml_attr_int(buf, "w:id", run->fit_id);
		LH_XML(buf, "/>");
	}

	if (buf->length == empty)
		buf->length = start;
	else
		LH_XML(buf, "</w:rPr>");
}

static const char *jc(lh_align align)
{
	switch (align) {
	case LH_ALIGN_LEFT:
		return "left";
	case LH_ALIGN_CENTER:
		return "center";
	case LH_ALIGN_RIGHT:
		return "right";
	case LH_ALIGN_JUSTIFY:
		return "both";
	case LH_ALIGN_SPREAD:
		return "distribute";
	}
	return "left";
}

static int32_t indent(const lh_para_fmt *fmt, int32_t hundredths)
{
	return lh_docx_twips((lh_emu)((int64_t)fmt->run.size * hundredths / 100));
}

static bool same_indents(const lh_para_fmt *a, const lh_para_fmt *b)
{
	return a->run.size == b->run.size && a->indent_first == b->indent_first &&
	       a->indent_left == b->indent_left && a->indent_right == b->indent_right;
}

static void ind(lh_buf *buf, const lh_para_fmt *fmt)
{
	LH_XML(buf, "<w:ind");
	lh_xml_attr_int(buf, "w:left", indent(fmt, fmt->indent_left));
	lh_xml_attr_int(buf, "w:right", indent(fmt, fmt->indent_right));
	/* In characters too: the indent then follows when a reader changes the size of the type. */
	if (fmt->indent_first >= 0) {
		lh_xml_attr_int(buf, "w:firstLineChars", fmt->indent_first);
		lh_xml_attr_int(buf, "w:firstLine", indent(fmt, fmt->indent_first));
	} else {
		lh_xml_attr_int(buf, "w:hangingChars", -fmt->indent_first);
		lh_xml_attr_int(buf, "w:hanging", indent(fmt, -fmt->indent_first));
	}
	LH_XML(buf, "/>");
}

lh_emu lh_docx_style_pitch(const lh_style *style)
{
	const lh_node empty = {.kind = LH_NODE_PARA, .u.para = {.style = style, .fmt = style->fmt}};
	return lh_para_pitch(&empty);
}

/* A yes-or-no property: said by a style when it holds, by a paragraph when it differs. */
static void flag(lh_buf *buf, const char *name, bool on, bool base)
{
	if (on != base)
		lh_xml_toggle(buf, name, on);
}

void lh_docx_ppr(lh_buf *buf, const lh_para_fmt *fmt, const lh_para_fmt *base, lh_emu pitch,
		 lh_emu base_pitch, lh_emu leader)
{
	flag(buf, "w:keepNext", fmt->keep_next, base && base->keep_next);
	flag(buf, "w:keepLines", fmt->keep_lines, base && base->keep_lines);
	flag(buf, "w:pageBreakBefore", fmt->page_break_before, base && base->page_break_before);
	if (!base)
		LH_XML(buf, "<w:widowControl/>");
	if (leader) {
		LH_XML(buf, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\"");
		lh_xml_attr_int(buf, "w:pos", lh_docx_twips(leader));
		LH_XML(buf, "/></w:tabs>");
	}
	if (!base)
		/* Marks may hang, as in every Chinese document of Word. LibreOffice takes the word for its
		 * opposite, and where it hangs marks, it loses them. The grid is off. */
		LH_XML(buf,
		       "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>"
		       "<w:adjustRightInd w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>");
	if (!base || fmt->space_before != base->space_before ||
	    fmt->space_after != base->space_after || pitch != base_pitch) {
		LH_XML(buf, "<w:spacing");
		lh_xml_attr_int(buf, "w:before", lh_docx_twips(fmt->space_before));
		lh_xml_attr_int(buf, "w:after", lh_docx_twips(fmt->space_after));
		lh_xml_attr_int(buf, "w:line", lh_docx_twips(pitch));
		/* Exact, for multiples too: "single" is another pitch in every typeface and program. */
		LH_XML(buf, " w:lineRule=\"exact\"/>");
	}
	if (!base || !same_indents(fmt, base))
		ind(buf, fmt);
	if (!base || fmt->align != base->align)
		lh_xml_val(buf, "w:jc", jc(fmt->align));
	if (fmt->outline != (base ? base->outline : 0))
		lh_xml_val_int(buf, "w:outlineLvl", fmt->outline ? fmt->outline - 1 : 9);
}
