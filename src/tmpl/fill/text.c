/*
 * Running text becomes paragraphs and runs. Here is decided what a missing value means: a message at
 * the data, a word such as 无, printed blanks, or nothing. Values with line ends become paragraphs.
 */
#include <string.h>

#include "doc/fingerprint.h"
#include "tmpl/fill/inside.h"

/* A piece as evaluated. */
typedef struct value {
	bool shown;       /* its condition holds */
	const char *text; /* EXPR: NULL when missing */
} value;

/* Paragraph under way. */
typedef struct writer {
	lh__fill *f;
	lh_node *parent;
	const lh_style *style;
	const lh_tmpl_mods *mods;
	lh_loc loc;
	lh_node *para;
} writer;

lh_node *lh__para(lh__fill *f, lh_node *parent, const lh_style *style, const lh_tmpl_mods *mods, lh_loc loc)
{
	lh_node *para = lh_node_new(f->arena, parent, LH_NODE_PARA, loc);
	para->u.para.style = style;
	para->u.para.fmt = style->fmt;
	lh_tmpl_apply_mods(mods, &para->u.para.fmt);
	if (f->shrink && para->u.para.fmt.run.size > f->shrink)
		para->u.para.fmt.run.size = f->shrink;
	lh__use_style(f, style);
	return para;
}

lh_node *lh__run(lh__fill *f, lh_node *para, lh_node_kind kind, const lh_tmpl_mods *mods, lh_loc loc)
{
	lh_node *node = lh_node_new(f->arena, para, kind, loc);
	lh_para_fmt fmt = para->u.para.fmt;
	lh_tmpl_apply_mods(mods, &fmt);
	if (f->shrink && fmt.run.size > f->shrink)
		fmt.run.size = f->shrink;
	node->u.run.fmt = fmt.run;
	node->u.run.origin.tmpl = loc;
	return node;
}

void lh__plain_run(lh__fill *f, lh_node *para, const char *text, lh_loc loc)
{
	lh__run(f, para, LH_NODE_TEXT, NULL, loc)->u.run.as.text.text = text;
}

/* The text of a value, or NULL when there is none; an empty text is none. */
static const char *text_of(lh__fill *f, const lh_val *val)
{
	if (!val)
		return NULL;
	const char *text = val->kind == LH_KIND_TEXT ? val->u.text : lh_val_str(f->arena, val);
	return *text ? text : NULL;
}

static value evaluate(lh__fill *f, const lh_tmpl_piece *piece)
{
	value value = {.shown = !piece->cond || lh_expr_true(f->env, piece->cond)};
	if (value.shown && piece->kind == LH_TMPL_PIECE_EXPR && (piece->always || (!f->blank && !f->quiet)))
		value.text = text_of(f, lh_expr_eval(f->env, piece->expr));
	return value;
}

char *lh__string(lh__fill *f, const lh_tmpl_text *text)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < text->n; i++) {
		const lh_tmpl_piece *piece = &text->pieces[i];
		value value = evaluate(f, piece);
		if (!value.shown)
			continue;
		if (piece->kind == LH_TMPL_PIECE_TEXT)
			lh_buf_puts(&buf, piece->text);
		else if (piece->kind == LH_TMPL_PIECE_EXPR && (value.text || piece->text))
			lh_buf_puts(&buf, value.text ? value.text : piece->text);
		else if (piece->kind == LH_TMPL_PIECE_FINGERPRINT)
			lh_buf_puts(&buf, f->fingerprint ? f->fingerprint : LH_FINGERPRINT_MARK);
	}
	char *string = lh_arena_strdup(f->arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return string;
}

/* ---- what is missing ---- */

/* The field that a path ends in, and the one around it: "units[3].contact.phone" is 联系人 电话. */
static const lh_field *field_at(lh__fill *f, const char *path, const lh_field **outer_out)
{
	const lh_record *record = f->tmpl->names.schema->root;
	const lh_field *last = NULL;
	*outer_out = NULL;
	while (record && *path) {
		size_t length = strcspn(path, ".[");
		const lh_field *field = lh_record_field(record, lh_arena_strndup(f->arena, path, length));
		path += length;
		bool keyed = field && field->type.keyed;
		while (*path == '[')
			path += strcspn(path, "]") + (strchr(path, ']') != NULL);
		path += *path == '.';
		if (!field)
			break;
		*outer_out = last;
		last = field;
		const lh_type *type = field->type.kind == LH_KIND_LIST ? field->type.item : &field->type;
		record = type->record;
		if (keyed) { /* the key of the entry stands in the path where others have an index */
			path += strcspn(path, ".");
			path += *path == '.';
		}
	}
	return last;
}

static const char *field_name(lh__fill *f, const char *path)
{
	const lh_field *outer, *field = field_at(f, path, &outer);
	if (!field)
		return "";
	return outer ? lh_fmt(f->arena, "%s %s", outer->name, field->name) : field->name;
}

/* `source` stands for expressions over no single path; `tmpl` is where the template asks. */
static void tell_value(lh__fill *f, const lh_expr *expr, const char *source, lh_loc tmpl)
{
	lh_loc loc = lh_nowhere;
	const char *path = lh_expr_path(f->env, expr, &loc);
	const char *what = path ? path : source;
	if (!lh__strings_add(f->arena, &f->missing, what))
		return;
	if (!loc.file)
		loc = tmpl;
	const char *name = path ? field_name(f, path) : "";
	lh_diag(f->ctx, LH_O_VALUE_MISSING, loc, *name ? name : what, what, NULL);
	lh_diag(f->ctx, LH_N_TMPL_NEEDS, tmpl, NULL);
}

void lh__tell_empty(lh__fill *f, const lh_expr *list)
{
	lh_loc loc;
	const char *path = f->blank || f->quiet ? NULL : lh_expr_path(f->env, list, &loc);
	const lh_field *outer, *field = path ? field_at(f, path, &outer) : NULL;
	if (field && field->required)
		tell_value(f, list, path, lh_expr_loc(list));
}

static void tell_missing(lh__fill *f, const lh_tmpl_piece *piece)
{
	tell_value(f, piece->expr, piece->source, piece->loc);
}

/* ---- runs ---- */

/*
 * 成员单位03盖章处; the party's next place is 成员单位03N2盖章处. The number stands inside, so that no
 * keyword is a piece of another.
 */
static const char *make_keyword(lh__fill *f, const lh_tmpl_slot *from, int64_t number)
{
	if (!from->party || !f->keywords || f->blank)
		return NULL;
	bool numbered = strchr(from->id, '#') != NULL;
	char *party = numbered ? lh_fmt(f->arena, "%s%02lld", from->party, (long long)number)
			       : lh_arena_strdup(f->arena, from->party);
	char *keyword = lh_fmt(f->arena, "%s%s", party, from->base.keyword);
	for (int n = 2; !lh__strings_add(f->arena, &f->keywords_used, keyword); n++)
		keyword = lh_fmt(f->arena, "%sN%d%s", party, n, from->base.keyword);
	return keyword;
}

static const lh_slot *make_slot(lh__fill *f, const lh_tmpl_slot *from)
{
	lh_slot *slot = LH_NEW(f->arena, lh_slot);
	*slot = from->base;
	slot->name = from->name.n ? lh__string(f, &from->name) : "";
	const lh_val *value = from->number ? lh_expr_eval(f->env, from->number) : NULL;
	int64_t number = value ? value->u.number / LH_NUM_ONE : f->turn;
	char *id = lh__number_in(f->arena, from->id, '#', number);
	slot->id = id;
	/* Two leads stand in two lines of the same template: the second is SEAL_LEAD_2. */
	for (int n = 2; !lh__strings_add(f->arena, &f->slot_ids, slot->id); n++)
		slot->id = lh_fmt(f->arena, "%s_%d", id, n);
	slot->party = from->party;
	slot->keyword = make_keyword(f, from, number);
	return slot;
}

static void text_run(writer *w, const lh_tmpl_piece *piece, const char *text, const lh_origin *origin)
{
	lh_node *node = lh__run(w->f, w->para, LH_NODE_TEXT, piece->mods, piece->loc);
	node->u.run.as.text.text = text;
	if (piece->fit)
		node->u.run.as.text.fit_width = (lh_emu)((int64_t)node->u.run.fmt.size * piece->fit / 100);
	if (piece->slot)
		node->u.run.as.text.slot = make_slot(w->f, piece->slot);
	if (origin)
		node->u.run.origin = *origin;
}

/* Paragraphs of a long text: each line of the value is one; empty lines are not. */
static void value_runs(writer *w, const lh_tmpl_piece *piece, const char *text)
{
	lh_origin origin = {.tmpl = piece->loc};
	origin.path = lh_expr_path(w->f->env, piece->expr, &origin.data);
	bool first = true;
	while (*text) {
		size_t length = strcspn(text, "\n");
		bool blank_line = strspn(text, " \t") >= length;
		if (!blank_line) {
			if (!first) {
				w->para = lh__para(w->f, w->parent, w->style, w->mods, w->loc);
				/* The page was begun by the first one. */
				w->para->u.para.fmt.page_break_before = false;
			}
			first = false;
			text_run(w, piece, lh_arena_strndup(w->f->arena, text, length), &origin);
		}
		text += length + (text[length] == '\n');
	}
}

/* A printed 。 behind a value that has ended its sentence by itself would be a second one. */
static void printed_run(writer *w, const lh_tmpl_piece *piece)
{
	static const char stop[] = "。";
	const size_t length = sizeof stop - 1;
	const lh_node *last = w->para->last;
	const char *before = last && last->kind == LH_NODE_TEXT ? last->u.run.as.text.text : "";
	size_t end = strlen(before);
	bool ended = end >= length && strcmp(before + end - length, stop) == 0;
	bool again = ended && strncmp(piece->text, stop, length) == 0;
	const char *text = again ? piece->text + length : piece->text;
	if (*text || !again)
		text_run(w, piece, text, NULL);
}

/* What nobody has given, pale, where it is to stand: drafts only. */
static void gap_run(writer *w, const lh_tmpl_piece *piece)
{
	static const char gap[] = "【待填】";
	lh_origin origin = {.tmpl = piece->loc};
	origin.path = lh_expr_path(w->f->env, piece->expr, &origin.data);
	text_run(w, piece, gap, &origin);
	w->para->last->u.run.fmt.grey = true;
}

static void expr_runs(writer *w, const lh_tmpl_piece *piece, const char *text, bool quiet)
{
	if (text) {
		value_runs(w, piece, text);
		return;
	}
	if (piece->required && !quiet) {
		tell_missing(w->f, piece);
		/* “    年  月  日” is seen as it is. */
		if (w->f->options->draft && (!piece->text || !piece->text[strspn(piece->text, " ")])) {
			gap_run(w, piece);
			return;
		}
	}
	if (piece->text && *piece->text) {
		lh_origin origin = {.tmpl = piece->loc};
		if (!w->f->blank && !w->f->quiet)
			origin.path = lh_expr_path(w->f->env, piece->expr, &origin.data);
		text_run(w, piece, piece->text, &origin);
	}
}

static void piece_runs(writer *w, const lh_tmpl_piece *piece, const value *value, bool quiet)
{
	lh__fill *f = w->f;
	switch (piece->kind) {
	case LH_TMPL_PIECE_TEXT: printed_run(w, piece); break;
	case LH_TMPL_PIECE_EXPR: expr_runs(w, piece, value->text, quiet); break;
	case LH_TMPL_PIECE_BREAK: lh__run(f, w->para, LH_NODE_BREAK, piece->mods, piece->loc); break;
	case LH_TMPL_PIECE_PEN:
		lh__run(f, w->para, LH_NODE_BLANK, piece->mods, piece->loc)->u.run.as.blank_width = piece->width;
		break;
	case LH_TMPL_PIECE_CHECK:
		lh__run(f, w->para, LH_NODE_CHECK, piece->mods, piece->loc)->u.run.as.checked =
			!f->blank && !f->quiet && piece->expr && lh_expr_true(f->env, piece->expr);
		break;
	case LH_TMPL_PIECE_FIELD:
		lh__run(f, w->para, LH_NODE_FIELD, piece->mods, piece->loc)->u.run.as.field = piece->field;
		break;
	case LH_TMPL_PIECE_FINGERPRINT: text_run(w, piece, LH_FINGERPRINT_MARK, NULL); break;
	}
}

void lh__fill_content(lh__fill *f, lh_node *parent, const lh_style *style, const lh_tmpl_mods *mods,
		      const lh_tmpl_content *content, lh_loc loc)
{
	writer w = {.f = f, .parent = parent, .style = style, .mods = mods, .loc = loc};
	w.para = lh__para(f, parent, style, mods, loc);
	/* A printed row beyond the data looks like one of the blank form. */
	const lh_tmpl_text *text = (f->blank || f->quiet) && content->blank ? content->blank : &content->text;
	value *values = LH_NEW_ARRAY(f->arena, value, text->n + 1);
	bool asked = false, found = false;
	for (size_t i = 0; i < text->n; i++) {
		values[i] = evaluate(f, &text->pieces[i]);
		bool data = text->pieces[i].kind == LH_TMPL_PIECE_EXPR && !text->pieces[i].always && values[i].shown;
		asked |= data;
		found |= data && values[i].text;
	}
	bool quiet = f->blank || f->quiet || content->empty != LH_TMPL_EMPTY_REQUIRED;
	if (asked && !found && !f->blank && !f->quiet && content->empty == LH_TMPL_EMPTY_TEXT) {
		lh__plain_run(f, w.para, content->empty_text, loc);
		return;
	}
	for (size_t i = 0; i < text->n; i++)
		if (values[i].shown)
			piece_runs(&w, &text->pieces[i], &values[i], quiet);
}
