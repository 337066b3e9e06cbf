/*
 * Blocks: the macros of the language. A block is a list of items with parameters; an item whose key
 * is the name of a block stands for its items, written out with the arguments in place of
 * $parameters.
 *
 *     blocks:
 *       heading:
 *         params: {text: required}        # or a default; nothing: its key is left out
 *         body: [{row: [{label: $text, w: 60}]}]
 *     …
 *     - heading: 一、基本情况              # one argument: the first parameter
 *     - opinion: {who: lead, date: 年  月   日}
 *
 * An argument may be any YAML; inside a longer text ($name or ${name}) it must be a text. `$$` is a
 * dollar. Only YAML is rewritten here; what items mean is decided afterwards, each time anew.
 */
#include <string.h>

#include "tmpl/load/inside.h"

enum { MAX_DEPTH = 24, MAX_EXPANSIONS = 20000 };

typedef struct args {
	const lh__macro *macro;
	const lh_yaml **values; /* one a parameter, in the order of macro->params */
} args;

static const lh_yaml *substitute(lh__loader *l, const lh_yaml *node, const args *args);

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* The parameter named at `at` (behind the dollar), in braces or not; NULL when unknown. */
static const lh_yaml *parameter(lh__loader *l, const args *args, const lh_yaml *node,
				const char **at)
{
	bool braced = **at == '{';
	const char *start = *at + braced, *end = start;
	while (name_char(*end))
		end++;
	const char *name = lh_arena_strndup(l->arena, start, (size_t)(end - start));
	*at = end + (braced && *end == '}');
	const lh_yaml *params = args->macro->params;
	for (size_t i = 0; params && i < params->u.map.n; i++)
		if (strcmp(params->u.map.entries[i].key, name) == 0)
			return args->values[i];
	lh__list known = {0};
	for (size_t i = 0; params && i < params->u.map.n; i++)
		lh__put(l->arena, &known, params->u.map.entries[i].key, node, node->loc);
	lh__lookup(l, &known, name, node->loc, "参数", "parameter");
	return NULL;
}

static const lh_yaml *substitute_scalar(lh__loader *l, const lh_yaml *node, const args *args)
{
	const char *text = node->u.scalar.text;
	if (!strchr(text, '$'))
		return node;
	if (text[0] == '$' && name_char(text[1])) {
		const char *at = text + 1;
		while (name_char(*at))
			at++;
		if (!*at) {
			const char *from = text + 1;
			const lh_yaml *value = parameter(l, args, node, &from);
			return value ? value : node;
		}
	}
	lh_buf buf = {0};
	for (const char *at = text; *at;) {
		if (at[0] != '$' || (at[1] != '$' && at[1] != '{' && !name_char(at[1]))) {
			lh_buf_putc(&buf, *at++);
			continue;
		}
		at++;
		if (*at == '$') {
			lh_buf_putc(&buf, *at++);
			continue;
		}
		const lh_yaml *value = parameter(l, args, node, &at);
		if (value && !lh_yaml_is_null(value))
			lh_buf_puts(&buf, lh_read_text(l->ctx, value));
	}
	lh_yaml *copy = LH_NEW(l->arena, lh_yaml);
	*copy = *node;
	copy->u.scalar.text = lh_arena_strdup(l->arena, lh_buf_str(&buf));
	copy->u.scalar.block = true; /* places inside the text are no longer those of the file */
	lh_buf_free(&buf);
	return copy;
}

static const lh_yaml *substitute(lh__loader *l, const lh_yaml *node, const args *args)
{
	lh_yaml *copy;
	switch (node->kind) {
	case LH_YAML_SCALAR: return substitute_scalar(l, node, args);
	case LH_YAML_LIST: {
		copy = LH_NEW(l->arena, lh_yaml);
		*copy = *node;
		const lh_yaml **items = LH_NEW_ARRAY(l->arena, const lh_yaml *, node->u.list.n + 1);
		for (size_t i = 0; i < node->u.list.n; i++)
			items[i] = substitute(l, node->u.list.items[i], args);
		copy->u.list.items = items;
		return copy;
	}
	case LH_YAML_MAP: {
		copy = LH_NEW(l->arena, lh_yaml);
		*copy = *node;
		lh_yaml_entry *entries = LH_NEW_ARRAY(l->arena, lh_yaml_entry, node->u.map.n + 1);
		size_t n = 0;
		for (size_t i = 0; i < node->u.map.n; i++) {
			entries[n] = node->u.map.entries[i];
			entries[n].value = substitute(l, entries[n].value, args);
			/* A parameter left empty takes its key away. */
			n += entries[n].value == node->u.map.entries[i].value ||
			     !lh_yaml_is_null(entries[n].value);
		}
		copy->u.map.entries = entries;
		copy->u.map.n = n;
		return copy;
	}
	}
	return node;
}

/* Find the value of each parameter: by name from a map, or the one argument for the first. */
static bool bind(lh__loader *l, const char *name, const lh_yaml *argument, lh_loc loc, args *args)
{
	const lh_yaml *params = args->macro->params;
	size_t n = params ? params->u.map.n : 0;
	args->values = LH_NEW_ARRAY(l->arena, const lh_yaml *, n + 1);
	const char **names = LH_NEW_ARRAY(l->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		names[i] = params->u.map.entries[i].key;
		args->values[i] = params->u.map.entries[i].value;
	}
	if (argument->kind == LH_YAML_MAP) {
		lh_read_keys(l->ctx, argument, names, n);
		for (size_t i = 0; i < n; i++) {
			const lh_yaml *given = lh_yaml_at(argument, names[i]);
			args->values[i] = given ? given : args->values[i];
		}
	} else if (!lh_yaml_is_null(argument)) {
		if (n == 0) {
			lh_diag(l->ctx, LH_E_TMPL_ARGUMENT, argument->loc, name, NULL);
			return false;
		}
		args->values[0] = argument;
	}
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		const lh_yaml *given = args->values[i];
		if (given->kind != LH_YAML_SCALAR || given != params->u.map.entries[i].value ||
		    strcmp(given->u.scalar.text, "required") != 0)
			continue;
		lh_diag(l->ctx, LH_E_TMPL_PARAM, loc, name, names[i], NULL);
		ok = false;
	}
	return ok;
}

/* The entry of an item whose key names a block, or NULL. */
static const lh_yaml_entry *block_call(lh__loader *l, const lh_yaml *item,
				       const lh__macro **macro_out)
{
	if (item->kind != LH_YAML_MAP)
		return NULL;
	for (size_t i = 0; i < item->u.map.n; i++)
		if ((*macro_out = lh__find(&l->macros, item->u.map.entries[i].key)))
			return &item->u.map.entries[i];
	return NULL;
}

/* The call of a block with further keys (if, for …): they stay and govern its items as `do`. */
static const lh_yaml *governed(lh__loader *l, const lh_yaml *item, const lh_yaml_entry *call,
			       const lh_yaml *body)
{
	lh_yaml *copy = LH_NEW(l->arena, lh_yaml);
	lh_yaml_entry *entries = LH_NEW_ARRAY(l->arena, lh_yaml_entry, item->u.map.n);
	*copy = *item;
	for (size_t i = 0; i < item->u.map.n; i++) {
		entries[i] = item->u.map.entries[i];
		if (&item->u.map.entries[i] == call) {
			entries[i].key = "do";
			entries[i].value = body;
		}
	}
	copy->u.map.entries = entries;
	return copy;
}

typedef struct items {
	const lh_yaml **list;
	size_t n, cap;
} items;

static void push(lh__loader *l, items *out, const lh_yaml *item)
{
	if (out->n == out->cap) {
		out->cap = out->cap ? out->cap * 2 : 16;
		const lh_yaml **list = LH_NEW_ARRAY(l->arena, const lh_yaml *, out->cap);
		if (out->n)
			memcpy(list, out->list, out->n * sizeof *list);
		out->list = list;
	}
	out->list[out->n++] = item;
}

static void expand(lh__loader *l, const lh_yaml *list, unsigned depth, items *out)
{
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *item = list->u.list.items[i];
		args args = {0};
		const lh_yaml_entry *call = block_call(l, item, &args.macro);
		if (!call) {
			push(l, out, item);
			continue;
		}
		if (depth > MAX_DEPTH || ++l->expansions > MAX_EXPANSIONS) {
			lh_diag(l->ctx, LH_E_TMPL_DEPTH, call->key_loc, call->key, NULL);
			return;
		}
		if (!bind(l, call->key, call->value, call->key_loc, &args))
			continue;
		const lh_yaml *body = substitute(l, args.macro->body, &args);
		if (item->u.map.n > 1)
			push(l, out, governed(l, item, call, body));
		else
			expand(l, body, depth + 1, out);
	}
}

void lh__expand(lh__loader *l, const lh_yaml *list, const lh_yaml ***items_out, size_t *n_out)
{
	items out = {0};
	if (lh_read_list(l->ctx, list))
		expand(l, list, l->depth, &out);
	*items_out = out.list;
	*n_out = out.n;
}
