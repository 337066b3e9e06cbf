/*
 * Values: what a data file holds after typing, and what expressions give. Immutable once made.
 *
 * A missing value is a NULL pointer, never a special value. Records keep one slot a schema field, so
 * that a path resolved when a template was loaded is read without a search.
 */
#ifndef LH_DATA_MODEL_VALUE_H
#define LH_DATA_MODEL_VALUE_H

#include "data/model/schema.h"

/* Exact decimal: millionths. ±9.2·10^12; 万元 with two decimals, percents and means fit. */
typedef int64_t lh_num;
#define LH_NUM_ONE 1000000

/* d = 0: only the month is known; m = 0: only the year. */
typedef struct lh_date {
	int16_t y;
	uint8_t m, d;
} lh_date;

typedef struct lh_val lh_val;

struct lh_val {
	lh_kind kind;
	lh_loc loc;             /* in the data file; {NULL,0,0} for computed values */
	const lh_val *parent;   /* record or list that holds it; NULL for the root and computed values */
	const lh_field *field;  /* schema row; NULL for list items and computed values */
	uint32_t index;         /* place in its parent list */
	union {
		bool boolean;
		lh_num number;
		const char *text;
		lh_date date;
		const lh_enum_value *enumeration;
		struct {
			const char *id;
			const lh_val *target;   /* the record; never NULL after a load without errors */
		} ref;
		struct {
			const lh_val *const *items;
			size_t n;
		} list;
		struct {
			const lh_record *type;
			const lh_val *const *fields; /* type->n_fields slots, NULL where missing */
		} record;
	} u;
};

/* Field of a record value by index or key; NULL when missing. Steps through references. */
const lh_val *lh_val_field(const lh_val *record, uint16_t index);
const lh_val *lh_val_at(const lh_val *record, const char *key);

/* "units[3].name", "jurisdictions.urumqi.fill_date": for content controls and messages. */
char *lh_val_path(lh_arena *arena, const lh_val *value);

/* Plain text of a scalar as entered: numbers without trailing zeros, dates YYYY-MM-DD, enum labels. */
char *lh_val_str(lh_arena *arena, const lh_val *value);

bool lh_val_equal(const lh_val *a, const lh_val *b);

/* Decimals: parse "1234.50" (false: not a number, or too large), print with `places` or as short as exact. */
bool lh_num_parse(const char *text, lh_num *number_out);
char *lh_num_str(lh_arena *arena, lh_num number, int places); /* places < 0: as short as exact */

/* Dates: YYYY-MM-DD, YYYY-MM or YYYY; a real calendar day. */
bool lh_date_parse(const char *text, lh_date *date_out);
int lh_date_compare(lh_date a, lh_date b);      /* -1, 0, 1; an unknown day or month counts as the first */
int64_t lh_date_days(lh_date date);             /* days since 1970-01-01, proleptic Gregorian */

#endif
