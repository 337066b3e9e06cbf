/* Qingdao's conditions: the sample's results, the quotes, each bound met and missed by a step. */
#include "support/unit.h"

#include "support/ruleslab.h"
#include "support/sample_edits.h"

/* An edit in the jurisdiction's own block, and one that leaves units out of the consortium. */
#define HERE(from, to) {"\n  qingdao:\n", from, to}
#define WITHOUT(ids) HERE("enabled: true", "enabled: true\n    exclude_units: [" ids "]")
/* What is offered, as the sample says it. */
#define OFFERED "technology: 技术转移服务, equipment: 服务平台, talent: 技术经理人6人, site: 路演场地300平方米"

static const rule_case cases[] = {
	/* ---- lead must be a local leading enterprise ---- */
	RULE_CASE("lead.local", OK, {"  - id: lead\n", "\"650104\"", "\"370212\""}),
	RULE_SAYS("lead.local", ERROR, "天屿储能", {"  - id: lead\n", "\"650104\"", "\"370312\""}),
	RULE_SAYS("lead.local", ERROR, "独立法人", {"  - id: lead\n", "\"650104\"", "\"370212\""},
		  {"  - id: lead\n", "legal_person: true", "legal_person: false"}),
	RULE_CASE("lead.local", ERROR, {"  - id: lead\n", "\"650104\"", "\"370212\""},
		  {"  - id: lead\n", "category: enterprise", "category: institute"}),
	RULE_CASE("lead.local", ERROR, {"  - id: lead\n", "\"650104\"", "\"370212\""},
		  STATEMENT("tech_leading", "false")),
	RULE_CASE("lead.local", ASK, {"  - id: lead\n", "\"650104\"", "\"370212\""},
		  STATEMENT("tech_leading", "null")),
	RULE_CASE("lead.local", ERROR, NO_LEAD),
	RULE_CASE("lead.leader", OK, {NULL, "- {kind: chain_leader}", "#"},
		  {NULL, "- {kind: leading_enterprise}", "#"}),
	RULE_CASE("lead.leader", ASK, {NULL, "- {kind: chain_leader}", "#"},
		  {NULL, "- {kind: leading_enterprise}", "#"},
		   {NULL, "- {kind: sci_tech_leader}", "#"}),
	RULE_CASE("lead.leader", ASK, {NULL, "- {kind: chain_leader}", "#"},
		  {NULL, "- {kind: leading_enterprise}", "#"},
		  {NULL, "- {kind: sci_tech_leader}",
		   "- {kind: sci_tech_leader, valid_to: 2026-06-09}"}),
	RULE_CASE("lead.leader", ERROR,
		  {"  - id: lead\n", "category: enterprise", "category: institute"}),
	RULE_CASE("lead.leader", ERROR, NO_LEAD),
	RULE_CASE("lead.leader", WARN, TWO_LEADS,
		  {"  - id: m01\n", "cations: [", "cations: [{kind: chain_leader}, "}),
	RULE_CASE("lead.chain", HINT, {NULL, "- {kind: chain_leader}", "#"}),
	RULE_CASE("lead.rd", OK,
		  {"  - id: lead\n", "rd_staff_fulltime: 86", "rd_staff_fulltime: 1"}),
	RULE_CASE("lead.rd", ERROR,
		  {"  - id: lead\n", "rd_staff_fulltime: 86", "rd_staff_fulltime: 0"}),
	RULE_SAYS("lead.rd", ASK, "团队稳定", STATEMENT("stable_team", "null")),
	RULE_CASE("lead.rd", ERROR, STATEMENT("stable_team", "false")),
	RULE_CASE("lead.ability", ASK, STATEMENT("organise_ability", "null")),
	RULE_CASE("lead.ability", ERROR, STATEMENT("organise_ability", "false")),
	/* ---- members are counted without the lead ---- */
	/* m01, m02, m05: three enterprises of the chain */
	RULE_CASE("members.enterprise_min", OK, WITHOUT("m06, m08, m09, m10, m11")),
	RULE_SAYS("members.enterprise_min", WARN, "较宽", WITHOUT("m05, m06, m08, m09, m10, m11")),
	RULE_SAYS("members.enterprise_min", WARN, "再增加2家",
		  WITHOUT("m02, m05, m06, m08, m09, m10, m11")),
	RULE_CASE("members.enterprise_min", WARN, WITHOUT("m06, m08, m09, m10, m11"),
		  {"  - id: m05\n", "    chain_position: [downstream]\n", ""}),
	RULE_CASE("members.research_min", OK, WITHOUT("m07")),
	RULE_SAYS("members.research_min", WARN, "再增加1家", WITHOUT("m04, m07")),
	RULE_SAYS("members.research_min", WARN, "较宽", WITHOUT("m04, m07"),
		  {"  - id: m12\n", "category: service", "category: new_rd"}),
	RULE_CASE("members.research_min", OK, WITHOUT("m03, m07"),
		  {"  - id: m12\n", "category: service", "category: institute"}),
	/* ---- members must be able and willing ---- */
	RULE_CASE("members.coop", ERROR, {NULL, "  cooperation_basis:", "  #"}),
	RULE_CASE("members.coop", ASK, STATEMENT("coop_willing", "null")),
	RULE_CASE("members.coop", ERROR, STATEMENT("coop_willing", "false")),
	RULE_SAYS("members.enterprise_quality", ERROR, "昌吉庭州",
		  {"  - id: m11\n", "    chain_position: [upstream]\n", ""}),
	RULE_SAYS("members.enterprise_quality", ASK, "昌吉庭州",
		  {"  - id: m11\n", "rd_staff_fulltime: 11", "rd_staff_fulltime: 0"}),
	RULE_CASE("members.enterprise_quality", NA,
		  WITHOUT("m01, m02, m05, m06, m08, m09, m10, m11")),
	RULE_CASE("members.research_quality", ERROR,
		  {"  - id: m03\n", "headcount: 68", "headcount: 0"}),
	RULE_CASE("members.research_quality", ERROR, {"  - id: m04\n", "    foundation:", "    #"}),
	RULE_CASE("members.research_quality", ASK, STATEMENT("research_quality", "null")),
	RULE_CASE("members.research_quality", NA, STATEMENT("research_quality", "null"),
		  WITHOUT("m03, m04, m07")),
	RULE_SAYS("members.support", ERROR, "天山西部",
		  {"  - id: m12\n",
		   ", " OFFERED,
		   ""}),
	RULE_CASE("members.support", OK,
		  {"  - id: m12\n",
		   "funds: 0.00, " OFFERED, "funds: 0.01"}),
	RULE_CASE("members.support", OK,
		  {"  - id: m12\n",
		   OFFERED,
		   "site: 路演场地"}),
	RULE_SAYS("integrity", WARN, "天山西部",
		  {"  - id: m12\n", "dishonesty: false", "dishonesty: true"}),
	RULE_CASE("ban", OK, {"  - id: m01\n", "banned_until: null", "banned_until: 2026-06-09"}),
	RULE_SAYS("ban", ERROR, "2026年6月10日",
		  {"  - id: m01\n", "banned_until: null", "banned_until: 2026-06-10"}),
	RULE_CASE("ban", ERROR,
		  {"  - id: lead\n", "banned_until: null", "banned_until: 2027-01-01"}),
	RULE_CASE("ban", OK, {"  - id: m05\n", "banned_until: null", "banned_until: 2027-01-01"}),
	/* ---- dates have their bounds ---- */
	RULE_CASE("validity", OK, HERE("fill_date: 2026-06-10", "fill_date: 2025-03-06")),
	RULE_CASE("validity", WARN, HERE("fill_date: 2026-06-10", "fill_date: 2025-03-05")),
	RULE_CASE("filing.validity", OK, HERE("end: 2029-07-31", "end: 2029-07-31")),
	RULE_SAYS("filing.validity", WARN, "最晚写2029年7月31日",
		  HERE("end: 2029-07-31", "end: 2029-08-01")),
	RULE_CASE("filing.validity", OK, HERE("fill_date: 2026-06-10", "fill_date: 2029-05-01")),
	RULE_CASE("filing.validity", HINT, HERE("fill_date: 2026-06-10", "fill_date: 2029-05-02")),
	RULE_CASE("filing.validity", NA, HERE("filing_period:", "#")),
	/* ---- field is compared only with a list ---- */
	RULE_CASE("field", OK, HERE("industry_field: 绿色能源", "fields: []")),
	RULE_CASE("field", WARN, HERE("industry_field: 绿色能源", "fields: []"),
		  {NULL, "  industry_field: 新能源", "  #"}),
	RULE_CASE("field", OK,
		  HERE("industry_field: 绿色能源", "industry_field: 绿色能源装备\n    fields: [智能家电, 绿色能源]")),
	RULE_CASE("field", WARN,
		  HERE("industry_field: 绿色能源", "industry_field: 绿色能源\n    fields: [智能家电]")),
	/* ---- organisation and mechanisms are named ---- */
	RULE_CASE("org.head", OK, {NULL, "roles: [head, admin_chief]", "roles: [admin_chief]"}),
	RULE_CASE("org.head", WARN, {NULL, "roles: [head, admin_chief]", "roles: [admin_chief]"},
		  {NULL, "roles: [coordinator]", "roles: [member]"}),
	RULE_CASE("org.chief_expert", OK,
		  {NULL, "roles: [chief_expert, core_member]", "roles: [core_member]"}),
	RULE_CASE("org.chief_expert", ERROR,
		  {NULL, "roles: [chief_expert, core_member]", "roles: [core_member]"},
		  {NULL, "roles: [chief_expert, ", "roles: ["}),
	RULE_CASE("org.council", HINT,
		  {NULL, "council: {enabled: true", "council: {enabled: false"}),
	RULE_CASE("org.council", OK, {NULL, "council: {enabled: true", "council: {enabled: false"},
		  {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
		  {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
		  {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
		  {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
		  {NULL, "    council_title:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "决策调度", {"  mechanisms:", "    decision:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "协同攻关", {"  mechanisms:", "    joint_rd:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "收益分配", {"  mechanisms:", "    benefit:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "知识产权", {"  mechanisms:", "    ip:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "标准创制", {"  mechanisms:", "    standards:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "推广应用", {"  mechanisms:", "    application:", "    #"}),
	RULE_SAYS("org.mechanisms", ERROR, "资金投入", {"  mechanisms:", "    funding:", "    #"}),
	RULE_CASE("org.mechanisms", OK, {"  mechanisms:", "    talent:", "    #"}),
	/* ---- plan says what is asked ---- */
	RULE_CASE("goal.tasks", ERROR, NO_TASKS),
	RULE_CASE("goal.tasks", ERROR, NO_GOAL),
	RULE_CASE("plan.indicators", ERROR, NO_TASKS),
	RULE_SAYS("plan.indicators", ERROR, "技术攻关计划", NO_MILESTONES),
	RULE_CASE("plan.indicators", ERROR, {"\nbudget:", "  total:", "  #"}),
	RULE_SAYS("plan.indicators", ERROR, "2029年1月—6月", {NULL, ", indicators: 累计专利60件、标准6项", ""}),
	RULE_CASE("plan.content", ERROR, {"\nplan:", "  significance:", "  #"}),
	RULE_CASE("plan.content", ERROR, {"\nplan:", "  foundation:", "  #"}),
	RULE_CASE("plan.content", ERROR, {"\nplan:", "  safeguards:", "  #"}),
	RULE_CASE("plan.content", ERROR, NO_GOAL),
	RULE_CASE("plan.content", ERROR, {"\nbudget:", "  total:", "  #"}),
	RULE_CASE("plan.content", ERROR, {"  mechanisms:", "    joint_rd:", "    #"}),
	RULE_SAYS("plan.content", ERROR, "组织架构", NO_STRUCTURE),
	RULE_SAYS("plan.content", ERROR, "进度安排", NO_MILESTONES),
	RULE_CASE("plan.outline", ERROR, {"\nplan:", "  expected_results:", "  #"}),
	/* ---- agreement is signed and complete ---- */
	RULE_SAYS("agreement.signed", ERROR, "天山西部",
		  {NULL, "    - {unit: m12, kind: legal_rep}", "    #"}),
	RULE_CASE("agreement.signed", OK, {NULL, "    - {unit: m12, kind: legal_rep}", "    #"},
		  WITHOUT("m12")),
	RULE_CASE("agreement.tasks", ERROR, NO_BOTTLENECKS),
	RULE_CASE("agreement.tasks", OK, NO_BOTTLENECKS, CLAUSES("direction: 长时储能")),
	RULE_CASE("agreement.tasks", ERROR, NO_TASKS),
	RULE_CASE("agreement.tasks", ERROR, CLAUSES("rights_duties: 略")),
	RULE_CASE("agreement.clauses", ERROR, NO_GOAL),
	RULE_CASE("agreement.clauses", OK, NO_GOAL, CLAUSES("goals: 突破关键技术。")),
	RULE_CASE("agreement.clauses", ERROR, NO_TASKS),
	RULE_CASE("agreement.clauses", ERROR, CLAUSES("dispute: 无。")),
	RULE_CASE("agreement.clauses", OK, CLAUSES("dispute: 协商解决，协商不成的提交仲裁。")),
	RULE_CASE("change.dissolve", ERROR, CLAUSES("dissolution: 各方协商一致可以解散。")),
	RULE_CASE("change.dissolve", OK, CLAUSES("dissolution: 承担项目期间不得自行解散。")),
	/* ---- application changes and pledge ---- */
	RULE_CASE("apply.request", ERROR, NO_LEAD),
	RULE_CASE("apply.route", ERROR, HERE("{org: 青岛市崂山区科学技术局, ", "{")),
	RULE_SAYS("change.members", ERROR, "补充协议1",
		  {NULL, "consent_all: true", "consent_all: false"}),
	RULE_CASE("change.members", NA, NO_SUPPLEMENTS),
	RULE_CASE("pledge", ERROR, HERE("[pledge, agreement", "[agreement")),
	RULE_CASE("pledge", ERROR, {"\npledge:", "signer: lead", "signer: m01"}),
	RULE_CASE("pledge", OK, {"\npledge:", "signer: lead, ", ""}),
};

static const rule_suite suite = {
	.jurisdiction = "qingdao",
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
	ruleslab_counts(lab, (rule_counts){.rules = 37, .ok = 31, .info = 5, .error = 1});
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "lead.local")->result, LH_RESULT_ERROR);
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
