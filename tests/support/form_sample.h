/*
 * A tree as an application form makes it: cover with seal places, a long table of several row groups
 * with heads of their own, merged labels, long texts, opinion blocks, characters of all planes.
 */
#ifndef LH_TESTS_FORM_SAMPLE_H
#define LH_TESTS_FORM_SAMPLE_H

#include "doc/doc.h"

/* Styles that the builders below use: "TableText", "Body", "Label", "Heading", "Title", "CoverLine". */
typedef enum form_style {
	FORM_TEXT,
	FORM_BODY,
	FORM_LABEL,
	FORM_HEADING,
	FORM_TITLE,
	FORM_COVER,
	FORM_STYLE_COUNT
} form_style;

const lh_style *form_style_at(form_style style);

/* Pieces, each appended to `parent`. Runs take the format of their paragraph. */
lh_node *form_document(lh_arena *arena, bool draft);
lh_node *form_section(lh_arena *arena, lh_node *document, lh_page_number number, int32_t start);
lh_node *form_para(lh_arena *arena, lh_node *parent, form_style style);
lh_node *form_text(lh_arena *arena, lh_node *para, const char *path, const char *text);
lh_node *form_run(lh_arena *arena, lh_node *para, lh_node_kind kind);
/* A table of `n` columns of equal width over the text area. */
lh_node *form_table(lh_arena *arena, lh_node *section, uint16_t n);
lh_node *form_group(lh_arena *arena, lh_node *table, uint16_t n_head);
lh_node *form_row(lh_arena *arena, lh_node *group);
/* A cell with one paragraph of one run; it begins behind `column` columns. */
lh_node *form_cell(lh_arena *arena, lh_node *row, uint16_t column, uint16_t col_span,
		   uint16_t row_span, form_style style, const char *path, const char *text);

/* The whole form with so many members. */
lh_node *form_sample(lh_arena *arena, int members, bool draft);

#endif
