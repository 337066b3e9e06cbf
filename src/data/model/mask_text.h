/*
 * A text as a reader of numbers sees it: widths folded, marks of one meaning made one sign, digits
 * gathered into groups. Shared by mask.c (what is found) and mask_kind.c (what a number is).
 */
#ifndef LH_DATA_MODEL_MASK_TEXT_H
#define LH_DATA_MODEL_MASK_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "util/base.h"

/* One character. `c`: ASCII, folded; 0 for what has no meaning here. */
typedef struct lh__sign {
	char c;
	bool han;     /* a digit written as 一, 二 … */
	size_t from, to; /* bytes */
} lh__sign;

typedef struct lh__signs {
	const char *text;
	const lh__sign *at;
	size_t n;
} lh__signs;

/* Digits that touch, and what stands between them and the group before. */
typedef struct lh__group {
	size_t from, to; /* signs */
	size_t gap;      /* signs of separators in front; 0: nothing joins it to the one before */
	char mark;       /* the separator that tells: '-' of "- ", ' ' of a blank … */
} lh__group;

lh__signs lh__signs_of(lh_arena *arena, const char *text);
/* The group that begins at or behind sign `i`; false at the end. `before`: the end of the last one. */
bool lh__group_next(const lh__signs *signs, size_t i, size_t before, lh__group *out);

bool lh__is_digit(char c);
bool lh__is_letter(char c);

/* Of words that stand in front of a number, which one is nearest. */
typedef enum lh__evidence {
	LH__EVIDENCE_NONE,
	LH__EVIDENCE_PHONE,
	LH__EVIDENCE_CARD,    /* 身份证, 账号 … */
	LH__EVIDENCE_CODE,    /* 编号, 专利号, 代码 …: no person's */
} lh__evidence;
lh__evidence lh__evidence_before(const lh__signs *signs, size_t sign);
/* A unit of measure or of money follows: the number is an amount. */
bool lh__amount_follows(const lh__signs *signs, size_t sign);

/* mask_kind.c: are groups `first` to `last` together a number of a person? */
bool lh__is_personal(const lh__signs *signs, const lh__group *groups, size_t first, size_t last);

#endif
