#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "pack/xml.h"

static void expect_text(const char *text, size_t length, const char *expected)
{
	lh_buf buf = {0};
	lh_xml_text(&buf, text, length);
	assert_string_equal(lh_buf_str(&buf), expected);
	lh_buf_free(&buf);
}

static void markup_characters_are_escaped(void **state)
{
	(void)state;
	const char *text = "民营企业 & <股份制> \"a\"";
	expect_text(text, strlen(text), "民营企业 &amp; &lt;股份制&gt; &quot;a&quot;");
}

static void text_without_markup_is_copied_as_it_is(void **state)
{
	(void)state;
	expect_text("𠮷䶮", strlen("𠮷䶮"), "𠮷䶮");
	expect_text("", 0, "");
}

static void blanks_of_attributes_survive_normalisation(void **state)
{
	(void)state;
	expect_text("a\tb\nc\rd", 7, "a&#9;b&#10;c&#13;d");
}

static void characters_that_xml_cannot_carry_leave_a_mark(void **state)
{
	(void)state;
	expect_text("a\x01z", 3, "a\xEF\xBF\xBDz");
	expect_text("a\xEF\xBF\xBEz", 5, "a\xEF\xBF\xBDz");
	expect_text("a\xEF\xBF\xBF", 4, "a\xEF\xBF\xBD");
	/* U+FFFD itself and fullwidth forms share the first byte. */
	expect_text("\xEF\xBF\xBD，", 6, "\xEF\xBF\xBD，");
}

static void only_the_given_length_is_read(void **state)
{
	(void)state;
	expect_text("ab<c", 2, "ab");
	/* A cut U+FFFF at the end must not be read past. */
	expect_text("\xEF\xBF\xBF", 2, "\xEF\xBF");
}

static void values_become_attributes(void **state)
{
	(void)state;
	lh_buf buf = {0};
	lh_xml_val(&buf, "w:jc", "both");
	lh_xml_val_int(&buf, "w:sz", -21);
	lh_xml_toggle(&buf, "w:b", true);
	lh_xml_toggle(&buf, "w:b", false);
	lh_xml_attr(&buf, "a", "<");
	lh_xml_attr_int(&buf, "b", INT64_MIN);
	assert_string_equal(lh_buf_str(&buf),
			    "<w:jc w:val=\"both\"/><w:sz w:val=\"-21\"/><w:b/>"
			    "<w:b w:val=\"0\"/> a=\"&lt;\" b=\"-9223372036854775808\"");
	lh_buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_characters_are_escaped),
		cmocka_unit_test(text_without_markup_is_copied_as_it_is),
		cmocka_unit_test(blanks_of_attributes_survive_normalisation),
		cmocka_unit_test(characters_that_xml_cannot_carry_leave_a_mark),
		cmocka_unit_test(only_the_given_length_is_read),
		cmocka_unit_test(values_become_attributes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
