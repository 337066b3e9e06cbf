/*
 * Tables: rows of cells in sixtieths of the table's width, row groups with heads, repeated rows,
 * cells that reach down. Every row is added up here: with the cells that reach into it from above
 * it must come to 60. The grid is the set of all edges of all rows, so that it never depends on
 * data.
 */
#include <string.h>

#include "tmpl/load/inside.h"

enum { FULL = 60, MAX_DEPTH = 24, DOWN_MAX = 1000, COVER_ALL = UINT16_MAX };

typedef struct reader {
	lh__loader *l;
	uint16_t cover[FULL]; /* rows that a cell above still takes, for each sixtieth */
	bool edges[FULL + 1];
	bool in_group;
	unsigned in_seq;      /* `do` lists of rows that stand around */
} reader;

static lh_tmpl_row *read_rows(reader *r, const lh_yaml *list);

static void read_sides(lh__loader *l, const lh_yaml *list, lh_cell_props *props)
{
	static const char *const sides[] = {"left", "right", "top", "bottom"};
	if (!lh_read_list(l->ctx, list))
		return;
	bool *const open[] = {&props->no_left, &props->no_right, &props->no_top, &props->no_bottom};
	for (size_t i = 0; i < list->u.list.n; i++)
		*open[lh_read_choice(l->ctx, list->u.list.items[i], sides, LH__COUNT(sides))] = true;
}

static void read_overflow(lh__loader *l, const lh_yaml *map, lh_tmpl_cell *cell)
{
	static const char *const words[] = {"grow", "continue", "annex", "shrink", "error"};
	const lh_yaml *node = lh_yaml_at(map, "overflow");
	if (node)
		cell->props.overflow = (lh_overflow)lh_read_choice(l->ctx, node, words, LH__COUNT(words));
	if ((node = lh_yaml_at(map, "max_height")))
		cell->props.max_height = lh__length(l, node);
	if ((node = lh_yaml_at(map, "min_size")))
		cell->props.min_size = lh__length(l, node);
	lh_overflow policy = cell->props.overflow;
	bool bound = policy == LH_OVERFLOW_ANNEX || policy == LH_OVERFLOW_SHRINK ||
		     policy == LH_OVERFLOW_ERROR;
	if (bound && !cell->props.max_height)
		lh_diag(l->ctx, LH_E_READ_MISSING, map->loc, "max_height", NULL);
	if (policy == LH_OVERFLOW_SHRINK && !cell->props.min_size)
		lh_diag(l->ctx, LH_E_READ_MISSING, map->loc, "min_size", NULL);
	/* The layout tells which cell is too small by its id. */
	if ((policy == LH_OVERFLOW_ANNEX || policy == LH_OVERFLOW_SHRINK) && !cell->id)
		lh_diag(l->ctx, LH_E_READ_MISSING, map->loc, "id", NULL);
	if (policy == LH_OVERFLOW_ANNEX && !l->annex.defined)
		lh_diag(l->ctx, LH_E_TMPL_NO_ANNEX, map->loc, NULL);
}

static uint16_t read_down(reader *r, const lh_yaml *node)
{
	if (node->kind == LH_YAML_SCALAR && strcmp(node->u.scalar.text, "all") == 0) {
		if (!r->in_group || r->in_seq)
			lh_diag(r->l->ctx, LH_E_TMPL_DOWN_ALL, node->loc, NULL);
		return LH_TMPL_DOWN_ALL;
	}
	uint32_t down = lh_read_uint(r->l->ctx, node, /*min*/0, DOWN_MAX);
	return down ? (uint16_t)down : 1;
}

static void read_what(reader *r, const lh_yaml *map, lh_tmpl_cell *cell)
{
	lh__loader *l = r->l;
	const lh_yaml *label = lh_yaml_at(map, "label"), *value = lh_yaml_at(map, "value");
	const lh_yaml *body = lh_yaml_at(map, "body");
	if ((label != NULL) + (value != NULL) + (body != NULL) != 1) {
		lh_diag(l->ctx, LH_E_TMPL_ONE_KIND, map->loc, "label value body", NULL);
		return;
	}
	cell->style = lh__style(l, lh_yaml_at(map, "style"), label ? "label" : "value", map->loc);
	if (body) {
		cell->kind = LH_TMPL_CELL_BODY;
		cell->body = lh__read_blocks(l, body);
		for (const lh_tmpl_block *b = cell->body; b; b = b->next)
			if (b->kind == LH_TMPL_BLOCK_TABLE)
				lh_diag(l->ctx, LH_E_TMPL_TABLE_IN_CELL, b->loc, NULL);
		return;
	}
	cell->content = lh__read_content(l, label ? label : value, map);
}

static void read_cell(reader *r, const lh_yaml *map, lh_tmpl_cell *cell)
{
	static const char *const keys[] = {
		"label", "value", "body", "w", "down", "style", "fmt", "id", "title", "empty",
		"blank", "valign", "open", "rule", "overflow", "max_height", "min_size",
	};
	static const char *const valigns[] = {"top", "center", "bottom"};
	lh__loader *l = r->l;
	cell->loc = map->loc;
	cell->down = 1;
	cell->props.valign = LH_VALIGN_CENTER;
	if (!lh_read_keys(l->ctx, map, keys, LH__COUNT(keys)))
		return;
	const lh_yaml *node = lh_read_need(l->ctx, map, "w");
	if (node)
		cell->w = (uint8_t)lh_read_uint(l->ctx, node, /*min*/0, /*max*/200);
	if ((node = lh_yaml_at(map, "down")))
		cell->down = read_down(r, node);
	if ((node = lh_yaml_at(map, "fmt")))
		cell->mods = lh__read_mods(l, node);
	if ((node = lh_yaml_at(map, "id")))
		cell->id = lh_read_text(l->ctx, node);
	if ((node = lh_yaml_at(map, "title")))
		cell->title = lh_read_text(l->ctx, node);
	if ((node = lh_yaml_at(map, "valign")))
		cell->props.valign = (lh_valign)lh_read_choice(l->ctx, node, valigns, LH__COUNT(valigns));
	if ((node = lh_yaml_at(map, "open")))
		read_sides(l, node, &cell->props);
	if ((node = lh_yaml_at(map, "rule")))
		cell->props.rule_bottom = lh_read_bool(l->ctx, node);
	read_overflow(l, map, cell);
	read_what(r, map, cell);
}

/* Give each cell its place beside those from above; false when the widths are not `full`. */
static bool place_cells(reader *r, lh_tmpl_cell *cells, size_t n, unsigned full, lh_loc loc)
{
	unsigned covered = 0, sum = 0;
	for (unsigned s = 0; s < FULL; s++)
		covered += r->cover[s] > 0;
	bool wide = true; /* a cell has some width */
	for (size_t i = 0; i < n; i++) {
		sum += cells[i].w;
		wide &= cells[i].w > 0;
	}
	if (!wide || sum + covered != full) {
		lh_diag(r->l->ctx, LH_E_TMPL_WIDTH, loc, lh_fmt(r->l->arena, "%u", sum),
			lh_fmt(r->l->arena, "%u", full > covered ? full - covered : 0), NULL);
		return false;
	}
	unsigned x = 0;
	for (size_t i = 0; i < n; i++) {
		while (x < FULL && r->cover[x])
			x++;
		for (unsigned s = x; s < x + cells[i].w; s++)
			if (r->cover[s]) {
				lh_diag(r->l->ctx, LH_E_TMPL_UNDER, cells[i].loc, NULL);
				return false;
			}
		cells[i].x = (uint8_t)x;
		x += cells[i].w;
	}
	return true;
}

static void mark_edges(reader *r, const lh_tmpl_cell *cells, size_t n, unsigned across)
{
	for (unsigned turn = 0; turn < across; turn++)
		for (size_t i = 0; i < n; i++) {
			unsigned x = cells[i].x + turn * (FULL / across);
			r->edges[x] = r->edges[x + cells[i].w] = true;
		}
}

static void go_down(reader *r, const lh_tmpl_cell *cells, size_t n)
{
	for (unsigned s = 0; s < FULL; s++)
		if (r->cover[s] && r->cover[s] != COVER_ALL)
			r->cover[s]--;
	for (size_t i = 0; i < n; i++)
		for (unsigned s = cells[i].x; s < (unsigned)cells[i].x + cells[i].w; s++)
			if (cells[i].down != 1)
				r->cover[s] = cells[i].down == LH_TMPL_DOWN_ALL ? COVER_ALL :
					      (uint16_t)(cells[i].down - 1);
}

static void read_cells(reader *r, const lh_yaml *list, lh_tmpl_row *row)
{
	const lh_yaml **items;
	size_t n;
	lh__expand(r->l, list, &items, &n);
	lh_tmpl_cell *cells = LH_NEW_ARRAY(r->l->arena, lh_tmpl_cell, n + 1);
	for (size_t i = 0; i < n; i++)
		read_cell(r, items[i], &cells[i]);
	row->u.cells.cells = cells;
	row->u.cells.n = n;
	unsigned across = row->u.cells.across;
	if (place_cells(r, cells, n, FULL / across, list->loc)) {
		mark_edges(r, cells, n, across);
		go_down(r, cells, n);
	}
}

static lh_tmpl_row *new_row(reader *r, lh_tmpl_row_kind kind, lh_loc loc)
{
	lh_tmpl_row *row = LH_NEW(r->l->arena, lh_tmpl_row);
	row->kind = kind;
	row->loc = loc;
	row->control.counter = -1;
	if (kind == LH_TMPL_ROW_CELLS)
		row->u.cells.across = 1;
	return row;
}

static bool keeps_ends(lh__loader *l, const lh_yaml *map)
{
	const lh_yaml *node = lh_yaml_at(map, "keep_ends");
	return node && lh_read_bool(l->ctx, node);
}

static lh_tmpl_row *read_plain(reader *r, const lh_yaml *map)
{
	static const char *const keys[] = {
		"row", "height", "keep_next", "keep_ends", "can_split", "across", LH__CONTROL_KEYS,
	};
	lh__loader *l = r->l;
	lh_tmpl_row *row = new_row(r, LH_TMPL_ROW_CELLS, map->loc);
	lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
	const lh_yaml *node = lh_yaml_at(map, "height");
	if (node)
		row->u.cells.props.min_height = lh__length(l, node);
	if ((node = lh_yaml_at(map, "keep_next")))
		row->u.cells.props.keep_next = lh_read_bool(l->ctx, node);
	row->keep_ends = keeps_ends(l, map);
	if ((node = lh_yaml_at(map, "can_split")))
		row->u.cells.props.can_split = lh_read_bool(l->ctx, node);
	if ((node = lh_yaml_at(map, "across"))) {
		uint32_t across = lh_read_uint(l->ctx, node, /*min*/0, /*max*/6);
		if (across == 0 || FULL % across != 0 || !lh_yaml_at(map, "for"))
			lh_diag(l->ctx, LH_E_TMPL_ACROSS, node->loc, NULL);
		else
			row->u.cells.across = (uint16_t)across;
	}
	const lh_scope *outer = lh__control_begin(l, map, &row->control);
	if (!lh_yaml_at(map, "for") || row->control.repeat)
		read_cells(r, lh_yaml_at(map, "row"), row);
	lh__control_end(l, map, outer);
	return row;
}

static lh_tmpl_row *read_seq(reader *r, const lh_yaml *map)
{
	static const char *const keys[] = {"do", "keep_ends", LH__CONTROL_KEYS};
	lh_tmpl_row *row = new_row(r, LH_TMPL_ROW_SEQ, map->loc);
	lh_read_keys(r->l->ctx, map, keys, LH__COUNT(keys));
	row->keep_ends = keeps_ends(r->l, map);
	const lh_scope *outer = lh__control_begin(r->l, map, &row->control);
	r->in_seq++;
	if (!lh_yaml_at(map, "for") || row->control.repeat)
		row->u.seq = read_rows(r, lh_yaml_at(map, "do"));
	r->in_seq--;
	lh__control_end(r->l, map, outer);
	return row;
}

static lh_tmpl_row *read_group(reader *r, const lh_yaml *map)
{
	static const char *const keys[] = {"group", "head", "keep_next", LH__CONTROL_KEYS};
	lh_tmpl_row *row = new_row(r, LH_TMPL_ROW_GROUP, map->loc);
	lh_read_keys(r->l->ctx, map, keys, LH__COUNT(keys));
	if (r->in_group) {
		lh_diag(r->l->ctx, LH_E_TMPL_GROUP, map->loc, NULL);
		return row;
	}
	const lh_scope *outer = lh__control_begin(r->l, map, &row->control);
	r->in_group = true;
	const lh_yaml *head = lh_yaml_at(map, "head"), *keep = lh_yaml_at(map, "keep_next");
	if (!lh_yaml_at(map, "for") || row->control.repeat) {
		if (head)
			row->u.group.head = read_rows(r, head);
		row->u.group.rows = read_rows(r, lh_yaml_at(map, "group"));
	}
	if (keep)
		row->u.group.keep_next = lh_read_bool(r->l->ctx, keep);
	r->in_group = false;
	memset(r->cover, 0, sizeof r->cover);
	lh__control_end(r->l, map, outer);
	return row;
}

static lh_tmpl_row *read_row(reader *r, const lh_yaml *item)
{
	static const struct {
		const char *key;
		lh_tmpl_row *(*read)(reader *r, const lh_yaml *map);
	} kinds[] = {{"row", read_plain}, {"do", read_seq}, {"group", read_group}};
	if (item->kind == LH_YAML_LIST) {
		lh_tmpl_row *row = new_row(r, LH_TMPL_ROW_CELLS, item->loc);
		read_cells(r, item, row);
		return row;
	}
	if (!lh_read_map(r->l->ctx, item))
		return NULL;
	for (size_t i = 0; i < LH__COUNT(kinds); i++)
		if (lh_yaml_at(item, kinds[i].key))
			return kinds[i].read(r, item);
	lh__unknown_item(r->l, item, LH_WORDS("row", "do", "group"),
			 LH_WORDS("height", "keep_next", "keep_ends", "can_split", "across", "head",
				  LH__CONTROL_KEYS));
	return NULL;
}

static bool governed(const lh_tmpl_row *row)
{
	return row->control.cond || row->control.repeat;
}

/* A cell that reaches down needs rows below it that are certain to be there. */
static void check_down(reader *r, const lh_tmpl_row *row)
{
	for (size_t i = 0; i < row->u.cells.n; i++) {
		const lh_tmpl_cell *cell = &row->u.cells.cells[i];
		if (cell->down == 1)
			continue;
		bool ok = !governed(row);
		const lh_tmpl_row *below = row;
		for (uint16_t k = 1; ok && k < cell->down; k++) {
			below = below->next;
			ok = below && below->kind == LH_TMPL_ROW_CELLS && !governed(below);
		}
		if (!ok)
			lh_diag(r->l->ctx, LH_E_TMPL_DOWN, cell->loc, NULL);
	}
}

static lh_tmpl_row *read_rows(reader *r, const lh_yaml *list)
{
	const lh_yaml **items;
	size_t n;
	lh_tmpl_row *first = NULL, **tail = &first;
	if (r->l->depth >= MAX_DEPTH) {
		lh_diag(r->l->ctx, LH_E_TMPL_DEPTH, list->loc, "do", NULL);
		return NULL;
	}
	r->l->depth++;
	lh__expand(r->l, list, &items, &n);
	for (size_t i = 0; i < n; i++) {
		lh_tmpl_row *row = read_row(r, items[i]);
		if (!row)
			continue;
		*tail = row;
		tail = &row->next;
	}
	for (const lh_tmpl_row *row = first; row; row = row->next)
		if (row->kind == LH_TMPL_ROW_CELLS)
			check_down(r, row);
	r->l->depth--;
	return first;
}

/* Edges in sixtieths become columns; the last edge is the width itself, so the sum is exact. */
static void make_grid(reader *r, lh_tmpl_table *table)
{
	lh_emu *columns = LH_NEW_ARRAY(r->l->arena, lh_emu, FULL);
	uint16_t n = 0;
	int64_t width = r->l->text_width;
	unsigned left = 0;
	for (unsigned s = 1; s <= FULL; s++) {
		table->column_at[s] = n;
		if (!r->edges[s] && s != FULL)
			continue;
		columns[n++] = (lh_emu)(width * s / FULL - width * left / FULL);
		left = s;
		table->column_at[s] = n;
	}
	table->props.columns = columns;
	table->props.n_columns = n;
}

lh_tmpl_table *lh__read_table(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"as", "rows", "picture", "alt"};
	reader r = {.l = l};
	if (!lh_read_keys(l->ctx, map, keys, LH__COUNT(keys)))
		return NULL;
	const lh_yaml *as = lh_read_need(l->ctx, map, "as"), *rows = lh_read_need(l->ctx, map, "rows");
	if (!as || !rows)
		return NULL;
	lh_tmpl_table *table = LH_NEW(l->arena, lh_tmpl_table);
	const lh_tmpl_look *look =
		lh__lookup(l, &l->tables, lh_read_text(l->ctx, as), as->loc, "表格", "table");
	if (look) {
		table->props = look->props;
		table->picture = look->picture;
	}
	const lh_yaml *node = lh_yaml_at(map, "picture");
	if (node)
		table->picture = lh__read_condition(l, node);
	if ((node = lh_yaml_at(map, "alt")))
		table->alt = lh__read_text(l, node);
	table->rows = read_rows(&r, rows);
	make_grid(&r, table);
	return table;
}
