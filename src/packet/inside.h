/* A packet from the inside: what is prepared once and shared by all workers, for the files
 * of this room. */
#ifndef LH_PACKET_INSIDE_H
#define LH_PACKET_INSIDE_H

#include "data/expr/phrase.h"
#include "packet/bind/bind.h"
#include "packet/record/files.h"
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
	bool told;               /* two files with one consortium were told as they came */
	const lh_manifest *head; /* what the manifest says before there are consortia */
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
/*
 * Write in one step, through the run's folder for temporary files. `path` is relative to the
 * packet.
 */
bool lh__state_write(const lh__packet *p, lh_ctx *ctx, const char *path, const lh_buf *bytes);
bool lh__state_write_json(const lh__packet *p, lh_ctx *ctx, const char *path, lh_shaped object);
/* False when there is no such file, or it is not what it should be. */
bool lh__state_read(const lh__packet *p, lh_arena *arena, const char *path, const lh_shape *shape,
		    void *object_out);
/* The record of a consortium as it is on disk; false when there is none that can be read. */
bool lh__record_read(const lh__packet *p, lh_arena *arena, size_t index, lh_packet_record *out);
bool lh__record_write(const lh__packet *p, lh_ctx *ctx, const lh_packet_record *record);

typedef enum lh__parcel_end {
	PARCEL_MADE,
	PARCEL_KEPT,
	PARCEL_FAILED,
	PARCEL_SYSTEM
} lh__parcel_end;

/* Make one consortium: its files, then its record. Runs in a worker. `told` gets lh_packet_told as JSON. */
lh__parcel_end lh__parcel_make(const lh__packet *p, size_t index, lh_buf *told);
/* Write the record of one whose worker is gone; files of an earlier run are taken away. */
bool lh__parcel_lost(const lh__packet *p, size_t index, lh_packet_reason reason, lh_msg message,
		     const char *argument);

/*
 * The laid-out papers of a consortium that was made, once more: for a set of several. What they are
 * made of lives in `arena` and in the record.
 */
bool lh__parcel_again(const lh__packet *p, lh_ctx *ctx, lh_arena *arena,
		      const lh_packet_record *record, lh_bind_set *set_out);

/* That the file's consortium stands in an earlier file too. */
lh_packet_message lh__same_message(const lh__packet *p, lh_arena *arena, const char *file,
				   const char *name, const char *first_file);

/* The manifest without consortia, papers and files. Lives in the packet's arena. */
const lh_manifest *lh__manifest_head(const lh__packet *p);

/*
 * Bind sets into volumes as PDF files in `dir`, named with `words` and a paper's word of lists.yaml;
 * the spine text beside them. Files go into `files`; the set as the manifest tells it lives in `arena`.
 * NULL with messages.
 */
const lh_packet_set *lh__packet_bind(const lh__packet *p, lh_ctx *ctx, lh_arena *arena,
				     const char *dir, const lh__words *words,
				     const lh_bind_set *sets, size_t n_sets, lh_bundle *files);

/*
 * A part of the district's own that is made in one go: its papers, or its bound set. Its record is
 * .lianheti/district/<part>.json: the key of what it was made from, what the manifest says of it, its files.
 */
typedef enum lh__part { LH__PART_PAPERS, LH__PART_SET } lh__part;

typedef struct lh__part_record {
	const char *key; /* NULL: it is not to be kept */
	const lh_packet_own *papers; /* of PAPERS */
	size_t n_papers;
	const lh_packet_set *set; /* of SET */
	lh_packet_files files;
} lh__part_record;

/* May it be kept? With --resume, when it was made of the same `key` and all its files are as made. */
bool lh__part_stands(const lh__packet *p, lh__part part, const char *key);
/* Put new files in place of the old ones, then the record, whose `files` they become. */
bool lh__part_commit(const lh__packet *p, lh_ctx *ctx, lh__part part, lh__part_record *record,
		     const lh_bundle *files);
/* What stands; lives in the packet's arena. */
lh__part_record lh__part_made(const lh__packet *p, lh__part part);
/* Take it away. */
void lh__part_drop(const lh__packet *p, lh__part part);

/*
 * The district's papers and all consortia as one set, when it is asked for; else nothing. What `key` is a
 * fingerprint of did not change while it is the same.
 */
lh__part_record lh__packet_whole(const lh__packet *p, const lh_manifest *manifest, const char *key);

/* Papers of the district while they are made; in the packet's arena. */
typedef struct lh__own {
	lh_packet_own *papers;
	size_t n, cap;
	lh_bundle files;
} lh__own;

/* Each paper is made and added; false when one could not be: it is told and left out. */
bool lh__own_papers(const lh__packet *p, const lh_manifest *manifest, lh__own *own);
bool lh__own_ledger(const lh__packet *p, const lh_manifest *manifest, lh__own *own);
void lh__own_lists(const lh__packet *p, const lh_manifest *manifest, lh__own *own);

/* The papers of the district and the manifest from the records. False when it cannot be written. */
bool lh__assemble(const lh__packet *p, lh_packet_result *result);

#endif
