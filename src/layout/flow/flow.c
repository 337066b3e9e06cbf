/*
 * Flows: stacking paragraphs. Knows spaces before and after, widows and orphans, and how far the
 * free boxes of seals reach; refuses to know cells and pages.
 */
#include "layout/flow/flow.h"

#include <stdlib.h>

#include "util/arena.h"

/* Han characters reach from 0.88 em above the baseline to 0.12 em below it: their middle. */
enum { MIDDLE_HUNDREDTHS = 38 };

/* Does it show its own page? Pages of headings are the same for every paragraph. */
static bool has_field(lh__pass *pass, const lh_node *para)
{
	bool found = false;
	for (const lh_node *run = para->first; run; run = run->next) {
		if (run->kind != LH_NODE_FIELD)
			continue;
		bool ref = run->u.run.as.field == LH_FIELD_PAGE_OF;
		pass->has_refs |= ref;
		found |= !ref;
	}
	return found;
}

/* Set one paragraph; page numbers take the texts that the pass before found. */
static bool set_para(lh__pass *pass, const lh_node *para, lh_emu width, const lh_set_para **set_out)
{
	if (!has_field(pass, para))
		return lh_para_set(&pass->setter, para, width, set_out);
	if (pass->n_fields == pass->cap_fields) {
		pass->cap_fields = pass->cap_fields ? pass->cap_fields * 2 : 16;
		pass->fields = lh_xrealloc(pass->fields, pass->cap_fields * sizeof *pass->fields);
	}
	lh__field_para *field = &pass->fields[pass->n_fields];
	lh_setter setter = pass->setter;
	if (pass->n_fields < pass->n_known) {
		setter.page = field->page_text;
		setter.pages = field->pages_text;
	} else {
		*field = (lh__field_para){.page_text = "", .pages_text = ""};
	}
	field->para = para;
	pass->n_fields++;
	return lh_para_set(&setter, para, width, set_out);
}

static lh__glue line_glue(const lh_set_para *set, size_t index)
{
	const lh_para_fmt *fmt = &set->para->u.para.fmt;
	if (index + 1 == set->n_lines)
		return fmt->keep_next ? LH__GLUE_NEXT : LH__GLUE_NONE;
	bool lonely = index == 0 || index + 2 == set->n_lines;
	return fmt->keep_lines || lonely ? LH__GLUE_LINES : LH__GLUE_NONE;
}

bool lh__flow_set(lh__pass *pass, const lh_node *first, const lh_node *end, lh_emu width,
		  lh__flow *flow_out)
{
	lh_arena *arena = pass->setter.arena;
	size_t n_paras = 0, n = 0;
	for (const lh_node *para = first; para != end; para = para->next)
		n_paras++;
	const lh_set_para **sets = LH_NEW_ARRAY(arena, const lh_set_para *, n_paras);
	size_t at = 0;
	bool ok = true;
	for (const lh_node *para = first; para != end; para = para->next, at++) {
		ok &= set_para(pass, para, width, &sets[at]);
		n += sets[at] ? sets[at]->n_lines : 0;
	}
	*flow_out = (lh__flow){.lines = LH_NEW_ARRAY(arena, lh__flow_line, n)};
	lh_emu after = 0;
	for (size_t i = 0; i < n_paras; i++) {
		if (!sets[i])
			continue;
		const lh_para_fmt *fmt = &sets[i]->para->u.para.fmt;
		for (size_t l = 0; l < sets[i]->n_lines; l++) {
			lh__flow_line *line = &flow_out->lines[flow_out->n++];
			*line = (lh__flow_line){.line = &sets[i]->lines[l],
						.para = sets[i]->para,
						.first = l == 0,
						.glue = line_glue(sets[i], l)};
			if (line->first) {
				line->gap = after + fmt->space_before;
				line->gap_top = fmt->space_before;
			}
			flow_out->has_marks |= line->line->n_marks > 0;
		}
		after = fmt->space_after;
	}
	flow_out->tail = after;
	return ok;
}

int64_t lh__flow_height(const lh__flow *flow, size_t from, size_t to)
{
	int64_t height = to == flow->n ? flow->tail : 0;
	for (size_t i = from; i < to; i++)
		height +=
			flow->lines[i].line->height + (i > from || i == 0 ? flow->lines[i].gap : 0);
	return height;
}

lh__box lh_mark_box(const lh_line *line, const lh_line_mark *mark)
{
	const lh_slot *slot = mark->run->u.run.as.text.slot;
	int64_t middle =
		line->baseline - (int64_t)mark->run->u.run.fmt.size * MIDDLE_HUNDREDTHS / 100;
	return (lh__box){
		.x = (int64_t)mark->x + mark->w / 2 + slot->dx - slot->free_w / 2,
		.y = middle + slot->dy - slot->free_h / 2,
		.w = slot->free_w,
		.h = slot->free_h,
	};
}

void lh_box_slide(lh__box *box, int64_t left, int64_t right)
{
	int64_t step = 0;
	if (box->x + box->w > right)
		step = right - box->x - box->w;
	else if (box->x < left)
		step = left - box->x;
	int64_t most = box->w / 4;
	box->x += step < -most ? -most : step > most ? most : step;
}

void lh__flow_reach(const lh__flow *flow, size_t from, size_t to, int64_t *above_out,
		    int64_t *below_out)
{
	int64_t height = lh__flow_height(flow, from, to), top = 0;
	*above_out = *below_out = -height;
	for (size_t i = from; i < to; i++) {
		top += i > from || i == 0 ? flow->lines[i].gap : 0;
		const lh_line *line = flow->lines[i].line;
		for (size_t m = 0; m < line->n_marks; m++) {
			lh__box box = lh_mark_box(line, &line->marks[m]);
			int64_t above = -(top + box.y), below = top + box.y + box.h - height;
			*above_out = above > *above_out ? above : *above_out;
			*below_out = below > *below_out ? below : *below_out;
		}
		top += line->height;
	}
}
