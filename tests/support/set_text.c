/* Paragraphs for tests; what set_text.h says. */
#include "support/set_text.h"

#include <stdlib.h>

#include "doc/words.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

static uint16_t face_of(void *self, lh_role role, uint32_t cp)
{
	const bed *bed = self;
	return cp == 0x2E3A && !bed->long_dash ? UINT16_MAX : bed->fake.face(bed->fake.self, role, cp);
}

static int32_t advance_of(void *self, uint16_t face, uint32_t cp)
{
	const bed *bed = self;
	return bed->fake.advance(bed->fake.self, face, cp);
}

static const lh_words *some_words(lh_arena *arena)
{
	static const char *const whole[] = {"高级|工程师", "院长", "负责人", "和田", "市场"};
	static const char *const tails[] = {"有限|公司", "研究院", "大学", "市", "区", "产业|创新|联合体"};
	lh_words *words = lh_words_new(arena);
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		lh_words_add(words, whole[i], /*tail*/ false);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		lh_words_add(words, tails[i], /*tail*/ true);
	lh_words_add_end(words, 0x4F53, "系"); /* 体 */
	lh_words_add_end(words, 0x5BA4, "内"); /* 室 */
	lh_words_add_end(words, 0x5316, "学"); /* 化 */
	lh_words_add_single(words, "与和");
	return words;
}

bed *bed_new(void)
{
	bed *bed = lh_xmalloc(sizeof *bed);
	bed->ctx = lh_ctx_new();
	bed->arena = lh_arena_new();
	bed->kept = lh_arena_new();
	bed->long_dash = true;
	bed->fake = fake_ruler();
	bed->ruler = (lh_ruler){.self = bed, .face = face_of, .advance = advance_of};
	bed->setter = (lh_setter){.ctx = bed->ctx, .arena = bed->arena, .ruler = &bed->ruler,
				  .words = some_words(bed->kept), .page = "", .pages = ""};
	return bed;
}

void bed_free(bed *bed)
{
	lh_arena_free(bed->arena);
	lh_arena_free(bed->kept);
	lh_ctx_free(bed->ctx);
	free(bed);
}

lh_node *bed_para(bed *bed, lh_align align, const char *text)
{
	lh_node *para = LH_NEW(bed->arena, lh_node);
	para->kind = LH_NODE_PARA;
	para->u.para.fmt = (lh_para_fmt){.align = align, .line_rule = LH_LINE_MULTIPLE, .line = 100,
					 .run = {.role = LH_ROLE_SONG, .size = EM}};
	if (text)
		bed_run(bed, para, LH_NODE_TEXT, text);
	return para;
}

lh_node *bed_run(bed *bed, lh_node *para, lh_node_kind kind, const char *text)
{
	lh_node *run = LH_NEW(bed->arena, lh_node);
	run->kind = kind;
	run->parent = para;
	run->u.run.fmt = para->u.para.fmt.run;
	if (kind == LH_NODE_TEXT)
		run->u.run.as.text.text = text;
	if (para->last)
		para->last->next = run;
	else
		para->first = run;
	para->last = run;
	return run;
}

const lh_set_para *bed_set(bed *bed, const lh_node *para, lh_emu width)
{
	const lh_set_para *set;
	return lh_para_set(&bed->setter, para, width, &set) ? set : NULL;
}

const char *line_text(bed *bed, const lh_line *line)
{
	lh_buf text = {0};
	for (size_t i = 0; i < line->n_items; i++) {
		const lh_item *item = &line->items[i];
		for (size_t k = 0; item->kind == LH_ITEM_TEXT && k < item->u.text.n_glyphs; k++) {
			char utf8[4];
			uint32_t cp = item->u.text.glyphs[k].cp;
			if (cp == 0x2E3A)
				lh_buf_puts(&text, "——");
			else
				lh_buf_put(&text, utf8, lh_utf8_put(utf8, cp));
		}
	}
	const char *copy = lh_arena_strdup(bed->arena, lh_buf_str(&text));
	lh_buf_free(&text);
	return copy;
}

const char *bed_lines(bed *bed, const lh_node *para, lh_emu width)
{
	const lh_set_para *set = bed_set(bed, para, width);
	const char *all = "";
	for (size_t i = 0; set && i < set->n_lines; i++)
		all = lh_fmt(bed->arena, "%s%s%s", all, i ? "/" : "", line_text(bed, &set->lines[i]));
	return set ? all : "!";
}

size_t count_glyphs(const lh_line *line)
{
	size_t n = 0;
	for (size_t i = 0; i < line->n_items; i++)
		if (line->items[i].kind == LH_ITEM_TEXT)
			n += line->items[i].u.text.n_glyphs;
	return n;
}

lh_emu glyph_x(const lh_line *line, size_t n)
{
	for (size_t i = 0; i < line->n_items; i++) {
		const lh_item *item = &line->items[i];
		if (item->kind != LH_ITEM_TEXT)
			continue;
		if (n < item->u.text.n_glyphs)
			return item->x + item->u.text.glyphs[n].x;
		n -= item->u.text.n_glyphs;
	}
	return -1;
}

const lh_item *find_item(const lh_line *line, lh_item_kind kind)
{
	for (size_t i = 0; i < line->n_items; i++)
		if (line->items[i].kind == kind)
			return &line->items[i];
	return NULL;
}
