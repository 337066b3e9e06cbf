/*
 * Rows and cells. Row groups are made when their first row comes, so that a group without rows
 * leaves no trace; a cell that reaches to the end of its group learns its span when the group
 * closes.
 */
#include <string.h>

#include "tmpl/fill/inside.h"

typedef struct long_cell {
	lh_node *cell;
	uint16_t row; /* of the group, from 0 */
	struct long_cell *next;
} long_cell;

typedef struct table {
	const lh_tmpl_table *tmpl;
	lh_node *node;
	lh_node *group;       /* NULL: the next row begins one */
	lh_loc group_loc;
	bool keep_next;
	uint16_t n_rows;      /* of the group at hand */
	long_cell *long_cells;
	lh_node *row;         /* with room for another turn of `across` */
	uint16_t beside;      /* turns that stand in it */
} table;

typedef struct row_turn {
	table *t;
	const lh_tmpl_row *row;
} row_turn;

static void fill_rows(lh__fill *f, table *t, const lh_tmpl_row *rows);

static void close_group(table *t, uint16_t n_head)
{
	for (long_cell *c = t->long_cells; c; c = c->next)
		c->cell->u.cell.row_span = (uint16_t)(t->n_rows - c->row);
	if (t->group) {
		t->group->u.rowgroup.n_head = n_head < t->n_rows ? n_head : 0;
		t->group->u.rowgroup.keep_next = t->keep_next;
	}
	t->group = NULL;
	t->long_cells = NULL;
	t->n_rows = 0;
	t->keep_next = false;
}

static lh_node *new_row(lh__fill *f, table *t, const lh_tmpl_row *row)
{
	if (!t->group)
		t->group = lh_node_new(f->arena, t->node, LH_NODE_ROWGROUP,
				       t->group_loc.line ? t->group_loc : row->loc);
	lh_node *node = lh_node_new(f->arena, t->group, LH_NODE_ROW, row->loc);
	node->u.row = row->u.cells.props;
	t->n_rows++;
	return node;
}

static const lh_fit *find_fit(const lh__fill *f, const char *id)
{
	for (size_t i = 0; id && i < f->options->n_fits; i++)
		if (strcmp(f->options->fits[i].cell, id) == 0)
			return &f->options->fits[i];
	return NULL;
}

/* UA.5a[] in the third turn of its repeat is UA.5a[2]. */
static const char *cell_id(lh__fill *f, const lh_tmpl_cell *cell)
{
	const char *hole = cell->id ? strstr(cell->id, "[]") : NULL;
	if (!hole || f->turn == 0)
		return cell->id;
	lh_buf id = {0};
	lh_buf_put(&id, cell->id, (size_t)(hole - cell->id) + 1);
	lh_buf_int(&id, (int64_t)f->turn - 1);
	lh_buf_puts(&id, hole + 1);
	char *text = lh_arena_strdup(f->arena, lh_buf_str(&id));
	lh_buf_free(&id);
	return text;
}

static void fill_inside(lh__fill *f, lh_node *parent, const lh_tmpl_cell *cell, const lh_style *style)
{
	switch (cell->kind) {
	case LH_TMPL_CELL_CONTENT:
		lh__fill_content(f, parent, style, cell->mods, &cell->content, cell->loc);
		break;
	case LH_TMPL_CELL_BODY: lh__fill_blocks(f, parent, cell->body); break;
	}
}

static void fill_cell(lh__fill *f, table *t, lh_node *row, const lh_tmpl_cell *cell, unsigned offset)
{
	lh_node *node = lh_node_new(f->arena, row, LH_NODE_CELL, cell->loc);
	const uint16_t *column_at = t->tmpl->column_at;
	node->u.cell = cell->props;
	node->u.cell.column = column_at[cell->x + offset];
	node->u.cell.col_span =
		(uint16_t)(column_at[cell->x + offset + cell->w] - node->u.cell.column);
	node->u.cell.row_span = cell->down ? cell->down : 1;
	node->u.cell.id = cell_id(f, cell);
	if (cell->down == LH_TMPL_DOWN_ALL) {
		long_cell *later = LH_NEW(f->arena, long_cell);
		*later = (long_cell){node, (uint16_t)(t->n_rows - 1), t->long_cells};
		t->long_cells = later;
	}
	const lh_fit *fit = find_fit(f, node->u.cell.id);
	if (fit && fit->policy == LH_OVERFLOW_ANNEX) {
		fill_inside(f, lh__annex_begin(f, cell->title, cell->loc), cell,
			    f->tmpl->annex.text_style);
		lh_node *para = lh__para(f, node, cell->style, cell->mods, cell->loc);
		lh__plain_run(f, para,
			      lh__number_in(f->arena, f->tmpl->annex.refer, '#', f->n_annexes),
			      cell->loc);
		node->u.cell.overflow = LH_OVERFLOW_GROW;
		return;
	}
	if (fit && fit->policy == LH_OVERFLOW_SHRINK)
		f->shrink = fit->size;
	fill_inside(f, node, cell, cell->style);
	if (!node->first)
		lh__para(f, node, cell->style, cell->mods, cell->loc);
	f->shrink = 0;
}

/* A turn beside others: a new row when the last one is full. */
static void fill_beside(lh__fill *f, table *t, const lh_tmpl_row *row)
{
	uint16_t across = row->u.cells.across;
	if (t->beside % across == 0)
		t->row = new_row(f, t, row);
	unsigned offset = (unsigned)(t->beside % across) * (60u / across);
	t->beside++;
	for (size_t i = 0; i < row->u.cells.n; i++)
		fill_cell(f, t, t->row, &row->u.cells.cells[i], offset);
}

/* What stays free in the last row of such turns is one empty cell. */
static void close_beside(lh__fill *f, table *t, const lh_tmpl_row *row)
{
	unsigned across = row->u.cells.across, used = t->beside % across;
	if (used && row->u.cells.n) {
		lh_node *node = lh_node_new(f->arena, t->row, LH_NODE_CELL, row->loc);
		node->u.cell.column = t->tmpl->column_at[used * (60u / across)];
		node->u.cell.col_span = (uint16_t)(t->tmpl->props.n_columns - node->u.cell.column);
		node->u.cell.row_span = 1;
		lh__para(f, node, row->u.cells.cells[0].style, NULL, row->loc);
	}
	t->beside = 0;
}

static void cut_last(lh_node *parent)
{
	lh_node *before = NULL;
	for (lh_node *child = parent->first; child->next; child = child->next)
		before = child;
	*(before ? &before->next : &parent->first) = NULL;
	parent->last = before;
}

/* The last row, when it is a title: one cell as wide as the table, that stays with what follows. */
static lh_node *take_title(table *t)
{
	lh_node *group = t->group, *row = group ? group->last : NULL;
	if (!row || !row->u.row.keep_next || row->first != row->last ||
	    row->first->u.cell.col_span != t->tmpl->props.n_columns)
		return NULL;
	cut_last(group);
	t->n_rows--;
	if (!group->first) {
		cut_last(t->node);
		t->group = NULL;
	}
	return row;
}

/* A title in front of a head is part of it: where the rows go on, both come again. */
static void fill_group(lh__fill *f, table *t, const lh_tmpl_row *row)
{
	lh_node *title = row->u.group.head ? take_title(t) : NULL;
	close_group(t, /*n_head*/0);
	t->group_loc = row->loc;
	t->keep_next = row->u.group.keep_next;
	if (title) {
		t->group = lh_node_new(f->arena, t->node, LH_NODE_ROWGROUP, t->group_loc);
		t->group->first = t->group->last = title;
		title->parent = t->group;
		t->n_rows = 1;
	}
	fill_rows(f, t, row->u.group.head);
	uint16_t n_head = t->n_rows;
	fill_rows(f, t, row->u.group.rows);
	close_group(t, n_head);
	t->group_loc = lh_nowhere;
}

static void fill_row(lh__fill *f, void *what)
{
	const row_turn *turn = what;
	table *t = turn->t;
	const lh_tmpl_row *row = turn->row;
	switch (row->kind) {
	case LH_TMPL_ROW_CELLS:
		if (row->u.cells.across > 1) {
			fill_beside(f, t, row);
			break;
		}
		lh_node *node = new_row(f, t, row);
		for (size_t i = 0; i < row->u.cells.n; i++)
			fill_cell(f, t, node, &row->u.cells.cells[i], /*offset*/0);
		break;
	case LH_TMPL_ROW_SEQ: fill_rows(f, t, row->u.seq); break;
	case LH_TMPL_ROW_GROUP: fill_group(f, t, row); break;
	}
}

/*
 * No row stands alone before or behind a page break: the first holds to the second and the last but
 * one to the last, so that three rows or fewer stay whole.
 */
static void hold_ends(const table *t, const lh_node *before, size_t n_before)
{
	if (!t->group || t->n_rows < n_before + 2)
		return;
	lh_node *row = before ? before->next : t->group->first;
	row->u.row.keep_next = true;
	while (row->next->next)
		row = row->next;
	row->u.row.keep_next = true;
}

static void fill_rows(lh__fill *f, table *t, const lh_tmpl_row *rows)
{
	for (const lh_tmpl_row *row = rows; row; row = row->next) {
		row_turn turn = {t, row};
		const lh_node *group = t->group, *before = group ? group->last : NULL;
		size_t n_before = t->n_rows;
		lh__govern(f, &row->control, fill_row, &turn);
		if (row->kind == LH_TMPL_ROW_CELLS && row->u.cells.across > 1)
			close_beside(f, t, row);
		if (row->keep_ends && (!group || group == t->group))
			hold_ends(t, before, n_before);
	}
}

/* Alternative text of a picture: as told, else that of its caption, else the document's title. */
static const char *alternative(lh__fill *f, const lh_tmpl_table *tmpl, const lh_node *before)
{
	if (tmpl->alt.n)
		return lh__string(f, &tmpl->alt);
	char *text = before && before->kind == LH_NODE_PARA ? lh_node_text(f->arena, before) : NULL;
	if (text)
		text[strcspn(text, "\n")] = '\0';
	return text && *text ? text : f->tmpl->info->title;
}

void lh__fill_table(lh__fill *f, lh_node *parent, const lh_tmpl_table *tmpl, lh_loc loc)
{
	const lh_node *before = parent->last;
	table t = {.tmpl = tmpl};
	t.node = lh_node_new(f->arena, parent, LH_NODE_TABLE, loc);
	t.node->u.table = tmpl->props;
	if (tmpl->picture && lh_expr_true(f->env, tmpl->picture))
		t.node->u.table.picture = alternative(f, tmpl, before);
	fill_rows(f, &t, tmpl->rows);
	close_group(&t, /*n_head*/0);
}
