/* The library's user API for packets: a district's file in, a folder out. */
#include "packet/run.h"
#include "paper/session.h"

static void tell(void *user, const lh_packet_progress *p)
{
	const lh_packet_order *order = user;
	const lh_packet_told *told = p->told;
	order->progress(order->user, p->done, p->total, told->name ? told->name : "",
			told->status == LH_PACKET_MADE);
}

bool lh_make_packet(lh_session *session, const lh_packet_order *order, lh_packet_totals *totals_out)
{
	*totals_out = (lh_packet_totals){.made = 0};
	lh_ctx *ctx = session->ctx;
	if (!session->engine)
		return false;
	lh_diag_clear(ctx);
	ctx->final = ctx->public_edition = false;
	lh_packet_order mine = *order;
	lh_packet_options options = {
		.out_dir = order->folder,
		.jobs = order->jobs ? order->jobs : 1,
		.timeout = order->timeout ? order->timeout : LH_PACKET_TIMEOUT,
		.resume = order->resume,
		.final = order->final,
		.zip = order->zip,
		.pdfa = order->pdfa,
		.no_pictures = order->no_pictures,
		.shard = order->shard,
		.n_shards = order->n_shards,
		.compression = LH_COMPRESSION_BATCH,
		.progress = order->progress ? tell : NULL,
		.user = &mine,
	};
	lh_arena *arena = lh_arena_new();
	lh_packet_result result = {.made = 0};
	const lh_district *district =
		lh_district_load(ctx, arena, lh_engine_catalog(session->engine), order->district);
	bool ok = district &&
		  (order->assemble ? lh_packet_assemble(ctx, session->engine, district, &options, &result)
				   : lh_packet_run(ctx, session->engine, district, &options, &result));
	if (ok)
		*totals_out = (lh_packet_totals){result.made, result.kept, result.failed, result.manifest != NULL};
	lh_arena_free(arena);
	return ok && !result.system_failed;
}
