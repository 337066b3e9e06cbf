/*
 * Preloaded in front of libc: the allocation with number FAIL_AT gives nothing. FAIL_COUNT names a
 * file that is told how many there were. Children count on from where they were forked; FAIL_CHILD
 * spares the first process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static long count, fail_at;
static pid_t spared;
static int active;

static int fails(void)
{
	if (!active || ++count != fail_at || (spared && getpid() == spared))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	*out = fails() ? NULL : __libc_memalign(alignment, size);
	return *out ? 0 : ENOMEM;
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("FAIL_AT");
	fail_at = at ? atol(at) : 0;
	spared = getenv("FAIL_CHILD") ? getpid() : 0;
	active = 1;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAIL_COUNT");
	active = 0;
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;
	char text[32];
	int length = snprintf(text, sizeof text, "%ld\n", count);
	if (fd < 0 || write(fd, text, (size_t)length) != length)
		return;
	close(fd);
}
