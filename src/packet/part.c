/*
 * Parts of the district's own that are made in one go and kept in one piece: all its papers, and its
 * bound set. Of each there is a record, like that of a consortium: what it was made of, what the
 * manifest says of it, its files.
 */
#include <string.h>
#include <unistd.h>

#include "packet/inside.h"
#include "util/file.h"

#define KEY {"key", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(lh__part_record, key)}
#define FILES \
	{"files", LH_SHAPE_LIST, LH_AT(lh__part_record, files.items), \
	 LH_N_AT(lh__part_record, files.n), .of = &lh_packet_file_shape}

static const lh_shape_field papers_fields[] = {
	KEY,
	{"made", LH_SHAPE_LIST, LH_NONE_ABSENT, LH_AT(lh__part_record, papers),
	 LH_N_AT(lh__part_record, n_papers), .of = &lh_packet_own_shape},
	FILES,
};
static const lh_shape_field set_fields[] = {
	KEY,
	{"made", LH_SHAPE_PART, LH_NONE_ABSENT, LH_AT(lh__part_record, set), .of = &lh_packet_set_shape},
	FILES,
};
static const lh_shape shapes[] = {
	[LH__PART_PAPERS] = LH_SHAPE(lh__part_record, papers_fields),
	[LH__PART_SET] = LH_SHAPE(lh__part_record, set_fields),
};
static const char *const paths[] = {
	[LH__PART_PAPERS] = ".lianheti/district/papers.json",
	[LH__PART_SET] = ".lianheti/district/set.json",
};

lh__part_record lh__part_made(const lh__packet *p, lh__part part)
{
	lh__part_record record;
	if (!lh__state_read(p, p->arena, paths[part], &shapes[part], &record))
		record = (lh__part_record){0};
	return record;
}

bool lh__part_stands(const lh__packet *p, lh__part part, const char *key)
{
	lh__part_record record = lh__part_made(p, part);
	return p->options->resume && record.key && strcmp(record.key, key) == 0 &&
	       lh_packet_files_intact(record.files, p->out_dir);
}

static bool write_record(const lh__packet *p, lh_ctx *ctx, lh__part part,
			 const lh__part_record *record)
{
	return lh__state_write_json(p, ctx, paths[part], (lh_shaped){&shapes[part], record});
}

/*
 * Before the first file is moved, a record without a key lists old files and new ones: cut off in
 * between, the next run makes the part again, and knows what to take away.
 */
static bool announce(const lh__packet *p, lh_ctx *ctx, lh__part part, lh_packet_files old,
		     lh_packet_files made)
{
	const lh__part_record record = {.files = lh_packet_files_join(ctx->arena, old, made)};
	return write_record(p, ctx, part, &record);
}

bool lh__part_commit(const lh__packet *p, lh_ctx *ctx, lh__part part, lh__part_record *record,
		     const lh_bundle *files)
{
	lh_packet_files old = lh__part_made(p, part).files;
	record->files = lh_bundle_files(ctx->arena, files);
	lh_packet_files_tell_changed(p->ctx->lang, old, record->files, p->out_dir);
	if (!lh_dir_make(ctx, lh_path_join(ctx->arena, p->state_dir, "district")) ||
	    !announce(p, ctx, part, old, record->files) ||
	    !lh_dir_make(ctx, lh_path_join(ctx->arena, p->out_dir, p->own_dir)) ||
	    !lh_bundle_place(ctx, files, p->out_dir, p->tmp_dir))
		return false;
	lh_packet_files_prune(ctx, old, record->files, p->out_dir);
	return write_record(p, ctx, part, record);
}

void lh__part_drop(const lh__packet *p, lh__part part)
{
	const lh_packet_files none = {0};
	lh_packet_files_prune(p->ctx, lh__part_made(p, part).files, none, p->out_dir);
	unlink(lh_path_join(p->arena, p->out_dir, paths[part]));
}
