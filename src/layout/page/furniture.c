/*
 * Page numbers after GB/T 9704, the draft mark, the discs at seal places. It knows the page and the
 * free boxes on it, nothing of the text.
 */
#include "layout/page/furniture.h"

#include "util/arena.h"

static const char draft_text[] = "草稿";

enum {
	NUMBER_SIZE = 14 * LH_EMU_PT,     /* 4号 */
	NUMBER_BELOW = 7 * LH_EMU_MM,     /* the dashes stand so far below the text area */
	DASH_HUNDREDTHS = 38,             /* of an em above the baseline: where a dash is drawn */
	FOOTER_SIZE = 9 * LH_EMU_PT,      /* 小五 */
	FOOTER_BELOW = 53 * LH_EMU_PT / 4, /* from baseline to baseline, as in the DOCX */
	EDGE_DIAMETER = 45 * LH_EMU_MM,
	NUMBER_FROM_EDGE = 5 * LH_EMU_MM, /* least distance from the paper's edge */
	DRAFT_GREY = 92,
	DRAFT_DEGREES = 45,
	ROOT_HALF = 7071, /* sine and cosine of 45°, in ten-thousandths */
	DRAFT_TRIES = 5,  /* places across and down that are tried for each size */
};

/* A text item for furniture, at the origin. */
static bool set_text(lh__drawing *d, const char *text, lh_role role, lh_emu size, lh_item *item,
		     lh_emu *width)
{
	const lh_run_fmt fmt = {.role = role, .size = size};
	if (!lh_text_items(&d->pass->setter, text, &fmt, /*para*/NULL, /*run*/NULL, item, width))
		return false;
	item->artifact = true;
	return true;
}

/* The sheet stands upright for its foot: that of a turned page is its left side. */
static bool is_turned(const lh_section_props *section)
{
	return section->page_w > section->page_h;
}

/* Width of the text area above the foot. */
static int64_t measure(const lh__drawing *d, const lh_section_props *section)
{
	return is_turned(section) ? d->h : d->w;
}

/* Baseline of page numbers above the paper's edge: high enough that what stands under them is on it. */
static int64_t number_height(const lh__drawing *d, const lh_section_props *section)
{
	int64_t bottom = is_turned(section) ? d->x : (int64_t)section->page_h - d->y - d->h;
	int64_t up = bottom - NUMBER_BELOW - (int64_t)NUMBER_SIZE * DASH_HUNDREDTHS / 100;
	int64_t least = NUMBER_FROM_EDGE + (section->footer ? FOOTER_BELOW : 0);
	return up < least ? least : up;
}

/* Draw it so far from the text area's left side, and so far above the paper's edge. */
static void draw_at_foot(lh__drawing *d, const lh_section_props *section, lh_item *item, int64_t from,
			 int64_t up)
{
	bool turned = is_turned(section);
	int64_t x = (turned ? d->y : d->x) + from;
	item->x = (lh_emu)(turned ? up : x);
	item->y = (lh_emu)(turned ? x : section->page_h - up);
	item->u.text.rotate = turned ? -90 : 0;
	lh__draw_item(d, item);
}

bool lh__draw_page_number(lh__drawing *d, const lh_section_props *section, int64_t number)
{
	lh_item item;
	lh_emu width;
	bool dashed = section->page_number == LH_PAGE_NUMBER_DASHED;
	char *text = lh_fmt(d->pass->setter.arena, dashed ? "— %lld —" : "%lld", (long long)number);
	if (!set_text(d, text, LH_ROLE_SONG, NUMBER_SIZE, &item, &width))
		return false;
	/* Dashed: on the outer side, one character from the edge of the text area. */
	int64_t from = number % 2 ? measure(d, section) - width - NUMBER_SIZE : NUMBER_SIZE;
	draw_at_foot(d, section, &item, dashed ? from : (measure(d, section) - width) / 2, number_height(d, section));
	return true;
}

bool lh__draw_footer(lh__drawing *d, const lh_section_props *section)
{
	lh_item item;
	lh_emu width;
	if (!set_text(d, section->footer, LH_ROLE_SONG, FOOTER_SIZE, &item, &width))
		return false;
	draw_at_foot(d, section, &item, (measure(d, section) - width) / 2, number_height(d, section) - FOOTER_BELOW);
	return true;
}

static bool touches(const lh__box *box, const lh__mark *marks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const lh__box *other = &marks[i].box;
		if (box->x < other->x + other->w && other->x < box->x + box->w &&
		    box->y < other->y + other->h && other->y < box->y + box->h)
			return true;
	}
	return false;
}

/* Steps away from the middle: 0, then to the one side and the other. */
static int64_t offset(int64_t range, int step)
{
	int64_t away = range * ((step + 1) / 2) / (2 * (DRAFT_TRIES / 2));
	return step % 2 ? -away : away;
}

/* A square of that side on the text area, the nearest to its middle that touches no free box. */
static bool free_square(const lh__drawing *d, int64_t side, const lh__mark *marks, size_t n,
			lh__box *square)
{
	square->w = square->h = side;
	if (side > d->w || side > d->h)
		return false;
	for (int across = 0; across < DRAFT_TRIES; across++)
		for (int down = 0; down < DRAFT_TRIES; down++) {
			square->x = d->x + (d->w - side) / 2 + offset(d->w - side, across);
			square->y = d->y + (d->h - side) / 2 + offset(d->h - side, down);
			if (!touches(square, marks, n))
				return true;
		}
	return false;
}

static bool draw_draft_mark(lh__drawing *d, const lh__mark *marks, size_t n)
{
	static const lh_emu sizes[] = {120 * LH_EMU_PT, 84 * LH_EMU_PT, 60 * LH_EMU_PT,
				       42 * LH_EMU_PT};
	enum { N_SIZES = sizeof sizes / sizeof *sizes };
	lh_item item;
	lh_emu width = 0, size = 0;
	lh__box square = {0};
	bool found = false;
	for (size_t i = 0; i < N_SIZES && !found; i++) {
		size = sizes[i];
		if (!set_text(d, draft_text, LH_ROLE_HEI, size, &item, &width))
			return false;
		found = free_square(d, ((int64_t)width + size) * ROOT_HALF / 10000, marks, n,
				    &square);
	}
	/*
	 * No such place: in the middle, as small as it gets. It is pale and lies behind everything.
	 */
	if (!found) {
		square.x = d->x + (d->w - square.w) / 2;
		square.y = d->y + (d->h - square.h) / 2;
	}
	int64_t half = (int64_t)width / 2 * ROOT_HALF / 10000;
	int64_t rise = (int64_t)size * DASH_HUNDREDTHS / 100 * ROOT_HALF / 10000;
	item.x = (lh_emu)(square.x + square.w / 2 - half + rise);
	item.y = (lh_emu)(square.y + square.h / 2 + half + rise);
	item.u.text.grey = DRAFT_GREY;
	item.u.text.rotate = DRAFT_DEGREES;
	lh__draw_item(d, &item);
	return true;
}

bool lh__draw_draft(lh__drawing *d, const lh__mark *marks, size_t n)
{
	if (!draw_draft_mark(d, marks, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const lh_slot *slot = marks[i].run->u.run.as.text.slot;
		if (slot->kind != LH_SLOT_SEAL)
			continue;
		const lh__box *box = &marks[i].box;
		lh_item disc = {.kind = LH_ITEM_DISC, .artifact = true};
		disc.x = (lh_emu)(box->x + (box->w - slot->diameter) / 2);
		disc.y = (lh_emu)(box->y + (box->h - slot->diameter) / 2);
		disc.u.disc.diameter = slot->diameter;
		lh__draw_item(d, &disc);
	}
	return true;
}

/* Pages are printed on both sides, bound on the left, and the seal crosses the right edges of the fronts. */
void lh__draw_edge(lh__drawing *d, const lh_section_props *section)
{
	if (!section->edge || d->page % 2)
		return;
	lh_item disc = {.kind = LH_ITEM_DISC, .artifact = true};
	disc.u.disc.diameter = EDGE_DIAMETER;
	disc.x = section->page_w - section->edge;
	disc.y = (section->page_h - EDGE_DIAMETER) / 2;
	lh__draw_item(d, &disc);
}
