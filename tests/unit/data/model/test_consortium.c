#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/datalab.h"
#include "util/file.h"

#define SAMPLES LH_SOURCE_DIR "/samples/"

static void the_complete_sample_loads_without_a_word(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c =
		lh_consortium_load(lab->ctx, lab->arena, lab->schema, SAMPLES "complete.yaml");
	lh_diag_print_all(lab->ctx, stderr);
	assert_int_equal(lh_diag_count(lab->ctx), 0);
	assert_int_equal(datalab_at(c, "units")->u.list.n, 13);
	assert_int_equal(datalab_at(c, "jurisdictions")->u.list.n, 5);
	assert_string_equal(datalab_at(c, "jurisdictions[0].key")->u.text, "urumqi");
	assert_string_equal(datalab_at(c, "units[12].name")->u.text, "天山西部技术转移中心");
	assert_int_equal(datalab_at(c, "budget.total")->u.number, 12000 * (lh_num)LH_NUM_ONE);
	assert_true(datalab_at(c, "units[0].independent_legal_person")->u.boolean);
	assert_string_equal(datalab_at(c, "persons[3].roles[0]")->u.enumeration->code,
			    "chief_expert");
	assert_string_equal(datalab_at(c, "tech.tasks[0].units[1].name")->u.text,
			    "昌吉庭州精密结构件有限公司");
	assert_null(lh_val_at(datalab_at(c, "agreement"), "copies"));
	assert_null(lh_val_at(datalab_at(c, "pledge"), "extra"));
	assert_int_equal(datalab_at(c, "consortium.recognitions")->u.list.n, 0);
}

static void the_small_sample_in_chinese_keys_loads_without_a_word(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c =
		lh_consortium_load(lab->ctx, lab->arena, lab->schema, SAMPLES "minimal.yaml");
	lh_diag_print_all(lab->ctx, stderr);
	assert_int_equal(lh_diag_count(lab->ctx), 0);
	assert_int_equal(datalab_at(c, "units")->u.list.n, 5);
	assert_string_equal(datalab_at(c, "units[2].category")->u.enumeration->code, "university");
	assert_string_equal(datalab_at(c, "platforms[0].level")->u.enumeration->code, "provincial");
	assert_string_equal(datalab_at(c, "persons[1].unit.name")->u.text, "天山纺织大学");
}

static void a_full_width_colon_that_yaml_reads_as_text_is_told(void **state)
{
	datalab *lab = *state;
	assert_null(datalab_load(lab, "联合体：{核心名称: 甲}\n"));
	datalab_expect(lab, LH_E_YAML_COLON, 1, 4);
	lh_diag_clear(lab->ctx);
	assert_null(datalab_load(lab, "成员单位:\n  - 编号：甲\n"));
	datalab_expect(lab, LH_E_YAML_COLON, 2, 7);
	assert_int_equal(lh_diag_count(lab->ctx), 1);
}

/* The name of each bad sample begins with the number of the message that it provokes. */
static void every_bad_sample_provokes_its_message(void **state)
{
	datalab *lab = *state;
	char **names;
	size_t n;
	assert_true(lh_dir_list(lab->ctx, lab->arena, SAMPLES "bad", &names, &n));
	bool told[LH_MSG_COUNT] = {0};
	for (size_t i = 0; i < n; i++) {
		lh_diag_clear(lab->ctx);
		lh_consortium_load(lab->ctx, lab->arena, lab->schema,
				   lh_path_join(lab->arena, SAMPLES "bad", names[i]));
		int number = atoi(names[i]);
		bool found = false;
		for (size_t k = 0; k < lh_diag_count(lab->ctx); k++) {
			const lh_report *r = lh_diag_at(lab->ctx, k);
			told[r->msg] = true;
			found = found || lh_msg_number(r->msg) == number;
			assert_non_null(r->loc.file);
			assert_true(r->loc.line > 0 || r->msg == LH_E_YAML_EMPTY || r->msg == LH_E_YAML_ENCODING);
			assert_null(strstr(r->zh, "?"));
		}
		if (!found)
			fail_msg("%s does not provoke LH%d", names[i], number);
		/* Nothing else: each file has one mistake, told once with its second place. */
		assert_in_range(lh_diag_count(lab->ctx), 1, 2);
	}
	for (int m = 0; m < LH_MSG_COUNT; m++) {
		int number = lh_msg_number((lh_msg)m);
		bool of_schema = number >= 2015 && number <= 2019;
		bool of_data = (number >= 2001 && number <= 2049) || (number >= 2120 && number <= 2139);
		if (of_data && !of_schema && m != LH_E_YAML_NODES && m != LH_H_DATA_TAKEN &&
		    !told[m])
			fail_msg("no bad sample provokes %s", lh_msg_symbol((lh_msg)m));
	}
}

static void keys_and_enumerations_are_read_in_both_languages(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(
		lab, "units:\n  - {编号: a, role: 牵头单位, 单位类型: university, name: 甲}\n"
		     "人员: [{name: 乙, roles: [首席专家, head], 工作单位: a}]\n");
	assert_string_equal(datalab_at(c, "units[0].role")->u.enumeration->code, "lead");
	assert_string_equal(datalab_at(c, "units[0].category")->u.enumeration->label, "高校");
	assert_string_equal(datalab_at(c, "persons[0].unit.name")->u.text, "甲");
}

static void all_mistakes_of_a_file_are_told_in_one_run(void **state)
{
	datalab *lab = *state;
	assert_null(datalab_load(lab,
				 "consortium: {core_nmae: x, period: {start: 2026-02-30}}\n"
				 "units:\n"
				 "  - {id: a, role: leed, employees: some, category: &k 企业}\n"
				 "  - {id: a, phone: 5550102, main: 1}\n"
				 "  - text\n"
				 "persons: [{unit: b}]\n"));
	datalab_expect(lab, LH_E_DATA_KEY_NEAR, 1, 14);
	datalab_expect(lab, LH_E_DATA_CALENDAR, 1, 44);
	datalab_expect(lab, LH_E_DATA_ENUM_NEAR, 3, 19);
	datalab_expect(lab, LH_E_DATA_NUMBER, 3, 36);
	datalab_expect(lab, LH_E_YAML_ANCHOR, 3, 52);
	datalab_expect(lab, LH_E_DATA_KEY_NEAR, 4, 13);
	datalab_expect(lab, LH_E_DATA_ID_TWICE, 4, 10);
	datalab_expect(lab, LH_E_DATA_BOOL, 4, 35);
	datalab_expect(lab, LH_E_DATA_KIND, 5, 5);
	datalab_expect(lab, LH_E_DATA_REF, 6, 18);
}

static void ids_are_unique_among_records_of_one_kind(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(lab, "persons: [{id: a, name: 林知远, unit: a}]\n"
						   "units: [{id: a, name: 甲}]\n");
	assert_string_equal(datalab_at(c, "persons[0].unit.name")->u.text, "甲");
	assert_null(datalab_load(lab, "persons: [{id: b, unit: b}]\n"));
	datalab_expect(lab, LH_E_DATA_REF, 1, 25);
	assert_null(datalab_load(lab, "persons: [{id: b}, {id: b}]\n"));
	assert_non_null(datalab_report(lab, LH_E_DATA_ID_TWICE));
}

static void suggestions_name_the_nearest_word(void **state)
{
	datalab *lab = *state;
	datalab_load(lab, "consortium: {核心名: x}\n");
	assert_non_null(strstr(datalab_report(lab, LH_E_DATA_KEY_NEAR)->zh, "核心名称"));
	lh_diag_clear(lab->ctx);
	/* A key that stands one level too far out. */
	datalab_load(lab, "units: [{id: a, phone: 0991-5550101}]\n");
	assert_non_null(strstr(datalab_report(lab, LH_E_DATA_KEY_NEAR)->en, "contact.phone"));
	lh_diag_clear(lab->ctx);
	datalab_load(lab, "units: [{id: a, role: geneal}]\n");
	const lh_report *r = datalab_report(lab, LH_E_DATA_ENUM_NEAR);
	assert_non_null(strstr(r->en, "'general'"));
	assert_non_null(strstr(r->zh, "牵头单位、核心层单位"));
}

static void keyed_lists_are_written_as_mappings(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(
		lab, "jurisdictions:\n"
		     "  here: {fill_date: 2026-06-10, options: {a: b, c: null, d: 3}}\n"
		     "  there:\n");
	assert_int_equal(datalab_at(c, "jurisdictions")->u.list.n, 2);
	assert_string_equal(datalab_at(c, "jurisdictions[1].key")->u.text, "there");
	assert_int_equal(datalab_at(c, "jurisdictions[0].options")->u.list.n, 2);
	assert_string_equal(datalab_at(c, "jurisdictions[0].options[1].key")->u.text, "d");
	assert_string_equal(datalab_at(c, "jurisdictions[0].options[1].value")->u.text, "3");
	assert_int_equal(datalab_at(c, "jurisdictions[0].options[1]")->index, 1);

	assert_null(datalab_load(
		lab, "jurisdictions: {here: 1, there: {key: other}, x: {options: {a: [b]}}}\n"));
	datalab_expect(lab, LH_E_DATA_KIND, 1, 23);
	datalab_expect(lab, LH_E_DATA_KEY, 1, 34);
	datalab_expect(lab, LH_E_DATA_KIND, 1, 64);
}

static void empty_values_are_missing(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(
		lab, "consortium:\n  core_name: \"　 \"\n  industry_field: ''\n  period:\n"
		     "units:\n  -\n  - {id: a, contact: {}}\n  - {id: b, employees: ~}\n");
	assert_null(lh_val_at(datalab_at(c, "consortium"), "core_name"));
	assert_null(lh_val_at(datalab_at(c, "consortium"), "industry_field"));
	assert_null(lh_val_at(datalab_at(c, "consortium"), "period"));
	assert_int_equal(datalab_at(c, "units")->u.list.n, 2);
	assert_int_equal(datalab_at(c, "units[1]")->index, 1);
	assert_null(lh_val_at(datalab_at(c, "units[1]"), "employees"));
	assert_null(lh_val_at(datalab_at(c, "units[0].contact"), "name"));
}

static void texts_are_trimmed_at_their_ends_only(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c =
		datalab_load(lab, "consortium: {core_name: \"　新型 储能\\t\"}\n"
				  "plan:\n  overview: |\n\n    第一段。\n\n    第二段。\n\n");
	assert_string_equal(datalab_at(c, "consortium.core_name")->u.text, "新型 储能");
	assert_string_equal(datalab_at(c, "plan.overview")->u.text, "第一段。\n\n第二段。");
}

static const char *person(datalab *lab, const char *name)
{
	const lh_consortium *c =
		datalab_load(lab, lh_fmt(lab->arena, "persons: [{name: \"%s\"}]\n", name));
	return datalab_at(c, "persons[0].name")->u.text;
}

static void dots_between_the_parts_of_a_name_become_middle_dots(void **state)
{
	datalab *lab = *state;
	static const char *const written[] = {
		"买买提\u2022艾力", "买买提\u30FB艾力", "买买提\u2027艾力", "买买提\u22C5艾力",
		"买买提\uFF0E艾力", "买买提·艾力",      "买买提 · 艾力",    "买买提· 艾力"};
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		assert_string_equal(person(lab, written[i]), "买买提·艾力");
	assert_string_equal(person(lab, "阿\u2022卜\u30FB杜"), "阿·卜·杜");
	assert_string_equal(person(lab, "J\u2022Smith"), "J\u2022Smith");
	assert_string_equal(person(lab, "J\u2022买买提"), "J\u2022买买提");
	assert_string_equal(person(lab, "\u2022买买提"), "\u2022买买提");
	assert_string_equal(person(lab, "䶮㛃𠮷𬭎"), "䶮㛃𠮷𬭎");
	/* Only in names of persons. */
	const lh_consortium *c = datalab_load(lab, "consortium: {core_name: 甲\u2022乙}\n");
	assert_string_equal(datalab_at(c, "consortium.core_name")->u.text, "甲\u2022乙");
}

static void what_copying_left_behind_is_put_right_and_told(void **state)
{
	datalab *lab = *state;
	static const struct {
		const char *written, *taken, *told;
	} odd[] = {{"林\uF967", "林不", "“\uF967”（U+F967）改为“不”"},
		   {"\u2F08民", "人民", "“\u2F08”（U+2F08）改为“人”"},
		   {"\u2ED3江", "长江", "U+2ED3"},
		   {"\U0002F800", "丽", "U+2F800"},
		   {"丽\u200B", "丽", "看不见的 U+200B 已去掉"},
		   {"葛\U000E0100", "葛", "异体选择符 U+E0100 已去掉"},
		   {"A\u00A0B\u2009C", "A B C", "不间断空格 U+00A0 改为空格、特殊空格 U+2009 改为空格"},
		   {"A\u00A0B\u00A0C", "A B C", "不间断空格 U+00A0 改为空格"},
		   {"\u200B", NULL, "U+200B"}};
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		lh_diag_clear(lab->ctx);
		const lh_consortium *c = datalab_load(
			lab, lh_fmt(lab->arena, "consortium: {core_name: \"%s\"}\n", odd[i].written));
		const lh_val *taken = lh_val_at(datalab_at(c, "consortium"), "core_name");
		assert_int_equal(!taken, !odd[i].taken);
		if (taken)
			assert_string_equal(taken->u.text, odd[i].taken);
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		assert_non_null(strstr(datalab_report(lab, LH_W_TEXT_CHAR)->zh, odd[i].told));
	}
}

static void accents_apart_from_their_letters_are_the_same_text(void **state)
{
	datalab *lab = *state;
	assert_string_equal(person(lab, "Jose\u0301 Nguye\u0302\u0303n z\u030Ci\u030C"), "José Nguyễn žǐ");
}

static void one_message_names_five_characters_of_a_text(void **state)
{
	datalab *lab = *state;
	person(lab, "\u2F00\u2F01\u2F02\u2F03\u2F04\u2F05\u2F06");
	assert_int_equal(lh_diag_count(lab->ctx), 1);
	const char *zh = datalab_report(lab, LH_W_TEXT_CHAR)->zh;
	assert_non_null(strstr(zh, "U+2F04"));
	assert_null(strstr(zh, "U+2F05"));
	assert_non_null(strstr(zh, "等"));
}

static void usual_characters_are_not_worth_a_word(void **state)
{
	datalab *lab = *state;
	person(lab, "\uFA0E\uFA29“甲”—·\uE123\u3000éğł"); /* unified in spite of their block */
	assert_int_equal(lh_diag_count(lab->ctx), 0);
}

static void a_padded_name_is_the_same_person(void **state)
{
	datalab *lab = *state;
	static const char *const written[] = {"张\u3000秋", "张 秋", "张  秋", "\u3000张\u00A0秋 "};
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		assert_string_equal(person(lab, written[i]), "张秋");
	assert_string_equal(person(lab, "欧阳 晓 岚"), "欧阳晓岚");
	assert_string_equal(person(lab, "古丽米热 艾合买提"), "古丽米热 艾合买提");
	assert_string_equal(person(lab, "J Smith"), "J Smith");
}

static void text_limits_leave_drafts_open_and_stop_finals(void **state)
{
	datalab *lab = *state;
	lh_buf text = {0};
	lh_buf_puts(&text, "texts: {goals200: ");
	for (int i = 0; i < 201; i++)
		lh_buf_puts(&text, "攻");
	lh_buf_puts(&text, "}\n");
	assert_non_null(datalab_load(lab, text.bytes));
	assert_non_null(strstr(datalab_report(lab, LH_W_TEXT_OVER)->zh, "201/200"));
	lab->ctx->final = true;
	assert_null(datalab_load(lab, text.bytes));
	lab->ctx->final = false;
	lh_diag_clear(lab->ctx);
	memmove(text.bytes + 18, text.bytes + 21,
		text.length - 20); /* one character less: at the limit */
	assert_non_null(datalab_load(lab, text.bytes));
	assert_int_equal(lh_diag_count(lab->ctx), 0);
	lh_buf_free(&text);
}

static void codes_are_checked_and_written_in_capitals(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(
		lab,
		"units: [{id: a, uscc: \"91350100 m000100y43\"}, {id: b, uscc: 91650104PDY0001590}]\n");
	assert_string_equal(datalab_at(c, "units[0].uscc")->u.text, "91350100M000100Y43");
	assert_int_equal(lh_diag_count(lab->ctx), 0);
	/* The negative example of the standard: Z is no character of the alphabet. */
	assert_null(datalab_load(lab, "units: [{id: a, uscc: 91350100M000100Y4Z}]\n"));
	assert_null(datalab_load(lab, "units: [{id: a, uscc: 9135A100M000100Y43}]\n"));
	lh_diag_clear(lab->ctx);
	assert_non_null(datalab_load(lab, "units: [{id: a, uscc: 91350100M000100Y44}]\n"));
	assert_non_null(datalab_report(lab, LH_W_USCC_CHECK));
}

static void telephones_have_one_of_the_known_shapes(void **state)
{
	datalab *lab = *state;
	static const char *const good[] = {"0991-5550101",     "09915550101",  "021-55550108",
					   "0991-5550101-801", "19900000001",  "400-555-0101",
					   "4005550101",       "0532-55550301",
					   "0991-5550101、19900000001", "'0991-5550101, 0991-5550102'",
					   "0991-5550101/0991-5550102；400-555-0101"};
	static const char *const bad[] = {
		"0991-555",        "12900000001",         "1990000000", "0991-15550101",
		"86-0991-5550101", "0991-5550101-",       "电话",       "0991--5550101",
		"400-55-0101",     "0991-5550101-8012345",
		"0991-5550101、",  "、0991-5550101",      "0991-5550101、、19900000001",
		"0991-5550101 19900000001"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_non_null(datalab_load(
			lab,
			lh_fmt(lab->arena, "units: [{id: a, contact: {phone: %s}}]", good[i])));
	assert_int_equal(lh_diag_count(lab->ctx), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (datalab_load(lab, lh_fmt(lab->arena, "units: [{id: a, contact: {phone: %s}}]",
					     bad[i])))
			fail_msg("%s was taken", bad[i]);
	}
}

/* The text of a field in a file that holds nothing else; NULL: refused. */
static const lh_val *only(datalab *lab, const char *file, const char *path, const char *written)
{
	lh_diag_clear(lab->ctx);
	const lh_consortium *c = datalab_load(lab, lh_fmt(lab->arena, file, written));
	return c ? datalab_at(c, path) : NULL;
}

static void telephones_as_people_write_them_are_taken_with_a_hint(void **state)
{
	datalab *lab = *state;
	static const char *const forms[][2] = {
		{"199 0000 0201", "19900000201"}, {"+86-991-5550203", "0991-5550203"},
		{"+86 199 0000 0201", "19900000201"}, {"（0991）5550204", "0991-5550204"},
		{"(0991) 555 0204", "0991-5550204"}, {"0991 5550204", "0991-5550204"},
		{"０９９１－５５５０２０１", "0991-5550201"}, {"0991—5550201分机801", "0991-5550201转801"},
		{"0991-5550201 / 199 0000 0201", "0991-5550201、19900000201"}, {"+86 400-555-0101", "400-555-0101"}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const lh_val *phone = only(lab, "units: [{id: a, contact: {phone: \"%s\"}}]", "units[0].contact.phone", forms[i][0]);
		assert_non_null(phone);
		assert_string_equal(phone->u.text, forms[i][1]);
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		assert_non_null(strstr(datalab_report(lab, LH_H_DATA_TAKEN)->zh, forms[i][1]));
	}
	assert_string_equal(only(lab, "units: [{id: a, contact: {phone: %s}}]", "units[0].contact.phone", "0991-5550201转801")->u.text,
			    "0991-5550201转801");
	assert_int_equal(lh_diag_count(lab->ctx), 0);
	assert_null(only(lab, "units: [{id: a, contact: {mobile: %s}}]", "units[0].contact.mobile", "1.99E+10"));
	assert_non_null(datalab_report(lab, LH_E_DATA_SCIENTIFIC));
}

static void dates_as_people_write_them_are_taken_and_never_guessed(void **state)
{
	datalab *lab = *state;
	static const char *const days[] = {"2026-6-10", "2026/6/10", "2026.6.10", "2026年6月10日", "2026年06月10日", "２０２６－６－１０",
					   "20260610", "2026 年 6 月 10 日", "2026-06-10 00:00:00"};
	static const char *const months[] = {"2026-6", "2026/06", "2026.6", "2026年6月", "202606"};
	static const char *const bad[] = {"26-6-10", "2026-6", "2026年6月", "6/10/2026", "2026-6/10", "2026-13-01", "2026610", "2026", "2026-6-10-1", "2026年6"};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		const lh_val *v = only(lab, "agreement: {signed_on: \"%s\"}", "agreement.signed_on", days[i]);
		assert_non_null(v);
		assert_true(v->u.date.y == 2026 && v->u.date.m == 6 && v->u.date.d == 10);
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		assert_non_null(datalab_report(lab, LH_H_DATA_TAKEN));
	}
	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		const lh_val *v = only(lab, "persons: [{id: a, birth: \"%s\"}]", "persons[0].birth", months[i]);
		assert_non_null(v);
		assert_true(v->u.date.y == 2026 && v->u.date.m == 6 && v->u.date.d == 0);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (only(lab, "agreement: {signed_on: \"%s\"}", "agreement.signed_on", bad[i]))
			fail_msg("%s was taken", bad[i]);
	assert_null(only(lab, "agreement: {signed_on: %s}", "agreement.signed_on", "46183"));
	assert_non_null(strstr(datalab_report(lab, LH_E_DATA_SERIAL)->zh, "2026-06-10"));
	assert_null(only(lab, "persons: [{id: a, birth: %s}]", "persons[0].birth", "45413"));
	assert_non_null(strstr(datalab_report(lab, LH_E_DATA_SERIAL)->zh, "2024-05"));
	assert_null(only(lab, "persons: [{id: a, birth: %s}]", "persons[0].birth", "1978.1"));
	assert_non_null(strstr(datalab_report(lab, LH_E_DATA_MONTH_UNSURE)->zh, "1978-01 或 1978-10"));
}

static void amounts_as_people_write_them_are_taken_in_their_unit_only(void **state)
{
	datalab *lab = *state;
	static const struct {
		const char *written;
		lh_num taken; /* hundredths */
	} good[] = {{"1,800.00", 180000}, {"２００．００", 20000}, {"300万元", 30000}, {"￥80.00", 8000}, {"300 万元", 30000},
		    {"1，234，567.5", 123456750}, {"+300", 30000}, {".5", 50}, {"人民币 12 万元", 1200}};
	static const struct {
		const char *written;
		lh_msg msg;
		const char *said;
	} bad[] = {{"3000000元", LH_E_DATA_UNIT, "应写作 300"}, {"1.2亿元", LH_E_DATA_UNIT, "应写作 12000"},
		   {"1_200.00", LH_E_DATA_NUMBER, ""}, {"1e2", LH_E_DATA_SCIENTIFIC, ""}, {"1,80.00", LH_E_DATA_NUMBER, ""},
		   {"1800,000", LH_E_DATA_NUMBER, ""}, {"约300", LH_E_DATA_NUMBER, ""}, {"300%", LH_E_DATA_NUMBER, ""},
		   {"300－400", LH_E_DATA_NUMBER, ""}};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		const lh_val *v = only(lab, "budget: {total: \"%s\"}", "budget.total", good[i].written);
		assert_non_null(v);
		assert_int_equal(v->u.number, good[i].taken * (LH_NUM_ONE / 100));
		assert_int_equal(lh_diag_count(lab->ctx), 1);
		assert_non_null(datalab_report(lab, LH_H_DATA_TAKEN));
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_null(only(lab, "budget: {total: \"%s\"}", "budget.total", bad[i].written));
		assert_non_null(datalab_report(lab, bad[i].msg));
		assert_non_null(strstr(datalab_report(lab, bad[i].msg)->zh, bad[i].said));
	}
	assert_non_null(only(lab, "units: [{id: a, uscc: \"%s\"}]", "units[0].uscc", "９１６５０１０４ＰＤＹ００３０１８Ｑ"));
	assert_null(only(lab, "units: [{id: a, uscc: \"%s\"}]", "units[0].uscc", "1.2650104E+17"));
	assert_non_null(datalab_report(lab, LH_E_DATA_SCIENTIFIC));
}

static void numbers_respect_the_bounds_of_their_type(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c =
		datalab_load(lab, "units: [{id: a, employees: 612.00, share: 33.34}]\n");
	assert_int_equal(datalab_at(c, "units[0].employees")->u.number, 612 * (lh_num)LH_NUM_ONE);
	assert_int_equal(datalab_at(c, "units[0].share")->u.number, 33340000);
	static const char *const bad[] = {"employees: 1.5",
					  "share: 33.333",
					  "employees: -1",
					  "employees: 1,000",
					  "employees: 99999999999999999999",
					  "employees: [1]"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_null(datalab_load(lab, lh_fmt(lab->arena, "units: [{id: a, %s}]", bad[i])));
	static const char *const years[] = {"25", "02025", "2025.5", "0999", "二〇二五"};
	for (size_t i = 0; i < sizeof years / sizeof *years; i++)
		assert_null(
			datalab_load(lab, lh_fmt(lab->arena, "reports: [{year: %s}]", years[i])));
}

static void tabs_inside_a_text_are_blanks(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(lab, "units: [{id: a, name: \"甲\\t公司\", position: \"一\\t二\\n三\"}]\n");
	assert_string_equal(datalab_at(c, "units[0].name")->u.text, "甲 公司");
	assert_string_equal(datalab_at(c, "units[0].position")->u.text, "一 二\n三");
}

static void dates_have_the_precision_of_their_field(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(
		lab, "persons: [{birth: 1972-05}]\nagreement: {signed_on: 2026-05-28}\n");
	assert_true(datalab_at(c, "persons[0].birth")->u.date.d == 0);
	assert_true(datalab_at(c, "agreement.signed_on")->u.date.d == 28);
	assert_null(datalab_load(lab, "persons: [{birth: 1972-05-03}]\n"));
	assert_null(datalab_load(lab, "agreement: {signed_on: 2026-05}\n"));
	assert_null(datalab_report(lab, LH_E_DATA_CALENDAR));
}

static void yes_and_no_have_chinese_words_too(void **state)
{
	datalab *lab = *state;
	const lh_consortium *c = datalab_load(
		lab, "statements: {good_credit: 是, safeguards: false, stable_team: null, "
		     "coop_willing: 否}\n");
	assert_true(datalab_at(c, "statements.good_credit")->u.boolean);
	assert_false(datalab_at(c, "statements.safeguards")->u.boolean);
	assert_false(datalab_at(c, "statements.coop_willing")->u.boolean);
	assert_null(lh_val_at(datalab_at(c, "statements"), "stable_team"));
}

static void very_many_mistakes_fill_neither_memory_nor_time(void **state)
{
	datalab *lab = *state;
	lh_buf text = {0};
	lh_buf_puts(&text, "consortium: {");
	for (int i = 0; i < 100000; i++)
		lh_buf_printf(&text, "第%d个不存在的字段: 1, ", i);
	lh_buf_puts(&text, "}\n");
	assert_null(datalab_load(lab, text.bytes));
	lh_buf_free(&text);
	assert_int_equal(lh_diag_count(lab->ctx), lab->ctx->limits.messages);
	assert_int_equal(lh_diag_errors(lab->ctx), 100000);
	assert_true(lh_arena_used(lab->ctx->arena) < 1 << 20);
}

static void messages_stay_short_and_on_one_line(void **state)
{
	datalab *lab = *state;
	char key[900];
	memset(key, 'x', sizeof key - 1);
	key[sizeof key - 1] = '\0';
	assert_null(datalab_load(
		lab, lh_fmt(lab->arena, "{\"a\\n%s\": 1, budget: {total: \"%s\\n\"}}", key, key)));
	assert_true(lh_diag_count(lab->ctx) >= 2);
	for (size_t i = 0; i < lh_diag_count(lab->ctx); i++) {
		assert_null(strchr(lh_diag_at(lab->ctx, i)->zh, '\n'));
		assert_true(strlen(lh_diag_at(lab->ctx, i)->zh) < 300);
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, datalab_setup, datalab_teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_complete_sample_loads_without_a_word),
		TEST(the_small_sample_in_chinese_keys_loads_without_a_word),
		TEST(a_full_width_colon_that_yaml_reads_as_text_is_told),
		TEST(every_bad_sample_provokes_its_message),
		TEST(keys_and_enumerations_are_read_in_both_languages),
		TEST(all_mistakes_of_a_file_are_told_in_one_run),
		TEST(ids_are_unique_among_records_of_one_kind),
		TEST(suggestions_name_the_nearest_word),
		TEST(keyed_lists_are_written_as_mappings),
		TEST(empty_values_are_missing),
		TEST(texts_are_trimmed_at_their_ends_only),
		TEST(dots_between_the_parts_of_a_name_become_middle_dots),
		TEST(what_copying_left_behind_is_put_right_and_told),
		TEST(accents_apart_from_their_letters_are_the_same_text),
		TEST(one_message_names_five_characters_of_a_text),
		TEST(usual_characters_are_not_worth_a_word),
		TEST(a_padded_name_is_the_same_person),
		TEST(text_limits_leave_drafts_open_and_stop_finals),
		TEST(codes_are_checked_and_written_in_capitals),
		TEST(telephones_have_one_of_the_known_shapes),
		TEST(telephones_as_people_write_them_are_taken_with_a_hint),
		TEST(dates_as_people_write_them_are_taken_and_never_guessed),
		TEST(amounts_as_people_write_them_are_taken_in_their_unit_only),
		TEST(numbers_respect_the_bounds_of_their_type),
		TEST(dates_have_the_precision_of_their_field),
		TEST(tabs_inside_a_text_are_blanks),
		TEST(yes_and_no_have_chinese_words_too),
		TEST(very_many_mistakes_fill_neither_memory_nor_time),
		TEST(messages_stay_short_and_on_one_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
