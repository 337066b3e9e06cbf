/*
 * Lists of a packet that are spreadsheets (缺项清单, 打印清单): templates/lists.yaml, their titles,
 * columns and the words in them. What stands in the rows is the packet's affair.
 */
#ifndef LH_PACKET_TABLES_LISTS_H
#define LH_PACKET_TABLES_LISTS_H

#include "util/ctx.h"

typedef enum lh_list_kind { LH_LIST_MISSING, LH_LIST_PRINT } lh_list_kind;

typedef struct lh_list_column {
	const char *key, *name; /* name: the head as printed */
} lh_list_column;

typedef struct lh_list {
	lh_list_kind kind;
	const char *key, *title;
	const lh_list_column *columns;
	size_t n;
} lh_list;

typedef enum lh_list_word {
	LH_WORD_DUPLEX,   /* 双面 */
	LH_WORD_SIMPLEX,  /* 单面 */
	LH_WORD_TOTAL,    /* 合计 */
	LH_WORD_DISTRICT, /* 区县材料: the name of what is of no consortium */
	LH_WORD_BOUND,    /* 合订本 */
	LH_WORD_VOLUME,   /* 合订本第#册 */
	LH_LIST_WORDS
} lh_list_word;

typedef struct lh_lists {
	const lh_list *lists;
	size_t n;
	const char *words[LH_LIST_WORDS];
} lh_lists;

/* NULL with messages when the file is wrong. Lives in `arena`. */
const lh_lists *lh_lists_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir);

#endif
