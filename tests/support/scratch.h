/* Files for tests: a folder that is gone afterwards, or one text in a file of its own. */
#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H

#include "util/ctx.h"

typedef struct scratch {
	lh_ctx *ctx;
	char dir[64];
} scratch;

/* For cmocka: *state becomes a scratch. Its folder may hold files and empty folders. */
int scratch_setup(void **state);
int scratch_teardown(void **state);
const char *scratch_in(scratch *s, const char *name);

/* The path, in `arena`, of a new file that holds the text; the caller removes it. */
const char *scratch_file(lh_arena *arena, const char *text);

#endif
