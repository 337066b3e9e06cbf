/*
 * The roles file (fonts/roles.yaml or the user's own): which files there are, which role looks for a
 * character in which of them, and what the roles are called in DOCX. Plain data for font.c.
 */
#ifndef LH_LAYOUT_FONT_ROLES_H
#define LH_LAYOUT_FONT_ROLES_H

#include "doc/doc.h"
#include "util/ctx.h"

typedef struct lh__face_row {
	const char *key;
	const char *path;
	uint32_t index; /* in a collection */
	lh_loc loc;     /* of the file's name */
} lh__face_row;

typedef struct lh__range {
	uint32_t first, last;
} lh__range;

/* These characters come from this face, whatever the chain says. */
typedef struct lh__prefer {
	uint16_t face;
	const lh__range *ranges;
	size_t n_ranges;
} lh__prefer;

typedef struct lh__role_row {
	const uint16_t *chain;
	size_t n_chain;
	const lh__prefer *prefer;
	size_t n_prefer;
	const char *docx_name, *docx_alt; /* docx_alt may be "" */
} lh__role_row;

typedef struct lh__roles {
	const lh__face_row *faces;
	size_t n_faces;
	lh__role_row roles[LH_ROLE_COUNT];
	const lh__prefer *prefer; /* for all roles, after their own */
	size_t n_prefer;
	const char *docx_latin, *docx_rare, *docx_rare_alt;
} lh__roles;

/* Read a roles file; all complaints in one run. The result lives as long as the context. */
bool lh__roles_read(lh_ctx *ctx, const char *path, lh__roles *roles_out);

#endif
