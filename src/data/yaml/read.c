/*
 * The one reader of definition files. It knows how a wrong node is told and what stands in for it; it
 * refuses to know which file it reads.
 */
#include "data/yaml/read.h"

#include <string.h>

#include "data/yaml/text.h"
#include "util/buf.h"

static bool is_kind(lh_ctx *ctx, const lh_yaml *node, lh_yaml_kind kind)
{
	if (node->kind == kind)
		return true;
	lh_diag(ctx, LH_E_READ_KIND, node->loc, lh_yaml_kind_zh(kind), lh_yaml_kind_zh(node->kind),
		lh_yaml_kind_en(kind), lh_yaml_kind_en(node->kind), NULL);
	return false;
}

bool lh_read_map(lh_ctx *ctx, const lh_yaml *node)
{
	return is_kind(ctx, node, LH_YAML_MAP);
}

bool lh_read_list(lh_ctx *ctx, const lh_yaml *node)
{
	return is_kind(ctx, node, LH_YAML_LIST);
}

const char *lh_read_text(lh_ctx *ctx, const lh_yaml *node)
{
	return is_kind(ctx, node, LH_YAML_SCALAR) ? node->u.scalar.text : "";
}

/* For a message: nothing once no more of them are kept. */
static const char *join(lh_ctx *ctx, const char *const *words, size_t n)
{
	if (lh_diag_full(ctx))
		return "";
	lh_buf buf = {0};
	for (size_t i = 0; i < n; i++)
		lh_buf_printf(&buf, "%s%s", i ? ", " : "", words[i]);
	const char *text = lh_arena_strdup(ctx->arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

/* What the map has already cannot be meant. */
static const char *near_key(lh_ctx *ctx, const lh_yaml *map, const char *key, const char *const *keys,
			    size_t n)
{
	if (lh_diag_full(ctx))
		return NULL;
	const char **open = LH_NEW_ARRAY(ctx->arena, const char *, n + 1);
	size_t n_open = 0;
	for (size_t i = 0; i < n; i++)
		if (!lh_yaml_at(map, keys[i]))
			open[n_open++] = keys[i];
	return lh_nearest(key, open, n_open);
}

void lh_read_unknown_key(lh_ctx *ctx, const lh_yaml *map, size_t at, const char *const *keys, size_t n)
{
	const lh_yaml_entry *entry = &map->u.map.entries[at];
	const char *key = lh_text_clip(ctx, entry->key), *near = near_key(ctx, map, entry->key, keys, n);
	if (near)
		lh_diag(ctx, LH_E_READ_KEY_NEAR, entry->key_loc, key, near, NULL);
	else
		lh_diag(ctx, LH_E_READ_KEY, entry->key_loc, key, join(ctx, keys, n), NULL);
}

bool lh_read_keys(lh_ctx *ctx, const lh_yaml *node, const char *const *keys, size_t n)
{
	if (!lh_read_map(ctx, node))
		return false;
	for (size_t i = 0; i < node->u.map.n; i++) {
		size_t k = 0;
		while (k < n && strcmp(keys[k], node->u.map.entries[i].key) != 0)
			k++;
		if (k == n)
			lh_read_unknown_key(ctx, node, i, keys, n);
	}
	return true;
}

const lh_yaml *lh_read_need(lh_ctx *ctx, const lh_yaml *map, const char *key)
{
	const lh_yaml *value = lh_yaml_at(map, key);
	if (!lh_yaml_is_null(value))
		return value;
	lh_diag(ctx, LH_E_READ_MISSING, map->loc, key, NULL);
	return NULL;
}

void lh_read_wrong(lh_ctx *ctx, const lh_yaml *node, const char *zh, const char *en)
{
	lh_diag(ctx, LH_E_READ_VALUE, node->loc, lh_text_clip(ctx, node->u.scalar.text), zh, en, NULL);
}

size_t lh_read_choice(lh_ctx *ctx, const lh_yaml *node, const char *const *words, size_t n)
{
	const char *word = lh_read_text(ctx, node);
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	if (node->kind == LH_YAML_SCALAR) {
		const char *all = join(ctx, words, n);
		lh_read_wrong(ctx, node, all, all);
	}
	return 0;
}

bool lh_read_bool(lh_ctx *ctx, const lh_yaml *node)
{
	return lh_read_choice(ctx, node, LH_WORDS("false", "true")) == 1;
}

uint32_t lh_read_uint(lh_ctx *ctx, const lh_yaml *node, uint32_t min, uint32_t max)
{
	const char *text = lh_read_text(ctx, node), *at = text;
	uint64_t number = 0;
	for (; *at >= '0' && *at <= '9' && number <= max; at++)
		number = number * 10 + (uint64_t)(*at - '0');
	if (at != text && !*at && number >= min && number <= max)
		return (uint32_t)number;
	if (node->kind == LH_YAML_SCALAR)
		lh_read_wrong(ctx, node, lh_fmt(ctx->arena, "%u 至 %u 的整数", min, max),
			      lh_fmt(ctx->arena, "a whole number from %u to %u", min, max));
	return min;
}

const char *lh_read_text_at(lh_ctx *ctx, const lh_yaml *map, const char *key, const char *otherwise)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	const char *text = lh_yaml_is_null(node) ? "" : lh_read_text(ctx, node);
	if (*text)
		return text;
	if (!otherwise && (lh_yaml_is_null(node) || node->kind == LH_YAML_SCALAR))
		lh_diag(ctx, LH_E_READ_MISSING, map->loc, key, NULL);
	return otherwise ? otherwise : "";
}

bool lh_read_bool_at(lh_ctx *ctx, const lh_yaml *map, const char *key)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	return node && lh_read_bool(ctx, node);
}

uint32_t lh_read_uint_at(lh_ctx *ctx, const lh_yaml *map, const char *key, uint32_t otherwise,
			 uint32_t max)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	return node ? lh_read_uint(ctx, node, /*min*/0, max) : otherwise;
}

size_t lh_read_choice_at(lh_ctx *ctx, const lh_yaml *map, const char *key, const char *const *words,
			 size_t n)
{
	const lh_yaml *node = lh_read_need(ctx, map, key);
	return node ? lh_read_choice(ctx, node, words, n) : 0;
}

static const lh_yaml *list_or_none(lh_ctx *ctx, const lh_yaml *node)
{
	static const lh_yaml none = {.kind = LH_YAML_LIST};
	return node && lh_read_list(ctx, node) ? node : &none;
}

const lh_yaml *lh_read_list_at(lh_ctx *ctx, const lh_yaml *map, const char *key)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	return list_or_none(ctx, lh_yaml_is_null(node) ? NULL : node);
}

const lh_yaml *lh_read_needed_list(lh_ctx *ctx, const lh_yaml *map, const char *key)
{
	return list_or_none(ctx, lh_read_need(ctx, map, key));
}

const char *const *lh_read_texts_at(lh_ctx *ctx, lh_arena *arena, const lh_yaml *map, const char *key,
				    size_t *n_out)
{
	const lh_yaml *list = lh_read_list_at(ctx, map, key);
	const char **texts = LH_NEW_ARRAY(arena, const char *, list->u.list.n + 1);
	for (size_t i = 0; i < list->u.list.n; i++)
		texts[i] = lh_read_text(ctx, list->u.list.items[i]);
	*n_out = list->u.list.n;
	return texts;
}

bool lh_read_count(lh_ctx *ctx, const lh_yaml *list, size_t n)
{
	if (list->u.list.n == n)
		return true;
	lh_diag(ctx, LH_E_READ_COUNT, list->loc, lh_fmt(ctx->arena, "%zu", n),
		lh_fmt(ctx->arena, "%zu", list->u.list.n), NULL);
	return false;
}

void lh_read_no_such(lh_ctx *ctx, lh_loc loc, const char *name, const char *zh, const char *en,
		     const char *const *names, size_t n)
{
	const char *near = lh_nearest(name, names, n);
	name = lh_text_clip(ctx, name);
	if (near)
		lh_diag(ctx, LH_E_READ_NAME_NEAR, loc, name, zh, en, near, NULL);
	else
		lh_diag(ctx, LH_E_READ_NAME, loc, name, zh, en, join(ctx, names, n), NULL);
}

void lh_read_twice(lh_ctx *ctx, lh_loc loc, const char *name, lh_loc first)
{
	lh_diag(ctx, LH_E_READ_TWICE, loc, lh_text_clip(ctx, name), NULL);
	lh_diag(ctx, LH_N_FIRST_HERE, first, NULL);
}

lh_loc lh_read_text_loc(const lh_yaml *node)
{
	lh_loc loc = node->loc;
	loc.col += !node->u.scalar.plain && !node->u.scalar.block;
	return loc;
}
