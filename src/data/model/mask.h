/*
 * Personal data in running text, for public editions (公示版), where such things must not stand
 * whichever field somebody wrote them in: telephone numbers, e-mail addresses, numbers of identity
 * cards, passports and bank accounts, names of 微信 and QQ accounts, in every spelling that people
 * use (full-width digits, separators, groups, Chinese numerals). What is masked and what stays:
 * the tables of docs/public.md, which are the test.
 */
#ifndef LH_DATA_MODEL_MASK_H
#define LH_DATA_MODEL_MASK_H

#include "util/base.h"

/* Called for each run of seven or more digits that stays: a person should look at it. */
typedef void (*lh_mask_stays)(void *user, const char *digits);

/*
 * The text with `mask` in place of each; `text` itself when it has none. `stays` may be NULL.
 */
const char *lh_mask_personal(lh_arena *arena, const char *text, const char *mask,
			     lh_mask_stays stays, void *user);

#endif
