/*
 * Links to headings. Only headings that something leads to get a bookmark, numbered as the
 * links come; its name is one that Word takes for its own and hides.
 */
#include "emit/docx/inside.h"

static bool is_target(const lh_docx *docx, const lh_node *heading)
{
	for (size_t i = 0; i < docx->n_anchors; i++)
		if (docx->anchors[i] == heading)
			return true;
	return false;
}

static size_t count_links(const lh_node *node)
{
	if (node->kind >= LH_NODE_TEXT)
		return node->u.run.link != NULL;
	size_t n = 0;
	for (const lh_node *child = node->first; child; child = child->next)
		n += count_links(child);
	return n;
}

static void collect(lh_docx *docx, const lh_node *node)
{
	if (node->kind >= LH_NODE_TEXT) {
		if (node->u.run.link && !is_target(docx, node->u.run.link))
			docx->anchors[docx->n_anchors++] = node->u.run.link;
		return;
	}
	for (const lh_node *child = node->first; child; child = child->next)
		collect(docx, child);
}

void lh_docx_links(lh_docx *docx)
{
	size_t n = count_links(docx->document);
	if (!n)
		return;
	docx->anchors = LH_NEW_ARRAY(docx->arena, const lh_node *, n);
	collect(docx, docx->document);
}

const char *lh_docx_anchor(const lh_docx *docx, const lh_node *heading)
{
	for (size_t i = 0; i < docx->n_anchors; i++)
		if (docx->anchors[i] == heading)
			return lh_fmt(docx->arena, "_Toc%08zu", i + 1);
	return NULL;
}

const char *lh_docx_page_of_heading(const lh_docx *docx, const lh_node *heading)
{
	const lh_pages *pages = docx->pages;
	for (size_t i = 0; pages && i < pages->n_bookmarks; i++)
		if (pages->bookmarks[i].para == heading)
			return pages->bookmarks[i].number;
	return "1";
}
