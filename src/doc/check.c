/*
 * What a valid tree is. After lh_doc_check() layout and the DOCX writer take the tree as it stands
 * and ask nothing again. Every fault is told, at the template line that made the node.
 */
#include <stdlib.h>
#include <string.h>

#include "doc/doc.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

/* The largest sheet of PDF 1.7 is 200 inches: sums of a few such lengths stay far from overflow. */
enum {
	MAX_LENGTH = 200 * 72 * LH_EMU_PT,
	MIN_SIZE = LH_EMU_PT,
	MAX_SIZE = 400 * LH_EMU_PT,
	MAX_INDENT = 10000, /* 100 em */
};

typedef struct slot_use {
	const char *id;
	const lh_node *run;
	size_t order; /* in reading: the second use is the one at fault */
} slot_use;

typedef struct checker {
	lh_ctx *ctx;
	lh_arena *arena; /* numbers in messages, spans of the group at hand */
	const lh_node *document;
	size_t n_nodes;
	lh_emu text_width; /* of the section at hand */
	slot_use *slots;
	size_t n_slots, cap_slots;
} checker;

static const char *number(checker *c, int64_t value)
{
	return lh_fmt(c->arena, "%lld", (long long)value);
}

static const char *mm(checker *c, int64_t emu)
{
	int64_t tenths = (emu * 10 + LH_EMU_MM / 2) / LH_EMU_MM;
	return lh_fmt(c->arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

static void out_of_range(checker *c, const lh_node *node, const char *what)
{
	lh_diag(c->ctx, LH_E_TREE_VALUE, node->loc, lh_node_kind_name(node->kind), what, NULL);
}

static bool length_ok(lh_emu length)
{
	return length >= 0 && length <= MAX_LENGTH;
}

static bool may_hold(lh_node_kind parent, lh_node_kind child)
{
	switch (parent) {
	case LH_NODE_DOCUMENT: return child == LH_NODE_SECTION;
	case LH_NODE_SECTION: return child == LH_NODE_PARA || child == LH_NODE_TABLE;
	case LH_NODE_TABLE: return child == LH_NODE_ROWGROUP;
	case LH_NODE_ROWGROUP: return child == LH_NODE_ROW;
	case LH_NODE_ROW: return child == LH_NODE_CELL;
	case LH_NODE_CELL: return child == LH_NODE_PARA;
	case LH_NODE_PARA: return child >= LH_NODE_TEXT;
	case LH_NODE_TEXT:
	case LH_NODE_FIELD:
	case LH_NODE_BLANK:
	case LH_NODE_CHECK:
	case LH_NODE_BREAK:
	case LH_NODE_LEADER: return false;
	}
	return false;
}

/* A row may be empty: cells from above can cover all of it. An empty paragraph is a blank line. */
static bool needs_children(lh_node_kind kind)
{
	return kind < LH_NODE_TEXT && kind != LH_NODE_ROW && kind != LH_NODE_PARA;
}

static void check_text(checker *c, const lh_node *node, const char *text)
{
	size_t length = strlen(text);
	if (lh_utf8_bad(text, length)) {
		lh_diag(c->ctx, LH_E_TEXT_BYTES, node->loc, NULL);
		return;
	}
	for (const char *at = text; *at;) {
		uint32_t cp = lh_utf8_next(&at);
		if (lh_cp_is_control(cp) || cp == '\t' || cp == '\n') {
			lh_diag(c->ctx, LH_E_TEXT_CONTROL, node->loc,
				lh_fmt(c->arena, "U+%04X", (unsigned)cp), NULL);
			return;
		}
	}
}

static void check_section(checker *c, const lh_node *node)
{
	const lh_section_props *p = &node->u.section;
	c->text_width = 0;
	const lh_emu lengths[] = {p->page_w,        p->page_h,      p->margin_top,
				  p->margin_bottom, p->margin_left, p->margin_right};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (!length_ok(lengths[i])) {
			out_of_range(c, node, "page");
			return;
		}
	if (p->page_start < 0)
		out_of_range(c, node, "page_start");
	if (p->footer)
		check_text(c, node, p->footer);
	if ((int64_t)p->margin_left + p->margin_right >= p->page_w ||
	    (int64_t)p->margin_top + p->margin_bottom >= p->page_h) {
		lh_diag(c->ctx, LH_E_PAGE_AREA, node->loc, mm(c, p->page_w), mm(c, p->page_h),
			NULL);
		return;
	}
	lh_emu least = p->margin_left < p->margin_right ? p->margin_left : p->margin_right;
	if (p->edge < 0 || p->edge > least)
		lh_diag(c->ctx, LH_E_PAGE_EDGE, node->loc, mm(c, least), mm(c, p->edge), NULL);
	c->text_width = lh_section_text_width(p);
}

static bool run_fmt_ok(const lh_run_fmt *fmt)
{
	return fmt->role < LH_ROLE_COUNT && fmt->size >= MIN_SIZE && fmt->size <= MAX_SIZE;
}

static bool indent_ok(int32_t indent)
{
	return indent >= -MAX_INDENT && indent <= MAX_INDENT;
}

static void check_para(checker *c, const lh_node *node)
{
	const lh_para_fmt *fmt = &node->u.para.fmt;
	int32_t most = fmt->line_rule == LH_LINE_EXACT ? MAX_LENGTH : MAX_INDENT;
	if (fmt->line <= 0 || fmt->line > most)
		out_of_range(c, node, "line");
	if (!length_ok(fmt->space_before) || !length_ok(fmt->space_after))
		out_of_range(c, node, "space");
	if (!indent_ok(fmt->indent_first) || !indent_ok(fmt->indent_left) ||
	    !indent_ok(fmt->indent_right))
		out_of_range(c, node, "indent");
	if (fmt->outline > 9)
		out_of_range(c, node, "outline");
	if (!run_fmt_ok(&fmt->run))
		out_of_range(c, node, "size");
	size_t n_leaders = 0;
	for (const lh_node *run = node->first; run; run = run->next)
		n_leaders += run->kind == LH_NODE_LEADER;
	if (n_leaders > 1)
		lh_diag(c->ctx, LH_E_LEADERS, node->loc, NULL);
	const lh_style *style = node->u.para.style;
	for (size_t i = 0; i < c->document->u.document.n_styles; i++)
		if (c->document->u.document.styles[i] == style)
			return;
	lh_diag(c->ctx, LH_E_STYLE_UNLISTED, node->loc, style ? style->id : "?", NULL);
}

static void check_slot(checker *c, const lh_node *node, const lh_slot *slot)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
	if (!slot->id || !*slot->id || slot->id[strspn(slot->id, allowed)]) {
		lh_diag(c->ctx, LH_E_SLOT_ID, node->loc, slot->id ? slot->id : "", NULL);
		return;
	}
	if (!*node->u.run.as.text.text)
		lh_diag(c->ctx, LH_E_SLOT_MARK, node->loc, slot->id, NULL);
	bool fits = length_ok(slot->diameter) && length_ok(slot->free_w) && length_ok(slot->free_h);
	bool near = slot->dx > -MAX_LENGTH && slot->dx < MAX_LENGTH && slot->dy > -MAX_LENGTH &&
		    slot->dy < MAX_LENGTH;
	if (!fits || !near || !slot->who || !slot->name)
		out_of_range(c, node, slot->id);
	if (c->n_slots == c->cap_slots) {
		c->cap_slots = c->cap_slots ? c->cap_slots * 2 : 32;
		c->slots = lh_xrealloc(c->slots, c->cap_slots * sizeof *c->slots);
	}
	c->slots[c->n_slots] = (slot_use){slot->id, node, c->n_slots};
	c->n_slots++;
}

/* A link leads to a heading of this tree: nobody looks for the place of another paragraph. */
static void check_link(checker *c, const lh_node *node)
{
	const lh_node *root = node->u.run.link;
	while (root && root->parent)
		root = root->parent;
	bool needed = node->kind == LH_NODE_FIELD && node->u.run.as.field == LH_FIELD_PAGE_OF;
	if (root ? root != c->document || !lh_is_heading(node->u.run.link) : needed)
		lh_diag(c->ctx, LH_E_LINK, node->loc, NULL);
}

static void check_run(checker *c, const lh_node *node)
{
	if (!run_fmt_ok(&node->u.run.fmt))
		out_of_range(c, node, "size");
	check_link(c, node);
	if (node->kind == LH_NODE_BLANK && !length_ok(node->u.run.as.blank_width))
		out_of_range(c, node, "width");
	if (node->kind != LH_NODE_TEXT)
		return;
	const lh_text_props *text = &node->u.run.as.text;
	if (!text->text || !length_ok(text->fit_width)) {
		out_of_range(c, node, text->text ? "fit_width" : "text");
		return;
	}
	check_text(c, node, text->text);
	if (text->slot)
		check_slot(c, node, text->slot);
}

static bool check_grid(checker *c, const lh_node *node)
{
	const lh_table_props *p = &node->u.table;
	int64_t sum = 0;
	bool ok = p->n_columns > 0;
	for (size_t i = 0; i < p->n_columns; i++) {
		ok = ok && p->columns[i] > 0 && length_ok(p->columns[i]);
		sum += p->columns[i];
	}
	if (!ok)
		out_of_range(c, node, "columns");
	if (!length_ok(p->border) || !length_ok(p->border_outer) || !length_ok(p->pad_x) ||
	    !length_ok(p->pad_y))
		out_of_range(c, node, "border");
	if (ok && c->text_width && sum > c->text_width)
		lh_diag(c->ctx, LH_E_TABLE_WIDTH, node->loc, mm(c, sum), mm(c, c->text_width),
			NULL);
	return ok;
}

/* Columns of one row: `busy[i]` rows of column i are still covered by a cell from above. */
static void check_row(checker *c, const lh_node *row, uint32_t *busy, uint32_t n_columns,
		      uint32_t rows_left)
{
	uint32_t next = 0, filled = 0;
	for (uint32_t i = 0; i < n_columns; i++)
		filled += busy[i] > 0;
	if (!length_ok(row->u.row.min_height))
		out_of_range(c, row, "min_height");
	for (const lh_node *cell = row->first; cell; cell = cell->next) {
		if (cell->kind != LH_NODE_CELL)
			continue;
		const lh_cell_props *p = &cell->u.cell;
		uint32_t end = (uint32_t)p->column + p->col_span;
		if (!length_ok(p->max_height) || !length_ok(p->min_size))
			out_of_range(c, cell, "max_height");
		if (p->column < next) {
			lh_diag(c->ctx, LH_E_CELL_COLUMN, cell->loc, number(c, p->column),
				number(c, next), NULL);
			return;
		}
		if (!p->col_span || end > n_columns) {
			lh_diag(c->ctx, LH_E_CELL_SPAN, cell->loc, number(c, p->column),
				number(c, (int64_t)end - 1), number(c, n_columns), NULL);
			return;
		}
		if (!p->row_span || p->row_span > rows_left) {
			lh_diag(c->ctx, LH_E_CELL_ROWS, cell->loc, number(c, p->row_span),
				number(c, rows_left), NULL);
			return;
		}
		for (uint32_t i = p->column; i < end; i++) {
			if (busy[i]) {
				lh_diag(c->ctx, LH_E_CELL_CROSS, cell->loc, number(c, i), NULL);
				return;
			}
			busy[i] = p->row_span;
		}
		next = end;
		filled += p->col_span;
	}
	if (filled < n_columns)
		lh_diag(c->ctx, LH_E_ROW_SHORT, row->loc, number(c, filled), number(c, n_columns),
			NULL);
	for (uint32_t i = 0; i < n_columns; i++)
		if (busy[i])
			busy[i]--;
}

static void check_group(checker *c, const lh_node *group, uint32_t *busy, uint32_t n_columns)
{
	uint32_t n_rows = 0;
	for (const lh_node *row = group->first; row; row = row->next)
		n_rows++;
	if (group->u.rowgroup.n_head > n_rows)
		lh_diag(c->ctx, LH_E_GROUP_HEAD, group->loc, number(c, group->u.rowgroup.n_head),
			number(c, n_rows), NULL);
	memset(busy, 0, n_columns * sizeof *busy);
	uint32_t left = n_rows;
	for (const lh_node *row = group->first; row; row = row->next, left--)
		if (row->kind == LH_NODE_ROW)
			check_row(c, row, busy, n_columns, left);
}

/* What a reader could not find, follow or sign in a picture. */
static bool lost_in_picture(const lh_node *node)
{
	switch (node->kind) {
	case LH_NODE_PARA: return lh_is_heading(node);
	case LH_NODE_TEXT: return node->u.run.as.text.slot || node->u.run.link;
	case LH_NODE_FIELD: return true;
	case LH_NODE_DOCUMENT:
	case LH_NODE_SECTION:
	case LH_NODE_TABLE:
	case LH_NODE_ROWGROUP:
	case LH_NODE_ROW:
	case LH_NODE_CELL:
	case LH_NODE_BLANK:
	case LH_NODE_CHECK:
	case LH_NODE_BREAK:
	case LH_NODE_LEADER: return false;
	}
	return false;
}

static void check_picture(checker *c, const lh_node *node)
{
	if (lost_in_picture(node)) {
		lh_diag(c->ctx, LH_E_PICTURE_HOLDS, node->loc, NULL);
		return;
	}
	for (const lh_node *child = node->first; child; child = child->next)
		check_picture(c, child);
}

static void check_table(checker *c, const lh_node *table)
{
	if (table->u.table.picture) {
		check_text(c, table, table->u.table.picture);
		check_picture(c, table);
	}
	if (!check_grid(c, table))
		return;
	uint32_t n_columns = table->u.table.n_columns;
	uint32_t *busy = LH_NEW_ARRAY(c->arena, uint32_t, n_columns);
	for (const lh_node *group = table->first; group; group = group->next)
		if (group->kind == LH_NODE_ROWGROUP)
			check_group(c, group, busy, n_columns);
}

/*
 * False when the tree is too large to go on. Depth is bounded: each kind nests only in the one
 * above.
 */
static bool check_node(checker *c, const lh_node *node)
{
	if (++c->n_nodes > c->ctx->limits.nodes) {
		lh_diag(c->ctx, LH_E_TREE_SIZE, node->loc, number(c, (int64_t)c->ctx->limits.nodes),
			NULL);
		return false;
	}
	if (!node->first && needs_children(node->kind))
		lh_diag(c->ctx, LH_E_TREE_EMPTY, node->loc, lh_node_kind_name(node->kind), NULL);
	switch (node->kind) {
	case LH_NODE_SECTION: check_section(c, node); break;
	case LH_NODE_PARA: check_para(c, node); break;
	case LH_NODE_TABLE: check_table(c, node); break;
	case LH_NODE_TEXT:
	case LH_NODE_FIELD:
	case LH_NODE_BLANK:
	case LH_NODE_CHECK:
	case LH_NODE_BREAK:
	case LH_NODE_LEADER: check_run(c, node); break;
	case LH_NODE_DOCUMENT:
	case LH_NODE_ROWGROUP:
	case LH_NODE_ROW:
	case LH_NODE_CELL: break;
	}
	for (const lh_node *child = node->first; child; child = child->next) {
		if (!may_hold(node->kind, child->kind)) {
			lh_diag(c->ctx, LH_E_TREE_NESTING, child->loc,
				lh_node_kind_name(child->kind), lh_node_kind_name(node->kind),
				NULL);
			continue;
		}
		if (!check_node(c, child))
			return false;
	}
	return true;
}

static int by_id(const void *a, const void *b)
{
	const slot_use *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void check_slot_ids(checker *c)
{
	if (c->n_slots < 2)
		return;
	qsort(c->slots, c->n_slots, sizeof *c->slots, by_id);
	for (size_t i = 1; i < c->n_slots; i++) {
		if (strcmp(c->slots[i - 1].id, c->slots[i].id))
			continue;
		lh_diag(c->ctx, LH_E_SLOT_TWICE, c->slots[i].run->loc, c->slots[i].id, NULL);
		lh_diag(c->ctx, LH_N_SLOT_FIRST, c->slots[i - 1].run->loc, NULL);
	}
}

bool lh_doc_check(lh_ctx *ctx, const lh_node *document)
{
	size_t errors = lh_diag_errors(ctx);
	if (document->kind != LH_NODE_DOCUMENT) {
		lh_diag(ctx, LH_E_TREE_NESTING, document->loc, lh_node_kind_name(document->kind),
			"/", NULL);
		return false;
	}
	checker c = {.ctx = ctx, .arena = lh_arena_new(), .document = document};
	if (check_node(&c, document))
		check_slot_ids(&c);
	free(c.slots);
	lh_arena_free(c.arena);
	return lh_diag_errors(ctx) == errors;
}
