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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_come_with_names_and_bytes),
		cmocka_unit_test(same_call_gives_same_bytes),
		cmocka_unit_test(switches_and_blank_forms_reach_the_template),
		cmocka_unit_test(failures_are_told_with_their_place),
		cmocka_unit_test(a_wrong_folder_gives_a_session_that_is_not_ok),
	};
	return cmocka_run_group_tests(tests, open_session, close_session);
}
