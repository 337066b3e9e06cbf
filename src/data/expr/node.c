/*
 * Making nodes of a tree: below the grammar, which builds them, and below names and types, which
 * spoil them.
 */
#include "data/expr/inside.h"

enum { MAX_DEPTH = 2000 };

lh__node *lh__node_make(lh__parser *parser, lh__node_kind kind, lh_loc loc)
{
	lh__node *node = LH_NEW(parser->arena, lh__node);
	node->kind = kind;
	node->loc = loc;
	node->depth = 1;
	return node;
}

lh__node *lh__node_bad(lh__parser *parser, lh__node *node)
{
	parser->failed = true;
	node->kind = LH__NODE_BAD;
	node->type = (lh_type){.kind = LH_KIND_NULL};
	return node;
}

void lh__node_args(lh__parser *parser, lh__node *node, lh__node *const *args, size_t n)
{
	node->args = lh_arena_memdup(parser->arena, args, n * sizeof *args);
	node->n_args = n;
	for (size_t i = 0; i < n; i++)
		if (args[i]->depth >= node->depth)
			node->depth = args[i]->depth + 1;
	if (node->depth > MAX_DEPTH && !parser->lost) {
		lh_diag(parser->ctx, LH_E_EXPR_DEPTH, node->loc, NULL);
		parser->failed = parser->lost = true;
	}
}
