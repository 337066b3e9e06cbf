/*
 * Files: read whole under a limit, mapped read-only; how they are written: stage.h.
 * Every failure is a message (LH1xxx) with the path as its place.
 */
#ifndef LH_UTIL_FILE_H
#define LH_UTIL_FILE_H

#include "util/buf.h"
#include "util/ctx.h"
#include "util/stage.h"

/* A message about a file, with what errno says; false. */
bool lh_file_failed(lh_ctx *ctx, lh_msg msg, const char *path);
/* A place that is a file as a whole. */
lh_loc lh_file_place(lh_ctx *ctx, const char *path);

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
