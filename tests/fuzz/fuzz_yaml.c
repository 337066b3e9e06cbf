/* Any bytes as YAML, and as a consortium's data file. */
#include "data/model/consortium.h"
#include "util/ctx.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	/* The schema is read once for the whole run and never changes. */
	static lh_ctx *schema_ctx;
	static lh_arena *schema_arena;
	static const lh_schema *schema;
	if (!schema) {
		schema_ctx = lh_ctx_new();
		schema_arena = lh_arena_new();
		schema = lh_schema_load(schema_ctx, schema_arena,
					LH_SOURCE_DIR "/templates/schema.yaml");
		if (!schema)
			__builtin_trap();
	}
	lh_ctx *ctx = lh_ctx_new();
	lh_arena *arena = lh_arena_new();
	const lh_yaml *root =
		lh_yaml_parse_on(ctx, arena, "fuzz.yaml", (const char *)bytes, length);
	if (root)
		lh_consortium_from(ctx, arena, schema, root);
	else if (!lh_diag_errors(ctx))
		__builtin_trap(); /* refused without a word */
	lh_arena_free(arena);
	lh_ctx_free(ctx);
	return 0;
}
