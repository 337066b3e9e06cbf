/*
 * Counting seals and signatures: places of papers, turned around to sheets, a sheet a party. A
 * consortium's own plan (stamping.h) and the list of a packet (papers.h) are both counted here.
 */
#ifndef LH_PAPER_STAMPS_H
#define LH_PAPER_STAMPS_H

#include "util/arena.h"
#include "util/dict.h"

/* A paper as it is printed. */
typedef struct lh_stamp_paper {
	const char *document, *title; /* "agreement", and as the paper calls itself */
	size_t copies;
	size_t pages, leaves;
	size_t edges;      /* times that each who seals it seals across the leaves of a copy; 0: never */
	const void *owner; /* the caller's */
} lh_stamp_paper;

/* One place on one page, in each copy. */
typedef struct lh_stamp_place {
	const char *kind;        /* "seal", "personal_seal", "signature", "date", as in slots.json */
	const char *who, *name;  /* part and name of the party; the name may be "" */
	const char *party;       /* the word for its part; NULL: none */
	const char *slot, *mark; /* NULL: not known here */
	size_t page;             /* from 1 */
} lh_stamp_place;

typedef struct lh_stamp {
	const lh_stamp_paper *paper;
	const lh_stamp_place *place; /* NULL: across the edges of the leaves */
	size_t seals;                /* times in each copy: more than once across many leaves */
	size_t times;                /* in all copies */
} lh_stamp;

typedef struct lh_stamp_sheet {
	const char *who, *name, *party;
	lh_stamp *stamps;   /* paper by paper */
	size_t n, cap;
	size_t impressions; /* seals in all copies, edges included */
	size_t edges;       /* those across edges */
	size_t signatures;  /* in all copies */
} lh_stamp_sheet;

typedef struct lh_stamping {
	lh_arena *arena;
	lh_stamp_sheet *sheets; /* in the order in which parties first appear */
	size_t n, cap;
	lh_dict *known; /* sheets by party, while papers are added: their numbers */
} lh_stamping;

/* Is it pressed, and not written? */
bool lh_stamp_is_seal(const char *kind);
/* The kind of its place, or "edge". */
const char *lh_stamp_kind(const lh_stamp *stamp);

/* Begin with { .arena = … }, add papers, end. Papers and places live as long as the stamping. */
void lh_stamping_add(lh_stamping *s, const lh_stamp_paper *paper, const lh_stamp_place *places,
		     size_t n);
void lh_stamping_end(lh_stamping *s);

#endif
