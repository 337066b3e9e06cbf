/*
 * Fields and printed text of a paper that came back. Which line is which tells align.c; here the
 * values are taken out of the lines, and each is followed to its place in the data.
 */
#include "returned/readback.h"

#include <stdlib.h>
#include <string.h>

#include "data/model/consortium.h"
#include "data/model/numtext.h"
#include "data/yaml/edit.h"
#include "emit/docx/docx.h"
#include "returned/align.h"
#include "paper/make.h"
#include "util/file.h"

/* A value of the tree: where it came from, and its tag in the DOCX. */
typedef struct origin {
	const char *tag, *path;
	lh_loc loc;
} origin;

/* One place where a value is printed. */
typedef struct place {
	const origin *from;
	const char *before, *after; /* equal: nothing was done to it */
} place;

typedef struct comparison {
	lh_arena *arena;
	origin *origins;
	size_t n_origins, cap_origins;
	place *places;
	size_t n_places, cap_places;
	lh_text_change *texts;
	size_t n_texts, cap_texts;
} comparison;

static void *grow(void *items, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return items;
	*cap = *cap ? 2 * *cap : 64;
	return lh_xrealloc(items, *cap * size);
}

static const origin *origin_of(const comparison *c, const char *tag)
{
	for (size_t i = 0; i < c->n_origins; i++)
		if (strcmp(c->origins[i].tag, tag) == 0)
			return &c->origins[i];
	return NULL;
}

static void collect_origins(comparison *c, const lh_node *node)
{
	if (node->kind == LH_NODE_TEXT && node->u.run.origin.path) {
		const char *tag = lh_docx_tag(c->arena, node->u.run.origin.path);
		if (!origin_of(c, tag)) {
			c->origins = grow(c->origins, c->n_origins, &c->cap_origins, sizeof *c->origins);
			c->origins[c->n_origins++] =
				(origin){tag, node->u.run.origin.path, node->u.run.origin.data};
		}
	}
	for (const lh_node *child = node->first; child; child = child->next)
		collect_origins(c, child);
}

static const char *trimmed(lh_arena *arena, const char *text)
{
	while (*text == ' ' || *text == '\n')
		text++;
	size_t n = strlen(text);
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\n'))
		n--;
	return lh_arena_strndup(arena, text, n);
}

static void add_place(comparison *c, const lh_docx_seg *ours, const char *after)
{
	const origin *from = ours->tag ? origin_of(c, ours->tag) : NULL;
	if (!from)
		return;
	c->places = grow(c->places, c->n_places, &c->cap_places, sizeof *c->places);
	c->places[c->n_places++] =
		(place){from, trimmed(c->arena, ours->text), trimmed(c->arena, after)};
}

static void add_text(comparison *c, const char *before, const char *after)
{
	c->texts = grow(c->texts, c->n_texts, &c->cap_texts, sizeof *c->texts);
	c->texts[c->n_texts++] = (lh_text_change){before, after};
}

/* ---- one line ---- */

static size_t controls(const lh_docx_line *line)
{
	size_t n = 0;
	for (size_t i = 0; i < line->n; i++)
		n += line->segs[i].control;
	return n;
}

/* The k-th control of the line. */
static const lh_docx_seg *control(const lh_docx_line *line, size_t k)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->segs[i].control && k-- == 0)
			return &line->segs[i];
	return NULL;
}

/* What stands outside the controls, each of them shown as ［］. */
static const char *print_of(lh_arena *arena, const lh_docx_line *line)
{
	lh_buf buf = {0};
	for (size_t i = 0; i < line->n; i++)
		lh_buf_puts(&buf, line->segs[i].control ? "［］" : line->segs[i].text);
	char *text = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}

/*
 * Their line has no controls, as some programs leave it: the values are what stands between our
 * printed pieces. False when the pieces are not there in order, or two values touch.
 */
static bool between_print(comparison *c, const lh_docx_line *ours, const char *theirs)
{
	const char **values = LH_NEW_ARRAY(c->arena, const char *, ours->n + 1);
	const char *at = theirs;
	for (size_t i = 0; i < ours->n; i++) {
		const lh_docx_seg *seg = &ours->segs[i];
		if (!seg->control) {
			if (strncmp(at, seg->text, strlen(seg->text)) != 0)
				return false;
			at += strlen(seg->text);
			continue;
		}
		const char *end = at + strlen(at);
		if (i + 1 < ours->n) {
			const char *next = ours->segs[i + 1].text;
			if (ours->segs[i + 1].control)
				return false;
			/* The last piece stands at the end, whatever the value holds. */
			end = i + 2 == ours->n && strlen(at) >= strlen(next) ? end - strlen(next)
									     : strstr(at, next);
			if (!end)
				return false;
		}
		values[i] = lh_arena_strndup(c->arena, at, (size_t)(end - at));
		at = end;
	}
	if (*at)
		return false;
	for (size_t i = 0; i < ours->n; i++)
		if (ours->segs[i].control)
			add_place(c, &ours->segs[i], values[i]);
	return true;
}

static void compare_lines(comparison *c, const lh_docx_line *ours, const lh_docx_line *theirs)
{
	size_t n = controls(ours);
	if (controls(theirs) == n) {
		for (size_t k = 0; k < n; k++)
			add_place(c, control(ours, k), control(theirs, k)->text);
		const char *before = print_of(c->arena, ours), *after = print_of(c->arena, theirs);
		if (strcmp(before, after) != 0)
			add_text(c, ours->text, theirs->text);
	} else if (strcmp(ours->text, theirs->text) == 0 || between_print(c, ours, theirs->text)) {
		for (size_t k = 0; k < n && strcmp(ours->text, theirs->text) == 0; k++)
			add_place(c, control(ours, k), control(ours, k)->text);
	} else {
		add_text(c, ours->text, theirs->text);
	}
}

/* ---- values and their data ---- */

static const lh_val *value_at(const lh_val *value, lh_loc loc)
{
	const lh_val *found = NULL;
	if (!value)
		return NULL;
	if (value->kind == LH_KIND_RECORD)
		for (size_t i = 0; !found && i < value->u.record.type->n_fields; i++)
			found = value_at(value->u.record.fields[i], loc);
	else if (value->kind == LH_KIND_LIST)
		for (size_t i = 0; !found && i < value->u.list.n; i++)
			found = value_at(value->u.list.items[i], loc);
	else if (lh_loc_equal(value->loc, loc))
		found = value;
	return found;
}

/* One paragraph of a long text for another; NULL when the text has no such paragraph. */
static const char *with_line(lh_arena *arena, const char *text, const char *before, const char *after)
{
	lh_buf buf = {0};
	bool found = false;
	for (const char *at = text; *at;) {
		size_t n = strcspn(at, "\n");
		const char *line = lh_arena_strndup(arena, at, n);
		bool this_one = !found && strcmp(trimmed(arena, line), before) == 0;
		lh_buf_puts(&buf, this_one ? after : line);
		found = found || this_one;
		at += n;
		if (*at)
			lh_buf_putc(&buf, *at++);
	}
	const char *changed = found ? lh_arena_strdup(arena, lh_buf_str(&buf)) : NULL;
	lh_buf_free(&buf);
	return changed;
}

/* "2026年6月1日" as the data writes it; NULL when it is no date. */
static const char *date_text(lh_arena *arena, const char *printed)
{
	int y, m, d, length = 0;
	lh_date date;
	if (sscanf(printed, "%4d年%2d月%2d日%n", &y, &m, &d, &length) != 3 || printed[length])
		return NULL;
	const char *text = lh_fmt(arena, "%04d-%02d-%02d", y, m, d);
	return lh_date_parse(text, &date) ? text : NULL;
}

static bool printed_number(lh_arena *arena, const char *printed, lh_num *out)
{
	char *plain = lh_arena_strdup(arena, printed), *to = plain;
	for (const char *at = printed; *at; at++)
		if (*at != ',')
			*to++ = *at;
	*to = '\0';
	return lh_num_parse(plain, out);
}

/*
 * What the data has to say so that `after` is printed where `before` was; NULL when that cannot be
 * told, as where the paper prints something made from the value.
 */
static const char *new_text(lh_arena *arena, const lh_val *value, const char *before, const char *after)
{
	lh_num old, number;
	lh_date date;
	switch (value->kind) {
	case LH_KIND_TEXT: return *after ? with_line(arena, value->u.text, before, after) : NULL;
	case LH_KIND_NUMBER:
		return printed_number(arena, before, &old) && old == value->u.number &&
				       printed_number(arena, after, &number)
			       ? lh_num_str(arena, number, /*places*/ -1)
			       : NULL;
	case LH_KIND_DATE: {
		const char *was = date_text(arena, before);
		bool same = was && lh_date_parse(was, &date) && lh_date_compare(date, value->u.date) == 0;
		return same ? date_text(arena, after) : NULL;
	}
	case LH_KIND_ENUM: {
		const lh_type *type = value->field ? &value->field->type : value->parent->field->type.item;
		bool same = strcmp(before, value->u.enumeration->label) == 0;
		const lh_enum_value *now = same ? lh_enum_find(type->enumeration, after) : NULL;
		return now ? now->code : NULL;
	}
	case LH_KIND_NULL:
	case LH_KIND_BOOL:
	case LH_KIND_REF:
	case LH_KIND_LIST:
	case LH_KIND_RECORD: break;
	}
	return NULL;
}

/* The change that this value and this printed paragraph already have, if any. */
static lh_field_change *change_of(lh_readback *out, const place *p)
{
	for (size_t i = 0; i < out->n_fields; i++)
		if (strcmp(out->fields[i].path, p->from->path) == 0 &&
		    strcmp(out->fields[i].before, p->before) == 0)
			return &out->fields[i];
	return NULL;
}

static void collect_changes(comparison *c, const lh_consortium *consortium, lh_readback *out)
{
	out->fields = LH_NEW_ARRAY(c->arena, lh_field_change, c->n_places + 1);
	for (size_t i = 0; i < c->n_places; i++) {
		const place *p = &c->places[i];
		if (strcmp(p->before, p->after) == 0)
			continue;
		lh_field_change *change = change_of(out, p);
		if (change) {
			change->places++;
			change->conflict |= strcmp(change->after, p->after) != 0;
			continue;
		}
		const lh_val *value = value_at(consortium->root, p->from->loc);
		const char *text = value ? new_text(c->arena, value, p->before, p->after) : NULL;
		out->fields[out->n_fields++] = (lh_field_change){
			.path = p->from->path, .loc = p->from->loc, .before = p->before, .after = p->after,
			.name = value && value->field ? value->field->name : "", .places = 1,
			.can_patch = text != NULL, .text = text};
	}
	for (size_t i = 0; i < out->n_fields; i++) {
		lh_field_change *change = &out->fields[i];
		for (size_t k = 0; k < c->n_places; k++)
			change->of += strcmp(c->places[k].from->path, change->path) == 0 &&
				      strcmp(c->places[k].before, change->before) == 0;
		change->can_patch &= !change->conflict;
	}
}

static bool our_words(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper *paper,
		      lh_docx_words *out)
{
	lh_buf bytes = {0};
	bool ok = lh_paper_emit(ctx, engine, paper, &lh_emit_docx, &(lh_emit_options){0}, &bytes) &&
		  lh_docx_read(ctx, arena, "", &bytes, out);
	lh_buf_free(&bytes);
	return ok;
}

bool lh_readback_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_paper_request *request,
		      const char *path, const lh_buf *bytes, lh_readback *out)
{
	comparison c = {.arena = arena};
	lh_paper paper;
	lh_docx_words ours = {0}, theirs = {0};
	lh_line_pair *pairs = NULL;
	size_t n = 0;
	*out = (lh_readback){0};
	bool ok = lh_docx_read(ctx, arena, path, bytes, &theirs) &&
		  lh_paper_make(ctx, engine, arena, request, &paper) &&
		  our_words(ctx, engine, arena, &paper, &ours);
	if (ok && !lh_lines_align(arena, &ours, &theirs, &pairs, &n)) {
		lh_diag(ctx, LH_E_JOB_OTHER_PAPER, (lh_loc){path, 0, 0}, paper.document->u.document.title, NULL);
		ok = false;
	}
	if (ok)
		collect_origins(&c, paper.document);
	for (size_t i = 0; ok && i < n; i++) {
		if (pairs[i].ours && pairs[i].theirs)
			compare_lines(&c, pairs[i].ours, pairs[i].theirs);
		else
			add_text(&c, pairs[i].ours ? pairs[i].ours->text : NULL,
				 pairs[i].theirs ? pairs[i].theirs->text : NULL);
	}
	if (ok) {
		collect_changes(&c, request->consortium, out);
		out->texts = lh_arena_memdup(arena, c.texts, c.n_texts * sizeof *c.texts);
		out->n_texts = c.n_texts;
	}
	free(c.origins);
	free(c.places);
	free(c.texts);
	return ok;
}

bool lh_readback_patch(lh_ctx *ctx, lh_engine *engine, const lh_paper_request *request,
		       const lh_readback *changes, lh_buf *out, size_t *n_out)
{
	const char *file = request->consortium->file;
	lh_arena *arena = lh_arena_new();
	lh_yaml_edit *edits = LH_NEW_ARRAY(arena, lh_yaml_edit, changes->n_fields + 1);
	size_t n = 0;
	for (size_t i = 0; i < changes->n_fields; i++) {
		const lh_field_change *change = &changes->fields[i];
		if (!change->can_patch)
			continue;
		/* Two paragraphs of one long text are one edit. */
		lh_yaml_edit *same = NULL;
		for (size_t k = 0; k < n; k++)
			if (lh_loc_equal(edits[k].place, change->loc))
				same = &edits[k];
		const char *text = same ? with_line(arena, same->text, change->before, change->after)
					: change->text;
		if (same && text)
			same->text = text;
		else if (!same)
			edits[n++] = (lh_yaml_edit){.place = change->loc, .text = text};
	}
	bool ok = lh_file_read(ctx, file, ctx->limits.file_bytes, out) && lh_yaml_edit_apply(out, edits, n);
	/* What a party has typed may break the data: an impossible date, a telephone with letters. */
	const lh_schema *schema = lh_engine_catalog(engine)->names.schema;
	const lh_yaml *root = ok ? lh_yaml_parse(ctx, arena, file, out->bytes, out->length) : NULL;
	size_t before = lh_diag_count(ctx);
	if (!root || !lh_consortium_from(ctx, arena, schema, root)) {
		lh_diag(ctx, LH_E_JOB_PATCH, (lh_loc){file, 0, 0}, NULL);
		ok = false;
	} else {
		lh_diag_rewind(ctx, before); /* its warnings were told of the data itself */
	}
	*n_out = n;
	lh_arena_free(arena);
	return ok;
}
