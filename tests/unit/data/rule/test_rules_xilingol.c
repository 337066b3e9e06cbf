/* Xilingol's conditions: the sample's results, the quotes, each bound met and missed by a step. */
#include "support/unit.h"

#include "support/ruleslab.h"
#include "support/sample_edits.h"
#include "util/buf.h"

/* An edit in the jurisdiction's own block, and one that leaves units out of the consortium. */
#define HERE(from, to) {"\n  xilingol:\n", from, to}
#define WITHOUT(ids) HERE("enabled: true", "enabled: true\n    exclude_units: [" ids "]")
#define ROLLING HERE("years: as_printed", "years: rolling")
#define LOCAL(id) {"  - id: " id "\n", "region: {code: \"6501", "region: {code: \"1525"}
#define LEAGUE_NEW_RD                                       \
	LEAD("category: enterprise", "category: new_rd"), { \
		NULL, "kind: chain_leader", "kind: league_new_rd" \
	}
#define SPEND(year, to) {"  - id: lead\n", "rd_spend: " year, "rd_spend: " to}

#define NAMED(name) HERE("锡林郭勒盟新型储能重点产业链创新联合体", name)

static const rule_case cases[] = {
	/* ---- lead is a local enterprise or doubtful ---- */
	RULE_CASE("lead.kind", ERROR, LEAD("category: enterprise", "category: institute")),
	RULE_CASE("lead.kind", ERROR, LEAD("category: enterprise", "category: new_rd")),
	RULE_SAYS("lead.kind", WARN, "较宽", LEAGUE_NEW_RD),
	RULE_CASE("lead.kind", ERROR, NO_LEAD),
	RULE_CASE("lead.local", OK, LEAD("\"650104\"", "\"152502\"")),
	RULE_CASE("lead.local", ERROR, LEAD("\"650104\"", "\"152602\"")),
	RULE_CASE("lead.local", WARN, LEAD("\"650104\"", "\"152502\""), LEAGUE_NEW_RD),
	RULE_CASE("lead.local", ERROR, LEAD("\"650104\"", "\"152502\""),
		  LEAD("category: enterprise", "category: institute")),
	RULE_CASE("lead.local", ERROR, NO_LEAD),
	RULE_CASE("lead.chain", OK, {NULL, "- {kind: chain_leader}", "#"}),
	RULE_CASE("lead.chain", WARN, {NULL, "- {kind: chain_leader}", "#"},
		  {NULL, "- {kind: leading_enterprise}", "#"}),
	RULE_CASE("lead.influence", ASK, STATEMENT("industry_influence", "null")),
	RULE_CASE("lead.influence", ERROR, STATEMENT("industry_influence", "false")),
	RULE_CASE("lead.rd_team", OK, LEAD("rd_staff_fulltime: 86", "rd_staff_fulltime: 1")),
	RULE_CASE("lead.rd_team", ERROR, LEAD("rd_staff_fulltime: 86", "rd_staff_fulltime: 0")),
	RULE_CASE("lead.platform", OK,
		  {NULL, "unit: lead, level: provincial", "unit: lead, level: county"},
		  {NULL, "unit: lead, level: provincial", "unit: lead, level: municipal"}),
	RULE_CASE("lead.platform", WARN,
		  {NULL, "unit: lead, level: provincial", "unit: lead, level: county"},
		  {NULL, "unit: lead, level: provincial", "unit: lead, level: county"}),
	RULE_CASE("lead.platform", WARN,
		  {NULL, "unit: lead, level: provincial", "unit: m01, level: provincial"},
		  {"储能安全与控制重点实验室", "operating: true", "operating: false"}),
	/* ---- research spending has two bounds ---- */
	/* Revenue of 2023 to 2025: 239 120 万元, of which 3 % are 7173.60. */
	RULE_CASE("lead.rd_spend", OK, SPEND("2860.00", "3200.00"), SPEND("3410.00", "2974.60"),
		  SPEND("4150.00", "999.00")),
	RULE_SAYS("lead.rd_spend", WARN, "合计再增加0.01万元", SPEND("2860.00", "3200.00"),
		  SPEND("3410.00", "2974.59"),
		  SPEND("4150.00", "999.00")),
	RULE_SAYS("lead.rd_spend", ERROR, "再增加0.01万元", SPEND("2860.00", "999.99"),
		  SPEND("3410.00", "999.99"),
		  SPEND("4150.00", "999.99")),
	RULE_CASE("lead.rd_spend", OK, SPEND("2860.00", "0.00"),
		  SPEND("3410.00", "0.00"),
		  SPEND("4150.00", "1000.00")),
	/* the year before is not closed yet: three years earlier, until the end of May */
	RULE_SAYS("lead.rd_spend", HINT, "2025年的财务还没有填", LEAD("      - {year: 2025", "      #"),
		  HERE("fill_date: 2026-06-10", "fill_date: 2026-05-31")),
	RULE_CASE("lead.rd_spend", OK, LEAD("      - {year: 2025", "      #"),
		  HERE("fill_date: 2026-06-10", "fill_date: 2026-06-01")),
	RULE_CASE("lead.rd_spend", ERROR, LEAD("    finance:   ", "    finance: []\n    #"),
		  LEAD("      - {year: 2022", "      #"), LEAD("      - {year: 2023", "      #"),
		  LEAD("      - {year: 2024", "      #"), LEAD("      - {year: 2025", "      #")),
	/* ---- members are counted with the lead ---- */
	RULE_CASE("members.min", OK, WITHOUT("m08, m09, m10, m11, m12")),
	RULE_SAYS("members.min", WARN, "再增加1家", WITHOUT("m07, m08, m09, m10, m11, m12")),
	/* lead, m01, m02, m03: two of four */
	RULE_CASE("members.local_ratio", OK, LOCAL("lead"), LOCAL("m03"),
		  WITHOUT("m04, m05, m06, m07, m08, m09, m10, m11, m12")),
	RULE_SAYS("members.local_ratio", ERROR, "再增加2家", LOCAL("m03"),
		  WITHOUT("m04, m05, m06, m07, m08, m09, m10, m11, m12")),
	RULE_SAYS("members.local_ratio", ERROR, "再增加1家在盟内注册的成员单位，或把1家", LOCAL("lead"), LOCAL("m03"),
		  WITHOUT("m05, m06, m07, m08, m09, m10, m11, m12")),
	/* lead, m01 of four */
	RULE_CASE("members.enterprise_ratio", OK,
		  WITHOUT("m02, m05, m06, m07, m08, m09, m10, m11, m12")),
	RULE_SAYS("members.enterprise_ratio", ERROR, "再增加1家企业",
		  WITHOUT("m02, m05, m06, m08, m09, m10, m11, m12")),
	RULE_SAYS("members.chain_spread", ERROR, "上游", WITHOUT("m02, m11")),
	RULE_CASE("members.chain_spread", OK, WITHOUT("m02")),
	RULE_SAYS("members.chain_spread", ERROR, "下游", WITHOUT("m05, m09, m10")),
	RULE_SAYS("members.chain_spread", ERROR, "中游", WITHOUT("m01, m06, m08"),
		  LEAD("[midstream]", "[downstream]")),
	RULE_CASE("members.ability", ASK, STATEMENT("chain_members", "null")),
	RULE_CASE("members.ability", ERROR, STATEMENT("chain_members", "false")),
	RULE_CASE("lead.one", WARN,
		  LEAD("leads_elsewhere: []", "leads_elsewhere: [{name: 其他联合体}]")),
	RULE_CASE("lead.one", WARN, TWO_LEADS),
	/* ---- goals plan and charter are complete ---- */
	RULE_SAYS("goal.list", HINT, "重大科学问题", {"\ntech:", "kind: science", "kind: common"}),
	RULE_SAYS("goal.list", HINT, "共性关键技术", {"\ntech:", "kind: common", "kind: science"},
		  {"\ntech:", "kind: common", "kind: science"}),
	RULE_SAYS("goal.list", HINT, "成果转化", {"\ntech:", "kind: transfer", "kind: common"}),
	RULE_CASE("goal.list", ERROR, {"\ntech:", "  bottlenecks:\n    - ", "  #b:\n    #- "},
		  {"\ntech:", "    - {kind: common", "    #"},
		   {"\ntech:", "    - {kind: common", "    #"},
		  {"\ntech:", "    - {kind: transfer", "    #"}),
	RULE_CASE("plan.required", ERROR, NO_GOAL),
	RULE_SAYS("plan.required", ERROR, "组织架构", NO_STRUCTURE),
	RULE_SAYS("plan.required", ERROR, "进度安排", NO_MILESTONES),
	RULE_CASE("plan.required", ERROR, NO_TASKS),
	RULE_CASE("plan.required", ERROR, {"  mechanisms:", "    joint_rd:", "    #"}),
	RULE_CASE("charter.required", ERROR, {"\ncharter:", "  purpose:", "  #"}),
	RULE_CASE("charter.required", ERROR, {"\ncharter:", "  business_scope:", "  #"}),
	RULE_CASE("charter.required", ERROR, {"\ncharter:", "  structure:", "  #"}),
	RULE_CASE("charter.required", ERROR, {"\ncharter:", "  mechanism:", "  #"}),
	RULE_CASE("charter.required", OK, {"\ncharter:", "  goals_tasks:", "  #"}),
	RULE_CASE("field", WARN,
		  HERE("industry_field: 新能源", "industry_field: 新能源\n    fields: [奶业, 马产业]")),
	RULE_CASE("field", OK,
		  HERE("industry_field: 新能源", "industry_field: 新能源\n    fields: [奶业, 新能源]")),
	RULE_CASE("field", WARN, HERE("industry_field: 新能源", "fields: []"),
		  {NULL, "  industry_field: 新能源", "  #"}),
	RULE_CASE("filing.field", ERROR, HERE("industry_field: 新能源", "fields: []"),
		  {NULL, "  industry_field: 新能源", "  #"}),
	/* ---- organisation is named ---- */
	RULE_SAYS("org.head", ERROR, "林知远", {"\npersons:", "name: 林知远", "name: 林致远"}),
	RULE_CASE("org.head", ERROR, {NULL, "roles: [head, admin_chief]", "roles: [admin_chief]"}),
	RULE_SAYS("org.head", ERROR, "郑砚秋",
		  {NULL, "roles: [coordinator]", "roles: [coordinator, head]"}),
	RULE_CASE("org.secretariat", ERROR, {NULL, "{name: 联合体秘书处, ", "{"}),
	RULE_CASE("org.secretariat", ERROR, {"  secretariat:", "host: lead, ", ""}),
	RULE_CASE("org.secretariat", ERROR, {"  secretariat:", "site: 牵头单位研发楼三层, ", ""}),
	RULE_SAYS("org.experts", HINT, "再增加1人",
		  {"  expert_committee:", ", {name: 贺兰舟, unit: m07, post: 委员}", ""}),
	RULE_CASE("org.experts", ERROR,
		  {NULL, "  expert_committee: [", "  expert_committee: []\n  #"}),
	RULE_CASE("org.mechanisms", ERROR, {"  mechanisms:", "    joint_rd:", "    #"}),
	RULE_CASE("org.mechanisms", ERROR, {"  mechanisms:", "    benefit:", "    #"}),
	RULE_CASE("org.mechanisms", ERROR, {"  mechanisms:", "    ip:", "    #"}),
	RULE_CASE("org.mechanisms", OK, {"  mechanisms:", "    standards:", "    #"}),
	RULE_SAYS("integrity", WARN, "天山西部",
		  {"  - id: m12\n", "dishonesty: false", "dishonesty: true"}),
	/* ---- agreement is signed and complete ---- */
	RULE_SAYS("agreement.signed", ERROR, "天山西部",
		  {NULL, "    - {unit: m12, kind: legal_rep}", "    #"}),
	RULE_SAYS("agreement.signed", ERROR, "西域理工", {"  signers:", ", letter: true", ""}),
	RULE_CASE("agreement.signed", OK, {"  signers:", ", letter: true", ""},
		  {"  - id: m03\n", "    contact:",
		   "    authorized_rep: {name: 孙亦安, letter: true}\n    contact:"}),
	RULE_CASE("agreement.signed", ERROR, {"  signers:", ", letter: true", ""},
		  {"  - id: m03\n", "    contact:",
		   "    authorized_rep: {name: 另一人, letter: true}\n    contact:"}),
	RULE_CASE("agreement.clauses", ERROR, NO_GOAL),
	RULE_CASE("agreement.clauses", OK, NO_GOAL, CLAUSES("goals: 突破关键技术。")),
	RULE_CASE("agreement.clauses", ERROR, NO_TASKS),
	RULE_CASE("agreement.clauses", ERROR, CLAUSES("entry_exit: 无")),
	RULE_CASE("form.dissolution", ERROR, CLAUSES("dissolution: 各方协商。")),
	RULE_CASE("form.dissolution", OK, CLAUSES("dissolution: 联合体解散时，经费按规定清算。")),
	RULE_SAYS("project.duties", ERROR, "储能安全评价", {"{seq: 4", ", units: [m08, m12, m09]", ""}),
	RULE_CASE("project.duties", ERROR, NO_TASKS),
	RULE_CASE("project.duties", ERROR, CLAUSES("rights_duties: 无")),
	RULE_CASE("project.rules", ASK, {"  funds_rules:", "exists: true", "exists: false"}),
	RULE_CASE("project.rules", OK, {"  funds_rules:", "exists: true", "exists: false"},
		  HERE("[agreement, charter, plan, authorization_letter]", "[agreement, charter, plan, mgmt_rules]")),
	/* ---- name has the prescribed form ---- */
	RULE_CASE("name.pattern", OK, NAMED("锡林郭勒盟乳重点产业链创新联合体")),
	RULE_SAYS("name.pattern", ERROR, "锡林郭勒盟新型储能重点产业链创新联合体", NAMED("锡林郭勒盟重点产业链创新联合体")),
	RULE_CASE("name.pattern", ERROR, NAMED("锡林郭勒盟×××重点产业链创新联合体")),
	RULE_CASE("name.pattern", ERROR, NAMED("锡林郭勒盟新型储能创新联合体")),
	RULE_CASE("name.pattern", ERROR, NAMED("内蒙古锡林郭勒盟新型储能重点产业链创新联合体")),
	RULE_CASE("name.pattern", OK, HERE("    consortium_name: 锡林郭勒盟新型储能重点产业链创新联合体\n", "")),
	/* ---- reports and changes ---- */
	RULE_CASE("report.annual", OK, REPORT("dated: 2026-12-25", "dated: 2026-12-31")),
	RULE_CASE("report.annual", ERROR, REPORT("dated: 2026-12-25", "dated: 2027-01-01")),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("next_plan")),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("problems")),
	RULE_SAYS("report.annual", ERROR, "本年度总结",
		  NO_REPORT_LINE("cooperation"),
		  NO_REPORT_LINE("resources"),
		  NO_REPORT_LINE("rd"),
		  NO_REPORT_LINE("transfer"),
		  NO_REPORT_LINE("team")),
	RULE_CASE("report.annual", ERROR, NO_REPORT_LINE("needs")),
	RULE_CASE("report.annual", ERROR, HERE("{org: 锡林浩特市农牧和科技局（示例）, ", "{")),
	RULE_CASE("report.annual", OK,
		  HERE("fill_date: 2026-06-10",
		  "fill_date: 2027-06-10\n    filing_date: 2026-08-01")),
	RULE_SAYS("report.annual", ERROR, "2027年",
		  HERE("fill_date: 2026-06-10",
		  "fill_date: 2028-06-10\n    filing_date: 2026-08-01")),
	RULE_CASE("report.annual", NA, NO_REPORTS),
	RULE_CASE("change.charter", HINT, {"\ncharter:", "  amend:", "  #"}),
	RULE_CASE("change.charter", NA, NO_SUPPLEMENTS),
	RULE_CASE("change.dissolve", ERROR, {"\nsupplements:", "remove: []", "remove: [lead]"}),
	RULE_CASE("change.dissolve", OK, {"\nsupplements:", "remove: []", "remove: [m12]"}),
	RULE_CASE("change.dissolve", ASK, {"\nsupplements:", "reason: ", "reason: 联合体更名。"}),
	RULE_CASE("change.dissolve", NA, NO_SUPPLEMENTS),
	/* three of the projects run, the last until the end of its month */
	RULE_CASE("change.project", OK, {NULL, "end: 2027-04", "end: 2026-05"},
		  {NULL, "end: 2026-12, rep", "end: 2026-05, rep"},
		  {NULL, "end: 2027-12, rep", "end: 2026-05, rep"}),
	RULE_SAYS("change.project", HINT, "热失控", {NULL, "end: 2027-04", "end: 2026-05"},
		  {NULL, "end: 2026-12, rep", "end: 2026-05, rep"},
		   {NULL, "end: 2027-12, rep", "end: 2026-06, rep"}),
	RULE_CASE("change.project", NA, NO_SUPPLEMENTS),
	/* ---- forms have years editions and cells ---- */
	RULE_CASE("validity", OK, HERE("fill_date: 2026-06-10", "fill_date: 2025-01-01")),
	RULE_CASE("validity", WARN, HERE("fill_date: 2026-06-10", "fill_date: 2024-12-31")),
	RULE_CASE("form.edition", OK, HERE("fill_date: 2026-06-10", "fill_date: 2025-12-31")),
	RULE_CASE("form.edition", HINT, HERE("years: as_printed", "edition_year: fill_year")),
	RULE_CASE("form.edition", OK,
		  HERE("years: as_printed", "edition_year: fill_year, years: rolling")),
	RULE_SAYS("form.years", ERROR, "2022年", LEAD("      - {year: 2022", "      #")),
	RULE_CASE("form.years", OK, LEAD("      - {year: 2022", "      #"), ROLLING),
	RULE_SAYS("form.years", ERROR, "2025年", LEAD("      - {year: 2025", "      #"), ROLLING),
	RULE_CASE("form.years", ERROR, LEAD(", rd_spend: 2390.00", "")),
	RULE_CASE("form.ip", OK, LEAD("valid_invention: 47", "valid_invention: 142")),
	RULE_CASE("form.ip", ERROR, LEAD("valid_invention: 47", "valid_invention: 143")),
	RULE_CASE("form.ip", OK, LEAD("valid_invention: 47", "valid_invention: 0")),
	RULE_CASE("form.ip", ERROR, LEAD("    ip:", "    #")),
	RULE_CASE("form.projects_since", OK, {"\nprojects:", "start: 2023-01", "start: 2022-01"}),
	RULE_CASE("form.projects_since", OK,
		  {"\nprojects:", "start: 2023-01, end: 2025-12", "start: 2022-01, end: 2022-01"}),
	RULE_SAYS("form.projects_since", HINT, "请确认",
		  {"\nprojects:", "start: 2023-01", "start: 2021-12"}),
	RULE_SAYS("form.projects_since", HINT, "不印入",
		  {"\nprojects:", "start: 2023-01, end: 2025-12", "start: 2019-01, end: 2021-12"}),
	RULE_CASE("form.lead_seal", ERROR, HERE("{org: 锡林浩特市农牧和科技局（示例）, ", "{")),
	RULE_CASE("form.lead_seal", ERROR, NO_LEAD),
	RULE_CASE("filing.seal", ERROR, NO_LEAD),
	RULE_CASE("filing.attach", ERROR, HERE("[agreement, charter", "[charter")),
	RULE_CASE("filing.missing", WARN,
		  HERE("reconstruct_missing: mark", "reconstruct_missing: plain")),
	RULE_CASE("filing.missing", OK,
		  HERE("reconstruct_missing: mark", "reconstruct_missing: omit")),
	RULE_SAYS("filing.positions", ERROR, "天山西部", {"  - id: m12\n", "    position:", "    #"}),
	RULE_CASE("filing.positions", ERROR, LEAD("    duty:", "    #")),
	RULE_CASE("filing.positions", OK, {"\ntexts:", "  cooperation_basis:", "  #"}),
	RULE_SAYS("filing.positions", ERROR, "合作基础", {"\ntexts:", "  cooperation_basis:", "  #"},
		  {NULL, "\nactivities:\n  - ", "\nactivities: []\n#"},
		  {NULL, "\n  - {date: 2024-11", "\n#"}, {NULL, "\n  - {date: 2025-04", "\n#"},
		  {NULL, "\n  - {date: 2025-08", "\n#"}, {NULL, "\n  - {date: 2026-03", "\n#"}),
	RULE_SAYS("filing.platforms", HINT, "电力电子",
		  {"\nplatforms:", "unit: m01, level: municipal", "unit: m01, level: county"}),
	RULE_CASE("filing.platforms", HINT,
		  {"\nplatforms:", "operating: true", "operating: false"}),
	RULE_CASE("filing.platforms", HINT, {"\nplatforms:", "in_field: true", "in_field: false"}),
	RULE_CASE("form.text_content", ERROR, {"\ntexts:", "  enterprise_overview:", "  #"}),
	RULE_CASE("form.text_content", ERROR, {"\ntexts:", "  enterprise_innovation:", "  #"}),
	RULE_CASE("form.text_content", ERROR, {"\ntexts:", "  enterprise_honours:", "  #"}),
	RULE_CASE("form.text_content", ERROR, {"\ntexts:", "  chain_status:", "  #"}),
	RULE_CASE("form.text_content", ERROR, LEAD("    address:", "    #")),
	RULE_CASE("form.text_content", ERROR, LEAD("    listing:", "    #")),
	RULE_SAYS("form.text_content", ERROR, "销售收入",
		  LEAD("    finance:   ", "    finance: []\n    #"),
		  LEAD("      - {year: 2022", "      #"), LEAD("      - {year: 2023", "      #"),
		  LEAD("      - {year: 2024", "      #"), LEAD("      - {year: 2025", "      #")),
	RULE_CASE("form.text_content", ERROR, LEAD("    employees:", "    #")),
};

/* Texts of many characters, below. */
static const char *const cannot_fail[] = {
	"form.text_4_max", "filing.position_max", "form.text_123_max",
};

static const rule_suite suite = {
	.jurisdiction = "xilingol",
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
	ruleslab_counts(lab,
		  (rule_counts){.rules = 54, .ok = 43, .info = 6, .hint = 2, .warn = 1,
		  .error = 2});
	const lh_finding *findings = ruleslab_check(lab, lab->sample);
	assert_int_equal(ruleslab_finding(lab, findings, "lead.local")->result, LH_RESULT_ERROR);
	assert_int_equal(ruleslab_finding(lab, findings, "members.local_ratio")->result,
		  LH_RESULT_ERROR);
	assert_int_equal(ruleslab_finding(lab, findings, "filing.missing")->result, LH_RESULT_WARN);
	assert_int_equal(ruleslab_finding(lab, findings, "change.project")->result, LH_RESULT_HINT);
	assert_int_equal(ruleslab_finding(lab, findings, "form.edition")->result, LH_RESULT_HINT);
}

static void one_lead_of_two_files_is_told_in_both(void **state)
{
	ruleslab *lab = *state;
	static const rule_edit other[RULE_EDITS] = {LEAD("91650104PDY00001X4",
		  "91650104PDY0001590")};
	const char *names[] = {"a.yaml", "b.yaml", "c.yaml"};
	lh_finding *findings[] = {
		ruleslab_check(lab, lab->sample),
		ruleslab_check(lab, lab->sample),
		ruleslab_check(lab, ruleslab_edited(lab, other)),
	};
	lh_rules_batch(lab->arena, lab->rules, findings, names, 3);
	for (size_t i = 0; i < 3; i++) {
		const lh_finding *f = ruleslab_finding(lab, findings[i], "lead.one");
		assert_int_equal(f->result, i < 2 ? LH_RESULT_WARN : LH_RESULT_OK);
		assert_true(i == 2 || strstr(f->message, "a.yaml、b.yaml"));
	}
}

/* `han` characters, then one Latin word of `latin` letters: 1 for Word,
	all of them for a plain count. */
static const char *text_of(lh_arena *arena, const char *before, size_t han, size_t latin)
{
	lh_buf buf = {0};
	lh_buf_puts(&buf, before);
	for (size_t i = 0; i < han; i++)
		lh_buf_puts(&buf, "能");
	for (size_t i = 0; i < latin; i++)
		lh_buf_putc(&buf, 'a');
	lh_buf_puts(&buf, "\n");
	const char *text = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

typedef struct limit {
	const char *rule, *after, *line; /* the line that is written before the old one,
		  now a comment */
	size_t most;
	size_t others; /* characters that count with it */
} limit;

static void texts_have_their_limits_in_two_counts(void **state)
{
	ruleslab *lab = *state;
	static const limit limits[] = {
		{"form.text_4_max", "\ntexts:", "  chain_status: ", 2000, 0},
		{"filing.position_max", "  - id: m12\n", "    position: ", 200, 19},
		{"form.text_123_max", "\ntexts:", "  enterprise_overview: ", 2000, 0},
	};
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		const limit *l = &limits[i];
		size_t room = l->most - l->others;
		const struct {
			size_t han, latin;
			lh_result result;
		} tries[] = {
			{room, 0, LH_RESULT_OK},     {room + 1, 0, LH_RESULT_ERROR},
			{room - 1, 1, LH_RESULT_OK}, {room - 1, 2, LH_RESULT_WARN},
			{room, 1, LH_RESULT_ERROR},
		};
		for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
			size_t han = tries[k].han, latin = tries[k].latin;
			const char *line = text_of(lab->arena, l->line, han, latin);
			const rule_edit edits[RULE_EDITS] = {
				{l->after, l->line, lh_fmt(lab->arena, "%s#", line)},
				{"\ntexts:", "  enterprise_innovation:", "  #"},
				{"\ntexts:", "  enterprise_honours:", "  #"},
			};
			const lh_finding *f = ruleslab_check(lab, ruleslab_edited(lab, edits));
			f = ruleslab_finding(lab, f, l->rule);
			if (f->result != tries[k].result)
				fail_msg("%s, %zu + %zu: %s: %s", l->rule, han, latin,
					 f->value, f->message);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_has_the_expected_results),
		cmocka_unit_test(quotes_stand_in_the_guideline),
		cmocka_unit_test(bounds_are_met_and_missed),
		cmocka_unit_test(every_rule_can_fail),
		cmocka_unit_test(one_lead_of_two_files_is_told_in_both),
		cmocka_unit_test(texts_have_their_limits_in_two_counts),
	};
	return cmocka_run_group_tests(tests, open_lab, ruleslab_close);
}
