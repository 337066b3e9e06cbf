/*
 * Tables of contents. Places are noted while the document is filled; when all headings are known,
 * each that stands behind the contents gets a line: its text, dots, the page where it begins, all
 * of it a link. This file knows headings by their level only, and nothing of pages.
 */
#include <string.h>

#include "tmpl/fill/inside.h"

void lh__fill_toc(lh__fill *f, lh_node *parent, const lh_tmpl_block *block)
{
	const lh_tmpl_block *title = block->u.toc.title;
	if (title)
		lh__fill_content(f, parent, title->u.para.style, NULL, &title->u.para.content,
				 title->loc);
	lh__toc_place *place = LH_NEW(f->arena, lh__toc_place);
	*place = (lh__toc_place){block, parent, parent->last, f->tocs};
	f->tocs = place;
}

/* The heading on one line: forced line ends inside it are for its own place only. */
static const char *heading_text(lh__fill *f, const lh_node *heading)
{
	char *text = lh_node_text(f->arena, heading);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static lh_node *add_run(lh__fill *f, lh_node *line, lh_node_kind kind, const lh_node *heading,
			lh_loc loc)
{
	lh_node *node = lh__run(f, line, kind, NULL, loc);
	node->u.run.link = heading;
	return node;
}

static lh_node *toc_line(lh__fill *f, const lh_tmpl_block *block, const lh_node *heading)
{
	const lh_tmpl_toc *toc = &block->u.toc;
	lh_node *line = lh__para(f, NULL, toc->style, NULL, block->loc);
	line->u.para.fmt.indent_left += toc->indent * (heading->u.para.fmt.outline - 1);
	/* A line of the contents is no heading itself, whatever its style says. */
	line->u.para.fmt.outline = 0;
	add_run(f, line, LH_NODE_TEXT, heading, block->loc)->u.run.as.text.text =
		heading_text(f, heading);
	add_run(f, line, LH_NODE_LEADER, heading, block->loc);
	add_run(f, line, LH_NODE_FIELD, heading, block->loc)->u.run.as.field = LH_FIELD_PAGE_OF;
	return line;
}

static void insert(lh__toc_place *place, lh_node *line)
{
	lh_node *parent = place->parent, *before = place->before;
	line->parent = parent;
	line->next = before ? before->next : parent->first;
	*(before ? &before->next : &parent->first) = line;
	if (!line->next)
		parent->last = line;
	place->before = line;
}

/* A walk over the document, from the place of the contents on. */
typedef struct walk {
	lh__fill *f;
	lh__toc_place *place;
	const lh_node *start; /* headings behind it are listed; NULL: from the parent's first on */
	bool behind;
} walk;

static void add_lines(walk *w, const lh_node *node)
{
	const lh_tmpl_toc *toc = &w->place->block->u.toc;
	w->behind |= !w->start && node == w->place->parent;
	if (node->kind == LH_NODE_PARA && w->behind && lh_is_heading(node) &&
	    node->u.para.fmt.outline <= toc->levels)
		insert(w->place, toc_line(w->f, w->place->block, node));
	for (const lh_node *child = node->first; child; child = child->next)
		add_lines(w, child);
	w->behind |= node == w->start;
}

void lh__finish_tocs(lh__fill *f)
{
	for (lh__toc_place *place = f->tocs; place; place = place->next) {
		walk w = {.f = f, .place = place, .start = place->before};
		add_lines(&w, f->document);
	}
}
