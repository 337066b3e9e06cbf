/* Files that belong together: made in memory, put in place all or none, listed with their hashes.
 */
#ifndef LH_PACKET_RECORD_BUNDLE_H
#define LH_PACKET_RECORD_BUNDLE_H

#include <jansson.h>

#include "util/buf.h"
#include "util/ctx.h"

typedef struct lh__bundle_file {
	const char *path; /* relative to the packet; borrowed */
	lh_buf bytes;
} lh__bundle_file;

/* A zeroed one is empty. */
typedef struct lh__bundle {
	lh__bundle_file *files;
	size_t n, capacity;
} lh__bundle;

/* Room for the bytes of a file. It moves when the next one is added: fill it before. */
lh_buf *lh__bundle_add(lh__bundle *bundle, const char *path);
/*
 * Stage all files in `tmp_dir`, then move them into place under `dir`, whose folders are there. A
 * full disk shows itself while nothing has been replaced. False with messages.
 */
bool lh__bundle_place(lh_ctx *ctx, const lh__bundle *bundle, const char *dir, const char *tmp_dir);
/* Entries as manifest.json has them. */
json_t *lh__bundle_json(const lh__bundle *bundle);
void lh__bundle_free(lh__bundle *bundle);

#endif
