/*
 * One consortium's data file: read, typed by the schema, references linked.
 *
 * Keys may be the English key or the 中文名 of a field; enumerations the code or the Chinese label.
 * Every error of the file is told in one run. Text is trimmed at its ends; U+2022 U+30FB U+2027
 * U+22C5 U+FF0E between two Han characters of a person's name become U+00B7 and lose the blanks around
 * them; credit codes become capitals without blanks; CR LF becomes LF; other characters are kept as
 * they are (private-use, compatibility and invisible characters are reported). An empty text, list
 * item or record field is missing. `schema_version`, when given, must be 1.
 * Checked here: types, unknown keys (did you mean), enumeration values, decimals, calendar dates,
 * unit references and unique ids, list lengths, text limits (字数: above Word's count an open item,
 * between Word's and the plain count a warning), codes and phones by their alphabet and length.
 */
#ifndef LH_DATA_MODEL_CONSORTIUM_H
#define LH_DATA_MODEL_CONSORTIUM_H

#include "data/model/value.h"
#include "data/yaml/yaml.h"

typedef struct lh_consortium {
	const lh_val *root;
	const lh_schema *schema;
	const char *file;
} lh_consortium;

/* NULL with messages on failure (errors); warnings alone do not fail. */
const lh_consortium *lh_consortium_load(lh_ctx *ctx, lh_arena *arena, const lh_schema *schema,
					const char *path);
/* The same from a tree in `arena` that lh_yaml_parse_on gave, for data that is in no file. */
const lh_consortium *lh_consortium_from(lh_ctx *ctx, lh_arena *arena, const lh_schema *schema,
					const lh_yaml *root);

#endif
