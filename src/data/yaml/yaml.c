/*
 * YAML by libyaml's events: a tree of located scalars, lists and maps. It knows what a data file
 * may be made of and what is refused; it knows no field and types nothing. The only file that
 * includes <yaml.h>.
 */
#include "data/yaml/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "data/yaml/slips.h"
#include "data/yaml/text.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/utf8.h"

/* Maps up to this size are searched for a duplicate key directly, larger ones through a table. */
enum { SMALL_MAP = 12 };

typedef struct builder {
	lh_ctx *ctx;
	lh_arena *arena;
	const char *file;
	const char *bytes;
	size_t length;
	yaml_parser_t parser;
	size_t n_nodes;
	/* Where the last scalar ended: libyaml counts characters, the file has bytes. */
	size_t seen_characters;
	const char *seen;
	/* Children of the open lists and maps; a finished one moves its share into the arena. */
	const lh_yaml **items;
	size_t n_items, cap_items;
	lh_yaml_entry *entries;
	size_t n_entries, cap_entries;
	const lh_yaml_entry **table; /* for duplicate keys of one large map at a time */
	size_t cap_table;
} builder;

static lh_loc at(const builder *b, yaml_mark_t mark)
{
	return (lh_loc){b->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

/*
 * Where the parser stops is seldom where the pen slipped: that line, the one that the parser was busy
 * with, or the one above. A slip is told in place of the parser's words.
 */
static bool tell_slip(builder *b, uint32_t problem, uint32_t context)
{
	uint32_t above = problem ? lh__yaml_content_line(b->bytes, b->length, problem - 1) : 0;
	const uint32_t lines[] = {problem, context, above};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lh__yaml_tell_slip(b->ctx, b->file, b->bytes, b->length, lines[i]))
			return true;
	return false;
}

static void syntax_error(builder *b)
{
	const yaml_parser_t *p = &b->parser;
	const char *problem = p->problem ? p->problem : "unreadable";
	lh_loc loc = at(b, p->problem_mark);
	uint32_t context = p->context ? (uint32_t)p->context_mark.line + 1 : 0;
	/* A quote that is never closed: nothing near the end of the file is to blame. */
	bool unclosed = strcmp(problem, "found unexpected end of stream") == 0;
	if (!tell_slip(b, unclosed ? 0 : loc.line, context))
		lh_diag(b->ctx, LH_E_YAML_SYNTAX, loc, lh__yaml_problem_zh(problem), problem, NULL);
}

static bool next_event(builder *b, yaml_event_t *event)
{
	if (yaml_parser_parse(&b->parser, event))
		return true;
	if (b->parser.error == YAML_MEMORY_ERROR)
		lh_out_of_memory();
	syntax_error(b);
	return false;
}

/* Anchors and tags are told and then ignored, so that the rest of the file is still read. */
static void refuse_marks(builder *b, lh_loc loc, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		lh_diag(b->ctx, LH_E_YAML_ANCHOR, loc, lh_text_clip(b->ctx, (const char *)anchor),
			NULL);
	if (tag)
		lh_diag(b->ctx, LH_E_YAML_TAG, loc, lh_text_clip(b->ctx, (const char *)tag), NULL);
}

static lh_yaml *node_new(builder *b, lh_yaml_kind kind, lh_loc loc)
{
	lh_yaml *node = LH_NEW(b->arena, lh_yaml);
	node->kind = kind;
	node->loc = loc;
	return node;
}

/* Scalars come in the order of the file: the way from the last one is short. */
static const char *byte_at(builder *b, size_t character)
{
	const char *end = b->bytes + b->length;
	while (b->seen_characters < character && b->seen < end) {
		lh_utf8_next_n(&b->seen, end);
		b->seen_characters++;
	}
	return b->seen;
}

static void tell_cut(builder *b, const yaml_event_t *event)
{
	size_t length;
	const char *cut = lh__yaml_cut(byte_at(b, event->end_mark.index), b->bytes + b->length, &length);
	if (!cut)
		return;
	lh_loc loc = at(b, event->end_mark);
	loc.col += (uint32_t)(cut - b->seen);
	lh_diag(b->ctx, LH_O_YAML_CUT, loc,
		lh_text_clip(b->ctx, (const char *)event->data.scalar.value),
		lh_text_clip(b->ctx, lh_arena_strndup(b->ctx->arena, cut, length)), NULL);
}

static const lh_yaml *scalar_new(builder *b, const yaml_event_t *event)
{
	lh_loc loc = at(b, event->start_mark);
	lh_yaml *node = node_new(b, LH_YAML_SCALAR, loc);
	const char *value = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	char *text = lh_arena_strndup(b->arena, value, length);
	yaml_scalar_style_t style = event->data.scalar.style;
	/* Raw bytes were checked before; only an escape such as "\0" can still bring one in. */
	uint32_t control = 0;
	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && lh__yaml_control(value, length, &control))
		lh_diag(b->ctx, LH_E_YAML_CONTROL, loc, lh_fmt(b->ctx->arena, "U+%04X", control),
			NULL);
	if (style != YAML_LITERAL_SCALAR_STYLE && event->end_mark.line > event->start_mark.line)
		lh__yaml_close_folds(text);
	node->u.scalar.text = text;
	node->u.scalar.plain = style == YAML_PLAIN_SCALAR_STYLE;
	node->u.scalar.block =
		style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	if (node->u.scalar.plain)
		tell_cut(b, event);
	refuse_marks(b, loc, event->data.scalar.anchor, event->data.scalar.tag);
	return node;
}

static bool read_node(builder *b, const yaml_event_t *event, size_t depth,
		      const lh_yaml **node_out);

static bool read_list(builder *b, const yaml_event_t *start, size_t depth, const lh_yaml **node_out)
{
	lh_yaml *node = node_new(b, LH_YAML_LIST, at(b, start->start_mark));
	refuse_marks(b, node->loc, start->data.sequence_start.anchor,
		     start->data.sequence_start.tag);
	size_t first = b->n_items;
	for (;;) {
		yaml_event_t event;
		if (!next_event(b, &event))
			return false;
		bool end = event.type == YAML_SEQUENCE_END_EVENT;
		const lh_yaml *item = NULL;
		bool ok = end || read_node(b, &event, depth + 1, &item);
		yaml_event_delete(&event);
		if (!ok)
			return false;
		if (end)
			break;
		if (b->n_items == b->cap_items) {
			b->cap_items = b->cap_items ? 2 * b->cap_items : 64;
			b->items = lh_xrealloc(b->items, b->cap_items * sizeof *b->items);
		}
		b->items[b->n_items++] = item;
	}
	node->u.list.n = b->n_items - first;
	/* Before the first item of a file there is no array to point into. */
	if (node->u.list.n)
		node->u.list.items =
			lh_arena_memdup(b->arena, b->items + first, node->u.list.n * sizeof *b->items);
	b->n_items = first;
	*node_out = node;
	return true;
}

static void tell_duplicate(builder *b, const lh_yaml_entry *first, const lh_yaml_entry *again)
{
	lh_diag(b->ctx, LH_E_YAML_DUPLICATE, again->key_loc, lh_text_clip(b->ctx, again->key), NULL);
	lh_diag(b->ctx, LH_N_FIRST_HERE, first->key_loc, NULL);
}

/* Drop the later ones of equal keys, in time linear in the number of keys. */
static size_t drop_duplicates(builder *b, lh_yaml_entry *entries, size_t n)
{
	size_t kept = 0;
	size_t size = 0;
	if (n > SMALL_MAP) {
		for (size = 64; size < 2 * n;)
			size *= 2;
		if (size > b->cap_table) {
			b->table = lh_xrealloc(b->table, size * sizeof *b->table);
			b->cap_table = size;
		}
		memset(b->table, 0, size * sizeof *b->table);
	}
	for (size_t i = 0; i < n; i++) {
		const lh_yaml_entry *same = NULL;
		size_t slot = 0;
		if (size) {
			slot = lh_text_hash(entries[i].key) & (size - 1);
			while (b->table[slot] && strcmp(b->table[slot]->key, entries[i].key) != 0)
				slot = (slot + 1) & (size - 1);
			same = b->table[slot];
		} else {
			for (size_t k = 0; k < kept && !same; k++)
				if (strcmp(entries[k].key, entries[i].key) == 0)
					same = &entries[k];
		}
		if (same) {
			tell_duplicate(b, same, &entries[i]);
			continue;
		}
		entries[kept] = entries[i];
		if (size)
			b->table[slot] = &entries[kept];
		kept++;
	}
	return kept;
}

static bool read_map(builder *b, const yaml_event_t *start, size_t depth, const lh_yaml **node_out)
{
	lh_yaml *node = node_new(b, LH_YAML_MAP, at(b, start->start_mark));
	refuse_marks(b, node->loc, start->data.mapping_start.anchor, start->data.mapping_start.tag);
	size_t first = b->n_entries;
	for (;;) {
		yaml_event_t event;
		if (!next_event(b, &event))
			return false;
		bool end = event.type == YAML_MAPPING_END_EVENT;
		const lh_yaml *key = NULL, *value = NULL;
		bool ok = end || read_node(b, &event, depth + 1, &key);
		yaml_event_delete(&event);
		if (end)
			break;
		if (!ok || !next_event(b, &event))
			return false;
		ok = read_node(b, &event, depth + 1, &value);
		yaml_event_delete(&event);
		if (!ok)
			return false;
		if (key->kind != LH_YAML_SCALAR) {
			lh_diag(b->ctx, LH_E_YAML_KEY, key->loc, lh_yaml_kind_zh(key->kind),
				lh_yaml_kind_en(key->kind), NULL);
			continue;
		}
		if (b->n_entries == b->cap_entries) {
			b->cap_entries = b->cap_entries ? 2 * b->cap_entries : 64;
			b->entries = lh_xrealloc(b->entries, b->cap_entries * sizeof *b->entries);
		}
		b->entries[b->n_entries++] = (lh_yaml_entry){key->u.scalar.text, key->loc, value};
	}
	lh_yaml_entry *entries = b->n_entries > first ? b->entries + first : NULL;
	size_t n = drop_duplicates(b, entries, b->n_entries - first);
	node->u.map.n = n;
	node->u.map.entries = lh_arena_memdup(b->arena, entries, n * sizeof *entries);
	b->n_entries = first;
	*node_out = node;
	return true;
}

static bool read_node(builder *b, const yaml_event_t *event, size_t depth, const lh_yaml **node_out)
{
	lh_loc loc = at(b, event->start_mark);
	if (++b->n_nodes > b->ctx->limits.nodes) {
		lh_diag(b->ctx, LH_E_YAML_NODES, loc,
			lh_fmt(b->ctx->arena, "%zu", b->ctx->limits.nodes), NULL);
		return false;
	}
	if (event->type == YAML_SCALAR_EVENT) {
		*node_out = scalar_new(b, event);
		return true;
	}
	if (event->type == YAML_ALIAS_EVENT) {
		lh_diag(b->ctx, LH_E_YAML_ALIAS, loc,
			lh_text_clip(b->ctx, (const char *)event->data.alias.anchor), NULL);
		lh_yaml *node = node_new(b, LH_YAML_SCALAR, loc);
		node->u.scalar.text = "";
		node->u.scalar.plain = true;
		*node_out = node;
		return true;
	}
	if (depth > b->ctx->limits.depth) {
		lh_diag(b->ctx, LH_E_YAML_DEPTH, loc,
			lh_fmt(b->ctx->arena, "%zu", b->ctx->limits.depth), NULL);
		return false;
	}
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return read_list(b, event, depth, node_out);
	return read_map(b, event, depth, node_out);
}

static bool read_stream(builder *b, const lh_yaml **root_out)
{
	*root_out = NULL;
	for (bool done = false; !done;) {
		yaml_event_t event;
		if (!next_event(b, &event))
			return false;
		yaml_event_type_t type = event.type;
		bool ok = true;
		if (type == YAML_STREAM_END_EVENT) {
			done = true;
		} else if (type == YAML_DOCUMENT_START_EVENT && *root_out) {
			lh_diag(b->ctx, LH_E_YAML_DOCUMENTS, at(b, event.start_mark), NULL);
			ok = false;
		} else if (type != YAML_STREAM_START_EVENT && type != YAML_DOCUMENT_START_EVENT &&
			   type != YAML_DOCUMENT_END_EVENT) {
			ok = read_node(b, &event, /*depth*/ 1, root_out);
		}
		yaml_event_delete(&event);
		if (!ok)
			return false;
	}
	return true;
}

const lh_yaml *lh_yaml_parse_on(lh_ctx *ctx, lh_arena *arena, const char *name, const char *bytes,
				 size_t length)
{
	/* Messages keep their places as long as the context lives: so must the name of the file. */
	builder b = {.ctx = ctx, .arena = arena, .file = lh_arena_strdup(ctx->arena, name)};
	lh_loc whole = {b.file, 0, 0};
	if (length > ctx->limits.file_bytes) {
		lh_diag(ctx, LH_E_FILE_SIZE, whole,
			lh_fmt(ctx->arena, "%zu", ctx->limits.file_bytes >> 20), NULL);
		return NULL;
	}
	lh_buf clean = {0};
	if (!lh__yaml_check_bytes(ctx, b.file, bytes, length, &clean)) {
		lh_buf_free(&clean);
		return NULL;
	}
	b.bytes = lh_buf_str(&clean);
	b.length = clean.length;
	b.seen = b.bytes;
	if (!yaml_parser_initialize(&b.parser))
		lh_out_of_memory();
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b.parser, (const unsigned char *)b.bytes, b.length);
	const lh_yaml *root = NULL;
	bool ok = read_stream(&b, &root);
	if (ok && (!root || (root->kind == LH_YAML_SCALAR && root->u.scalar.plain &&
			     !*root->u.scalar.text))) {
		lh_diag(ctx, LH_E_YAML_EMPTY, whole, NULL);
		ok = false;
	}
	yaml_parser_delete(&b.parser);
	free(b.items);
	free(b.entries);
	free(b.table);
	lh_buf_free(&clean);
	return ok ? root : NULL;
}

const lh_yaml *lh_yaml_parse(lh_ctx *ctx, lh_arena *arena, const char *name, const char *bytes,
			     size_t length)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_parse_on(ctx, arena, name, bytes, length);
	return lh_diag_errors(ctx) == errors ? root : NULL;
}

const lh_yaml *lh_yaml_read_on(lh_ctx *ctx, lh_arena *arena, const char *path)
{
	lh_buf bytes = {0};
	const lh_yaml *root = NULL;
	if (lh_file_read(ctx, path, ctx->limits.file_bytes, &bytes)) {
		const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
		root = lh_yaml_parse_on(ctx, arena, name, lh_buf_str(&bytes), bytes.length);
	}
	lh_buf_free(&bytes);
	return root;
}

const lh_yaml *lh_yaml_read(lh_ctx *ctx, lh_arena *arena, const char *path)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read_on(ctx, arena, path);
	return lh_diag_errors(ctx) == errors ? root : NULL;
}

const lh_yaml *lh_yaml_at(const lh_yaml *map, const char *key)
{
	if (!map || map->kind != LH_YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->u.map.n; i++)
		if (strcmp(map->u.map.entries[i].key, key) == 0)
			return map->u.map.entries[i].value;
	return NULL;
}

bool lh_yaml_is_null(const lh_yaml *node)
{
	if (!node)
		return true;
	if (node->kind != LH_YAML_SCALAR || !node->u.scalar.plain)
		return false;
	const char *text = node->u.scalar.text;
	return !*text || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

const char *lh_yaml_kind_zh(lh_yaml_kind kind)
{
	static const char *const names[] = {"文字", "列表", "映射"};
	return names[kind];
}

const char *lh_yaml_kind_en(lh_yaml_kind kind)
{
	static const char *const names[] = {"text", "list", "map"};
	return names[kind];
}

static size_t byte_of(const char *bytes, size_t length, size_t characters)
{
	const char *at = bytes, *end = bytes + length;
	while (characters-- && at < end)
		lh_utf8_next_n(&at, end);
	return (size_t)(at - bytes);
}

static lh_yaml_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE: return LH_YAML_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return LH_YAML_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE: return LH_YAML_BLOCK;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE: break;
	}
	return LH_YAML_PLAIN;
}

bool lh__yaml_extent(const char *bytes, size_t length, lh_loc place, size_t *from_out, size_t *to_out,
		     lh_yaml_style *style_out)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t skip = length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
	bytes += skip;
	length -= skip;
	yaml_parser_t parser;
	yaml_event_t event;
	bool found = false, ends = false;
	if (!yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
	while (!found && !ends && yaml_parser_parse(&parser, &event)) {
		ends = event.type == YAML_STREAM_END_EVENT;
		yaml_mark_t start = event.start_mark;
		if (event.type == YAML_SCALAR_EVENT && start.line + 1 == place.line &&
		    start.column + 1 == place.col) {
			*from_out = skip + byte_of(bytes, length, start.index);
			*to_out = skip + byte_of(bytes, length, event.end_mark.index);
			*style_out = style_of(event.data.scalar.style);
			found = true;
		}
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return found;
}
