/*
 * Lists of the district that are spreadsheets: what is missing, and what to print. CSV with a byte
 * order mark, which WPS and Excel open with Chinese intact. Titles and columns are those of
 * tables/lists.h; here each list has rows whose values go by the columns' keys.
 */
#include <string.h>

#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "util/file.h"

/* A row made anew: a borrowed array of objects grows by it. */
static json_t *add_row(json_t *rows, const json_t *consortium)
{
	json_t *row = json_object();
	json_object_set(row, "id", json_object_get(consortium, "id"));
	json_object_set(row, "name", json_object_get(consortium, "name"));
	json_array_append_new(rows, row);
	return row;
}

static const char *level_label(const char *name)
{
	for (lh_level l = LH_LEVEL_NOTE; l <= LH_LEVEL_ERROR; l++)
		if (strcmp(lh_level_name(l, LH_LANG_EN), name) == 0)
			return lh_level_name(l, LH_LANG_ZH);
	return name;
}

static const char *result_label(const char *name)
{
	for (lh_result r = LH_RESULT_INFO; r <= LH_RESULT_ERROR; r++)
		if (strcmp(lh_result_name(r, LH_LANG_EN), name) == 0)
			return lh_result_name(r, LH_LANG_ZH);
	return name;
}

/* Messages about the file, then conditions that are not met or wait for an answer. */
static json_t *missing_rows(const json_t *consortia)
{
	json_t *rows = json_array(), *c, *m;
	size_t i, k;
	json_array_foreach(consortia, i, c) {
		json_array_foreach(json_object_get(c, "messages"), k, m) {
			if (strcmp(lh_json_text(m, "level"), "note") == 0)
				continue;
			json_t *row = add_row(rows, c);
			json_object_set_new(row, "level",
					    json_string(level_label(lh_json_text(m, "level"))));
			json_object_set(row, "item", json_object_get(m, "code"));
			json_object_set(row, "text", json_object_get(m, "message"));
			json_object_set(row, "file", json_object_get(m, "file"));
			json_object_set(row, "line", json_object_get(m, "line"));
		}
		json_array_foreach(json_object_get(c, "findings"), k, m) {
			const char *quote = lh_json_text(m, "quote"),
				   *message = lh_json_text(m, "message");
			json_t *row = add_row(rows, c);
			json_object_set_new(row, "level",
					    json_string(result_label(lh_json_text(m, "result"))));
			json_object_set(row, "item", json_object_get(m, "rule"));
			json_object_set_new(row, "text",
					    *message ? json_string(message) : json_string(quote));
			json_object_set(row, "file", json_object_get(c, "file"));
			json_object_set(row, "line", json_object_get(m, "line"));
		}
	}
	return rows;
}

static const char *sides(const lh_lists *lists, bool duplex)
{
	return lists->words[duplex ? LH_WORD_DUPLEX : LH_WORD_SIMPLEX];
}

static void add_to(json_t *total, const char *key, size_t more)
{
	size_t sum = lh_json_count(total, key) + more;
	json_object_set_new(total, key, json_integer((json_int_t)sum));
}

/* Papers of the district that are printed, and what they add to the total. */
static void add_own_rows(const lh__packet *p, const lh__own *own, json_t *rows, json_t *total)
{
	size_t i;
	json_t *paper;
	json_array_foreach(own->papers, i, paper) {
		size_t pages = lh_json_count(paper, "pages"), leaves = lh_json_count(paper, "leaves");
		size_t sheets = leaves * lh_json_count(paper, "copies");
		if (!sheets)
			continue;
		json_array_append_new(
			rows, json_pack("{s:s, s:s, s:O, s:I, s:I, s:O, s:I, s:s, s:O}", "id", p->own_id,
					"name", p->lists->words[LH_WORD_DISTRICT], "document",
					json_object_get(paper, "title"), "pages", (json_int_t)pages,
					"leaves", (json_int_t)leaves, "copies",
					json_object_get(paper, "copies"), "paper", (json_int_t)sheets,
					"sides", sides(p->lists, leaves < pages), "file",
					json_object_get(paper, "path")));
		add_to(total, "pages", pages);
		add_to(total, "leaves", leaves);
		add_to(total, "paper", sheets);
	}
}

/* In the order in which `print` sends them. */
static json_t *print_rows(const lh__packet *p, const json_t *manifest, const lh__own *own)
{
	json_t *rows = json_array(), *total = json_object(), *c, *d;
	size_t i, k;
	json_object_update(total, json_object_get(manifest, "totals"));
	json_object_set_new(total, "id", json_string(p->lists->words[LH_WORD_TOTAL]));
	add_own_rows(p, own, rows, total);
	json_array_foreach(json_object_get(manifest, "consortia"), i, c) {
		json_array_foreach(json_object_get(c, "documents"), k, d) {
			json_t *row = add_row(rows, c);
			bool duplex = json_is_true(json_object_get(d, "duplex"));
			size_t paper = lh_json_count(d, "leaves") * lh_json_count(d, "copies");
			json_object_update_missing(row, d);
			json_object_set(row, "document", json_object_get(d, "short"));
			json_object_set_new(row, "paper", json_integer((json_int_t)paper));
			json_object_set_new(row, "sides", json_string(sides(p->lists, duplex)));
			json_object_set_new(
				row, "seals",
				json_integer((json_int_t)lh_manifest_places(d, /*signatures*/ false)));
			json_object_set_new(
				row, "signatures",
				json_integer((json_int_t)lh_manifest_places(d, /*signatures*/ true)));
			json_object_set(row, "file",
					json_object_get(d, json_is_null(json_object_get(d, "pdf"))
								   ? "docx"
								   : "pdf"));
		}
	}
	json_array_append_new(rows, total);
	return rows;
}

/* Quoted where it must be; a leading sign that a spreadsheet takes for a formula gets an
 * apostrophe. */
static void put_cell(lh_buf *out, const json_t *value)
{
	const char *text = json_string_value(value);
	if (json_is_integer(value)) {
		lh_buf_int(out, json_integer_value(value));
		return;
	}
	if (!text)
		return;
	bool formula = *text && strchr("=+-@\t", *text);
	if (!formula && !strpbrk(text, "\",\r\n")) {
		lh_buf_puts(out, text);
		return;
	}
	lh_buf_puts(out, formula ? "\"'" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			lh_buf_putc(out, '"');
		lh_buf_putc(out, *text);
	}
	lh_buf_putc(out, '"');
}

static void put_csv(lh_buf *out, const lh_list *list, const json_t *rows)
{
	size_t i;
	json_t *row;
	lh_buf_puts(out, "\xEF\xBB\xBF");
	for (size_t k = 0; k < list->n; k++)
		lh_buf_printf(out, "%s%s", k ? "," : "", list->columns[k].name);
	lh_buf_puts(out, "\r\n");
	json_array_foreach(rows, i, row) {
		for (size_t k = 0; k < list->n; k++) {
			if (k)
				lh_buf_putc(out, ',');
			put_cell(out, json_object_get(row, list->columns[k].key));
		}
		lh_buf_puts(out, "\r\n");
	}
}

void lh__packet_lists(const lh__packet *p, const json_t *manifest, lh__own *own)
{
	for (size_t i = 0; i < p->lists->n; i++) {
		const lh_list *list = &p->lists->lists[i];
		json_t *rows = list->kind == LH_LIST_MISSING
				       ? missing_rows(json_object_get(manifest, "consortia"))
				       : print_rows(p, manifest, own);
		lh_buf csv = {0};
		put_csv(&csv, list, rows);
		lh__own_add(p, own, list->key, list->title, ".csv", /*pages*/ 0, /*leaves*/ 0,
			    /*copies*/ 1, &csv);
		json_decref(rows);
	}
}
