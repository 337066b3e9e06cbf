/*
 * Runs become measured characters. This file knows which character belongs to which class, how wide
 * a mark is and what blank it carries, and how neighbours share that blank. It refuses to know where
 * lines end.
 */
#include "layout/line/chars.h"

#include <stdlib.h>
#include <string.h>

#include "util/ctx.h"
#include "util/utf8.h"

enum {
	EM_DASH = 0x2014,
	TWO_EM_DASH = 0x2E3A,
	ELLIPSIS = 0x2026,
	MIDDLE_DOT = 0x00B7,
	IDEOGRAPHIC_SPACE = 0x3000,
	QUESTION_MARK = 0xFF1F,
};

static lh__class class_of_mark(uint32_t cp)
{
	switch (cp) {
	case 0x2018: case 0x201C: case 0x3008: case 0x300A: case 0x300C: case 0x300E: case 0x3010:
	case 0x3014: case 0x3016: case 0x3018: case 0x301A: case 0x301D: case 0xFF08: case 0xFF3B:
	case 0xFF5B: case 0xFF5F:
		return LH__OPEN;
	case 0x2019: case 0x201D: case 0x3009: case 0x300B: case 0x300D: case 0x300F: case 0x3011:
	case 0x3015: case 0x3017: case 0x3019: case 0x301B: case 0x301E: case 0x301F: case 0xFF09:
	case 0xFF3D: case 0xFF5D: case 0xFF60:
		return LH__CLOSE;
	case 0x3001: case 0xFF0C: case 0xFF1A: case 0xFF1B:
		return LH__COMMA;
	case 0x3002: case 0xFF01: case 0xFF0E: case 0xFF1F:
		return LH__STOP;
	case MIDDLE_DOT: case 0x2027: case 0x30FB:
		return LH__DOT;
	case EM_DASH: case TWO_EM_DASH:
		return LH__DASH;
	case ELLIPSIS:
		return LH__ELLIPSIS;
	case 0x2013: case 0x2015: case 0x301C: case 0xFF0D: case 0xFF5E:
		return LH__LINK;
	case 0xFF0F:
		return LH__SLASH;
	case IDEOGRAPHIC_SPACE:
		return LH__SPACE;
	case 0x00B1: case 0x00D7: case 0x00F7:
		return LH__SYMBOL;
	case 0x3099: case 0x309A:
		return LH__MARK;
	default:
		return LH__LATIN;
	}
}

lh__class lh__class_of(uint32_t cp)
{
	if (cp >= 0x4E00 && cp <= 0x9FFF)
		return LH__HAN;
	if (cp < 0x80)
		return cp == ' ' ? LH__SPACE : LH__LATIN;
	lh__class mark = class_of_mark(cp);
	if (mark != LH__LATIN)
		return mark;
	if ((cp >= 0x0300 && cp <= 0x036F) || (cp >= 0x20D0 && cp <= 0x20FF) ||
	    (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF))
		return LH__MARK;
	if (lh_cp_is_wide(cp))
		return LH__HAN;
	if ((cp >= 0x2100 && cp <= 0x2E7F) || (cp >= 0x1F000 && cp <= 0x1FAFF))
		return LH__SYMBOL;
	return LH__LATIN;
}

static bool is_letter_or_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
	       (cp >= 0x00C0 && cp <= 0x024F && cp != 0x00D7 && cp != 0x00F7) ||
	       (cp >= 0x0370 && cp <= 0x052F);
}

/* Takes a gap beside Han: what begins or ends a Western word or number. */
static bool is_gap_side(uint32_t cp)
{
	return is_letter_or_digit(cp) || cp == '%' || cp == '$' || cp == 0x2030 || cp == 0x20AC ||
	       cp == 0x00A3 || cp == 0x00A5;
}

static bool is_single_quote(uint32_t cp)
{
	return cp == 0x2018 || cp == 0x2019;
}

static bool is_quote(uint32_t cp)
{
	return is_single_quote(cp) || cp == 0x201C || cp == 0x201D;
}

static void report_missing(const lh_setter *setter, const lh_node *run, lh_role role, uint32_t cp)
{
	static const lh_origin none;
	const lh_origin *origin = run ? &run->u.run.origin : &none;
	char utf8[5] = {0}, code[16];
	utf8[lh_utf8_put(utf8, cp)] = '\0';
	snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
	const char *path = origin->path ? origin->path : "-";
	lh_loc place = origin->data.file ? origin->data : origin->tmpl;
	/* A value may be set more than once: in two cells, or again under a repeated head. */
	for (size_t i = lh_diag_count(setter->ctx); i-- > 0;) {
		const lh_report *old = lh_diag_at(setter->ctx, i);
		if (old->msg == LH_E_GLYPH && lh_loc_equal(old->loc, place) && strstr(old->zh, code) &&
		    strstr(old->zh, path))
			return;
	}
	lh_diag(setter->ctx, LH_E_GLYPH, place, utf8, code, lh_role_name(role), path, NULL);
	if (origin->data.file && origin->tmpl.file)
		lh_diag(setter->ctx, LH_N_SET_HERE, origin->tmpl, NULL);
}

static lh__char *append(lh__chars *chars, const lh_node *run, const lh_run_fmt *fmt, uint32_t cp,
			lh__class cls)
{
	if (chars->n == chars->cap) {
		chars->cap = chars->cap ? chars->cap * 2 : 64;
		chars->at = lh_xrealloc(chars->at, chars->cap * sizeof *chars->at);
	}
	chars->has_line |= fmt->underline;
	lh__char *c = &chars->at[chars->n++];
	*c = (lh__char){.run = run, .cp = cp, .face = UINT16_MAX, .cls = (uint8_t)cls,
			.em = fmt->size};
	return c;
}

static lh_emu advance_of(const lh_ruler *ruler, uint16_t face, uint32_t cp, lh_emu em)
{
	int64_t thousandths = (int64_t)ruler->advance(ruler->self, face, cp) * em;
	return (lh_emu)((thousandths + 500) / 1000);
}

static void append_measured(const lh_ruler *ruler, lh__chars *chars, const lh_node *run,
			    const lh_run_fmt *fmt, uint32_t cp, lh__class cls, uint16_t face)
{
	lh__char *c = append(chars, run, fmt, cp, cls);
	c->face = face;
	if (face != UINT16_MAX)
		c->body = advance_of(ruler, face, cp, fmt->size);
}

static bool append_text(const lh_setter *setter, lh__chars *chars, const lh_node *run,
			const lh_run_fmt *fmt, const char *text)
{
	const lh_ruler *ruler = setter->ruler;
	bool ok = true;
	for (const char *p = text; *p;) {
		uint32_t cp = lh_utf8_next(&p);
		uint16_t face = ruler->face(ruler->self, fmt->role, cp);
		lh__class cls = lh__class_of(cp);
		if (face == UINT16_MAX) {
			report_missing(setter, run, fmt->role, cp);
			ok = false;
		}
		if (cp == EM_DASH) {
			const char *ahead = p;
			bool pair = lh_utf8_next(&ahead) == EM_DASH;
			uint16_t long_face = pair ? ruler->face(ruler->self, fmt->role, TWO_EM_DASH)
						  : UINT16_MAX;
			if (!pair) {
				cls = LH__LINK;
			} else if (long_face == face && face != UINT16_MAX) {
				/* Two dashes of this face leave a gap; the long one does not. */
				cp = TWO_EM_DASH;
				p = ahead;
			} else {
				append_measured(ruler, chars, run, fmt, cp, LH__DASH, face);
				p = ahead;
			}
		}
		append_measured(ruler, chars, run, fmt, cp, cls, face);
	}
	return ok;
}

/* Put the glyph, as wide as its advance, into the middle of a cell. */
static void center_in(lh__char *c, lh_emu cell)
{
	c->origin = (cell - c->body) / 2;
	c->body = cell;
}

/* Blanks: as wide as a word space between words, half an em where a form prints room to write in. */
static size_t settle_spaces(lh__chars *chars, size_t from, bool chinese)
{
	size_t to = from;
	bool wide = false;
	while (to < chars->n && chars->at[to].cls == LH__SPACE)
		wide |= chars->at[to++].cp != ' ';
	/* Of two neighbours one ends or begins a Western word, and neither encloses the blank. */
	const lh__char *before = from > 0 ? &chars->at[from - 1] : NULL;
	const lh__char *behind = to < chars->n ? &chars->at[to] : NULL;
	bool words = before && behind && before->cp != '(' && behind->cp != ')' &&
		     (before->cls == LH__LATIN || behind->cls == LH__LATIN) &&
		     (before->cls == LH__LATIN || before->cls == LH__HAN) &&
		     (behind->cls == LH__LATIN || behind->cls == LH__HAN);
	if (!wide && to - from == 1 && (words || !chinese))
		return to;
	for (size_t i = from; i < to; i++) {
		lh__char *c = &chars->at[i];
		c->body = c->cp == ' ' && chinese ? c->em / 2 : c->cp == ' ' ? c->body : c->em;
		c->fixed = true;
	}
	return to;
}

static bool is_western(const lh__char *c)
{
	return c->cls == LH__LATIN || c->cls == LH__SPACE;
}

/* Quotes, dots and strokes share code points with Latin; their neighbours tell which they are. */
static void settle_company(lh__chars *chars)
{
	bool chinese = false;
	for (size_t i = 0; i < chars->n && !chinese; i++)
		chinese = chars->at[i].cls == LH__HAN;
	for (size_t i = 0; i < chars->n; i++) {
		lh__char *c = &chars->at[i];
		const lh__char *before = i > 0 ? c - 1 : NULL;
		const lh__char *behind = i + 1 < chars->n ? c + 1 : NULL;
		bool inside_word = before && behind && before->cls == LH__LATIN &&
				   behind->cls == LH__LATIN && is_letter_or_digit(before->cp) &&
				   is_letter_or_digit(behind->cp);
		if (is_quote(c->cp) && (inside_word || !chinese))
			c->cls = LH__LATIN;
		if (c->cls == LH__DOT && inside_word)
			c->cls = LH__LATIN;
		if (c->cp == '/' &&
		    ((before && !is_western(before)) || (behind && !is_western(behind))))
			c->cls = LH__SLASH;
	}
	for (size_t i = 0; i < chars->n;)
		i = chars->at[i].cls == LH__SPACE ? settle_spaces(chars, i, chinese) : i + 1;
}

/* Quotes of Chinese faces fill an em, half of it blank: between letters that gapes. */
static void narrow_quote(lh__char *c)
{
	lh_emu cell = is_single_quote(c->cp) ? c->em * 35 / 100 : c->em / 2;
	if (c->body <= cell)
		return;
	if (lh__class_of(c->cp) == LH__OPEN)
		c->origin = cell - c->body;
	c->body = cell;
}

static void settle_width(lh__char *c)
{
	lh_emu half = c->em / 2;
	switch ((lh__class)c->cls) {
	case LH__OPEN:
		c->origin = c->em - c->body - half;
		c->lead = half;
		c->body = c->em - half;
		break;
	case LH__CLOSE:
	case LH__COMMA:
	case LH__STOP:
		/* The question mark of some faces stands in the middle of its cell. */
		c->body = c->cp == QUESTION_MARK ? c->em * 3 / 4 : half;
		c->trail = c->em - c->body;
		break;
	case LH__DOT:
		center_in(c, half);
		break;
	case LH__DASH:
		center_in(c, c->cp == TWO_EM_DASH ? 2 * c->em : c->em);
		break;
	case LH__ELLIPSIS:
		center_in(c, c->em);
		break;
	case LH__LINK:
		if (c->cp == EM_DASH || lh_cp_is_wide(c->cp))
			center_in(c, c->em);
		break;
	case LH__LATIN:
		if (is_quote(c->cp))
			narrow_quote(c);
		break;
	case LH__HAN:
	case LH__SYMBOL:
	case LH__SPACE:
	case LH__SLASH:
	case LH__MARK:
	case LH__RULED:
	case LH__BOX:
	case LH__FORCED:
	case LH__LEADER:
		break;
	}
}

static bool is_full_mark(const lh__char *c)
{
	return c->cls == LH__OPEN || c->cls == LH__CLOSE || c->cls == LH__COMMA || c->cls == LH__STOP;
}

/* Blanks between two characters: what marks share, and the gap between Han and Latin. */
static void settle_between(lh__char *a, lh__char *b)
{
	if (is_full_mark(a) && is_full_mark(b)) {
		if (a->trail && b->lead)
			b->lead = 0;
		else if (a->trail)
			a->trail = 0;
		else
			b->lead = 0;
		return;
	}
	bool han_first = a->cls == LH__HAN && b->cls == LH__LATIN && is_gap_side(b->cp);
	bool han_second = b->cls == LH__HAN && a->cls == LH__LATIN && is_gap_side(a->cp);
	const lh__char *han = han_first ? a : b;
	bool is_text = lh_cp_is_han(han->cp) || (han->cp >= 0x3040 && han->cp <= 0x30FF);
	if ((han_first || han_second) && is_text)
		a->gap = LH__GAP(han->em);
}

/* 均排: the characters of a run over exactly its width. */
static void settle_fitted(lh__chars *chars, size_t from, size_t to, lh_emu width)
{
	int64_t natural = 0;
	for (size_t i = from; i < to; i++) {
		lh__char *c = &chars->at[i];
		c->origin += c->lead;
		c->body += c->lead + c->trail;
		c->lead = c->trail = c->gap = 0;
		c->fixed = true;
		natural += c->body;
	}
	int64_t more = width - natural, gaps = (int64_t)(to - from) - 1, done = 0;
	if (gaps == 0)
		center_in(&chars->at[from], width);
	for (size_t i = from; i + 1 < to; i++) {
		int64_t upto = more * (int64_t)(i - from + 1) / gaps;
		chars->at[i].gap = (lh_emu)(upto - done);
		done = upto;
	}
}

static bool is_fitted(const lh_node *run)
{
	return run && run->kind == LH_NODE_TEXT && run->u.run.as.text.fit_width > 0;
}

static void settle(lh__chars *chars)
{
	settle_company(chars);
	for (size_t i = 0; i < chars->n; i++)
		settle_width(&chars->at[i]);
	for (size_t i = 0; i + 1 < chars->n; i++)
		if (!is_fitted(chars->at[i].run) && !is_fitted(chars->at[i + 1].run))
			settle_between(&chars->at[i], &chars->at[i + 1]);
	for (size_t i = 0; i < chars->n;) {
		size_t to = i + 1;
		while (to < chars->n && chars->at[to].run == chars->at[i].run)
			to++;
		if (is_fitted(chars->at[i].run))
			settle_fitted(chars, i, to, chars->at[i].run->u.run.as.text.fit_width);
		i = to;
	}
}

static const char *page_of(const lh_setter *setter, const lh_node *heading)
{
	for (size_t i = 0; i < setter->n_refs; i++)
		if (setter->refs[i].heading == heading)
			return setter->refs[i].page;
	return NULL;
}

static const char *field_text(const lh_setter *setter, const lh_node *run)
{
	const char *text = NULL;
	switch (run->u.run.as.field) {
	case LH_FIELD_PAGE: text = setter->page; break;
	case LH_FIELD_PAGES: text = setter->pages; break;
	case LH_FIELD_PAGE_OF: text = page_of(setter, run->u.run.link); break;
	}
	return text && *text ? text : "0";
}

static bool append_run(const lh_setter *setter, lh__chars *chars, const lh_node *run)
{
	const lh_run_fmt *fmt = &run->u.run.fmt;
	switch (run->kind) {
	case LH_NODE_TEXT:
		chars->has_mark |= run->u.run.as.text.slot != NULL;
		return append_text(setter, chars, run, fmt, run->u.run.as.text.text);
	case LH_NODE_FIELD:
		return append_text(setter, chars, run, fmt, field_text(setter, run));
	case LH_NODE_BLANK:
		chars->has_line = true;
		append(chars, run, fmt, /*cp*/0, LH__RULED)->body = run->u.run.as.blank_width;
		return true;
	case LH_NODE_CHECK:
		append(chars, run, fmt, /*cp*/0, LH__BOX)->body = fmt->size;
		return true;
	case LH_NODE_BREAK:
		append(chars, run, fmt, /*cp*/0, LH__FORCED);
		return true;
	case LH_NODE_LEADER:
		chars->has_leader = true;
		append(chars, run, fmt, /*cp*/0, LH__LEADER)->body = LH__LEADER_LEAST(fmt->size);
		return true;
	case LH_NODE_DOCUMENT:
	case LH_NODE_SECTION:
	case LH_NODE_PARA:
	case LH_NODE_TABLE:
	case LH_NODE_ROWGROUP:
	case LH_NODE_ROW:
	case LH_NODE_CELL:
		break;
	}
	return true;
}

bool lh__chars_of_para(const lh_setter *setter, const lh_node *para, lh__chars *out)
{
	*out = (lh__chars){0};
	bool ok = true;
	for (const lh_node *run = para->first; run; run = run->next)
		ok &= append_run(setter, out, run);
	settle(out);
	return ok;
}

bool lh__chars_of_text(const lh_setter *setter, const char *text, const lh_run_fmt *fmt,
		       const lh_node *run, lh__chars *out)
{
	*out = (lh__chars){0};
	bool ok = append_text(setter, out, run, fmt, text);
	settle(out);
	return ok;
}

void lh__chars_free(lh__chars *chars)
{
	free(chars->at);
	*chars = (lh__chars){0};
}

int64_t lh__chars_width(const lh__chars *chars, size_t from, size_t to)
{
	int64_t width = 0;
	for (size_t i = from; i < to; i++) {
		const lh__char *c = &chars->at[i];
		width += c->lead + c->body + c->trail + c->gap;
	}
	if (to > from)
		width -= chars->at[from].lead + chars->at[to - 1].trail + chars->at[to - 1].gap;
	return width;
}
