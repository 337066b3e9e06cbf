/* Computed values: the file of the product over the sample consortium, and what a wrong file gets. */
#include "data/expr/computed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "support/datalab.h"
#include "support/scratch.h"
#include "util/buf.h"
#include "util/file.h"

#define MISSING "(missing)"

/* Declared by a jurisdiction as constants are: one value, which is the default. */
static const char *const urumqi_prefix[] = {"6501"};
static const char *const urumqi_pattern[] = {"乌鲁木齐市×××产业创新联合体"};
static const lh_option_info urumqi[] = {
	{.key = "region_prefix", .values = urumqi_prefix, .n_values = 1},
	{.key = "name_pattern", .values = urumqi_pattern, .n_values = 1},
};

static lh_names *names_of(datalab *lab, const char *file)
{
	lh_names *names = lh_arena_alloc(lab->arena, sizeof *names);
	*names = (lh_names){
		.schema = lab->schema,
		.jurisdiction = lh_schema_record(lab->schema, "jurisdiction"),
		.options = urumqi,
		.n_options = sizeof urumqi / sizeof *urumqi,
	};
	lh_diag_clear(lab->ctx);
	bool fine = lh_computed_load(lab->ctx, lab->arena, file, names);
	return fine ? names : NULL;
}

static lh_names *real_names(datalab *lab)
{
	lh_names *names = names_of(lab, LH_SOURCE_DIR "/templates/computed.yaml");
	if (!names)
		lh_diag_print_all(lab->ctx, stderr);
	assert_non_null(names);
	return names;
}

static lh_env *sample_env(datalab *lab, const lh_names *names)
{
	const lh_consortium *consortium = lh_consortium_load(
		lab->ctx, lab->arena, lab->schema, LH_SOURCE_DIR "/samples/complete.yaml");
	assert_non_null(consortium);
	return lh_env_new(lab->ctx, lab->arena, names, consortium, "urumqi");
}

static const char *calc(datalab *lab, lh_env *env, const lh_names *names, const char *text)
{
	const lh_expr *expr = lh_expr_parse(lab->ctx, lab->arena, text, lh_nowhere, names, NULL);
	if (!expr) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("refused: %s", text);
	}
	const lh_val *value = lh_expr_eval(env, expr);
	return value ? lh_val_str(lab->arena, value) : MISSING;
}

typedef struct row {
	const char *text, *result;
} row;

static void expect_rows(datalab *lab, lh_env *env, const lh_names *names, const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *result = calc(lab, env, names, rows[i].text);
		if (strcmp(result, rows[i].result) != 0)
			fail_msg("%s gave %s, not %s", rows[i].text, result, rows[i].result);
	}
}

static void sample_has_the_expected_values(void **state)
{
	static const row rows[] = {
		{"count(units)", "13"},
		{"count(members)", "12"},
		{"count(leads) + '/' + count(cores) + '/' + count(closes) + '/' + count(generals)", "1/4/4/4"},
		{"count_total", "13"},
		{"count_enterprises + '/' + count_universities + '/' + count_institutes + '/' + count_others",
		 "9/2/1/1"},
		{"join(each(u in member_hightech, u.id), ' ')", "m01 m02 m06 m08 m10"},
		{"count_hightech", "6"},
		{"enterprise_share_members", "66.7"},
		{"enterprise_share_units", "69.2"},
		{"hightech_share_members", "41.7"},
		{"hightech_share_enterprises", "62.5"},
		{"member_classes", "4"},
		{"count(unit_local)", "6"},
		{"count_platforms_national", "1"},
		{"count_platforms_provincial", "4"},
		{"count_platforms_municipal", "1"},
		{"count(platforms_provincial_up)", "5"},
		{"count(platforms_municipal_up)", "6"},
		{"count(lead_platforms)", "2"},
		{"money(lead.rd_sum)", "10420.00"},
		{"money(lead.rd_mean)", "3473.33"},
		{"money(lead.revenue_mean)", "79706.67"},
		{"lead.rd_intensity", "4.4"},
		{"percent(lead.rd_sum, lead.revenue_sum, 4)", "4.3576"},
		{"lead.rd_rises", "true"},
		{"join(each(f in lead.fy3, f.year), ' ')", "2023 2024 2025"},
		{"lead.fy1.revenue", "91240"},
		{"join(each(y in range(2022, 2024), money(first(f in lead.finance, f.year == y).sales)), '/')",
		 "58200.00/67310.00/78020.00"},
		{"join(each(y in range(2022, 2024), money(first(f in lead.finance, f.year == y).rd_spend)), '/')",
		 "2390.00/2860.00/3410.00"},
		{"period_months", "36"},
		{"budget_sources_total", "12000"},
		{"budget_years_total", "12000"},
		{"budget_tasks_total", "12000"},
		{"money(commitment_leads)", "6000.00"},
		{"money(commitment_members)", "3400.00"},
		{"money(project_total)", "6160.00"},
		{"money(project_support)", "2010.00"},
		{"join(each(p in persons, p.full_age), ' ')", "54 46 57 51 42 49 45 42 40 46 35 37"},
		{"copies", "15"},
		{"count(team)", "10"},
		{"count(lead_team)", "2"},
		{"count(representative_projects)", "6"},
		{"count(p in lead_projects, p.end >= '2022')", "2"},
		{"count(coordinators) + count(chief_experts) + count(core_others)", "8"},
		{"join(each(p in chief_experts, p.name), '、')", "沈望舒、阿依努尔·买买提"},
		{"enterprise_texts_chars <= 2000", "true"},
		{"max(u in units, chars_strict(u.position_duty))", "62"},
		{"max(u in units, chars_strict(u.profile))", "247"},
		{"consortium_name", "乌鲁木齐市新型储能产业创新联合体"},
		{"contact.number", "0991-5550101"},
		{"projects[0].period", "2023.01-2025.12"},
		{"effective_on", "2026-06-01"},
		{"max(s in agreement.signers, s.signed)", "2026-06-01"},
		{"units['m03'].signer.signatory", "孙亦安"},
		{"units['m04'].signer.signatory", "阿依努尔·买买提"},
		{"persons[2].education_degree", "研究生/博士"},
		{"persons[2].role_names", "首席专家、首席科学家、技术总师"},
		{"platforms[0].host_names", "西域理工大学"},
		{"count(where(u in units, not u.has_support))", "0"},
		{"share_total", "0"},
	};
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	expect_rows(lab, sample_env(lab, names), names, rows, sizeof rows / sizeof *rows);
}

static void counting_follows_the_options(void **state)
{
	static const row rows[] = {
		{"count_total", "12"},
		{"count_enterprises + '/' + count_universities + '/' + count_institutes + '/' + count_others",
		 "8/2/1/1"},
	};
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	lh_env *env = sample_env(lab, names);
	lh_env_option(env, "count_scope", "without_lead");
	expect_rows(lab, env, names, rows, sizeof rows / sizeof *rows);
}

/* A small consortium of which the rows under test know more than the sample shows. */
static const char small[] =
	"consortium: {core_name: 氢能}\n"
	"units:\n"
	"  - {id: a, role: lead, name: 甲, category: enterprise, registered_region: {code: '650104', name: 乌市},\n"
	"     qualifications: [{kind: hightech, valid_from: 2020-01-01, valid_to: 2023-01-01}],\n"
	"     finance: [{year: 2024, revenue: 10, rd_spend: 3}, {year: 2022, revenue: 10, rd_spend: 1},\n"
	"               {year: 2023, revenue: 10, rd_spend: 2}, {year: 2021, revenue: 10, rd_spend: 9}]}\n"
	"  - {id: b, role: core, name: 乙, category: new_rd}\n"
	"  - {id: c, role: core, name: 丙, category: institute}\n"
	"persons:\n"
	"  - {name: 子, unit: a, age: 40, roles: [member], in_team: true}\n"
	"  - {name: 丑, unit: b, birth: 1990-06, roles: [member], in_team: true}\n"
	"  - {name: 寅, unit_name: 外单位, roles: [member], in_team: true}\n"
	"platforms:\n"
	"  - {name: 共建, units: [a, b], level: provincial, in_field: true, operating: true}\n"
	"  - {name: 停办, unit: c, level: national, in_field: true, operating: false}\n"
	"jurisdictions:\n"
	"  urumqi: {fill_date: 2026-03-31}\n"
	"  xinjiang: {fill_date: 2026-06-01, exclude_units: [b]}\n";

static void values_of_incomplete_data(void **state)
{
	static const row rows[] = {
		{"consortium_name", "乌鲁木齐市氢能产业创新联合体"},
		/* In March last year's accounts are not closed. */
		{"join(each(f in lead.fy3, f.year), ' ')", "2022 2023 2024"},
		{"lead.rd_rises", "true"},
		{"lead.is_hightech", "false"},
		{"lead.is_local", "true"},
		{"units['b'].is_local", MISSING},
		{"count(units['b'].fy3)", "0"},
		{"units['b'].rd_mean", MISSING},
		{"units['b'].rd_intensity", MISSING},
		{"persons[0].full_age", "40"},
		{"persons[1].full_age", "35"},
		{"persons[2].workplace", "外单位"},
		{"member_classes", "1"},
		{"count_institutes", "1"},
		{"count_research", "2"},
		{"count_others", "1"},
		{"count(platforms_provincial_up)", "1"},
		{"platforms[0].host_names", "甲、乙"},
		{"count(lead_platforms)", "1"},
		{"period_months", MISSING},
		{"count(representative_projects)", "0"},
		{"contact.number", MISSING},
		{"enterprise_texts_chars", "0"},
	};
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	const lh_consortium *consortium = datalab_load(lab, small);
	assert_non_null(consortium);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, names, consortium, "urumqi");
	expect_rows(lab, env, names, rows, sizeof rows / sizeof *rows);
	env = lh_env_new(lab->ctx, lab->arena, names, consortium, "urumqi");
	lh_env_option(env, "research_group", "with_new_rd_medical");
	assert_string_equal(calc(lab, env, names, "count_institutes"), "2");
	assert_string_equal(calc(lab, env, names, "count_others"), "0");
}

static void what_belongs_to_excluded_units_is_gone(void **state)
{
	static const row rows[] = {
		{"join(each(u in units, u.id), '')", "ac"},
		{"join(each(p in persons, p.name), '')", "子寅"},
		{"join(each(p in team, p.name), '')", "子寅"},
		/* A shared platform stays with the unit that takes part. */
		{"count(active_platforms)", "1"},
		/* In June last year's accounts are due, entered or not. */
		{"join(each(f in lead.fy3, f.year), ' ')", "2023 2024"},
	};
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	const lh_consortium *consortium = datalab_load(lab, small);
	assert_non_null(consortium);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, names, consortium, "xinjiang");
	expect_rows(lab, env, names, rows, sizeof rows / sizeof *rows);
}

static void empty_form_has_no_values(void **state)
{
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, names, NULL, "urumqi");
	lh_diag_clear(lab->ctx);
	for (size_t i = 0; i < names->computed->n_rows; i++)
		if (!names->computed->rows[i].of)
			lh_expr_eval(env, names->computed->rows[i].expr);
	assert_int_equal(lh_diag_count(lab->ctx), 0);
}

static void path_goes_through_computed_values(void **state)
{
	static const row rows[] = {
		{"lead.name", "units[0].name"},
		{"members[2].contact.phone", "units[3].contact.phone"},
		{"contact.name", "units[0].contact.name"},
		{"members[0].contact.number", "units[1].contact.phone"},
		{"consortium_name", "jurisdictions.urumqi.consortium_name"},
		{"persons[2].workplace", "units[3].name"},
		{"persons[2].full_age", "persons[2].birth"},
		{"lead.stamp_name", "units[0].name"},
		{"copies", "agreement.copies"},
		{"count_total", MISSING},
	};
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	lh_env *env = sample_env(lab, names);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const lh_expr *expr =
			lh_expr_parse(lab->ctx, lab->arena, rows[i].text, lh_nowhere, names, NULL);
		assert_non_null(expr);
		const char *path = lh_expr_path(env, expr, NULL);
		path = path ? path : MISSING;
		if (strcmp(path, rows[i].result) != 0)
			fail_msg("%s is about %s, not %s", rows[i].text, path, rows[i].result);
	}
}

static void path_leads_to_the_missing_part_of_a_missing_record(void **state)
{
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	const lh_consortium *consortium =
		datalab_load(lab, "schema_version: 1\n"
				  "units:\n"
				  "  - {id: a, role: lead, name: 甲}\n"
				  "  - {id: b, role: core, name: 乙}\n");
	assert_non_null(consortium);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, names, consortium, "urumqi");
	lh_loc loc;
	const lh_expr *expr = lh_expr_parse(lab->ctx, lab->arena, "members[0].contact.number", lh_nowhere,
					    names, NULL);
	assert_string_equal(lh_expr_path(env, expr, &loc), "units[1].contact.phone");
	assert_int_equal(loc.line, 4);
	expr = lh_expr_parse(lab->ctx, lab->arena, "j.district.contact.number", lh_nowhere, names, NULL);
	assert_string_equal(lh_expr_path(env, expr, &loc), "jurisdictions.urumqi.district.contact.phone");
}

/* Load a text as a file of computed values; NULL when it was refused. */
static lh_names *load_text(datalab *lab, const char *text)
{
	const char *path = scratch_file(lab->arena, text);
	lh_names *names = names_of(lab, path);
	unlink(path);
	return names;
}

static void refuse(datalab *lab, const char *text, lh_msg msg, uint32_t line, uint32_t col)
{
	assert_null(load_text(lab, text));
	datalab_expect(lab, msg, line, col);
}

static void wrong_files_are_refused(void **state)
{
	datalab *lab = *state;
	refuse(lab, "- a\n", LH_E_READ_KIND, 1, 1);
	refuse(lab, "computed: {a: 1}\n", LH_E_READ_KIND, 1, 11);
	refuse(lab, "values: []\n", LH_E_READ_KEY, 1, 1);
	refuse(lab, "computed:\n  - {name: a, expr: '1', use: x}\n", LH_E_READ_KEY_NEAR, 2, 26);
	refuse(lab, "computed:\n  - {'': a, expr: '1'}\n", LH_E_READ_KEY, 2, 6);
	refuse(lab, "computed:\n  - {as name: a, expr: '1'}\n", LH_E_READ_KEY_NEAR, 2, 6);
	refuse(lab, "computed:\n  - {expr: '1'}\n", LH_E_READ_MISSING, 2, 5);
	refuse(lab, "computed:\n  - {name: a}\n", LH_E_READ_MISSING, 2, 5);
	refuse(lab, "computed:\n  - {of: unit, name: a, expr: '1'}\n", LH_E_READ_MISSING, 2, 5);
	refuse(lab, "computed:\n  - {of: unti, as: u, name: a, expr: '1'}\n", LH_E_READ_NAME_NEAR, 2, 10);
	refuse(lab, "computed:\n  - {name: Ab, expr: '1'}\n", LH_E_COMPUTED_NAME, 2, 12);
	refuse(lab, "computed:\n  - {name: j, expr: '1'}\n", LH_E_COMPUTED_NAME, 2, 12);
	refuse(lab, "computed:\n  - {name: a, expr: '1'}\n  - {name: a, expr: '2'}\n",
	       LH_E_READ_TWICE, 3, 12);
	datalab_expect(lab, LH_N_FIRST_HERE, 2, 5);
	refuse(lab, "computed:\n  - {of: unit, as: u, name: share, expr: '1'}\n", LH_E_READ_TWICE, 2, 29);
	refuse(lab, "options:\n  - {key: a}\n  - {key: a}\n", LH_E_READ_TWICE, 3, 5);
	/* Columns count behind the quote, in characters. */
	refuse(lab, "computed:\n  - {note: 注, name: a, expr: \"unitz\"}\n", LH_E_EXPR_NAME_NEAR, 2, 31);
}

static void rows_build_on_rows_above_alone(void **state)
{
	datalab *lab = *state;
	assert_non_null(load_text(lab, "computed:\n  - {name: a, expr: '1'}\n  - {name: b, expr: a + 1}\n"));
	refuse(lab, "computed:\n  - {name: bbbbb, expr: aaaaa + 1}\n  - {name: aaaaa, expr: '1'}\n",
	       LH_E_EXPR_NAME, 2, 25);
	refuse(lab, "computed:\n  - {name: aaaaa, expr: aaaaa + 1}\n", LH_E_EXPR_NAME, 2, 25);
}

static void one_wrong_row_is_told_once(void **state)
{
	datalab *lab = *state;
	assert_null(load_text(lab, "computed:\n  - {name: a, expr: zzzzzzzz}\n  - {name: b, expr: a + 1}\n"
				   "  - {of: unit, as: u, name: c, expr: u.qqqqqqqq}\n"
				   "  - {name: d, expr: 'units[0].c + b'}\n"));
	assert_int_equal(lh_diag_errors(lab->ctx), 2);
}

static void values_of_records_do_not_disturb_running_loops(void **state)
{
	datalab *lab = *state;
	const lh_names *names = load_text(lab,
		"computed:\n"
		"  - {of: unit, as: x, name: peers, expr: 'count(y in units, y.role == x.role and y != x)'}\n"
		"  - {name: total, expr: 'sum(z in units, z.peers)'}\n");
	assert_non_null(names);
	lh_env *env = sample_env(lab, names);
	assert_string_equal(calc(lab, env, names, "join(each(u in units, u.id + u.peers + u.id), ' ')"),
			    "lead0lead m013m01 m023m02 m033m03 m043m04 m053m05 m063m06 m073m07 m083m08 "
			    "m093m09 m103m10 m113m11 m123m12");
	env = sample_env(lab, names);
	assert_string_equal(calc(lab, env, names, "join(each(u in skip(units, 10), units[0].peers + u.id), ' ')"),
			    "0m10 0m11 0m12");
	assert_string_equal(calc(lab, env, names, "count(u in units, total == 36 and u.id != '')"), "13");
}

static void work_on_repeated_values_is_kept(void **state)
{
	/* Without keeping, forty doublings would be a thousand billion steps. */
	datalab *lab = *state;
	lh_buf text = {0};
	lh_buf_puts(&text, "computed:\n  - {of: unit, as: u, name: v0, expr: '1'}\n");
	for (int i = 1; i <= 40; i++)
		lh_buf_printf(&text, "  - {of: unit, as: u, name: v%d, expr: u.v%d + u.v%d}\n", i, i - 1, i - 1);
	const lh_names *names = load_text(lab, lh_buf_str(&text));
	lh_buf_free(&text);
	assert_non_null(names);
	assert_string_equal(calc(lab, sample_env(lab, names), names, "units[0].v40"), "1099511627776");
}

static void value_that_was_broken_off_is_worked_out_again(void **state)
{
	/* Each takes more than half of what one evaluation may spend. */
	const char *text = "computed:\n"
			   "  - {of: unit, as: u, name: heavy, expr: 'count(a in range(1, 500), "
			   "count(b in range(1, 500), b > 0 and b > 0 and b > 0) > 0) + chars(u.name)'}\n"
			   "  - {name: whole, expr: 'count(a in range(1, 500), "
			   "count(b in range(1, 500), b > 0 and b > 0 and b > 0) > 0)'}\n";
	datalab *lab = *state;
	const lh_names *names = load_text(lab, text);
	assert_non_null(names);
	lh_env *env = sample_env(lab, names);
	lh_diag_clear(lab->ctx);
	assert_string_equal(calc(lab, env, names, "units[0].heavy + units[1].heavy"), MISSING);
	assert_string_equal(calc(lab, env, names, "units[2].heavy + whole"), MISSING);
	assert_non_null(datalab_report(lab, LH_E_EXPR_STEPS));
	lh_diag_clear(lab->ctx);
	assert_string_equal(calc(lab, env, names, "units[1].heavy - chars(units[1].name)"), "500");
	assert_string_equal(calc(lab, env, names, "whole"), "500");
	assert_int_equal(lh_diag_count(lab->ctx), 0);
}

/* The text between the two marks of the manual's generated part. */
static char *generated_part(datalab *lab)
{
	lh_buf manual = {0};
	assert_true(lh_file_read(lab->ctx, LH_SOURCE_DIR "/docs/expressions.md", 1 << 20, &manual));
	char *text = lh_arena_strdup(lab->arena, lh_buf_str(&manual));
	lh_buf_free(&manual);
	char *begin = strstr(text, "<!-- functions -->\n");
	assert_non_null(begin);
	begin += strlen("<!-- functions -->\n");
	char *end = strstr(begin, "<!-- end of functions -->");
	assert_non_null(end);
	*end = '\0';
	return begin;
}

static void manual_lists_every_function(void **state)
{
	datalab *lab = *state;
	const char *part = generated_part(lab);
	size_t n, lines = 0;
	const lh_function_info *functions = lh_expr_functions(&n);
	for (size_t i = 0; i < n; i++) {
		const char *line = lh_fmt(lab->arena, "| `%s` | %s | %s |\n", functions[i].signature,
					  functions[i].zh, functions[i].en);
		if (!strstr(part, line))
			fail_msg("docs/expressions.md lacks: %s", line);
	}
	for (const char *p = part; (p = strstr(p, "\n| `")); p++)
		lines++;
	assert_int_equal(lines, n);
}

/* Examples of the manual: `expression` → `result`, over the sample in Urumqi. */
static void examples_of_the_manual_are_true(void **state)
{
	datalab *lab = *state;
	const lh_names *names = real_names(lab);
	lh_env *env = sample_env(lab, names);
	lh_buf manual = {0};
	assert_true(lh_file_read(lab->ctx, LH_SOURCE_DIR "/docs/expressions.md", 1 << 20, &manual));
	size_t n, examples = 0;
	const lh_function_info *functions = lh_expr_functions(&n);
	bool *shown = lh_arena_array(lab->arena, n, sizeof *shown);
	for (char *at = manual.bytes, *arrow; (arrow = strstr(at, "` → `")); at = arrow + 1) {
		char *open = arrow;
		while (open > manual.bytes && open[-1] != '`')
			open--;
		char *result = arrow + strlen("` → `");
		char *close = strchr(result, '`');
		assert_non_null(close);
		*arrow = *close = '\0';
		const char *value = calc(lab, env, names, open);
		if (strcmp(value, result) != 0)
			fail_msg("%s gives %s, the manual says %s", open, value, result);
		for (size_t i = 0; i < n; i++)
			if (strstr(open, lh_fmt(lab->arena, "%s(", functions[i].name)))
				shown[i] = true;
		*arrow = *close = '`';
		examples++;
	}
	lh_buf_free(&manual);
	assert_true(examples >= 60);
	for (size_t i = 0; i < n; i++)
		if (!shown[i])
			fail_msg("no example of %s in docs/expressions.md", functions[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_has_the_expected_values),
		cmocka_unit_test(counting_follows_the_options),
		cmocka_unit_test(values_of_incomplete_data),
		cmocka_unit_test(what_belongs_to_excluded_units_is_gone),
		cmocka_unit_test(empty_form_has_no_values),
		cmocka_unit_test(path_goes_through_computed_values),
		cmocka_unit_test(path_leads_to_the_missing_part_of_a_missing_record),
		cmocka_unit_test(wrong_files_are_refused),
		cmocka_unit_test(rows_build_on_rows_above_alone),
		cmocka_unit_test(one_wrong_row_is_told_once),
		cmocka_unit_test(values_of_records_do_not_disturb_running_loops),
		cmocka_unit_test(work_on_repeated_values_is_kept),
		cmocka_unit_test(value_that_was_broken_off_is_worked_out_again),
		cmocka_unit_test(manual_lists_every_function),
		cmocka_unit_test(examples_of_the_manual_are_true),
	};
	return cmocka_run_group_tests(tests, datalab_setup, datalab_teardown);
}
