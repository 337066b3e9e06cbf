/* Reading templates/ledger.yaml. */
#include "packet/tables/columns.h"

#include <string.h>

static const char *text_at(const lh_yaml *row, const char *key)
{
	const lh_yaml *node = lh_yaml_at(row, key);
	return node && node->kind == LH_YAML_SCALAR ? node->u.scalar.text : NULL;
}

static void load_column(lh_ctx *ctx, lh_arena *arena, const lh_yaml *row, const lh_names *names,
			lh_column *column)
{
	static const char *const keys[] = {"key", "name", "type", "value"};
	const char *type = text_at(row, "type"), *value = text_at(row, "value");
	*column = (lh_column){.key = text_at(row, "key"), .name = text_at(row, "name")};
	for (size_t i = 0; row->kind == LH_YAML_MAP && i < row->u.map.n; i++) {
		size_t k = 0;
		while (k < 4 && strcmp(keys[k], row->u.map.entries[i].key) != 0)
			k++;
		if (k == 4)
			lh_diag(ctx, LH_E_PACKET_LEDGER, row->u.map.entries[i].key_loc,
				row->u.map.entries[i].key, NULL);
	}
	column->number = type && strcmp(type, "number") == 0;
	if (!column->key || !column->name || !value ||
	    !type || (!column->number && strcmp(type, "text") != 0)) {
		lh_diag(ctx, LH_E_PACKET_LEDGER, row->loc, column->key ? column->key : "", NULL);
		return;
	}
	column->value =
		lh_phrase_parse(ctx, arena, value, lh_yaml_at(row, "value")->loc, names, NULL);
}

const lh_columns *lh_columns_load(lh_ctx *ctx, lh_arena *arena, const char *path,
				  const lh_names *names)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read(ctx, arena, path);
	if (!root)
		return NULL;
	const lh_yaml *list = lh_yaml_at(root, "columns");
	if (!list || list->kind != LH_YAML_LIST) {
		lh_diag(ctx, LH_E_PACKET_LEDGER, root->loc, "columns", NULL);
		return NULL;
	}
	lh_columns *columns = LH_NEW(arena, lh_columns);
	lh_column *items = LH_NEW_ARRAY(arena, lh_column, list->u.list.n);
	for (size_t i = 0; i < list->u.list.n; i++)
		load_column(ctx, arena, list->u.list.items[i], names, &items[i]);
	columns->items = items;
	columns->n = list->u.list.n;
	return lh_diag_errors(ctx) == errors ? columns : NULL;
}
