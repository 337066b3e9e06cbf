/*
 * Which line of a sent-back document was which line of ours. Equal lines are anchors; between them
 * lines that resemble each other are pairs, and what is left was taken out or added.
 */
#ifndef LH_RETURNED_ALIGN_H
#define LH_RETURNED_ALIGN_H

#include "returned/docx_read.h"

typedef struct lh_line_pair {
	const lh_docx_line *ours, *theirs; /* one of them may be NULL */
} lh_line_pair;

/* In reading order; lives in `arena`. False: the two have too little in common to be compared. */
bool lh_lines_align(lh_arena *arena, const lh_docx_words *ours, const lh_docx_words *theirs, lh_line_pair **pairs_out,
	      size_t *n_out);

#endif
