/*
 * From findings to values. The record's fields are looked up by name, so the schema may have fewer
 * of them than are known here.
 */
#include "paper/findings.h"

#include <string.h>

#include "data/model/value.h"
#include "util/buf.h"

const lh_field *lh_findings_field(const lh_schema *schema)
{
	const lh_field *field = lh_record_field(schema->root, "findings");
	return field && field->internal && field->type.kind == LH_KIND_LIST ? field : NULL;
}

typedef struct maker {
	lh_arena *arena;
	const lh_record *type;
	const lh_val **fields;
	lh_val *record;
} maker;

static lh_val *new_value(maker *m, const char *key, lh_kind kind)
{
	const lh_field *field = lh_record_field(m->type, key);
	if (!field || field->type.kind != kind)
		return NULL;
	lh_val *value = LH_NEW(m->arena, lh_val);
	*value = (lh_val){.kind = kind, .parent = m->record, .field = field};
	m->fields[field->index] = value;
	return value;
}

/* An empty text is a missing one. Tabs of a quoted form become blanks: paper has no tabs. */
static void put_text(maker *m, const char *key, const char *text)
{
	lh_val *value = text && *text ? new_value(m, key, LH_KIND_TEXT) : NULL;
	if (!value)
		return;
	char *copy = lh_arena_strdup(m->arena, text);
	for (char *p = copy; *p; p++)
		if (*p == '\t')
			*p = ' ';
	value->u.text = copy;
}

static const char path_bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789_.[]";

/* Bytes of paths at the head of a text, one or several: budget.total、budget.sources */
static size_t paths_length(const char *text)
{
	static const char comma[] = "、";
	size_t n = strspn(text, path_bytes);
	while (n && strncmp(text + n, comma, strlen(comma)) == 0) {
		size_t more = strspn(text + n + strlen(comma), path_bytes);
		if (!more)
			break;
		n += strlen(comma) + more;
	}
	return n;
}

/* Paper has no use for the path of a field: 没有填写目标（plan.goals.technical） is 没有填写目标 there. */
static const char *without_paths(lh_arena *arena, const char *text)
{
	static const char open[] = "（", close[] = "）";
	if (!text)
		return NULL;
	lh_buf buf = {0};
	for (const char *at; (at = strstr(text, open)); ) {
		const char *inside = at + strlen(open);
		size_t n = paths_length(inside);
		bool path = n && strncmp(inside + n, close, strlen(close)) == 0;
		lh_buf_put(&buf, text, (size_t)((path ? at : inside) - text));
		text = path ? inside + n + strlen(close) : inside;
	}
	lh_buf_puts(&buf, text);
	const char *clean = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return clean;
}

static void put_result(maker *m, lh_result result)
{
	static const char *const codes[] = {"info", "na", "ok", "hint", "ask", "warn", "error"};
	lh_val *value = new_value(m, "result", LH_KIND_ENUM);
	if (!value)
		return;
	value->u.enumeration = lh_enum_find(value->field->type.enumeration, codes[result]);
	if (!value->u.enumeration)
		m->fields[value->field->index] = NULL;
}

static const lh_val *finding_value(lh_arena *arena, const lh_record *type, const lh_val *list,
				   const lh_finding *f, size_t index)
{
	lh_val *record = LH_NEW(arena, lh_val);
	maker m = {arena, type, LH_NEW_ARRAY(arena, const lh_val *, type->n_fields), record};
	*record = (lh_val){.kind = LH_KIND_RECORD, .loc = f->loc, .parent = list, .index = (uint32_t)index};
	record->u.record.type = type;
	record->u.record.fields = m.fields;
	put_text(&m, "rule", f->rule->id);
	lh_val *general = new_value(&m, "general", LH_KIND_BOOL);
	if (general)
		general->u.boolean = lh_rule_is_general(f->rule);
	put_text(&m, "place", f->rule->place);
	put_text(&m, "quote", f->rule->quote);
	put_text(&m, "severity", lh_severity_name(f->rule->severity, LH_LANG_ZH));
	put_result(&m, f->result);
	put_text(&m, "value", f->value);
	put_text(&m, "bound", f->bound);
	put_text(&m, "message", without_paths(arena, f->message));
	put_text(&m, "path", f->path);
	put_text(&m, "waiver", f->waiver);
	return record;
}

const lh_consortium *lh_with_findings(lh_arena *arena, const lh_consortium *consortium,
				      const lh_verdict *verdict)
{
	const lh_field *field = lh_findings_field(consortium->schema);
	if (!field)
		return consortium;
	const lh_record *root_type = consortium->root->u.record.type;
	lh_val *root = lh_arena_memdup(arena, consortium->root, sizeof *root);
	const lh_val **fields = lh_arena_memdup(arena, consortium->root->u.record.fields,
						root_type->n_fields * sizeof *fields);
	lh_val *list = LH_NEW(arena, lh_val);
	*list = (lh_val){.kind = LH_KIND_LIST, .parent = root, .field = field};
	const lh_val **items = LH_NEW_ARRAY(arena, const lh_val *, verdict->n_findings + 1);
	for (size_t i = 0; i < verdict->n_findings; i++)
		items[i] = finding_value(arena, field->type.item->record, list, &verdict->findings[i], i);
	list->u.list.items = items;
	list->u.list.n = verdict->n_findings;
	fields[field->index] = list;
	root->u.record.fields = fields;
	lh_consortium *with = LH_NEW(arena, lh_consortium);
	*with = *consortium;
	with->root = root;
	return with;
}
