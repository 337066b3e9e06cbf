/* Which line of a sent-back paper was which of ours. */
#include "support/unit.h"

#include "returned/align.h"
#include "util/arena.h"

/* "甲|[乙]|": lines ended by |, a line in brackets is one content control. */
static lh_docx_words words(lh_arena *arena, const char *text)
{
	lh_docx_words w = {LH_NEW_ARRAY(arena, lh_docx_line, strlen(text) + 1), 0};
	while (*text) {
		size_t n = strcspn(text, "|");
		bool control = text[0] == '[';
		char *line = lh_arena_strndup(arena, text + control, n - 2 * control);
		lh_docx_seg *seg = LH_NEW(arena, lh_docx_seg);
		*seg = (lh_docx_seg){line, control, NULL};
		w.lines[w.n++] = (lh_docx_line){seg, 1, line};
		text += n + 1;
	}
	return w;
}

/* Pairs as "甲=甲|乙=|": what stands on each side. */
static void expect(const char *ours, const char *theirs, const char *pairs)
{
	lh_arena *arena = lh_arena_new();
	lh_docx_words a = words(arena, ours), b = words(arena, theirs);
	lh_line_pair *found;
	size_t n;
	lh_buf text = {0};
	assert_true(lh_lines_align(arena, &a, &b, &found, &n));
	for (size_t i = 0; i < n; i++)
		lh_buf_printf(&text, "%s=%s|", found[i].ours ? found[i].ours->text : "",
			      found[i].theirs ? found[i].theirs->text : "");
	assert_string_equal(lh_buf_str(&text), pairs);
	lh_buf_free(&text);
	lh_arena_free(arena);
}

static void equal_lines_are_pairs(void **state)
{
	(void)state;
	expect("甲|乙|丙|", "甲|乙|丙|", "甲=甲|乙=乙|丙=丙|");
}

static void a_changed_line_keeps_its_partner(void **state)
{
	(void)state;
	expect("首|提前三个月通知对方|尾|", "首|提前一个月通知对方|尾|", "首=首|提前三个月通知对方=提前一个月通知对方|尾=尾|");
}

static void lines_taken_out_and_added_have_none(void **state)
{
	(void)state;
	expect("首|中间一段|尾|", "首|尾|完全新的文字|", "首=首|中间一段=|尾=尾|=完全新的文字|");
	expect("首|尾|末|", "首|增添的条款|尾|末|", "首=首|=增添的条款|尾=尾|末=末|");
}

static void values_alone_in_their_lines_are_paired_in_order(void **state)
{
	(void)state;
	expect("名称|[甲公司]|[乙公司]|尾|", "名称|[丙厂]|[乙公司]|尾|", "名称=名称|甲公司=丙厂|乙公司=乙公司|尾=尾|");
}

static void another_paper_is_refused(void **state)
{
	(void)state;
	lh_arena *arena = lh_arena_new();
	lh_docx_words a = words(arena, "合作宗旨|合作目标|组织机构|任务分工|"), b = words(arena, "推荐函|12345|");
	lh_line_pair *found;
	size_t n;
	assert_false(lh_lines_align(arena, &a, &b, &found, &n));
	lh_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_lines_are_pairs),
		cmocka_unit_test(a_changed_line_keeps_its_partner),
		cmocka_unit_test(lines_taken_out_and_added_have_none),
		cmocka_unit_test(values_alone_in_their_lines_are_paired_in_order),
		cmocka_unit_test(another_paper_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
