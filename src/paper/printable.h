/*
 * Whether every character of the data can be printed. `check` and whatever makes papers ask the same
 * question before anything else, so that none passes what the other refuses.
 */
#ifndef LH_PAPER_PRINTABLE_H
#define LH_PAPER_PRINTABLE_H

#include "paper/engine.h"

/*
 * False when a text holds a character that no paper can show: no face of a role has it, or it is of
 * a kind that single characters in a line cannot show. One error a text, which says what to write.
 */
bool lh_data_printable(lh_ctx *ctx, lh_engine *engine, const lh_consortium *consortium);

/* Load a data file to make papers of it. NULL with messages; as lh_consortium_load otherwise. */
const lh_consortium *lh_data_load(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *path);

#endif
