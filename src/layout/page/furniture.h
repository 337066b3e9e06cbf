/* Page furniture: what pages carry besides their text. All of it is artifact. */
#ifndef LH_LAYOUT_PAGE_FURNITURE_H
#define LH_LAYOUT_PAGE_FURNITURE_H

#include "layout/page/draw.h"

/*
 * Draft furniture: the pale mark, placed clear of the free boxes marks[0..n) of the page when the
 * page has such a place, and dashed discs at the seal places. False with messages.
 */
bool lh__draw_draft(lh__drawing *d, const lh__mark *marks, size_t n);

/* Draft furniture: where the seal across the leaves will lie, on the fronts of the leaves. */
void lh__draw_edge(lh__drawing *d, const lh_section_props *section);

/* The page number at the foot, as the section asks for. False with messages. */
bool lh__draw_page_number(lh__drawing *d, const lh_section_props *section, int64_t number);

/* The line under it that the section has on every page. False with messages. */
bool lh__draw_footer(lh__drawing *d, const lh_section_props *section);

#endif
