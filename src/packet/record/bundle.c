/* Files that belong together. It knows nothing of what they are. */
#include "packet/record/bundle.h"

#include <stdlib.h>
#include <unistd.h>

#include "packet/record/manifest.h"
#include "util/file.h"

lh_buf *lh__bundle_add(lh__bundle *bundle, const char *path)
{
	if (bundle->n == bundle->capacity) {
		bundle->capacity = bundle->capacity ? 2 * bundle->capacity : 16;
		bundle->files =
			lh_xrealloc(bundle->files, bundle->capacity * sizeof *bundle->files);
	}
	bundle->files[bundle->n] = (lh__bundle_file){.path = path};
	return &bundle->files[bundle->n++].bytes;
}

bool lh__bundle_place(lh_ctx *ctx, const lh__bundle *bundle, const char *dir, const char *tmp_dir)
{
	lh_staged *staged = LH_NEW_ARRAY(ctx->arena, lh_staged, bundle->n + 1);
	bool ok = true;
	size_t n = 0;
	for (; ok && n < bundle->n; n += ok) {
		const lh__bundle_file *file = &bundle->files[n];
		ok = lh_file_stage_at(ctx, lh_path_join(ctx->arena, dir, file->path),
				      lh_fmt(ctx->arena, "%s/%ld-%zu", tmp_dir, (long)getpid(), n),
				      file->bytes.bytes, file->bytes.length, &staged[n]);
	}
	return lh_files_settle(ctx, staged, n, ok);
}

json_t *lh__bundle_json(const lh__bundle *bundle)
{
	json_t *files = json_array();
	for (size_t i = 0; i < bundle->n; i++)
		json_array_append_new(files, lh_manifest_file(bundle->files[i].path,
							      bundle->files[i].bytes.bytes,
							      bundle->files[i].bytes.length));
	return files;
}

void lh__bundle_free(lh__bundle *bundle)
{
	for (size_t i = 0; i < bundle->n; i++)
		lh_buf_free(&bundle->files[i].bytes);
	free(bundle->files);
	*bundle = (lh__bundle){0};
}
