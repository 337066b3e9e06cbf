/*
 * A loaded template: what the room builds and tmpl/fill walks.
 *
 * Everything is checked when it stands here: paths are resolved, styles found, widths added up,
 * blocks (the macros of the language) written out. The structs are const for a fill.
 */
#ifndef LH_TMPL_LOAD_LOADED_H
#define LH_TMPL_LOAD_LOADED_H

#include "tmpl/load/template.h"

/* Direct changes of a format: only the properties whose bit is set count. */
typedef enum lh_tmpl_prop {
	LH_TMPL_PROP_FONT = 1 << 0,
	LH_TMPL_PROP_SIZE = 1 << 1,
	LH_TMPL_PROP_BOLD = 1 << 2,
	LH_TMPL_PROP_UNDERLINE = 1 << 3,
	LH_TMPL_PROP_ALIGN = 1 << 4,
	LH_TMPL_PROP_LINE = 1 << 5,
	LH_TMPL_PROP_BEFORE = 1 << 6,
	LH_TMPL_PROP_AFTER = 1 << 7,
	LH_TMPL_PROP_FIRST = 1 << 8,
	LH_TMPL_PROP_LEFT = 1 << 9,
	LH_TMPL_PROP_RIGHT = 1 << 10,
	LH_TMPL_PROP_KEEP_NEXT = 1 << 11,
	LH_TMPL_PROP_KEEP_LINES = 1 << 12,
	LH_TMPL_PROP_PAGE_BREAK = 1 << 13,
	LH_TMPL_PROP_OUTLINE = 1 << 14,
} lh_tmpl_prop;

typedef struct lh_tmpl_mods {
	unsigned set; /* lh_tmpl_prop bits */
	lh_para_fmt fmt;
} lh_tmpl_mods;

typedef struct lh_tmpl_piece lh_tmpl_piece;

typedef struct lh_tmpl_text {
	const lh_tmpl_piece *pieces;
	size_t n;
	lh_loc loc;
} lh_tmpl_text;

typedef struct lh_tmpl_slot {
	lh_slot base;     /* kind, sizes, who, dx, dy */
	const char *id;   /* a run of # stands for `number`, or for the turn of the repeat around it */
	const lh_expr *number; /* NULL: the turn */
	const char *party; /* first part of its keyword; NULL: it has none */
	lh_tmpl_text name;
	lh_loc loc;
} lh_tmpl_slot;

typedef enum lh_tmpl_piece_kind {
	LH_TMPL_PIECE_TEXT,
	LH_TMPL_PIECE_EXPR,
	LH_TMPL_PIECE_BREAK,
	LH_TMPL_PIECE_PEN,
	LH_TMPL_PIECE_CHECK,
	LH_TMPL_PIECE_FIELD,
	LH_TMPL_PIECE_FINGERPRINT, /* of the text: known when all of it is filled */
} lh_tmpl_piece_kind;

struct lh_tmpl_piece {
	lh_tmpl_piece_kind kind;
	lh_loc loc;
	const lh_expr *cond;  /* NULL: always there */
	const lh_tmpl_mods *mods; /* run properties; NULL: none */
	int32_t fit;          /* spread to so many hundredths of an em; 0: not */
	const lh_tmpl_slot *slot;
	const char *text;     /* TEXT: printed; EXPR: printed when there is no value, NULL when nothing is */
	const lh_expr *expr;  /* EXPR, CHECK */
	const char *source;   /* EXPR: as written, for messages */
	bool always;          /* EXPR {=…}: printed in the blank form too */
	bool required;        /* EXPR: told when missing */
	lh_emu width;         /* PEN */
	lh_field_kind field;
};

typedef enum lh_tmpl_empty {
	LH_TMPL_EMPTY_REQUIRED,
	LH_TMPL_EMPTY_TEXT, /* a word such as 无 stands for "nothing" */
	LH_TMPL_EMPTY_PEN,  /* left to be written by hand */
} lh_tmpl_empty;

/* What is printed in one place, and what when there is nothing. */
typedef struct lh_tmpl_content {
	lh_tmpl_text text;
	const lh_tmpl_text *blank; /* instead of it in the blank form and in rows beyond the data; or NULL */
	lh_tmpl_empty empty;
	const char *empty_text;
} lh_tmpl_content;

typedef struct lh_tmpl_repeat {
	const lh_expr *list;
	uint16_t slot;
	bool has_index;
	uint16_t index_slot;
	uint32_t at_least;
} lh_tmpl_repeat;

/* `if` is decided first, then `for` repeats; each turn steps a counter. */
typedef struct lh_tmpl_control {
	const lh_expr *cond;
	const lh_tmpl_repeat *repeat;
	int counter;           /* to step, -1: none */
	uint32_t resets;       /* bits of counters set to 0 */
} lh_tmpl_control;

typedef struct lh_tmpl_block lh_tmpl_block;
typedef struct lh_tmpl_row lh_tmpl_row;

typedef enum lh_tmpl_cell_kind { LH_TMPL_CELL_CONTENT, LH_TMPL_CELL_BODY } lh_tmpl_cell_kind;

#define LH_TMPL_DOWN_ALL 0 /* to the last row of the group */

typedef struct lh_tmpl_cell {
	lh_tmpl_cell_kind kind;
	lh_loc loc;
	uint8_t x, w;          /* sixtieths */
	uint16_t down;
	const lh_style *style; /* of its paragraph; BODY: of the empty one when nothing is in it */
	const lh_tmpl_mods *mods;
	lh_tmpl_content content;
	const lh_tmpl_block *body; /* BODY */
	const char *id;        /* [] stands for the turn of the repeat; NULL: none */
	const char *title;     /* on its 附页; NULL: none */
	lh_cell_props props;   /* column and spans are set by the fill */
} lh_tmpl_cell;

typedef enum lh_tmpl_row_kind { LH_TMPL_ROW_CELLS, LH_TMPL_ROW_SEQ, LH_TMPL_ROW_GROUP } lh_tmpl_row_kind;

struct lh_tmpl_row {
	lh_tmpl_row_kind kind;
	lh_loc loc;
	lh_tmpl_control control;
	bool keep_ends;            /* no row of the repeat stands alone on its page */
	lh_tmpl_row *next;
	union {
		struct {
			const lh_tmpl_cell *cells;
			size_t n;
			uint16_t across;   /* so many turns of the repeat stand side by side */
			lh_row_props props;
		} cells;
		const lh_tmpl_row *seq;
		struct {
			const lh_tmpl_row *head, *rows;
			bool keep_next;
		} group;
	} u;
};

/* How tables of a kind look, and whether DOCX shows them as pictures. */
typedef struct lh_tmpl_look {
	lh_table_props props;
	const lh_expr *picture; /* NULL: never */
} lh_tmpl_look;

typedef struct lh_tmpl_table {
	lh_table_props props;
	const lh_expr *picture;
	lh_tmpl_text alt;              /* alternative text; nothing: that of the paragraph in front */
	uint16_t column_at[61];    /* grid column that begins at so many sixtieths */
	const lh_tmpl_row *rows;
} lh_tmpl_table;

typedef enum lh_tmpl_block_kind {
	LH_TMPL_BLOCK_PARA,
	LH_TMPL_BLOCK_SPACE,
	LH_TMPL_BLOCK_TABLE,
	LH_TMPL_BLOCK_SEQ,
	LH_TMPL_BLOCK_TOC,
} lh_tmpl_block_kind;

/* A table of contents: a line for each heading of the levels 1 to `levels`. */
typedef struct lh_tmpl_toc {
	const lh_tmpl_block *title; /* the paragraph above it; NULL: none */
	uint8_t levels;
	const lh_style *style;
	int32_t indent; /* hundredths of an em more for each level below the first */
} lh_tmpl_toc;

struct lh_tmpl_block {
	lh_tmpl_block_kind kind;
	lh_loc loc;
	lh_tmpl_control control;
	lh_tmpl_block *next;
	union {
		struct {
			const lh_style *style;
			const lh_tmpl_mods *mods;
			lh_tmpl_content content;
		} para;
		struct {
			const lh_style *style;
			lh_emu height;
		} space;
		const lh_tmpl_table *table;
		const lh_tmpl_block *seq;
		lh_tmpl_toc toc;
	} u;
};

typedef struct lh_tmpl_section {
	lh_loc loc;
	lh_tmpl_control control;
	lh_section_props props;
	lh_tmpl_text footer;           /* nothing: none */
	const lh_tmpl_block *body;
	struct lh_tmpl_section *next;
} lh_tmpl_section;

/* 附页: where the text goes that does not fit its cell. `#` is the number of the page. */
typedef struct lh_tmpl_annex {
	bool defined;
	lh_loc loc;
	const char *refer;   /* 见附页# */
	const char *heading; /* 附页# */
	const lh_style *heading_style, *text_style;
	lh_section_props page;
} lh_tmpl_annex;

#define LH_TMPL_COUNTERS_MAX 16

struct lh_tmpl {
	const lh_catalog *catalog;
	const lh_jurisdiction *jurisdiction;
	const lh_document_info *info;
	lh_names names;
	lh_loc loc;
	const char *key;          /* "urumqi-application" */
	lh_tmpl_text title, author, subject, date;
	const lh_tmpl_section *sections;
	lh_tmpl_annex annex;
	uint16_t counters;        /* their variables are the first ones: slots 0 to counters - 1 */
	const lh_expr *when;      /* the data has something for this document; NULL: always */
	const lh_expr *copies;    /* NULL: not said */
	const lh_expr *data_options; /* j.options; NULL when the data model has none */
};

/* Put direct changes of a format over it. */
void lh_tmpl_apply_mods(const lh_tmpl_mods *mods, lh_para_fmt *fmt);

#endif
