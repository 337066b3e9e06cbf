/*
 * templates/words.yaml: the words that short texts are broken between. It knows the shape of that
 * file; what is made of the words is layout's affair.
 */
#include <string.h>

#include "doc/words.h"
#include "tmpl/load/inside.h"
#include "util/utf8.h"

static void bad_word(lh__loader *l, const lh_yaml *node, const char *word)
{
	lh_diag(l->ctx, LH_E_READ_VALUE, node->loc, word, "“高级|工程师”，至多16个字",
		"words like 高级|工程师, 16 characters at most", NULL);
}

/* Each item of the list holds several words, parted by blanks. */
static void read_words(lh__loader *l, const lh_yaml *list, bool tail, lh_words *words)
{
	if (!list || !lh_read_list(l->ctx, list))
		return;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *node = list->u.list.items[i];
		for (const char *at = lh_read_text(l->ctx, node); *at;) {
			size_t n = strcspn(at, " ");
			const char *word = lh_arena_strndup(l->arena, at, n);
			if (n && !lh_words_add(words, word, tail))
				bad_word(l, node, word);
			at += n + (at[n] == ' ');
		}
	}
}

static void read_ends(lh__loader *l, const lh_yaml *map, lh_words *words)
{
	if (!map || !lh_read_map(l->ctx, map))
		return;
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		const char *key = entry->key;
		uint32_t cp = lh_utf8_next(&key);
		if (*key)
			lh_diag(l->ctx, LH_E_READ_VALUE, entry->key_loc, entry->key, "一个字", "one character", NULL);
		lh_words_add_end(words, cp, lh_read_text(l->ctx, entry->value));
	}
}

const lh_words *lh__words_load(lh_ctx *ctx, lh_arena *arena, const char *path)
{
	static const char *const keys[] = {"whole", "tails", "ends", "singles"};
	lh__loader l = {.ctx = ctx, .arena = arena};
	lh_words *words = lh_words_new(arena);
	const lh_yaml *yaml = lh_yaml_read(ctx, arena, path);
	if (!yaml || !lh_read_map(ctx, yaml))
		return words;
	lh_read_keys(ctx, yaml, keys, LH__COUNT(keys));
	read_words(&l, lh_yaml_at(yaml, "whole"), /*tail*/ false, words);
	read_words(&l, lh_yaml_at(yaml, "tails"), /*tail*/ true, words);
	read_ends(&l, lh_yaml_at(yaml, "ends"), words);
	const lh_yaml *singles = lh_yaml_at(yaml, "singles");
	if (singles)
		lh_words_add_single(words, lh_read_text(ctx, singles));
	return words;
}
