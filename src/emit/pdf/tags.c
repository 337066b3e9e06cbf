/*
 * The structure tree of a tagged PDF. This file knows structure types and the two ways between a
 * page's marks and the tree; it refuses to know what is drawn.
 */
#include "emit/pdf/tags.h"

#include <string.h>

#include "util/arena.h"

enum {
	/* Rows of a number tree's leaf: no array of it grows with the document. */
	LEAF = 256,
};

typedef enum kid_kind { KID_TAG, KID_MARK, KID_ANNOTATION } kid_kind;

typedef struct kid {
	struct kid *next;
	kid_kind kind;
	lh__tag *tag; /* KID_TAG */
	size_t page;
	size_t number;      /* KID_MARK */
	lh__pdf_ref annotation; /* KID_ANNOTATION */
} kid;

struct lh__tag {
	lh__tag *parent, *next; /* next: in the order of making */
	const lh_node *node;
	const char *type;
	kid *first, *last;
	lh__pdf_ref ref;
};

/* Elements of a page's marks, by number. */
typedef struct page_marks {
	lh__tag **tags;
	size_t n, capacity;
} page_marks;

typedef struct slot {
	const lh_node *node;
	lh__tag *tag;
} slot;

struct lh__pdftags {
	lh_arena *arena;
	lh__tag *root, *last;
	slot *table; /* by node, open addressing; capacity is a power of two */
	size_t n, capacity;
	page_marks *pages;
	size_t n_pages;
	page_marks annotations;
};

static kid *add_kid(lh__pdftags *tags, lh__tag *tag, kid_kind kind)
{
	kid *k = LH_NEW(tags->arena, kid);
	k->kind = kind;
	if (tag->last)
		tag->last->next = k;
	else
		tag->first = k;
	tag->last = k;
	return k;
}

static lh__tag *new_tag(lh__pdftags *tags, lh__tag *parent, const lh_node *node, const char *type)
{
	lh__tag *tag = LH_NEW(tags->arena, lh__tag);
	tag->parent = parent;
	tag->node = node;
	tag->type = type;
	if (tags->last)
		tags->last->next = tag;
	tags->last = tag;
	if (parent)
		add_kid(tags, parent, KID_TAG)->tag = tag;
	return tag;
}

static size_t hash(const lh_node *node)
{
	uint64_t bits = (uint64_t)(uintptr_t)node >> 4;
	return (size_t)(bits * 0x9E3779B97F4A7C15u >> 20);
}

static slot *find(slot *table, size_t capacity, const lh_node *node)
{
	size_t i = hash(node) & (capacity - 1);
	while (table[i].node && table[i].node != node)
		i = (i + 1) & (capacity - 1);
	return &table[i];
}

static void grow(lh__pdftags *tags)
{
	size_t capacity = tags->capacity ? 2 * tags->capacity : 256;
	slot *table = LH_NEW_ARRAY(tags->arena, slot, capacity);
	for (size_t i = 0; i < tags->capacity; i++) {
		if (tags->table[i].node)
			*find(table, capacity, tags->table[i].node) = tags->table[i];
	}
	tags->table = table;
	tags->capacity = capacity;
}

lh__pdftags *lh__pdftags_new(lh_arena *arena, const lh_node *document, size_t n_pages)
{
	lh__pdftags *tags = LH_NEW(arena, lh__pdftags);
	tags->arena = arena;
	tags->pages = LH_NEW_ARRAY(arena, page_marks, n_pages);
	tags->n_pages = n_pages;
	grow(tags);
	tags->root = new_tag(tags, NULL, document, "Document");
	return tags;
}

static bool in_head(const lh_node *row)
{
	const lh_node *group = row->parent;
	if (!group || group->kind != LH_NODE_ROWGROUP)
		return false;
	const lh_node *at = group->first;
	for (size_t i = 0; i < group->u.rowgroup.n_head && at; i++, at = at->next) {
		if (at == row)
			return true;
	}
	return false;
}

static const char *heading(uint8_t outline)
{
	static const char *const types[] = {"P", "H1", "H2", "H3", "H4", "H5", "H6"};
	/* There is no H7. */
	return types[outline < 6 ? outline : 6];
}

/* Structure type of a node, or NULL when it has no element of its own. */
static const char *type_of(const lh_node *node)
{
	switch (node->kind) {
	case LH_NODE_DOCUMENT: /* one of several bound together */
		return "Part";
	case LH_NODE_SECTION:
		return "Sect";
	case LH_NODE_PARA:
		return heading(node->u.para.fmt.outline);
	case LH_NODE_TABLE:
		return "Table";
	case LH_NODE_ROW:
		return "TR";
	case LH_NODE_CELL:
		return node->parent && in_head(node->parent) ? "TH" : "TD";
	case LH_NODE_ROWGROUP:
	case LH_NODE_TEXT:
	case LH_NODE_FIELD:
	case LH_NODE_BLANK:
	case LH_NODE_CHECK:
	case LH_NODE_BREAK:
	case LH_NODE_LEADER:
		return NULL;
	}
	return NULL;
}

lh__tag *lh__pdftags_of(lh__pdftags *tags, const lh_node *block)
{
	if (!block || block == tags->root->node)
		return tags->root;
	slot *s = find(tags->table, tags->capacity, block);
	if (s->node)
		return s->tag;
	lh__tag *parent = lh__pdftags_of(tags, block->parent);
	const char *type = type_of(block);
	if (!type)
		return parent;
	if (2 * ++tags->n > tags->capacity)
		grow(tags);
	lh__tag *tag = new_tag(tags, parent, block, type);
	*find(tags->table, tags->capacity, block) = (slot){block, tag};
	return tag;
}

static size_t enter(lh_arena *arena, page_marks *marks, lh__tag *tag)
{
	if (marks->n == marks->capacity) {
		size_t capacity = marks->capacity ? 2 * marks->capacity : 64;
		lh__tag **tags = LH_NEW_ARRAY(arena, lh__tag *, capacity);
		if (marks->n)
			memcpy(tags, marks->tags, marks->n * sizeof *tags);
		marks->tags = tags;
		marks->capacity = capacity;
	}
	marks->tags[marks->n] = tag;
	return marks->n++;
}

size_t lh__pdftags_mark(lh__pdftags *tags, lh__tag *tag, size_t page)
{
	kid *k = add_kid(tags, tag, KID_MARK);
	k->page = page;
	k->number = enter(tags->arena, &tags->pages[page], tag);
	return k->number;
}

size_t lh__pdftags_annotation(lh__pdftags *tags, lh__tag *tag, size_t page, lh__pdf_ref annotation,
			 const char *type)
{
	lh__tag *own = new_tag(tags, tag, NULL, type);
	kid *k = add_kid(tags, own, KID_ANNOTATION);
	k->page = page;
	k->annotation = annotation;
	/* Keys of the parent tree: the pages first, the annotations behind them. */
	return tags->n_pages + enter(tags->arena, &tags->annotations, own);
}

/* Marks on the page that /Pg names are bare numbers; others say their page. */
static void put_kid(const kid *k, size_t home, const lh__pdf_ref *pages, lh_buf *buf)
{
	switch (k->kind) {
	case KID_TAG:
		lh__pdf_at(buf, k->tag->ref);
		break;
	case KID_MARK:
		if (k->page == home) {
			lh_buf_int(buf, (int64_t)k->number);
			break;
		}
		lh_buf_puts(buf, "<</Type/MCR/Pg ");
		lh__pdf_at(buf, pages[k->page]);
		lh_buf_puts(buf, "/MCID ");
		lh_buf_int(buf, (int64_t)k->number);
		lh_buf_puts(buf, ">>");
		break;
	case KID_ANNOTATION:
		lh_buf_puts(buf, "<</Type/OBJR/Pg ");
		lh__pdf_at(buf, pages[k->page]);
		lh_buf_puts(buf, "/Obj ");
		lh__pdf_at(buf, k->annotation);
		lh_buf_puts(buf, ">>");
		break;
	}
}

static void put_cell(const lh__tag *tag, lh_buf *buf)
{
	const lh_cell_props *cell = &tag->node->u.cell;
	bool head = strcmp(tag->type, "TH") == 0;
	if (!head && cell->col_span <= 1 && cell->row_span <= 1)
		return;
	lh_buf_puts(buf, "/A<</O/Table");
	if (head)
		lh_buf_puts(buf, "/Scope/Column");
	if (cell->col_span > 1) {
		lh_buf_puts(buf, "/ColSpan ");
		lh_buf_int(buf, cell->col_span);
	}
	if (cell->row_span > 1) {
		lh_buf_puts(buf, "/RowSpan ");
		lh_buf_int(buf, cell->row_span);
	}
	lh_buf_puts(buf, ">>");
}

static void write_tag(const lh__tag *tag, lh__pdf *pdf, lh__pdf_ref root, const lh__pdf_ref *pages,
		      lh_buf *buf)
{
	size_t home = SIZE_MAX;
	for (const kid *k = tag->first; k && home == SIZE_MAX; k = k->next) {
		if (k->kind == KID_MARK)
			home = k->page;
	}
	lh_buf_clear(buf);
	lh_buf_puts(buf, "/S/");
	lh_buf_puts(buf, tag->type);
	lh_buf_puts(buf, "/P ");
	lh__pdf_at(buf, tag->parent ? tag->parent->ref : root);
	if (home != SIZE_MAX) {
		lh_buf_puts(buf, "/Pg ");
		lh__pdf_at(buf, pages[home]);
	}
	if (tag->node && tag->node->kind == LH_NODE_CELL)
		put_cell(tag, buf);
	lh_buf_puts(buf, "/K[");
	for (const kid *k = tag->first; k; k = k->next) {
		put_kid(k, home, pages, buf);
		if (k->next)
			lh_buf_putc(buf, ' ');
	}
	lh_buf_puts(buf, "]\n");
	lh__pdf_put(pdf, tag->ref, buf);
}

/* A row of the parent tree: the elements of a page's marks, or the one of an annotation. */
static void put_parents(const lh__pdftags *tags, size_t key, lh_buf *buf)
{
	lh_buf_int(buf, (int64_t)key);
	if (key >= tags->n_pages) {
		lh_buf_putc(buf, ' ');
		lh__pdf_at(buf, tags->annotations.tags[key - tags->n_pages]->ref);
		lh_buf_putc(buf, '\n');
		return;
	}
	lh_buf_putc(buf, '[');
	const page_marks *marks = &tags->pages[key];
	for (size_t i = 0; i < marks->n; i++) {
		if (i)
			lh_buf_putc(buf, ' ');
		lh__pdf_at(buf, marks->tags[i]->ref);
	}
	lh_buf_puts(buf, "]\n");
}

static lh__pdf_ref write_parent_tree(const lh__pdftags *tags, lh__pdf *pdf)
{
	size_t n = tags->n_pages + tags->annotations.n;
	lh__pdf_ref root = lh__pdf_dict(pdf);
	lh_buf kids = {0}, leaf = {0};
	lh_buf_puts(&kids, "/Kids[");
	for (size_t first = 0; first < n; first += LEAF) {
		size_t last = (first + LEAF < n ? first + LEAF : n) - 1;
		lh__pdf_ref ref = lh__pdf_dict(pdf);
		lh_buf_clear(&leaf);
		lh_buf_printf(&leaf, "/Limits[%zu %zu]/Nums[", first, last);
		for (size_t key = first; key <= last; key++)
			put_parents(tags, key, &leaf);
		lh_buf_puts(&leaf, "]\n");
		lh__pdf_put(pdf, ref, &leaf);
		if (first)
			lh_buf_putc(&kids, ' ');
		lh__pdf_at(&kids, ref);
	}
	lh_buf_puts(&kids, "]\n");
	lh__pdf_put(pdf, root, &kids);
	lh_buf_free(&kids);
	lh_buf_free(&leaf);
	return root;
}

lh__pdf_ref lh__pdftags_write(lh__pdftags *tags, lh__pdf *pdf, const lh__pdf_ref *pages)
{
	lh__pdf_ref root = lh__pdf_dict(pdf);
	for (lh__tag *tag = tags->root; tag; tag = tag->next)
		tag->ref = lh__pdf_dict(pdf);
	lh_buf buf = {0};
	for (const lh__tag *tag = tags->root; tag; tag = tag->next)
		write_tag(tag, pdf, root, pages, &buf);
	lh_buf_clear(&buf);
	lh_buf_puts(&buf, "/Type/StructTreeRoot/K ");
	lh__pdf_at(&buf, tags->root->ref);
	lh_buf_puts(&buf, "/ParentTree ");
	lh__pdf_at(&buf, write_parent_tree(tags, pdf));
	lh_buf_printf(&buf, "/ParentTreeNextKey %zu\n", tags->n_pages + tags->annotations.n);
	lh__pdf_put(pdf, root, &buf);
	lh_buf_free(&buf);
	return root;
}
