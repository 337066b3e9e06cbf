/* What a packet holds for machines and eyes besides its papers: the spreadsheet and the page. */
#include "packet/tables/index.h"
#include "packet/tables/ledger.h"
#include "packet/record/manifest.h"
#include "packet/inside.h"

bool lh__packet_ledger(const lh__packet *p, const json_t *manifest, lh__own *own)
{
	lh_buf bytes = {0};
	const char *title = lh_ledger_title(p->ctx);
	bool ok = title && lh_ledger_xlsx(p->ctx, manifest, &bytes);
	if (ok)
		lh__own_add(p, own, "ledger_xlsx", title, ".xlsx", /*pages*/ 0, /*leaves*/ 0, /*copies*/ 1,
			    &bytes);
	lh_buf_free(&bytes);
	return ok;
}

/* Pictures come and go without a word in the records: the page is made each time, and compared. */
bool lh__packet_index(const lh__packet *p, const json_t *manifest, json_t *files)
{
	static const char path[] = "index.html";
	lh_buf bytes = {0};
	bool ok = lh_index_html(p->ctx, p->ctx->data_dir, manifest, p->out_dir, &bytes);
	json_t *file = lh_manifest_file(path, bytes.bytes, bytes.length);
	if (ok && !lh_manifest_intact(file, p->out_dir))
		ok = lh__packet_write(p, p->ctx, path, bytes.bytes, bytes.length);
	if (ok)
		json_array_append(files, file);
	json_decref(file);
	lh_buf_free(&bytes);
	return ok;
}
