/* Files of a packet, in memory and on disk. It knows nothing of what they are. */
#include "packet/record/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/arena.h"
#include "util/file.h"
#include "util/sha256.h"

/* ---- made in memory ---- */

lh_buf *lh_bundle_add(lh_bundle *bundle, const char *path)
{
	if (bundle->n == bundle->capacity) {
		bundle->capacity = bundle->capacity ? 2 * bundle->capacity : 16;
		bundle->files =
			lh_xrealloc(bundle->files, bundle->capacity * sizeof *bundle->files);
	}
	bundle->files[bundle->n] = (lh_bundle_file){.path = path};
	return &bundle->files[bundle->n++].bytes;
}

bool lh_bundle_place(lh_ctx *ctx, const lh_bundle *bundle, const char *dir, const char *tmp_dir)
{
	lh_staged *staged = LH_NEW_ARRAY(ctx->arena, lh_staged, bundle->n + 1);
	bool ok = true;
	size_t n = 0;
	for (; ok && n < bundle->n; n += ok) {
		const lh_bundle_file *file = &bundle->files[n];
		ok = lh_file_stage_at(ctx, lh_path_join(ctx->arena, dir, file->path),
				      lh_fmt(ctx->arena, "%s/%ld-%zu", tmp_dir, (long)getpid(), n),
				      file->bytes.bytes, file->bytes.length, &staged[n]);
	}
	return lh_files_settle(ctx, staged, n, ok);
}

lh_packet_files lh_bundle_files(lh_arena *arena, const lh_bundle *bundle)
{
	lh_packet_file *files = LH_NEW_ARRAY(arena, lh_packet_file, bundle->n + 1);
	for (size_t i = 0; i < bundle->n; i++)
		files[i] = lh_packet_file_of(arena, bundle->files[i].path,
					     bundle->files[i].bytes.bytes,
					     bundle->files[i].bytes.length);
	return (lh_packet_files){files, bundle->n};
}

void lh_bundle_free(lh_bundle *bundle)
{
	for (size_t i = 0; i < bundle->n; i++)
		lh_buf_free(&bundle->files[i].bytes);
	free(bundle->files);
	*bundle = (lh_bundle){0};
}

/* ---- on disk ---- */

lh_packet_file lh_packet_file_of(lh_arena *arena, const char *path, const void *bytes, size_t length)
{
	char hex[65];
	lh_sha256(bytes, length, hex);
	return (lh_packet_file){path, length, lh_arena_strdup(arena, hex)};
}

lh_packet_files lh_packet_files_join(lh_arena *arena, lh_packet_files a, lh_packet_files b)
{
	lh_packet_file *both = LH_NEW_ARRAY(arena, lh_packet_file, a.n + b.n + 1);
	if (a.n)
		memcpy(both, a.items, a.n * sizeof *both);
	if (b.n)
		memcpy(both + a.n, b.items, b.n * sizeof *both);
	return (lh_packet_files){both, a.n + b.n};
}

bool lh_packet_file_intact(const lh_packet_file *file, const char *dir)
{
	/* What cannot be read is not there: no message. */
	lh_ctx *quiet = lh_ctx_new();
	lh_map map;
	const char *path = lh_path_join(quiet->arena, dir, file->path);
	bool same = false;
	if (lh_file_exists(path) && lh_file_map(quiet, path, &map)) {
		char hex[65];
		if (map.length == file->bytes) {
			lh_sha256(map.bytes, map.length, hex);
			same = strcmp(hex, file->sha256) == 0;
		}
		lh_file_unmap(&map);
	}
	lh_ctx_free(quiet);
	return same;
}

bool lh_packet_files_intact(lh_packet_files files, const char *dir)
{
	for (size_t i = 0; i < files.n; i++)
		if (!lh_packet_file_intact(&files.items[i], dir))
			return false;
	return true;
}

static bool lists(lh_packet_files files, const char *path)
{
	for (size_t i = 0; i < files.n; i++)
		if (strcmp(files.items[i].path, path) == 0)
			return true;
	return false;
}

/* A run that was cut off may have listed a file twice, as it was and as it was to be. */
static bool is_ours(lh_packet_files files, const char *path, const char *dir)
{
	for (size_t i = 0; i < files.n; i++)
		if (strcmp(files.items[i].path, path) == 0 &&
		    lh_packet_file_intact(&files.items[i], dir))
			return true;
	return false;
}

void lh_packet_files_prune(lh_ctx *ctx, lh_packet_files old, lh_packet_files kept, const char *dir)
{
	for (size_t i = 0; i < old.n; i++) {
		const char *path = old.items[i].path;
		const char *full = lh_path_join(ctx->arena, dir, path);
		/* A record that was tampered with must not reach outside the packet. */
		if (lists(kept, path) || !*path || path[0] == '/' || strstr(path, "..") ||
		    !lh_file_exists(full))
			continue;
		if (!is_ours(old, path, dir)) {
			lh_diag(ctx, LH_W_PACKET_CHANGED, (lh_loc){full, 0, 0}, NULL);
			continue;
		}
		unlink(full);
		/* Fails, as it should, while something else is in the folder. */
		if (strchr(path, '/'))
			rmdir(lh_path_dir(ctx->arena, full));
	}
}

/* Straight to the terminal: in a record it would be told again by every run that keeps it. */
void lh_packet_files_tell_changed(lh_lang lang, lh_packet_files old, lh_packet_files made,
				  const char *dir)
{
	lh_ctx *ctx = lh_ctx_new();
	for (size_t i = 0; i < made.n; i++) {
		const char *path = made.items[i].path;
		const char *full = lh_path_join(ctx->arena, dir, path);
		if (lists(old, path) && lh_file_exists(full) && !is_ours(old, path, dir))
			lh_diag(ctx, LH_W_PACKET_OVERWRITTEN, (lh_loc){full, 0, 0}, NULL);
	}
	for (size_t i = 0; i < lh_diag_count(ctx); i++)
		lh_diag_print(stderr, lh_diag_at(ctx, i), lang);
	lh_ctx_free(ctx);
}
