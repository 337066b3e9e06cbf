/* A tree, the file written from it and its parts. Knows cmocka, so that a failure shows the XML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/docx_case.h"

#include <stdlib.h>
#include <string.h>

#include "support/zip_part.h"

const lh_docx_fonts docx_fonts = {
	.name = {"宋体", "仿宋", "黑体", "楷体", "方正小标宋简体"},
	.alt = {"SimSun", "FangSong", "SimHei", "KaiTi", "华文中宋"},
	.latin = "Times New Roman",
	.rare = "SimSun-ExtB",
	.rare_alt = "宋体",
};

int docx_set_up(void **state)
{
	docx_case *f = calloc(1, sizeof *f);
	f->ctx = lh_ctx_new();
	f->arena = lh_arena_new();
	f->document = form_document(f->arena, /*draft*/ false);
	f->section = form_section(f->arena, f->document, LH_PAGE_NUMBER_NONE, 0);
	*state = f;
	return 0;
}

int docx_tear_down(void **state)
{
	docx_case *f = *state;
	lh_buf_free(&f->part);
	lh_buf_free(&f->file);
	lh_arena_free(f->arena);
	lh_ctx_free(f->ctx);
	free(f);
	return 0;
}

void docx_write_with(docx_case *f, const lh_emit_options *options)
{
	assert_true(lh_doc_check(f->ctx, f->document));
	assert_true(lh_docx_write(f->ctx, f->document, &docx_fonts, options, &f->file));
	assert_int_equal(lh_diag_count(f->ctx), 0);
}

const char *docx_part(docx_case *f, const char *name)
{
	assert_true(zip_part(&f->file, name, &f->part));
	return lh_buf_str(&f->part);
}

const char *docx_body(docx_case *f)
{
	docx_write_with(f, NULL);
	return docx_part(f, "word/document.xml");
}

void docx_expect(const char *xml, const char *piece)
{
	if (!strstr(xml, piece))
		fail_msg("missing: %s\nin: %s", piece, xml);
}

void docx_refuse(const char *xml, const char *piece)
{
	if (strstr(xml, piece))
		fail_msg("not expected: %s\nin: %s", piece, xml);
}

int docx_count(const char *xml, const char *piece)
{
	int n = 0;
	for (const char *at = xml; (at = strstr(at, piece)); at += strlen(piece))
		n++;
	return n;
}

lh_node *docx_only_para(docx_case *f, form_style style)
{
	return form_para(f->arena, f->section, style);
}
