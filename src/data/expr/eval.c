/*
 * Working values out. Types were settled when the expression was parsed, so nothing is checked here
 * but what is missing. Total: the depth of a tree is bounded by the parser, the work and the memory
 * by a budget.
 */
#include <stdlib.h>
#include <string.h>

#include "data/expr/inside.h"

/*
 * Work for one call from outside: nodes and items visited, and bytes of what is made on the way. A
 * value of a large form needs thousands of both.
 */
enum { MAX_STEPS = 5000000, MAX_BYTES = 64 << 20, MAX_ARGS = 4 };

bool lh__is_there(const lh_val *value)
{
	if (!value)
		return false;
	if (value->kind == LH_KIND_TEXT)
		return value->u.text[0];
	return value->kind != LH_KIND_LIST || value->u.list.n;
}

int lh__val_compare(const lh_val *a, const lh_val *b)
{
	if (a->kind == LH_KIND_NUMBER)
		return (a->u.number > b->u.number) - (a->u.number < b->u.number);
	if (a->kind == LH_KIND_DATE)
		return lh_date_compare(a->u.date, b->u.date);
	if (a->kind == LH_KIND_TEXT)
		return strcmp(a->u.text, b->u.text);
	return (a->u.enumeration->order > b->u.enumeration->order) -
	       (a->u.enumeration->order < b->u.enumeration->order);
}

bool lh__eval_true(lh_env *env, const lh__node *node)
{
	const lh_val *value = lh__eval(env, node);
	return value && value->u.boolean;
}

/* When the budget is spent every value is missing, so that even the longest loop soon ends. */
bool lh__spend(lh_env *env, const lh__node *node, size_t amount)
{
	if (env->steps > amount && lh_arena_used(env->arena) <= env->full) {
		env->steps -= amount;
		return true;
	}
	if (env->steps)
		lh_diag(env->ctx, LH_E_EXPR_STEPS, node->loc, NULL);
	env->steps = 0;
	return false;
}

static const lh_val *arithmetic(lh_env *env, const lh__node *node, const lh_val *a, const lh_val *b)
{
	lh_num number;
	bool fits;
	if (node->u.op == LH__OP_ADD)
		fits = lh__num_add(a->u.number, b->u.number, &number);
	else if (node->u.op == LH__OP_SUB)
		fits = lh__num_sub(a->u.number, b->u.number, &number);
	else if (node->u.op == LH__OP_MUL)
		fits = lh__num_mul(a->u.number, b->u.number, &number);
	else if (b->u.number)
		fits = lh__num_div(a->u.number, b->u.number, &number);
	else
		return NULL; /* a share of nothing is not known */
	return fits ? lh__val_number(env, number) : lh__overflow(env, node);
}

static const lh_val *concat(lh_env *env, const lh__node *node, const lh_val *a, const lh_val *b)
{
	size_t n = a->u.list.n + b->u.list.n;
	if (!lh__spend(env, node, n))
		return NULL;
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, n);
	if (a->u.list.n)
		memcpy(items, a->u.list.items, a->u.list.n * sizeof *items);
	if (b->u.list.n)
		memcpy(items + a->u.list.n, b->u.list.items, b->u.list.n * sizeof *items);
	return lh__val_list(env, items, n);
}

static const lh_val *append(lh_env *env, const lh__node *node, const char *a, const char *b)
{
	if (strlen(a) + strlen(b) > LH__TEXT_MAX)
		return lh__overflow(env, node);
	return lh__val_text(env, lh_fmt(env->arena, "%s%s", a, b));
}

static const lh_val *add(lh_env *env, const lh__node *node, const lh_val *a, const lh_val *b)
{
	switch (node->type.kind) {
	case LH_KIND_TEXT:
		return append(env, node, lh_val_str(env->arena, a), lh_val_str(env->arena, b));
	case LH_KIND_LIST:
		return concat(env, node, a, b);
	case LH_KIND_NULL:
	case LH_KIND_BOOL:
	case LH_KIND_NUMBER:
	case LH_KIND_DATE:
	case LH_KIND_ENUM:
	case LH_KIND_REF:
	case LH_KIND_RECORD:
		break;
	}
	return arithmetic(env, node, a, b);
}

static bool holds(const lh_val *list, const lh_val *item)
{
	for (size_t i = 0; list && item && i < list->u.list.n; i++)
		if (lh_val_equal(list->u.list.items[i], item))
			return true;
	return false;
}

static const lh_val *binary(lh_env *env, const lh__node *node)
{
	const lh__op op = node->u.op;
	if (op == LH__OP_AND)
		return lh__val_bool(lh__eval_true(env, node->args[0]) &&
				    lh__eval_true(env, node->args[1]));
	if (op == LH__OP_OR)
		return lh__val_bool(lh__eval_true(env, node->args[0]) ||
				    lh__eval_true(env, node->args[1]));
	const lh_val *a = lh__eval(env, node->args[0]);
	if (op == LH__OP_COALESCE)
		return lh__is_there(a) ? a : lh__eval(env, node->args[1]);
	const lh_val *b = lh__eval(env, node->args[1]);
	switch (op) {
	case LH__OP_EQ:
		return lh__val_bool(lh_val_equal(a, b));
	case LH__OP_NE:
		return lh__val_bool(!lh_val_equal(a, b));
	case LH__OP_IN:
		return lh__val_bool(holds(b, a));
	case LH__OP_ADD:
		return a && b ? add(env, node, a, b) : NULL;
	case LH__OP_SUB:
	case LH__OP_MUL:
	case LH__OP_DIV:
		return a && b ? arithmetic(env, node, a, b) : NULL;
	case LH__OP_LT:
		return a && b ? lh__val_bool(lh__val_compare(a, b) < 0) : NULL;
	case LH__OP_LE:
		return a && b ? lh__val_bool(lh__val_compare(a, b) <= 0) : NULL;
	case LH__OP_GT:
		return a && b ? lh__val_bool(lh__val_compare(a, b) > 0) : NULL;
	case LH__OP_GE:
		return a && b ? lh__val_bool(lh__val_compare(a, b) >= 0) : NULL;
	case LH__OP_AND:
	case LH__OP_OR:
	case LH__OP_COALESCE:
		break;
	}
	return NULL;
}

static const lh_val *index_of(lh_env *env, const lh__node *node)
{
	const lh_val *list = lh__eval(env, node->args[0]);
	const lh_val *index = lh__eval(env, node->args[1]);
	if (!list || !index)
		return NULL;
	if (index->kind == LH_KIND_NUMBER) {
		int64_t place = lh__num_floor(index->u.number);
		bool inside = place >= 0 && (uint64_t)place < list->u.list.n;
		return inside && place * LH_NUM_ONE == index->u.number ? list->u.list.items[place]
								       : NULL;
	}
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		const lh_val *id = lh_val_at(item, item->u.record.type->id_field);
		if (lh_val_equal(id, index))
			return item;
	}
	return NULL;
}

static const lh_val *list_literal(lh_env *env, const lh__node *node)
{
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, node->n_args);
	size_t n = 0;
	for (size_t i = 0; i < node->n_args; i++) {
		const lh_val *item = lh__eval(env, node->args[i]);
		if (item)
			items[n++] = item;
	}
	return lh__val_list(env, items, n);
}

static const lh_val *call(lh_env *env, const lh__node *node)
{
	const lh_val *args[MAX_ARGS] = {NULL};
	const char *letter = node->u.function->takes;
	for (size_t i = 0; i < node->n_args; i++, letter++) {
		letter += *letter == '?';
		args[i] = lh__eval(env, node->args[i]);
		if (!args[i] && *letter >= 'a')
			return NULL;
	}
	return node->u.function->work(env, node, args, node->n_args);
}

/* The value of a fold that has no list to go over. */
static const lh_val *fold_missing(lh_env *env, lh__fold op)
{
	if (op == LH__FOLD_COUNT)
		return lh__val_int(env, 0);
	if (op == LH__FOLD_ANY || op == LH__FOLD_ALL)
		return lh__val_bool(op == LH__FOLD_ALL);
	return NULL;
}

/* An item and what it is sorted by. */
typedef struct sort_item {
	const lh_val *item, *key;
	size_t place;
} sort_item;

static int sort_order(const void *a, const void *b)
{
	const sort_item *x = a, *y = b;
	int order = !x->key || !y->key ? (x->key == NULL) - (y->key == NULL)
				       : lh__val_compare(x->key, y->key);
	return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* What is asked of an item: the body with the variable set, or the item itself. */
static const lh_val *ask(lh_env *env, const lh__node *node, const lh_val *item)
{
	if (!node->u.fold.named)
		return item;
	lh__env_swap(env, node->u.fold.slot, item);
	return lh__eval(env, node->args[1]);
}

static const lh_val *fold_sort(lh_env *env, const lh__node *node, const lh_val *list)
{
	size_t n = list->u.list.n;
	if (!lh__spend(env, node, n))
		return NULL;
	sort_item *sorted = LH_NEW_ARRAY(env->arena, sort_item, n);
	for (size_t i = 0; i < n; i++)
		sorted[i] = (sort_item){list->u.list.items[i],
					ask(env, node, list->u.list.items[i]), i};
	if (n)
		qsort(sorted, n, sizeof *sorted, sort_order);
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, n);
	for (size_t i = 0; i < n; i++)
		items[i] = sorted[i].item;
	return lh__val_list(env, items, n);
}

/* where, each: a list of the items, or of what was asked of them. */
static const lh_val *fold_list(lh_env *env, const lh__node *node, const lh_val *list)
{
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		const lh_val *asked = ask(env, node, item);
		if (node->u.fold.op == LH__FOLD_EACH && asked)
			items[n++] = asked;
		else if (node->u.fold.op == LH__FOLD_WHERE && asked && asked->u.boolean)
			items[n++] = item;
	}
	return lh__val_list(env, items, n);
}

/* sum, avg, min, max over what is there. */
static const lh_val *fold_number(lh_env *env, const lh__node *node, const lh_val *list)
{
	const lh__fold op = node->u.fold.op;
	const lh_val *best = NULL;
	lh_num total = 0;
	int64_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_val *asked = ask(env, node, list->u.list.items[i]);
		if (!asked)
			continue;
		n++;
		if (op == LH__FOLD_SUM || op == LH__FOLD_AVG) {
			if (!lh__num_add(total, asked->u.number, &total))
				return lh__overflow(env, node);
		} else {
			int order = best ? lh__val_compare(asked, best) : 0;
			if (!best || (op == LH__FOLD_MIN ? order < 0 : order > 0))
				best = asked;
		}
	}
	if (op == LH__FOLD_SUM)
		return lh__val_number(env, total);
	if (op != LH__FOLD_AVG || !n)
		return best;
	/* total / n in millionths: n counts, it is no decimal. */
	lh_num mean;
	return lh__num_ratio(1, total, n * LH_NUM_ONE, /*places*/ 6, &mean)
		       ? lh__val_number(env, mean)
		       : lh__overflow(env, node);
}

/* first, last, any, all, count. Stops at the item that decides. */
static const lh_val *fold_search(lh_env *env, const lh__node *node, const lh_val *list)
{
	const lh__fold op = node->u.fold.op;
	const bool bare = !node->u.fold.named && (op == LH__FOLD_COUNT || op == LH__FOLD_FIRST ||
						  op == LH__FOLD_LAST);
	const size_t n = list->u.list.n;
	int64_t found = 0;
	for (size_t i = 0; i < n; i++) {
		const lh_val *item = list->u.list.items[op == LH__FOLD_LAST ? n - 1 - i : i];
		const lh_val *asked = bare ? NULL : ask(env, node, item);
		bool yes = bare || (asked && asked->u.boolean);
		if (yes && (op == LH__FOLD_FIRST || op == LH__FOLD_LAST))
			return item;
		if ((yes && op == LH__FOLD_ANY) || (!yes && op == LH__FOLD_ALL))
			return lh__val_bool(yes);
		found += yes;
	}
	if (op == LH__FOLD_COUNT)
		return lh__val_int(env, found);
	return fold_missing(env, op);
}

static const lh_val *fold(lh_env *env, const lh__node *node)
{
	const lh__fold op = node->u.fold.op;
	const lh_val *list = lh__eval(env, node->args[0]);
	if (!list)
		return fold_missing(env, op);
	const bool named = node->u.fold.named;
	const uint16_t slot = node->u.fold.slot;
	const lh_val *before = named ? lh__env_swap(env, slot, NULL) : NULL;
	const lh_val *value = NULL;
	switch (op) {
	case LH__FOLD_WHERE:
	case LH__FOLD_EACH:
		value = fold_list(env, node, list);
		break;
	case LH__FOLD_FIRST:
	case LH__FOLD_LAST:
	case LH__FOLD_ANY:
	case LH__FOLD_ALL:
	case LH__FOLD_COUNT:
		value = fold_search(env, node, list);
		break;
	case LH__FOLD_SUM:
	case LH__FOLD_AVG:
	case LH__FOLD_MIN:
	case LH__FOLD_MAX:
		value = fold_number(env, node, list);
		break;
	case LH__FOLD_SORT:
		value = fold_sort(env, node, list);
		break;
	}
	if (named)
		lh__env_swap(env, slot, before);
	return value;
}

static const lh_val *eval_computed(lh_env *env, const lh_computed_row *row)
{
	if (!env->known[row->slot]) {
		/*
		 * Not kept when the work was broken off: the next evaluation may have more of it to
		 * spend.
		 */
		const lh_val *value = lh__eval(env, row->expr);
		if (!env->steps)
			return NULL;
		env->values[row->slot] = value;
		env->known[row->slot] = true;
	}
	return env->values[row->slot];
}

static const lh_val *eval_derived(lh_env *env, const lh_computed_row *row, const lh_val *record)
{
	if (record && record->kind == LH_KIND_REF)
		record = record->u.ref.target;
	if (!record)
		return NULL;
	const lh__kept *kept = lh__env_kept(env, row, record);
	if (kept)
		return kept->value;
	/*
	 * The row was parsed on its own: its variables share their places with those that run now.
	 */
	const lh_val *before = lh__env_swap(env, row->slot, record);
	const lh_val *value = lh__eval(env, row->expr);
	lh__env_swap(env, row->slot, before);
	if (!env->steps)
		return NULL;
	lh__env_keep(env, row, record, value);
	return value;
}

const lh_val *lh__eval(lh_env *env, const lh__node *node)
{
	if (!lh__spend(env, node, 1))
		return NULL;
	const lh_val *value;
	lh_num number;
	switch (node->kind) {
	case LH__NODE_CONST:
		return node->u.constant;
	case LH__NODE_LIST:
		return list_literal(env, node);
	case LH__NODE_VAR:
		return lh_env_var(env, node->u.slot);
	case LH__NODE_OWN:
		return env->own;
	case LH__NODE_ROOT:
		return lh_val_field(env->root, node->u.field);
	case LH__NODE_COMPUTED:
		return eval_computed(env, node->u.row);
	case LH__NODE_OPTION:
		return lh__env_option(env, node->u.option);
	case LH__NODE_FIELD:
		return lh_val_field(lh__eval(env, node->args[0]), node->u.field);
	case LH__NODE_DERIVED:
		return eval_derived(env, node->u.row, lh__eval(env, node->args[0]));
	case LH__NODE_INDEX:
		return index_of(env, node);
	case LH__NODE_NOT:
		return lh__val_bool(!lh__eval_true(env, node->args[0]));
	case LH__NODE_NEGATE:
		value = lh__eval(env, node->args[0]);
		if (!value)
			return NULL;
		return lh__num_sub(0, value->u.number, &number) ? lh__val_number(env, number)
								: lh__overflow(env, node);
	case LH__NODE_BINARY:
		return binary(env, node);
	case LH__NODE_IF:
		if (lh__eval_true(env, node->args[0]))
			return lh__eval(env, node->args[1]);
		return node->n_args > 2 ? lh__eval(env, node->args[2]) : NULL;
	case LH__NODE_HAS:
		return lh__val_bool(lh__is_there(lh__eval(env, node->args[0])));
	case LH__NODE_FOLD:
		return fold(env, node);
	case LH__NODE_CALL:
		return call(env, node);
	case LH__NODE_BAD: /* never leaves the parser */
		break;
	}
	return NULL;
}

const lh_val *lh_expr_eval(lh_env *env, const lh_expr *expr)
{
	const size_t before = lh_arena_used(env->arena);
	const size_t room = env->bytes < MAX_BYTES ? env->bytes : MAX_BYTES;
	const uint64_t budget = env->total < MAX_STEPS ? env->total : MAX_STEPS;
	env->full = before + room;
	env->steps = room ? budget : 0;
	const lh_val *value = lh__eval(env, expr);
	const size_t made = lh_arena_used(env->arena) - before;
	env->bytes -= made < env->bytes ? made : env->bytes;
	env->total -= budget - env->steps;
	return value;
}

bool lh_expr_true(lh_env *env, const lh_expr *expr)
{
	const lh_val *value = lh_expr_eval(env, expr);
	return value && value->kind == LH_KIND_BOOL && value->u.boolean;
}
