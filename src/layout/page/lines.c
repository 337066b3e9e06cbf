/*
 * Table rules. Every edge of the grid is marked by the cells at its two sides, then edges in line
 * are joined: no rule is drawn twice and none is made of pieces. Where the page breaks the table is
 * closed below and above as if it ended there. It knows nothing of text.
 */
#include "layout/page/lines.h"

#include "util/arena.h"

enum {
	EDGE_WANTED = 1,
	EDGE_LEFT_OUT = 2, /* one of the cells at it says so */
	EDGE_FIELD = 4,    /* rule below a field of a table without rules */
	FIELD_RULE = LH_EMU_PT / 2,
};

typedef struct grid {
	const lh__piece *rows;
	size_t n_rows, n_columns;
	unsigned char *across; /* (n_rows + 1) × n_columns */
	unsigned char *down;   /* n_rows × (n_columns + 1) */
	bool ruled;
} grid;

static void mark_across(grid *g, size_t line, const lh__cell *cell, unsigned mark)
{
	for (size_t c = cell->col0; c < cell->col1; c++)
		g->across[line * g->n_columns + c] |= (unsigned char)mark;
}

static void mark_down(grid *g, const lh__part *part, size_t line, unsigned mark)
{
	for (size_t r = part->r0; r < part->r1; r++)
		g->down[r * (g->n_columns + 1) + line] |= (unsigned char)mark;
}

static void mark_part(void *self, const lh__part *part)
{
	grid *g = self;
	const lh_cell_props *p = &part->cell->node->u.cell;
	unsigned want = g->ruled ? EDGE_WANTED : 0;
	mark_across(g, part->r0, part->cell,
		    want | (p->no_top && !part->cut_top ? EDGE_LEFT_OUT : 0));
	mark_across(g, part->r1, part->cell,
		    want | (p->no_bottom && !part->cut_bottom ? EDGE_LEFT_OUT : 0) |
			    (p->rule_bottom ? EDGE_FIELD : 0));
	mark_down(g, part, part->cell->col0, want | (p->no_left ? EDGE_LEFT_OUT : 0));
	mark_down(g, part, part->cell->col1, want | (p->no_right ? EDGE_LEFT_OUT : 0));
}

/* Thickness of an edge; 0: no rule there. */
static lh_emu thickness(const grid *g, unsigned edge, bool outer)
{
	const lh_table_props *t = &g->rows[0].frag.table->node->u.table;
	if ((edge & EDGE_WANTED) && !(edge & EDGE_LEFT_OUT))
		return outer ? t->border_outer : t->border;
	if (edge & EDGE_FIELD)
		return t->border ? t->border : FIELD_RULE;
	return 0;
}

static lh_emu across_at(const grid *g, size_t line, size_t column)
{
	return thickness(g, g->across[line * g->n_columns + column],
			 line == 0 || line == g->n_rows);
}

static lh_emu down_at(const grid *g, size_t row, size_t line)
{
	return thickness(g, g->down[row * (g->n_columns + 1) + line],
			 line == 0 || line == g->n_columns);
}

/* Rules on the frame lie inside it, others in the middle of their grid line. */
static int64_t rule_edge(int64_t position, lh_emu thick, bool first, bool last)
{
	return first ? position : last ? position - thick : position - thick / 2;
}

static int64_t row_top(const grid *g, size_t row)
{
	return g->rows[row].y;
}

static int64_t row_bottom(const grid *g, size_t row)
{
	return g->rows[row].y + g->rows[row].frag.height;
}

void lh__rules(lh_arena *arena, const lh__piece *rows, size_t n, int64_t x, int64_t y,
	       void (*visit)(void *self, const lh_item *rule), void *self)
{
	const lh__table *table = rows[0].frag.table;
	grid g = {.rows = rows,
		  .n_rows = n,
		  .n_columns = table->node->u.table.n_columns,
		  .ruled = table->node->u.table.border > 0};
	g.across = LH_NEW_ARRAY(arena, unsigned char, (n + 1) * g.n_columns);
	g.down = LH_NEW_ARRAY(arena, unsigned char, n *(g.n_columns + 1));
	lh_parts_visit(rows, n, mark_part, &g);

	lh_item rule = {.kind = LH_ITEM_RULE, .para = table->node, .artifact = true};
	for (size_t line = 0; line <= n; line++) {
		for (size_t c = 0; c < g.n_columns;) {
			size_t begin = c;
			lh_emu thick = across_at(&g, line, c);
			while (c < g.n_columns && across_at(&g, line, c) == thick)
				c++;
			if (!thick)
				continue;
			int64_t at = line ? row_bottom(&g, line - 1) : row_top(&g, 0);
			rule.x = (lh_emu)(x + table->edges[begin]);
			rule.y = (lh_emu)(y + rule_edge(at, thick, line == 0, line == n));
			rule.u.rule.w = table->edges[c] - table->edges[begin];
			rule.u.rule.h = thick;
			visit(self, &rule);
		}
	}
	for (size_t line = 0; line <= g.n_columns; line++) {
		for (size_t r = 0; r < n;) {
			size_t begin = r;
			lh_emu thick = down_at(&g, r, line);
			while (r < n && down_at(&g, r, line) == thick)
				r++;
			if (!thick)
				continue;
			rule.x = (lh_emu)(x + rule_edge(table->edges[line], thick, line == 0,
							line == g.n_columns));
			rule.y = (lh_emu)(y + row_top(&g, begin));
			rule.u.rule.w = thick;
			rule.u.rule.h = (lh_emu)(row_bottom(&g, r - 1) - row_top(&g, begin));
			visit(self, &rule);
		}
	}
}
