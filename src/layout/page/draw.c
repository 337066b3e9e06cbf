/*
 * From sheets to items. Knows where pieces stand, moves the items of their lines there, and notes
 * headings, seal places and page fields; page numbers and the draft mark are in furniture.c.
 */
#include "layout/page/draw.h"

#include <stdlib.h>
#include <string.h>

#include "layout/page/lines.h"
#include "util/arena.h"

void lh__draw_item(lh__drawing *d, const lh_item *item)
{
	if (d->n_items == d->cap_items) {
		d->cap_items = d->cap_items ? d->cap_items * 2 : 256;
		d->items = lh_xrealloc(d->items, d->cap_items * sizeof *d->items);
	}
	d->items[d->n_items++] = *item;
}

static void add_bookmark(lh__drawing *d, const lh_node *para, int64_t y)
{
	char *text = lh_node_text(d->pass->setter.arena, para);
	text[strcspn(text, "\n")] = '\0';
	if (!*text)
		return;
	if (d->n_bookmarks == d->cap_bookmarks) {
		d->cap_bookmarks = d->cap_bookmarks ? d->cap_bookmarks * 2 : 32;
		d->bookmarks = lh_xrealloc(d->bookmarks, d->cap_bookmarks * sizeof *d->bookmarks);
	}
	d->bookmarks[d->n_bookmarks++] = (lh_bookmark){
		.para = para,
		.text = text,
		.level = para->u.para.fmt.outline,
		.page = d->page,
		.y = (lh_emu)y,
	};
}

static void add_mark(lh__drawing *d, const lh_node *run, lh__box box, const lh__box *frame)
{
	if (d->n_marks == d->cap_marks) {
		d->cap_marks = d->cap_marks ? d->cap_marks * 2 : 32;
		d->marks = lh_xrealloc(d->marks, d->cap_marks * sizeof *d->marks);
	}
	lh__box area = {d->x, d->y, d->w, d->h};
	const lh__box *around = frame ? frame : &area;
	lh_box_slide(&box, around->x, around->x + around->w);
	d->marks[d->n_marks++] = (lh__mark){.run = run,
					    .page = d->page,
					    .box = box,
					    .frame = *around,
					    .in_cell = frame != NULL};
}

/* Page fields are met in the order in which they were set, but for cells over several rows. */
static void note_field(lh__drawing *d, const lh_node *para)
{
	lh__pass *pass = d->pass;
	for (size_t i = 0; i < pass->n_fields; i++) {
		size_t at = (pass->field_at + i) % pass->n_fields;
		if (pass->fields[at].para != para)
			continue;
		pass->fields[at].page = d->page;
		pass->field_at = at;
		return;
	}
}

/* A line with its top left corner at (x, y); `frame`: the ruled cell around it, or NULL. */
static void draw_line(lh__drawing *d, const lh__flow_line *line, int64_t x, int64_t y,
		      const lh__box *frame, bool repeat)
{
	const lh_line *set = line->line;
	for (size_t i = 0; i < set->n_items; i++) {
		lh_item item = set->items[i];
		item.x = (lh_emu)(item.x + x);
		item.y = (lh_emu)(item.y + y);
		item.artifact = item.artifact || repeat;
		lh__draw_item(d, &item);
	}
	if (repeat)
		return;
	for (size_t m = 0; m < set->n_marks; m++) {
		lh__box box = lh_mark_box(set, &set->marks[m]);
		box.x += x;
		box.y += y;
		add_mark(d, set->marks[m].run, box, frame);
	}
	if (line->first && line->para->u.para.fmt.outline)
		add_bookmark(d, line->para, y);
	if (line->first && d->pass->n_fields)
		note_field(d, line->para);
}

/* Consecutive rows of one table. */
typedef struct rows_drawing {
	lh__drawing *d;
	const lh__piece *rows;
	int64_t x, y; /* of the table's left edge, and of the sheet */
} rows_drawing;

static void draw_part(void *self, const lh__part *part)
{
	rows_drawing *r = self;
	const lh__piece *first = &r->rows[part->r0], *last = &r->rows[part->r1 - 1];
	const lh__table *table = first->frag.table;
	const lh_table_props *t = &table->node->u.table;
	const lh__cell *cell = part->cell;
	int64_t top = r->y + first->y, height = last->y + last->frag.height - first->y;
	int64_t left = r->x + table->edges[cell->col0], right = r->x + table->edges[cell->col1];

	int64_t l = cell->col0 == 0 ? t->border_outer : t->border - t->border / 2;
	int64_t w = cell->col1 == t->n_columns ? t->border_outer : t->border - t->border / 2;
	int64_t v = t->border - t->border / 2;
	lh__box frame = {left + l, top + v, right - left - l - w, height - 2 * v};
	const lh__box *ruled = table->clear >= 0 ? &frame : NULL;

	int64_t y = top + lh_cell_text_top(table, cell, part->from, part->to, height);
	for (size_t i = part->from; i < part->to; i++) {
		const lh__flow_line *line = &cell->flow.lines[i];
		y += i > part->from || i == 0 ? line->gap : 0;
		draw_line(r->d, line, left + t->pad_x, y, ruled, part->repeat);
		y += line->line->height;
	}
}

static void draw_rule(void *self, const lh_item *rule)
{
	lh__draw_item(self, rule);
}

void lh__sheet_draw(lh__drawing *d, const lh_section_props *section, const lh__sheet *sheet)
{
	int64_t y = d->y;
	if (section->vertical_center)
		y += (d->h - sheet->height) / 2;
	for (size_t i = 0; i < sheet->n;) {
		const lh__piece *piece = &sheet->pieces[i];
		if (piece->kind == LH__PIECE_LINE) {
			draw_line(d, piece->line, d->x, y + piece->y, /*frame*/NULL,
				  /*repeat*/false);
			i++;
			continue;
		}
		const lh__table *table = piece->frag.table;
		size_t n = 1;
		while (i + n < sheet->n && piece[n].kind == LH__PIECE_ROW &&
		       piece[n].frag.table == table)
			n++;
		rows_drawing rows = {.d = d, .rows = piece, .x = d->x + table->x, .y = y};
		lh__rules(d->pass->setter.arena, piece, n, rows.x, y, draw_rule, d);
		lh_parts_visit(piece, n, draw_part, &rows);
		i += n;
	}
}

void lh__drawing_free(lh__drawing *d)
{
	free(d->items);
	free(d->marks);
	free(d->bookmarks);
}
