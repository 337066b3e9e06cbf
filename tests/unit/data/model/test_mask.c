/* Personal data in running text. */
#include "support/unit.h"

#include "data/model/mask.h"
#include "util/arena.h"

static void expect(const char *text, const char *masked)
{
	lh_arena *arena = lh_arena_new();
	assert_string_equal(lh_mask_personal(arena, text, "*"), masked);
	lh_arena_free(arena);
}

static void telephones_are_found_in_their_usual_shapes(void **state)
{
	(void)state;
	expect("电话0991-5550101，手机19900000001。", "电话*，手机*。");
	expect("139 0000 0001或139-0000-0001", "*或*");
	expect("(0991)5550101、（021）55550108-802", "(*、（*");
	expect("热线400-555-0101", "热线*");
	expect("09915550101", "*");
}

static void identity_cards_and_accounts_are_found(void **state)
{
	(void)state;
	expect("身份证110101199003070011、11010119900307001X", "身份证*、*");
	expect("账号6222020200012345678。", "账号*。");
}

static void addresses_are_found_inside_words(void **state)
{
	(void)state;
	expect("发到lead.office@example.com.cn。", "发到*。");
	expect("a@b", "a@b");
}

static void other_numbers_stay(void **state)
{
	(void)state;
	const char *const plain[] = {"2026年6月15日", "专利ZL202110000000.1", "5550101件", "12345678.90万元",
				     "GB/T 9704-2012", "编号A01199000000019", "0.0991", "2024-2026"};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		expect(plain[i], plain[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telephones_are_found_in_their_usual_shapes),
		cmocka_unit_test(identity_cards_and_accounts_are_found),
		cmocka_unit_test(addresses_are_found_inside_words),
		cmocka_unit_test(other_numbers_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
