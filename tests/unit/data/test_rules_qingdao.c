/* Qingdao's conditions: the sample's results, the quotes, and each bound met and missed by one step. */
#include "support/unit.h"

#include "support/rulelab.h"

/* An edit in the jurisdiction's own block, and one that leaves units out of the consortium. */
#define HERE(from, to) {"\n  qingdao:\n", from, to}
#define WITHOUT(ids) HERE("enabled: true", "enabled: true\n    exclude_units: [" ids "]")
/* An answer, a mechanism, a clause or another line of the sample that becomes a comment. */
#define STATEMENT(key, to) {"\nstatements:", key ": true", key ": " to}
#define CLAUSES(text) {NULL, "clauses: {}", "clauses: {" text "}"}
#define NO_TASKS                                               \
	{"\ntech:", "  tasks:\n    - ", "  #tasks:\n    #- "}, \
	{"\ntech:", "    - {seq: 2", "    #- {seq: 2"},        \
	{"\ntech:", "    - {seq: 3", "    #- {seq: 3"},        \
	{"\ntech:", "    - {seq: 4", "    #- {seq: 4"}
#define NO_BOTTLENECKS                                         \
	{"\ntech:", "  bottlenecks:\n    - ", "  #b:\n    #- "}, \
	{"\ntech:", "    - {kind: common", "    #"},           \
	{"\ntech:", "    - {kind: common", "    #"},           \
	{"\ntech:", "    - {kind: transfer", "    #"}
#define NO_SUPPLEMENTS {NULL, "\nsupplements:\n  - ", "\nsupplements: []\n#"}
#define NO_LEAD {"  - id: lead\n", "role: lead", "role: core"}
#define TWO_LEADS {"  - id: m01\n", "role: core", "role: lead"}
#define NO_GOAL {"\nplan:", "    technical:", "    #"}

static void sample_gives_the_expected_results(void **state)
{
	static const rulelab_case others[] = {
		LAB_RESULT("lead.local", ERROR),
	};
	rulelab_expect_sample(*state, /*n_rules*/37, /*n_info*/5, others, 1);
}

static void quotes_stand_in_the_guideline(void **state)
{
	rulelab_expect_quotes(*state);
}

static void lead_must_be_a_local_leading_enterprise(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("lead.local", OK, {"  - id: lead\n", "\"650104\"", "\"370212\""}),
		LAB_SAYS("lead.local", ERROR, "天屿储能", {"  - id: lead\n", "\"650104\"", "\"370312\""}),
		LAB_SAYS("lead.local", ERROR, "独立法人", {"  - id: lead\n", "\"650104\"", "\"370212\""},
			 {"  - id: lead\n", "legal_person: true", "legal_person: false"}),
		LAB_CASE("lead.local", ERROR, {"  - id: lead\n", "\"650104\"", "\"370212\""},
			 {"  - id: lead\n", "category: enterprise", "category: institute"}),
		LAB_CASE("lead.local", ERROR, {"  - id: lead\n", "\"650104\"", "\"370212\""},
			 STATEMENT("tech_leading", "false")),
		LAB_CASE("lead.local", ASK, {"  - id: lead\n", "\"650104\"", "\"370212\""},
			 STATEMENT("tech_leading", "null")),
		LAB_CASE("lead.local", ERROR, NO_LEAD),
		LAB_CASE("lead.leader", OK, {NULL, "- {kind: chain_leader}", "#"},
			 {NULL, "- {kind: leading_enterprise}", "#"}),
		LAB_CASE("lead.leader", ASK, {NULL, "- {kind: chain_leader}", "#"},
			 {NULL, "- {kind: leading_enterprise}", "#"}, {NULL, "- {kind: sci_tech_leader}", "#"}),
		LAB_CASE("lead.leader", ASK, {NULL, "- {kind: chain_leader}", "#"},
			 {NULL, "- {kind: leading_enterprise}", "#"},
			 {NULL, "- {kind: sci_tech_leader}", "- {kind: sci_tech_leader, valid_to: 2026-06-09}"}),
		LAB_CASE("lead.leader", ERROR, {"  - id: lead\n", "category: enterprise", "category: institute"}),
		LAB_CASE("lead.leader", ERROR, NO_LEAD),
		LAB_CASE("lead.leader", WARN, TWO_LEADS,
			 {"  - id: m01\n", "qualifications: [", "qualifications: [{kind: chain_leader}, "}),
		LAB_CASE("lead.chain", HINT, {NULL, "- {kind: chain_leader}", "#"}),
		LAB_CASE("lead.rd", OK, {"  - id: lead\n", "rd_staff_fulltime: 86", "rd_staff_fulltime: 1"}),
		LAB_CASE("lead.rd", ERROR, {"  - id: lead\n", "rd_staff_fulltime: 86", "rd_staff_fulltime: 0"}),
		LAB_SAYS("lead.rd", ASK, "团队稳定", STATEMENT("stable_team", "null")),
		LAB_CASE("lead.rd", ERROR, STATEMENT("stable_team", "false")),
		LAB_CASE("lead.ability", ASK, STATEMENT("organise_ability", "null")),
		LAB_CASE("lead.ability", ERROR, STATEMENT("organise_ability", "false")),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void members_are_counted_without_the_lead(void **state)
{
	static const rulelab_case cases[] = {
		/* m01, m02, m05: three enterprises of the chain */
		LAB_CASE("members.enterprise_min", OK, WITHOUT("m06, m08, m09, m10, m11")),
		LAB_SAYS("members.enterprise_min", WARN, "较宽", WITHOUT("m05, m06, m08, m09, m10, m11")),
		LAB_SAYS("members.enterprise_min", WARN, "再增加2家", WITHOUT("m02, m05, m06, m08, m09, m10, m11")),
		LAB_CASE("members.enterprise_min", WARN, WITHOUT("m06, m08, m09, m10, m11"),
			 {"  - id: m05\n", "    chain_position: [downstream]\n", ""}),
		LAB_CASE("members.research_min", OK, WITHOUT("m07")),
		LAB_SAYS("members.research_min", WARN, "再增加1家", WITHOUT("m04, m07")),
		LAB_SAYS("members.research_min", WARN, "较宽", WITHOUT("m04, m07"),
			 {"  - id: m12\n", "category: service", "category: new_rd"}),
		LAB_CASE("members.research_min", OK, WITHOUT("m03, m07"),
			 {"  - id: m12\n", "category: service", "category: institute"}),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void members_must_be_able_and_willing(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("members.coop", ERROR, {NULL, "  cooperation_basis:", "  #"}),
		LAB_CASE("members.coop", ASK, STATEMENT("coop_willing", "null")),
		LAB_CASE("members.coop", ERROR, STATEMENT("coop_willing", "false")),
		LAB_SAYS("members.enterprise_quality", ERROR, "昌吉庭州",
			 {"  - id: m11\n", "    chain_position: [upstream]\n", ""}),
		LAB_SAYS("members.enterprise_quality", ASK, "昌吉庭州",
			 {"  - id: m11\n", "rd_staff_fulltime: 11", "rd_staff_fulltime: 0"}),
		LAB_CASE("members.enterprise_quality", NA, WITHOUT("m01, m02, m05, m06, m08, m09, m10, m11")),
		LAB_CASE("members.research_quality", ERROR, {"  - id: m03\n", "headcount: 68", "headcount: 0"}),
		LAB_CASE("members.research_quality", ERROR, {"  - id: m04\n", "    foundation:", "    #"}),
		LAB_CASE("members.research_quality", ASK, STATEMENT("research_quality", "null")),
		LAB_CASE("members.research_quality", NA, STATEMENT("research_quality", "null"),
			 WITHOUT("m03, m04, m07")),
		LAB_SAYS("members.support", ERROR, "天山西部",
			 {"  - id: m12\n", ", technology: 技术转移服务, equipment: 服务平台, talent: 技术经理人6人, site: 路演场地300平方米", ""}),
		LAB_CASE("members.support", OK,
			 {"  - id: m12\n", "funds: 0.00, technology: 技术转移服务, equipment: 服务平台, talent: 技术经理人6人, site: 路演场地300平方米", "funds: 0.01"}),
		LAB_CASE("members.support", OK,
			 {"  - id: m12\n", "technology: 技术转移服务, equipment: 服务平台, talent: 技术经理人6人, site: 路演场地300平方米", "site: 路演场地"}),
		LAB_SAYS("integrity", WARN, "天山西部", {"  - id: m12\n", "dishonesty: false", "dishonesty: true"}),
		LAB_CASE("ban", OK, {"  - id: m01\n", "banned_until: null", "banned_until: 2026-06-09"}),
		LAB_SAYS("ban", ERROR, "2026年6月10日", {"  - id: m01\n", "banned_until: null", "banned_until: 2026-06-10"}),
		LAB_CASE("ban", ERROR, {"  - id: lead\n", "banned_until: null", "banned_until: 2027-01-01"}),
		LAB_CASE("ban", OK, {"  - id: m05\n", "banned_until: null", "banned_until: 2027-01-01"}),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void dates_have_their_bounds(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("validity", OK, HERE("fill_date: 2026-06-10", "fill_date: 2025-03-06")),
		LAB_CASE("validity", WARN, HERE("fill_date: 2026-06-10", "fill_date: 2025-03-05")),
		LAB_CASE("filing.validity", OK, HERE("end: 2029-07-31", "end: 2029-07-31")),
		LAB_SAYS("filing.validity", WARN, "最晚写2029年7月31日", HERE("end: 2029-07-31", "end: 2029-08-01")),
		LAB_CASE("filing.validity", OK, HERE("fill_date: 2026-06-10", "fill_date: 2029-05-01")),
		LAB_CASE("filing.validity", HINT, HERE("fill_date: 2026-06-10", "fill_date: 2029-05-02")),
		LAB_CASE("filing.validity", NA, HERE("filing_period:", "#")),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void field_is_compared_only_with_a_list(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("field", OK, HERE("industry_field: 绿色能源", "fields: []")),
		LAB_CASE("field", WARN, HERE("industry_field: 绿色能源", "fields: []"),
			 {NULL, "  industry_field: 新能源", "  #"}),
		LAB_CASE("field", OK, HERE("industry_field: 绿色能源", "industry_field: 绿色能源装备\n    fields: [智能家电, 绿色能源]")),
		LAB_CASE("field", WARN, HERE("industry_field: 绿色能源", "industry_field: 绿色能源\n    fields: [智能家电]")),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void organisation_and_mechanisms_are_named(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("org.head", OK, {NULL, "roles: [head, admin_chief]", "roles: [admin_chief]"}),
		LAB_CASE("org.head", WARN, {NULL, "roles: [head, admin_chief]", "roles: [admin_chief]"},
			 {NULL, "roles: [coordinator]", "roles: [member]"}),
		LAB_CASE("org.chief_expert", OK, {NULL, "roles: [chief_expert, core_member]", "roles: [core_member]"}),
		LAB_CASE("org.chief_expert", ERROR, {NULL, "roles: [chief_expert, core_member]", "roles: [core_member]"},
			 {NULL, "roles: [chief_expert, ", "roles: ["}),
		LAB_CASE("org.council", HINT, {NULL, "council: {enabled: true", "council: {enabled: false"}),
		LAB_CASE("org.council", OK, {NULL, "council: {enabled: true", "council: {enabled: false"},
			 {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
			 {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
			 {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
			 {NULL, "    council_title:", "    #"}, {NULL, "    council_title:", "    #"},
			 {NULL, "    council_title:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "决策调度", {"  mechanisms:", "    decision:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "协同攻关", {"  mechanisms:", "    joint_rd:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "收益分配", {"  mechanisms:", "    benefit:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "知识产权", {"  mechanisms:", "    ip:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "标准创制", {"  mechanisms:", "    standards:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "推广应用", {"  mechanisms:", "    application:", "    #"}),
		LAB_SAYS("org.mechanisms", ERROR, "资金投入", {"  mechanisms:", "    funding:", "    #"}),
		LAB_CASE("org.mechanisms", OK, {"  mechanisms:", "    talent:", "    #"}),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void plan_says_what_is_asked(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("goal.tasks", ERROR, NO_TASKS),
		LAB_CASE("goal.tasks", ERROR, NO_GOAL),
		LAB_CASE("plan.indicators", ERROR, NO_TASKS),
		LAB_CASE("plan.indicators", ERROR, {"\nbudget:", "  total:", "  #"}),
		LAB_SAYS("plan.indicators", ERROR, "2029年1月—6月", {NULL, ", indicators: 累计专利60件、标准6项", ""}),
		LAB_CASE("plan.content", ERROR, {"\nplan:", "  significance:", "  #"}),
		LAB_CASE("plan.content", ERROR, {"\nplan:", "  foundation:", "  #"}),
		LAB_CASE("plan.content", ERROR, {"\nplan:", "  safeguards:", "  #"}),
		LAB_CASE("plan.content", ERROR, NO_GOAL),
		LAB_CASE("plan.content", ERROR, {"\nbudget:", "  total:", "  #"}),
		LAB_CASE("plan.content", ERROR, {"  mechanisms:", "    joint_rd:", "    #"}),
		LAB_CASE("plan.outline", ERROR, {"\nplan:", "  expected_results:", "  #"}),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void agreement_is_signed_and_complete(void **state)
{
	static const rulelab_case cases[] = {
		LAB_SAYS("agreement.signed", ERROR, "天山西部", {NULL, "    - {unit: m12, kind: legal_rep}", "    #"}),
		LAB_CASE("agreement.signed", OK, {NULL, "    - {unit: m12, kind: legal_rep}", "    #"}, WITHOUT("m12")),
		LAB_CASE("agreement.tasks", ERROR, NO_BOTTLENECKS),
		LAB_CASE("agreement.tasks", OK, NO_BOTTLENECKS, CLAUSES("direction: 长时储能")),
		LAB_CASE("agreement.tasks", ERROR, NO_TASKS),
		LAB_CASE("agreement.tasks", ERROR, CLAUSES("rights_duties: 略")),
		LAB_CASE("agreement.clauses", ERROR, NO_GOAL),
		LAB_CASE("agreement.clauses", OK, NO_GOAL, CLAUSES("goals: 突破关键技术。")),
		LAB_CASE("agreement.clauses", ERROR, NO_TASKS),
		LAB_CASE("agreement.clauses", ERROR, CLAUSES("dispute: 无。")),
		LAB_CASE("agreement.clauses", OK, CLAUSES("dispute: 协商解决，协商不成的提交仲裁。")),
		LAB_CASE("change.dissolve", ERROR, CLAUSES("dissolution: 各方协商一致可以解散。")),
		LAB_CASE("change.dissolve", OK, CLAUSES("dissolution: 承担项目期间不得自行解散。")),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static void application_changes_and_pledge(void **state)
{
	static const rulelab_case cases[] = {
		LAB_CASE("apply.request", ERROR, NO_LEAD),
		LAB_CASE("apply.route", ERROR, HERE("{org: 青岛市崂山区科学技术局, ", "{")),
		LAB_SAYS("change.members", ERROR, "补充协议1", {NULL, "consent_all: true", "consent_all: false"}),
		LAB_CASE("change.members", NA, NO_SUPPLEMENTS),
		LAB_CASE("pledge", ERROR, HERE("[pledge, agreement", "[agreement")),
		LAB_CASE("pledge", ERROR, {"\npledge:", "signer: lead", "signer: m01"}),
		LAB_CASE("pledge", OK, {"\npledge:", "signer: lead, ", ""}),
	};
	rulelab_expect(*state, cases, sizeof cases / sizeof *cases);
}

static int setup(void **state)
{
	return rulelab_setup(state, "qingdao");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_gives_the_expected_results),
		cmocka_unit_test(quotes_stand_in_the_guideline),
		cmocka_unit_test(lead_must_be_a_local_leading_enterprise),
		cmocka_unit_test(members_are_counted_without_the_lead),
		cmocka_unit_test(members_must_be_able_and_willing),
		cmocka_unit_test(dates_have_their_bounds),
		cmocka_unit_test(field_is_compared_only_with_a_list),
		cmocka_unit_test(organisation_and_mechanisms_are_named),
		cmocka_unit_test(plan_says_what_is_asked),
		cmocka_unit_test(agreement_is_signed_and_complete),
		cmocka_unit_test(application_changes_and_pledge),
	};
	return cmocka_run_group_tests(tests, setup, rulelab_teardown);
}
