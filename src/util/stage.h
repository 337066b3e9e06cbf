/*
 * Files put into their places so that no reader ever sees half of one, and so that files which
 * belong together are all old or all new.
 *
 * What is promised: when a write, a sync or a rename fails, every file that was replaced is put
 * back; if even that fails, the files that are new now are named. When the process is killed in the
 * middle of the renames, some files are new and some old, each of them whole; temporary files that
 * it leaves are cleared by the next run that writes the same files.
 */
#ifndef LH_UTIL_STAGE_H
#define LH_UTIL_STAGE_H

#include "util/ctx.h"

typedef struct lh_staged {
	const char *path, *tmp;
} lh_staged;

/*
 * Write the bytes to a temporary file beside `path`, every write, fsync and close checked. A full
 * disk shows itself here, when every old file is still in its place.
 */
bool lh_file_stage(lh_ctx *ctx, const char *path, const void *bytes, size_t length,
		   lh_staged *staged_out);
/*
 * The same in a temporary file of the caller's choice on the same file system, without waiting for
 * the disk: for hundreds of files, with one lh_disk_sync before something says that they are there.
 */
bool lh_file_stage_at(lh_ctx *ctx, const char *path, const char *tmp, const void *bytes,
		      size_t length, lh_staged *staged_out);
bool lh_file_commit(lh_ctx *ctx, const lh_staged *staged);
void lh_file_unstage(const lh_staged *staged);

/* The second step for many: all of them take their places when all could be staged, else none. */
bool lh_files_settle(lh_ctx *ctx, const lh_staged *staged, size_t n, bool all_staged);

/* Remove temporary files that dead processes left in `dir` for files of these names. */
void lh_files_clear(lh_ctx *ctx, const char *dir, const char *const *names, size_t n);

/*
 * Replace one file: stage, then commit. On failure the temporary file is gone, an old `path` is
 * untouched.
 */
bool lh_file_write(lh_ctx *ctx, const char *path, const void *bytes, size_t length);

/* Everything written so far to the file system that holds `path` is on the disk when it returns. */
bool lh_disk_sync(lh_ctx *ctx, const char *path);

#endif
