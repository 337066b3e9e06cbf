/* The library as a program of somebody else uses it: nothing but lianheti.h. */
#include "support/unit.h"

#include "lianheti.h"

static int open_session(void **state)
{
	*state = lh_session_open(&(lh_session_options){.data_dir = LH_SOURCE_DIR});
	return lh_session_ok(*state) ? 0 : -1;
}

static int close_session(void **state)
{
	lh_session_close(*state);
	return 0;
}

static lh_make_options sample(void)
{
	return (lh_make_options){
		.data = LH_SOURCE_DIR "/samples/complete.yaml",
		.jurisdiction = "urumqi",
		.document = "application",
		.formats = "pdf,docx",
	};
}

static void papers_come_with_names_and_bytes(void **state)
{
	lh_make_options options = sample();
	lh_papers *papers = lh_make(*state, &options);
	assert_non_null(papers);
	assert_int_equal(lh_papers_count(papers), 3);
	assert_string_equal(lh_papers_name(papers, 0), "urumqi-application.pdf");
	assert_memory_equal(lh_papers_bytes(papers, 0), "%PDF-1.7", 8);
	assert_true(lh_papers_length(papers, 0) > 50000);
	assert_string_equal(lh_papers_name(papers, 1), "urumqi-application.docx");
	assert_memory_equal(lh_papers_bytes(papers, 1), "PK", 2);
	assert_string_equal(lh_papers_name(papers, 2), "urumqi-application.slots.json");
	lh_papers_free(papers);
}

static void same_call_gives_same_bytes(void **state)
{
	lh_make_options options = sample();
	lh_papers *a = lh_make(*state, &options), *b = lh_make(*state, &options);
	assert_int_equal(lh_papers_count(a), lh_papers_count(b));
	for (size_t i = 0; i < lh_papers_count(a); i++) {
		assert_int_equal(lh_papers_length(a, i), lh_papers_length(b, i));
		assert_memory_equal(lh_papers_bytes(a, i), lh_papers_bytes(b, i), lh_papers_length(a, i));
	}
	lh_papers_free(a);
	lh_papers_free(b);
}

static void switches_and_blank_forms_reach_the_template(void **state)
{
	const lh_make_switch corrected = {"numbering", "corrected"};
	lh_papers *papers = lh_make(*state, &(lh_make_options){.jurisdiction = "urumqi",
							       .document = "application",
							       .formats = "tree",
							       .blank = true,
							       .switches = &corrected,
							       .n_switches = 1});
	assert_non_null(papers);
	assert_string_equal(lh_papers_name(papers, 0), "urumqi-application-blank.tree.txt");
	assert_non_null(strstr(lh_papers_bytes(papers, 0), "八"));
	lh_papers_free(papers);
}

static void failures_are_told_with_their_place(void **state)
{
	lh_make_options options = sample();
	options.data = LH_SOURCE_DIR "/samples/no-such-file.yaml";
	assert_null(lh_make(*state, &options));
	assert_int_equal(lh_session_message_count(*state), 1);
	lh_message message = lh_session_message(*state, 0);
	assert_int_equal(message.number, 1001);
	assert_string_equal(message.level, "error");
	assert_string_equal(message.file, options.data);
	options = sample();
	options.formats = "pdf,odt";
	assert_null(lh_make(*state, &options));
	assert_non_null(strstr(lh_session_message(*state, 0).en, "odt"));
	options = sample();
	options.jurisdiction = "atlantis";
	assert_null(lh_make(*state, &options));
	assert_non_null(strstr(lh_session_message(*state, 0).en, "atlantis"));
}

static void a_wrong_folder_gives_a_session_that_is_not_ok(void **state)
{
	(void)state;
	lh_session *session = lh_session_open(&(lh_session_options){.data_dir = "/nonexistent"});
	assert_false(lh_session_ok(session));
	assert_true(lh_session_message_count(session) > 0);
	lh_make_options options = sample();
	assert_null(lh_make(session, &options));
	lh_session_close(session);
}

static const lh_condition *find_condition(const lh_checked *checked, const char *rule, lh_condition *out)
{
	for (size_t i = 0; i < lh_checked_count(checked); i++) {
		*out = lh_checked_condition(checked, i);
		if (strcmp(out->rule, rule) == 0)
			return out;
	}
	return NULL;
}

static void conditions_come_with_words_and_places(void **state)
{
	lh_checked *checked = lh_check(*state, &(lh_check_options){.data = sample().data, .jurisdiction = "urumqi"});
	assert_non_null(checked);
	lh_condition c;
	assert_non_null(find_condition(checked, "urumqi.members.min", &c));
	assert_string_equal(c.result, "ok");
	assert_string_equal(c.severity, "principle");
	assert_non_null(strstr(c.quote, "不少于4家"));
	assert_true(c.line > 1);
	lh_checked_free(checked);
}

static void data_alone_is_checked_without_conditions(void **state)
{
	lh_checked *checked = lh_check(*state, &(lh_check_options){.data = sample().data});
	assert_int_equal(lh_checked_count(checked), 0);
	assert_string_equal(lh_checked_worst(checked), "ok");
	lh_checked_free(checked);
	assert_null(lh_check(*state, &(lh_check_options){.data = LH_SOURCE_DIR "/samples/bad/2044-uscc.yaml"}));
	assert_int_equal(lh_session_message(*state, 0).number, 2044);
	assert_null(lh_check(*state, &(lh_check_options){.data = sample().data, .jurisdiction = "atlantis"}));
	assert_non_null(strstr(lh_session_message(*state, 0).en, "atlantis"));
}

static void places_are_boxes_on_their_pages(void **state)
{
	lh_make_options options = sample();
	lh_places *places = lh_find_places(*state, &options);
	assert_true(lh_places_count(places) > 2);
	for (size_t i = 0; i < lh_places_count(places); i++) {
		lh_place p = lh_places_at(places, i);
		assert_string_equal(p.document, "application");
		assert_true(p.page >= 1 && p.x >= 0 && p.y >= 0 && p.x + p.w <= 297000 && p.y + p.h <= 297000);
		if (strcmp(p.kind, "seal") == 0)
			assert_in_range(p.w, 49900, 60000);
	}
	lh_places_free(places);
	options.document = "no-such";
	assert_null(lh_find_places(*state, &options));
}

static void without_data_the_form_is_blank(void **state)
{
	lh_papers *papers = lh_make(*state, &(lh_make_options){
		.jurisdiction = "urumqi", .document = "application", .formats = "tree"});
	assert_string_equal(lh_papers_name(papers, 0), "urumqi-application-blank.tree.txt");
	lh_papers_free(papers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_come_with_names_and_bytes),
		cmocka_unit_test(same_call_gives_same_bytes),
		cmocka_unit_test(switches_and_blank_forms_reach_the_template),
		cmocka_unit_test(failures_are_told_with_their_place),
		cmocka_unit_test(conditions_come_with_words_and_places),
		cmocka_unit_test(data_alone_is_checked_without_conditions),
		cmocka_unit_test(places_are_boxes_on_their_pages),
		cmocka_unit_test(without_data_the_form_is_blank),
		cmocka_unit_test(a_wrong_folder_gives_a_session_that_is_not_ok),
	};
	return cmocka_run_group_tests(tests, open_session, close_session);
}
