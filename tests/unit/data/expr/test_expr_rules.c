/*
 * The published conditions of five jurisdictions can be said as expressions: each row is the reading
 * of one condition, with its answer for the sample consortium.
 */
#include "data/expr/computed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "support/datalab.h"

static const char *const prefix[] = {"6501"};
static const lh_option_info constants[] = {{.key = "region_prefix", .values = prefix, .n_values = 1}};

typedef struct condition {
	const char *text;
	bool holds;
} condition;

static void expect(datalab *lab, const char *jurisdiction, const char *region, const condition *rows, size_t n)
{
	lh_names names = {
		.schema = lab->schema,
		.jurisdiction = lh_schema_record(lab->schema, "jurisdiction"),
		.options = constants,
		.n_options = 1,
	};
	assert_true(lh_computed_load(lab->ctx, lab->arena, LH_SOURCE_DIR "/templates/computed.yaml", &names));
	const lh_consortium *consortium = lh_consortium_load(
		lab->ctx, lab->arena, lab->schema, LH_SOURCE_DIR "/samples/complete.yaml");
	assert_non_null(consortium);
	lh_env *env = lh_env_new(lab->ctx, lab->arena, &names, consortium, jurisdiction);
	lh_env_option(env, "region_prefix", region);
	for (size_t i = 0; i < n; i++) {
		const lh_expr *expr = lh_expr_parse(lab->ctx, lab->arena, rows[i].text, lh_nowhere, &names, NULL);
		if (!expr) {
			lh_diag_print_all(lab->ctx, stderr);
			fail_msg("refused: %s", rows[i].text);
		}
		assert_int_equal(lh_expr_type(expr)->kind, LH_KIND_BOOL);
		if (lh_expr_true(env, expr) != rows[i].holds)
			fail_msg("%s: %s", rows[i].holds ? "does not hold" : "holds", rows[i].text);
	}
}
#define EXPECT(state, jurisdiction, region, rows) \
	expect(state, jurisdiction, region, rows, sizeof rows / sizeof *rows)

static void conditions_of_urumqi(void **state)
{
	static const condition rows[] = {
		{"within(j.fill_date, '2026-05-20', '2028-12-31')", true},
		{"any(f in ['装备制造', '生物医药', '新材料', '新能源', '化工'], contains(industry_field, f))", true},
		{"matches(consortium_name, '乌鲁木齐市?*产业创新联合体') and not contains(consortium_name, 'XXX')", true},
		{"all(u in leads, u.is_enterprise and u.independent_legal_person)", true},
		{"member_classes >= 2 and count(members) >= 2", true},
		{"has(texts.cooperation_basis) or has(activities)", true},
		{"all(u in units, any(s in agreement.signers, s.unit == u))", true},
		{"has(agreement.clauses.purpose) and has(agreement.clauses.goals)", false},
		{"count(coordinators) == 1 and all(p in coordinators, p.unit in leads)", true},
		{"count(chief_experts) >= 1", true},
		{"not any(u in units, has(u.council_title)) or governance.council.enabled", true},
		{"any(u in leads, any(k in u.kinds, k in ['leading_enterprise', 'listed', 'little_giant']))", true},
		{"count(leads) >= 1 and count(leads) <= 2", true},
		{"any(u in leads, u.rd_mean >= 1000)", true},
		{"any(u in leads, u.rd_mean >= 1000 and u.rd_staff_fulltime >= 20)", true},
		{"count(p in platforms, p.operating and p.level >= 'provincial' and p.unit in leads) >= 1", true},
		{"any(p in lead_projects, p.level >= 'provincial')", true},
		{"any(u in leads, u.ip.valid_total > 0)", true},
		{"all(u in member_enterprises, has(u.chain_position))", true},
		{"any(u in member_enterprises, u.is_tech_sme or u.scale <= 'medium')", true},
		{"all(u in member_universities + member_institutes, has(u.rd_team) and has(u.foundation))", true},
		{"count(members) >= 4", true},
		{"count(member_universities + member_institutes + member_new_rd + member_medical) >= 1", true},
		{"100 * count(member_enterprises) >= 50 * count(members)", true},
		{"100 * count(member_enterprises) >= 67 * count(members)", false},
		{"all(u in members, u.has_support)", true},
		{"j.district.opinion_date == null or j.district.opinion_date >= j.fill_date", true},
		{"not any(s in supplements, any(u in s.remove, u.is_lead))", true},
		{"any(u in units, u.integrity.serious_dishonesty)", false},
		{"chars(texts.goals200) >= 1 and chars(texts.goals200) <= 200", true},
		{"sum(u in leads, chars(u.intro200 ?? '')) <= 200", true},
		{"all(u in members, chars(u.profile ?? '') <= 500)", true},
		{"count_total == count_enterprises + count_universities + count_institutes + count_others", true},
		{"abs(months_between(j.fill_date, max(m in plan.milestones, m.end)) - 36) <= 6", true},
		{"all(u in leads, count(u.fy3) == 3 and has(u.employees))", true},
		{"'agreement' in j.attachments", true},
		{"any(r in consortium.recognitions, r.level >= 'provincial')", false},
	};
	EXPECT(*state, "urumqi", "6501", rows);
}

static void conditions_of_xinjiang(void **state)
{
	static const condition rows[] = {
		{"j.fill_date <= '2025-09-30'", false},
		{"all(u in leads, u.is_local)", true},
		{"lead.fy1.revenue >= 50000 or lead.revenue_mean >= 50000", true},
		{"all(u in leads, u.rd_rises)", true},
		{"100 * count(member_hightech) >= 20 * count(members)", true},
		{"100 * count(member_hightech) >= 63 * count(member_enterprises)", false},
		{"count(heads) == 1 and (head.name == lead.legal_rep or (head.name == lead.authorized_rep.name and lead.authorized_rep.letter))",
		 true},
		{"count(distinct(each(p in team, p.unit))) >= 2", true},
		{"count(units) == count(u in units, u.role in ['lead', 'core'] and has(u.own_persons)) + 8", true},
		{"any(g in governance.leading_group, g.unit in leads) and count(distinct(each(g in governance.leading_group, g.unit))) >= 2",
		 true},
		{"count(admin_chiefs) == 1 and all(p in admin_chiefs, p.unit in leads)", true},
		{"count(tech_chiefs) == 1 and all(p in tech_chiefs, 'chief_scientist' in p.roles)", true},
		{"count(distinct(each(s in budget.sources, s.kind))) >= 2", true},
		{"sum(s in where(s in budget.sources, s.kind == 'lead_self'), s.amount) >= max(s in where(s in budget.sources, not (s.kind in ['fiscal', 'lead_self'])), s.amount)",
		 true},
		{"period_months >= 36 and period_months <= 60", true},
		{"not any(x in lead.leads_elsewhere, (x.from ?? '1900') <= consortium.period.end and (x.to ?? '9999') >= consortium.period.start)",
		 true},
		{"all(t in tech.tasks, has(t.lead_unit)) and all(m in plan.milestones, has(m.indicators))", true},
		{"all(s in agreement.signers, s.kind == 'legal_rep' or s.letter)", true},
		{"j.recommender.kind in ['industry', 'prefecture']", true},
		{"contains(j.recommender.opinion, '必要') and contains(j.recommender.opinion, '可行')", true},
		{"all(u in units, not (u.role in ['lead', 'core']) or (u.integrity.banned_until ?? '0001') < j.fill_date)",
		 true},
		{"all(p in chief_scientists, has(p.resume) and has(p.achievements) and has(p.academic_posts))", true},
		{"agreement.effective_on >= agreement.signed_on and agreement.effective_on <= j.fill_date", true},
		{"all(u in units, u.position_duty_chars <= 200)", true},
		{"all(u in units, u.seal_name == null or u.seal_name == u.name)", true},
		{"any(s in supplements, has(s.remove)) and any(p in projects, p.is_running and p.level >= 'provincial')",
		 false},
	};
	EXPECT(*state, "xinjiang", "65", rows);
}

static void conditions_of_qingdao_xilingol_changchun(void **state)
{
	static const condition qingdao[] = {
		{"all(u in leads, u.is_local)", false},
		{"count(u in member_enterprises, has(u.chain_position)) >= 3", true},
		{"count(member_universities) + count(member_institutes) >= 2", true},
		{"j.filing_period.end <= add_days(add_years(j.filing_period.start, 3), -1)", true},
		{"count(j.fields) == 0 or industry_field in j.fields", true},
		{"'pledge' in j.attachments and has(pledge.signed_on)", true},
	};
	static const condition xilingol[] = {
		{"100 * count(unit_local) >= 50 * count(units)", false},
		{"count(distinct(flat(each(u in unit_enterprises, u.chain_position)))) == 3", true},
		{"100 * lead.rd_sum >= 3 * lead.revenue_sum or lead.fy1.rd_spend >= 1000", true},
		{"all(k in each(b in tech.bottlenecks, b.kind), k in ['science', 'common', 'transfer'])", true},
		{"all(r in reports, r.dated == null or r.dated <= date(r.year, 12, 31))", true},
		{"all(y in range(2022, 2024), any(f in lead.finance, f.year == y))", true},
		{"fill_year == 2025", false},
		{"enterprise_texts_chars <= 2000 and chars(texts.chain_status) <= 2000", true},
	};
	static const condition changchun[] = {
		{"count(members) >= 10", true},
		{"100 * count(member_enterprises) >= 60 * count(members)", true},
		{"any(u in leads, u.is_local and any(k in u.kinds, k in ['leading_enterprise', 'chain_leader']))", false},
		{"matches(consortium_name, '长春市?*创新联合体') and not contains(consortium_name, '×')", true},
		{"j.issued_on == null or within(j.fill_date, j.issued_on, add_days(add_years(j.issued_on, 2), -1))", true},
	};
	EXPECT(*state, "qingdao", "3702", qingdao);
	EXPECT(*state, "xilingol", "1525", xilingol);
	EXPECT(*state, "changchun", "2201", changchun);
}

static void general_checks(void **state)
{
	static const condition rows[] = {
		{"count(distinct(each(u in units, u.uscc))) == count(units)", true},
		{"all(u in units, u.is_enterprise == starts_with(u.uscc, '91'))", true},
		{"contains(consortium_name, consortium.core_name)", true},
		{"all(u in units, any(e in ['公司', '大学', '研究院', '中心'], ends_with(u.name, e)))", true},
		{"all(u in units, part(u.uscc, 3, 4) == part(u.registered_region.code, 1, 4))", false},
		{"all(u in units, u.contact.mobile == null or matches(u.contact.mobile, '1[3-9]#########'))", true},
		{"consortium.period.start <= consortium.period.end", true},
		{"agreement.effective_on == max(s in agreement.signers, s.signed)", true},
		{"all(u in unit_enterprises, all(f in u.finance, f.rd_spend <= f.revenue))", true},
		{"budget_sources_total == budget.total and budget_years_total == budget.total", true},
		{"commitment_members == sum(s in where(s in budget.sources, s.kind == 'member_self'), s.amount)", true},
		{"count(u in units, has(u.share)) in [0, count(units)]", true},
		{"all(p in projects, p.support <= p.total and p.start <= p.end)", true},
		{"all(p in persons, p.full_age >= 18 and p.full_age <= 100)", true},
		{"all(u in units, u.ip == null or u.ip.valid_invention <= u.ip.valid_total)", true},
		{"all(u in units, all(q in u.qualifications, q.cert_no == null or matches(q.cert_no, 'G[RFS]############')))",
		 true},
		{"all(u in units, all(q in u.qualifications, q.valid_to == null or q.kind != 'hightech' or "
		 "abs(days_between(add_years(q.valid_from, 3), q.valid_to) + 1) <= 31))", true},
		{"all(u in units, u.rd_staff_fulltime == null or u.rd_staff_fulltime <= u.employees)", true},
		{"j.fill_date > add_days(today(), 60)", false},
	};
	EXPECT(*state, "urumqi", "6501", rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_of_urumqi),
		cmocka_unit_test(conditions_of_xinjiang),
		cmocka_unit_test(conditions_of_qingdao_xilingol_changchun),
		cmocka_unit_test(general_checks),
	};
	return cmocka_run_group_tests(tests, datalab_setup, datalab_teardown);
}
