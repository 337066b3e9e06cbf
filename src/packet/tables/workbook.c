/* Reading workbook.yaml. It knows the keys of that file and no field of the manifest. */
#include "packet/tables/workbook.h"

#include <string.h>

#include "data/yaml/read.h"
#include "util/file.h"

enum { MAX_COLUMNS = 64, MIN_WIDTH = 2, MAX_WIDTH = 255, DEFAULT_WIDTH = 9 };

typedef struct reader {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_sheet *sheet; /* with the columns read so far */
} reader;

static const char *optional(reader *r, const lh_yaml *map, const char *key)
{
	const char *text = lh_read_text_at(r->ctx, map, key, "");
	return *text ? text : NULL;
}

int lh_sheet_column_find(const lh_sheet *sheet, const char *key)
{
	for (size_t i = 0; i < sheet->n; i++)
		if (strcmp(sheet->columns[i].key, key) == 0)
			return (int)i;
	return -1;
}

const char *lh_sheet_label(const lh_sheet_column *column, const char *code)
{
	for (size_t i = 0; i < column->n_labels; i++)
		if (strcmp(column->labels[i].code, code) == 0)
			return column->labels[i].label;
	return code;
}

/* A column by its key; told, with -1, when none to the left has it. */
static int column_named(reader *r, const lh_yaml *node)
{
	const char *key = lh_read_text(r->ctx, node);
	int at = lh_sheet_column_find(r->sheet, key);
	if (at >= 0 || node->kind != LH_YAML_SCALAR)
		return at;
	const char *keys[MAX_COLUMNS];
	for (size_t i = 0; i < r->sheet->n; i++)
		keys[i] = r->sheet->columns[i].key;
	lh_read_no_such(r->ctx, node->loc, key, "栏", "column", keys, r->sheet->n);
	return -1;
}

static lh_cell_type read_type(reader *r, const lh_yaml *map)
{
	const lh_yaml *node = lh_yaml_at(map, "type");
	if (!node)
		return LH_CELL_TEXT;
	return (lh_cell_type)lh_read_choice(r->ctx, node, LH_WORDS("text", "number", "percent", "date"));
}

static lh_field_names read_factors(reader *r, const lh_yaml *map, const char *key)
{
	lh_field_names names = {0};
	names.items = lh_read_texts_at(r->ctx, r->arena, map, key, &names.n);
	return names;
}

static void read_sum(reader *r, const lh_yaml *map, lh_sheet_column *column)
{
	if (!lh_read_keys(r->ctx, map, LH_WORDS("over", "of")))
		return;
	column->over = lh_read_text_at(r->ctx, map, "over", NULL);
	if (lh_read_need(r->ctx, map, "of"))
		column->factors = read_factors(r, map, "of");
}

static void read_ratio(reader *r, const lh_yaml *list, lh_sheet_column *column)
{
	if (!lh_read_list(r->ctx, list) || !lh_read_count(r->ctx, list, 2))
		return;
	column->numerator = column_named(r, list->u.list.items[0]);
	column->denominator = column_named(r, list->u.list.items[1]);
}

static void read_labels(reader *r, const lh_yaml *map, lh_sheet_column *column)
{
	if (!lh_read_map(r->ctx, map))
		return;
	lh_cell_label *labels = LH_NEW_ARRAY(r->arena, lh_cell_label, map->u.map.n + 1);
	for (size_t i = 0; i < map->u.map.n; i++)
		labels[i] = (lh_cell_label){map->u.map.entries[i].key,
					    lh_read_text(r->ctx, map->u.map.entries[i].value)};
	column->labels = labels;
	column->n_labels = map->u.map.n;
}

static void read_column(reader *r, const lh_yaml *map, lh_sheet_column *column)
{
	*column = (lh_sheet_column){.key = "", .head = "", .numerator = -1, .denominator = -1};
	if (!lh_read_keys(r->ctx, map,
			  LH_WORDS("key", "head", "group", "value", "product", "sum", "ratio", "labels",
				   "width", "type", "total")))
		return;
	column->key = lh_read_text_at(r->ctx, map, "key", NULL);
	column->head = lh_read_text_at(r->ctx, map, "head", NULL);
	column->group = optional(r, map, "group");
	column->value = optional(r, map, "value");
	column->total = lh_read_bool_at(r->ctx, map, "total");
	column->type = read_type(r, map);
	const lh_yaml *node = lh_yaml_at(map, "width");
	column->width = node ? (int)lh_read_uint(r->ctx, node, MIN_WIDTH, MAX_WIDTH) : DEFAULT_WIDTH;
	column->product = lh_yaml_at(map, "product");
	if (column->product)
		column->factors = read_factors(r, map, "product");
	if ((node = lh_yaml_at(map, "sum")))
		read_sum(r, node, column);
	if ((node = lh_yaml_at(map, "ratio")))
		read_ratio(r, node, column);
	if ((node = lh_yaml_at(map, "labels")))
		read_labels(r, node, column);
}

static void read_columns(reader *r, const lh_yaml *map)
{
	const lh_yaml *list = lh_read_needed_list(r->ctx, map, "columns");
	size_t n = list->u.list.n;
	if (lh_yaml_at(map, "columns") && (n < 1 || n > MAX_COLUMNS)) {
		lh_read_count(r->ctx, list, n ? MAX_COLUMNS : 1);
		return;
	}
	lh_sheet_column *columns = LH_NEW_ARRAY(r->arena, lh_sheet_column, n + 1);
	r->sheet->columns = columns;
	/* n grows with the loop: a ratio is of columns before it. */
	for (size_t i = 0; i < n; i++) {
		const lh_yaml *item = list->u.list.items[i];
		read_column(r, item, &columns[i]);
		int first = lh_sheet_column_find(r->sheet, columns[i].key);
		if (first >= 0 && *columns[i].key)
			lh_read_twice(r->ctx, item->loc, columns[i].key, list->u.list.items[first]->loc);
		r->sheet->n = i + 1;
	}
}

static void read_foot(reader *r, const lh_yaml *map)
{
	const lh_yaml *list = lh_read_list_at(r->ctx, map, "foot");
	lh_sheet_foot *foot = LH_NEW_ARRAY(r->arena, lh_sheet_foot, list->u.list.n + 1);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *item = list->u.list.items[i];
		if (!lh_read_keys(r->ctx, item, LH_WORDS("at", "label", "value", "type")))
			continue;
		const lh_yaml *at = lh_read_need(r->ctx, item, "at");
		int column = at ? column_named(r, at) : -1;
		foot[i] = (lh_sheet_foot){
			.at = column < 0 ? 0 : (size_t)column,
			.label = lh_read_text_at(r->ctx, item, "label", NULL),
			.value = lh_read_text_at(r->ctx, item, "value", NULL),
			.type = read_type(r, item),
		};
		/* The value stands to the right. */
		if (column >= 0 && (size_t)column + 1 == r->sheet->n)
			lh_read_wrong(r->ctx, at, "右边还有一栏的栏", "a column with one to its right");
	}
	r->sheet->foot = foot;
	r->sheet->n_foot = list->u.list.n;
}

static void read_sheet(reader *r, const lh_yaml *map, lh_sheet *sheet)
{
	static const char *const rows[] = {
		[LH_ROWS_CONSORTIA] = "consortia", [LH_ROWS_MADE] = "made",
		[LH_ROWS_FINDINGS] = "findings",   [LH_ROWS_MESSAGES] = "messages",
		[LH_ROWS_DOCUMENTS] = "documents",
	};
	r->sheet = sheet;
	sheet->loc = map->loc;
	if (!lh_read_keys(r->ctx, map,
			  LH_WORDS("name", "title", "rows", "total", "freeze", "columns", "foot")))
		return;
	sheet->name = lh_read_text_at(r->ctx, map, "name", NULL);
	sheet->title = lh_read_text_at(r->ctx, map, "title", NULL);
	sheet->rows = (lh_sheet_rows)lh_read_choice_at(r->ctx, map, "rows", rows,
						       sizeof rows / sizeof *rows);
	sheet->list = rows[sheet->rows];
	sheet->total = optional(r, map, "total");
	sheet->freeze = lh_read_uint_at(r->ctx, map, "freeze", /*otherwise*/0, MAX_COLUMNS);
	read_columns(r, map);
	read_foot(r, map);
}

static void read_book(reader *r, const lh_yaml *root, lh_workbook *book)
{
	book->file = lh_read_text_at(r->ctx, root, "file", NULL);
	book->page = lh_read_text_at(r->ctx, root, "page", "");
	const lh_yaml *map = lh_yaml_at(root, "properties");
	if (map && lh_read_keys(r->ctx, map, LH_WORDS("title", "author"))) {
		book->title = lh_read_text_at(r->ctx, map, "title", "");
		book->author = lh_read_text_at(r->ctx, map, "author", "");
	}
	map = lh_yaml_at(root, "fonts");
	if (map && lh_read_keys(r->ctx, map, LH_WORDS("title", "head", "text"))) {
		book->title_font = lh_read_text_at(r->ctx, map, "title", "");
		book->head_font = lh_read_text_at(r->ctx, map, "head", "");
		book->text_font = lh_read_text_at(r->ctx, map, "text", "");
	}
	const lh_yaml *list = lh_read_needed_list(r->ctx, root, "sheets");
	lh_sheet *sheets = LH_NEW_ARRAY(r->arena, lh_sheet, list->u.list.n + 1);
	for (size_t i = 0; i < list->u.list.n; i++)
		read_sheet(r, list->u.list.items[i], &sheets[i]);
	if (lh_yaml_at(root, "sheets") && !list->u.list.n)
		lh_read_count(r->ctx, list, 1);
	book->sheets = sheets;
	book->n = list->u.list.n;
}

const lh_workbook *lh_workbook_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir)
{
	size_t errors = lh_diag_errors(ctx);
	reader r = {.ctx = ctx, .arena = arena};
	const char *path = lh_path_join(arena, templates_dir, "common/packet/workbook.yaml");
	const lh_yaml *root = lh_yaml_read(ctx, arena, path);
	lh_workbook *book = LH_NEW(arena, lh_workbook);
	*book = (lh_workbook){.title = "", .author = "", .title_font = "", .head_font = "", .text_font = ""};
	if (root && lh_read_keys(ctx, root, LH_WORDS("file", "properties", "fonts", "page", "sheets")))
		read_book(&r, root, book);
	return lh_diag_errors(ctx) == errors ? book : NULL;
}
