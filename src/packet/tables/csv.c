/* Lists as CSV. A column's value goes by its key, of the row or else of what the row is about. */
#include "packet/tables/csv.h"

#include <string.h>

static const lh_shaped nothing = {&(const lh_shape){0}, NULL};

typedef struct list {
	lh_buf *out;
	const lh_list *spec;
	const char *const *words;
} list;

/* Quoted where it must be; a leading sign that a spreadsheet takes for a formula gets an
 * apostrophe. */
static void put_cell(lh_buf *out, lh_member value)
{
	if (value.kind == LH_SHAPE_COUNT)
		lh_buf_int(out, (int64_t)value.count);
	if (value.kind != LH_SHAPE_TEXT)
		return;
	const char *text = value.text;
	bool formula = *text && strchr("=+-@\t", *text);
	if (!formula && !strpbrk(text, "\",\r\n")) {
		lh_buf_puts(out, text);
		return;
	}
	lh_buf_puts(out, formula ? "\"'" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			lh_buf_putc(out, '"');
		lh_buf_putc(out, *text);
	}
	lh_buf_putc(out, '"');
}

static void put_head(const list *l)
{
	lh_buf_puts(l->out, "\xEF\xBB\xBF");
	for (size_t k = 0; k < l->spec->n; k++)
		lh_buf_printf(l->out, "%s%s", k ? "," : "", l->spec->columns[k].name);
	lh_buf_puts(l->out, "\r\n");
}

static void put_row(const list *l, lh_shaped row, lh_shaped about)
{
	for (size_t k = 0; k < l->spec->n; k++) {
		const char *key = l->spec->columns[k].key;
		lh_member value = lh_shape_find(row, key);
		if (k)
			lh_buf_putc(l->out, ',');
		put_cell(l->out, value.kind ? value : lh_shape_find(about, key));
	}
	lh_buf_puts(l->out, "\r\n");
}

/* ---- what is missing ---- */

typedef struct missing_row {
	const char *id, *name, *level, *item, *text, *file;
	size_t line;
} missing_row;

static const lh_shape_field missing_fields[] = {
	{"id", LH_SHAPE_TEXT, LH_AT(missing_row, id)},
	{"name", LH_SHAPE_TEXT, LH_AT(missing_row, name)},
	{"level", LH_SHAPE_TEXT, LH_AT(missing_row, level)},
	{"item", LH_SHAPE_TEXT, LH_AT(missing_row, item)},
	{"text", LH_SHAPE_TEXT, LH_AT(missing_row, text)},
	{"file", LH_SHAPE_TEXT, LH_AT(missing_row, file)},
	{"line", LH_SHAPE_COUNT, LH_AT(missing_row, line)},
};
static const lh_shape missing_shape = LH_SHAPE(missing_row, missing_fields);

static void put_message(const list *l, const lh_packet_record *c, const lh_packet_message *m)
{
	if (m->level == LH_LEVEL_NOTE)
		return;
	const missing_row row = {
		.id = c->id,
		.name = c->name,
		.level = lh_level_name(m->level, LH_LANG_ZH),
		.item = m->code,
		.text = m->zh,
		.file = m->file,
		.line = m->line,
	};
	put_row(l, (lh_shaped){&missing_shape, &row}, nothing);
}

static void put_finding(const list *l, const lh_packet_record *c, const lh_packet_finding *f)
{
	const missing_row row = {
		.id = c->id,
		.name = c->name,
		.level = lh_result_name(f->result, LH_LANG_ZH),
		.item = f->rule,
		.text = *f->message ? f->message : f->quote,
		.file = c->file,
		.line = f->line,
	};
	put_row(l, (lh_shaped){&missing_shape, &row}, nothing);
}

/* Messages about the file, then conditions that are not met or wait for an answer. */
static void put_missing(const list *l, const lh_manifest *manifest)
{
	for (size_t i = 0; i < manifest->n_consortia; i++) {
		const lh_packet_record *c = &manifest->consortia[i];
		for (size_t k = 0; k < c->n_messages; k++)
			put_message(l, c, &c->messages[k]);
		for (size_t k = 0; k < c->n_findings; k++)
			put_finding(l, c, &c->findings[k]);
	}
}

/* ---- what to print ---- */

typedef struct print_row {
	const char *id, *name, *document, *sides, *file;
	size_t paper, seals, signatures;
} print_row;

static const lh_shape_field print_fields[] = {
	{"id", LH_SHAPE_TEXT, LH_AT(print_row, id)},
	{"name", LH_SHAPE_TEXT, LH_AT(print_row, name)},
	{"document", LH_SHAPE_TEXT, LH_AT(print_row, document)},
	{"sides", LH_SHAPE_TEXT, LH_AT(print_row, sides)},
	{"file", LH_SHAPE_TEXT, LH_AT(print_row, file)},
	{"paper", LH_SHAPE_COUNT, LH_AT(print_row, paper)},
	{"seals", LH_SHAPE_COUNT, LH_AT(print_row, seals)},
	{"signatures", LH_SHAPE_COUNT, LH_AT(print_row, signatures)},
};
/* The total only has a number, papers of the district no count of seals. */
static const lh_shape total_shape = {print_fields, 1, sizeof(print_row)},
		      own_shape = {print_fields, 6, sizeof(print_row)},
		      print_shape = LH_SHAPE(print_row, print_fields);

static const char *sides(const list *l, bool duplex)
{
	return l->words[duplex ? LH_WORD_DUPLEX : LH_WORD_SIMPLEX];
}

/* A paper of the district, when it is printed, and what it adds to the total. */
static void put_own(const list *l, const char *own_id, const lh_packet_own *paper,
		    lh_packet_sums *total)
{
	size_t sheets = paper->leaves * paper->copies;
	if (!sheets)
		return;
	const print_row row = {
		.id = own_id,
		.name = l->words[LH_WORD_DISTRICT],
		.document = paper->title,
		.sides = sides(l, paper->leaves < paper->pages),
		.file = paper->path,
		.paper = sheets,
	};
	put_row(l, (lh_shaped){&own_shape, &row}, (lh_shaped){&lh_packet_own_shape, paper});
	total->pages += paper->pages;
	total->leaves += paper->leaves;
	total->paper += sheets;
}

static void put_document(const list *l, const lh_packet_record *c, const lh_packet_document *d)
{
	const print_row row = {
		.id = c->id,
		.name = c->name,
		.document = d->short_title,
		.sides = sides(l, d->duplex),
		.file = d->pdf ? d->pdf : d->docx,
		.paper = d->leaves * d->copies,
		.seals = lh_packet_places(d->slots, d->n_slots, /*signatures*/ false),
		.signatures = lh_packet_places(d->slots, d->n_slots, /*signatures*/ true),
	};
	put_row(l, (lh_shaped){&print_shape, &row}, (lh_shaped){&lh_packet_document_shape, d});
}

/* In the order in which `print` sends them. */
static void put_print(const list *l, const lh_manifest *manifest, const char *own_id,
		      const lh_packet_own *papers, size_t n_papers)
{
	lh_packet_sums total = manifest->totals;
	for (size_t i = 0; i < n_papers; i++)
		put_own(l, own_id, &papers[i], &total);
	for (size_t i = 0; i < manifest->n_consortia; i++) {
		const lh_packet_record *c = &manifest->consortia[i];
		for (size_t k = 0; k < c->n_documents; k++)
			put_document(l, c, &c->documents[k]);
	}
	const print_row row = {.id = l->words[LH_WORD_TOTAL]};
	put_row(l, (lh_shaped){&total_shape, &row}, (lh_shaped){&lh_packet_sums_shape, &total});
}

void lh_list_csv(const lh_list *spec, const lh_lists *lists, const lh_manifest *manifest,
		 const char *own_id, const lh_packet_own *papers, size_t n_papers, lh_buf *out)
{
	const list l = {out, spec, lists->words};
	put_head(&l);
	switch (spec->kind) {
	case LH_LIST_MISSING: put_missing(&l, manifest); break;
	case LH_LIST_PRINT: put_print(&l, manifest, own_id, papers, n_papers); break;
	}
}
