/* ….slots.json: the shape that other programs read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "emit/kind/emitter.h"
#include "util/buf.h"

extern const lh_emitter lh_emit_slots;

static const lh_slot seal = {
	.kind = LH_SLOT_SEAL, .id = "SEAL_LEAD", .who = "lead", .name = "甲“\"\\”公司",
	.diameter = 45 * LH_EMU_MM, .free_w = 50 * LH_EMU_MM, .free_h = 50 * LH_EMU_MM,
	.keyword = "牵头单位盖章处"};
static const lh_slot date = {
	.kind = LH_SLOT_DATE, .id = "DATE_LEAD", .who = "lead", .name = "",
	.free_w = 40 * LH_EMU_MM, .free_h = 8 * LH_EMU_MM};

static json_t *emit(const lh_placed_slot *slots, size_t n)
{
	lh_node document = {.kind = LH_NODE_DOCUMENT};
	document.u.document.key = "urumqi-application";
	lh_pages pages = {.document = &document, .slots = slots, .n_slots = n};
	lh_buf out = {0};
	lh_emit_options options = {0};
	assert_true(lh_emit_slots.emit_pages(NULL, &pages, NULL, &options, &out));
	json_t *json = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json);
	lh_buf_free(&out);
	return json;
}

static const char *text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void head_names_document_unit_and_origin(void **state)
{
	(void)state;
	json_t *json = emit(NULL, 0);
	assert_int_equal(json_integer_value(json_object_get(json, "schema_version")), 1);
	assert_string_equal(text(json, "document"), "urumqi-application");
	assert_string_equal(text(json, "unit"), "mm");
	assert_string_equal(text(json, "origin"), "top-left");
	assert_int_equal(json_array_size(json_object_get(json, "slots")), 0);
	json_decref(json);
}

static void seal_is_given_in_millimetres_on_a_page_counted_from_one(void **state)
{
	(void)state;
	lh_placed_slot placed = {.slot = &seal,
				 .page = 2,
				 .x = 12345 * LH_EMU_MM / 100,
				 .y = 2 * LH_EMU_MM + LH_EMU_MM / 20,
				 .w = seal.free_w,
				 .h = seal.free_h,
				 .mark = "（盖章）",
				 .keyword = seal.keyword};
	json_t *json = emit(&placed, 1);
	json_t *slot = json_array_get(json_object_get(json, "slots"), 0);
	assert_string_equal(text(slot, "id"), "SEAL_LEAD");
	assert_string_equal(text(slot, "kind"), "seal");
	assert_string_equal(text(slot, "who"), "lead");
	assert_string_equal(text(slot, "field"), "SEAL_LEAD");
	assert_string_equal(text(slot, "mark"), "（盖章）");
	assert_string_equal(text(slot, "keyword"), "牵头单位盖章处");
	assert_int_equal(json_integer_value(json_object_get(slot, "page")), 3);
	assert_true(json_number_value(json_object_get(slot, "x")) == 123.45);
	assert_true(json_number_value(json_object_get(slot, "y")) == 2.05);
	assert_int_equal(json_integer_value(json_object_get(slot, "w")), 50);
	assert_int_equal(json_integer_value(json_object_get(slot, "diameter")), 45);
	json_decref(json);
}

static void quotes_in_a_name_are_escaped(void **state)
{
	(void)state;
	lh_placed_slot placed = {.slot = &seal, .mark = ""};
	json_t *json = emit(&placed, 1);
	assert_string_equal(text(json_array_get(json_object_get(json, "slots"), 0), "name"),
			    seal.name);
	json_decref(json);
}

static void date_has_no_field(void **state)
{
	(void)state;
	lh_placed_slot placed[2] = {{.slot = &seal, .mark = ""}, {.slot = &date, .mark = ""}};
	json_t *json = emit(placed, 2);
	json_t *slot = json_array_get(json_object_get(json, "slots"), 1);
	assert_string_equal(text(slot, "kind"), "date");
	assert_null(json_object_get(slot, "field"));
	assert_null(json_object_get(slot, "keyword"));
	json_decref(json);
}

static void place_beyond_the_edge_is_negative(void **state)
{
	(void)state;
	lh_placed_slot placed = {.slot = &seal, .x = -LH_EMU_MM / 2, .mark = ""};
	json_t *json = emit(&placed, 1);
	json_t *slot = json_array_get(json_object_get(json, "slots"), 0);
	assert_true(json_number_value(json_object_get(slot, "x")) == -0.5);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(head_names_document_unit_and_origin),
		cmocka_unit_test(seal_is_given_in_millimetres_on_a_page_counted_from_one),
		cmocka_unit_test(quotes_in_a_name_are_escaped),
		cmocka_unit_test(date_has_no_field),
		cmocka_unit_test(place_beyond_the_edge_is_negative),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
