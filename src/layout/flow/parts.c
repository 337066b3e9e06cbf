/* Cells on the rows of one page. It knows rows and spans, no places. */
#include "layout/flow/parts.h"

typedef void part_visitor(void *self, const lh__part *part);

/* The first row behind `at` that the cell does not cover, before `end`. */
static size_t covered_until(const lh__piece *rows, size_t at, size_t end, const lh__cell *cell)
{
	while (at < end && rows[at].frag.row->index < cell->row1)
		at++;
	return at;
}

static bool is_span(const lh__cell *cell)
{
	return cell->row1 - cell->row0 > 1;
}

/* Spans that began on a page before and reach into rows [a, b) of one group. */
static void reopened(const lh__piece *rows, size_t a, size_t b, part_visitor *visit, void *self)
{
	const lh__group *group = rows[a].frag.group;
	uint32_t s, end;
	lh__group_spans(group, rows[a].frag.row->index, rows[b - 1].frag.row->index, &s, &end);
	for (; s < end; s++) {
		const lh__cell *cell = group->spans[s];
		size_t r0 = a;
		while (r0 < b && rows[r0].frag.row->index < cell->row0)
			r0++;
		/* When its own first row is here, the cell comes with that row. */
		if (r0 == b || rows[r0].frag.row->index == cell->row0 ||
		    rows[r0].frag.row->index >= cell->row1)
			continue;
		size_t r1 = covered_until(rows, r0, b, cell);
		lh__part part = {.cell = cell,
				 .r0 = r0,
				 .r1 = r1,
				 .to = cell->flow.n,
				 .repeat = true,
				 .cut_top = true};
		part.cut_bottom = rows[r1 - 1].frag.row->index + 1 < cell->row1;
		visit(self, &part);
	}
}

static void own_cells(const lh__piece *rows, size_t r, size_t b, part_visitor *visit, void *self)
{
	const lh__frag *frag = &rows[r].frag;
	for (uint32_t c = 0; c < frag->row->n_cells; c++) {
		const lh__cell *cell = &frag->row->cells[c];
		lh__part part = {.cell = cell, .r0 = r, .r1 = covered_until(rows, r, b, cell)};
		part.from = is_span(cell) ? 0 : lh__frag_from(frag, c);
		part.to = is_span(cell) ? cell->flow.n : lh__frag_to(frag, c);
		part.repeat = frag->repeat || (frag->goes_on && is_span(cell));
		part.cut_top = frag->goes_on;
		part.cut_bottom = rows[part.r1 - 1].frag.row->index + 1 < cell->row1 ||
				  part.to < cell->flow.n;
		visit(self, &part);
	}
}

void lh_parts_visit(const lh__piece *rows, size_t n, part_visitor *visit, void *self)
{
	for (size_t a = 0; a < n;) {
		size_t b = a + 1;
		while (b < n && rows[b].frag.group == rows[a].frag.group)
			b++;
		reopened(rows, a, b, visit, self);
		for (size_t r = a; r < b; r++)
			own_cells(rows, r, b, visit, self);
		a = b;
	}
}
