/*
 * Records that the program fills in for a template (`internal` in the schema): values like those of a
 * data file. Fields are looked up by key, so the schema may have fewer of them than are known here.
 */
#ifndef LH_JOB_RECORD_H
#define LH_JOB_RECORD_H

#include "data/consortium.h"
#include "data/value.h"

typedef struct lh__record {
	lh_arena *arena;
	lh_val *value; /* the record itself */
	const lh_val **fields;
} lh__record;

/* The root's internal list of that key; NULL when the schema has none. */
const lh_field *lh__internal_list(const lh_schema *schema, const char *key);

/* A record of the list's type, all of it missing. */
lh__record lh__record_new(lh_arena *arena, const lh_type *list, lh_loc loc);
/* An empty text is a missing one. Tabs become blanks: paper has no tabs. */
void lh__record_text(lh__record *r, const char *key, const char *text);
void lh__record_bool(lh__record *r, const char *key, bool boolean);
void lh__record_int(lh__record *r, const char *key, size_t number);
void lh__record_enum(lh__record *r, const char *key, const char *code);
/* Type of a list field, for the records in it; NULL when there is no such field. */
const lh_type *lh__record_list_type(const lh__record *r, const char *key);
void lh__record_list(lh__record *r, const char *key, const lh__record *items, size_t n);

/* The same consortium with these records in the root's list; shares everything else. */
const lh_consortium *lh__with_records(lh_arena *arena, const lh_consortium *consortium,
				      const lh_field *list, const lh__record *items, size_t n);

#endif
