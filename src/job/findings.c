/* From findings to values. */
#include "job/findings.h"

#include "job/record.h"

const lh_field *lh_findings_field(const lh_schema *schema)
{
	return lh__internal_list(schema, "findings");
}

static lh__record finding_record(lh_arena *arena, const lh_field *list, const lh_finding *f)
{
	static const char *const results[] = {"info", "na", "ok", "hint", "ask", "warn", "error"};
	lh__record r = lh__record_new(arena, &list->type, f->loc);
	lh__record_text(&r, "rule", f->rule->id);
	lh__record_bool(&r, "general", lh_rule_is_general(f->rule));
	lh__record_text(&r, "place", f->rule->place);
	lh__record_text(&r, "quote", f->rule->quote);
	lh__record_text(&r, "severity", lh_severity_name(f->rule->severity, LH_LANG_ZH));
	lh__record_enum(&r, "result", results[f->result]);
	lh__record_text(&r, "value", f->value);
	lh__record_text(&r, "bound", f->bound);
	lh__record_text(&r, "message", f->message);
	lh__record_text(&r, "path", f->path);
	lh__record_text(&r, "waiver", f->waiver);
	return r;
}

const lh_consortium *lh_with_findings(lh_arena *arena, const lh_consortium *consortium,
				      const lh_verdict *verdict)
{
	const lh_field *field = lh_findings_field(consortium->schema);
	if (!field)
		return consortium;
	lh__record *records = LH_NEW_ARRAY(arena, lh__record, verdict->n_findings + 1);
	for (size_t i = 0; i < verdict->n_findings; i++)
		records[i] = finding_record(arena, field, &verdict->findings[i]);
	return lh__with_records(arena, consortium, field, records, verdict->n_findings);
}
