/* Functions over lists that look at whole items; those with a body are folds, see eval.c. */
#include <string.h>

#include "data/expr/inside.h"
#include "util/buf.h"

enum { RANGE_MAX = 1000 };

/* A number of items: whole, from 0 to most. */
static size_t clamp(lh_num number, size_t most)
{
	int64_t whole = lh__num_floor(number);
	if (whole < 0)
		return 0;
	return (uint64_t)whole > most ? most : (size_t)whole;
}

static const lh_val *slice(lh_env *env, const lh_val *list, size_t from, size_t n)
{
	return lh__val_list(env, n ? list->u.list.items + from : NULL, n);
}

const lh_val *lh__fn_take(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return slice(env, args[0], 0, clamp(args[1]->u.number, args[0]->u.list.n));
}

const lh_val *lh__fn_skip(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	size_t from = clamp(args[1]->u.number, args[0]->u.list.n);
	return slice(env, args[0], from, args[0]->u.list.n - from);
}

const lh_val *lh__fn_reverse(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	size_t count = args[0]->u.list.n;
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, count);
	for (size_t i = 0; i < count; i++)
		items[i] = args[0]->u.list.items[count - 1 - i];
	return lh__val_list(env, items, count);
}

static bool among(const lh_val *const *items, size_t n, const lh_val *item)
{
	for (size_t i = 0; i < n; i++)
		if (lh_val_equal(items[i], item))
			return true;
	return false;
}

const lh_val *lh__fn_distinct(lh_env *env, const lh__node *call, const lh_val *const *args,
			      size_t n)
{
	(void)n;
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, args[0]->u.list.n);
	size_t kept = 0;
	for (size_t i = 0; i < args[0]->u.list.n && lh__spend(env, call, kept); i++)
		if (!among(items, kept, args[0]->u.list.items[i]))
			items[kept++] = args[0]->u.list.items[i];
	return lh__val_list(env, items, kept);
}

const lh_val *lh__fn_flat(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	size_t total = 0;
	for (size_t i = 0; i < args[0]->u.list.n; i++)
		total += args[0]->u.list.items[i]->u.list.n;
	if (!lh__spend(env, call, total))
		return NULL;
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, total);
	size_t put = 0;
	for (size_t i = 0; i < args[0]->u.list.n; i++) {
		const lh_val *list = args[0]->u.list.items[i];
		for (size_t k = 0; k < list->u.list.n; k++)
			items[put++] = list->u.list.items[k];
	}
	return lh__val_list(env, items, put);
}

const lh_val *lh__fn_range(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	int64_t from = lh__num_floor(args[0]->u.number), to = lh__num_floor(args[1]->u.number);
	size_t count = to < from ? 0 : (size_t)(to - from) + 1;
	if (count > RANGE_MAX)
		return lh__overflow(env, call);
	if (!lh__spend(env, call, count))
		return NULL;
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, count);
	for (size_t i = 0; i < count; i++)
		items[i] = lh__val_int(env, from + (int64_t)i);
	return lh__val_list(env, items, count);
}

const lh_val *lh__fn_contains(lh_env *env, const lh__node *call, const lh_val *const *args,
			      size_t n)
{
	(void)env, (void)call, (void)n;
	if (args[0]->kind == LH_KIND_TEXT && args[1]->kind == LH_KIND_TEXT)
		return lh__val_bool(strstr(args[0]->u.text, args[1]->u.text));
	if (args[0]->kind == LH_KIND_TEXT) {
		for (size_t i = 0; i < args[1]->u.list.n; i++)
			if (strstr(args[0]->u.text, args[1]->u.list.items[i]->u.text))
				return lh__val_bool(true);
		return lh__val_bool(false);
	}
	return lh__val_bool(among(args[0]->u.list.items, args[0]->u.list.n, args[1]));
}

const lh_val *lh__fn_index(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	for (size_t i = 0; i < args[0]->u.list.n; i++)
		if (lh_val_equal(args[0]->u.list.items[i], args[1]))
			return lh__val_int(env, (int64_t)i + 1);
	return NULL;
}

const lh_val *lh__fn_join(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	lh_buf out = {0};
	for (size_t i = 0; i < args[0]->u.list.n && out.length <= LH__TEXT_MAX; i++) {
		if (i)
			lh_buf_puts(&out, args[1]->u.text);
		lh_buf_puts(&out, lh_val_str(env->arena, args[0]->u.list.items[i]));
	}
	return lh__val_built(env, call, &out);
}

/* Texts of a value and of everything in it, counted; put into `items` unless it is NULL. */
static size_t collect_texts(const lh_val *value, const lh_val **items, size_t n)
{
	if (!value)
		return n;
	if (value->kind == LH_KIND_TEXT) {
		if (items)
			items[n] = value;
		return n + 1;
	}
	for (size_t i = 0; value->kind == LH_KIND_LIST && i < value->u.list.n; i++)
		n = collect_texts(value->u.list.items[i], items, n);
	for (size_t i = 0; value->kind == LH_KIND_RECORD && i < value->u.record.type->n_fields; i++)
		n = collect_texts(value->u.record.fields[i], items, n);
	return n;
}

const lh_val *lh__fn_texts_in(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	size_t count = collect_texts(args[0], NULL, 0);
	if (!lh__spend(env, call, count))
		return NULL;
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, count);
	collect_texts(args[0], items, 0);
	return lh__val_list(env, items, count);
}
