/*
 * Memory of the program. Libraries look at what malloc gives them only here and there; a seal's place
 * that is missing because one of them went on without is worse than no paper. So the program stands
 * in front of the allocator: when there is no memory, it says so and ends, whoever asked.
 *
 * Only the program does this, never the library: whose process it is, decides. Sanitizers bring an
 * allocator of their own.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/arena.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#endif

#ifndef SANITIZED

/* The next allocator in the order of libraries: libc's, or one that somebody put in front of it. */
static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);
static int (*next_memalign)(void **, size_t, size_t);

static void *symbol(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	if (!found)
		abort();
	return found;
}

/* dlsym hands out objects; that functions fit into them is a promise of POSIX. */
#define FIND(name) \
	do { \
		void *found = symbol(#name); \
		memcpy(&next_##name, &found, sizeof found); \
	} while (0)

static void find_next(void)
{
	void *found = symbol("posix_memalign");
	memcpy(&next_memalign, &found, sizeof found);
	FIND(calloc);
	FIND(realloc);
	FIND(malloc);
}

void *malloc(size_t size)
{
	if (!next_malloc)
		find_next();
	void *p = next_malloc(size);
	if (!p)
		lh_out_of_memory();
	return p;
}

void *calloc(size_t n, size_t size)
{
	if (!next_calloc)
		find_next();
	void *p = next_calloc(n, size);
	if (!p)
		lh_out_of_memory();
	return p;
}

void *realloc(void *old, size_t size)
{
	if (!next_realloc)
		find_next();
	void *p = next_realloc(old, size);
	if (!p && size) /* with 0 it gives back what it was handed */
		lh_out_of_memory();
	return p;
}

void *reallocarray(void *old, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes))
		lh_out_of_memory();
	return realloc(old, bytes);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	if (!next_memalign)
		find_next();
	int error = next_memalign(out, alignment, size);
	if (error == ENOMEM)
		lh_out_of_memory();
	return error;
}

void *aligned_alloc(size_t alignment, size_t size)
{
	void *p = NULL;
	int error = posix_memalign(&p, alignment < sizeof(void *) ? sizeof(void *) : alignment, size);
	errno = error;
	return error ? NULL : p;
}

#endif
