/* Arena: a chain of blocks. It knows nothing of what is put into it. */
#include "util/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/temps.h"

enum { BLOCK_SIZE = 64 * 1024 };

typedef struct block {
	struct block *next;
	size_t size;
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[];
} block;

struct lh_arena {
	block *first;
	block *current;
	size_t used;
};

_Noreturn void lh_out_of_memory(void)
{
	/* Nothing that could ask for memory may run here: no stdio, no handlers of exit. */
	static const char text[] = "lianheti: 内存不足 / out of memory\n";
	lh_temps_remove();
	ssize_t told = write(STDERR_FILENO, text, sizeof text - 1);
	(void)told;
	_exit(LH_EXIT_MEMORY);
}

void *lh_xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);
	if (!p)
		lh_out_of_memory();
	return p;
}

void *lh_xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);
	if (!p)
		lh_out_of_memory();
	return p;
}

static block *block_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(block))
		lh_out_of_memory();
	block *b = lh_xmalloc(sizeof(block) + size);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

lh_arena *lh_arena_new(void)
{
	lh_arena *arena = lh_xmalloc(sizeof *arena);
	arena->first = arena->current = block_new(BLOCK_SIZE);
	arena->used = 0;
	return arena;
}

void lh_arena_free(lh_arena *arena)
{
	if (!arena)
		return;
	for (block *b = arena->first; b;) {
		block *next = b->next;
		free(b);
		b = next;
	}
	free(arena);
}

void lh_arena_reset(lh_arena *arena)
{
	for (block *b = arena->first; b; b = b->next)
		b->used = 0;
	arena->current = arena->first;
	arena->used = 0;
}

/* Memory that still holds what was there before. */
static void *take(lh_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	if (size > SIZE_MAX - align)
		lh_out_of_memory();
	size = (size + align - 1) / align * align;
	/* After a reset the chain behind `current` is empty blocks: use them before asking for more. */
	while (arena->current->size - arena->current->used < size) {
		block *next = arena->current->next;
		if (!next || next->size < size) {
			next = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
			next->next = arena->current->next;
			arena->current->next = next;
		}
		arena->current = next;
	}
	void *p = arena->current->bytes + arena->current->used;
	arena->current->used += size;
	arena->used += size;
	return p;
}

void *lh_arena_alloc(lh_arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

void *lh_arena_array(lh_arena *arena, size_t count, size_t item_size)
{
	if (item_size && count > SIZE_MAX / item_size)
		lh_out_of_memory();
	return lh_arena_alloc(arena, count * item_size);
}

void *lh_arena_memdup(lh_arena *arena, const void *bytes, size_t size)
{
	void *p = take(arena, size);
	if (size)
		memcpy(p, bytes, size);
	return p;
}

char *lh_arena_strndup(lh_arena *arena, const char *text, size_t length)
{
	char *p = take(arena, length + 1);
	memcpy(p, text, length);
	p[length] = '\0';
	return p;
}

char *lh_arena_strdup(lh_arena *arena, const char *text)
{
	return lh_arena_strndup(arena, text, strlen(text));
}

char *lh_vfmt(lh_arena *arena, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	char *p = lh_arena_alloc(arena, (size_t)(n < 0 ? 0 : n) + 1);
	if (n > 0)
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return p;
}

char *lh_fmt(lh_arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *p = lh_vfmt(arena, format, args);
	va_end(args);
	return p;
}

size_t lh_arena_used(const lh_arena *arena)
{
	return arena->used;
}
