/*
 * Text that is taller than its cell may be: what the cell's policy makes of it. Nothing is clipped.
 */
#ifndef LH_LAYOUT_FLOW_OVERFLOW_H
#define LH_LAYOUT_FLOW_OVERFLOW_H

#include "layout/flow/flow.h"

/*
 * Judge a set cell. GROW and CONTINUE are always well; ANNEX and SHRINK add to pass->fits; ERROR,
 * and what no size or annex can help, is a message and false.
 */
bool lh__overflow_check(lh__pass *pass, const lh_node *cell, lh_emu measure, const lh__flow *flow);

/* "12.5": millimetres for messages. */
char *lh_mm_text(lh_arena *arena, int64_t emu);

/* Where to send the user for a cell's text: the value's place in the data, or the template line. */
lh_loc lh__cell_place(const lh_node *cell);

#endif
