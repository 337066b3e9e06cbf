/*
 * The small parts: settings, document properties, headers and footers. Knows what Word must be told
 * about Chinese lines once for the whole document; knows nothing of the tree but its first node.
 */
#include <string.h>

#include "emit/docx/inside.h"

/*
 * Characters that begin no line and those that end none: Word's own lists for Chinese, but · may end
 * a line, since long names of persons break behind it.
 */
#define NEVER_FIRST                                                                                       \
	"!%),.:;>?]}\u00a2\u00a8\u00b0\u00b7\u02c7\u02c9\u2015\u2016\u2019\u201d\u2026\u2030\u2032\u2033" \
	"\u203a\u2103\u2236\u3001\u3002\u3003\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u301e\ufe36"      \
	"\ufe3a\ufe3e\ufe40\ufe44\ufe5a\ufe5c\ufe5e\uff01\uff02\uff05\uff07\uff09\uff0c\uff0e\uff1a"      \
	"\uff1b\uff1f\uff3d\uff40\uff5c\uff5d\uff5e\uffe0"
#define NEVER_LAST                                                                                       \
	"$([{\u00a3\u00a5\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u301d\ufe59\ufe5b\ufe5d" \
	"\uff04\uff08\uff0e\uff3b\uff5b\uffe1\uffe5"

void lh_docx_settings(const lh_docx *docx, lh_buf *out)
{
	LH_XML(out, LH_XML_HEAD "<w:settings" LH_DOCX_NAMESPACES "><w:zoom w:percent=\"100\"/>"
				"<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
				"<w:defaultTabStop w:val=\"420\"/>");
	if (lh_docx_odd_even(docx->document))
		LH_XML(out, "<w:evenAndOddHeaders/>");
	LH_XML(out, "<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
		    "<w:noLineBreaksAfter w:lang=\"zh-CN\"");
	lh_xml_attr(out, "w:val", NEVER_LAST);
	LH_XML(out, "/><w:noLineBreaksBefore w:lang=\"zh-CN\"");
	lh_xml_attr(out, "w:val", NEVER_FIRST);
	LH_XML(out,
	       "/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
	       "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
	       "<w:adjustLineHeightInTable/><w:useFELayout/>"
	       "<w:compatSetting w:name=\"compatibilityMode\" "
	       "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
	       "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
	       "<w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" w:bg2=\"light2\" w:t2=\"dark2\" "
	       "w:accent1=\"accent1\" w:accent2=\"accent2\" w:accent3=\"accent3\" w:accent4=\"accent4\" "
	       "w:accent5=\"accent5\" w:accent6=\"accent6\" w:hyperlink=\"hyperlink\" "
	       "w:followedHyperlink=\"followedHyperlink\"/>"
	       "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
}

static void element(lh_buf *buf, const char *name, const char *text)
{
	if (!text || !text[0])
		return;
	lh_buf_putc(buf, '<');
	lh_buf_puts(buf, name);
	lh_buf_putc(buf, '>');
	lh_xml_text(buf, text, strlen(text));
	LH_XML(buf, "</");
	lh_buf_puts(buf, name);
	lh_buf_putc(buf, '>');
}

static void when(lh_buf *buf, const char *name, const char *date)
{
	LH_XML(buf, "<dcterms:");
	lh_buf_puts(buf, name);
	LH_XML(buf, " xsi:type=\"dcterms:W3CDTF\">");
	lh_xml_text(buf, date, strlen(date));
	LH_XML(buf, "T00:00:00Z</dcterms:");
	lh_buf_puts(buf, name);
	LH_XML(buf, ">");
}

void lh_docx_core(const lh_docx *docx, lh_buf *out)
{
	const char *date = docx->document->u.document.date;
	LH_XML(out, LH_XML_HEAD
	       "<cp:coreProperties "
	       "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
	       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
	       "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
	element(out, "dc:title", docx->document->u.document.title);
	element(out, "dc:subject", docx->document->u.document.subject);
	element(out, "dc:creator", docx->document->u.document.author);
	element(out, "dc:language", "zh-CN");
	if (date && date[0]) {
		when(out, "created", date);
		when(out, "modified", date);
	}
	LH_XML(out, "</cp:coreProperties>");
}

void lh_docx_app(lh_buf *out)
{
	LH_XML(out, LH_XML_HEAD
	       "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
	       "<Application>lianheti</Application><DocSecurity>0</DocSecurity></Properties>");
}

void lh_docx_draft(const lh_docx *docx, lh_buf *out)
{
	LH_XML(out, LH_XML_HEAD
	       "<w:hdr" LH_DOCX_NAMESPACES " xmlns:v=\"urn:schemas-microsoft-com:vml\" "
	       "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
	       "xmlns:w10=\"urn:schemas-microsoft-com:office:word\"><w:p><w:pPr>"
	       "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:r>"
	       "<w:rPr><w:noProof/></w:rPr><w:pict>"
	       /* Word art, as Word itself writes its watermarks: every program knows this one. */
	       "<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" "
	       "path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f eqn=\"sum #0 0 10800\"/>"
	       "<v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/>"
	       "<v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/>"
	       "<v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/>"
	       "<v:f eqn=\"mid @8 @5\"/><v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/>"
	       "<v:f eqn=\"sum @6 0 @5\"/></v:formulas><v:path textpathok=\"t\" o:connecttype=\"custom\" "
	       "o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>"
	       "<v:textpath on=\"t\" fitshape=\"t\"/><v:handles><v:h position=\"#0,bottomRight\" "
	       "xrange=\"6629,14971\"/></v:handles><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>"
	       "</v:shapetype><v:shape id=\"PowerPlusWaterMarkObject1\" o:spid=\"_x0000_s2049\" "
	       "type=\"#_x0000_t136\" style=\"position:absolute;margin-left:0;margin-top:0;width:300pt;"
	       "height:120pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
	       "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
	       "mso-position-vertical-relative:margin\" o:allowincell=\"f\" fillcolor=\"#dedede\" "
	       "stroked=\"f\"><v:textpath style=\"font-family:&quot;");
	lh_xml_text(out, docx->fonts->name[LH_ROLE_HEI], strlen(docx->fonts->name[LH_ROLE_HEI]));
	/* Without the blank LibreOffice sets the two characters over one another. */
	LH_XML(out,
	       "&quot;;font-size:1pt\" string=\"草 稿\"/></v:shape></w:pict></w:r></w:p></w:hdr>");
}

/* A paragraph of a footer as far as its runs. */
static void foot_begin(const lh_docx *docx, const lh_para_fmt *fmt, lh_buf *rpr, lh_buf *out)
{
	/* Half-width digits of the Chinese face, as the standard has them. */
	const lh_docx_run run = {
		.fmt = &fmt->run, .font = docx->fonts->name[LH_ROLE_SONG], .chinese = true};
	lh_docx_rpr(rpr, docx->fonts, &run);
	LH_XML(out, "<w:p><w:pPr>");
	lh_docx_ppr(out, fmt, NULL, fmt->line, /*base_pitch*/ 0, /*leader*/ 0);
	LH_XML(out, "</w:pPr>");
}

static void foot_number(const lh_docx *docx, lh_docx_foot foot, lh_buf *out)
{
	const lh_para_fmt fmt = {
		.align = foot == LH_DOCX_FOOT_CENTER ? LH_ALIGN_CENTER
			 : foot == LH_DOCX_FOOT_ODD  ? LH_ALIGN_RIGHT
						     : LH_ALIGN_LEFT,
		.line_rule = LH_LINE_EXACT,
		.line = LH_DOCX_FOOT_PITCH,
		/* One character from the outer edge of the text area. */
		.indent_left = foot == LH_DOCX_FOOT_EVEN ? 100 : 0,
		.indent_right = foot == LH_DOCX_FOOT_ODD ? 100 : 0,
		.run = {.role = LH_ROLE_SONG, .size = LH_DOCX_FOOT_SIZE},
	};
	bool dashes = foot != LH_DOCX_FOOT_CENTER;
	lh_buf rpr = {0};
	foot_begin(docx, &fmt, &rpr, out);
	static const char *const steps[] = {
		"<w:t xml:space=\"preserve\">\u2014 </w:t>",
		"<w:fldChar w:fldCharType=\"begin\"/>",
		"<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>",
		"<w:fldChar w:fldCharType=\"separate\"/>",
		"<w:t>1</w:t>",
		"<w:fldChar w:fldCharType=\"end\"/>",
		"<w:t xml:space=\"preserve\"> \u2014</w:t>",
	};
	size_t n = sizeof steps / sizeof *steps;
	for (size_t i = dashes ? 0 : 1; i < (dashes ? n : n - 1); i++) {
		LH_XML(out, "<w:r>");
		lh_buf_put(out, rpr.bytes, rpr.length);
		lh_buf_puts(out, steps[i]);
		LH_XML(out, "</w:r>");
	}
	LH_XML(out, "</w:p>");
	lh_buf_free(&rpr);
}

static void foot_line(const lh_docx *docx, const char *line, lh_buf *out)
{
	const lh_para_fmt fmt = {
		.align = LH_ALIGN_CENTER,
		.line_rule = LH_LINE_EXACT,
		.line = LH_DOCX_LINE_PITCH,
		.run = {.role = LH_ROLE_SONG, .size = LH_DOCX_LINE_SIZE},
	};
	lh_buf rpr = {0};
	foot_begin(docx, &fmt, &rpr, out);
	LH_XML(out, "<w:r>");
	lh_buf_put(out, rpr.bytes, rpr.length);
	LH_XML(out, "<w:t xml:space=\"preserve\">");
	lh_xml_text(out, line, strlen(line));
	LH_XML(out, "</w:t></w:r></w:p>");
	lh_buf_free(&rpr);
}

void lh_docx_footer(const lh_docx *docx, lh_docx_foot foot, const char *line, lh_buf *out)
{
	LH_XML(out, LH_XML_HEAD "<w:ftr" LH_DOCX_NAMESPACES ">");
	if (foot != LH_DOCX_FOOT_NONE)
		foot_number(docx, foot, out);
	if (line)
		foot_line(docx, line, out);
	else if (foot == LH_DOCX_FOOT_NONE)
		LH_XML(out, "<w:p></w:p>");
	LH_XML(out, "</w:ftr>");
}
