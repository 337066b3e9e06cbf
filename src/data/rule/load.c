/*
 * Loading of rules: every key known, every expression resolved. A rule with a mistake is told and
 * left out; the others stay.
 */
#include <string.h>

#include "data/rule/inside.h"
#include "data/model/value.h"
#include "data/yaml/yaml.h"
#include "util/buf.h"

typedef struct loader {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_names *names;
	const char *prefix;
	bool ok; /* of the rule being read */
} loader;

static const char *const rule_keys[] = {
	"id",   "quote",  "place",   "severity", "kind",   "data",   "value", "bound",
	"when", "strict", "lenient", "else",     "advice", "checks", "asks",  "batch",
};
static const char *const check_keys[] = {
	"for", "name", "when", "strict", "lenient", "else", "advice",
};
enum {
	N_RULE_KEYS = sizeof rule_keys / sizeof *rule_keys,
	N_CHECK_KEYS = sizeof check_keys / sizeof *check_keys,
};

static void known_keys(loader *l, const lh_yaml *map, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		bool known = false;
		for (size_t k = 0; k < n; k++)
			known = known || strcmp(entry->key, keys[k]) == 0;
		if (known)
			continue;
		const char *nearest = lh_nearest(entry->key, keys, n);
		lh_diag(l->ctx, LH_E_RULE_KEY, entry->key_loc, entry->key,
			nearest ? nearest : keys[0], NULL);
		l->ok = false;
	}
}

/* The text under a key; NULL when absent, told when required or not a text. */
static const char *text_at(loader *l, const lh_yaml *map, const char *key, bool required)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	bool empty = !node || lh_yaml_is_null(node) ||
		     (node->kind == LH_YAML_SCALAR && !*node->u.scalar.text);
	if (empty) {
		if (required) {
			lh_diag(l->ctx, LH_E_RULE_MISSING, map->loc, key, NULL);
			l->ok = false;
		}
		return NULL;
	}
	if (node->kind != LH_YAML_SCALAR) {
		lh_diag(l->ctx, LH_E_RULE_TEXT, node->loc, key, NULL);
		l->ok = false;
		return NULL;
	}
	return node->u.scalar.text;
}

/* Where the text of a scalar begins: behind its quote. */
static lh_loc text_loc(const lh_yaml *node)
{
	lh_loc loc = node->loc;
	loc.col += !node->u.scalar.plain && !node->u.scalar.block;
	return loc;
}

static const lh_expr *expr_at(loader *l, const lh_yaml *map, const char *key, const lh_scope *scope)
{
	const char *text = text_at(l, map, key, false);
	if (!text)
		return NULL;
	lh_loc loc = text_loc(lh_yaml_at(map, key));
	const lh_expr *expr = lh_expr_parse(l->ctx, l->arena, text, loc, l->names, scope);
	l->ok = l->ok && expr;
	return expr;
}

static const lh_expr *condition_at(loader *l, const lh_yaml *map, const char *key,
				   const lh_scope *scope)
{
	const lh_expr *expr = expr_at(l, map, key, scope);
	if (expr && lh_expr_type(expr)->kind != LH_KIND_BOOL) {
		lh_diag(l->ctx, LH_E_RULE_CONDITION, lh_expr_loc(expr), key,
			lh_type_str(l->arena, lh_expr_type(expr)), NULL);
		l->ok = false;
	}
	return expr;
}

static const lh_phrase *phrase_at(loader *l, const lh_yaml *map, const char *key,
				  const lh_scope *scope)
{
	const char *text = text_at(l, map, key, false);
	if (!text)
		return NULL;
	lh_loc loc = text_loc(lh_yaml_at(map, key));
	const lh_phrase *phrase = lh_phrase_parse(l->ctx, l->arena, text, loc, l->names, scope);
	l->ok = l->ok && phrase;
	return phrase;
}

/* The place of a word in a list of words; told, with 0, when it is none of them. */
static int choice_at(loader *l, const lh_yaml *map, const char *key, const char *const *words,
		     size_t n)
{
	const char *text = text_at(l, map, key, true);
	for (size_t i = 0; text && i < n; i++)
		if (strcmp(text, words[i]) == 0)
			return (int)i;
	if (text) {
		lh_buf all = {0};
		for (size_t i = 0; i < n; i++)
			lh_buf_printf(&all, "%s%s", i ? ", " : "", words[i]);
		lh_diag(l->ctx, LH_E_RULE_CHOICE, lh_yaml_at(map, key)->loc, key, text,
			lh_buf_str(&all), NULL);
		lh_buf_free(&all);
		l->ok = false;
	}
	return 0;
}

/* "u in members": the variable and the list. */
static const lh_expr *loop_at(loader *l, const lh_yaml *map, const lh_scope *outer, lh_scope *inner)
{
	const char *text = text_at(l, map, "for", false);
	if (!text)
		return NULL;
	lh_loc loc = text_loc(lh_yaml_at(map, "for"));
	const char *in = strstr(text, " in ");
	if (!in || in == text) {
		lh_diag(l->ctx, LH_E_RULE_FOR, loc, text, NULL);
		l->ok = false;
		return NULL;
	}
	loc.col += (uint32_t)(in + 4 - text);
	const lh_expr *list = lh_expr_parse(l->ctx, l->arena, in + 4, loc, l->names, outer);
	if (list && lh_expr_type(list)->kind != LH_KIND_LIST) {
		lh_diag(l->ctx, LH_E_RULE_FOR, loc, text, NULL);
		list = NULL;
	}
	l->ok = l->ok && list;
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
	static const char *const results[] = {"hint", "ask", "warn", "error"};
	check->strict = condition_at(l, map, "strict", scope);
	check->lenient = condition_at(l, map, "lenient", scope);
	if (!check->strict && l->ok) {
		lh_diag(l->ctx, LH_E_RULE_MISSING, map->loc, "strict", NULL);
		l->ok = false;
	}
	if (lh_yaml_at(map, "else")) {
		check->has_else = true;
		int choice = choice_at(l, map, "else", results, sizeof results / sizeof *results);
		check->otherwise = (lh_result)(LH_RESULT_HINT + choice);
	}
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
	const lh_yaml *list = lh_yaml_at(map, "checks");
	if (!list) {
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
	if (list->kind != LH_YAML_LIST) {
		lh_diag(l->ctx, LH_E_RULE_TEXT, list->loc, "checks", NULL);
		l->ok = false;
		return;
	}
	rule_check *checks = LH_NEW_ARRAY(l->arena, rule_check, list->u.list.n);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *item = list->u.list.items[i];
		if (item->kind != LH_YAML_MAP) {
			lh_diag(l->ctx, LH_E_RULE_TEXT, item->loc, "checks", NULL);
			l->ok = false;
			continue;
		}
		known_keys(l, item, check_keys, N_CHECK_KEYS);
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

/* One path, or a list of them. */
static void load_asks(loader *l, const lh_yaml *map, rule_body *body)
{
	const lh_yaml *node = lh_yaml_at(map, "asks");
	if (!node)
		return;
	bool list = node->kind == LH_YAML_LIST;
	size_t n = list ? node->u.list.n : 1;
	rule_ask *asks = LH_NEW_ARRAY(l->arena, rule_ask, n);
	for (size_t i = 0; i < n; i++) {
		const lh_yaml *item = list ? node->u.list.items[i] : node;
		if (item->kind != LH_YAML_SCALAR) {
			lh_diag(l->ctx, LH_E_RULE_TEXT, item->loc, "asks", NULL);
			l->ok = false;
			continue;
		}
		const lh_expr *answer = lh_expr_parse(l->ctx, l->arena, item->u.scalar.text,
						      text_loc(item), l->names, NULL);
		if (answer && lh_expr_type(answer)->kind != LH_KIND_BOOL) {
			lh_diag(l->ctx, LH_E_RULE_CONDITION, item->loc, "asks",
				lh_type_str(l->arena, lh_expr_type(answer)), NULL);
			l->ok = false;
		}
		l->ok = l->ok && answer;
		asks[i] = (rule_ask){answer, field_name(l, item->u.scalar.text)};
	}
	body->asks = asks;
	body->n_asks = n;
}

static void load_batch(loader *l, const lh_yaml *map, rule_body *body)
{
	static const char *const keys[] = {"key", "at_most", "advice"};
	const lh_yaml *batch = lh_yaml_at(map, "batch");
	if (!batch)
		return;
	if (batch->kind != LH_YAML_MAP) {
		lh_diag(l->ctx, LH_E_RULE_TEXT, batch->loc, "batch", NULL);
		l->ok = false;
		return;
	}
	known_keys(l, batch, keys, sizeof keys / sizeof *keys);
	body->batch_key = expr_at(l, batch, "key", NULL);
	body->batch_advice = phrase_at(l, batch, "advice", NULL);
	if (!text_at(l, batch, "key", true))
		return;
	const char *most = text_at(l, batch, "at_most", true);
	lh_num number = 0;
	if (most && (!lh_num_parse(most, &number) || number < LH_NUM_ONE || number % LH_NUM_ONE)) {
		lh_diag(l->ctx, LH_E_RULE_TEXT, lh_yaml_at(batch, "at_most")->loc, "at_most", NULL);
		l->ok = false;
	}
	body->batch_max = (size_t)(number / LH_NUM_ONE);
}

static void load_rule(loader *l, const lh_yaml *map, lh_rule *rule)
{
	static const char *const severities[] = {"must", "principle", "encouraged", "form", "info"};
	static const char *const kinds[] = {"C", "D", "S", "B", "T"};
	known_keys(l, map, rule_keys, N_RULE_KEYS);
	const char *id = text_at(l, map, "id", true);
	const char *quote = text_at(l, map, "quote", strcmp(l->prefix, "general") != 0);
	const char *place = text_at(l, map, "place", false);
	rule_body *body = LH_NEW(l->arena, rule_body);
	*rule = (lh_rule){
		.id = lh_fmt(l->arena, "%s.%s", l->prefix, id ? id : "?"),
		.quote = quote ? quote : "",
		.place = place ? place : "",
		.severity = (lh_severity)choice_at(l, map, "severity", severities, 5),
		.kind = (lh_rule_kind)choice_at(l, map, "kind", kinds, 5),
		.loc = map->loc,
		.body = body,
	};
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
	const lh_yaml *root = lh_yaml_read(ctx, arena, path);
	if (!root)
		return NULL;
	const lh_yaml *list = lh_yaml_at(root, "rules");
	if (!list || list->kind != LH_YAML_LIST) {
		lh_diag(ctx, LH_E_RULE_MISSING, root->loc, "rules", NULL);
		return NULL;
	}
	loader l = {.ctx = ctx, .arena = arena, .names = names, .prefix = prefix};
	lh_rule *rules = LH_NEW_ARRAY(arena, lh_rule, list->u.list.n);
	size_t n = 0;
	*ok_out = true;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		l.ok = map->kind == LH_YAML_MAP;
		if (l.ok)
			load_rule(&l, map, &rules[n]);
		else
			lh_diag(ctx, LH_E_RULE_TEXT, map->loc, "rules", NULL);
		for (size_t k = 0; l.ok && k < n; k++) {
			if (strcmp(rules[k].id, rules[n].id) != 0)
				continue;
			lh_diag(ctx, LH_E_RULE_TWICE, map->loc, rules[n].id, NULL);
			l.ok = false;
		}
		*ok_out = *ok_out && l.ok;
		n += l.ok;
	}
	lh_rules *result = LH_NEW(arena, lh_rules);
	*result = (lh_rules){rules, n};
	return result;
}
