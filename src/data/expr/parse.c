/*
 * The grammar of expressions, by precedence climbing:
 *
 *     or < and < not < == != < <= > >= in < ?? < + - < * / < - (sign) < . [ ]
 *
 * Builds nodes and hands each to name.c and type.c as soon as its operands stand. After
 * an unknown name or a wrong type it goes on, so that one run tells all of them; after an error of
 * grammar it stops, since what follows would be guesses.
 */
#include <string.h>

#include "data/expr/inside.h"

enum { MAX_NESTING = 100 };

typedef enum precedence {
	PREC_OR = 1,
	PREC_AND,
	PREC_NOT,
	PREC_COMPARE,
	PREC_COALESCE,
	PREC_ADD,
	PREC_MUL,
} precedence;

static const struct {
	lh__token_kind token;
	lh__op op;
	precedence level;
} operators[] = {
	{LH__TOK_OR, LH__OP_OR, PREC_OR},
	{LH__TOK_AND, LH__OP_AND, PREC_AND},
	{LH__TOK_EQ, LH__OP_EQ, PREC_COMPARE},
	{LH__TOK_NE, LH__OP_NE, PREC_COMPARE},
	{LH__TOK_LT, LH__OP_LT, PREC_COMPARE},
	{LH__TOK_LE, LH__OP_LE, PREC_COMPARE},
	{LH__TOK_GT, LH__OP_GT, PREC_COMPARE},
	{LH__TOK_GE, LH__OP_GE, PREC_COMPARE},
	{LH__TOK_IN, LH__OP_IN, PREC_COMPARE},
	{LH__TOK_COALESCE, LH__OP_COALESCE, PREC_COALESCE},
	{LH__TOK_PLUS, LH__OP_ADD, PREC_ADD},
	{LH__TOK_MINUS, LH__OP_SUB, PREC_ADD},
	{LH__TOK_STAR, LH__OP_MUL, PREC_MUL},
	{LH__TOK_SLASH, LH__OP_DIV, PREC_MUL},
};

static const struct {
	const char *name;
	lh__fold op;
} folds[] = {
	{"where", LH__FOLD_WHERE}, {"each", LH__FOLD_EACH}, {"first", LH__FOLD_FIRST},
	{"last", LH__FOLD_LAST},   {"any", LH__FOLD_ANY},   {"all", LH__FOLD_ALL},
	{"count", LH__FOLD_COUNT}, {"sum", LH__FOLD_SUM},   {"avg", LH__FOLD_AVG},
	{"min", LH__FOLD_MIN},     {"max", LH__FOLD_MAX},   {"sort", LH__FOLD_SORT},
};

static lh__node *parse_level(lh__parser *parser, precedence level);

static lh__node *parse_expr(lh__parser *parser)
{
	return parse_level(parser, PREC_OR);
}

/* Expressions of any number: the list grows while it is read. */
typedef struct node_list {
	lh__node **nodes;
	size_t n, cap;
} node_list;

static void push(lh__parser *parser, node_list *list, lh__node *node)
{
	if (list->n == list->cap) {
		size_t cap = list->cap ? 2 * list->cap : 4;
		lh__node **nodes = LH_NEW_ARRAY(parser->arena, lh__node *, cap);
		if (list->n)
			memcpy(nodes, list->nodes, list->n * sizeof *nodes);
		list->nodes = nodes;
		list->cap = cap;
	}
	list->nodes[list->n++] = node;
}

static void advance(lh__parser *parser)
{
	parser->token = lh__lex(&parser->lexer);
}

static void lose(lh__parser *parser)
{
	parser->failed = parser->lost = true;
}

/* `expected`: what could stand here, as it is written. */
static void unexpected(lh__parser *parser, const char *expected_zh, const char *expected_en)
{
	const lh__token *token = &parser->token;
	if (!parser->lost && token->kind == LH__TOK_END)
		lh_diag(parser->ctx, LH_E_EXPR_ENDS, token->loc, expected_zh, expected_en, NULL);
	else if (!parser->lost && token->kind != LH__TOK_BAD)
		lh_diag(parser->ctx, LH_E_EXPR_UNEXPECTED, token->loc, token->text, expected_zh,
			expected_en, NULL);
	lose(parser);
}

static bool accept(lh__parser *parser, lh__token_kind kind)
{
	if (parser->lost || parser->token.kind != kind)
		return false;
	advance(parser);
	return true;
}

static void expect(lh__parser *parser, lh__token_kind kind, const char *sign)
{
	if (!accept(parser, kind))
		unexpected(parser, sign, sign);
}

static lh__node *constant(lh__parser *parser, const lh_val *value, lh_loc loc)
{
	lh__node *node = lh__node_make(parser, LH__NODE_CONST, loc);
	node->u.constant = value;
	node->type.kind = value ? value->kind : LH_KIND_NULL;
	return node;
}

static lh__node *parse_number(lh__parser *parser)
{
	lh_val *value = LH_NEW(parser->arena, lh_val);
	value->kind = LH_KIND_NUMBER;
	if (!lh_num_parse(parser->token.text, &value->u.number)) {
		lh_diag(parser->ctx, LH_E_EXPR_NUMBER, parser->token.loc, parser->token.text, NULL);
		parser->failed = true;
	}
	return constant(parser, value, parser->token.loc);
}

static lh__node *parse_text(lh__parser *parser)
{
	lh_val *value = LH_NEW(parser->arena, lh_val);
	value->kind = LH_KIND_TEXT;
	value->u.text = parser->token.text;
	return constant(parser, value, parser->token.loc);
}

static void parse_items(lh__parser *parser, node_list *items, lh__token_kind close,
			const char *sign)
{
	if (accept(parser, close))
		return;
	do
		push(parser, items, parse_expr(parser));
	while (accept(parser, LH__TOK_COMMA));
	expect(parser, close, sign);
}

/* Is the word behind the present token `in`? Looked for in the text, since tokens complain once. */
static bool in_follows(const lh__parser *parser)
{
	const char *at = parser->lexer.at;
	at += strspn(at, " \t\n");
	return strncmp(at, "in", 2) == 0 && strchr(" \t\n([", at[2]) && at[2];
}

/* (x in list, body): x is visible in body alone. */
static void parse_named(lh__parser *parser, lh__node *node)
{
	lh__token name = parser->token;
	advance(parser);
	expect(parser, LH__TOK_IN, "in");
	lh__node *args[2];
	args[0] = parse_expr(parser);
	expect(parser, LH__TOK_COMMA, ",");
	lh_scope scope = {
		.outer = parser->scope,
		.name = name.text,
		.slot = (uint16_t)(parser->scope ? parser->scope->slot + 1 : 0),
	};
	if (args[0]->type.kind == LH_KIND_LIST && args[0]->type.item)
		scope.type = *args[0]->type.item;
	node->u.fold.named = true;
	node->u.fold.slot = scope.slot;
	parser->scope = &scope;
	args[1] = parse_expr(parser);
	parser->scope = scope.outer;
	expect(parser, LH__TOK_RPAREN, ")");
	lh__node_args(parser, node, args, 2);
}

/* min(a, b, c) is min([a, b, c]). */
static lh__node *gather(lh__parser *parser, const node_list *items, lh_loc loc)
{
	lh__node *list = lh__node_make(parser, LH__NODE_LIST, loc);
	lh__node_args(parser, list, items->nodes, items->n);
	lh__type_list(parser, list);
	return list;
}

static lh__node *parse_fold(lh__parser *parser, lh__fold op, const lh__token *name)
{
	lh__node *node = lh__node_make(parser, LH__NODE_FOLD, name->loc);
	node->u.fold.op = op;
	if (parser->token.kind == LH__TOK_NAME && in_follows(parser)) {
		parse_named(parser, node);
	} else {
		node_list items = {0};
		parse_items(parser, &items, LH__TOK_RPAREN, ")");
		if (items.n > 1 && (op == LH__FOLD_MIN || op == LH__FOLD_MAX)) {
			lh__node *list = gather(parser, &items, name->loc);
			lh__node_args(parser, node, &list, 1);
		} else if (items.n == 1 && op != LH__FOLD_WHERE && op != LH__FOLD_EACH) {
			lh__node_args(parser, node, items.nodes, 1);
		} else {
			if (!parser->lost)
				lh_diag(parser->ctx, LH_E_EXPR_FOLD, name->loc, name->text, NULL);
			return lh__node_bad(parser, node);
		}
	}
	lh__type_fold(parser, node);
	return node;
}

static bool arity(lh__parser *parser, const lh__token *name, size_t n, const lh__function *function)
{
	size_t least, most;
	lh__function_arity(function, &least, &most);
	if (parser->lost || (n >= least && n <= most))
		return !parser->lost;
	lh_diag(parser->ctx, LH_E_EXPR_ARITY, name->loc, name->text, function->info.signature,
		NULL);
	return false;
}

static lh__node *parse_call(lh__parser *parser, const lh__token *name)
{
	for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
		if (strcmp(name->text, folds[i].name) == 0)
			return parse_fold(parser, folds[i].op, name);

	node_list items = {0};
	parse_items(parser, &items, LH__TOK_RPAREN, ")");
	lh__node *node = lh__node_make(parser, LH__NODE_CALL, name->loc);
	lh__node_args(parser, node, items.nodes, items.n);
	const lh__function *function = lh__function_find(name->text);
	if (!function) {
		if (!parser->lost)
			lh__unknown_function(parser, name);
		return lh__node_bad(parser, node);
	}
	if (!arity(parser, name, items.n, function))
		return lh__node_bad(parser, node);
	if (strcmp(name->text, "option") == 0)
		return lh__resolve_option(parser, name, items.nodes[0]);
	if (strcmp(name->text, "if") == 0) {
		node->kind = LH__NODE_IF;
		lh__type_if(parser, node);
	} else if (strcmp(name->text, "has") == 0) {
		node->kind = LH__NODE_HAS;
		node->type.kind = LH_KIND_BOOL;
	} else {
		node->u.function = function;
		lh__type_call(parser, node);
	}
	return node;
}

static lh__node *parse_primary(lh__parser *parser)
{
	static const lh_val yes = {.kind = LH_KIND_BOOL, .u.boolean = true};
	static const lh_val no = {.kind = LH_KIND_BOOL, .u.boolean = false};
	lh__token token = parser->token;
	lh__node *node = NULL;
	if (parser->lost || token.kind == LH__TOK_END || token.kind == LH__TOK_BAD)
		goto lost;
	if (token.kind == LH__TOK_NUMBER)
		node = parse_number(parser);
	else if (token.kind == LH__TOK_TEXT)
		node = parse_text(parser);
	else if (token.kind == LH__TOK_TRUE || token.kind == LH__TOK_FALSE)
		node = constant(parser, token.kind == LH__TOK_TRUE ? &yes : &no, token.loc);
	else if (token.kind == LH__TOK_NULL)
		node = constant(parser, NULL, token.loc);
	if (node) {
		advance(parser);
		return node;
	}
	if (accept(parser, LH__TOK_NAME))
		return accept(parser, LH__TOK_LPAREN) ? parse_call(parser, &token) :
							lh__resolve_name(parser, &token);
	if (accept(parser, LH__TOK_LPAREN)) {
		node = parse_expr(parser);
		expect(parser, LH__TOK_RPAREN, ")");
		return node;
	}
	if (accept(parser, LH__TOK_LBRACKET)) {
		node_list items = {0};
		parse_items(parser, &items, LH__TOK_RBRACKET, "]");
		return gather(parser, &items, token.loc);
	}
lost:
	unexpected(parser, "一个值", "a value");
	return lh__node_bad(parser, lh__node_make(parser, LH__NODE_BAD, token.loc));
}

static lh__node *parse_postfix(lh__parser *parser)
{
	lh__node *node = parse_primary(parser);
	while (!parser->lost) {
		lh_loc loc = parser->token.loc;
		if (accept(parser, LH__TOK_DOT)) {
			lh__token name = parser->token;
			/* A field may have the name of a word of ours. */
			bool word = name.kind >= LH__TOK_AND && name.kind <= LH__TOK_NULL;
			if (!word && name.kind != LH__TOK_NAME) {
				unexpected(parser, "字段名", "the name of a field");
				break;
			}
			advance(parser);
			node = lh__resolve_member(parser, node, &name);
		} else if (accept(parser, LH__TOK_LBRACKET)) {
			lh__node *args[2] = {node, parse_expr(parser)};
			expect(parser, LH__TOK_RBRACKET, "]");
			node = lh__node_make(parser, LH__NODE_INDEX, loc);
			lh__node_args(parser, node, args, 2);
			lh__type_index(parser, node);
		} else {
			break;
		}
	}
	return node;
}

static lh__node *parse_unary(lh__parser *parser, lh__node_kind kind, precedence below)
{
	lh__node *node = lh__node_make(parser, kind, parser->token.loc);
	advance(parser);
	lh__node *operand = parse_level(parser, below);
	lh__node_args(parser, node, &operand, 1);
	lh__type_unary(parser, node);
	return node;
}

static lh__node *parse_level(lh__parser *parser, precedence level)
{
	if (++parser->nesting > MAX_NESTING) {
		if (!parser->lost)
			lh_diag(parser->ctx, LH_E_EXPR_DEPTH, parser->token.loc, NULL);
		lose(parser);
	}
	lh__node *left;
	if (!parser->lost && parser->token.kind == LH__TOK_NOT)
		left = parse_unary(parser, LH__NODE_NOT, PREC_NOT);
	else if (!parser->lost && parser->token.kind == LH__TOK_MINUS)
		left = parse_unary(parser, LH__NODE_NEGATE, (precedence)(PREC_MUL + 1));
	else
		left = parse_postfix(parser);

	for (size_t i = 0; !parser->lost && i < sizeof operators / sizeof *operators; i++) {
		if (operators[i].token != parser->token.kind || operators[i].level < level)
			continue;
		lh__node *node = lh__node_make(parser, LH__NODE_BINARY, parser->token.loc);
		node->u.op = operators[i].op;
		advance(parser);
		lh__node *args[2] = {left,
				     parse_level(parser, (precedence)(operators[i].level + 1))};
		lh__node_args(parser, node, args, 2);
		lh__type_binary(parser, node);
		left = node;
		i = (size_t)-1; /* look at every operator again */
	}
	parser->nesting--;
	return left;
}

const lh_expr *lh_expr_parse(lh_ctx *ctx, lh_arena *arena, const char *text, lh_loc loc,
			     const lh_names *names, const lh_scope *scope)
{
	lh__parser parser = {
		.ctx = ctx,
		.arena = arena,
		.names = names,
		.scope = scope,
		.lexer = {.ctx = ctx, .arena = arena, .at = text, .loc = loc},
	};
	advance(&parser);
	lh__node *node = parse_expr(&parser);
	if (!parser.lost && parser.token.kind != LH__TOK_END)
		unexpected(&parser, "运算符或结尾", "an operator or the end");
	return parser.failed ? NULL : node;
}

const lh_type *lh_expr_type(const lh_expr *expr)
{
	return &expr->type;
}

lh_loc lh_expr_loc(const lh_expr *expr)
{
	/*
	 * Operators and fields stand behind what they work on; the reader looks for its beginning.
	 */
	while (expr->kind == LH__NODE_BINARY || expr->kind == LH__NODE_FIELD ||
	       expr->kind == LH__NODE_DERIVED || expr->kind == LH__NODE_INDEX)
		expr = expr->args[0];
	return expr->loc;
}
