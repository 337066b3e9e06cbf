/*
 * What a packet remembers of each consortium: its record, .lianheti/units/<id>.json, which is also its
 * entry in manifest.json. docs/packet.md shows the JSON; here is the same as structs, whose keys are the
 * tables of record.c. Nobody else knows a key.
 *
 * Texts and lists are borrowed: they live as long as the arena that the record was made or read in.
 */
#ifndef LH_PACKET_RECORD_RECORD_H
#define LH_PACKET_RECORD_RECORD_H

#include "data/rule/rules.h"
#include "data/shape/shape.h"
#include "layout/page/pages.h"

/* A file of the packet. */
typedef struct lh_packet_file {
	const char *path; /* relative to the packet, with '/' */
	size_t bytes;
	const char *sha256;
} lh_packet_file;

typedef struct lh_packet_files {
	const lh_packet_file *items;
	size_t n;
} lh_packet_files;

/* A place to seal, to sign or to date. */
typedef struct lh_packet_slot {
	const char *id, *kind; /* kind: seal, personal_seal, signature, date */
	const char *who, *name;
	size_t page; /* from 1 */
} lh_packet_slot;

/* A paper that was made. */
typedef struct lh_packet_document {
	const char *key, *title, *short_title;
	size_t pages, leaves; /* of one copy */
	size_t copies;
	bool duplex;
	const char *pdf, *docx, *slots_file, *picture; /* paths; NULL: not made */
	size_t edges; /* times that each who seals a copy seals across its leaves */
	const lh_packet_slot *slots;
	size_t n_slots;
} lh_packet_document;

typedef struct lh_packet_volume {
	size_t pages, leaves; /* blank pages count */
} lh_packet_volume;

/* What was bound. */
typedef struct lh_packet_set {
	const char *const *pdf; /* paths, one a volume */
	size_t n_pdf;
	const lh_packet_volume *volumes;
	size_t n_volumes;
	const char *spine;
	size_t pages, leaves; /* of all volumes */
} lh_packet_set;

/* What a condition found. */
typedef struct lh_packet_finding {
	const char *rule, *severity; /* severity: must, principle … */
	lh_result result;
	const char *value, *bound, *quote, *place, *message;
	const char *path; /* in the data; NULL: nowhere */
	size_t line, column;
	bool waived;
	/* While consortia are still to be compared: what by, and what is said of too many alike. */
	const char *batch_key, *batch_advice;
} lh_packet_finding;

typedef struct lh_packet_counts {
	size_t of[LH_RESULT_ERROR + 1]; /* findings by result */
} lh_packet_counts;

/* A message about the data. */
typedef struct lh_packet_message {
	const char *code; /* LH2042 */
	lh_level level;
	const char *zh, *en;
	const char *file; /* relative to district.yaml's folder; NULL: nowhere */
	size_t line, column;
} lh_packet_message;

typedef enum lh_packet_status { LH_PACKET_FAILED, LH_PACKET_MADE } lh_packet_status;

typedef enum lh_packet_reason {
	LH_REASON_NONE, /* it was made */
	LH_REASON_DATA,
	LH_REASON_RULE,
	LH_REASON_CRASH,
	LH_REASON_TIMEOUT,
	LH_REASON_MEMORY,
	LH_REASON_SYSTEM,
	LH_REASON_DUPLICATE, /* an earlier file has the same consortium */
} lh_packet_reason;

typedef struct lh_packet_record {
	size_t no;
	const char *id;   /* "01" */
	const char *file; /* the data file, relative to the folder of district.yaml */
	const char *name; /* NULL: not known */
	const char *folder;
	lh_packet_status status;
	lh_packet_reason reason;
	lh_result verdict;              /* the worst result; LH_RESULT_INFO: not judged */
	const lh_packet_counts *counts; /* NULL: not judged */
	const lh_pair *row;             /* of the summary table, by column; NULL: none */
	size_t n_row;
	const lh_packet_finding *findings;
	size_t n_findings;
	const lh_packet_message *messages;
	size_t n_messages;
	const lh_packet_document *documents;
	size_t n_documents;
	const lh_packet_set *set; /* NULL: not bound */
	const char *zip;          /* its path; NULL: none */
	lh_packet_files files;
	const char *key; /* of what it was made from; NULL: not finished. No part of the manifest */
} lh_packet_record;

/* What the caller of a run is told of a consortium when its turn comes. */
typedef struct lh_packet_told {
	size_t papers, pages;
	const char *id, *file, *name; /* name: NULL: not known */
	lh_packet_status status;
	lh_packet_reason reason;
	lh_result verdict;
	const lh_packet_message *messages;
	size_t n_messages;
} lh_packet_told;

/* Records and what they consist of; entries of the manifest have no keys, and files last. */
extern const lh_shape lh_packet_record_shape, lh_packet_entry_shape, lh_packet_told_shape,
	lh_packet_set_shape, lh_packet_file_shape, lh_packet_slot_shape,
	lh_packet_document_shape;

/* A consortium that is not made yet. */
lh_packet_record lh_packet_record_new(size_t no, const char *id, const char *file);
/*
 * It is not made, and why: it has no papers and stands in no table of the district. What was found in
 * its data stays, it says why; but of a duplicate all that is said of the first one already. Files are
 * the caller's affair.
 */
void lh_packet_record_fail(lh_packet_record *record, lh_packet_reason reason);
lh_packet_told lh_packet_record_told(const lh_packet_record *record);

/* The word of an enumeration as it is in the JSON: "made", "data"; NULL: none. */
const char *lh_packet_reason_word(lh_packet_reason reason);
const char *lh_packet_verdict_word(lh_result verdict);

/* "lead" of the row; "" when there is none. */
const char *lh_packet_record_row(const lh_packet_record *record, const char *key);
/* Places to seal or, else, to sign in one copy of a paper. */
size_t lh_packet_places(const lh_packet_slot *slots, size_t n, bool signatures);

/* One message; places in files under `base` or else `data_dir` are given relative to it. */
lh_packet_message lh_packet_message_of(lh_arena *arena, const lh_report *report, const char *base,
				       const char *data_dir);
/* Findings of a verdict that a record keeps: what is worse than fine, and what is still compared. */
void lh_packet_record_judge(lh_arena *arena, lh_packet_record *record, const lh_finding *findings,
			    size_t n, const size_t counts[LH_RESULT_ERROR + 1], lh_result worst);
/* The places of a paper. */
const lh_packet_slot *lh_packet_slots_of(lh_arena *arena, const lh_pages *pages);

#endif
