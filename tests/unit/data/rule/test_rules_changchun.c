/* Changchun's conditions: the sample's results, the quotes, each bound met and missed by a step. */
#include "support/unit.h"

#include "support/ruleslab.h"
#include "support/sample_edits.h"

/* An edit in the jurisdiction's own block, and one that leaves units out of the consortium. */
#define HERE(from, to) {"\n  changchun:\n", from, to}
#define WITHOUT(ids) HERE("enabled: true", "enabled: true\n    exclude_units: [" ids "]")
#define FILLED(date) HERE("fill_date: 2026-06-10", "fill_date: " date)
#define ISSUED(date) HERE("    enabled: true", "    issued_on: " date)
#define CHARTER(key) {"\ncharter:", "  " key ":", "  #"}
#define LOCAL_LEAD LEAD("\"650104\"", "\"220102\"")
#define NAMED(name) HERE("长春市新型储能创新联合体", name)
#define OTHER_HEAD {"\npersons:", "name: 林知远", "name: 林致远"}
#define RECOGNISED(level) {NULL, "recognitions: []", "recognitions: [{level: " level "}]"}

static const rule_case cases[] = {
	/* ---- the text itself: a draft without a date ---- */
	RULE_SAYS("draft", WARN, "征求意见稿", FILLED("2027-01-01")),
	RULE_CASE("validity", NA, FILLED("2027-01-01")),
	RULE_CASE("validity", OK, ISSUED("2026-06-10")),
	RULE_CASE("validity", WARN, ISSUED("2026-06-11")),
	RULE_CASE("validity", OK, ISSUED("2024-06-11")),
	RULE_CASE("validity", WARN, ISSUED("2024-06-10")),

	/* ---- field and name ---- */
	RULE_CASE("field.list", OK, HERE("industry_field: 新型储能", "industry_field: 高端医疗装备")),
	RULE_CASE("field.list", OK, HERE("industry_field: 新型储能", "industry_field: 新能源汽车零部件")),
	RULE_CASE("field.list", WARN, HERE("industry_field: 新型储能", "industry_field: 新能源")),
	RULE_CASE("field.list", WARN, HERE("industry_field: 新型储能", "project_name: 示例"),
		  {NULL, "  industry_field: 新能源", "  #"}),
	RULE_CASE("name.pattern", OK, NAMED("长春市光创新联合体")),
	RULE_SAYS("name.pattern", ERROR, "长春市新型储能创新联合体", NAMED("长春市创新联合体")),
	RULE_CASE("name.pattern", ERROR, NAMED("长春市×××创新联合体")),
	RULE_CASE("name.pattern", ERROR, NAMED("长春新型储能创新联合体")),
	RULE_CASE("name.pattern", ERROR, NAMED("长春市新型储能产业联合体")),

	/* ---- the lead ---- */
	RULE_CASE("lead.kind", OK, LOCAL_LEAD),
	RULE_CASE("lead.kind", ERROR, LEAD("\"650104\"", "\"220202\"")),
	RULE_SAYS("lead.kind", WARN, "较宽", LEAD("address: 新疆维吾尔自治区乌鲁木齐市", "address: 吉林省长春市")),
	RULE_CASE("lead.kind", OK, LOCAL_LEAD, LEAD("- {kind: chain_leader}", "#")),
	RULE_SAYS("lead.kind", ERROR, "龙头企业或链主企业", LOCAL_LEAD, LEAD("- {kind: chain_leader}", "#"),
		  LEAD("- {kind: leading_enterprise}", "#")),
	RULE_CASE("lead.kind", ERROR, LOCAL_LEAD, LEAD("category: enterprise", "category: new_rd")),
	RULE_CASE("lead.kind", ERROR, LEAD("role: lead", "role: core")),
	RULE_CASE("lead.kind", WARN, LOCAL_LEAD, {"  - id: m01\n", "role: core", "role: lead"},
		  {"  - id: m01\n", "\"650103\"", "\"220103\""},
		  {"  - id: m01\n", "qualifications: [",
		   "qualifications: [{kind: chain_leader}, "}),
	RULE_CASE("lead.credit", ASK, STATEMENT("good_credit", "null")),
	RULE_CASE("lead.credit", ERROR, STATEMENT("good_credit", "false")),
	RULE_CASE("lead.credit", ERROR, STATEMENT("organise_ability", "false")),
	RULE_CASE("lead.coop", ASK, STATEMENT("organise_ability", "null")),
	RULE_CASE("lead.coop", ERROR, STATEMENT("organise_ability", "false")),
	RULE_CASE("lead.safeguards", ASK, STATEMENT("safeguards", "null")),
	RULE_CASE("lead.safeguards", ERROR, STATEMENT("safeguards", "false")),
	RULE_CASE("lead.safeguards", HINT, {"  funds_rules:", "exists: true", "exists: false"}),
	RULE_CASE("lead.tech", OK,
		  {"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: municipal"},
		  {"\nprojects:", "unit: lead, level: provincial", "unit: m01, level: provincial"}),
	RULE_CASE("lead.tech", ASK,
		  {"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: county"},
		  {"\nprojects:", "unit: lead, level: provincial", "unit: m01, level: provincial"}),

	/* ---- members, without the lead; 8 of 12 are enterprises ---- */
	RULE_CASE("members.kind", ASK, STATEMENT("coop_willing", "null")),
	RULE_CASE("members.kind", ERROR, STATEMENT("coop_willing", "false")),
	RULE_CASE("members.min", OK, WITHOUT("m11, m12")),
	RULE_SAYS("members.min", WARN, "较宽的理解才符合；再增加1家", WITHOUT("m10, m11, m12")),
	RULE_SAYS("members.min", WARN, "再增加2家", WITHOUT("m09, m10, m11, m12")),
	/* six of ten, with the lead seven of eleven */
	RULE_CASE("members.enterprise_ratio", OK, WITHOUT("m10, m11")),
	/* five of nine, with the lead six of ten */
	RULE_SAYS("members.enterprise_ratio", WARN, "再增加1家企业，或把1家", WITHOUT("m09, m10, m11")),
	/* four of eight, with the lead five of nine */
	RULE_SAYS("members.enterprise_ratio", ERROR, "再增加2家企业，或把1家", WITHOUT("m08, m09, m10, m11")),
	RULE_CASE("members.enterprise_ratio", ERROR,
		  WITHOUT("m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12")),
	RULE_SAYS("members.chain", WARN, "昌吉庭州",
		  {"  - id: m11\n", "    chain_position: [upstream]\n", ""}),
	RULE_CASE("members.research_quality", ERROR,
		  {"  - id: m03\n", "headcount: 68", "headcount: 0"}),
	RULE_CASE("members.research_quality", ERROR, {"  - id: m04\n", "    foundation:", "    #"}),
	RULE_CASE("members.research_quality", ASK, STATEMENT("research_quality", "null")),
	RULE_CASE("members.research_quality", NA, WITHOUT("m03, m04, m07")),
	RULE_CASE("ban", OK, {"  - id: m01\n", "banned_until: null", "banned_until: 2026-06-09"}),
	RULE_CASE("ban", ERROR,
		  {"  - id: m01\n", "banned_until: null", "banned_until: 2026-06-10"}),
	RULE_CASE("ban", ERROR, LEAD("banned_until: null", "banned_until: 2026-06-10")),
	RULE_CASE("ban", OK, {"  - id: m05\n", "banned_until: null", "banned_until: 2027-01-01"}),

	/* ---- agreement ---- */
	RULE_SAYS("agreement.signed", ERROR, "天山西部",
		  {NULL, "    - {unit: m12, kind: legal_rep}", "    #"}),
	RULE_SAYS("agreement.signed", ERROR, "西域理工",
		  {"  signers:", ", letter: true", ", letter: false"}),
	RULE_CASE("agreement.clauses", ERROR, NO_GOAL),
	RULE_CASE("agreement.clauses", ERROR, NO_BOTTLENECKS),
	RULE_CASE("agreement.clauses", OK, NO_BOTTLENECKS, CLAUSES("direction: 长时储能")),
	RULE_CASE("agreement.clauses", ERROR, CLAUSES("organization: 略")),
	RULE_CASE("agreement.benefit", ERROR, CLAUSES("benefit: 无")),
	RULE_CASE("agreement.benefit", OK, CLAUSES("benefit: 按贡献分配。")),
	RULE_CASE("change.dissolve", ERROR, CLAUSES("dissolution: 各方协商一致可以解散。")),
	RULE_CASE("change.dissolve", OK, CLAUSES("dissolution: 承担政府科技计划项目期间，不得自行解散。")),
	RULE_CASE("org.liability", HINT, CLAUSES("rights_duties: 成员单位向牵头单位负责。")),
	RULE_CASE("org.liability", OK, CLAUSES("rights_duties: 牵头单位向市科技局负责，成员单位向牵头单位负责。")),
	RULE_CASE("org.rights", HINT, CLAUSES("rights_duties: 牵头单位有技术路线制定权、攻关任务分解权、参与单位决定权。")),
	RULE_CASE("org.rights", OK,
		  CLAUSES("rights_duties: 牵头单位有技术路线制定权、攻关任务分解权、参与单位决定权和项目资金分配权。")),

	/* ---- head: the legal representative, or who has a letter ---- */
	RULE_SAYS("org.head", ERROR, "林致远", OTHER_HEAD),
	RULE_CASE("org.head", OK, OTHER_HEAD,
		  LEAD("    contact:",
		  "    authorized_rep: {name: 林致远, letter: true}\n    contact:")),
	RULE_CASE("org.head", ERROR, OTHER_HEAD,
		  LEAD("    contact:",
		  "    authorized_rep: {name: 林致远, letter: false}\n    contact:")),
	RULE_CASE("org.head", OK, OTHER_HEAD,
		  {NULL, "{unit: lead, kind: legal_rep}",
		   "{unit: lead, kind: authorized, name: 林致远, letter: true}"}),
	RULE_CASE("org.head", ERROR, {NULL, "roles: [head, admin_chief]", "roles: [admin_chief]"}),

	/* ---- application ---- */
	RULE_CASE("task.list", HINT, NO_BOTTLENECKS),
	RULE_CASE("task.list", HINT, NO_TASKS),
	RULE_CASE("task.list", HINT, NO_MILESTONES),
	RULE_CASE("apply.documents", ERROR, CHARTER("purpose")),
	RULE_CASE("apply.documents", ERROR, CHARTER("goals_tasks")),
	RULE_CASE("apply.documents", ERROR, CHARTER("ip")),
	RULE_SAYS("apply.documents", ERROR, "目标", NO_GOAL),
	RULE_SAYS("apply.documents", ERROR, "研究方向", NO_BOTTLENECKS),
	RULE_CASE("apply.documents", OK, CHARTER("structure")),
	RULE_CASE("apply.documents", ERROR, NO_TASKS),
	RULE_CASE("apply.documents", ERROR, CLAUSES("purpose: 无")),
	RULE_CASE("apply.recommend", ERROR, HERE("{org: 长春新区科学技术局（示例）, ", "{")),
	RULE_SAYS("apply.direct", HINT, "批建文件", RECOGNISED("provincial")),
	RULE_CASE("apply.direct", OK, RECOGNISED("provincial"),
		  HERE("[charter, ", "[recognition_doc, charter, ")),
	RULE_CASE("apply.direct", NA, RECOGNISED("municipal")),

	/* ---- afterwards ---- */
	RULE_SAYS("change.members", ERROR, "补充协议1", {"\nsupplements:", "add: [{", "add: [] #"},
		  {"\nsupplements:", "add: [] #", "consent_all: true}\n#"}),
	RULE_CASE("change.members", NA, NO_SUPPLEMENTS),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("cooperation")),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("resources")),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("rd")),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("transfer")),
	RULE_CASE("report.annual", OK, NO_REPORT_LINE("problems")),
	RULE_CASE("report.annual", OK, FILLED("2027-06-10\n    filing_date: 2026-08-01")),
	RULE_SAYS("report.annual", ERROR, "2027年",
		  FILLED("2028-06-10\n    filing_date: 2026-08-01")),
	RULE_CASE("report.annual", NA, NO_REPORTS),
};

static const rule_suite suite = {
	.jurisdiction = "changchun",
	.cases = cases,
	.n_cases = sizeof cases / sizeof *cases,
};

static int open_lab(void **state)
{
	*state = ruleslab_open(&suite);
	return 0;
}

static void sample_has_the_expected_results(void **state)
{
	ruleslab *lab = *state;
	ruleslab_counts(lab,
		  (rule_counts){.rules = 31, .ok = 24, .info = 3, .na = 2, .warn = 1, .error = 1});
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "lead.kind")->result, LH_RESULT_ERROR);
	assert_int_equal(ruleslab_finding(lab, findings, "draft")->result, LH_RESULT_WARN);
	assert_int_equal(ruleslab_finding(lab, findings, "validity")->result, LH_RESULT_NA);
	assert_int_equal(ruleslab_finding(lab, findings, "apply.direct")->result, LH_RESULT_NA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_has_the_expected_results),
		cmocka_unit_test(quotes_stand_in_the_guideline),
		cmocka_unit_test(bounds_are_met_and_missed),
		cmocka_unit_test(every_rule_can_fail),
	};
	return cmocka_run_group_tests(tests, open_lab, ruleslab_close);
}
