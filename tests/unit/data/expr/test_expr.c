/* Expressions: what they give for the sample consortium, and what is refused when they are parsed. */
#include "data/expr/expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "support/datalab.h"

#define MISSING "(missing)"

static const char *const scopes[] = {"with_lead", "without_lead"};
static const lh_option_info options[] = {
	{.key = "count_scope", .values = scopes, .n_values = 2},
	{.key = "region_prefix"},
};

static lh_names names_of(const datalab *lab)
{
	return (lh_names){
		.schema = lab->schema,
		.jurisdiction = lh_schema_record(lab->schema, "jurisdiction"),
		.options = options,
		.n_options = sizeof options / sizeof *options,
	};
}

static const lh_consortium *sample(datalab *lab)
{
	lh_diag_clear(lab->ctx);
	const lh_consortium *consortium = lh_consortium_load(
		lab->ctx, lab->arena, lab->schema, LH_SOURCE_DIR "/samples/complete.yaml");
	assert_non_null(consortium);
	return consortium;
}

static lh_env *env_over(datalab *lab, const lh_consortium *consortium, const char *jurisdiction)
{
	lh_names *names = lh_arena_alloc(lab->arena, sizeof *names);
	*names = names_of(lab);
	return lh_env_new(lab->ctx, lab->arena, names, consortium, jurisdiction);
}

static const lh_expr *parse(datalab *lab, const char *text)
{
	lh_names names = names_of(lab);
	lh_loc loc = {"t.yaml", 1, 1};
	const lh_expr *expr = lh_expr_parse(lab->ctx, lab->arena, text, loc, &names, NULL);
	if (!expr) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("refused: %s", text);
	}
	return expr;
}

static const char *calc_in(datalab *lab, lh_env *env, const char *text)
{
	const lh_val *value = lh_expr_eval(env, parse(lab, text));
	return value ? lh_val_str(lab->arena, value) : MISSING;
}

/* Rows of expression and result, over the sample in Urumqi. */
typedef struct row {
	const char *text, *result;
} row;

static void expect_rows(datalab *lab, const row *rows, size_t n)
{
	lh_env *env = env_over(lab, sample(lab), "urumqi");
	for (size_t i = 0; i < n; i++) {
		const char *result = calc_in(lab, env, rows[i].text);
		if (strcmp(result, rows[i].result) != 0)
			fail_msg("%s gave %s, not %s", rows[i].text, result, rows[i].result);
	}
}
#define EXPECT_ROWS(lab, rows) expect_rows(lab, rows, sizeof rows / sizeof *rows)

/* The text is refused with this message at this column. */
static void refuse(datalab *lab, const char *text, lh_msg msg, uint32_t col)
{
	lh_diag_clear(lab->ctx);
	lh_names names = names_of(lab);
	lh_loc loc = {"t.yaml", 7, 11};
	assert_null(lh_expr_parse(lab->ctx, lab->arena, text, loc, &names, NULL));
	const lh_report *report = datalab_report(lab, msg);
	if (!report) {
		lh_diag_print_all(lab->ctx, stderr);
		fail_msg("no %s for %s", lh_msg_symbol(msg), text);
	}
	if (report->loc.line != 7 || report->loc.col != 10 + col)
		fail_msg("%s: at column %u, not %u", text, report->loc.col - 10, col);
}

static void refuse_saying(datalab *lab, const char *text, lh_msg msg, uint32_t col, const char *word)
{
	refuse(lab, text, msg, col);
	if (!strstr(datalab_report(lab, msg)->en, word))
		fail_msg("%s: '%s' is not in: %s", text, word, datalab_report(lab, msg)->en);
}

static void paths_read_the_data(void **state)
{
	static const row rows[] = {
		{"consortium.core_name", "新型储能"},
		{"units[0].name", "新疆天屿储能科技股份有限公司"},
		{"units['m03'].contact.name", "孙亦安"},
		{"units[99].name", MISSING},
		{"units[0.5].name", MISSING},
		{"units[-1].name", MISSING},
		{"j.district.area", "新市区"},
		{"j.fill_date", "2026-06-10"},
		{"j.recommender.org", MISSING},
		{"persons[2].unit.name", "西域理工大学"},
		{"units[0].qualifications[0].kind", "高新技术企业"},
		{"成员单位[0].单位全称", "新疆天屿储能科技股份有限公司"},
		{"jurisdictions['qingdao'].industry_field", "绿色能源"},
		{"tech.tasks[0].lead_unit.legal_rep", "林知远"},
	};
	EXPECT_ROWS(*state, rows);
}

static void lists_are_searched_filtered_and_counted(void **state)
{
	static const row rows[] = {
		{"count(units)", "13"},
		{"count(u in units, u.role == 'lead')", "1"},
		{"count(where(u in units, u.category == 'enterprise' and u.role != 'lead'))", "8"},
		{"first(u in units, u.category == 'university').name", "西域理工大学"},
		{"last(u in units, u.category == 'university').id", "m07"},
		{"first(where(u in units, u.category == 'medical')).name", MISSING},
		{"any(u in units, u.scale == 'small')", "false"},
		{"all(u in units, u.independent_legal_person)", "true"},
		{"any([])", "false"},
		{"all([])", "true"},
		{"join(each(u in units, u.role), '') == ''", "false"},
		{"join(each(q in units[0].qualifications, q.kind), '、')",
		 "高新技术企业、专精特新“小巨人”企业、链主企业、行业（产业链）龙头企业、科技（创新）领军企业"},
		{"join(each(u in units, u.listing), ';')", "未上市"},
		{"join(distinct(each(u in units, u.category)), '/')", "企业/高校/科研院所/科技服务机构"},
		{"index(units, units['m02'])", "3"},
		{"index(units, persons[2].unit)", "4"},
		{"index(each(u in units, u.id), 'nobody')", MISSING},
		{"contains(persons[2].roles, 'chief_expert')", "true"},
		{"'chief_expert' in persons[0].roles", "false"},
		{"persons[2].unit in where(u in units, u.category == 'university')", "true"},
		{"join(each(u in take(units, 2), u.id), ',')", "lead,m01"},
		{"join(each(u in skip(units, 11), u.id), ',')", "m11,m12"},
		{"count(skip(units, 99))", "0"},
		{"count(take(units, -1))", "0"},
		{"join(each(u in reverse(take(units, 3)), u.id), ',')", "m02,m01,lead"},
		{"count(flat(each(u in units, u.chain_position)))", "9"},
		{"count(distinct(flat(each(u in units, u.chain_position))))", "3"},
		{"join(range(2022, 2024), ' ')", "2022 2023 2024"},
		{"count(range(3, 1))", "0"},
		{"join([1, 2.50, 3] + [4], ' ')", "1 2.5 3 4"},
		{"join(each(u in where(v in units, any(p in platforms, p.unit == v)), u.id), ' ')",
		 "lead m01 m03 m04 m08"},
	};
	EXPECT_ROWS(*state, rows);
}

static void sums_are_exact(void **state)
{
	static const row rows[] = {
		{"sum(p in projects, p.total)", "6160"},
		{"money(sum(p in projects, p.support))", "2010.00"},
		{"sum(s in budget.sources, s.amount) == budget.total", "true"},
		{"0.1 + 0.2 == 0.3", "true"},
		{"avg([1, 2, 2])", "1.666667"},
		{"avg([])", MISSING},
		{"sum([])", "0"},
		{"min(3, 1, 2)", "1"},
		{"max(p in platforms, p.level)", "国家级"},
		{"min(p in platforms, p.level)", "市级（盟级）"},
		{"max(each(a in activities, a.date))", "2026-03"},
		{"max([])", MISSING},
		{"2 + 3 * 4 - 6 / 3", "12"},
		{"-(2 + 3) * 2", "-10"},
		{"- 2 + 3", "1"},
		{"1 / 3", "0.333333"},
		{"2 / 3", "0.666667"},
		{"-2 / 3", "-0.666667"},
		{"1 / count([])", MISSING},
		{"0.000001 * 0.5", "0.000001"},
		{"0.000001 * 0.4", "0"},
		{"(1 + 2) * 3", "9"},
		{"8 - 4 - 2", "2"},
		{"percent(8, 12)", "66.7"},
		{"percent(1, 0)", MISSING},
		{"percent(2, 3, 4)", "66.6667"},
		{"percent(13329, 20000)", "66.6"},
		{"percent(1333, 2000)", "66.7"},
		{"round(2.5, 0)", "3"},
		{"round(-2.5, 0)", "-3"},
		{"floor(-0.1)", "-1"},
		{"abs(-3.2)", "3.2"},
	};
	EXPECT_ROWS(*state, rows);
}

static void numbers_are_written_as_asked(void **state)
{
	static const row rows[] = {
		{"money(3473.333333)", "3473.33"},
		{"money(0)", "0.00"},
		{"number(66.65, 1)", "66.7"},
		{"number(4.3576, 0)", "4"},
		{"grouped(1234567.5, 2)", "1,234,567.50"},
		{"grouped(-1234, 0)", "-1,234"},
		{"grouped(123, 0)", "123"},
		{"pad(7, 2)", "07"},
		{"pad(123, 2)", "123"},
		{"amount_capital(6007.14)", "人民币陆仟零柒元壹角肆分"},
		{"amount_capital(budget.total * 10000)", "人民币壹亿贰仟万元整"},
		{"number_cn(13)", "十三"},
		{"circled(3)", "③"},
		{"100 + '%'", "100%"},
		{"'共' + count(units) + '家'", "共13家"},
	};
	EXPECT_ROWS(*state, rows);
}

static void missing_values_spread_but_conditions_answer(void **state)
{
	static const row rows[] = {
		{"has(j.recommender)", "false"},
		{"has(j.recommender.org)", "false"},
		{"has(j.district)", "true"},
		{"has([])", "false"},
		{"has('')", "false"},
		{"has(0)", "true"},
		{"has(false)", "true"},
		{"j.recommender.org ?? j.district.org", "乌鲁木齐市新市区科学技术局"},
		{"'' ?? '无'", "无"},
		{"null ?? 3", "3"},
		{"j.recommender.org == null", "true"},
		{"j.district.org != null", "true"},
		{"units[0].scale == 'small'", "false"},
		{"units[0].scale != 'small'", "true"},
		{"units[0].scale > 'small'", MISSING},
		{"not (units[0].scale > 'small')", "true"},
		{"units[0].scale > 'small' or true", "true"},
		{"units[0].share + 1", MISSING},
		{"units[0].share ?? 0 + 1", "1"},
		{"count(supplements[0].remove)", "0"},
		{"count(u in units[0].chain_position, true)", "1"},
		{"any(x in units[9].leads_elsewhere, true)", "false"},
		{"all(x in units[9].leads_elsewhere, false)", "true"},
		{"if(has(units[0].share), '有', '无')", "无"},
		{"if(units[0].scale == 'small', 1)", MISSING},
		{"date_cn(j.filing_date)", MISSING},
		{"null in [1]", "false"},
	};
	EXPECT_ROWS(*state, rows);
}

static void operators_bind_as_documented(void **state)
{
	static const row rows[] = {
		{"true or false and false", "true"},
		{"not true or true", "true"},
		{"not 1 == 2", "true"},
		{"1 + 1 == 2 and 3 > 2", "true"},
		{"null ?? 1 == 1", "true"},
		{"not not true", "true"},
		{"1 in [1, 2] and 2 in [1]", "false"},
		{"if(1 < 2, 'a', 'b') + 'c'", "ac"},
		{"'it''s' + \" \"\"so\"\"\"", "it's \"so\""},
		{"  count ( units )\n", "13"},
	};
	EXPECT_ROWS(*state, rows);
}

static void enumerations_compare_by_code_and_order(void **state)
{
	static const row rows[] = {
		{"units[0].category == 'enterprise'", "true"},
		{"units[0].category == '企业'", "true"},
		{"'university' == units[3].category", "true"},
		{"count(p in platforms, p.level >= 'provincial')", "5"},
		{"count(p in platforms, p.level == 'national')", "1"},
		{"count(p in platforms, 'provincial' > p.level)", "1"},
		{"count(u in units, u.category in ['university', 'institute'])", "3"},
		{"label(units[0].category)", "企业"},
		{"label(platforms[1].level)", "省级（自治区级）"},
		{"short_label(platforms[1].level)", "省级"},
		{"code(platforms[1].level)", "provincial"},
		{"(platforms[9].level ?? 'county') == 'county'", "true"},
		{"if(true, units[0].role, 'core') == 'lead'", "true"},
	};
	EXPECT_ROWS(*state, rows);
}

static void dates_are_reckoned(void **state)
{
	static const row rows[] = {
		{"date_cn(j.fill_date)", "2026年6月10日"},
		{"date_cn_figures(date(year(j.fill_date), month(j.fill_date)))", "二〇二六年六月"},
		{"date_dotted(projects[0].start) + '-' + date_dotted(projects[0].end)", "2023.01-2025.12"},
		{"j.fill_date >= '2026-05-20' and j.fill_date <= '2028-12-31'", "true"},
		{"within(j.fill_date, '2026-06-10', '2026-06-10')", "true"},
		{"within(j.fill_date, null, '2026-06-09')", "false"},
		{"within(j.fill_date, '2026-06-10', null)", "true"},
		{"within(j.filing_date, null, null)", MISSING},
		{"months_between(consortium.period.start, consortium.period.end)", "36"},
		{"months_between('2026-07-01', '2026-07-30')", "0"},
		{"months_between('2026-07-01', '2026-07-31')", "1"},
		{"months_between('2026-01-31', '2026-02-28')", "1"},
		{"months_between('2023-01', '2025-12')", "36"},
		{"months_between('2029-06-30', '2026-07-01')", "-36"},
		{"days_between('2026-01-01', '2027-01-01')", "365"},
		{"add_days('2026-02-28', 1)", "2026-03-01"},
		{"add_days('2028-02-28', 1)", "2028-02-29"},
		{"add_days('2026-01-01', -1)", "2025-12-31"},
		{"add_months('2026-01-31', 1)", "2026-02-28"},
		{"add_months('2026-03', -3)", "2025-12"},
		{"add_years('2028-02-29', 1)", "2029-02-28"},
		{"add_days(add_years('2026-08-01', 3), -1)", "2029-07-31"},
		{"age(persons[6].birth, j.fill_date)", "45"},
		{"age(persons[1].birth, j.fill_date)", "46"},
		{"age('1980-06-11', '2026-06-10')", "45"},
		{"age('1980-06-10', '2026-06-10')", "46"},
		{"age('2030', '2026-06-10')", MISSING},
		{"date(2026, 2, 29)", MISSING},
		{"date(2024, 2, 29)", "2024-02-29"},
		{"day(date(2024, 2))", MISSING},
		{"year('2026') + 1", "2027"},
		{"today()", MISSING},
		{"add_days('2026-06', 1)", MISSING},
	};
	EXPECT_ROWS(*state, rows);
}

static void calendar_goes_round(void **state)
{
	/* add_days is the inverse of days_between over four hundred years of leap days. */
	datalab *lab = *state;
	lh_env *env = env_over(lab, NULL, NULL);
	const lh_expr *expr = parse(lab, "all(n in range(0, 999), "
		"days_between('1899-12-31', add_days('1899-12-31', n * 147)) == n * 147)");
	assert_true(lh_expr_true(env, expr));
}

static void texts_are_searched_and_cut(void **state)
{
	static const row rows[] = {
		{"starts_with(units[0].registered_region.code, '6501')", "true"},
		{"starts_with('65', '6501')", "false"},
		{"ends_with(units[0].name, '公司')", "true"},
		{"ends_with('司', '公司')", "false"},
		{"join(runs('AB甲CD', '[A-Z]'), ' ')", "AB CD"},
		{"count(runs('', '[A-Z]'))", "0"},
		{"join(runs('甲A乙', '[甲乙]'), ' ')", "甲 乙"},
		{"before('甲乙甲', '乙')", "甲"},
		{"before('甲乙', '丙')", MISSING},
		{"after('甲乙甲', '甲')", "乙甲"},
		{"after('甲乙', '丙')", MISSING},
		{"join(texts_in(units[0].contact), ' ')", "周晓岚 0991-5550101 19900000001 lead@example.com"},
		{"count(texts_in(persons[0].unit))", "0"},
		{"count(texts_in(tech.bottlenecks))", "8"},
		{"contains(j.consortium_name, '×')", "false"},
		{"contains('甲乙丙', ['丁', '丙'])", "true"},
		{"contains('甲乙丙', ['丁'])", "false"},
		{"contains('甲乙丙', each(u in [null], 'x'))", "false"},
		{"contains(j.consortium_name, consortium.core_name)", "true"},
		{"matches(j.consortium_name, '乌鲁木齐市?*产业创新联合体')", "true"},
		{"matches('乌鲁木齐市产业创新联合体', '乌鲁木齐市?*产业创新联合体')", "false"},
		{"matches('GR202465000001', 'G[RFS]############')", "true"},
		{"matches('GX202465000001', 'G[RFS]############')", "false"},
		{"matches('GR20246500000', 'G[RFS]############')", "false"},
		{"matches('19900000001', '1[3-9]#########')", "true"},
		{"matches('ab]c', '[!x]?[]]*')", "true"},
		{"matches('aXbXc', '*X*X?')", "true"},
		{"matches('中Xab', '*??Xab')", "false"},
		{"matches('', '*')", "true"},
		{"matches('', '?')", "false"},
		{"matches('a-b', 'a[x-]b')", "true"},
		{"replace('a，b，c', '，', '、')", "a、b、c"},
		{"replace('abc', '', 'x')", "abc"},
		{"part('新疆维吾尔', 3)", "维吾尔"},
		{"part('新疆维吾尔', 1, 2)", "新疆"},
		{"part('新疆', 9, 2)", ""},
		{"part('新疆', 2, -1)", ""},
		{"part('新疆', 0)", "新疆"},
		{"count(lines('一段\n\n二段\n'))", "2"},
		{"chars(texts.goals200) <= 200", "true"},
		{"chars_strict(texts.goals200)", "129"},
		{"chars_strict(units[0].intro200)", "165"},
		{"text(budget.total) + '万元'", "12000万元"},
	};
	EXPECT_ROWS(*state, rows);
}

static void order_of_a_sort_is_stable(void **state)
{
	static const row rows[] = {
		{"join(each(p in sort(p in platforms, p.level), p.unit.id), ' ')", "m01 lead lead m04 m08 m03"},
		{"join(sort([3, 1, 2]), ' ')", "1 2 3"},
		{"join(each(u in take(sort(u in units, u.employees), 2), u.id), ' ')", "m10 m09"},
		{"last(sort(u in units, u.employees)).id", "m12"},
		{"join(sort(['b', 'a']), '')", "ab"},
		{"count(sort([]))", "0"},
	};
	EXPECT_ROWS(*state, rows);
}

static void wrong_names_are_told_with_the_nearest(void **state)
{
	datalab *lab = *state;
	refuse_saying(lab, "unit[0].name", LH_E_EXPR_NAME_NEAR, 1, "units");
	refuse_saying(lab, "units[0].nmae", LH_E_EXPR_FIELD_NEAR, 10, "name");
	refuse(lab, "qwertyuiop", LH_E_EXPR_NAME, 1);
	refuse(lab, "units[0].qwertyuiopas", LH_E_EXPR_FIELD, 10);
	refuse_saying(lab, "count(units) > coun(units)", LH_E_EXPR_FUNCTION_NEAR, 16, "count");
	refuse(lab, "xyzzyx(units)", LH_E_EXPR_FUNCTION, 1);
	refuse_saying(lab, "units[0].category == 'enterprice'", LH_E_EXPR_ENUM_NEAR, 22, "enterprise");
	refuse_saying(lab, "units[0].category in ['enterprise', 'qqqqqqqqqq']", LH_E_EXPR_ENUM, 37,
		      "university");
	refuse_saying(lab, "option('count_scop')", LH_E_EXPR_OPTION_NEAR, 8, "count_scope");
	refuse_saying(lab, "option('count_scope') == 'with_laed'", LH_E_EXPR_OPTION_VALUE, 26,
		      "with_lead without_lead");
	refuse(lab, "option('qqqqqqqqqqqqqqqqqq')", LH_E_EXPR_OPTION, 8);
	refuse(lab, "option(units[0].name)", LH_E_EXPR_OPTION_KEY, 17);
	refuse_saying(lab, "each(u in units, u.nmae)", LH_E_EXPR_FIELD_NEAR, 20, "name");
	refuse_saying(lab, "where(unit in units, unti.main)", LH_E_EXPR_NAME_NEAR, 22, "unit");
}

static void wrong_types_are_told(void **state)
{
	datalab *lab = *state;
	refuse(lab, "units.name", LH_E_EXPR_NO_FIELDS, 7);
	refuse(lab, "consortium.core_name.x", LH_E_EXPR_NO_FIELDS, 22);
	refuse(lab, "null.name", LH_E_EXPR_NO_FIELDS, 6);
	refuse(lab, "units[0].name > 3", LH_E_EXPR_TYPES, 15);
	refuse(lab, "units[0].name == 3", LH_E_EXPR_TYPES, 15);
	refuse(lab, "units[0].name < 'b'", LH_E_EXPR_ORDER, 15);
	refuse(lab, "units[0].role >= 'core'", LH_E_EXPR_ORDER, 15);
	refuse(lab, "units[0].name and true", LH_E_EXPR_WANTS, 10);
	refuse(lab, "not units", LH_E_EXPR_WANTS, 5);
	refuse(lab, "-units[0].name", LH_E_EXPR_WANTS, 11);
	refuse(lab, "2 * '3'", LH_E_EXPR_WANTS, 5);
	refuse(lab, "1 / 0", LH_E_EXPR_ZERO, 5);
	refuse(lab, "count(consortium)", LH_E_EXPR_WANTS, 7);
	refuse(lab, "sum(u in units, u.name)", LH_E_EXPR_WANTS, 19);
	refuse(lab, "max(u in units, u.name)", LH_E_EXPR_ORDER, 19);
	refuse(lab, "date_cn(units[0].name)", LH_E_EXPR_WANTS, 18);
	refuse(lab, "date_cn('2026-13')", LH_E_EXPR_DATE, 9);
	refuse(lab, "j.fill_date > '2026-02-30'", LH_E_EXPR_DATE, 15);
	refuse(lab, "join(units, '、')", LH_E_EXPR_WANTS, 6);
	refuse(lab, "if(1, 2, 3)", LH_E_EXPR_WANTS, 4);
	refuse(lab, "if(true, 2, 'a')", LH_E_EXPR_TYPES, 1);
	refuse(lab, "[1, 'a']", LH_E_EXPR_TYPES, 5);
	refuse(lab, "'a' in 'abc'", LH_E_EXPR_WANTS, 8);
	refuse(lab, "consortium[0]", LH_E_EXPR_WANTS, 1);
	refuse(lab, "units[true]", LH_E_EXPR_WANTS, 7);
	refuse(lab, "where(u in units, u.name)", LH_E_EXPR_WANTS, 21);
	refuse(lab, "contains(units, 'm01')", LH_E_EXPR_WANTS, 17);
	refuse(lab, "contains('a', [1])", LH_E_EXPR_WANTS, 15);
	refuse(lab, "matches(units[0].uscc, '9[1')", LH_E_EXPR_PATTERN, 24);
	refuse(lab, "flat(units)", LH_E_EXPR_WANTS, 6);
}

static void grammar_is_told_at_its_place(void **state)
{
	datalab *lab = *state;
	refuse(lab, "", LH_E_EXPR_ENDS, 1);
	refuse(lab, "1 +", LH_E_EXPR_ENDS, 4);
	refuse(lab, "count(units", LH_E_EXPR_ENDS, 12);
	refuse(lab, "count(units) units", LH_E_EXPR_UNEXPECTED, 14);
	refuse(lab, "units[0]. ", LH_E_EXPR_ENDS, 11);
	refuse(lab, "(1", LH_E_EXPR_ENDS, 3);
	refuse(lab, "[1, ]", LH_E_EXPR_UNEXPECTED, 5);
	refuse(lab, "'abc", LH_E_EXPR_QUOTE, 1);
	refuse_saying(lab, "units[0].name = 'a'", LH_E_EXPR_SIGN_MEANT, 15, "==");
	refuse_saying(lab, "count（units)", LH_E_EXPR_SIGN_MEANT, 6, "(");
	refuse_saying(lab, "has(j) && true", LH_E_EXPR_SIGN_MEANT, 8, "and");
	refuse(lab, "1 ~ 2", LH_E_EXPR_SIGN, 3);
	refuse(lab, "99999999999999999999", LH_E_EXPR_NUMBER, 1);
	refuse(lab, "1.1234567", LH_E_EXPR_NUMBER, 1);
	refuse(lab, "has()", LH_E_EXPR_ARITY, 1);
	refuse(lab, "if(true)", LH_E_EXPR_ARITY, 1);
	refuse(lab, "today(1)", LH_E_EXPR_ARITY, 1);
	refuse(lab, "where(units)", LH_E_EXPR_FOLD, 1);
	refuse(lab, "each(u in units)", LH_E_EXPR_UNEXPECTED, 16);
	refuse(lab, "a\n  ~", LH_E_EXPR_NAME, 1);
}

static void one_run_tells_every_wrong_name(void **state)
{
	datalab *lab = *state;
	lh_diag_clear(lab->ctx);
	lh_names names = names_of(lab);
	assert_null(lh_expr_parse(lab->ctx, lab->arena, "unitz[0].name == persons[0].nmae and x.y",
				  (lh_loc){"t.yaml", 1, 1}, &names, NULL));
	assert_int_equal(lh_diag_errors(lab->ctx), 3);
}

static void deep_nesting_is_refused(void **state)
{
	datalab *lab = *state;
	lh_names names = names_of(lab);
	enum { DEEP = 100000 };
	char *text = lh_arena_alloc(lab->arena, 2 * DEEP + 2);
	memset(text, '(', DEEP);
	lh_diag_clear(lab->ctx);
	assert_null(lh_expr_parse(lab->ctx, lab->arena, text, lh_nowhere, &names, NULL));
	assert_int_equal(lh_diag_errors(lab->ctx), 1);
	assert_non_null(datalab_report(lab, LH_E_EXPR_DEPTH));
	/* Lists in lists are looked at once a level, not twice. */
	memset(text, '[', DEEP);
	strcpy(text + 90, "1");
	lh_diag_clear(lab->ctx);
	assert_null(lh_expr_parse(lab->ctx, lab->arena, text, lh_nowhere, &names, NULL));
	assert_non_null(datalab_report(lab, LH_E_EXPR_ENDS));
	/* Chains grow a deep tree without nesting. */
	for (size_t i = 0; i < DEEP; i++)
		memcpy(text + 2 * i, "1+", 2);
	text[2 * DEEP - 1] = '\0';
	lh_diag_clear(lab->ctx);
	assert_null(lh_expr_parse(lab->ctx, lab->arena, text, lh_nowhere, &names, NULL));
	assert_non_null(datalab_report(lab, LH_E_EXPR_DEPTH));
}

static void overflow_is_missing_and_told(void **state)
{
	static const char *const texts[] = {
		"9223372036854 * 10", "9223372036854 + 9223372036854", "-9223372036854 - 9223372036854",
		"9223372036854 / 0.1", "sum([9223372036854, 9223372036854])",
		"percent(9223372036854, 0.000001)", "add_years('2026-01-01', 9000)",
		"add_days('2026-01-01', 9223372036854)",
		"add_days('0001-01-01', -1)", "add_days('9999-12-31', 1)", "add_months('2026-01-01', -9223372036854)",
		"count(range(0, 9223372036854))", "abs(-9223372036854.775807 - 0.000001)",
		"-(-9223372036854.775807 - 0.000001)",
	};
	datalab *lab = *state;
	lh_env *env = env_over(lab, NULL, NULL);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const lh_expr *expr = parse(lab, texts[i]);
		lh_diag_clear(lab->ctx);
		const lh_val *value = lh_expr_eval(env, expr);
		if (value && !(value->kind == LH_KIND_NUMBER && value->u.number == 0))
			fail_msg("%s has a value", texts[i]);
		if (!datalab_report(lab, LH_E_EXPR_OVERFLOW))
			fail_msg("%s: nothing told", texts[i]);
	}
}

static void work_without_end_is_broken_off(void **state)
{
	datalab *lab = *state;
	lh_env *env = env_over(lab, NULL, NULL);
	const lh_expr *expr = parse(lab, "count(a in range(1, 1000), count(b in range(1, 1000), "
					 "count(distinct(range(1, 1000))) > 0) > 0)");
	lh_diag_clear(lab->ctx);
	lh_expr_eval(env, expr);
	assert_int_equal(lh_diag_errors(lab->ctx), 1);
	assert_non_null(datalab_report(lab, LH_E_EXPR_STEPS));
	assert_true(lh_arena_used(lab->arena) < 16 << 20); /* work it is, not memory */
	/* The next one has its own budget. */
	assert_string_equal(calc_in(lab, env, "1 + 1"), "2");
	/* Many together have one too; what comes after it is missing, and silent. */
	for (int i = 0; i < 60; i++)
		lh_expr_eval(env, expr);
	lh_diag_clear(lab->ctx);
	assert_null(lh_expr_eval(env, parse(lab, "1 + 1")));
	assert_null(lh_expr_eval(env, parse(lab, "1 + 1")));
	assert_int_equal(lh_diag_errors(lab->ctx), 0);
}

/* What is made on the way stays until the paper is done: without a limit of its own it were many gigabytes. */
static void memory_without_end_is_broken_off(void **state)
{
	const size_t megabyte = 1 << 20;
	datalab *lab = *state;
	lh_env *env = env_over(lab, NULL, NULL);
	const lh_expr *expr = parse(lab, "count(a in range(1, 1000), count(reverse(lines(replace(join("
					 "range(1, 1000), ''), '1', join(range(1, 100), '\n'))))) > 0)");
	lh_diag_clear(lab->ctx);
	size_t before = lh_arena_used(lab->arena);
	lh_expr_eval(env, expr);
	assert_int_equal(lh_diag_errors(lab->ctx), 1);
	assert_non_null(datalab_report(lab, LH_E_EXPR_STEPS));
	assert_in_range(lh_arena_used(lab->arena) - before, 64 * megabyte, 80 * megabyte);
	/* Not all of it is spent by one. */
	assert_string_equal(calc_in(lab, env, "1 + 1"), "2");
	for (int i = 0; i < 60; i++)
		lh_expr_eval(env, expr);
	assert_in_range(lh_arena_used(lab->arena) - before, 256 * megabyte, 272 * megabyte);
	lh_diag_clear(lab->ctx);
	assert_null(lh_expr_eval(env, parse(lab, "1 + 1")));
	assert_int_equal(lh_diag_errors(lab->ctx), 0);
}

static void texts_and_lists_do_not_grow_without_end(void **state)
{
	static const struct {
		const char *text;
		lh_msg msg;
	} cases[] = {
		{"join(range(1, 1000), join(range(1, 1000), ''))", LH_E_EXPR_OVERFLOW},
		{"replace(join(range(1, 1000), ''), '1', join(range(1, 1000), '++'))", LH_E_EXPR_OVERFLOW},
		{"count(distinct(flat(each(a in range(1, 1000), each(b in range(1, 100), a * 1000 + b)))))",
		 LH_E_EXPR_STEPS},
	};
	datalab *lab = *state;
	lh_env *env = env_over(lab, NULL, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		lh_diag_clear(lab->ctx);
		lh_expr_eval(env, parse(lab, cases[i].text));
		if (!datalab_report(lab, cases[i].msg))
			fail_msg("nothing told: %s", cases[i].text);
	}
}

static void options_have_defaults_and_are_set(void **state)
{
	datalab *lab = *state;
	lh_env *env = env_over(lab, sample(lab), "urumqi");
	assert_string_equal(calc_in(lab, env, "option('count_scope')"), "with_lead");
	assert_string_equal(calc_in(lab, env, "option('region_prefix')"), MISSING);
	env = env_over(lab, sample(lab), "urumqi");
	lh_env_option(env, "count_scope", "without_lead");
	lh_env_option(env, "region_prefix", "6501");
	assert_string_equal(calc_in(lab, env, "option('count_scope') == 'without_lead'"), "true");
	assert_string_equal(
		calc_in(lab, env, "count(u in units, starts_with(u.registered_region.code, option('region_prefix')))"),
		"6");
}

static void options_of_the_data_stand_between_given_and_default(void **state)
{
	datalab *lab = *state;
	const lh_consortium *consortium = datalab_load(
		lab, "units: []\njurisdictions: {urumqi: {options: {count_scope: without_lead, region_prefix: \"6501\"}},"
		     " qingdao: {options: {count_scope: none}}}\n");
	assert_non_null(consortium);
	lh_env *env = env_over(lab, consortium, "urumqi");
	assert_string_equal(calc_in(lab, env, "option('count_scope')"), "without_lead");
	assert_string_equal(calc_in(lab, env, "option('region_prefix')"), "6501");
	env = env_over(lab, consortium, "urumqi");
	lh_env_option(env, "count_scope", "with_lead");
	assert_string_equal(calc_in(lab, env, "option('count_scope')"), "with_lead");
	/* a value that is not listed is none */
	env = env_over(lab, consortium, "qingdao");
	assert_string_equal(calc_in(lab, env, "option('count_scope')"), "with_lead");
}

static void excluded_units_are_gone(void **state)
{
	datalab *lab = *state;
	const lh_consortium *consortium = datalab_load(
		lab, "units: [{id: a, name: 甲}, {id: b, name: 乙}, {id: c, name: 丙}]\n"
		     "jurisdictions: {urumqi: {exclude_units: [b]}, qingdao: {}}\n");
	assert_non_null(consortium);
	lh_env *env = env_over(lab, consortium, "urumqi");
	assert_string_equal(calc_in(lab, env, "join(each(u in units, u.name), '')"), "甲丙");
	/* What stands behind it keeps its place in the file. */
	assert_string_equal(lh_expr_path(env, parse(lab, "units[1].name"), NULL), "units[2].name");
	env = env_over(lab, consortium, "qingdao");
	assert_string_equal(calc_in(lab, env, "count(units)"), "3");
}

static void without_data_everything_is_missing(void **state)
{
	datalab *lab = *state;
	lh_env *env = env_over(lab, NULL, "urumqi");
	assert_string_equal(calc_in(lab, env, "consortium.core_name"), MISSING);
	assert_string_equal(calc_in(lab, env, "j.district.org ?? '无'"), "无");
	assert_string_equal(calc_in(lab, env, "count(units)"), "0");
	assert_string_equal(lh_expr_path(env, parse(lab, "j.district.org"), NULL),
			    "jurisdictions.urumqi.district.org");
}

static void variables_of_the_template_are_read(void **state)
{
	datalab *lab = *state;
	lh_env *env = env_over(lab, sample(lab), "urumqi");
	lh_names names = names_of(lab);
	lh_scope outer = {.name = "u", .type = {.kind = LH_KIND_RECORD,
						.record = lh_schema_record(lab->schema, "unit")}};
	lh_scope inner = {.outer = &outer, .name = "i", .type = {.kind = LH_KIND_NUMBER}, .slot = 1};
	const lh_expr *expr = lh_expr_parse(lab->ctx, lab->arena,
		"u.id + i + count(p in persons, p.unit == u) + join(each(u in take(units, 2), u.id), '')",
		lh_nowhere, &names, &inner);
	assert_non_null(expr);
	lh_val number = {.kind = LH_KIND_NUMBER, .u.number = 7 * LH_NUM_ONE};
	lh_env_set(env, 0, lh_expr_eval(env, parse(lab, "units[3]")));
	lh_env_set(env, 1, &number);
	assert_string_equal(lh_val_str(lab->arena, lh_expr_eval(env, expr)), "m0371leadm01");
	/* What expressions of the language set inside is put back. */
	assert_string_equal(calc_in(lab, env, "count(a in units, count(b in units, a == b) == 1)"), "13");
	assert_ptr_equal(lh_env_var(env, 1), &number);
	assert_string_equal(lh_expr_path(env, lh_expr_parse(lab->ctx, lab->arena, "u.share", lh_nowhere,
							    &names, &outer), NULL),
			    "units[3].share");
}

static void path_tells_what_was_printed(void **state)
{
	static const row rows[] = {
		{"units[3].contact.phone", "units[3].contact.phone"},
		{"units['m03'].contact.phone", "units[3].contact.phone"},
		{"persons[2].unit.name", "units[3].name"},
		{"date_cn(j.fill_date)", "jurisdictions.urumqi.fill_date"},
		{"money(projects[1].total)", "projects[1].total"},
		{"label(units[1].category)", "units[1].category"},
		{"units[3].contact.phone ?? units[3].contact.mobile", "units[3].contact.phone"},
		{"units[3].listing ?? units[3].nature", "units[3].nature"},
		{"units[3].listing ?? '无'", "units[3].listing"},
		{"j.filing_date ?? j.issued_on", "jurisdictions.urumqi.filing_date"},
		{"j.filing_date", "jurisdictions.urumqi.filing_date"},
		{"j.recommender.contact.phone", "jurisdictions.urumqi.recommender.contact.phone"},
		{"if(has(units[0].share), units[0].share, 0)", "units[0].share"},
		{"if(has(j.fill_date), j.fill_date, j.issued_on)", "jurisdictions.urumqi.fill_date"},
		{"texts.goals200 + '。'", "texts.goals200"},
		{"join(each(u in units, u.name), '、')", MISSING},
		{"count(units)", MISSING},
		{"'无'", MISSING},
		{"first(u in units, u.category == 'university').name", "units[3].name"},
		{"units[0].position + units[0].duty", MISSING},
		{"units[40].name", "units[40].name"},
		{"consortium.core_name", "consortium.core_name"},
	};
	datalab *lab = *state;
	lh_env *env = env_over(lab, sample(lab), "urumqi");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *path = lh_expr_path(env, parse(lab, rows[i].text), NULL);
		path = path ? path : MISSING;
		if (strcmp(path, rows[i].result) != 0)
			fail_msg("%s is about %s, not %s", rows[i].text, path, rows[i].result);
	}
}

static void place_of_what_is_missing_is_the_record_around_it(void **state)
{
	datalab *lab = *state;
	lh_env *env = env_over(lab, sample(lab), "urumqi");
	lh_loc loc, record;
	lh_expr_path(env, parse(lab, "units[3].share"), &loc);
	record = lh_expr_eval(env, parse(lab, "units[3]"))->loc;
	assert_int_equal(loc.line, record.line);
	lh_expr_path(env, parse(lab, "j.recommender.contact.phone"), &loc);
	record = lh_expr_eval(env, parse(lab, "j"))->loc;
	assert_int_equal(loc.line, record.line);
	lh_expr_path(env, parse(lab, "units[3].name"), &loc);
	assert_int_equal(loc.line, lh_expr_eval(env, parse(lab, "units[3].name"))->loc.line);
}

static void every_function_has_its_manual(void **state)
{
	(void)state;
	size_t n;
	const lh_function_info *functions = lh_expr_functions(&n);
	assert_true(n > 50);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(strncmp(functions[i].signature, functions[i].name,
					 strlen(functions[i].name)), 0);
		assert_true(functions[i].zh[0] && functions[i].en[0]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_read_the_data),
		cmocka_unit_test(lists_are_searched_filtered_and_counted),
		cmocka_unit_test(sums_are_exact),
		cmocka_unit_test(numbers_are_written_as_asked),
		cmocka_unit_test(missing_values_spread_but_conditions_answer),
		cmocka_unit_test(operators_bind_as_documented),
		cmocka_unit_test(enumerations_compare_by_code_and_order),
		cmocka_unit_test(dates_are_reckoned),
		cmocka_unit_test(calendar_goes_round),
		cmocka_unit_test(texts_are_searched_and_cut),
		cmocka_unit_test(order_of_a_sort_is_stable),
		cmocka_unit_test(wrong_names_are_told_with_the_nearest),
		cmocka_unit_test(wrong_types_are_told),
		cmocka_unit_test(grammar_is_told_at_its_place),
		cmocka_unit_test(one_run_tells_every_wrong_name),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(overflow_is_missing_and_told),
		cmocka_unit_test(work_without_end_is_broken_off),
		cmocka_unit_test(memory_without_end_is_broken_off),
		cmocka_unit_test(texts_and_lists_do_not_grow_without_end),
		cmocka_unit_test(options_have_defaults_and_are_set),
		cmocka_unit_test(options_of_the_data_stand_between_given_and_default),
		cmocka_unit_test(excluded_units_are_gone),
		cmocka_unit_test(without_data_everything_is_missing),
		cmocka_unit_test(variables_of_the_template_are_read),
		cmocka_unit_test(path_tells_what_was_printed),
		cmocka_unit_test(place_of_what_is_missing_is_the_record_around_it),
		cmocka_unit_test(every_function_has_its_manual),
	};
	return cmocka_run_group_tests(tests, datalab_setup, datalab_teardown);
}
