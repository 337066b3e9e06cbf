/*
 * Setting tables: from the tree to cells with lines. Knows grids, spans and what a cell needs;
 * parts of groups on pages are in frag.c, text that is too tall in overflow.c, rules in rules.c.
 */
#include "layout/flow/table.h"

#include <stdlib.h>

#include "layout/flow/overflow.h"
#include "util/ctx.h"

static bool set_cell(lh__pass *pass, lh__table *table, const lh_node *node, uint32_t row,
		     lh__cell *cell)
{
	const lh_cell_props *p = &node->u.cell;
	const lh_table_props *t = &table->node->u.table;
	*cell = (lh__cell){.node = node,
			   .row0 = row,
			   .row1 = row + p->row_span,
			   .col0 = p->column,
			   .col1 = (uint32_t)p->column + p->col_span};
	lh_emu width = table->edges[cell->col1] - table->edges[cell->col0];
	lh_emu measure = width - 2 * t->pad_x;
	if (measure <= 0) {
		lh_arena *arena = pass->setter.arena;
		lh_diag(pass->setter.ctx, LH_E_CELL_NARROW, node->loc, lh_mm_text(arena, width),
			lh_mm_text(arena, 2 * (int64_t)t->pad_x), NULL);
		return false;
	}
	return lh__flow_set(pass, node->first, NULL, measure, &cell->flow) &&
	       lh__overflow_check(pass, node, measure, &cell->flow);
}

static bool set_row(lh__pass *pass, lh__table *table, const lh_node *node, uint32_t index,
		    lh__row *row)
{
	*row = (lh__row){.node = node, .index = index, .splits = node->u.row.can_split};
	uint32_t n = 0;
	for (const lh_node *cell = node->first; cell; cell = cell->next)
		n++;
	row->cells = LH_NEW_ARRAY(pass->setter.arena, lh__cell, n);
	bool ok = true;
	for (const lh_node *cell = node->first; cell; cell = cell->next) {
		ok &= set_cell(pass, table, cell, index, &row->cells[row->n_cells++]);
		row->splits |= cell->u.cell.overflow == LH_OVERFLOW_CONTINUE;
	}
	/* A picture is cut between rows; only what is taller than a page is cut elsewhere. */
	row->splits &= !table->node->u.table.picture;
	return ok;
}

static int by_end(const void *a, const void *b)
{
	const lh__cell *x = *(lh__cell *const *)a, *y = *(lh__cell *const *)b;
	if (x->row1 != y->row1)
		return x->row1 < y->row1 ? -1 : 1;
	if (x->row0 != y->row0)
		return x->row0 > y->row0 ? -1 : 1;
	return x->col0 < y->col0 ? -1 : x->col0 > y->col0;
}

static bool set_group(lh__pass *pass, lh__table *table, const lh_node *node, lh__group *group)
{
	lh_arena *arena = pass->setter.arena;
	*group = (lh__group){.node = node, .n_head = node->u.rowgroup.n_head};
	uint32_t n = 0;
	for (const lh_node *row = node->first; row; row = row->next)
		n++;
	group->rows = LH_NEW_ARRAY(arena, lh__row, n);
	bool ok = true;
	uint32_t n_spans = 0;
	for (const lh_node *row = node->first; row; row = row->next) {
		lh__row *set = &group->rows[group->n_rows];
		ok &= set_row(pass, table, row, group->n_rows++, set);
		for (uint32_t c = 0; c < set->n_cells; c++)
			n_spans += set->cells[c].row1 - set->cells[c].row0 > 1;
	}
	group->spans = LH_NEW_ARRAY(arena, lh__cell *, n_spans);
	for (uint32_t r = 0; r < n; r++)
		for (uint32_t c = 0; c < group->rows[r].n_cells; c++) {
			lh__cell *cell = &group->rows[r].cells[c];
			uint32_t rows = cell->row1 - cell->row0;
			if (rows < 2)
				continue;
			group->spans[group->n_spans++] = cell;
			group->longest = rows > group->longest ? rows : group->longest;
		}
	if (n_spans > 1)
		qsort(group->spans, n_spans, sizeof(lh__cell *), by_end);
	return ok;
}

void lh__group_spans(const lh__group *group, uint32_t first, uint32_t last, uint32_t *from_out,
		     uint32_t *to_out)
{
	uint32_t low = 0, high = group->n_spans;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (group->spans[middle]->row1 > first)
			high = middle;
		else
			low = middle + 1;
	}
	*from_out = low;
	while (high < group->n_spans && group->spans[high]->row1 <= last + group->longest)
		high++;
	*to_out = high;
}

bool lh__table_set(lh__pass *pass, const lh_node *node, lh_emu text_width, lh__table *table)
{
	lh_arena *arena = pass->setter.arena;
	const lh_table_props *p = &node->u.table;
	lh_emu *edges = LH_NEW_ARRAY(arena, lh_emu, (size_t)p->n_columns + 1);
	for (size_t i = 0; i < p->n_columns; i++)
		edges[i + 1] = edges[i] + p->columns[i];
	*table = (lh__table){.node = node, .edges = edges, .clear = -1};
	if (p->centered)
		table->x = (text_width - edges[p->n_columns]) / 2;
	if (p->border)
		table->clear = p->border_outer > p->border ? p->border_outer : p->border;
	uint32_t n = 0;
	for (const lh_node *group = node->first; group; group = group->next)
		n++;
	table->groups = LH_NEW_ARRAY(arena, lh__group, n);
	bool ok = true;
	for (const lh_node *group = node->first; group; group = group->next)
		ok &= set_group(pass, table, group, &table->groups[table->n_groups++]);
	return ok;
}

/*
 * Room above and below the text that free boxes ask for beyond the padding. In a table without
 * rules no cell encloses a seal: there the pages keep seals apart from each other.
 */
static void seal_room(const lh__table *table, const lh__cell *cell, size_t from, size_t to,
		      int64_t *lead_out, int64_t *tail_out)
{
	*lead_out = *tail_out = 0;
	if (!cell->flow.has_marks || table->clear < 0)
		return;
	int64_t above, below, inside = table->node->u.table.pad_y - table->clear;
	lh__flow_reach(&cell->flow, from, to, &above, &below);
	if (above > inside)
		*lead_out = above - inside;
	if (below > inside)
		*tail_out = below - inside;
}

int64_t lh__cell_need(const lh__table *table, const lh__cell *cell, size_t from, size_t to)
{
	int64_t lead, tail;
	seal_room(table, cell, from, to, &lead, &tail);
	return lead + lh__flow_height(&cell->flow, from, to) + tail +
	       2 * (int64_t)table->node->u.table.pad_y;
}

int64_t lh_cell_text_top(const lh__table *table, const lh__cell *cell, size_t from, size_t to,
			  int64_t height)
{
	int64_t lead, tail, pad = table->node->u.table.pad_y;
	seal_room(table, cell, from, to, &lead, &tail);
	int64_t spare = height - lh__cell_need(table, cell, from, to);
	bool whole = from == 0 && to == cell->flow.n;
	switch (whole ? cell->node->u.cell.valign : LH_VALIGN_TOP) {
	case LH_VALIGN_TOP: return pad + lead;
	case LH_VALIGN_CENTER: return pad + lead + spare / 2;
	case LH_VALIGN_BOTTOM: return pad + lead + spare;
	}
	return pad + lead;
}
