/* Names of a packet's files: numbers, words that every file system takes, writing them in one step.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "packet/record/manifest.h"
#include "packet/inside.h"
#include "util/file.h"
#include "util/utf8.h"

enum {
	MAX_RECORD = 64 << 20,
	NAME_CHARS = 40, /* of the consortium and its lead together */
};

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

bool lh__packet_write(const lh__packet *p, lh_ctx *ctx, const char *path, const void *bytes,
		      size_t length)
{
	lh_staged staged;
	return lh_file_stage_at(ctx, lh_path_join(ctx->arena, p->out_dir, path),
				lh_fmt(ctx->arena, "%s/%ld", p->tmp_dir, (long)getpid()), bytes,
				length, &staged) &&
	       lh_file_commit(ctx, &staged);
}

bool lh__packet_write_json(const lh__packet *p, lh_ctx *ctx, const char *path, const json_t *object)
{
	lh_buf text = {0};
	lh_manifest_text(object, &text);
	bool ok = lh__packet_write(p, ctx, path, text.bytes, text.length);
	lh_buf_free(&text);
	return ok;
}

json_t *lh__packet_told(const json_t *record)
{
	static const char *const kept[] = {"id",     "file",    "name",    "status",
					   "reason", "verdict", "messages"};
	const json_t *documents = json_object_get(record, "documents");
	size_t i, pages = 0;
	json_t *document;
	json_array_foreach(documents, i, document)
		pages += lh_json_count(document, "pages");
	json_t *told = json_pack("{s:I, s:I}", "papers", (json_int_t)json_array_size(documents),
				 "pages", (json_int_t)pages);
	for (i = 0; i < sizeof kept / sizeof *kept; i++)
		json_object_set(told, kept[i], json_object_get(record, kept[i]));
	return told;
}

json_t *lh__packet_record(const lh__packet *p, size_t index)
{
	lh_ctx *quiet = lh_ctx_new();
	const char *path = lh_fmt(quiet->arena, "%s/units/%s.json", p->state_dir,
				  lh__packet_id(p, quiet->arena, index));
	lh_buf bytes = {0};
	json_t *record = NULL;
	if (lh_file_exists(path) && lh_file_read(quiet, path, MAX_RECORD, &bytes))
		record = json_loadb(bytes.bytes, bytes.length, 0, NULL);
	if (!json_is_object(record)) {
		json_decref(record);
		record = NULL;
	}
	lh_buf_free(&bytes);
	lh_ctx_free(quiet);
	return record;
}
