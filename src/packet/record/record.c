/*
 * Records: the keys of every member, and what is made of data for them. It knows nothing of how papers
 * are made and where records lie.
 */
#include "packet/record/record.h"

#include <string.h>

#include "emit/places/slots.h"
#include "paper/stamps.h"
#include "util/arena.h"

/* ---- words ---- */

static const char *status_word(int status)
{
	return status == LH_PACKET_MADE ? "made" : "failed";
}

static const char *reason_word(int reason)
{
	static const char *const words[] = {NULL,      "data",   "rule",   "crash",
					    "timeout", "memory", "system", "duplicate"};
	return words[reason];
}

static const char *result_word(int result)
{
	return lh_result_name((lh_result)result, LH_LANG_EN);
}

static const char *verdict_word(int verdict)
{
	return verdict == LH_RESULT_INFO ? NULL : result_word(verdict);
}

static const char *level_word(int level)
{
	return lh_level_name((lh_level)level, LH_LANG_EN);
}

const char *lh_packet_reason_word(lh_packet_reason reason)
{
	return reason_word((int)reason);
}

const char *lh_packet_verdict_word(lh_result verdict)
{
	return verdict_word((int)verdict);
}

#define STATUS .word = status_word, .words = LH_PACKET_MADE + 1
#define REASON .word = reason_word, .words = LH_REASON_DUPLICATE + 1
#define RESULT .word = result_word, .words = LH_RESULT_ERROR + 1
#define VERDICT .word = verdict_word, .words = LH_RESULT_ERROR + 1
#define LEVEL .word = level_word, .words = LH_LEVEL_ERROR + 1

/* ---- keys ---- */

static const lh_shape_field file_fields[] = {
	{"path", LH_SHAPE_TEXT, LH_AT(lh_packet_file, path)},
	{"bytes", LH_SHAPE_COUNT, LH_AT(lh_packet_file, bytes)},
	{"sha256", LH_SHAPE_TEXT, LH_AT(lh_packet_file, sha256)},
};
const lh_shape lh_packet_file_shape = LH_SHAPE(lh_packet_file, file_fields);

static const lh_shape_field slot_fields[] = {
	{"id", LH_SHAPE_TEXT, LH_AT(lh_packet_slot, id)},
	{"kind", LH_SHAPE_TEXT, LH_AT(lh_packet_slot, kind)},
	{"who", LH_SHAPE_TEXT, LH_AT(lh_packet_slot, who)},
	{"name", LH_SHAPE_TEXT, LH_AT(lh_packet_slot, name)},
	{"page", LH_SHAPE_COUNT, LH_AT(lh_packet_slot, page)},
};
const lh_shape lh_packet_slot_shape = LH_SHAPE(lh_packet_slot, slot_fields);

static const lh_shape_field document_fields[] = {
	{"key", LH_SHAPE_TEXT, LH_AT(lh_packet_document, key)},
	{"title", LH_SHAPE_TEXT, LH_AT(lh_packet_document, title)},
	{"short", LH_SHAPE_TEXT, LH_AT(lh_packet_document, short_title)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_packet_document, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_packet_document, leaves)},
	{"copies", LH_SHAPE_COUNT, LH_AT(lh_packet_document, copies)},
	{"duplex", LH_SHAPE_FLAG, LH_AT(lh_packet_document, duplex)},
	{"pdf", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_document, pdf)},
	{"docx", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_document, docx)},
	{"slots_file", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_document, slots_file)},
	{"picture", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_document, picture)},
	{"edges", LH_SHAPE_COUNT, LH_AT(lh_packet_document, edges)},
	{"slots", LH_SHAPE_LIST, .bulk = true, LH_AT(lh_packet_document, slots),
	 LH_N_AT(lh_packet_document, n_slots), .of = &lh_packet_slot_shape},
};
const lh_shape lh_packet_document_shape = LH_SHAPE(lh_packet_document, document_fields);

static const lh_shape_field volume_fields[] = {
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_packet_volume, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_packet_volume, leaves)},
};
static const lh_shape volume_shape = LH_SHAPE(lh_packet_volume, volume_fields);

static const lh_shape_field set_fields[] = {
	{"pdf", LH_SHAPE_TEXTS, LH_AT(lh_packet_set, pdf), LH_N_AT(lh_packet_set, n_pdf)},
	{"volumes", LH_SHAPE_LIST, LH_AT(lh_packet_set, volumes), LH_N_AT(lh_packet_set, n_volumes),
	 .of = &volume_shape},
	{"spine", LH_SHAPE_TEXT, LH_AT(lh_packet_set, spine)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_packet_set, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(lh_packet_set, leaves)},
};
const lh_shape lh_packet_set_shape = LH_SHAPE(lh_packet_set, set_fields);

static const lh_shape_field finding_fields[] = {
	{"rule", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, rule)},
	{"severity", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, severity)},
	{"result", LH_SHAPE_WORD, LH_AT(lh_packet_finding, result), RESULT},
	{"value", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, value)},
	{"bound", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, bound)},
	{"quote", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, quote)},
	{"place", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, place)},
	{"message", LH_SHAPE_TEXT, LH_AT(lh_packet_finding, message)},
	{"path", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_finding, path)},
	{"line", LH_SHAPE_COUNT, LH_AT(lh_packet_finding, line)},
	{"column", LH_SHAPE_COUNT, LH_AT(lh_packet_finding, column)},
	{"waived", LH_SHAPE_FLAG, LH_AT(lh_packet_finding, waived)},
	{"batch_key", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(lh_packet_finding, batch_key)},
	{"batch_advice", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(lh_packet_finding, batch_advice)},
};
static const lh_shape finding_shape = LH_SHAPE(lh_packet_finding, finding_fields);

#define COUNT_OF(key, result) {key, LH_SHAPE_COUNT, LH_AT(lh_packet_counts, of[result])}
static const lh_shape_field counts_fields[] = {
	COUNT_OF("info", LH_RESULT_INFO), COUNT_OF("n/a", LH_RESULT_NA),
	COUNT_OF("ok", LH_RESULT_OK),	  COUNT_OF("hint", LH_RESULT_HINT),
	COUNT_OF("ask", LH_RESULT_ASK),	  COUNT_OF("warn", LH_RESULT_WARN),
	COUNT_OF("error", LH_RESULT_ERROR),
};
static const lh_shape counts_shape = LH_SHAPE(lh_packet_counts, counts_fields);

static const lh_shape_field message_fields[] = {
	{"code", LH_SHAPE_TEXT, LH_AT(lh_packet_message, code)},
	{"level", LH_SHAPE_WORD, LH_AT(lh_packet_message, level), LEVEL},
	{"message", LH_SHAPE_TEXT, LH_AT(lh_packet_message, zh)},
	{"message_en", LH_SHAPE_TEXT, LH_AT(lh_packet_message, en)},
	{"file", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_message, file)},
	{"line", LH_SHAPE_COUNT, LH_AT(lh_packet_message, line)},
	{"column", LH_SHAPE_COUNT, LH_AT(lh_packet_message, column)},
};
static const lh_shape message_shape = LH_SHAPE(lh_packet_message, message_fields);

static const lh_shape_field record_fields[] = {
	{"no", LH_SHAPE_COUNT, LH_AT(lh_packet_record, no)},
	{"id", LH_SHAPE_TEXT, LH_AT(lh_packet_record, id)},
	{"file", LH_SHAPE_TEXT, LH_AT(lh_packet_record, file)},
	{"name", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_record, name)},
	{"folder", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_record, folder)},
	{"status", LH_SHAPE_WORD, LH_AT(lh_packet_record, status), STATUS},
	{"reason", LH_SHAPE_WORD, LH_NONE_NULL, LH_AT(lh_packet_record, reason), REASON},
	{"verdict", LH_SHAPE_WORD, LH_NONE_NULL, LH_AT(lh_packet_record, verdict), VERDICT},
	{"counts", LH_SHAPE_PART, LH_NONE_NULL, LH_AT(lh_packet_record, counts), .of = &counts_shape},
	{"row", LH_SHAPE_PAIRS, LH_NONE_NULL, LH_AT(lh_packet_record, row),
	 LH_N_AT(lh_packet_record, n_row)},
	{"findings", LH_SHAPE_LIST, LH_AT(lh_packet_record, findings),
	 LH_N_AT(lh_packet_record, n_findings), .of = &finding_shape},
	{"messages", LH_SHAPE_LIST, LH_AT(lh_packet_record, messages),
	 LH_N_AT(lh_packet_record, n_messages), .of = &message_shape},
	{"documents", LH_SHAPE_LIST, LH_AT(lh_packet_record, documents),
	 LH_N_AT(lh_packet_record, n_documents), .of = &lh_packet_document_shape},
	{"set", LH_SHAPE_PART, LH_NONE_NULL, LH_AT(lh_packet_record, set), .of = &lh_packet_set_shape},
	{"zip", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_record, zip)},
	{"files", LH_SHAPE_LIST, .bulk = true, LH_AT(lh_packet_record, files.items),
	 LH_N_AT(lh_packet_record, files.n), .of = &lh_packet_file_shape},
	{"key", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(lh_packet_record, key)},
};
const lh_shape lh_packet_record_shape = LH_SHAPE(lh_packet_record, record_fields);
/* All but the key. */
const lh_shape lh_packet_entry_shape = {
	record_fields, sizeof record_fields / sizeof *record_fields - 1, sizeof(lh_packet_record)};

static const lh_shape_field told_fields[] = {
	{"papers", LH_SHAPE_COUNT, LH_AT(lh_packet_told, papers)},
	{"pages", LH_SHAPE_COUNT, LH_AT(lh_packet_told, pages)},
	{"id", LH_SHAPE_TEXT, LH_AT(lh_packet_told, id)},
	{"file", LH_SHAPE_TEXT, LH_AT(lh_packet_told, file)},
	{"name", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(lh_packet_told, name)},
	{"status", LH_SHAPE_WORD, LH_AT(lh_packet_told, status), STATUS},
	{"reason", LH_SHAPE_WORD, LH_NONE_NULL, LH_AT(lh_packet_told, reason), REASON},
	{"verdict", LH_SHAPE_WORD, LH_NONE_NULL, LH_AT(lh_packet_told, verdict), VERDICT},
	{"messages", LH_SHAPE_LIST, LH_AT(lh_packet_told, messages), LH_N_AT(lh_packet_told, n_messages),
	 .of = &message_shape},
};
const lh_shape lh_packet_told_shape = LH_SHAPE(lh_packet_told, told_fields);

/* ---- records ---- */

lh_packet_record lh_packet_record_new(size_t no, const char *id, const char *file)
{
	return (lh_packet_record){.no = no, .id = id, .file = file, .reason = LH_REASON_DATA};
}

void lh_packet_record_fail(lh_packet_record *record, lh_packet_reason reason)
{
	record->status = LH_PACKET_FAILED;
	record->reason = reason;
	record->folder = record->zip = NULL;
	record->set = NULL;
	record->row = NULL;
	record->n_row = record->n_documents = 0;
	if (reason != LH_REASON_DUPLICATE)
		return;
	record->verdict = LH_RESULT_INFO;
	record->counts = NULL;
	record->n_findings = 0;
}

lh_packet_told lh_packet_record_told(const lh_packet_record *record)
{
	lh_packet_told told = {
		.papers = record->n_documents,
		.id = record->id,
		.file = record->file,
		.name = record->name,
		.status = record->status,
		.reason = record->reason,
		.verdict = record->verdict,
		.messages = record->messages,
		.n_messages = record->n_messages,
	};
	for (size_t i = 0; i < record->n_documents; i++)
		told.pages += record->documents[i].pages;
	return told;
}

const char *lh_packet_record_row(const lh_packet_record *record, const char *key)
{
	for (size_t i = 0; i < record->n_row; i++)
		if (strcmp(record->row[i].key, key) == 0)
			return record->row[i].text;
	return "";
}

size_t lh_packet_places(const lh_packet_slot *slots, size_t n, bool signatures)
{
	size_t places = 0;
	for (size_t i = 0; i < n; i++)
		places += signatures ? strcmp(slots[i].kind, "signature") == 0
				     : lh_stamp_is_seal(slots[i].kind);
	return places;
}

/* ---- what is kept of data ---- */

/* The part of a path behind a folder, or the path. */
static const char *behind(const char *path, const char *dir)
{
	size_t n = strlen(dir);
	return path && strncmp(path, dir, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}

lh_packet_message lh_packet_message_of(lh_arena *arena, const lh_report *report, const char *base,
				       const char *data_dir)
{
	const char *file = behind(report->loc.file, base);
	if (file == report->loc.file)
		file = behind(file, data_dir);
	return (lh_packet_message){
		.code = lh_fmt(arena, "LH%04d", lh_msg_number(report->msg)),
		.level = report->level,
		.zh = lh_arena_strdup(arena, report->zh),
		.en = lh_arena_strdup(arena, report->en),
		.file = file ? lh_arena_strdup(arena, file) : NULL,
		.line = report->loc.line,
		.column = report->loc.col,
	};
}

static lh_packet_finding finding_of(const lh_finding *f)
{
	return (lh_packet_finding){
		.rule = f->rule->id,
		.severity = lh_severity_name(f->rule->severity, LH_LANG_EN),
		.result = f->result,
		.value = f->value,
		.bound = f->bound,
		.quote = f->rule->quote,
		.place = f->rule->place,
		.message = f->message,
		.path = f->path,
		.line = f->loc.line,
		.column = f->loc.col,
		.waived = f->waived,
		.batch_key = f->batch_key,
		.batch_advice = !f->batch_key	   ? NULL
				: f->batch_advice ? f->batch_advice
						  : "",
	};
}

void lh_packet_record_judge(lh_arena *arena, lh_packet_record *record, const lh_finding *findings,
			    size_t n, const size_t counts[LH_RESULT_ERROR + 1], lh_result worst)
{
	lh_packet_finding *kept = LH_NEW_ARRAY(arena, lh_packet_finding, n + 1);
	lh_packet_counts *by_result = LH_NEW(arena, lh_packet_counts);
	record->n_findings = 0;
	for (size_t i = 0; i < n; i++)
		if (findings[i].result > LH_RESULT_OK || findings[i].batch_key)
			kept[record->n_findings++] = finding_of(&findings[i]);
	memcpy(by_result->of, counts, sizeof by_result->of);
	record->findings = kept;
	record->counts = by_result;
	record->verdict = worst > LH_RESULT_OK ? worst : LH_RESULT_OK;
}

const lh_packet_slot *lh_packet_slots_of(lh_arena *arena, const lh_pages *pages)
{
	lh_packet_slot *slots = LH_NEW_ARRAY(arena, lh_packet_slot, pages->n_slots + 1);
	for (size_t i = 0; i < pages->n_slots; i++) {
		const lh_placed_slot *s = &pages->slots[i];
		slots[i] = (lh_packet_slot){
			.id = s->slot->id,
			.kind = lh_slot_kind_name(s->slot->kind),
			.who = s->slot->who ? s->slot->who : "",
			.name = s->slot->name ? s->slot->name : "",
			.page = s->page + 1,
		};
	}
	return slots;
}
