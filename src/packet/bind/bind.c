/*
 * Binding. It knows in which order a set is put together, what its front papers read of it, and
 * how pages of several papers become pages of one; it refuses to know what any of them says.
 *
 * The contents tell on which page each paper begins, which depends on how many leaves the contents
 * have themselves: the front papers are made again until that stays as it was.
 */
#include "packet/bind/bind.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "packet/bind/plan.h"
#include "layout/line/para.h"

enum {
	MOST_ROUNDS = 4,
	NUMBER_SIZE = 9 * LH_EMU_PT,      /* 小五 */
	NUMBER_UP = 7 * LH_EMU_MM,        /* its baseline above the lower edge of the sheet */
	NUMBER_FROM_EDGE = 20 * LH_EMU_MM, /* from the outer edge */
};

/* What a piece of the set is. */
typedef struct origin {
	const lh_bind_set *set;
	const lh_bind_part *part; /* NULL: the separator sheet of the set */
} origin;

typedef struct binder {
	lh_ctx *ctx;
	lh_engine *engine;
	lh_arena *arena;
	const lh_packet_papers *papers;
	const lh_bind_set *sets;
	size_t n_sets;
	const lh_bind_options *options;
	/* Pieces behind the front papers, in order. */
	origin *origins;
	lh__piece *pieces;
	size_t n_pieces;
	lh__plan plan;
	/* Front papers. */
	lh_paper *covers;   /* one a volume */
	lh_paper contents;
	lh_paper separator; /* of a single set: before its first cover */
	size_t cover_leaves, contents_leaves, separator_leaves;
	size_t *set_runs;       /* the first run of each set, and behind the last */
	const lh_node *anchors; /* one a run, for links from the contents */
} binder;

static lh__piece lay(const binder *b, const lh_pages *pages, bool single)
{
	const lh__piece_how how = {b->options->duplex, single, b->options->stamped_single};
	return lh__piece_lay(b->arena, pages, &how);
}

static bool several(const binder *b)
{
	return b->n_sets > 1;
}

static const char *title_of(const binder *b, const char *key)
{
	return lh_packet_paper_find(b->papers, key)->title;
}

/* ---- What front papers read ---- */

/* The printed pages of a run, and its last one counted from the run's beginning. */
static size_t printed(const lh__piece *piece, const lh__run *run, size_t *last_out)
{
	size_t n = 0;
	for (size_t i = 0; i < run->n; i++) {
		if (piece->sides[run->first + i] == LH__BLANK)
			continue;
		n++;
		*last_out = i;
	}
	return n;
}

static lh_set_entry entry_of(const binder *b, const lh__run *run)
{
	const lh_bind_part *part = b->origins[run->piece].part;
	size_t last = 0, per_leaf = b->plan.per_leaf;
	lh_set_entry entry = {
		.key = part->key,
		.title = part->title,
		.pages = printed(&b->pieces[run->piece], run, &last),
		.leaves = run->n / per_leaf,
		.copies = part->copies > 0 ? (size_t)part->copies : 0,
		.volume = run->volume + 1,
		.page = run->at + 1,
		.leaf = run->at / per_leaf + 1,
		.last_leaf = (run->at + run->n - 1) / per_leaf + 1,
	};
	entry.last_page = run->at + last + 1;
	return entry;
}

/* The papers of one set, in order. */
static const lh_set_entry *entries_of(const binder *b, const lh_bind_set *set, size_t *n_out)
{
	size_t s = (size_t)(set - b->sets), n = 0;
	lh_set_entry *entries =
		LH_NEW_ARRAY(b->arena, lh_set_entry, b->set_runs[s + 1] - b->set_runs[s] + 1);
	for (size_t i = b->set_runs[s]; i < b->set_runs[s + 1]; i++)
		if (b->origins[b->plan.runs[i].piece].part)
			entries[n++] = entry_of(b, &b->plan.runs[i]);
	*n_out = n;
	return entries;
}

/* What the contents list: in a set of several consortia where each begins, else the papers. */
static const lh_set_group *groups_of(const binder *b)
{
	lh_set_group *groups = LH_NEW_ARRAY(b->arena, lh_set_group, b->n_sets + 1);
	for (size_t s = 0; s < b->n_sets; s++) {
		const lh__run *first = &b->plan.runs[b->set_runs[s]];
		size_t sides = 0;
		for (size_t i = b->set_runs[s]; i < b->set_runs[s + 1]; i++)
			sides += b->plan.runs[i].n;
		groups[s] = (lh_set_group){
			.id = b->sets[s].id,
			.name = b->sets[s].name,
			.volume = first->volume + 1,
			.page = first->at + 1,
			.leaf = first->at / b->plan.per_leaf + 1,
			.leaves = sides / b->plan.per_leaf,
		};
		if (!several(b))
			groups[s].entries = entries_of(b, &b->sets[s], &groups[s].n_entries);
	}
	return groups;
}

static size_t front_sides(const binder *b, size_t volume)
{
	return (volume ? b->plan.front : b->plan.front_first) * b->plan.per_leaf;
}

static size_t volume_sides(const binder *b, size_t volume)
{
	size_t n = front_sides(b, volume);
	for (size_t i = 0; i < b->plan.n_runs; i++)
		if (b->plan.runs[i].volume == volume)
			n += b->plan.runs[i].n;
	return n;
}

static void put_volumes(const binder *b, lh_set_view *set)
{
	lh_set_volume *bound = LH_NEW_ARRAY(b->arena, lh_set_volume, b->plan.n_volumes + 1);
	for (size_t v = 0; v < b->plan.n_volumes; v++) {
		size_t n = volume_sides(b, v);
		bound[v] = (lh_set_volume){v + 1, n, n / b->plan.per_leaf};
		set->pages += n;
	}
	set->bound = bound;
	set->n_bound = b->plan.n_volumes;
	set->leaves = set->pages / b->plan.per_leaf;
}

/* Of the whole, or with `only` of one set. */
static const lh_set_view *set_view(const binder *b, const lh_bind_set *only, size_t volume)
{
	lh_set_view *set = LH_NEW(b->arena, lh_set_view);
	*set = (lh_set_view){
		.volume = volume + 1, .volumes = b->plan.n_volumes, .several = several(b)};
	if (!only || !several(b)) {
		set->groups = groups_of(b);
		set->n_groups = b->n_sets;
	}
	if (!only && !several(b))
		only = b->sets;
	if (only) {
		set->id = only->id;
		set->name = only->name;
		set->lead = only->lead;
		set->entries = entries_of(b, only, &set->n_entries);
	}
	put_volumes(b, set);
	return set;
}

static bool make(const binder *b, const char *key, const lh_bind_set *only, size_t volume,
		 lh_paper *out)
{
	lh_packet_view view = *b->options->packet;
	view.set = set_view(b, only, volume);
	return lh_packet_paper_make(b->ctx, b->engine, b->arena, b->papers,
				    lh_packet_paper_find(b->papers, key), &view, b->options->draft,
				    out);
}

/* ---- The plan ---- */

static void plan(binder *b)
{
	b->plan = (lh__plan){
		.per_leaf = b->options->duplex ? 2 : 1,
		.volume_leaves = b->options->volume_leaves,
		.front = b->cover_leaves + b->contents_leaves,
	};
	b->plan.front_first = b->plan.front + (several(b) ? 0 : b->separator_leaves);
	lh__plan_runs(b->arena, b->pieces, b->n_pieces, &b->plan);
	b->set_runs = LH_NEW_ARRAY(b->arena, size_t, b->n_sets + 1);
	for (size_t i = 0; i < b->plan.n_runs; i++) {
		const origin *from = &b->origins[b->plan.runs[i].piece];
		b->set_runs[(size_t)(from->set - b->sets) + 1] = i + 1;
	}
}

static bool settle(size_t *leaves, size_t now)
{
	bool same = *leaves == now;
	*leaves = now;
	return same;
}

static size_t leaves_of(const binder *b, const lh_paper *paper)
{
	return lay(b, paper->pages, /*single*/ false).n_sides / b->plan.per_leaf;
}

/* Make the front papers for the plan; *same_out: they have the leaves that the plan gave them. */
static bool make_front(binder *b, bool *same_out)
{
	b->covers = LH_NEW_ARRAY(b->arena, lh_paper, b->plan.n_volumes);
	for (size_t v = 0; v < b->plan.n_volumes; v++)
		if (!make(b, "cover", NULL, v, &b->covers[v]))
			return false;
	if (!make(b, "contents", NULL, 0, &b->contents))
		return false;
	*same_out = settle(&b->cover_leaves, leaves_of(b, &b->covers[0]));
	*same_out = settle(&b->contents_leaves, leaves_of(b, &b->contents)) && *same_out;
	if (several(b))
		return true;
	if (!make(b, "separator", NULL, 0, &b->separator))
		return false;
	*same_out = settle(&b->separator_leaves, leaves_of(b, &b->separator)) && *same_out;
	return true;
}

/* Separators inside a set of several: they say how many leaves, not where. */
static bool make_separators(binder *b)
{
	for (size_t i = 0; i < b->n_pieces; i++) {
		lh_paper paper;
		if (b->origins[i].part)
			continue;
		if (!make(b, "separator", b->origins[i].set, 0, &paper))
			return false;
		b->pieces[i] = lay(b, paper.pages, /*single*/ true);
		b->pieces[i].keep_next = true;
	}
	return true;
}

static void collect(binder *b)
{
	size_t most = b->n_sets;
	for (size_t s = 0; s < b->n_sets; s++)
		most += b->sets[s].n_parts;
	b->origins = LH_NEW_ARRAY(b->arena, origin, most);
	b->pieces = LH_NEW_ARRAY(b->arena, lh__piece, most);
	for (size_t s = 0; s < b->n_sets; s++) {
		const lh_bind_set *set = &b->sets[s];
		assert(set->n_parts > 0);
		if (several(b))
			b->origins[b->n_pieces++] = (origin){set, NULL};
		for (size_t i = 0; i < set->n_parts; i++) {
			const lh_bind_part *part = &set->parts[i];
			b->origins[b->n_pieces] = (origin){set, part};
			b->pieces[b->n_pieces++] = lay(b, part->pages, !part->duplex);
		}
	}
}

static bool plan_all(binder *b)
{
	collect(b);
	b->cover_leaves = b->contents_leaves = b->separator_leaves = 1;
	plan(b);
	if (several(b) && !make_separators(b))
		return false;
	bool same = false;
	for (int round = 0; round < MOST_ROUNDS && !same; round++) {
		plan(b);
		if (!make_front(b, &same))
			return false;
	}
	return true;
}

/* ---- Links of the contents ---- */

/* What was filled in from an entry or group of the set leads to the paper or set it stands for. */
static void link_entries(const binder *b, lh_node *node)
{
	for (lh_node *child = node->first; child; child = child->next)
		link_entries(b, child);
	if (node->kind != LH_NODE_TEXT || !node->u.run.origin.path)
		return;
	size_t set, index = 0;
	int found = sscanf(node->u.run.origin.path, "set.groups[%zu].entries[%zu]", &set, &index);
	if (found > 0)
		node->u.run.link = &b->anchors[b->set_runs[set] + index];
}

/* ---- The pages ---- */

typedef struct volume {
	const binder *b;
	size_t number;
	lh_page *pages;
	size_t n_pages;
	lh_placed_slot *slots;
	size_t n_slots;
	lh_bookmark *bookmarks;
	size_t n_bookmarks;
} volume;

/* The text of the set's number with '#' replaced. */
static const char *set_number(const binder *b, size_t number)
{
	const char *pattern = b->papers->set_number, *at = strchr(pattern, '#');
	int before = at ? (int)(at - pattern) : (int)strlen(pattern);
	return lh_fmt(b->arena, "%.*s%zu%s", before, pattern, number, at ? at + 1 : "");
}

/* At the foot of the upright sheet, on its outer side. */
static bool add_number(const binder *b, size_t number, lh_page *page, lh_item *item)
{
	const lh_ruler ruler = lh_fonts_ruler(lh_engine_fonts(b->engine));
	const lh_setter setter = {
		.ctx = b->ctx, .arena = b->arena, .ruler = &ruler, .page = "", .pages = ""};
	const lh_run_fmt fmt = {.role = LH_ROLE_SONG, .size = NUMBER_SIZE};
	lh_emu width, sheet = page->turned ? page->h : page->w;
	if (!lh_text_items(&setter, set_number(b, number), &fmt, /*para*/ NULL, /*run*/ NULL, item,
			   &width))
		return false;
	bool right = number % 2 || !b->options->duplex;
	lh_emu x = right ? sheet - NUMBER_FROM_EDGE - width : NUMBER_FROM_EDGE;
	item->artifact = true;
	item->x = page->turned ? NUMBER_UP : x;
	item->y = page->turned ? x : page->h - NUMBER_UP;
	item->u.text.rotate = page->turned ? -90 : 0;
	return true;
}

static bool add_page(volume *v, const lh_page *from, const char *prefix, bool numbered)
{
	const binder *b = v->b;
	lh_page *page = &v->pages[v->n_pages++];
	*page = *from;
	page->slot_prefix = prefix;
	page->label = lh_fmt(b->arena, "%zu", v->n_pages);
	if (!numbered)
		return true;
	lh_item *items = LH_NEW_ARRAY(b->arena, lh_item, from->n_items + 1);
	if (from->n_items)
		memcpy(items, from->items, from->n_items * sizeof *items);
	page->items = items;
	page->n_items++;
	return add_number(b, v->n_pages, page, &items[from->n_items]);
}

/* As large as the sheet before it, upright. */
static void add_blank(volume *v)
{
	const lh_page *before = &v->pages[v->n_pages - 1];
	lh_page *page = &v->pages[v->n_pages++];
	*page = (lh_page){
		.w = before->turned ? before->h : before->w,
		.h = before->turned ? before->w : before->h,
		.label = lh_fmt(v->b->arena, "%zu", v->n_pages),
	};
}

static void add_bookmark(volume *v, lh_bookmark mark, int level, size_t page)
{
	mark.level = (uint8_t)(mark.level + level);
	mark.page = page;
	v->bookmarks[v->n_bookmarks++] = mark;
}

typedef struct piece_look {
	const char *title;
	const char *prefix; /* of its slots */
	uint8_t level;      /* of its bookmark */
	const lh_node *anchor; /* what links to it point to */
	bool numbered;
	bool inner_marks;   /* bookmarks of its own below */
} piece_look;

/*
 * Slots and headings of a piece; `places`: where its pages went, index in the volume or LH__BLANK. A
 * heading that only says again what the paper is called is left out.
 */
static void add_marks(volume *v, const lh_pages *pages, const size_t *places,
		      const piece_look *look)
{
	for (size_t i = 0; i < pages->n_slots; i++) {
		lh_placed_slot slot = pages->slots[i];
		if (places[slot.page] == LH__BLANK)
			continue;
		slot.page = places[slot.page];
		v->slots[v->n_slots++] = slot;
	}
	for (size_t i = 0; i < pages->n_bookmarks; i++) {
		const lh_bookmark *mark = &pages->bookmarks[i];
		bool twice = mark->page == 0 && strcmp(mark->text, look->title) == 0;
		if (places[mark->page] != LH__BLANK && !twice)
			add_bookmark(v, *mark, look->level, places[mark->page]);
	}
}

static bool add_sides(volume *v, const lh__piece *piece, size_t first, size_t n,
		      const piece_look *look)
{
	const lh_pages *pages = piece->pages;
	size_t *places = LH_NEW_ARRAY(v->b->arena, size_t, pages->n_pages + 1);
	bool ok = true;
	for (size_t i = 0; i < pages->n_pages; i++)
		places[i] = LH__BLANK;
	const lh_bookmark mark = {.para = look->anchor, .text = look->title, .number = ""};
	add_bookmark(v, mark, look->level, v->n_pages);
	for (size_t i = first; i < first + n; i++) {
		if (piece->sides[i] == LH__BLANK) {
			add_blank(v);
			continue;
		}
		places[piece->sides[i]] = v->n_pages;
		ok = add_page(v, &pages->pages[piece->sides[i]], look->prefix, look->numbered) && ok;
	}
	if (look->inner_marks)
		add_marks(v, pages, places, look);
	return ok;
}

static bool add_front(volume *v, const char *key, const lh_paper *paper, bool numbered)
{
	const lh__piece piece = lay(v->b, paper->pages, /*single*/ false);
	const piece_look look = {.title = title_of(v->b, key), .level = 1, .numbered = numbered};
	return add_sides(v, &piece, 0, piece.n_sides, &look);
}

static bool add_run(volume *v, const lh__run *run)
{
	const binder *b = v->b;
	const origin *from = &b->origins[run->piece];
	const lh_bind_part *part = from->part;
	const lh_node *anchor = &b->anchors[run - b->plan.runs];
	piece_look look = {.title = from->set->name, .level = 1, .anchor = anchor};
	if (part) {
		look = (piece_look){
			.title = part->title,
			.prefix = several(b) ? lh_fmt(b->arena, "S%s_%s_", from->set->id, part->key)
					     : lh_fmt(b->arena, "%s_", part->key),
			.level = several(b) ? 2 : 1,
			.anchor = anchor,
			.numbered = true,
			.inner_marks = true,
		};
	}
	return add_sides(v, &b->pieces[run->piece], run->first, run->n, &look);
}

static void reserve(volume *v)
{
	const binder *b = v->b;
	size_t slots = 0, marks = 3 + b->plan.n_runs;
	for (size_t i = 0; i < b->n_pieces; i++) {
		slots += b->pieces[i].pages->n_slots;
		marks += b->pieces[i].pages->n_bookmarks;
	}
	v->pages = LH_NEW_ARRAY(b->arena, lh_page, volume_sides(b, v->number));
	v->slots = LH_NEW_ARRAY(b->arena, lh_placed_slot, slots + 1);
	v->bookmarks = LH_NEW_ARRAY(b->arena, lh_bookmark, marks);
}

/* The tree above all: what the file says about itself is what the cover says. */
static const lh_node *root_of(const binder *b, const lh_node *cover)
{
	lh_node *root = LH_NEW(b->arena, lh_node);
	root->kind = LH_NODE_DOCUMENT;
	root->u.document = cover->u.document;
	return root;
}

static const lh_pages *finish(volume *v, const lh_node *root)
{
	lh_pages *pages = LH_NEW(v->b->arena, lh_pages);
	*pages = (lh_pages){
		.document = root,
		.pages = v->pages,
		.n_pages = v->n_pages,
		.slots = v->slots,
		.n_slots = v->n_slots,
		.bookmarks = v->bookmarks,
		.n_bookmarks = v->n_bookmarks,
		.simplex = !v->b->options->duplex,
	};
	return pages;
}

static bool bind_volume(const binder *b, size_t number, lh_paper *out)
{
	volume v = {.b = b, .number = number};
	const lh_paper *cover = &b->covers[number];
	bool ok = true;
	reserve(&v);
	if (!number && !several(b))
		ok = add_front(&v, "separator", &b->separator, /*numbered*/ false);
	ok = add_front(&v, "cover", cover, /*numbered*/ false) && ok;
	ok = add_front(&v, "contents", &b->contents, /*numbered*/ true) && ok;
	for (size_t i = 0; i < b->plan.n_runs; i++)
		if (b->plan.runs[i].volume == number)
			ok = add_run(&v, &b->plan.runs[i]) && ok;
	out->document = root_of(b, cover->document);
	out->pages = finish(&v, out->document);
	return ok;
}

bool lh_bind(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_packet_papers *papers,
	     const lh_bind_set *sets, size_t n_sets, const lh_bind_options *options, lh_bound *out)
{
	binder b = {
		.ctx = ctx,
		.engine = engine,
		.arena = arena,
		.papers = papers,
		.sets = sets,
		.n_sets = n_sets,
		.options = options,
	};
	*out = (lh_bound){0};
	if (!plan_all(&b))
		return false;
	b.anchors = LH_NEW_ARRAY(arena, lh_node, b.plan.n_runs + 1);
	link_entries(&b, (lh_node *)b.contents.document); /* ours, just made */
	lh_paper *volumes = LH_NEW_ARRAY(arena, lh_paper, b.plan.n_volumes);
	for (size_t i = 0; i < b.plan.n_volumes; i++) {
		if (!bind_volume(&b, i, &volumes[i]))
			return false;
		out->pages += volumes[i].pages->n_pages;
	}
	out->volumes = volumes;
	out->n_volumes = b.plan.n_volumes;
	out->per_leaf = b.plan.per_leaf;
	out->leaves = out->pages / b.plan.per_leaf;
	return make(&b, "spine", NULL, 0, &out->spine);
}
