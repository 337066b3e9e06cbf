/* A context, an arena and the real schema. Paths are read here without the code under test. */
#include "support/datalab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

int datalab_setup(void **state)
{
	datalab *lab = lh_xmalloc(sizeof *lab);
	lab->ctx = lh_ctx_new();
	lab->arena = lh_arena_new();
	lab->schema = lh_schema_load(lab->ctx, lab->arena, LH_SOURCE_DIR "/templates/schema.yaml");
	lh_diag_print_all(lab->ctx, stderr);
	*state = lab;
	return lab->schema ? 0 : -1;
}

int datalab_teardown(void **state)
{
	datalab *lab = *state;
	lh_arena_free(lab->arena);
	lh_ctx_free(lab->ctx);
	free(lab);
	return 0;
}

const lh_yaml *datalab_yaml(datalab *lab, const char *text)
{
	return lh_yaml_parse(lab->ctx, lab->arena, "t.yaml", text, strlen(text));
}

const lh_consortium *datalab_load(datalab *lab, const char *text)
{
	const lh_yaml *root = lh_yaml_parse_on(lab->ctx, lab->arena, "t.yaml", text, strlen(text));
	return root ? lh_consortium_from(lab->ctx, lab->arena, lab->schema, root) : NULL;
}

const lh_val *datalab_at(const lh_consortium *consortium, const char *path)
{
	assert_non_null(consortium);
	const lh_val *value = consortium->root;
	while (*path) {
		size_t n = strcspn(path, ".[");
		if (n) {
			char key[64] = {0};
			assert_in_range(n, 1, sizeof key - 1);
			memcpy(key, path, n);
			value = lh_val_at(value, key);
			path += n;
		} else if (*path == '.') {
			path++;
		} else {
			char *end;
			size_t i = strtoul(path + 1, &end, 10);
			assert_true(value->kind == LH_KIND_LIST && i < value->u.list.n &&
				    *end == ']');
			value = value->u.list.items[i];
			path = end + 1;
		}
		assert_non_null(value);
	}
	return value;
}

const lh_report *datalab_report(const datalab *lab, lh_msg msg)
{
	for (size_t i = 0; i < lh_diag_count(lab->ctx); i++)
		if (lh_diag_at(lab->ctx, i)->msg == msg)
			return lh_diag_at(lab->ctx, i);
	return NULL;
}

void datalab_expect(const datalab *lab, lh_msg msg, uint32_t line, uint32_t col)
{
	for (size_t i = 0; i < lh_diag_count(lab->ctx); i++) {
		const lh_report *r = lh_diag_at(lab->ctx, i);
		if (r->msg == msg && r->loc.line == line && r->loc.col == col)
			return;
	}
	lh_diag_print_all(lab->ctx, stderr);
	fail_msg("no %s at %u:%u", lh_msg_symbol(msg), line, col);
}
