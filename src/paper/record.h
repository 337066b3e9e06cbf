/*
 * Records that the program puts together itself (what a packet holds, what a bound set holds), as
 * data that templates read like a data file.
 */
#ifndef LH_PAPER_RECORD_H
#define LH_PAPER_RECORD_H

#include <jansson.h>

#include "data/model/value.h"

/*
 * The record that a JSON object gives: fields by their English keys. null, an empty text and a value
 * of another kind than the field's are missing; keys that the record has no field for are left out.
 * Lives in `arena`, apart from `object`.
 */
const lh_val *lh_record_value(lh_arena *arena, const lh_record *type, const json_t *object);

#endif
