/* Functions over texts and enumeration values. Places in a text are characters, counted from 1. */
#include <string.h>

#include "data/model/charcount.h"
#include "data/expr/inside.h"
#include "util/buf.h"
#include "util/utf8.h"

const lh_val *lh__fn_text(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_val_str(env->arena, args[0]));
}

const lh_val *lh__fn_chars(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_int(env, (int64_t)lh_char_count_of(args[0]->u.text).word);
}

const lh_val *lh__fn_chars_strict(lh_env *env, const lh__node *call, const lh_val *const *args,
				  size_t n)
{
	(void)call, (void)n;
	return lh__val_int(env, (int64_t)lh_char_count_of(args[0]->u.text).strict);
}

const lh_val *lh__fn_starts_with(lh_env *env, const lh__node *call, const lh_val *const *args,
				 size_t n)
{
	(void)env, (void)call, (void)n;
	const char *part = args[1]->u.text;
	return lh__val_bool(strncmp(args[0]->u.text, part, strlen(part)) == 0);
}

const lh_val *lh__fn_ends_with(lh_env *env, const lh__node *call, const lh_val *const *args,
			       size_t n)
{
	(void)env, (void)call, (void)n;
	size_t whole = strlen(args[0]->u.text), part = strlen(args[1]->u.text);
	return lh__val_bool(part <= whole &&
			    strcmp(args[0]->u.text + whole - part, args[1]->u.text) == 0);
}

const lh_val *lh__fn_matches(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)env, (void)call, (void)n;
	return lh__val_bool(lh__match(args[0]->u.text, args[1]->u.text));
}

const lh_val *lh__fn_replace(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	const char *text = args[0]->u.text, *from = args[1]->u.text, *to = args[2]->u.text;
	if (!*from)
		return args[0];
	lh_buf out = {0};
	const char *hit;
	for (; out.length <= LH__TEXT_MAX && (hit = strstr(text, from));
	     text = hit + strlen(from)) {
		lh_buf_put(&out, text, (size_t)(hit - text));
		lh_buf_puts(&out, to);
	}
	lh_buf_puts(&out, text);
	return lh__val_built(env, call, &out);
}

/* Move over `count` characters, or to the end. */
static const char *forward(const char *at, int64_t count)
{
	for (; count > 0 && *at; count--)
		lh_utf8_next(&at);
	return at;
}

const lh_val *lh__fn_part(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call;
	const char *start = forward(args[0]->u.text, lh__num_floor(args[1]->u.number) - 1);
	const char *end =
		n > 2 ? forward(start, lh__num_floor(args[2]->u.number)) : start + strlen(start);
	return lh__val_text(env, lh_arena_strndup(env->arena, start, (size_t)(end - start)));
}

const lh_val *lh__fn_lines(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	size_t most = 1;
	for (const char *p = args[0]->u.text; *p; p++)
		most += *p == '\n';
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, most);
	size_t put = 0;
	for (const char *at = args[0]->u.text; *at;) {
		size_t length = strcspn(at, "\n");
		if (length)
			items[put++] = lh__val_text(env, lh_arena_strndup(env->arena, at, length));
		at += length + (at[length] == '\n');
	}
	return lh__val_list(env, items, put);
}

const lh_val *lh__fn_runs(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	const char *at = args[0]->u.text;
	if (!lh__spend(env, call, strlen(at)))
		return NULL;
	/* Two runs are parted by a character at least. */
	const lh_val **items = LH_NEW_ARRAY(env->arena, const lh_val *, strlen(at) / 2 + 1);
	size_t put = 0;
	const char *start = NULL;
	for (;;) {
		const char *here = at;
		char letter[5] = {0};
		if (*at) {
			lh_utf8_next(&at);
			memcpy(letter, here, (size_t)(at - here));
		}
		bool fits = *letter && lh__match(letter, args[1]->u.text);
		if (fits && !start)
			start = here;
		if (!fits && start) {
			size_t length = (size_t)(here - start);
			items[put++] =
				lh__val_text(env, lh_arena_strndup(env->arena, start, length));
			start = NULL;
		}
		if (!*letter)
			return lh__val_list(env, items, put);
	}
}

const lh_val *lh__fn_before(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	const char *text = args[0]->u.text, *hit = strstr(text, args[1]->u.text);
	if (!hit)
		return NULL;
	return lh__val_text(env, lh_arena_strndup(env->arena, text, (size_t)(hit - text)));
}

const lh_val *lh__fn_after(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	const char *hit = strstr(args[0]->u.text, args[1]->u.text);
	return hit ? lh__val_text(env, hit + strlen(args[1]->u.text)) : NULL;
}

const lh_val *lh__fn_label(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, args[0]->u.enumeration->label);
}

const lh_val *lh__fn_short_label(lh_env *env, const lh__node *call, const lh_val *const *args,
				 size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, args[0]->u.enumeration->short_label);
}

const lh_val *lh__fn_code(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, args[0]->u.enumeration->code);
}
