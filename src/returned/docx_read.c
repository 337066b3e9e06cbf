/*
 * WordprocessingML read back. It knows expat and the few elements that hold words; it trusts nothing:
 * no document types, no entities, bounded depth.
 */
#include "returned/docx_read.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 400 };

/* Elements of the usual and of the strict namespace; the parser puts a | behind it. */
static const char *const namespaces[] = {
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main|",
	"http://purl.oclc.org/ooxml/wordprocessingml/main|",
};
/* The old form of every drawing stands in one of these. */
static const char compatible[] = "http://schemas.openxmlformats.org/markup-compatibility/2006|";

typedef struct reader {
	XML_Parser parser;
	lh_arena *arena;
	lh_docx_line *lines; /* heap */
	size_t n, cap;
	lh_docx_seg *segs; /* of the paragraph at hand, heap */
	size_t n_segs, cap_segs;
	lh_buf text; /* of the segment at hand */
	bool in_control;
	const char *tag;
	unsigned depth, skip_from; /* everything inside the element of that depth is skipped; 0: nothing */
	struct {
		unsigned depth;
		size_t paragraph; /* so many were finished when it began */
	} controls[MOST_DEPTH];   /* the open ones */
	size_t n_controls, n_paragraphs;
	unsigned fields; /* that are open: their results are not ours to compare */
	bool in_text, refused;
} reader;

/* Local name of an element or attribute of WordprocessingML; NULL: another namespace. */
static const char *local(const char *name)
{
	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
		if (strncmp(name, namespaces[i], strlen(namespaces[i])) == 0)
			return name + strlen(namespaces[i]);
	return NULL;
}

static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2) {
		const char *key = local(attributes[0]);
		if (key && strcmp(key, name) == 0)
			return attributes[1];
	}
	return "";
}

/* Close the segment at hand; text outside of controls goes on in the one before it. */
static void end_segment(reader *r)
{
	if (r->text.length || r->in_control) {
		if (r->n_segs == r->cap_segs) {
			r->cap_segs = r->cap_segs ? 2 * r->cap_segs : 16;
			r->segs = lh_xrealloc(r->segs, r->cap_segs * sizeof *r->segs);
		}
		r->segs[r->n_segs++] = (lh_docx_seg){lh_arena_strdup(r->arena, lh_buf_str(&r->text)),
						     r->in_control, r->in_control ? r->tag : NULL};
	}
	lh_buf_clear(&r->text);
}

static void end_paragraph(reader *r)
{
	end_segment(r);
	r->n_paragraphs++;
	lh_buf all = {0};
	for (size_t i = 0; i < r->n_segs; i++)
		lh_buf_puts(&all, r->segs[i].text);
	if (all.length) {
		if (r->n == r->cap) {
			r->cap = r->cap ? 2 * r->cap : 256;
			r->lines = lh_xrealloc(r->lines, r->cap * sizeof *r->lines);
		}
		r->lines[r->n++] = (lh_docx_line){
			lh_arena_memdup(r->arena, r->segs, r->n_segs * sizeof *r->segs), r->n_segs,
			lh_arena_strdup(r->arena, lh_buf_str(&all))};
	}
	r->n_segs = 0;
	lh_buf_free(&all);
}

static bool one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static void field_mark(reader *r, const char *type)
{
	if (strcmp(type, "begin") == 0)
		r->fields++;
	else if (strcmp(type, "end") == 0 && r->fields)
		r->fields--;
}

/* Breaks of pages and columns are no text: programs write them in one way or the other. */
static bool is_line_end(const char **attributes)
{
	const char *type = attribute(attributes, "type");
	return !*type || strcmp(type, "textWrapping") == 0;
}

static void XMLCALL on_start(void *self, const char *element, const char **attributes)
{
	static const char *const skipped[] = {"drawing", "pict", "object", "moveFrom", "del", "sectPr", NULL};
	reader *r = self;
	if (++r->depth >= MOST_DEPTH) {
		r->refused = true;
		XML_StopParser(r->parser, XML_FALSE);
		return;
	}
	if (r->skip_from)
		return;
	const char *name = local(element);
	if ((name && one_of(name, skipped)) || strncmp(element, compatible, strlen(compatible)) == 0) {
		r->skip_from = r->depth;
	} else if (!name) {
		return;
	} else if (strcmp(name, "sdt") == 0) {
		end_segment(r);
		r->in_control = true;
		r->tag = NULL;
		r->controls[r->n_controls].depth = r->depth;
		r->controls[r->n_controls++].paragraph = r->n_paragraphs;
	} else if (strcmp(name, "tag") == 0 && r->n_controls) {
		const char *tag = attribute(attributes, "val");
		r->tag = *tag ? lh_arena_strdup(r->arena, tag) : NULL;
	} else if (strcmp(name, "fldChar") == 0) {
		field_mark(r, attribute(attributes, "fldCharType"));
	} else if (strcmp(name, "t") == 0) {
		r->in_text = !r->fields;
	} else if (!r->fields && (strcmp(name, "cr") == 0 || (strcmp(name, "br") == 0 && is_line_end(attributes)))) {
		lh_buf_putc(&r->text, '\n');
	} else if (!r->fields && strcmp(name, "noBreakHyphen") == 0) {
		lh_buf_putc(&r->text, '-');
	}
}

static void XMLCALL on_end(void *self, const char *element)
{
	reader *r = self;
	unsigned depth = r->depth--;
	if (r->skip_from) {
		if (r->skip_from == depth)
			r->skip_from = 0;
		return;
	}
	const char *name = local(element);
	if (!name)
		return;
	if (strcmp(name, "t") == 0) {
		r->in_text = false;
	} else if (strcmp(name, "p") == 0) {
		end_paragraph(r);
	} else if (r->n_controls && r->controls[r->n_controls - 1].depth == depth) {
		/* A control around whole paragraphs has given its words to them already. */
		if (r->controls[--r->n_controls].paragraph == r->n_paragraphs)
			end_segment(r);
		r->in_control = r->n_controls > 0;
	}
}

static void XMLCALL on_text(void *self, const char *text, int length)
{
	reader *r = self;
	if (r->in_text && !r->skip_from)
		lh_buf_put(&r->text, text, (size_t)length);
}

static void XMLCALL on_doctype(void *self, const char *name, const char *system, const char *public,
			       int has_subset)
{
	(void)name, (void)system, (void)public, (void)has_subset;
	reader *r = self;
	r->refused = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static bool parse(lh_ctx *ctx, reader *r, const char *path, const char *part, const lh_buf *xml)
{
	r->parser = XML_ParserCreateNS("UTF-8", '|');
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
	bool ok = XML_Parse(r->parser, xml->bytes, (int)xml->length, /*isFinal*/ 1) == XML_STATUS_OK;
	if (!ok)
		lh_diag(ctx, LH_E_DOCX_XML, (lh_loc){path, 0, 0}, part,
			lh_fmt(ctx->arena, "%lu", (unsigned long)XML_GetCurrentLineNumber(r->parser)),
			r->refused ? "DOCTYPE, depth" : XML_ErrorString(XML_GetErrorCode(r->parser)), NULL);
	XML_ParserFree(r->parser);
	return ok;
}

/* The lines of one part; false with a message. */
static bool read_part(lh_ctx *ctx, lh_arena *arena, const lh_opc_file *file, const char *path,
		      const char *name, lh_docx_words *out)
{
	lh_buf xml = {0};
	reader *r = lh_xmalloc(sizeof *r);
	*r = (reader){.arena = arena};
	bool ok = lh_opc_read(ctx, file, name, &xml) && parse(ctx, r, path, name, &xml);
	if (ok) {
		out->lines = lh_arena_memdup(arena, r->lines, r->n * sizeof *r->lines);
		out->n = r->n;
	}
	free(r->lines);
	free(r->segs);
	lh_buf_free(&r->text);
	free(r);
	lh_buf_free(&xml);
	return ok;
}

bool lh_docx_read(lh_ctx *ctx, lh_arena *arena, const char *path, const lh_buf *bytes,
		  lh_docx_words *words_out)
{
	lh_opc_file *file = lh_opc_open(ctx, path, bytes);
	bool ok = file && read_part(ctx, arena, file, path, "word/document.xml", words_out);
	lh_opc_close(file);
	return ok;
}

bool lh_docx_read_footers(lh_ctx *ctx, const char *path, const lh_buf *bytes, lh_buf *out)
{
	static const char start[] = "word/footer";
	lh_opc_file *file = lh_opc_open(ctx, path, bytes);
	lh_arena *arena = lh_arena_new();
	bool ok = file != NULL;
	const char *name;
	for (size_t i = 0; ok && (name = lh_opc_name(file, i)); i++) {
		lh_docx_words words = {0};
		if (strncmp(name, start, strlen(start)) != 0)
			continue;
		ok = read_part(ctx, arena, file, path, name, &words);
		for (size_t k = 0; k < words.n; k++)
			lh_buf_puts(out, words.lines[k].text);
		lh_buf_putc(out, '\f');
	}
	lh_arena_free(arena);
	lh_opc_close(file);
	return ok;
}
