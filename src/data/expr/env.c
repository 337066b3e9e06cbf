/*
 * The environment of an evaluation: one consortium for one jurisdiction, loop variables, options,
 * and the computed values that were worked out already. Data is immutable here, so a value once
 * computed stays right.
 */
#include <string.h>

#include "data/expr/inside.h"
#include "util/buf.h"

enum { FIRST_VARS = 32, FIRST_KEPT = 64 };

static const lh_val *item_with_id(const lh_val *list, const char *id)
{
	if (!list || list->kind != LH_KIND_LIST || !id)
		return NULL;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		if (item->kind != LH_KIND_RECORD || !item->u.record.type->id_field)
			continue;
		const lh_val *own = lh_val_at(item, item->u.record.type->id_field);
		if (own && own->kind == LH_KIND_TEXT && strcmp(own->u.text, id) == 0)
			return item;
	}
	return NULL;
}

/* The root's list of jurisdictions' blocks, known by its type. */
static const lh_field *own_field(const lh_names *names)
{
	const lh_record *root = names->schema->root;
	for (size_t i = 0; names->jurisdiction && i < root->n_fields; i++)
		if (root->fields[i].type.kind == LH_KIND_LIST && root->fields[i].type.item &&
		    root->fields[i].type.item->record == names->jurisdiction)
			return &root->fields[i];
	return NULL;
}

static bool names_record(const lh_val *refs, const lh_val *record)
{
	for (size_t i = 0; i < refs->u.list.n; i++)
		if (lh_val_equal(refs->u.list.items[i], record))
			return true;
	return false;
}

/*
 * `list` without what `excluded` refers to; the items keep their places, so that paths stay true.
 */
static const lh_val *without(lh_arena *arena, const lh_val *list, const lh_val *excluded)
{
	const lh_val **items = LH_NEW_ARRAY(arena, const lh_val *, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++)
		if (!names_record(excluded, list->u.list.items[i]))
			items[n++] = list->u.list.items[i];
	lh_val *copy = lh_arena_memdup(arena, list, sizeof *list);
	copy->u.list.items = items;
	copy->u.list.n = n;
	return copy;
}

/* The root as this jurisdiction sees it: units that take no part are gone. */
static const lh_val *root_without_excluded(lh_arena *arena, const lh_val *root, const lh_val *own)
{
	const lh_val *excluded = own ? lh_val_at(own, "exclude_units") : NULL;
	if (!excluded || excluded->kind != LH_KIND_LIST || !excluded->u.list.n)
		return root;
	const lh_field *units = lh_record_field(root->u.record.type, "units");
	const lh_val *list = units ? root->u.record.fields[units->index] : NULL;
	if (!list || list->kind != LH_KIND_LIST)
		return root;
	const lh_val **fields = lh_arena_memdup(arena, root->u.record.fields,
						root->u.record.type->n_fields * sizeof *fields);
	fields[units->index] = without(arena, list, excluded);
	lh_val *copy = lh_arena_memdup(arena, root, sizeof *root);
	copy->u.record.fields = fields;
	return copy;
}

lh_env *lh_env_new(lh_ctx *ctx, lh_arena *arena, const lh_names *names,
		   const lh_consortium *consortium, const char *jurisdiction)
{
	lh_env *env = LH_NEW(arena, lh_env);
	env->ctx = ctx;
	env->arena = arena;
	env->names = names;
	env->total = LH__TOTAL_STEPS;
	env->bytes = LH__TOTAL_BYTES;
	env->jurisdiction = jurisdiction ? lh_arena_strdup(arena, jurisdiction) : NULL;
	env->n_vars = FIRST_VARS;
	env->vars = LH_NEW_ARRAY(arena, const lh_val *, env->n_vars);
	size_t n_rows = names->computed ? names->computed->n_rows : 0;
	env->values = LH_NEW_ARRAY(arena, const lh_val *, n_rows);
	env->known = LH_NEW_ARRAY(arena, bool, n_rows);
	const lh_field *blocks = own_field(names);
	env->own_list = blocks ? blocks->key : NULL;
	env->root = consortium ? consortium->root : NULL;
	if (env->root && blocks)
		env->own = item_with_id(lh_val_field(env->root, blocks->index), jurisdiction);
	if (env->root)
		env->root = root_without_excluded(arena, env->root, env->own);
	return env;
}

const lh_val *lh__env_swap(lh_env *env, uint16_t slot, const lh_val *value)
{
	if (slot >= env->n_vars) {
		size_t n = env->n_vars;
		while (n <= slot)
			n *= 2;
		const lh_val **vars = LH_NEW_ARRAY(env->arena, const lh_val *, n);
		memcpy(vars, env->vars, env->n_vars * sizeof *vars);
		env->vars = vars;
		env->n_vars = n;
	}
	const lh_val *before = env->vars[slot];
	env->vars[slot] = value;
	return before;
}

void lh_env_set(lh_env *env, uint16_t slot, const lh_val *value)
{
	lh__env_swap(env, slot, value);
}

const lh_val *lh_env_var(const lh_env *env, uint16_t slot)
{
	return slot < env->n_vars ? env->vars[slot] : NULL;
}

static const lh_val *set_option(lh_env *env, const char *key, const char *value)
{
	const lh_val *boxed = value ? lh__val_text(env, lh_arena_strdup(env->arena, value)) : NULL;
	for (size_t i = 0; i < env->n_options; i++) {
		if (strcmp(env->options[i].key, key) != 0)
			continue;
		env->options[i].value = boxed;
		return boxed;
	}
	if (env->n_options == env->cap_options) {
		size_t cap = env->cap_options ? 2 * env->cap_options : 16;
		lh__option_value *options = LH_NEW_ARRAY(env->arena, lh__option_value, cap);
		if (env->n_options)
			memcpy(options, env->options, env->n_options * sizeof *options);
		env->options = options;
		env->cap_options = cap;
	}
	env->options[env->n_options++] =
		(lh__option_value){lh_arena_strdup(env->arena, key), boxed};
	return boxed;
}

void lh_env_option(lh_env *env, const char *key, const char *value)
{
	set_option(env, key, value);
}

static const lh_option_info *declared(const lh_option_info *options, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(options[i].key, key) == 0)
			return &options[i];
	return NULL;
}

/* What the data's own block says in `options:`; NULL when it does not, or not one of the values. */
static const char *entered(const lh_env *env, const lh_option_info *option)
{
	const lh_val *list = env->own ? lh_val_at(env->own, "options") : NULL;
	const lh_val *item = item_with_id(list, option->key);
	const lh_val *value = item ? lh_val_at(item, "value") : NULL;
	if (!value || value->kind != LH_KIND_TEXT)
		return NULL;
	bool allowed = !option->n_values;
	for (size_t i = 0; i < option->n_values; i++)
		allowed = allowed || strcmp(option->values[i], value->u.text) == 0;
	return allowed ? value->u.text : NULL;
}

const lh_val *lh__env_option(lh_env *env, const lh_option_info *option)
{
	for (size_t i = 0; i < env->n_options; i++)
		if (strcmp(env->options[i].key, option->key) == 0)
			return env->options[i].value;
	/*
	 * The jurisdiction's own declaration stands over the one that the expression was parsed
	 * with.
	 */
	const lh_option_info *own =
		declared(env->names->options, env->names->n_options, option->key);
	if (own)
		option = own;
	const char *value = entered(env, option);
	if (!value && option->n_values)
		value = option->values[0];
	return set_option(env, option->key, value);
}

static size_t kept_place(const lh__kept *kept, size_t cap, const lh_computed_row *row,
			 const lh_val *record)
{
	uint64_t hash = ((uint64_t)(uintptr_t)row >> 4) * 0x9E3779B97F4A7C15u;
	hash = (hash ^ ((uint64_t)(uintptr_t)record >> 4)) * 0x9E3779B97F4A7C15u;
	size_t place = (size_t)(hash >> 32) & (cap - 1);
	while (kept[place].record && (kept[place].record != record || kept[place].row != row))
		place = (place + 1) & (cap - 1);
	return place;
}

const lh__kept *lh__env_kept(const lh_env *env, const lh_computed_row *row, const lh_val *record)
{
	if (!env->cap_kept)
		return NULL;
	const lh__kept *kept = &env->kept[kept_place(env->kept, env->cap_kept, row, record)];
	return kept->record ? kept : NULL;
}

void lh__env_keep(lh_env *env, const lh_computed_row *row, const lh_val *record,
		  const lh_val *value)
{
	if (2 * (env->n_kept + 1) > env->cap_kept) {
		size_t cap = env->cap_kept ? 2 * env->cap_kept : FIRST_KEPT;
		lh__kept *kept = LH_NEW_ARRAY(env->arena, lh__kept, cap);
		for (size_t i = 0; i < env->cap_kept; i++)
			if (env->kept[i].record)
				kept[kept_place(kept, cap, env->kept[i].row, env->kept[i].record)] =
					env->kept[i];
		env->kept = kept;
		env->cap_kept = cap;
	}
	size_t place = kept_place(env->kept, env->cap_kept, row, record);
	env->kept[place] = (lh__kept){row, record, value};
	env->n_kept++;
}

const lh_val *lh__val_bool(bool value)
{
	static const lh_val yes = {.kind = LH_KIND_BOOL, .u.boolean = true};
	static const lh_val no = {.kind = LH_KIND_BOOL, .u.boolean = false};
	return value ? &yes : &no;
}

const lh_val *lh__val_number(lh_env *env, lh_num number)
{
	lh_val *value = LH_NEW(env->arena, lh_val);
	value->kind = LH_KIND_NUMBER;
	value->u.number = number;
	return value;
}

const lh_val *lh__val_int(lh_env *env, int64_t number)
{
	lh_num scaled;
	return __builtin_mul_overflow(number, (int64_t)LH_NUM_ONE, &scaled)
		       ? NULL
		       : lh__val_number(env, scaled);
}

const lh_val *lh__val_text(lh_env *env, const char *text)
{
	lh_val *value = LH_NEW(env->arena, lh_val);
	value->kind = LH_KIND_TEXT;
	value->u.text = text;
	return value;
}

const lh_val *lh__val_built(lh_env *env, const lh__node *node, lh_buf *buf)
{
	const lh_val *value =
		buf->length > LH__TEXT_MAX
			? lh__overflow(env, node)
			: lh__val_text(env, lh_arena_strdup(env->arena, lh_buf_str(buf)));
	lh_buf_free(buf);
	return value;
}

const lh_val *lh__val_date(lh_env *env, lh_date date)
{
	lh_val *value = LH_NEW(env->arena, lh_val);
	value->kind = LH_KIND_DATE;
	value->u.date = date;
	return value;
}

const lh_val *lh__val_list(lh_env *env, const lh_val *const *items, size_t n)
{
	lh_val *value = LH_NEW(env->arena, lh_val);
	value->kind = LH_KIND_LIST;
	value->u.list.items = items;
	value->u.list.n = n;
	return value;
}

const lh_val *lh__overflow(lh_env *env, const lh__node *node)
{
	static const char *const signs[] = {
		[LH__OP_ADD] = "+", [LH__OP_SUB] = "-", [LH__OP_MUL] = "*", [LH__OP_DIV] = "/"};
	const char *name = node->kind == LH__NODE_CALL    ? node->u.function->info.name
			   : node->kind == LH__NODE_BINARY ? signs[node->u.op]
			   : node->kind == LH__NODE_FOLD   ? "sum, avg"
							   : "-";
	lh_diag(env->ctx, LH_E_EXPR_OVERFLOW, node->loc, name, NULL);
	return NULL;
}
