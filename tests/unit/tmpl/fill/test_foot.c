/* What stands at the foot of pages and at their edges: fingerprints, footers, room for seals. */
#include "doc/fingerprint.h"
#include "support/tmpl_case.h"


static const char head[] = "use: [common/styles.yaml]\nabout: {title: t}\nbody:\n";

static const lh_node *filled(tmpl_case *c, const char *body, bool draft)
{
	const lh_tmpl *tmpl = case_load(c, lh_fmt(c->arena, "%s%s", head, body));
	assert_non_null(tmpl);
	return case_fill_with(c, tmpl, case_env(c, LH_SOURCE_DIR "/samples/complete.yaml"),
			      &(lh_fill_options){.draft = draft});
}

static void footer_and_text_carry_the_same_fingerprint(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = filled(c,
					 "  - section: form\n"
					 "    footer: [指纹, {field: fingerprint}]\n"
					 "    body: [正文, {para: [{field: fingerprint}]}]\n",
					 /*draft*/ true);
	const char *print = document->u.document.fingerprint;
	assert_int_equal(strlen(print), LH_FINGERPRINT_LENGTH);
	assert_string_equal(document->first->u.section.footer, lh_fmt(c->arena, "指纹%s", print));
	assert_string_equal(lh_node_text(c->arena, document), lh_fmt(c->arena, "正文\n%s\n", print));
}

static void fingerprint_knows_words_and_not_their_looks(void **state)
{
	tmpl_case *c = *state;
	const char *a = filled(c, "  - {section: form, body: [甲, 乙]}\n", true)->u.document.fingerprint;
	const char *look = filled(c, "  - {section: annex, footer: 脚, body: [{para: 甲, fmt: {bold: true}}, 乙]}\n",
				  false)->u.document.fingerprint;
	const char *joined = filled(c, "  - {section: form, body: [甲乙]}\n", true)->u.document.fingerprint;
	const char *other = filled(c, "  - {section: form, body: [甲, 丙]}\n", true)->u.document.fingerprint;
	assert_string_equal(a, look);
	assert_string_not_equal(a, joined);
	assert_string_not_equal(a, other);
}

static void fingerprints_are_found_in_any_text(void **state)
{
	(void)state;
	static const char text[] = "LH1-00 LH1-12AB-34CD-56EF-7890x LH1-12ab-34CD-56EF-7890 LH1-0000-0000-0000-0000";
	const char *at = text, *end = text + sizeof text - 1;
	char print[LH_FINGERPRINT_LENGTH + 1];
	assert_true(lh_fingerprint_next(&at, end, print));
	assert_string_equal(print, "LH1-12AB-34CD-56EF-7890");
	assert_true(lh_fingerprint_next(&at, end, print));
	assert_string_equal(print, "LH1-0000-0000-0000-0000");
	assert_false(lh_fingerprint_next(&at, end, print));
}

static void edge_wider_than_the_margin_is_an_error(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = filled(c, "  - {section: form, edge: 15mm, body: [甲]}\n", true);
	assert_int_equal(document->first->u.section.edge, 15 * LH_EMU_MM);
	const lh_tmpl *tmpl = case_load(
		c, lh_fmt(c->arena, "%s  - {section: form, edge: 26mm, body: [甲]}\n", head));
	lh_env *env = case_env(c, LH_SOURCE_DIR "/samples/complete.yaml");
	assert_false(lh_tmpl_fill(c->ctx, c->arena, tmpl, env, &(lh_fill_options){.draft = true}, &document));
	assert_non_null(case_report(c, LH_E_PAGE_EDGE));
}

static void value_of_two_paragraphs_begins_one_page(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		filled(c, "  - section: form\n    body: [{para: \"{=replace('甲-乙', '-', '\\n')}\", fmt: {page_break: true}}]\n",
		       true);
	const lh_node *first = document->first->first;
	assert_string_equal(lh_node_text(c->arena, document), "甲\n乙\n");
	assert_true(first->u.para.fmt.page_break_before);
	assert_false(first->next->u.para.fmt.page_break_before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(footer_and_text_carry_the_same_fingerprint),
		TEST(fingerprint_knows_words_and_not_their_looks),
		TEST(fingerprints_are_found_in_any_text),
		TEST(edge_wider_than_the_margin_is_an_error),
		TEST(value_of_two_paragraphs_begins_one_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
