#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "support/datalab.h"
#include "support/scratch.h"
#include "util/file.h"

/* A schema from a text: through a file, as the program reads it. */
static const lh_schema *schema_of(datalab *lab, const char *text)
{
	const char *path = scratch_file(lab->arena, text);
	const lh_schema *schema = lh_schema_load(lab->ctx, lab->arena, path);
	unlink(path);
	return schema;
}

#define HEAD                                                                                                                          \
	"root: file\n"                                                                                                                \
	"enums: [{key: e, name: 枚举, values: [{code: a, label: 甲, also: [子]}, {code: b, label: 乙（丙）, short: 丙}]}]\n" \
	"records:\n"

static void types_are_read_and_written_in_the_same_words(void **state)
{
	datalab *lab = *state;
	const lh_schema *s = schema_of(
		lab, HEAD
		"  - {key: file, name: 文件, fields: [\n"
		"      {key: a, name: 甲, type: line}, {key: b, name: 乙, type: text}, {key: c, name: 丙, type: int},\n"
		"      {key: d, name: 丁, type: money}, {key: e, name: 戊, type: percent}, {key: f, name: 己, type: year},\n"
		"      {key: g, name: 庚, type: bool}, {key: h, name: 辛, type: date}, {key: i, name: 壬, type: ym},\n"
		"      {key: j, name: 癸, type: enum(e)}, {key: k, name: 子, type: ref(item)},\n"
		"      {key: l, name: 丑, type: list(item)}, {key: m, name: 寅, type: map(item)},\n"
		"      {key: n, name: 卯, type: item}, {key: o, name: 辰, type: list(enum(e))}]}\n"
		"  - {key: item, name: 项, id: id, fields: [{key: id, name: 编号, type: line}]}\n");
	assert_non_null(s);
	static const char *const words[] = {"line",      "text",    "int",          "money",
					    "percent",   "year",    "bool",         "date",
					    "ym",        "enum(e)", "ref(item)",    "list(item)",
					    "map(item)", "item",    "list(enum(e))"};
	assert_int_equal(s->root->n_fields, 15);
	for (size_t i = 0; i < 15; i++)
		assert_string_equal(lh_type_str(lab->arena, &s->root->fields[i].type), words[i]);
	const lh_field *money = lh_record_field(s->root, "d"),
		       *map = lh_record_field(s->root, "寅");
	assert_true(money->type.decimals == 2 && !money->type.signed_number);
	assert_true(map->type.keyed && map->type.item->record == lh_schema_record(s, "item"));
	assert_true(lh_record_field(s->root, "f")->type.year);
	assert_true(lh_record_field(s->root, "b")->type.multiline);
	assert_true(lh_record_field(s->root, "i")->type.month_only);
}

static void equal_types_ignore_limits_of_entry(void **state)
{
	datalab *lab = *state;
	const lh_record *unit = lh_schema_record(lab->schema, "unit");
	const lh_record *person = lh_schema_record(lab->schema, "person");
	assert_true(lh_type_equal(&lh_record_field(unit, "name")->type,
				  &lh_record_field(unit, "profile")->type));
	assert_false(lh_type_equal(&lh_record_field(unit, "role")->type,
				   &lh_record_field(unit, "category")->type));
	assert_false(lh_type_equal(&lh_record_field(person, "roles")->type,
				   &lh_record_field(unit, "chain_position")->type));
	assert_true(lh_type_equal(
		&lh_record_field(person, "unit")->type,
		&lh_record_field(lh_schema_record(lab->schema, "platform"), "unit")->type));
}

static void fields_are_found_by_key_and_by_chinese_name(void **state)
{
	datalab *lab = *state;
	for (size_t r = 0; r < lab->schema->n_records; r++) {
		const lh_record *record = lab->schema->records[r];
		for (size_t i = 0; i < record->n_fields; i++) {
			const lh_field *f = &record->fields[i];
			assert_ptr_equal(lh_record_field(record, f->key), f);
			assert_ptr_equal(lh_record_field(record, f->name), f);
			assert_int_equal(f->index, i);
		}
		assert_null(lh_record_field(record, "no_such_key"));
	}
}

static void enumeration_values_have_codes_labels_and_synonyms(void **state)
{
	datalab *lab = *state;
	const lh_enum *level = lh_schema_enum(lab->schema, "level");
	assert_true(level->ordered);
	const lh_enum_value *provincial = lh_enum_find(level, "provincial");
	static const char *const words[] = {"省级（自治区级）", "省级", "自治区级",
					    "省级(自治区级)"};
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(lh_enum_find(level, words[i]), provincial);
	assert_string_equal(provincial->short_label, "省级");
	assert_string_equal(lh_enum_find(level, "national")->short_label, "国家级");
	assert_true(lh_enum_find(level, "national")->order > provincial->order);
	assert_null(lh_enum_find(level, "省"));
}

static void the_model_names_no_jurisdiction(void **state)
{
	datalab *lab = *state;
	lh_buf text = {0};
	assert_true(lh_file_read(lab->ctx, LH_SOURCE_DIR "/templates/schema.yaml", 1 << 20, &text));
	static const char *const names[] = {"urumqi", "xinjiang", "qingdao", "xilingol",
					    "changchun"};
	for (size_t i = 0; i < 5; i++)
		assert_null(strstr(text.bytes, names[i]));
	lh_buf_free(&text);
	const lh_record *j = lh_schema_record(lab->schema, "jurisdiction");
	assert_string_equal(j->id_field, "key");
	assert_true(lh_record_field(lab->schema->root, "jurisdictions")->type.keyed);
	assert_true(lh_record_field(j, "options")->type.keyed);
}

static void limits_and_notes_are_kept_for_who_fills_in(void **state)
{
	datalab *lab = *state;
	const lh_record *texts = lh_schema_record(lab->schema, "texts");
	assert_int_equal(lh_record_field(texts, "goals200")->limit, 200);
	assert_string_equal(lh_record_field(texts, "goals200")->cells, "UA.2");
	assert_true(lh_record_field(texts, "goals200")->required);
	const lh_record *unit = lh_schema_record(lab->schema, "unit");
	assert_string_equal(lh_record_field(unit, "uscc")->pattern, "uscc");
	assert_int_equal(lh_record_field(unit, "chain_position")->max_items, 3);
	assert_string_equal(lh_record_field(unit, "scale")->note, "");
	assert_null(lh_record_field(unit, "scale")->pattern);
}

static void mistakes_of_the_schema_are_all_told(void **state)
{
	datalab *lab = *state;
	assert_null(schema_of(
		lab, HEAD
		"  - {key: file, name: 文件, colour: red, fields: [\n"
		"      {key: a, name: 甲, type: lines}, {key: a, name: 乙, type: line}, {key: c, name: 甲, type: line},\n"
		"      {key: d, name: 丁, type: ref(file)}, {key: e, name: 戊, type: list(list(line))},\n"
		"      {key: f, name: 己}, {key: g, name: 庚, type: line, limit: many},\n"
		"      {key: h, name: 辛, type: line, required: maybe}, {key: i, name: 壬, type: line, pattern: p},\n"
		"      {key: j, name: 癸, type: enum(x)}, {key: k, name: 子, type: map(file)}]}\n"
		"  - {key: file, name: 又一个, fields: []}\n"));
	datalab_expect(lab, LH_E_READ_KEY, 4, 27);
	datalab_expect(lab, LH_E_SCHEMA_TYPE, 5, 31);
	datalab_expect(lab, LH_E_READ_TWICE, 5, 39);
	datalab_expect(lab, LH_E_READ_TWICE, 5, 70);
	datalab_expect(lab, LH_E_SCHEMA_TYPE, 6, 31);
	datalab_expect(lab, LH_E_SCHEMA_TYPE, 6, 67);
	datalab_expect(lab, LH_E_READ_MISSING, 7, 7);
	datalab_expect(lab, LH_E_READ_VALUE, 7, 63);
	datalab_expect(lab, LH_E_READ_VALUE, 8, 47);
	datalab_expect(lab, LH_E_READ_VALUE, 8, 94);
	datalab_expect(lab, LH_E_SCHEMA_TYPE, 9, 31);
	datalab_expect(lab, LH_E_SCHEMA_TYPE, 9, 65);
	datalab_expect(lab, LH_E_READ_TWICE, 10, 5);
}

static void a_schema_without_its_parts_is_refused(void **state)
{
	datalab *lab = *state;
	static const char two_labels[] =
		"enums: [{key: e, name: n, values: [{code: a, label: x}, {code: b, label: x}]}]\n"
		"root: f\nrecords: [{key: f, name: n, fields: []}]\n";
	const char *const bad[] = {"[]",
				   "x",
				   "root: file\n",
				   "root: nobody\nenums: []\nrecords: []\n",
				   "root: file\nenums: 1\nrecords: [a, [b]]\n",
				   two_labels};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		lh_diag_clear(lab->ctx);
		assert_null(schema_of(lab, bad[i]));
		assert_true(lh_diag_errors(lab->ctx) > 0);
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, datalab_setup, datalab_teardown)
	const struct CMUnitTest tests[] = {
		TEST(types_are_read_and_written_in_the_same_words),
		TEST(equal_types_ignore_limits_of_entry),
		TEST(fields_are_found_by_key_and_by_chinese_name),
		TEST(enumeration_values_have_codes_labels_and_synonyms),
		TEST(the_model_names_no_jurisdiction),
		TEST(limits_and_notes_are_kept_for_who_fills_in),
		TEST(mistakes_of_the_schema_are_all_told),
		TEST(a_schema_without_its_parts_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
