/*
 * Private to the expression language: tokens, nodes, the function table, the environment.
 *
 * lex.c cuts a text into tokens, parse.c builds nodes (node.c), name.c resolves what a name stands
 * for (rows.c: computed values), type.c and check.c settle types, fn*.c hold the functions, eval.c
 * works values out, env.c keeps them, path.c tells what an expression is about.
 */
#ifndef LH_DATA_EXPR_INSIDE_H
#define LH_DATA_EXPR_INSIDE_H

#include "data/expr/computed.h"
#include "util/ctx.h"

typedef enum lh__token_kind {
	LH__TOK_END,
	LH__TOK_NAME,
	LH__TOK_NUMBER,
	LH__TOK_TEXT,
	LH__TOK_LPAREN, LH__TOK_RPAREN, LH__TOK_LBRACKET, LH__TOK_RBRACKET,
	LH__TOK_COMMA, LH__TOK_DOT,
	LH__TOK_PLUS, LH__TOK_MINUS, LH__TOK_STAR, LH__TOK_SLASH,
	LH__TOK_EQ, LH__TOK_NE, LH__TOK_LT, LH__TOK_LE, LH__TOK_GT, LH__TOK_GE,
	LH__TOK_COALESCE,
	LH__TOK_AND, LH__TOK_OR, LH__TOK_NOT, LH__TOK_IN, /* words, up to NULL */
	LH__TOK_TRUE, LH__TOK_FALSE, LH__TOK_NULL,
	LH__TOK_BAD, /* told already */
} lh__token_kind;

typedef struct lh__token {
	lh__token_kind kind;
	lh_loc loc;
	const char *text; /* NAME, NUMBER as written, TEXT without its quotes; others: the sign */
} lh__token;

typedef struct lh__lexer {
	lh_ctx *ctx;
	lh_arena *arena;
	const char *at;
	lh_loc loc; /* of `at` */
} lh__lexer;

lh__token lh__lex(lh__lexer *lexer);

typedef enum lh__op {
	LH__OP_ADD, LH__OP_SUB, LH__OP_MUL, LH__OP_DIV,
	LH__OP_EQ, LH__OP_NE, LH__OP_LT, LH__OP_LE, LH__OP_GT, LH__OP_GE,
	LH__OP_IN, LH__OP_AND, LH__OP_OR, LH__OP_COALESCE,
} lh__op;

/* What is done with each item of a list. */
typedef enum lh__fold {
	LH__FOLD_WHERE, LH__FOLD_EACH, LH__FOLD_FIRST, LH__FOLD_LAST, LH__FOLD_ANY, LH__FOLD_ALL,
	LH__FOLD_COUNT, LH__FOLD_SUM, LH__FOLD_AVG, LH__FOLD_MIN, LH__FOLD_MAX, LH__FOLD_SORT,
} lh__fold;

typedef enum lh__node_kind {
	LH__NODE_CONST,
	LH__NODE_LIST,     /* [a, b] */
	LH__NODE_VAR,      /* loop variable */
	LH__NODE_OWN,      /* j */
	LH__NODE_ROOT,     /* field of the data file */
	LH__NODE_COMPUTED, /* value of the whole */
	LH__NODE_OPTION,
	LH__NODE_FIELD,    /* a.name */
	LH__NODE_DERIVED,  /* a.name, computed */
	LH__NODE_INDEX,    /* a[i], a['id'] */
	LH__NODE_NOT,
	LH__NODE_NEGATE,
	LH__NODE_BINARY,
	LH__NODE_IF,
	LH__NODE_HAS,
	LH__NODE_FOLD,
	LH__NODE_CALL,     /* function whose arguments must all be there */
	LH__NODE_BAD,      /* told already; has no type, so that nothing more is said about it */
} lh__node_kind;

typedef struct lh_expr lh__node;
typedef struct lh__function lh__function;

struct lh_expr {
	lh__node_kind kind;
	lh_type type;
	lh_loc loc;
	uint32_t depth;          /* of the tree, computed values included: bounds recursion */
	lh__node *const *args;   /* operands, in the order in which they are written */
	size_t n_args;
	union {
		const lh_val *constant;
		uint16_t slot;       /* VAR */
		uint16_t field;      /* ROOT, FIELD */
		const lh_computed_row *row; /* COMPUTED, DERIVED */
		const lh_option_info *option;
		lh__op op;
		struct {
			lh__fold op;
			bool named;      /* (x in list, body): args are list, body; else list */
			uint16_t slot;
		} fold;
		const lh__function *function;
	} u;
};

/* Note that an expression reads a field, or all the fields that a computed row reads. */
void lh__usage_field(const lh_names *names, const lh_field *field);
void lh__usage_row(const lh_names *names, const lh_computed_row *row);

/* A function of the language: what the manual says, what it takes, what it does. */
struct lh__function {
	lh_function_info info;
	/*
	 * One letter an argument: n number, t text, d date, e enumeration, l list, s anything that
	 * has a text, x list of such, f list of lists, c list or text, i as the items of the first
	 * argument, a anything. As a capital it may be missing, behind '?' it may be left out.
	 * NULL: a form of its own (if, has, folds).
	 */
	const char *takes;
	/*
	 * n t d b as above and a condition; 0 as the first argument, i as its items, l list of
	 * numbers, p list of texts.
	 */
	char gives;
	/* All arguments that were written are there. NULL: missing. */
	const lh_val *(*work)(lh_env *env, const lh__node *call, const lh_val *const *args,
			      size_t n);
};

/* The function of that name, or NULL. */
const lh__function *lh__function_find(const char *name);
/* Number of arguments that must and may be written. */
void lh__function_arity(const lh__function *function, size_t *least_out, size_t *most_out);

typedef struct lh__parser {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_names *names;
	const lh_scope *scope;
	lh__lexer lexer;
	lh__token token;
	unsigned nesting;
	bool failed; /* an error was told */
	bool lost;   /* the grammar gave up: say no more */
} lh__parser;

lh__node *lh__node_make(lh__parser *parser, lh__node_kind kind, lh_loc loc);
/* Take over operands; sets depth, and refuses a tree that is too deep. */
void lh__node_args(lh__parser *parser, lh__node *node, lh__node *const *args, size_t n);
/* Turn a node into one that was complained about. */
lh__node *lh__node_bad(lh__parser *parser, lh__node *node);

/* name.c: what a name stands for. */
lh__node *lh__resolve_name(lh__parser *parser, const lh__token *name);
lh__node *lh__resolve_member(lh__parser *parser, lh__node *base, const lh__token *name);
lh__node *lh__resolve_option(lh__parser *parser, const lh__token *call, const lh__node *key);
/* Tell that there is no such function. */
void lh__unknown_function(lh__parser *parser, const lh__token *name);

/*
 * type.c, check.c: settle the type of a node whose operands stand; else it becomes BAD.
 */
void lh__type_binary(lh__parser *parser, lh__node *node);
void lh__type_unary(lh__parser *parser, lh__node *node);
void lh__type_index(lh__parser *parser, lh__node *node);
void lh__type_list(lh__parser *parser, lh__node *node);
void lh__type_if(lh__parser *parser, lh__node *node);
void lh__type_fold(lh__parser *parser, lh__node *node);
void lh__type_call(lh__parser *parser, lh__node *node);
/* The type that both can have; false: none. */
bool lh__type_unify(const lh_type *a, const lh_type *b, lh_type *out);
/*
 * Give text literals in `node` the type that its neighbour has; everything else is left as it is.
 */
void lh__type_coerce(lh__parser *parser, lh__node *node, const lh_type *wanted);
lh_type lh__type_list_of(lh__parser *parser, const lh_type *item);
/* Tell that `who` cannot work with the operand `given`; `node` becomes BAD. */
void lh__type_wants(lh__parser *parser, lh__node *node, const char *who, const lh__node *given,
		    const char *zh, const char *en);
bool lh__type_need_bool(lh__parser *parser, lh__node *node, const char *who,
			const lh__node *operand);
bool lh__type_need_number(lh__parser *parser, lh__node *node, const char *who,
			  const lh__node *operand);
/* Something with a text: scalars. */
bool lh__type_has_text(const lh_type *type);
bool lh__type_is_ordered(const lh_type *type);

/* env.c: the environment. */
typedef struct lh__option_value {
	const char *key;
	const lh_val *value;
} lh__option_value;

typedef struct lh__kept {
	const lh_computed_row *row;
	const lh_val *record; /* NULL in an unused entry */
	const lh_val *value;
} lh__kept;

struct lh_env {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_names *names;
	const lh_val *root;         /* `units` without the excluded ones; NULL: no data */
	const lh_val *own;          /* the jurisdiction's block, or NULL */
	const char *jurisdiction;
	const char *own_list;       /* key of the list that holds the blocks, for paths; or NULL */
	const lh_val **vars;
	size_t n_vars;
	lh__option_value *options;
	size_t n_options, cap_options;
	const lh_val **values;      /* computed values of the whole, by slot */
	bool *known;
	lh__kept *kept;             /* computed values of records: an open hash table */
	size_t n_kept, cap_kept;
	uint64_t steps;             /* left for the running evaluation; 0: it was broken off */
	uint64_t total;             /* left for all evaluations together */
	size_t full;                /* of the arena: where the running evaluation is broken off */
	size_t bytes;               /* left for what all evaluations together make */
};

/* Value of a node; the recursion behind lh_expr_eval. */
const lh_val *lh__eval(lh_env *env, const lh__node *node);
bool lh__eval_true(lh_env *env, const lh__node *node);
/*
 * Work and memory for all evaluations of one environment: a large form needs some millions. What is
 * made stays in the arena until the paper is done, so memory is the narrower of the two.
 */
#define LH__TOTAL_STEPS UINT64_C(250000000)
enum { LH__TOTAL_BYTES = 256 << 20 };
/* Take from the budget; false, with a message the first time, when it does not suffice. */
bool lh__spend(lh_env *env, const lh__node *node, size_t amount);
/* Bytes of a text that an expression makes; longer ones are out of range. */
enum { LH__TEXT_MAX = 1 << 20 };
/* There: not missing, no empty text, no empty list. */
bool lh__is_there(const lh_val *value);
/* What a row was found to be for a record, or NULL; and remembering it. */
const lh__kept *lh__env_kept(const lh_env *env, const lh_computed_row *row, const lh_val *record);
void lh__env_keep(lh_env *env, const lh_computed_row *row, const lh_val *record,
		  const lh_val *value);
const lh_val *lh__env_option(lh_env *env, const lh_option_info *option);
/* Set a variable and return what it was before. */
const lh_val *lh__env_swap(lh_env *env, uint16_t slot, const lh_val *value);

/* New values in the arena of the environment. */
const lh_val *lh__val_bool(bool value);
const lh_val *lh__val_number(lh_env *env, lh_num number);
const lh_val *lh__val_int(lh_env *env, int64_t number); /* NULL with a message when too large */
const lh_val *lh__val_text(lh_env *env, const char *text);
/* The text of a buffer, which is freed; missing with a message when it is too long. */
struct lh_buf;
const lh_val *lh__val_built(lh_env *env, const lh__node *node, struct lh_buf *buf);
const lh_val *lh__val_date(lh_env *env, lh_date date);
const lh_val *lh__val_list(lh_env *env, const lh_val *const *items, size_t n);
/* Order of two values of one ordered type. */
int lh__val_compare(const lh_val *a, const lh_val *b);

/* Exact arithmetic: false when the result does not fit. Halves go away from zero. */
bool lh__num_add(lh_num a, lh_num b, lh_num *out);
bool lh__num_sub(lh_num a, lh_num b, lh_num *out);
bool lh__num_mul(lh_num a, lh_num b, lh_num *out);
bool lh__num_div(lh_num a, lh_num b, lh_num *out); /* b != 0 */
/* scale · a / b, rounded to `places` decimals (0 to 6). */
bool lh__num_ratio(int64_t scale, lh_num a, lh_num b, int places, lh_num *out);
bool lh__num_round(lh_num number, int places, lh_num *out);
/* Towards minus infinity: the whole part. */
int64_t lh__num_floor(lh_num number);
/* Tell that a number does not fit, and give the missing value. */
const lh_val *lh__overflow(lh_env *env, const lh__node *node);

/*
 * Does all of `text` fit the pattern: * any run, ? one character, # one digit, [a-z] [!x] classes.
 */
bool lh__match(const char *text, const char *pattern);
/* The first '[' that is never closed, or NULL. */
const char *lh__match_bad(const char *pattern);

/* fn_*.c: what the table of fn.c points to. */
#define LH__WORK(name)                                                                            \
	const lh_val *lh__fn_##name(lh_env *env, const lh__node *call, const lh_val *const *args, \
				    size_t n)
LH__WORK(join); LH__WORK(contains); LH__WORK(index); LH__WORK(distinct); LH__WORK(take);
LH__WORK(skip); LH__WORK(reverse); LH__WORK(flat); LH__WORK(range);
LH__WORK(text); LH__WORK(chars); LH__WORK(chars_strict); LH__WORK(starts_with);
LH__WORK(ends_with); LH__WORK(matches); LH__WORK(replace); LH__WORK(part); LH__WORK(lines);
LH__WORK(texts_in); LH__WORK(runs); LH__WORK(before); LH__WORK(after);
LH__WORK(label); LH__WORK(short_label); LH__WORK(code);
LH__WORK(money); LH__WORK(number); LH__WORK(grouped); LH__WORK(pad); LH__WORK(percent);
LH__WORK(round); LH__WORK(floor); LH__WORK(abs); LH__WORK(amount_capital); LH__WORK(number_cn);
LH__WORK(circled);
LH__WORK(date_cn); LH__WORK(date_cn_figures); LH__WORK(date_dotted); LH__WORK(date); LH__WORK(year);
LH__WORK(month); LH__WORK(day); LH__WORK(add_days); LH__WORK(add_months); LH__WORK(add_years);
LH__WORK(days_between); LH__WORK(months_between); LH__WORK(age); LH__WORK(within); LH__WORK(today);

#endif
