/*
 * Urumqi's conditions: how many, what the sample gets, and each bound met and missed by the smallest
 * step.
 */
#include "support/unit.h"

#include "support/ruleslab.h"
#include "support/sample_edits.h"

#define BLOCK "\n  urumqi:"
#define EXCLUDE(list) {BLOCK, "enabled: true", "enabled: true\n    exclude_units: [" list "]"}

/* The five activities of the sample. */
#define ACTIVITIES \
	"  - {date: 2024-06, name: 新型储能产业链技术对接会, participants: [lead, m01, m02, m03, m05], " \
	"result: 签订联合攻关意向6项}\n" \
	"  - {date: 2024-11, name: 高寒储能学术研讨会, participants: [lead, m03, m04, m07], " \
	"result: 形成技术路线建议书1份}\n" \
	"  - {date: 2025-04, name: 储能安全联合试验, participants: [lead, m04, m08], " \
	"result: 完成热失控对比试验3组}\n" \
	"  - {date: 2025-08, name: 风光储示范场站共建, participants: [lead, m05, m06, m09], " \
	"result: 建成10兆瓦时示范场站1座}\n" \
	"  - {date: 2026-03, name: 科技成果路演暨技术经理人培训, participants: [lead, m03, m12], " \
	"result: 达成技术转让2项、培训40人次}\n"

static const rule_case cases[] = {
	{"validity", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2026-05-20"}}},
	{"validity", LH_RESULT_WARN, "不在指引有效期内", {{BLOCK, "2026-06-10", "2026-05-19"}}},
	{"validity", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2028-12-31"}}},
	{"validity", LH_RESULT_WARN, NULL, {{BLOCK, "2026-06-10", "2029-01-01"}}},
	{"field.list", LH_RESULT_OK, NULL,
	 {{BLOCK, "industry_field: 新能源", "industry_field: 低空经济"}}},
	{"field.list", LH_RESULT_WARN, NULL,
	 {{BLOCK, "industry_field: 新能源", "industry_field: 文化旅游"}}},
	{"field.priority", LH_RESULT_OK, NULL,
	 {{BLOCK, "industry_field: 新能源", "industry_field: 化工"}}},
	{"field.priority", LH_RESULT_HINT, NULL,
	 {{BLOCK, "industry_field: 新能源", "industry_field: 氢能"}}},
	{"name.pattern", LH_RESULT_WARN, "乌鲁木齐市新型储能产业创新联合体",
	 {{BLOCK, "乌鲁木齐市新型储能产业创新联合体", "乌鲁木齐市新型储能创新联合体"}}},
	{"name.pattern", LH_RESULT_WARN, NULL,
	 {{BLOCK, "乌鲁木齐市新型储能产业创新联合体", "乌鲁木齐市XXX产业创新联合体"}}},
	{"plan.required", LH_RESULT_ERROR, "三年发展规划",
	 {{"\nplan:", "  development:", "  # development:"}}},
	{"plan.required", LH_RESULT_ERROR, "建设定位",
	 {{"\nplan:", "  overview:", "  # overview:"}, {"\nplan:", "  significance:",
	  "  # significance:"}}},
	{"plan.required", LH_RESULT_OK, NULL, {{"\nplan:", "  overview:", "  # overview:"}}},
	{"members.coop_basis", LH_RESULT_OK, NULL,
	 {{NULL, "  cooperation_basis:", "  # cooperation_basis:"}}},
	{"lead.enterprise", LH_RESULT_ERROR, "新疆天屿储能",
	 {{UNIT("lead"), "category: enterprise", "category: institute"}}},
	{"members.categories", LH_RESULT_OK, NULL,
	 {EXCLUDE("m03, m07, m04, m02, m05, m06, m08, m09, m10, m11")}},
	{"members.categories", LH_RESULT_ERROR, "再增加1类", {EXCLUDE("m03, m07, m04, m12")}},
	{"members.categories", LH_RESULT_ERROR, "再增加1家",
	 {EXCLUDE("m01, m02, m04, m05, m06, m07, m08, m09, m10, m11, m12")}},
	{"members.coop_basis", LH_RESULT_ASK, "合作意愿",
	 {{NULL, "coop_willing: true", "coop_willing: null"}}},
	{"members.coop_basis", LH_RESULT_ERROR, "合作意愿",
	 {{NULL, "coop_willing: true", "coop_willing: false"}}},
	{"agreement.signed", LH_RESULT_ERROR, "昌吉庭州",
	 {{NULL, "    - {unit: m11, kind: legal_rep}\n", ""}}},
	{"agreement.clauses", LH_RESULT_ERROR, "目标条款",
	 {{"  goals:", "    technical:", "    # technical:"}}},
	{"org.coordinator", LH_RESULT_WARN, "没有统筹负责人", {{NULL, "[coordinator]", "[member]"}}},
	{"org.coordinator", LH_RESULT_HINT, "2位",
	 {{NULL, "roles: [member], unit: lead", "roles: [member, coordinator], unit: lead"}}},
	{"org.coordinator", LH_RESULT_WARN, "较宽",
	 {{NULL, "[coordinator], unit: lead", "[coordinator], unit: m01"}}},
	{"org.chief_expert", LH_RESULT_OK, NULL,
	 {{NULL, "[chief_expert, core_member]", "[core_member]"}}},
	{"org.chief_expert", LH_RESULT_ERROR, NULL,
	 {{NULL, "[chief_expert, core_member]", "[core_member]"},
	  {NULL, "[chief_expert, chief_scientist", "[chief_scientist"}}},
	{"org.district_coordinator", LH_RESULT_HINT, NULL,
	 {{BLOCK, "coordinator: 袁望北", "coordinator:"}}},
	{"org.council", LH_RESULT_HINT, NULL,
	 {{NULL, "council: {enabled: true", "council: {enabled: false"}}},
	{"lead.independent", LH_RESULT_ERROR, "独立注册",
	 {{UNIT("lead"), "independent_legal_person: true", "independent_legal_person: false"}}},
	{"lead.independent", LH_RESULT_HINT, "不在乌鲁木齐市注册",
	 {{UNIT("lead"), "code: \"650104\"", "code: \"652301\""}}},
	{"lead.independent", LH_RESULT_ASK, "行业影响力",
	 {{NULL, "industry_influence: true", "industry_influence: null"}}},
	{"lead.kind", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "      - {kind: leading_enterprise}\n      - {kind: sci_tech_leader}\n",
	  ""}}},
	{"lead.kind", LH_RESULT_HINT, NULL,
	 {{UNIT("lead"), "      - {kind: leading_enterprise}\n      - {kind: sci_tech_leader}\n",
	  ""},
	  {UNIT("lead"), "kind: little_giant", "kind: innovative"}}},
	{"lead.count", LH_RESULT_HINT, "两家企业", {{UNIT("m01"), "role: core", "role: lead"}}},
	{"lead.count", LH_RESULT_ERROR, "其余1家",
	 {{UNIT("m01"), "role: core", "role: lead"}, {UNIT("m02"), "role: core", "role: lead"}}},
	{"lead.count", LH_RESULT_ERROR, "没有牵头单位", {{UNIT("lead"), "role: lead ", "role: core "}}},
	{"lead.rd_spend", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "rd_spend: 2860.00", "rd_spend: 1000.00"},
	  {UNIT("lead"), "rd_spend: 3410.00", "rd_spend: 1000.00"},
	  {UNIT("lead"), "rd_spend: 4150.00", "rd_spend: 1000.00"}}},
	{"lead.rd_spend", LH_RESULT_WARN, "还差0.01万元",
	 {{UNIT("lead"), "rd_spend: 2860.00", "rd_spend: 999.99"},
	  {UNIT("lead"), "rd_spend: 3410.00", "rd_spend: 1000.00"},
	  {UNIT("lead"), "rd_spend: 4150.00", "rd_spend: 1000.00"}}},
	{"lead.rd_spend", LH_RESULT_OK, NULL, /* two years of operation: their mean */
	 {{UNIT("lead"), "operating_since: 2014-03-18", "operating_since: 2024-02-01"},
	  {UNIT("lead"), "      - {year: 2022, revenue: 59180.00, sales: 58200.00, rd_spend: "
	   "2390.00}\n"
			 "      - {year: 2023, revenue: 68520.00, sales: 67310.00, rd_spend: "
			 "2860.00}\n", ""},
	  {UNIT("lead"), "rd_spend: 3410.00", "rd_spend: 500.00"},
	  {UNIT("lead"), "rd_spend: 4150.00", "rd_spend: 1500.00"}}},
	{"lead.rd_spend", LH_RESULT_HINT, "没有填全", /* an old company with a year missing */
	 {{UNIT("lead"), "      - {year: 2023, revenue: 68520.00, sales: 67310.00, rd_spend: "
	  "2860.00}\n", ""}}},
	{"lead.rd_spend", LH_RESULT_OK, NULL, /* one of two leads is enough */
	 {{UNIT("m01"), "role: core", "role: lead"}}},
	{"lead.rd_spend", LH_RESULT_OK, NULL, /* the first of two leads is below */
	 {{UNIT("m01"), "role: core", "role: lead"}, {UNIT("m01"), "rd_spend: 1120.00",
	  "rd_spend: 20.00"}}},
	{"lead.rd_spend", LH_RESULT_HINT, "2025年度数据还没有",
	 {{BLOCK, "2026-06-10", "2026-05-31"},
	  {UNIT("lead"), "      - {year: 2025, revenue: 91240.00, sales: 89750.00, rd_spend: "
	   "4150.00}\n", ""}}},
	{"lead.rd_staff", LH_RESULT_WARN, "不同的牵头单位",
	 {{UNIT("m01"), "role: core", "role: lead"}, {UNIT("m01"), "rd_spend: 1120.00",
	  "rd_spend: 20.00"},
	  {UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 19"}}},
	{"lead.kind", LH_RESULT_OK, NULL, {{UNIT("m01"), "role: core", "role: lead"}}},
	{"lead.ip", LH_RESULT_OK, NULL, {{UNIT("m01"), "role: core", "role: lead"}}},
	{"lead.platform", LH_RESULT_HINT, "其他省",
	 {{UNIT("lead"), "code: \"650104\"", "code: \"310104\""}}},
	{"lead.organising", LH_RESULT_HINT, "activities",
	 {{NULL, "activities:\n" ACTIVITIES, "activities: []\n"}}},
	{"lead.rd_team", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 1"}}},
	{"lead.rd_team", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 0"}}},
	{"lead.rd_staff", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 20"}}},
	{"lead.rd_staff", LH_RESULT_WARN, "还差1人",
	 {{UNIT("lead"), "rd_staff_fulltime: 86", "rd_staff_fulltime: 19"}}},
	{"lead.academia", LH_RESULT_OK, NULL, {EXCLUDE("m03, m07")}},
	{"lead.academia", LH_RESULT_ERROR, "再增加1家", {EXCLUDE("m03, m07, m04")}},
	{"lead.platform", LH_RESULT_OK, NULL,
	 {{NULL, "unit: lead, level: provincial, kind: 重点实验室",
	  "unit: lead, level: municipal, kind: 重点实验室"}}},
	{"lead.platform", LH_RESULT_WARN, NULL,
	 {{NULL, "unit: lead, level: provincial, kind: 重点实验室",
	  "unit: lead, level: municipal, kind: 重点实验室"},
	  {NULL, "unit: lead, level: provincial, kind: 企业", "unit: lead, level: municipal, kind: "
	   "企业"}}},
	{"lead.organising", LH_RESULT_ERROR, "组织能力",
	 {{NULL, "organise_ability: true", "organise_ability: false"}}},
	{"lead.projects", LH_RESULT_OK, NULL,
	 {{NULL, "unit: lead, level: provincial", "unit: lead, level: municipal"}}},
	{"lead.projects", LH_RESULT_WARN, NULL,
	 {{"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: municipal"},
	  {"\nprojects:", "unit: lead, level: provincial", "unit: lead, level: municipal"}}},
	{"lead.ip", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "valid_total: 142, valid_invention: 47",
	   "valid_total: 1, valid_invention: 1"}}},
	{"lead.ip", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "valid_total: 142, valid_invention: 47",
	   "valid_total: 0, valid_invention: 0"}}},
	{"lead.alliance", LH_RESULT_WARN, NULL,
	 {{NULL, "alliance_experience: true", "alliance_experience: false"}}},
	{"lead.alliance", LH_RESULT_ASK, NULL,
	 {{NULL, "alliance_experience: true", "alliance_experience:"}}},
	{"report.lead", LH_RESULT_OK, NULL,
	 {{BLOCK, "fill_date: 2026-06-10", "fill_date: 2027-06-10\n    filing_date: 2026-08-01"}}},
	{"report.lead", LH_RESULT_ERROR, "2027",
	 {{BLOCK, "fill_date: 2026-06-10", "fill_date: 2028-06-10\n    filing_date: 2026-08-01"}}},
	{"members.chain", LH_RESULT_ERROR, "昌吉庭州",
	 {{UNIT("m11"), "chain_position: [upstream]", "chain_position: []"}}},
	{"members.chain", LH_RESULT_ERROR, "西域理工大学", {{UNIT("m03"), "    duty:", "    # duty:"}}},
	{"members.sme", LH_RESULT_OK, NULL, {EXCLUDE("m06, m10")}},
	{"members.sme", LH_RESULT_HINT, NULL, {EXCLUDE("m06, m10, m11")}},
	{"members.sme", LH_RESULT_OK, NULL,
	 {EXCLUDE("m06, m10, m11"),
	  {UNIT("m01"), "    employees:", "    scale: medium\n    employees:"}}},
	{"members.sme", LH_RESULT_HINT, NULL,
	 {EXCLUDE("m06, m10, m11"),
	  {UNIT("m01"), "    employees:", "    scale: large\n    employees:"}}},
	{"members.research_quality", LH_RESULT_ERROR, "沪滨工业大学",
	 {{UNIT("m07"), "    rd_team:", "    # rd_team:"}}},
	{"members.service", LH_RESULT_HINT, NULL, {EXCLUDE("m12")}},
	{"members.service_quality", LH_RESULT_OK, NULL,
	 {EXCLUDE("m12"), {NULL, "service_quality: true", "service_quality: null"}}},
	{"members.service_quality", LH_RESULT_ASK, NULL,
	 {{NULL, "service_quality: true", "service_quality: null"}}},
	{"members.service_quality", LH_RESULT_ERROR, NULL,
	 {{NULL, "service_quality: true", "service_quality: false"}}},
	{"members.min", LH_RESULT_OK, NULL, {EXCLUDE("m05, m06, m07, m08, m09, m10, m11, m12")}},
	{"members.min", LH_RESULT_WARN, "再增加1家",
	 {EXCLUDE("m04, m05, m06, m07, m08, m09, m10, m11, m12")}},
	{"members.research_min", LH_RESULT_OK, NULL,
	 {EXCLUDE("m03, m04, m07"), {UNIT("m12"), "category: service", "category: medical"}}},
	{"members.research_min", LH_RESULT_ERROR, "再增加1家", {EXCLUDE("m03, m04, m07")}},
	{"members.enterprise_ratio", LH_RESULT_OK, NULL, /* 4 of 8 */
	 {EXCLUDE("m01, m02, m05, m06")}},
	{"members.enterprise_ratio", LH_RESULT_WARN, "较宽", /* 3 of 7, with the lead 4 of 8 */
	 {EXCLUDE("m01, m02, m05, m06, m08")}},
	{"members.enterprise_ratio", LH_RESULT_WARN, "再增加2家企业",
	 {EXCLUDE("m01, m02, m05, m06, m08, m09")}},
	{"members.support", LH_RESULT_OK, NULL,
	 {{UNIT("m07"), "technology: 钠离子电池技术, equipment: 原位表征平台, talent: 教师及研究生15人",
	  "technology: 钠离子电池技术"}}},
	{"members.support", LH_RESULT_ERROR, "沪滨工业大学",
	 {{UNIT("m07"), "technology: 钠离子电池技术, equipment: 原位表征平台, talent: 教师及研究生15人, ", ""}}},
	{"report.member", LH_RESULT_OK, NULL,
	 {{NULL, "clauses: {}", "clauses: {rights_duties: 成员单位定期向牵头单位报告。}"}}},
	{"report.member", LH_RESULT_ERROR, NULL,
	 {{NULL, "clauses: {}", "clauses: {rights_duties: 各尽其责。}"}}},
	{"apply.guide", LH_RESULT_ERROR, NULL,
	 {{NULL, "joint_choice: true", "joint_choice: false"}}},
	{"apply.documents", LH_RESULT_OK, NULL,
	 {{BLOCK,
	   "attachments: [business_license, hightech_cert, rd_audit, platform_proof, "
	   "project_proof, agreement, authorization_letter]",
	   "attachments: [agreement]"}}},
	{"apply.documents", LH_RESULT_ERROR, NULL,
	 {{BLOCK,
	   "attachments: [business_license, hightech_cert, rd_audit, platform_proof, "
	   "project_proof, agreement, authorization_letter]",
	   "attachments: []"}}},
	{"apply.district_duty", LH_RESULT_ERROR, NULL,
	 {{BLOCK, "      participation:", "      # participation:"}}},
	{"apply.recommend", LH_RESULT_OK, NULL,
	 {{BLOCK, "opinion_date: 2026-06-12", "opinion_date: 2026-06-10"}}},
	{"apply.recommend", LH_RESULT_ERROR, NULL,
	 {{BLOCK, "opinion_date: 2026-06-12", "opinion_date: 2026-06-09"}}},
	{"apply.direct", LH_RESULT_NA, NULL,
	 {{NULL, "recognitions: []", "recognitions: [{level: municipal}]"}}},
	{"apply.direct", LH_RESULT_WARN, "recognition_doc",
	 {{NULL, "recognitions: []", "recognitions: [{level: provincial}]"}}},
	{"apply.direct", LH_RESULT_OK, NULL,
	 {{NULL, "recognitions: []", "recognitions: [{level: provincial}]"},
	  {BLOCK, "attachments: [", "attachments: [recognition_doc, "}}},
	{"report.content", LH_RESULT_ERROR, "2026", {{"\nreports:", "    team:", "    #"}}},
	{"change.lead", LH_RESULT_OK, NULL, {{NULL, "remove: []", "remove: [m11]"}}},
	{"change.lead", LH_RESULT_WARN, NULL, {{NULL, "remove: []", "remove: [lead]"}}},
	{"change.members", LH_RESULT_ERROR, NULL,
	 {{NULL, "reason: 根据科研项目需要增加成员单位", "reason: \"\""}}},
	{"change.dissolve", LH_RESULT_OK, NULL,
	 {{NULL, "clauses: {}", "clauses: {dissolution: 承担项目期间不得自行解散。}"}}},
	{"change.dissolve", LH_RESULT_ERROR, NULL,
	 {{NULL, "clauses: {}", "clauses: {dissolution: 经协商可以解散。}"}}},
	{"integrity", LH_RESULT_WARN, "沪滨工业大学",
	 {{UNIT("m07"), "serious_dishonesty: false", "serious_dishonesty: true"}}},
	{"form.cover_stamps", LH_RESULT_ERROR, NULL, {{BLOCK, "      org:", "      # org:"}}},
	{"form.goals_max", LH_RESULT_OK, NULL,
	 {{NULL, "goals200: ", "goals200: " T50 T10 T10 "一"}}},
	{"form.goals_max", LH_RESULT_WARN, "按字符数超出1字",
	 {{NULL, "goals200: ", "goals200: " T50 T10 T10 "一二"}}},
	{"form.goals_max", LH_RESULT_WARN, "按字符数超出2字",
	 {{NULL, "goals200: ", "goals200: " T50 T10 T10 "一二三"}}},
	{"form.goals_max", LH_RESULT_ERROR, "超出1字",
	 {{NULL, "goals200: ", "goals200: " T50 T10 T10 "一二三四"}}},
	{"form.goals_max", LH_RESULT_ERROR, "没有填写", {{NULL, "  goals200: ", "  # goals200: "}}},
	{"form.lead_intro_max", LH_RESULT_OK, NULL,
	 {{NULL, "intro200: ", "intro200: " T10 T10 T10 "一二三四五"}}},
	{"form.lead_intro_max", LH_RESULT_WARN, NULL, {{NULL, "intro200: ", "intro200: " T50 "一"}}},
	{"form.lead_intro_max", LH_RESULT_ERROR, "超出1字",
	 {{NULL, "intro200: ", "intro200: " T50 "一二"}}},
	{"form.district_max", LH_RESULT_OK, NULL,
	 {{BLOCK, "participation: ", "participation: " T100 T10 "一"}}},
	{"form.district_max", LH_RESULT_ERROR, "超出1字",
	 {{BLOCK, "participation: ", "participation: " T100 T10 "一二"}}},
	{"form.counts", LH_RESULT_ERROR, "西域理工大学",
	 {{UNIT("m03"), "    category:", "    # category:"}}},
	{"form.activities_max", LH_RESULT_WARN, "请删去1项",
	 {{NULL, "\nactivities:\n", "\nactivities:\n  - {date: 2023-06, name: 研讨会}\n"}}},
	{"form.team_roles", LH_RESULT_WARN, NULL, {{NULL, "[coordinator]", "[member]"}}},
	{"form.opinions", LH_RESULT_ERROR, "m09", {{UNIT("m09"), "    name:", "    # name:"}}},
	{"form.opinion_district", LH_RESULT_ERROR, NULL, {{BLOCK, "      org:", "      # org:"}}},
	{"form.edition", LH_RESULT_OK, NULL, {{BLOCK, "2026-06-10", "2026-12-31"}}},
	{"form.edition", LH_RESULT_HINT, NULL, {{BLOCK, "2026-06-10", "2027-01-01"}}},
	{"plan.horizon", LH_RESULT_OK, NULL, /* 2028-12-31 stands */
	 {{NULL, "end: 2029-06-30, goal", "end: 2028-12-10, goal"}}},
	{"plan.horizon", LH_RESULT_OK, NULL,
	 {{NULL, "end: 2029-06-30, goal", "end: 2029-12-10, goal"}}},
	{"plan.horizon", LH_RESULT_HINT, "2029年6月10日",
	 {{NULL, "end: 2029-06-30, goal", "end: 2029-12-11, goal"}}},
	{"plan.horizon", LH_RESULT_ERROR, NULL,
	 {{"\nplan:", "  development:", "  # development:"}}},
	{"plan.lead_max", LH_RESULT_OK, NULL,
	 {{UNIT("lead"), "profile: ", "profile: " T100 T100 T50 "一二三"}}},
	{"plan.lead_max", LH_RESULT_WARN, NULL,
	 {{UNIT("lead"), "profile: ", "profile: " T100 T100 T50 "一二三四"}}},
	{"plan.lead_max", LH_RESULT_WARN, NULL,
	 {{UNIT("lead"), "profile: ", "profile: " T100 T100 T50 T10 T10 T10 T10}}},
	{"plan.lead_max", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "profile: ", "profile: " T100 T100 T50 T10 T10 T10 T10 "一"}}},
	{"plan.member_max", LH_RESULT_OK, NULL,
	 {{UNIT("m07"), "profile: ", "profile: " T100 T100 T100 T100 T10 T10 T10 "一二"}}},
	{"plan.member_max", LH_RESULT_WARN, "沪滨工业大学",
	 {{UNIT("m07"), "profile: ", "profile: " T100 T100 T100 T100 T10 T10 T10 "一二三四"}}},
	{"plan.member_max", LH_RESULT_WARN, "沪滨工业大学",
	 {{UNIT("m07"), "profile: ", "profile: " T100 T100 T100 T100 T10 T10 T10 "一二三"}}},
	{"plan.member_max", LH_RESULT_ERROR, "沪滨工业大学",
	 {{UNIT("m07"), "profile: ", "profile: " T100 T100 T100 T100 T10 T10 T10 "一二三四五"}}},
	{"plan.lead_content", LH_RESULT_ERROR, NULL,
	 {{UNIT("lead"), "    employees:", "    # employees:"}}},
	{"plan.lead_content", LH_RESULT_ERROR, "2023至2025年",
	 {{UNIT("lead"), "      - {year: 2023, revenue: 68520.00, sales: 67310.00, rd_spend: "
	  "2860.00}\n", ""}}},
	{"plan.team_table", LH_RESULT_OK, NULL, {EXCLUDE("m01, m02, m03, m04, m06, m07, m08, m10"),
	  {"p05, name", "in_team: true", "in_team: false"}}},
	{"plan.team_table", LH_RESULT_ERROR, NULL, {EXCLUDE("m01, m02, m03, m04, m06, m07, m08, "
	 "m10"),
	  {"p05, name", "in_team: true", "in_team: false"}, {"p11, name", "in_team: true",
	   "in_team: false"}}},
	{"plan.member_content", LH_RESULT_WARN, "乌鲁木齐恒枢",
	 {{UNIT("m01"), "    employees:", "    # employees:"}}},
	{"plan.member_content", LH_RESULT_WARN, "西域理工大学", {{UNIT("m03"), "senior: 41, ", ""}}},
};

/* Made so by the program: what the form counts is worked out, never entered. */
static const char *const cannot_fail[] = {"form.platform_level"};

static const rule_suite suite = {
	.jurisdiction = "urumqi",
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
	ruleslab_counts(lab, (rule_counts){.rules = 72, .ok = 63, .info = 8, .na = 1});
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "apply.direct")->result, LH_RESULT_NA);
}

/* A finding says where in the data it comes from, what was found and what was asked for. */
static void findings_carry_value_bound_and_place(void **state)
{
	ruleslab *lab = *state;
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	const lh_finding *f = ruleslab_finding(lab, findings, "lead.rd_spend");
	assert_string_equal(f->value, "3473.33万元（2023、2024、2025年）");
	assert_string_equal(f->bound, "年均不低于1000万元");
	assert_string_equal(f->path, "units[0].finance");
	assert_string_equal(f->rule->place, "二（二）2，L24");
	f = ruleslab_finding(lab, findings, "form.goals_max");
	assert_string_equal(f->value, "127字（字符数129）");
	assert_string_equal(f->path, "texts.goals200");
	assert_true(f->loc.line > 400);
	f = ruleslab_finding(lab, findings, "form.counts");
	assert_string_equal(f->value, "共13个，企业9个，高校2个，科研院所1个，其他1个（含牵头单位）");
	const rule_edit without[RULE_EDITS] = {{BLOCK, "count_scope: with_lead",
		"count_scope: without_lead"}};
	findings = ruleslab_check(lab, ruleslab_edited(lab, without));
	f = ruleslab_finding(lab, findings, "form.counts");
	assert_string_equal(f->value, "共12个，企业8个，高校2个，科研院所1个，其他1个（不含牵头单位）");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_has_the_expected_results),
		cmocka_unit_test(quotes_stand_in_the_guideline),
		cmocka_unit_test(bounds_are_met_and_missed),
		cmocka_unit_test(every_rule_can_fail),
		cmocka_unit_test(findings_carry_value_bound_and_place),
	};
	return cmocka_run_group_tests(tests, open_lab, ruleslab_close);
}
