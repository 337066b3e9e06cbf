/* Files. The only file that opens, writes or renames anything on disk. */
#include "util/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static lh_loc at_file(lh_ctx *ctx, const char *path)
{
	return (lh_loc){lh_arena_strdup(ctx->arena, path), 0, 0};
}

/* The refusals that people meet, in Chinese; the others as the system words them. */
static const char *reason_zh(int error)
{
	switch (error) {
	case ENOENT: return "没有这个文件或文件夹";
	case EACCES:
	case EPERM: return "没有权限";
	case EROFS: return "只读，不能写入";
	case ENOSPC: return "磁盘已满";
	case ENOTDIR: return "路径中有一段不是文件夹";
	case EEXIST: return "已有同名的文件";
	default: return strerror(error);
	}
}

static bool fail(lh_ctx *ctx, lh_msg msg, const char *path)
{
	int error = errno;
	lh_diag(ctx, msg, at_file(ctx, path), reason_zh(error), strerror(error), NULL);
	return false;
}

static bool read_all(int fd, size_t limit, lh_buf *out)
{
	for (;;) {
		lh_buf_reserve(out, 65536);
		ssize_t n = read(fd, out->bytes + out->length, 65536);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		out->length += (size_t)n;
		if (out->length > limit)
			break;
	}
	out->bytes[out->length] = '\0';
	return true;
}

/* Open a regular file; a directory or a device gets its own message. */
static int open_regular(lh_ctx *ctx, const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		fail(ctx, LH_E_FILE_OPEN, path);
		return -1;
	}
	if (fstat(fd, st) != 0) {
		fail(ctx, LH_E_FILE_OPEN, path);
		close(fd);
		return -1;
	}
	if (!S_ISREG(st->st_mode)) {
		lh_diag(ctx, LH_E_FILE_KIND, at_file(ctx, path), NULL);
		close(fd);
		return -1;
	}
	return fd;
}

bool lh_file_read(lh_ctx *ctx, const char *path, size_t limit, lh_buf *out)
{
	lh_buf_clear(out);
	bool is_stdin = strcmp(path, "-") == 0;
	struct stat st;
	int fd = is_stdin ? STDIN_FILENO : open_regular(ctx, path, &st);
	if (fd < 0)
		return false;
	bool ok = read_all(fd, limit, out);
	if (!ok)
		fail(ctx, LH_E_FILE_READ, path);
	else if (out->length > limit) {
		lh_diag(ctx, LH_E_FILE_SIZE, at_file(ctx, path),
			lh_fmt(ctx->arena, "%zu", limit >> 20), NULL);
		ok = false;
	}
	if (!is_stdin)
		close(fd);
	return ok;
}

bool lh_file_map(lh_ctx *ctx, const char *path, lh_map *map_out)
{
	*map_out = (lh_map){0};
	struct stat st;
	int fd = open_regular(ctx, path, &st);
	if (fd < 0)
		return false;
	void *bytes =
		st.st_size ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
	close(fd);
	if (bytes == MAP_FAILED)
		return fail(ctx, LH_E_FILE_READ, path);
	*map_out = (lh_map){bytes, (size_t)st.st_size};
	return true;
}

void lh_file_unmap(lh_map *map)
{
	if (map->bytes)
		munmap((void *)(uintptr_t)map->bytes, map->length);
	*map = (lh_map){0};
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return true;
}

static bool stage(lh_ctx *ctx, const lh_staged *staged, const void *bytes, size_t length, bool sync)
{
	struct stat st;
	/* rename over a directory or a device would either fail late or replace the device node. */
	if (lstat(staged->path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)) {
		lh_diag(ctx, LH_E_FILE_KIND, at_file(ctx, staged->path), NULL);
		return false;
	}
	int fd = open(staged->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return fail(ctx, LH_E_FILE_WRITE, staged->path);
	bool ok = write_all(fd, bytes, length) && (!sync || fsync(fd) == 0);
	int saved = errno;
	if (close(fd) != 0 && ok) {
		saved = errno;
		ok = false;
	}
	if (ok)
		return true;
	lh_file_unstage(staged);
	errno = saved;
	return fail(ctx, LH_E_FILE_WRITE, staged->path);
}

bool lh_file_stage(lh_ctx *ctx, const char *path, const void *bytes, size_t length,
		   lh_staged *staged_out)
{
	*staged_out = (lh_staged){
		.path = lh_arena_strdup(ctx->arena, path),
		.tmp = lh_fmt(ctx->arena, "%s.%ld.tmp", path, (long)getpid()),
	};
	return stage(ctx, staged_out, bytes, length, /*sync*/ true);
}

bool lh_file_stage_at(lh_ctx *ctx, const char *path, const char *tmp, const void *bytes,
		      size_t length, lh_staged *staged_out)
{
	*staged_out =
		(lh_staged){lh_arena_strdup(ctx->arena, path), lh_arena_strdup(ctx->arena, tmp)};
	return stage(ctx, staged_out, bytes, length, /*sync*/ false);
}

bool lh_disk_sync(lh_ctx *ctx, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && syncfs(fd) == 0;
	if (!ok)
		fail(ctx, LH_E_FILE_WRITE, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool lh_file_lock(lh_ctx *ctx, const char *path, lh_msg held)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		return fail(ctx, LH_E_FILE_WRITE, path);
	/* Locks of this kind are not inherited: orphaned children do not keep the folder. */
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_SETLK, &lock) == 0)
		return true;
	bool other = errno == EACCES || errno == EAGAIN;
	if (!other)
		fail(ctx, LH_E_FILE_WRITE, path);
	else
		lh_diag(ctx, held, at_file(ctx, path), NULL);
	close(fd);
	return false;
}

bool lh_file_commit(lh_ctx *ctx, const lh_staged *staged)
{
	if (rename(staged->tmp, staged->path) == 0)
		return true;
	int saved = errno;
	lh_file_unstage(staged);
	errno = saved;
	return fail(ctx, LH_E_FILE_WRITE, staged->path);
}

void lh_file_unstage(const lh_staged *staged)
{
	unlink(staged->tmp);
}

bool lh_files_settle(lh_ctx *ctx, const lh_staged *staged, size_t n, bool all_staged)
{
	bool ok = all_staged;
	for (size_t i = 0; i < n; i++) {
		if (ok)
			ok = lh_file_commit(ctx, &staged[i]);
		else
			lh_file_unstage(&staged[i]);
	}
	return ok;
}

bool lh_file_write(lh_ctx *ctx, const char *path, const void *bytes, size_t length)
{
	lh_staged staged;
	return lh_file_stage(ctx, path, bytes, length, &staged) && lh_file_commit(ctx, &staged);
}

bool lh_dir_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool lh_file_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool lh_dir_make(lh_ctx *ctx, const char *path)
{
	char *copy = lh_arena_strdup(ctx->arena, path);
	for (char *p = copy; *p; p++) {
		if (*p != '/' || p == copy)
			continue;
		*p = '\0';
		if (mkdir(copy, 0777) != 0 && errno != EEXIST)
			return fail(ctx, LH_E_DIR_MAKE, path);
		*p = '/';
	}
	if (mkdir(copy, 0777) != 0 && errno != EEXIST)
		return fail(ctx, LH_E_DIR_MAKE, path);
	if (!lh_dir_exists(path)) {
		errno = ENOTDIR;
		return fail(ctx, LH_E_DIR_MAKE, path);
	}
	return true;
}

char *lh_path_join(lh_arena *arena, const char *dir, const char *name)
{
	if (!dir || name[0] == '/')
		return lh_arena_strdup(arena, name);
	size_t n = strlen(dir);
	return lh_fmt(arena, "%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
}

char *lh_path_dir(lh_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return lh_arena_strdup(arena, ".");
	return lh_arena_strndup(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

char *lh_program_path(lh_arena *arena)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path);
	return n > 0 && n < (ssize_t)sizeof path ? lh_arena_strndup(arena, path, (size_t)n) : NULL;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool lh_dir_list(lh_ctx *ctx, lh_arena *arena, const char *path, char ***names_out,
		 size_t *count_out)
{
	*names_out = NULL;
	*count_out = 0;
	DIR *dir = opendir(path);
	if (!dir)
		return fail(ctx, LH_E_FILE_OPEN, path);
	size_t n = 0, capacity = 16;
	char **names = lh_xmalloc(capacity * sizeof *names);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (entry->d_name[0] == '.')
			continue;
		if (n == capacity)
			names = lh_xrealloc(names, (capacity *= 2) * sizeof *names);
		names[n++] = lh_arena_strdup(arena, entry->d_name);
	}
	closedir(dir);
	qsort(names, n, sizeof *names, by_bytes);
	*names_out = lh_arena_memdup(arena, names, n * sizeof *names);
	*count_out = n;
	free(names);
	return true;
}
