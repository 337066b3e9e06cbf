/* The manifest: its keys, and what is worked out over all consortia. */
#include "packet/record/manifest.h"

#include <string.h>

#include "util/arena.h"
#include "util/file.h"

enum { MAX_MANIFEST = 512 << 20 };

/* ---- keys ---- */

static const lh_shape_field place_fields[] = {
	{"key", LH_SHAPE_TEXT, LH_AT(lh_packet_place, key)},
	{"name", LH_SHAPE_TEXT, LH_AT(lh_packet_place, name)},
	{"edition", LH_SHAPE_TEXT, LH_AT(lh_packet_place, edition)},
	{"department", LH_SHAPE_TEXT, LH_AT(lh_packet_place, department)},
	{"guideline", LH_SHAPE_TEXT, LH_AT(lh_packet_place, guideline)},
};
const lh_shape lh_packet_place_shape = LH_SHAPE(lh_packet_place, place_fields);

static const lh_shape_field contact_fields[] = {
	{"name", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, contact.name)},
	{"phone", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, contact.phone)},
	{"mobile", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, contact.mobile)},
	{"email", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, contact.email)},
};
static const lh_shape contact_shape = LH_SHAPE(lh_packet_office, contact_fields);

static const lh_shape_field office_fields[] = {
	{"area", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, area)},
	{"org", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, org)},
	{"contact", LH_SHAPE_ONE, .of = &contact_shape},
	{"prepared_by", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, prepared_by)},
	{"reviewed_by", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_office, reviewed_by)},
};
const lh_shape lh_packet_office_shape = LH_SHAPE(lh_packet_office, office_fields);

static const lh_shape_field kind_fields[] = {
	{"key", LH_SHAPE_TEXT, LH_AT(lh_packet_kind, key)},
	{"title", LH_SHAPE_TEXT, LH_AT(lh_packet_kind, title)},
	{"short", LH_SHAPE_TEXT, LH_AT(lh_packet_kind, short_title)},
	{"copies", LH_SHAPE_TEXT, LH_AT(lh_packet_kind, copies)},
	{"duplex", LH_SHAPE_FLAG, LH_AT(lh_packet_kind, duplex)},
};
static const lh_shape kind_shape = LH_SHAPE(lh_packet_kind, kind_fields);

static const lh_shape_field column_fields[] = {
	{"key", LH_SHAPE_TEXT, LH_AT(lh_packet_column, key)},
	{"name", LH_SHAPE_TEXT, LH_AT(lh_packet_column, name)},
	{"type", LH_SHAPE_TEXT, LH_AT(lh_packet_column, type)},
};
static const lh_shape column_shape = LH_SHAPE(lh_packet_column, column_fields);

static const lh_shape_field totals_fields[] = {
	{"consortia", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, consortia)},
	{"made", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, made)},
	{"failed", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, failed)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, leaves)},
	{"paper", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, paper)},
	{"seals", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, seals)},
	{"signatures", LH_SHAPE_COUNT, LH_AT(lh_packet_sums, signatures)},
};
const lh_shape lh_packet_sums_shape = LH_SHAPE(lh_packet_sums, totals_fields);

static const lh_shape_field own_fields[] = {
	{"key", LH_SHAPE_TEXT, LH_AT(lh_packet_own, key)},
	{"title", LH_SHAPE_TEXT, LH_AT(lh_packet_own, title)},
	{"path", LH_SHAPE_TEXT, LH_AT(lh_packet_own, path)},
	{"pages", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(lh_packet_own, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(lh_packet_own, leaves)},
	{"copies", LH_SHAPE_COUNT, LH_AT(lh_packet_own, copies)},
	{"slots", LH_SHAPE_LIST, LH_AT(lh_packet_own, slots), LH_N_AT(lh_packet_own, n_slots),
	 .of = &lh_packet_slot_shape},
};
const lh_shape lh_packet_own_shape = LH_SHAPE(lh_packet_own, own_fields);

static const lh_shape_field manifest_fields[] = {
	{"schema_version", LH_SHAPE_COUNT, LH_AT(lh_manifest, schema_version)},
	{"program", LH_SHAPE_TEXT, LH_AT(lh_manifest, program)},
	{"jurisdiction", LH_SHAPE_ONE, LH_AT(lh_manifest, jurisdiction), .of = &lh_packet_place_shape},
	{"district", LH_SHAPE_ONE, LH_AT(lh_manifest, district), .of = &lh_packet_office_shape},
	{"call", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_manifest, call)},
	{"fill_date", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_manifest, fill_date)},
	{"final", LH_SHAPE_FLAG, LH_AT(lh_manifest, final)},
	{"duplex", LH_SHAPE_FLAG, LH_AT(lh_manifest, duplex)},
	{"documents", LH_SHAPE_LIST, LH_AT(lh_manifest, documents), LH_N_AT(lh_manifest, n_documents),
	 .of = &kind_shape},
	{"columns", LH_SHAPE_LIST, .bulk = true, LH_AT(lh_manifest, columns),
	 LH_N_AT(lh_manifest, n_columns), .of = &column_shape},
	{"totals", LH_SHAPE_ONE, LH_AT(lh_manifest, totals), .of = &lh_packet_sums_shape},
	{"consortia", LH_SHAPE_LIST, LH_AT(lh_manifest, consortia), LH_N_AT(lh_manifest, n_consortia),
	 .of = &lh_packet_entry_shape},
	{"set", LH_SHAPE_PART, LH_NONE_NULL, LH_AT(lh_manifest, set), .of = &lh_packet_set_shape},
	{"papers", LH_SHAPE_LIST, LH_AT(lh_manifest, papers), LH_N_AT(lh_manifest, n_papers),
	 .of = &lh_packet_own_shape},
	{"files", LH_SHAPE_LIST, .bulk = true, LH_AT(lh_manifest, files.items),
	 LH_N_AT(lh_manifest, files.n), .of = &lh_packet_file_shape},
};
const lh_shape lh_manifest_shape = LH_SHAPE(lh_manifest, manifest_fields);

/* ---- to and from the disk ---- */

const lh_manifest *lh_manifest_read(lh_ctx *ctx, lh_arena *arena, const char *packet_dir)
{
	lh_buf bytes = {0};
	const char *path = lh_path_join(ctx->arena, packet_dir, "manifest.json");
	const char *why = "schema_version";
	lh_manifest *manifest = LH_NEW(arena, lh_manifest);
	bool ok = lh_file_read(ctx, path, MAX_MANIFEST, &bytes);
	if (ok && (!lh_shape_read(arena, &lh_manifest_shape, bytes.bytes, bytes.length, manifest, &why) ||
		   manifest->schema_version != LH_MANIFEST_VERSION)) {
		lh_diag(ctx, LH_E_PACKET_NO_MANIFEST, (lh_loc){path, 0, 0}, why, NULL);
		ok = false;
	}
	lh_buf_free(&bytes);
	return ok ? manifest : NULL;
}

static void put(const lh_shape *shape, const lh_manifest *manifest, lh_buf *out)
{
	lh_shape_json((lh_shaped){shape, manifest}, /*depth*/ 0, out);
	lh_buf_putc(out, '\n');
}

void lh_manifest_text(const lh_manifest *manifest, lh_buf *out)
{
	put(&lh_manifest_shape, manifest, out);
}

void lh_manifest_text_so_far(const lh_manifest *manifest, lh_buf *out)
{
	enum { LATER = 3 };
	lh_shape before = lh_manifest_shape;
	before.n -= LATER;
	put(&before, manifest, out);
}

/* ---- comparing ---- */

/* The compared findings of one consortium, in the places of their rules. */
static lh_finding *compared(lh_arena *arena, const lh_rules *rules, const lh_packet_record *record)
{
	lh_finding *all = LH_NEW_ARRAY(arena, lh_finding, rules->n_rules + 1);
	for (size_t i = 0; i < record->n_findings; i++) {
		const lh_packet_finding *f = &record->findings[i];
		for (size_t r = 0; f->batch_key && r < rules->n_rules; r++)
			if (strcmp(rules->rules[r].id, f->rule) == 0)
				all[r] = (lh_finding){
					.rule = &rules->rules[r],
					.result = f->result,
					.message = f->message,
					.batch_key = f->batch_key,
					.batch_advice = f->batch_advice,
				};
	}
	return all;
}

static void take_result(lh_packet_finding *f, lh_packet_counts *counts, const lh_finding *after,
			size_t n_rules)
{
	for (size_t r = 0; f->batch_key && r < n_rules; r++) {
		if (!after[r].rule || strcmp(after[r].rule->id, f->rule) != 0)
			continue;
		if (!f->waived) {
			counts->of[f->result]--;
			counts->of[after[r].result]++;
		}
		f->result = after[r].result;
		f->message = after[r].message;
		break;
	}
	f->batch_key = f->batch_advice = NULL;
}

/* Results after the comparison go back into the record; what is fine leaves it. */
static void settle(lh_arena *arena, lh_packet_record *record, const lh_finding *after, size_t n_rules)
{
	if (!record->counts)
		return;
	lh_packet_counts *counts = lh_arena_memdup(arena, record->counts, sizeof *counts);
	lh_packet_finding *kept = LH_NEW_ARRAY(arena, lh_packet_finding, record->n_findings + 1);
	size_t n = 0;
	for (size_t i = 0; i < record->n_findings; i++) {
		kept[n] = record->findings[i];
		take_result(&kept[n], counts, after, n_rules);
		n += kept[n].result > LH_RESULT_OK;
	}
	record->findings = kept;
	record->n_findings = n;
	record->counts = counts;
	record->verdict = LH_RESULT_ERROR;
	while (record->verdict > LH_RESULT_OK && !counts->of[record->verdict])
		record->verdict--;
}

void lh_manifest_batch(lh_arena *arena, const lh_rules *rules, lh_packet_record *consortia, size_t n)
{
	lh_finding **findings = LH_NEW_ARRAY(arena, lh_finding *, n + 1);
	const char **names = LH_NEW_ARRAY(arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		findings[i] = compared(arena, rules, &consortia[i]);
		names[i] = consortia[i].file;
	}
	lh_rules_batch(arena, rules, findings, names, n);
	for (size_t i = 0; i < n; i++)
		settle(arena, &consortia[i], findings[i], rules->n_rules);
}

lh_packet_sums lh_manifest_totals(const lh_packet_record *consortia, size_t n)
{
	lh_packet_sums t = {.consortia = n};
	for (size_t i = 0; i < n; i++) {
		const lh_packet_record *c = &consortia[i];
		t.made += c->status == LH_PACKET_MADE;
		for (size_t k = 0; k < c->n_documents; k++) {
			const lh_packet_document *d = &c->documents[k];
			t.pages += d->pages;
			t.leaves += d->leaves;
			t.paper += d->leaves * d->copies;
			t.seals += lh_packet_places(d->slots, d->n_slots, /*signatures*/ false);
			t.signatures += lh_packet_places(d->slots, d->n_slots, /*signatures*/ true);
		}
	}
	t.failed = n - t.made;
	return t;
}
