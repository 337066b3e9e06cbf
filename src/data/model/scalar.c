/*
 * Single values of a data file: what the text of a scalar means to its type, and what is wrong with
 * it. It knows types, patterns and limits, not where a value stands.
 */
#include <string.h>

#include "data/model/characters.h"
#include "data/model/charcount.h"
#include "data/model/forms.h"
#include "data/model/inside.h"
#include "data/model/lexical.h"
#include "data/model/mask.h"
#include "data/yaml/text.h"
#include "util/buf.h"
#include "util/utf8.h"

typedef struct scalar {
	lh__loading *l;
	const lh_field *field;
	const lh_type *type;
	lh_loc loc;
	const char *text; /* trimmed */
	lh_val *value;
} scalar;

/* Every message of a value begins with its Chinese name, its key and what was written. */
static bool wrong(const scalar *s, lh_msg msg, const char *more)
{
	lh_diag(s->l->ctx, msg, s->loc, s->field->name, s->field->key, lh_text_clip(s->l->ctx, s->text),
		more, NULL);
	return false;
}

bool lh__tell_wide_colon(lh__loading *l, const char *text, lh_loc loc)
{
	const char *colon = strstr(text, "：");
	if (!colon)
		return false;
	const char *before = lh_arena_strndup(l->ctx->arena, text, (size_t)(colon - text));
	loc.col += (uint32_t)lh_utf8_count(before);
	lh_diag(l->ctx, LH_E_YAML_COLON, loc, lh_text_clip(l->ctx, before), NULL);
	return true;
}

void lh__wrong_kind(lh__loading *l, const lh_yaml *node, const lh_field *field, const lh_type *type)
{
	lh_yaml_kind expected = LH_YAML_SCALAR;
	if (type->kind == LH_KIND_RECORD || type->keyed)
		expected = LH_YAML_MAP;
	else if (type->kind == LH_KIND_LIST)
		expected = LH_YAML_LIST;
	if (expected == LH_YAML_MAP && node->kind == LH_YAML_SCALAR &&
	    lh__tell_wide_colon(l, node->u.scalar.text, node->loc))
		return;
	lh_diag(l->ctx, LH_E_DATA_KIND, node->loc, field->name, field->key,
		lh_yaml_kind_zh(expected), lh_yaml_kind_zh(node->kind), lh_yaml_kind_en(expected),
		lh_yaml_kind_en(node->kind), NULL);
}

/* Without white space of any kind at both ends; what stands between is not looked at. */
static const char *trim(lh_arena *arena, const char *text)
{
	const char *first = text;
	for (const char *p = text; lh_cp_is_space(lh_utf8_next(&p));)
		first = p;
	const char *all = first + strlen(first), *end = all;
	while (end > first) {
		const char *last = end - 1;
		while (last > first && ((unsigned char)*last & 0xC0) == 0x80)
			last--;
		const char *p = last;
		if (!lh_cp_is_space(lh_utf8_next(&p)))
			break;
		end = last;
	}
	return end < all ? lh_arena_strndup(arena, first, (size_t)(end - first)) : first;
}

/* A tab that came along from a spreadsheet is a blank: a cell has no tab stops. */
static const char *without_tabs(lh_arena *arena, const char *text)
{
	if (!strchr(text, '\t'))
		return text;
	char *copy = lh_arena_strdup(arena, text);
	for (char *tab = copy; (tab = strchr(tab, '\t'));)
		*tab = ' ';
	return copy;
}

static bool is_one_of(const char *text, const char *const *words)
{
	while (*words && strcmp(*words, text) != 0)
		words++;
	return *words;
}

static bool load_bool(const scalar *s)
{
	static const char *const yes[] = {"true", "True", "TRUE", "yes", "是", "有", NULL};
	static const char *const no[] = {"false", "False", "FALSE", "no", "否", "无", NULL};
	s->value->u.boolean = is_one_of(s->text, yes);
	return s->value->u.boolean || is_one_of(s->text, no) || wrong(s, LH_E_DATA_BOOL, "");
}

/* What was written in another form than the one that the program knows; told when it is taken. */
static void tell_taken(const scalar *s, const char *as)
{
	lh_ctx *ctx = s->l->ctx;
	lh_diag(ctx, LH_H_DATA_TAKEN, s->loc, s->field->name, s->field->key, lh_text_clip(ctx, s->text), as, NULL);
}

static bool is_money(const lh_type *type)
{
	return type->word && strcmp(type->word, "money") == 0;
}

/* 3000000元, 1.2亿元: the number that belongs there is told, not taken, since a nought is soon lost. */
static bool other_unit(const scalar *s, lh__unit unit, lh_num number)
{
	const lh_num wan = 10000;
	if (unit == LH__UNIT_YI && (number > INT64_MAX / wan || number < INT64_MIN / wan))
		return wrong(s, LH_E_DATA_NUMBER, "");
	lh_num right = unit == LH__UNIT_YI ? number * wan : number / wan;
	return wrong(s, LH_E_DATA_UNIT, lh_num_str(s->l->arena, right, /*places*/ -1));
}

static bool read_number(const scalar *s, lh_num *number_out)
{
	if (lh_num_parse(s->text, number_out))
		return true;
	if (lh__is_scientific(lh__half_width(s->l->arena, s->text)))
		return wrong(s, LH_E_DATA_SCIENTIFIC, "");
	lh__unit unit;
	const char *plain = lh__plain_number(s->l->arena, s->text, &unit);
	if (!lh_num_parse(plain, number_out))
		return wrong(s, LH_E_DATA_NUMBER, "");
	if (is_money(s->type) && (unit == LH__UNIT_YUAN || unit == LH__UNIT_YI))
		return other_unit(s, unit, *number_out);
	bool percent = s->type->word && strcmp(s->type->word, "percent") == 0;
	if (unit != LH__UNIT_NONE && !(unit == LH__UNIT_WAN && is_money(s->type)) &&
	    !(unit == LH__UNIT_PERCENT && percent))
		return wrong(s, LH_E_DATA_NUMBER, "");
	tell_taken(s, plain);
	return true;
}

static bool load_number(const scalar *s)
{
	lh_num number;
	if (!read_number(s, &number))
		return false;
	if (number < 0 && !s->type->signed_number)
		return wrong(s, LH_E_DATA_NEGATIVE, "");
	if (s->type->year &&
	    (number % LH_NUM_ONE || strlen(s->text) != 4 || number < 1000 * (lh_num)LH_NUM_ONE))
		return wrong(s, LH_E_DATA_YEAR, "");
	lh_num step = LH_NUM_ONE;
	for (int i = 0; i < s->type->decimals; i++)
		step /= 10;
	if (number % step)
		return wrong(s, LH_E_DATA_DECIMALS,
			     lh_fmt(s->l->ctx->arena, "%d", s->type->decimals));
	if (s->field->pattern && strcmp(s->field->pattern, "version") == 0 &&
	    number != LH_NUM_ONE) {
		lh_diag(s->l->ctx, LH_E_DATA_VERSION, s->loc, lh_text_clip(s->l->ctx, s->text), NULL);
		return false;
	}
	s->value->u.number = number;
	return true;
}

/* Digits where `shape` has Y, M or D, and the same otherwise. */
static bool has_shape(const char *text, const char *shape)
{
	for (; *shape; shape++, text++)
		if (*shape == '-' ? *text != '-' : *text < '0' || *text > '9')
			return false;
	return !*text;
}

static bool load_date(const scalar *s)
{
	const char *shape = s->type->month_only ? "YYYY-MM" : "YYYY-MM-DD", *text = s->text;
	if (!has_shape(text, shape)) {
		switch (lh__plain_date(s->l->arena, &text, s->type->month_only)) {
		case LH__DATE_OTHER: return wrong(s, LH_E_DATA_DATE, shape);
		case LH__DATE_SERIAL: return wrong(s, LH_E_DATA_SERIAL, text);
		case LH__DATE_UNSURE: return wrong(s, LH_E_DATA_MONTH_UNSURE, text);
		case LH__DATE_TAKEN: break;
		}
	}
	if (!lh_date_parse(text, &s->value->u.date))
		return wrong(s, LH_E_DATA_CALENDAR, "");
	if (text != s->text)
		tell_taken(s, text);
	return true;
}

static void unknown_enum(const scalar *s)
{
	lh_ctx *ctx = s->l->ctx;
	if (lh_diag_full(ctx)) {
		wrong(s, LH_E_DATA_ENUM, "");
		return;
	}
	const lh_enum *e = s->type->enumeration;
	lh_buf zh = {0}, en = {0};
	size_t n_words = 0;
	for (size_t i = 0; i < e->n_values; i++)
		n_words += 3 + e->values[i].n_also;
	const char **words = LH_NEW_ARRAY(ctx->arena, const char *, n_words);
	n_words = 0;
	for (size_t i = 0; i < e->n_values; i++) {
		const lh_enum_value *v = &e->values[i];
		lh_buf_printf(&zh, "%s%s", i ? "、" : "", v->label);
		lh_buf_printf(&en, "%s%s", i ? ", " : "", v->code);
		words[n_words++] = v->code;
		words[n_words++] = v->label;
		words[n_words++] = v->short_label;
		for (size_t k = 0; k < v->n_also; k++)
			words[n_words++] = v->also[k];
	}
	const char *near = lh_nearest(s->text, words, n_words);
	const char *shown = lh_text_clip(ctx, s->text);
	if (near)
		lh_diag(ctx, LH_E_DATA_ENUM_NEAR, s->loc, s->field->name, s->field->key, shown,
			near, lh_buf_str(&zh), lh_buf_str(&en), NULL);
	else
		lh_diag(ctx, LH_E_DATA_ENUM, s->loc, s->field->name, s->field->key, shown,
			lh_buf_str(&zh), lh_buf_str(&en), NULL);
	lh_buf_free(&zh);
	lh_buf_free(&en);
}

static bool load_enum(const scalar *s)
{
	s->value->u.enumeration = lh_enum_find(s->type->enumeration, s->text);
	if (!s->value->u.enumeration)
		unknown_enum(s);
	return s->value->u.enumeration;
}

/* Capitals without blanks, whichever way the code was copied. */
static const char *uscc_canonical(lh_arena *arena, const char *text)
{
	char *code = lh_arena_strdup(arena, text), *out = code;
	for (const char *p = code; *p; p++)
		if (*p != ' ')
			*out++ = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	*out = '\0';
	return code;
}

static bool check_uscc(const scalar *s, const char *code)
{
	lh_ctx *ctx = s->l->ctx;
	if (!lh__uscc_shape(code)) {
		lh_diag(ctx, LH_E_USCC, s->loc, lh_text_clip(ctx, code), NULL);
		return false;
	}
	char check[] = {lh__uscc_check(code), '\0'};
	char org[] = {lh__uscc_org_check(code), '\0'};
	if (code[17] != check[0])
		lh_diag(ctx, LH_W_USCC_CHECK, s->loc, code, check, NULL);
	else if (code[16] != org[0])
		lh_diag(ctx, LH_W_USCC_ORG, s->loc, code, org, NULL);
	return true;
}

static bool check_phone(scalar *s)
{
	lh_ctx *ctx = s->l->ctx;
	lh__phone phone = lh__phone_check(s->text);
	if (phone == LH__PHONE_BAD && lh__is_scientific(s->text))
		return wrong(s, LH_E_DATA_SCIENTIFIC, "");
	if (phone == LH__PHONE_BAD) {
		const char *plain = lh__plain_phones(s->l->arena, s->text);
		phone = lh__phone_check(plain);
		if (phone == LH__PHONE_BAD) {
			lh_diag(ctx, LH_E_PHONE, s->loc, lh_text_clip(ctx, s->text), NULL);
			return false;
		}
		tell_taken(s, plain);
		s->text = plain;
	}
	if (phone == LH__PHONE_NO_AREA)
		lh_diag(ctx, LH_W_PHONE_AREA, s->loc, s->text, NULL);
	return true;
}

/* Codes typed with a Chinese input method. */
static void narrow(scalar *s)
{
	const char *text = lh__half_width(s->l->arena, s->text);
	if (strcmp(text, s->text) == 0)
		return;
	tell_taken(s, text);
	s->text = text;
}

static bool check_pattern(scalar *s)
{
	lh_ctx *ctx = s->l->ctx;
	const char *pattern = s->field->pattern;
	if (strcmp(pattern, "uscc") == 0 || strcmp(pattern, "email") == 0 || strcmp(pattern, "region") == 0)
		narrow(s);
	if (strcmp(pattern, "person") == 0) {
		s->text = lh__person_name(s->l->arena, s->text);
	} else if (strcmp(pattern, "uscc") == 0) {
		if (lh__is_scientific(s->text))
			return wrong(s, LH_E_DATA_SCIENTIFIC, "");
		s->text = uscc_canonical(s->l->arena, s->text);
		return check_uscc(s, s->text);
	} else if (strcmp(pattern, "phone") == 0) {
		return check_phone(s);
	} else if (strcmp(pattern, "email") == 0 && !lh__email_check(s->text)) {
		lh_diag(ctx, LH_W_EMAIL, s->loc, lh_text_clip(ctx, s->text), NULL);
	} else if (strcmp(pattern, "region") == 0 && !lh__region_check(s->text)) {
		lh_diag(ctx, LH_E_REGION, s->loc, lh_text_clip(ctx, s->text), NULL);
		return false;
	}
	return true;
}

static void check_limit(const scalar *s)
{
	lh_char_count count = lh_char_count_of(s->text);
	size_t limit = s->field->limit;
	if (count.strict <= limit)
		return;
	lh_ctx *ctx = s->l->ctx;
	lh_diag(ctx, count.word > limit ? LH_W_TEXT_OVER : LH_W_TEXT_EDGE, s->loc, s->field->name,
		s->field->key, lh_fmt(ctx->arena, "%zu", count.word),
		lh_fmt(ctx->arena, "%zu", limit), lh_fmt(ctx->arena, "%zu", count.strict), NULL);
}

static void digits_stay(void *user, const char *digits)
{
	const scalar *s = user;
	lh_diag(s->l->ctx, LH_W_PUBLIC_DIGITS, s->loc, s->field->name, s->field->key,
		lh_arena_strdup(s->l->ctx->arena, digits), NULL);
}

/* What a public edition may hold of it. A credit code is public, though it may look like a card's number. */
static const char *public_text(scalar *s)
{
	if (s->field->private_value)
		return s->l->mask;
	bool code = s->field->pattern && strcmp(s->field->pattern, "uscc") == 0;
	return code ? s->text
		    : lh_mask_personal(s->l->arena, s->text, s->l->mask, digits_stay, s);
}

/* Other values are not printed at all. */
static bool withheld(const scalar *s)
{
	return s->l->mask && s->field->private_value && s->type->kind != LH_KIND_TEXT;
}

static bool load_text(scalar *s)
{
	if (!s->type->multiline && strchr(s->text, '\n'))
		return wrong(s, LH_E_DATA_NEWLINE, "");
	if (s->field->pattern && !check_pattern(s))
		return false;
	if (s->field->limit)
		check_limit(s);
	s->value->u.text = s->l->mask ? public_text(s) : s->text;
	return true;
}

static void load_ref(const scalar *s)
{
	lh__loading *l = s->l;
	s->value->u.ref.id = s->text;
	if (l->n_refs == l->cap_refs) {
		l->cap_refs = l->cap_refs ? 2 * l->cap_refs : 64;
		l->refs = lh_xrealloc(l->refs, l->cap_refs * sizeof *l->refs);
	}
	l->refs[l->n_refs++] = s->value;
}

/* What copying left behind is put right, whatever the type, and told. */
static void clean(scalar *s)
{
	lh_ctx *ctx = s->l->ctx;
	lh_buf zh = {0}, en = {0};
	const char *text = lh__text_clean(s->l->arena, s->text, &zh, &en);
	if (zh.length)
		lh_diag(ctx, LH_W_TEXT_CHAR, s->loc, s->field->name, s->field->key, lh_buf_str(&zh),
			lh_buf_str(&en), NULL);
	if (text != s->text)
		s->text = trim(s->l->arena, text);
	lh_buf_free(&zh);
	lh_buf_free(&en);
}

bool lh__load_scalar(lh__loading *l, const lh_yaml *node, const lh_field *field,
		     const lh_type *type, lh_val *value)
{
	if (node->kind != LH_YAML_SCALAR) {
		lh__wrong_kind(l, node, field, type);
		return false;
	}
	const char *text = without_tabs(l->arena, trim(l->arena, node->u.scalar.text));
	scalar s = {l, field, type, node->loc, text, value};
	clean(&s);
	if (!*s.text)
		return false;
	if (withheld(&s))
		return false;
	switch (type->kind) {
	case LH_KIND_BOOL:
		return load_bool(&s);
	case LH_KIND_NUMBER:
		return load_number(&s);
	case LH_KIND_TEXT:
		return load_text(&s);
	case LH_KIND_DATE:
		return load_date(&s);
	case LH_KIND_ENUM:
		return load_enum(&s);
	case LH_KIND_REF:
		load_ref(&s);
		return true;
	case LH_KIND_NULL:
	case LH_KIND_LIST:
	case LH_KIND_RECORD:
		break;
	}
	return false;
}
