/* Any bytes as a DOCX that somebody sends back, and as the main part of one. */
#include "returned/docx_read.h"
#include "util/ctx.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void read_it(const lh_buf *file)
{
	lh_ctx *ctx = lh_ctx_new();
	lh_arena *arena = lh_arena_new();
	lh_docx_words words = {0};
	if (!lh_docx_read(ctx, arena, "fuzz.docx", file, &words) && !lh_diag_errors(ctx))
		__builtin_trap(); /* refused without a word */
	for (size_t i = 0; i < words.n; i++)
		if (!words.lines[i].n || !*words.lines[i].text)
			__builtin_trap(); /* an empty line */
	lh_arena_free(arena);
	lh_ctx_free(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	lh_buf file = {0};
	lh_buf_put(&file, bytes, length);
	read_it(&file);
	lh_ctx *ctx = lh_ctx_new();
	const lh_opc_part part = {.name = "word/document.xml", .type = "application/xml", .bytes = bytes,
				  .length = length};
	if (!lh_opc_write(ctx, &part, 1, "", LH_COMPRESSION_COMPACT, /*memo*/ NULL, &file))
		__builtin_trap();
	read_it(&file);
	lh_ctx_free(ctx);
	lh_buf_free(&file);
	return 0;
}
