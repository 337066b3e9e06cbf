/* Papers that tell of other papers. It knows who asks for what, and nothing of how either is made. */
#include "paper/make.h"

#include "paper/stamping.h"

bool lh_paper_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		   lh_paper *paper_out)
{
	*paper_out = (lh_paper){0};
	const lh_field *field = lh_stamping_field(lh_engine_catalog(engine)->names.schema);
	if (!request->consortium || request->fill.blank ||
	    !lh_engine_reads(ctx, engine, request->jurisdiction, request->document, field))
		return lh_paper_lay(ctx, engine, arena, request, paper_out);
	const lh_stamping *stamping;
	if (!lh_stamping_make(ctx, engine, arena, request, &stamping))
		return false;
	lh_paper_request told = *request;
	told.consortium = lh_with_stamping(arena, request->consortium, stamping);
	bool ok = lh_paper_lay(ctx, engine, arena, &told, paper_out);
	paper_out->stamping = stamping;
	return ok;
}
