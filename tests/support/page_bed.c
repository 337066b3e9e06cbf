/* Trees for layout tests. It knows how to build and to read back, nothing of what is right. */
#include "support/page_bed.h"

#include <stdlib.h>
#include <string.h>

#include "support/fake_ruler.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

enum { EM = PAGE_EM, MARGIN = 10 };

static const lh_loc here = {"t.yaml", 1, 1};

static const lh_style plain = {
	.id = "Plain",
	.name = "正文",
	.fmt = {.line_rule = LH_LINE_EXACT, .line = EM, .run = {.role = LH_ROLE_SONG, .size = EM}},
};
static const lh_style *const styles[] = {&plain};

page_bed *page_bed_new(void)
{
	page_bed *bed = calloc(1, sizeof *bed);
	bed->ctx = lh_ctx_new();
	bed->arena = lh_arena_new();
	bed->ruler = fake_ruler();
	bed->document = lh_node_new(bed->arena, NULL, LH_NODE_DOCUMENT, here);
	bed->document->u.document.key = "test";
	bed->document->u.document.title = "";
	bed->document->u.document.author = "";
	bed->document->u.document.subject = "";
	bed->document->u.document.date = "";
	bed->document->u.document.styles = styles;
	bed->document->u.document.n_styles = 1;
	return bed;
}

void page_bed_free(page_bed *bed)
{
	lh_arena_free(bed->arena);
	lh_ctx_free(bed->ctx);
	free(bed);
}

lh_node *bed_section(page_bed *bed, int width, int lines)
{
	lh_node *section = lh_node_new(bed->arena, bed->document, LH_NODE_SECTION, here);
	lh_section_props *p = &section->u.section;
	p->margin_top = p->margin_bottom = p->margin_left = p->margin_right = MARGIN * EM;
	p->page_w = (width + 2 * MARGIN) * EM;
	p->page_h = (lines + 2 * MARGIN) * EM;
	return section;
}

lh_node *bed_text(page_bed *bed, lh_node *para, const char *text)
{
	lh_node *run = lh_node_new(bed->arena, para, LH_NODE_TEXT, here);
	run->u.run.fmt = para->u.para.fmt.run;
	run->u.run.as.text.text = text;
	return run;
}

lh_node *bed_paragraph(page_bed *bed, lh_node *parent, const char *text)
{
	lh_node *para = lh_node_new(bed->arena, parent, LH_NODE_PARA, here);
	para->u.para.style = &plain;
	para->u.para.fmt = plain.fmt;
	if (text)
		bed_text(bed, para, text);
	return para;
}

lh_node *bed_table(page_bed *bed, lh_node *section, const int *columns)
{
	lh_node *table = lh_node_new(bed->arena, section, LH_NODE_TABLE, here);
	uint16_t n = 0;
	while (columns[n])
		n++;
	lh_emu *widths = LH_NEW_ARRAY(bed->arena, lh_emu, n);
	for (uint16_t i = 0; i < n; i++)
		widths[i] = columns[i] * EM;
	table->u.table = (lh_table_props){.columns = widths,
					  .n_columns = n,
					  .border = LH_EMU_PT,
					  .border_outer = 2 * LH_EMU_PT};
	return table;
}

lh_node *bed_group(page_bed *bed, lh_node *table, int n_head)
{
	lh_node *group = lh_node_new(bed->arena, table, LH_NODE_ROWGROUP, here);
	group->u.rowgroup.n_head = (uint16_t)n_head;
	return group;
}

lh_node *bed_row(page_bed *bed, lh_node *group)
{
	return lh_node_new(bed->arena, group, LH_NODE_ROW, here);
}

lh_node *bed_cell(page_bed *bed, lh_node *row, int col_span, int row_span, const char *text)
{
	const lh_node *before = row->last;
	lh_node *cell = lh_node_new(bed->arena, row, LH_NODE_CELL, here);
	cell->u.cell.col_span = (uint16_t)col_span;
	cell->u.cell.row_span = (uint16_t)row_span;
	if (before)
		cell->u.cell.column = (uint16_t)(before->u.cell.column + before->u.cell.col_span);
	bed_paragraph(bed, cell, text);
	return cell;
}

lh_slot *bed_slot(page_bed *bed, lh_node *run, const char *id, const char *name, int free_w,
		  int free_h)
{
	lh_slot *slot = LH_NEW(bed->arena, lh_slot);
	*slot = (lh_slot){.kind = LH_SLOT_SEAL,
			  .id = id,
			  .who = "member",
			  .name = name,
			  .diameter = free_w * EM,
			  .free_w = free_w * EM,
			  .free_h = free_h * EM};
	run->u.run.as.text.slot = slot;
	return slot;
}

bool bed_layout(page_bed *bed)
{
	return lh_doc_check(bed->ctx, bed->document) &&
	       lh_layout(bed->ctx, bed->arena, bed->document, &bed->ruler, &bed->pages, &bed->fits,
			 &bed->n_fits);
}

static void put_glyphs(lh_buf *out, const lh_item *item)
{
	for (size_t i = 0; i < item->u.text.n_glyphs; i++) {
		char bytes[4];
		lh_buf_put(out, bytes, lh_utf8_put(bytes, item->u.text.glyphs[i].cp));
	}
}

static const char *into_arena(page_bed *bed, lh_buf *text)
{
	const char *copy = lh_arena_strdup(bed->arena, lh_buf_str(text));
	lh_buf_free(text);
	return copy;
}

const char *bed_texts(page_bed *bed)
{
	lh_buf out = {0};
	for (size_t p = 0; p < bed->pages->n_pages; p++) {
		const lh_page *page = &bed->pages->pages[p];
		bool first = true;
		lh_buf_puts(&out, p ? "|" : "");
		for (size_t i = 0; i < page->n_items; i++) {
			if (page->items[i].kind != LH_ITEM_TEXT)
				continue;
			lh_buf_puts(&out, first ? "" : " ");
			first = false;
			lh_buf_puts(&out, page->items[i].artifact ? "[" : "");
			put_glyphs(&out, &page->items[i]);
			lh_buf_puts(&out, page->items[i].artifact ? "]" : "");
		}
	}
	return into_arena(bed, &out);
}

const lh_item *bed_find(page_bed *bed, size_t page, const char *text)
{
	for (size_t i = 0; i < bed->pages->pages[page].n_items; i++) {
		const lh_item *item = &bed->pages->pages[page].items[i];
		if (item->kind != LH_ITEM_TEXT)
			continue;
		lh_buf found = {0};
		put_glyphs(&found, item);
		bool same = !strcmp(lh_buf_str(&found), text);
		lh_buf_free(&found);
		if (same)
			return item;
	}
	return NULL;
}

static void put_em(lh_buf *out, int hundredths)
{
	lh_buf_int(out, hundredths / 100);
	if (hundredths % 100)
		lh_buf_printf(out, ".%02d", hundredths % 100);
}

const char *bed_rules(page_bed *bed, size_t page)
{
	lh_buf out = {0};
	for (size_t i = 0; i < bed->pages->pages[page].n_items; i++) {
		const lh_item *item = &bed->pages->pages[page].items[i];
		if (item->kind != LH_ITEM_RULE)
			continue;
		bool across = item->u.rule.w > item->u.rule.h;
		lh_emu along = across ? item->u.rule.w : item->u.rule.h;
		lh_emu thick = across ? item->u.rule.h : item->u.rule.w;
		lh_buf_puts(&out, out.length ? " " : "");
		put_em(&out, bed_across(item->x));
		lh_buf_putc(&out, ',');
		put_em(&out, bed_down(item->y));
		lh_buf_putc(&out, across ? ',' : '|');
		put_em(&out, along / (EM / 100));
		lh_buf_putc(&out, ':');
		lh_buf_pt(&out, thick, /*places*/ 1);
	}
	return into_arena(bed, &out);
}

const char *bed_messages(page_bed *bed)
{
	lh_buf out = {0};
	for (size_t i = 0; i < lh_diag_count(bed->ctx); i++) {
		lh_buf_puts(&out, i ? " " : "");
		lh_buf_int(&out, lh_msg_number(lh_diag_at(bed->ctx, i)->msg));
	}
	return into_arena(bed, &out);
}

int bed_down(lh_emu y)
{
	return (y - MARGIN * EM) / (EM / 100);
}

int bed_across(lh_emu x)
{
	return (x - MARGIN * EM) / (EM / 100);
}
