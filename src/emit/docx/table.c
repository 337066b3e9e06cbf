/*
 * Tables: grids in twips whose sums stay exact, merged cells, rules left out, heads that repeat.
 *
 * Word repeats only the first rows of a table. A row group with a head of its own therefore begins
 * a table of its own; between two tables stands a hidden paragraph, without which Word would join
 * them, and the rule between them is halved, so that the two look like one form.
 */
#include <string.h>

#include "emit/docx/inside.h"

/* Thickness of a rule below a cell in a table without rules. */
enum { FIELD_RULE = LH_EMU_PT / 2 };

typedef struct grid {
	const lh_table_props *props;
	int32_t *edges;	       /* columns + 1 places, in twips from the left edge of the table */
	const lh_node **cells; /* rows × columns: the cell that covers the place */
	size_t n_columns;
	size_t n_rows;
} grid;

/* Which rules of a cell are left out: its own wish, or that of the neighbour who shares the rule. */
typedef struct gaps {
	bool left, right, top, bottom;
} gaps;

static const lh_node *cell_at(const grid *g, size_t row, size_t column)
{
	return row < g->n_rows && column < g->n_columns ? g->cells[row * g->n_columns + column]
							: NULL;
}

static void cover(grid *g, const lh_node *cell, size_t row)
{
	const lh_cell_props *p = &cell->u.cell;
	for (size_t y = row; y < row + p->row_span; y++)
		for (size_t x = p->column; x < (size_t)p->column + p->col_span; x++)
			g->cells[y * g->n_columns + x] = cell;
}

/* The tree is proved: rows are full, spans stay inside their group and do not overlap. */
static void grid_make(lh_arena *arena, const lh_node *table, grid *g)
{
	*g = (grid){.props = &table->u.table, .n_columns = table->u.table.n_columns};
	for (const lh_node *group = table->first; group; group = group->next)
		for (const lh_node *row = group->first; row; row = row->next)
			g->n_rows++;
	/* Edges are rounded, not widths: the error never adds up. */
	g->edges = LH_NEW_ARRAY(arena, int32_t, g->n_columns + 1);
	lh_emu at = 0;
	for (size_t i = 0; i < g->n_columns; i++) {
		at += g->props->columns[i];
		g->edges[i + 1] = lh_docx_twips(at);
	}
	g->cells = LH_NEW_ARRAY(arena, const lh_node *, g->n_rows * g->n_columns);
	size_t r = 0;
	for (const lh_node *group = table->first; group; group = group->next)
		for (const lh_node *row = group->first; row; row = row->next, r++)
			for (const lh_node *cell = row->first; cell; cell = cell->next)
				cover(g, cell, r);
}

static gaps gaps_of(const grid *g, size_t row, size_t from, size_t to)
{
	const lh_node *cell = cell_at(g, row, from);
	const lh_cell_props *own = &cell->u.cell;
	const lh_node *left = from > 0 ? cell_at(g, row, from - 1) : NULL;
	const lh_node *right = cell_at(g, row, to);
	const lh_node *above = row > 0 ? cell_at(g, row - 1, from) : NULL;
	const lh_node *below = cell_at(g, row + 1, from);
	return (gaps){
		.left = own->no_left || (left && left->u.cell.no_right),
		.right = own->no_right || (right && right->u.cell.no_left),
		.top = above != cell && (own->no_top || (above && above->u.cell.no_bottom)),
		.bottom = below != cell && (own->no_bottom || (below && below->u.cell.no_top)),
	};
}

/* A rule's thickness in eighths of a point, within what Word draws. */
static int32_t eighths(lh_emu thickness)
{
	int32_t size = (thickness * 8 + LH_EMU_PT / 2) / LH_EMU_PT;
	return size < 2 ? 2 : size > 96 ? 96 : size;
}

static void rule(lh_buf *buf, const char *side, lh_emu thickness)
{
	if (thickness <= 0)
		return;
	lh_buf_putc(buf, '<');
	lh_buf_puts(buf, side);
	LH_XML(buf, " w:val=\"single\"");
	lh_xml_attr_int(buf, "w:sz", eighths(thickness));
	LH_XML(buf, " w:space=\"0\" w:color=\"000000\"/>");
}

static void no_rule(lh_buf *buf, const char *side)
{
	lh_xml_val(buf, side, "nil");
}

static void cell_borders(lh_docx *docx, const grid *g, const gaps *gap, bool rule_bottom)
{
	lh_buf *buf = &docx->body;
	bool ruled = g->props->border > 0;
	if (!rule_bottom && !(ruled && (gap->left || gap->right || gap->top || gap->bottom)))
		return;
	LH_XML(buf, "<w:tcBorders>");
	if (ruled && gap->top)
		no_rule(buf, "w:top");
	if (ruled && gap->left)
		no_rule(buf, "w:left");
	if (rule_bottom)
		rule(buf, "w:bottom", g->props->border > 0 ? g->props->border : FIELD_RULE);
	else if (ruled && gap->bottom)
		no_rule(buf, "w:bottom");
	if (ruled && gap->right)
		no_rule(buf, "w:right");
	LH_XML(buf, "</w:tcBorders>");
}

static void valign(lh_buf *buf, lh_valign align)
{
	switch (align) {
	case LH_VALIGN_TOP:
		break; /* what Word does by itself */
	case LH_VALIGN_CENTER:
		LH_XML(buf, "<w:vAlign w:val=\"center\"/>");
		break;
	case LH_VALIGN_BOTTOM:
		LH_XML(buf, "<w:vAlign w:val=\"bottom\"/>");
		break;
	}
}

/* A row while it is written. */
typedef struct row_place {
	size_t index;
	lh_emu height; /* at least */
	bool keep_next;
} row_place;

static void cell_paras(lh_docx *docx, const lh_node *cell, const row_place *row)
{
	lh_docx_room room = lh_docx_seal_room(docx, cell, row->height);
	if (room.aligned)
		valign(&docx->body, cell->u.cell.valign);
	LH_XML(&docx->body, "</w:tcPr>");
	for (const lh_node *para = cell->first; para; para = para->next)
		lh_docx_para(docx, para,
			     &(lh_docx_place){.keep_next = row->keep_next,
					      .above = para == cell->first ? room.above : 0,
					      .below = para == cell->last ? room.below : 0});
}

/* The cell over [from, to) of this row: a whole one, or the part of one that began further up. */
static void table_cell(lh_docx *docx, const grid *g, const row_place *row, size_t from, size_t to)
{
	lh_buf *buf = &docx->body;
	const lh_node *cell = cell_at(g, row->index, from);
	bool continued = row->index > 0 && cell_at(g, row->index - 1, from) == cell;
	bool last = cell_at(g, row->index + 1, from) != cell;
	LH_XML(buf, "<w:tc><w:tcPr><w:tcW");
	lh_xml_attr_int(buf, "w:w", g->edges[to] - g->edges[from]);
	LH_XML(buf, " w:type=\"dxa\"/>");
	if (to - from > 1)
		lh_xml_val_int(buf, "w:gridSpan", (int64_t)(to - from));
	if (continued)
		LH_XML(buf, "<w:vMerge/>");
	else if (cell->u.cell.row_span > 1)
		LH_XML(buf, "<w:vMerge w:val=\"restart\"/>");
	gaps gap = gaps_of(g, row->index, from, to);
	cell_borders(docx, g, &gap, cell->u.cell.rule_bottom && last);
	if (continued) {
		LH_XML(buf, "</w:tcPr>");
		lh_docx_empty(docx, cell->first, row->keep_next);
	} else {
		cell_paras(docx, cell, row);
	}
	LH_XML(buf, "</w:tc>");
}

static void row_cells(lh_docx *docx, const grid *g, const row_place *row)
{
	for (size_t from = 0; from < g->n_columns;) {
		const lh_node *cell = cell_at(g, row->index, from);
		size_t to = from + 1;
		while (to < g->n_columns && cell_at(g, row->index, to) == cell)
			to++;
		table_cell(docx, g, row, from, to);
		from = to;
	}
}

/* May the row break across pages? Word breaks one that is taller than a page in any case. */
static bool may_split(const lh_node *row)
{
	if (row->u.row.can_split)
		return true;
	for (const lh_node *cell = row->first; cell; cell = cell->next)
		if (cell->u.cell.overflow == LH_OVERFLOW_CONTINUE)
			return true;
	return false;
}

/* Does a row stay with what follows? */
static bool keeps_next(const lh_node *row)
{
	return row->u.row.keep_next || (!row->next && row->parent->u.rowgroup.keep_next);
}

static void table_row(lh_docx *docx, const grid *g, const lh_node *row, size_t index, bool head)
{
	lh_buf *buf = &docx->body;
	row_place place = {
		.index = index,
		.height = row->u.row.min_height,
		.keep_next = head || keeps_next(row),
	};
	LH_XML(buf, "<w:tr><w:trPr>");
	if (!may_split(row))
		LH_XML(buf, "<w:cantSplit/>");
	if (place.height > 0) {
		LH_XML(buf, "<w:trHeight");
		lh_xml_attr_int(buf, "w:val", lh_docx_twips(place.height));
		LH_XML(buf, " w:hRule=\"atLeast\"/>");
	}
	if (head)
		LH_XML(buf, "<w:tblHeader/>");
	LH_XML(buf, "</w:trPr>");
	row_cells(docx, g, &place);
	LH_XML(buf, "</w:tr>");
}

/* `opens`, `closes`: the table begins and ends the form, not only a part of it. */
static void table_begin(lh_docx *docx, const grid *g, bool opens, bool closes)
{
	lh_buf *buf = &docx->body;
	const lh_table_props *p = g->props;
	LH_XML(buf, "<w:tbl><w:tblPr><w:tblW");
	lh_xml_attr_int(buf, "w:w", g->edges[g->n_columns]);
	LH_XML(buf, " w:type=\"dxa\"/>");
	if (p->centered)
		LH_XML(buf, "<w:jc w:val=\"center\"/>");
	else
		LH_XML(buf, "<w:tblInd w:w=\"0\" w:type=\"dxa\"/>");
	if (p->border > 0) {
		LH_XML(buf, "<w:tblBorders>");
		rule(buf, "w:top", opens ? p->border_outer : p->border / 2);
		rule(buf, "w:left", p->border_outer);
		rule(buf, "w:bottom", closes ? p->border_outer : p->border / 2);
		rule(buf, "w:right", p->border_outer);
		rule(buf, "w:insideH", p->border);
		rule(buf, "w:insideV", p->border);
		LH_XML(buf, "</w:tblBorders>");
	}
	/* Word adds a rule's width to a row that its text makes high; our layout lays it over the padding. */
	lh_emu top = p->pad_y > p->border ? p->pad_y - p->border : 0;
	LH_XML(buf, "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top");
	lh_xml_attr_int(buf, "w:w", lh_docx_twips(top));
	LH_XML(buf, " w:type=\"dxa\"/><w:left");
	lh_xml_attr_int(buf, "w:w", lh_docx_twips(p->pad_x));
	LH_XML(buf, " w:type=\"dxa\"/><w:bottom");
	lh_xml_attr_int(buf, "w:w", lh_docx_twips(p->pad_y));
	LH_XML(buf, " w:type=\"dxa\"/><w:right");
	lh_xml_attr_int(buf, "w:w", lh_docx_twips(p->pad_x));
	LH_XML(buf, " w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < g->n_columns; i++) {
		LH_XML(buf, "<w:gridCol");
		lh_xml_attr_int(buf, "w:w", g->edges[i + 1] - g->edges[i]);
		LH_XML(buf, "/>");
	}
	LH_XML(buf, "</w:tblGrid>");
}

/* Does any cell reach from above into the row? */
static bool is_crossed(const grid *g, size_t row)
{
	for (size_t x = 0; row > 0 && x < g->n_columns; x++)
		if (cell_at(g, row, x) == cell_at(g, row - 1, x))
			return true;
	return false;
}

/* What a row begins with or is. */
enum { BEGINS_TABLE = 1, TITLE = 2 };

/*
 * Where tables of their own begin: at each group with a head, at the group behind it, and already
 * at the title in front of a head, a row that stays with it. The title repeats with the head: only
 * what belongs to a repeated head is never left behind at the foot of a page by LibreOffice.
 */
static unsigned char *row_marks(lh_arena *arena, const grid *g, const lh_node *table)
{
	unsigned char *marks = LH_NEW_ARRAY(arena, unsigned char, g->n_rows);
	const lh_node *before = NULL;
	size_t first = 0;
	for (const lh_node *group = table->first; group; group = group->next) {
		bool headed = group->u.rowgroup.n_head > 0;
		bool behind = before && before->u.rowgroup.n_head > 0;
		if (headed && before && !behind && keeps_next(before->last) &&
		    !is_crossed(g, first - 1))
			marks[first - 1] = BEGINS_TABLE | TITLE;
		else if (headed || behind || !before)
			marks[first] = BEGINS_TABLE;
		for (const lh_node *row = group->first; row; row = row->next)
			first++;
		before = group;
	}
	return marks;
}

static void next_table(lh_docx *docx, const grid *g, const unsigned char *marks, size_t row,
		       const lh_node *before)
{
	if (before) {
		LH_XML(&docx->body, "</w:tbl>");
		lh_docx_hairline(docx, /*section*/ NULL, keeps_next(before));
	}
	size_t end = row + 1;
	while (end < g->n_rows && !(marks[end] & BEGINS_TABLE))
		end++;
	table_begin(docx, g, /*opens*/ !before, /*closes*/ end == g->n_rows);
}

void lh_docx_table(lh_docx *docx, const lh_node *table)
{
	grid g;
	grid_make(docx->arena, table, &g);
	if (lh_docx_seals_float(docx, table))
		lh_docx_hairline_seals(docx, table);
	const unsigned char *marks = row_marks(docx->arena, &g, table);
	size_t index = 0;
	const lh_node *before = NULL;
	for (const lh_node *group = table->first; group; group = group->next) {
		uint16_t n = 0;
		for (const lh_node *row = group->first; row; row = row->next, index++, n++) {
			if (marks[index] & BEGINS_TABLE)
				next_table(docx, &g, marks, index, before);
			bool head = n < group->u.rowgroup.n_head || (marks[index] & TITLE);
			table_row(docx, &g, row, index, head);
			before = row;
		}
	}
	LH_XML(&docx->body, "</w:tbl>");
}
