/*
 * Paragraphs and their runs. Knows how each kind of run is said in WordprocessingML and that every
 * value stands in a content control tagged with its data path; knows nothing of tables and pages.
 */
#include <string.h>

#include "emit/docx/inside.h"
#include "layout/line/para.h"
#include "util/utf8.h"

/* Longest tag and alias that Word accepts, in characters. */
enum { TAG_MAX = 64 };

static void tag(lh_buf *buf, const char *path)
{
	LH_XML(buf, "<w:tag w:val=\"");
	lh_docx_short_name(buf, path, TAG_MAX, '~');
	LH_XML(buf, "\"/>");
}

char *lh_docx_tag(lh_arena *arena, const char *path)
{
	lh_buf buf = {0};
	lh_docx_short_name(&buf, path, TAG_MAX, '~');
	char *tag = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return tag;
}

/* The last name of a path, without its index: what Word shows on the control's handle. */
static void alias(lh_buf *buf, const char *path)
{
	const char *dot = strrchr(path, '.');
	const char *name = dot && dot[1] ? dot + 1 : path;
	const char *end = name;
	for (int i = 0; i < TAG_MAX && *end && *end != '['; i++)
		lh_utf8_next(&end);
	LH_XML(buf, "<w:alias w:val=\"");
	lh_xml_text(buf, name, (size_t)(end - name));
	LH_XML(buf, "\"/>");
}

static void control_begin(lh_docx *docx, const char *path)
{
	lh_buf *buf = &docx->body;
	LH_XML(buf, "<w:sdt><w:sdtPr>");
	alias(buf, path);
	tag(buf, path);
	lh_xml_val_int(buf, "w:id", lh_docx_id(docx));
}

static void run_begin(lh_docx *docx, const lh_docx_run *run)
{
	LH_XML(&docx->body, "<w:r>");
	lh_docx_rpr(&docx->body, docx->fonts, run);
}

/* A run of characters as they are; an empty one still holds its format. */
static void run_text(lh_docx *docx, const lh_docx_run *run, const char *text, size_t length)
{
	lh_buf *buf = &docx->body;
	run_begin(docx, run);
	if (length) {
		if (text[0] == ' ' || text[length - 1] == ' ')
			LH_XML(buf, "<w:t xml:space=\"preserve\">");
		else
			LH_XML(buf, "<w:t>");
		lh_xml_text(buf, text, length);
		LH_XML(buf, "</w:t>");
	}
	LH_XML(buf, "</w:r>");
}

/*
 * Characters in one format. Those beyond the Basic Multilingual Plane get runs of their own in the
 * font that has them: the usual Chinese typefaces end before.
 */
static void pieces(lh_docx *docx, lh_docx_run run, const char *text, size_t length)
{
	const char *end = text + length;
	const char *start = text;
	bool rare = false;
	bool chinese = false;
	for (const char *at = text; at < end;) {
		const char *here = at;
		uint32_t cp = lh_utf8_next_n(&at, end);
		bool is_rare = cp > 0xFFFF && cp != LH_CP_BAD;
		if (is_rare != rare && here > start) {
			run.chinese = chinese;
			run.font = rare ? docx->fonts->rare : NULL;
			run_text(docx, &run, start, (size_t)(here - start));
			start = here;
			chinese = false;
		}
		rare = is_rare;
		chinese |= cp >= 0x80;
	}
	run.chinese = chinese;
	run.font = rare ? docx->fonts->rare : NULL;
	run_text(docx, &run, start, (size_t)(end - start));
}

/*
 * A label spread to a width. Word fits such a text by itself; other programs only know the space
 * behind each character, so both are said, and the last character has none.
 */
static void fitted(lh_docx *docx, lh_docx_run run, const lh_text_props *text)
{
	const char *last = text->text;
	size_t count = 0;
	for (const char *at = last; *at; count++) {
		last = at;
		lh_utf8_next(&at);
	}
	run.fit_width = lh_docx_twips(text->fit_width);
	run.fit_id = lh_docx_id(docx);
	if (count > 1) {
		lh_emu room = text->fit_width - lh_docx_text_width(text->text, run.fmt->size);
		run.spacing = lh_docx_twips(room / (lh_emu)(count - 1));
		pieces(docx, run, text->text, (size_t)(last - text->text));
		run.spacing = 0;
	}
	pieces(docx, run, last, strlen(last));
}

static void text_run(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	const lh_text_props *text = &node->u.run.as.text;
	const lh_docx_run run = {.fmt = &node->u.run.fmt, .base = base};
	int32_t bookmark = text->slot ? lh_docx_slot_begin(docx, node) : 0;
	if (text->fit_width > 0 && text->text[0])
		fitted(docx, run, text);
	else
		pieces(docx, run, text->text, strlen(text->text));
	if (text->slot)
		lh_docx_slot_end(docx, bookmark);
}

/* A tab: where it leads to and its dots are properties of the paragraph. */
static void leader_run(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	run_begin(docx, &(lh_docx_run){.fmt = &node->u.run.fmt, .base = base});
	LH_XML(&docx->body, "<w:tab/></w:r>");
}

/* A field with the result that our own layout computed; Word replaces it when it lays out. */
static void field_run(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	lh_buf *buf = &docx->body;
	const lh_docx_run run = {.fmt = &node->u.run.fmt, .base = base};
	const char *result = "";
	run_begin(docx, &run);
	LH_XML(buf, "<w:fldChar w:fldCharType=\"begin\"/></w:r>");
	run_begin(docx, &run);
	LH_XML(buf, "<w:instrText xml:space=\"preserve\"> ");
	switch (node->u.run.as.field) {
	case LH_FIELD_PAGE:
		LH_XML(buf, "PAGE");
		result = lh_docx_page_of(docx, node);
		break;
	case LH_FIELD_PAGES:
		/* NUMPAGES would count the cover, SECTIONPAGES stops at a landscape table. */
		LH_XML(buf, "PAGEREF ");
		lh_buf_puts(buf, lh_docx_count_name(docx, docx->section));
		result = lh_docx_last_page(docx, docx->section);
		break;
	case LH_FIELD_PAGE_OF:
		LH_XML(buf, "PAGEREF ");
		lh_buf_puts(buf, lh_docx_anchor(docx, node->u.run.link));
		LH_XML(buf, " \\h");
		result = lh_docx_page_of_heading(docx, node->u.run.link);
		break;
	}
	LH_XML(buf, " </w:instrText></w:r>");
	run_begin(docx, &run);
	LH_XML(buf, "<w:fldChar w:fldCharType=\"separate\"/></w:r>");
	run_text(docx, &run, result, strlen(result));
	run_begin(docx, &run);
	LH_XML(buf, "<w:fldChar w:fldCharType=\"end\"/></w:r>");
}

/*
 * Ruled space: underlined blanks, as a typist would make it, so that what is typed over them looks
 * right. Ideographic spaces first, then no-break spaces of a quarter em, which no program trims or
 * stretches; what is left is spread over all of them.
 */
static void blank_run(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	lh_run_fmt fmt = node->u.run.fmt;
	fmt.underline = true;
	lh_emu width = node->u.run.as.blank_width;
	lh_emu quarters = width / (fmt.size / 4);
	if (quarters < 1)
		quarters = 1;
	lh_emu count = quarters / 4 + quarters % 4;
	lh_emu left = width - quarters * (fmt.size / 4);
	const lh_docx_run run = {
		.fmt = &fmt, .base = base, .chinese = true, .spacing = lh_docx_twips(left / count)};
	run_begin(docx, &run);
	LH_XML(&docx->body, "<w:t xml:space=\"preserve\">");
	for (lh_emu i = 0; i < quarters / 4; i++)
		LH_XML(&docx->body, "\u3000");
	for (lh_emu i = 0; i < quarters % 4; i++)
		LH_XML(&docx->body, "\u00a0");
	LH_XML(&docx->body, "</w:t></w:r>");
}

static void check_run(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	const lh_docx_run run = {.fmt = &node->u.run.fmt,
				 .base = base,
				 .font = LH_DOCX_SYMBOL_FONT,
				 .chinese = true};
	const char *box = node->u.run.as.checked ? "\u2611" : "\u2610";
	run_text(docx, &run, box, strlen(box));
}

static void run(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	switch (node->kind) {
	case LH_NODE_TEXT:
		text_run(docx, node, base);
		break;
	case LH_NODE_FIELD:
		field_run(docx, node, base);
		break;
	case LH_NODE_BLANK:
		blank_run(docx, node, base);
		break;
	case LH_NODE_CHECK:
		check_run(docx, node, base);
		break;
	case LH_NODE_BREAK:
		LH_XML(&docx->body, "<w:r><w:br/></w:r>");
		break;
	case LH_NODE_LEADER:
		leader_run(docx, node, base);
		break;
	case LH_NODE_DOCUMENT:
	case LH_NODE_SECTION:
	case LH_NODE_PARA:
	case LH_NODE_TABLE:
	case LH_NODE_ROWGROUP:
	case LH_NODE_ROW:
	case LH_NODE_CELL:
		break; /* lh_doc_check lets none of them into a paragraph */
	}
}

/* A box that can be ticked with the mouse. */
static void check_control(lh_docx *docx, const lh_node *node, const lh_run_fmt *base)
{
	lh_buf *buf = &docx->body;
	control_begin(docx, node->u.run.origin.path);
	LH_XML(buf, "<w14:checkbox><w14:checked w14:val=\"");
	lh_buf_putc(buf, node->u.run.as.checked ? '1' : '0');
	LH_XML(buf, "\"/><w14:checkedState w14:val=\"2611\" w14:font=\"" LH_DOCX_SYMBOL_FONT "\"/>"
		    "<w14:uncheckedState w14:val=\"2610\" w14:font=\"" LH_DOCX_SYMBOL_FONT
		    "\"/></w14:checkbox>"
		    "</w:sdtPr><w:sdtContent>");
	check_run(docx, node, base);
	LH_XML(buf, "</w:sdtContent></w:sdt>");
}

static void link_begin(lh_docx *docx, const lh_node *heading)
{
	LH_XML(&docx->body, "<w:hyperlink");
	lh_xml_attr(&docx->body, "w:anchor", lh_docx_anchor(docx, heading));
	LH_XML(&docx->body, " w:history=\"1\">");
}

/* Runs from `node` to before `end`; neighbours with one path share a control. */
static void controlled(lh_docx *docx, const lh_node *node, const lh_node *end,
		       const lh_run_fmt *base)
{
	lh_buf *buf = &docx->body;
	while (node != end) {
		const char *path = node->u.run.origin.path;
		if (!path) {
			run(docx, node, base);
			node = node->next;
			continue;
		}
		if (node->kind == LH_NODE_CHECK) {
			check_control(docx, node, base);
			node = node->next;
			continue;
		}
		control_begin(docx, path);
		LH_XML(buf, "</w:sdtPr><w:sdtContent>");
		do {
			run(docx, node, base);
			node = node->next;
		} while (node != end && node->kind != LH_NODE_CHECK && node->u.run.origin.path &&
			 strcmp(node->u.run.origin.path, path) == 0);
		LH_XML(buf, "</w:sdtContent></w:sdt>");
	}
}

/* Runs in order; neighbours with one link stand in one hyperlink. */
static void runs(lh_docx *docx, const lh_node *para, const lh_run_fmt *base)
{
	for (const lh_node *node = para->first; node;) {
		const lh_node *link = node->u.run.link, *end = node->next;
		while (end && end->u.run.link == link)
			end = end->next;
		if (link)
			link_begin(docx, link);
		controlled(docx, node, end, base);
		if (link)
			LH_XML(&docx->body, "</w:hyperlink>");
		node = end;
	}
}

/* A heading that something leads to stands in a bookmark, hidden as Word's own are. */
static int32_t anchor_begin(lh_docx *docx, const lh_node *para)
{
	lh_buf *buf = &docx->body;
	const char *name = lh_docx_anchor(docx, para);
	if (!name)
		return 0;
	int32_t id = lh_docx_id(docx);
	LH_XML(buf, "<w:bookmarkStart");
	lh_xml_attr_int(buf, "w:id", id);
	lh_xml_attr(buf, "w:name", name);
	LH_XML(buf, "/>");
	return id;
}

/* Where the leader of a paragraph ends: at the right edge of its measure; 0: it has none. */
static lh_emu leader_end(const lh_docx *docx, const lh_node *para)
{
	const lh_node *run = para->first;
	while (run && run->kind != LH_NODE_LEADER)
		run = run->next;
	if (!run)
		return 0;
	lh_emu width = lh_section_text_width(&docx->section->u.section);
	if (para->parent->kind == LH_NODE_CELL) {
		const lh_cell_props *cell = &para->parent->u.cell;
		const lh_table_props *table = &para->parent->parent->parent->parent->u.table;
		width = -2 * table->pad_x;
		for (uint16_t i = 0; i < cell->col_span; i++)
			width += table->columns[cell->column + i];
	}
	const lh_para_fmt *fmt = &para->u.para.fmt;
	return width - (lh_emu)((int64_t)fmt->run.size * fmt->indent_right / 100);
}

/* What the last paragraph of a section carries: its properties, unless the body ends there too. */
static void section_mark(lh_docx *docx, const lh_node *section)
{
	if (section && section->next)
		lh_docx_sectpr(docx, section);
}

static void count_mark(lh_docx *docx, const lh_node *section)
{
	if (section)
		lh_docx_count_end(docx, section);
}

void lh_docx_para(lh_docx *docx, const lh_node *para, const lh_docx_place *place)
{
	lh_buf *buf = &docx->body;
	const lh_style *style = para->u.para.style;
	lh_para_fmt fmt = para->u.para.fmt;
	fmt.keep_next |= place->keep_next;
	fmt.space_before += place->above;
	fmt.space_after += place->below;

	LH_XML(buf, "<w:p><w:pPr>");
	lh_xml_val(buf, "w:pStyle", style->id);
	lh_docx_ppr(buf, &fmt, &style->fmt, lh_para_pitch(para), lh_docx_style_pitch(style),
		    leader_end(docx, para));
	/* The mark of the paragraph: what is typed into an empty one looks like this. */
	lh_docx_rpr(buf, docx->fonts, &(lh_docx_run){.fmt = &fmt.run, .base = &style->fmt.run});
	section_mark(docx, place->section);
	LH_XML(buf, "</w:pPr>");
	int32_t anchor = anchor_begin(docx, para);
	runs(docx, para, &style->fmt.run);
	if (anchor)
		lh_docx_slot_end(docx, anchor);
	count_mark(docx, place->section);
	LH_XML(buf, "</w:p>");
}

void lh_docx_empty(lh_docx *docx, const lh_node *like, bool keep_next)
{
	lh_buf *buf = &docx->body;
	LH_XML(buf, "<w:p><w:pPr>");
	lh_xml_val(buf, "w:pStyle", like->u.para.style->id);
	if (keep_next)
		LH_XML(buf, "<w:keepNext/>");
	LH_XML(buf, "</w:pPr></w:p>");
}

static void hairline_begin(lh_docx *docx, const lh_node *section, bool keep_next, bool hidden)
{
	lh_buf *buf = &docx->body;
	LH_XML(buf, "<w:p><w:pPr>");
	if (keep_next)
		LH_XML(buf, "<w:keepNext/>");
	LH_XML(buf, "<w:spacing w:before=\"0\" w:after=\"0\"");
	lh_xml_attr_int(buf, "w:line", LH_DOCX_HAIRLINE);
	LH_XML(buf, " w:lineRule=\"exact\"/><w:rPr>");
	if (hidden)
		LH_XML(buf, "<w:vanish/>");
	LH_XML(buf, "<w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr>");
	section_mark(docx, section);
	LH_XML(buf, "</w:pPr>");
}

void lh_docx_hairline(lh_docx *docx, const lh_node *section, bool keep_next)
{
	/* Between two tables it is hidden, and they close up; one that ends a section must not be. */
	hairline_begin(docx, section, keep_next, /*hidden*/ !section);
	count_mark(docx, section);
	LH_XML(&docx->body, "</w:p>");
}

void lh_docx_hairline_seals(lh_docx *docx, const lh_node *table)
{
	hairline_begin(docx, /*section*/ NULL, /*keep_next*/ true, /*hidden*/ false);
	lh_docx_seals(docx, table);
	LH_XML(&docx->body, "</w:p>");
}
