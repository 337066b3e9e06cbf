/*
 * Lengths and names: what templates have beside the maps, texts and numbers of data/yaml/read.h. It
 * knows how a wrong one is told and nothing of what they are for.
 */
#include <stdlib.h>
#include <string.h>

#include "tmpl/load/inside.h"

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
	const char *text = lh_read_text(l->ctx, node);
	if (strcmp(text, "0") == 0)
		return 0;
	if (decimal(text, &number, &rest))
		for (size_t i = 0; i < LH__COUNT(units); i++)
			if (strcmp(rest, units[i].name) == 0 &&
			    llabs(number) <= 2000 * (lh_num)LH_NUM_ONE)
				return (lh_emu)(number * units[i].emu / LH_NUM_ONE);
	if (node->kind == LH_YAML_SCALAR)
		lh_read_wrong(l->ctx, node, "长度（如 12mm、10.5pt、2cm）",
			      "a length such as 12mm, 10.5pt, 2cm");
	return 0;
}

int32_t lh__hundredths(lh__loader *l, const lh_yaml *node)
{
	lh_num number;
	const char *rest;
	if (decimal(lh_read_text(l->ctx, node), &number, &rest) && (!*rest || strcmp(rest, "em") == 0) &&
	    llabs(number) <= 100 * (lh_num)LH_NUM_ONE)
		return (int32_t)(number / (LH_NUM_ONE / 100));
	if (node->kind == LH_YAML_SCALAR)
		lh_read_wrong(l->ctx, node, "字数（如 2、1.5）", "a number of ems such as 2, 1.5");
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
	lh_read_no_such(l->ctx, loc, name, zh, en, names, list->n);
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

static bool among(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

void lh__unknown_item(lh__loader *l, const lh_yaml *item, const char *const *kinds, size_t n_kinds,
		      const char *const *beside, size_t n_beside)
{
	size_t n = 0;
	const char **names = LH_NEW_ARRAY(l->arena, const char *, n_kinds + l->macros.n);
	while (n < n_kinds) {
		names[n] = kinds[n];
		n++;
	}
	for (size_t i = 0; i < l->macros.n; i++)
		names[n++] = l->macros.items[i].name;
	for (size_t i = 0; i < item->u.map.n; i++) {
		const lh_yaml_entry *entry = &item->u.map.entries[i];
		if (among(entry->key, beside, n_beside) || !lh_nearest(entry->key, names, n))
			continue;
		lh_read_unknown_key(l->ctx, item, i, names, n);
		return;
	}
	lh_buf all = {0};
	for (size_t i = 0; i < n_kinds; i++)
		lh_buf_printf(&all, "%s%s", i ? " " : "", kinds[i]);
	lh_diag(l->ctx, LH_E_TMPL_ONE_KIND, item->u.map.n ? item->u.map.entries[0].key_loc : item->loc,
		lh_buf_str(&all), NULL);
	lh_buf_free(&all);
}
