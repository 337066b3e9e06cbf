/*
 * Tokens of an expression. It knows how names, numbers and texts are written and where each stands;
 * what they mean is for the parser. A name may be Chinese: fields are known by either name.
 */
#include <string.h>

#include "data/expr/inside.h"
#include "util/buf.h"
#include "util/utf8.h"

static const struct {
	const char *word;
	lh__token_kind kind;
} keywords[] = {
	{"and", LH__TOK_AND}, {"or", LH__TOK_OR},     {"not", LH__TOK_NOT},     {"in", LH__TOK_IN},
	{"true", LH__TOK_TRUE}, {"false", LH__TOK_FALSE}, {"null", LH__TOK_NULL},
};

/* Longer signs before their beginnings. */
static const struct {
	const char *sign;
	lh__token_kind kind;
} signs[] = {
	{"??", LH__TOK_COALESCE}, {"==", LH__TOK_EQ}, {"!=", LH__TOK_NE}, {"<=", LH__TOK_LE},
	{">=", LH__TOK_GE}, {"<", LH__TOK_LT}, {">", LH__TOK_GT},
	{"(", LH__TOK_LPAREN}, {")", LH__TOK_RPAREN},
	{"[", LH__TOK_LBRACKET}, {"]", LH__TOK_RBRACKET},
	{",", LH__TOK_COMMA}, {".", LH__TOK_DOT},
	{"+", LH__TOK_PLUS}, {"-", LH__TOK_MINUS}, {"*", LH__TOK_STAR}, {"/", LH__TOK_SLASH},
};

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool starts_name(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || cp == '_' ||
	       lh_cp_is_han(cp);
}

static uint32_t peek(const lh__lexer *lexer)
{
	const char *at = lexer->at;
	return lh_utf8_next(&at);
}

static uint32_t step(lh__lexer *lexer)
{
	uint32_t cp = lh_utf8_next(&lexer->at);
	if (cp == '\n') {
		lexer->loc.line++;
		lexer->loc.col = 1;
	} else if (cp) {
		lexer->loc.col++;
	}
	return cp;
}

/* 'it''s', "…": a doubled quote stands for itself. */
static void lex_text(lh__lexer *lexer, lh__token *token)
{
	uint32_t quote = step(lexer);
	lh_buf text = {0};
	for (;;) {
		const char *start = lexer->at;
		uint32_t cp = step(lexer);
		if (!cp) {
			lh_diag(lexer->ctx, LH_E_EXPR_QUOTE, token->loc, NULL);
			token->kind = LH__TOK_BAD;
			break;
		}
		if (cp == quote) {
			if (peek(lexer) != quote)
				break;
			step(lexer);
		}
		lh_buf_put(&text, start, cp == quote ? 1 : (size_t)(lexer->at - start));
	}
	token->text = lh_arena_strdup(lexer->arena, lh_buf_str(&text));
	lh_buf_free(&text);
}

static void lex_number(lh__lexer *lexer, lh__token *token)
{
	const char *start = lexer->at;
	bool point = false;
	while (is_digit(peek(lexer)) ||
	       (!point && lexer->at[0] == '.' && is_digit((uint32_t)lexer->at[1]))) {
		point = point || lexer->at[0] == '.';
		step(lexer);
	}
	token->kind = LH__TOK_NUMBER;
	token->text = lh_arena_strndup(lexer->arena, start, (size_t)(lexer->at - start));
}

static void lex_name(lh__lexer *lexer, lh__token *token)
{
	const char *start = lexer->at;
	while (starts_name(peek(lexer)) || is_digit(peek(lexer)))
		step(lexer);
	token->kind = LH__TOK_NAME;
	token->text = lh_arena_strndup(lexer->arena, start, (size_t)(lexer->at - start));
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (strcmp(token->text, keywords[i].word) == 0)
			token->kind = keywords[i].kind;
}

/* Signs of Chinese typing, and of other languages, that are meant as one of ours. */
static const char *meant(uint32_t cp, const char *at)
{
	switch (cp) {
	case 0xFF08: return "(";
	case 0xFF09: return ")";
	case 0xFF0C: return ",";
	case 0x3002: return ".";
	case 0x2018: case 0x2019: case 0x201C: case 0x201D: return "'";
	case 0x2260: return "!=";
	case 0x2264: return "<=";
	case 0x2265: return ">=";
	case 0xD7: return "*";
	case 0xF7: return "/";
	case '=': return "==";
	case '&': return "and";
	case '|': return "or";
	case '!': return at[1] == '=' ? NULL : "not";
	default: return NULL;
	}
}

static void lex_stray(lh__lexer *lexer, lh__token *token)
{
	const char *start = lexer->at;
	uint32_t cp = step(lexer);
	const char *sign = meant(cp, start);
	const char *written = lh_arena_strndup(lexer->arena, start, (size_t)(lexer->at - start));
	if (cp == LH_CP_BAD)
		written = "�";
	if (sign)
		lh_diag(lexer->ctx, LH_E_EXPR_SIGN_MEANT, token->loc, written, sign, NULL);
	else
		lh_diag(lexer->ctx, LH_E_EXPR_SIGN, token->loc, written, NULL);
	token->kind = LH__TOK_BAD;
}

lh__token lh__lex(lh__lexer *lexer)
{
	while (peek(lexer) && lh_cp_is_space(peek(lexer)))
		step(lexer);
	lh__token token = {.kind = LH__TOK_TEXT, .loc = lexer->loc, .text = ""};
	uint32_t cp = peek(lexer);
	if (!cp) {
		token.kind = LH__TOK_END;
		return token;
	}
	if (cp == '\'' || cp == '"') {
		lex_text(lexer, &token);
		return token;
	}
	if (is_digit(cp)) {
		lex_number(lexer, &token);
		return token;
	}
	if (starts_name(cp)) {
		lex_name(lexer, &token);
		return token;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t length = strlen(signs[i].sign);
		if (strncmp(lexer->at, signs[i].sign, length) != 0)
			continue;
		for (size_t k = 0; k < length; k++)
			step(lexer);
		token.kind = signs[i].kind;
		token.text = signs[i].sign;
		return token;
	}
	lex_stray(lexer, &token);
	return token;
}
