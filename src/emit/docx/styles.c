/*
 * Styles, fonts and theme. Knows how a named style of the tree becomes one of Word; every style is
 * complete, as it is in the tree, so that nothing hangs on the defaults of the reader's machine.
 */
#include <string.h>

#include "emit/docx/inside.h"

#define DEFAULT_STYLE "Normal"

static void run_defaults(lh_buf *buf, const lh_docx_fonts *fonts)
{
	LH_XML(buf, "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hint=\"eastAsia\"");
	lh_xml_attr(buf, "w:ascii", fonts->latin);
	lh_xml_attr(buf, "w:hAnsi", fonts->latin);
	lh_xml_attr(buf, "w:eastAsia", fonts->name[LH_ROLE_SONG]);
	lh_xml_attr(buf, "w:cs", fonts->latin);
	LH_XML(buf,
	       "/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
	       "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
	       "<w:pPrDefault><w:pPr><w:widowControl/><w:kinsoku/><w:overflowPunct/>"
	       "<w:autoSpaceDE/><w:autoSpaceDN/><w:snapToGrid w:val=\"0\"/></w:pPr></w:pPrDefault>"
	       "</w:docDefaults>");
}

static void style(lh_buf *buf, const lh_docx_fonts *fonts, const lh_style *style)
{
	bool is_default = strcmp(style->id, DEFAULT_STYLE) == 0;
	LH_XML(buf, "<w:style w:type=\"paragraph\"");
	if (is_default)
		LH_XML(buf, " w:default=\"1\"");
	else
		LH_XML(buf, " w:customStyle=\"1\"");
	lh_xml_attr(buf, "w:styleId", style->id);
	LH_XML(buf, ">");
	lh_xml_val(buf, "w:name", is_default ? DEFAULT_STYLE : style->name);
	LH_XML(buf, "<w:qFormat/><w:pPr>");
	lh_docx_ppr(buf, &style->fmt, NULL, lh_docx_style_pitch(style), /*base_pitch*/ 0,
		    /*leader*/ 0);
	LH_XML(buf, "</w:pPr>");
	lh_docx_rpr(buf, fonts, &(lh_docx_run){.fmt = &style->fmt.run, .chinese = true});
	LH_XML(buf, "</w:style>");
}

void lh_docx_styles(const lh_docx *docx, lh_buf *out)
{
	const lh_style *const *styles = docx->document->u.document.styles;
	size_t n = docx->document->u.document.n_styles;
	bool has_default = false;
	for (size_t i = 0; i < n; i++)
		has_default |= strcmp(styles[i]->id, DEFAULT_STYLE) == 0;

	LH_XML(out, LH_XML_HEAD "<w:styles" LH_DOCX_NAMESPACES ">");
	run_defaults(out, docx->fonts);
	LH_XML(out,
	       "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"1\" "
	       "w:defUnhideWhenUsed=\"1\" w:defQFormat=\"0\" w:count=\"0\"/>");
	if (!has_default)
		LH_XML(out,
		       "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"" DEFAULT_STYLE
		       "\">"
		       "<w:name w:val=\"" DEFAULT_STYLE "\"/></w:style>");
	for (size_t i = 0; i < n; i++)
		style(out, docx->fonts, styles[i]);
	LH_XML(out,
	       "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
	       "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/>"
	       "<w:unhideWhenUsed/></w:style>"
	       "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
	       "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
	       "<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
	       "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
	       "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
	       "</w:tblCellMar></w:tblPr></w:style></w:styles>");
}

/* One entry; `alt` is where a program looks when it does not know `name`. */
static void font(lh_buf *buf, const char *name, const char *alt, const char *charset,
		 const char *family, const char *pitch)
{
	LH_XML(buf, "<w:font");
	lh_xml_attr(buf, "w:name", name);
	LH_XML(buf, ">");
	if (alt[0] && strcmp(alt, name) != 0)
		lh_xml_val(buf, "w:altName", alt);
	lh_xml_val(buf, "w:charset", charset);
	lh_xml_val(buf, "w:family", family);
	lh_xml_val(buf, "w:pitch", pitch);
	LH_XML(buf, "</w:font>");
}

/* A name stands once even when an office gives two roles the same typeface. */
static bool named_before(const lh_docx_fonts *fonts, lh_role role)
{
	for (lh_role other = 0; other < role; other++)
		if (strcmp(fonts->name[other], fonts->name[role]) == 0)
			return true;
	return strcmp(fonts->latin, fonts->name[role]) == 0 ||
	       strcmp(fonts->rare, fonts->name[role]) == 0;
}

void lh_docx_font_table(const lh_docx *docx, lh_buf *out)
{
	const lh_docx_fonts *fonts = docx->fonts;
	LH_XML(out, LH_XML_HEAD "<w:fonts" LH_DOCX_NAMESPACES ">");
	font(out, fonts->latin, "", "00", "roman", "variable");
	for (lh_role role = 0; role < LH_ROLE_COUNT; role++)
		if (!named_before(fonts, role))
			font(out, fonts->name[role], fonts->alt[role], "86",
			     role == LH_ROLE_SONG || role == LH_ROLE_TITLE ? "roman" : "modern",
			     "default");
	if (strcmp(fonts->rare, fonts->latin) != 0)
		font(out, fonts->rare, fonts->rare_alt, "86", "modern", "default");
	font(out, LH_DOCX_SYMBOL_FONT, "", "00", "swiss", "variable");
	LH_XML(out, "</w:fonts>");
}

static void theme_fonts(lh_buf *buf, const char *kind, const char *latin, const char *chinese)
{
	LH_XML(buf, "<a:");
	lh_buf_puts(buf, kind);
	LH_XML(buf, "><a:latin");
	lh_xml_attr(buf, "typeface", latin);
	LH_XML(buf, "/><a:ea");
	lh_xml_attr(buf, "typeface", chinese);
	LH_XML(buf, "/><a:cs typeface=\"\"/></a:");
	lh_buf_puts(buf, kind);
	LH_XML(buf, ">");
}

void lh_docx_theme(const lh_docx *docx, lh_buf *out)
{
	static const char *const colours[][2] = {
		{"dk1", "000000"},     {"lt1", "FFFFFF"},     {"dk2", "404040"},
		{"lt2", "F2F2F2"},     {"accent1", "404040"}, {"accent2", "595959"},
		{"accent3", "737373"}, {"accent4", "8C8C8C"}, {"accent5", "A6A6A6"},
		{"accent6", "BFBFBF"}, {"hlink", "000000"},   {"folHlink", "404040"},
	};
	const lh_docx_fonts *fonts = docx->fonts;
	LH_XML(out, LH_XML_HEAD
	       "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
	       "name=\"lianheti\"><a:themeElements><a:clrScheme name=\"lianheti\">");
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
		LH_XML(out, "<a:");
		lh_buf_puts(out, colours[i][0]);
		LH_XML(out, "><a:srgbClr");
		lh_xml_attr(out, "val", colours[i][1]);
		LH_XML(out, "/></a:");
		lh_buf_puts(out, colours[i][0]);
		LH_XML(out, ">");
	}
	LH_XML(out, "</a:clrScheme><a:fontScheme name=\"lianheti\">");
	theme_fonts(out, "majorFont", fonts->latin, fonts->name[LH_ROLE_HEI]);
	theme_fonts(out, "minorFont", fonts->latin, fonts->name[LH_ROLE_SONG]);
	LH_XML(out, "</a:fontScheme><a:fmtScheme name=\"lianheti\"><a:fillStyleLst>");
	/* The schema wants three of each; forms use none of them. */
	for (int i = 0; i < 3; i++)
		LH_XML(out, "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>");
	LH_XML(out, "</a:fillStyleLst><a:lnStyleLst>");
	for (int i = 0; i < 3; i++)
		LH_XML(out,
		       "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>");
	LH_XML(out, "</a:lnStyleLst><a:effectStyleLst>");
	for (int i = 0; i < 3; i++)
		LH_XML(out, "<a:effectStyle><a:effectLst/></a:effectStyle>");
	LH_XML(out, "</a:effectStyleLst><a:bgFillStyleLst>");
	for (int i = 0; i < 3; i++)
		LH_XML(out, "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>");
	LH_XML(out, "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>");
}
