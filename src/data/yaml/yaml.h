/*
 * Located YAML. A file becomes a tree of scalars, lists and maps, each with its line and column;
 * every scalar stays text, typing is the schema's affair. Data files, templates, rules, the schema
 * and fonts/roles.yaml all come in through here. yaml.c is the only file that knows libyaml.
 *
 * Refused with a place: anchors, aliases, tags, duplicate keys, keys that are not scalars, several
 * documents, invalid UTF-8, NUL and other control characters, depth and size over the context's
 * limits. All refusals of a file are told in one run as far as the parser can go on.
 *
 * Folding joins lines with a blank, as YAML says, but not between two full-width characters: Chinese
 * text has no blanks to break at.
 */
#ifndef LH_DATA_YAML_YAML_H
#define LH_DATA_YAML_YAML_H

#include "util/ctx.h"

typedef enum lh_yaml_kind { LH_YAML_SCALAR, LH_YAML_LIST, LH_YAML_MAP } lh_yaml_kind;

typedef struct lh_yaml lh_yaml;

typedef struct lh_yaml_entry {
	const char *key;
	lh_loc key_loc;
	const lh_yaml *value;
} lh_yaml_entry;

struct lh_yaml {
	lh_yaml_kind kind;
	lh_loc loc;
	union {
		struct {
			const char *text; /* without quotes; folded and literal scalars joined as YAML says */
			bool plain;       /* written without quotes: then `null`, `~` and "" mean absent */
			bool block;       /* | or > */
		} scalar;
		struct {
			const lh_yaml *const *items;
			size_t n;
		} list;
		struct {
			const lh_yaml_entry *entries;
			size_t n;
		} map;
	} u;
};

/* Read a file ("-": standard input). NULL with messages on failure. Lives in `arena`. */
const lh_yaml *lh_yaml_read(lh_ctx *ctx, lh_arena *arena, const char *path);
/* The same from memory; `name` stands for the file in messages. */
const lh_yaml *lh_yaml_parse(lh_ctx *ctx, lh_arena *arena, const char *name, const char *bytes,
			     size_t length);

/*
 * For who checks the content next: as above, but the tree comes back although marks, keys or bytes in
 * it were refused, as long as its end was reached. Watch lh_diag_errors.
 */
const lh_yaml *lh_yaml_read_on(lh_ctx *ctx, lh_arena *arena, const char *path);
const lh_yaml *lh_yaml_parse_on(lh_ctx *ctx, lh_arena *arena, const char *name, const char *bytes,
				 size_t length);

/* The value under `key`, or NULL. `map` may be NULL or of another kind: then NULL. */
const lh_yaml *lh_yaml_at(const lh_yaml *map, const char *key);
/* Absent: NULL, or a plain null, ~ or empty scalar. */
bool lh_yaml_is_null(const lh_yaml *node);
/* 映射 / 列表 / 文字 and map / list / text, for messages. */
const char *lh_yaml_kind_zh(lh_yaml_kind kind);
const char *lh_yaml_kind_en(lh_yaml_kind kind);

/* How a scalar is written in its file. */
typedef enum lh_yaml_style { LH_YAML_PLAIN, LH_YAML_SINGLE, LH_YAML_DOUBLE, LH_YAML_BLOCK } lh_yaml_style;
/*
 * Bytes [*from, *to) of the scalar that begins at that line and column, quotes and all; false when
 * none does.
 */
bool lh__yaml_extent(const char *bytes, size_t length, lh_loc place, size_t *from_out, size_t *to_out,
		     lh_yaml_style *style_out);

#endif
