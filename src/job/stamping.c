/*
 * From placed slots to sheets. It knows that parties are told apart by name and that leaves are not
 * pages; which papers there are, how many copies and whether edges are sealed is said by templates.
 */
#include "job/stamping.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "emit/slots.h"
#include "job/record.h"

/* Switches that are read here, declared in templates/common/options.yaml. */
static const char option_copies[] = "seal_copies", option_duplex[] = "duplex",
		  option_leaves[] = "edge_leaves";

const lh_field *lh_stamping_field(const lh_schema *schema)
{
	const lh_field *field = lh_record_field(schema->root, "seal_sheets");
	return field && field->internal && field->type.kind == LH_KIND_LIST ? field : NULL;
}

/* ---- collecting ---- */

typedef struct collector {
	lh_ctx *ctx;
	lh_engine *engine;
	lh_arena *arena;
	const lh_paper_request *request;
	lh_env *env;
	lh_stamping *stamping;
	size_t copies;        /* of papers that do not say */
	bool duplex;
	size_t edge_leaves;   /* one seal crosses so many leaves at most */
} collector;

static const char *option_text(collector *c, const char *key)
{
	lh_names *names = lh_engine_names(c->engine, c->arena, c->request->jurisdiction);
	for (size_t i = 0; i < names->n_options; i++) {
		if (strcmp(names->options[i].key, key) != 0)
			continue;
		const lh_expr *expr = lh_expr_parse(c->ctx, c->arena, lh_fmt(c->arena, "option('%s')", key),
						    lh_nowhere, names, NULL);
		const lh_val *value = expr ? lh_expr_eval(c->env, expr) : NULL;
		return value ? value->u.text : "";
	}
	return "";
}

static size_t option_number(collector *c, const char *key, size_t otherwise)
{
	lh_num number;
	const char *text = option_text(c, key);
	bool ok = *text && lh_num_parse(text, &number) && number >= LH_NUM_ONE && number % LH_NUM_ONE == 0;
	return ok ? (size_t)(number / LH_NUM_ONE) : otherwise;
}

/* Units are told apart by name; without one, by their part. */
static lh_stamp_sheet *sheet_of(collector *c, const lh_slot *slot)
{
	lh_stamping *s = c->stamping;
	for (size_t i = 0; i < s->n; i++) {
		bool same = *slot->name ? strcmp(s->sheets[i].name, slot->name) == 0
					: !*s->sheets[i].name && strcmp(s->sheets[i].who, slot->who) == 0;
		if (same)
			return &s->sheets[i];
	}
	if (s->n == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 16;
		lh_stamp_sheet *sheets = LH_NEW_ARRAY(c->arena, lh_stamp_sheet, s->cap);
		if (s->n)
			memcpy(sheets, s->sheets, s->n * sizeof *sheets);
		s->sheets = sheets;
	}
	s->sheets[s->n] = (lh_stamp_sheet){.who = slot->who, .name = slot->name, .party = slot->party};
	return &s->sheets[s->n++];
}

static void add_stamp(collector *c, lh_stamp_sheet *sheet, const lh_stamp *stamp)
{
	if (sheet->n == sheet->cap) {
		sheet->cap = sheet->cap ? 2 * sheet->cap : 8;
		lh_stamp *stamps = LH_NEW_ARRAY(c->arena, lh_stamp, sheet->cap);
		if (sheet->n)
			memcpy(stamps, sheet->stamps, sheet->n * sizeof *stamps);
		sheet->stamps = stamps;
	}
	sheet->stamps[sheet->n++] = *stamp;
	size_t times = stamp->copies * stamp->seals;
	if (!stamp->slot || stamp->slot->slot->kind == LH_SLOT_SEAL ||
	    stamp->slot->slot->kind == LH_SLOT_PERSONAL_SEAL)
		sheet->impressions += times;
	else if (stamp->slot->slot->kind == LH_SLOT_SIGNATURE)
		sheet->signatures += times;
}

/* Who seals the paper seals its edges too. */
static void add_edges(collector *c, const lh_stamp *common)
{
	lh_stamp edge = *common;
	edge.seals = (edge.leaves + c->edge_leaves - 1) / c->edge_leaves;
	for (size_t i = 0; edge.leaves > 1 && i < c->stamping->n; i++) {
		lh_stamp_sheet *sheet = &c->stamping->sheets[i];
		bool seals = false;
		for (size_t k = 0; k < sheet->n && !seals; k++)
			seals = sheet->stamps[k].document == edge.document && sheet->stamps[k].slot &&
				sheet->stamps[k].slot->slot->kind == LH_SLOT_SEAL;
		if (seals)
			add_stamp(c, sheet, &edge);
	}
}

/* Does a section keep its edges free for a seal across the leaves? */
static bool has_edge(const lh_node *document)
{
	bool edge = false;
	for (const lh_node *section = document->first; section; section = section->next)
		edge = edge || section->u.section.edge > 0;
	return edge;
}

static bool add_paper(collector *c, const lh_document_info *document)
{
	lh_paper_request request = *c->request;
	request.document = document;
	lh_paper paper;
	size_t before = lh_diag_count(c->ctx);
	if (!lh_paper_lay(c->ctx, c->engine, c->arena, &request, &paper))
		return false;
	/* What the paper lacks is told when it is made itself. */
	if (!lh_diag_errors(c->ctx))
		lh_diag_rewind(c->ctx, before);
	const lh_tmpl *tmpl = lh_engine_template(c->ctx, c->engine, request.jurisdiction, document);
	size_t copies = (size_t)lh_tmpl_copies(tmpl, c->env), pages = paper.pages->n_pages;
	lh_stamp stamp = {
		.document = document->key,
		.title = paper.document->u.document.title,
		.copies = copies ? copies : c->copies,
		.pages = pages,
		.leaves = c->duplex ? (pages + 1) / 2 : pages,
		.seals = 1,
	};
	lh_stamp common = stamp;
	for (size_t i = 0; i < paper.pages->n_slots; i++) {
		stamp.slot = &paper.pages->slots[i];
		add_stamp(c, sheet_of(c, stamp.slot->slot), &stamp);
	}
	if (has_edge(paper.document))
		add_edges(c, &common);
	return true;
}

bool lh_stamping_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		      const lh_stamping **stamping_out)
{
	const lh_jurisdiction *j = request->jurisdiction;
	const lh_field *own = lh_stamping_field(lh_engine_catalog(engine)->names.schema);
	collector c = {.ctx = ctx, .engine = engine, .arena = arena, .request = request};
	c.stamping = LH_NEW(arena, lh_stamping);
	c.env = lh_env_new(ctx, arena, lh_engine_names(engine, arena, j), request->consortium, j->key);
	for (size_t i = 0; i < request->fill.n_options; i++)
		lh_env_option(c.env, request->fill.options[i].key, request->fill.options[i].value);
	c.copies = option_number(&c, option_copies, 1);
	c.edge_leaves = option_number(&c, option_leaves, 15);
	c.duplex = strcmp(option_text(&c, option_duplex), "off") != 0;
	bool ok = true;
	for (size_t i = 0; i < j->n_documents; i++) {
		lh_paper_request one = *request;
		one.document = &j->documents[i];
		if (!lh_engine_template(ctx, engine, j, one.document))
			ok = false;
		else if (!lh_engine_reads(ctx, engine, j, one.document, own) && lh_paper_wanted(ctx, engine, arena, &one))
			ok = add_paper(&c, one.document) && ok;
	}
	*stamping_out = ok ? c.stamping : NULL;
	return ok;
}

/* ---- as JSON, and as the values that a template reads ---- */

static json_t *stamp_json(const lh_stamp *stamp)
{
	json_t *object = json_object();
	json_object_set_new(object, "document", json_string(stamp->document));
	json_object_set_new(object, "title", json_string(stamp->title));
	json_object_set_new(object, "kind", json_string(stamp->slot ? lh__slot_kind_name(stamp->slot->slot->kind)
								    : "edge"));
	if (stamp->slot) {
		json_object_set_new(object, "slot", json_string(stamp->slot->slot->id));
		json_object_set_new(object, "page", json_integer((json_int_t)stamp->slot->page + 1));
		json_object_set_new(object, "mark", json_string(stamp->slot->mark));
	}
	const struct {
		const char *key;
		size_t number;
	} numbers[] = {{"copies", stamp->copies}, {"pages", stamp->pages}, {"leaves", stamp->leaves},
		       {"seals", stamp->seals}, {"times", stamp->copies * stamp->seals}};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		json_object_set_new(object, numbers[i].key, json_integer((json_int_t)numbers[i].number));
	return object;
}

static json_t *sheets_json(const lh_stamping *stamping)
{
	json_t *sheets = json_array();
	for (size_t i = 0; i < stamping->n; i++) {
		const lh_stamp_sheet *sheet = &stamping->sheets[i];
		json_t *object = json_object(), *stamps = json_array();
		json_object_set_new(object, "who", json_string(sheet->who));
		json_object_set_new(object, "name", json_string(sheet->name));
		if (sheet->party)
			json_object_set_new(object, "party", json_string(sheet->party));
		json_object_set_new(object, "impressions", json_integer((json_int_t)sheet->impressions));
		json_object_set_new(object, "signatures", json_integer((json_int_t)sheet->signatures));
		for (size_t k = 0; k < sheet->n; k++)
			json_array_append_new(stamps, stamp_json(&sheet->stamps[k]));
		json_object_set_new(object, "stamps", stamps);
		json_array_append_new(sheets, object);
	}
	return sheets;
}

const lh_consortium *lh_with_stamping(lh_arena *arena, const lh_consortium *consortium,
				      const lh_stamping *stamping)
{
	const lh_field *field = lh_stamping_field(consortium->schema);
	if (!field)
		return consortium;
	const lh_record *type = consortium->root->u.record.type;
	json_t *object = json_pack("{s:o}", field->key, sheets_json(stamping));
	const lh_val *made = lh_record_value(arena, type, object);
	json_decref(object);
	lh_val *root = lh_arena_memdup(arena, consortium->root, sizeof *root);
	const lh_val **fields = lh_arena_memdup(arena, consortium->root->u.record.fields,
						type->n_fields * sizeof *fields);
	fields[field->index] = made ? made->u.record.fields[field->index] : NULL;
	root->u.record.fields = fields;
	lh_consortium *with = LH_NEW(arena, lh_consortium);
	*with = *consortium;
	with->root = root;
	return with;
}

void lh_stamping_json(const lh_stamping *stamping, const char *key, lh_buf *out)
{
	json_t *root = json_pack("{s:i, s:s, s:o}", "schema_version", 1, "document", key, "parties",
				 sheets_json(stamping));
	char *text = json_dumps(root, JSON_INDENT(1));
	lh_buf_puts(out, text ? text : "");
	lh_buf_putc(out, '\n');
	free(text);
	json_decref(root);
}
