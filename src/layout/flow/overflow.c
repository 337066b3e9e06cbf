/*
 * Overflow policies. To find the size that fits, the cell is set again from copies of its
 * paragraphs in smaller type; the tree itself is never changed, the caller fills it anew with the
 * decision.
 */
#include "layout/flow/overflow.h"

#include <stdlib.h>

#include "util/ctx.h"

enum { SIZE_STEP = LH_EMU_PT / 2 };

char *lh_mm_text(lh_arena *arena, int64_t emu)
{
	int64_t tenths = (emu * 10 + LH_EMU_MM / 2) / LH_EMU_MM;
	return lh_fmt(arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

/* The first run whose text comes from the data. */
static const lh_node *value_run(const lh_node *cell)
{
	for (const lh_node *para = cell->first; para; para = para->next)
		for (const lh_node *run = para->first; run; run = run->next)
			if (run->u.run.origin.path)
				return run;
	return NULL;
}

lh_loc lh__cell_place(const lh_node *cell)
{
	const lh_node *run = value_run(cell);
	return run && run->u.run.origin.data.file ? run->u.run.origin.data : cell->loc;
}

static lh_emu largest_size(const lh_node *cell)
{
	lh_emu size = 0;
	for (const lh_node *para = cell->first; para; para = para->next) {
		if (!para->first && para->u.para.fmt.run.size > size)
			size = para->u.para.fmt.run.size;
		for (const lh_node *run = para->first; run; run = run->next)
			if (run->u.run.fmt.size > size)
				size = run->u.run.fmt.size;
	}
	return size;
}

static void limit(lh_emu *size, lh_emu most)
{
	*size = *size > most ? most : *size;
}

/* A copy of the cell's paragraphs with no type larger than `size`. */
static const lh_node *smaller_copy(lh_arena *arena, const lh_node *cell, lh_emu size)
{
	lh_node *copy = lh_arena_memdup(arena, cell, sizeof *cell);
	copy->first = copy->last = NULL;
	for (const lh_node *para = cell->first; para; para = para->next) {
		lh_node *p = lh_node_new(arena, copy, LH_NODE_PARA, para->loc);
		p->u = para->u;
		limit(&p->u.para.fmt.run.size, size);
		for (const lh_node *run = para->first; run; run = run->next) {
			lh_node *r = lh_node_new(arena, p, run->kind, run->loc);
			r->u = run->u;
			limit(&r->u.run.fmt.size, size);
		}
	}
	return copy;
}

static bool fits_at(lh__pass *pass, const lh_node *cell, lh_emu measure, lh_emu size)
{
	/* Page fields of the copies must not be counted as paragraphs of the document. */
	lh__pass trial = {.setter = pass->setter};
	const lh_node *copy = smaller_copy(pass->setter.arena, cell, size);
	lh__flow flow;
	bool ok = lh__flow_set(&trial, copy->first, NULL, measure, &flow) &&
		  lh__flow_height(&flow, 0, flow.n) <= cell->u.cell.max_height;
	free(trial.fields);
	return ok;
}

static lh_emu size_that_fits(lh__pass *pass, const lh_node *cell, lh_emu measure)
{
	lh_emu least = cell->u.cell.min_size;
	lh_emu size = (largest_size(cell) - 1) / SIZE_STEP * SIZE_STEP;
	for (; size >= LH_EMU_PT && size >= least; size -= SIZE_STEP)
		if (fits_at(pass, cell, measure, size))
			return size;
	return 0;
}

static void add_fit(lh__pass *pass, const lh_node *cell, lh_emu size)
{
	if (pass->n_fits == pass->cap_fits) {
		pass->cap_fits = pass->cap_fits ? pass->cap_fits * 2 : 8;
		pass->fits = lh_xrealloc(pass->fits, pass->cap_fits * sizeof *pass->fits);
	}
	pass->fits[pass->n_fits++] =
		(lh_fit){.cell = cell->u.cell.id, .policy = cell->u.cell.overflow, .size = size};
}

static bool report_tall(lh__pass *pass, const lh_node *cell, int64_t height)
{
	const lh_node *run = value_run(cell);
	lh_arena *arena = pass->setter.arena;
	const char *what = run ? run->u.run.origin.path : cell->u.cell.id ? cell->u.cell.id : "-";
	lh_loc place = lh__cell_place(cell);
	lh_diag(pass->setter.ctx, LH_E_CELL_TALL, place, what, lh_mm_text(arena, height),
		lh_mm_text(arena, cell->u.cell.max_height), NULL);
	if (place.file != cell->loc.file || place.line != cell->loc.line)
		lh_diag(pass->setter.ctx, LH_N_CELL_HERE, cell->loc, NULL);
	return false;
}

bool lh__overflow_check(lh__pass *pass, const lh_node *cell, lh_emu measure, const lh__flow *flow)
{
	const lh_cell_props *p = &cell->u.cell;
	int64_t height = p->max_height ? lh__flow_height(flow, 0, flow->n) : 0;
	if (height <= p->max_height)
		return true;
	switch (p->overflow) {
	case LH_OVERFLOW_GROW:
	case LH_OVERFLOW_CONTINUE: return true;
	case LH_OVERFLOW_ANNEX:
		if (!p->id)
			return report_tall(pass, cell, height);
		add_fit(pass, cell, /*size*/0);
		return true;
	case LH_OVERFLOW_SHRINK: {
		lh_emu size = p->id ? size_that_fits(pass, cell, measure) : 0;
		if (!size)
			return report_tall(pass, cell, height);
		add_fit(pass, cell, size);
		return true;
	}
	case LH_OVERFLOW_ERROR: return report_tall(pass, cell, height);
	}
	return true;
}
