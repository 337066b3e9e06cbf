/*
 * Arena: memory that is born piecewise and dies as a whole.
 *
 * Allocation never returns NULL: when the system has no memory the program says so and ends with
 * status 3. What is born in an arena has no free; lh_arena_free releases all of it.
 */
#ifndef LH_UTIL_ARENA_H
#define LH_UTIL_ARENA_H

#include <stdarg.h>

#include "util/base.h"

lh_arena *lh_arena_new(void);
void lh_arena_free(lh_arena *arena); /* accepts NULL */

/* Forget everything but keep the memory for the next document. */
void lh_arena_reset(lh_arena *arena);

/* Zeroed memory, aligned for any type. */
void *lh_arena_alloc(lh_arena *arena, size_t size);
/* The same for `count` items; the product is checked for overflow. */
void *lh_arena_array(lh_arena *arena, size_t count, size_t item_size);
#define LH_NEW(arena, type) ((type *)lh_arena_alloc((arena), sizeof(type)))
#define LH_NEW_ARRAY(arena, type, count) ((type *)lh_arena_array((arena), (count), sizeof(type)))

/* Copies; the result ends with NUL. */
char *lh_arena_strdup(lh_arena *arena, const char *text);
char *lh_arena_strndup(lh_arena *arena, const char *text, size_t length);
void *lh_arena_memdup(lh_arena *arena, const void *bytes, size_t size);

/* printf into the arena. */
char *lh_fmt(lh_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *lh_vfmt(lh_arena *arena, const char *format, va_list args);

/* Bytes handed out since the last reset, for limits and for the bench. */
size_t lh_arena_used(const lh_arena *arena);

/* The status of a process that had no memory left. */
enum { LH_EXIT_MEMORY = 3 };
/* End the process with it, temporary files removed; runs no handlers and no buffered output. */
_Noreturn void lh_out_of_memory(void);
/* malloc and realloc that never return NULL, for things that outlive an arena. */
void *lh_xmalloc(size_t size);
void *lh_xrealloc(void *block, size_t size);

#endif
