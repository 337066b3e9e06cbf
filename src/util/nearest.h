/* "Did you mean …?" */
#ifndef LH_UTIL_NEAREST_H
#define LH_UTIL_NEAREST_H

#include <stddef.h>

/* The nearest of `names` to `word` within a third of its length; or NULL. */
const char *lh_nearest(const char *word, const char *const *names, size_t count);

#endif
