/*
 * `--to tree`: the document tree as text, for golden tests and the curious.
 *
 * One node a line, indented by depth. Lengths are millimetres or points with at most two decimals,
 * indents ems. A paragraph names its style and then only what differs from it; a run tells its
 * format only where it differs from its paragraph's. Places in template files are left out, so that
 * a dump does not change when a template gains a comment.
 */
#ifndef LH_DOC_DUMP_H
#define LH_DOC_DUMP_H

#include "doc/doc.h"

struct lh_buf;
void lh_doc_dump(const lh_node *document, struct lh_buf *out);

#endif
