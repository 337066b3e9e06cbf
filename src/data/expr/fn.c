/*
 * The functions of the language: the rows of fn.def are at once what the manual prints, what
 * the parser checks and what evaluation calls.
 */
#include <string.h>

#include "data/expr/inside.h"

static const lh_function_info infos[] = {
#define LH_FORM(name, signature, zh, en) {name, signature, zh, en},
#define LH_FN(name, takes, gives, signature, zh, en) {#name, signature, zh, en},
#include "data/expr/fn.def"
#undef LH_FORM
#undef LH_FN
};

enum { N_FUNCTIONS = sizeof infos / sizeof *infos };

static const lh__function table[N_FUNCTIONS] = {
#define LH_FORM(name, signature, zh, en) {{name, signature, zh, en}, NULL, 0, NULL},
#define LH_FN(name, takes, gives, signature, zh, en) \
	{{#name, signature, zh, en}, takes, gives, lh__fn_##name},
#include "data/expr/fn.def"
#undef LH_FORM
#undef LH_FN
};

const lh__function *lh__function_find(const char *name)
{
	for (size_t i = 0; i < N_FUNCTIONS; i++)
		if (strcmp(table[i].info.name, name) == 0)
			return &table[i];
	return NULL;
}

void lh__function_arity(const lh__function *function, size_t *least_out, size_t *most_out)
{
	/* The forms that come here are if(), has() and option(). */
	const char *takes = function->takes;
	if (!takes)
		takes = strcmp(function->info.name, "if") == 0 ? "aa?a" : "a";
	const char *optional = strchr(takes, '?');
	*most_out = strlen(takes) - (optional != NULL);
	*least_out = optional ? (size_t)(optional - takes) : *most_out;
}

const lh_function_info *lh_expr_functions(size_t *count_out)
{
	*count_out = N_FUNCTIONS;
	return infos;
}
