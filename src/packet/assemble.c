/*
 * From the records of all consortia to the packet: what is wrong between them, the papers of the
 * district, the manifest. It reads no data file and fills no consortium's template.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paper/engine.h"
#include "packet/inside.h"
#include "packet/tables/index.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/dict.h"

static void drop(const lh__packet *p, lh_packet_record *record, const char *first_file)
{
	const lh_packet_files none = {0};
	lh_packet_message *messages =
		LH_NEW_ARRAY(p->arena, lh_packet_message, record->n_messages + 1);
	if (record->n_messages)
		memcpy(messages, record->messages, record->n_messages * sizeof *messages);
	messages[record->n_messages++] = lh__same_message(p, p->arena, record->file, record->name, first_file);
	record->messages = messages;
	if (!p->told)
		lh_diag(p->ctx, LH_E_PACKET_SAME,
			(lh_loc){lh_path_join(p->ctx->arena, p->district->dir, record->file), 0, 0},
			first_file, record->name, NULL);
	lh_packet_files_prune(p->ctx, record->files, none, p->out_dir);
	record->files = none;
	lh_packet_record_fail(record, LH_REASON_DUPLICATE);
}

/* Two files with one consortium: the later one is taken out of the packet. */
static void drop_duplicates(const lh__packet *p, lh_packet_record *consortia, size_t n)
{
	lh_dict *seen = lh_dict_new();
	for (size_t i = 0; i < n; i++) {
		lh_packet_record *c = &consortia[i];
		if (c->status != LH_PACKET_MADE)
			continue;
		const void **first = lh_dict_at(seen, c->name);
		if (*first)
			drop(p, c, *first);
		else
			*first = c->file;
	}
	lh_dict_free(seen);
}

/* The records become entries of the manifest, their keys go to `keys`; NULL with a message when one
 * is missing. */
static lh_packet_record *read_records(const lh__packet *p, lh_buf *keys)
{
	size_t n = p->district->n_files, missing = 0, first = 0;
	lh_packet_record *consortia = LH_NEW_ARRAY(p->arena, lh_packet_record, n + 1);
	for (size_t i = 0; i < n; i++) {
		lh_packet_record *record = &consortia[i];
		/* A record without a key is one that a cut left behind. */
		if (!lh__record_read(p, p->arena, i, record) || !record->key ||
		    strcmp(record->file, p->district->files[i]) != 0) {
			first = missing++ ? first : i;
			continue;
		}
		lh_buf_printf(keys, "%s\n", record->key);
	}
	if (!missing)
		return consortia;
	lh_diag(p->ctx, LH_E_PACKET_UNDONE, (lh_loc){p->out_dir, 0, 0},
		lh_fmt(p->arena, "%zu", missing), p->district->files[first], NULL);
	return NULL;
}

static void drop_record(const lh__packet *p, const char *path)
{
	const lh_packet_files none = {0};
	lh_packet_record record;
	if (lh__state_read(p, p->arena, path, &lh_packet_record_shape, &record))
		lh_packet_files_prune(p->ctx, record.files, none, p->out_dir);
	unlink(lh_path_join(p->arena, p->out_dir, path));
}

/* Records of consortia that the district's file no longer lists, and their files. */
static void drop_strangers(const lh__packet *p)
{
	char **names;
	size_t n;
	const char *units = lh_path_join(p->arena, p->state_dir, "units");
	if (!lh_dir_list(p->ctx, p->arena, units, &names, &n))
		return;
	for (size_t i = 0; i < n; i++) {
		const char *path = lh_path_join(p->arena, units, names[i]);
		size_t digits = strspn(names[i], "0123456789");
		unsigned long number = strtoul(names[i], NULL, 10);
		/* What no run has ever called so is somebody else's. */
		if (!digits || strcmp(names[i] + digits, ".json") != 0 || !lh_file_exists(path))
			continue;
		if (number > 0 && number <= p->district->n_files && digits == (size_t)p->digits)
			continue;
		drop_record(p, lh_fmt(p->arena, ".lianheti/units/%s", names[i]));
	}
}

static const char *text_at(const lh_val *record, const char *key, lh_arena *arena)
{
	const lh_val *value = record ? lh_val_at(record, key) : NULL;
	return value ? lh_val_str(arena, value) : NULL;
}

static lh_packet_office office_of(const lh__packet *p)
{
	const lh_val *district = lh_val_at(p->district->root, "district");
	const lh_val *contact = lh_val_at(district, "contact");
	return (lh_packet_office){
		.area = text_at(district, "area", p->arena),
		.org = text_at(district, "org", p->arena),
		.contact = {.name = text_at(contact, "name", p->arena),
			    .phone = text_at(contact, "phone", p->arena),
			    .mobile = text_at(contact, "mobile", p->arena),
			    .email = text_at(contact, "email", p->arena)},
		.prepared_by = text_at(district, "prepared_by", p->arena),
		.reviewed_by = text_at(district, "reviewed_by", p->arena),
	};
}

static const lh_packet_kind *kinds_of(const lh__packet *p)
{
	const lh_district *d = p->district;
	lh_packet_kind *kinds = LH_NEW_ARRAY(p->arena, lh_packet_kind, d->n_documents + 1);
	for (size_t i = 0; i < d->n_documents; i++) {
		const lh_document_info *info = d->documents[i].info;
		kinds[i] = (lh_packet_kind){info->key, info->title, info->short_title,
					    d->documents[i].copies, d->documents[i].duplex};
	}
	return kinds;
}

static const lh_packet_column *columns_of(const lh__packet *p)
{
	lh_packet_column *columns = LH_NEW_ARRAY(p->arena, lh_packet_column, p->columns->n + 1);
	for (size_t i = 0; i < p->columns->n; i++) {
		const lh_column *column = &p->columns->items[i];
		columns[i] = (lh_packet_column){column->key, column->name,
						column->number ? "number" : "text"};
	}
	return columns;
}

const lh_manifest *lh__manifest_head(const lh__packet *p)
{
	const lh_district *d = p->district;
	const lh_jurisdiction *j = d->jurisdiction;
	lh_manifest *head = LH_NEW(p->arena, lh_manifest);
	*head = (lh_manifest){
		.schema_version = LH_MANIFEST_VERSION,
		.program = "lianheti " LH_VERSION,
		.jurisdiction = {j->key, j->name, j->edition, j->department, j->guideline},
		.district = office_of(p),
		.call = text_at(d->root, "call", p->arena),
		.fill_date = text_at(d->root, "fill_date", p->arena),
		.final = p->options->final,
		.duplex = d->duplex,
		.documents = kinds_of(p),
		.n_documents = d->n_documents,
		.columns = columns_of(p),
		.n_columns = p->columns->n,
	};
	return head;
}

/* All files of the packet, of consortia first; what .lianheti holds is nobody's affair. */
static lh_packet_files all_files(const lh__packet *p, const lh_manifest *manifest, lh_packet_files own)
{
	size_t n = own.n;
	for (size_t i = 0; i < manifest->n_consortia; i++)
		n += manifest->consortia[i].files.n;
	lh_packet_file *files = LH_NEW_ARRAY(p->arena, lh_packet_file, n + 1);
	n = 0;
	for (size_t i = 0; i < manifest->n_consortia; i++) {
		lh_packet_files of = manifest->consortia[i].files;
		for (size_t k = 0; k < of.n; k++)
			files[n++] = of.items[k];
	}
	for (size_t k = 0; k < own.n; k++)
		files[n++] = own.items[k];
	return (lh_packet_files){files, n};
}

static void hide_state_files(const lh__packet *p, lh_packet_record *consortia, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		lh_packet_files all = consortia[i].files;
		lh_packet_file *shown = LH_NEW_ARRAY(p->arena, lh_packet_file, all.n + 1);
		size_t n_shown = 0;
		for (size_t k = 0; k < all.n && consortia[i].status == LH_PACKET_MADE; k++)
			if (all.items[k].path[0] != '.')
				shown[n_shown++] = all.items[k];
		consortia[i].files = (lh_packet_files){shown, n_shown};
	}
}

/* A fingerprint of what is in `all`, which is empty afterwards. */
static void fingerprint(lh_buf *all, char key_out[33])
{
	lh_hash128(all->bytes, all->length, key_out);
	lh_buf_clear(all);
}

static bool make_papers(const lh__packet *p, const lh_manifest *manifest, const char *key)
{
	lh__own own = {0};
	/* One that cannot be made is told and left out; the others are made all the same. */
	bool all = lh__own_papers(p, manifest, &own);
	all = lh__own_ledger(p, manifest, &own) && all;
	/* Last: the list of what is printed counts the papers above. */
	lh__own_lists(p, manifest, &own);
	lh__part_record record = {
		.key = all ? key : NULL, .papers = own.papers, .n_papers = own.n};
	bool ok = lh__part_commit(p, p->ctx, LH__PART_PAPERS, &record, &own.files);
	lh_bundle_free(&own.files);
	return ok;
}

/*
 * The page to look at, which lists all papers. Pictures come and go without a word in the records: it is
 * made each time, and compared; it is written when it is not there already.
 */
static lh_packet_files make_index(const lh__packet *p, const lh_manifest *manifest)
{
	lh_buf bytes = {0};
	lh_packet_file *file = LH_NEW(p->arena, lh_packet_file);
	bool ok = lh_index_html(p->ctx, p->ctx->data_dir, manifest, p->out_dir, &bytes);
	*file = lh_packet_file_of(p->arena, "index.html", bytes.bytes, bytes.length);
	if (ok && !lh_packet_file_intact(file, p->out_dir))
		ok = lh__state_write(p, p->ctx, file->path, &bytes);
	lh_buf_free(&bytes);
	return (lh_packet_files){file, ok};
}

/*
 * The district's own, into the manifest; its files into *own_out. The set is made of data files and of
 * the manifest as it is by now, the papers of the manifest with the set.
 */
static bool make_own(const lh__packet *p, lh_buf *keys, lh_manifest *manifest,
		     lh_packet_files *own_out)
{
	char key[33];
	lh_buf_printf(keys, "%s\n", p->hash);
	lh_manifest_text_so_far(manifest, keys);
	fingerprint(keys, key);
	lh__part_record set = lh__packet_whole(p, manifest, key);
	manifest->set = set.set;
	lh_buf_printf(keys, "%s\n", key);
	if (set.set)
		lh_shape_json((lh_shaped){&lh_packet_set_shape, set.set}, /*depth*/ 0, keys);
	lh_buf_putc(keys, '\n');
	fingerprint(keys, key);
	if (!lh__part_stands(p, LH__PART_PAPERS, key) && !make_papers(p, manifest, key))
		return false;
	lh__part_record papers = lh__part_made(p, LH__PART_PAPERS);
	manifest->papers = papers.papers;
	manifest->n_papers = papers.n_papers;
	*own_out = lh_packet_files_join(
		p->arena, lh_packet_files_join(p->arena, set.files, papers.files),
		make_index(p, manifest));
	return true;
}

/*
 * The manifest says that all files are there: so they must be on the disk before it stands, and it too.
 * A cut leaves nothing of it in the packet, as it waits among what the next run clears away.
 */
static bool write_manifest(const lh__packet *p, const lh_manifest *manifest)
{
	lh_buf text = {0};
	lh_staged staged;
	lh_manifest_text(manifest, &text);
	bool ok = lh_file_stage_at(p->ctx, lh_path_join(p->ctx->arena, p->out_dir, "manifest.json"),
				   lh_path_join(p->ctx->arena, p->tmp_dir, "manifest"), text.bytes,
				   text.length, &staged) &&
		  lh_disk_sync(p->ctx, p->out_dir) && lh_file_commit(p->ctx, &staged);
	lh_buf_free(&text);
	return ok;
}

bool lh__assemble(const lh__packet *p, lh_packet_result *result)
{
	lh_buf keys = {0};
	size_t n = p->district->n_files;
	lh_packet_record *consortia = read_records(p, &keys);
	if (!consortia) {
		lh_buf_free(&keys);
		return false;
	}
	drop_strangers(p);
	drop_duplicates(p, consortia, n);
	hide_state_files(p, consortia, n);
	lh_manifest_batch(p->arena, lh_engine_rules(p->ctx, p->engine, p->district->jurisdiction),
			  consortia, n);
	lh_manifest manifest = *p->head;
	lh_packet_files own = {0};
	manifest.consortia = consortia;
	manifest.n_consortia = n;
	manifest.totals = lh_manifest_totals(consortia, n);
	result->failed = manifest.totals.failed;
	result->made = manifest.totals.made > result->kept ? manifest.totals.made - result->kept : 0;
	bool ok = make_own(p, &keys, &manifest, &own);
	manifest.files = all_files(p, &manifest, own);
	ok = ok && !lh_diag_system_failed(p->ctx) && write_manifest(p, &manifest);
	if (ok)
		result->manifest = lh_path_join(p->ctx->arena, p->out_dir, "manifest.json");
	lh_buf_free(&keys);
	return ok;
}
