/*
 * XML by hand: markup is written as literals, values go through these few functions, which escape
 * what must be escaped. Nothing here checks nesting; the tests read every part back.
 */
#ifndef LH_PACK_XML_H
#define LH_PACK_XML_H

#include "util/buf.h"

/* A literal piece of markup; its length is known to the compiler. */
#define LH_XML(buf, literal) lh_buf_put((buf), "" literal, sizeof(literal) - 1)

/* The declaration that every part begins with. */
#define LH_XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/*
 * Characters as content of an element or of a quoted attribute. The few that XML 1.0 cannot carry
 * (controls, U+FFFE, U+FFFF) become U+FFFD, so that the place where one stood stays visible.
 */
void lh_xml_text(lh_buf *buf, const char *text, size_t length);

/* ` name="text"` and ` name="number"`; the name is written as it is. */
void lh_xml_attr(lh_buf *buf, const char *name, const char *text);
void lh_xml_attr_int(lh_buf *buf, const char *name, int64_t number);

/* `<name w:val="text"/>` and `<name w:val="number"/>`: how most of WordprocessingML says things. */
void lh_xml_val(lh_buf *buf, const char *name, const char *text);
void lh_xml_val_int(lh_buf *buf, const char *name, int64_t number);

/* `<name/>`, or `<name w:val="0"/>` to take back what a style says. */
void lh_xml_toggle(lh_buf *buf, const char *name, bool on);

#endif
