/*
 * From the records of all consortia to the packet: what is wrong between them, the papers of the
 * district, the manifest. It reads no data file and fills no consortium's template.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paper/engine.h"
#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "util/file.h"
#include "util/hash.h"

/* Two files with one consortium: the later one is taken out of the packet. */
static void drop_duplicates(const lh__packet *p, json_t *consortia)
{
	size_t i;
	json_t *c;
	json_t *seen = json_object();
	json_array_foreach(consortia, i, c) {
		const char *name = lh_json_text(c, "name");
		if (strcmp(lh_json_text(c, "status"), "made") != 0)
			continue;
		const json_t *first = json_object_get(seen, name);
		if (!first) {
			json_object_set(seen, name, c);
			continue;
		}
		lh_ctx *ctx = lh_ctx_new();
		const char *dir = p->district->dir;
		const char *file = lh_path_join(ctx->arena, dir, lh_json_text(c, "file"));
		lh_diag(ctx, LH_E_PACKET_SAME, (lh_loc){file, 0, 0}, lh_json_text(first, "file"),
			name, NULL);
		json_array_append_new(
			json_object_get(c, "messages"),
			lh_manifest_message(lh_diag_at(ctx, 0), dir, p->ctx->data_dir));
		lh_diag(p->ctx, LH_E_PACKET_SAME,
			(lh_loc){lh_path_join(p->ctx->arena, dir, lh_json_text(c, "file")), 0, 0},
			lh_json_text(first, "file"), name, NULL);
		lh_ctx_free(ctx);
		json_t *none = json_array();
		lh_manifest_prune(p->ctx, json_object_get(c, "files"), none, p->out_dir);
		json_object_set_new(c, "status", json_string("failed"));
		json_object_set_new(c, "reason", json_string("duplicate"));
		json_object_set_new(c, "folder", json_null());
		json_object_set_new(c, "zip", json_null());
		json_object_set_new(c, "set", json_null());
		json_object_set_new(c, "documents", json_array());
		json_object_set_new(c, "row", json_null());
		json_object_set_new(c, "findings", json_array());
		json_object_set_new(c, "files", none);
	}
	json_decref(seen);
}

/* The records become entries of the manifest, their keys go to `keys`; NULL with a message when one
 * is missing. */
static json_t *read_records(const lh__packet *p, lh_buf *keys)
{
	json_t *consortia = json_array();
	size_t missing = 0, first = 0;
	for (size_t i = 0; i < p->district->n_files; i++) {
		json_t *record = lh__packet_record(p, i);
		/* A record without a key is one that a cut left behind. */
		if (!record || !json_object_get(record, "key") ||
		    strcmp(lh_json_text(record, "file"), p->district->files[i]) != 0) {
			first = missing++ ? first : i;
			json_decref(record);
			continue;
		}
		lh_buf_printf(keys, "%s\n", lh_json_text(record, "key"));
		json_object_del(record, "key");
		json_array_append_new(consortia, record);
	}
	if (!missing)
		return consortia;
	lh_diag(p->ctx, LH_E_PACKET_UNDONE, (lh_loc){p->out_dir, 0, 0},
		lh_fmt(p->arena, "%zu", missing), p->district->files[first], NULL);
	json_decref(consortia);
	return NULL;
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
		json_t *record = json_load_file(path, 0, NULL), *none = json_array();
		lh_manifest_prune(p->ctx, json_object_get(record, "files"), none, p->out_dir);
		json_decref(none);
		json_decref(record);
		unlink(path);
	}
}

static json_t *text_at(const lh_val *record, const char *key, lh_arena *arena)
{
	const lh_val *value = record ? lh_val_at(record, key) : NULL;
	return value ? json_string(lh_val_str(arena, value)) : json_null();
}

static json_t *district_json(const lh__packet *p)
{
	const lh_val *district = lh_val_at(p->district->root, "district");
	const lh_val *contact = lh_val_at(district, "contact");
	return json_pack(
		"{s:o, s:o, s:{s:o, s:o, s:o, s:o}, s:o, s:o}", "area",
		text_at(district, "area", p->arena), "org", text_at(district, "org", p->arena),
		"contact", "name", text_at(contact, "name", p->arena), "phone",
		text_at(contact, "phone", p->arena), "mobile", text_at(contact, "mobile", p->arena),
		"email", text_at(contact, "email", p->arena), "prepared_by",
		text_at(district, "prepared_by", p->arena), "reviewed_by",
		text_at(district, "reviewed_by", p->arena));
}

json_t *lh__packet_head(const lh__packet *p)
{
	const lh_district *d = p->district;
	const lh_jurisdiction *j = d->jurisdiction;
	json_t *documents = json_array(), *columns = json_array();
	for (size_t i = 0; i < d->n_documents; i++)
		json_array_append_new(documents, json_pack("{s:s, s:s, s:s, s:s, s:b}", "key",
							   d->documents[i].info->key, "title",
							   d->documents[i].info->title, "short",
							   d->documents[i].info->short_title,
							   "copies", d->documents[i].copies,
							   "duplex", d->documents[i].duplex));
	for (size_t i = 0; i < p->columns->n; i++)
		json_array_append_new(columns,
				      json_pack("{s:s, s:s, s:s}", "key", p->columns->items[i].key,
						"name", p->columns->items[i].name, "type",
						p->columns->items[i].number ? "number" : "text"));
	return json_pack(
		"{s:i, s:s, s:{s:s, s:s, s:s, s:s, s:s}, s:o, s:o, s:o, s:b, s:b, s:o, s:o}",
		"schema_version", 1, "program", "lianheti " LH_VERSION, "jurisdiction", "key",
		j->key, "name", j->name, "edition", j->edition, "department", j->department,
		"guideline", j->guideline, "district", district_json(p), "call",
		text_at(d->root, "call", p->arena), "fill_date",
		text_at(d->root, "fill_date", p->arena), "final", p->options->final, "duplex",
		d->duplex, "documents", documents, "columns", columns);
}

/* All files of the packet, of consortia first; what .lianheti holds is nobody's affair. */
static json_t *all_files(const json_t *consortia, json_t *own)
{
	json_t *files = json_array(), *c, *file;
	size_t i, k;
	json_array_foreach(consortia, i, c)
		json_array_foreach(json_object_get(c, "files"), k, file)
			json_array_append(files, file);
	json_array_extend(files, own);
	return files;
}

static void hide_state_files(json_t *consortia)
{
	size_t i;
	json_t *c;
	json_array_foreach(consortia, i, c) {
		json_t *files = json_object_get(c, "files");
		bool failed = strcmp(lh_json_text(c, "status"), "made") != 0;
		for (size_t k = json_array_size(files); k-- > 0;)
			if (failed || lh_json_text(json_array_get(files, k), "path")[0] == '.')
				json_array_remove(files, k);
	}
}

/* A fingerprint of `object` and of what is in `all` before it; `all` is empty afterwards. */
static void fingerprint(lh_buf *all, const json_t *object, char key_out[33])
{
	lh_manifest_text(object, all);
	lh_hash128(all->bytes, all->length, key_out);
	lh_buf_clear(all);
}

/*
 * The district's own, into the manifest; its files into `own`. The set is made of data files and of
 * the manifest as it is by now, the papers of the manifest with the set.
 */
static bool make_own(const lh__packet *p, lh_buf *keys, json_t *manifest, size_t made, json_t *own)
{
	char key[33];
	lh_buf_printf(keys, "%s\n", p->hash);
	fingerprint(keys, manifest, key);
	json_t *set = lh__packet_whole(p, manifest, key, made, own);
	json_object_set_new(manifest, "set", set);
	lh_buf_printf(keys, "%s\n", key);
	fingerprint(keys, set, key);
	json_t *papers = lh__packet_own(p, manifest, key, own);
	if (!papers)
		return false;
	json_object_set_new(manifest, "papers", papers);
	lh__packet_index(p, manifest, own);
	return true;
}

/*
 * The manifest says that all files are there: so they must be on the disk before it stands, and it too.
 * A cut leaves nothing of it in the packet, as it waits among what the next run clears away.
 */
static bool write_manifest(const lh__packet *p, const json_t *manifest)
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

bool lh__packet_assemble(const lh__packet *p, lh_packet_result *result)
{
	lh_buf keys = {0};
	json_t *consortia = read_records(p, &keys);
	if (!consortia) {
		lh_buf_free(&keys);
		return false;
	}
	drop_strangers(p);
	drop_duplicates(p, consortia);
	hide_state_files(consortia);
	lh_manifest_batch(p->arena, lh_engine_rules(p->ctx, p->engine, p->district->jurisdiction),
			  consortia);
	json_t *manifest = json_copy(p->head), *own = json_array();
	json_t *totals = lh_manifest_totals(consortia);
	size_t made = lh_json_count(totals, "made");
	result->failed = lh_json_count(totals, "failed");
	result->made = made > result->kept ? made - result->kept : 0;
	json_object_set_new(manifest, "totals", totals);
	json_object_set_new(manifest, "consortia", consortia);
	bool ok = make_own(p, &keys, manifest, made, own);
	json_object_set_new(manifest, "files", all_files(consortia, own));
	ok = ok && !lh_diag_system_failed(p->ctx) && write_manifest(p, manifest);
	if (ok)
		result->manifest = lh_path_join(p->ctx->arena, p->out_dir, "manifest.json");
	lh_buf_free(&keys);
	json_decref(own);
	json_decref(manifest);
	return ok;
}
