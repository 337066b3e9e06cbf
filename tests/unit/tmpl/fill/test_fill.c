/* Filling templates: conditions, repeats, the three kinds of empty, tables, slots, options,
 * annexes. */
#include "support/tmpl_case.h"

#define assert_text(c, document, text)                                                             \
	assert_string_equal(lh_node_text((c)->arena, (document)), (text))

/* The smallest data: what is not named is missing. */
static const lh_node *fill_data(tmpl_case *c, const char *body, const char *data, bool final)
{
	const char *path = case_file(c, data);
	const lh_tmpl *tmpl = case_load_body(c, body);
	lh_env *env = case_env(c, path);
	unlink(path);
	lh_diag_clear(c->ctx);
	c->ctx->final = final;
	const lh_node *document = NULL;
	assert_non_null(tmpl);
	lh_tmpl_fill(c->ctx, c->arena, tmpl, env, &(lh_fill_options){.draft = !final}, &document);
	return document;
}

#define POOR                                                                                       \
	"schema_version: 1\nunits:\n  - {id: a, role: lead, name: 甲公司}\n  - {id: b, role: "  \
	"core, name: 乙大学}\n"

static void value_is_printed_with_its_path_and_places(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		case_fill(c, case_load_body(c, "      - \"牵头：{lead.name}\"\n"));
	assert_text(c, document, "牵头：新疆天屿储能科技股份有限公司\n");
	const lh_node *run = case_node(document, LH_NODE_TEXT, 1);
	assert_string_equal(run->u.run.origin.path, "units[0].name");
	assert_non_null(strstr(run->u.run.origin.data.file, "complete.yaml"));
	assert_int_equal(run->u.run.origin.tmpl.line, 6);
	assert_null(case_node(document, LH_NODE_TEXT, 0)->u.run.origin.path);
}

static void argument_left_out_takes_its_key_away(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load(
		c,
		"use: [common/styles.yaml]\nabout: {title: t}\n"
		"blocks: {b: {params: {x: required, empty: }, body: [{para: $x, empty: $empty}]}}\n"
		"body:\n  - section: form\n    body: [{b: {x: \"{lead.listing}{lead.name}\"}}, {b: "
		"{x: a}}]\n");
	c->ctx->final = false;
	const char *path = case_file(c, POOR);
	lh_env *env = case_env(c, path);
	unlink(path);
	lh_diag_clear(c->ctx);
	assert_text(c, case_fill_with(c, t, env, &(lh_fill_options){.draft = true}), "【待填】甲公司\na\n");
	assert_non_null(
		case_report(c, LH_O_VALUE_MISSING)); /* an empty `empty` would have silenced it */
}

static void line_end_at_the_end_of_a_piece_breaks_the_line(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_fill(
		c, case_load_body(c, "      - para: [\"{lead.name}\\n\", \"{lead.uscc}\"]\n"
				     "      - para: |\n          末尾的换行不算\n"));
	assert_int_equal(case_count(document, LH_NODE_BREAK), 1);
	assert_int_equal(case_count(document, LH_NODE_TEXT), 3);
}

static void condition_decides_items_and_pieces(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c,
		"      - {para: a, if: count(members) > 3}\n"
		"      - {para: b, if: count(members) < 3}\n"
		"      - [x, {text: y, if: \"lead.role == 'core'\"}, z]\n");
	/* A bare list is no item: pieces stand under para. */
	assert_null(t);
	lh_diag_clear(c->ctx);
	t = case_load_body(c,
		"      - {para: a, if: count(members) > 3}\n"
		"      - {para: b, if: count(members) < 3}\n"
		"      - para: [x, {text: y, if: \"lead.role == 'core'\"}, z]\n");
	assert_text(c, case_fill(c, t), "a\nxz\n");
}

static void repeat_counts_its_turns(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c,
		"      - {para: \"{=n} {u.id}\", for: \"u in take(units, 3)\", index: n}\n");
	assert_text(c, case_fill(c, t), "1 lead\n2 m01\n3 m02\n");
}

static void rows_beyond_the_data_are_printed_and_not_missed(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		fill_data(c,
			  "      - {para: \"{=n}.{u.name}\", for: u in units, index: n, at_least: "
			  "4, blank: [{text: x, if: n == 4}]}\n",
			  POOR, /*final*/ true);
	assert_text(c, document, "1.甲公司\n2.乙大学\n\nx\n");
	assert_int_equal(lh_diag_count(c->ctx), 0);
}

static void missing_value_is_an_open_item_at_the_data(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		fill_data(c, "      - \"a{lead.address}b\"\n      - \"{lead.address}\"\n", POOR,
			  false);
	assert_text(c, document, "a【待填】b\n【待填】\n");
	assert_true(case_node(document, LH_NODE_TEXT, 1)->u.run.fmt.grey);
	assert_false(case_node(document, LH_NODE_TEXT, 2)->u.run.fmt.grey);
	assert_string_equal(case_node(document, LH_NODE_TEXT, 1)->u.run.origin.path,
			    "units[0].address");
	assert_int_equal(lh_diag_count(c->ctx), 2); /* told once, with the template line */
	const lh_report *report = lh_diag_at(c->ctx, 0);
	assert_int_equal(report->msg, LH_O_VALUE_MISSING);
	assert_int_equal(report->level, LH_LEVEL_WARNING);
	assert_int_equal(report->loc.line, 3);
	assert_non_null(strstr(report->zh, "通讯地址"));
	assert_non_null(strstr(report->zh, "units[0].address"));
	assert_int_equal(lh_diag_at(c->ctx, 1)->msg, LH_N_TMPL_NEEDS);
	assert_int_equal(lh_diag_at(c->ctx, 1)->loc.line, 6);
}

static void title_in_front_of_a_head_belongs_to_it(void **state)
{
	tmpl_case *c = *state;
	static const char body[] =
		"      - table:\n"
		"          as: form\n"
		"          rows:\n"
		"            - {row: [{label: %s, w: 60}], keep_next: %s}\n"
		"            - head: [[{label: h, w: 60}]]\n"
		"              group: [[{label: r, w: 60}]]\n";
	const lh_node *document =
		case_fill(c, case_load_body(c, lh_fmt(c->arena, body, "t", "true")));
	assert_text(c, document, "t\nh\nr\n");
	const lh_node *group = case_node(document, LH_NODE_ROWGROUP, 0);
	assert_int_equal(group->u.rowgroup.n_head, 2);
	assert_null(group->next);
	/* A row that need not stay with the head is none of its titles. */
	document = case_fill(c, case_load_body(c, lh_fmt(c->arena, body, "t", "false")));
	group = case_node(document, LH_NODE_ROWGROUP, 0);
	assert_int_equal(group->u.rowgroup.n_head, 0);
	assert_int_equal(group->next->u.rowgroup.n_head, 1);
}

static void missing_value_refuses_a_final(void **state)
{
	tmpl_case *c = *state;
	assert_null(fill_data(c, "      - \"{lead.address}\"\n", POOR, true));
	assert_int_equal(lh_diag_errors(c->ctx), 1);
}

static void empty_text_is_missing(void **state)
{
	tmpl_case *c = *state;
	assert_null(fill_data(c, "      - \"{texts.goals200}\"\n", POOR "texts: {goals200: \"\"}\n",
			      true));
	assert_int_equal(case_report(c, LH_O_VALUE_MISSING)->loc.line, 5);
}

static void three_kinds_of_empty(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = fill_data(c,
		"      - {para: \"{lead.address}\", empty: 无}\n"
		"      - {para: \"{lead.address}\", empty: pen}\n"
		"      - \"{lead.address|}.\"\n"
		"      - \"{date_cn(j.fill_date)|  年  月  日}\"\n", POOR, true);
	assert_text(c, document, "无\n\n.\n  年  月  日\n");
	assert_int_equal(lh_diag_count(c->ctx), 0);
}

static void printed_blanks_can_be_told_as_missing_too(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = fill_data(c, "      - \"{lead.address!|____}\"\n", POOR, false);
	assert_text(c, document, "____\n");
	assert_non_null(case_report(c, LH_O_VALUE_MISSING));
	/* Mere blanks are not seen. */
	assert_text(c, fill_data(c, "      - \"a{lead.address!|    }b\"\n", POOR, false), "a【待填】b\n");
}

static void blank_form_prints_labels_blanks_and_prompts_only(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c,
		"      - \"共{count(members)| 　}个\"\n"
		"      - {para: \"{lead.name}\", blank: 提示}\n"
		"      - {para: \"{lead.name}\", empty: 无}\n"
		"      - {para: \"{=n}{u.name}\", for: u in units, index: n, at_least: 2}\n"
		"      - {para: 数据, if: count(units) > 0}\n");
	const lh_node *document = case_fill_with(c, t, case_env(c, SAMPLE),
						 &(lh_fill_options){.blank = true, .draft = true});
	assert_text(c, document, "共 　个\n提示\n\n1\n2\n");
	assert_false(document->u.document.draft);
	assert_text(c, case_blank(c, t), "共 　个\n提示\n\n1\n2\n"); /* without any data too */
	assert_int_equal(lh_diag_count(c->ctx), 0);
}

static void lines_of_a_value_become_paragraphs(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		fill_data(c, "      - \"文：{texts.goals200}\"\n",
			  POOR "texts:\n  goals200: |\n    一。\n\n    二。\n", false);
	assert_text(c, document, "文：一。\n二。\n");
	assert_string_equal(case_node(document, LH_NODE_TEXT, 2)->u.run.origin.path,
			    "texts.goals200");
}

static void label_on_two_lines_is_one_paragraph(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_blank(c, case_load_body(c, "      - \"首席\\n专家\"\n"));
	assert_int_equal(case_count(document, LH_NODE_PARA), 1);
	assert_int_equal(case_count(document, LH_NODE_BREAK), 1);
}

static void option_of_the_command_line_stands_over_the_data(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c, "      - \"{=option('numbering')}\"\n");
	assert_text(c, case_fill(c, t), "as_printed\n");
	const lh_node *document = fill_data(c, "      - \"{=option('numbering')}\"\n",
		POOR "jurisdictions: {urumqi: {options: {numbering: corrected}}}\n", false);
	assert_text(c, document, "corrected\n");
	const lh_option corrected = {"numbering", "corrected"};
	document = case_fill_with(c, t, case_env(c, SAMPLE),
				  &(lh_fill_options){.options = &corrected, .n_options = 1});
	assert_text(c, document, "corrected\n");
}

static void blank_as_an_option_forgets_the_data_too(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c,
		"      - {para: \"{u.name}.\", for: u in units, at_least: 1}\n"
		"      - {para: 有, if: count(units) > 0}\n");
	const lh_option blank = {"blank", "on"};
	const lh_fill_options options = {.options = &blank, .n_options = 1, .draft = true};
	const lh_node *document = case_fill_with(c, t, case_env(c, SAMPLE), &options);
	assert_text(c, document, ".\n");
	assert_false(document->u.document.draft);
}

static void tables_become_pictures_by_look_or_one_by_one(void **state)
{
	tmpl_case *c = *state;
	static const char *const table = "table: {as: plain, rows: [[{label: a, w: 60}]]";
	const lh_tmpl *t = case_load(
		c, lh_fmt(c->arena,
			  "use: [common/styles.yaml]\nabout: {title: t}\n"
			  "tables: {plain: {border: 0, frame: 0, pad: [0mm, 0mm], picture: "
			  "\"option('blank') == 'off'\"}}\n"
			  "body:\n  - section: form\n    body:\n"
			  "      - %s, alt: \"{lead.name}的表\"}}\n      - \"表1\\n甲\"\n      - %s}}\n"
			  "      - %s}}\n      - %s, picture: 1 == 2}}\n",
			  lh_fmt(c->arena, "{%s", table), lh_fmt(c->arena, "{%s", table),
			  lh_fmt(c->arena, "{%s", table), lh_fmt(c->arena, "{%s", table)));
	const lh_node *document = case_fill(c, t);
	static const char *const alts[] = {"新疆天屿储能科技股份有限公司的表", "表1甲", "t"};
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(case_node(document, LH_NODE_TABLE, i)->u.table.picture, alts[i]);
	assert_null(case_node(document, LH_NODE_TABLE, 3)->u.table.picture);
	assert_null(case_node(case_blank(c, t), LH_NODE_TABLE, 0)->u.table.picture);
}

static void wrong_option_refuses_the_fill(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c, "      - a\n");
	const lh_option wrong[] = {{"numbring", "corrected"}, {"numbering", "x"}};
	const lh_node *document;
	assert_false(
		lh_tmpl_fill(c->ctx, c->arena, t, NULL,
			     &(lh_fill_options){.blank = true, .options = wrong, .n_options = 2},
			     &document));
	assert_null(document);
	assert_non_null(case_report(c, LH_E_OPTION_KEY_NEAR));
	assert_non_null(case_report(c, LH_E_OPTION_VALUE));
}

static void a_full_stop_is_not_printed_behind_one_of_the_value(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c,
		"      - \"{plan.other}。{lead.nature}。完\"\n"
		"      - {para: [\"{plan.other}\", 。, 另起。], style: label}\n");
	assert_text(c, case_fill(c, t), "无。民营股份有限公司。完\n无。另起。\n");
}

static void repeats_in_repeats_come_to_an_end(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c,
		"      - for: \"a in range(1, 1000)\"\n"
		"        do:\n"
		"          - for: \"b in range(1, 1000)\"\n"
		"            do: [{para: x, style: label, for: \"d in range(1, 1000)\"}]\n");
	assert_non_null(t);
	lh_env *env = case_env(c, SAMPLE);
	c->ctx->limits.nodes = 5000;
	const lh_node *document;
	assert_false(lh_tmpl_fill(c->ctx, c->arena, t, env, &(lh_fill_options){.draft = true}, &document));
	assert_int_equal(case_report(c, LH_E_TREE_SIZE)->loc.line, 9);
	assert_int_equal(lh_diag_errors(c->ctx), 1);
}

static void min_rows_fit_drops_the_printed_empty_rows(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_body(c, "      - {para: x, for: u in leads, at_least: 5}\n");
	const lh_option fit = {"min_rows", "fit"};
	const lh_node *document =
		case_fill_with(c, t, case_env(c, SAMPLE),
			       &(lh_fill_options){.options = &fit, .n_options = 1});
	assert_text(c, document, "x\n");
}

static void counters_number_what_is_printed(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load(
		c, "use: [common/styles.yaml]\nabout: {title: t}\ncounters: [clause, item]\n"
		   "body:\n  - section: form\n    body:\n"
		   "      - {para: \"{=number_cn(clause)}、甲\", count: clause}\n"
		   "      - {para: \"{=item}\", for: \"u in take(units, 2)\", count: item}\n"
		   "      - {para: \"{=number_cn(clause)}、乙\", count: clause, if: count(units) "
		   "== 0}\n"
		   "      - {para: \"{=number_cn(clause)}、丙\", count: clause, reset: [item]}\n"
		   "      - {para: \"{=item}\", count: item}\n");
	assert_text(c, case_fill(c, t), "一、甲\n1\n2\n二、丙\n1\n");
}

static void label_reaches_down_to_the_end_of_its_group(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_fill(c, case_load_rows(c,
		"            - [{label: 上, w: 60}]\n"
		"            - head:\n"
		"                - [{label: 成员, w: 15, down: all}, {label: 名称, w: 45}]\n"
		"              group:\n"
		"                - {row: [{value: \"{u.name}\", w: 45}], for: u in members}\n"
		"            - [{label: 下, w: 20}, {label: 下, w: 40}]\n"));
	assert_int_equal(case_count(document, LH_NODE_ROWGROUP), 3);
	const lh_node *group = case_node(document, LH_NODE_ROWGROUP, 1);
	assert_int_equal(group->u.rowgroup.n_head, 1);
	assert_int_equal(group->first->first->u.cell.row_span, 13);
	/* Columns are cut at 15, 20 and 60 sixtieths. */
	const lh_table_props *table = &case_node(document, LH_NODE_TABLE, 0)->u.table;
	assert_int_equal(table->n_columns, 3);
	assert_int_equal(table->columns[0] + table->columns[1] + table->columns[2],
			 160 * LH_EMU_MM);
	assert_int_equal(table->columns[0], 40 * LH_EMU_MM);
	assert_int_equal(group->first->first->next->u.cell.col_span, 2);
}

static void turns_stand_side_by_side(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		case_fill(c, case_load_rows(c, "            - {row: [{value: \"{u.id}\", w: 30}], "
					       "for: \"u in take(units, 3)\", across: 2}\n"));
	assert_int_equal(case_count(document, LH_NODE_ROW), 2);
	assert_int_equal(case_node(document, LH_NODE_CELL, 2)->u.cell.column, 0);
	assert_int_equal(case_count(document, LH_NODE_CELL), 4);
	assert_text(c, document, "lead\nm01\nm02\n\n");
}

static void slots_are_numbered_and_never_share_an_id(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		case_fill(c,
			  case_load_body(c,
					 "      - para: [{text: 章, slot: {as: unit_seal, id: "
					 "SEAL_M##, who: member, name: \"{u.name}\", dx: -3mm}}]\n"
					 "        for: u in take(members, 2)\n"
					 "      - {para: [{text: 章, slot: {as: unit_seal, id: "
					 "SEAL_M02, who: lead}}]}\n"));
	const lh_slot *slot = case_node(document, LH_NODE_TEXT, 1)->u.run.as.text.slot;
	assert_string_equal(slot->id, "SEAL_M02");
	assert_string_equal(slot->name, "新疆砾原锂能材料有限公司");
	assert_int_equal(slot->free_w, 50 * LH_EMU_MM);
	assert_int_equal(slot->dx, -3 * LH_EMU_MM);
	assert_string_equal(case_node(document, LH_NODE_TEXT, 2)->u.run.as.text.slot->id,
			    "SEAL_M02_2");
	assert_string_equal(slot->keyword, "成员单位02盖章处");
	assert_string_equal(case_node(document, LH_NODE_TEXT, 2)->u.run.as.text.slot->keyword,
			    "牵头单位盖章处");
}

static void slot_takes_its_number_from_an_expression(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document =
		case_fill(c, case_load_body(c,
					    "      - para: [{text: 章, slot: {as: unit_seal, id: "
					    "SEAL_M##, number: n - count(leads), who: member}}]\n"
					    "        for: u in take(units, 4)\n"
					    "        index: n\n"));
	assert_string_equal(case_node(document, LH_NODE_TEXT, 3)->u.run.as.text.slot->id, "SEAL_M03");
}

static const char long_cell[] = "            - row:\n"
				"                - {value: \"{texts.goals200}\", w: 60, id: X.1, "
				"title: 目标, overflow: annex, max_height: 10mm}\n";

static void annex_takes_the_text_and_leaves_a_reference(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t = case_load_rows(c, long_cell);
	const lh_fit fit = {.cell = "X.1", .policy = LH_OVERFLOW_ANNEX};
	const lh_node *document = case_fill_with(c, t, case_env(c, SAMPLE),
						 &(lh_fill_options){.fits = &fit, .n_fits = 1});
	assert_text(c, case_node(document, LH_NODE_CELL, 0), "见附页1\n");
	const lh_node *annex = document->last;
	assert_int_equal(case_count(document, LH_NODE_SECTION), 2);
	assert_text(c, annex->first, "附页1　目标\n");
	assert_non_null(strstr(lh_node_text(c->arena, annex), "高寒大温差环境长时储能"));
}

static void shrink_takes_the_size_that_fits(void **state)
{
	tmpl_case *c = *state;
	const lh_tmpl *t =
		case_load_rows(c, "            - row:\n"
				  "                - {label: a, w: 15}\n"
				  "                - {value: \"{lead.name}\", w: 45, id: X.2, "
				  "overflow: shrink, max_height: 10mm, min_size: 8pt}\n");
	const lh_fit fit = {.cell = "X.2", .policy = LH_OVERFLOW_SHRINK, .size = 9 * LH_EMU_PT};
	const lh_node *document = case_fill_with(c, t, case_env(c, SAMPLE),
						 &(lh_fill_options){.fits = &fit, .n_fits = 1});
	assert_int_equal(case_node(document, LH_NODE_TEXT, 0)->u.run.fmt.size, 133350);
	assert_int_equal(case_node(document, LH_NODE_TEXT, 1)->u.run.fmt.size, 9 * LH_EMU_PT);
	assert_int_equal(case_node(document, LH_NODE_PARA, 1)->u.para.fmt.run.size, 9 * LH_EMU_PT);
}

/* ---- the Urumqi application ---- */

static const lh_tmpl *application(tmpl_case *c)
{
	const lh_tmpl *t = lh_tmpl_load(c->ctx, c->arena, c->catalog, c->urumqi,
					lh_jurisdiction_document(c->urumqi, "application"));
	lh_diag_print_all(c->ctx, stderr);
	assert_non_null(t);
	return t;
}

static size_t count_ids(const lh_node *node, const char *prefix, const char *suffix)
{
	size_t n = 0;
	if (node->kind == LH_NODE_CELL && node->u.cell.id) {
		const char *id = node->u.cell.id;
		size_t length = strlen(id), end = strlen(suffix);
		n += strncmp(id, prefix, strlen(prefix)) == 0 && length > end &&
		     strcmp(id + length - end, suffix) == 0;
	}
	for (const lh_node *child = node->first; child; child = child->next)
		n += count_ids(child, prefix, suffix);
	return n;
}

static size_t count_slots(const lh_node *node)
{
	size_t n = node->kind == LH_NODE_TEXT && node->u.run.as.text.slot;
	for (const lh_node *child = node->first; child; child = child->next)
		n += count_slots(child);
	return n;
}

static void application_of_the_sample_is_complete(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_fill(c, application(c));
	lh_diag_print_all(c->ctx, stderr);
	assert_int_equal(lh_diag_count(c->ctx), 0);
	assert_int_equal(count_slots(document), 16);
	assert_int_equal(count_ids(document, "UA.1.members[", "].name"), 12);
	assert_int_equal(count_ids(document, "UA.1.platforms[", "].name"), 5);
	assert_int_equal(count_ids(document, "UA.5a[", "].name"), 12);
	assert_int_equal(count_ids(document, "UA.5b", "].name"), 8);
	assert_int_equal(count_ids(document, "UA.6[", "].name"), 6);
	assert_int_equal(count_ids(document, "UA.op.member[", "]"), 12);
	const char *text = lh_node_text(c->arena, document);
	assert_non_null(strstr(text, "共13个，其中：企业9个，高校2个，科研院所1个，其他1个。"));
	assert_non_null(strstr(text, "2026年6月10日"));
	assert_null(strstr(text, "......."));
	assert_string_equal(document->u.document.key, "urumqi-application");
	assert_string_equal(document->u.document.date, "2026-06-10");
	assert_true(document->u.document.draft);
}

static void blank_application_is_the_official_form(void **state)
{
	tmpl_case *c = *state;
	const lh_node *document = case_blank(c, application(c));
	assert_int_equal(lh_diag_count(c->ctx), 0);
	assert_int_equal(count_slots(document), 2 + 1 + 4 + 1);
	assert_int_equal(count_ids(document, "UA.1.members[", "].name"), 8);
	assert_int_equal(count_ids(document, "UA.1.platforms[", "].name"), 4);
	assert_int_equal(count_ids(document, "UA.5a[", "].name"), 10);
	assert_int_equal(count_ids(document, "UA.5b", "].name"), 8);
	assert_int_equal(count_ids(document, "UA.6[", "].name"), 6);
	const char *text = lh_node_text(c->arena, document);
	static const char *const printed[] = {
		"乌鲁木齐市XXX产业创新联合体",
		"共   个，其中：企业   个，高校   个，科研院所      个，其他   个。",
		"如：副理事长单位",
		".......",
		"（联合举办的技术对接、学术研讨等，不超过5项，列举具有代表性的活动及成效即可）",
		"    年   月  日",
		"市科技局2026年制",
		"统筹负责人",
	};
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
		if (!strstr(text, printed[i]))
			fail_msg("not in the blank form: %s", printed[i]);
	assert_null(strstr(text, "同意"));
}

static void two_leads_have_two_lines_and_two_opinions(void **state)
{
	tmpl_case *c = *state;
	const char *data = POOR "  - {id: c, role: lead, name: 丙公司}\n";
	const char *path = case_file(c, data);
	lh_env *env = case_env(c, path);
	unlink(path);
	const lh_node *document =
		case_fill_with(c, application(c), env, &(lh_fill_options){.draft = true});
	assert_int_equal(count_slots(document), 3 + 2 + 4 + 1);
	assert_int_equal(count_ids(document, "UA.cover.lead", ""), 2);
	assert_non_null(strstr(lh_node_text(c->arena, document), "甲公司、丙公司"));
}

static void numbering_can_be_corrected(void **state)
{
	tmpl_case *c = *state;
	const lh_option corrected = {"numbering", "corrected"};
	const lh_tmpl *t = application(c);
	const char *text = lh_node_text(c->arena, case_fill(c, t));
	assert_non_null(strstr(text, "五、联合体核心成员信息"));
	const lh_node *document =
		case_fill_with(c, t, case_env(c, SAMPLE),
			       &(lh_fill_options){.options = &corrected, .n_options = 1});
	text = lh_node_text(c->arena, document);
	assert_non_null(strstr(text, "六、联合体核心成员信息"));
	assert_non_null(strstr(text, "八、联合体已具备的合作基础、已开展活动和取得的实效"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(value_is_printed_with_its_path_and_places),
		TEST(argument_left_out_takes_its_key_away),
		TEST(line_end_at_the_end_of_a_piece_breaks_the_line),
		TEST(condition_decides_items_and_pieces),
		TEST(repeat_counts_its_turns),
		TEST(rows_beyond_the_data_are_printed_and_not_missed),
		TEST(missing_value_is_an_open_item_at_the_data),
		TEST(title_in_front_of_a_head_belongs_to_it),
		TEST(missing_value_refuses_a_final),
		TEST(empty_text_is_missing),
		TEST(three_kinds_of_empty),
		TEST(printed_blanks_can_be_told_as_missing_too),
		TEST(blank_form_prints_labels_blanks_and_prompts_only),
		TEST(lines_of_a_value_become_paragraphs),
		TEST(label_on_two_lines_is_one_paragraph),
		TEST(option_of_the_command_line_stands_over_the_data),
		TEST(blank_as_an_option_forgets_the_data_too),
		TEST(tables_become_pictures_by_look_or_one_by_one),
		TEST(wrong_option_refuses_the_fill),
		TEST(min_rows_fit_drops_the_printed_empty_rows),
		TEST(repeats_in_repeats_come_to_an_end),
		TEST(a_full_stop_is_not_printed_behind_one_of_the_value),
		TEST(counters_number_what_is_printed),
		TEST(label_reaches_down_to_the_end_of_its_group),
		TEST(turns_stand_side_by_side),
		TEST(slots_are_numbered_and_never_share_an_id),
		TEST(slot_takes_its_number_from_an_expression),
		TEST(annex_takes_the_text_and_leaves_a_reference),
		TEST(shrink_takes_the_size_that_fits),
		TEST(application_of_the_sample_is_complete),
		TEST(blank_application_is_the_official_form),
		TEST(two_leads_have_two_lines_and_two_opinions),
		TEST(numbering_can_be_corrected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
