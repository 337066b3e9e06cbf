/* Reading lists.yaml. It knows which columns a list can have. */
#include "packet/tables/lists.h"

#include <string.h>

#include "data/yaml/read.h"
#include "util/file.h"

static const char *const word_keys[LH_LIST_WORDS] = {
	[LH_WORD_DUPLEX] = "duplex",     [LH_WORD_SIMPLEX] = "simplex", [LH_WORD_TOTAL] = "total",
	[LH_WORD_DISTRICT] = "district", [LH_WORD_BOUND] = "bound",     [LH_WORD_VOLUME] = "volume",
};

static const char *const list_keys[] = {[LH_LIST_MISSING] = "missing", [LH_LIST_PRINT] = "print"};

/* What the rows of a list have, ended by NULL. */
static const char *const list_columns[][16] = {
	[LH_LIST_MISSING] = {"id", "name", "level", "item", "text", "file", "line"},
	[LH_LIST_PRINT] = {"id", "name", "document", "key", "title", "pages", "leaves", "copies", "paper",
			   "sides", "seals", "signatures", "file", "pdf", "docx"},
};

static void read_column(lh_ctx *ctx, const lh_yaml *map, lh_list_kind kind, lh_list_column *column)
{
	*column = (lh_list_column){"", ""};
	if (!lh_read_keys(ctx, map, LH_WORDS("key", "name")))
		return;
	column->key = lh_read_text_at(ctx, map, "key", NULL);
	column->name = lh_read_text_at(ctx, map, "name", NULL);
	size_t n = 0;
	for (; list_columns[kind][n]; n++)
		if (strcmp(list_columns[kind][n], column->key) == 0)
			return;
	if (*column->key)
		lh_read_no_such(ctx, lh_yaml_at(map, "key")->loc, column->key, "栏", "column",
				list_columns[kind], n);
}

static void read_list(lh_ctx *ctx, lh_arena *arena, const lh_yaml *map, lh_list *list)
{
	if (!lh_read_keys(ctx, map, LH_WORDS("key", "title", "columns")))
		return;
	list->kind = (lh_list_kind)lh_read_choice_at(ctx, map, "key", list_keys, 2);
	list->key = list_keys[list->kind];
	list->title = lh_read_text_at(ctx, map, "title", NULL);
	const lh_yaml *rows = lh_read_needed_list(ctx, map, "columns");
	lh_list_column *columns = LH_NEW_ARRAY(arena, lh_list_column, rows->u.list.n);
	for (size_t i = 0; i < rows->u.list.n; i++)
		read_column(ctx, rows->u.list.items[i], list->kind, &columns[i]);
	list->columns = columns;
	list->n = rows->u.list.n;
}

static void read_words(lh_ctx *ctx, const lh_yaml *root, lh_lists *lists)
{
	const lh_yaml *map = lh_read_need(ctx, root, "words");
	if (!map || !lh_read_keys(ctx, map, word_keys, LH_LIST_WORDS))
		return;
	for (int i = 0; i < LH_LIST_WORDS; i++)
		lists->words[i] = lh_read_text_at(ctx, map, word_keys[i], NULL);
}

const lh_lists *lh_lists_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read(ctx, arena, lh_path_join(arena, templates_dir, "lists.yaml"));
	if (!root || !lh_read_keys(ctx, root, LH_WORDS("words", "lists")))
		return NULL;
	lh_lists *lists = LH_NEW(arena, lh_lists);
	read_words(ctx, root, lists);
	const lh_yaml *rows = lh_read_needed_list(ctx, root, "lists");
	lh_list *all = LH_NEW_ARRAY(arena, lh_list, rows->u.list.n);
	for (size_t i = 0; i < rows->u.list.n; i++)
		read_list(ctx, arena, rows->u.list.items[i], &all[i]);
	lists->lists = all;
	lists->n = rows->u.list.n;
	return lh_diag_errors(ctx) == errors ? lists : NULL;
}
