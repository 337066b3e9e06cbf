/*
 * index.html of a packet: one file that shows every consortium with its verdict, clauses, papers and
 * pictures. Layout, words and script are templates/common/packet/index.html.
 */
#ifndef LH_PACKET_TABLES_INDEX_H
#define LH_PACKET_TABLES_INDEX_H

#include "packet/record/manifest.h"

/*
 * The manifest as far as papers, without the lists of files; pictures are read under packet_dir. They
 * are put into the page up to a limit in total, the rest stay files beside it. False with messages.
 */
bool lh_index_html(lh_ctx *ctx, const char *data_dir, const lh_manifest *manifest, const char *packet_dir,
		   lh_buf *out);

#endif
