/*
 * One test of the DOCX writer: a document of one section to fill, and the parts of the file that
 * comes of it. A failed expectation shows the whole part.
 */
#ifndef LH_TESTS_DOCX_CASE_H
#define LH_TESTS_DOCX_CASE_H

#include "emit/docx/docx.h"
#include "support/form_sample.h"
#include "util/ctx.h"

typedef struct docx_case {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_node *document;
	lh_node *section;
	lh_buf file; /* as last written */
	lh_buf part; /* as last read */
} docx_case;

/* The names that roles.yaml gives, so that no test needs font files. */
extern const lh_docx_fonts docx_fonts;

/* For cmocka: *state is a docx_case. */
int docx_set_up(void **state);
int docx_tear_down(void **state);

lh_node *docx_only_para(docx_case *f, form_style style);

/* Prove the tree and write it; `options` may be NULL. */
void docx_write_with(docx_case *f, const lh_emit_options *options);
/* A part of the file, until the next one is read. */
const char *docx_part(docx_case *f, const char *name);
/* Write, and read word/document.xml. */
const char *docx_body(docx_case *f);

void docx_expect(const char *xml, const char *piece);
void docx_refuse(const char *xml, const char *piece);
int docx_count(const char *xml, const char *piece);

#endif
