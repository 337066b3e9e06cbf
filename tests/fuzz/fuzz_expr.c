/*
 * Any text as an expression, over the sample consortium and over an empty form: it must be refused
 * with a message, or end with a value of its type.
 */
#include <stdlib.h>

#include "data/expr/computed.h"
#include "util/ctx.h"

static const lh_option_info constants[] = {{.key = "region_prefix"}, {.key = "name_pattern"}};

/* What does not depend on the input: loaded once, never released. */
typedef struct world {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_names names;
	const lh_consortium *sample;
} world;

static world *load(void)
{
	world *w = lh_xmalloc(sizeof *w);
	w->ctx = lh_ctx_new();
	w->arena = lh_arena_new();
	w->names = (lh_names){.options = constants, .n_options = 2};
	w->names.schema = lh_schema_load(w->ctx, w->arena, LH_SOURCE_DIR "/templates/schema.yaml");
	if (!w->names.schema)
		abort();
	w->names.jurisdiction = lh_schema_record(w->names.schema, "jurisdiction");
	if (!lh_computed_load(w->ctx, w->arena, LH_SOURCE_DIR "/templates/computed.yaml", &w->names))
		abort();
	w->sample = lh_consortium_load(w->ctx, w->arena, w->names.schema,
				       LH_SOURCE_DIR "/samples/complete.yaml");
	if (!w->sample)
		abort();
	return w;
}

static void evaluate(lh_ctx *ctx, lh_arena *arena, const world *w, const lh_consortium *data,
		     const lh_expr *expr)
{
	lh_env *env = lh_env_new(ctx, arena, &w->names, data, "urumqi");
	const lh_val *value = lh_expr_eval(env, expr);
	const lh_kind kind = lh_expr_type(expr)->kind;
	/* A reference goes for its record. */
	if (value && kind != LH_KIND_RECORD && value->kind != kind)
		abort();
	if (value)
		lh_val_str(arena, value);
	lh_loc loc;
	lh_expr_path(env, expr, &loc);
	lh_expr_true(env, expr);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static world *w;
	if (!w)
		w = load();
	lh_ctx *ctx = lh_ctx_new();
	lh_arena *arena = lh_arena_new();
	const char *text = lh_arena_strndup(arena, (const char *)bytes, length);
	const lh_expr *expr = lh_expr_parse(ctx, arena, text, (lh_loc){"fuzz", 1, 1}, &w->names, NULL);
	if (!expr && !lh_diag_errors(ctx))
		abort();
	if (expr) {
		evaluate(ctx, arena, w, w->sample, expr);
		evaluate(ctx, arena, w, NULL, expr);
	}
	lh_arena_free(arena);
	lh_ctx_free(ctx);
	return 0;
}
