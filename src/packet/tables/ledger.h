/*
 * The summary table of a packet (汇总表) as a spreadsheet, over the fields of manifest.json in
 * docs/packet.md. Sheets, columns and words are templates/common/packet/workbook.yaml.
 */
#ifndef LH_PACKET_TABLES_LEDGER_H
#define LH_PACKET_TABLES_LEDGER_H

#include "packet/record/manifest.h"

/* The file goes to `out`; the same bytes for the same manifest. False with messages. */
bool lh_ledger_xlsx(lh_ctx *ctx, const lh_manifest *manifest, lh_buf *out);
/* What the file is called, from the template; NULL with messages. Lives in ctx. */
const char *lh_ledger_title(lh_ctx *ctx);

#endif
