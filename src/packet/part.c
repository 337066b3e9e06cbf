/*
 * Parts of the district's own that are made in one go and kept in one piece: all its papers, and its
 * bound set. Of each there is a record, like that of a consortium: what it was made of, what the
 * manifest says of it, its files.
 */
#include <string.h>
#include <unistd.h>

#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "util/file.h"

static const char *record_path(lh_arena *arena, const char *part)
{
	return lh_fmt(arena, ".lianheti/district/%s.json", part);
}

static json_t *read_record(const lh__packet *p, const char *part)
{
	const char *path = lh_path_join(p->arena, p->out_dir, record_path(p->arena, part));
	/* Whoever reads something else than a file may wait for ever. */
	json_t *record = lh_file_exists(path) ? json_load_file(path, 0, NULL) : NULL;
	return record ? record : json_object();
}

json_t *lh__part_made(const lh__packet *p, const char *part, json_t *files)
{
	json_t *record = read_record(p, part), *made = json_object_get(record, "made");
	json_array_extend(files, json_object_get(record, "files"));
	json_incref(made);
	json_decref(record);
	return made;
}

bool lh__part_stands(const lh__packet *p, const char *part, const char *key)
{
	json_t *record = read_record(p, part), *file;
	size_t i;
	bool stands = p->options->resume && strcmp(lh_json_text(record, "key"), key) == 0;
	json_array_foreach(json_object_get(record, "files"), i, file)
		stands = stands && lh_manifest_intact(file, p->out_dir);
	json_decref(record);
	return stands;
}

/*
 * Before the first file is moved, a record without a key lists old files and new ones: cut off in
 * between, the next run makes the part again, and knows what to take away.
 */
static bool announce(const lh__packet *p, lh_ctx *ctx, const char *part, json_t *old_files,
		     json_t *new_files)
{
	json_t *both = json_array();
	json_array_extend(both, old_files);
	json_array_extend(both, new_files);
	json_t *record = json_pack("{s:o}", "files", both);
	bool ok = lh__packet_write_json(p, ctx, record_path(ctx->arena, part), record);
	json_decref(record);
	return ok;
}

bool lh__part_commit(const lh__packet *p, lh_ctx *ctx, const char *part, const char *key,
		     const json_t *made, const lh__bundle *files)
{
	json_t *old = read_record(p, part);
	json_t *old_files = json_object_get(old, "files"), *new_files = lh__bundle_json(files);
	json_t *record = json_pack("{s:s*, s:O, s:O}", "key", key, "made", made, "files", new_files);
	lh_manifest_tell_changed(p->ctx->lang, old_files, new_files, p->out_dir);
	bool ok = lh_dir_make(ctx, lh_path_join(ctx->arena, p->state_dir, "district")) &&
		  announce(p, ctx, part, old_files, new_files) &&
		  lh_dir_make(ctx, lh_path_join(ctx->arena, p->out_dir, p->own_dir)) &&
		  lh__bundle_place(ctx, files, p->out_dir, p->tmp_dir);
	if (ok) {
		lh_manifest_prune(ctx, old_files, new_files, p->out_dir);
		ok = lh__packet_write_json(p, ctx, record_path(ctx->arena, part), record);
	}
	json_decref(record);
	json_decref(new_files);
	json_decref(old);
	return ok;
}

void lh__part_drop(const lh__packet *p, const char *part)
{
	json_t *record = read_record(p, part), *none = json_array();
	lh_manifest_prune(p->ctx, json_object_get(record, "files"), none, p->out_dir);
	unlink(lh_path_join(p->arena, p->out_dir, record_path(p->arena, part)));
	json_decref(none);
	json_decref(record);
}
