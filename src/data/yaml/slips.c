/*
 * Slips of the pen, line by line. It knows how a value looks in one line, in a block and between
 * braces; it refuses to know how lines belong together, which is libyaml's affair.
 */
#include "data/yaml/slips.h"

#include <string.h>

#include "data/yaml/text.h"
#include "util/buf.h"
#include "util/utf8.h"

static const char wide_colon[] = "：", wide_comma[] = "，";

typedef struct line {
	lh_ctx *ctx;
	const char *file;
	uint32_t number;
	const char *first, *end;
	size_t depth; /* of braces and brackets that are open at the place looked at */
} line;

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && is_blank(*at))
		at++;
	return at;
}

static bool find_line(const char *bytes, size_t length, uint32_t number, line *out)
{
	const char *first = bytes, *end = bytes + length;
	for (uint32_t n = 1; n < number && first; n++) {
		first = memchr(first, '\n', (size_t)(end - first));
		first = first ? first + 1 : NULL;
	}
	if (!number || !first || first >= end)
		return false;
	const char *eol = memchr(first, '\n', (size_t)(end - first));
	out->first = first;
	out->end = eol ? eol : end;
	out->number = number;
	return true;
}

uint32_t lh__yaml_content_line(const char *bytes, size_t length, uint32_t number)
{
	for (line l; number; number--) {
		if (!find_line(bytes, length, number, &l))
			continue;
		const char *first = skip_blanks(l.first, l.end);
		if (first < l.end && *first != '#')
			return number;
	}
	return 0;
}

static lh_loc place(const line *l, const char *at)
{
	lh_loc loc = {l->file, l->number, 1};
	for (const char *p = l->first; p < at; loc.col++)
		lh_utf8_next_n(&p, l->end);
	return loc;
}

static const char *clip(const line *l, const char *from, const char *to)
{
	return lh_text_clip(l->ctx, lh_arena_strndup(l->ctx->arena, from, (size_t)(to - from)));
}

/* Where the unquoted value that begins here ends in its line: before a comment, a comma or a brace. */
static const char *plain_end(const line *l, const char *at)
{
	for (const char *p = at; p < l->end; p++) {
		if (*p == '#' && p > at && is_blank(p[-1]))
			return p;
		if (l->depth && strchr(",]}", *p))
			return p;
	}
	return l->end;
}

static bool is_mapping_colon(const line *l, const char *at)
{
	return *at == ':' && (at + 1 == l->end || is_blank(at[1]));
}

static const char *first_colon(const line *l, const char *from, const char *to)
{
	while (from < to && !is_mapping_colon(l, from))
		from++;
	return from < to ? from : NULL;
}

/* The byte behind the quote or bracket that closes the one at `at`; NULL: not in this line. */
static const char *closing(const line *l, const char *at)
{
	char close = *at == '[' ? ']' : *at;
	for (const char *p = at + 1; p < l->end; p++) {
		if (*p == '\\' && close == '"')
			p++;
		else if (*p == close && close == '\'' && p + 1 < l->end && p[1] == close)
			p++;
		else if (*p == close)
			return p + 1;
	}
	return NULL;
}

/* The value as it must be typed: in single quotes, those inside doubled. */
static const char *quoted(const line *l, const char *from, const char *to)
{
	lh_buf buf = {0};
	lh_buf_putc(&buf, '\'');
	for (const char *p = from; p < to; p++) {
		if (*p == '\'')
			lh_buf_putc(&buf, '\'');
		lh_buf_putc(&buf, *p);
	}
	lh_buf_putc(&buf, '\'');
	const char *text = lh_text_clip(l->ctx, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

static bool tell_marked(const line *l, const char *at)
{
	const char *after = strchr("\"'[", *at) ? closing(l, at) : at;
	const char *end = plain_end(l, after ? after : at);
	while (end > at && is_blank(end[-1]))
		end--;
	lh_diag(l->ctx, LH_E_YAML_MARKED, place(l, at), clip(l, at, at + 1), quoted(l, at, end), NULL);
	return true;
}

/* "专精特新"企业, [2024]研究: what is closed must be followed by nothing of the same value. */
static bool is_half_quoted(const line *l, const char *at)
{
	const char *after = closing(l, at);
	if (!after)
		return false;
	const char *next = skip_blanks(after, l->end);
	return next < l->end && !(*next == '#' && next > after) && !strchr(",]}:", *next);
}

/* | and > begin a block, and nothing but a number and a sign belongs behind them. */
static bool is_block_head(const line *l, const char *at)
{
	const char *after = at + 1;
	while (after < l->end && after < at + 3 && strchr("-+123456789", *after))
		after++;
	const char *next = skip_blanks(after, l->end);
	return next == l->end || (*next == '#' && next > after);
}

/* A value that is not quoted as a whole. */
static bool tell_value(const line *l, const char *at)
{
	if (strchr("\"'[", *at))
		return is_half_quoted(l, at) && tell_marked(l, at);
	bool marked = strchr("*&!%@`", *at) || (strchr("|>", *at) && !is_block_head(l, at));
	return marked && tell_marked(l, at);
}

/* A colon that YAML takes for the end of a key, in the middle of a text. */
static bool tell_inner_colon(const line *l, const char *from)
{
	const char *end = plain_end(l, from), *colon = first_colon(l, from, end);
	if (!colon || strchr("\"'[{|>", *from))
		return false;
	const char *comma = memmem(from, (size_t)(colon - from), wide_comma, strlen(wide_comma));
	if (l->depth && comma)
		lh_diag(l->ctx, LH_E_YAML_WIDE_COMMA, place(l, comma), NULL);
	else
		lh_diag(l->ctx, LH_E_YAML_INNER_COLON, place(l, colon), clip(l, from, end), NULL);
	return true;
}

/* The key that begins here: its colon is full-width, or sticks to what follows. */
static bool tell_key(const line *l, const char *from, const char **value_out)
{
	const char *end = plain_end(l, from), *colon = first_colon(l, from, end);
	*value_out = colon ? skip_blanks(colon + 1, l->end) : NULL;
	if (colon || strchr("\"'[{", *from))
		return false;
	const char *wide = memmem(from, (size_t)(end - from), wide_colon, strlen(wide_colon));
	const char *tight = memchr(from, ':', (size_t)(end - from));
	if (wide && (!tight || wide < tight))
		lh_diag(l->ctx, LH_E_YAML_COLON, place(l, wide), clip(l, from, wide), NULL);
	else if (tight)
		lh_diag(l->ctx, LH_E_YAML_TIGHT_COLON, place(l, tight), clip(l, from, tight), NULL);
	return wide || tight;
}

/* The pairs between braces, as far as this line goes. */
static bool tell_flow(line *l, const char *at)
{
	l->depth = 1;
	for (;;) {
		at = skip_blanks(at, l->end);
		const char *value;
		if (at == l->end || strchr("}#", *at))
			return false;
		if (tell_key(l, at, &value))
			return true;
		if (!value || value == l->end)
			return false;
		if (tell_value(l, value) || tell_inner_colon(l, value))
			return true;
		const char *behind = strchr("\"'[", *value) ? closing(l, value) : value;
		if (!behind || *value == '{')
			return false;
		at = plain_end(l, behind);
		if (at == l->end || *at != ',')
			return false;
		at++;
	}
}

bool lh__yaml_tell_slip(lh_ctx *ctx, const char *file, const char *bytes, size_t length, uint32_t number)
{
	line l = {.ctx = ctx, .file = file};
	if (!find_line(bytes, length, number, &l))
		return false;
	const char *at = skip_blanks(l.first, l.end);
	bool item = false;
	while (at + 1 < l.end && *at == '-' && is_blank(at[1])) {
		at = skip_blanks(at + 1, l.end);
		item = true;
	}
	if (at == l.end || *at == '#')
		return false;
	if (*at == '{')
		return tell_flow(&l, at + 1);
	const char *value;
	if (item && tell_value(&l, at))
		return true;
	if (tell_key(&l, at, &value))
		return true;
	if (!value || value == l.end || *value == '#')
		return false;
	if (*value == '{')
		return tell_flow(&l, value + 1);
	return tell_value(&l, value) || tell_inner_colon(&l, value);
}

const char *lh__yaml_cut(const char *at, const char *end, size_t *length_out)
{
	const char *mark = skip_blanks(at, end);
	if (mark == at || end - mark < 2 || *mark != '#' || is_blank(mark[1]) || strchr("#\n", mark[1]))
		return NULL;
	const char *eol = memchr(mark, '\n', (size_t)(end - mark));
	eol = eol ? eol : end;
	while (is_blank(eol[-1]))
		eol--;
	*length_out = (size_t)(eol - mark);
	return mark;
}
