/* Loading templates: what is refused, where, and that nothing else is said. */
#include "support/tmpl_case.h"

static void width_of_61_sixtieths_is_told_at_its_row(void **state)
{
	const lh_tmpl *t = case_load_rows(*state,
		"            - [{label: a, w: 15}, {label: b, w: 45}]\n"
		"            - [{label: a, w: 16}, {label: b, w: 45}]\n");
	assert_refused(*state, t, LH_E_TMPL_WIDTH, 10);
	const lh_report *report = case_report(*state, LH_E_TMPL_WIDTH);
	assert_non_null(strstr(report->zh, "61"));
	assert_non_null(strstr(report->zh, "60"));
}

static void width_under_a_reaching_cell_counts_that_cell(void **state)
{
	const lh_tmpl *t = case_load_rows(*state,
		"            - [{label: a, w: 15, down: 2}, {label: b, w: 45}]\n"
		"            - [{label: c, w: 60}]\n");
	assert_refused(*state, t, LH_E_TMPL_WIDTH, 10);
	assert_non_null(strstr(case_report(*state, LH_E_TMPL_WIDTH)->zh, "45"));
}

static void wrong_path_is_told_with_line_and_column(void **state)
{
	const lh_tmpl *t = case_load_body(*state, "      - \"名称：{j.consortium_nam}\"\n");
	assert_null(t);
	const tmpl_case *c = *state;
	assert_int_equal(lh_diag_errors(c->ctx), 1);
	const lh_report *report = lh_diag_at(c->ctx, 0);
	assert_int_equal(report->loc.line, 6);
	assert_int_equal(report->loc.col, 16); /* the field's name, counted in characters */
	assert_non_null(strstr(report->zh, "consortium_name"));
}

static void every_mistake_of_a_file_is_told_in_one_run(void **state)
{
	const lh_tmpl *t = case_load_body(*state,
		"      - {para: a, styl: body}\n"
		"      - {para: b, style: bodi}\n"
		"      - {par: c}\n"
		"      - \"{lead.nam}\"\n"
		"      - \"{lead.name\"\n");
	const tmpl_case *c = *state;
	assert_null(t);
	assert_int_equal(case_report(c, LH_E_READ_KEY_NEAR)->loc.line, 6);
	assert_int_equal(case_report(c, LH_E_READ_NAME_NEAR)->loc.line, 7);
	assert_int_equal(case_report(c, LH_E_TMPL_BRACE)->loc.line, 10);
	assert_int_equal(lh_diag_errors(c->ctx), 5);
}

static void unknown_key_names_the_nearest(void **state)
{
	const lh_tmpl *t =
		case_load_rows(*state, "            - [{label: a, w: 60, styl: label}]\n");
	assert_refused(*state, t, LH_E_READ_KEY_NEAR, 9);
	assert_non_null(strstr(case_report(*state, LH_E_READ_KEY_NEAR)->zh, "style"));
}

static void unknown_block_names_the_nearest(void **state)
{
	const lh_tmpl *t = case_load_rows(*state, "            - headin: a\n");
	assert_refused(*state, t, LH_E_READ_KEY_NEAR, 9);
	assert_non_null(strstr(case_report(*state, LH_E_READ_KEY_NEAR)->zh, "heading"));
}

static void a_list_cannot_be_printed(void **state)
{
	const lh_tmpl *t = case_load_body(*state, "      - \"{units}\"\n");
	assert_refused(*state, t, LH_E_TMPL_PRINT, 6);
}

static void for_needs_a_list(void **state)
{
	const lh_tmpl *t = case_load_body(*state, "      - {para: \"{u.name}\", for: u in lead}\n");
	assert_refused(*state, t, LH_E_TMPL_LIST, 6);
}

static void if_needs_a_condition(void **state)
{
	const lh_tmpl *t = case_load_body(*state, "      - {para: a, if: count(units)}\n");
	assert_refused(*state, t, LH_E_TMPL_CONDITION, 6);
}

static void undeclared_option_is_refused(void **state)
{
	const lh_tmpl *t =
		case_load_body(*state,
			       "      - {para: a, if: \"option('numberin') == 'corrected'\"}\n");
	const tmpl_case *c = *state;
	assert_null(t);
	assert_int_equal(lh_diag_errors(c->ctx), 1);
	assert_int_equal(lh_diag_at(c->ctx, 0)->loc.line, 6);
}

static void value_that_an_option_cannot_have_is_refused(void **state)
{
	const lh_tmpl *t =
		case_load_body(*state,
			       "      - {para: a, if: \"option('numbering') == 'correct'\"}\n");
	const tmpl_case *c = *state;
	assert_null(t);
	assert_int_equal(lh_diag_errors(c->ctx), 1);
}

static void block_without_a_required_argument_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state, "            - heading: {}\n");
	assert_refused(*state, t, LH_E_TMPL_PARAM, 9);
}

static void block_with_an_unknown_argument_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state, "            - heading: {text: a, txet: b}\n");
	assert_refused(*state, t, LH_E_READ_KEY, 9);
}

static void block_inside_itself_is_refused(void **state)
{
	const lh_tmpl *t = case_load(*state,
		"use: [common/styles.yaml]\nabout: {title: t}\n"
		"blocks: {again: {body: [{do: [{again: }]}]}}\n"
		"body:\n  - section: form\n    body: [{again: }]\n");
	assert_refused(*state, t, LH_E_TMPL_DEPTH, 3);
}

static void files_that_use_each_other_are_refused(void **state)
{
	tmpl_case *c = *state;
	char *path = lh_arena_strdup(c->arena, case_file(c, ""));
	const char *text = lh_fmt(c->arena, "use: [\"%s\"]\nabout: {title: t}\nbody: []\n", path);
	assert_true(lh_file_write(c->ctx, path, text, strlen(text)));
	const lh_tmpl *t = case_load_file(c, path);
	unlink(path);
	assert_refused(c, t, LH_E_TMPL_CYCLE, 1);
}

static void down_over_a_repeated_row_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state,
		"            - [{label: a, w: 15, down: 2}, {label: b, w: 45}]\n"
		"            - {row: [{value: \"{u.name}\", w: 45}], for: u in units}\n");
	assert_refused(*state, t, LH_E_TMPL_DOWN, 9);
}

static void down_beyond_the_last_row_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state,
		"            - [{label: a, w: 15, down: 5}, {label: b, w: 45}]\n"
		"            - [{label: c, w: 45}]\n");
	assert_refused(*state, t, LH_E_TMPL_DOWN, 9);
}

static void down_all_outside_a_group_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state, "            - [{label: a, w: 60, down: all}]\n");
	assert_refused(*state, t, LH_E_TMPL_DOWN_ALL, 9);
}

static void down_all_in_a_repeated_part_of_a_group_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state,
		"            - group:\n"
		"                - for: u in units\n"
		"                  do: [[{label: a, w: 20, down: all}, {label: b, w: 40}]]\n");
	assert_refused(*state, t, LH_E_TMPL_DOWN_ALL, 11);
}

static void cell_without_width_is_refused(void **state)
{
	const lh_tmpl *t = case_load_rows(*state, "            - [{label: a, w: 60}, {label: b, w: 0}]\n");
	assert_refused(*state, t, LH_E_TMPL_WIDTH, 9);
}

static void seal_mark_must_be_fixed_text(void **state)
{
	const lh_tmpl *t = case_load_body(*state, "      - para: [{text: \"{lead.name}\", slot: "
						  "{as: unit_seal, id: A, who: lead}}]\n");
	assert_refused(*state, t, LH_E_TMPL_MARK, 6);
}

static void turn_in_a_slot_id_needs_a_repeat(void **state)
{
	const lh_tmpl *t = case_load_body(*state,
		"      - para: [{text: 盖章, slot: {as: unit_seal, id: SEAL_##, who: lead}}]\n");
	assert_refused(*state, t, LH_E_TMPL_TURN, 6);
}

static void number_of_a_slot_must_be_a_number(void **state)
{
	const lh_tmpl *t = case_load_body(*state, "      - para: [{text: 盖章, slot: {as: unit_seal, id: "
						  "SEAL_##, number: lead.name, who: lead}}]\n");
	assert_refused(*state, t, LH_E_TMPL_NUMBER, 6);
}

static void slot_id_with_a_period_is_refused(void **state)
{
	const lh_tmpl *t = case_load_body(*state,
		"      - para: [{text: 盖章, slot: {as: unit_seal, id: SEAL.A, who: lead}}]\n");
	assert_refused(*state, t, LH_E_TMPL_SLOT_ID, 6);
}

static void overflow_that_needs_a_bound_asks_for_it(void **state)
{
	const lh_tmpl *t = case_load_rows(*state,
		"            - [{value: a, w: 60, id: X, overflow: shrink, min_size: 9pt}]\n");
	assert_refused(*state, t, LH_E_READ_MISSING, 9);
}

static void later_block_stands_over_the_one_of_a_used_file(void **state)
{
	const lh_tmpl *t =
		case_load(*state,
			  "use: [common/styles.yaml, common/blocks.yaml]\nabout: {title: t}\n"
			  "blocks: {heading: {params: {text: required}, body: [{row: [{label: own, "
			  "w: 60}]}]}}\n"
			  "body:\n  - section: form\n    body: [{table: {as: form, rows: "
			  "[{heading: a}]}}]\n");
	tmpl_case *c = *state;
	assert_string_equal(lh_node_text(c->arena, case_fill(c, t)), "own\n");
}

static void extended_body_uses_the_blocks_of_the_document(void **state)
{
	tmpl_case *c = *state;
	const char *base =
		case_file(c, "use: [common/styles.yaml]\nabout: {title: base}\nblocks: {clause: "
			     "{body: [common]}}\n"
			     "body:\n  - section: form\n    body: [first, {clause: }]\n");
	const lh_tmpl *t =
		case_load(c, lh_fmt(c->arena, "extends: \"%s\"\nblocks: {clause: {body: [own]}}\n",
				    base));
	unlink(base);
	assert_string_equal(lh_node_text(c->arena, case_fill(c, t)), "first\nown\n");
}

static void arguments_replace_parameters_whole_and_in_part(void **state)
{
	const lh_tmpl *t = case_load(
		*state,
		"use: [common/styles.yaml]\nabout: {title: t}\n"
		"blocks: {b: {params: {x: required, y: 丙}, body: [{para: $x}, {para: "
		"\"a${y}b$$c\"}, \"{$x}\"]}}\n"
		"body:\n  - section: form\n    body: [{b: {x: lead.id, y: 乙}}, {b: lead.id}]\n");
	tmpl_case *c = *state;
	assert_string_equal(lh_node_text(c->arena, case_fill(c, t)),
			    "lead.id\na乙b$c\nlead\nlead.id\na丙b$c\nlead\n");
}

static void application_of_urumqi_loads(void **state)
{
	tmpl_case *c = *state;
	const lh_document_info *info = lh_jurisdiction_document(c->urumqi, "application");
	const lh_tmpl *t = lh_tmpl_load(c->ctx, c->arena, c->catalog, c->urumqi, info);
	lh_diag_print_all(c->ctx, stderr);
	assert_non_null(t);
	assert_int_equal(lh_diag_count(c->ctx), 0);
}

static void copies_are_worked_out_over_the_data(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *said = case_load(c, "use: [common/styles.yaml]\nabout: {title: t}\n"
					   "copies: count(leads) + 2\n"
					   "body:\n  - section: form\n    body: [a]\n");
	const lh_tmpl *silent = case_load_body(c, "      - a\n");
	lh_env *env = case_env(c, SAMPLE);
	assert_non_null(said);
	assert_int_equal(lh_tmpl_copies(said, env), 3);
	assert_int_equal(lh_tmpl_copies(silent, env), 0);
}

static void copies_must_be_a_number(void **state)
{
	const lh_tmpl *t = case_load(*state, "use: [common/styles.yaml]\nabout: {title: t}\n"
					     "copies: lead.name\n"
					     "body:\n  - section: form\n    body: [a]\n");
	assert_refused(*state, t, LH_E_TMPL_NUMBER, 3);
}

static void party_without_a_word_for_its_keyword_is_told(void **state)
{
	const lh_tmpl *t = case_load_body(*state,
		"      - para: [{text: 章, slot: {as: unit_seal, id: SEAL_X, who: leed}}]\n");
	assert_null(t);
	assert_int_equal(lh_diag_errors(((tmpl_case *)*state)->ctx), 1);
	assert_non_null(strstr(lh_diag_at(((tmpl_case *)*state)->ctx, 0)->zh, "lead"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(width_of_61_sixtieths_is_told_at_its_row),
		TEST(width_under_a_reaching_cell_counts_that_cell),
		TEST(wrong_path_is_told_with_line_and_column),
		TEST(every_mistake_of_a_file_is_told_in_one_run),
		TEST(unknown_key_names_the_nearest),
		TEST(unknown_block_names_the_nearest),
		TEST(a_list_cannot_be_printed),
		TEST(for_needs_a_list),
		TEST(if_needs_a_condition),
		TEST(undeclared_option_is_refused),
		TEST(value_that_an_option_cannot_have_is_refused),
		TEST(block_without_a_required_argument_is_refused),
		TEST(block_with_an_unknown_argument_is_refused),
		TEST(block_inside_itself_is_refused),
		TEST(files_that_use_each_other_are_refused),
		TEST(down_over_a_repeated_row_is_refused),
		TEST(down_all_outside_a_group_is_refused),
		TEST(down_beyond_the_last_row_is_refused),
		TEST(down_all_in_a_repeated_part_of_a_group_is_refused),
		TEST(cell_without_width_is_refused),
		TEST(seal_mark_must_be_fixed_text),
		TEST(turn_in_a_slot_id_needs_a_repeat),
		TEST(number_of_a_slot_must_be_a_number),
		TEST(slot_id_with_a_period_is_refused),
		TEST(overflow_that_needs_a_bound_asks_for_it),
		TEST(later_block_stands_over_the_one_of_a_used_file),
		TEST(extended_body_uses_the_blocks_of_the_document),
		TEST(arguments_replace_parameters_whole_and_in_part),
		TEST(application_of_urumqi_loads),
		TEST(copies_are_worked_out_over_the_data),
		TEST(copies_must_be_a_number),
		TEST(party_without_a_word_for_its_keyword_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
