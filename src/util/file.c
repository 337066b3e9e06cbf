/* Files and folders: reading, mapping, listing, locking. What is written goes through stage.c. */
#include "util/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

lh_loc lh_file_place(lh_ctx *ctx, const char *path)
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

/* The machine's fault, whatever file it was. */
static bool is_system(int error)
{
	return error == EIO || error == EMFILE || error == ENFILE || error == ENOMEM;
}

/*
 * Templates and fonts that are there and cannot be read are an error of the installation. Thousands
 * of messages about what is missing from then on would hide the one that matters.
 */
static bool is_own(const lh_ctx *ctx, const char *path)
{
	static const char *const folders[] = {"/templates/", "/fonts/"};
	size_t n = ctx->data_dir ? strlen(ctx->data_dir) : 0;
	if (!n || strncmp(path, ctx->data_dir, n) != 0)
		return false;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (strncmp(path + n, folders[i], strlen(folders[i])) == 0)
			return true;
	return false;
}

bool lh_file_failed(lh_ctx *ctx, lh_msg msg, const char *path)
{
	int error = errno;
	lh_diag(ctx, msg, lh_file_place(ctx, path), reason_zh(error), strerror(error), NULL);
	if (is_system(error))
		ctx->system_failed = true;
	if (is_own(ctx, path) && error != ENOENT && error != ENOTDIR)
		ctx->system_failed = ctx->broken = true;
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
		lh_file_failed(ctx, LH_E_FILE_OPEN, path);
		return -1;
	}
	if (fstat(fd, st) != 0) {
		lh_file_failed(ctx, LH_E_FILE_OPEN, path);
		close(fd);
		return -1;
	}
	if (!S_ISREG(st->st_mode)) {
		lh_diag(ctx, LH_E_FILE_KIND, lh_file_place(ctx, path), NULL);
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
		lh_file_failed(ctx, LH_E_FILE_READ, path);
	else if (out->length > limit) {
		lh_diag(ctx, LH_E_FILE_SIZE, lh_file_place(ctx, path),
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
		return lh_file_failed(ctx, LH_E_FILE_READ, path);
	*map_out = (lh_map){bytes, (size_t)st.st_size};
	return true;
}

void lh_file_unmap(lh_map *map)
{
	if (map->bytes)
		munmap((void *)(uintptr_t)map->bytes, map->length);
	*map = (lh_map){0};
}

bool lh_file_lock(lh_ctx *ctx, const char *path, lh_msg held)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		return lh_file_failed(ctx, LH_E_FILE_WRITE, path);
	/* Locks of this kind are not inherited: orphaned children do not keep the folder. */
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_SETLK, &lock) == 0)
		return true;
	bool other = errno == EACCES || errno == EAGAIN;
	if (!other)
		lh_file_failed(ctx, LH_E_FILE_WRITE, path);
	else
		lh_diag(ctx, held, lh_file_place(ctx, path), NULL);
	close(fd);
	return false;
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
			return lh_file_failed(ctx, LH_E_DIR_MAKE, path);
		*p = '/';
	}
	if (mkdir(copy, 0777) != 0 && errno != EEXIST)
		return lh_file_failed(ctx, LH_E_DIR_MAKE, path);
	if (!lh_dir_exists(path)) {
		errno = ENOTDIR;
		return lh_file_failed(ctx, LH_E_DIR_MAKE, path);
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
		return lh_file_failed(ctx, LH_E_FILE_OPEN, path);
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
