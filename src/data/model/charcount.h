/*
 * 字数: how long a text is, counted as Word counts and strictly. Forms say 200字以内 and not how to
 * count; officials look at Word's number.
 */
#ifndef LH_DATA_MODEL_CHARCOUNT_H
#define LH_DATA_MODEL_CHARCOUNT_H

#include "util/base.h"

typedef struct lh_char_count {
	size_t word;        /* each Han or full-width mark 1, “ ” ‘ ’ … — · 1 each, each run of others 1 */
	size_t strict;      /* code points without white space */
	size_t with_spaces; /* code points but newlines */
} lh_char_count;

lh_char_count lh_char_count_of(const char *text);

#endif
