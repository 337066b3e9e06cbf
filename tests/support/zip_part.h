/* Reads one entry of a ZIP file in memory, for tests of what the DOCX writer makes. */
#ifndef LH_TESTS_ZIP_PART_H
#define LH_TESTS_ZIP_PART_H

#include "util/buf.h"

/* The entry as text; false when there is none of that name. */
bool zip_part(const lh_buf *archive, const char *name, lh_buf *out);
/* Names in their order, each ended by a newline. */
void zip_names(const lh_buf *archive, lh_buf *out);

#endif
