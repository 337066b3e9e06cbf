/*
 * What a PDF says about itself. This file knows the information dictionary, XMP, and the smallest
 * colour profile that says what grey is; it refuses to know the clock: dates are those of the
 * paper.
 */
#include "emit/pdf/meta.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "util/arena.h"

#define PRODUCER "lianheti"

/* Chinese papers are dated by Chinese time. */
#define ZONE_PDF "+08'00'"
#define ZONE_XMP "+08:00"

/* YYYY-MM-DD; other texts are no date. */
static bool is_date(const char *date)
{
	if (!date || strlen(date) != 10)
		return false;
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7 ? date[i] != '-' : !isdigit((unsigned char)date[i]))
			return false;
	}
	return true;
}

static void put_entry(lh_buf *buf, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	lh_buf_puts(buf, key);
	lh__pdf_text(buf, value);
	lh_buf_putc(buf, '\n');
}

static void write_info(const lh_node *document, lh__pdf *pdf)
{
	lh_buf buf = {0};
	put_entry(&buf, "/Title", document->u.document.title);
	put_entry(&buf, "/Author", document->u.document.author);
	put_entry(&buf, "/Subject", document->u.document.subject);
	put_entry(&buf, "/Creator", PRODUCER);
	put_entry(&buf, "/Producer", PRODUCER);
	const char *date = document->u.document.date;
	if (is_date(date))
		lh_buf_printf(&buf, "/CreationDate(D:%.4s%.2s%.2s000000" ZONE_PDF ")\n", date,
			      date + 5, date + 8);
	lh__pdf_put(pdf, lh__pdf_info(pdf), &buf);
	lh_buf_free(&buf);
}

static void put_xml(lh_buf *buf, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			lh_buf_puts(buf, "&amp;");
			break;
		case '<':
			lh_buf_puts(buf, "&lt;");
			break;
		case '>':
			lh_buf_puts(buf, "&gt;");
			break;
		default:
			lh_buf_putc(buf, *text);
		}
	}
}

static void put_property(lh_buf *buf, const char *before, const char *value, const char *after)
{
	if (!value || !*value)
		return;
	lh_buf_puts(buf, before);
	put_xml(buf, value);
	lh_buf_puts(buf, after);
}

static void put_xmp(lh_buf *buf, const lh_node *document, bool pdfa)
{
	lh_buf_puts(
		buf,
		"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
		" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
		"<dc:format>application/pdf</dc:format>\n");
	put_property(buf, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		     document->u.document.title, "</rdf:li></rdf:Alt></dc:title>\n");
	put_property(buf, "<dc:creator><rdf:Seq><rdf:li>", document->u.document.author,
		     "</rdf:li></rdf:Seq></dc:creator>\n");
	put_property(buf, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		     document->u.document.subject, "</rdf:li></rdf:Alt></dc:description>\n");
	lh_buf_puts(buf, "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n");
	if (is_date(document->u.document.date))
		lh_buf_printf(buf, "<xmp:CreateDate>%sT00:00:00" ZONE_XMP "</xmp:CreateDate>\n",
			      document->u.document.date);
	lh_buf_puts(buf, "<xmp:CreatorTool>" PRODUCER "</xmp:CreatorTool>\n<pdf:Producer>" PRODUCER
			 "</pdf:Producer>\n");
	if (pdfa)
		lh_buf_puts(buf, "<pdfaid:part>1</pdfaid:part>\n"
				 "<pdfaid:conformance>B</pdfaid:conformance>\n");
	lh_buf_puts(buf, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
}

static void put_u32(lh_buf *buf, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		lh_buf_putc(buf, (char)(value >> shift));
}

static void pad(lh_buf *buf, size_t length)
{
	while (buf->length < length)
		lh_buf_putc(buf, '\0');
}

/*
 * A grey profile of ICC version 2 with the four tags that the kind requires: name, white point,
 * curve (gamma 2.2) and copyright. All colours of our pages are greys.
 */
static void put_grey_profile(lh_buf *buf)
{
	enum {
		HEADER = 128,
		N_TAGS = 4,
		DESC = HEADER + 4 + 12 * N_TAGS,
		DESC_SIZE = 112,
		WHITE = DESC + DESC_SIZE,
		WHITE_SIZE = 20,
		CURVE = WHITE + WHITE_SIZE,
		CURVE_SIZE = 16,
		RIGHT = CURVE + CURVE_SIZE,
		RIGHT_SIZE = 24,
		SIZE = RIGHT + RIGHT_SIZE
	};
	static const uint32_t d50[3] = {0xF6D6, 0x10000, 0xD32D};
	put_u32(buf, SIZE);
	put_u32(buf, 0);
	put_u32(buf, 0x02100000);
	lh_buf_puts(buf, "mntrGRAYXYZ ");
	static const unsigned char date[12] = {0x07, 0xD0, 0, 1, 0, 1}; /* 2000-01-01: fixed */
	lh_buf_put(buf, date, sizeof date);
	lh_buf_puts(buf, "acsp");
	pad(buf, 68);
	for (int i = 0; i < 3; i++)
		put_u32(buf, d50[i]);
	pad(buf, HEADER);
	put_u32(buf, N_TAGS);
	lh_buf_puts(buf, "desc");
	put_u32(buf, DESC);
	put_u32(buf, DESC_SIZE);
	lh_buf_puts(buf, "wtpt");
	put_u32(buf, WHITE);
	put_u32(buf, WHITE_SIZE);
	lh_buf_puts(buf, "kTRC");
	put_u32(buf, CURVE);
	put_u32(buf, CURVE_SIZE);
	lh_buf_puts(buf, "cprt");
	put_u32(buf, RIGHT);
	put_u32(buf, RIGHT_SIZE);
	lh_buf_puts(buf, "desc");
	put_u32(buf, 0);
	put_u32(buf, 15);
	lh_buf_puts(buf, "Gray gamma 2.2");
	pad(buf, WHITE);
	lh_buf_puts(buf, "XYZ ");
	put_u32(buf, 0);
	for (int i = 0; i < 3; i++)
		put_u32(buf, d50[i]);
	lh_buf_puts(buf, "curv");
	put_u32(buf, 0);
	put_u32(buf, 1);
	put_u32(buf, 0x02330000); /* 2.2 in eighths of a byte, and two bytes of padding */
	lh_buf_puts(buf, "text");
	put_u32(buf, 0);
	lh_buf_puts(buf, "public domain");
	pad(buf, SIZE);
}

static void write_output_intent(lh_arena *arena, lh_deflater *deflater, lh__pdf *pdf)
{
	lh_buf buf = {0};
	put_grey_profile(&buf);
	size_t length;
	const void *bytes = lh_deflate(deflater, arena, buf.bytes, buf.length, &length);
	lh__pdf_ref profile = lh__pdf_stream(pdf, bytes, length, /*deflated*/ true);
	lh__pdf_puts(pdf, profile, "/N 1\n");
	lh_buf_clear(&buf);
	lh_buf_puts(&buf,
		    "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
		    "(Gray gamma 2.2)/Info(Gray gamma 2.2)/DestOutputProfile ");
	lh__pdf_at(&buf, profile);
	lh_buf_puts(&buf, ">>]\n");
	lh__pdf_put(pdf, lh__pdf_catalog(pdf), &buf);
	lh_buf_free(&buf);
}

void lh__pdfmeta(lh_arena *arena, const lh_pages *pages, bool pdfa, lh_deflater *deflater,
		 lh__pdf *pdf)
{
	write_info(pages->document, pdf);
	lh_buf buf = {0};
	put_xmp(&buf, pages->document, pdfa);
	/* Not deflated: archives read it without a PDF library, and PDF/A-1 says so. */
	lh__pdf_ref xmp =
		lh__pdf_stream(pdf, lh_arena_memdup(arena, buf.bytes, buf.length), buf.length,
			       /*deflated*/ false);
	lh__pdf_puts(pdf, xmp, "/Type/Metadata/Subtype/XML\n");
	lh_buf_clear(&buf);
	lh_buf_puts(&buf, "/Metadata ");
	lh__pdf_at(&buf, xmp);
	lh_buf_putc(&buf, '\n');
	lh__pdf_put(pdf, lh__pdf_catalog(pdf), &buf);
	lh_buf_free(&buf);
	if (pdfa)
		write_output_intent(arena, deflater, pdf);
}
