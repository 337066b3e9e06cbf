/*
 * The context of one run: collected messages, limits, language, and where things are found.
 * There are no globals; same input and same context, same bytes, in any locale and time zone.
 */
#ifndef LH_UTIL_CTX_H
#define LH_UTIL_CTX_H

#include "util/arena.h"
#include "util/diag.h"

typedef struct lh_limits {
	size_t file_bytes;   /* of one input file; 8 MiB */
	size_t depth;        /* of nesting in YAML; 32 */
	size_t nodes;        /* of one data file or document; 1 000 000 */
	size_t pages;        /* of one document; 5 000 */
	size_t messages;     /* kept and printed; 200 */
} lh_limits;

struct lh_ctx {
	lh_arena *arena;     /* lives as long as the context: messages, interned file names */
	lh_limits limits;
	lh_lang lang;
	bool final;          /* LH_LEVEL_OPEN messages are errors */
	bool public_edition; /* data loads without what is private: 公示版 */
	const char *data_dir;   /* holds templates/ and fonts/ */
	const char *fonts_file; /* roles file, NULL for data_dir/fonts/roles.yaml */
	const char *date;       /* today as YYYY-MM-DD from --date or SOURCE_DATE_EPOCH; NULL: unknown */
	/* Private to diag.c. */
	lh_report *reports;
	size_t n_reports, cap_reports, n_errors, n_dropped;
	bool system_failed; /* writing failed: exit status 3, not 1 */
	bool broken;        /* one of our own files cannot be read: what follows is told no more */
};

lh_ctx *lh_ctx_new(void);
void lh_ctx_free(lh_ctx *ctx); /* accepts NULL */

#endif
