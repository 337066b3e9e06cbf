/*
 * Functions over dates. A date may lack its day or its month; each function says what it does then.
 * There is no clock here: today is what the context was told.
 */
#include "data/expr/inside.h"
#include "data/model/numtext.h"

enum { YEAR_MAX = 9999 };

static bool is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
}

const lh_val *lh__fn_date_cn(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_date_cn(env->arena, args[0]->u.date));
}

const lh_val *lh__fn_date_cn_figures(lh_env *env, const lh__node *call, const lh_val *const *args,
				     size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_date_cn_figures(env->arena, args[0]->u.date));
}

const lh_val *lh__fn_date_dotted(lh_env *env, const lh__node *call, const lh_val *const *args,
				 size_t n)
{
	(void)call, (void)n;
	return lh__val_text(env, lh_date_dotted(env->arena, args[0]->u.date));
}

const lh_val *lh__fn_date(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call;
	int64_t y = lh__num_floor(args[0]->u.number);
	int64_t m = n > 1 ? lh__num_floor(args[1]->u.number) : 0;
	int64_t d = n > 2 ? lh__num_floor(args[2]->u.number) : 0;
	if (y < 1 || y > YEAR_MAX || (n > 1 && (m < 1 || m > 12)) ||
	    (n > 2 && (d < 1 || d > month_days(y, (int)m))))
		return NULL;
	return lh__val_date(env, (lh_date){(int16_t)y, (uint8_t)m, (uint8_t)d});
}

const lh_val *lh__fn_year(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return lh__val_int(env, args[0]->u.date.y);
}

const lh_val *lh__fn_month(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return args[0]->u.date.m ? lh__val_int(env, args[0]->u.date.m) : NULL;
}

const lh_val *lh__fn_day(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	return args[0]->u.date.d ? lh__val_int(env, args[0]->u.date.d) : NULL;
}

/* The date so many months later, as exactly known as before; false outside the years 1 to 9999. */
static bool later(lh_date date, int64_t months, lh_date *out)
{
	/* Far more than all the months there are: kept from overflowing the sum. */
	if (months > 12 * YEAR_MAX || months < -12 * YEAR_MAX)
		return false;
	int64_t count = (int64_t)date.y * 12 + (date.m ? date.m - 1 : 0) + months;
	int64_t year = count / 12;
	if (count < 12 || year > YEAR_MAX)
		return false;
	int month = (int)(count % 12) + 1;
	out->y = (int16_t)year;
	out->m = date.m ? (uint8_t)month : 0;
	int last = month_days(year, month);
	out->d = date.d > last ? (uint8_t)last : date.d;
	return true;
}

static const lh_val *add_months(lh_env *env, const lh__node *call, lh_date date, int64_t months)
{
	lh_date result;
	return later(date, months, &result) ? lh__val_date(env, result) : lh__overflow(env, call);
}

const lh_val *lh__fn_add_months(lh_env *env, const lh__node *call, const lh_val *const *args,
				size_t n)
{
	(void)n;
	if (!args[0]->u.date.m)
		return NULL;
	return add_months(env, call, args[0]->u.date, lh__num_floor(args[1]->u.number));
}

const lh_val *lh__fn_add_years(lh_env *env, const lh__node *call, const lh_val *const *args,
			       size_t n)
{
	(void)n;
	int64_t years = lh__num_floor(args[1]->u.number);
	if (years > YEAR_MAX || years < -YEAR_MAX)
		return lh__overflow(env, call);
	return add_months(env, call, args[0]->u.date, 12 * years);
}

/* The inverse of lh_date_days, by the same years that begin in March. */
static bool from_days(int64_t days, lh_date *out)
{
	/* Within the years 1 to 9999. */
	if (days < -719162 || days > 2932896)
		return false;
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t m = (5 * day_of_year + 2) / 153;
	out->d = (uint8_t)(day_of_year - (153 * m + 2) / 5 + 1);
	out->m = (uint8_t)(m < 10 ? m + 3 : m - 9);
	out->y = (int16_t)(year_of_era + era * 400 + (out->m <= 2));
	return true;
}

const lh_val *lh__fn_add_days(lh_env *env, const lh__node *call, const lh_val *const *args,
			      size_t n)
{
	(void)n;
	lh_date result;
	int64_t days = lh__num_floor(args[1]->u.number);
	if (!args[0]->u.date.d)
		return NULL;
	/* floor() of a number is far from the limits of int64_t, so the sum cannot overflow. */
	return from_days(lh_date_days(args[0]->u.date) + days, &result) ? lh__val_date(env, result)
									: lh__overflow(env, call);
}

const lh_val *lh__fn_days_between(lh_env *env, const lh__node *call, const lh_val *const *args,
				  size_t n)
{
	(void)call, (void)n;
	return lh__val_int(env, lh_date_days(args[1]->u.date) - lh_date_days(args[0]->u.date));
}

/* Whole months of the days from `a` to `b`, both in it; a <= b. */
static int64_t months_inside(lh_date a, lh_date b)
{
	/* Where days are not known, whole months are meant. */
	if (!a.d || !b.d)
		return (b.y - a.y) * 12 + (b.m ? b.m : 12) - (a.m ? a.m : 1) + 1;
	lh_date end = {0, 0, 0};
	if (!from_days(lh_date_days(b) + 1, &end)) /* the day after 9999-12-31 */
		end = b;
	int64_t months = (end.y - a.y) * 12 + end.m - a.m;
	/* A month that lacks the day on which it would be full is full with its last. */
	bool full = end.d >= a.d || (end.d == month_days(end.y, end.m) && a.d > end.d);
	return full ? months : months - 1;
}

const lh_val *lh__fn_months_between(lh_env *env, const lh__node *call, const lh_val *const *args,
				    size_t n)
{
	(void)call, (void)n;
	lh_date a = args[0]->u.date, b = args[1]->u.date;
	return lh__val_int(env,
			   lh_date_compare(a, b) <= 0 ? months_inside(a, b) : -months_inside(b, a));
}

const lh_val *lh__fn_age(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)n;
	lh_date birth = args[0]->u.date, on = args[1]->u.date;
	int64_t age = on.y - birth.y;
	if (birth.m && on.m &&
	    (on.m < birth.m || (on.m == birth.m && on.d && on.d < birth.d)))
		age--;
	return age < 0 ? NULL : lh__val_int(env, age);
}

const lh_val *lh__fn_within(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)env, (void)call, (void)n;
	return lh__val_bool((!args[1] || lh_date_compare(args[1]->u.date, args[0]->u.date) <= 0) &&
			    (!args[2] || lh_date_compare(args[0]->u.date, args[2]->u.date) <= 0));
}

const lh_val *lh__fn_today(lh_env *env, const lh__node *call, const lh_val *const *args, size_t n)
{
	(void)call, (void)args, (void)n;
	lh_date date;
	return env->ctx->date && lh_date_parse(env->ctx->date, &date) ? lh__val_date(env, date)
								      : NULL;
}
