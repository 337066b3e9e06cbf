/* Seal and signature places: the proof that each has its free box, and the list for the outside. */
#ifndef LH_LAYOUT_PAGE_PLACES_H
#define LH_LAYOUT_PAGE_PLACES_H

#include "layout/page/draw.h"
#include "layout/page/pages.h"

/*
 * Prove that every free box stands inside its cell or text area and clear of those of other parties
 * on its page. False with messages.
 */
bool lh__marks_check(lh_ctx *ctx, const lh__mark *marks, size_t n);

/* The marks as placed slots, in the arena, in reading order. */
const lh_placed_slot *lh__marks_slots(lh_arena *arena, const lh__mark *marks, size_t n);

#endif
