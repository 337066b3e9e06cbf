/*
 * Reading definition files: what schema, computed values, rules, the catalogue, templates, roles of
 * fonts and the tables of a packet have in common. A node is asked for what it should be; when it is
 * something else that is told with its place, in the same words whichever file it is, and a value of
 * that kind comes back all the same ("", 0, the first word, the empty list), so that the reader goes on
 * to the next mistake. Whoever needs to know compares lh_diag_errors before and after.
 *
 * Data of users is not read through here: its fields, types and labels are rows of the schema.
 */
#ifndef LH_DATA_YAML_READ_H
#define LH_DATA_YAML_READ_H

#include "data/yaml/yaml.h"

/* A list of words and how many they are, as two arguments. */
#define LH_WORDS(...)                                                                              \
	(const char *const[]){__VA_ARGS__},                                                        \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)

/* The node itself: a map, a list, a text, or a message. */
bool lh_read_map(lh_ctx *ctx, const lh_yaml *node);
bool lh_read_list(lh_ctx *ctx, const lh_yaml *node);
const char *lh_read_text(lh_ctx *ctx, const lh_yaml *node);

/* A map that has no keys but these. Every other key is told, with the one that was perhaps meant. */
bool lh_read_keys(lh_ctx *ctx, const lh_yaml *node, const char *const *keys, size_t n);
/* The value under `key`, told when it is absent or null: then NULL. */
const lh_yaml *lh_read_need(lh_ctx *ctx, const lh_yaml *map, const char *key);

/* A scalar as one of some words (its place among them), as true or false, as a whole number. */
size_t lh_read_choice(lh_ctx *ctx, const lh_yaml *node, const char *const *words, size_t n);
bool lh_read_bool(lh_ctx *ctx, const lh_yaml *node);
uint32_t lh_read_uint(lh_ctx *ctx, const lh_yaml *node, uint32_t min, uint32_t max);

/*
 * The same under a key. A text that may be absent or empty has an `otherwise`; with NULL it must be
 * there. What may be absent else: false, `otherwise`, a list without items.
 */
const char *lh_read_text_at(lh_ctx *ctx, const lh_yaml *map, const char *key, const char *otherwise);
bool lh_read_bool_at(lh_ctx *ctx, const lh_yaml *map, const char *key);
uint32_t lh_read_uint_at(lh_ctx *ctx, const lh_yaml *map, const char *key, uint32_t otherwise,
			 uint32_t max);
size_t lh_read_choice_at(lh_ctx *ctx, const lh_yaml *map, const char *key, const char *const *words,
			 size_t n);
const lh_yaml *lh_read_list_at(lh_ctx *ctx, const lh_yaml *map, const char *key);
const lh_yaml *lh_read_needed_list(lh_ctx *ctx, const lh_yaml *map, const char *key);
/* A list of texts under a key, in `arena`; "" for what is none. */
const char *const *lh_read_texts_at(lh_ctx *ctx, lh_arena *arena, const lh_yaml *map, const char *key,
				    size_t *n_out);

/* Tell: the scalar is not what was expected, which is said in both languages. */
void lh_read_wrong(lh_ctx *ctx, const lh_yaml *node, const char *zh, const char *en);
/* Tell: a list has another number of items; true when it has `n`. */
bool lh_read_count(lh_ctx *ctx, const lh_yaml *list, size_t n);
/* Tell: nothing is called `name`; `zh` and `en` say what sort of thing, `names` what there is. */
void lh_read_no_such(lh_ctx *ctx, lh_loc loc, const char *name, const char *zh, const char *en,
		     const char *const *names, size_t n);
/* Tell: the key of that entry is none of these, as lh_read_keys does. */
void lh_read_unknown_key(lh_ctx *ctx, const lh_yaml *map, size_t at, const char *const *keys, size_t n);
/* Tell: `name` stands there a second time, first at `first`. */
void lh_read_twice(lh_ctx *ctx, lh_loc loc, const char *name, lh_loc first);

/* Where the text of a scalar begins: behind its quote. */
lh_loc lh_read_text_loc(const lh_yaml *node);

#endif
