/*
 * The spreadsheet of a packet. This is the one file that knows libxlsxwriter. It knows rows, columns,
 * types, sums and ratios; which columns there are and what they are called is in workbook.yaml.
 *
 * The library writes to a path only, so it is given one of a file in memory.
 */
#include "packet/tables/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "data/model/value.h"
#include "packet/tables/workbook.h"
#include "util/file.h"

#define DATE_FORMAT "yyyy\"年\"m\"月\"d\"日\""

enum { PAPER_A4 = 9, TITLE_ROW = 0, HEAD_ROW = 1, FIRST_ROW = 3 };
/* In points; a row is as high as its longest text needs, which not every program works out itself. */
enum { TITLE_HEIGHT = 40, HEAD_HEIGHT = 24, ROW_HEIGHT = 24, FOOT_HEIGHT = 36 };
enum { LINE_HEIGHT = 15, ROW_PAD = 8, MAX_HEIGHT = 400 };

typedef struct book {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_manifest *manifest;
	lh_shaped whole; /* the same */
	const lh_workbook *spec;
	lxw_workbook *workbook;
	lxw_format *title, *head, *foot_label, *foot[LH_CELL_TYPES];
	lxw_format *body[LH_CELL_TYPES], *sum[LH_CELL_TYPES];
	lxw_error error; /* the first one */
} book;

typedef struct sheet {
	book *b;
	const lh_sheet *spec;
	lxw_worksheet *worksheet;
	double *totalled; /* one a column */
	lxw_row_t row;    /* the next one */
} sheet;

static void note(book *b, lxw_error error)
{
	if (b->error == LXW_NO_ERROR)
		b->error = error;
}

/* ---- values of the manifest ---- */

/* The value under a dotted path; "up." leads to what holds the list. */
static lh_member value_at(lh_shaped of, lh_shaped up, const char *path)
{
	bool above = strncmp(path, "up.", 3) == 0;
	return lh_shape_find(above ? up : of, above ? path + 3 : path);
}

/* Text of a scalar, "" of anything else. */
static const char *plain(lh_arena *arena, lh_member value)
{
	if (value.kind == LH_SHAPE_COUNT)
		return lh_fmt(arena, "%zu", value.count);
	if (value.kind == LH_SHAPE_FLAG)
		return value.flag ? "true" : "false";
	return value.kind == LH_SHAPE_TEXT ? value.text : "";
}

/* A text with {paths} into the manifest. */
static const char *filled(book *b, const char *pattern)
{
	lh_buf text = {0};
	while (*pattern) {
		const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
		if (!end) {
			lh_buf_putc(&text, *pattern++);
			continue;
		}
		const char *path =
			lh_arena_strndup(b->arena, pattern + 1, (size_t)(end - pattern - 1));
		lh_buf_puts(&text, plain(b->arena, lh_shape_find(b->whole, path)));
		pattern = end + 1;
	}
	const char *kept = lh_arena_strdup(b->arena, lh_buf_str(&text));
	lh_buf_free(&text);
	return kept;
}

static double product_of(lh_shaped of, lh_field_names factors)
{
	double product = 1;
	for (size_t i = 0; i < factors.n; i++)
		product *= (double)lh_shape_find(of, factors.items[i]).count;
	return product;
}

static double sum_of(lh_shaped of, const lh_sheet_column *c)
{
	lh_member list = lh_shape_find(of, c->over);
	double total = 0;
	for (size_t i = 0; list.kind == LH_SHAPE_LIST && i < list.count; i++)
		total += product_of(lh_shape_item(&list, i), c->factors);
	return total;
}

/* ---- cells ---- */

static bool put_date(sheet *s, lxw_row_t row, lxw_col_t col, const char *text, lxw_format *format)
{
	lh_date date;
	if (!lh_date_parse(text, &date) || !date.d)
		return false;
	lxw_datetime when = {.year = date.y, .month = date.m, .day = date.d};
	note(s->b, worksheet_write_datetime(s->worksheet, row, col, &when, format));
	return true;
}

/* A number or date that is none stays the text that it is. */
static void put_typed(sheet *s, lxw_col_t col, const char *text, lh_cell_type type,
		      lxw_format *const *formats)
{
	book *b = s->b;
	char *end = NULL;
	double number = type == LH_CELL_NUMBER || type == LH_CELL_PERCENT ? strtod(text, &end) : 0;
	if (!*text)
		note(b, worksheet_write_blank(s->worksheet, s->row, col, formats[type]));
	else if (end && end != text && !*end)
		note(b, worksheet_write_number(s->worksheet, s->row, col, number, formats[type]));
	else if (type != LH_CELL_DATE || !put_date(s, s->row, col, text, formats[LH_CELL_DATE]))
		note(b,
		     worksheet_write_string(s->worksheet, s->row, col, text, formats[LH_CELL_TEXT]));
}

static const char *cell_name(sheet *s, lxw_row_t row, size_t col)
{
	char name[LXW_MAX_CELL_NAME_LENGTH];
	lxw_rowcol_to_cell(name, row, (lxw_col_t)col);
	return lh_arena_strdup(s->b->arena, name);
}

static void put_ratio(sheet *s, size_t i, double above, double below, lxw_format *format)
{
	const lh_sheet_column *c = &s->spec->columns[i];
	const char *n = cell_name(s, s->row, (size_t)c->numerator);
	const char *d = cell_name(s, s->row, (size_t)c->denominator);
	note(s->b, worksheet_write_formula_num(s->worksheet, s->row, (lxw_col_t)i,
					       lh_fmt(s->b->arena, "=IF(%s>0,%s/%s,0)", d, n, d),
					       format, below > 0 ? above / below : 0));
}

/* How many lines a text takes in a column: a figure is one wide, a Chinese character two. */
static int lines_of(const char *text, int width)
{
	int lines = 1, used = 0;
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;
		if ((byte & 0xC0) == 0x80)
			continue;
		int figures = byte < 0x80 ? 1 : 2;
		if (byte == '\n' || used + figures > width - 1) {
			lines++;
			used = 0;
		}
		used += byte == '\n' ? 0 : figures;
	}
	return lines;
}

static void put_row(sheet *s, lh_shaped of, lh_shaped up)
{
	book *b = s->b;
	double *numbers = LH_NEW_ARRAY(b->arena, double, s->spec->n);
	int lines = 1;
	for (size_t i = 0; i < s->spec->n; i++) {
		const lh_sheet_column *c = &s->spec->columns[i];
		lxw_col_t col = (lxw_col_t)i;
		if (c->numerator >= 0) {
			put_ratio(s, i, numbers[c->numerator], numbers[c->denominator],
				  b->body[c->type]);
			continue;
		}
		if (c->over || c->product) {
			numbers[i] = c->over ? sum_of(of, c) : product_of(of, c->factors);
			note(b, worksheet_write_number(s->worksheet, s->row, col, numbers[i],
						       b->body[LH_CELL_NUMBER]));
		} else {
			const char *text =
				c->value ? plain(b->arena, value_at(of, up, c->value)) : "";
			const char *label = lh_sheet_label(c, text);
			numbers[i] = strtod(text, NULL);
			int needed = lines_of(label, c->width);
			lines = needed > lines ? needed : lines;
			put_typed(s, col, label, c->type, b->body);
		}
		if (c->total)
			s->totalled[i] += numbers[i];
	}
	int height = lines * LINE_HEIGHT + ROW_PAD;
	height = height < ROW_HEIGHT ? ROW_HEIGHT : height > MAX_HEIGHT ? MAX_HEIGHT : height;
	note(b, worksheet_set_row(s->worksheet, s->row, height, NULL));
	s->row++;
}

static void put_rows(sheet *s)
{
	const lh_manifest *manifest = s->b->manifest;
	lh_sheet_rows rows = s->spec->rows;
	for (size_t i = 0; i < manifest->n_consortia; i++) {
		const lh_packet_record *record = &manifest->consortia[i];
		lh_shaped consortium = {&lh_packet_entry_shape, record};
		if (rows == LH_ROWS_CONSORTIA ||
		    (rows == LH_ROWS_MADE && record->status == LH_PACKET_MADE))
			put_row(s, consortium, s->b->whole);
		if (rows < LH_ROWS_FINDINGS)
			continue;
		lh_member list = lh_shape_find(consortium, s->spec->list);
		for (size_t k = 0; list.kind == LH_SHAPE_LIST && k < list.count; k++)
			put_row(s, lh_shape_item(&list, k), consortium);
	}
}

/* ---- heads, totals, foot ---- */

/* Neighbours of one group share a cell above theirs; the others are two cells high. */
static void put_heads(sheet *s)
{
	book *b = s->b;
	worksheet_set_row(s->worksheet, HEAD_ROW, HEAD_HEIGHT, NULL);
	worksheet_set_row(s->worksheet, HEAD_ROW + 1, HEAD_HEIGHT, NULL);
	for (size_t i = 0; i < s->spec->n;) {
		const lh_sheet_column *c = &s->spec->columns[i];
		size_t last = i;
		if (!c->group) {
			note(b,
			     worksheet_merge_range(s->worksheet, HEAD_ROW, (lxw_col_t)i,
						   HEAD_ROW + 1, (lxw_col_t)i, c->head, b->head));
			i++;
			continue;
		}
		while (last + 1 < s->spec->n && s->spec->columns[last + 1].group &&
		       strcmp(s->spec->columns[last + 1].group, c->group) == 0)
			last++;
		if (last > i)
			note(b,
			     worksheet_merge_range(s->worksheet, HEAD_ROW, (lxw_col_t)i, HEAD_ROW,
						   (lxw_col_t)last, c->group, b->head));
		else
			note(b, worksheet_write_string(s->worksheet, HEAD_ROW, (lxw_col_t)i,
						       c->group, b->head));
		for (; i <= last; i++)
			note(b, worksheet_write_string(s->worksheet, HEAD_ROW + 1, (lxw_col_t)i,
						       s->spec->columns[i].head, b->head));
	}
}

/* Sums count what a filter leaves visible. */
static void put_total(sheet *s, const char *label)
{
	book *b = s->b;
	worksheet_set_row(s->worksheet, s->row, ROW_HEIGHT, NULL);
	for (size_t i = 0; i < s->spec->n; i++) {
		const lh_sheet_column *c = &s->spec->columns[i];
		if (!c->total) {
			put_typed(s, (lxw_col_t)i, i == 0 ? label : "", LH_CELL_TEXT, b->sum);
		} else if (c->numerator >= 0) {
			put_ratio(s, i, s->totalled[c->numerator], s->totalled[c->denominator],
				  b->sum[c->type]);
		} else {
			const char *sum =
				lh_fmt(b->arena, "=SUBTOTAL(109,%s:%s)", cell_name(s, FIRST_ROW, i),
				       cell_name(s, s->row - 1, i));
			note(b, worksheet_write_formula_num(s->worksheet, s->row, (lxw_col_t)i, sum,
							    b->sum[c->type], s->totalled[i]));
		}
	}
	s->row++;
}

static void put_foot(sheet *s)
{
	book *b = s->b;
	worksheet_set_row(s->worksheet, s->row, FOOT_HEIGHT, NULL);
	for (size_t i = 0; i < s->spec->n_foot; i++) {
		const lh_sheet_foot *foot = &s->spec->foot[i];
		note(b, worksheet_write_string(s->worksheet, s->row, (lxw_col_t)foot->at, foot->label,
					       b->foot_label));
		put_typed(s, (lxw_col_t)(foot->at + 1),
			  plain(b->arena, lh_shape_find(b->whole, foot->value)), foot->type, b->foot);
	}
	s->row++;
}

/* ---- sheets ---- */

static void set_up_page(sheet *s)
{
	book *b = s->b;
	lxw_worksheet *w = s->worksheet;
	for (size_t i = 0; i < s->spec->n; i++)
		worksheet_set_column(w, (lxw_col_t)i, (lxw_col_t)i, s->spec->columns[i].width, NULL);
	worksheet_freeze_panes(w, FIRST_ROW, (lxw_col_t)s->spec->freeze);
	worksheet_set_landscape(w);
	worksheet_set_paper(w, PAPER_A4);
	worksheet_fit_to_pages(w, /*wide*/ 1, /*tall*/ 0);
	worksheet_repeat_rows(w, HEAD_ROW, HEAD_ROW + 1);
	worksheet_center_horizontally(w);
	worksheet_set_margins(w, /*left, right, top, bottom in inches*/ 0.6, 0.6, 0.8, 0.7);
	if (*b->spec->page)
		note(b, worksheet_set_footer(w, lh_fmt(b->arena, "&C%s", b->spec->page)));
}

static bool write_sheet(book *b, const lh_sheet *spec)
{
	sheet s = {.b = b, .spec = spec, .row = FIRST_ROW};
	s.totalled = LH_NEW_ARRAY(b->arena, double, spec->n);
	s.worksheet = workbook_add_worksheet(b->workbook, spec->name);
	if (!s.worksheet) {
		lh_diag(b->ctx, LH_E_LEDGER_SHEET, spec->loc, spec->name, NULL);
		return false;
	}
	set_up_page(&s);
	worksheet_set_row(s.worksheet, TITLE_ROW, TITLE_HEIGHT, NULL);
	note(b, worksheet_merge_range(s.worksheet, TITLE_ROW, 0, TITLE_ROW, (lxw_col_t)(spec->n - 1),
				      filled(b, spec->title), b->title));
	put_heads(&s);
	put_rows(&s);
	lxw_row_t last = s.row > FIRST_ROW ? s.row - 1 : FIRST_ROW;
	note(b, worksheet_autofilter(s.worksheet, HEAD_ROW + 1, 0, last, (lxw_col_t)(spec->n - 1)));
	if (spec->total && s.row > FIRST_ROW)
		put_total(&s, spec->total);
	put_foot(&s);
	return true;
}

static lxw_format *new_format(book *b, const char *font, double size)
{
	lxw_format *format = workbook_add_format(b->workbook);
	if (*font)
		format_set_font_name(format, font);
	format_set_font_size(format, size);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	return format;
}

static void new_formats(book *b)
{
	static const char *const numbers[LH_CELL_TYPES] = {"@", "0", "0.0%", DATE_FORMAT};
	b->title = new_format(b, b->spec->title_font, 20);
	format_set_align(b->title, LXW_ALIGN_CENTER);
	b->head = new_format(b, b->spec->head_font, 11);
	format_set_align(b->head, LXW_ALIGN_CENTER);
	format_set_text_wrap(b->head);
	format_set_border(b->head, LXW_BORDER_THIN);
	b->foot_label = new_format(b, b->spec->text_font, 11);
	format_set_align(b->foot_label, LXW_ALIGN_RIGHT);
	for (int i = 0; i < LH_CELL_TYPES; i++) {
		lxw_format **const kinds[] = {&b->body[i], &b->sum[i], &b->foot[i]};
		for (int k = 0; k < 3; k++) {
			lxw_format *format = new_format(b, k == 1 ? b->spec->head_font : b->spec->text_font, 11);
			format_set_num_format(format, numbers[i]);
			format_set_align(format, i == LH_CELL_TEXT || k == 2 ? LXW_ALIGN_LEFT
									  : LXW_ALIGN_CENTER);
			if (k < 2)
				format_set_border(format, LXW_BORDER_THIN);
			if (k == 0)
				format_set_text_wrap(format);
			*kinds[k] = format;
		}
	}
}

static void set_properties(book *b)
{
	lh_date date;
	lxw_doc_properties properties = {
		.title = (char *)(uintptr_t)filled(b, b->spec->title),
		.author = (char *)(uintptr_t)filled(b, b->spec->author),
		.created = 1, /* 0 is "now" */
	};
	if (b->manifest->fill_date && lh_date_parse(b->manifest->fill_date, &date))
		properties.created = (time_t)(lh_date_days(date) * 24 * 60 * 60);
	note(b, workbook_set_properties(b->workbook, &properties));
}

static bool fill_book(book *b)
{
	new_formats(b);
	set_properties(b);
	bool ok = true;
	for (size_t i = 0; i < b->spec->n; i++)
		ok = write_sheet(b, &b->spec->sheets[i]) && ok;
	return ok;
}

static bool read_back(int fd, lh_buf *out)
{
	off_t size = lseek(fd, 0, SEEK_END);
	if (size <= 0)
		return false;
	lh_buf_reserve(out, (size_t)size);
	char block[1 << 16];
	ssize_t n;
	for (off_t at = 0; at < size; at += n) {
		n = pread(fd, block, sizeof block, at);
		if (n <= 0)
			return false;
		lh_buf_put(out, block, (size_t)n);
	}
	return true;
}

static const lh_workbook *read_spec(lh_ctx *ctx, lh_arena *arena)
{
	return lh_workbook_load(ctx, arena, lh_path_join(arena, ctx->data_dir, "templates"));
}

const char *lh_ledger_title(lh_ctx *ctx)
{
	const lh_workbook *spec = read_spec(ctx, ctx->arena);
	return spec ? spec->file : NULL;
}

bool lh_ledger_xlsx(lh_ctx *ctx, const lh_manifest *manifest, lh_buf *out)
{
	book b = {.ctx = ctx,
		  .arena = lh_arena_new(),
		  .manifest = manifest,
		  .whole = {&lh_manifest_shape, manifest}};
	int fd = -1;
	bool ok = false;
	b.spec = read_spec(ctx, b.arena);
	if (!b.spec)
		goto out;
	fd = memfd_create("lianheti-ledger", MFD_CLOEXEC);
	b.workbook = fd >= 0 ? workbook_new(lh_fmt(b.arena, "/proc/self/fd/%d", fd)) : NULL;
	if (!b.workbook) {
		lh_diag(ctx, LH_E_LEDGER_WRITE, lh_nowhere, "memfd_create", NULL);
		goto out;
	}
	ok = fill_book(&b);
	note(&b, workbook_close(b.workbook)); /* releases the workbook, whatever came before */
	if (ok && (b.error != LXW_NO_ERROR || !read_back(fd, out))) {
		lh_diag(ctx, LH_E_LEDGER_WRITE, lh_nowhere, lxw_strerror(b.error), NULL);
		ok = false;
	}
out:
	if (fd >= 0)
		close(fd);
	lh_arena_free(b.arena);
	return ok;
}
