/* The arithmetic of binding. It knows sides, leaves and volumes and nothing of what stands on them. */
#include "packet/bind/plan.h"

#include <stdlib.h>
#include <string.h>

#include "util/arena.h"

/* The number of a page that carries one, else 0. */
static long number_of(const lh_page *page)
{
	const char *label = page->label ? page->label : "";
	return strspn(label, "0123456789") == strlen(label) ? atol(label) : 0;
}

/* A counting that begins with an odd number begins on the right. */
static bool begins_right(const lh_pages *pages, size_t i)
{
	if (i == 0)
		return true;
	long number = number_of(&pages->pages[i]), before = number_of(&pages->pages[i - 1]);
	return number % 2 == 1 && (!before || before != number - 1);
}

static bool is_stamped(const lh_pages *pages, size_t i)
{
	for (size_t s = 0; s < pages->n_slots; s++)
		if (pages->slots[s].page == i)
			return true;
	return false;
}

lh__piece lh__piece_lay(lh_arena *arena, const lh_pages *pages, const lh__piece_how *how)
{
	size_t *sides = LH_NEW_ARRAY(arena, size_t, 2 * pages->n_pages + 1);
	size_t n = 0;
	bool alone_before = false;
	for (size_t i = 0; i < pages->n_pages; i++) {
		bool alone = how->single || (how->stamped_single && is_stamped(pages, i));
		bool right = alone || alone_before || begins_right(pages, i);
		if (how->duplex && right && n % 2)
			sides[n++] = LH__BLANK;
		sides[n++] = i;
		alone_before = alone;
	}
	if (how->duplex && n % 2)
		sides[n++] = LH__BLANK;
	return (lh__piece){.pages = pages, .sides = sides, .n_sides = n};
}

typedef struct dealer {
	lh_arena *arena;
	lh__plan *plan;
	lh__run *runs;
	size_t n, cap;
	size_t volume, used, limit; /* leaves */
} dealer;

static void turn_over(dealer *d)
{
	d->volume++;
	d->used = d->plan->front;
}

static void add_run(dealer *d, lh__run run)
{
	if (d->n == d->cap) {
		d->cap = d->cap ? 2 * d->cap : 32;
		lh__run *runs = LH_NEW_ARRAY(d->arena, lh__run, d->cap);
		if (d->n)
			memcpy(runs, d->runs, d->n * sizeof *runs);
		d->runs = runs;
	}
	d->runs[d->n++] = run;
}

static void deal_piece(dealer *d, const lh__piece *piece, size_t index)
{
	size_t per_leaf = d->plan->per_leaf;
	for (size_t first = 0; first < piece->n_sides;) {
		if (d->used == d->limit)
			turn_over(d);
		size_t n = piece->n_sides - first, room = (d->limit - d->used) * per_leaf;
		if (n > room)
			n = room;
		add_run(d, (lh__run){index, first, n, d->volume, d->used * per_leaf});
		d->used += n / per_leaf;
		first += n;
	}
}

void lh__plan_runs(lh_arena *arena, const lh__piece *pieces, size_t n, lh__plan *plan)
{
	size_t all = plan->front_first + plan->front + 1;
	for (size_t i = 0; i < n; i++)
		all += pieces[i].n_sides;
	size_t least = (plan->front_first > plan->front ? plan->front_first : plan->front) + 1;
	dealer d = {.arena = arena, .plan = plan, .used = plan->front_first};
	d.limit = !plan->volume_leaves	      ? all
		  : plan->volume_leaves < least ? least
						: plan->volume_leaves;
	for (size_t i = 0, begun = 0; i < n; i++) {
		size_t need = pieces[i].n_sides;
		for (size_t k = i; k + 1 < n && pieces[k].keep_next; k++)
			need += pieces[k + 1].n_sides;
		bool empty = begun == d.n;
		if (!empty && d.used + need / plan->per_leaf > d.limit) {
			turn_over(&d);
			begun = d.n;
		}
		size_t volume = d.volume;
		deal_piece(&d, &pieces[i], i);
		if (d.volume != volume)
			begun = d.n - 1;
	}
	plan->runs = d.runs;
	plan->n_runs = d.n;
	plan->n_volumes = d.volume + 1;
}
