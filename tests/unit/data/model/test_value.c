#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "support/datalab.h"

static void decimals_are_exact_to_the_millionth(void **state)
{
	(void)state;
	lh_num n;
	assert_true(lh_num_parse("1234.50", &n));
	assert_int_equal(n, 1234500000);
	assert_true(lh_num_parse("-0.000001", &n));
	assert_int_equal(n, -1);
	assert_true(lh_num_parse("0.1000000000", &n)); /* zeros beyond the sixth say nothing */
	assert_int_equal(n, 100000);
	assert_true(lh_num_parse("9223372036854.775807", &n));
	assert_int_equal(n, INT64_MAX);
}

static void what_is_no_decimal_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {"",
					  "-",
					  ".5",
					  "5.",
					  "1,000",
					  "1e3",
					  "1.2.3",
					  "+1",
					  " 1",
					  "1 ",
					  "１",
					  "0.0000001",
					  "9223372036854.775808",
					  "99999999999999999999"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		lh_num n = 7;
		if (lh_num_parse(bad[i], &n))
			fail_msg("'%s' was read", bad[i]);
	}
}

static void decimals_print_half_up_and_never_as_minus_zero(void **state)
{
	datalab *lab = *state;
	static const struct {
		lh_num number;
		int places;
		const char *text;
	} cases[] = {
		{3473333333, 2, "3473.33"},
		{1250000, 1, "1.3"},
		{-1250000, 1, "-1.3"},
		{-40000, 1, "0.0"},
		{1234500000, -1, "1234.5"},
		{612000000, -1, "612"},
		{0, -1, "0"},
		{1, -1, "0.000001"},
		{5000000, 2, "5.00"},
		{1500000, 0, "2"},
		{1, 8, "0.00000100"},
		{INT64_MIN, -1, "-9223372036854.775808"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(lh_num_str(lab->arena, cases[i].number, cases[i].places),
				    cases[i].text);
}

static void only_real_calendar_days_are_dates(void **state)
{
	(void)state;
	lh_date d;
	assert_true(lh_date_parse("2024-02-29", &d));
	assert_true(d.y == 2024 && d.m == 2 && d.d == 29);
	assert_true(lh_date_parse("1972-05", &d));
	assert_true(d.m == 5 && d.d == 0);
	assert_true(lh_date_parse("2026", &d));
	assert_true(d.m == 0);
	static const char *const bad[] = {"2026-02-29",
					  "1900-02-29",
					  "2026-13-01",
					  "2026-00-01",
					  "2026-04-31",
					  "2026-6-1",
					  "2026-06-01 ",
					  "2026/06/01",
					  "0000-01-01",
					  "26-01-01",
					  ""};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (lh_date_parse(bad[i], &d))
			fail_msg("'%s' was read", bad[i]);
}

static void days_count_from_the_epoch_through_leap_years(void **state)
{
	(void)state;
	assert_int_equal(lh_date_days((lh_date){1970, 1, 1}), 0);
	assert_int_equal(lh_date_days((lh_date){2000, 3, 1}), 11017);
	assert_int_equal(lh_date_days((lh_date){1969, 12, 31}), -1);
	assert_int_equal(
		lh_date_days((lh_date){2026, 6, 10}) - lh_date_days((lh_date){2025, 6, 10}), 365);
	assert_int_equal(
		lh_date_days((lh_date){2024, 12, 31}) - lh_date_days((lh_date){2023, 12, 31}), 366);
	assert_int_equal(lh_date_compare((lh_date){2026, 6, 0}, (lh_date){2026, 6, 1}), 0);
	assert_int_equal(lh_date_compare((lh_date){2025, 12, 31}, (lh_date){2026, 0, 0}), -1);
}

static const char sample[] =
	"units:\n"
	"  - {id: lead, name: 甲公司, category: enterprise, employees: 12}\n"
	"  - {id: m01, name: 乙大学, finance: [{year: 2025, revenue: 7.50}]}\n"
	"persons: [{name: 林知远, unit: m01, birth: 1972-05, roles: [head, member]}]\n"
	"jurisdictions: {urumqi: {fill_date: 2026-06-10, options: {numbering: corrected}}}\n";

static void paths_name_fields_indexes_and_keys(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(lab, sample);
	static const char *const paths[] = {"units[1].finance[0].revenue", "persons[0].roles[1]",
					    "units[0].name"};
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(lh_val_path(lab->arena, datalab_at(c, paths[i])), paths[i]);
	assert_string_equal(lh_val_path(lab->arena, datalab_at(c, "jurisdictions[0].fill_date")),
			    "jurisdictions.urumqi.fill_date");
	assert_string_equal(
		lh_val_path(lab->arena, datalab_at(c, "jurisdictions[0].options[0].value")),
		"jurisdictions.urumqi.options.numbering.value");
}

static void fields_are_read_through_references(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(lab, sample);
	const lh_val *unit = datalab_at(c, "persons[0].unit");
	assert_string_equal(lh_val_at(unit, "name")->u.text, "乙大学");
	assert_string_equal(lh_val_at(unit, "单位全称")->u.text, "乙大学");
	assert_null(lh_val_at(unit, "category"));
	assert_null(lh_val_at(unit, "no_such_field"));
	assert_null(lh_val_at(NULL, "name"));
	const lh_field *name = lh_record_field(lh_schema_record(lab->schema, "unit"), "name");
	assert_string_equal(lh_val_field(unit, name->index)->u.text, "乙大学");
	assert_null(lh_val_field(unit, 999));
}

static void scalars_print_as_entered(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(lab, sample);
	assert_string_equal(lh_val_str(lab->arena, datalab_at(c, "units[1].finance[0].revenue")),
			    "7.5");
	assert_string_equal(lh_val_str(lab->arena, datalab_at(c, "units[0].category")), "企业");
	assert_string_equal(lh_val_str(lab->arena, datalab_at(c, "persons[0].birth")), "1972-05");
	assert_string_equal(lh_val_str(lab->arena, datalab_at(c, "jurisdictions[0].fill_date")),
			    "2026-06-10");
	assert_string_equal(lh_val_str(lab->arena, datalab_at(c, "persons[0].unit")), "m01");
}

static void a_reference_equals_what_it_refers_to(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(lab, sample);
	const lh_val *unit = datalab_at(c, "persons[0].unit");
	assert_true(lh_val_equal(unit, datalab_at(c, "units[1]")));
	assert_false(lh_val_equal(unit, datalab_at(c, "units[0]")));
	assert_true(lh_val_equal(NULL, NULL));
	assert_false(lh_val_equal(unit, NULL));
	assert_false(lh_val_equal(datalab_at(c, "units[0].name"), datalab_at(c, "units[1].name")));
	const lh_val copy = *datalab_at(c, "units[0].name");
	assert_true(lh_val_equal(&copy, datalab_at(c, "units[0].name")));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, datalab_setup, datalab_teardown)
	const struct CMUnitTest tests[] = {
		TEST(decimals_are_exact_to_the_millionth),
		TEST(what_is_no_decimal_is_refused),
		TEST(decimals_print_half_up_and_never_as_minus_zero),
		TEST(only_real_calendar_days_are_dates),
		TEST(days_count_from_the_epoch_through_leap_years),
		TEST(paths_name_fields_indexes_and_keys),
		TEST(fields_are_read_through_references),
		TEST(scalars_print_as_entered),
		TEST(a_reference_equals_what_it_refers_to),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
