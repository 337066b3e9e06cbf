/*
 * Files: read whole under a limit, map read-only, write so that no reader ever sees half a file.
 * Every failure is a message (LH1xxx) with the path as its place.
 */
#ifndef LH_UTIL_FILE_H
#define LH_UTIL_FILE_H

#include "util/buf.h"
#include "util/ctx.h"

/* Read a regular file of at most `limit` bytes. Refuses directories and devices. "-" is standard
 * input. */
bool lh_file_read(lh_ctx *ctx, const char *path, size_t limit, lh_buf *out);

typedef struct lh_map {
	const unsigned char *bytes;
	size_t length;
} lh_map;

/* Map a regular file read-only; lh_unmap releases it. */
bool lh_file_map(lh_ctx *ctx, const char *path, lh_map *map_out);
void lh_file_unmap(lh_map *map);

/*
 * Replace `path` by these bytes: a temporary file in the same folder, every write, fsync and close
 * checked, then rename. On failure the temporary file is removed, an old `path` is untouched.
 */
bool lh_file_write(lh_ctx *ctx, const char *path, const void *bytes, size_t length);

/*
 * The same in two steps, for files that belong together: stage them all, then commit them all. A
 * full disk shows itself while staging, when every old file is still in place.
 */
typedef struct lh_staged {
	const char *path, *tmp;
} lh_staged;
bool lh_file_stage(lh_ctx *ctx, const char *path, const void *bytes, size_t length,
		   lh_staged *staged_out);
bool lh_file_commit(lh_ctx *ctx, const lh_staged *staged);
void lh_file_unstage(const lh_staged *staged);
/* The second step for many: commit them when all of them could be staged, else remove them all. */
bool lh_files_settle(lh_ctx *ctx, const lh_staged *staged, size_t n, bool all_staged);

/*
 * Stage in a temporary file of the caller's choice on the same file system, without waiting for the
 * disk: for hundreds of files, with one lh_disk_sync before something says that they are there.
 */
bool lh_file_stage_at(lh_ctx *ctx, const char *path, const char *tmp, const void *bytes,
		      size_t length, lh_staged *staged_out);
/* Everything written so far to the file system that holds `path` is on the disk when it returns. */
bool lh_disk_sync(lh_ctx *ctx, const char *path);

/* A lock that dies with the process; false with a message when another one holds it. Never
 * released. */
bool lh_file_lock(lh_ctx *ctx, const char *path, lh_msg held);

/* Make a folder and its parents; fine when it is there already. */
bool lh_dir_make(lh_ctx *ctx, const char *path);
bool lh_file_exists(const char *path);
bool lh_dir_exists(const char *path);

/* "dir/name", one slash; `name` itself when it is absolute or dir is NULL. */
char *lh_path_join(lh_arena *arena, const char *dir, const char *name);
/* The folder part ("." when there is none). */
char *lh_path_dir(lh_arena *arena, const char *path);
/* Where this program stands, symbolic links followed; NULL when the system does not tell. */
char *lh_program_path(lh_arena *arena);

/* Names in a folder that do not begin with a dot, sorted by bytes; false when it cannot be read. */
bool lh_dir_list(lh_ctx *ctx, lh_arena *arena, const char *path, char ***names_out,
		 size_t *count_out);

#endif
