/*
 * Files of a packet: those that belong together are made in memory and put in place all or none; what
 * is on disk is compared with what a record says of it, and only what is still so is taken away.
 */
#ifndef LH_PACKET_RECORD_FILES_H
#define LH_PACKET_RECORD_FILES_H

#include "packet/record/record.h"
#include "util/ctx.h"

typedef struct lh_bundle_file {
	const char *path; /* relative to the packet; borrowed */
	lh_buf bytes;
} lh_bundle_file;

/* A zeroed one is empty. */
typedef struct lh_bundle {
	lh_bundle_file *files;
	size_t n, capacity;
} lh_bundle;

/* Room for the bytes of a file. It moves when the next one is added: fill it before. */
lh_buf *lh_bundle_add(lh_bundle *bundle, const char *path);
/*
 * Stage all files in `tmp_dir`, then move them into place under `dir`, whose folders are there. A
 * full disk shows itself while nothing has been replaced. False with messages.
 */
bool lh_bundle_place(lh_ctx *ctx, const lh_bundle *bundle, const char *dir, const char *tmp_dir);
/* What a record says of them. */
lh_packet_files lh_bundle_files(lh_arena *arena, const lh_bundle *bundle);
void lh_bundle_free(lh_bundle *bundle);

/* What a record says of a file in memory. */
lh_packet_file lh_packet_file_of(lh_arena *arena, const char *path, const void *bytes, size_t length);
/* Both lists, one behind the other. */
lh_packet_files lh_packet_files_join(lh_arena *arena, lh_packet_files a, lh_packet_files b);
/* Whether the file that an entry speaks of is on disk under `dir`, byte for byte. */
bool lh_packet_file_intact(const lh_packet_file *file, const char *dir);
bool lh_packet_files_intact(lh_packet_files files, const char *dir);
/*
 * Delete the files of `old` that `kept` does not list, when they are as they were made; the folders
 * that become empty go too. A changed file stays and is told.
 */
void lh_packet_files_prune(lh_ctx *ctx, lh_packet_files old, lh_packet_files kept, const char *dir);
/* Tell which of `old` somebody has changed since, before what was `made` takes their places. */
void lh_packet_files_tell_changed(lh_lang lang, lh_packet_files old, lh_packet_files made,
				  const char *dir);

#endif
