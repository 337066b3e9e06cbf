/*
 * The tree as text. The layout's document id is a hash over this text too, so everything that can
 * change a page is told. It knows the tree only.
 */
#include "doc/dump.h"

#include <string.h>

#include "util/buf.h"

static void put_hundredths(lh_buf *out, int64_t hundredths)
{
	if (hundredths < 0) {
		lh_buf_putc(out, '-');
		hundredths = -hundredths;
	}
	lh_buf_int(out, hundredths / 100);
	int64_t rest = hundredths % 100;
	if (!rest)
		return;
	lh_buf_putc(out, '.');
	lh_buf_putc(out, (char)('0' + rest / 10));
	if (rest % 10)
		lh_buf_putc(out, (char)('0' + rest % 10));
}

static void put_mm(lh_buf *out, lh_emu length)
{
	int64_t half = length < 0 ? -180 : 180;
	put_hundredths(out, (length + half) / 360);
}

static void put_word(lh_buf *out, const char *word)
{
	lh_buf_putc(out, ' ');
	lh_buf_puts(out, word);
}

static void put_flag(lh_buf *out, bool set, const char *word)
{
	if (set)
		put_word(out, word);
}

/* " name=" with the length in millimetres, unless it is 0. */
static void put_length(lh_buf *out, const char *name, lh_emu length)
{
	if (!length)
		return;
	put_word(out, name);
	put_mm(out, length);
	lh_buf_puts(out, "mm");
}

static void put_quoted(lh_buf *out, const char *text)
{
	lh_buf_putc(out, '"');
	size_t plain;
	while (text[plain = strcspn(text, "\"\\")]) {
		lh_buf_put(out, text, plain);
		lh_buf_putc(out, '\\');
		lh_buf_putc(out, text[plain]);
		text += plain + 1;
	}
	lh_buf_puts(out, text);
	lh_buf_putc(out, '"');
}

static void put_string(lh_buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	put_word(out, name);
	put_quoted(out, text);
}

static void put_changed(lh_buf *out, bool set, bool base, const char *word)
{
	if (set == base)
		return;
	lh_buf_puts(out, set ? " " : " not-");
	lh_buf_puts(out, word);
}

/* Format of a run, as far as it differs from `base`; all of it when base is NULL. */
static void put_run_fmt(lh_buf *out, const lh_run_fmt *fmt, const lh_run_fmt *base)
{
	if (!base || fmt->role != base->role)
		put_word(out, lh_role_name(fmt->role));
	if (!base || fmt->size != base->size) {
		lh_buf_putc(out, ' ');
		lh_buf_pt(out, fmt->size, /*places*/2);
		lh_buf_puts(out, "pt");
	}
	put_changed(out, fmt->bold, base && base->bold, "bold");
	put_changed(out, fmt->underline, base && base->underline, "underline");
	put_changed(out, fmt->grey, base && base->grey, "grey");
}

static const char *align_name(lh_align align)
{
	switch (align) {
	case LH_ALIGN_LEFT: return "left";
	case LH_ALIGN_CENTER: return "center";
	case LH_ALIGN_RIGHT: return "right";
	case LH_ALIGN_JUSTIFY: return "justify";
	case LH_ALIGN_SPREAD: return "spread";
	}
	return "";
}

static void put_ems(lh_buf *out, const char *name, int32_t hundredths, int32_t base)
{
	if (hundredths == base)
		return;
	put_word(out, name);
	put_hundredths(out, hundredths);
	lh_buf_puts(out, "em");
}

/* A paragraph's format where it differs from `base`; for a style, base is the all-zero format. */
static void put_para_fmt(lh_buf *out, const lh_para_fmt *fmt, const lh_para_fmt *base, bool whole)
{
	if (whole || fmt->align != base->align)
		put_word(out, align_name(fmt->align));
	if (whole || fmt->line_rule != base->line_rule || fmt->line != base->line) {
		lh_buf_puts(out, " line=");
		switch (fmt->line_rule) {
		case LH_LINE_MULTIPLE: put_hundredths(out, fmt->line); break;
		case LH_LINE_EXACT:
			lh_buf_pt(out, fmt->line, /*places*/2);
			lh_buf_puts(out, "pt");
			break;
		}
	}
	if (fmt->space_before != base->space_before) {
		lh_buf_puts(out, " before=");
		put_mm(out, fmt->space_before);
		lh_buf_puts(out, "mm");
	}
	if (fmt->space_after != base->space_after) {
		lh_buf_puts(out, " after=");
		put_mm(out, fmt->space_after);
		lh_buf_puts(out, "mm");
	}
	put_ems(out, "first=", fmt->indent_first, base->indent_first);
	put_ems(out, "left=", fmt->indent_left, base->indent_left);
	put_ems(out, "right=", fmt->indent_right, base->indent_right);
	put_changed(out, fmt->keep_next, base->keep_next, "keep-next");
	put_changed(out, fmt->keep_lines, base->keep_lines, "keep-lines");
	put_changed(out, fmt->page_break_before, base->page_break_before, "page-break-before");
	if (fmt->outline != base->outline) {
		lh_buf_puts(out, " outline=");
		lh_buf_int(out, fmt->outline);
	}
	put_run_fmt(out, &fmt->run, whole ? NULL : &base->run);
}

static void put_document(lh_buf *out, const lh_node *node)
{
	put_word(out, node->u.document.key);
	put_flag(out, node->u.document.draft, "draft");
	put_string(out, "title=", node->u.document.title);
	put_string(out, "author=", node->u.document.author);
	put_string(out, "subject=", node->u.document.subject);
	put_string(out, "date=", node->u.document.date);
	static const lh_para_fmt plain;
	for (size_t i = 0; i < node->u.document.n_styles; i++) {
		const lh_style *style = node->u.document.styles[i];
		lh_buf_puts(out, "\n  style ");
		lh_buf_puts(out, style->id);
		lh_buf_putc(out, ' ');
		put_quoted(out, style->name);
		put_para_fmt(out, &style->fmt, &plain, /*whole*/true);
	}
}

static void put_section(lh_buf *out, const lh_section_props *p)
{
	lh_buf_puts(out, " page=");
	put_mm(out, p->page_w);
	lh_buf_putc(out, 'x');
	put_mm(out, p->page_h);
	lh_buf_puts(out, "mm");
	put_length(out, "top=", p->margin_top);
	put_length(out, "bottom=", p->margin_bottom);
	put_length(out, "left=", p->margin_left);
	put_length(out, "right=", p->margin_right);
	switch (p->page_number) {
	case LH_PAGE_NUMBER_NONE: break;
	case LH_PAGE_NUMBER_CENTER: put_word(out, "number=center"); break;
	case LH_PAGE_NUMBER_DASHED: put_word(out, "number=dashed"); break;
	}
	if (p->page_start) {
		lh_buf_puts(out, " start=");
		lh_buf_int(out, p->page_start);
	}
	put_flag(out, p->vertical_center, "vertical-center");
	put_length(out, "edge=", p->edge);
	put_string(out, "footer=", p->footer);
}

static void put_table(lh_buf *out, const lh_table_props *p)
{
	lh_buf_puts(out, " columns=");
	for (size_t i = 0; i < p->n_columns; i++) {
		if (i)
			lh_buf_putc(out, ',');
		put_mm(out, p->columns[i]);
	}
	lh_buf_puts(out, "mm");
	put_length(out, "border=", p->border);
	put_length(out, "outer=", p->border_outer);
	put_length(out, "pad-x=", p->pad_x);
	put_length(out, "pad-y=", p->pad_y);
	put_flag(out, p->centered, "centered");
	put_string(out, "picture=", p->picture);
}

static const char *overflow_name(lh_overflow overflow)
{
	switch (overflow) {
	case LH_OVERFLOW_GROW: return "grow";
	case LH_OVERFLOW_CONTINUE: return "continue";
	case LH_OVERFLOW_ANNEX: return "annex";
	case LH_OVERFLOW_SHRINK: return "shrink";
	case LH_OVERFLOW_ERROR: return "error";
	}
	return "";
}

static void put_cell(lh_buf *out, const lh_cell_props *p)
{
	lh_buf_putc(out, ' ');
	lh_buf_int(out, p->column);
	lh_buf_putc(out, '+');
	lh_buf_int(out, p->col_span);
	if (p->row_span > 1) {
		lh_buf_puts(out, " down=");
		lh_buf_int(out, p->row_span);
	}
	if (p->id)
		put_word(out, p->id);
	switch (p->valign) {
	case LH_VALIGN_TOP: put_word(out, "top"); break;
	case LH_VALIGN_CENTER: put_word(out, "middle"); break;
	case LH_VALIGN_BOTTOM: put_word(out, "bottom"); break;
	}
	put_flag(out, p->no_left, "no-left");
	put_flag(out, p->no_right, "no-right");
	put_flag(out, p->no_top, "no-top");
	put_flag(out, p->no_bottom, "no-bottom");
	put_flag(out, p->rule_bottom, "rule-bottom");
	if (p->overflow != LH_OVERFLOW_GROW)
		put_word(out, overflow_name(p->overflow));
	put_length(out, "max=", p->max_height);
	if (p->min_size) {
		lh_buf_puts(out, " min-size=");
		lh_buf_pt(out, p->min_size, /*places*/2);
		lh_buf_puts(out, "pt");
	}
}

static const char *slot_kind_name(lh_slot_kind kind)
{
	switch (kind) {
	case LH_SLOT_SEAL: return "seal";
	case LH_SLOT_PERSONAL_SEAL: return "personal-seal";
	case LH_SLOT_SIGNATURE: return "signature";
	case LH_SLOT_DATE: return "date";
	}
	return "";
}

static void put_slot(lh_buf *out, const lh_slot *slot)
{
	put_word(out, slot_kind_name(slot->kind));
	lh_buf_putc(out, ':');
	lh_buf_puts(out, slot->id);
	put_word(out, slot->who);
	put_string(out, "of=", slot->name);
	put_length(out, "size=", slot->diameter);
	put_length(out, "free-w=", slot->free_w);
	put_length(out, "free-h=", slot->free_h);
	put_length(out, "dx=", slot->dx);
	put_length(out, "dy=", slot->dy);
	if (slot->keyword)
		put_string(out, "keyword=", slot->keyword);
}

static const lh_node *root_of(const lh_node *node)
{
	while (node->parent)
		node = node->parent;
	return node;
}

/* Count headings from `node` on up to `until`; true when it was met. */
static bool count_headings(const lh_node *node, const lh_node *until, int64_t *n)
{
	*n += lh_is_heading(node);
	if (node == until)
		return true;
	for (const lh_node *child = node->first; child; child = child->next)
		if (count_headings(child, until, n))
			return true;
	return false;
}

static int64_t heading_number(const lh_node *heading)
{
	int64_t n = 0;
	count_headings(root_of(heading), heading, &n);
	return n;
}

/* Marks of a run common to all kinds: where its value came from, and its own format. */
static void put_run(lh_buf *out, const lh_node *node)
{
	if (node->u.run.origin.path) {
		lh_buf_puts(out, " {");
		lh_buf_puts(out, node->u.run.origin.path);
		lh_buf_putc(out, '}');
	}
	put_run_fmt(out, &node->u.run.fmt, &node->parent->u.para.fmt.run);
	if (!node->u.run.link)
		return;
	/* Headings may have the same text: their number tells them apart. */
	lh_buf_puts(out, " link=");
	lh_buf_int(out, heading_number(node->u.run.link));
}

static void put_node(lh_buf *out, const lh_node *node, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		lh_buf_puts(out, "  ");
	lh_buf_puts(out, lh_node_kind_name(node->kind));
	switch (node->kind) {
	case LH_NODE_DOCUMENT: put_document(out, node); break;
	case LH_NODE_SECTION: put_section(out, &node->u.section); break;
	case LH_NODE_PARA:
		put_word(out, node->u.para.style->id);
		put_para_fmt(out, &node->u.para.fmt, &node->u.para.style->fmt, /*whole*/false);
		break;
	case LH_NODE_TABLE: put_table(out, &node->u.table); break;
	case LH_NODE_ROWGROUP:
		if (node->u.rowgroup.n_head) {
			lh_buf_puts(out, " head=");
			lh_buf_int(out, node->u.rowgroup.n_head);
		}
		put_flag(out, node->u.rowgroup.keep_next, "keep-next");
		break;
	case LH_NODE_ROW:
		put_length(out, "min=", node->u.row.min_height);
		put_flag(out, node->u.row.can_split, "can-split");
		put_flag(out, node->u.row.keep_next, "keep-next");
		break;
	case LH_NODE_CELL: put_cell(out, &node->u.cell); break;
	case LH_NODE_TEXT:
		put_run(out, node);
		put_length(out, "fit=", node->u.run.as.text.fit_width);
		if (node->u.run.as.text.slot)
			put_slot(out, node->u.run.as.text.slot);
		put_string(out, "", node->u.run.as.text.text);
		break;
	case LH_NODE_FIELD:
		switch (node->u.run.as.field) {
		case LH_FIELD_PAGE: put_word(out, "page"); break;
		case LH_FIELD_PAGES: put_word(out, "pages"); break;
		case LH_FIELD_PAGE_OF: put_word(out, "page-of"); break;
		}
		put_run(out, node);
		break;
	case LH_NODE_BLANK:
		put_length(out, "width=", node->u.run.as.blank_width);
		put_run(out, node);
		break;
	case LH_NODE_CHECK:
		put_word(out, node->u.run.as.checked ? "ticked" : "empty");
		put_run(out, node);
		break;
	case LH_NODE_BREAK:
	case LH_NODE_LEADER: put_run(out, node); break;
	}
	lh_buf_putc(out, '\n');
	for (const lh_node *child = node->first; child; child = child->next)
		put_node(out, child, depth + 1);
}

void lh_doc_dump(const lh_node *document, lh_buf *out)
{
	put_node(out, document, /*depth*/0);
}
