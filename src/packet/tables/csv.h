/*
 * Lists of the district as CSV with a byte order mark, which WPS and Excel open with Chinese intact. Titles,
 * columns and words are lists.h's.
 */
#ifndef LH_PACKET_TABLES_CSV_H
#define LH_PACKET_TABLES_CSV_H

#include "packet/record/manifest.h"
#include "packet/tables/lists.h"

/*
 * One of the lists. That of what to print counts `papers` of the district, whose number is `own_id`, besides
 * those of the consortia.
 */
void lh_list_csv(const lh_list *spec, const lh_lists *lists, const lh_manifest *manifest,
		 const char *own_id, const lh_packet_own *papers, size_t n_papers, lh_buf *out);

#endif
