/*
 * What was made once and will be wanted again, found by everything that it depends on: the next
 * document takes it over instead of making it anew. Whoever asks gets the same bytes with a memo
 * and without one; a memo only saves work. Not for two threads at once.
 */
#ifndef LH_UTIL_MEMO_H
#define LH_UTIL_MEMO_H

#include "util/base.h"

typedef struct lh_memo lh_memo;

/* It forgets everything and begins again when it would hold more than `limit` bytes. */
lh_memo *lh_memo_new(size_t limit);
void lh_memo_free(lh_memo *memo); /* accepts NULL */

/*
 * Bytes that were kept for this key (a struct without gaps, or bytes), or NULL. They stay until the
 * next lh_memo_keep.
 */
const void *lh_memo_find(const lh_memo *memo, const void *key, size_t key_length, size_t *length_out);
/* Keep a copy of `bytes` for a key that was not found; it may be dropped again at any time. */
void lh_memo_keep(lh_memo *memo, const void *key, size_t key_length, const void *bytes, size_t length);

#endif
