/*
 * From places to sheets. It knows that parties are told apart by name and that who seals a paper seals
 * its edges too; where papers come from, and how sheets are printed, is the affair of others.
 */
#include "paper/stamps.h"

#include <string.h>

bool lh_stamp_is_seal(const char *kind)
{
	return strcmp(kind, "seal") == 0 || strcmp(kind, "personal_seal") == 0;
}

const char *lh_stamp_kind(const lh_stamp *stamp)
{
	return stamp->place ? stamp->place->kind : "edge";
}

/* Units are told apart by name; without one, by their part. */
static size_t sheet_number(lh_stamping *s, const lh_stamp_place *place)
{
	const char *key = lh_fmt(s->arena, "%s\t%s", place->name, *place->name ? "" : place->who);
	if (!s->known)
		s->known = lh_dict_new();
	const void **known = lh_dict_at(s->known, key);
	if (*known)
		return *(const size_t *)*known;
	if (s->n == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 16;
		lh_stamp_sheet *sheets = LH_NEW_ARRAY(s->arena, lh_stamp_sheet, s->cap);
		if (s->n)
			memcpy(sheets, s->sheets, s->n * sizeof *sheets);
		s->sheets = sheets;
	}
	s->sheets[s->n] = (lh_stamp_sheet){
		.who = place->who, .name = place->name, .party = place->party};
	size_t *number = LH_NEW(s->arena, size_t);
	*number = s->n;
	*known = number;
	return s->n++;
}

static void add_stamp(lh_stamping *s, lh_stamp_sheet *sheet, const lh_stamp *stamp)
{
	if (sheet->n == sheet->cap) {
		sheet->cap = sheet->cap ? 2 * sheet->cap : 8;
		lh_stamp *stamps = LH_NEW_ARRAY(s->arena, lh_stamp, sheet->cap);
		if (sheet->n)
			memcpy(stamps, sheet->stamps, sheet->n * sizeof *stamps);
		sheet->stamps = stamps;
	}
	lh_stamp *added = &sheet->stamps[sheet->n++];
	*added = *stamp;
	added->times = stamp->paper->copies * stamp->seals;
	if (!stamp->place)
		sheet->edges += added->times;
	if (!stamp->place || lh_stamp_is_seal(stamp->place->kind))
		sheet->impressions += added->times;
	else if (strcmp(stamp->place->kind, "signature") == 0)
		sheet->signatures += added->times;
}

/* The edges come behind all places of the paper: then the last stamp of a sheet tells. */
static bool has_edge(const lh_stamp_sheet *sheet, const lh_stamp_paper *paper)
{
	const lh_stamp *last = &sheet->stamps[sheet->n - 1];
	return last->paper == paper && !last->place;
}

void lh_stamping_add(lh_stamping *s, const lh_stamp_paper *paper, const lh_stamp_place *places,
		     size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t number = sheet_number(s, &places[i]);
		add_stamp(s, &s->sheets[number],
			  &(lh_stamp){.paper = paper, .place = &places[i], .seals = 1});
	}
	/* With the unit's seal, which stands for the paper; a name seal does not. */
	for (size_t i = 0; paper->edges && i < n; i++) {
		lh_stamp_sheet *sheet = &s->sheets[sheet_number(s, &places[i])];
		if (strcmp(places[i].kind, "seal") == 0 && !has_edge(sheet, paper))
			add_stamp(s, sheet, &(lh_stamp){.paper = paper, .seals = paper->edges});
	}
}

void lh_stamping_end(lh_stamping *s)
{
	lh_dict_free(s->known);
	s->known = NULL;
}
