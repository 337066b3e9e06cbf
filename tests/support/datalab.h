/* A context, an arena and the real schema, for tests that read YAML texts. */
#ifndef TESTS_SUPPORT_DATALAB_H
#define TESTS_SUPPORT_DATALAB_H

#include "data/model/consortium.h"
#include "util/ctx.h"

typedef struct datalab {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_schema *schema; /* of templates/schema.yaml */
} datalab;

/* For cmocka: *state becomes a datalab. */
int datalab_setup(void **state);
int datalab_teardown(void **state);

const lh_yaml *datalab_yaml(datalab *lab, const char *text);
const lh_consortium *datalab_load(datalab *lab, const char *text);
/* The value at "units[0].name", which must be there. */
const lh_val *datalab_at(const lh_consortium *consortium, const char *path);
/* The first message of this kind, or NULL. */
const lh_report *datalab_report(const datalab *lab, lh_msg msg);
/* The test fails unless a message of this kind stands at this place. */
void datalab_expect(const datalab *lab, lh_msg msg, uint32_t line, uint32_t col);

#endif
