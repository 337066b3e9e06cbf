/*
 * Running text of a template: literal characters, {expressions}, line ends, and pieces with a format,
 * a spread width, a place for a seal, a ruled blank, a check box or a page number.
 *
 *     "共{counts.total|   }个"     the expression, or the printed blanks when there is no value
 *     "{=n}"                       printed in the blank form too
 *     "{date!|    年   月  日}"     blanks are printed, and the gap is told all the same
 *     "{{" "}}"                    braces themselves
 *
 * It knows this notation and the piece keys; what a piece is for is the fill's affair.
 */
#include <string.h>

#include "tmpl/load/inside.h"
#include "util/utf8.h"

typedef struct pieces {
	lh_tmpl_piece *items;
	size_t n, cap;
} pieces;

static lh_tmpl_piece *add(lh__loader *l, pieces *list, lh_tmpl_piece_kind kind, lh_loc loc, const lh_tmpl_piece *like)
{
	if (list->n == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 4;
		lh_tmpl_piece *items = LH_NEW_ARRAY(l->arena, lh_tmpl_piece, list->cap);
		if (list->n)
			memcpy(items, list->items, list->n * sizeof *items);
		list->items = items;
	}
	lh_tmpl_piece *piece = &list->items[list->n++];
	*piece = *like;
	piece->kind = kind;
	piece->loc = loc;
	return piece;
}

/* Texts, numbers, dates and enumeration labels print by themselves; lists and records do not. */
static bool printable(const lh_type *type)
{
	switch (type->kind) {
	case LH_KIND_TEXT:
	case LH_KIND_NUMBER:
	case LH_KIND_DATE:
	case LH_KIND_ENUM: return true;
	case LH_KIND_NULL:
	case LH_KIND_BOOL:
	case LH_KIND_REF:
	case LH_KIND_LIST:
	case LH_KIND_RECORD: return false;
	}
	return false;
}

/* From behind '{': the end of the expression ('|' or '}' outside quotes), or NULL. */
static const char *expr_end(const char *at, bool stop_at_bar)
{
	char quote = '\0';
	for (; *at; at++) {
		if (quote) {
			if (*at == quote)
				quote = '\0';
		} else if (*at == '\'' || *at == '"') {
			quote = *at;
		} else if (*at == '}' || (*at == '|' && stop_at_bar)) {
			return at;
		}
	}
	return NULL;
}

/* Returns the place behind the closing brace, or NULL when there is none. */
static const char *read_braces(lh__loader *l, const lh_yaml *node, const char *open, const lh_tmpl_piece *like,
			       pieces *out)
{
	const char *start = open + 1;
	bool always = *start == '=';
	start += always;
	const char *end = expr_end(start, /*stop_at_bar*/true);
	if (!end)
		return NULL;
	const char *close = *end == '|' ? strchr(end, '}') : end;
	if (!close)
		return NULL;
	bool insist = end > start && end[-1] == '!';
	lh_tmpl_piece *piece = add(l, out, LH_TMPL_PIECE_EXPR, lh__place_in(node, start), like);
	piece->always = always;
	piece->text = *end == '|' ? lh_arena_strndup(l->arena, end + 1, (size_t)(close - end - 1)) : NULL;
	piece->required = !always && (insist || !piece->text);
	piece->source = lh_arena_strndup(l->arena, start, (size_t)(end - start) - insist);
	piece->expr = lh_expr_parse(l->ctx, l->arena, piece->source, piece->loc, &l->names, l->scope);
	if (piece->expr && !printable(lh_expr_type(piece->expr)))
		lh_diag(l->ctx, LH_E_TMPL_PRINT, piece->loc, lh_type_str(l->arena, lh_expr_type(piece->expr)), NULL);
	return close + 1;
}

static void flush(lh__loader *l, lh_buf *buf, lh_loc loc, const lh_tmpl_piece *like, pieces *out)
{
	if (buf->length)
		add(l, out, LH_TMPL_PIECE_TEXT, loc, like)->text = lh_arena_strdup(l->arena, lh_buf_str(buf));
	lh_buf_clear(buf);
}

static void read_scalar(lh__loader *l, const lh_yaml *node, const lh_tmpl_piece *like, pieces *out)
{
	const char *text = node->u.scalar.text, *end = text + strlen(text);
	/* The line end that closes a block scalar is YAML's; one written as \n is a line end. */
	while (node->u.scalar.block && end > text && end[-1] == '\n')
		end--;
	lh_buf buf = {0};
	for (const char *at = text; at < end;) {
		if ((*at == '{' || *at == '}') && at[1] == *at) {
			lh_buf_putc(&buf, *at);
			at += 2;
		} else if (*at == '{') {
			flush(l, &buf, node->loc, like, out);
			const char *behind = read_braces(l, node, at, like, out);
			if (!behind) {
				lh_diag(l->ctx, LH_E_TMPL_BRACE, lh__place_in(node, at), NULL);
				break;
			}
			at = behind;
		} else if (*at == '}') {
			lh_diag(l->ctx, LH_E_TMPL_BRACE, lh__place_in(node, at), NULL);
			break;
		} else if (*at == '\n') {
			flush(l, &buf, node->loc, like, out);
			add(l, out, LH_TMPL_PIECE_BREAK, node->loc, like);
			at++;
		} else {
			lh_buf_putc(&buf, *at++);
		}
	}
	flush(l, &buf, node->loc, like, out);
	lh_buf_free(&buf);
}

static bool slot_id_ok(const char *id)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_#";
	return *id && !id[strspn(id, allowed)];
}

static const lh_tmpl_slot *read_slot(lh__loader *l, const lh_yaml *map)
{
	static const char *const keys[] = {"as", "id", "number", "who", "name", "dx", "dy"};
	if (!lh_read_keys(l->ctx, map, keys, LH__COUNT(keys)))
		return NULL;
	const lh_yaml *as = lh_read_need(l->ctx, map, "as"), *id = lh_read_need(l->ctx, map, "id"), *who = lh_read_need(l->ctx, map, "who");
	if (!as || !id || !who)
		return NULL;
	const lh_slot *base = lh__lookup(l, &l->slots, lh_read_text(l->ctx, as), as->loc, "用印位置", "slot");
	if (!base)
		return NULL;
	lh_tmpl_slot *slot = LH_NEW(l->arena, lh_tmpl_slot);
	slot->base = *base;
	slot->loc = map->loc;
	slot->id = lh_read_text(l->ctx, id);
	slot->base.who = lh_read_text(l->ctx, who);
	if (base->keyword)
		slot->party = lh__lookup(l, &l->parties, slot->base.who, who->loc, "用印方", "party");
	if (!slot_id_ok(slot->id))
		lh_diag(l->ctx, LH_E_TMPL_SLOT_ID, id->loc, slot->id, NULL);
	else if (strchr(slot->id, '#') && !l->repeats && !lh_yaml_at(map, "number"))
		lh_diag(l->ctx, LH_E_TMPL_TURN, id->loc, slot->id, NULL);
	const lh_yaml *node = lh_yaml_at(map, "number");
	if (node)
		slot->number = lh__read_number(l, node);
	node = lh_yaml_at(map, "name");
	if (node)
		slot->name = lh__read_text(l, node);
	if ((node = lh_yaml_at(map, "dx")))
		slot->base.dx = lh__length(l, node);
	if ((node = lh_yaml_at(map, "dy")))
		slot->base.dy = lh__length(l, node);
	return slot;
}

/* A seal hangs on one run: its mark must be one literal text on one line. */
static void check_mark(lh__loader *l, const pieces *list, size_t from, lh_loc loc)
{
	bool ok = list->n == from + 1 && list->items[from].kind == LH_TMPL_PIECE_TEXT;
	if (!ok)
		lh_diag(l->ctx, LH_E_TMPL_MARK, loc, NULL);
}

static void read_piece(lh__loader *l, const lh_yaml *map, pieces *out)
{
	static const char *const keys[] = {"text", "pen", "check", "field", "if", "fmt", "fit", "slot"};
	static const char *const fields[] = {"page", "pages", "fingerprint"};
	enum { FINGERPRINT = 2 };
	lh_read_keys(l->ctx, map, keys, LH__COUNT(keys));
	lh_tmpl_piece like = {.loc = map->loc};
	const lh_yaml *node = lh_yaml_at(map, "if");
	if (node)
		like.cond = lh__read_condition(l, node);
	if ((node = lh_yaml_at(map, "fmt")))
		like.mods = lh__read_mods(l, node);
	if ((node = lh_yaml_at(map, "fit")))
		like.fit = lh__hundredths(l, node);
	if ((node = lh_yaml_at(map, "slot")))
		like.slot = read_slot(l, node);
	size_t from = out->n, kinds = 0;
	if ((node = lh_yaml_at(map, "text"))) {
		kinds++;
		if (node->kind == LH_YAML_SCALAR)
			read_scalar(l, node, &like, out);
		else
			lh_read_text(l->ctx, node);
		if (like.slot)
			check_mark(l, out, from, map->loc);
	}
	if ((node = lh_yaml_at(map, "pen"))) {
		kinds++;
		add(l, out, LH_TMPL_PIECE_PEN, map->loc, &like)->width = lh__length(l, node);
	}
	if ((node = lh_yaml_at(map, "check"))) {
		kinds++;
		add(l, out, LH_TMPL_PIECE_CHECK, map->loc, &like)->expr = lh__read_condition(l, node);
	}
	if ((node = lh_yaml_at(map, "field"))) {
		kinds++;
		size_t field = lh_read_choice(l->ctx, node, fields, LH__COUNT(fields));
		if (field == FINGERPRINT)
			add(l, out, LH_TMPL_PIECE_FINGERPRINT, map->loc, &like);
		else
			add(l, out, LH_TMPL_PIECE_FIELD, map->loc, &like)->field = (lh_field_kind)field;
	}
	if (kinds != 1)
		lh_diag(l->ctx, LH_E_TMPL_ONE_KIND, map->loc, "text pen check field", NULL);
}

static void read_any(lh__loader *l, const lh_yaml *node, pieces *out)
{
	const lh_tmpl_piece plain = {.loc = node->loc};
	switch (node->kind) {
	case LH_YAML_SCALAR: read_scalar(l, node, &plain, out); break;
	case LH_YAML_MAP: read_piece(l, node, out); break;
	case LH_YAML_LIST:
		for (size_t i = 0; i < node->u.list.n; i++) {
			const lh_yaml *item = node->u.list.items[i];
			if (item->kind == LH_YAML_MAP)
				read_piece(l, item, out);
			else if (*lh_read_text(l->ctx, item))
				read_scalar(l, item, &plain, out);
		}
		break;
	}
}

lh_tmpl_text lh__read_text(lh__loader *l, const lh_yaml *node)
{
	pieces list = {0};
	if (!lh_yaml_is_null(node))
		read_any(l, node, &list);
	return (lh_tmpl_text){list.items, list.n, node->loc};
}

/* `around` holds the keys empty and blank that stand beside the text. */
lh_tmpl_content lh__read_content(lh__loader *l, const lh_yaml *text, const lh_yaml *around)
{
	lh_tmpl_content content = {.text = lh__read_text(l, text)};
	const lh_yaml *node = lh_yaml_at(around, "blank");
	if (node) {
		lh_tmpl_text *blank = LH_NEW(l->arena, lh_tmpl_text);
		*blank = lh__read_text(l, node);
		content.blank = blank;
	}
	if ((node = lh_yaml_at(around, "empty"))) {
		const char *word = lh_read_text(l->ctx, node);
		bool pen = strcmp(word, "pen") == 0, required = strcmp(word, "required") == 0;
		content.empty = pen ? LH_TMPL_EMPTY_PEN : required ? LH_TMPL_EMPTY_REQUIRED : LH_TMPL_EMPTY_TEXT;
		content.empty_text = word;
	}
	return content;
}
