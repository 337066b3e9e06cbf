/*
 * Judging: from the worst of a rule's checks to one finding. It knows the two-reading rule and the
 * severities, and no condition.
 */
#include "data/rule/rules.h"

#include <string.h>

#include "data/rule/inside.h"
#include "data/model/value.h"
#include "util/buf.h"

/* How many failing records a message names before it says 等 N 个. */
enum { NAMED = 8 };

const char *lh_result_name(lh_result result, lh_lang lang)
{
	static const char *const names[][2] = {
		[LH_RESULT_INFO] = {"说明", "info"}, [LH_RESULT_NA] = {"不适用", "n/a"},
		[LH_RESULT_OK] = {"符合", "ok"},     [LH_RESULT_HINT] = {"提示", "hint"},
		[LH_RESULT_ASK] = {"待确认", "ask"}, [LH_RESULT_WARN] = {"警告", "warn"},
		[LH_RESULT_ERROR] = {"不符合", "error"},
	};
	return names[result][lang == LH_LANG_EN];
}

const char *lh_severity_name(lh_severity severity, lh_lang lang)
{
	static const char *const names[][2] = {
		[LH_SEVERITY_MUST] = {"应当", "must"},
		[LH_SEVERITY_PRINCIPLE] = {"原则上", "principle"},
		[LH_SEVERITY_ENCOURAGED] = {"鼓励", "encouraged"},
		[LH_SEVERITY_FORM] = {"表格要求", "form"},
		[LH_SEVERITY_INFO] = {"说明", "info"},
	};
	return names[severity][lang == LH_LANG_EN];
}

bool lh_rule_is_general(const lh_rule *rule)
{
	return !*rule->quote;
}

static lh_result result_of_severity(lh_severity severity)
{
	switch (severity) {
	case LH_SEVERITY_MUST:
	case LH_SEVERITY_FORM:
		return LH_RESULT_ERROR;
	case LH_SEVERITY_PRINCIPLE:
	case LH_SEVERITY_INFO:
		return LH_RESULT_WARN;
	case LH_SEVERITY_ENCOURAGED:
		return LH_RESULT_HINT;
	}
	return LH_RESULT_ERROR;
}

typedef struct judge {
	lh_env *env;
	lh_arena *arena;
	const lh_rule *rule;
	lh_finding *finding;
	lh_buf message;
} judge;

static void worse(judge *j, lh_result result)
{
	if (result > j->finding->result)
		j->finding->result = result;
}

static void say(judge *j, const char *text)
{
	if (!*text)
		return;
	if (j->message.length)
		lh_buf_puts(&j->message, "；");
	lh_buf_puts(&j->message, text);
}

static bool holds(judge *j, const lh_expr *condition)
{
	return !condition || lh_expr_true(j->env, condition);
}

static bool passes(judge *j, const rule_check *check)
{
	return !holds(j, check->when) || lh_expr_true(j->env, check->strict);
}

/* A condition does not hold: what that gives, and (once a check) what to say about it. */
static void fail(judge *j, const rule_check *check, bool aloud)
{
	bool lenient = check->lenient && lh_expr_true(j->env, check->lenient);
	lh_result own = check->has_else ? check->otherwise : result_of_severity(j->rule->severity);
	worse(j, lenient ? LH_RESULT_WARN : own);
	if (aloud && lenient)
		say(j, "只有按较宽的理解才符合");
	if (aloud && check->advice)
		say(j, lh_phrase_text(j->env, j->arena, check->advice));
}

static void judge_whole(judge *j, const rule_check *check)
{
	if (!passes(j, check))
		fail(j, check, /*aloud*/ true);
}

/* What a message calls a failing item: the rule's own name for it, else its path. */
static const char *item_name(judge *j, const rule_check *check, const lh_val *item)
{
	if (!check->name)
		return item->parent ? lh_val_path(j->arena, item) : NULL;
	const lh_val *name = lh_expr_eval(j->env, check->name);
	return name ? lh_val_str(j->arena, name) : NULL;
}

static void judge_each(judge *j, const rule_check *check)
{
	const lh_val *list = lh_expr_eval(j->env, check->each);
	size_t n_failed = 0, n_named = 0;
	lh_buf named = {0};
	for (size_t i = 0; list && i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		lh_env_set(j->env, check->slot, item);
		if (passes(j, check))
			continue;
		fail(j, check, /*aloud*/ !n_failed);
		const char *name = n_failed < NAMED ? item_name(j, check, item) : NULL;
		if (name)
			lh_buf_printf(&named, "%s%s", n_named++ ? "、" : "", name);
		if (n_failed++)
			continue;
		if (item->parent) {
			j->finding->loc = item->loc;
			j->finding->path = lh_val_path(j->arena, item);
		}
	}
	if (n_failed > NAMED)
		lh_buf_printf(&named, "等%zu个", n_failed);
	if (named.length && check->advice)
		lh_buf_printf(&j->message, "：%s", named.bytes);
	else
		say(j, lh_buf_str(&named));
	lh_buf_free(&named);
}

/*
 * A statement that nobody answered is asked for; one answered with no counts as failed. The answers
 * are the value of a rule that names none.
 */
static void judge_statements(judge *j, const rule_body *body)
{
	for (size_t i = 0; i < body->n_asks; i++) {
		const lh_val *answer = lh_expr_eval(j->env, body->asks[i].answer);
		const char *name = body->asks[i].name;
		if (!body->value)
			j->finding->value = lh_fmt(j->arena, "%s%s声明“%s”：%s", j->finding->value,
						   i ? "；" : "", name,
						   !answer ? "未答" : answer->u.boolean ? "是" : "否");
		if (answer && answer->u.boolean)
			continue;
		worse(j, answer ? result_of_severity(j->rule->severity) : LH_RESULT_ASK);
		say(j, lh_fmt(j->arena, answer ? "申报人声明“%s”为否" : "请确认申报人声明“%s”", name));
	}
}

/* waivers: [{rule: urumqi.members.min, reason: …, by: …}] */
static void apply_waiver(judge *j, const rule_body *body)
{
	const lh_val *waivers = body->waivers ? lh_expr_eval(j->env, body->waivers) : NULL;
	for (size_t i = 0; waivers && i < waivers->u.list.n; i++) {
		const lh_val *waiver = waivers->u.list.items[i];
		const lh_val *id = lh_val_at(waiver, "rule");
		const lh_val *reason = lh_val_at(waiver, "reason");
		if (!id || !reason || !*reason->u.text || strcmp(id->u.text, j->rule->id) != 0)
			continue;
		j->finding->waived = j->finding->result == LH_RESULT_ERROR;
		j->finding->waiver = lh_arena_strdup(j->arena, reason->u.text);
	}
}

/* What the environment made may be gone before the finding is shown. */
static const char *kept(const judge *j, const char *text)
{
	return text ? lh_arena_strdup(j->arena, text) : NULL;
}

static void judge_rule(judge *j)
{
	const rule_body *body = j->rule->body;
	lh_finding *f = j->finding;
	*f = (lh_finding){.rule = j->rule, .value = "", .bound = "", .message = "",
			  .batch_advice = ""};
	if (body->data)
		f->path = kept(j, lh_expr_path(j->env, body->data, &f->loc));
	if (body->bound)
		f->bound = lh_phrase_text(j->env, j->arena, body->bound);
	if (!holds(j, body->when)) {
		f->result = LH_RESULT_NA;
		return;
	}
	if (body->value)
		f->value = lh_phrase_value(j->env, j->arena, body->value);
	const lh_val *key = body->batch_key ? lh_expr_eval(j->env, body->batch_key) : NULL;
	f->batch_key = key ? lh_val_str(j->arena, key) : NULL;
	if (body->batch_advice)
		f->batch_advice = lh_phrase_text(j->env, j->arena, body->batch_advice);
	bool only_shown = !body->n_checks && !body->n_asks;
	/* What can only be seen by comparing files says nothing about one. */
	f->result = !only_shown ? LH_RESULT_OK : body->batch_key ? LH_RESULT_NA : LH_RESULT_INFO;
	lh_buf_clear(&j->message);
	judge_statements(j, body);
	for (size_t i = 0; i < body->n_checks; i++) {
		if (body->checks[i].each)
			judge_each(j, &body->checks[i]);
		else
			judge_whole(j, &body->checks[i]);
	}
	if (body->advice && (f->result > LH_RESULT_OK || only_shown))
		say(j, lh_phrase_text(j->env, j->arena, body->advice));
	f->message = lh_arena_strdup(j->arena, lh_buf_str(&j->message));
	apply_waiver(j, body);
}

lh_finding *lh_rules_check(lh_env *env, lh_arena *arena, const lh_rules *rules)
{
	lh_finding *findings = LH_NEW_ARRAY(arena, lh_finding, rules->n_rules);
	judge j = {.env = env, .arena = arena};
	for (size_t i = 0; i < rules->n_rules; i++) {
		j.rule = &rules->rules[i];
		j.finding = &findings[i];
		judge_rule(&j);
	}
	lh_buf_free(&j.message);
	return findings;
}

/* How many files share the key of file `f` in rule `r`. */
static size_t sharing(lh_finding *const *findings, size_t n_files, size_t f, size_t r)
{
	size_t n = 0;
	for (size_t i = 0; i < n_files; i++)
		n += findings[i][r].batch_key &&
		     strcmp(findings[i][r].batch_key, findings[f][r].batch_key) == 0;
	return n;
}

void lh_rules_batch(lh_arena *arena, const lh_rules *rules, lh_finding *const *findings,
		    const char *const *names, size_t n_files)
{
	for (size_t r = 0; n_files > 1 && r < rules->n_rules; r++) {
		const rule_body *body = rules->rules[r].body;
		for (size_t f = 0; body->batch_key && f < n_files; f++) {
			lh_finding *finding = &findings[f][r];
			if (!finding->batch_key)
				continue;
			if (finding->result == LH_RESULT_NA)
				finding->result = LH_RESULT_OK;
			if (sharing(findings, n_files, f, r) <= body->batch_max)
				continue;
			lh_buf message = {0};
			if (*finding->message)
				lh_buf_printf(&message, "%s；", finding->message);
			if (*finding->batch_advice)
				lh_buf_printf(&message, "%s；", finding->batch_advice);
			lh_buf_printf(&message, "%s：", finding->batch_key);
			size_t n = 0;
			for (size_t i = 0; i < n_files; i++)
				if (findings[i][r].batch_key &&
				    strcmp(findings[i][r].batch_key, finding->batch_key) == 0)
					lh_buf_printf(&message, "%s%s", n++ ? "、" : "", names[i]);
			lh_result failed = result_of_severity(rules->rules[r].severity);
			if (failed > finding->result)
				finding->result = failed;
			finding->message = lh_arena_strdup(arena, lh_buf_str(&message));
			lh_buf_free(&message);
		}
	}
}
