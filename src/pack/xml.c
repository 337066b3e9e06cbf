/* XML by hand. Knows the escapes and what a character of XML 1.0 is; knows no vocabulary but w:val. */
#include "pack/xml.h"

#include <string.h>

/* Bytes that may not stand for themselves: controls, & < > ", and the first byte of U+FFFE. */
static const bool special[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 1, [0xEF] = 1,
};

/* What a special byte is replaced by; NULL: it stands for itself. */
static const char *escape_of(unsigned char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;"; /* a bare one would become a blank in an attribute */
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	}
	return byte < 0x20 ? "\xEF\xBF\xBD" : NULL;
}

/* U+FFFE and U+FFFF are sound UTF-8 but not characters of XML: EF BF BE and EF BF BF. */
static bool is_noncharacter(const char *at, const char *end)
{
	return end - at >= 3 && (unsigned char)at[0] == 0xEF && (unsigned char)at[1] == 0xBF &&
	       (unsigned char)at[2] >= 0xBE;
}

void lh_xml_text(lh_buf *buf, const char *text, size_t length)
{
	const char *end = text + length;
	const char *plain = text; /* start of the stretch that is copied as it is */
	for (const char *at = text; at < end; at++) {
		if (!special[(unsigned char)*at])
			continue;
		const char *escape = escape_of((unsigned char)*at);
		size_t width = 1;
		if (!escape && is_noncharacter(at, end)) {
			escape = "\xEF\xBF\xBD";
			width = 3;
		}
		if (!escape)
			continue;
		lh_buf_put(buf, plain, (size_t)(at - plain));
		lh_buf_puts(buf, escape);
		plain = at + width;
		at = plain - 1;
	}
	lh_buf_put(buf, plain, (size_t)(end - plain));
}

static void attr_open(lh_buf *buf, const char *name)
{
	lh_buf_putc(buf, ' ');
	lh_buf_puts(buf, name);
	LH_XML(buf, "=\"");
}

void lh_xml_attr(lh_buf *buf, const char *name, const char *text)
{
	attr_open(buf, name);
	lh_xml_text(buf, text, strlen(text));
	lh_buf_putc(buf, '"');
}

void lh_xml_attr_int(lh_buf *buf, const char *name, int64_t number)
{
	attr_open(buf, name);
	lh_buf_int(buf, number);
	lh_buf_putc(buf, '"');
}

static void val_open(lh_buf *buf, const char *name)
{
	lh_buf_putc(buf, '<');
	lh_buf_puts(buf, name);
	LH_XML(buf, " w:val=\"");
}

void lh_xml_val(lh_buf *buf, const char *name, const char *text)
{
	val_open(buf, name);
	lh_xml_text(buf, text, strlen(text));
	LH_XML(buf, "\"/>");
}

void lh_xml_val_int(lh_buf *buf, const char *name, int64_t number)
{
	val_open(buf, name);
	lh_buf_int(buf, number);
	LH_XML(buf, "\"/>");
}

void lh_xml_toggle(lh_buf *buf, const char *name, bool on)
{
	lh_buf_putc(buf, '<');
	lh_buf_puts(buf, name);
	lh_buf_puts(buf, on ? "/>" : " w:val=\"0\"/>");
}
