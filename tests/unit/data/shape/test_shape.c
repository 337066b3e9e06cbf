/* Structs by their tables: written, read back, refused, looked into. */
#include "data/shape/shape.h"

#include "support/unit.h"

#include "util/arena.h"

typedef enum colour { NO_COLOUR, RED, BLUE } colour;

typedef struct leaf {
	const char *title;
	size_t pages;
} leaf;

typedef struct tree {
	const char *name, *note, *hint;
	size_t count, maybe;
	bool flag;
	colour colour;
	leaf inside;
	const leaf *part;
	const leaf *leaves;
	size_t n_leaves;
	const char *const *words;
	size_t n_words;
	const lh_pair *pairs;
	size_t n_pairs;
} tree;

static const char *colour_word(int value)
{
	static const char *const words[] = {NULL, "red", "blue"};
	return words[value];
}

static const lh_shape_field leaf_fields[] = {
	{"title", LH_SHAPE_TEXT, LH_AT(leaf, title)},
	{"pages", LH_SHAPE_COUNT, .bulk = true, LH_AT(leaf, pages)},
};
static const lh_shape leaf_shape = LH_SHAPE(leaf, leaf_fields);

static const lh_shape_field tree_fields[] = {
	{"name", LH_SHAPE_TEXT, LH_AT(tree, name)},
	{"note", LH_SHAPE_TEXT, LH_NONE_NULL, LH_AT(tree, note)},
	{"hint", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(tree, hint)},
	{"count", LH_SHAPE_COUNT, LH_AT(tree, count)},
	{"maybe", LH_SHAPE_COUNT, LH_NONE_NULL, LH_AT(tree, maybe)},
	{"flag", LH_SHAPE_FLAG, LH_AT(tree, flag)},
	{"colour", LH_SHAPE_WORD, LH_NONE_NULL, LH_AT(tree, colour), .word = colour_word, .words = 3},
	{"inside", LH_SHAPE_ONE, LH_AT(tree, inside), .of = &leaf_shape},
	{"part", LH_SHAPE_PART, LH_NONE_NULL, LH_AT(tree, part), .of = &leaf_shape},
	{"leaves", LH_SHAPE_LIST, LH_AT(tree, leaves), LH_N_AT(tree, n_leaves), .of = &leaf_shape},
	{"words", LH_SHAPE_TEXTS, LH_AT(tree, words), LH_N_AT(tree, n_words)},
	{"pairs", LH_SHAPE_PAIRS, LH_NONE_NULL, LH_AT(tree, pairs), LH_N_AT(tree, n_pairs)},
};
static const lh_shape tree_shape = LH_SHAPE(tree, tree_fields);

static const leaf two_leaves[] = {{"甲", 1}, {"乙\n\"", 2}};
static const char *const two_words[] = {"a", "b"};
static const lh_pair one_pair[] = {{"lead", "某公司"}};

static tree full(void)
{
	return (tree){.name = "n",
		      .note = "o",
		      .hint = "h",
		      .count = 7,
		      .maybe = 8,
		      .flag = true,
		      .colour = BLUE,
		      .inside = {"in", 3},
		      .part = &two_leaves[0],
		      .leaves = two_leaves,
		      .n_leaves = 2,
		      .words = two_words,
		      .n_words = 2,
		      .pairs = one_pair,
		      .n_pairs = 1};
}

static const char *text_of(lh_arena *arena, const tree *t, int depth)
{
	lh_buf text = {0};
	lh_shape_json((lh_shaped){&tree_shape, t}, depth, &text);
	const char *kept = lh_arena_strdup(arena, lh_buf_str(&text));
	lh_buf_free(&text);
	return kept;
}

/* Why a text is refused; NULL when it is not. */
static const char *refusal(lh_arena *arena, const char *text)
{
	tree t;
	const char *why = NULL;
	bool ok = lh_shape_read(arena, &tree_shape, text, strlen(text), &t, &why);
	assert_true(ok == !why);
	return why;
}

static const char *replaced(lh_arena *arena, const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);
	assert_non_null(at);
	return lh_fmt(arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static void what_was_written_is_read_back(void **state)
{
	lh_arena *arena = *state;
	tree t = full(), none = {.name = ""}, read;
	const char *why, *text = text_of(arena, &t, 0);
	assert_true(lh_shape_read(arena, &tree_shape, text, strlen(text), &read, &why));
	assert_string_equal(text_of(arena, &read, 0), text);
	assert_string_equal(read.leaves[1].title, "乙\n\"");
	assert_int_equal(read.colour, BLUE);
	none.inside.title = "";
	text = text_of(arena, &none, 0);
	assert_non_null(strstr(text, "\"note\": null"));
	assert_null(strstr(text, "hint"));
	assert_non_null(strstr(text, "\"colour\": null"));
	assert_true(lh_shape_read(arena, &tree_shape, text, strlen(text), &read, &why));
	assert_null(read.note);
	assert_null(read.hint);
	assert_null(read.pairs);
	assert_int_equal(read.colour, NO_COLOUR);
}

static void what_is_not_as_the_table_says_is_refused_at_its_place(void **state)
{
	lh_arena *arena = *state;
	tree t = full();
	const char *good = text_of(arena, &t, 0);
	const struct {
		const char *old, *new, *why;
	} rows[] = {
		{"\"pages\": 2", "\"pages\": \"2\"", "leaves[1].pages"},
		{"\"pages\": 2", "\"pages\": -2", "leaves[1].pages"},
		{"\"pages\": 2", "\"sides\": 2", "leaves[1].pages"},
		{"\"pages\": 2", "\"pages\": 2, \"more\": 1", "leaves[1]"},
		{"\"name\": \"n\"", "\"name\": null", "name"},
		{"\"blue\"", "\"green\"", "colour"},
		{"\"b\"", "5", "words[1]"},
		{"\"某公司\"", "{}", "pairs.lead"},
		{"\"count\": 7", "\"count\": 7, \"count\": 8", "5:20:"},
		{"true", "1", "flag"},
		{"\"inside\": {", "\"inside\": {{", "9:"},
	};
	assert_null(refusal(arena, good));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *why = refusal(arena, replaced(arena, good, rows[i].old, rows[i].new));
		assert_non_null(why);
		if (strncmp(why, rows[i].why, strlen(rows[i].why)) != 0)
			fail_msg("%s, not %s", why, rows[i].why);
	}
	assert_non_null(refusal(arena, "[]"));
	assert_non_null(refusal(arena, ""));
}

static void who_looks_at_it_gets_one_line_without_what_is_bulk(void **state)
{
	lh_arena *arena = *state;
	tree t = full();
	const char *text = text_of(arena, &t, -1);
	assert_null(strchr(text, '\n'));
	assert_null(strstr(text, "pages"));
	assert_non_null(strstr(text, "{\"title\":\"乙\\n\\\"\"}"));
}

/* As jansson would indent it inside of something else. */
static void a_deeper_text_is_indented_by_as_much(void **state)
{
	lh_arena *arena = *state;
	tree t = full();
	assert_non_null(strstr(text_of(arena, &t, 0), "{\n \"name\""));
	assert_non_null(strstr(text_of(arena, &t, 2), "{\n   \"name\""));
}

static void paths_lead_through_parts_and_pairs(void **state)
{
	(void)state;
	tree t = full();
	const lh_shaped of = {&tree_shape, &t};
	assert_string_equal(lh_shape_find(of, "inside.title").text, "in");
	assert_int_equal(lh_shape_find(of, "part.pages").count, 1);
	assert_string_equal(lh_shape_find(of, "pairs.lead").text, "某公司");
	assert_string_equal(lh_shape_find(of, "colour").text, "blue");
	assert_int_equal(lh_shape_find(of, "pairs.led").kind, LH_SHAPE_NONE);
	assert_int_equal(lh_shape_find(of, "leaves.title").kind, LH_SHAPE_NONE);
	assert_int_equal(lh_shape_find(of, "name.title").kind, LH_SHAPE_NONE);
	lh_member leaves = lh_shape_find(of, "leaves");
	assert_int_equal(leaves.count, 2);
	assert_int_equal(lh_shape_find(lh_shape_item(&leaves, 1), "pages").count, 2);
	t.maybe = 0;
	t.part = NULL;
	assert_int_equal(lh_shape_find(of, "maybe").kind, LH_SHAPE_NONE);
	assert_int_equal(lh_shape_find(of, "part.title").kind, LH_SHAPE_NONE);
}

/* A key must not go missing for a text that is no UTF-8. */
static void bytes_that_are_no_text_become_a_mark(void **state)
{
	lh_arena *arena = *state;
	tree t = full();
	t.name = "\xFF";
	assert_non_null(strstr(text_of(arena, &t, 0), "\"name\": \"\xEF\xBF\xBD\""));
}

static int new_arena(void **state)
{
	*state = lh_arena_new();
	return 0;
}

static int free_arena(void **state)
{
	lh_arena_free(*state);
	return 0;
}

int main(void)
{
#define ARENA(test) cmocka_unit_test_setup_teardown(test, new_arena, free_arena)
	const struct CMUnitTest tests[] = {
		ARENA(what_was_written_is_read_back),
		ARENA(what_is_not_as_the_table_says_is_refused_at_its_place),
		ARENA(who_looks_at_it_gets_one_line_without_what_is_bulk),
		ARENA(a_deeper_text_is_indented_by_as_much),
		ARENA(paths_lead_through_parts_and_pairs),
		ARENA(bytes_that_are_no_text_become_a_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
