/* Tables of contents: which headings they list, and how. */
#include "support/tmpl_case.h"

static const char *const body =
	"      - {para: 封面, style: body, fmt: {outline: 1}}\n"
	"      - toc: {title: 目录, title_style: heading_1, levels: 2, style: value, indent: 1.5}\n"
	"      - {para: 一, style: heading_1}\n"
	"      - {para: 正文, style: body}\n"
	"      - {para: \"（一）\\n上\", style: heading_2}\n"
	"      - {para: 1, style: body, fmt: {outline: 3}}\n"
	"      - {para: \"{=option('blank')}\", style: heading_1, if: \"option('blank') == 'on'\"}\n"
	"      - {para: \"\", style: heading_1}\n";

static const char *text(tmpl_case *c, const lh_node *node)
{
	return lh_node_text(c->arena, node);
}

static void headings_behind_the_contents_are_listed_by_level(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_fill(c, case_load_body(c, body));
	assert_string_equal(text(c, document),
			    "封面\n目录\n一\n（一）上\n一\n正文\n（一）上\n1\n\n");
	const lh_node *line = case_node(document, LH_NODE_PARA, 3);
	assert_string_equal(line->u.para.style->id, "value");
	assert_int_equal(line->u.para.fmt.indent_left, 150);
	assert_int_equal(case_node(document, LH_NODE_PARA, 2)->u.para.fmt.indent_left, 0);
	assert_int_equal(line->first->kind, LH_NODE_TEXT);
	assert_int_equal(line->first->next->kind, LH_NODE_LEADER);
	assert_int_equal(line->last->kind, LH_NODE_FIELD);
	assert_int_equal(line->last->u.run.as.field, LH_FIELD_PAGE_OF);
	const lh_node *heading = case_node(document, LH_NODE_PARA, 6);
	assert_string_equal(text(c, heading), "（一）上\n");
	for (const lh_node *run = line->first; run; run = run->next)
		assert_ptr_equal(run->u.run.link, heading);
}

static void headings_of_later_sections_are_listed_too(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load(
		c, "use: [common/styles.yaml]\nabout: {title: t}\nbody:\n"
		   "  - section: form\n    body: [{toc: {style: value}}, 前言]\n"
		   "  - section: form\n    for: u in take(units, 2)\n"
		   "    body: [{para: \"{u.name}\", style: heading_1}, {para: 二级, style: heading_2}]\n");
	assert_string_equal(text(c, case_fill(c, t)),
			    "新疆天屿储能科技股份有限公司\n乌鲁木齐恒枢电气设备有限公司\n前言\n"
			    "新疆天屿储能科技股份有限公司\n二级\n乌鲁木齐恒枢电气设备有限公司\n二级\n");
}

static void contents_can_have_a_condition(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_fill(
		c, case_load_body(c, "      - {toc: {style: value}, if: \"option('blank') == 'on'\"}\n"
				     "      - {para: 一, style: heading_1}\n"));
	assert_string_equal(text(c, document), "一\n");
}

static void contents_take_known_keys_and_levels_only(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c, "      - toc: {levels: 12, style: value}\n"
					     "      - toc: {depth: 2, style: value}\n"
					     "      - toc: {style: valu}\n");
	assert_null(t);
	assert_int_equal(lh_diag_errors(c->ctx), 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(lh_diag_at(c->ctx, i)->loc.line, 6 + i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(headings_behind_the_contents_are_listed_by_level),
		TEST(headings_of_later_sections_are_listed_too),
		TEST(contents_can_have_a_condition),
		TEST(contents_take_known_keys_and_levels_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
