/*
 * Loading of rules: every key known, every expression resolved. A rule with a mistake is told and
 * left out; the others stay.
 */
#include <string.h>

#include "data/rule/inside.h"
#include "data/model/value.h"
#include "data/yaml/read.h"

enum { MAX_BATCH = 1000000 };

typedef struct loader {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_names *names;
	const char *prefix;
} loader;

/* The text under a key; NULL when there is none. */
static const char *text_at(loader *l, const lh_yaml *map, const char *key)
{
	const char *text = lh_read_text_at(l->ctx, map, key, "");
	return *text ? text : NULL;
}

static const lh_expr *expr_at(loader *l, const lh_yaml *map, const char *key, const lh_scope *scope)
{
	const char *text = text_at(l, map, key);
	if (!text)
		return NULL;
	lh_loc loc = lh_read_text_loc(lh_yaml_at(map, key));
	return lh_expr_parse(l->ctx, l->arena, text, loc, l->names, scope);
}

static const lh_expr *condition_at(loader *l, const lh_yaml *map, const char *key,
				   const lh_scope *scope)
{
	const lh_expr *expr = expr_at(l, map, key, scope);
	if (expr && lh_expr_type(expr)->kind != LH_KIND_BOOL)
		lh_diag(l->ctx, LH_E_RULE_CONDITION, lh_expr_loc(expr), key,
			lh_type_str(l->arena, lh_expr_type(expr)), NULL);
	return expr;
}

static const lh_phrase *phrase_at(loader *l, const lh_yaml *map, const char *key,
				  const lh_scope *scope)
{
	const char *text = text_at(l, map, key);
	if (!text)
		return NULL;
	lh_loc loc = lh_read_text_loc(lh_yaml_at(map, key));
	return lh_phrase_parse(l->ctx, l->arena, text, loc, l->names, scope);
}

/* "u in members": the variable and the list. */
static const lh_expr *loop_at(loader *l, const lh_yaml *map, const lh_scope *outer, lh_scope *inner)
{
	const char *text = text_at(l, map, "for");
	if (!text)
		return NULL;
	lh_loc loc = lh_read_text_loc(lh_yaml_at(map, "for"));
	const char *in = strstr(text, " in ");
	if (!in || in == text) {
		lh_diag(l->ctx, LH_E_RULE_FOR, loc, text, NULL);
		return NULL;
	}
	loc.col += (uint32_t)(in + 4 - text);
	const lh_expr *list = lh_expr_parse(l->ctx, l->arena, in + 4, loc, l->names, outer);
	if (list && lh_expr_type(list)->kind != LH_KIND_LIST) {
		lh_diag(l->ctx, LH_E_RULE_FOR, loc, text, NULL);
		list = NULL;
	}
	*inner = (lh_scope){
		.outer = outer,
		.name = lh_arena_strndup(l->arena, text, (size_t)(in - text)),
		.slot = 0,
	};
	if (list)
		inner->type = *lh_expr_type(list)->item;
	return list;
}

/* What is asked, and what a failure gives; `scope` holds the item of a check that repeats. */
static void load_condition(loader *l, const lh_yaml *map, const lh_scope *scope, rule_check *check)
{
	if (lh_read_need(l->ctx, map, "strict"))
		check->strict = condition_at(l, map, "strict", scope);
	check->lenient = condition_at(l, map, "lenient", scope);
	check->has_else = lh_yaml_at(map, "else");
	if (check->has_else)
		check->otherwise = (lh_result)(LH_RESULT_HINT +
			lh_read_choice_at(l->ctx, map, "else", LH_WORDS("hint", "ask", "warn", "error")));
}

static void load_check(loader *l, const lh_yaml *map, rule_check *check)
{
	lh_scope inner;
	check->each = loop_at(l, map, NULL, &inner);
	if (!check->each && lh_yaml_at(map, "for"))
		return; /* told; the item's fields cannot be resolved */
	const lh_scope *scope = check->each ? &inner : NULL;
	load_condition(l, map, scope, check);
	check->when = condition_at(l, map, "when", scope);
	check->name = expr_at(l, map, "name", scope);
	check->advice = phrase_at(l, map, "advice", scope);
}

static void load_checks(loader *l, const lh_yaml *map, rule_body *body)
{
	if (!lh_yaml_at(map, "checks")) {
		if (!lh_yaml_at(map, "strict") && !lh_yaml_at(map, "lenient") &&
		    !lh_yaml_at(map, "else"))
			return;
		/* `when` and `advice` of a short rule belong to the rule as a whole. */
		rule_check *check = LH_NEW(l->arena, rule_check);
		load_condition(l, map, NULL, check);
		body->checks = check;
		body->n_checks = 1;
		return;
	}
	const lh_yaml *list = lh_read_needed_list(l->ctx, map, "checks");
	rule_check *checks = LH_NEW_ARRAY(l->arena, rule_check, list->u.list.n);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *item = list->u.list.items[i];
		if (lh_read_keys(l->ctx, item,
				 LH_WORDS("for", "name", "when", "strict", "lenient", "else", "advice")))
			load_check(l, item, &checks[i]);
	}
	body->checks = checks;
	body->n_checks = list->u.list.n;
}

/* The 中文名 of the field at a plain path; other expressions name themselves. */
static const char *field_name(const loader *l, const char *path)
{
	const lh_record *record = l->names->schema->root;
	const lh_field *field = NULL;
	for (const char *at = path; record;) {
		size_t n = strcspn(at, ".");
		field = lh_record_field(record, lh_arena_strndup(l->arena, at, n));
		if (!field)
			return path;
		record = field->type.kind == LH_KIND_RECORD ? field->type.record : NULL;
		if (!at[n])
			return field->name;
		at += n + 1;
	}
	return path;
}

static rule_ask load_ask(loader *l, const lh_yaml *item)
{
	const char *path = lh_read_text(l->ctx, item);
	if (!*path)
		return (rule_ask){0};
	const lh_expr *answer =
		lh_expr_parse(l->ctx, l->arena, path, lh_read_text_loc(item), l->names, NULL);
	if (answer && lh_expr_type(answer)->kind != LH_KIND_BOOL)
		lh_diag(l->ctx, LH_E_RULE_CONDITION, item->loc, "asks",
			lh_type_str(l->arena, lh_expr_type(answer)), NULL);
	return (rule_ask){answer, field_name(l, path)};
}

/* One path, or a list of them. */
static void load_asks(loader *l, const lh_yaml *map, rule_body *body)
{
	const lh_yaml *node = lh_yaml_at(map, "asks");
	if (!node)
		return;
	bool list = node->kind == LH_YAML_LIST;
	size_t n = list ? node->u.list.n : 1;
	rule_ask *asks = LH_NEW_ARRAY(l->arena, rule_ask, n);
	for (size_t i = 0; i < n; i++)
		asks[i] = load_ask(l, list ? node->u.list.items[i] : node);
	body->asks = asks;
	body->n_asks = n;
}

static void load_batch(loader *l, const lh_yaml *map, rule_body *body)
{
	const lh_yaml *batch = lh_yaml_at(map, "batch");
	if (!batch || !lh_read_keys(l->ctx, batch, LH_WORDS("key", "at_most", "advice")))
		return;
	if (lh_read_need(l->ctx, batch, "key"))
		body->batch_key = expr_at(l, batch, "key", NULL);
	body->batch_advice = phrase_at(l, batch, "advice", NULL);
	const lh_yaml *most = lh_read_need(l->ctx, batch, "at_most");
	body->batch_max = most ? lh_read_uint(l->ctx, most, /*min*/1, MAX_BATCH) : 0;
}

static void load_rule(loader *l, const lh_yaml *map, lh_rule *rule)
{
	rule_body *body = LH_NEW(l->arena, rule_body);
	*rule = (lh_rule){.id = "", .quote = "", .place = "", .loc = map->loc, .body = body};
	if (!lh_read_keys(l->ctx, map,
			  LH_WORDS("id", "quote", "place", "severity", "kind", "data", "value",
				   "bound", "when", "strict", "lenient", "else", "advice", "checks",
				   "asks", "batch")))
		return;
	bool guideline = strcmp(l->prefix, "general") != 0;
	rule->id = lh_fmt(l->arena, "%s.%s", l->prefix, lh_read_text_at(l->ctx, map, "id", NULL));
	rule->quote = lh_read_text_at(l->ctx, map, "quote", guideline ? NULL : "");
	rule->place = lh_read_text_at(l->ctx, map, "place", "");
	rule->severity = (lh_severity)lh_read_choice_at(
		l->ctx, map, "severity", LH_WORDS("must", "principle", "encouraged", "form", "info"));
	rule->kind = (lh_rule_kind)lh_read_choice_at(l->ctx, map, "kind",
						     LH_WORDS("C", "D", "S", "B", "T"));
	body->when = condition_at(l, map, "when", NULL);
	body->data = expr_at(l, map, "data", NULL);
	body->value = phrase_at(l, map, "value", NULL);
	body->bound = phrase_at(l, map, "bound", NULL);
	body->advice = phrase_at(l, map, "advice", NULL);
	load_asks(l, map, body);
	load_checks(l, map, body);
	load_batch(l, map, body);
	if (lh_record_field(l->names->schema->root, "waivers"))
		body->waivers =
			lh_expr_parse(l->ctx, l->arena, "waivers", map->loc, l->names, NULL);
}

const lh_rules *lh_rules_load(lh_ctx *ctx, lh_arena *arena, const char *path, const char *prefix,
			      const lh_names *names, bool *ok_out)
{
	*ok_out = false;
	size_t before = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read(ctx, arena, path);
	if (!root || !lh_read_keys(ctx, root, LH_WORDS("rules")))
		return NULL;
	const lh_yaml *list = lh_read_needed_list(ctx, root, "rules");
	loader l = {.ctx = ctx, .arena = arena, .names = names, .prefix = prefix};
	lh_rule *rules = LH_NEW_ARRAY(arena, lh_rule, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++) {
		size_t errors = lh_diag_errors(ctx);
		load_rule(&l, list->u.list.items[i], &rules[n]);
		for (size_t k = 0; k < n; k++)
			if (strcmp(rules[k].id, rules[n].id) == 0)
				lh_read_twice(ctx, rules[n].loc, rules[n].id, rules[k].loc);
		n += lh_diag_errors(ctx) == errors;
	}
	*ok_out = lh_diag_errors(ctx) == before;
	lh_rules *result = LH_NEW(arena, lh_rules);
	*result = (lh_rules){rules, n};
	return result;
}
