/* The shapes of docs/packet.md. This file knows names of keys, and nothing of how papers are made.
 */
#include "packet/record/manifest.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "paper/stamps.h"
#include "util/file.h"
#include "util/sha256.h"

enum { MAX_MANIFEST = 512 << 20 };

const char *lh_json_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

size_t lh_json_count(const json_t *object, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(object, key));
	return n > 0 ? (size_t)n : 0;
}

json_t *lh_manifest_read(lh_ctx *ctx, const char *packet_dir)
{
	lh_buf bytes = {0};
	const char *path = lh_path_join(ctx->arena, packet_dir, "manifest.json");
	json_t *root = NULL;
	if (lh_file_read(ctx, path, MAX_MANIFEST, &bytes)) {
		root = json_loadb(bytes.bytes, bytes.length, 0, NULL);
		if (!root || lh_json_count(root, "schema_version") != 1 ||
		    !json_is_array(json_object_get(root, "consortia"))) {
			lh_diag(ctx, LH_E_PACKET_NO_MANIFEST, (lh_loc){path, 0, 0}, NULL);
			json_decref(root);
			root = NULL;
		}
	}
	lh_buf_free(&bytes);
	return root;
}

static int put_bytes(const char *bytes, size_t length, void *out)
{
	lh_buf_put(out, bytes, length);
	return 0;
}

void lh_manifest_text(const json_t *object, lh_buf *out)
{
	json_dump_callback(object, put_bytes, out, JSON_INDENT(1));
	lh_buf_putc(out, '\n');
}

json_t *lh_manifest_file(const char *path, const void *bytes, size_t length)
{
	char hex[65];
	lh_sha256(bytes, length, hex);
	return json_pack("{s:s, s:I, s:s}", "path", path, "bytes", (json_int_t)length, "sha256",
			 hex);
}

bool lh_manifest_intact(const json_t *file, const char *dir)
{
	/* What cannot be read is not there: no message. */
	lh_ctx *quiet = lh_ctx_new();
	lh_map map;
	const char *path = lh_path_join(quiet->arena, dir, lh_json_text(file, "path"));
	bool same = false;
	if (lh_file_exists(path) && lh_file_map(quiet, path, &map)) {
		char hex[65];
		if (map.length == lh_json_count(file, "bytes")) {
			lh_sha256(map.bytes, map.length, hex);
			same = strcmp(hex, lh_json_text(file, "sha256")) == 0;
		}
		lh_file_unmap(&map);
	}
	lh_ctx_free(quiet);
	return same;
}

static bool lists(const json_t *files, const char *path)
{
	size_t i;
	json_t *file;
	json_array_foreach(files, i, file)
		if (strcmp(lh_json_text(file, "path"), path) == 0)
			return true;
	return false;
}

/* A run that was cut off may have listed a file twice, as it was and as it was to be. */
static bool is_ours(const json_t *files, const char *path, const char *dir)
{
	size_t i;
	json_t *file;
	json_array_foreach(files, i, file)
		if (strcmp(lh_json_text(file, "path"), path) == 0 && lh_manifest_intact(file, dir))
			return true;
	return false;
}

void lh_manifest_prune(lh_ctx *ctx, const json_t *old, const json_t *kept, const char *dir)
{
	size_t i;
	json_t *file;
	json_array_foreach(old, i, file) {
		const char *path = lh_json_text(file, "path");
		const char *full = lh_path_join(ctx->arena, dir, path);
		/* A record that was tampered with must not reach outside the packet. */
		if (lists(kept, path) || !*path || path[0] == '/' || strstr(path, "..") ||
		    !lh_file_exists(full))
			continue;
		if (!is_ours(old, path, dir)) {
			lh_diag(ctx, LH_W_PACKET_CHANGED, (lh_loc){full, 0, 0}, NULL);
			continue;
		}
		unlink(full);
		/* Fails, as it should, while something else is in the folder. */
		if (strchr(path, '/'))
			rmdir(lh_path_dir(ctx->arena, full));
	}
}

/* Straight to the terminal: in a record it would be told again by every run that keeps it. */
void lh_manifest_tell_changed(lh_lang lang, const json_t *old, const json_t *made, const char *dir)
{
	lh_ctx *ctx = lh_ctx_new();
	size_t i;
	json_t *file;
	json_array_foreach(made, i, file) {
		const char *path = lh_json_text(file, "path");
		const char *full = lh_path_join(ctx->arena, dir, path);
		if (lists(old, path) && lh_file_exists(full) && !is_ours(old, path, dir))
			lh_diag(ctx, LH_W_PACKET_OVERWRITTEN, (lh_loc){full, 0, 0}, NULL);
	}
	for (i = 0; i < lh_diag_count(ctx); i++)
		lh_diag_print(stderr, lh_diag_at(ctx, i), lang);
	lh_ctx_free(ctx);
}

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/* The part of a path behind a folder, or the path. */
static const char *behind(const char *path, const char *dir)
{
	size_t n = strlen(dir);
	return path && strncmp(path, dir, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}

json_t *lh_manifest_message(const lh_report *report, const char *base, const char *data_dir)
{
	const char *file = behind(report->loc.file, base);
	if (file == report->loc.file)
		file = behind(file, data_dir);
	return json_pack("{s:o, s:s, s:s, s:s, s:o, s:i, s:i}", "code",
			 json_sprintf("LH%04d", lh_msg_number(report->msg)), "level",
			 lh_level_name(report->level, LH_LANG_EN), "message", report->zh,
			 "message_en", report->en, "file", text_or_null(file), "line",
			 (int)report->loc.line, "column", (int)report->loc.col);
}

json_t *lh_manifest_finding(const lh_finding *f)
{
	json_t *object =
		json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:i, s:i, s:b}", "rule",
			  f->rule->id, "severity", lh_severity_name(f->rule->severity, LH_LANG_EN),
			  "result", lh_result_name(f->result, LH_LANG_EN), "value", f->value,
			  "bound", f->bound, "quote", f->rule->quote, "place", f->rule->place,
			  "message", f->message, "path", text_or_null(f->path), "line",
			  (int)f->loc.line, "column", (int)f->loc.col, "waived", f->waived);
	if (f->batch_key) {
		json_object_set_new(object, "batch_key", json_string(f->batch_key));
		json_object_set_new(object, "batch_advice",
				    json_string(f->batch_advice ? f->batch_advice : ""));
	}
	return object;
}

json_t *lh_manifest_counts(const size_t counts[LH_RESULT_ERROR + 1])
{
	json_t *object = json_object();
	for (lh_result r = LH_RESULT_INFO; r <= LH_RESULT_ERROR; r++)
		json_object_set_new(object, lh_result_name(r, LH_LANG_EN),
				    json_integer((json_int_t)counts[r]));
	return object;
}

const char *lh_manifest_verdict(lh_result worst)
{
	return worst <= LH_RESULT_OK ? "ok" : lh_result_name(worst, LH_LANG_EN);
}

static lh_result result_named(const char *name)
{
	lh_result r = LH_RESULT_ERROR;
	while (r > LH_RESULT_INFO && strcmp(lh_result_name(r, LH_LANG_EN), name) != 0)
		r--;
	return r;
}

/* The compared findings of one consortium, in the places of their rules. */
static lh_finding *compared(lh_arena *arena, const lh_rules *rules, const json_t *findings)
{
	lh_finding *all = LH_NEW_ARRAY(arena, lh_finding, rules->n_rules + 1);
	size_t i;
	json_t *f;
	json_array_foreach(findings, i, f) {
		if (!json_object_get(f, "batch_key"))
			continue;
		for (size_t r = 0; r < rules->n_rules; r++) {
			if (strcmp(rules->rules[r].id, lh_json_text(f, "rule")) != 0)
				continue;
			all[r] = (lh_finding){
				.rule = &rules->rules[r],
				.result = result_named(lh_json_text(f, "result")),
				.message = lh_json_text(f, "message"),
				.batch_key = lh_json_text(f, "batch_key"),
				.batch_advice = lh_json_text(f, "batch_advice"),
			};
		}
	}
	return all;
}

static void add_to_count(json_t *counts, lh_result result, int step)
{
	const char *name = lh_result_name(result, LH_LANG_EN);
	json_int_t n = json_integer_value(json_object_get(counts, name));
	json_object_set_new(counts, name, json_integer(n + step));
}

/* Results after the comparison go back into the object; what is fine leaves it. */
static void settle(json_t *consortium, const lh_finding *after, size_t n_rules)
{
	json_t *findings = json_object_get(consortium, "findings");
	json_t *counts = json_object_get(consortium, "counts");
	for (size_t i = json_array_size(findings); i-- > 0;) {
		json_t *f = json_array_get(findings, i);
		lh_result result = result_named(lh_json_text(f, "result"));
		for (size_t r = 0; json_object_get(f, "batch_key") && r < n_rules; r++) {
			if (!after[r].rule ||
			    strcmp(after[r].rule->id, lh_json_text(f, "rule")) != 0)
				continue;
			if (!json_is_true(json_object_get(f, "waived"))) {
				add_to_count(counts, result, -1);
				add_to_count(counts, after[r].result, 1);
			}
			result = after[r].result;
			json_object_set_new(f, "result",
					    json_string(lh_result_name(result, LH_LANG_EN)));
			json_object_set_new(f, "message", json_string(after[r].message));
			break;
		}
		json_object_del(f, "batch_key");
		json_object_del(f, "batch_advice");
		if (result <= LH_RESULT_OK)
			json_array_remove(findings, i);
	}
	if (!json_is_object(counts))
		return;
	lh_result worst = LH_RESULT_ERROR;
	while (worst > LH_RESULT_OK && !lh_json_count(counts, lh_result_name(worst, LH_LANG_EN)))
		worst--;
	json_object_set_new(consortium, "verdict", json_string(lh_manifest_verdict(worst)));
}

void lh_manifest_batch(lh_arena *arena, const lh_rules *rules, json_t *consortia)
{
	size_t n = json_array_size(consortia);
	lh_finding **findings = LH_NEW_ARRAY(arena, lh_finding *, n + 1);
	const char **names = LH_NEW_ARRAY(arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		json_t *c = json_array_get(consortia, i);
		findings[i] = compared(arena, rules, json_object_get(c, "findings"));
		names[i] = lh_arena_strdup(arena, lh_json_text(c, "file"));
	}
	lh_rules_batch(arena, rules, findings, names, n);
	for (size_t i = 0; i < n; i++)
		settle(json_array_get(consortia, i), findings[i], rules->n_rules);
}

size_t lh_manifest_places(const json_t *document, bool signatures)
{
	size_t i, n = 0;
	json_t *slot;
	json_array_foreach(json_object_get(document, "slots"), i, slot) {
		const char *kind = lh_json_text(slot, "kind");
		n += signatures ? strcmp(kind, "signature") == 0 : lh_stamp_is_seal(kind);
	}
	return n;
}

json_t *lh_manifest_totals(const json_t *consortia)
{
	size_t made = 0, pages = 0, leaves = 0, paper = 0, seals = 0, signatures = 0, i, k;
	json_t *c, *d;
	json_array_foreach(consortia, i, c) {
		made += strcmp(lh_json_text(c, "status"), "made") == 0;
		json_array_foreach(json_object_get(c, "documents"), k, d) {
			pages += lh_json_count(d, "pages");
			leaves += lh_json_count(d, "leaves");
			paper += lh_json_count(d, "leaves") * lh_json_count(d, "copies");
			seals += lh_manifest_places(d, /*signatures*/ false);
			signatures += lh_manifest_places(d, /*signatures*/ true);
		}
	}
	size_t n = json_array_size(consortia);
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "consortia", (json_int_t)n,
			 "made", (json_int_t)made, "failed", (json_int_t)(n - made), "pages",
			 (json_int_t)pages, "leaves", (json_int_t)leaves, "paper",
			 (json_int_t)paper, "seals", (json_int_t)seals, "signatures",
			 (json_int_t)signatures);
}
