/*
 * Proof of seal places. Rows grew and lines moved for them before (table.c, paginate.c); here
 * nothing moves any more, what has no room is told. It knows boxes, not text.
 */
#include "layout/page/places.h"

#include "layout/flow/overflow.h"
#include "util/ctx.h"

/* Halves of lengths are rounded on the way: a hundredth of a millimetre is no fault. */
enum { TOLERANCE = LH_EMU_MM / 100 };

static lh_loc mark_place(const lh__mark *mark)
{
	const lh_origin *origin = &mark->run->u.run.origin;
	return origin->tmpl.file ? origin->tmpl : mark->run->loc;
}

static const lh_slot *mark_slot(const lh__mark *mark)
{
	return mark->run->u.run.as.text.slot;
}

/* How far `box` reaches out of `frame` at its worst side. */
static int64_t excess(const lh__box *box, const lh__box *frame)
{
	const int64_t sides[] = {
		frame->x - box->x,
		frame->y - box->y,
		box->x + box->w - frame->x - frame->w,
		box->y + box->h - frame->y - frame->h,
	};
	int64_t most = 0;
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		most = sides[i] > most ? sides[i] : most;
	return most;
}

static bool check_frame(lh_ctx *ctx, lh_arena *arena, const lh__mark *mark)
{
	int64_t out = excess(&mark->box, &mark->frame);
	if (out <= TOLERANCE)
		return true;
	lh_diag(ctx, mark->in_cell ? LH_E_SLOT_CELL : LH_E_SLOT_MARGIN, mark_place(mark),
		mark_slot(mark)->id, lh_mm_text(arena, mark->box.w), lh_mm_text(arena, mark->box.h),
		lh_mm_text(arena, out), NULL);
	return false;
}

static bool overlap(const lh__box *a, const lh__box *b)
{
	return a->x + a->w > b->x + TOLERANCE && b->x + b->w > a->x + TOLERANCE &&
	       a->y + a->h > b->y + TOLERANCE && b->y + b->h > a->y + TOLERANCE;
}

bool lh__marks_check(lh_ctx *ctx, const lh__mark *marks, size_t n)
{
	lh_arena *arena = lh_arena_new();
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		ok &= check_frame(ctx, arena, &marks[i]);
		/* Marks come page by page. */
		for (size_t j = i; j-- > 0 && marks[j].page == marks[i].page;) {
			if (!overlap(&marks[i].box, &marks[j].box) ||
			    lh_same_party(marks[i].run, marks[j].run))
				continue;
			lh_diag(ctx, LH_E_SLOT_OVERLAP, mark_place(&marks[i]),
				mark_slot(&marks[i])->id, mark_slot(&marks[j])->id, NULL);
			lh_diag(ctx, LH_N_SLOT_OTHER, mark_place(&marks[j]),
				mark_slot(&marks[j])->id, NULL);
			ok = false;
		}
	}
	lh_arena_free(arena);
	return ok;
}

const lh_placed_slot *lh__marks_slots(lh_arena *arena, const lh__mark *marks, size_t n)
{
	lh_placed_slot *slots = LH_NEW_ARRAY(arena, lh_placed_slot, n);
	for (size_t i = 0; i < n; i++)
		slots[i] = (lh_placed_slot){
			.slot = mark_slot(&marks[i]),
			.page = marks[i].page,
			.x = (lh_emu)marks[i].box.x,
			.y = (lh_emu)marks[i].box.y,
			.w = (lh_emu)marks[i].box.w,
			.h = (lh_emu)marks[i].box.h,
			.mark = marks[i].run->u.run.as.text.text,
			.keyword = mark_slot(&marks[i])->keyword,
			.keyword_x = marks[i].keyword_x,
			.keyword_y = marks[i].keyword_y,
		};
	return slots;
}
