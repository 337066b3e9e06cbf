/*
 * district.yaml: what a district's office says about a packet. Its fields are rows of
 * templates/district.yaml; here they are read, compared with the catalogue, and folders of data
 * files are listed. See docs/packet.md.
 */
#ifndef LH_PACKET_DISTRICT_H
#define LH_PACKET_DISTRICT_H

#include "paper/engine.h"

typedef struct lh_district_document {
	const lh_document_info *info;
	const char *copies; /* digits, or "auto" */
	bool duplex;
} lh_district_document;

/* What names of files and folders are joined from. */
typedef enum lh_name_part {
	LH_NAME_NUMBER,
	LH_NAME_AREA,
	LH_NAME_CONSORTIUM,
	LH_NAME_LEAD,
	LH_NAME_PAPER, /* of files only */
	LH_NAME_DATE,  /* of files only */
	LH_NAME_PARTS
} lh_name_part;

typedef struct lh_district {
	const lh_val *root;   /* the whole file, for templates */
	const char *file;
	const char *dir;      /* data files are named relative to it */
	const lh_jurisdiction *jurisdiction;
	const char *area;
	const char *fill_date; /* YYYY-MM-DD */
	const char *const
		*files; /* in the order of the packet; as messages name them, relative to dir */
	size_t n_files;
	const lh_district_document *documents; /* in the order of a set */
	size_t n_documents;
	const lh_emitter *const *emitters;
	size_t n_emitters;
	const lh_option *options;
	size_t n_options;
	lh_name_part naming[LH_NAME_PARTS];
	size_t n_naming;
	bool duplex, bound, stamped_single;
	bool whole; /* all consortia as one set besides */
	size_t volume_leaves;
} lh_district;

/* The schema of district.yaml, for init; NULL with messages. */
const lh_schema *lh_district_schema(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog);

/*
 * NULL with messages when the file itself is wrong. A data file that is missing or listed twice is
 * not: the one shows itself when it is read, the other is told and counts once.
 */
const lh_district *lh_district_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				    const char *path);

#endif
