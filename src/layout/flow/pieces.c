/*
 * From a section of the tree to pieces. Knows which holds stand between lines, rows, groups and
 * tables; refuses to know pages.
 */
#include "layout/flow/pieces.h"

#include <stdlib.h>

#include "util/arena.h"

typedef struct collector {
	lh__pass *pass;
	lh_emu width, room; /* of the text area */
	lh__piece *pieces;
	size_t n, cap;
	lh_emu after; /* space after the last paragraph */
} collector;

static lh__piece *add_piece(collector *c, lh__piece_kind kind)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->pieces = lh_xrealloc(c->pieces, c->cap * sizeof *c->pieces);
	}
	lh__piece *piece = &c->pieces[c->n++];
	*piece = (lh__piece){.kind = kind};
	return piece;
}

static bool add_paras(collector *c, const lh_node *first, const lh_node *end)
{
	lh__flow *flow = LH_NEW(c->pass->setter.arena, lh__flow);
	bool ok = lh__flow_set(c->pass, first, end, c->width, flow);
	for (size_t i = 0; i < flow->n; i++) {
		const lh__flow_line *line = &flow->lines[i];
		lh__piece *piece = add_piece(c, LH__PIECE_LINE);
		piece->flow = flow;
		piece->line = line;
		piece->glue = line->glue;
		piece->gap = line->gap;
		piece->gap_top = line->gap_top;
		piece->new_page = line->first && line->para->u.para.fmt.page_break_before;
	}
	c->after = flow->tail;
	return ok;
}

/*
 * Word keeps a row with the next when its paragraphs ask for it: the first cell speaks for the row.
 */
static bool text_keeps_next(const lh__row *row)
{
	const lh_node *cell = row->node->first;
	return cell && cell->last->u.para.fmt.keep_next;
}

/*
 * A head holds to the row below it; the last row of a group to the next group when either says so.
 * `whole`: all rows of the table hold together.
 */
static lh__glue row_glue(const lh__group *group, const lh__row *row, bool whole)
{
	if (row->index + 1 < group->n_rows && row->index < group->n_head)
		return LH__GLUE_HEAD;
	bool last = row->index + 1 == group->n_rows;
	bool keep = row->node->u.row.keep_next || text_keeps_next(row) ||
		    (last && group->node->u.rowgroup.keep_next) ||
		    (whole && !(last && !group->node->next));
	return keep ? LH__GLUE_NEXT : LH__GLUE_NONE;
}

/*
 * One picture is better than two: a table that becomes a picture stays whole, unless no page has
 * room for it. Then it begins where it stands, like any other.
 */
static bool stays_whole(const collector *c, const lh__table *table)
{
	int64_t height = 0;
	for (uint32_t g = 0; g < table->n_groups; g++)
		for (uint32_t r = 0; r < table->groups[g].n_rows; r++)
			height += lh__frag_whole(table, &table->groups[g], &table->groups[g].rows[r])
					  .natural;
	return height <= c->room;
}

static bool add_table(collector *c, const lh_node *node)
{
	lh__table *table = LH_NEW(c->pass->setter.arena, lh__table);
	bool ok = lh__table_set(c->pass, node, c->width, table);
	bool whole = ok && node->u.table.picture && stays_whole(c, table);
	for (uint32_t g = 0; g < table->n_groups; g++) {
		const lh__group *group = &table->groups[g];
		for (uint32_t r = 0; r < group->n_rows; r++) {
			lh__piece *piece = add_piece(c, LH__PIECE_ROW);
			piece->frag = lh__frag_whole(table, group, &group->rows[r]);
			piece->glue = row_glue(group, &group->rows[r], whole);
			piece->gap = c->after;
			c->after = 0;
		}
	}
	return ok;
}

bool lh__section_pieces(lh__pass *pass, const lh_node *section, lh__piece **pieces_out,
			size_t *n_out)
{
	const lh_section_props *s = &section->u.section;
	collector c = {.pass = pass,
		       .width = lh_section_text_width(s),
		       .room = s->page_h - s->margin_top - s->margin_bottom};
	bool ok = true;
	for (const lh_node *block = section->first; block;) {
		if (block->kind == LH_NODE_TABLE) {
			ok &= add_table(&c, block);
			block = block->next;
			continue;
		}
		const lh_node *end = block;
		while (end && end->kind == LH_NODE_PARA)
			end = end->next;
		ok &= add_paras(&c, block, end);
		block = end;
	}
	/*
	 * A section begins a page as if one had been asked for: the space above its first line
	 * stays.
	 */
	if (c.n)
		c.pieces[0].new_page = true;
	*pieces_out = c.pieces;
	*n_out = c.n;
	return ok;
}

typedef void box_visitor(void *self, lh__box box, const lh_node *run);

static void line_boxes(const lh_line *line, int64_t x, int64_t y, box_visitor *visit, void *self)
{
	for (size_t m = 0; m < line->n_marks; m++) {
		lh__box box = lh_mark_box(line, &line->marks[m]);
		box.x += x;
		box.y += y;
		visit(self, box, line->marks[m].run);
	}
}

void lh__piece_boxes(const lh__piece *piece, box_visitor *visit, void *self)
{
	if (piece->kind == LH__PIECE_LINE) {
		line_boxes(piece->line->line, /*x*/0, /*y*/0, visit, self);
		return;
	}
	const lh__frag *frag = &piece->frag;
	const lh__table *table = frag->table;
	if (frag->repeat)
		return;
	for (uint32_t c = 0; c < frag->row->n_cells; c++) {
		const lh__cell *cell = &frag->row->cells[c];
		if (!cell->flow.has_marks)
			continue;
		size_t from = lh__frag_from(frag, c), to = lh__frag_to(frag, c);
		int64_t x =
			(int64_t)table->x + table->edges[cell->col0] + table->node->u.table.pad_x;
		int64_t y = lh_cell_text_top(table, cell, from, to, frag->height);
		for (size_t i = from; i < to; i++) {
			y += i > from || i == 0 ? cell->flow.lines[i].gap : 0;
			line_boxes(cell->flow.lines[i].line, x, y, visit, self);
			y += cell->flow.lines[i].line->height;
		}
	}
}
