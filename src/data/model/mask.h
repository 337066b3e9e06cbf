/*
 * Personal data in running text: telephone numbers, e-mail addresses, numbers as long as those of
 * identity cards and bank accounts. For public editions (公示版), where such things must not stand
 * whichever field somebody wrote them in. Numbers behind a letter (ZL202110000000) are none of them.
 */
#ifndef LH_DATA_MODEL_MASK_H
#define LH_DATA_MODEL_MASK_H

#include "lianheti/base.h"

/* The text with `mask` in place of each of them; `text` itself when it has none. */
const char *lh_mask_personal(lh_arena *arena, const char *text, const char *mask);

#endif
