/*
 * Pieces: what a section is dealt out in, lines of its paragraphs and rows of its tables, in order.
 */
#ifndef LH_LAYOUT_FLOW_PIECES_H
#define LH_LAYOUT_FLOW_PIECES_H

#include "layout/flow/paginate.h"

/*
 * Set all that a section holds. *pieces_out is released with free(), set or not. False with
 * messages when something cannot be set; the other pieces are there.
 */
bool lh__section_pieces(lh__pass *pass, const lh_node *section, lh__piece **pieces_out,
			size_t *n_out);

/*
 * The free boxes of a piece's marks, from the left edge of the text area and the top of the piece.
 * Repeated heads have none.
 */
void lh__piece_boxes(const lh__piece *piece,
		     void (*visit)(void *self, lh__box box, const lh_node *run), void *self);

#endif
