/*
 * Rows of computed values, as expressions use them: finding one by its name, and which fields are
 * read. A computed value reads what its expression reads, which is found by walking its nodes.
 */
#include <string.h>

#include "data/expr/inside.h"

enum { SLOTS = 1024 };

/* An open hash set; a schema has far fewer fields than slots. */
struct lh_usage {
	const void *slots[SLOTS];
	size_t n;
};

lh_usage *lh_usage_new(lh_arena *arena)
{
	return LH_NEW(arena, lh_usage);
}

static const void **slot_of(const lh_usage *usage, const void *key)
{
	size_t i = (uintptr_t)key / sizeof(void *) * 2654435761u % SLOTS;
	while (usage->slots[i] && usage->slots[i] != key)
		i = (i + 1) % SLOTS;
	return (const void **)(uintptr_t)&usage->slots[i];
}

/* False when it was there before. */
static bool add(lh_usage *usage, const void *key)
{
	const void **slot = slot_of(usage, key);
	if (*slot || usage->n >= SLOTS - 1)
		return false;
	*slot = key;
	usage->n++;
	return true;
}

void lh__usage_field(const lh_names *names, const lh_field *field)
{
	if (names->usage)
		add(names->usage, field);
}

static void walk(const lh_names *names, const lh__node *node)
{
	if (node->kind == LH__NODE_ROOT)
		lh__usage_field(names, &names->schema->root->fields[node->u.field]);
	else if (node->kind == LH__NODE_FIELD)
		lh__usage_field(names, &node->args[0]->type.record->fields[node->u.field]);
	else if (node->kind == LH__NODE_COMPUTED || node->kind == LH__NODE_DERIVED)
		lh__usage_row(names, node->u.row);
	for (size_t i = 0; i < node->n_args; i++)
		walk(names, node->args[i]);
}

void lh__usage_row(const lh_names *names, const lh_computed_row *row)
{
	/* Rows only build on rows above them, and each is walked once. */
	if (names->usage && add(names->usage, row))
		walk(names, row->expr);
}

bool lh_usage_has(const lh_usage *usage, const lh_field *field)
{
	return *slot_of(usage, field) != NULL;
}

const lh_computed_row *lh_computed_find(const lh_computed *computed, const lh_record *of,
					const char *name)
{
	for (size_t i = 0; i < computed->n_rows; i++)
		if (computed->rows[i].of == of && strcmp(computed->rows[i].name, name) == 0)
			return &computed->rows[i];
	return NULL;
}
