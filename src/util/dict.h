/* Texts to pointers: what was seen under a name. */
#ifndef LH_UTIL_DICT_H
#define LH_UTIL_DICT_H

#include "util/base.h"

typedef struct lh_dict lh_dict;

lh_dict *lh_dict_new(void);
void lh_dict_free(lh_dict *dict); /* accepts NULL */

/*
 * Where the pointer of a text is kept: NULL stands there until something else is put. It holds until the
 * next call; the text is borrowed.
 */
const void **lh_dict_at(lh_dict *dict, const char *key);

#endif
