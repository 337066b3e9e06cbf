/* A template written in the test, loaded against the real schema and the Urumqi jurisdiction. */
#ifndef TESTS_UNIT_TMPL_CASE_H
#define TESTS_UNIT_TMPL_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "doc/dump.h"
#include "support/scratch.h"
#include "tmpl/fill/fill.h"
#include "util/buf.h"
#include "util/file.h"

typedef struct tmpl_case {
	lh_ctx *ctx;
	lh_arena *arena;
	const lh_catalog *catalog;
	const lh_jurisdiction *urumqi;
} tmpl_case;

static inline int case_setup(void **state)
{
	tmpl_case *c = calloc(1, sizeof *c);
	c->ctx = lh_ctx_new();
	c->arena = lh_arena_new();
	c->catalog = lh_catalog_load(c->ctx, c->arena, LH_SOURCE_DIR "/templates");
	lh_diag_print_all(c->ctx, stderr);
	c->urumqi = c->catalog ? lh_catalog_find(c->catalog, "urumqi") : NULL;
	*state = c;
	return c->urumqi ? 0 : -1;
}

static inline int case_teardown(void **state)
{
	tmpl_case *c = *state;
	lh_arena_free(c->arena);
	lh_ctx_free(c->ctx);
	free(c);
	return 0;
}

/* A new file that holds the text; the caller removes it. */
static inline const char *case_file(tmpl_case *c, const char *text)
{
	return scratch_file(c->arena, text);
}

static inline const lh_tmpl *case_load_file(tmpl_case *c, const char *path)
{
	lh_document_info *info = LH_NEW(c->arena, lh_document_info);
	*info = (lh_document_info){.key = "probe",
				   .title = "t",
				   .source = "",
				   .file = path,
				   .loc_note = ""};
	return lh_tmpl_load(c->ctx, c->arena, c->catalog, c->urumqi, info);
}

static inline const lh_tmpl *case_load(tmpl_case *c, const char *text)
{
	const char *path = case_file(c, text);
	const lh_tmpl *tmpl = case_load_file(c, path);
	unlink(path);
	return tmpl;
}

/* A body of one section; `items` is indented by six blanks, its first line is line 5. */
static inline const lh_tmpl *case_load_body(tmpl_case *c, const char *items)
{
	return case_load(c, lh_fmt(c->arena,
				   "use: [common/styles.yaml, common/blocks.yaml]\nabout: {title: "
				   "t}\nbody:\n  - section: form\n"
				   "    body:\n%s",
				   items));
}

/* A body of one table, rows indented by twelve blanks; their first line is line 9. */
static inline const lh_tmpl *case_load_rows(tmpl_case *c, const char *rows)
{
	return case_load_body(c, lh_fmt(c->arena,
					"      - table:\n          as: form\n          rows:\n%s",
					rows));
}

static inline const lh_report *case_report(const tmpl_case *c, lh_msg msg)
{
	for (size_t i = 0; i < lh_diag_count(c->ctx); i++)
		if (lh_diag_at(c->ctx, i)->msg == msg)
			return lh_diag_at(c->ctx, i);
	return NULL;
}

/* The only error is `msg`, at that line. */
static inline void assert_refused(const tmpl_case *c, const lh_tmpl *tmpl, lh_msg msg,
				  unsigned line)
{
	const lh_report *report = case_report(c, msg);
	if (!report || report->loc.line != line || lh_diag_errors(c->ctx) != 1)
		lh_diag_print_all(c->ctx, stderr);
	assert_null(tmpl);
	assert_non_null(report);
	assert_int_equal(report->loc.line, line);
	assert_int_equal(lh_diag_errors(c->ctx), 1);
}

static inline lh_env *case_env(tmpl_case *c, const char *data_path)
{
	const lh_consortium *consortium =
		lh_consortium_load(c->ctx, c->arena, c->catalog->names.schema, data_path);
	assert_non_null(consortium);
	lh_names *names = LH_NEW(c->arena, lh_names);
	*names = c->catalog->names;
	names->options = c->urumqi->options;
	names->n_options = c->urumqi->n_options;
	return lh_env_new(c->ctx, c->arena, names, consortium, "urumqi");
}

#define SAMPLE LH_SOURCE_DIR "/samples/complete.yaml"

static inline const lh_node *case_fill_with(tmpl_case *c, const lh_tmpl *tmpl, lh_env *env,
					    const lh_fill_options *options)
{
	const lh_node *document;
	if (!tmpl)
		lh_diag_print_all(c->ctx, stderr);
	assert_non_null(tmpl);
	if (!lh_tmpl_fill(c->ctx, c->arena, tmpl, env, options, &document))
		lh_diag_print_all(c->ctx, stderr);
	assert_non_null(document);
	return document;
}

static inline const lh_node *case_fill(tmpl_case *c, const lh_tmpl *tmpl)
{
	return case_fill_with(c, tmpl, case_env(c, SAMPLE), &(lh_fill_options){.draft = true});
}

static inline const lh_node *case_blank(tmpl_case *c, const lh_tmpl *tmpl)
{
	return case_fill_with(c, tmpl, NULL, &(lh_fill_options){.blank = true});
}

static inline size_t case_count(const lh_node *node, lh_node_kind kind)
{
	size_t n = node->kind == kind;
	for (const lh_node *child = node->first; child; child = child->next)
		n += case_count(child, kind);
	return n;
}

/* The n-th node of a kind in reading order, from 0. */
static inline const lh_node *case_nth(const lh_node *node, lh_node_kind kind, size_t *n)
{
	if (node->kind == kind && (*n)-- == 0)
		return node;
	for (const lh_node *child = node->first; child; child = child->next) {
		const lh_node *found = case_nth(child, kind, n);
		if (found)
			return found;
	}
	return NULL;
}

static inline const lh_node *case_node(const lh_node *document, lh_node_kind kind, size_t n)
{
	const lh_node *found = case_nth(document, kind, &n);
	assert_non_null(found);
	return found;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, case_setup, case_teardown)

#endif
