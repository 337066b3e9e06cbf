/*
 * Rows that are only partly there. It knows what the schema asks of a record and which documents
 * read it; it refuses to know a field by name and what a paper does with a hole.
 */
#include "paper/complete.h"

#include <string.h>

#include "data/expr/expr.h"
#include "data/model/consortium.h"
#include "util/buf.h"

typedef struct asking {
	lh_ctx *ctx;
	lh_engine *engine;
	lh_arena *arena;
	const lh_jurisdiction *jurisdiction;
	const lh_document_info *const *documents;
	size_t n_documents;
	bool everything; /* also records that are no items of a list, and those not begun */
	const lh_names *names;
	lh_env *env;
} asking;

static bool is_read(const asking *a, const lh_field *field)
{
	for (size_t i = 0; i < a->n_documents; i++)
		if (lh_engine_reads(a->ctx, a->engine, a->jurisdiction, a->documents[i], field))
			return true;
	return false;
}

/* `it` is the record in an expression of the schema. */
static bool is_required(const asking *a, const lh_val *record, const lh_field *field)
{
	if (!field->required_if)
		return field->required;
	const lh_scope scope = {.name = "it", .type = {.kind = LH_KIND_RECORD, .record = record->u.record.type}};
	const lh_expr *expr = lh_expr_parse(a->ctx, a->arena, field->required_if, field->loc, a->names, &scope);
	if (!expr)
		return false;
	lh_env_set(a->env, scope.slot, record);
	return lh_expr_true(a->env, expr);
}

static bool is_missing(const lh_val *value)
{
	return !value || (value->kind == LH_KIND_LIST && !value->u.list.n);
}

/* An id alone is what a skeleton begins with. */
static bool is_begun(const lh_val *record)
{
	const lh_record *type = record->u.record.type;
	for (size_t i = 0; i < type->n_fields; i++) {
		bool id = type->id_field && strcmp(type->fields[i].key, type->id_field) == 0;
		if (!id && !is_missing(record->u.record.fields[i]))
			return true;
	}
	return false;
}

static bool is_told(const asking *a, const char *path)
{
	const char *shown = lh_fmt(a->arena, "（%s）", path);
	for (size_t i = 0; i < lh_diag_count(a->ctx); i++) {
		const lh_report *report = lh_diag_at(a->ctx, i);
		if (report->msg == LH_O_VALUE_MISSING && strstr(report->zh, shown))
			return true;
	}
	return false;
}

static void check_record(const asking *a, const lh_val *record)
{
	const lh_record *type = record->u.record.type;
	const char *path = lh_val_path(a->arena, record);
	lh_buf zh = {0}, en = {0};
	for (size_t i = 0; i < type->n_fields; i++) {
		const lh_field *field = &type->fields[i];
		if (!is_missing(record->u.record.fields[i]) || (!field->required && !field->required_if) ||
		    !is_read(a, field) || !is_required(a, record, field) ||
		    is_told(a, lh_fmt(a->arena, "%s.%s", path, field->key)))
			continue;
		lh_buf_printf(&zh, "%s%s", zh.length ? "、" : "", field->name);
		lh_buf_printf(&en, "%s%s", en.length ? ", " : "", field->key);
	}
	if (zh.length)
		lh_diag(a->ctx, LH_O_RECORD_INCOMPLETE, record->loc, type->name, path, lh_buf_str(&zh),
			lh_buf_str(&en), NULL);
	lh_buf_free(&zh);
	lh_buf_free(&en);
}

static void check_value(const asking *a, const lh_val *value)
{
	if (!value)
		return;
	if (value->kind == LH_KIND_LIST)
		for (size_t i = 0; i < value->u.list.n; i++)
			check_value(a, value->u.list.items[i]);
	if (value->kind != LH_KIND_RECORD)
		return;
	bool row = value->parent && value->parent->kind == LH_KIND_LIST;
	if (a->everything || (row && is_begun(value)))
		check_record(a, value);
	for (size_t i = 0; i < value->u.record.type->n_fields; i++)
		check_value(a, value->u.record.fields[i]);
}

void lh_tell_incomplete(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_consortium *consortium,
			const lh_jurisdiction *jurisdiction, const lh_document_info *const *documents,
			size_t n_documents, bool everything)
{
	const lh_names *names = lh_engine_names(engine, arena, jurisdiction);
	asking a = {ctx, engine, arena, jurisdiction, documents, n_documents, everything, names,
		    lh_env_new(ctx, arena, names, consortium, jurisdiction->key)};
	check_value(&a, consortium->root);
}
