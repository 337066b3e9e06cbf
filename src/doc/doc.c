/*
 * The tree: building it, reading its text, comparing formats. What a valid tree is, is proved in
 * check.c; how it is written out for tests, in dump.c. It knows nothing of templates or fonts.
 */
#include "doc/doc.h"

#include <assert.h>

#include "util/arena.h"
#include "util/buf.h"

lh_node *lh_node_new(lh_arena *arena, lh_node *parent, lh_node_kind kind, lh_loc loc)
{
	lh_node *node = LH_NEW(arena, lh_node);
	node->kind = kind;
	node->loc = loc;
	if (!parent)
		return node;
	assert(parent->kind <= LH_NODE_CELL);
	node->parent = parent;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

static void put_text(lh_buf *out, const lh_node *node)
{
	switch (node->kind) {
	case LH_NODE_TEXT: lh_buf_puts(out, node->u.run.as.text.text); return;
	case LH_NODE_FIELD:
	case LH_NODE_BLANK:
	case LH_NODE_CHECK:
	case LH_NODE_BREAK:
	case LH_NODE_LEADER: return;
	case LH_NODE_DOCUMENT:
	case LH_NODE_SECTION:
	case LH_NODE_PARA:
	case LH_NODE_TABLE:
	case LH_NODE_ROWGROUP:
	case LH_NODE_ROW:
	case LH_NODE_CELL:
		for (const lh_node *child = node->first; child; child = child->next)
			put_text(out, child);
		if (node->kind == LH_NODE_PARA)
			lh_buf_putc(out, '\n');
		return;
	}
}

char *lh_node_text(lh_arena *arena, const lh_node *node)
{
	lh_buf text = {0};
	put_text(&text, node);
	char *copy = lh_arena_strndup(arena, lh_buf_str(&text), text.length);
	lh_buf_free(&text);
	return copy;
}

lh_emu lh_section_text_width(const lh_section_props *section)
{
	return section->page_w - section->margin_left - section->margin_right;
}

bool lh_is_heading(const lh_node *node)
{
	if (node->kind != LH_NODE_PARA || !node->u.para.fmt.outline)
		return false;
	for (const lh_node *run = node->first; run; run = run->next)
		if (run->kind == LH_NODE_TEXT && *run->u.run.as.text.text)
			return true;
	return false;
}

bool lh_run_fmt_equal(const lh_run_fmt *a, const lh_run_fmt *b)
{
	return a->role == b->role && a->size == b->size && a->bold == b->bold &&
	       a->underline == b->underline && a->grey == b->grey;
}

bool lh_para_fmt_equal(const lh_para_fmt *a, const lh_para_fmt *b)
{
	return a->align == b->align && a->line_rule == b->line_rule && a->line == b->line &&
	       a->space_before == b->space_before && a->space_after == b->space_after &&
	       a->indent_first == b->indent_first && a->indent_left == b->indent_left &&
	       a->indent_right == b->indent_right && a->keep_next == b->keep_next &&
	       a->keep_lines == b->keep_lines && a->page_break_before == b->page_break_before &&
	       a->outline == b->outline && lh_run_fmt_equal(&a->run, &b->run);
}

const char *lh_node_kind_name(lh_node_kind kind)
{
	switch (kind) {
	case LH_NODE_DOCUMENT: return "document";
	case LH_NODE_SECTION: return "section";
	case LH_NODE_PARA: return "para";
	case LH_NODE_TABLE: return "table";
	case LH_NODE_ROWGROUP: return "rowgroup";
	case LH_NODE_ROW: return "row";
	case LH_NODE_CELL: return "cell";
	case LH_NODE_TEXT: return "text";
	case LH_NODE_FIELD: return "field";
	case LH_NODE_BLANK: return "blank";
	case LH_NODE_CHECK: return "check";
	case LH_NODE_BREAK: return "break";
	case LH_NODE_LEADER: return "leader";
	}
	return "";
}

const char *lh_role_name(lh_role role)
{
	switch (role) {
	case LH_ROLE_SONG: return "song";
	case LH_ROLE_FANG: return "fang";
	case LH_ROLE_HEI: return "hei";
	case LH_ROLE_KAI: return "kai";
	case LH_ROLE_TITLE: return "title";
	case LH_ROLE_COUNT: break;
	}
	return "";
}
