/*
 * Dealing pieces out to sheets. Knows heights and holds; refuses to know what is drawn. The list of
 * pieces of a section is made in pieces.c.
 */
#include "layout/flow/paginate.h"

#include <stdlib.h>
#include <string.h>

#include "layout/flow/overflow.h"
#include "layout/flow/pieces.h"
#include "util/ctx.h"

/* A free box on the sheet at hand, from the corner of the text area. */
typedef struct placed_box {
	lh__box box;
	const lh_node *run;
	size_t piece; /* index on the sheet */
} placed_box;

typedef struct paginator {
	lh__pass *pass;
	lh__piece *pieces;
	size_t n;
	int64_t width, room; /* of the text area */
	/* The sheet being filled. */
	lh__piece *sheet; /* room for pieces and repeated heads, grows */
	size_t n_sheet, cap_sheet;
	size_t run;       /* first of the last pieces that are rows of one group */
	lh__frag **frags; /* of these, for lh__frags_settle */
	size_t cap_frags;
	placed_box *boxes;
	size_t n_boxes, cap_boxes;
	int64_t reach; /* lowest edge of pieces and boxes */
} paginator;

static int64_t piece_height(const lh__piece *piece)
{
	switch (piece->kind) {
	case LH__PIECE_LINE: return piece->line->line->height;
	case LH__PIECE_ROW: return piece->frag.height;
	}
	return 0;
}

static int64_t sheet_bottom(const paginator *p, size_t n)
{
	return n ? p->sheet[n - 1].y + piece_height(&p->sheet[n - 1]) : 0;
}

static bool same_group(const lh__piece *a, const lh__piece *b)
{
	return a->kind == LH__PIECE_ROW && b->kind == LH__PIECE_ROW &&
	       a->frag.group == b->frag.group;
}

/* Give the rows of the last group on the sheet the heights they have together, and their places. */
static void settle_run(paginator *p)
{
	size_t n = p->n_sheet - p->run;
	if (!n || p->sheet[p->run].kind != LH__PIECE_ROW || !p->sheet[p->run].frag.group->n_spans)
		return;
	if (n > p->cap_frags) {
		p->cap_frags = n * 2;
		p->frags = lh_xrealloc(p->frags, p->cap_frags * sizeof(lh__frag *));
	}
	for (size_t i = 0; i < n; i++)
		p->frags[i] = &p->sheet[p->run + i].frag;
	lh__frags_settle(p->frags, n);
	for (size_t i = p->run; i < p->n_sheet; i++)
		p->sheet[i].y = sheet_bottom(p, i) + p->sheet[i].space;
}

bool lh_same_party(const lh_node *run, const lh_node *other)
{
	const lh_node *box = run->parent->parent, *other_box = other->parent->parent;
	if (box == other_box && box->kind == LH_NODE_CELL)
		return true;
	const lh_slot *a = run->u.run.as.text.slot, *b = other->u.run.as.text.slot;
	return *a->name && !strcmp(a->name, b->name) && !strcmp(a->who, b->who);
}

/*
 * Space that a box whose top would stand at y needs above it: to stay on the text area, and clear
 * of boxes of other parties on the sheet. It only moves down, so one round over all of them may
 * leave it on another one: the caller asks again until nothing is added.
 */
static int64_t space_for(const paginator *p, const lh__box *box, const lh_node *run)
{
	int64_t space = box->y < 0 ? -box->y : 0;
	for (size_t i = 0; i < p->n_boxes; i++) {
		const lh__box *other = &p->boxes[i].box;
		bool beside = box->x >= other->x + other->w || other->x >= box->x + box->w;
		if (beside || lh_same_party(run, p->boxes[i].run))
			continue;
		bool apart = box->y + space >= other->y + other->h ||
			     other->y >= box->y + space + box->h;
		if (!apart)
			space = other->y + other->h - box->y;
	}
	return space;
}

static void add_box(paginator *p, lh__box box, const lh_node *run, int64_t y)
{
	if (p->n_boxes == p->cap_boxes) {
		p->cap_boxes = p->cap_boxes ? p->cap_boxes * 2 : 16;
		p->boxes = lh_xrealloc(p->boxes, p->cap_boxes * sizeof *p->boxes);
	}
	box.y += y;
	p->boxes[p->n_boxes++] = (placed_box){box, run, p->n_sheet};
	if (box.y + box.h > p->reach)
		p->reach = box.y + box.h;
}

/* What lh__piece_boxes calls for each mark of a piece. */
typedef struct box_visit {
	paginator *p;
	int64_t y;     /* of the piece */
	int64_t space; /* found so far */
	bool place;    /* keep the boxes, else look for space */
} box_visit;

static void visit_box(void *self, lh__box box, const lh_node *run)
{
	box_visit *v = self;
	lh_box_slide(&box, 0, v->p->width);
	if (v->place) {
		add_box(v->p, box, run, v->y);
		return;
	}
	box.y += v->y + v->space;
	v->space += space_for(v->p, &box, run);
}

/* Put a piece below what the sheet holds. False, and the sheet as it was, when it does not fit. */
static bool place(paginator *p, const lh__piece *piece)
{
	if (p->n_sheet == p->cap_sheet) {
		p->cap_sheet = p->cap_sheet ? p->cap_sheet * 2 : 64;
		p->sheet = lh_xrealloc(p->sheet, p->cap_sheet * sizeof *p->sheet);
	}
	size_t old_run = p->run, old_boxes = p->n_boxes;
	int64_t old_reach = p->reach;
	lh__piece *at = &p->sheet[p->n_sheet];
	*at = *piece;
	at->space = p->n_sheet ? at->gap : at->new_page ? at->gap_top : 0;
	if (!p->n_sheet || !same_group(&p->sheet[p->run], at))
		p->run = p->n_sheet;
	box_visit visit = {.p = p, .y = sheet_bottom(p, p->n_sheet) + at->space};
	/* Inside a ruled cell the row has grown around its seals already. */
	bool ruled = at->kind == LH__PIECE_ROW && at->frag.table->clear >= 0;
	for (int64_t before = ruled ? 0 : -1; before != visit.space;) {
		before = visit.space;
		lh__piece_boxes(at, visit_box, &visit);
	}
	at->space += visit.space;
	at->y = visit.y = visit.y + visit.space;
	visit.place = true;
	lh__piece_boxes(at, visit_box, &visit);
	p->n_sheet++;
	settle_run(p);
	int64_t bottom = sheet_bottom(p, p->n_sheet);
	if (bottom > p->reach)
		p->reach = bottom;
	if (p->reach <= p->room)
		return true;
	p->n_sheet--;
	p->run = old_run;
	p->n_boxes = old_boxes;
	p->reach = old_reach;
	settle_run(p);
	return false;
}

/* Begin a sheet with piece i: when it goes on inside a group, the group's heads come first. */
static void begin_sheet(paginator *p, size_t i)
{
	p->n_sheet = p->run = p->n_boxes = 0;
	p->reach = 0;
	const lh__piece *piece = &p->pieces[i];
	if (piece->kind != LH__PIECE_ROW || piece->frag.row->index < piece->frag.group->n_head)
		return;
	const lh__frag *frag = &piece->frag;
	for (uint32_t r = 0; r < frag->group->n_head; r++) {
		lh__piece head = {.kind = LH__PIECE_ROW};
		head.frag = lh__frag_whole(frag->table, frag->group, &frag->group->rows[r]);
		head.frag.repeat = true;
		if (!place(p, &head)) {
			p->n_sheet = 0;
			return;
		}
	}
}

/* Heads that leave no room for the piece below them are not repeated. */
static bool place_first(paginator *p, const lh__piece *piece)
{
	if (place(p, piece))
		return true;
	if (!p->n_sheet)
		return false;
	p->n_sheet = p->run = p->n_boxes = 0;
	p->reach = 0;
	return place(p, piece);
}

/*
 * Fill a sheet with pieces from i, `limit` at most exclusive; returns the first that is not on it.
 */
static size_t fill(paginator *p, size_t i, size_t limit)
{
	begin_sheet(p, i);
	size_t j = i;
	for (; j < limit; j++) {
		if (j > i && p->pieces[j].new_page)
			break;
		if (!(j > i ? place(p, &p->pieces[j]) : place_first(p, &p->pieces[j])))
			break;
	}
	return j;
}

/*
 * Where to end the sheet that began with piece i and cannot hold piece `end`: at the last place
 * with the weakest hold. The sheet is filled up to there.
 */
static size_t break_before(paginator *p, size_t i, size_t end)
{
	for (lh__glue held = LH__GLUE_NONE; held <= LH__GLUE_HEAD; held++)
		for (size_t k = end; k > i; k--)
			if (p->pieces[k - 1].glue <= held && fill(p, i, k) == k)
				return k;
	return i;
}

/* The room that a row has on a sheet of its own. */
static int64_t room_alone(const paginator *p, const lh__frag *frag)
{
	int64_t room = p->room;
	if (frag->row->index >= frag->group->n_head)
		for (uint32_t r = 0; r < frag->group->n_head; r++)
			room -= lh__frag_whole(frag->table, frag->group, &frag->group->rows[r])
					.natural;
	return room;
}

/*
 * The sheet is full up to piece i. When that is a row which may break, its first lines go on this
 * sheet and the piece becomes its rest.
 */
static bool divide(paginator *p, size_t i, bool force)
{
	lh__piece *piece = &p->pieces[i];
	if (piece->kind != LH__PIECE_ROW || (piece->new_page && p->n_sheet))
		return false;
	const lh__frag *frag = &piece->frag;
	if (!force && !frag->row->splits && frag->natural <= room_alone(p, frag))
		return false;
	lh__piece head = *piece;
	lh__frag rest;
	int64_t room = p->room - sheet_bottom(p, p->n_sheet) - (p->n_sheet ? piece->gap : 0);
	if (room <= 0 ||
	    !lh__frag_split(p->pass->setter.arena, frag, room, force, &head.frag, &rest))
		return false;
	if (!place(p, &head))
		return false;
	piece->frag = rest;
	piece->new_page = false;
	return true;
}

static void report_tall(paginator *p, const lh__piece *piece)
{
	lh_arena *arena = p->pass->setter.arena;
	lh_ctx *ctx = p->pass->setter.ctx;
	char *room = lh_mm_text(arena, p->room);
	switch (piece->kind) {
	case LH__PIECE_LINE:
		lh_diag(ctx, LH_E_LINE_TALL, piece->line->para->loc,
			lh_mm_text(arena, piece->line->line->height), room, NULL);
		return;
	case LH__PIECE_ROW: {
		lh__frag frag = piece->frag, *one = &frag;
		lh__frags_settle(&one, 1);
		lh_diag(ctx, LH_E_ROW_TALL, frag.row->node->loc, lh_mm_text(arena, frag.height), room,
			NULL);
		return;
	}
	}
}

static void keep_sheet(paginator *p, lh__sheets *sheets)
{
	if (sheets->n == sheets->cap) {
		sheets->cap = sheets->cap ? sheets->cap * 2 : 16;
		sheets->at = lh_xrealloc(sheets->at, sheets->cap * sizeof *sheets->at);
	}
	sheets->at[sheets->n++] = (lh__sheet){
		.pieces = lh_arena_memdup(p->pass->setter.arena, p->sheet,
					  p->n_sheet * sizeof *p->sheet),
		.n = p->n_sheet,
		.height = p->reach,
	};
}

static bool deal_out(paginator *p, lh__sheets *sheets)
{
	bool ok = true;
	for (size_t i = 0; i < p->n;) {
		if (sheets->n > p->pass->setter.ctx->limits.pages)
			return ok; /* the caller counts, over all sections */
		size_t end = fill(p, i, p->n);
		bool done = end == p->n || (end > i && p->pieces[end].new_page);
		if (!done && divide(p, end, /*force*/false)) {
			done = true;
		} else if (!done) {
			size_t k = break_before(p, i, end);
			if (k == i && !divide(p, i, /*force*/true)) {
				/*
				 * Nothing of it fits anywhere: say so and go on behind it and its
				 * group.
				 */
				report_tall(p, &p->pieces[i]);
				ok = false;
				do
					i++;
				while (i < p->n && same_group(&p->pieces[i - 1], &p->pieces[i]));
				continue;
			}
			end = k;
		}
		keep_sheet(p, sheets);
		i = end;
	}
	return ok;
}

bool lh_section_paginate(lh__pass *pass, const lh_node *section, lh__sheets *sheets_out)
{
	const lh_section_props *s = &section->u.section;
	paginator p = {.pass = pass, .width = lh_section_text_width(s)};
	p.room = (int64_t)s->page_h - s->margin_top - s->margin_bottom;
	*sheets_out = (lh__sheets){0};
	bool ok = lh__section_pieces(pass, section, &p.pieces, &p.n);
	ok &= deal_out(&p, sheets_out);
	free(p.pieces);
	free(p.sheet);
	free(p.frags);
	free(p.boxes);
	return ok;
}
