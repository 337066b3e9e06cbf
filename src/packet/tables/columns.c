/* Reading templates/ledger.yaml. */
#include "packet/tables/columns.h"

#include "data/yaml/read.h"
#include "util/file.h"

static void load_column(lh_ctx *ctx, lh_arena *arena, const lh_yaml *row, const lh_names *names,
			lh_column *column)
{
	if (!lh_read_keys(ctx, row, LH_WORDS("key", "name", "type", "value")))
		return;
	column->key = lh_read_text_at(ctx, row, "key", NULL);
	column->name = lh_read_text_at(ctx, row, "name", NULL);
	column->number = lh_read_choice_at(ctx, row, "type", LH_WORDS("text", "number")) == 1;
	const char *value = lh_read_text_at(ctx, row, "value", NULL);
	if (*value)
		column->value = lh_phrase_parse(ctx, arena, value, lh_yaml_at(row, "value")->loc, names,
						NULL);
}

const lh_columns *lh_columns_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir,
				  const lh_names *names)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read(ctx, arena, lh_path_join(arena, templates_dir, "ledger.yaml"));
	if (!root || !lh_read_keys(ctx, root, LH_WORDS("columns")))
		return NULL;
	const lh_yaml *list = lh_read_needed_list(ctx, root, "columns");
	lh_columns *columns = LH_NEW(arena, lh_columns);
	lh_column *items = LH_NEW_ARRAY(arena, lh_column, list->u.list.n);
	for (size_t i = 0; i < list->u.list.n; i++)
		load_column(ctx, arena, list->u.list.items[i], names, &items[i]);
	columns->items = items;
	columns->n = list->u.list.n;
	return lh_diag_errors(ctx) == errors ? columns : NULL;
}
