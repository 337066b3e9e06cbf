/*
 * A district's packet: every document of every consortium in worker processes, then the papers of
 * the district and manifest.json. docs/packet.md describes the folder.
 *
 * What is known of a consortium is in its record, .lianheti/units/<id>.json, written when all of
 * its files stand; a run that is cut off anywhere is taken up again from the records. The packet's
 * own papers and the manifest are made from the records alone.
 */
#ifndef LH_PACKET_RUN_H
#define LH_PACKET_RUN_H

#include <signal.h>

#include "packet/district.h"
#include "packet/record/record.h"

/*
 * One consortium is done. What `told` says of it is said before consortia are compared; one that an
 * earlier file of this run has too is told as failed already.
 */
typedef struct lh_packet_progress {
	size_t done, total; /* of this run */
	bool kept;          /* nothing had changed since an earlier run */
	const lh_packet_told *told;
} lh_packet_progress;

/* Seconds for one consortium when nobody says otherwise, and the most that may be asked for. */
enum { LH_PACKET_TIMEOUT = 120, LH_PACKET_TIMEOUT_MAX = 86400 };

typedef struct lh_packet_options {
	const char *out_dir;
	size_t jobs;
	unsigned timeout;       /* seconds for one consortium */
	bool resume, final, zip, pdfa;
	bool no_pictures;       /* leave out the first pages for index.html */
	size_t shard, n_shards; /* 1 to n_shards; n_shards 0: everything */
	lh_compression compression;
	const volatile sig_atomic_t *stop; /* 1: finish what runs; 2: at once. May be NULL */
	void (*progress)(void *user,
			 const lh_packet_progress *progress); /* in the order of the packet */
	void *user;
} lh_packet_options;

typedef struct lh_packet_result {
	size_t made, kept, failed;
	bool stopped;
	bool system_failed; /* a file could not be written or a worker not be started */
	const char *manifest; /* its path; NULL when it was not written */
} lh_packet_result;

/* Make what is to be made; the whole packet is assembled, a shard is not. False with messages. */
bool lh_packet_run(lh_ctx *ctx, lh_engine *engine, const lh_district *district,
		   const lh_packet_options *options, lh_packet_result *result);
/* The papers of the district and the manifest from the records of all shards. */
bool lh_packet_assemble(lh_ctx *ctx, lh_engine *engine, const lh_district *district,
			const lh_packet_options *options, lh_packet_result *result);

#endif
