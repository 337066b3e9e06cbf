/*
 * From laid-out papers to sheets. It knows that leaves are not pages; which papers there are, how many
 * copies and whether edges are sealed is said by templates, switches and packets.
 */
#include "paper/stamping.h"

#include <stdlib.h>
#include <string.h>

#include "data/shape/shape.h"
#include "emit/places/slots.h"

/* Switches that are read here, declared in templates/common/options.yaml. */
static const char option_copies[] = "seal_copies", option_duplex[] = "duplex",
		  option_leaves[] = "edge_leaves";

const lh_field *lh_stamping_field(const lh_schema *schema)
{
	const lh_field *field = lh_record_field(schema->root, "seal_sheets");
	return field && field->internal && field->type.kind == LH_KIND_LIST ? field : NULL;
}

/* ---- switches ---- */

static const char *option_text(lh_ctx *ctx, lh_arena *arena, const lh_names *names, lh_env *env,
			       const char *key)
{
	for (size_t i = 0; i < names->n_options; i++) {
		if (strcmp(names->options[i].key, key) != 0)
			continue;
		const lh_expr *expr = lh_expr_parse(ctx, arena, lh_fmt(arena, "option('%s')", key),
						    lh_nowhere, names, NULL);
		const lh_val *value = expr ? lh_expr_eval(env, expr) : NULL;
		return value ? value->u.text : "";
	}
	return "";
}

static size_t option_number(const char *text, size_t otherwise)
{
	lh_num number;
	bool ok = *text && lh_num_parse(text, &number) && number >= LH_NUM_ONE && number % LH_NUM_ONE == 0;
	return ok ? (size_t)(number / LH_NUM_ONE) : otherwise;
}

lh_stamp_rules lh_stamping_rules(lh_ctx *ctx, lh_arena *arena, const lh_names *names, lh_env *env)
{
	return (lh_stamp_rules){
		.copies = option_number(option_text(ctx, arena, names, env, option_copies), 1),
		.duplex = strcmp(option_text(ctx, arena, names, env, option_duplex), "off") != 0,
		.edge_leaves = option_number(option_text(ctx, arena, names, env, option_leaves), 15),
	};
}

size_t lh_stamping_copies(const lh_stamp_rules *rules, const lh_tmpl *tmpl, lh_env *env)
{
	size_t copies = (size_t)lh_tmpl_copies(tmpl, env);
	return copies ? copies : rules->copies;
}

size_t lh_stamping_edges(const lh_stamp_rules *rules, const lh_node *document, size_t leaves)
{
	bool edge = false; /* a section keeps it free */
	for (const lh_node *section = document->first; section; section = section->next)
		edge = edge || section->u.section.edge > 0;
	return edge && leaves > 1 ? (leaves + rules->edge_leaves - 1) / rules->edge_leaves : 0;
}

/* ---- collecting ---- */

typedef struct collector {
	lh_ctx *ctx;
	lh_engine *engine;
	lh_arena *arena;
	const lh_paper_request *request;
	lh_env *env;
	lh_stamp_rules rules;
	lh_stamping *stamping;
} collector;

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static lh_stamp_place place_of(const lh_placed_slot *placed)
{
	return (lh_stamp_place){
		.kind = lh_slot_kind_name(placed->slot->kind),
		.who = or_empty(placed->slot->who),
		.name = or_empty(placed->slot->name),
		.party = placed->slot->party,
		.slot = placed->slot->id,
		.mark = placed->mark,
		.page = placed->page + 1,
	};
}

static bool add_paper(collector *c, const lh_paper_order *order)
{
	lh_paper_request request = *c->request;
	request.document = order->document;
	lh_paper paper;
	size_t before = lh_diag_count(c->ctx);
	if (!lh_paper_lay(c->ctx, c->engine, c->arena, &request, &paper))
		return false;
	/* What the paper lacks is told when it is made itself. */
	if (!lh_diag_errors(c->ctx))
		lh_diag_rewind(c->ctx, before);
	const lh_pages *pages = paper.pages;
	lh_stamp_paper *stamped = LH_NEW(c->arena, lh_stamp_paper);
	*stamped = (lh_stamp_paper){
		.document = order->document->key,
		.title = paper.document->u.document.title,
		.copies = order->copies,
		.pages = pages->n_pages,
		.leaves = order->duplex ? (pages->n_pages + 1) / 2 : pages->n_pages,
	};
	stamped->edges = lh_stamping_edges(&c->rules, paper.document, stamped->leaves);
	lh_stamp_place *places = LH_NEW_ARRAY(c->arena, lh_stamp_place, pages->n_slots + 1);
	for (size_t i = 0; i < pages->n_slots; i++)
		places[i] = place_of(&pages->slots[i]);
	lh_stamping_add(c->stamping, stamped, places, pages->n_slots);
	return true;
}

/* A paper of the jurisdiction as it is made outside of packets; copies stay 0 when it is broken. */
static lh_paper_order order_of(collector *c, const lh_document_info *document)
{
	const lh_tmpl *tmpl = lh_engine_template(c->ctx, c->engine, c->request->jurisdiction, document);
	return (lh_paper_order){
		.document = document,
		.copies = tmpl ? lh_stamping_copies(&c->rules, tmpl, c->env) : 0,
		.duplex = c->rules.duplex,
	};
}

bool lh_stamping_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		      const lh_stamping **stamping_out)
{
	const lh_jurisdiction *j = request->jurisdiction;
	const lh_field *own = lh_stamping_field(lh_engine_catalog(engine)->names.schema);
	const lh_names *names = lh_engine_names(engine, arena, j);
	lh_stamping *stamping = LH_NEW(arena, lh_stamping);
	stamping->arena = arena;
	collector c = {.ctx = ctx, .engine = engine, .arena = arena, .request = request, .stamping = stamping};
	c.env = lh_env_new(ctx, arena, names, request->consortium, j->key);
	for (size_t i = 0; i < request->fill.n_options; i++)
		lh_env_option(c.env, request->fill.options[i].key, request->fill.options[i].value);
	c.rules = lh_stamping_rules(ctx, arena, names, c.env);
	bool ok = true;
	size_t n = request->orders ? request->n_orders : j->n_documents;
	for (size_t i = 0; i < n; i++) {
		lh_paper_order order = request->orders ? request->orders[i] : order_of(&c, &j->documents[i]);
		lh_paper_request one = *request;
		one.document = order.document;
		if (!lh_engine_template(ctx, engine, j, one.document))
			ok = false;
		else if (!lh_engine_reads(ctx, engine, j, one.document, own) &&
			 lh_paper_wanted(ctx, engine, arena, &one))
			ok = add_paper(&c, &order) && ok;
	}
	lh_stamping_end(stamping);
	*stamping_out = ok ? stamping : NULL;
	return ok;
}

/* ---- as JSON, and as the values that a template reads ---- */

typedef struct stamp {
	const char *document, *title, *kind;
	const char *slot, *mark; /* NULL across the edges */
	size_t page;             /* 0 there */
	size_t copies, pages, leaves, seals, times;
} stamp;

typedef struct sheet {
	const char *who, *name, *party; /* party: NULL: none */
	size_t impressions, signatures;
	const stamp *stamps;
	size_t n_stamps;
} sheet;

typedef struct plan {
	size_t schema_version;
	const char *document;
	const sheet *sheets;
	size_t n_sheets;
} plan;

static const lh_shape_field stamp_fields[] = {
	{"document", LH_SHAPE_TEXT, LH_AT(stamp, document)},
	{"title", LH_SHAPE_TEXT, LH_AT(stamp, title)},
	{"kind", LH_SHAPE_TEXT, LH_AT(stamp, kind)},
	{"slot", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(stamp, slot)},
	{"page", LH_SHAPE_COUNT, LH_NONE_ABSENT, LH_AT(stamp, page)},
	{"mark", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(stamp, mark)},
	{"copies", LH_SHAPE_COUNT, LH_AT(stamp, copies)},
	{"pages", LH_SHAPE_COUNT, LH_AT(stamp, pages)},
	{"leaves", LH_SHAPE_COUNT, LH_AT(stamp, leaves)},
	{"seals", LH_SHAPE_COUNT, LH_AT(stamp, seals)},
	{"times", LH_SHAPE_COUNT, LH_AT(stamp, times)},
};
static const lh_shape stamp_shape = LH_SHAPE(stamp, stamp_fields);

static const lh_shape_field sheet_fields[] = {
	{"who", LH_SHAPE_TEXT, LH_AT(sheet, who)},
	{"name", LH_SHAPE_TEXT, LH_AT(sheet, name)},
	{"party", LH_SHAPE_TEXT, LH_NONE_ABSENT, LH_AT(sheet, party)},
	{"impressions", LH_SHAPE_COUNT, LH_AT(sheet, impressions)},
	{"signatures", LH_SHAPE_COUNT, LH_AT(sheet, signatures)},
	{"stamps", LH_SHAPE_LIST, LH_AT(sheet, stamps), LH_N_AT(sheet, n_stamps), .of = &stamp_shape},
};
static const lh_shape sheet_shape = LH_SHAPE(sheet, sheet_fields);

#define SHEETS LH_SHAPE_LIST, LH_AT(plan, sheets), LH_N_AT(plan, n_sheets), .of = &sheet_shape
static const lh_shape_field plan_fields[] = {
	{"schema_version", LH_SHAPE_COUNT, LH_AT(plan, schema_version)},
	{"document", LH_SHAPE_TEXT, LH_AT(plan, document)},
	{"parties", SHEETS},
};
static const lh_shape plan_shape = LH_SHAPE(plan, plan_fields);

static stamp stamp_of(const lh_stamp *from)
{
	const lh_stamp_paper *paper = from->paper;
	stamp to = {
		.document = paper->document,
		.title = paper->title,
		.kind = lh_stamp_kind(from),
		.copies = paper->copies,
		.pages = paper->pages,
		.leaves = paper->leaves,
		.seals = from->seals,
		.times = from->times,
	};
	if (from->place) {
		to.slot = from->place->slot;
		to.mark = from->place->mark;
		to.page = from->place->page;
	}
	return to;
}

static plan plan_of(lh_arena *arena, const lh_stamping *stamping, const char *key)
{
	sheet *sheets = LH_NEW_ARRAY(arena, sheet, stamping->n + 1);
	for (size_t i = 0; i < stamping->n; i++) {
		const lh_stamp_sheet *from = &stamping->sheets[i];
		stamp *stamps = LH_NEW_ARRAY(arena, stamp, from->n + 1);
		for (size_t k = 0; k < from->n; k++)
			stamps[k] = stamp_of(&from->stamps[k]);
		sheets[i] = (sheet){
			.who = from->who,
			.name = from->name,
			.party = from->party,
			.impressions = from->impressions,
			.signatures = from->signatures,
			.stamps = stamps,
			.n_stamps = from->n,
		};
	}
	return (plan){1, key, sheets, stamping->n};
}

const lh_consortium *lh_with_stamping(lh_arena *arena, const lh_consortium *consortium,
				      const lh_stamping *stamping)
{
	const lh_field *field = lh_stamping_field(consortium->schema);
	if (!field)
		return consortium;
	const lh_record *type = consortium->root->u.record.type;
	plan sheets = plan_of(arena, stamping, "");
	const lh_shape_field fields_of_plan[] = {{field->key, SHEETS}};
	const lh_shape shape = LH_SHAPE(plan, fields_of_plan);
	const lh_val *made = lh_shape_value(arena, type, (lh_shaped){&shape, &sheets});
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
	lh_arena *arena = lh_arena_new();
	plan sheets = plan_of(arena, stamping, key);
	lh_shape_json((lh_shaped){&plan_shape, &sheets}, /*depth*/ 0, out);
	lh_buf_putc(out, '\n');
	lh_arena_free(arena);
}
