/*
 * What papers of a packet read: templates/common/packet/record.yaml as structs. Texts and lists are
 * borrowed, mostly from the records of the packet.
 */
#ifndef LH_PACKET_TABLES_VIEW_H
#define LH_PACKET_TABLES_VIEW_H

#include "packet/record/manifest.h"

/* One row of the seal list: a unit, a paper, a kind of seal. */
typedef struct lh_seal_row {
	const char *id, *consortium; /* NULL: none */
	const char *document, *title, *short_title; /* short_title: NULL: none */
	size_t leaves, copies;
	const char *kind;  /* seal, personal_seal, signature, edge */
	const char *pages; /* of the places, each once: "1、6"; "" across the edges */
	size_t places, marks; /* in one copy, in all */
} lh_seal_row;

typedef struct lh_seal_unit {
	const char *name, *who;
	size_t impressions, edges, signatures; /* in all copies */
	const lh_seal_row *rows;
	size_t n_rows;
} lh_seal_unit;

/* A run of one paper in a bound set; numbers of pages are those at the foot of bound pages. */
typedef struct lh_set_entry {
	const char *key, *title;
	size_t pages, leaves;
	size_t copies; /* 0: not said */
	size_t volume, page, last_page, leaf, last_leaf;
} lh_set_entry;

/* A consortium in a set of several, or the only one. */
typedef struct lh_set_group {
	const char *id, *name;
	size_t volume, page, leaf, leaves;
	const lh_set_entry *entries; /* NULL in a set of several */
	size_t n_entries;
} lh_set_group;

typedef struct lh_set_volume {
	size_t volume, pages, leaves;
} lh_set_volume;

/* A bound set as its cover, contents, separators and spine tell it. */
typedef struct lh_set_view {
	const char *id, *name, *lead; /* NULL: of several */
	size_t volume, volumes;       /* 0: not said */
	bool several;
	const lh_set_group *groups; /* NULL: not told here; likewise the lists below */
	size_t n_groups;
	const lh_set_entry *entries;
	size_t n_entries;
	const lh_set_volume *bound;
	size_t n_bound;
	size_t pages, leaves;
} lh_set_view;

typedef struct lh_packet_view {
	const lh_packet_place *jurisdiction;
	const lh_packet_office *district;
	const char *call, *fill_date;
	bool duplex;
	const lh_packet_sums *totals; /* NULL: not told here; likewise what is below */
	const lh_packet_record *consortia;
	size_t n_consortia;
	const lh_seal_unit *seals;
	size_t n_seals;
	const lh_set_view *set;
} lh_packet_view;

extern const lh_shape lh_packet_view_shape;

/* What is said of the packet on the cover of a set: nothing of consortia. */
lh_packet_view lh_packet_view_head(const lh_manifest *manifest);
/*
 * What papers of the district read: all consortia, and the seals and signatures of all papers by unit:
 * those of the consortia, and of `papers`, which are of the district: `owner` tells its id and name. Both may
 * be none. Lives in `arena`.
 */
lh_packet_view lh_packet_view_all(lh_arena *arena, const lh_manifest *manifest,
				  const lh_packet_record *owner, const lh_packet_own *papers,
				  size_t n_papers);

#endif
