/* The context of one run, and the limits that keep input from exhausting the machine. */
#include "util/ctx.h"

#include <stdlib.h>

lh_ctx *lh_ctx_new(void)
{
	lh_arena *arena = lh_arena_new();
	lh_ctx *ctx = lh_xmalloc(sizeof *ctx);
	*ctx = (lh_ctx){
		.arena = arena,
		.limits = {.file_bytes = 8u << 20, .depth = 32, .nodes = 1000000, .pages = 5000,
		           .messages = 200},
	};
	return ctx;
}

void lh_ctx_free(lh_ctx *ctx)
{
	if (!ctx)
		return;
	free(ctx->reports);
	lh_arena_free(ctx->arena);
	free(ctx);
}
