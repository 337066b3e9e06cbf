#include "support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/unit.h"
#include "util/file.h"

int scratch_setup(void **state)
{
	scratch *s = lh_xmalloc(sizeof *s);
	*s = (scratch){.ctx = lh_ctx_new(), .dir = "/tmp/lianheti-XXXXXX"};
	*state = s;
	return mkdtemp(s->dir) ? 0 : -1;
}

int scratch_teardown(void **state)
{
	scratch *s = *state;
	char **names;
	size_t n;
	if (lh_dir_list(s->ctx, s->ctx->arena, s->dir, &names, &n))
		for (size_t i = 0; i < n; i++)
			remove(scratch_in(s, names[i]));
	rmdir(s->dir);
	lh_ctx_free(s->ctx);
	free(s);
	return 0;
}

const char *scratch_in(scratch *s, const char *name)
{
	return lh_path_join(s->ctx->arena, s->dir, name);
}

const char *scratch_file(lh_arena *arena, const char *text)
{
	char *path = lh_arena_strdup(arena, "/tmp/lianheti-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	return path;
}
