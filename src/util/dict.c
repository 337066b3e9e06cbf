/* Open addressing, never more than half full. */
#include "util/dict.h"

#include <stdlib.h>
#include <string.h>

#include "util/arena.h"

typedef struct cell {
	const char *key; /* NULL: free */
	const void *value;
} cell;

struct lh_dict {
	cell *cells;
	size_t n, capacity; /* capacity: a power of two */
};

lh_dict *lh_dict_new(void)
{
	lh_dict *dict = lh_xmalloc(sizeof *dict);
	*dict = (lh_dict){0};
	return dict;
}

void lh_dict_free(lh_dict *dict)
{
	if (dict)
		free(dict->cells);
	free(dict);
}

/* FNV-1a. */
static size_t hash(const char *key)
{
	uint64_t h = 14695981039346656037u;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

static cell *find(const lh_dict *dict, const char *key)
{
	size_t i = hash(key);
	for (;; i++) {
		cell *c = &dict->cells[i & (dict->capacity - 1)];
		if (!c->key || strcmp(c->key, key) == 0)
			return c;
	}
}

static void grow(lh_dict *dict)
{
	lh_dict old = *dict;
	dict->capacity = old.capacity ? 2 * old.capacity : 64;
	dict->cells = lh_xmalloc(dict->capacity * sizeof *dict->cells);
	memset(dict->cells, 0, dict->capacity * sizeof *dict->cells);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.cells[i].key)
			*find(dict, old.cells[i].key) = old.cells[i];
	free(old.cells);
}

const void **lh_dict_at(lh_dict *dict, const char *key)
{
	if (2 * (dict->n + 1) > dict->capacity)
		grow(dict);
	cell *c = find(dict, key);
	if (!c->key) {
		c->key = key;
		dict->n++;
	}
	return &c->value;
}
