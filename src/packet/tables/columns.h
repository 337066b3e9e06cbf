/* Columns of the summary table (汇总表): templates/ledger.yaml, worked out on each consortium. */
#ifndef LH_PACKET_TABLES_COLUMNS_H
#define LH_PACKET_TABLES_COLUMNS_H

#include "data/expr/phrase.h"

typedef struct lh_column {
	const char *key, *name; /* name: the head as printed */
	bool number;
	const lh_phrase *value;
} lh_column;

typedef struct lh_columns {
	const lh_column *items;
	size_t n;
} lh_columns;

/* NULL with messages when the file is wrong. */
const lh_columns *lh_columns_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir,
				  const lh_names *names);

#endif
