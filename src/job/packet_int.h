/* A packet from the inside: what is prepared once and shared by all workers, for packet*.c and parcel.c. */
#ifndef LH_JOB_PACKET_INT_H
#define LH_JOB_PACKET_INT_H

#include "data/phrase.h"
#include "job/columns.h"
#include "job/packet.h"

typedef struct lh__packet {
	lh_ctx *ctx;
	lh_engine *engine;
	const lh_district *district;
	const lh_packet_options *options;
	lh_arena *arena;
	const char *out_dir, *state_dir, *tmp_dir;
	const char *area;     /* as in file names */
	const char *date_tag; /* 20260615 */
	int digits;           /* of the numbers */
	char hash[33];        /* of everything that is the same for all consortia */
	const lh_names *names;
	const lh_phrase *name;           /* of a consortium */
	const lh_phrase *const *copies;  /* by document; NULL: one */
	const lh_columns *columns;
} lh__packet;

/* "01" */
char *lh__packet_id(const lh__packet *p, lh_arena *arena, size_t index);
/* A word of a file name: without what file systems refuse, at most `limit` characters. */
char *lh__file_word(lh_arena *arena, const char *text, size_t limit);
/* Write in one step, through the run's folder for temporary files. `path` is relative to the packet. */
bool lh__packet_write(const lh__packet *p, lh_ctx *ctx, const char *path, const void *bytes, size_t length);
/* The record of a consortium as it is on disk; NULL when there is none that can be read. */
json_t *lh__packet_record(const lh__packet *p, size_t index);

typedef enum lh__parcel_end { PARCEL_MADE, PARCEL_KEPT, PARCEL_FAILED, PARCEL_SYSTEM } lh__parcel_end;

/* Make one consortium: its files, then its record. Runs in a worker. */
lh__parcel_end lh__parcel_make(const lh__packet *p, size_t index);
/* Write the record of one whose worker is gone; files of an earlier run are taken away. */
bool lh__parcel_lost(const lh__packet *p, size_t index, const char *reason, lh_msg message,
		     const char *argument);

/* Papers of the district that are lists: missing items, print list. Added to `papers` and `files`. */
bool lh__packet_lists(const lh__packet *p, json_t *manifest, json_t *papers, json_t *files);

/* Write one paper of the district into its folder and enter it in both lists. */
bool lh__packet_paper(const lh__packet *p, const char *key, const char *title, const char *suffix,
		      const lh_buf *bytes, json_t *papers, json_t *files);

#endif
