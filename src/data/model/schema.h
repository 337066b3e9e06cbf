/*
 * The data model as data: templates/schema.yaml, one row a field. It drives loading, located errors,
 * enumeration labels, `init`, the JSON Schema, `list fields`, and the static check of every path in a
 * template or rule.
 *
 * A record is a set of fields (unit, person, …); the root record is the data file. A field's type is
 * built from kinds: a list of a record, an enumeration, a reference to a unit.
 */
#ifndef LH_DATA_MODEL_SCHEMA_H
#define LH_DATA_MODEL_SCHEMA_H

#include "data/yaml/yaml.h"

typedef enum lh_kind {
	LH_KIND_NULL,   /* only as the type of `null` in expressions */
	LH_KIND_BOOL,
	LH_KIND_NUMBER, /* exact decimal, see value.h; int, money, percent, year are numbers */
	LH_KIND_TEXT,   /* line (no newline) or text (paragraphs) */
	LH_KIND_DATE,   /* YYYY-MM-DD, or YYYY-MM where the type is ym */
	LH_KIND_ENUM,
	LH_KIND_REF,    /* id of a record of a root list; expressions step through it */
	LH_KIND_LIST,
	LH_KIND_RECORD,
} lh_kind;

#define LH_MAX_FIELDS 64 /* of one record */

typedef struct lh_record lh_record;
typedef struct lh_enum lh_enum;
typedef struct lh_type lh_type;

struct lh_type {
	lh_kind kind;
	bool multiline;          /* TEXT */
	uint8_t decimals;        /* NUMBER: at most so many; int 0, money 2 */
	bool signed_number;      /* NUMBER: else ≥ 0 */
	bool year;               /* NUMBER: four digits */
	bool month_only;         /* DATE: ym */
	const char *word;        /* NUMBER: as the schema writes it, "money"; NULL: computed */
	const lh_enum *enumeration;
	const lh_record *record; /* RECORD; REF: the record referred to */
	const lh_type *item;     /* LIST: of what */
	/*
	 * LIST of records, written as a mapping: each key goes to the record's id field ("urumqi" under
	 * `jurisdictions:`). An entry that is a scalar goes to the record's field `value` (options).
	 */
	bool keyed;
};

typedef struct lh_enum_value {
	const char *code;
	const char *label;       /* Chinese, as printed */
	const char *short_label; /* where a form prints a shorter word (省级 for 省级（自治区级）); else label */
	uint16_t order;          /* position in the enumeration; ordered ones compare by it */
	const char *const *also; /* other words for it that data files may use (自治区级, 盟级) */
	size_t n_also;
} lh_enum_value;

struct lh_enum {
	const char *key;
	const char *name;        /* 中文名 */
	bool ordered;            /* listed from the lowest to the highest: county < municipal < … */
	const lh_enum_value *values;
	size_t n_values;
};

typedef struct lh_field {
	const char *key;         /* English */
	const char *name;        /* 中文名, accepted as a key too */
	lh_type type;
	bool internal;           /* filled in by the program: a data file may not hold it */
	bool private_value;      /* never in public editions (公示版) */
	bool required;           /* needed by at least one document; missing is told when one asks */
	const char *required_if; /* required where this expression over the record `it` holds; or NULL */
	uint32_t limit;          /* 字数 limit; 0: none */
	size_t max_items;        /* of a list; 0: none */
	const char *note;        /* for init and the fields list; "" when there is none */
	const char *pattern;     /* lexical check: person, uscc, phone, email, region, version; or NULL */
	const char *cells;       /* cell ids that print it, for init; "" when there are none */
	uint16_t index;          /* place in its record's values */
	lh_loc loc;              /* row of the schema file */
} lh_field;

struct lh_record {
	const char *key;         /* "unit" */
	const char *name;        /* 成员单位 */
	const lh_field *fields;
	size_t n_fields;
	const char *id_field;    /* key of the field that references name ("id"), or NULL */
	const uint16_t *table;   /* private to schema.c: keys and names, hashed */
	size_t table_size;
};

typedef struct lh_schema {
	const lh_record *root;
	const lh_record *const *records; /* every named record */
	size_t n_records;
	const lh_enum *const *enums;
	size_t n_enums;
	const char *private_mask; /* what public editions print instead of a private text */
	const char *file;
} lh_schema;

/* Load templates/schema.yaml. NULL with messages on failure. */
const lh_schema *lh_schema_load(lh_ctx *ctx, lh_arena *arena, const char *path);

/* By English key or Chinese name; NULL when unknown. */
const lh_field *lh_record_field(const lh_record *record, const char *key);
const lh_enum_value *lh_enum_find(const lh_enum *enumeration, const char *code_or_label);
const lh_record *lh_schema_record(const lh_schema *schema, const char *key);
const lh_enum *lh_schema_enum(const lh_schema *schema, const char *key);

/* A type as the manual writes it: "list(unit)", "enum(role)", "money". */
char *lh_type_str(lh_arena *arena, const lh_type *type);
bool lh_type_equal(const lh_type *a, const lh_type *b);

#endif
