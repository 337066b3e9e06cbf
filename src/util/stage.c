/* Staging. The only file that writes or renames anything that is kept. */
#include "util/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/file.h"
#include "util/temps.h"

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
		lh_diag(ctx, LH_E_FILE_KIND, lh_file_place(ctx, staged->path), NULL);
		return false;
	}
	int fd = open(staged->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return lh_file_failed(ctx, LH_E_FILE_WRITE, staged->path);
	lh_temps_note(staged->tmp);
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
	return lh_file_failed(ctx, LH_E_FILE_WRITE, staged->path);
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
		lh_file_failed(ctx, LH_E_FILE_WRITE, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

void lh_file_unstage(const lh_staged *staged)
{
	unlink(staged->tmp);
	lh_temps_gone(staged->tmp);
}

bool lh_file_commit(lh_ctx *ctx, const lh_staged *staged)
{
	if (rename(staged->tmp, staged->path) == 0) {
		lh_temps_gone(staged->tmp);
		return true;
	}
	int saved = errno;
	lh_file_unstage(staged);
	errno = saved;
	return lh_file_failed(ctx, LH_E_FILE_WRITE, staged->path);
}

/* One file of a set, and what has been done to it, so that it can be undone. */
typedef struct move {
	const char *path, *tmp;
	const char *old; /* where the old file waits when names cannot be exchanged */
	enum { WAITS, NEW, SWAPPED, ASIDE } done;
} move;

/* File systems that cannot exchange two names put the old file aside first. */
static bool put_aside(move *m)
{
	if (rename(m->path, m->old) != 0) {
		m->done = NEW;
		return errno == ENOENT && rename(m->tmp, m->path) == 0;
	}
	m->done = ASIDE;
	return rename(m->tmp, m->path) == 0;
}

/* Into its place, with the old file kept under another name. */
static bool put(move *m)
{
	m->done = NEW;
	if (renameat2(AT_FDCWD, m->tmp, AT_FDCWD, m->path, RENAME_NOREPLACE) == 0)
		return true;
	m->done = WAITS;
	if (errno == EEXIST &&
	    renameat2(AT_FDCWD, m->tmp, AT_FDCWD, m->path, RENAME_EXCHANGE) == 0) {
		m->done = SWAPPED;
		lh_temps_gone(m->tmp); /* it is the old file now */
		return true;
	}
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	bool ok = put_aside(m);
	if (!ok && m->done == NEW)
		m->done = WAITS;
	return ok;
}

static bool undo(const move *m)
{
	bool ok = true;
	if (m->done == NEW)
		ok = unlink(m->path) == 0;
	else if (m->done == SWAPPED)
		ok = renameat2(AT_FDCWD, m->tmp, AT_FDCWD, m->path, RENAME_EXCHANGE) == 0;
	else if (m->done == ASIDE)
		ok = rename(m->old, m->path) == 0;
	if (ok)
		unlink(m->tmp);
	lh_temps_gone(m->tmp);
	return ok;
}

/* All moves back; errno is left as the failure had set it. */
static void undo_all(lh_ctx *ctx, const move *moves, size_t n)
{
	int error = errno;
	for (size_t i = 0; i < n; i++)
		if (!undo(&moves[i]))
			lh_file_failed(ctx, LH_E_FILE_MIXED, moves[i].path);
	errno = error;
}

/* The old files are no longer wanted. */
static bool drop_old(lh_ctx *ctx, const move *moves, size_t n)
{
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		const move *m = &moves[i];
		const char *old = m->done == SWAPPED ? m->tmp : m->done == ASIDE ? m->old : NULL;
		lh_temps_gone(m->tmp);
		if (old && unlink(old) != 0)
			ok = lh_file_failed(ctx, LH_E_FILE_REMOVE, old);
	}
	return ok;
}

bool lh_files_settle(lh_ctx *ctx, const lh_staged *staged, size_t n, bool all_staged)
{
	if (!all_staged) {
		for (size_t i = 0; i < n; i++)
			lh_file_unstage(&staged[i]);
		return false;
	}
	/* What is needed is asked for now: a process that ends without memory must not end halfway. */
	move *moves = LH_NEW_ARRAY(ctx->arena, move, n);
	for (size_t i = 0; i < n; i++)
		moves[i] = (move){.path = staged[i].path,
				  .tmp = staged[i].tmp,
				  .old = lh_fmt(ctx->arena, "%s.old", staged[i].tmp)};
	for (size_t i = 0; i < n; i++)
		if (!put(&moves[i])) {
			undo_all(ctx, moves, n);
			return lh_file_failed(ctx, LH_E_FILE_WRITE, moves[i].path);
		}
	return drop_old(ctx, moves, n);
}

/* "NAME.PID.tmp", and ".old" behind it: the process; 0 when `name` is not of this kind. */
static long owner_of(const char *name, const char *base)
{
	size_t length = strlen(base);
	if (strncmp(name, base, length) != 0 || name[length] != '.')
		return 0;
	char *end;
	if (name[length + 1] < '1' || name[length + 1] > '9')
		return 0;
	long pid = strtol(name + length + 1, &end, 10);
	return strcmp(end, ".tmp") == 0 || strcmp(end, ".tmp.old") == 0 ? pid : 0;
}

void lh_files_clear(lh_ctx *ctx, const char *dir, const char *const *names, size_t n)
{
	DIR *folder = opendir(dir);
	if (!folder)
		return;
	for (struct dirent *entry; (entry = readdir(folder));) {
		size_t length = strlen(entry->d_name);
		bool shaped = length > 4 && (strcmp(entry->d_name + length - 4, ".tmp") == 0 ||
					     strcmp(entry->d_name + length - 4, ".old") == 0);
		for (size_t i = 0; shaped && i < n; i++) {
			long pid = owner_of(entry->d_name, names[i]);
			const char *path = pid ? lh_path_join(ctx->arena, dir, entry->d_name) : NULL;
			struct stat st;
			if (path && kill((pid_t)pid, 0) != 0 && errno == ESRCH && lstat(path, &st) == 0 &&
			    S_ISREG(st.st_mode) && unlink(path) != 0)
				lh_file_failed(ctx, LH_E_FILE_REMOVE, path);
		}
	}
	closedir(folder);
}

bool lh_file_write(lh_ctx *ctx, const char *path, const void *bytes, size_t length)
{
	lh_staged staged;
	return lh_file_stage(ctx, path, bytes, length, &staged) && lh_file_commit(ctx, &staged);
}
