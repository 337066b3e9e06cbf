/*
 * A loaded template from the inside: what template*.c build and fill*.c walk.
 *
 * Everything is checked when it stands here: paths are resolved, styles found, widths added up,
 * blocks (the macros of the language) written out. The structs are const for a fill.
 */
#ifndef LH_TMPL_LOAD_INSIDE_H
#define LH_TMPL_LOAD_INSIDE_H

#include "tmpl/load/template.h"
#include "util/buf.h"

/* Direct changes of a format: only the properties whose bit is set count. */
typedef enum lh__prop {
	LH__PROP_FONT = 1 << 0,
	LH__PROP_SIZE = 1 << 1,
	LH__PROP_BOLD = 1 << 2,
	LH__PROP_UNDERLINE = 1 << 3,
	LH__PROP_ALIGN = 1 << 4,
	LH__PROP_LINE = 1 << 5,
	LH__PROP_BEFORE = 1 << 6,
	LH__PROP_AFTER = 1 << 7,
	LH__PROP_FIRST = 1 << 8,
	LH__PROP_LEFT = 1 << 9,
	LH__PROP_RIGHT = 1 << 10,
	LH__PROP_KEEP_NEXT = 1 << 11,
	LH__PROP_KEEP_LINES = 1 << 12,
	LH__PROP_PAGE_BREAK = 1 << 13,
	LH__PROP_OUTLINE = 1 << 14,
} lh__prop;

typedef struct lh__mods {
	unsigned set; /* lh__prop bits */
	lh_para_fmt fmt;
} lh__mods;

typedef struct lh__piece lh__piece;

typedef struct lh__text {
	const lh__piece *pieces;
	size_t n;
	lh_loc loc;
} lh__text;

typedef struct lh__slot {
	lh_slot base;     /* kind, sizes, who, dx, dy */
	const char *id;   /* a run of # stands for `number`, or for the turn of the repeat around it */
	const lh_expr *number; /* NULL: the turn */
	const char *party; /* first part of its keyword; NULL: it has none */
	lh__text name;
	lh_loc loc;
} lh__slot;

typedef enum lh__piece_kind {
	LH__PIECE_TEXT,
	LH__PIECE_EXPR,
	LH__PIECE_BREAK,
	LH__PIECE_PEN,
	LH__PIECE_CHECK,
	LH__PIECE_FIELD,
	LH__PIECE_FINGERPRINT, /* of the text: known when all of it is filled */
} lh__piece_kind;

struct lh__piece {
	lh__piece_kind kind;
	lh_loc loc;
	const lh_expr *cond;  /* NULL: always there */
	const lh__mods *mods; /* run properties; NULL: none */
	int32_t fit;          /* spread to so many hundredths of an em; 0: not */
	const lh__slot *slot;
	const char *text;     /* TEXT: printed; EXPR: printed when there is no value, NULL when nothing is */
	const lh_expr *expr;  /* EXPR, CHECK */
	const char *source;   /* EXPR: as written, for messages */
	bool always;          /* EXPR {=…}: printed in the blank form too */
	bool required;        /* EXPR: told when missing */
	lh_emu width;         /* PEN */
	lh_field_kind field;
};

typedef enum lh__empty {
	LH__EMPTY_REQUIRED,
	LH__EMPTY_TEXT, /* a word such as 无 stands for "nothing" */
	LH__EMPTY_PEN,  /* left to be written by hand */
} lh__empty;

/* What is printed in one place, and what when there is nothing. */
typedef struct lh__content {
	lh__text text;
	const lh__text *blank; /* instead of it in the blank form and in rows beyond the data; or NULL */
	lh__empty empty;
	const char *empty_text;
} lh__content;

typedef struct lh__repeat {
	const lh_expr *list;
	uint16_t slot;
	bool has_index;
	uint16_t index_slot;
	uint32_t at_least;
} lh__repeat;

/* `if` is decided first, then `for` repeats; each turn steps a counter. */
typedef struct lh__control {
	const lh_expr *cond;
	const lh__repeat *repeat;
	int counter;           /* to step, -1: none */
	uint32_t resets;       /* bits of counters set to 0 */
} lh__control;

typedef struct lh__block lh__block;
typedef struct lh__row lh__row;

typedef enum lh__cell_kind { LH__CELL_CONTENT, LH__CELL_BODY } lh__cell_kind;

#define LH__DOWN_ALL 0 /* to the last row of the group */

typedef struct lh__cell {
	lh__cell_kind kind;
	lh_loc loc;
	uint8_t x, w;          /* sixtieths */
	uint16_t down;
	const lh_style *style; /* of its paragraph; BODY: of the empty one when nothing is in it */
	const lh__mods *mods;
	lh__content content;
	const lh__block *body; /* BODY */
	const char *id;        /* [] stands for the turn of the repeat; NULL: none */
	const char *title;     /* on its 附页; NULL: none */
	lh_cell_props props;   /* column and spans are set by the fill */
} lh__cell;

typedef enum lh__row_kind { LH__ROW_CELLS, LH__ROW_SEQ, LH__ROW_GROUP } lh__row_kind;

struct lh__row {
	lh__row_kind kind;
	lh_loc loc;
	lh__control control;
	bool keep_ends;            /* no row of the repeat stands alone on its page */
	lh__row *next;
	union {
		struct {
			const lh__cell *cells;
			size_t n;
			uint16_t across;   /* so many turns of the repeat stand side by side */
			lh_row_props props;
		} cells;
		const lh__row *seq;
		struct {
			const lh__row *head, *rows;
			bool keep_next;
		} group;
	} u;
};

/* How tables of a kind look, and whether DOCX shows them as pictures. */
typedef struct lh__look {
	lh_table_props props;
	const lh_expr *picture; /* NULL: never */
} lh__look;

typedef struct lh__table {
	lh_table_props props;
	const lh_expr *picture;
	lh__text alt;              /* alternative text; nothing: that of the paragraph in front */
	uint16_t column_at[61];    /* grid column that begins at so many sixtieths */
	const lh__row *rows;
} lh__table;

typedef enum lh__block_kind {
	LH__BLOCK_PARA,
	LH__BLOCK_SPACE,
	LH__BLOCK_TABLE,
	LH__BLOCK_SEQ,
	LH__BLOCK_TOC,
} lh__block_kind;

/* A table of contents: a line for each heading of the levels 1 to `levels`. */
typedef struct lh__toc {
	const lh__block *title; /* the paragraph above it; NULL: none */
	uint8_t levels;
	const lh_style *style;
	int32_t indent; /* hundredths of an em more for each level below the first */
} lh__toc;

struct lh__block {
	lh__block_kind kind;
	lh_loc loc;
	lh__control control;
	lh__block *next;
	union {
		struct {
			const lh_style *style;
			const lh__mods *mods;
			lh__content content;
		} para;
		struct {
			const lh_style *style;
			lh_emu height;
		} space;
		const lh__table *table;
		const lh__block *seq;
		lh__toc toc;
	} u;
};

typedef struct lh__section {
	lh_loc loc;
	lh__control control;
	lh_section_props props;
	lh__text footer;           /* nothing: none */
	const lh__block *body;
	struct lh__section *next;
} lh__section;

/* 附页: where the text goes that does not fit its cell. `#` is the number of the page. */
typedef struct lh__annex {
	bool defined;
	lh_loc loc;
	const char *refer;   /* 见附页# */
	const char *heading; /* 附页# */
	const lh_style *heading_style, *text_style;
	lh_section_props page;
} lh__annex;

#define LH__COUNTERS_MAX 16

struct lh_tmpl {
	const lh_catalog *catalog;
	const lh_jurisdiction *jurisdiction;
	const lh_document_info *info;
	lh_names names;
	lh_loc loc;
	const char *key;          /* "urumqi-application" */
	lh__text title, author, subject, date;
	const lh__section *sections;
	lh__annex annex;
	uint16_t counters;        /* their variables are the first ones: slots 0 to counters - 1 */
	const lh_expr *when;      /* the data has something for this document; NULL: always */
	const lh_expr *copies;    /* NULL: not said */
	const lh_expr *data_options; /* j.options; NULL when the data model has none */
};

/* ---- building ---- */

typedef struct lh__named {
	const char *name;
	const void *value;
	lh_loc loc;
} lh__named;

typedef struct lh__list {
	lh__named *items;
	size_t n, cap;
} lh__list;

/* A block definition: parameters with defaults (null: must be given) and the items it stands for. */
typedef struct lh__macro {
	const lh_yaml *params;
	const lh_yaml *body;
} lh__macro;

typedef struct lh__page {
	lh_section_props props;
} lh__page;

typedef struct lh__loader {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_names names;
	const char *templates_dir;
	lh__list files;    /* read so far, against cycles */
	lh__list sizes, styles, pages, slots, parties, tables, macros;
	lh__annex annex;
	const lh_scope *scope;
	const char *counter_names[LH__COUNTERS_MAX];
	uint16_t counters;
	unsigned repeats;  /* that stand around */
	unsigned depth;
	size_t expansions;
	lh_emu text_width; /* of the section that is read */
} lh__loader;

/* template_read.c: YAML nodes as words, numbers, lengths, each mistake a located message. */
bool lh__is_map(lh__loader *l, const lh_yaml *node);
bool lh__is_list(lh__loader *l, const lh_yaml *node);
const char *lh__word(lh__loader *l, const lh_yaml *node); /* "" with a message when not a text */
/* Tells of every key that is not among the known ones, with the nearest. */
void lh__check_keys(lh_ctx *ctx, const lh_yaml *map, const char *const *keys, size_t n);
const lh_yaml *lh__need(lh__loader *l, const lh_yaml *map, const char *key);
bool lh__bool(lh__loader *l, const lh_yaml *node);
uint32_t lh__uint(lh__loader *l, const lh_yaml *node, uint32_t max);
lh_emu lh__length(lh__loader *l, const lh_yaml *node);        /* 12mm 10.5pt 2cm; may be negative */
int32_t lh__hundredths(lh__loader *l, const lh_yaml *node);   /* 2 → 200, 1.5 → 150 */
size_t lh__choice(lh__loader *l, const lh_yaml *node, const char *const *words, size_t n);
const void *lh__find(const lh__list *list, const char *name);
/* The same, with a message when there is none; `zh` and `en` name the sort of thing. */
const void *lh__lookup(lh__loader *l, const lh__list *list, const char *name, lh_loc loc,
		       const char *zh, const char *en);
void lh__put(lh_arena *arena, lh__list *list, const char *name, const void *value, lh_loc loc);
#define LH__COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* template_style.c: sizes, styles, pages, seal specifications, direct formats. */
void lh__read_definitions(lh__loader *l, const lh_yaml *file);
lh__mods *lh__read_mods(lh__loader *l, const lh_yaml *map);
void lh__apply_mods(const lh__mods *mods, lh_para_fmt *fmt);
const lh_style *lh__style(lh__loader *l, const lh_yaml *node, const char *default_name, lh_loc loc);

/* template_text.c: running text with {expressions}. */
lh__text lh__read_text(lh__loader *l, const lh_yaml *node);
lh__content lh__read_content(lh__loader *l, const lh_yaml *text, const lh_yaml *around);
const lh_expr *lh__read_expr(lh__loader *l, const lh_yaml *node);
const lh_expr *lh__read_condition(lh__loader *l, const lh_yaml *node);
const lh_expr *lh__read_number(lh__loader *l, const lh_yaml *node);

/* template_macro.c: the items of a list, with blocks written out. */
void lh__expand(lh__loader *l, const lh_yaml *list, const lh_yaml ***items_out, size_t *n_out);

/* template_block.c: sections, paragraphs, sequences; `if`, `for`, `count`. */
lh__section *lh__read_sections(lh__loader *l, const lh_yaml *list);
lh__block *lh__read_blocks(lh__loader *l, const lh_yaml *list);
/* Read the control keys and open the scope of a repeat; lh__control_end closes it. */
const lh_scope *lh__control_begin(lh__loader *l, const lh_yaml *map, lh__control *control_out);
void lh__control_end(lh__loader *l, const lh_yaml *map, const lh_scope *outer);

/* template_table.c */
lh__table *lh__read_table(lh__loader *l, const lh_yaml *map);

#endif
