/* Text with expressions in braces. Quotes inside an expression may hold a closing brace. */
#include "data/expr/phrase.h"

#include <string.h>

#include "data/model/value.h"
#include "util/buf.h"

typedef struct part {
	const char *text;    /* literal, or NULL */
	const lh_expr *expr;
} part;

static const char missing[] = "未填";

struct lh_phrase {
	part *parts;
	size_t n;
};

/* The closing brace of an expression that starts at `text`; NULL when there is none. */
static const char *expr_end(const char *text)
{
	char quote = 0;
	for (; *text; text++) {
		if (quote)
			quote = *text == quote ? 0 : quote;
		else if (*text == '\'' || *text == '"')
			quote = *text;
		else if (*text == '}')
			return text;
	}
	return NULL;
}

static lh_loc moved(lh_loc loc, const char *from, const char *to)
{
	for (; from < to; from++)
		loc.col += ((unsigned char)*from & 0xC0) != 0x80;
	return loc;
}

const lh_phrase *lh_phrase_parse(lh_ctx *ctx, lh_arena *arena, const char *text, lh_loc loc,
				 const lh_names *names, const lh_scope *scope)
{
	lh_phrase *phrase = LH_NEW(arena, lh_phrase);
	size_t capacity = 1;
	for (const char *p = text; *p; p++)
		capacity += *p == '{' ? 2 : 0;
	phrase->parts = LH_NEW_ARRAY(arena, part, capacity);
	lh_buf literal = {0};
	bool ok = true;
	const char *at = text;
	while (*at && ok) {
		if (*at != '{' || at[1] == '{') {
			lh_buf_putc(&literal, *at);
			at += *at == '{' ? 2 : 1;
			continue;
		}
		if (literal.length) {
			phrase->parts[phrase->n++].text = lh_arena_strdup(arena, literal.bytes);
			lh_buf_clear(&literal);
		}
		const char *end = expr_end(at + 1);
		lh_loc here = moved(loc, text, at + 1);
		if (!end) {
			lh_diag(ctx, LH_E_PHRASE_OPEN, here, NULL);
			ok = false;
			break;
		}
		const lh_expr *expr =
			lh_expr_parse(ctx, arena,
				      lh_arena_strndup(arena, at + 1, (size_t)(end - at - 1)), here,
				      names, scope);
		ok = expr != NULL;
		lh_kind kind = ok ? lh_expr_type(expr)->kind : LH_KIND_NULL;
		if (kind == LH_KIND_LIST || kind == LH_KIND_RECORD || kind == LH_KIND_REF) {
			lh_diag(ctx, LH_E_PHRASE_VALUE, here,
				lh_type_str(arena, lh_expr_type(expr)), NULL);
			ok = false;
		}
		phrase->parts[phrase->n++].expr = expr;
		at = end + 1;
	}
	if (literal.length)
		phrase->parts[phrase->n++].text = lh_arena_strdup(arena, literal.bytes);
	lh_buf_free(&literal);
	return ok ? phrase : NULL;
}

/* The text; `whole` makes it 未填 when there are expressions and all are missing. */
static char *render(lh_env *env, lh_arena *arena, const lh_phrase *phrase, bool whole)
{
	lh_buf buf = {0};
	size_t n_exprs = 0, n_missing = 0;
	for (size_t i = 0; i < phrase->n; i++) {
		if (phrase->parts[i].text) {
			lh_buf_puts(&buf, phrase->parts[i].text);
			continue;
		}
		const lh_val *value = lh_expr_eval(env, phrase->parts[i].expr);
		lh_buf_puts(&buf, value ? lh_val_str(arena, value) : missing);
		n_exprs++;
		n_missing += !value;
	}
	bool nothing = whole && n_exprs && n_missing == n_exprs;
	char *text = lh_arena_strdup(arena, nothing ? missing : lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

char *lh_phrase_text(lh_env *env, lh_arena *arena, const lh_phrase *phrase)
{
	return render(env, arena, phrase, /*whole*/ false);
}

char *lh_phrase_value(lh_env *env, lh_arena *arena, const lh_phrase *phrase)
{
	return render(env, arena, phrase, /*whole*/ true);
}
