/*
 * What an expression is about: the one place of the data behind a printed value, for content
 * controls and for messages about what is missing. Where a value was made of several, there is
 * none.
 */
#include <string.h>

#include "data/expr/inside.h"

/* A path, and the place in the file of the value or of the nearest record around it. */
typedef struct place {
	const char *path; /* NULL: about no single path */
	lh_loc loc;
} place;

static place about(lh_env *env, const lh__node *node);

static bool is_known(lh_loc loc)
{
	return loc.file != NULL;
}

/*
 * A value that stands in the data tells its own place. Records are never made anew: the root too.
 */
static bool place_of(lh_env *env, const lh_val *value, place *out)
{
	if (!value || (!value->parent && value->kind != LH_KIND_RECORD))
		return false;
	out->path = lh_val_path(env->arena, value);
	out->loc = value->loc;
	return true;
}

static const char *append(lh_arena *arena, const char *path, const char *key)
{
	return *path ? lh_fmt(arena, "%s.%s", path, key) : key;
}

/* A field: of the record that is there, or of the path where the record would be. */
static place about_field(lh_env *env, const lh__node *node)
{
	const lh_val *record = lh__eval(env, node->args[0]);
	if (record && record->kind == LH_KIND_REF)
		record = record->u.ref.target;
	const lh_record *type = node->args[0]->type.record;
	place found = {NULL, lh_nowhere};
	if (!place_of(env, record, &found))
		found = about(env, node->args[0]);
	if (found.path)
		found.path = append(env->arena, found.path, type->fields[node->u.field].key);
	return found;
}

static place about_index(lh_env *env, const lh__node *node)
{
	place found = about(env, node->args[0]);
	const lh_val *index = lh__eval(env, node->args[1]);
	if (!found.path || !index)
		return (place){NULL, found.loc};
	found.path = lh_fmt(env->arena, "%s[%s]", found.path, lh_val_str(env->arena, index));
	return found;
}

static place about_own(lh_env *env)
{
	place found = {NULL, env->root ? env->root->loc : lh_nowhere};
	if (env->own_list && env->jurisdiction)
		found.path = lh_fmt(env->arena, "%s.%s", env->own_list, env->jurisdiction);
	return found;
}

/*
 * What a computed value would read of a record that is not there: the first field of it that is
 * named, spelled behind the record's own path.
 */
static place about_absent(lh_env *env, const lh__node *node, place record, uint16_t slot)
{
	if (!node->n_args || (node->kind == LH__NODE_VAR && node->u.slot == slot))
		return record;
	const lh_record *type = node->args[0]->type.record;
	record = about_absent(env, node->args[0], record, slot);
	if (node->kind == LH__NODE_FIELD)
		record.path = append(env->arena, record.path, type->fields[node->u.field].key);
	return record;
}

static place about_derived(lh_env *env, const lh__node *node)
{
	const lh_val *record = lh__eval(env, node->args[0]);
	if (record && record->kind == LH_KIND_REF)
		record = record->u.ref.target;
	const lh_val *before = lh__env_swap(env, node->u.row->slot, record);
	place found = about(env, node->u.row->expr);
	lh__env_swap(env, node->u.row->slot, before);
	if (!is_known(found.loc) && record)
		found.loc = record->loc;
	place absent = {NULL, lh_nowhere};
	if (!record)
		absent = about(env, node->args[0]);
	if (absent.path && !found.path)
		return about_absent(env, node->u.row->expr, absent, node->u.row->slot);
	return found;
}

/* The one operand that is about something; none when there are several. */
static place about_only(lh_env *env, const lh__node *node)
{
	place only = {NULL, lh_nowhere};
	for (size_t i = 0; i < node->n_args; i++) {
		place found = about(env, node->args[i]);
		if (!found.path)
			continue;
		if (only.path)
			return (place){NULL, only.loc};
		only = found;
	}
	return only;
}

/* What was taken; when that says nothing (a literal, or missing too), what would have been. */
static place about_choice(lh_env *env, const lh__node *taken, const lh__node *other)
{
	place found = about(env, taken);
	return found.path || !other ? found : about(env, other);
}

static place about_if(lh_env *env, const lh__node *node)
{
	const lh__node *otherwise = node->n_args > 2 ? node->args[2] : NULL;
	if (lh__eval_true(env, node->args[0]))
		return about_choice(env, node->args[1], otherwise);
	return otherwise ? about_choice(env, otherwise, node->args[1]) : about(env, node->args[1]);
}

/* Where there is no value to ask, the path is spelled from the expression. */
static place about(lh_env *env, const lh__node *node)
{
	place found = {NULL, lh_nowhere};
	switch (node->kind) {
	case LH__NODE_VAR:
		place_of(env, lh__eval(env, node), &found);
		return found;
	case LH__NODE_OWN:
		return place_of(env, env->own, &found) ? found : about_own(env);
	case LH__NODE_ROOT:
		if (place_of(env, lh__eval(env, node), &found))
			return found;
		found.path = env->names->schema->root->fields[node->u.field].key;
		found.loc = env->root ? env->root->loc : lh_nowhere;
		return found;
	case LH__NODE_FIELD:
		return place_of(env, lh__eval(env, node), &found) ? found : about_field(env, node);
	case LH__NODE_INDEX:
		return place_of(env, lh__eval(env, node), &found) ? found : about_index(env, node);
	case LH__NODE_COMPUTED:
		return place_of(env, lh__eval(env, node), &found) ? found
								  : about(env, node->u.row->expr);
	case LH__NODE_DERIVED:
		return place_of(env, lh__eval(env, node), &found) ? found
								  : about_derived(env, node);
	case LH__NODE_FOLD:
		/*
		 * first() and the like give back a value of the data; lists made anew are about
		 * nothing.
		 */
		if (node->type.kind != LH_KIND_LIST)
			place_of(env, lh__eval(env, node), &found);
		/*
		 * persons[2].name where no persons were entered: the list's own name says what is
		 * missing.
		 */
		else if (node->u.fold.op == LH__FOLD_WHERE && !lh__eval(env, node))
			return about(env, node->args[0]);
		return found;
	case LH__NODE_BINARY:
		if (node->u.op == LH__OP_COALESCE)
			return lh__is_there(lh__eval(env, node->args[0]))
				       ? about_choice(env, node->args[0], NULL)
			       : lh__is_there(lh__eval(env, node->args[1]))
				       ? about_choice(env, node->args[1], node->args[0])
				       : about_choice(env, node->args[0], node->args[1]);
		return about_only(env, node);
	case LH__NODE_IF:
		return about_if(env, node);
	case LH__NODE_CALL:
		return node->n_args ? about(env, node->args[0]) : found;
	case LH__NODE_NEGATE:
	case LH__NODE_NOT:
	case LH__NODE_HAS:
		return about(env, node->args[0]);
	case LH__NODE_CONST:
	case LH__NODE_LIST:
	case LH__NODE_OPTION:
	case LH__NODE_BAD:
		break;
	}
	return found;
}

char *lh_expr_path(lh_env *env, const lh_expr *expr, lh_loc *loc_out)
{
	lh_expr_eval(env, expr); /* sets the budget, and fills what is kept */
	place found = about(env, expr);
	if (!is_known(found.loc) && env->root)
		found.loc = env->root->loc;
	if (loc_out)
		*loc_out = found.loc;
	return found.path ? lh_arena_strdup(env->arena, found.path) : NULL;
}
