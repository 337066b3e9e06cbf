/* The lines of a paragraph as spans of its characters: both ways of breaking fill such a list. */
#include <stdlib.h>

#include "layout/line/linebreak.h"
#include "util/arena.h"

void lh__spans_add(lh__spans *spans, const lh__chars *chars, size_t from, size_t next, bool last)
{
	if (spans->n == spans->cap) {
		spans->cap = spans->cap ? spans->cap * 2 : 16;
		spans->at = lh_xrealloc(spans->at, spans->cap * sizeof *spans->at);
	}
	size_t to = next;
	/* Blanks vanish where a line ends softly; those at a paragraph's end are printed ones. */
	while (!last && to > from && chars->at[to - 1].cls == LH__SPACE)
		to--;
	spans->at[spans->n++] = (lh__span){from, to, next, last};
}

void lh__spans_free(lh__spans *spans)
{
	free(spans->at);
	*spans = (lh__spans){0};
}
