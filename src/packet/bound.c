/* Bound sets of a packet. It names their files; what stands on the pages is packet/bind and templates. */
#include <string.h>

#include "emit/formats.h"
#include "packet/inside.h"

/* 合订本, or 合订本第2册 of several. */
static const char *volume_word(const lh__packet *p, lh_arena *arena, size_t volume,
			       size_t n_volumes)
{
	if (n_volumes == 1)
		return p->lists->words[LH_WORD_BOUND];
	const char *word = p->lists->words[LH_WORD_VOLUME], *mark = strchr(word, '#');
	return mark ? lh_fmt(arena, "%.*s%zu%s", (int)(mark - word), word, volume + 1, mark + 1)
		    : word;
}

static const char *bound_path(const lh__packet *p, lh_arena *arena, const char *dir,
			      const lh__words *words, const char *paper)
{
	lh__words own = *words;
	own.paper = paper;
	return lh_fmt(arena, "%s/%s.pdf", dir, lh__packet_name(p, arena, &own));
}

const lh_packet_set *lh__packet_bind(const lh__packet *p, lh_ctx *ctx, lh_arena *arena,
				     const char *dir, const lh__words *words,
				     const lh_bind_set *sets, size_t n_sets, lh_bundle *files)
{
	const lh_district *d = p->district;
	lh_packet_view head = lh_packet_view_head(p->head);
	lh_bind_options options = {
		.packet = &head,
		.duplex = d->duplex,
		.stamped_single = d->stamped_single,
		.volume_leaves = d->volume_leaves,
		.draft = !p->options->final,
	};
	lh_emit_options emit = {.compression = p->options->compression, .pdfa = p->options->pdfa};
	const lh_emitter *pdf = lh_emitter_find("pdf");
	lh_bound bound;
	if (!lh_bind(ctx, p->engine, arena, p->papers, sets, n_sets, &options, &bound))
		return NULL;
	const char **paths = LH_NEW_ARRAY(arena, const char *, bound.n_volumes + 1);
	lh_packet_volume *volumes = LH_NEW_ARRAY(arena, lh_packet_volume, bound.n_volumes + 1);
	bool ok = true;
	for (size_t i = 0; i < bound.n_volumes; i++) {
		size_t pages = bound.volumes[i].pages->n_pages;
		paths[i] = bound_path(p, arena, dir, words, volume_word(p, arena, i, bound.n_volumes));
		volumes[i] = (lh_packet_volume){pages, pages / bound.per_leaf};
		ok = lh_paper_emit(ctx, p->engine, &bound.volumes[i], pdf, &emit,
				   lh_bundle_add(files, paths[i])) &&
		     ok;
	}
	lh_packet_set *set = LH_NEW(arena, lh_packet_set);
	*set = (lh_packet_set){
		.pdf = paths,
		.n_pdf = bound.n_volumes,
		.volumes = volumes,
		.n_volumes = bound.n_volumes,
		.spine = bound_path(p, arena, dir, words, lh_packet_paper_find(p->papers, "spine")->title),
		.pages = bound.pages,
		.leaves = bound.leaves,
	};
	ok = lh_paper_emit(ctx, p->engine, &bound.spine, pdf, &emit,
			   lh_bundle_add(files, set->spine)) &&
	     ok;
	return ok ? set : NULL;
}
