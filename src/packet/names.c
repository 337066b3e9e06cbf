/* Names of a packet's files: numbers, words that every file system takes. */
#include <string.h>

#include "packet/inside.h"
#include "util/utf8.h"

enum { NAME_CHARS = 40 }; /* of the consortium and its lead together */

char *lh__packet_id(const lh__packet *p, lh_arena *arena, size_t index)
{
	return lh_fmt(arena, "%0*zu", p->digits, index + 1);
}

/* White space and what Windows refuses in names. */
static bool refused(uint32_t cp)
{
	return cp <= ' ' || cp == 0x7f || cp == 0x3000 ||
	       (cp < 0x7f && strchr("\\/:*?\"<>|", (int)cp));
}

char *lh__file_word(lh_arena *arena, const char *text, size_t limit)
{
	lh_buf out = {0};
	size_t n = 0;
	const char *at = text;
	for (uint32_t cp; n < limit && (cp = lh_utf8_next(&at)); text = at, n++) {
		if (refused(cp))
			lh_buf_putc(&out, '_');
		else
			lh_buf_put(&out, text, (size_t)(at - text));
	}
	/* Windows drops a period at the end. */
	if (out.length && out.bytes[out.length - 1] == '.')
		out.bytes[out.length - 1] = '_';
	char *word = lh_arena_strdup(arena, out.length ? lh_buf_str(&out) : "_");
	lh_buf_free(&out);
	return word;
}

char *lh__packet_name(const lh__packet *p, lh_arena *arena, const lh__words *words)
{
	const lh_district *d = p->district;
	size_t n_long = 0;
	for (size_t i = 0; i < d->n_naming; i++)
		n_long += d->naming[i] == LH_NAME_CONSORTIUM || d->naming[i] == LH_NAME_LEAD;
	lh_buf name = {0};
	for (size_t i = 0; i < d->n_naming; i++) {
		const char *word = NULL;
		switch (d->naming[i]) {
		case LH_NAME_NUMBER: word = words->id; break;
		case LH_NAME_AREA: word = p->area; break;
		case LH_NAME_CONSORTIUM: word = words->consortium; break;
		case LH_NAME_LEAD: word = words->lead; break;
		case LH_NAME_PAPER: word = words->paper; break;
		case LH_NAME_DATE: word = words->paper ? p->date_tag : NULL; break;
		case LH_NAME_PARTS: break;
		}
		if (!word)
			continue;
		if (name.length)
			lh_buf_putc(&name, '_');
		bool is_long = word == words->consortium || word == words->lead;
		lh_buf_puts(&name, is_long ? lh__file_word(arena, word, NAME_CHARS / n_long) : word);
	}
	char *text = lh_arena_strdup(arena, lh_buf_str(&name));
	lh_buf_free(&name);
	return text;
}
