/* What a packet holds for machines and eyes besides its papers: the spreadsheet and the page. */
#include "job/index.h"
#include "job/ledger.h"
#include "job/manifest.h"
#include "job/packet_int.h"

bool lh__packet_ledger(const lh__packet *p, const json_t *manifest, json_t *papers, json_t *files)
{
	lh_buf bytes = {0};
	const char *title = lh_ledger_title(p->ctx);
	bool ok = title && lh_ledger_xlsx(p->ctx, manifest, &bytes) &&
		  lh__packet_paper(p, "ledger_xlsx", title, ".xlsx", &bytes, papers, files);
	lh_buf_free(&bytes);
	return ok;
}

bool lh__packet_index(const lh__packet *p, const json_t *manifest, json_t *files)
{
	static const char path[] = "index.html";
	lh_buf bytes = {0};
	bool ok = lh_index_html(p->ctx, p->ctx->data_dir, manifest, p->out_dir, &bytes) &&
		  lh__packet_write(p, p->ctx, path, bytes.bytes, bytes.length);
	if (ok)
		json_array_append_new(files, lh_manifest_file(path, bytes.bytes, bytes.length));
	lh_buf_free(&bytes);
	return ok;
}
