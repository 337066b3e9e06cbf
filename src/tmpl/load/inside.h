/*
 * Building a template: what the files of this room share. What they build is in loaded.h.
 */
#ifndef LH_TMPL_LOAD_INSIDE_H
#define LH_TMPL_LOAD_INSIDE_H

#include "data/yaml/read.h"
#include "tmpl/load/loaded.h"
#include "util/buf.h"

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
	lh_tmpl_annex annex;
	const lh_scope *scope;
	const char *counter_names[LH_TMPL_COUNTERS_MAX];
	uint16_t counters;
	unsigned repeats;  /* that stand around */
	unsigned depth;
	size_t expansions;
	lh_emu text_width; /* of the section that is read */
} lh__loader;

/* read.c: lengths, and names with what they stand for. */
lh_emu lh__length(lh__loader *l, const lh_yaml *node);        /* 12mm 10.5pt 2cm; may be negative */
int32_t lh__hundredths(lh__loader *l, const lh_yaml *node);   /* 2 → 200, 1.5 → 150 */
const void *lh__find(const lh__list *list, const char *name);
/* The same, with a message when there is none; `zh` and `en` name the sort of thing. */
const void *lh__lookup(lh__loader *l, const lh__list *list, const char *name, lh_loc loc,
		       const char *zh, const char *en);
void lh__put(lh_arena *arena, lh__list *list, const char *name, const void *value, lh_loc loc);
/*
 * Tell of an item that has none of the keys that say what it is, nor the name of a block; `beside` are
 * keys that stand beside those.
 */
void lh__unknown_item(lh__loader *l, const lh_yaml *item, const char *const *kinds, size_t n_kinds,
		      const char *const *beside, size_t n_beside);
#define LH__COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define LH__CONTROL_KEYS "if", "for", "index", "at_least", "count", "reset"

/* words.c: templates/words.yaml; an empty list, with messages, when it cannot be read. */
const lh_words *lh__words_load(lh_ctx *ctx, lh_arena *arena, const char *path);

/* expr.c: expressions that stand alone under a key. */
const lh_expr *lh__read_expr(lh__loader *l, const lh_yaml *node);
const lh_expr *lh__read_condition(lh__loader *l, const lh_yaml *node);
const lh_expr *lh__read_number(lh__loader *l, const lh_yaml *node);
/* The place of a character inside a scalar: exact while the text stands on one line as written. */
lh_loc lh__place_in(const lh_yaml *node, const char *at);

/* style.c: sizes, styles, pages, seal specifications, direct formats. */
void lh__read_definitions(lh__loader *l, const lh_yaml *file);
lh_tmpl_mods *lh__read_mods(lh__loader *l, const lh_yaml *map);
const lh_style *lh__style(lh__loader *l, const lh_yaml *node, const char *default_name, lh_loc loc);

/* text.c: running text with {expressions}. */
lh_tmpl_text lh__read_text(lh__loader *l, const lh_yaml *node);
lh_tmpl_content lh__read_content(lh__loader *l, const lh_yaml *text, const lh_yaml *around);

/* macro.c: the items of a list, with blocks written out. */
void lh__expand(lh__loader *l, const lh_yaml *list, const lh_yaml ***items_out, size_t *n_out);

/* block.c: sections, paragraphs, sequences; `if`, `for`, `count`. */
lh_tmpl_section *lh__read_sections(lh__loader *l, const lh_yaml *list);
lh_tmpl_block *lh__read_blocks(lh__loader *l, const lh_yaml *list);
/* Read the control keys and open the scope of a repeat; lh__control_end closes it. */
const lh_scope *lh__control_begin(lh__loader *l, const lh_yaml *map, lh_tmpl_control *control_out);
void lh__control_end(lh__loader *l, const lh_yaml *map, const lh_scope *outer);

/* table.c */
lh_tmpl_table *lh__read_table(lh__loader *l, const lh_yaml *map);

#endif
