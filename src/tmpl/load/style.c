/*
 * Definitions of a template file: sizes, styles, pages, seal specifications, blocks, the annex
 * page. It knows the words of formats (字体, 字号, 行距 as keys and units); it refuses to know what
 * any style is for.
 */
#include <string.h>

#include "tmpl/load/inside.h"

static const char *const prop_keys[] = {
	"font", "size", "bold", "underline", "align", "line", "before", "after", "first", "left",
	"right", "keep_next", "keep_lines", "page_break", "outline",
};

/* A size by its Chinese name (declared under `sizes:`) or as a length in points. */
static lh_emu read_size(lh__loader *l, const lh_yaml *node)
{
	const char *word = lh_read_text(l->ctx, node);
	const lh_emu *named = lh__find(&l->sizes, word);
	if (named)
		return *named;
	if (*word >= '0' && *word <= '9')
		return lh__length(l, node);
	lh__lookup(l, &l->sizes, word, node->loc, "字号", "size");
	return 0;
}

static void read_line(lh__loader *l, const lh_yaml *node, lh_para_fmt *fmt)
{
	const char *word = lh_read_text(l->ctx, node);
	size_t length = strlen(word);
	bool exact = length > 2 &&
		     (strcmp(word + length - 2, "pt") == 0 || strcmp(word + length - 2, "mm") == 0);
	fmt->line_rule = exact ? LH_LINE_EXACT : LH_LINE_MULTIPLE;
	fmt->line = exact ? lh__length(l, node) : lh__hundredths(l, node);
}

static void read_prop(lh__loader *l, const lh_yaml *node, lh_tmpl_prop prop, lh_para_fmt *fmt)
{
	static const char *const roles[] = {"song", "fang", "hei", "kai", "title"};
	static const char *const aligns[] = {"left", "center", "right", "justify", "spread"};
	switch (prop) {
	case LH_TMPL_PROP_FONT:
		fmt->run.role = (lh_role)lh_read_choice(l->ctx, node, roles, LH__COUNT(roles));
		break;
	case LH_TMPL_PROP_SIZE: fmt->run.size = read_size(l, node); break;
	case LH_TMPL_PROP_BOLD: fmt->run.bold = lh_read_bool(l->ctx, node); break;
	case LH_TMPL_PROP_UNDERLINE: fmt->run.underline = lh_read_bool(l->ctx, node); break;
	case LH_TMPL_PROP_ALIGN:
		fmt->align = (lh_align)lh_read_choice(l->ctx, node, aligns, LH__COUNT(aligns));
		break;
	case LH_TMPL_PROP_LINE: read_line(l, node, fmt); break;
	case LH_TMPL_PROP_BEFORE: fmt->space_before = lh__length(l, node); break;
	case LH_TMPL_PROP_AFTER: fmt->space_after = lh__length(l, node); break;
	case LH_TMPL_PROP_FIRST: fmt->indent_first = lh__hundredths(l, node); break;
	case LH_TMPL_PROP_LEFT: fmt->indent_left = lh__hundredths(l, node); break;
	case LH_TMPL_PROP_RIGHT: fmt->indent_right = lh__hundredths(l, node); break;
	case LH_TMPL_PROP_KEEP_NEXT: fmt->keep_next = lh_read_bool(l->ctx, node); break;
	case LH_TMPL_PROP_KEEP_LINES: fmt->keep_lines = lh_read_bool(l->ctx, node); break;
	case LH_TMPL_PROP_PAGE_BREAK: fmt->page_break_before = lh_read_bool(l->ctx, node); break;
	case LH_TMPL_PROP_OUTLINE: fmt->outline = (uint8_t)lh_read_uint(l->ctx, node, /*min*/0, /*max*/9); break;
	}
}

static void read_props(lh__loader *l, const lh_yaml *map, lh_tmpl_mods *mods)
{
	for (size_t i = 0; i < LH__COUNT(prop_keys); i++) {
		const lh_yaml *value = lh_yaml_at(map, prop_keys[i]);
		if (!value)
			continue;
		read_prop(l, value, (lh_tmpl_prop)(1u << i), &mods->fmt);
		mods->set |= 1u << i;
	}
}

lh_tmpl_mods *lh__read_mods(lh__loader *l, const lh_yaml *map)
{
	if (!map || !lh_read_keys(l->ctx, map, prop_keys, LH__COUNT(prop_keys)))
		return NULL;
	lh_tmpl_mods *mods = LH_NEW(l->arena, lh_tmpl_mods);
	read_props(l, map, mods);
	return mods;
}

static void apply_run(const lh_tmpl_mods *mods, lh_run_fmt *run)
{
	if (mods->set & LH_TMPL_PROP_FONT)
		run->role = mods->fmt.run.role;
	if (mods->set & LH_TMPL_PROP_SIZE)
		run->size = mods->fmt.run.size;
	if (mods->set & LH_TMPL_PROP_BOLD)
		run->bold = mods->fmt.run.bold;
	if (mods->set & LH_TMPL_PROP_UNDERLINE)
		run->underline = mods->fmt.run.underline;
}

void lh_tmpl_apply_mods(const lh_tmpl_mods *mods, lh_para_fmt *fmt)
{
	if (!mods)
		return;
	const lh_para_fmt *from = &mods->fmt;
	apply_run(mods, &fmt->run);
	if (mods->set & LH_TMPL_PROP_ALIGN)
		fmt->align = from->align;
	if (mods->set & LH_TMPL_PROP_LINE) {
		fmt->line_rule = from->line_rule;
		fmt->line = from->line;
	}
	if (mods->set & LH_TMPL_PROP_BEFORE)
		fmt->space_before = from->space_before;
	if (mods->set & LH_TMPL_PROP_AFTER)
		fmt->space_after = from->space_after;
	if (mods->set & LH_TMPL_PROP_FIRST)
		fmt->indent_first = from->indent_first;
	if (mods->set & LH_TMPL_PROP_LEFT)
		fmt->indent_left = from->indent_left;
	if (mods->set & LH_TMPL_PROP_RIGHT)
		fmt->indent_right = from->indent_right;
	if (mods->set & LH_TMPL_PROP_KEEP_NEXT)
		fmt->keep_next = from->keep_next;
	if (mods->set & LH_TMPL_PROP_KEEP_LINES)
		fmt->keep_lines = from->keep_lines;
	if (mods->set & LH_TMPL_PROP_PAGE_BREAK)
		fmt->page_break_before = from->page_break_before;
	if (mods->set & LH_TMPL_PROP_OUTLINE)
		fmt->outline = from->outline;
}

const lh_style *lh__style(lh__loader *l, const lh_yaml *node, const char *default_name, lh_loc loc)
{
	const char *name = node ? lh_read_text(l->ctx, node) : default_name;
	return lh__lookup(l, &l->styles, name, node ? node->loc : loc, "样式", "style");
}

static void read_sizes(lh__loader *l, const lh_yaml *map)
{
	for (size_t i = 0; i < map->u.map.n; i++) {
		lh_emu *size = LH_NEW(l->arena, lh_emu);
		*size = lh__length(l, map->u.map.entries[i].value);
		lh__put(l->arena, &l->sizes, map->u.map.entries[i].key, size,
			map->u.map.entries[i].key_loc);
	}
}

/* A style is complete: what it does not say it has from `base`, and a first one from this. */
static const lh_para_fmt first_fmt = {
	.align = LH_ALIGN_JUSTIFY,
	.line_rule = LH_LINE_MULTIPLE,
	.line = 100,
	.run = {.role = LH_ROLE_SONG, .size = 12 * LH_EMU_PT},
};

static void read_styles(lh__loader *l, const lh_yaml *map)
{
	const char *keys[LH__COUNT(prop_keys) + 2] = {"name", "base"};
	memcpy(keys + 2, prop_keys, sizeof prop_keys);
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		if (!lh_read_keys(l->ctx, entry->value, keys, LH__COUNT(keys)))
			continue;
		lh_style *style = LH_NEW(l->arena, lh_style);
		const lh_yaml *name = lh_read_need(l->ctx, entry->value, "name");
		const lh_yaml *base = lh_yaml_at(entry->value, "base");
		const lh_style *from = base ? lh__style(l, base, NULL, base->loc) : NULL;
		lh_tmpl_mods mods = {0};
		read_props(l, entry->value, &mods);
		style->id = entry->key;
		style->name = name ? lh_read_text(l->ctx, name) : entry->key;
		style->fmt = from ? from->fmt : first_fmt;
		lh_tmpl_apply_mods(&mods, &style->fmt);
		lh__put(l->arena, &l->styles, entry->key, style, entry->key_loc);
	}
}

static void read_margins(lh__loader *l, const lh_yaml *node, lh_section_props *props)
{
	lh_emu *const sides[] = {&props->margin_top, &props->margin_right, &props->margin_bottom,
				 &props->margin_left};
	if (!lh_read_list(l->ctx, node) || !lh_read_count(l->ctx, node, LH__COUNT(sides)))
		return;
	for (size_t i = 0; i < LH__COUNT(sides); i++)
		*sides[i] = lh__length(l, node->u.list.items[i]);
}

static void read_pair(lh__loader *l, const lh_yaml *node, lh_emu *first, lh_emu *second)
{
	if (!lh_read_list(l->ctx, node) || !lh_read_count(l->ctx, node, 2))
		return;
	*first = lh__length(l, node->u.list.items[0]);
	*second = lh__length(l, node->u.list.items[1]);
}

static void read_pages(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"paper", "margins", "number", "start", "center"};
	static const char *const numbers[] = {"none", "center", "dashed"};
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		if (!lh_read_keys(l->ctx, entry->value, keys, LH__COUNT(keys)))
			continue;
		lh__page *page = LH_NEW(l->arena, lh__page);
		lh_section_props *props = &page->props;
		const lh_yaml *node = lh_read_need(l->ctx, entry->value, "paper");
		if (node)
			read_pair(l, node, &props->page_w, &props->page_h);
		if ((node = lh_read_need(l->ctx, entry->value, "margins")))
			read_margins(l, node, props);
		if ((node = lh_yaml_at(entry->value, "number")))
			props->page_number =
				(lh_page_number)lh_read_choice(l->ctx, node, numbers, LH__COUNT(numbers));
		if ((node = lh_yaml_at(entry->value, "start")))
			props->page_start = (int32_t)lh_read_uint(l->ctx, node, /*min*/0, /*max*/9999);
		if ((node = lh_yaml_at(entry->value, "center")))
			props->vertical_center = lh_read_bool(l->ctx, node);
		lh__put(l->arena, &l->pages, entry->key, page, entry->key_loc);
	}
}

static void read_slots(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"kind", "diameter", "free", "keyword"};
	static const char *const kinds[] = {"seal", "personal_seal", "signature", "date"};
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		if (!lh_read_keys(l->ctx, entry->value, keys, LH__COUNT(keys)))
			continue;
		lh_slot *slot = LH_NEW(l->arena, lh_slot);
		const lh_yaml *node = lh_read_need(l->ctx, entry->value, "kind");
		if (node)
			slot->kind = (lh_slot_kind)lh_read_choice(l->ctx, node, kinds, LH__COUNT(kinds));
		if ((node = lh_read_need(l->ctx, entry->value, "diameter")))
			slot->diameter = lh__length(l, node);
		if ((node = lh_read_need(l->ctx, entry->value, "free")))
			read_pair(l, node, &slot->free_w, &slot->free_h);
		if ((node = lh_yaml_at(entry->value, "keyword")))
			slot->keyword = lh_read_text(l->ctx, node);
		lh__put(l->arena, &l->slots, entry->key, slot, entry->key_loc);
	}
}

/* What the parties are called in the keywords of their places. */
static void read_parties(lh__loader *l, const lh_yaml *map)
{
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		lh__put(l->arena, &l->parties, entry->key, lh_read_text(l->ctx, entry->value), entry->key_loc);
	}
}

/* How tables of a kind look: rules, frame, room between rule and text. */
static void read_tables(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"border", "frame", "pad", "centered", "picture"};
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		if (!lh_read_keys(l->ctx, entry->value, keys, LH__COUNT(keys)))
			continue;
		lh_tmpl_look *look = LH_NEW(l->arena, lh_tmpl_look);
		lh_table_props *table = &look->props;
		const lh_yaml *node = lh_read_need(l->ctx, entry->value, "border");
		if (node)
			table->border = lh__length(l, node);
		if ((node = lh_read_need(l->ctx, entry->value, "frame")))
			table->border_outer = lh__length(l, node);
		if ((node = lh_read_need(l->ctx, entry->value, "pad")))
			read_pair(l, node, &table->pad_x, &table->pad_y);
		if ((node = lh_yaml_at(entry->value, "centered")))
			table->centered = lh_read_bool(l->ctx, node);
		if ((node = lh_yaml_at(entry->value, "picture")))
			look->picture = lh__read_condition(l, node);
		lh__put(l->arena, &l->tables, entry->key, look, entry->key_loc);
	}
}

static void read_macros(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"params", "body"};
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		if (!lh_read_keys(l->ctx, entry->value, keys, LH__COUNT(keys)))
			continue;
		lh__macro *macro = LH_NEW(l->arena, lh__macro);
		macro->params = lh_yaml_at(entry->value, "params");
		if (macro->params && !lh_read_map(l->ctx, macro->params))
			macro->params = NULL;
		macro->body = lh_read_need(l->ctx, entry->value, "body");
		if (macro->body && lh_read_list(l->ctx, macro->body))
			lh__put(l->arena, &l->macros, entry->key, macro, entry->key_loc);
	}
}

static void read_annex(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"page", "refer", "heading", "heading_style",
					   "text_style"};
	lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
	const lh_yaml *page = lh_read_need(l->ctx, map, "page");
	const lh_yaml *refer = lh_read_need(l->ctx, map, "refer"), *heading = lh_read_need(l->ctx, map, "heading");
	const lh_yaml *heading_style = lh_read_need(l->ctx, map, "heading_style");
	const lh_yaml *text_style = lh_read_need(l->ctx, map, "text_style");
	if (!page || !refer || !heading || !heading_style || !text_style)
		return;
	const lh__page *found =
		lh__lookup(l, &l->pages, lh_read_text(l->ctx, page), page->loc, "版面", "page");
	l->annex = (lh_tmpl_annex){
		.defined = found != NULL,
		.loc = map->loc,
		.refer = lh_read_text(l->ctx, refer),
		.heading = lh_read_text(l->ctx, heading),
		.heading_style = lh__style(l, heading_style, NULL, map->loc),
		.text_style = lh__style(l, text_style, NULL, map->loc),
	};
	if (found)
		l->annex.page = found->props;
}

void lh__read_definitions(lh__loader *l, const lh_yaml *file)
{
	static const struct {
		const char *key;
		void (*read)(lh__loader *l, const lh_yaml *map);
	} parts[] = {
		{"sizes", read_sizes}, {"styles", read_styles}, {"pages", read_pages},
		{"slots", read_slots}, {"tables", read_tables}, {"blocks", read_macros},
		{"annex", read_annex}, {"parties", read_parties},
	};
	for (size_t i = 0; i < LH__COUNT(parts); i++) {
		const lh_yaml *map = lh_yaml_at(file, parts[i].key);
		if (map && lh_read_map(l->ctx, map))
			parts[i].read(l, map);
	}
}
