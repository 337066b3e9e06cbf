/*
 * Changing values in a YAML file as its author wrote it: only the bytes of the value are replaced,
 * everything else, comments and spacing too, stays as it is.
 */
#ifndef LH_DATA_YAML_EDIT_H
#define LH_DATA_YAML_EDIT_H

#include "data/yaml/yaml.h"
#include "util/buf.h"

typedef struct lh_yaml_edit {
	lh_loc place;     /* where the scalar begins */
	const char *text; /* what it shall say */
	bool done;        /* set by lh_yaml_edit_apply */
} lh_yaml_edit;

/*
 * Apply the edits to the bytes of a file. A value keeps its style (plain, quoted, block) as far as
 * the new text can be said in it. False when a place holds no
 * scalar; the other edits are done all the same.
 */
bool lh_yaml_edit_apply(lh_buf *bytes, lh_yaml_edit *edits, size_t n);

#endif
