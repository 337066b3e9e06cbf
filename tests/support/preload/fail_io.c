/*
 * Preloaded in front of libc: the call of kind FAIL_CALL with number FAIL_AT fails with the error
 * FAIL_ERRNO (a number; 0 with write: half of the bytes are taken). FAIL_COUNT names a file that is
 * told how many there were.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long count, fail_at;
static int error;
static const char *kind;

static int fails(const char *call)
{
	if (!kind || strcmp(kind, call) != 0 || ++count != fail_at)
		return 0;
	errno = error;
	return 1;
}

#define NEXT(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *bytes, size_t length)
{
	ssize_t (*next)(int, const void *, size_t) = NEXT(ssize_t, "write", int, const void *, size_t);
	/* Messages are not what is tested. */
	if (fd <= STDERR_FILENO || !fails("write"))
		return next(fd, bytes, length);
	return error ? -1 : next(fd, bytes, length / 2);
}

int fsync(int fd)
{
	return fails("fsync") ? -1 : NEXT(int, "fsync", int)(fd);
}

int syncfs(int fd)
{
	return fails("fsync") ? -1 : NEXT(int, "syncfs", int)(fd);
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? -1 : NEXT(int, "rename", const char *, const char *)(from, to);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	if (fails("rename"))
		return -1;
	return NEXT(int, "renameat2", int, const char *, int, const char *, unsigned)(from_dir, from, to_dir, to,
										       flags);
}

int unlink(const char *path)
{
	return fails("unlink") ? -1 : NEXT(int, "unlink", const char *)(path);
}

int mkdir(const char *path, mode_t mode)
{
	return fails("mkdir") ? -1 : NEXT(int, "mkdir", const char *, mode_t)(path, mode);
}

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	if (flags & O_CREAT) {
		__builtin_va_list args;
		__builtin_va_start(args, flags);
		mode = __builtin_va_arg(args, mode_t);
		__builtin_va_end(args);
	}
	if ((flags & O_ACCMODE) != O_RDONLY && strcmp(path, "/dev/null") != 0 && fails("open"))
		return -1;
	if ((flags & O_ACCMODE) == O_RDONLY && fails("openread"))
		return -1;
	return NEXT(int, "open", const char *, int, ...)(path, flags, mode);
}

ssize_t read(int fd, void *bytes, size_t length)
{
	ssize_t (*next)(int, void *, size_t) = NEXT(ssize_t, "read", int, void *, size_t);
	return fails("read") ? -1 : next(fd, bytes, length);
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("FAIL_AT"), *number = getenv("FAIL_ERRNO");
	fail_at = at ? atol(at) : 0;
	error = number ? atoi(number) : EIO;
	kind = getenv("FAIL_CALL");
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAIL_COUNT");
	long total = count;
	kind = NULL;
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;
	char text[32];
	int length = snprintf(text, sizeof text, "%ld\n", total);
	if (fd < 0 || write(fd, text, (size_t)length) != length)
		return;
	close(fd);
}
