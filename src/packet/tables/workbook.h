/*
 * What the spreadsheet of a packet looks like: templates/common/packet/workbook.yaml as structs, every
 * key and every word of it checked. Which numbers and texts go in is ledger.c's affair.
 */
#ifndef LH_PACKET_TABLES_WORKBOOK_H
#define LH_PACKET_TABLES_WORKBOOK_H

#include "util/ctx.h"

typedef enum lh_cell_type {
	LH_CELL_TEXT,
	LH_CELL_NUMBER,
	LH_CELL_PERCENT,
	LH_CELL_DATE,
	LH_CELL_TYPES
} lh_cell_type;

/* What a code is called in a column. */
typedef struct lh_cell_label {
	const char *code, *label;
} lh_cell_label;

/* Names of fields. */
typedef struct lh_field_names {
	const char *const *items;
	size_t n;
} lh_field_names;

typedef struct lh_sheet_column {
	const char *key, *head;
	const char *group; /* head above it and its neighbours of the same group; NULL: none */
	const char *value; /* path of a field; NULL: none */
	const char *over;  /* sum over this list of the products of `factors`; NULL: none */
	bool product;      /* of `factors` */
	lh_field_names factors;
	int numerator, denominator; /* of a ratio: columns to the left; -1: none */
	const lh_cell_label *labels;
	size_t n_labels;
	int width; /* in figures, as spreadsheets count */
	lh_cell_type type;
	bool total;
} lh_sheet_column;

/* Below the table: a label under one column, a value under the next. */
typedef struct lh_sheet_foot {
	size_t at;
	const char *label, *value;
	lh_cell_type type;
} lh_sheet_foot;

typedef enum lh_sheet_rows {
	LH_ROWS_CONSORTIA,
	LH_ROWS_MADE,
	LH_ROWS_FINDINGS, /* from here on: items of a list of each consortium */
	LH_ROWS_MESSAGES,
	LH_ROWS_DOCUMENTS,
} lh_sheet_rows;

typedef struct lh_sheet {
	const char *name, *title;
	const char *total; /* label of the sums; NULL: there are none */
	lh_sheet_rows rows;
	const char *list;  /* key of the items, from LH_ROWS_FINDINGS on */
	uint32_t freeze;   /* columns that stay in sight */
	const lh_sheet_column *columns;
	size_t n;
	const lh_sheet_foot *foot;
	size_t n_foot;
	lh_loc loc;
} lh_sheet;

typedef struct lh_workbook {
	const char *file;  /* name of the file */
	const char *title, *author; /* properties */
	const char *page;  /* at the foot of printed pages; "" */
	const char *title_font, *head_font, *text_font; /* "": the program's */
	const lh_sheet *sheets;
	size_t n;
} lh_workbook;

/* NULL with messages when the file is wrong. Lives in `arena`. */
const lh_workbook *lh_workbook_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir);

/* The column of that key, or -1. */
int lh_sheet_column_find(const lh_sheet *sheet, const char *key);
/* What a code is called in the column; the code itself when nothing is said. */
const char *lh_sheet_label(const lh_sheet_column *column, const char *code);

#endif
