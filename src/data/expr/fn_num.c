/* Functions over numbers: rounding exactly, and the ways in which papers write them. */
#include <string.h>

#include "data/expr/inside.h"
#include "data/model/numtext.h"
#include "util/buf.h"

enum { PLACES_MAX = 6, PAD_MAX = 20 };

/* Decimals asked for: 0 to 6, the most that a number has. */
static int places(const lh_val *value)
{
	int64_t whole = lh__num_floor(value->u.number);
	return whole < 0 ? 0 : whole > PLACES_MAX ? PLACES_MAX : (int)whole;
}

const lh_val *lh__fn_money(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_num_str(env->arena, args[0]->u.number, /*places*/ 2));
}

const lh_val *lh__fn_number(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_num_str(env->arena, args[0]->u.number, places(args[1])));
}

const lh_val *lh__fn_grouped(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	const char *plain = lh_num_str(env->arena, args[0]->u.number, places(args[1]));
	lh_buf out = {0};
	if (*plain == '-')
		lh_buf_putc(&out, *plain++);
	for (size_t left = strcspn(plain, "."); left; left--) {
		lh_buf_putc(&out, *plain++);
		if (left > 1 && left % 3 == 1)
			lh_buf_putc(&out, ',');
	}
	lh_buf_puts(&out, plain);
	return lh__val_built(env, call, &out);
}

const lh_val *lh__fn_pad(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	int64_t width = lh__num_floor(args[1]->u.number);
	if (width < 0)
		width = 0;
	if (width > PAD_MAX)
		width = PAD_MAX;
	return lh__val_text(env, lh_fmt(env->arena, "%0*lld", (int)width,
					(long long)lh__num_floor(args[0]->u.number)));
}

const lh_val *lh__fn_percent(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	lh_num share;
	if (!args[1]->u.number)
		return NULL;
	if (!lh__num_ratio(100, args[0]->u.number, args[1]->u.number, n > 2 ? places(args[2]) : 1,
			   &share))
		return lh__overflow(env, call);
	return lh__val_number(env, share);
}

const lh_val *lh__fn_round(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	lh_num rounded;
	return lh__num_round(args[0]->u.number, places(args[1]), &rounded)
		       ? lh__val_number(env, rounded)
		       : lh__overflow(env, call);
}

const lh_val *lh__fn_floor(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	const lh_val *value = lh__val_int(env, lh__num_floor(args[0]->u.number));
	return value ? value : lh__overflow(env, call);
}

const lh_val *lh__fn_abs(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)n;
	lh_num number = args[0]->u.number;
	if (number < 0 && !lh__num_sub(0, number, &number))
		return lh__overflow(env, call);
	return lh__val_number(env, number);
}

const lh_val *lh__fn_amount_capital(lh_env *env, const lh__node *call, const lh_val *const *args,
				    size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_amount_capital(env->arena, args[0]->u.number));
}

const lh_val *lh__fn_number_cn(lh_env *env, const lh__node *call, const lh_val *const *args,
			       size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_number_cn(env->arena, lh__num_floor(args[0]->u.number)));
}

const lh_val *lh__fn_circled(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_number_circled(env->arena, lh__num_floor(args[0]->u.number)));
}
