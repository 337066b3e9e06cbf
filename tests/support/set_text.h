/*
 * Paragraphs for tests: built from runs, set with the fake ruler, and read back as text. Sizes are
 * 10 pt, so that 1 em is EM.
 */
#ifndef LH_TESTS_SET_TEXT_H
#define LH_TESTS_SET_TEXT_H

#include "layout/line/linebreak.h"
#include "layout/line/para.h"
#include "support/fake_ruler.h"

enum { EM = 10 * LH_EMU_PT };

typedef struct bed {
	lh_ctx *ctx;
	lh_arena *arena; /* a test may free it and put another in its place */
	lh_arena *kept;  /* of the words */
	lh_ruler ruler;
	lh_setter setter;
	lh_ruler fake;  /* what `ruler` asks, but for U+2E3A when long_dash is false */
	bool long_dash;
} bed;

/* Its words: 高级|工程师 院长 负责人 和田 市场; tails 有限|公司 研究院 大学 市 区 产业|创新|联合体; 体 室 化; 与 和. */
bed *bed_new(void);
void bed_free(bed *bed);

/* A paragraph of one text run; format fields may be changed before it is set. */
lh_node *bed_para(bed *bed, lh_align align, const char *text);
/* Append a run in the paragraph's format. */
lh_node *bed_run(bed *bed, lh_node *para, lh_node_kind kind, const char *text);

/* Set and give the lines' texts, joined by '/'; "!" when setting failed. */
const char *bed_lines(bed *bed, const lh_node *para, lh_emu width);
const lh_set_para *bed_set(bed *bed, const lh_node *para, lh_emu width);

/* Text of a set line, U+2E3A written as two dashes. */
const char *line_text(bed *bed, const lh_line *line);
/* x of the n-th glyph of a line from the left edge of the measure, -1 when there is none. */
lh_emu glyph_x(const lh_line *line, size_t n);
size_t count_glyphs(const lh_line *line);
const lh_item *find_item(const lh_line *line, lh_item_kind kind);

#endif
