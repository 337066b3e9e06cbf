/*
 * One fill at work: fill.c (frame, repeats), text.c (runs), table.c (rows), toc.c
 * (tables of contents).
 */
#ifndef LH_TMPL_FILL_INSIDE_H
#define LH_TMPL_FILL_INSIDE_H

#include "tmpl/fill/fill.h"
#include "tmpl/load/loaded.h"
#include "util/buf.h"

typedef struct lh__strings {
	const char **items;
	size_t n, cap;
} lh__strings;

/* Where a table of contents goes: between these two siblings. */
typedef struct lh__toc_place {
	const lh_tmpl_block *block;
	lh_node *parent;
	lh_node *before; /* its title, or what stands in front of it; NULL: nothing */
	struct lh__toc_place *next;
} lh__toc_place;

typedef struct lh__fill {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_tmpl *tmpl;
	lh_env *env;
	const lh_fill_options *options;
	bool blank;          /* the empty form: no value is printed */
	bool fit_rows;       /* no more rows than there is data */
	unsigned quiet;      /* > 0: in a printed row beyond the data, nothing is missing */
	size_t n_turns;      /* of all repeats so far: repeats in repeats must come to an end */
	int64_t turn;        /* of the innermost repeat, from 1; 0: in none */
	int64_t counters[LH_TMPL_COUNTERS_MAX];
	lh_emu shrink;       /* > 0: no run of this cell is larger */
	lh_node *document;
	lh_node *annex;      /* section at the end, NULL while nothing has moved there */
	unsigned n_annexes;
	const char *fingerprint; /* NULL until everything is filled */
	lh__toc_place *tocs;
	const lh_style **styles;
	size_t n_styles, cap_styles;
	bool keywords;       /* places for seals get a text to be found by */
	lh__strings slot_ids, keywords_used;
	lh__strings missing; /* paths told already */
} lh__fill;

/* fill.c */
typedef void (*lh__turn)(lh__fill *f, void *what);
/* Do `turn` as often as the control says: not at all, once, or for every item of its list. */
void lh__govern(lh__fill *f, const lh_tmpl_control *control, lh__turn turn, void *what);
void lh__fill_blocks(lh__fill *f, lh_node *parent, const lh_tmpl_block *blocks);
void lh__use_style(lh__fill *f, const lh_style *style);
bool lh__strings_add(lh_arena *arena, lh__strings *list, const char *text); /* false: was there */
/* `pattern` with every run of `mark` replaced by the number, padded with zeros to its length. */
char *lh__number_in(lh_arena *arena, const char *pattern, char mark, int64_t number);
/* The paragraphs of a cell go to the 附页; returns the section they go to, after its heading. */
lh_node *lh__annex_begin(lh__fill *f, const char *title, lh_loc loc);

/* text.c */
lh_node *lh__para(lh__fill *f, lh_node *parent, const lh_style *style, const lh_tmpl_mods *mods,
		  lh_loc loc);
lh_node *lh__run(lh__fill *f, lh_node *para, lh_node_kind kind, const lh_tmpl_mods *mods, lh_loc loc);
void lh__plain_run(lh__fill *f, lh_node *para, const char *text, lh_loc loc);
/* At least one paragraph in `parent`. */
void lh__fill_content(lh__fill *f, lh_node *parent, const lh_style *style, const lh_tmpl_mods *mods,
		      const lh_tmpl_content *content, lh_loc loc);
/* The text as one string, gaps left out silently. */
char *lh__string(lh__fill *f, const lh_tmpl_text *text);

/* A list that is printed has no items: told as a missing value when the schema requires it. */
void lh__tell_empty(lh__fill *f, const lh_expr *list);

/* table.c */
void lh__fill_table(lh__fill *f, lh_node *parent, const lh_tmpl_table *table, lh_loc loc);

/* toc.c */
/* Note where a table of contents goes; its title is filled at once. */
void lh__fill_toc(lh__fill *f, lh_node *parent, const lh_tmpl_block *block);
/* When all headings are there, write the lines of all tables of contents. */
void lh__finish_tocs(lh__fill *f);

#endif
