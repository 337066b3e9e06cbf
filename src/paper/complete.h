/*
 * Rows that are only partly there. A table or a list of a paper is made of records; a record that was
 * begun has all that its papers read of it and the schema asks for, or the paper has a hole.
 */
#ifndef LH_PAPER_COMPLETE_H
#define LH_PAPER_COMPLETE_H

#include "paper/engine.h"

/*
 * An open item for each record of a list that lacks a field which the schema requires (`required`, or
 * `required_if` and that is so) and one of these documents reads; one for all fields of the record.
 * What a missing-value message has told already is not told again. `everything`: of every record, begun
 * or not, in the order of the file: what is to be filled in next.
 */
void lh_tell_incomplete(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_consortium *consortium,
			const lh_jurisdiction *jurisdiction, const lh_document_info *const *documents,
			size_t n_documents, bool everything);

#endif
