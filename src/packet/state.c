/* What a packet keeps for itself, in .lianheti, and how anything is written into it: in one step. */
#include <unistd.h>

#include "packet/inside.h"
#include "util/file.h"

enum { MAX_STATE = 64 << 20 };

bool lh__state_write(const lh__packet *p, lh_ctx *ctx, const char *path, const lh_buf *bytes)
{
	lh_staged staged;
	return lh_file_stage_at(ctx, lh_path_join(ctx->arena, p->out_dir, path),
				lh_fmt(ctx->arena, "%s/%ld", p->tmp_dir, (long)getpid()),
				bytes->bytes, bytes->length, &staged) &&
	       lh_file_commit(ctx, &staged);
}

bool lh__state_write_json(const lh__packet *p, lh_ctx *ctx, const char *path, lh_shaped object)
{
	lh_buf text = {0};
	lh_shape_json(object, /*depth*/ 0, &text);
	lh_buf_putc(&text, '\n');
	bool ok = lh__state_write(p, ctx, path, &text);
	lh_buf_free(&text);
	return ok;
}

bool lh__state_read(const lh__packet *p, lh_arena *arena, const char *path, const lh_shape *shape,
		    void *object_out)
{
	/*
	 * What is damaged, or may not be read, is not there: no message, it is made again. A disk that
	 * fails is another matter: what it holds would be missing without a word.
	 */
	lh_ctx *quiet = lh_ctx_new();
	const char *full = lh_path_join(quiet->arena, p->out_dir, path), *why;
	lh_buf bytes = {0};
	/* Whoever reads something else than a file may wait for ever. */
	bool ok = lh_file_exists(full) && lh_file_read(quiet, full, MAX_STATE, &bytes) &&
		  lh_shape_read(arena, shape, bytes.bytes, bytes.length, object_out, &why);
	if (lh_diag_system_failed(quiet)) {
		const lh_report *first = lh_diag_at(quiet, 0);
		p->ctx->system_failed = true;
		lh_diag(p->ctx, LH_E_PACKET_STATE, lh_file_place(p->ctx, full),
			lh_arena_strdup(p->ctx->arena, first->zh), lh_arena_strdup(p->ctx->arena, first->en),
			NULL);
	}
	lh_buf_free(&bytes);
	lh_ctx_free(quiet);
	return ok;
}

static const char *record_path(lh_arena *arena, const char *id)
{
	return lh_fmt(arena, ".lianheti/units/%s.json", id);
}

bool lh__record_read(const lh__packet *p, lh_arena *arena, size_t index, lh_packet_record *out)
{
	return lh__state_read(p, arena, record_path(arena, lh__packet_id(p, arena, index)),
			      &lh_packet_record_shape, out) &&
	       (out->status != LH_PACKET_MADE || (out->name && out->folder && out->row));
}

bool lh__record_write(const lh__packet *p, lh_ctx *ctx, const lh_packet_record *record)
{
	return lh__state_write_json(p, ctx, record_path(ctx->arena, record->id),
				    (lh_shaped){&lh_packet_record_shape, record});
}

lh_packet_message lh__same_message(const lh__packet *p, lh_arena *arena, const char *file,
				   const char *name, const char *first_file)
{
	lh_ctx *ctx = lh_ctx_new();
	const char *dir = p->district->dir;
	lh_diag(ctx, LH_E_PACKET_SAME, (lh_loc){lh_path_join(ctx->arena, dir, file), 0, 0},
		first_file, name, NULL);
	lh_packet_message message =
		lh_packet_message_of(arena, lh_diag_at(ctx, 0), dir, p->ctx->data_dir);
	lh_ctx_free(ctx);
	return message;
}
