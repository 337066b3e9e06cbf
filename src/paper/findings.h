/*
 * Findings as data: a template that reads `findings` (the 自查表) sees what the rules found as if it
 * stood in the data file.
 */
#ifndef LH_PAPER_FINDINGS_H
#define LH_PAPER_FINDINGS_H

#include "paper/judge.h"

/* Whether the schema has the field, and the field. NULL: no template can read findings. */
const lh_field *lh_findings_field(const lh_schema *schema);

/* The same consortium with its findings; shares everything else. Lives in `arena`. */
const lh_consortium *lh_with_findings(lh_arena *arena, const lh_consortium *consortium,
				      const lh_verdict *verdict);

#endif
