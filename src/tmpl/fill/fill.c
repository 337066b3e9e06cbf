/*
 * Filling a template: the frame. Options are settled, sections and blocks written out, conditions
 * decided, repeats turned. Runs and their values are in text.c, tables in table.c.
 */
#include <string.h>

#include "doc/fingerprint.h"
#include "tmpl/fill/inside.h"

/* Switches that the engine itself obeys, declared in templates/common/options.yaml. */
static const char option_blank[] = "blank", option_min_rows[] = "min_rows",
			 option_keywords[] = "keywords";

static void set_number(lh__fill *f, uint16_t slot, int64_t number)
{
	lh_val *value = LH_NEW(f->arena, lh_val);
	value->kind = LH_KIND_NUMBER;
	value->u.number = number * LH_NUM_ONE;
	lh_env_set(f->env, slot, value);
}

static void count(lh__fill *f, const lh_tmpl_control *control)
{
	for (uint16_t i = 0; i < f->tmpl->counters; i++)
		if (control->resets & (1u << i)) {
			f->counters[i] = 0;
			set_number(f, i, 0);
		}
	if (control->counter >= 0)
		set_number(f, (uint16_t)control->counter, ++f->counters[control->counter]);
}

static size_t printed_rows(const lh__fill *f, const lh_tmpl_repeat *repeat, size_t n)
{
	size_t at_least = repeat->at_least;
	if (f->fit_rows && !f->blank && at_least > 1)
		at_least = 1;
	return n > at_least ? n : at_least;
}

/* False, told once, when the repeats have turned more often than a document has nodes. */
static bool has_turns(lh__fill *f, const lh_tmpl_repeat *repeat)
{
	size_t limit = f->ctx->limits.nodes;
	if (f->n_turns > limit)
		return false;
	if (f->n_turns++ < limit)
		return true;
	lh_diag(f->ctx, LH_E_TREE_SIZE, lh_expr_loc(repeat->list),
		lh_fmt(f->ctx->arena, "%zu", limit), NULL);
	return false;
}

void lh__govern(lh__fill *f, const lh_tmpl_control *control, lh__turn turn, void *what)
{
	if (control->cond && !lh_expr_true(f->env, control->cond))
		return;
	const lh_tmpl_repeat *repeat = control->repeat;
	if (!repeat) {
		count(f, control);
		turn(f, what);
		return;
	}
	const lh_val *list = lh_expr_eval(f->env, repeat->list);
	size_t n = list ? list->u.list.n : 0, rows = printed_rows(f, repeat, n);
	if (!n)
		lh__tell_empty(f, repeat->list);
	int64_t outer = f->turn;
	for (size_t i = 0; i < rows && has_turns(f, repeat); i++) {
		bool beyond = i >= n;
		lh_env_set(f->env, repeat->slot, beyond ? NULL : list->u.list.items[i]);
		if (repeat->has_index)
			set_number(f, repeat->index_slot, (int64_t)i + 1);
		f->turn = (int64_t)i + 1;
		f->quiet += beyond;
		count(f, control);
		turn(f, what);
		f->quiet -= beyond;
	}
	f->turn = outer;
	lh_env_set(f->env, repeat->slot, NULL);
}

typedef struct block_turn {
	lh_node *parent;
	const lh_tmpl_block *block;
} block_turn;

static void fill_space(lh__fill *f, lh_node *parent, const lh_tmpl_block *block)
{
	lh_node *para = lh__para(f, parent, block->u.space.style, NULL, block->loc);
	para->u.para.fmt.line_rule = LH_LINE_EXACT;
	para->u.para.fmt.line = block->u.space.height;
}

static void fill_block(lh__fill *f, void *what)
{
	const block_turn *turn = what;
	const lh_tmpl_block *block = turn->block;
	switch (block->kind) {
	case LH_TMPL_BLOCK_PARA:
		lh__fill_content(f, turn->parent, block->u.para.style, block->u.para.mods,
				 &block->u.para.content, block->loc);
		break;
	case LH_TMPL_BLOCK_SPACE: fill_space(f, turn->parent, block); break;
	case LH_TMPL_BLOCK_TABLE: lh__fill_table(f, turn->parent, block->u.table, block->loc); break;
	case LH_TMPL_BLOCK_SEQ: lh__fill_blocks(f, turn->parent, block->u.seq); break;
	case LH_TMPL_BLOCK_TOC: lh__fill_toc(f, turn->parent, block); break;
	}
}

void lh__fill_blocks(lh__fill *f, lh_node *parent, const lh_tmpl_block *blocks)
{
	for (const lh_tmpl_block *block = blocks; block; block = block->next) {
		block_turn turn = {parent, block};
		lh__govern(f, &block->control, fill_block, &turn);
	}
}

static void fill_section(lh__fill *f, void *what)
{
	const lh_tmpl_section *section = what;
	lh_node *node = lh_node_new(f->arena, f->document, LH_NODE_SECTION, section->loc);
	node->u.section = section->props;
	if (section->footer.n)
		node->u.section.footer = lh__string(f, &section->footer);
	lh__fill_blocks(f, node, section->body);
}

lh_node *lh__annex_begin(lh__fill *f, const char *title, lh_loc loc)
{
	const lh_tmpl_annex *annex = &f->tmpl->annex;
	bool first = f->annex == NULL;
	if (first) {
		f->annex = lh_node_new(f->arena, NULL, LH_NODE_SECTION, annex->loc);
		f->annex->u.section = annex->page;
	}
	f->n_annexes++;
	lh_node *heading = lh__para(f, f->annex, annex->heading_style, NULL, loc);
	heading->u.para.fmt.page_break_before = !first;
	const char *text = lh__number_in(f->arena, annex->heading, '#', f->n_annexes);
	lh__plain_run(f, heading, title ? lh_fmt(f->arena, "%s　%s", text, title) : text,
		      annex->loc);
	return f->annex;
}

static void append_section(lh_node *document, lh_node *section)
{
	section->parent = document;
	if (document->last)
		document->last->next = section;
	else
		document->first = section;
	document->last = section;
}

/* ---- options ---- */

/* The blank form knows nobody: an environment over an empty record, whatever data are at hand. */
static lh_env *empty_env(lh__fill *f)
{
	const lh_schema *schema = f->tmpl->names.schema;
	lh_val *root = LH_NEW(f->arena, lh_val);
	root->kind = LH_KIND_RECORD;
	root->u.record.type = schema->root;
	root->u.record.fields = LH_NEW_ARRAY(f->arena, const lh_val *, schema->root->n_fields + 1);
	lh_consortium *nobody = LH_NEW(f->arena, lh_consortium);
	*nobody = (lh_consortium){.root = root, .schema = schema, .file = ""};
	return lh_env_new(f->ctx, f->arena, &f->tmpl->names, nobody, f->tmpl->jurisdiction->key);
}

static char *join(lh_arena *arena, const char *const *words, size_t n)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < n; i++)
		lh_buf_printf(&buf, "%s%s", i ? " " : "", words[i]);
	char *text = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

static bool allowed(const lh_option_info *info, const char *value)
{
	for (size_t i = 0; i < info->n_values; i++)
		if (strcmp(info->values[i], value) == 0)
			return true;
	return info->n_values == 0;
}

/* The declared option `key` if `value` is one of its values; else NULL, with a message. */
static const lh_option_info *declared(lh__fill *f, const char *key, const char *value, lh_loc loc)
{
	const lh_names *names = &f->tmpl->names;
	for (size_t i = 0; i < names->n_options; i++) {
		const lh_option_info *info = &names->options[i];
		if (strcmp(info->key, key) != 0)
			continue;
		if (allowed(info, value))
			return info;
		lh_diag(f->ctx, LH_E_OPTION_VALUE, loc, key, value,
			join(f->arena, info->values, info->n_values), NULL);
		return NULL;
	}
	const char **keys = LH_NEW_ARRAY(f->arena, const char *, names->n_options + 1);
	for (size_t i = 0; i < names->n_options; i++)
		keys[i] = names->options[i].key;
	const char *near = lh_nearest(key, keys, names->n_options);
	if (near)
		lh_diag(f->ctx, LH_E_OPTION_KEY_NEAR, loc, key, near, NULL);
	else
		lh_diag(f->ctx, LH_E_OPTION_KEY, loc, key, join(f->arena, keys, names->n_options),
			NULL);
	return NULL;
}

static void set_option(lh__fill *f, const char **values, const char *key, const char *value,
		       lh_loc loc)
{
	const lh_option_info *info = declared(f, key, value, loc);
	if (info)
		values[info - f->tmpl->names.options] = value;
}

static void options_of_data(lh__fill *f, const char **values)
{
	const lh_val *list = f->tmpl->data_options && !f->options->blank ?
			     lh_expr_eval(f->env, f->tmpl->data_options) : NULL;
	for (size_t i = 0; list && i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		const char *id = item->u.record.type->id_field;
		const lh_val *key = id ? lh_val_at(item, id) : NULL,
			     *value = lh_val_at(item, "value");
		if (key && value)
			set_option(f, values, lh_val_str(f->arena, key),
				   lh_val_str(f->arena, value), item->loc);
	}
}

/* Default < data < command line. All are set: an environment can serve several fills. */
static bool settle_options(lh__fill *f)
{
	size_t errors = lh_diag_errors(f->ctx);
	const lh_names *names = &f->tmpl->names;
	const char **values = LH_NEW_ARRAY(f->arena, const char *, names->n_options + 1);
	for (size_t i = 0; i < names->n_options; i++)
		values[i] = names->options[i].n_values ? names->options[i].values[0] : NULL;
	options_of_data(f, values);
	for (size_t i = 0; i < f->options->n_options; i++)
		set_option(f, values, f->options->options[i].key, f->options->options[i].value,
			   lh_nowhere);
	f->blank = f->options->blank;
	for (size_t i = 0; i < names->n_options; i++) {
		const char *key = names->options[i].key;
		if (strcmp(key, option_blank) == 0) {
			f->blank |= strcmp(values[i], "on") == 0;
			values[i] = f->blank ? "on" : "off";
		}
		if (strcmp(key, option_min_rows) == 0)
			f->fit_rows = strcmp(values[i], "fit") == 0;
		if (strcmp(key, option_keywords) == 0)
			f->keywords = strcmp(values[i], "on") == 0;
	}
	if (f->blank)
		f->env = empty_env(f);
	for (size_t i = 0; i < names->n_options; i++)
		if (values[i])
			lh_env_option(f->env, names->options[i].key, values[i]);
	return lh_diag_errors(f->ctx) == errors;
}

static void fill_document(lh__fill *f)
{
	const lh_tmpl *tmpl = f->tmpl;
	f->document = lh_node_new(f->arena, NULL, LH_NODE_DOCUMENT, tmpl->loc);
	for (uint16_t i = 0; i < tmpl->counters; i++)
		set_number(f, i, 0);
	for (const lh_tmpl_section *section = tmpl->sections; section; section = section->next)
		lh__govern(f, &section->control, fill_section, (void *)section);
	if (f->annex)
		append_section(f->document, f->annex);
	lh__finish_tocs(f);
	f->fingerprint = lh_doc_set_fingerprint(f->arena, f->document);
	f->document->u.document.key = tmpl->key;
	f->document->u.document.title = lh__string(f, &tmpl->title);
	f->document->u.document.author = lh__string(f, &tmpl->author);
	f->document->u.document.subject = lh__string(f, &tmpl->subject);
	f->document->u.document.date = lh__string(f, &tmpl->date);
	f->document->u.document.fingerprint = f->fingerprint;
	f->document->u.document.draft = f->options->draft && !f->blank;
	f->document->u.document.styles = f->styles;
	f->document->u.document.n_styles = f->n_styles;
	f->document->u.document.words = tmpl->catalog->words;
}

bool lh_tmpl_fill(lh_ctx *ctx, lh_arena *arena, const lh_tmpl *tmpl, lh_env *env,
		  const lh_fill_options *options, const lh_node **document_out)
{
	size_t errors = lh_diag_errors(ctx);
	lh__fill f = {.ctx = ctx, .arena = arena, .tmpl = tmpl, .env = env, .options = options};
	*document_out = NULL;
	if (!settle_options(&f))
		return false;
	fill_document(&f);
	if (lh_diag_errors(ctx) > errors || !lh_doc_check(ctx, f.document))
		return false;
	*document_out = f.document;
	return true;
}
