/* A packet from the inside: what is prepared once and shared by all workers, for packet*.c and
 * parcel.c. */
#ifndef LH_PACKET_INSIDE_H
#define LH_PACKET_INSIDE_H

#include "data/expr/phrase.h"
#include "packet/bind/bind.h"
#include "packet/record/bundle.h"
#include "packet/tables/columns.h"
#include "packet/tables/lists.h"
#include "packet/run.h"

typedef struct lh__packet {
	lh_ctx *ctx;
	lh_engine *engine;
	const lh_district *district;
	const lh_packet_options *options;
	lh_arena *arena;
	const char *out_dir, *state_dir, *tmp_dir;
	const char *area;     /* as in file names */
	const char *date_tag; /* 20260615 */
	const char *own_dir;  /* 00_新市区, of the district's papers */
	const char *own_id;   /* 00 */
	int digits;           /* of the numbers */
	char hash[33];        /* of everything that is the same for all consortia */
	const lh_names *names;
	const lh_phrase *name, *lead;    /* of a consortium: what it is called, who leads it */
	const lh_columns *columns;
	const lh_packet_papers *papers;
	const lh_lists *lists;
	json_t *head;         /* of the manifest */
} lh__packet;

/* "01" */
char *lh__packet_id(const lh__packet *p, lh_arena *arena, size_t index);
/* A word of a file name: without what file systems refuse, at most `limit` characters. */
char *lh__file_word(lh_arena *arena, const char *text, size_t limit);
/* What a name is joined from, besides the district's words; NULL: nothing of the kind. */
typedef struct lh__words {
	const char *id;
	const char *consortium, *lead; /* clipped here */
	const char *paper;             /* a file's; a folder's name has no date either */
} lh__words;

/* "01_新市区_某创新联合体_组建申请书_20260615", as the district wants it. */
char *lh__packet_name(const lh__packet *p, lh_arena *arena, const lh__words *words);
/* Write in one step, through the run's folder for temporary files. `path` is relative to the
 * packet. */
bool lh__packet_write(const lh__packet *p, lh_ctx *ctx, const char *path, const void *bytes,
		      size_t length);
bool lh__packet_write_json(const lh__packet *p, lh_ctx *ctx, const char *path, const json_t *object);
/* The places of a paper as the manifest tells them. */
json_t *lh__packet_slots(const lh_pages *pages);
/* The record of a consortium as it is on disk; NULL when there is none that can be read. */
json_t *lh__packet_record(const lh__packet *p, size_t index);
/* What the caller is told of a record: lh_packet_progress. A record that is NULL tells nothing. */
json_t *lh__packet_told(const json_t *record);

typedef enum lh__parcel_end {
	PARCEL_MADE,
	PARCEL_KEPT,
	PARCEL_FAILED,
	PARCEL_SYSTEM
} lh__parcel_end;

/* Make one consortium: its files, then its record. Runs in a worker. `told` gets JSON, as
 * lh__packet_told gives it. */
lh__parcel_end lh__parcel_make(const lh__packet *p, size_t index, lh_buf *told);
/* Write the record of one whose worker is gone; files of an earlier run are taken away. */
bool lh__parcel_lost(const lh__packet *p, size_t index, const char *reason, lh_msg message,
		     const char *argument);

/*
 * The laid-out papers of a consortium that was made, once more: for a set of several. What they are
 * made of lives in `arena` and in the record.
 */
bool lh__parcel_again(const lh__packet *p, lh_ctx *ctx, lh_arena *arena, const json_t *record,
		      lh_bind_set *set_out);

/* The manifest without consortia, papers and files. */
json_t *lh__packet_head(const lh__packet *p);

/*
 * Bind sets into volumes as PDF files in `dir`, named with `words` and a paper's word of lists.yaml;
 * the spine text beside them. Files go into `files`, the entry `set` of the manifest to *set_out.
 */
bool lh__packet_bind(const lh__packet *p, lh_ctx *ctx, lh_arena *arena, const char *dir,
		     const lh__words *words, const lh_bind_set *sets, size_t n_sets, lh__bundle *files, json_t **set_out);

/*
 * A part of the district's own, "papers" or "set", that is made in one go. Its record is
 * .lianheti/district/<part>.json: {"key", "made", "files"}, what the manifest says of it being `made`.
 */
/* May it be kept? With --resume, when it was made of the same `key` and all its files are as made. */
bool lh__part_stands(const lh__packet *p, const char *part, const char *key);
/* Put new files in place of the old ones, then the record. `key` NULL: it is not to be kept. */
bool lh__part_commit(const lh__packet *p, lh_ctx *ctx, const char *part, const char *key,
		     const json_t *made, const lh__bundle *files);
/* What stands: its `made`, a new reference; its files are added to `files`. */
json_t *lh__part_made(const lh__packet *p, const char *part, json_t *files);
/* Take it away. */
void lh__part_drop(const lh__packet *p, const char *part);

/*
 * The district's papers and all consortia as one set, when it is asked for; else null. The entry
 * `set` of the manifest; files are added to `files`. What `key` is a fingerprint of did not change
 * while it is the same.
 */
json_t *lh__packet_whole(const lh__packet *p, const json_t *manifest, const char *key,
			 size_t n_made, json_t *files);
/* The papers of the district likewise: the entry `papers`; NULL when they cannot be put in place. */
json_t *lh__packet_own(const lh__packet *p, const json_t *manifest, const char *key, json_t *files);

/* The papers of the district and the manifest from the records. False when it cannot be written. */
bool lh__packet_assemble(const lh__packet *p, lh_packet_result *result);

/* Papers of the district while they are made. */
typedef struct lh__own {
	json_t *papers; /* entries of the manifest */
	lh__bundle files;
} lh__own;

/* Each paper is made and added; false when one could not be: it is told and left out. */
void lh__packet_lists(const lh__packet *p, const json_t *manifest, lh__own *own);
bool lh__packet_ledger(const lh__packet *p, const json_t *manifest, lh__own *own);
bool lh__packet_papers(const lh__packet *p, const json_t *manifest, lh__own *own);
/* The page to look at, which lists all papers: last. It is written when it is not there already. */
bool lh__packet_index(const lh__packet *p, const json_t *manifest, json_t *files);

/* Add one paper of the district, whose bytes are taken over; `pages` and `leaves` 0: not known. */
void lh__own_add(const lh__packet *p, lh__own *own, const char *key, const char *title,
		 const char *suffix, size_t pages, size_t leaves, size_t copies, lh_buf *bytes);

#endif
