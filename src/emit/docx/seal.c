/*
 * Where seals will stand. Word sets the text, so this is an estimate, good for short lines as they
 * stand around a seal: it gives the room that free boxes ask for, slides a seal in from an edge, and
 * places the outlines of a table without rules.
 */
#include "emit/docx/inside.h"
#include "layout/line/para.h"

bool lh_docx_slot_drawn(const lh_docx *docx, const lh_node *run)
{
	return docx->document->u.document.draft && run->kind == LH_NODE_TEXT &&
	       run->u.run.as.text.slot && run->u.run.as.text.slot->kind == LH_SLOT_SEAL;
}

/* A stack of paragraphs as it will probably be set. */
typedef struct estimate {
	lh_emu measure;
	lh_emu height;      /* of the paragraphs up to now */
	lh_emu first, last; /* where the free boxes begin and end, from the top of the text */
	bool marks, shapes;
	/* What is wanted of one mark: */
	const lh_node *mark;
	lh_emu x, y; /* its middle */
} estimate;

static lh_emu run_width(const lh_node *run)
{
	if (run->kind == LH_NODE_BLANK)
		return run->u.run.as.blank_width;
	if (run->kind != LH_NODE_TEXT)
		return run->kind == LH_NODE_BREAK ? 0 : run->u.run.fmt.size;
	const lh_text_props *text = &run->u.run.as.text;
	return text->fit_width > 0 ? text->fit_width
				   : lh_docx_text_width(text->text, run->u.run.fmt.size);
}

/* Where a paragraph's line begins, from the left edge of the measure. */
static lh_emu line_start(const lh_node *para, lh_emu measure)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	lh_emu em = fmt->run.size / 100;
	lh_emu left = em * (fmt->indent_left + fmt->indent_first);
	lh_emu spare = measure - left - em * fmt->indent_right;
	for (const lh_node *run = para->first; run; run = run->next)
		spare -= run_width(run);
	if (spare < 0)
		return left;
	switch (fmt->align) {
	case LH_ALIGN_LEFT:
	case LH_ALIGN_JUSTIFY:
	case LH_ALIGN_SPREAD:
		return left;
	case LH_ALIGN_CENTER:
		return left + spare / 2;
	case LH_ALIGN_RIGHT:
		return left + spare;
	}
	return left;
}

static void see_mark(estimate *e, const lh_slot *slot, lh_emu middle)
{
	lh_emu first = middle + slot->dy - slot->free_h / 2;
	lh_emu last = first + slot->free_h;
	e->first = !e->marks || first < e->first ? first : e->first;
	e->last = !e->marks || last > e->last ? last : e->last;
	e->marks = true;
}

static void see_para(estimate *e, const lh_docx *docx, const lh_node *para)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	lh_emu pitch = lh_para_pitch(para);
	lh_emu em = fmt->run.size / 100;
	lh_emu measure = e->measure - em * (fmt->indent_left + fmt->indent_right);
	lh_emu at = em * fmt->indent_first;
	lh_emu x = line_start(para, e->measure);
	e->height += fmt->space_before + pitch;
	for (const lh_node *run = para->first; run; run = run->next) {
		if (run->kind == LH_NODE_BREAK) {
			at = 0;
			e->height += pitch;
		}
		at += run_width(run);
		for (; measure > 0 && at > measure; at -= measure)
			e->height += pitch;
		if (run == e->mark) {
			e->x = x + run_width(run) / 2;
			e->y = e->height - pitch / 2;
		}
		x += run_width(run);
		if (run->kind == LH_NODE_TEXT && run->u.run.as.text.slot)
			see_mark(e, run->u.run.as.text.slot, e->height - pitch / 2);
		e->shapes |= lh_docx_slot_drawn(docx, run);
	}
	e->height += fmt->space_after;
}

static const lh_table_props *table_of(const lh_node *cell)
{
	return &cell->parent->parent->parent->u.table;
}

static lh_emu cell_width(const lh_node *cell)
{
	const lh_cell_props *p = &cell->u.cell;
	lh_emu width = 0;
	for (size_t i = p->column; i < (size_t)p->column + p->col_span; i++)
		width += table_of(cell)->columns[i];
	return width;
}

/* `mark`: a run whose place is wanted, or NULL. */
static estimate see_cell(const lh_docx *docx, const lh_node *cell, const lh_node *mark)
{
	estimate e = {.measure = cell_width(cell) - 2 * table_of(cell)->pad_x, .mark = mark};
	for (const lh_node *para = cell->first; para; para = para->next)
		see_para(&e, docx, para);
	return e;
}

static lh_emu valign_share(lh_valign align, lh_emu spare)
{
	if (spare < 0)
		return 0;
	switch (align) {
	case LH_VALIGN_TOP:
		return 0;
	case LH_VALIGN_CENTER:
		return spare / 2;
	case LH_VALIGN_BOTTOM:
		return spare;
	}
	return 0;
}

static bool has_mark(const lh_node *cell)
{
	for (const lh_node *para = cell->first; para; para = para->next)
		for (const lh_node *run = para->first; run; run = run->next)
			if (run->kind == LH_NODE_TEXT && run->u.run.as.text.slot)
				return true;
	return false;
}

/* Rules hold what stands between them; without rules, a row that is as high as the free boxes does. */
static bool holds_seals(const lh_node *cell)
{
	if (table_of(cell)->border > 0)
		return true;
	for (const lh_node *para = cell->first; para; para = para->next)
		for (const lh_node *run = para->first; run; run = run->next)
			if (run->kind == LH_NODE_TEXT && run->u.run.as.text.slot &&
			    run->u.run.as.text.slot->free_h > cell->parent->u.row.min_height)
				return false;
	return true;
}

bool lh_docx_seal_floats(const lh_node *run)
{
	const lh_node *cell = run->parent->parent;
	return cell->kind == LH_NODE_CELL && !holds_seals(cell);
}

/*
 * Between rules the free boxes need room above and below the text. And LibreOffice gives up
 * vertical alignment in a cell that anchors a drawing: there room above the text takes its place.
 */
lh_docx_room lh_docx_seal_room(const lh_docx *docx, const lh_node *cell, lh_emu height)
{
	const lh_table_props *table = table_of(cell);
	lh_docx_room room = {.aligned = true};
	if (!has_mark(cell) || !holds_seals(cell))
		return room;
	estimate e = see_cell(docx, cell, NULL);
	lh_emu rule = table->border_outer > table->border ? table->border_outer : table->border;
	lh_emu inside = table->pad_y - rule;
	lh_emu above = -e.first - inside;
	lh_emu below = e.last - e.height - inside;
	room.above = above > 0 ? above : 0;
	room.below = below > 0 ? below : 0;
	room.aligned = !e.shapes;
	if (e.shapes)
		room.above += valign_share(cell->u.cell.valign, height - 2 * table->pad_y - room.above -
									e.height - room.below);
	return room;
}

/* Sideways, by a quarter of the box at most, to stand between `left` and `right`. */
static lh_emu slide(const lh_slot *slot, lh_emu x, lh_emu left, lh_emu right)
{
	lh_emu most = slot->free_w / 4;
	lh_emu step = 0;
	x += slot->dx;
	if (x + slot->free_w / 2 > right)
		step = right - x - slot->free_w / 2;
	else if (x - slot->free_w / 2 < left)
		step = left - x + slot->free_w / 2;
	return step < -most ? -most : step > most ? most : step;
}

lh_emu lh_docx_seal_slide(const lh_docx *docx, const lh_node *run)
{
	const lh_slot *slot = run->u.run.as.text.slot;
	const lh_node *cell = run->parent->parent;
	if (cell->kind == LH_NODE_CELL) {
		lh_emu pad = table_of(cell)->pad_x;
		return slide(slot, pad + see_cell(docx, cell, run).x, 0, cell_width(cell));
	}
	estimate e = {.measure = lh_section_text_width(&docx->section->u.section), .mark = run};
	see_para(&e, docx, run->parent);
	return slide(slot, e.x, 0, e.measure);
}

static lh_emu row_height(const lh_docx *docx, const lh_node *row)
{
	lh_emu height = row->u.row.min_height;
	for (const lh_node *cell = row->first; cell; cell = cell->next) {
		lh_emu need = see_cell(docx, cell, NULL).height + 2 * table_of(cell)->pad_y;
		if (cell->u.cell.row_span == 1 && need > height)
			height = need;
	}
	return height;
}

/* The outlines of one cell of a row that begins at `top`. */
static void draw_cell(lh_docx *docx, const lh_node *cell, lh_emu left, lh_emu top, lh_emu height)
{
	const lh_table_props *table = table_of(cell);
	lh_emu width = lh_section_text_width(&docx->section->u.section);
	for (size_t i = 0; i < cell->u.cell.column; i++)
		left += table->columns[i];
	for (const lh_node *para = cell->first; para; para = para->next)
		for (const lh_node *run = para->first; run; run = run->next) {
			if (!lh_docx_slot_drawn(docx, run) || !lh_docx_seal_floats(run))
				continue;
			const lh_slot *slot = run->u.run.as.text.slot;
			estimate e = see_cell(docx, cell, run);
			lh_emu x = left + table->pad_x + e.x;
			lh_emu y = top + table->pad_y + e.y +
				   valign_share(cell->u.cell.valign,
						height - 2 * table->pad_y - e.height);
			x += slot->dx + slide(slot, x, 0, width);
			lh_docx_outline(docx, slot, "column", x, "paragraph", y + slot->dy);
		}
}

void lh_docx_seals(lh_docx *docx, const lh_node *table)
{
	lh_emu columns = 0;
	for (size_t i = 0; i < table->u.table.n_columns; i++)
		columns += table->u.table.columns[i];
	lh_emu left = 0;
	if (table->u.table.centered)
		left = (lh_section_text_width(&docx->section->u.section) - columns) / 2;
	lh_emu top = LH_DOCX_HAIRLINE * LH_EMU_TWIP;
	for (const lh_node *group = table->first; group; group = group->next)
		for (const lh_node *row = group->first; row; row = row->next) {
			lh_emu height = row_height(docx, row);
			for (const lh_node *cell = row->first; cell; cell = cell->next)
				draw_cell(docx, cell, left, top, height);
			top += height;
		}
}

static bool has_floating(const lh_docx *docx, const lh_node *node)
{
	if (lh_docx_slot_drawn(docx, node) && lh_docx_seal_floats(node))
		return true;
	for (const lh_node *child = node->first; child; child = child->next)
		if (has_floating(docx, child))
			return true;
	return false;
}

bool lh_docx_seals_float(const lh_docx *docx, const lh_node *table)
{
	return docx->document->u.document.draft && has_floating(docx, table);
}
