/*
 * Shapes: what the members of a struct are called outside of C. One table a struct is all that its
 * JSON, the values that templates read of it, and paths like "district.org" go by; a member that no
 * table names stays inside.
 *
 * A table is an array of fields in the order in which they are written. LH_SHAPE makes the shape of it:
 *
 *	static const lh_shape_field fields[] = {
 *		{"title", LH_SHAPE_TEXT, LH_AT(paper, title)},
 *		{"pages", LH_SHAPE_COUNT, LH_AT(paper, n_pages)},
 *		{"places", LH_SHAPE_LIST, LH_AT(paper, places), LH_N_AT(paper, n_places), .of = &place_shape},
 *	};
 *	static const lh_shape paper_shape = LH_SHAPE(paper, fields);
 */
#ifndef LH_DATA_SHAPE_SHAPE_H
#define LH_DATA_SHAPE_SHAPE_H

#include <stddef.h>

#include "data/model/value.h"
#include "util/buf.h"

typedef struct lh_shape lh_shape;

typedef enum lh_shape_kind {
	LH_SHAPE_NONE,
	LH_SHAPE_TEXT,  /* const char *; none: NULL */
	LH_SHAPE_COUNT, /* size_t; none: 0, where that is said to be none */
	LH_SHAPE_FLAG,  /* bool */
	LH_SHAPE_WORD,  /* an enumeration; none: what has no word */
	LH_SHAPE_ONE,   /* a struct within the struct */
	LH_SHAPE_PART,  /* const struct *; none: NULL */
	LH_SHAPE_LIST,  /* const struct *, and how many; none: NULL, where that is said to be none */
	LH_SHAPE_TEXTS, /* const char *const *, and how many; likewise */
	LH_SHAPE_PAIRS, /* const lh_pair *, and how many: an object with keys of its own; none: NULL */
} lh_shape_kind;

/* How none is told. */
typedef enum lh_shape_none {
	LH_NONE_NEVER,  /* there is always one: a COUNT may be 0, a LIST be empty */
	LH_NONE_NULL,   /* null */
	LH_NONE_ABSENT, /* the key is left out */
} lh_shape_none;

typedef struct lh_shape_field {
	const char *key;
	lh_shape_kind kind;
	lh_shape_none none;
	bool bulk;                 /* of no use to who looks at it: see lh_shape_json */
	size_t at, n_at;           /* where in the struct the member is, and its number of items */
	const lh_shape *of;        /* ONE, PART, LIST: of the struct */
	const char *(*word)(int);  /* WORD: of a value; NULL: none */
	int words;                 /* WORD: values are smaller */
} lh_shape_field;

struct lh_shape {
	const lh_shape_field *fields;
	size_t n, size;
};

#define LH_AT(type, member) .at = offsetof(type, member)
#define LH_N_AT(type, member) .n_at = offsetof(type, member)
#define LH_SHAPE(type, table) {(table), sizeof(table) / sizeof *(table), sizeof(type)}

typedef struct lh_pair {
	const char *key, *text;
} lh_pair;

/* A struct whose shape is known. */
typedef struct lh_shaped {
	const lh_shape *shape;
	const void *object;
} lh_shaped;

/* What a member holds. */
typedef struct lh_member {
	lh_shape_kind kind; /* NONE, TEXT, COUNT, FLAG, PART, LIST, TEXTS, PAIRS */
	const char *text;
	size_t count;       /* COUNT; LIST, TEXTS, PAIRS: the number of items */
	bool flag;
	const void *at;     /* PART: the struct; LIST, TEXTS, PAIRS: the first item */
	const lh_shape *of; /* PART, LIST */
} lh_member;

lh_member lh_shape_member(const lh_shape_field *field, const void *object);
/* Of a PART by its table, of PAIRS by their keys; NONE of anything else and when there is none. */
lh_member lh_member_at(const lh_member *of, const char *key, size_t length);
/* Under a dotted path: "title", "district.org". */
lh_member lh_shape_find(lh_shaped of, const char *path);
/* An item of a LIST. */
lh_shaped lh_shape_item(const lh_member *list, size_t i);

/* ---- json.c ---- */

/*
 * As JSON with one blank of indent a level, as if it stood `depth` levels deep, without a line end
 * behind it; `depth` < 0: on one line, without blanks and what is bulk.
 */
void lh_shape_json(lh_shaped of, int depth, lh_buf *out);
/* A text alone, in quotes. */
void lh_text_json(const char *text, lh_buf *out);
/*
 * The struct that a JSON text gives, zeroed before; what it points to lives in `arena`. A text that is
 * damaged, lacks a key or has one too many, or a value of another kind is refused: *why_out then
 * says where ("documents[2].pages").
 */
bool lh_shape_read(lh_arena *arena, const lh_shape *shape, const char *bytes, size_t length,
		   void *object_out, const char **why_out);

/* ---- values.c ---- */

/*
 * As a record that templates read. A member that is none, an empty text and a value of another kind
 * than the field's are missing; members that the record has no field for are left out. Texts stay
 * where they are: they outlive the value.
 */
const lh_val *lh_shape_value(lh_arena *arena, const lh_record *type, lh_shaped of);

#endif
