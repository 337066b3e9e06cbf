/*
 * Messages. Each kind of message is one row of diag.def; there is no other way to tell the user
 * something. A message names a place and goes to the context, which collects it.
 *
 *     lh_diag(ctx, LH_E_SHARE_SUM, members->loc, "90%", NULL);
 *     samples/bad/shares.yaml:14:3: 错误[LH2031]: 各成员份额合计为 90%，应为 100%
 *
 * Arguments are UTF-8 strings, {1} to {9} in the row's texts, ended by NULL; they are copied.
 */
#ifndef LH_UTIL_DIAG_H
#define LH_UTIL_DIAG_H

#include <stdio.h>

#include "util/base.h"
#include "util/nearest.h"

typedef enum lh_level {
	LH_LEVEL_NOTE,    /* belongs to the message before it: the second place */
	LH_LEVEL_HINT,
	LH_LEVEL_WARNING,
	LH_LEVEL_OPEN,    /* something left open: a warning in drafts, an error in finals */
	LH_LEVEL_ERROR,
} lh_level;

typedef enum lh_msg {
#define LH_MSG(symbol, level, number, zh, en) symbol,
#include "util/diag.def"
#undef LH_MSG
	LH_MSG_COUNT
} lh_msg;

typedef enum lh_lang { LH_LANG_ZH, LH_LANG_EN, LH_LANG_BOTH } lh_lang;

/* One message as collected. `level` is never LH_LEVEL_OPEN: the context has settled it. */
typedef struct lh_report {
	lh_msg msg;
	lh_level level;
	lh_loc loc;
	const char *zh; /* text with the arguments filled in */
	const char *en;
} lh_report;

static const lh_loc lh_nowhere = {NULL, 0, 0};

/* By name, line and column: messages keep copies of file names. */
bool lh_loc_equal(lh_loc a, lh_loc b);

void lh_diag(lh_ctx *ctx, lh_msg msg, lh_loc loc, ...) __attribute__((sentinel));

int lh_msg_number(lh_msg msg);          /* 2031 for LH2031 */
const char *lh_msg_symbol(lh_msg msg);  /* "LH_E_SHARE_SUM" */
const char *lh_level_name(lh_level level, lh_lang lang);

/*
 * Collected messages, in the order in which they came. Only so many are kept (limits.messages);
 * beyond that an error still takes the place of a message that matters less.
 */
size_t lh_diag_count(const lh_ctx *ctx);
const lh_report *lh_diag_at(const lh_ctx *ctx, size_t index);
/* How many errors there are (past the limit of kept messages too). */
size_t lh_diag_errors(const lh_ctx *ctx);
/* Whether no further message will be kept: then its text need not be made. */
bool lh_diag_full(const lh_ctx *ctx);
/* Whether the system refused something (a full disk, an unwritable folder). */
bool lh_diag_system_failed(const lh_ctx *ctx);
void lh_diag_clear(lh_ctx *ctx);
/* Forget the messages from `count` on: a step is done again and will tell them again. */
void lh_diag_rewind(lh_ctx *ctx, size_t count);

/* Print one message, or all of them, as the lines shown above; all: and how many were not kept. */
void lh_diag_print(FILE *out, const lh_report *report, lh_lang lang);
void lh_diag_print_all(const lh_ctx *ctx, FILE *out);

#endif
