/* The catalogue: folders are jurisdictions, jurisdiction.yaml is checked. */
#include "support/tmpl_case.h"

#include "doc/words.h"

static void every_document_of_every_jurisdiction_loads(void **state)
{
	tmpl_case *c = *state;
	for (size_t i = 0; i < c->catalog->n_jurisdictions; i++) {
		const lh_jurisdiction *j = &c->catalog->jurisdictions[i];
		assert_true(j->n_documents > 0);
		for (size_t d = 0; d < j->n_documents; d++)
			assert_non_null(
				lh_tmpl_load(c->ctx, c->arena, c->catalog, j, &j->documents[d]));
	}
	assert_int_equal(lh_diag_count(c->ctx), 0);
}

static void jurisdiction_tells_its_names_and_documents(void **state)
{
	const tmpl_case *c = *state;
	assert_string_equal(c->urumqi->name, "乌鲁木齐市");
	assert_string_equal(c->urumqi->edition, "2026");
	const lh_document_info *info = lh_jurisdiction_document(c->urumqi, "application");
	assert_string_equal(info->title, "乌鲁木齐市产业创新联合体组建申请书");
	assert_int_equal(info->status, LH_STATUS_OFFICIAL);
	assert_null(lh_jurisdiction_document(c->urumqi, "applicatio"));
	assert_null(lh_catalog_find(c->catalog, "urumq"));
}

static const lh_option_info *option(const lh_jurisdiction *j, const char *key)
{
	const lh_option_info *found = NULL;
	for (size_t i = 0; i < j->n_options; i++)
		if (strcmp(j->options[i].key, key) == 0) {
			assert_null(found);
			found = &j->options[i];
		}
	assert_non_null(found);
	return found;
}

static void options_hold_common_own_computed_and_constants_once(void **state)
{
	const lh_jurisdiction *j = ((tmpl_case *)*state)->urumqi;
	assert_string_equal(option(j, "numbering")->values[0], "as_printed");
	assert_string_equal(option(j, "min_rows")->values[0], "printed");
	assert_string_equal(option(j, "count_scope")->values[0], "with_lead");
	assert_int_equal(option(j, "region_prefix")->n_values, 1);
	assert_string_equal(option(j, "region_prefix")->values[0], "6501");
	assert_string_equal(option(j, "name_pattern")->values[0], "乌鲁木齐市×××产业创新联合体");
	assert_string_equal(option(j, "department")->values[0], "乌鲁木齐市科学技术局");
	assert_string_equal(option(j, "guideline")->values[0], "乌鲁木齐市产业创新联合体建设工作指引");
}

static void put_file(tmpl_case *c, const char *dir, const char *name, const char *text)
{
	assert_true(lh_dir_make(c->ctx, dir));
	assert_true(lh_file_write(c->ctx, lh_path_join(c->arena, dir, name), text, strlen(text)));
}

/* A templates folder in /tmp with the real schema and one file more, which may lie in a folder. */
static const lh_catalog *load_with(tmpl_case *c, const char *folder, const char *name, const char *text)
{
	char *dir = lh_arena_strdup(c->arena, "/tmp/lh-catalog-XXXXXX");
	assert_non_null(mkdtemp(dir));
	const char *names[] = {"schema.yaml", "computed.yaml"};
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(symlink(lh_path_join(c->arena, LH_SOURCE_DIR "/templates",
						      names[i]),
					 lh_path_join(c->arena, dir, names[i])),
				 0);
	if (name)
		put_file(c, lh_path_join(c->arena, dir, folder), name, text);
	const lh_catalog *catalog = lh_catalog_load(c->ctx, c->arena, dir);
	assert_int_equal(system(lh_fmt(c->arena, "rm -r %s", dir)), 0);
	return catalog;
}

static void templates_folder_without_a_jurisdiction_is_told(void **state)
{
	assert_null(load_with(*state, NULL, NULL, NULL));
	assert_non_null(case_report(*state, LH_E_CATALOG_EMPTY));
}

static void mistakes_in_jurisdiction_yaml_are_all_told(void **state)
{
	assert_null(load_with(*state, "here/2026", "jurisdiction.yaml", "name: 某市\n"
				      "guidline: 指引\n"
				      "department: 某局\n"
				      "documents:\n"
				      "  - {key: application, title: 申请书, status: offical, "
				      "file: application.yaml}\n"));
	const tmpl_case *c = *state;
	assert_int_equal(case_report(c, LH_E_READ_KEY_NEAR)->loc.line, 2);
	assert_non_null(case_report(c, LH_E_READ_MISSING));
	assert_int_equal(case_report(c, LH_E_READ_VALUE)->loc.line, 5);
	assert_int_equal(case_report(c, LH_E_CATALOG_FILE)->loc.line, 5);
	assert_int_equal(lh_diag_errors(c->ctx), 4);
}

static void common_options_that_are_no_map_are_told(void **state)
{
	assert_null(load_with(*state, "common", "options.yaml", "- {key: blank}\n"));
	assert_int_equal(case_report(*state, LH_E_READ_KIND)->loc.line, 1);
}

static void words_of_the_templates_are_loaded(void **state)
{
	const tmpl_case *c = *state;
	const uint32_t text[] = {0x8463, 0x4E8B, 0x957F, 0x517C}; /* 董事长兼 */
	const lh_word *word = lh_words_longest(c->catalog->words, text, 4);
	assert_non_null(word);
	assert_int_equal(word->n, 3);
	assert_true(lh_words_is_end(c->catalog->words, 0x4F53, 0));
	assert_true(lh_words_is_single(c->catalog->words, 0x4E0E));
}

static void mistakes_in_words_yaml_are_told(void **state)
{
	assert_null(load_with(*state, "", "words.yaml", "whole:\n"
							"  - 工程师 |总\n"
							"tails: 公司\n"
							"ends: {联合: 系}\n"
							"single: 与\n"));
	const tmpl_case *c = *state;
	assert_int_equal(case_report(c, LH_E_READ_KEY_NEAR)->loc.line, 5);
	assert_int_equal(case_report(c, LH_E_READ_KIND)->loc.line, 3);
	assert_int_equal(case_report(c, LH_E_READ_VALUE)->loc.line, 2);
	assert_int_equal(lh_diag_errors(c->ctx), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_document_of_every_jurisdiction_loads),
		TEST(jurisdiction_tells_its_names_and_documents),
		TEST(options_hold_common_own_computed_and_constants_once),
		TEST(templates_folder_without_a_jurisdiction_is_told),
		TEST(common_options_that_are_no_map_are_told),
		TEST(mistakes_in_jurisdiction_yaml_are_all_told),
		TEST(words_of_the_templates_are_loaded),
		TEST(mistakes_in_words_yaml_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
