/* One scalar for another. It knows how scalars are written, and nothing of what they mean. */
#include "data/yaml/edit.h"

#include <stdlib.h>
#include <string.h>

/* Can the text stand without quotes, inside [ ] and { } too, and be read as the same text? */
static bool plain_enough(const char *text)
{
	static const char *const words[] = {"~", "null", "Null", "NULL"};
	static const char never_first[] = "!&*-?|>@`%\"'#,[]{}:";
	if (!*text || strchr(never_first, text[0]) || strpbrk(text, ",[]{}\n\t\"'\\#") ||
	    strstr(text, ": ") || text[0] == ' ' || text[strlen(text) - 1] == ' ' ||
	    text[strlen(text) - 1] == ':')
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0)
			return false;
	return true;
}

static void put_single(lh_buf *out, const char *text)
{
	lh_buf_putc(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			lh_buf_putc(out, '\'');
		lh_buf_putc(out, *text);
	}
	lh_buf_putc(out, '\'');
}

static void put_double(lh_buf *out, const char *text)
{
	lh_buf_putc(out, '"');
	for (; *text; text++) {
		if (*text == '\n') {
			lh_buf_puts(out, "\\n");
			continue;
		}
		if (*text == '"' || *text == '\\')
			lh_buf_putc(out, '\\');
		lh_buf_putc(out, *text);
	}
	lh_buf_putc(out, '"');
}

/* A literal block with the indentation of the old one, whose bytes are `old`. */
static void put_block(lh_buf *out, const char *text, const char *old, size_t length)
{
	const char *line = memchr(old, '\n', length), *end = old + length;
	size_t indent = 0;
	while (line && line < end && *line == '\n') {
		indent = 0;
		for (line++; line + indent < end && line[indent] == ' '; indent++)
			;
		line += indent;
	}
	lh_buf_puts(out, "|-\n");
	while (*text) {
		size_t n = strcspn(text, "\n");
		for (size_t i = 0; n && i < indent; i++)
			lh_buf_putc(out, ' ');
		lh_buf_put(out, text, n);
		lh_buf_putc(out, '\n');
		text += n + (text[n] == '\n');
	}
	/* Blank lines behind the block belong to it, as far as they were there. */
	for (const char *at = end; at - 1 > old && at[-1] == '\n' && at[-2] == '\n'; at--)
		lh_buf_putc(out, '\n');
}

static void put(lh_buf *out, lh_yaml_style style, const char *text, const char *old, size_t length)
{
	bool indented = text[0] == ' ' || strstr(text, "\n ");
	switch (style) {
	case LH_YAML_PLAIN:
		if (plain_enough(text))
			lh_buf_puts(out, text);
		else
			put_double(out, text);
		break;
	case LH_YAML_SINGLE:
		if (strchr(text, '\n'))
			put_double(out, text);
		else
			put_single(out, text);
		break;
	case LH_YAML_DOUBLE: put_double(out, text); break;
	case LH_YAML_BLOCK:
		if (indented || !*text) {
			put_double(out, text);
			lh_buf_putc(out, '\n');
		} else {
			put_block(out, text, old, length);
		}
		break;
	}
}

/* Later places first, so that earlier ones still hold. */
static int later_first(const void *a, const void *b)
{
	const lh_loc *x = &((const lh_yaml_edit *)a)->place, *y = &((const lh_yaml_edit *)b)->place;
	if (x->line != y->line)
		return x->line < y->line ? 1 : -1;
	return x->col < y->col ? 1 : x->col > y->col ? -1 : 0;
}

bool lh_yaml_edit_apply(lh_buf *bytes, lh_yaml_edit *edits, size_t n)
{
	bool ok = true;
	if (n)
		qsort(edits, n, sizeof *edits, later_first);
	for (size_t i = 0; i < n; i++) {
		size_t from, to;
		lh_yaml_style style;
		edits[i].done = lh__yaml_extent(bytes->bytes, bytes->length, edits[i].place, &from, &to, &style);
		if (!edits[i].done) {
			ok = false;
			continue;
		}
		lh_buf out = {0};
		lh_buf_put(&out, bytes->bytes, from);
		put(&out, style, edits[i].text, bytes->bytes + from, to - from);
		lh_buf_put(&out, bytes->bytes + to, bytes->length - to);
		lh_buf_free(bytes);
		*bytes = out;
	}
	return ok;
}
