/*
 * What a page draws. This file knows content operators, marked content, and how text is copied out
 * of a PDF; it refuses to know fonts beyond a code and a width.
 *
 * Readers that turn a page into text see a blank wherever two characters stand apart, and Chinese
 * forms are full of such places: spread labels, justified lines, the space between Han and Latin.
 * Characters that stand apart without a blank between them are therefore marked as one Span that
 * says what its text is.
 */
#include "emit/pdf/content.h"

#include <assert.h>
#include <string.h>

#include "util/utf8.h"

enum {
	PLACES = 3, /* decimals of a coordinate in points */
	BOLD = 36,  /* a bold line is a 36th of the size thick */
	GAP = 12,   /* a space of a 12th of the size looks like a blank to readers */
	DISC_GREY = 75,
	TWO_EM_DASH = 0x2E3A,
	EM_DASH = 0x2014,
	BOX_EMPTY = 0x2610,
	BOX_TICKED = 0x2611,
};

/* One character of a line. */
typedef struct place {
	const lh_item *item;
	uint32_t cp;
	uint16_t face, code;
	int32_t width; /* thousandths of an em */
	lh_emu x;      /* on the page */
	bool linked;   /* stands apart from the one behind it, without a blank between them */
} place;

typedef struct pen {
	lh_arena *arena;
	lh_buf *out;
	const lh_page *page;
	size_t index;
	const lh__pdffonts *fonts;
	lh__pdftags *tags;
	/* State of the stream. */
	bool marked;         /* inside a mark */
	const lh_node *para; /* of that mark; with `artifact` what it is for */
	bool artifact;
	bool font_known;
	uint16_t face;
	lh_emu size;
	bool bold;
	lh_emu bold_size;
	int grey;
	bool in_array, in_string;
	int64_t x1000; /* where the next character would stand, in thousandths of an EMU */
	place *line;
	size_t n_line, cap_line;
} pen;

static void number(pen *p, int64_t emu)
{
	lh_buf_pt(p->out, emu, PLACES);
	lh_buf_putc(p->out, ' ');
}

/* y runs down in our pages, up in a PDF. */
static void point(pen *p, int64_t x, int64_t y)
{
	number(p, x);
	number(p, p->page->h - y);
}

static void end_mark(pen *p)
{
	if (p->marked)
		lh_buf_puts(p->out, "EMC\n");
	p->marked = false;
}

/* The beginning of the properties of a piece of a paragraph. */
static void put_mark(pen *p, const char *tag, const lh_node *para)
{
	size_t number = lh__pdftags_mark(p->tags, lh__pdftags_of(p->tags, para), p->index);
	lh_buf_puts(p->out, tag);
	lh_buf_puts(p->out, "<</MCID ");
	lh_buf_int(p->out, (int64_t)number);
}

/* What is drawn from here on belongs to that paragraph, or to none. */
static void turn_to(pen *p, const lh_node *para, bool artifact)
{
	if (p->artifact != artifact || (!artifact && p->para != para))
		end_mark(p);
	p->para = para;
	p->artifact = artifact;
}

static void begin_mark(pen *p)
{
	if (p->marked)
		return;
	if (p->artifact) {
		lh_buf_puts(p->out, "/Artifact BMC\n");
	} else {
		put_mark(p, "/P", p->para);
		lh_buf_puts(p->out, ">>BDC\n");
	}
	p->marked = true;
}

static void begin_artifact(pen *p)
{
	turn_to(p, NULL, /*artifact*/ true);
	begin_mark(p);
}

static void set_grey(pen *p, int grey)
{
	if (p->grey == grey)
		return;
	p->grey = grey;
	/* Both colours: bold text is filled and stroked. */
	lh_buf_printf(p->out, grey == 100 ? "1 g 1 G\n" : "0.%02d g 0.%02d G\n", grey, grey);
}

static void set_bold(pen *p, bool bold, lh_emu size)
{
	if (bold && (!p->bold || p->bold_size != size)) {
		number(p, size / BOLD);
		lh_buf_puts(p->out, "w ");
		p->bold_size = size;
	}
	if (p->bold != bold)
		lh_buf_puts(p->out, bold ? "2 Tr\n" : "0 Tr\n");
	p->bold = bold;
}

static void set_font(pen *p, uint16_t face, lh_emu size)
{
	if (p->font_known && p->face == face && p->size == size)
		return;
	lh_buf_puts(p->out, "/F");
	lh_buf_int(p->out, face);
	lh_buf_putc(p->out, ' ');
	number(p, size);
	lh_buf_puts(p->out, "Tf\n");
	p->font_known = true;
	p->face = face;
	p->size = size;
}

static void end_string(pen *p)
{
	if (p->in_string)
		lh_buf_putc(p->out, ')');
	p->in_string = false;
}

static void end_array(pen *p)
{
	end_string(p);
	if (p->in_array)
		lh_buf_puts(p->out, "]TJ\n");
	p->in_array = false;
}

static void put_byte(lh_buf *out, unsigned byte)
{
	/* A bare CR in a string would be read as LF. */
	if (byte == '\r') {
		lh_buf_puts(out, "\\r");
		return;
	}
	if (byte == '(' || byte == ')' || byte == '\\')
		lh_buf_putc(out, '\\');
	lh_buf_putc(out, (char)byte);
}

static int64_t divide(int64_t a, int64_t b)
{
	return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

static void show(pen *p, const place *c)
{
	lh_emu size = c->item->u.text.size;
	if (p->bold != c->item->u.text.bold || p->grey != c->item->u.text.grey ||
	    p->face != c->face || p->size != size || !p->font_known)
		end_array(p);
	if (!p->in_array) {
		set_grey(p, c->item->u.text.grey);
		set_bold(p, c->item->u.text.bold, size);
		set_font(p, c->face, size);
		lh_buf_putc(p->out, '[');
		p->in_array = true;
	}
	/* What is rounded away here is made up for at the next character. */
	int64_t back = divide(p->x1000 - 1000 * (int64_t)c->x, size);
	if (back) {
		end_string(p);
		lh_buf_int(p->out, back);
		p->x1000 -= back * size;
	}
	if (!p->in_string)
		lh_buf_putc(p->out, '(');
	p->in_string = true;
	put_byte(p->out, c->code >> 8);
	put_byte(p->out, c->code & 0xFF);
	p->x1000 += (int64_t)c->width * size;
}

static void put_actual(lh_buf *out, uint32_t cp)
{
	if (cp == TWO_EM_DASH) {
		lh__pdf_utf16(out, EM_DASH);
		lh__pdf_utf16(out, EM_DASH);
	} else {
		lh__pdf_utf16(out, cp);
	}
}

/* Runs with a ruled blank between them: the reader shall see that something goes there. */
static bool blank_between(const lh_item *a, const lh_item *b)
{
	if (!a->run || !b->run)
		return false;
	for (const lh_node *run = a->run->next; run && run != b->run; run = run->next) {
		if (run->kind == LH_NODE_BLANK)
			return true;
	}
	return false;
}

static bool stands_apart(const place *a, const place *b)
{
	if (lh_cp_is_space(a->cp) || lh_cp_is_space(b->cp))
		return false;
	lh_emu size = a->item->u.text.size;
	int64_t end = 1000 * (int64_t)a->x + (int64_t)a->width * size;
	int64_t gap = 1000 * (int64_t)b->x - end;
	if (gap <= 1000 * (int64_t)size / GAP)
		return false;
	return a->item->run == b->item->run ||
	       (gap <= 1000 * (int64_t)size && !blank_between(a->item, b->item));
}

static bool in_word(const place *a)
{
	return !lh_cp_is_wide(a->cp) && !lh_cp_is_space(a->cp);
}

/*
 * Find the characters of a line that stand apart. A number or a Latin word that begins or ends such
 * a place goes into it whole: readers that speak go from piece to piece.
 */
static bool link_line(place *line, size_t n)
{
	bool any = false;
	for (size_t i = 0; i + 1 < n; i++) {
		line[i].linked = stands_apart(&line[i], &line[i + 1]);
		if (i && line[i - 1].linked && in_word(&line[i]) && in_word(&line[i + 1]))
			line[i].linked = true;
		any = any || line[i].linked;
	}
	for (size_t i = n; i-- > 1;) {
		if (line[i].linked && in_word(&line[i - 1]) && in_word(&line[i]))
			line[i - 1].linked = true;
	}
	return any;
}

static void add_places(pen *p, const lh_item *item)
{
	assert(item->u.text.size > 0);
	for (size_t i = 0; i < item->u.text.n_glyphs; i++) {
		const lh_glyph *glyph = &item->u.text.glyphs[i];
		if (p->n_line == p->cap_line) {
			size_t capacity = p->cap_line ? 2 * p->cap_line : 128;
			place *line = LH_NEW_ARRAY(p->arena, place, capacity);
			if (p->n_line)
				memcpy(line, p->line, p->n_line * sizeof *line);
			p->line = line;
			p->cap_line = capacity;
		}
		place *c = &p->line[p->n_line++];
		*c = (place){.item = item,
			     .cp = glyph->cp,
			     .face = glyph->face,
			     .x = item->x + glyph->x};
		c->code = lh__pdffonts_code(p->fonts, c->face, c->cp);
		c->width = lh__pdffonts_width(p->fonts, c->face, c->code);
	}
}

/*
 * The Span is a piece of the paragraph beside the others: some readers lose the rest of a piece
 * that has another inside it.
 */
static void open_span(pen *p, const place *first)
{
	end_array(p);
	if (p->artifact) {
		lh_buf_puts(p->out, "/Span<<");
	} else {
		end_mark(p);
		put_mark(p, "/Span", p->para);
	}
	lh_buf_puts(p->out, "/ActualText<FEFF");
	const place *c = first;
	do
		put_actual(p->out, c->cp);
	while (c++->linked);
	lh_buf_puts(p->out, ">>>BDC\n");
}

/* Draw the collected line; `y` is its baseline. */
static void draw_line(pen *p, lh_emu y)
{
	if (!p->n_line)
		return;
	bool any_span = link_line(p->line, p->n_line);
	/* Marks may hold whole text objects or be held by one, but not cross its ends. */
	bool marks_inside = any_span && !p->artifact;
	if (marks_inside)
		end_mark(p);
	else
		begin_mark(p);
	lh_buf_puts(p->out, "BT\n");
	point(p, p->line[0].x, y);
	lh_buf_puts(p->out, "Td\n");
	p->x1000 = 1000 * (int64_t)p->line[0].x;
	bool in_span = false;
	for (size_t i = 0; i < p->n_line; i++) {
		const place *c = &p->line[i];
		if (c->linked && !in_span) {
			open_span(p, c);
			in_span = true;
		} else if (!in_span) {
			begin_mark(p);
		}
		show(p, c);
		if (in_span && !c->linked) {
			end_array(p);
			lh_buf_puts(p->out, "EMC\n");
			in_span = false;
		}
	}
	end_array(p);
	if (marks_inside)
		end_mark(p);
	lh_buf_puts(p->out, "ET\n");
	p->n_line = 0;
}

/* Sine and cosine of whole degrees by turning one degree at a time: the same on every machine. */
static void turn(int32_t degrees, double *cos_out, double *sin_out)
{
	static const double cos1 = 0.99984769515639123916, sin1 = 0.01745240643728351282;
	double c = 1, s = 0;
	for (int32_t i = ((degrees % 360) + 360) % 360; i > 0; i--) {
		double next = c * cos1 - s * sin1;
		s = s * cos1 + c * sin1;
		c = next;
	}
	*cos_out = c;
	*sin_out = s;
}

/* Between -1 and 1, with five decimals. */
static void factor(pen *p, double value)
{
	long units = (long)(value * 100000 + (value < 0 ? -0.5 : 0.5));
	lh_buf_puts(p->out, units < 0 ? "-" : "");
	units = units < 0 ? -units : units;
	lh_buf_printf(p->out, "%ld.%05ld ", units / 100000, units % 100000);
}

static void draw_turned(pen *p, const lh_item *item)
{
	begin_artifact(p);
	add_places(p, item);
	double c, s;
	turn(item->u.text.rotate, &c, &s);
	/* A pale one is no text of the paper: readers shall copy nothing for it. */
	bool mute = item->u.text.grey;
	lh_buf_puts(p->out, mute ? "/Span<</ActualText<FEFF>>>BDC\nBT\n" : "BT\n");
	factor(p, c);
	factor(p, s);
	factor(p, -s);
	factor(p, c);
	point(p, item->x, item->y);
	lh_buf_puts(p->out, "Tm\n");
	p->x1000 = 1000 * (int64_t)item->x;
	for (size_t i = 0; i < p->n_line; i++)
		show(p, &p->line[i]);
	end_array(p);
	lh_buf_puts(p->out, mute ? "ET\nEMC\n" : "ET\n");
	p->n_line = 0;
}

static void draw_disc(pen *p, const lh_item *item)
{
	begin_artifact(p);
	int64_t d = item->u.disc.diameter, r = d / 2;
	int64_t x = item->x + r, y = item->y + r;
	int64_t k = r * 5523 / 10000; /* a quarter of a circle as a Bézier curve */
	lh_buf_printf(p->out, "q 0.%02d G 0.5 w [3 3] 0 d\n", DISC_GREY);
	point(p, x + r, y);
	lh_buf_puts(p->out, "m\n");
	const int64_t to[4][2] = {{0, -1}, {-1, 0}, {0, 1}, {1, 0}};
	int64_t from_x = 1, from_y = 0;
	for (int i = 0; i < 4; i++) {
		point(p, x + from_x * r + to[i][0] * k, y + from_y * r + to[i][1] * k);
		point(p, x + to[i][0] * r + from_x * k, y + to[i][1] * r + from_y * k);
		point(p, x + to[i][0] * r, y + to[i][1] * r);
		lh_buf_puts(p->out, "c\n");
		from_x = to[i][0];
		from_y = to[i][1];
	}
	lh_buf_puts(p->out, "s Q\n");
}

/* Round ends make a dot of a dash without length. */
static void draw_dots(pen *p, const lh_item *item)
{
	if (!item->u.dots.n)
		return;
	begin_artifact(p);
	lh_buf_puts(p->out, "q 0 G 1 J ");
	number(p, item->u.dots.diameter);
	lh_buf_puts(p->out, "w [0 ");
	number(p, item->u.dots.pitch);
	lh_buf_puts(p->out, "] 0 d ");
	point(p, item->x, item->y);
	lh_buf_puts(p->out, "m ");
	/* A little further than the last dot, which rounding could lose. */
	point(p, (int64_t)item->x + (int64_t)item->u.dots.pitch * (item->u.dots.n - 1) +
			 item->u.dots.pitch / 4, item->y);
	lh_buf_puts(p->out, "l S Q\n");
}

static void draw_box(pen *p, const lh_item *item)
{
	end_mark(p);
	int64_t size = item->u.box.size;
	int64_t line = size / 20 > LH_EMU_PT / 2 ? size / 20 : LH_EMU_PT / 2;
	int64_t left = item->x + line / 2, bottom = item->y + size - line / 2;
	/* A drawn shape has no text; this is the character that it stands for. */
	if (item->artifact)
		lh_buf_puts(p->out, "/Artifact<<");
	else
		put_mark(p, "/Span", item->para);
	lh_buf_printf(p->out, "/ActualText<FEFF%04X>>>BDC\nq ",
		      item->u.box.checked ? BOX_TICKED : BOX_EMPTY);
	number(p, line);
	lh_buf_puts(p->out, "w ");
	point(p, left, bottom);
	number(p, size - line);
	number(p, size - line);
	lh_buf_puts(p->out, "re S\n");
	if (item->u.box.checked) {
		number(p, size / 10);
		lh_buf_puts(p->out, "w 1 J 1 j ");
		point(p, item->x + size * 22 / 100, item->y + size * 52 / 100);
		lh_buf_puts(p->out, "m ");
		point(p, item->x + size * 43 / 100, item->y + size * 74 / 100);
		lh_buf_puts(p->out, "l ");
		point(p, item->x + size * 80 / 100, item->y + size * 26 / 100);
		lh_buf_puts(p->out, "l S\n");
	}
	lh_buf_puts(p->out, "Q\nEMC\n");
}

/* All rules of the page are one path. */
static void draw_rules(pen *p)
{
	bool any = false;
	for (size_t i = 0; i < p->page->n_items; i++) {
		const lh_item *item = &p->page->items[i];
		if (item->kind != LH_ITEM_RULE)
			continue;
		if (!any) {
			begin_artifact(p);
			set_grey(p, 0);
		}
		any = true;
		point(p, item->x, (int64_t)item->y + item->u.rule.h);
		number(p, item->u.rule.w);
		number(p, item->u.rule.h);
		lh_buf_puts(p->out, "re\n");
	}
	if (any)
		lh_buf_puts(p->out, "f\n");
}

static void draw_background(pen *p)
{
	for (size_t i = 0; i < p->page->n_items; i++) {
		const lh_item *item = &p->page->items[i];
		if (item->kind == LH_ITEM_DISC)
			draw_disc(p, item);
		else if (item->kind == LH_ITEM_DOTS)
			draw_dots(p, item);
		else if (item->kind == LH_ITEM_TEXT && item->u.text.rotate)
			draw_turned(p, item);
	}
	draw_rules(p);
}

/* Text items that stand on one line of one paragraph are drawn together. */
static bool same_line(const lh_item *a, const lh_item *b)
{
	return a->para == b->para && a->y == b->y && a->artifact == b->artifact;
}

static void draw_foreground(pen *p)
{
	const lh_item *line = NULL; /* first item of the collected line */
	for (size_t i = 0; i < p->page->n_items; i++) {
		const lh_item *item = &p->page->items[i];
		bool text =
			item->kind == LH_ITEM_TEXT && !item->u.text.rotate && item->u.text.n_glyphs;
		if (!text && item->kind != LH_ITEM_BOX)
			continue;
		if (line && (!text || !same_line(line, item))) {
			draw_line(p, line->y);
			line = NULL;
		}
		if (!text) {
			draw_box(p, item);
			continue;
		}
		if (!line) {
			turn_to(p, item->para, item->artifact || !item->para);
			line = item;
		}
		add_places(p, item);
	}
	if (line)
		draw_line(p, line->y);
	end_mark(p);
}

void lh__pdfcontent(lh_arena *arena, const lh_pages *pages, size_t index, const lh__pdffonts *fonts,
		    lh__pdftags *tags, lh_buf *out)
{
	pen p = {.arena = arena,
		 .out = out,
		 .page = &pages->pages[index],
		 .index = index,
		 .fonts = fonts,
		 .tags = tags};
	if (p.page->turned) {
		/* A quarter turn counter-clockwise: the head comes to lie on the left. */
		lh_buf_puts(out, "0 1 -1 0 ");
		number(&p, p.page->h);
		lh_buf_puts(out, "0 cm\n");
	}
	/* Round corners: strokes of bold type have no spikes. */
	lh_buf_puts(out, "1 j\n");
	draw_background(&p);
	draw_foreground(&p);
}
