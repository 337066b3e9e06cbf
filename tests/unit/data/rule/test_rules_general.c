/* The checks that stand in no guideline, over the sample and variants of it. */
#include "support/unit.h"

#include "support/ruleslab.h"
#include "support/sample_edits.h"
#include "util/buf.h"

#define BLOCK "\n  urumqi:"

static const rule_case cases[] = {
	{"uscc.present", LH_RESULT_ERROR, "沪滨工业大学", {{UNIT("m07"), "    uscc:", "    # uscc:"}}},
	{"uscc.unique", LH_RESULT_ERROR, "恒枢电气设备有限公司、新疆砾原",
	 {{NULL, "91652301PDY000036N", "91650103PDY000028M"}}},
	{"uscc.kind", LH_RESULT_HINT, "企业的",
	 {{UNIT("m03"), "category: university", "category: enterprise"}}},
	{"uscc.kind", LH_RESULT_HINT, "高校",
	 {{UNIT("m03"), "12650000PDY0000440", "51650000PDY0000440"}}},
	{"uscc.kind", LH_RESULT_HINT, "天山西部",
	 {{UNIT("m12"), "52650100PDY000132F", "91650100PDY000132F"}}},
	{"uscc.region", LH_RESULT_HINT, "沪滨工业大学", {{NULL, NULL, NULL}}},
	{"lead.present", LH_RESULT_ERROR, NULL, {{UNIT("lead"), "role: lead ", "role: core "}}},
	{"name.unique", LH_RESULT_ERROR, "拓穹", {{UNIT("m11"), "昌吉庭州精密结构件有限公司", "新疆拓穹数字能源 有限公司"}}},
	{"name.full", LH_RESULT_HINT, "恒枢电气", {{UNIT("m01"), "乌鲁木齐恒枢电气设备有限公司", "恒枢电气"}}},
	{"name.seal", LH_RESULT_WARN, NULL,
	 {{UNIT("m01"), "    uscc:", "    seal_name: 恒枢\n    uscc:"}}},
	{"name.official", LH_RESULT_ERROR, "核心名称“新型储能”", {{BLOCK, "乌鲁木齐市新型储能产业", "乌鲁木齐市新能源产业"}}},
	{"name.placeholder", LH_RESULT_ERROR, "units[1].duty",
	 {{UNIT("m01"), "duty: ", "duty: 待定，"}}},
	{"name.placeholder", LH_RESULT_ERROR, "jurisdictions.urumqi.district.opinion",
	 {{BLOCK, "opinion: ", "opinion: ×××"}}},
	{"name.placeholder", LH_RESULT_OK, NULL, {{"\n  qingdao:", "opinion: ", "opinion: ×××"}}},
	{"phone.present", LH_RESULT_ERROR, "恒枢",
	 {{UNIT("m01"), "phone: \"0991-5550102\", mobile: \"19900000002\"", "email: a@b.cn"}}},
	{"phone.present", LH_RESULT_OK, NULL, {{UNIT("m01"), "phone: \"0991-5550102\", ", ""}}},
	{"phone.present", LH_RESULT_ERROR, "区（县）", {{BLOCK, ", phone: \"0991-5550201\"", ""}}},
	{"phone.area", LH_RESULT_HINT, "恒枢", {{UNIT("m01"), "0991-5550102", "0994-5550102"}}},
	{"phone.area", LH_RESULT_OK, NULL, {{UNIT("m05"), "0902-5550106", "0909-5550106"}}},
	{"phone.area", LH_RESULT_HINT, "哈密", {{UNIT("m05"), "0902-5550106", "021-55550106"}}},
	{"date.order", LH_RESULT_ERROR, "建设期",
	 {{"\nconsortium:", "end: 2029-06-30", "end: 2026-06-30"}}},
	{"date.order", LH_RESULT_OK, NULL,
	 {{"\nconsortium:", "end: 2029-06-30", "end: 2026-07-01"}}},
	{"date.order", LH_RESULT_ERROR, "2027年",
	 {{NULL, "end: 2027-12-31, goal", "end: 2026-12-31, goal"}}},
	{"date.order", LH_RESULT_WARN, "早于签订日期",
	 {{NULL, "effective_on: 2026-06-01", "effective_on: 2026-05-27"}}},
	{"date.order", LH_RESULT_WARN, "晚于填报日期", {{BLOCK, "2026-06-10", "2026-05-31"}}},
	{"date.order", LH_RESULT_WARN, "新疆储能安全", {{NULL, "built: 2023-06", "built: 2026-07"}}},
	{"date.order", LH_RESULT_WARN, "天屿",
	 {{UNIT("lead"), "operating_since: 2014-03-18", "operating_since: 2026-06-11"}}},
	{"date.order", LH_RESULT_WARN, "意见",
	 {{BLOCK, "opinion_date: 2026-06-12", "opinion_date: 2026-06-09"}}},
	{"date.order", LH_RESULT_OK, NULL,
	 {{NULL, "effective_on: 2026-06-01", "effective_on: 2026-05-28"}}},
	{"date.order", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2026-06-01"}}},
	{"date.order", LH_RESULT_OK, NULL, {{NULL, "built: 2023-06", "built: 2026-06"}}},
	{"date.order", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "operating_since: 2014-03-18", "operating_since: 2026-06-10"}}},
	{"date.order", LH_RESULT_OK, NULL,
	 {{BLOCK, "opinion_date: 2026-06-12", "opinion_date: 2026-06-10"}}},
	{"date.order", LH_RESULT_OK, NULL,
	 {{NULL, "end: 2027-12-31, goal", "end: 2027-01-01, goal"}}},
	{"date.order", LH_RESULT_ERROR, "资质",
	 {{UNIT("m01"), "valid_to: 2028-10-19", "valid_to: 2025-10-19"}}},
	{"date.effective", LH_RESULT_WARN, "2026-06-02",
	 {{NULL, "letter: true, date: 2026-06-01", "letter: true, date: 2026-06-02"}}},
	{"money.range", LH_RESULT_ERROR, "总经费",
	 {{"\nbudget:", "total: 12000.00", "total: 100000000.00"}}},
	{"money.range", LH_RESULT_OK, NULL,
	 {{"\nbudget:", "total: 12000.00", "total: 99999999.99"}}},
	{"money.range", LH_RESULT_ERROR, "units[0].finance[3]",
	 {{UNIT("lead"), "revenue: 91240.00", "revenue: 912400000.00"}}},
	{"money.unit", LH_RESULT_WARN, NULL,
	 {{UNIT("lead"), "rd_spend: 4150.00", "rd_spend: 1000000.01"}}},
	{"money.unit", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "rd_spend: 4150.00", "rd_spend: 1000000.00"}}},
	{"money.unit", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "revenue: 91240.00", "revenue: 10000000.00"}}},
	{"money.range", LH_RESULT_ERROR, "项目金额",
	 {{"\nprojects:", "total: 2600.00", "total: 100000000.00"}}},
	{"money.unit", LH_RESULT_WARN, NULL,
	 {{UNIT("lead"), "revenue: 91240.00", "revenue: 10000000.01"}}},
	{"money.rd_le_revenue", LH_RESULT_OK, NULL,
	 {{UNIT("m10"), "rd_spend: 470.00", "rd_spend: 4500.00"}}},
	{"money.rd_le_revenue", LH_RESULT_WARN, NULL,
	 {{UNIT("m10"), "rd_spend: 470.00", "rd_spend: 4500.01"}}},
	{"money.sales", LH_RESULT_OK, NULL, {{UNIT("lead"), "sales: 89750.00", "sales: 91240.00"}}},
	{"money.sales", LH_RESULT_HINT, NULL,
	 {{UNIT("lead"), "sales: 89750.00", "sales: 91240.01"}}},
	{"finance.years", LH_RESULT_ERROR, "两次", {{UNIT("lead"), "{year: 2022,", "{year: 2023,"}}},
	{"finance.years", LH_RESULT_ERROR, "2026年或以后",
	 {{UNIT("lead"), "{year: 2022,", "{year: 2026,"}}},
	{"sum.budget_sources", LH_RESULT_ERROR, "0.01万元",
	 {{"\nbudget:", "amount: 600.00", "amount: 600.01"}}},
	{"sum.budget_years", LH_RESULT_ERROR, "-0.01万元",
	 {{"\nbudget:", "amount: 800.00", "amount: 799.99"}}},
	{"sum.budget_years", LH_RESULT_ERROR, "2030",
	 {{"\nbudget:", "{year: 2029,", "{year: 2030,"}}},
	{"sum.budget_tasks", LH_RESULT_WARN, NULL,
	 {{"\ntech:", "budget: 1700.00", "budget: 1700.01"}}},
	{"sum.commitments", LH_RESULT_WARN, "牵头单位承诺",
	 {{UNIT("lead"), "funds: 6000.00", "funds: 6000.01"}}},
	{"sum.commitments", LH_RESULT_WARN, "成员单位承诺",
	 {{UNIT("m11"), "funds: 50.00", "funds: 49.99"}}},
	{"sum.shares", LH_RESULT_NA, NULL, {{NULL, NULL, NULL}}},
	{"sum.shares", LH_RESULT_ERROR, "没有填写的单位",
	 {{UNIT("lead"), "    commitment:", "    share: 100\n    commitment:"}}},
	{"project.money", LH_RESULT_OK, NULL,
	 {{"\nprojects:", "support: 600.00", "support: 2600.00"}}},
	{"project.money", LH_RESULT_ERROR, NULL,
	 {{"\nprojects:", "support: 600.00", "support: 2600.01"}}},
	{"project.period", LH_RESULT_ERROR, NULL,
	 {{"\nprojects:", "start: 2023-01", "start: 2026-01"}}},
	{"project.period", LH_RESULT_OK, NULL,
	 {{"\nprojects:", "start: 2023-01", "start: 2025-12"}}},
	{"project.unique", LH_RESULT_ERROR, "编号", {{"\nprojects:", "SL-2022-B07", "SL-2023-A01"}}},
	{"project.unique", LH_RESULT_WARN, "两次",
	 {{"\nprojects:", "高寒大温差储能热管理系统研发", "大规模锂电储能电站安全预警与协同控制关键技术"}}},
	{"project.level", LH_RESULT_HINT, "构网型",
	 {{"\nprojects:", "unit: m01, level: provincial", "unit: m01, level: national"}}},
	{"platform.unique", LH_RESULT_WARN, NULL,
	 {{"\nplatforms:", "新疆电池材料工程技术研究中心", "新疆储能安全与控制重点实验室"}}},
	{"person.age", LH_RESULT_OK, NULL, {{PERSON("p11"), "birth: 1990-10", "birth: 2008-06"}}},
	{"person.age", LH_RESULT_ERROR, "宋月明",
	 {{PERSON("p11"), "birth: 1990-10", "birth: 2008-07"}}},
	{"person.age", LH_RESULT_OK, NULL, {{PERSON("p11"), "birth: 1990-10", "birth: 1925-07"}}},
	{"person.age", LH_RESULT_ERROR, NULL,
	 {{PERSON("p11"), "birth: 1990-10", "birth: 1925-06"}}},
	{"person.age", LH_RESULT_WARN, "宋月明",
	 {{PERSON("p11"), "birth: 1990-10", "birth: 1990-10, age: 36"}}},
	{"person.age", LH_RESULT_OK, NULL,
	 {{PERSON("p11"), "birth: 1990-10", "birth: 1990-10, age: 35"}}},
	{"person.unit", LH_RESULT_ERROR, "宋月明", {{PERSON("p11"), "unit: lead, ", ""}}},
	{"person.unit", LH_RESULT_HINT, "宋月明",
	 {{PERSON("p11"), "unit: lead, ", "unit_name: 外单位, "}}},
	{"person.unique", LH_RESULT_WARN, "宋月明", {{PERSON("p05"), "韩牧野", "宋月明"}}},
	{"person.unique", LH_RESULT_HINT, "宋月明", {{PERSON("p06"), "罗锦川", "宋月明"}}},
	{"person.roles", LH_RESULT_WARN, "统筹负责人有2位",
	 {{PERSON("p11"), "[member]", "[coordinator]"}}},
	{"person.roles", LH_RESULT_WARN, "行政总师有2位", {{PERSON("p11"), "[member]", "[admin_chief]"}}},
	{"person.roles", LH_RESULT_WARN, "技术总师有2位", {{PERSON("p11"), "[member]", "[tech_chief]"}}},
	{"ip", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "valid_invention: 47", "valid_invention: 143"}}},
	{"ip", LH_RESULT_OK, NULL, {{UNIT("lead"), "valid_invention: 47", "valid_invention: 142"}}},
	{"hightech.cert", LH_RESULT_HINT, "编号", {{UNIT("m01"), "GR202565000012", "GR20256500001"}}},
	{"hightech.cert", LH_RESULT_OK, NULL,
	 {{UNIT("m01"), "valid_to: 2028-10-19", "valid_to: 2028-11-19"}}},
	{"hightech.cert", LH_RESULT_HINT, "三年",
	 {{UNIT("m01"), "valid_to: 2028-10-19", "valid_to: 2028-11-20"}}},
	{"hightech.valid", LH_RESULT_WARN, "新疆砾原", {{BLOCK, "2026-06-10", "2026-11-15"}}},
	{"staff", LH_RESULT_ERROR, "天屿",
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 613"}}},
	{"staff", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 612"}}},
	{"staff", LH_RESULT_ERROR, "沪滨", {{UNIT("m07"), "senior: 30", "senior: 46"}}},
	{"staff", LH_RESULT_OK, NULL, {{UNIT("m07"), "senior: 30", "senior: 45"}}},
	{"signers", LH_RESULT_OK, NULL, {{NULL, NULL, NULL}}},
	{"signers", LH_RESULT_HINT, "授权委托书",
	 {{BLOCK, "agreement, authorization_letter]", "agreement]"}}},
	{"signers", LH_RESULT_WARN, "沪滨",
	 {{NULL, "name: 贺兰舟, letter: true", "name: 贺兰舟, letter: false"}}},
	{"signers", LH_RESULT_WARN, "两个签署人",
	 {{NULL, "{unit: m12, kind: legal_rep}", "{unit: m11, kind: legal_rep}"}}},
};

/* Compares with the date of --date, below. */
static const char *const cannot_fail[] = {"date.future"};

static const rule_suite suite = {
	.jurisdiction = "urumqi",
	.general = true,
	.cases = cases,
	.n_cases = sizeof cases / sizeof *cases,
	.cannot_fail = cannot_fail,
	.n_cannot_fail = sizeof cannot_fail / sizeof *cannot_fail,
};

static int open_lab(void **state)
{
	*state = ruleslab_open(&suite);
	return 0;
}

static void sample_has_no_error(void **state)
{
	ruleslab_counts(*state, (rule_counts){.rules = 39, .ok = 36, .na = 2, .hint = 1});
}

/* Codes given by the region or the state, not by the place of the unit. */
static void codes_of_other_regions_are_hinted_at(void **state)
{
	ruleslab *lab = *state;
	const lh_finding *f = ruleslab_finding(lab, ruleslab_check(lab, lab->sample),
		"uscc.region");
	assert_non_null(strstr(f->message, "西域理工大学、新疆砺新能源材料研究院、沪滨工业大学"));
	assert_null(strstr(f->message, "等"));
}

static void shares_add_up(void **state)
{
	ruleslab *lab = *state;
	const char *text = lab->sample;
	lh_buf buf = {0};
	size_t unit = 0;
	for (const char *at; (at = strstr(text, "    commitment:")); text = at + 1) {
		lh_buf_put(&buf, text, (size_t)(at - text));
		lh_buf_printf(&buf, "    share: %s\n ", unit++ ? "7.5" : "10");
	}
	lh_buf_puts(&buf, text);
	assert_int_equal(unit, 13);
	const lh_finding *findings = ruleslab_check(lab, lh_buf_str(&buf));
	assert_int_equal(ruleslab_finding(lab, findings, "sum.shares")->result, LH_RESULT_OK);
	char *first = strstr(buf.bytes, "share: 7.5");
	first[9] = '6';
	findings = ruleslab_check(lab, lh_buf_str(&buf));
	assert_int_equal(ruleslab_finding(lab, findings, "sum.shares")->result, LH_RESULT_ERROR);
	assert_non_null(strstr(ruleslab_finding(lab, findings, "sum.shares")->message, "100.1%"));
	lh_buf_free(&buf);
}

static void fill_date_is_compared_with_the_day_given(void **state)
{
	ruleslab *lab = *state;
	lab->ctx->date = "2026-04-11";
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "date.future")->result, LH_RESULT_OK);
	lab->ctx->date = "2026-04-10";
	findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "date.future")->result, LH_RESULT_HINT);
	lab->ctx->date = NULL;
	findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "date.future")->result, LH_RESULT_NA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_has_no_error),
		cmocka_unit_test(codes_of_other_regions_are_hinted_at),
		cmocka_unit_test(bounds_are_met_and_missed),
		cmocka_unit_test(every_rule_can_fail),
		cmocka_unit_test(shares_add_up),
		cmocka_unit_test(fill_date_is_compared_with_the_day_given),
	};
	return cmocka_run_group_tests(tests, open_lab, ruleslab_close);
}
