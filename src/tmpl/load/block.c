/*
 * Sections, paragraphs, sequences and tables of contents, and what governs them: `if`, `for`,
 * `at_least`, `count`.
 * Tables are read in table.c, running text in text.c.
 */
#include <string.h>

#include "tmpl/load/inside.h"

enum { MAX_DEPTH = 24, MAX_AT_LEAST = 500, MAX_LEVELS = 9 };

static int counter(lh__loader *l, const lh_yaml *node)
{
	const char *name = lh_read_text(l->ctx, node);
	lh__list known = {0};
	for (uint16_t i = 0; i < l->counters; i++) {
		if (strcmp(l->counter_names[i], name) == 0)
			return i;
		lh__put(l->arena, &known, l->counter_names[i], node, node->loc);
	}
	lh__lookup(l, &known, name, node->loc, "计数器", "counter");
	return -1;
}

static void read_resets(lh__loader *l, const lh_yaml *list, lh_tmpl_control *control)
{
	if (!lh_read_list(l->ctx, list))
		return;
	for (size_t i = 0; i < list->u.list.n; i++) {
		int at = counter(l, list->u.list.items[i]);
		if (at >= 0)
			control->resets |= 1u << at;
	}
}

static void open_variable(lh__loader *l, const char *name, lh_type type, uint16_t *slot_out)
{
	lh_scope *scope = LH_NEW(l->arena, lh_scope);
	scope->outer = l->scope;
	scope->name = name;
	scope->type = type;
	scope->slot = l->scope ? (uint16_t)(l->scope->slot + 1) : 0;
	l->scope = scope;
	*slot_out = scope->slot;
}

/* "u in members": the variable and the list. */
static const lh_tmpl_repeat *read_for(lh__loader *l, const lh_yaml *node, const lh_yaml *map)
{
	const char *text = lh_read_text(l->ctx, node);
	const char *in = strstr(text, " in ");
	if (!in || in == text) {
		lh_diag(l->ctx, LH_E_TMPL_FOR, node->loc, NULL);
		return NULL;
	}
	lh_yaml list = *node;
	list.u.scalar.text = in + strlen(" in ");
	list.loc.col += (uint32_t)(list.u.scalar.text - text);
	const lh_expr *expr = lh__read_expr(l, &list);
	if (!expr)
		return NULL;
	const lh_type *type = lh_expr_type(expr);
	if (type->kind != LH_KIND_LIST) {
		lh_diag(l->ctx, LH_E_TMPL_LIST, lh_expr_loc(expr), lh_type_str(l->arena, type),
			NULL);
		return NULL;
	}
	lh_tmpl_repeat *repeat = LH_NEW(l->arena, lh_tmpl_repeat);
	repeat->list = expr;
	open_variable(l, lh_arena_strndup(l->arena, text, (size_t)(in - text)), *type->item,
		      &repeat->slot);
	const lh_yaml *index = lh_yaml_at(map, "index");
	if (index) {
		repeat->has_index = true;
		open_variable(l, lh_read_text(l->ctx, index), (lh_type){.kind = LH_KIND_NUMBER},
			      &repeat->index_slot);
	}
	const lh_yaml *at_least = lh_yaml_at(map, "at_least");
	if (at_least)
		repeat->at_least = lh_read_uint(l->ctx, at_least, /*min*/0, MAX_AT_LEAST);
	return repeat;
}

const lh_scope *lh__control_begin(lh__loader *l, const lh_yaml *map, lh_tmpl_control *control_out)
{
	const lh_scope *outer = l->scope;
	*control_out = (lh_tmpl_control){.counter = -1};
	const lh_yaml *node = lh_yaml_at(map, "if");
	if (node)
		control_out->cond = lh__read_condition(l, node);
	if ((node = lh_yaml_at(map, "for"))) {
		control_out->repeat = read_for(l, node, map);
		/* A wrong list stops the item: its variable would make all of it wrong too. */
		l->repeats++;
	} else if ((node = lh_yaml_at(map, "index")) || (node = lh_yaml_at(map, "at_least"))) {
		lh_diag(l->ctx, LH_E_READ_MISSING, node->loc, "for", NULL);
	}
	if ((node = lh_yaml_at(map, "count")))
		control_out->counter = counter(l, node);
	if ((node = lh_yaml_at(map, "reset")))
		read_resets(l, node, control_out);
	return outer;
}

void lh__control_end(lh__loader *l, const lh_yaml *map, const lh_scope *outer)
{
	if (lh_yaml_at(map, "for"))
		l->repeats--;
	l->scope = outer;
}

static lh_tmpl_block *new_block(lh__loader *l, lh_tmpl_block_kind kind, lh_loc loc)
{
	lh_tmpl_block *block = LH_NEW(l->arena, lh_tmpl_block);
	block->kind = kind;
	block->loc = loc;
	block->control.counter = -1;
	return block;
}

static lh_tmpl_block *read_para(lh__loader *l, const lh_yaml *item)
{
	static const char *const keys[] = {"para", "style", "fmt", "empty", "blank", LH__CONTROL_KEYS};
	const lh_yaml *map = item->kind == LH_YAML_MAP ? item : NULL;
	lh_tmpl_block *block = new_block(l, LH_TMPL_BLOCK_PARA, item->loc);
	const lh_scope *outer = l->scope;
	if (map) {
		lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
		outer = lh__control_begin(l, map, &block->control);
	}
	block->u.para.style = lh__style(l, lh_yaml_at(map, "style"), "body", item->loc);
	if (lh_yaml_at(map, "fmt"))
		block->u.para.mods = lh__read_mods(l, lh_yaml_at(map, "fmt"));
	if (!map || !lh_yaml_at(map, "for") || block->control.repeat)
		block->u.para.content =
			lh__read_content(l, map ? lh_yaml_at(map, "para") : item, map);
	if (map)
		lh__control_end(l, map, outer);
	return block;
}

static lh_tmpl_block *read_space(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"space", "if"};
	lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
	lh_tmpl_block *block = new_block(l, LH_TMPL_BLOCK_SPACE, map->loc);
	if (lh_yaml_at(map, "if"))
		block->control.cond = lh__read_condition(l, lh_yaml_at(map, "if"));
	block->u.space.height = lh__length(l, lh_yaml_at(map, "space"));
	block->u.space.style = lh__style(l, NULL, "space", map->loc);
	return block;
}

static lh_tmpl_block *read_table_block(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"table", LH__CONTROL_KEYS};
	lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
	lh_tmpl_block *block = new_block(l, LH_TMPL_BLOCK_TABLE, map->loc);
	const lh_scope *outer = lh__control_begin(l, map, &block->control);
	if (!lh_yaml_at(map, "for") || block->control.repeat)
		block->u.table = lh__read_table(l, lh_yaml_at(map, "table"));
	lh__control_end(l, map, outer);
	return block;
}

static lh_tmpl_block *read_seq(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"do", LH__CONTROL_KEYS};
	lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
	lh_tmpl_block *block = new_block(l, LH_TMPL_BLOCK_SEQ, map->loc);
	const lh_scope *outer = lh__control_begin(l, map, &block->control);
	if (!lh_yaml_at(map, "for") || block->control.repeat)
		block->u.seq = lh__read_blocks(l, lh_yaml_at(map, "do"));
	lh__control_end(l, map, outer);
	return block;
}

/* The title is a paragraph of its own, as if it were written in front. */
static const lh_tmpl_block *read_toc_title(lh__loader *l, const lh_yaml *map)
{
	const lh_yaml *title = lh_yaml_at(map, "title");
	if (!title)
		return NULL;
	lh_tmpl_block *block = new_block(l, LH_TMPL_BLOCK_PARA, title->loc);
	block->u.para.style = lh__style(l, lh_yaml_at(map, "title_style"), "body", title->loc);
	block->u.para.content = lh__read_content(l, title, NULL);
	return block;
}

static lh_tmpl_block *read_toc(lh__loader *l, const lh_yaml *item)
{
	static const char *const keys[] = {"toc", "if"};
	static const char *const own_keys[] = {"levels", "style", "indent", "title", "title_style"};
	lh_read_keys(l->ctx, item, keys, LH__COUNT(keys));
	lh_tmpl_block *block = new_block(l, LH_TMPL_BLOCK_TOC, item->loc);
	if (lh_yaml_at(item, "if"))
		block->control.cond = lh__read_condition(l, lh_yaml_at(item, "if"));
	const lh_yaml *map = lh_yaml_at(item, "toc");
	if (!lh_read_keys(l->ctx, map, own_keys, LH__COUNT(own_keys)))
		return block;
	lh_tmpl_toc *toc = &block->u.toc;
	toc->levels = 1;
	toc->indent = 200;
	const lh_yaml *node = lh_yaml_at(map, "levels");
	if (node)
		toc->levels = (uint8_t)lh_read_uint(l->ctx, node, /*min*/0, MAX_LEVELS);
	if ((node = lh_yaml_at(map, "indent")))
		toc->indent = lh__hundredths(l, node);
	toc->style = lh__style(l, lh_yaml_at(map, "style"), "body", map->loc);
	toc->title = read_toc_title(l, map);
	return block;
}

/* Keys that tell what an item is; exactly one of them must be there. */
static lh_tmpl_block *read_item(lh__loader *l, const lh_yaml *item)
{
	static const struct {
		const char *key;
		lh_tmpl_block *(*read)(lh__loader *l, const lh_yaml *item);
	} kinds[] = {
		{"para", read_para},
		{"table", read_table_block},
		{"space", read_space},
		{"do", read_seq},
		{"toc", read_toc},
	};
	if (item->kind == LH_YAML_SCALAR)
		return read_para(l, item);
	if (!lh_read_map(l->ctx, item))
		return NULL;
	for (size_t i = 0; i < LH__COUNT(kinds); i++)
		if (lh_yaml_at(item, kinds[i].key))
			return kinds[i].read(l, item);
	lh__unknown_item(l, item, LH_WORDS("para", "table", "space", "do", "toc"),
			 LH_WORDS("style", "fmt", "empty", "blank", LH__CONTROL_KEYS));
	return NULL;
}

lh_tmpl_block *lh__read_blocks(lh__loader *l, const lh_yaml *list)
{
	const lh_yaml **items;
	size_t n;
	lh_tmpl_block *first = NULL, **tail = &first;
	if (l->depth >= MAX_DEPTH) {
		lh_diag(l->ctx, LH_E_TMPL_DEPTH, list->loc, "do", NULL);
		return NULL;
	}
	l->depth++;
	lh__expand(l, list, &items, &n);
	for (size_t i = 0; i < n; i++) {
		lh_tmpl_block *block = read_item(l, items[i]);
		if (!block)
			continue;
		*tail = block;
		tail = &block->next;
	}
	l->depth--;
	return first;
}

static lh_tmpl_section *read_section(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"section", "edge", "footer", "body", LH__CONTROL_KEYS};
	if (!lh_read_keys(l->ctx, map, keys, LH__COUNT(keys)))
		return NULL;
	const lh_yaml *name = lh_read_need(l->ctx, map, "section"), *body = lh_read_need(l->ctx, map, "body");
	if (!name || !body)
		return NULL;
	lh_tmpl_section *section = LH_NEW(l->arena, lh_tmpl_section);
	section->loc = map->loc;
	const lh_scope *outer = lh__control_begin(l, map, &section->control);
	const lh__page *page =
		lh__lookup(l, &l->pages, lh_read_text(l->ctx, name), name->loc, "版面", "page");
	if (page) {
		section->props = page->props;
		l->text_width = lh_section_text_width(&page->props);
		if (lh_yaml_at(map, "edge"))
			section->props.edge = lh__length(l, lh_yaml_at(map, "edge"));
		if (lh_yaml_at(map, "footer"))
			section->footer = lh__read_text(l, lh_yaml_at(map, "footer"));
		if (!lh_yaml_at(map, "for") || section->control.repeat)
			section->body = lh__read_blocks(l, body);
	}
	lh__control_end(l, map, outer);
	return section;
}

lh_tmpl_section *lh__read_sections(lh__loader *l, const lh_yaml *list)
{
	const lh_yaml **items;
	size_t n;
	lh_tmpl_section *first = NULL, **tail = &first;
	lh__expand(l, list, &items, &n);
	for (size_t i = 0; i < n; i++) {
		lh_tmpl_section *section = read_section(l, items[i]);
		if (!section)
			continue;
		*tail = section;
		tail = &section->next;
	}
	return first;
}
