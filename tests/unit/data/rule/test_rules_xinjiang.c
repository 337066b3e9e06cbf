/*
 * Xinjiang's conditions: how many, what the sample gets, and each bound met and missed by the
 * smallest step.
 */
#include "support/unit.h"

#include "support/ruleslab.h"
#include "support/sample_edits.h"

#define BLOCK "\n  xinjiang:"
#define EXCLUDE(list) {BLOCK, "enabled: true", "enabled: true\n    exclude_units: [" list "]"}
#define RD(year) {UNIT("lead"), "rd_spend: " year

static const rule_case cases[] = {
	{"validity", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2025-08-31"}}},
	{"validity", LH_RESULT_WARN, "没有印失效的日期", {{BLOCK, "2026-06-10", "2025-09-01"}}},
	{"validity", LH_RESULT_WARN, "没有印失效的日期", {{BLOCK, "2026-06-10", "2025-09-30"}}},
	{"validity", LH_RESULT_WARN, "已过有效期", {{BLOCK, "2026-06-10", "2025-10-01"}}},
	{"validity", LH_RESULT_OK, NULL,
	 {{BLOCK, "2026-06-10", "2022-03-01\n    issued_on: 2022-03-01"}}},
	{"validity", LH_RESULT_WARN, "早于",
	 {{BLOCK, "2026-06-10", "2022-03-01\n    issued_on: 2022-03-02"}}},
	{"field.list", LH_RESULT_OK, NULL,
	 {{BLOCK, "industry_field: 新能源新材料", "industry_field: 新能源"}}},
	{"field.list", LH_RESULT_OK, NULL,
	 {{BLOCK, "industry_field: 新能源新材料", "industry_field: 绿色矿山"}}},
	{"field.list", LH_RESULT_WARN, NULL,
	 {{BLOCK, "industry_field: 新能源新材料", "industry_field: 文化旅游"}}},
	{"field.form", LH_RESULT_OK, NULL,
	 {{BLOCK, "    industry_field:", "    # industry_field:"}}},
	{"field.form", LH_RESULT_ERROR, NULL,
	 {{BLOCK, "    industry_field:", "    # industry_field:"},
	  {"\nconsortium:", "  industry_field:", "  # industry_field:"}}},
	{"name.pattern", LH_RESULT_WARN, NULL, {{BLOCK, "新疆维吾尔自治区新型储能创新联合体", "新疆新型储能创新联合体"}}},
	{"name.pattern", LH_RESULT_WARN, NULL,
	 {{BLOCK, "新疆维吾尔自治区新型储能创新联合体", "新疆维吾尔自治区*****创新联合体"}}},
	{"lead.local", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "code: \"650104\"", "code: \"652301\""}}},
	{"lead.local", LH_RESULT_ERROR, "境内注册",
	 {{UNIT("lead"), "code: \"650104\"", "code: \"640104\""}}},
	{"lead.local", LH_RESULT_ERROR, "应为企业",
	 {{UNIT("lead"), "category: enterprise", "category: new_rd"}}},
	{"lead.local", LH_RESULT_ERROR, "独立法人",
	 {{UNIT("lead"), "independent_legal_person: true", "independent_legal_person: false"}}},
	{"lead.local", LH_RESULT_ASK, NULL,
	 {{NULL, "industry_influence: true", "industry_influence: null"}}},
	{"lead.local", LH_RESULT_ERROR, "行业影响力",
	 {{NULL, "industry_influence: true", "industry_influence: false"}}},
	{"lead.strategy", LH_RESULT_ERROR, NULL, {{NULL, "  strategy500:", "  # strategy500:"}}},
	{"lead.revenue", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "revenue: 91240.00", "revenue: 50000.00"}}},
	{"lead.revenue", LH_RESULT_WARN, "较宽", /* the mean of three is above */
	 {{UNIT("lead"), "revenue: 91240.00", "revenue: 49999.99"}}},
	{"lead.revenue", LH_RESULT_WARN, "较宽", /* the mean is 50000 */
	 {{UNIT("lead"), "revenue: 68520.00", "revenue: 50000.01"},
	  {UNIT("lead"), "revenue: 79360.00", "revenue: 50000.00"},
	  {UNIT("lead"), "revenue: 91240.00", "revenue: 49999.99"}}},
	{"lead.revenue", LH_RESULT_WARN, "还差0.01万元",
	 {{UNIT("lead"), "revenue: 68520.00", "revenue: 49999.99"},
	  {UNIT("lead"), "revenue: 79360.00", "revenue: 49999.99"},
	  {UNIT("lead"), "revenue: 91240.00", "revenue: 49999.99"}}},
	{"lead.revenue", LH_RESULT_HINT, "2025年度数据还没有",
	 {{BLOCK, "2026-06-10", "2026-05-31"},
	  {UNIT("lead"), "      - {year: 2025, revenue: 91240.00, sales: 89750.00, rd_spend: "
	   "4150.00}\n", ""}}},
	{"lead.hightech", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2027-10-27"}}},
	{"lead.hightech", LH_RESULT_HINT, NULL, {{BLOCK, "2026-06-10", "2027-10-28"}}},
	{"lead.hightech", LH_RESULT_OK, NULL, {{UNIT("m05"), "role: close", "role: lead"}}},
	{"lead.projects", LH_RESULT_OK, NULL,
	 {{"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: municipal"}}},
	{"lead.projects", LH_RESULT_ERROR, NULL,
	 {{"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: municipal"},
	  {"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: municipal"}}},
	{"lead.projects", LH_RESULT_ERROR, "foundation",
	 {{UNIT("lead"), "    foundation:", "    # foundation:"}}},
	{"lead.platform", LH_RESULT_OK, NULL,
	 {{NULL, "unit: lead, level: provincial, kind: 重点实验室",
	  "unit: lead, level: municipal, kind: 重点实验室"}}},
	{"lead.platform", LH_RESULT_ERROR, NULL,
	 {{NULL, "unit: lead, level: provincial, kind: 重点实验室",
	  "unit: lead, level: municipal, kind: 重点实验室"},
	  {NULL, "built: 2021-11, in_field: true, operating: true",
	   "built: 2021-11, in_field: true, operating: false"}}},
	{"lead.rd_growth", LH_RESULT_OK, NULL, {RD("4150.00"), "rd_spend: 3410.01"}}},
	{"lead.rd_growth", LH_RESULT_WARN, "较宽", {RD("4150.00"), "rd_spend: 3410.00"}}},
	{"lead.rd_growth", LH_RESULT_WARN, "较宽", {RD("2860.00"), "rd_spend: 3410.00"}}},
	{"lead.rd_growth", LH_RESULT_ERROR, "没有逐年增长", {RD("4150.00"), "rd_spend: 3409.99"}}},
	{"lead.rd_growth", LH_RESULT_ERROR, "没有逐年增长", {RD("2860.00"), "rd_spend: 3410.01"}}},
	{"lead.rd_growth", LH_RESULT_ERROR, "没有填全",
	 {{UNIT("lead"), "      - {year: 2023, revenue: 68520.00, sales: 67310.00, rd_spend: "
	  "2860.00}\n", ""}}},
	{"lead.academia", LH_RESULT_OK, NULL, {EXCLUDE("m03, m04")}},
	{"lead.academia", LH_RESULT_OK, NULL, {EXCLUDE("m03, m07")}},
	{"lead.academia", LH_RESULT_ERROR, NULL, {EXCLUDE("m03, m04, m07")}},
	{"lead.academia", LH_RESULT_ERROR, NULL,
	 {{NULL, "  cooperation_basis:", "  # cooperation_basis:"}}},
	{"lead.rd_staff", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 30"}}},
	{"lead.rd_staff", LH_RESULT_WARN, "还差1人",
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 29"}}},
	{"lead.chain_leader", LH_RESULT_OK, NULL,
	 {{NULL, "tech_leading: true", "tech_leading: null"}}},
	{"lead.chain_leader", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "      - {kind: chain_leader}\n", ""}}},
	{"lead.chain_leader", LH_RESULT_ASK, NULL,
	 {{UNIT("lead"), "      - {kind: chain_leader}\n", ""}, {NULL, "tech_leading: true",
	  "tech_leading: null"}}},
	{"lead.chain_leader", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "      - {kind: chain_leader}\n", ""}, {NULL, "tech_leading: true",
	  "tech_leading: false"}}},
	{"lead.chain_leader", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "valid_invention: 47", "valid_invention: 1"}}},
	{"lead.chain_leader", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "valid_invention: 47", "valid_invention: 0"}}},
	{"lead.count", LH_RESULT_WARN, "2家", {{UNIT("m01"), "role: core", "role: lead"}}},
	{"lead.count", LH_RESULT_ERROR, "3家",
	 {{UNIT("m01"), "role: core", "role: lead"}, {UNIT("m02"), "role: core", "role: lead"}}},
	{"lead.count", LH_RESULT_ERROR, "没有牵头单位", {{UNIT("lead"), "role: lead ", "role: core "}}},
	{"members.coop", LH_RESULT_ASK, NULL, {{NULL, "coop_willing: true", "coop_willing: null"}}},
	{"members.coop", LH_RESULT_ERROR, NULL,
	 {{NULL, "  cooperation_basis:", "  # cooperation_basis:"}}},
	{"members.min", LH_RESULT_OK, NULL, {EXCLUDE("m06, m07, m08, m09, m10, m11, m12")}},
	{"members.min", LH_RESULT_WARN, "较宽", {EXCLUDE("m05, m06, m07, m08, m09, m10, m11, m12")}},
	{"members.min", LH_RESULT_WARN, "再增加2家",
	 {EXCLUDE("m04, m05, m06, m07, m08, m09, m10, m11, m12")}},
	{"members.enterprise_ratio", LH_RESULT_OK, NULL, {EXCLUDE("m01, m02, m05, m06")}},
	{"members.enterprise_ratio", LH_RESULT_WARN, "较宽", {EXCLUDE("m01, m02, m05, m06, m08")}},
	{"members.enterprise_ratio", LH_RESULT_ERROR, "再增加2家企业",
	 {EXCLUDE("m01, m02, m05, m06, m08, m09")}},
	{"members.hightech_ratio", LH_RESULT_OK, NULL, /* 1 of 5 */
	 {EXCLUDE("m02, m06, m08, m10, m03, m04, m07")}},
	{"members.hightech_ratio", LH_RESULT_WARN, "再增加1家", /* 1 of 6 members, 1 of 4 enterprises */
	 {EXCLUDE("m02, m06, m08, m10, m03, m04")}},
	{"members.hightech_ratio", LH_RESULT_ERROR, "再增加1家高新技术企业", /* none of 4 */
	 {EXCLUDE("m01, m02, m06, m08, m10, m03, m04, m07")}},
	{"members.hightech_ratio", LH_RESULT_WARN, NULL, /* 1 of 9 members, 1 of 5 enterprises */
	 {EXCLUDE("m02, m06, m08")  , {UNIT("m10"), "{kind: hightech, cert_no: GR202565000077, "
	  "valid_from: 2025-10-20, valid_to: 2028-10-19}, ", ""}}},
	{"members.hightech_ratio", LH_RESULT_OK, NULL, /* valid on the last day: 1 of 5 */
	 {EXCLUDE("m01, m06, m08, m10, m03, m04, m07"), {BLOCK, "2026-06-10", "2026-11-14"}}},
	{"members.hightech_ratio", LH_RESULT_ERROR, NULL,
	 {EXCLUDE("m01, m06, m08, m10, m03, m04, m07"), {BLOCK, "2026-06-10", "2026-11-15"}}},
	{"members.research_quality", LH_RESULT_ERROR, "沪滨工业大学",
	 {{UNIT("m07"), "    rd_team:", "    # rd_team:"}}},
	{"members.research_quality", LH_RESULT_ERROR, "西域理工大学",
	 {{UNIT("m03"), "    foundation:", "    # foundation:"}}},
	{"members.chain", LH_RESULT_ERROR, "昌吉庭州",
	 {{UNIT("m11"), "chain_position: [upstream]", "chain_position: []"}}},
	{"members.service_quality", LH_RESULT_OK, NULL,
	 {EXCLUDE("m12"), {NULL, "service_quality: true", "service_quality: null"}}},
	{"members.service_quality", LH_RESULT_ASK, NULL,
	 {{NULL, "service_quality: true", "service_quality: null"}}},
	{"members.service_quality", LH_RESULT_ERROR, NULL,
	 {{NULL, "service_quality: true", "service_quality: false"}}},
	{"members.service_quality", LH_RESULT_ERROR, "天山西部",
	 {{UNIT("m12"), "    profile:", "    # profile:"}}},
	{"goal.clear", LH_RESULT_ERROR, NULL, {{"  goals:", "    technical:", "    # technical:"}}},
	{"org.head", LH_RESULT_ERROR, "现有0位", {{NULL, "[head, admin_chief]", "[admin_chief]"}}},
	{"org.head", LH_RESULT_ERROR, "现有2位", {{NULL, "[coordinator]", "[head]"}}},
	{"org.head", LH_RESULT_ERROR, "郑砚秋",
	 {{NULL, "[head, admin_chief]", "[admin_chief]"}, {NULL, "[coordinator]", "[head]"}}},
	{"org.head", LH_RESULT_OK, NULL,
	 {{NULL, "[head, admin_chief]", "[admin_chief]"}, {NULL, "[coordinator]", "[head]"},
	  {UNIT("lead"), "    legal_rep: 林知远\n", "    legal_rep: 林知远\n"
	   "    authorized_rep: {name: 郑砚秋, letter: true}\n"}}},
	{"org.head", LH_RESULT_ERROR, NULL,
	 {{NULL, "[head, admin_chief]", "[admin_chief]"}, {NULL, "[coordinator]", "[head]"},
	  {UNIT("lead"), "    legal_rep: 林知远\n", "    legal_rep: 林知远\n"
	   "    authorized_rep: {name: 郑砚秋, letter: false}\n"}}},
	{"org.liability", LH_RESULT_OK, NULL,
	 {{NULL, "clauses: {}", "clauses: {rights_duties: 成员单位向牵头单位负责。}"}}},
	{"org.liability", LH_RESULT_HINT, NULL,
	 {{NULL, "clauses: {}", "clauses: {rights_duties: 各司其职。}"}}},
	{"org.gov_funds", LH_RESULT_OK, NULL,
	 {{NULL, "clauses: {}", "clauses: {funds: 接受有关部门监督。}"}}},
	{"org.gov_funds", LH_RESULT_HINT, NULL, {{NULL, "clauses: {}", "clauses: {funds: 专款专用。}"}}},
	{"org.funds_rules", LH_RESULT_ERROR, NULL,
	 {{NULL, "funds_rules: {exists: true", "funds_rules: {exists: false"}}},
	{"org.funds_rules", LH_RESULT_WARN, "附件清单", {{BLOCK, "plan, funds_rules, ", "plan, "}}},
	{"org.core_team", LH_RESULT_HINT, "新疆砾原",
	 {{PERSON("p07"), "in_team: true", "in_team: false"}}},
	{"org.core_team", LH_RESULT_ERROR, "1家单位",
	 {EXCLUDE("m01, m02, m03, m04, m06, m07, m08, m10")}},
	{"org.core_team", LH_RESULT_OK, NULL, {EXCLUDE("m01, m02, m03, m04, m06, m08, m10")}},
	{"org.leading_group", LH_RESULT_ERROR, "没有牵头单位",
	 {{"leading_group:", "unit: lead", "unit: m05"}}},
	{"org.leading_group", LH_RESULT_OK, NULL,
	 {{"leading_group:", ", {name: 罗锦川, unit: m01, post: 成员}, {name: 顾青禾, unit: m02, post: "
	  "成员}, {name: 阿依努尔·买买提, unit: m04, post: 成员}", ""}}},
	{"org.leading_group", LH_RESULT_ERROR, "2家以上",
	 {{"leading_group:", ", {name: 蒋怀瑾, unit: m03, post: 副组长}, {name: 罗锦川, unit: m01, post: "
	  "成员}, {name: 顾青禾, unit: m02, post: 成员}, {name: 阿依努尔·买买提, unit: m04, post: 成员}", ""}}},
	{"org.two_chiefs", LH_RESULT_ERROR, "现有0位", {{NULL, "[head, admin_chief]", "[head]"}}},
	{"org.two_chiefs", LH_RESULT_ERROR, "现有2位", {{NULL, "[coordinator]", "[admin_chief]"}}},
	{"org.two_chiefs", LH_RESULT_ERROR, "罗锦川",
	 {{NULL, "[head, admin_chief]", "[head]"}, {PERSON("p06"), "[core_member]",
	  "[admin_chief]"}}},
	{"org.tech_chief", LH_RESULT_ERROR, "现有0位",
	 {{NULL, "chief_scientist, tech_chief]", "chief_scientist]"}}},
	{"org.tech_chief", LH_RESULT_ERROR, "现有2位",
	 {{PERSON("p04"), "core_member]", "tech_chief]"}}},
	{"org.tech_chief", LH_RESULT_ERROR, "首席科学家",
	 {{NULL, "chief_scientist, tech_chief]", "tech_chief]"}}},
	{"org.assessment", LH_RESULT_ERROR, NULL,
	 {{"mechanisms:", "    assessment:", "    # assessment:"}}},
	{"funding.multi", LH_RESULT_OK, NULL,
	 {{"\nbudget:", "牵头单位自筹, amount: 6000.00", "牵头单位自筹, amount: 3400.00"}}},
	{"funding.multi", LH_RESULT_WARN, NULL,
	 {{"\nbudget:", "牵头单位自筹, amount: 6000.00", "牵头单位自筹, amount: 3399.99"}}},
	{"funding.multi", LH_RESULT_OK, NULL,
	 {{"\nbudget:", "申请财政资金, amount: 2000.00", "申请财政资金, amount: 9000.00"}}},
	{"funding.multi", LH_RESULT_OK, NULL,
	 {{"\nbudget:", "    - {kind: member_self, name: 成员单位自筹, amount: 3400.00}\n"
	  "    - {kind: fiscal, name: 申请财政资金, amount: 2000.00}\n", ""}}},
	{"funding.multi", LH_RESULT_ERROR, "只有1种",
	 {{"\nbudget:", "    - {kind: member_self, name: 成员单位自筹, amount: 3400.00}\n"
	  "    - {kind: fiscal, name: 申请财政资金, amount: 2000.00}\n    - {kind: finance, name: 金融资本, "
	  "amount: 600.00}\n", ""}}},
	{"org.project_mechanism", LH_RESULT_ERROR, "joint_rd",
	 {{"mechanisms:", "    joint_rd:", "    # joint_rd:"}}},
	{"org.project_mechanism", LH_RESULT_ERROR, "benefit",
	 {{"mechanisms:", "    benefit:", "    # benefit:"}}},
	{"org.project_mechanism", LH_RESULT_ERROR, "funding",
	 {{"mechanisms:", "    funding:", "    # funding:"}}},
	{"ip.share", LH_RESULT_OK, NULL, {{"mechanisms:", "    ip:", "    # ip:"}}},
	{"ip.share", LH_RESULT_HINT, NULL,
	 {{"mechanisms:", "    ip:", "    # ip:"}, {"mechanisms:", "    open:", "    # open:"}}},
	{"open.mechanism", LH_RESULT_ERROR, NULL, {{"mechanisms:", "    open:", "    # open:"}}},
	{"open.sme", LH_RESULT_OK, NULL, {EXCLUDE("m06, m10")}},
	{"open.sme", LH_RESULT_HINT, "科技型中小企业", {EXCLUDE("m06, m10, m11")}},
	{"open.sme", LH_RESULT_HINT, "高新技术企业", {EXCLUDE("m01, m02, m06, m08, m10")}},
	{"open.sme", LH_RESULT_OK, NULL, {EXCLUDE("m01, m02, m06, m08")}},
	{"direction.material", LH_RESULT_ERROR, "roadmap",
	 {{"\ntech:", "  roadmap:", "  # roadmap:"}}},
	{"period", LH_RESULT_ERROR, "还差1个月",
	 {{"\nconsortium:", "end: 2029-06-30", "end: 2029-06-29"}}},
	{"period", LH_RESULT_OK, NULL, {{"\nconsortium:", "end: 2029-06-30", "end: 2031-06-30"}}},
	{"period", LH_RESULT_ERROR, "超出1个月",
	 {{"\nconsortium:", "end: 2029-06-30", "end: 2031-07-31"}}},
	{"lead.one", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "leads_elsewhere: []", "leads_elsewhere: [{name: 甲联合体, from: 2022-01-01, "
	  "to: 2026-06-30}]"}}},
	{"lead.one", LH_RESULT_ERROR, "甲联合体",
	 {{UNIT("lead"), "leads_elsewhere: []", "leads_elsewhere: [{name: 甲联合体, from: 2022-01-01, "
	  "to: 2026-07-01}]"}}},
	{"lead.one", LH_RESULT_ERROR, "甲联合体",
	 {{UNIT("lead"), "leads_elsewhere: []", "leads_elsewhere: [{name: 甲联合体, from: "
	  "2029-06-30}]"}}},
	{"lead.one", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "leads_elsewhere: []", "leads_elsewhere: [{name: 甲联合体, from: "
	  "2029-07-01}]"}}},
	{"plan.required", LH_RESULT_ERROR, "低成本长寿命正极材料", {{"\ntech:", "lead_unit: m02, ", ""}}},
	{"plan.required", LH_RESULT_ERROR, "2028年", {{"\nplan:", ", indicators: 示范工程1项、标准3项", ""}}},
	{"agreement.signed", LH_RESULT_ERROR, "昌吉庭州",
	 {{NULL, "    - {unit: m11, kind: legal_rep}\n", ""}}},
	{"agreement.signed", LH_RESULT_ERROR, "西域理工大学",
	 {{NULL, "name: 孙亦安, letter: true", "name: 孙亦安"}}},
	{"apply.documents", LH_RESULT_ERROR, NULL,
	 {{BLOCK, "[agreement, plan, funds_rules, business_license, rd_audit, platform_proof, "
	  "project_proof, authorization_letter]", "[]"}}},
	{"apply.documents", LH_RESULT_OK, NULL,
	 {{BLOCK, "[agreement, plan, funds_rules, business_license, rd_audit, platform_proof, "
	  "project_proof, authorization_letter]", "[agreement]"}}},
	{"apply.recommender", LH_RESULT_OK, NULL,
	 {{BLOCK, "kind: prefecture, org: 乌鲁木齐市科学技术局", "kind: industry, org: 自治区能源局"}}},
	{"apply.recommender", LH_RESULT_HINT, NULL,
	 {{BLOCK, "kind: prefecture, org: 乌鲁木齐市科学技术局", "kind: prefecture, org: 昌吉回族自治州科学技术局"}}},
	{"apply.recommender", LH_RESULT_ERROR, NULL, {{BLOCK, "kind: prefecture, ", ""}}},
	{"apply.opinion", LH_RESULT_HINT, "没有提到", {{BLOCK, "组建必要、方案可行，同意推荐。", "同意推荐。"}}},
	{"apply.opinion", LH_RESULT_HINT, "没有提到", {{BLOCK, "组建必要、方案可行，同意推荐。", "组建必要，同意推荐。"}}},
	{"apply.opinion", LH_RESULT_HINT, "手写", {{BLOCK, "opinion: 组建必要、方案可行，同意推荐。, ", ""}}},
	{"change.lead", LH_RESULT_OK, NULL, {{NULL, "remove: []", "remove: [m11]"}}},
	{"change.lead", LH_RESULT_ERROR, NULL, {{NULL, "remove: []", "remove: [lead]"}}},
	{"change.lea"
	 "d", LH_RESULT_ERROR, NULL, /* in the last month of a project */
	 {{NULL, "remove: []", "remove: [lead]"}, {NULL, "date: 2026-11-20", "date: 2027-12-31"}}},
	{"change.lead", LH_RESULT_OK, NULL,
	 {{NULL, "remove: []", "remove: [lead]"}, {NULL, "date: 2026-11-20", "date: 2028-01-01"}}},
	{"change.members", LH_RESULT_ERROR, NULL,
	 {{NULL, "consent_all: true", "consent_all: false"}}},
	{"ban", LH_RESULT_OK, NULL,
	 {{UNIT("m01"), "banned_until: null", "banned_until: 2026-06-09"}}},
	{"ban", LH_RESULT_ERROR, "乌鲁木齐恒枢",
	 {{UNIT("m01"), "banned_until: null", "banned_until: 2026-06-10"}}},
	{"ban", LH_RESULT_ERROR, "天屿",
	 {{UNIT("lead"), "banned_until: null", "banned_until: 2027-01-01"}}},
	{"ban", LH_RESULT_OK, NULL,
	 {{UNIT("m05"), "banned_until: null", "banned_until: 2027-01-01"}}},
	{"integrity", LH_RESULT_WARN, NULL,
	 {{UNIT("m07"), "serious_dishonesty: false", "serious_dishonesty: true"}}},
	{"form.seal", LH_RESULT_ERROR, NULL, {{UNIT("lead"), "    name:", "    # name:"}}},
	{"form.chief", LH_RESULT_ERROR, "没有首席科学家",
	 {{NULL, "chief_scientist, tech_chief]", "tech_chief]"}}},
	{"form.chief", LH_RESULT_ERROR, "resume", {{NULL, "    resume:", "    # resume:"}}},
	{"form.chief", LH_RESULT_ERROR, "achievements",
	 {{NULL, "    achievements:", "    # achievements:"}}},
	{"form.chief", LH_RESULT_ERROR, "academic_posts",
	 {{NULL, "    academic_posts:", "    # academic_posts:"}}},
	{"form.positions", LH_RESULT_ERROR, "哈密",
	 {{UNIT("m05"), "    position:", "    # position:"}}},
	{"form.positions", LH_RESULT_ERROR, "天屿", {{UNIT("lead"), "    duty:", "    # duty:"}}},
	{"form.attach", LH_RESULT_ERROR, NULL, {{BLOCK, "[agreement, plan", "[plan"}}},
	{"form.effective", LH_RESULT_ERROR, NULL, {{NULL, "  effective_on:", "  # effective_on:"}}},
	{"form.effective", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2026-06-01"}}},
	{"form.effective", LH_RESULT_WARN, "晚于", {{BLOCK, "2026-06-10", "2026-05-31"}}},
	{"form.effective", LH_RESULT_OK, NULL,
	 {{NULL, "effective_on: 2026-06-01", "effective_on: 2026-05-28"}}},
	{"form.effective", LH_RESULT_WARN, "早于",
	 {{NULL, "effective_on: 2026-06-01", "effective_on: 2026-05-27"}}},
	{"form.strategy_max", LH_RESULT_OK, NULL,
	 {{NULL, "strategy500: ", "strategy500: " T100 T100 T50 T10 T10 "一二三四"}}},
	{"form.strategy_max", LH_RESULT_WARN, NULL,
	 {{NULL, "strategy500: ", "strategy500: " T100 T100 T50 T10 T10 "一二三四五"}}},
	{"form.strategy_max", LH_RESULT_WARN, NULL,
	 {{NULL, "strategy500: ", "strategy500: " T100 T100 T50 T10 T10 T10 "一二三四五六"}}},
	{"form.strategy_max", LH_RESULT_ERROR, "超出1字",
	 {{NULL, "strategy500: ", "strategy500: " T100 T100 T50 T10 T10 T10 "一二三四五六七"}}},
	{"form.position_max", LH_RESULT_OK, NULL,
	 {{UNIT("m07"), "duty: ", "duty: " T100 T50 T10 T10 "一二三四"}}},
	{"form.position_max", LH_RESULT_ERROR, "沪滨工业大学",
	 {{UNIT("m07"), "duty: ", "duty: " T100 T50 T10 T10 "一二三四五"}}},
	{"form.position_max", LH_RESULT_WARN, "沪滨工业大学",
	 {{UNIT("m07"), "duty: ", "duty: 10" T100 T50 T10 T10 "一二三"}}},
	{"form.counts", LH_RESULT_ERROR, NULL, {{UNIT("m03"), "    category:", "    # category:"}}},
	{"agreement.groups", LH_RESULT_ERROR, "没有核心层", {EXCLUDE("m01, m02, m03, m04")}},
	{"agreement.groups", LH_RESULT_OK, NULL, {EXCLUDE("m02, m03, m04")}},
	{"agreement.groups", LH_RESULT_ERROR, "昌吉庭州", {{UNIT("m11"), "    role:", "    # role:"}}},
	{"agreement.clauses", LH_RESULT_ERROR, "目标",
	 {{"  goals:", "    technical:", "    # technical:"}}},
	{"plan.truth", LH_RESULT_ERROR, "概述", {{"\nplan:", "  overview:", "  # overview:"}}},
	{"plan.truth", LH_RESULT_ERROR, "经费", {{"\nbudget:", "  total:", "  # total:"}}},
	{"plan.truth", LH_RESULT_ERROR, "支撑条件",
	 {{"\nplan:", "  support_conditions:", "  # support_conditions:"}}},
	{"plan.truth", LH_RESULT_ERROR, "plan.overview",
	 {{"\nplan:", "  overview: ", "  overview: 待填"}}},
	{"plan.truth", LH_RESULT_ERROR, "tech.tasks[1].route",
	 {{"\ntech:", "route: 算法设计", "route: XXX"}}},
	{"plan.images", LH_RESULT_WARN, NULL,
	 {{BLOCK, "plan_tables: image", "plan_tables: native"}}},
	{"plan.acronyms", LH_RESULT_HINT, "BMS", {{"\nplan:", "电池管理系统（BMS）", "电池管理系统BMS"}}},
	{"plan.acronyms", LH_RESULT_OK, NULL, {{"\nplan:", "电池管理系统（BMS）", "BMS（电池管理系统）"}}},
	{"plan.acronyms", LH_RESULT_HINT, "BMS",
	 {{"\nplan:", "  overview: ", "  overview: 采用BMS。"}}},
	{"plan.acronyms", LH_RESULT_OK, NULL,
	 {{"\nplan:", "  overview: ", "  overview: 容量10MW、20MWh、100kW，由A公司和Beta公司。"}}},
	{"plan.full_names", LH_RESULT_OK, NULL,
	 {{UNIT("m01"), "    uscc:", "    seal_name: 乌鲁木齐恒枢电气设备有限公司\n    uscc:"}}},
	{"plan.full_names", LH_RESULT_ERROR, "恒枢",
	 {{UNIT("m01"), "    uscc:", "    seal_name: 恒枢电气\n    uscc:"}}},
	{"plan.cover", LH_RESULT_ERROR, "项目名称",
	 {{BLOCK, "    project_name:", "    # project_name:"}}},
	{"plan.cover", LH_RESULT_ERROR, "负责人", {{NULL, "[head, admin_chief]", "[admin_chief]"}}},
	{"plan.cover", LH_RESULT_OK, NULL, {{BLOCK, "    applicant: lead\n", ""}}},
	{"plan.units", LH_RESULT_ERROR, "吐鲁番",
	 {{UNIT("m09"), "    foundation:", "    # foundation:"}}},
	{"plan.team", LH_RESULT_WARN, "罗锦川", {{PERSON("p06"), "task: 构网型变流器研制, ", ""}}},
	{"plan.team", LH_RESULT_OK, NULL, {{PERSON("p01"), "task: 负责人、财、物的统筹协调与保障, ", ""}}},
	{"plan.goals", LH_RESULT_ERROR, "经济", {{"\nplan:", "    economic:", "    # economic:"}}},
	{"plan.goals", LH_RESULT_HINT, "其他", {{"  goals:", "    other:", "    # other:"}}},
	{"plan.content", LH_RESULT_ERROR, "构网型", {{"\ntech:", ", key_issues: 弱电网下稳定支撑", ""}}},
	{"plan.content", LH_RESULT_ERROR, "rd_overview",
	 {{"\nplan:", "  rd_overview:", "  # rd_overview:"}}},
};

/*
 * Made so by the program (model clauses, fonts, headings, what the form counts); form.over20 and the
 * batch rule need data of their own, below.
 */
static const char *const cannot_fail[] = {
	"ip.contract", "plan.format", "plan.minimum", "form.platforms", "form.over20",
	"apply.quota",
};

static const rule_suite suite = {
	.jurisdiction = "xinjiang",
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

static void sample_has_the_expected_results(void **state)
{
	ruleslab *lab = *state;
	ruleslab_counts(lab, (rule_counts){.rules = 80, .ok = 72, .info = 6, .na = 1, .warn = 1});
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "validity")->result, LH_RESULT_WARN);
	assert_int_equal(ruleslab_finding(lab, findings, "apply.quota")->result, LH_RESULT_NA);
}

/* The sample with `extra` more general members. */
static const char *with_members(ruleslab *lab, size_t extra)
{
	const char *units = "";
	for (size_t i = 0; i < extra; i++)
		units = lh_fmt(lab->arena, "%s  - {id: x%zu, role: general, name: 甲%zu公司, "
			"category: enterprise}\n",
			       units, i, i);
	const rule_edit edits[RULE_EDITS] = {
		{NULL, "\npersons:\n", lh_fmt(lab->arena, "\n%s\npersons:\n", units)}};
	return ruleslab_edited(lab, edits);
}

static void more_than_twenty_members_need_main_ones(void **state)
{
	ruleslab *lab = *state;
	const rule_edit nobody_near[RULE_EDITS] = {EXCLUDE("m01, m02, m03, m04, m05, m06, m07, "
		"m08")};
	char *sample = lab->sample;
	lab->sample = ruleslab_edited(lab, nobody_near); /* four general members stay */
	const lh_finding *findings = ruleslab_check(lab, with_members(lab, 16));
	assert_int_equal(ruleslab_finding(lab, findings, "form.over20")->result, LH_RESULT_OK);
	findings = ruleslab_check(lab, with_members(lab, 17));
	assert_int_equal(ruleslab_finding(lab, findings, "form.over20")->result, LH_RESULT_WARN);
	lab->sample = sample;
	findings = ruleslab_check(lab, with_members(lab, 17));
	assert_int_equal(ruleslab_finding(lab, findings, "form.over20")->result, LH_RESULT_OK);
}

static lh_finding *of_another(ruleslab *lab, const char *uscc, const char *recommender)
{
	const rule_edit edits[RULE_EDITS] = {
		{UNIT("lead"), "91650104PDY00001X4", uscc},
		{BLOCK, "org: 乌鲁木齐市科学技术局", lh_fmt(lab->arena, "org: %s", recommender)}};
	return ruleslab_check(lab, ruleslab_edited(lab, edits));
}

static lh_result result_of(ruleslab *lab, lh_finding *findings, const char *rule)
{
	return ruleslab_finding(lab, findings, rule)->result;
}

static void one_lead_has_one_file_and_a_recommender_two(void **state)
{
	ruleslab *lab = *state;
	const char *names[] = {"a.yaml", "b.yaml", "c.yaml"};
	lh_finding *files[] = {
		of_another(lab, "91650104PDY00001X4", "乌鲁木齐市科学技术局"),
		of_another(lab, "91650103PDY000028M", "乌鲁木齐市科学技术局"),
		of_another(lab, "91650104PDY00001X4", "昌吉回族自治州科学技术局"),
	};
	lh_rules_batch(lab->arena, lab->rules, files, names, 1);
	assert_int_equal(result_of(lab, files[0], "apply.quota"), LH_RESULT_NA);
	lh_rules_batch(lab->arena, lab->rules, files, names, 3);
	assert_int_equal(result_of(lab, files[0], "lead.one"), LH_RESULT_ERROR);
	assert_int_equal(result_of(lab, files[1], "lead.one"), LH_RESULT_OK);
	assert_int_equal(result_of(lab, files[2], "lead.one"), LH_RESULT_ERROR);
	const char *message = ruleslab_finding(lab, files[0], "lead.one")->message;
	assert_non_null(strstr(message, "a.yaml、c.yaml"));
	assert_null(strstr(message, "b.yaml"));
	assert_int_equal(result_of(lab, files[0], "apply.quota"), LH_RESULT_OK);
	files[2] = of_another(lab, "91652301PDY000036N", "乌鲁木齐市科学技术局");
	lh_rules_batch(lab->arena, lab->rules, files, names, 3);
	assert_int_equal(result_of(lab, files[2], "apply.quota"), LH_RESULT_ERROR);
	assert_non_null(strstr(ruleslab_finding(lab, files[2], "apply.quota")->message,
			       "至多推荐2家，请减至2家；乌鲁木齐市科学技术局（2026年）：a.yaml、b.yaml、c.yaml"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_has_the_expected_results),
		cmocka_unit_test(quotes_stand_in_the_guideline),
		cmocka_unit_test(bounds_are_met_and_missed),
		cmocka_unit_test(every_rule_can_fail),
		cmocka_unit_test(more_than_twenty_members_need_main_ones),
		cmocka_unit_test(one_lead_has_one_file_and_a_recommender_two),
	};
	return cmocka_run_group_tests(tests, open_lab, ruleslab_close);
}
