/*
 * Reading template nodes: words, numbers, lengths, lists of names. It knows how a wrong one is told
 * (with its place, what was expected, and the nearest name) and nothing of what they are for.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tmpl/load/inside.h"

static void wrong_kind(lh__loader *l, const lh_yaml *node, lh_yaml_kind expected)
{
	lh_diag(l->ctx, LH_E_TMPL_KIND, node->loc, lh_yaml_kind_zh(expected),
		lh_yaml_kind_zh(node->kind), lh_yaml_kind_en(expected), lh_yaml_kind_en(node->kind),
		NULL);
}

static bool is_kind(lh__loader *l, const lh_yaml *node, lh_yaml_kind kind)
{
	if (node->kind == kind)
		return true;
	wrong_kind(l, node, kind);
	return false;
}

bool lh__is_map(lh__loader *l, const lh_yaml *node)
{
	return is_kind(l, node, LH_YAML_MAP);
}

bool lh__is_list(lh__loader *l, const lh_yaml *node)
{
	return is_kind(l, node, LH_YAML_LIST);
}

const char *lh__word(lh__loader *l, const lh_yaml *node)
{
	return is_kind(l, node, LH_YAML_SCALAR) ? node->u.scalar.text : "";
}

static char *join(lh_arena *arena, const char *const *words, size_t n)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < n; i++)
		lh_buf_printf(&buf, "%s%s", i ? " " : "", words[i]);
	char *text = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

void lh__check_keys(lh_ctx *ctx, const lh_yaml *map, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		size_t k = 0;
		while (k < n && strcmp(keys[k], entry->key) != 0)
			k++;
		if (k < n)
			continue;
		const char *near = lh_nearest(entry->key, keys, n);
		if (near)
			lh_diag(ctx, LH_E_TMPL_KEY_NEAR, entry->key_loc, entry->key, near, NULL);
		else
			lh_diag(ctx, LH_E_TMPL_KEY, entry->key_loc, entry->key,
				join(ctx->arena, keys, n), NULL);
	}
}

const lh_yaml *lh__need(lh__loader *l, const lh_yaml *map, const char *key)
{
	const lh_yaml *value = lh_yaml_at(map, key);
	if (value && !lh_yaml_is_null(value))
		return value;
	lh_diag(l->ctx, LH_E_TMPL_MISSING_KEY, map->loc, key, NULL);
	return NULL;
}

static void wrong_value(lh__loader *l, const lh_yaml *node, const char *zh, const char *en)
{
	lh_diag(l->ctx, LH_E_TMPL_VALUE, node->loc, node->u.scalar.text, zh, en, NULL);
}

size_t lh__choice(lh__loader *l, const lh_yaml *node, const char *const *words, size_t n)
{
	const char *word = lh__word(l, node);
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	if (node->kind == LH_YAML_SCALAR) {
		const char *list = join(l->arena, words, n);
		wrong_value(l, node, list, list);
	}
	return 0;
}

bool lh__bool(lh__loader *l, const lh_yaml *node)
{
	static const char *const words[] = {"false", "true"};
	return lh__choice(l, node, words, LH__COUNT(words)) == 1;
}

uint32_t lh__uint(lh__loader *l, const lh_yaml *node, uint32_t max)
{
	const char *text = lh__word(l, node);
	uint64_t number = 0;
	const char *at = text;
	for (; *at >= '0' && *at <= '9' && number <= max; at++)
		number = number * 10 + (uint64_t)(*at - '0');
	if (at != text && !*at && number <= max)
		return (uint32_t)number;
	if (node->kind == LH_YAML_SCALAR)
		wrong_value(l, node, lh_fmt(l->arena, "0 至 %u 的整数", max),
			    lh_fmt(l->arena, "a whole number from 0 to %u", max));
	return 0;
}

/* A decimal at the front of `text`, in millionths; the rest behind it. */
static bool decimal(const char *text, lh_num *number_out, const char **rest_out)
{
	size_t length = strspn(text, "+-0123456789.");
	char digits[24];
	if (length == 0 || length >= sizeof digits)
		return false;
	memcpy(digits, text, length);
	digits[length] = '\0';
	*rest_out = text + length;
	return lh_num_parse(digits, number_out);
}

lh_emu lh__length(lh__loader *l, const lh_yaml *node)
{
	static const struct {
		const char *name;
		int32_t emu;
	} units[] = {{"mm", LH_EMU_MM}, {"cm", 10 * LH_EMU_MM}, {"pt", LH_EMU_PT}};
	lh_num number;
	const char *rest;
	if (!is_kind(l, node, LH_YAML_SCALAR))
		return 0;
	const char *text = node->u.scalar.text;
	if (strcmp(text, "0") == 0)
		return 0;
	if (decimal(text, &number, &rest))
		for (size_t i = 0; i < LH__COUNT(units); i++)
			if (strcmp(rest, units[i].name) == 0 &&
			    llabs(number) <= 2000 * (lh_num)LH_NUM_ONE)
				return (lh_emu)(number * units[i].emu / LH_NUM_ONE);
	wrong_value(l, node, "长度（如 12mm、10.5pt、2cm）", "a length such as 12mm, 10.5pt, 2cm");
	return 0;
}

int32_t lh__hundredths(lh__loader *l, const lh_yaml *node)
{
	lh_num number;
	const char *rest;
	if (!is_kind(l, node, LH_YAML_SCALAR))
		return 0;
	if (decimal(node->u.scalar.text, &number, &rest) && (!*rest || strcmp(rest, "em") == 0) &&
	    llabs(number) <= 100 * (lh_num)LH_NUM_ONE)
		return (int32_t)(number / (LH_NUM_ONE / 100));
	wrong_value(l, node, "字数（如 2、1.5）", "a number of ems such as 2, 1.5");
	return 0;
}

const void *lh__find(const lh__list *list, const char *name)
{
	for (size_t i = list->n; i-- > 0;)
		if (strcmp(list->items[i].name, name) == 0)
			return list->items[i].value;
	return NULL;
}

const void *lh__lookup(lh__loader *l, const lh__list *list, const char *name, lh_loc loc,
		       const char *zh, const char *en)
{
	const void *found = lh__find(list, name);
	if (found)
		return found;
	const char **names = LH_NEW_ARRAY(l->arena, const char *, list->n + 1);
	for (size_t i = 0; i < list->n; i++)
		names[i] = list->items[i].name;
	const char *near = lh_nearest(name, names, list->n);
	if (near)
		lh_diag(l->ctx, LH_E_TMPL_NAME_NEAR, loc, name, zh, en, near, NULL);
	else
		lh_diag(l->ctx, LH_E_TMPL_NAME, loc, name, zh, en, join(l->arena, names, list->n), NULL);
	return NULL;
}

/* A later definition of a name stands over an earlier one: so a document changes a common block. */
void lh__put(lh_arena *arena, lh__list *list, const char *name, const void *value, lh_loc loc)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, name) == 0) {
			list->items[i] = (lh__named){name, value, loc};
			return;
		}
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 16;
		lh__named *items = LH_NEW_ARRAY(arena, lh__named, cap);
		if (list->n)
			memcpy(items, list->items, list->n * sizeof *items);
		list->items = items;
		list->cap = cap;
	}
	list->items[list->n++] = (lh__named){name, value, loc};
}
