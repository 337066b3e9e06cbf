/*
 * Numbers and dates as Chinese papers write them. Pure functions; rules from GB/T 15835 and
 * GB/T 9704, 大写 from banking practice (正确填写票据和结算凭证的基本规定).
 */
#ifndef LH_DATA_MODEL_NUMTEXT_H
#define LH_DATA_MODEL_NUMTEXT_H

#include "data/model/value.h"

/* 2026年6月10日; 2026年6月 when the day is unknown. No leading zeros. */
char *lh_date_cn(lh_arena *arena, lh_date date);
/* 二〇二六年六月十日, with U+3007. */
char *lh_date_cn_figures(lh_arena *arena, lh_date date);
/* 2026.01: for narrow cells. */
char *lh_date_dotted(lh_arena *arena, lh_date date);
/* 人民币陆仟零柒元壹角肆分 for an amount in 元; whole amounts end with 整. */
char *lh_amount_capital(lh_arena *arena, lh_num yuan);
/* 十三, 一百零二 … for 1 to 9999. */
char *lh_number_cn(lh_arena *arena, int64_t number);
/* ① to ⑳, else (21). */
char *lh_number_circled(lh_arena *arena, int64_t number);

#endif
