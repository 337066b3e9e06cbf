/* Hash over the words of a document. It knows the tree and nothing of how words look. */
#include "doc/fingerprint.h"

#include <string.h>

#include "util/arena.h"
#include "util/buf.h"
#include "util/sha256.h"

static const char prefix[] = "LH1";
enum { GROUPS = 4, DIGITS = 4 };

static void put_words(const lh_node *node, lh_buf *out)
{
	for (const lh_node *child = node->first; child; child = child->next)
		put_words(child, out);
	switch (node->kind) {
	case LH_NODE_DOCUMENT:
	case LH_NODE_SECTION:
	case LH_NODE_ROWGROUP: break;
	case LH_NODE_PARA: lh_buf_putc(out, '\n'); break;
	case LH_NODE_CELL: lh_buf_putc(out, '\t'); break;
	case LH_NODE_ROW:
	case LH_NODE_TABLE: lh_buf_putc(out, '\f'); break;
	case LH_NODE_TEXT: lh_buf_puts(out, node->u.run.as.text.text); break;
	case LH_NODE_FIELD:
	case LH_NODE_LEADER: lh_buf_putc(out, '\002'); break;
	case LH_NODE_BLANK: lh_buf_putc(out, '\003'); break;
	case LH_NODE_CHECK: lh_buf_putc(out, node->u.run.as.checked ? '\004' : '\005'); break;
	case LH_NODE_BREAK: lh_buf_putc(out, '\v'); break;
	}
}

void lh_doc_fingerprint(const lh_node *document, char out[LH_FINGERPRINT_LENGTH + 1])
{
	lh_buf words = {0};
	char hex[65];
	put_words(document, &words);
	lh_sha256(words.bytes, words.length, hex);
	lh_buf_free(&words);
	char *at = out + strlen(strcpy(out, prefix));
	for (int i = 0; i < GROUPS * DIGITS; i++) {
		if (i % DIGITS == 0)
			*at++ = '-';
		*at++ = (char)(hex[i] >= 'a' ? hex[i] - 'a' + 'A' : hex[i]);
	}
	*at = '\0';
}

static const char *replace(lh_arena *arena, const char *text, const char *print)
{
	if (!text || !strstr(text, LH_FINGERPRINT_MARK))
		return text;
	lh_buf buf = {0};
	for (const char *mark; (mark = strstr(text, LH_FINGERPRINT_MARK)); text = mark + 1) {
		lh_buf_put(&buf, text, (size_t)(mark - text));
		lh_buf_puts(&buf, print);
	}
	lh_buf_puts(&buf, text);
	char *done = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return done;
}

static void set(lh_arena *arena, lh_node *node, const char *print)
{
	if (node->kind == LH_NODE_SECTION)
		node->u.section.footer = replace(arena, node->u.section.footer, print);
	else if (node->kind == LH_NODE_TEXT)
		node->u.run.as.text.text = replace(arena, node->u.run.as.text.text, print);
	for (lh_node *child = node->first; child; child = child->next)
		set(arena, child, print);
}

const char *lh_doc_set_fingerprint(lh_arena *arena, lh_node *document)
{
	char print[LH_FINGERPRINT_LENGTH + 1];
	lh_doc_fingerprint(document, print);
	set(arena, document, print);
	return lh_arena_strdup(arena, print);
}

static bool is_print(const char *at)
{
	if (memcmp(at, prefix, strlen(prefix)) != 0)
		return false;
	for (int i = 0; i < GROUPS * (DIGITS + 1); i++) {
		char c = at[strlen(prefix) + (size_t)i];
		bool digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
		if (i % (DIGITS + 1) == 0 ? c != '-' : !digit)
			return false;
	}
	return true;
}

bool lh_fingerprint_next(const char **at, const char *end, char out[LH_FINGERPRINT_LENGTH + 1])
{
	for (const char *c = *at; end - c >= LH_FINGERPRINT_LENGTH; c++)
		if (is_print(c)) {
			memcpy(out, c, LH_FINGERPRINT_LENGTH);
			out[LH_FINGERPRINT_LENGTH] = '\0';
			*at = c + LH_FINGERPRINT_LENGTH;
			return true;
		}
	*at = end;
	return false;
}
