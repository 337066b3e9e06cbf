/*
 * The container of Office files (Open Packaging Conventions): parts in a ZIP file, their content
 * types in front. Same parts and date, same bytes, in any time zone. The only file that knows
 * libzip is opc.c.
 */
#ifndef LH_PACK_OPC_H
#define LH_PACK_OPC_H

#include "pack/deflate.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/memo.h"

typedef struct lh_opc_part {
	const char *name;  /* without a slash in front: "word/document.xml" */
	const char *type;  /* its content type; NULL: relationships (the name ends with .rels) */
	const void *bytes; /* borrowed until lh_opc_write returns */
	size_t length;
	bool common;       /* other files have the same: compressed once, if there is a memo */
} lh_opc_part;

/*
 * Write [Content_Types].xml and the parts, in this order, as one ZIP file; it replaces what `out`
 * held. All entries carry `date` (YYYY-MM-DD; anything else, or a year before 1980: 1980-01-01).
 * False with a message when libzip fails. `memo` may be NULL.
 */
bool lh_opc_write(lh_ctx *ctx, const lh_opc_part *parts, size_t n_parts, const char *date,
		  lh_compression compression, lh_memo *memo, lh_buf *out);

/* A plain ZIP file of the parts, names in UTF-8 and marked so; types are not looked at. */
bool lh_zip_write(lh_ctx *ctx, const lh_opc_part *parts, size_t n_parts, const char *date, lh_buf *out);

/*
 * Reading a file that somebody sends back. It may be damaged, or made to do harm: the number of its
 * parts and the size of each are bounded, whatever its directory says.
 */
enum { LH_OPC_MOST_PARTS = 4096, LH_OPC_MOST_BYTES = 32 << 20 };

typedef struct lh_opc_file lh_opc_file;

/* `bytes` is borrowed until lh_opc_close; `path` is for messages. NULL with a message. */
lh_opc_file *lh_opc_open(lh_ctx *ctx, const char *path, const lh_buf *bytes);
void lh_opc_close(lh_opc_file *file); /* accepts NULL */
/* Names of the parts; NULL behind the last one. */
const char *lh_opc_name(const lh_opc_file *file, size_t index);
/* One part unpacked; it replaces what `out` held. False with a message. */
bool lh_opc_read(lh_ctx *ctx, const lh_opc_file *file, const char *name, lh_buf *out);

#endif
