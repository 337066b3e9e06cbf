/* Setting and proving keywords. It knows boxes and what was drawn on the page, not whose they are. */
#include "layout/page/keywords.h"

#include <string.h>

#include "util/arena.h"
#include "util/ctx.h"

enum {
	SIZE = 6 * LH_EMU_PT,
	GREY = 55,
	ASCENT_HUNDREDTHS = 88, /* of Han characters; 12 below the baseline */
	STEP = LH_EMU_MM / 2,
	CLEAR = LH_EMU_MM / 4, /* around the keyword */
};

static const lh_slot *slot_of(const lh__mark *mark)
{
	return mark->run->u.run.as.text.slot;
}

static lh__box item_box(const lh_item *item)
{
	lh__box box = {item->x, item->y, 0, 0};
	switch (item->kind) {
	case LH_ITEM_TEXT: {
		int64_t size = item->u.text.size;
		size_t n = item->u.text.n_glyphs;
		box.y -= size * ASCENT_HUNDREDTHS / 100;
		box.w = n ? item->u.text.glyphs[n - 1].x + size : 0;
		box.h = size;
		break;
	}
	case LH_ITEM_RULE:
		box.w = item->u.rule.w;
		box.h = item->u.rule.h;
		break;
	case LH_ITEM_BOX: box.w = box.h = item->u.box.size; break;
	case LH_ITEM_DOTS:
	case LH_ITEM_DISC: break; /* neither holds a seal's place */
	}
	return box;
}

static bool is_clear(const lh__drawing *d, const lh__box *box)
{
	for (size_t i = 0; i < d->n_items; i++) {
		lh__box other = item_box(&d->items[i]);
		if (box->x < other.x + other.w + CLEAR && other.x < box->x + box->w + CLEAR &&
		    box->y < other.y + other.h + CLEAR && other.y < box->y + box->h + CLEAR)
			return false;
	}
	return true;
}

/* From the foot of the free box upwards, where the ring of the seal leaves most room. */
static lh__box find_place(const lh__drawing *d, const lh__box *free_box, lh_emu width)
{
	lh__box at = {free_box->x + (free_box->w - width) / 2, 0, width, SIZE};
	if (at.x < free_box->x)
		at.x = free_box->x;
	int64_t lowest = free_box->y + free_box->h - SIZE - CLEAR;
	for (at.y = lowest; at.y > free_box->y + CLEAR; at.y -= STEP)
		if (is_clear(d, &at))
			return at;
	/* A full box: over the foot, as pale as it is. */
	at.y = lowest;
	return at;
}

bool lh__draw_keywords(lh__drawing *d, lh__mark *marks, size_t n)
{
	const lh_run_fmt fmt = {.role = LH_ROLE_SONG, .size = SIZE};
	for (size_t i = 0; i < n; i++) {
		const char *keyword = slot_of(&marks[i])->keyword;
		if (!keyword)
			continue;
		lh_item item;
		lh_emu width;
		if (!lh_text_items(&d->pass->setter, keyword, &fmt, /*para*/NULL, /*run*/NULL, &item,
				   &width))
			return false;
		lh__box at = find_place(d, &marks[i].box, width);
		item.artifact = true;
		item.x = marks[i].keyword_x = (lh_emu)at.x;
		item.y = marks[i].keyword_y = (lh_emu)(at.y + (int64_t)SIZE * ASCENT_HUNDREDTHS / 100);
		item.u.text.grey = GREY;
		lh__draw_item(d, &item);
	}
	return true;
}

static lh_loc place_of(const lh__mark *mark)
{
	const lh_origin *origin = &mark->run->u.run.origin;
	return origin->tmpl.file ? origin->tmpl : mark->run->loc;
}

/* The first run under `node` whose text holds the keyword. */
static const lh_node *find_text(const lh_node *node, const char *keyword)
{
	if (node->kind == LH_NODE_TEXT)
		return strstr(node->u.run.as.text.text, keyword) ? node : NULL;
	const lh_node *found = NULL;
	for (const lh_node *child = node->first; child && !found; child = child->next)
		found = find_text(child, keyword);
	return found;
}

/*
 * The run that holds the keyword, or NULL. Keywords end alike, and that ending is rarely in a text:
 * what is known to be absent is not searched for again.
 */
typedef struct search {
	const lh_node *document;
	const char *absent[4];
	size_t n;
} search;

enum { ENDING = 9 }; /* bytes: three Han characters */

static const lh_node *find_keyword(search *s, const char *keyword)
{
	size_t length = strlen(keyword);
	const char *ending = length > ENDING ? keyword + length - ENDING : keyword;
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->absent[i], ending) == 0)
			return NULL;
	if (find_text(s->document, ending))
		return find_text(s->document, keyword);
	if (s->n < sizeof s->absent / sizeof *s->absent)
		s->absent[s->n++] = ending;
	return NULL;
}

bool lh__keywords_check(lh_ctx *ctx, const lh_node *document, const lh__mark *marks, size_t n)
{
	bool ok = true;
	search found = {.document = document};
	for (size_t i = 0; i < n; i++) {
		const lh_slot *slot = slot_of(&marks[i]);
		if (!slot->keyword)
			continue;
		for (size_t j = 0; j < n; j++) {
			const lh_slot *other = slot_of(&marks[j]);
			if (i == j || !other->keyword || !strstr(other->keyword, slot->keyword))
				continue;
			lh_diag(ctx, LH_E_KEYWORD_TWICE, place_of(&marks[i]), slot->id, slot->keyword,
				other->id, other->keyword, NULL);
			ok = false;
		}
		const lh_node *run = find_keyword(&found, slot->keyword);
		if (run) {
			lh_diag(ctx, LH_E_KEYWORD_TEXT, run->u.run.origin.data.file ? run->u.run.origin.data : run->loc,
				slot->id, slot->keyword, run->u.run.as.text.text, NULL);
			ok = false;
		}
	}
	return ok;
}
