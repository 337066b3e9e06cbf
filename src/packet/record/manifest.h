/*
 * manifest.json as structs, in the shape of docs/packet.md: what is said of a packet as a whole, and the
 * records that it is made of.
 */
#ifndef LH_PACKET_RECORD_MANIFEST_H
#define LH_PACKET_RECORD_MANIFEST_H

#include "packet/record/record.h"
#include "util/ctx.h"

typedef struct lh_packet_place {
	const char *key, *name, *edition, *department, *guideline; /* of the jurisdiction */
} lh_packet_place;

/* What may be NULL was not given. */
typedef struct lh_packet_office {
	const char *area, *org;
	struct {
		const char *name, *phone, *mobile, *email;
	} contact;
	const char *prepared_by, *reviewed_by;
} lh_packet_office;

/* A document of the district, as every consortium may have it. */
typedef struct lh_packet_kind {
	const char *key, *title, *short_title;
	const char *copies; /* digits, or "auto" */
	bool duplex;
} lh_packet_kind;

typedef struct lh_packet_column {
	const char *key, *name, *type; /* type: number, text */
} lh_packet_column;

typedef struct lh_packet_sums {
	size_t consortia, made, failed;
	size_t pages, leaves;     /* of one copy of each document */
	size_t paper;             /* leaves of all copies */
	size_t seals, signatures; /* places in one copy */
} lh_packet_sums;

/* A paper of the district. */
typedef struct lh_packet_own {
	const char *key, *title, *path;
	size_t pages, leaves; /* 0: not known, as of a spreadsheet */
	size_t copies;        /* 0: not printed */
	const lh_packet_slot *slots;
	size_t n_slots;
} lh_packet_own;

typedef struct lh_manifest {
	size_t schema_version;
	const char *program;
	lh_packet_place jurisdiction;
	lh_packet_office district;
	const char *call, *fill_date; /* NULL: not given */
	bool final, duplex;
	const lh_packet_kind *documents;
	size_t n_documents;
	const lh_packet_column *columns;
	size_t n_columns;
	lh_packet_sums totals;
	const lh_packet_record *consortia;
	size_t n_consortia;
	const lh_packet_set *set; /* of the whole district; NULL: not bound */
	const lh_packet_own *papers;
	size_t n_papers;
	lh_packet_files files; /* papers of the district, index.html, and those of all consortia */
} lh_manifest;

enum { LH_MANIFEST_VERSION = 1 };

extern const lh_shape lh_manifest_shape, lh_packet_place_shape, lh_packet_office_shape,
	lh_packet_sums_shape, lh_packet_own_shape;

/* Read manifest.json of a packet folder. NULL with messages when there is none or it is not one. */
const lh_manifest *lh_manifest_read(lh_ctx *ctx, lh_arena *arena, const char *packet_dir);
/* As manifest.json has it. */
void lh_manifest_text(const lh_manifest *manifest, lh_buf *out);
/* As far as it is known before the papers of the district: without set, papers and files. */
void lh_manifest_text_so_far(const lh_manifest *manifest, lh_buf *out);

/*
 * Compare the consortia with each other by the rules that ask for it, and write what comes out into
 * their findings, counts and verdicts. Afterwards findings hold hints and worse only.
 */
void lh_manifest_batch(lh_arena *arena, const lh_rules *rules, lh_packet_record *consortia, size_t n);
lh_packet_sums lh_manifest_totals(const lh_packet_record *consortia, size_t n);

#endif
