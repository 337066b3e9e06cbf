/*
 * Rows on pages: whole, repeated or divided. Knows heights only; which row goes to which page is
 * decided in paginate.c.
 */
#include "layout/flow/table.h"

#include "util/arena.h"

size_t lh__frag_from(const lh__frag *frag, size_t cell)
{
	return frag->from ? frag->from[cell] : 0;
}

size_t lh__frag_to(const lh__frag *frag, size_t cell)
{
	return frag->to ? frag->to[cell] : frag->row->cells[cell].flow.n;
}

static bool is_span(const lh__cell *cell)
{
	return cell->row1 - cell->row0 > 1;
}

static void measure(lh__frag *frag)
{
	frag->natural = frag->least;
	for (size_t c = 0; c < frag->row->n_cells; c++) {
		const lh__cell *cell = &frag->row->cells[c];
		if (is_span(cell))
			continue;
		size_t from = lh__frag_from(frag, c), to = lh__frag_to(frag, c);
		/* A cell whose text ended on the page before is empty here and asks for nothing. */
		if (frag->goes_on && from == to)
			continue;
		int64_t need = lh__cell_need(frag->table, cell, from, to);
		frag->natural = need > frag->natural ? need : frag->natural;
	}
	frag->height = frag->natural;
}

lh__frag lh__frag_whole(const lh__table *table, const lh__group *group, const lh__row *row)
{
	lh__frag frag = {
		.table = table, .group = group, .row = row, .least = row->node->u.row.min_height};
	measure(&frag);
	return frag;
}

void lh__frags_settle(lh__frag *const *frags, size_t n)
{
	for (size_t i = 0; i < n; i++)
		frags[i]->height = frags[i]->natural;
	const lh__group *group = frags[0]->group;
	uint32_t first = frags[0]->row->index, last = frags[n - 1]->row->index;
	uint32_t s, end;
	for (lh__group_spans(group, first, last, &s, &end); s < end; s++) {
		const lh__cell *cell = group->spans[s];
		int64_t given = 0;
		lh__frag *lowest = NULL;
		for (size_t i = 0; i < n; i++) {
			uint32_t row = frags[i]->row->index;
			if (row < cell->row0 || row >= cell->row1)
				continue;
			given += frags[i]->height;
			lowest = frags[i];
		}
		int64_t need = lh__cell_need(frags[0]->table, cell, 0, cell->flow.n);
		if (lowest && need > given)
			lowest->height += need - given;
	}
}

/* Lines of one cell, from `from` on, that fit into `room`; never fewer than two of a paragraph. */
static size_t lines_that_fit(const lh__frag *frag, size_t index, size_t from, int64_t room,
			     bool force)
{
	const lh__cell *cell = &frag->row->cells[index];
	size_t end = lh__frag_to(frag, index), to = from;
	/*
	 * Text grows line by line; seals can only ask for more, so the last look is at the whole
	 * need.
	 */
	int64_t height = 2 * (int64_t)frag->table->node->u.table.pad_y;
	while (to < end) {
		height += lh__flow_height(&cell->flow, to, to + 1);
		if (to > from && to > 0)
			height += cell->flow.lines[to].gap;
		if (height > room)
			break;
		to++;
	}
	while (to > from && lh__cell_need(frag->table, cell, from, to) > room)
		to--;
	size_t most = to;
	while (to > from && to < end && cell->flow.lines[to - 1].glue != LH__GLUE_NONE)
		to--;
	return to == from && force ? most : to;
}

bool lh__frag_split(lh_arena *arena, const lh__frag *frag, int64_t room, bool force,
		    lh__frag *head_out, lh__frag *rest_out)
{
	size_t n = frag->row->n_cells;
	size_t *from = LH_NEW_ARRAY(arena, size_t, n), *cut = LH_NEW_ARRAY(arena, size_t, n);
	size_t *end = LH_NEW_ARRAY(arena, size_t, n);
	bool progress = false, rest = false;
	for (size_t c = 0; c < n; c++) {
		from[c] = cut[c] = lh__frag_from(frag, c);
		end[c] = lh__frag_to(frag, c);
		if (is_span(&frag->row->cells[c])) {
			cut[c] = end[c];
			continue;
		}
		if (from[c] == end[c])
			continue;
		cut[c] = lines_that_fit(frag, c, from[c], room, force);
		if (cut[c] == from[c] && !force)
			return false;
		progress |= cut[c] > from[c];
		rest |= cut[c] < end[c];
	}
	/* Empty ruled space can be divided too: its part on this page is what the page has left. */
	bool space = !rest && frag->least > room;
	if (!progress && !space)
		return false;
	*head_out = *frag;
	head_out->from = from;
	head_out->to = cut;
	head_out->least = space ? (lh_emu)room : 0;
	*rest_out = *frag;
	rest_out->from = cut;
	rest_out->to = end;
	rest_out->goes_on = true;
	rest_out->least = 0;
	measure(head_out);
	if (frag->least > head_out->natural)
		rest_out->least = (lh_emu)(frag->least - head_out->natural);
	measure(rest_out);
	return (rest || rest_out->least > 0) && head_out->natural <= room;
}
