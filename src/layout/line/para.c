/*
 * Paragraphs: measured characters, broken and fitted, become lines of page items. This file knows
 * indents, alignment, pitch, and what is drawn for a run; it refuses to know where lines break
 * (linebreak.c), how they fill their measure (fitline.c), and on which page they come to stand.
 */
#include "layout/line/para.h"

#include <string.h>

#include "layout/line/fitline.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

enum {
	PITCH_TENTHS = 13,           /* natural pitch in tenths of an em */
	ASCENT_HUNDREDTHS = 88,      /* of the em box of Chinese faces above the baseline */
	RULE_DROP_HUNDREDTHS = 21,   /* of rules below the baseline: clear of 仿宋, the lowest face */
	RULE_THICKNESS = LH_EMU_PT / 2,
	BOX_HUNDREDTHS = 80,         /* side of a check box */
	BOX_TOP_HUNDREDTHS = 78,     /* its top above the baseline: centred on Han characters */
	GREY_PERCENT = 60,           /* lightness of draft text */
	PIECE_SHOWN = 24,            /* characters of a piece that a message quotes */
	DOT_HUNDREDTHS = 10,         /* diameter of a leader's dots */
	DOT_PITCH_HUNDREDTHS = 30,
	DOT_CLEAR_HUNDREDTHS = 25,   /* between the dots and what stands beside them */
};

static lh_emu share(lh_emu whole, int64_t hundredths)
{
	return (lh_emu)(whole * hundredths / 100);
}

static lh_emu largest_size(const lh_node *para)
{
	lh_emu size = 0;
	for (const lh_node *run = para->first; run; run = run->next)
		if (run->u.run.fmt.size > size)
			size = run->u.run.fmt.size;
	return size > 0 ? size : para->u.para.fmt.run.size;
}

lh_emu lh_para_pitch(const lh_node *para)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	switch (fmt->line_rule) {
	case LH_LINE_EXACT:
		return fmt->line;
	case LH_LINE_MULTIPLE: {
		int64_t pitch = (int64_t)largest_size(para) * PITCH_TENTHS * fmt->line / 1000;
		return (lh_emu)((pitch + LH_EMU_TWIP / 2) / LH_EMU_TWIP * LH_EMU_TWIP);
	}
	}
	return 0;
}

/* Room for the glyphs, items and marks of a paragraph, dealt out line by line. */
typedef struct drawing {
	const lh_setter *setter;
	const lh_node *para;
	lh_glyph *glyphs;
	lh_item *items;
	lh_line_mark *marks;
} drawing;

static bool has_line(const lh_node *run)
{
	return run && (run->kind == LH_NODE_BLANK || run->u.run.fmt.underline);
}

static lh_item *add_item(drawing *d, lh_item_kind kind, const lh_node *run, lh_emu x, lh_emu y)
{
	*d->items = (lh_item){.kind = kind, .para = d->para, .run = run, .x = x, .y = y};
	return d->items++;
}

static void draw_glyphs(drawing *d, const lh__char *c, size_t n, const lh_run_fmt *fmt,
			const lh_node *run, bool at_start, lh_emu x, lh_emu baseline)
{
	lh_item *item = add_item(d, LH_ITEM_TEXT, run, x, baseline);
	item->u.text.glyphs = d->glyphs;
	item->u.text.n_glyphs = n;
	item->u.text.size = fmt->size;
	item->u.text.bold = fmt->bold;
	item->u.text.grey = fmt->grey ? GREY_PERCENT : 0;
	lh_emu at = 0;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 || !at_start)
			at += c[i].lead;
		*d->glyphs++ = (lh_glyph){.cp = c[i].cp, .face = c[i].face, .x = at + c[i].origin};
		at += c[i].body + c[i].trail + c[i].gap;
	}
}

/* Dots stand on places counted from the edge of the measure: those of lines below each other align. */
static void draw_leader(drawing *d, const lh_node *run, lh_emu x, lh_emu width, lh_emu baseline)
{
	lh_emu size = run->u.run.fmt.size, pitch = share(size, DOT_PITCH_HUNDREDTHS);
	lh_emu dot = share(size, DOT_HUNDREDTHS), clear = share(size, DOT_CLEAR_HUNDREDTHS) + dot / 2;
	lh_emu first = (x + clear + pitch - 1) / pitch * pitch, last = x + width - clear;
	lh_item *item = add_item(d, LH_ITEM_DOTS, run, first, baseline - dot / 2);
	item->artifact = true;
	item->u.dots.diameter = dot;
	item->u.dots.pitch = pitch;
	item->u.dots.n = last < first ? 0 : (uint32_t)((last - first) / pitch) + 1;
}

/* Draw characters [from, to) of one run at x; returns where the next run begins. */
static lh_emu draw_run(drawing *d, const lh__chars *chars, const lh__span *span, size_t from,
		       size_t to, lh_emu x, lh_emu baseline)
{
	const lh__char *c = &chars->at[from], *last = &chars->at[to - 1];
	const lh_node *run = c->run;
	const lh_run_fmt *fmt = &run->u.run.fmt;
	bool at_start = from == span->from, at_end = to == span->to;
	lh_emu width = (lh_emu)lh__chars_width(chars, from, to);
	width += (at_start ? 0 : c->lead) + (at_end ? 0 : last->trail);
	lh_emu step = width + (at_end ? 0 : last->gap);

	if (c->cls == LH__BOX) {
		lh_emu side = share(fmt->size, BOX_HUNDREDTHS);
		lh_item *item = add_item(d, LH_ITEM_BOX, run, x + (width - side) / 2,
					 baseline - share(fmt->size, BOX_TOP_HUNDREDTHS));
		item->u.box.size = side;
		item->u.box.checked = run->u.run.as.checked;
	} else if (c->cls == LH__LEADER) {
		draw_leader(d, run, x, width, baseline);
	} else if (c->cls != LH__RULED) {
		draw_glyphs(d, c, to - from, fmt, run, at_start, x, baseline);
	}
	if (has_line(run)) {
		/* One rule after the other without a hole, also where Han meets Latin. */
		bool goes_on = !at_end && has_line(chars->at[to].run);
		lh_item *item = add_item(d, LH_ITEM_RULE, run, x,
					 baseline + share(fmt->size, RULE_DROP_HUNDREDTHS));
		item->u.rule.w = goes_on ? step : width;
		item->u.rule.h = RULE_THICKNESS;
	}
	if (run->kind == LH_NODE_TEXT && run->u.run.as.text.slot)
		*d->marks++ = (lh_line_mark){.run = run, .x = x, .w = width};
	return x + step;
}

static void draw_line(drawing *d, const lh__chars *chars, const lh__span *span, lh_emu x,
		      lh_line *line)
{
	line->items = d->items;
	line->marks = d->marks;
	for (size_t from = span->from; from < span->to;) {
		size_t to = from + 1;
		while (to < span->to && chars->at[to].run == chars->at[from].run)
			to++;
		x = draw_run(d, chars, span, from, to, x, line->baseline);
		from = to;
	}
	line->n_items = (size_t)(d->items - line->items);
	line->n_marks = (size_t)(d->marks - line->marks);
}

/* The leader of a line takes what is left of its measure; false when there is none. */
static bool fill_leader(lh__chars *chars, const lh__span *span, int64_t more)
{
	for (size_t i = span->from; chars->has_leader && i < span->to; i++) {
		if (chars->at[i].cls != LH__LEADER)
			continue;
		chars->at[i].body += (lh_emu)more;
		return true;
	}
	return false;
}

/* Fit a line to its measure and say how far from the left edge of that measure it begins. */
static lh_emu fit_line(lh__chars *chars, const lh__span *span, lh_align align, lh_emu measure,
		       lh_emu *width_out)
{
	size_t from = span->from, to = span->to;
	int64_t width = lh__chars_width(chars, from, to);
	if (width > measure)
		lh__line_shrink(chars, from, to, width - measure);
	else if (fill_leader(chars, span, measure - width))
		align = LH_ALIGN_LEFT;
	else if (align == LH_ALIGN_SPREAD)
		lh__line_spread(chars, from, to, measure - width);
	else if (align == LH_ALIGN_JUSTIFY && !span->last)
		lh__line_stretch(chars, from, to, measure - width);
	*width_out = (lh_emu)lh__chars_width(chars, from, to);
	switch (align) {
	case LH_ALIGN_CENTER:
		return (measure - *width_out) / 2;
	case LH_ALIGN_RIGHT:
		return measure - *width_out;
	case LH_ALIGN_LEFT:
	case LH_ALIGN_JUSTIFY:
	case LH_ALIGN_SPREAD:
		break;
	}
	return 0;
}

static const char *millimetres(lh_arena *arena, int64_t emu)
{
	int64_t tenths = (emu * 10 + LH_EMU_MM / 2) / LH_EMU_MM;
	return lh_fmt(arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

static void report_too_wide(const lh_setter *setter, const lh_node *para, const lh__chars *chars,
			    size_t from, size_t to, lh_emu measure)
{
	const lh_node *run = chars->at[from].run;
	const lh_origin *origin = &run->u.run.origin;
	lh_loc tmpl = origin->tmpl.file ? origin->tmpl : para->loc;
	lh_buf text = {0};
	for (size_t i = from; i < to && i - from < PIECE_SHOWN; i++) {
		char utf8[4] = {0};
		if (chars->at[i].cp)
			lh_buf_put(&text, utf8, lh_utf8_put(utf8, chars->at[i].cp));
		else
			lh_buf_puts(&text, "____");
	}
	if (to - from > PIECE_SHOWN)
		lh_buf_puts(&text, "…");
	lh_loc place = origin->data.file ? origin->data : tmpl;
	lh_diag(setter->ctx, LH_E_TOO_WIDE, place, lh_buf_str(&text),
		millimetres(setter->arena, lh__chars_width(chars, from, to)),
		millimetres(setter->arena, measure), origin->path ? origin->path : "-", NULL);
	if (origin->data.file && tmpl.file)
		lh_diag(setter->ctx, LH_N_SET_HERE, tmpl, NULL);
	lh_buf_free(&text);
}

/* At most one item of text and one rule for each stretch of one run on one line. */
static drawing begin_drawing(const lh_setter *setter, const lh_node *para, const lh__chars *chars,
			     size_t n_lines)
{
	size_t n_runs = n_lines;
	for (size_t i = 1; i < chars->n; i++)
		n_runs += chars->at[i].run != chars->at[i - 1].run;
	drawing d = {.setter = setter, .para = para};
	d.glyphs = LH_NEW_ARRAY(setter->arena, lh_glyph, chars->n);
	d.items = LH_NEW_ARRAY(setter->arena, lh_item, chars->has_line ? 2 * n_runs : n_runs);
	if (chars->has_mark)
		d.marks = LH_NEW_ARRAY(setter->arena, lh_line_mark, n_runs);
	return d;
}

static const lh_set_para *draw_para(const lh_setter *setter, const lh_node *para, lh__chars *chars,
				    const lh__spans *spans, lh_emu width)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	lh_emu em = fmt->run.size, size = largest_size(para), pitch = lh_para_pitch(para);
	lh_emu left = share(em, fmt->indent_left), first = share(em, fmt->indent_first);
	lh_emu measure = width - left - share(em, fmt->indent_right);
	drawing d = begin_drawing(setter, para, chars, spans->n);
	lh_line *lines = LH_NEW_ARRAY(setter->arena, lh_line, spans->n);
	for (size_t i = 0; i < spans->n; i++) {
		lh_emu indent = i == 0 ? first : 0;
		lines[i].height = pitch;
		lines[i].baseline = (pitch - size) / 2 + share(size, ASCENT_HUNDREDTHS);
		lh_emu x = left + indent + fit_line(chars, &spans->at[i], fmt->align, measure - indent,
						    &lines[i].width);
		draw_line(&d, chars, &spans->at[i], x, &lines[i]);
	}
	lh_set_para *set = LH_NEW(setter->arena, lh_set_para);
	int64_t height = (int64_t)pitch * (int64_t)spans->n;
	*set = (lh_set_para){.para = para, .lines = lines, .n_lines = spans->n,
			     .height = height < INT32_MAX ? (lh_emu)height : INT32_MAX};
	return set;
}

/* Labels and titles take even lines; what stands in cells is broken between words. */
static lh__manner manner_of(const lh_node *para, const lh__chars *chars)
{
	switch (para->u.para.fmt.align) {
	case LH_ALIGN_CENTER:
		return LH__EVEN;
	case LH_ALIGN_LEFT:
	case LH_ALIGN_RIGHT:
		return para->parent && para->parent->kind == LH_NODE_CELL && !chars->has_leader ? LH__WORDS
												: LH__FULL;
	case LH_ALIGN_JUSTIFY:
	case LH_ALIGN_SPREAD:
		break;
	}
	return LH__FULL;
}

bool lh_para_set(const lh_setter *setter, const lh_node *para, lh_emu width,
		 const lh_set_para **set_out)
{
	const lh_para_fmt *fmt = &para->u.para.fmt;
	lh_emu em = fmt->run.size;
	lh_emu rest = width - share(em, fmt->indent_left) - share(em, fmt->indent_right);
	lh_emu first = rest - share(em, fmt->indent_first);
	lh__chars chars;
	lh__spans spans = {0};
	size_t from = 0, to = 0;
	*set_out = NULL;
	if (lh__chars_of_para(setter, para, &chars)) {
		lh__breaks_mark(&chars);
		const lh__measure measure = {first, rest, manner_of(para, &chars), setter->words};
		if (lh__break_lines(&chars, &measure, &spans, &from, &to))
			*set_out = draw_para(setter, para, &chars, &spans, width);
		else
			report_too_wide(setter, para, &chars, from, to, spans.n == 0 ? first : rest);
	}
	lh__spans_free(&spans);
	lh__chars_free(&chars);
	return *set_out != NULL;
}

bool lh_text_items(const lh_setter *setter, const char *text, const lh_run_fmt *fmt,
		   const lh_node *para, const lh_node *run, lh_item *item_out, lh_emu *width_out)
{
	lh__chars chars;
	bool ok = lh__chars_of_text(setter, text, fmt, run, &chars);
	if (ok) {
		drawing d = {.setter = setter, .para = para, .items = item_out};
		d.glyphs = LH_NEW_ARRAY(setter->arena, lh_glyph, chars.n);
		draw_glyphs(&d, chars.at, chars.n, fmt, run, /*at_start*/true, 0, 0);
		*width_out = (lh_emu)lh__chars_width(&chars, 0, chars.n);
	}
	lh__chars_free(&chars);
	return ok;
}
