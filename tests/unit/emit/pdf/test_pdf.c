/* PDF files: what stands where, what a reader gets out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "emit/kind/emitter.h"
#include "support/make_pages.h"
#include "support/read_pdf.h"
#include "emit/pdf/glyphcache.h"
#include "util/utf8.h"

extern const lh_emitter lh_emit_pdf;

#define PT LH_EMU_PT
#define MM LH_EMU_MM

typedef struct bench {
	page_maker m;
	lh_emit_options options;
	lh_buf out;
} bench;

static const lh_slot seal = {.kind = LH_SLOT_SEAL, .id = "SEAL_LEAD", .who = "lead", .name = "甲公司",
			     .diameter = 45 * MM, .free_w = 50 * MM, .free_h = 50 * MM};
static const lh_slot date = {.kind = LH_SLOT_DATE, .id = "DATE_LEAD", .who = "lead", .name = "",
			     .free_w = 40 * MM, .free_h = 8 * MM};

static int start(void **state)
{
	bench *b = lh_xmalloc(sizeof *b);
	*b = (bench){0};
	maker_start(&b->m);
	*state = b;
	return 0;
}

static int stop(void **state)
{
	bench *b = *state;
	maker_stop(&b->m);
	lh_buf_free(&b->out);
	free(b);
	return 0;
}

static const lh_buf *emit(bench *b)
{
	lh_buf_clear(&b->out);
	bool ok = lh_emit_pdf.emit_pages(b->m.ctx, &b->m.pages, b->m.fonts, &b->options, &b->out);
	if (!ok)
		lh_diag_print_all(b->m.ctx, stderr);
	assert_true(ok);
	return &b->out;
}

/* The content of a page after the file was made. */
static const char *page(bench *b, size_t index)
{
	return pdf_page(b->m.arena, emit(b), index);
}

static const char *catalog(bench *b)
{
	const lh_buf *file = &b->out;
	return pdf_object(b->m.arena, file, pdf_find(b->m.arena, file, "/Type /Catalog", 1));
}

static unsigned count(const char *text, const char *word)
{
	unsigned n = 0;
	for (; (text = strstr(text, word)) != NULL; text += strlen(word))
		n++;
	return n;
}

static bool holds(const lh_buf *file, const char *text)
{
	return memmem(file->bytes, file->length, text, strlen(text)) != NULL;
}

static lh_item *last_item(bench *b)
{
	return (lh_item *)&b->m.page->items[b->m.page->n_items - 1];
}

static void same_pages_make_the_same_bytes(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "创新联合体", 14 * PT, 30 * MM, 40 * MM, 0);
	maker_slot(&b->m, &seal, 30 * MM, 100 * MM);
	emit(b);
	lh_buf first = {0};
	lh_buf_put(&first, b->out.bytes, b->out.length);
	emit(b);
	assert_int_equal(first.length, b->out.length);
	assert_memory_equal(first.bytes, b->out.bytes, first.length);
	lh_buf_free(&first);
}

/* Both halves of /ID, 32 digits each. */
static void read_id(const bench *b, char id_out[33])
{
	enum { TRAILER = 300 }; /* bytes at the end of a small file that hold it */
	assert_true(b->out.length > TRAILER);
	const char *at = strstr(b->out.bytes + b->out.length - TRAILER, "/ID[<");
	assert_non_null(at);
	memcpy(id_out, at + 5, 32);
	id_out[32] = '\0';
	assert_int_equal(strspn(id_out, "0123456789abcdef"), 32);
	assert_memory_equal(at + 5 + 32, "><", 2);
	assert_memory_equal(at + 5 + 34, id_out, 32);
}

static void the_id_follows_characters_sizes_and_places(void **state)
{
	bench *b = *state;
	char first[33], next[33];
	maker_text(&b->m, LH_ROLE_SONG, "甲乙", 14 * PT, 30 * MM, 40 * MM, 0);
	emit(b);
	read_id(b, first);
	/* Its lowest code either way: only outlines and the map back tell them apart. */
	lh_glyph *glyph = (lh_glyph *)&last_item(b)->u.text.glyphs[1];
	glyph->cp = 0x4E19;
	emit(b);
	read_id(b, next);
	assert_string_not_equal(next, first);
	glyph->cp = 0x4E59;
	emit(b);
	read_id(b, next);
	assert_string_equal(next, first);
	last_item(b)->y += MM;
	emit(b);
	read_id(b, next);
	assert_string_not_equal(next, first);
}

static void characters_map_back_to_their_code_points(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "甲𠮷", 14 * PT, 30 * MM, 40 * MM, 0);
	maker_text(&b->m, LH_ROLE_SONG, "⸺", 14 * PT, 80 * MM, 40 * MM, 0);
	emit(b);
	lh_buf maps = {0};
	for (unsigned font = 0;
	     (font = pdf_find(b->m.arena, &b->out, "/Subtype/Type0", font + 1)) != 0;) {
		size_t length;
		const char *map = pdf_stream(
			b->m.arena, &b->out,
			pdf_ref(pdf_object(b->m.arena, &b->out, font), "/ToUnicode "), &length);
		assert_null(strstr(map, "cidrange"));
		lh_buf_puts(&maps, map);
	}
	assert_non_null(strstr(maps.bytes, "><7532>"));
	assert_non_null(strstr(maps.bytes, "><D842DFB7>"));
	assert_non_null(strstr(maps.bytes, "><20142014>"));
	lh_buf_free(&maps);
}

static void unicode_map_has_no_block_above_a_hundred(void **state)
{
	bench *b = *state;
	lh_buf text = {0};
	char utf8[4];
	for (uint32_t cp = 0x4E00, n = 0; n < 250; cp++) {
		if (lh_fonts_face(b->m.fonts, LH_ROLE_FANG, cp) != 0xFFFF) {
			lh_buf_put(&text, utf8, lh_utf8_put(utf8, cp));
			n++;
		}
	}
	maker_text(&b->m, LH_ROLE_FANG, text.bytes, 5 * PT, 0, 40 * MM, 0);
	emit(b);
	for (unsigned font = 0;
	     (font = pdf_find(b->m.arena, &b->out, "/Subtype/Type0", font + 1)) != 0;) {
		size_t length;
		const char *map = pdf_stream(
			b->m.arena, &b->out,
			pdf_ref(pdf_object(b->m.arena, &b->out, font), "/ToUnicode "), &length);
		for (const char *at = map; (at = strstr(at, " beginbfchar")) != NULL; at++) {
			const char *digits = at;
			while (digits > map && digits[-1] != '\n')
				digits--;
			assert_true(strtoul(digits, NULL, 10) <= 100);
		}
	}
	lh_buf_free(&text);
}

static void text_stands_at_its_baseline_counted_from_below(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "一二", 10 * PT, 100 * PT, 200 * PT, 0);
	b->m.page->h = 800 * PT;
	const char *content = page(b, 0);
	assert_non_null(strstr(content, "BT\n100 600 Td\n/F0 10 Tf\n["));
	/* Side by side as wide as they are: nothing to correct. */
	const char *array = strchr(content, '[');
	assert_memory_equal(array + 6, ")]TJ", 4);
}

static void distance_between_characters_is_in_thousandths_of_the_size(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "一 二", 10 * PT, 100 * PT, 200 * PT, PT / 2);
	const char *content = page(b, 0);
	assert_int_equal(count(content, ")-50("), 2);
}

static void rounding_does_not_add_up_along_a_line(void **state)
{
	bench *b = *state;
	/* A third of a thousandth of an em: every third character needs a correction. */
	maker_text(&b->m, LH_ROLE_SONG, "一一一一一一一一一一", 9 * PT, 0, 200 * PT, 9 * PT / 3000);
	assert_int_equal(count(page(b, 0), ")-1("), 3);
}

static void characters_that_stand_apart_are_one_span_with_their_text(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "地址", 14 * PT, 30 * MM, 40 * MM, 28 * PT);
	const char *content = page(b, 0);
	assert_non_null(strstr(content, "/Span<</MCID 0/ActualText<FEFF57305740>>>BDC"));
	assert_null(strstr(content, "/P<<"));
}

static void number_between_chinese_is_whole_in_its_span(void **state)
{
	bench *b = *state;
	lh_emu x = maker_text(&b->m, LH_ROLE_SONG, "甲于", 12 * PT, 30 * MM, 40 * MM, 0);
	x = maker_text(&b->m, LH_ROLE_SONG, "123", 12 * PT, x + 3 * PT, 40 * MM, 0);
	maker_text(&b->m, LH_ROLE_SONG, "年乙", 12 * PT, x, 40 * MM, 0);
	const char *content = page(b, 0);
	assert_non_null(strstr(content, "/ActualText<FEFF4E8E003100320033>>>BDC"));
	assert_int_equal(count(content, "/Span"), 1);
}

static void tight_text_has_no_span(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "地址", 14 * PT, 30 * MM, 40 * MM, PT);
	assert_null(strstr(page(b, 0), "/Span"));
}

static void blanks_that_are_typed_are_not_bridged(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "甲 乙", 14 * PT, 30 * MM, 40 * MM, 4 * PT);
	assert_null(strstr(page(b, 0), "/Span"));
}

static void ruled_blank_between_runs_is_not_bridged(void **state)
{
	bench *b = *state;
	lh_emu x = maker_text(&b->m, LH_ROLE_SONG, "年", 14 * PT, 30 * MM, 40 * MM, 0);
	lh_node blank = {.kind = LH_NODE_BLANK, .parent = b->m.para};
	b->m.para->last->next = &blank;
	b->m.para->last = &blank;
	maker_text(&b->m, LH_ROLE_SONG, "月", 14 * PT, x + 7 * PT, 40 * MM, 0);
	assert_null(strstr(page(b, 0), "/Span"));
}

static void far_runs_of_a_line_are_not_bridged(void **state)
{
	bench *b = *state;
	lh_emu x = maker_text(&b->m, LH_ROLE_SONG, "甲", 14 * PT, 30 * MM, 40 * MM, 0);
	maker_text(&b->m, LH_ROLE_SONG, "乙", 14 * PT, x + 15 * PT, 40 * MM, 0);
	assert_null(strstr(page(b, 0), "/Span"));
}

static void rules_are_artifacts_drawn_before_the_text(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "一", 14 * PT, 30 * MM, 40 * MM, 0);
	maker_rule(&b->m, 10 * PT, 20 * PT, 100 * PT, PT / 2);
	b->m.page->h = 800 * PT;
	const char *content = page(b, 0);
	const char *rule = strstr(content, "10 779.5 100 0.5 re\nf\nEMC");
	assert_non_null(rule);
	assert_true(strstr(content, "/Artifact BMC") < rule);
	assert_true(rule < strstr(content, "BT"));
}

static void bold_is_filled_and_stroked_with_a_constant_width(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "一", 18 * PT, 30 * MM, 40 * MM, 0);
	last_item(b)->u.text.bold = true;
	maker_text(&b->m, LH_ROLE_SONG, "二", 18 * PT, 30 * MM, 50 * MM, 0);
	const char *content = page(b, 0);
	const char *on = strstr(content, "0.5 w 2 Tr");
	assert_non_null(on);
	assert_true(strstr(content, "0 Tr") > on);
}

static void draft_mark_is_a_grey_turned_artifact(void **state)
{
	bench *b = *state;
	b->m.para = NULL;
	maker_text(&b->m, LH_ROLE_SONG, "草稿", 80 * PT, 100 * PT, 500 * PT, 0);
	last_item(b)->artifact = true;
	last_item(b)->u.text.grey = 88;
	last_item(b)->u.text.rotate = 30;
	b->m.page->h = 800 * PT;
	const char *content = page(b, 0);
	assert_non_null(strstr(content, "0.86603 0.50000 -0.50000 0.86603 100 300 Tm"));
	assert_non_null(strstr(content, "0.88 g 0.88 G"));
	/* Readers copy nothing for it. */
	assert_non_null(strstr(content, "/ActualText<FEFF>>>BDC"));
	assert_null(strstr(content, "MCID"));
}

static void box_says_which_character_it_is(void **state)
{
	bench *b = *state;
	maker_item(&b->m, LH_ITEM_BOX, 30 * MM, 40 * MM)->u.box.size = 14 * PT;
	last_item(b)->u.box.checked = true;
	maker_item(&b->m, LH_ITEM_BOX, 50 * MM, 40 * MM)->u.box.size = 14 * PT;
	const char *content = page(b, 0);
	const char *ticked = strstr(content, "/ActualText<FEFF2611>");
	assert_non_null(ticked);
	assert_true(strstr(content, "/ActualText<FEFF2610>") > ticked);
}

static void seal_disc_is_a_pale_dashed_artifact(void **state)
{
	bench *b = *state;
	maker_item(&b->m, LH_ITEM_DISC, 30 * MM, 40 * MM)->u.disc.diameter = 45 * MM;
	const char *content = page(b, 0);
	assert_non_null(strstr(content, "/Artifact BMC\nq 0.75 G 0.5 w [3 3] 0 d"));
	assert_int_equal(count(content, " c\n"), 4);
}

static void marks_and_text_objects_are_balanced(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "甲", 14 * PT, 30 * MM, 40 * MM, 0);
	lh_emu x = maker_text(&b->m, LH_ROLE_SONG, "乙丙", 14 * PT, 50 * MM, 40 * MM, 14 * PT);
	maker_text(&b->m, LH_ROLE_SONG, "戊", 14 * PT, x - 14 * PT, 40 * MM, 0);
	maker_item(&b->m, LH_ITEM_BOX, 30 * MM, 40 * MM)->u.box.size = 14 * PT;
	maker_para(&b->m, b->m.section);
	maker_text(&b->m, LH_ROLE_SONG, "丁", 14 * PT, 30 * MM, 60 * MM, 0);
	maker_rule(&b->m, 0, 0, 100 * PT, PT);
	b->m.para = NULL;
	maker_text(&b->m, LH_ROLE_SONG, "1 2", 14 * PT, 30 * MM, 280 * MM, 14 * PT);
	const char *content = page(b, 0);
	assert_int_equal(count(content, "BMC\n") + count(content, "BDC\n"),
			 count(content, "EMC\n"));
	assert_int_equal(count(content, "BT\n"), count(content, "ET\n"));
	/* Nor do they cross: a mark begun in a text object ends in it. */
	int open = 0, at_begin = 0;
	for (const char *at = content; *at; at++) {
		open += strncmp(at, "BDC\n", 4) == 0 || strncmp(at, "BMC\n", 4) == 0;
		open -= strncmp(at, "EMC\n", 4) == 0;
		assert_true(open >= 0);
		if (strncmp(at, "BT\n", 3) == 0)
			at_begin = open;
		if (strncmp(at, "ET\n", 3) == 0)
			assert_int_equal(open, at_begin);
	}
}

static void structure_follows_section_table_row_and_cell(void **state)
{
	bench *b = *state;
	lh_node table = {.kind = LH_NODE_TABLE, .parent = b->m.section};
	lh_node group = {.kind = LH_NODE_ROWGROUP, .parent = &table};
	group.u.rowgroup.n_head = 1;
	lh_node head = {.kind = LH_NODE_ROW, .parent = &group},
		row = {.kind = LH_NODE_ROW, .parent = &group};
	group.first = &head;
	head.next = &row;
	lh_node th = {.kind = LH_NODE_CELL, .parent = &head},
		td = {.kind = LH_NODE_CELL, .parent = &row};
	td.u.cell.col_span = 2;
	maker_para(&b->m, &th);
	maker_text(&b->m, LH_ROLE_SONG, "名称", 14 * PT, 30 * MM, 40 * MM, 0);
	maker_para(&b->m, &td);
	maker_text(&b->m, LH_ROLE_SONG, "甲", 14 * PT, 30 * MM, 50 * MM, 0);
	const lh_buf *file = emit(b);
	lh_arena *arena = b->m.arena;
	static const char *const types[] = {"/S/TD", "/S/TR", "/S/Table", "/S/Sect", "/S/Document"};
	unsigned number = pdf_find(arena, file, types[0], 1);
	assert_int_not_equal(number, 0);
	assert_non_null(strstr(pdf_object(arena, file, number), "/ColSpan 2"));
	for (size_t i = 1; i < sizeof types / sizeof *types; i++) {
		number = pdf_ref(pdf_object(arena, file, number), "/P ");
		assert_non_null(strstr(pdf_object(arena, file, number), types[i]));
	}
	number = pdf_find(arena, file, "/S/TH", 1);
	assert_int_not_equal(number, 0);
	/* What a reading aid says before each cell below. */
	assert_non_null(strstr(pdf_object(arena, file, number), "/A<</O/Table/Scope/Column>>"));
	assert_int_equal(pdf_find(arena, file, "/S/TBody", 1), 0);
}

static void paragraph_on_two_pages_is_one_element(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "甲", 14 * PT, 30 * MM, 40 * MM, 0);
	maker_page(&b->m, "2");
	maker_text(&b->m, LH_ROLE_SONG, "乙", 14 * PT, 30 * MM, 40 * MM, 0);
	const lh_buf *file = emit(b);
	unsigned number = pdf_find(b->m.arena, file, "/S/P/", 1);
	assert_non_null(strstr(pdf_object(b->m.arena, file, number), "/K[0 <</Type/MCR/Pg "));
	assert_int_equal(pdf_find(b->m.arena, file, "/S/P/", number + 1), 0);
}

static void seal_field_is_a_square_of_its_diameter_amid_the_free_box(void **state)
{
	bench *b = *state;
	maker_slot(&b->m, &seal, 72 * PT, 72 * PT);
	maker_slot(&b->m, &date, 72 * PT, 300 * PT);
	b->m.page->h = 800 * PT;
	const lh_buf *file = emit(b);
	unsigned number = pdf_find(b->m.arena, file, "/FT/Sig", 1);
	const char *field = pdf_object(b->m.arena, file, number);
	assert_non_null(strstr(field, "/T(SEAL_LEAD)"));
	/* 50 mm are 141.732 pt, 45 mm 127.559: 7.087 pt on each side. */
	assert_non_null(strstr(field, "/Rect[79.087 593.354 206.646 720.913]"));
	assert_non_null(strstr(field, "/TU<FEFF"));
	assert_int_equal(pdf_find(b->m.arena, file, "/FT/Sig", number + 1), 0);
	assert_int_equal(pdf_ref(catalog(b), "/AcroForm<</SigFlags 1/Fields[ "), number);
	unsigned page_number = pdf_find(b->m.arena, file, "/Type /Page\n", 1);
	assert_int_equal(pdf_ref(pdf_object(b->m.arena, file, page_number), "/Annots[ "), number);
	assert_int_equal(pdf_ref(field, "/P "), page_number);
}

static void paper_without_places_has_no_form(void **state)
{
	bench *b = *state;
	emit(b);
	assert_null(strstr(catalog(b), "/AcroForm"));
}

static void bookmarks_nest_by_level(void **state)
{
	bench *b = *state;
	maker_bookmark(&b->m, "one", 1, 0);
	maker_bookmark(&b->m, "deep", 3, 0);
	maker_bookmark(&b->m, "two", 1, 0);
	const lh_buf *file = emit(b);
	lh_arena *arena = b->m.arena;
	unsigned root = pdf_ref(catalog(b), "/Outlines ");
	assert_non_null(strstr(pdf_object(arena, file, root), "/Count 3"));
	const char *one =
		pdf_object(arena, file, pdf_ref(pdf_object(arena, file, root), "/First "));
	assert_non_null(strstr(one, "/Title(one)"));
	assert_non_null(strstr(pdf_object(arena, file, pdf_ref(one, "/First ")), "/Title(deep)"));
	assert_non_null(strstr(pdf_object(arena, file, pdf_ref(one, "/Next ")), "/Title(two)"));
}

static void line_that_links_to_a_heading_is_a_link_to_its_place(void **state)
{
	bench *b = *state;
	maker_bookmark(&b->m, "one", 1, 100 * PT);
	const lh_node *heading = b->m.para;
	lh_node *para = maker_para(&b->m, b->m.section);
	lh_node *runs[3];
	for (int i = 0; i < 3; i++) {
		runs[i] = lh_node_new(b->m.arena, para, i == 1 ? LH_NODE_LEADER : LH_NODE_TEXT,
				      para->loc);
		runs[i]->u.run.link = heading;
	}
	b->m.page->h = 800 * PT;
	maker_text(&b->m, LH_ROLE_SONG, "题", 10 * PT, 72 * PT, 200 * PT, 0);
	((lh_item *)b->m.page->items)[b->m.page->n_items - 1].run = runs[0];
	lh_item *dots = maker_item(&b->m, LH_ITEM_DOTS, 90 * PT, 199 * PT);
	dots->run = runs[1];
	dots->artifact = true;
	dots->u.dots.diameter = PT;
	dots->u.dots.pitch = 3 * PT;
	dots->u.dots.n = 5;
	maker_text(&b->m, LH_ROLE_SONG, "1", 10 * PT, 200 * PT, 200 * PT, 0);
	((lh_item *)b->m.page->items)[b->m.page->n_items - 1].run = runs[2];
	const lh_buf *file = emit(b);
	unsigned number = pdf_find(b->m.arena, file, "/Subtype/Link", 1);
	const char *link = pdf_object(b->m.arena, file, number);
	assert_non_null(strstr(link, "/Rect[72 597.5 205 610]"));
	assert_non_null(strstr(link, "/XYZ null 700 null]"));
	assert_non_null(strstr(link, "/Contents(one)"));
	assert_int_equal(pdf_find(b->m.arena, file, "/Subtype/Link", number + 1), 0);
	/* It has an element of its own. */
	unsigned element = pdf_find(b->m.arena, file, "/S/Link", 1);
	assert_int_equal(pdf_ref(pdf_object(b->m.arena, file, element), "/Obj "), number);
	/* The dots are an artifact of round dashes, no text. */
	assert_non_null(strstr(page(b, 0), "/Artifact BMC\nq 0 G 1 J 1 w [0 3 ] 0 d 90 601 m "
					   "102.75 601 l S Q\n"));
}

static void consecutive_page_numbers_are_one_label_row(void **state)
{
	bench *b = *state;
	b->m.page->label = "";
	maker_page(&b->m, "1");
	maker_page(&b->m, "2");
	maker_page(&b->m, "附1");
	emit(b);
	assert_non_null(
		strstr(catalog(b),
		       "/PageLabels<</Nums[0<<>>\n1<</S/D/St 1>>\n3<</P<FEFF96440031>>>\n]>>"));
}

static void metadata_is_escaped_and_dated_by_the_paper(void **state)
{
	bench *b = *state;
	b->m.document->u.document.title = "a<b>&c(";
	b->m.document->u.document.date = "2025-03-09";
	const lh_buf *file = emit(b);
	assert_true(holds(file, "<rdf:li xml:lang=\"x-default\">a&lt;b&gt;&amp;c(</rdf:li>"));
	assert_true(holds(file, "/Title(a<b>&c\\()"));
	assert_true(holds(file, "/CreationDate(D:20250309000000+08'00')"));
	assert_true(holds(file, "<xmp:CreateDate>2025-03-09T00:00:00+08:00</xmp:CreateDate>"));
}

static void paper_without_a_date_has_no_creation_date(void **state)
{
	bench *b = *state;
	const lh_buf *file = emit(b);
	assert_false(holds(file, "CreationDate"));
	assert_false(holds(file, "CreateDate"));
}

static void version_is_1_7_or_for_archives_1_4_with_an_intent(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "甲", 14 * PT, 30 * MM, 40 * MM, 0);
	assert_memory_equal(emit(b)->bytes, "%PDF-1.7", 8);
	assert_null(strstr(catalog(b), "/OutputIntents"));
	b->options.pdfa = true;
	assert_memory_equal(emit(b)->bytes, "%PDF-1.4", 8);
	assert_non_null(strstr(catalog(b), "/OutputIntents"));
	assert_true(holds(&b->out, "<pdfaid:part>1</pdfaid:part>"));
	assert_true(holds(&b->out, "/CIDSet "));
}

static void page_has_one_size_and_one_set_of_fonts(void **state)
{
	bench *b = *state;
	const lh_buf *file = emit(b);
	unsigned number = pdf_find(b->m.arena, file, "/Type /Page\n", 1);
	const char *text = pdf_object(b->m.arena, file, number);
	assert_non_null(strstr(text, "/MediaBox[0 0 595.276 841.89]"));
	assert_int_equal(count(text, "/MediaBox"), 1);
	assert_int_equal(count(text, "/Resources"), 1);
}

/* 842 × 595 pt on an upright sheet, the head on the left; readers turn it back. */
static void turned_page_lies_on_an_upright_sheet(void **state)
{
	bench *b = *state;
	b->m.page->w = 842 * PT;
	b->m.page->h = 595 * PT;
	b->m.page->turned = true;
	maker_slot(&b->m, &seal, 72 * PT, 100 * PT);
	maker_bookmark(&b->m, "one", 1, 0);
	assert_non_null(strstr(page(b, 0), "0 1 -1 0 595 0 cm\n"));
	const lh_buf *file = &b->out;
	const char *text = pdf_object(b->m.arena, file, pdf_find(b->m.arena, file, "/Type /Page\n", 1));
	assert_non_null(strstr(text, "/MediaBox[0 0 595 842]"));
	assert_non_null(strstr(text, "/Rotate 90"));
	/* 7.087 pt inside the free box: as far from the left as it was from the head. */
	assert_true(holds(file, "/Rect[107.087 79.087 234.646 206.646]"));
	assert_true(holds(file, "/Fit]"));
}

static void turned_text_that_is_not_pale_can_be_copied(void **state)
{
	bench *b = *state;
	b->m.para = NULL;
	maker_text(&b->m, LH_ROLE_SONG, "1", 14 * PT, 100 * PT, 500 * PT, 0);
	last_item(b)->artifact = true;
	last_item(b)->u.text.rotate = -90;
	const char *content = page(b, 0);
	assert_null(strstr(content, "/ActualText"));
	assert_non_null(strstr(content, "0.00000 -1.00000 1.00000 0.00000 100 "));
}

static void fields_of_bound_papers_have_names_of_their_own(void **state)
{
	bench *b = *state;
	maker_slot(&b->m, &seal, 72 * PT, 72 * PT);
	b->m.page->slot_prefix = "plan_";
	assert_true(holds(emit(b), "/T(plan_SEAL_LEAD)"));
}

static void paper_for_one_side_says_so(void **state)
{
	bench *b = *state;
	emit(b);
	assert_non_null(strstr(catalog(b), "/Duplex/DuplexFlipLongEdge"));
	b->m.pages.simplex = true;
	emit(b);
	assert_non_null(strstr(catalog(b), "/Duplex/Simplex"));
}

static void hundreds_of_pages_hang_on_a_tree(void **state)
{
	bench *b = *state;
	for (int i = 1; i < 250; i++)
		maker_page(&b->m, "");
	const lh_buf *file = emit(b);
	unsigned root = pdf_ref(catalog(b), "/Pages ");
	const char *pages = pdf_object(b->m.arena, file, root);
	assert_non_null(strstr(pages, "/Count 250"));
	assert_int_equal(count(pages, " 0 R"), 3);
}

static void fast_files_are_larger(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "创新联合体组建申请表牵头单位意见盖章", 14 * PT, 0, 40 * MM,
		   0);
	size_t compact = emit(b)->length;
	b->options.compression = LH_COMPRESSION_FAST;
	assert_true(emit(b)->length > compact);
}

static void batch_files_are_the_same_with_any_cache(void **state)
{
	bench *b = *state;
	b->options.compression = LH_COMPRESSION_BATCH;
	b->options.glyphs = lh_glyph_cache_new();
	maker_text(&b->m, LH_ROLE_SONG, "创新", 14 * PT, 0, 40 * MM, 0);
	emit(b);
	maker_text(&b->m, LH_ROLE_HEI, "联合体", 14 * PT, 0, 50 * MM, 0);
	emit(b);
	lh_buf warm = {0};
	lh_buf_put(&warm, b->out.bytes, b->out.length);
	lh_glyph_cache_free(b->options.glyphs);
	b->options.glyphs = NULL;
	emit(b);
	assert_int_equal(warm.length, b->out.length);
	assert_memory_equal(warm.bytes, b->out.bytes, warm.length);
	lh_buf_free(&warm);
}

static void character_without_outline_fails_with_a_message(void **state)
{
	bench *b = *state;
	maker_text(&b->m, LH_ROLE_SONG, "甲", 14 * PT, 0, 40 * MM, 0);
	((lh_glyph *)last_item(b)->u.text.glyphs)->cp = 0x10FFFD;
	((lh_node *)last_item(b)->run)->loc = (lh_loc){"plan.yaml", 7, 2};
	assert_false(
		lh_emit_pdf.emit_pages(b->m.ctx, &b->m.pages, b->m.fonts, &b->options, &b->out));
	assert_int_equal(lh_diag_at(b->m.ctx, 0)->msg, LH_E_PDF_GLYPH);
	assert_int_equal(lh_diag_at(b->m.ctx, 0)->loc.line, 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(same_pages_make_the_same_bytes),
		TEST(the_id_follows_characters_sizes_and_places),
		TEST(characters_map_back_to_their_code_points),
		TEST(unicode_map_has_no_block_above_a_hundred),
		TEST(text_stands_at_its_baseline_counted_from_below),
		TEST(distance_between_characters_is_in_thousandths_of_the_size),
		TEST(rounding_does_not_add_up_along_a_line),
		TEST(characters_that_stand_apart_are_one_span_with_their_text),
		TEST(number_between_chinese_is_whole_in_its_span),
		TEST(tight_text_has_no_span),
		TEST(blanks_that_are_typed_are_not_bridged),
		TEST(ruled_blank_between_runs_is_not_bridged),
		TEST(far_runs_of_a_line_are_not_bridged),
		TEST(rules_are_artifacts_drawn_before_the_text),
		TEST(bold_is_filled_and_stroked_with_a_constant_width),
		TEST(draft_mark_is_a_grey_turned_artifact),
		TEST(box_says_which_character_it_is),
		TEST(seal_disc_is_a_pale_dashed_artifact),
		TEST(marks_and_text_objects_are_balanced),
		TEST(structure_follows_section_table_row_and_cell),
		TEST(paragraph_on_two_pages_is_one_element),
		TEST(seal_field_is_a_square_of_its_diameter_amid_the_free_box),
		TEST(paper_without_places_has_no_form),
		TEST(bookmarks_nest_by_level),
		TEST(line_that_links_to_a_heading_is_a_link_to_its_place),
		TEST(consecutive_page_numbers_are_one_label_row),
		TEST(metadata_is_escaped_and_dated_by_the_paper),
		TEST(paper_without_a_date_has_no_creation_date),
		TEST(version_is_1_7_or_for_archives_1_4_with_an_intent),
		TEST(page_has_one_size_and_one_set_of_fonts),
		TEST(turned_page_lies_on_an_upright_sheet),
		TEST(turned_text_that_is_not_pale_can_be_copied),
		TEST(fields_of_bound_papers_have_names_of_their_own),
		TEST(paper_for_one_side_says_so),
		TEST(hundreds_of_pages_hang_on_a_tree),
		TEST(fast_files_are_larger),
		TEST(batch_files_are_the_same_with_any_cache),
		TEST(character_without_outline_fails_with_a_message),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
