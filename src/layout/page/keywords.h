/*
 * Keywords of seal places: small grey text inside the free box, each found once by a search of the
 * document. Platforms for electronic seals look for them; on paper the seal covers them.
 */
#ifndef LH_LAYOUT_PAGE_KEYWORDS_H
#define LH_LAYOUT_PAGE_KEYWORDS_H

#include "layout/page/draw.h"

/*
 * Set the keywords of the marks of the page at hand, each in its own box and, where there is room,
 * clear of everything that is drawn already. The marks learn where theirs stands.
 */
bool lh__draw_keywords(lh__drawing *d, lh__mark *marks, size_t n);

/* Prove that no keyword is found twice: in another keyword or in the text. False with messages. */
bool lh__keywords_check(lh_ctx *ctx, const lh_node *document, const lh__mark *marks, size_t n);

#endif
