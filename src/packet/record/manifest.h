/*
 * manifest.json and the records it is made of, in the shape of docs/packet.md. Objects are
 * jansson's; who gets one from here releases it with json_decref.
 */
#ifndef LH_PACKET_RECORD_MANIFEST_H
#define LH_PACKET_RECORD_MANIFEST_H

#include <jansson.h>

#include "data/rule/rules.h"
#include "paper/paper.h"

/* Read manifest.json of a packet folder. NULL with messages when there is none or it is not one. */
json_t *lh_manifest_read(lh_ctx *ctx, const char *packet_dir);

/* The same bytes for the same object, ended by a newline. */
void lh_manifest_text(const json_t *object, lh_buf *out);

/* {"path", "bytes", "sha256"} of a file in memory. */
json_t *lh_manifest_file(const char *path, const void *bytes, size_t length);
/* Whether the file that an entry speaks of is on disk under `dir`, byte for byte. */
bool lh_manifest_intact(const json_t *file, const char *dir);
/*
 * Delete the files of `old` that `kept` does not list, when they are as they were made; the folders
 * that become empty go too. A changed file stays and is told.
 */
void lh_manifest_prune(lh_ctx *ctx, const json_t *old, const json_t *kept, const char *dir);
/* Tell which of `old` somebody has changed since, before what was `made` takes their places. */
void lh_manifest_tell_changed(lh_lang lang, const json_t *old, const json_t *made, const char *dir);

/* One message; places in files under `base` or else `data_dir` are given relative to it. */
json_t *lh_manifest_message(const lh_report *report, const char *base, const char *data_dir);
/* One finding; what compares files keeps its key, see lh_manifest_batch. */
json_t *lh_manifest_finding(const lh_finding *finding);
/* {"ok": …} by result. */
json_t *lh_manifest_counts(const size_t counts[LH_RESULT_ERROR + 1]);
/* The word for a verdict: ok, hint, ask, warn, error. */
const char *lh_manifest_verdict(lh_result worst);

/*
 * Compare the consortia with each other by the rules that ask for it, and write what comes out into
 * their findings, counts and verdicts. Afterwards findings hold hints and worse only.
 */
void lh_manifest_batch(lh_arena *arena, const lh_rules *rules, json_t *consortia);

/* Places in one copy of a paper, an entry of `documents`: for seals, or for signatures. */
size_t lh_manifest_places(const json_t *document, bool signatures);
/* Pages, leaves, sheets with all copies, places for seals, over all consortia. */
json_t *lh_manifest_totals(const json_t *consortia);

/* A string, number or null under `key`. */
const char *lh_json_text(const json_t *object, const char *key); /* "" when it is none */
size_t lh_json_count(const json_t *object, const char *key);    /* 0 when it is none */

#endif
