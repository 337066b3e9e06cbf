/* A hash table of byte strings. It knows nothing of what they mean. */
#include "util/memo.h"

#include <stdlib.h>
#include <string.h>

#include "util/arena.h"
#include "util/hash.h"

enum { CHAINS = 1 << 11 };

typedef struct entry {
	struct entry *next;
	uint64_t hash;
	size_t key_length, length;
	const unsigned char *key, *bytes;
} entry;

struct lh_memo {
	lh_arena *arena;
	size_t limit;
	entry *chains[CHAINS];
};

lh_memo *lh_memo_new(size_t limit)
{
	lh_memo *memo = lh_xmalloc(sizeof *memo);
	*memo = (lh_memo){.arena = lh_arena_new(), .limit = limit};
	return memo;
}

void lh_memo_free(lh_memo *memo)
{
	if (!memo)
		return;
	lh_arena_free(memo->arena);
	free(memo);
}

const void *lh_memo_find(const lh_memo *memo, const void *key, size_t key_length, size_t *length_out)
{
	uint64_t hash = lh_hash64(key, key_length);
	for (const entry *e = memo->chains[hash % CHAINS]; e; e = e->next) {
		if (e->hash != hash || e->key_length != key_length || memcmp(e->key, key, key_length) != 0)
			continue;
		*length_out = e->length;
		return e->bytes;
	}
	return NULL;
}

void lh_memo_keep(lh_memo *memo, const void *key, size_t key_length, const void *bytes, size_t length)
{
	const size_t room = sizeof(entry) + key_length + length;
	if (room > memo->limit)
		return;
	if (lh_arena_used(memo->arena) > memo->limit - room) {
		lh_arena_reset(memo->arena);
		memset(memo->chains, 0, sizeof memo->chains);
	}
	entry *e = LH_NEW(memo->arena, entry);
	*e = (entry){
		.hash = lh_hash64(key, key_length),
		.key_length = key_length,
		.length = length,
		.key = lh_arena_memdup(memo->arena, key, key_length),
		.bytes = lh_arena_memdup(memo->arena, bytes, length),
	};
	entry **chain = &memo->chains[e->hash % CHAINS];
	e->next = *chain;
	*chain = e;
}
