/* Shared by consortium.c (structure) and consortium_scalar.c (single values). */
#ifndef LH_DATA_MODEL_INSIDE_H
#define LH_DATA_MODEL_INSIDE_H

#include "data/model/consortium.h"
#include "data/yaml/yaml.h"

typedef struct lh__loading {
	lh_ctx *ctx;
	lh_arena *arena;
	const char *mask; /* printed in place of private texts; NULL: they are loaded as they are */
	/* References wait until every record is read; records with ids are what they may mean. */
	lh_val **refs;
	size_t n_refs, cap_refs;
	const lh_val **named;
	size_t n_named, cap_named;
} lh__loading;

/*
 * Type one scalar of `field` (the list's field for an item of a list) into value->u, with messages.
 * False: missing or wrong. value->kind and value->loc are set already.
 */
bool lh__load_scalar(lh__loading *l, const lh_yaml *node, const lh_field *field,
		     const lh_type *type, lh_val *value);

/*
 * Where a key was wanted stands a text with a full-width colon (电话：0991…, which YAML reads as one
 * word): told at the colon. False: it has none.
 */
bool lh__tell_wide_colon(lh__loading *l, const char *text, lh_loc loc);

/* Tell that a value has another shape than its type. */
void lh__wrong_kind(lh__loading *l, const lh_yaml *node, const lh_field *field,
		    const lh_type *type);

#endif
