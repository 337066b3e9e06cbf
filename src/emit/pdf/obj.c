/*
 * Objects of a PDF file by libharu. This file knows the library: its low-level objects, which its
 * headers and its shared library offer, and where it must be handled with care. It refuses to know
 * what a form, a font or a page looks like; its callers refuse to know the library.
 *
 * libharu's own text, font and image paths are not used, nor its number printing and its saving to
 * a file, which takes a full disk for success.
 */
#include "emit/pdf/obj.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdlib.h>
#include <string.h>

#include "util/arena.h"
#include "util/hash.h"
#include "util/utf8.h"

enum {
	PAGES_PER_NODE = 100,  /* of the page tree: no array of it can reach libharu's limit */
	FILE_MAX = 0x7FFFFFFF, /* libharu counts in 32 bits */
};

/* The bytes of a stream, read by libharu when it saves. */
typedef struct source {
	const unsigned char *bytes;
	size_t length, at;
	bool deflated;
} source;

/* What this file knows about an object. */
typedef struct entry {
	HPDF_Dict dict;
	const char *text; /* the caller's entries, in the arena */
	size_t length;
	source *bytes; /* of a stream */
} entry;

struct lh__pdf {
	lh_arena *arena;
	HPDF_Doc doc;
	HPDF_Dict catalog, info;
	entry *entries; /* by object number; 0 is the trailer */
	size_t n_entries;
	bool failed;
	lh_buf *out;
};

static unsigned long fault(const lh__pdf *pdf)
{
	unsigned long number = pdf->doc ? pdf->doc->error.error_no : HPDF_FAILD_TO_ALLOC_MEM;
	if (number != HPDF_NOERROR)
		return number;
	return pdf->failed ? HPDF_FAILD_TO_ALLOC_MEM : 0;
}

static bool sound(lh__pdf *pdf)
{
	pdf->failed = fault(pdf) != 0;
	return !pdf->failed;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
	const lh__pdf *pdf = stream->attr;
	const entry *e = &pdf->entries[dict->header.obj_id & 0x00FFFFFF];
	if (e->bytes && e->bytes->deflated) {
		HPDF_STATUS status = HPDF_Stream_WriteStr(stream, "/Filter/FlateDecode\n");
		if (status != HPDF_OK)
			return status;
	}
	if (!e->length)
		return HPDF_OK;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)e->text, (HPDF_UINT)e->length);
}

static HPDF_STATUS source_read(HPDF_Stream stream, HPDF_BYTE *bytes, HPDF_UINT *size)
{
	source *from = stream->attr;
	size_t rest = from->length - from->at;
	size_t n = *size < rest ? *size : rest;
	memcpy(bytes, from->bytes + from->at, n);
	from->at += n;
	*size = (HPDF_UINT)n;
	return from->at == from->length ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS source_seek(HPDF_Stream stream, HPDF_INT at, HPDF_WhenceMode mode)
{
	source *from = stream->attr;
	/* libharu rewinds before it reads and never seeks otherwise. */
	if (mode != HPDF_SEEK_SET || at < 0 || (size_t)at > from->length)
		return HPDF_INVALID_PARAMETER;
	from->at = (size_t)at;
	return HPDF_OK;
}

static HPDF_INT32 source_tell(HPDF_Stream stream)
{
	const source *from = stream->attr;
	return (HPDF_INT32)from->at;
}

static HPDF_UINT32 source_size(HPDF_Stream stream)
{
	const source *from = stream->attr;
	return (HPDF_UINT32)from->length;
}

static HPDF_STATUS sink_write(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
	lh__pdf *pdf = stream->attr;
	if (size > FILE_MAX - pdf->out->length)
		return HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0);
	lh_buf_put(pdf->out, bytes, size);
	return HPDF_OK;
}

/* Enter an object that libharu has numbered. */
static lh__pdf_ref enter(lh__pdf *pdf, HPDF_Dict dict)
{
	size_t number = dict->header.obj_id & 0x00FFFFFF;
	if (number >= pdf->n_entries) {
		size_t n = pdf->n_entries ? pdf->n_entries : 64;
		while (n <= number)
			n *= 2;
		pdf->entries = lh_xrealloc(pdf->entries, n * sizeof *pdf->entries);
		memset(pdf->entries + pdf->n_entries, 0,
		       (n - pdf->n_entries) * sizeof *pdf->entries);
		pdf->n_entries = n;
	}
	pdf->entries[number].dict = dict;
	dict->write_fn = write_entries;
	return (lh__pdf_ref)number;
}

lh__pdf *lh__pdf_new(lh_arena *arena, const lh__pdf_memory *memory)
{
	lh__pdf *pdf = LH_NEW(arena, lh__pdf);
	pdf->arena = arena;
	/* No pool: libharu's is not aligned for pointers. */
	pdf->doc = HPDF_NewEx(NULL, memory ? memory->alloc : NULL, memory ? memory->release : NULL,
			      /*pool*/ 0, NULL);
	if (!pdf->doc) {
		pdf->failed = true;
		return pdf;
	}
	HPDF_SetPagesConfiguration(pdf->doc, PAGES_PER_NODE);
	if (!sound(pdf))
		return pdf;
	pdf->catalog = pdf->doc->catalog;
	enter(pdf, pdf->catalog);
	enter(pdf, pdf->doc->trailer);
	pdf->info = pdf->doc->info;
	if (pdf->info) {
		/* It holds the version of the library, which would make the bytes depend on it. */
		HPDF_Dict_RemoveElement(pdf->info, "Producer");
		enter(pdf, pdf->info);
	}
	pdf->failed = !pdf->info;
	return pdf;
}

void lh__pdf_free(lh__pdf *pdf)
{
	if (!pdf)
		return;
	if (pdf->doc)
		HPDF_Free(pdf->doc);
	free(pdf->entries);
}

lh__pdf_ref lh__pdf_dict(lh__pdf *pdf)
{
	if (!sound(pdf))
		return 0;
	HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
	if (!dict || HPDF_Xref_Add(pdf->doc->xref, dict) != HPDF_OK) {
		pdf->failed = true;
		return 0;
	}
	return enter(pdf, dict);
}

/* Let libharu read our bytes where they are instead of its copy. */
static bool lend(lh__pdf *pdf, HPDF_Dict dict, const void *bytes, size_t length, bool deflated)
{
	HPDF_Stream own = dict->stream;
	source *from = LH_NEW(pdf->arena, source);
	*from = (source){.bytes = bytes, .length = length, .deflated = deflated};
	HPDF_Stream lent = HPDF_CallbackReader_New(pdf->doc->mmgr, source_read, source_seek,
						   source_tell, source_size, from);
	if (!lent)
		return false;
	HPDF_Stream_Free(own);
	dict->stream = lent;
	lh__pdf_ref number = enter(pdf, dict);
	pdf->entries[number].bytes = from;
	return true;
}

lh__pdf_ref lh__pdf_stream(lh__pdf *pdf, const void *bytes, size_t length, bool deflated)
{
	if (!sound(pdf))
		return 0;
	HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
	if (!dict || length > FILE_MAX || !lend(pdf, dict, bytes, length, deflated)) {
		pdf->failed = true;
		return 0;
	}
	return (lh__pdf_ref)(dict->header.obj_id & 0x00FFFFFF);
}

lh__pdf_ref lh__pdf_page(lh__pdf *pdf, lh_emu w, lh_emu h, const void *bytes, size_t length)
{
	if (!sound(pdf))
		return 0;
	HPDF_Page page = HPDF_AddPage(pdf->doc);
	if (!page || length > FILE_MAX) {
		pdf->failed = true;
		return 0;
	}
	HPDF_PageAttr attr = page->attr;
	HPDF_Dict contents = attr->contents;
	if (!lend(pdf, contents, bytes, length, /*deflated*/ true)) {
		pdf->failed = true;
		return 0;
	}
	attr->stream = contents->stream;
	/* Both are written with our numbers and names. */
	HPDF_Dict_RemoveElement(page, "MediaBox");
	HPDF_Dict_RemoveElement(page, "Resources");
	lh__pdf_ref number = enter(pdf, page);
	lh_buf text = {0};
	lh_buf_puts(&text, "/MediaBox[0 0 ");
	lh_buf_pt(&text, w, /*places*/ 3);
	lh_buf_putc(&text, ' ');
	lh_buf_pt(&text, h, /*places*/ 3);
	lh_buf_puts(&text, "]\n");
	lh__pdf_put(pdf, number, &text);
	lh_buf_free(&text);
	return number;
}

lh__pdf_ref lh__pdf_catalog(const lh__pdf *pdf)
{
	return pdf->catalog ? (lh__pdf_ref)(pdf->catalog->header.obj_id & 0x00FFFFFF) : 0;
}

lh__pdf_ref lh__pdf_info(const lh__pdf *pdf)
{
	return pdf->info ? (lh__pdf_ref)(pdf->info->header.obj_id & 0x00FFFFFF) : 0;
}

/* Nearly all objects are told what they hold in one go. */
static void append(lh__pdf *pdf, entry *e, const char *text, size_t length)
{
	char *joined = lh_arena_alloc(pdf->arena, e->length + length);
	if (e->length)
		memcpy(joined, e->text, e->length);
	memcpy(joined + e->length, text, length);
	e->text = joined;
	e->length += length;
}

void lh__pdf_put(lh__pdf *pdf, lh__pdf_ref object, const lh_buf *text)
{
	if (!pdf->failed && object)
		append(pdf, &pdf->entries[object], lh_buf_str(text), text->length);
}

void lh__pdf_puts(lh__pdf *pdf, lh__pdf_ref object, const char *text)
{
	if (!pdf->failed && object)
		append(pdf, &pdf->entries[object], text, strlen(text));
}

/* Room for the whole file at once: it is some hundred kilobytes. */
static void reserve(const lh__pdf *pdf)
{
	enum { AROUND = 96 }; /* bytes that libharu writes around an object */
	size_t total = 0;
	for (size_t i = 0; i < pdf->n_entries; i++) {
		const entry *e = &pdf->entries[i];
		total += AROUND + e->length + (e->bytes ? e->bytes->length : 0);
	}
	lh_buf_reserve(pdf->out, total);
}

/* Both halves the same: the file has never been changed since it was made. */
static void put_id(lh__pdf *pdf)
{
	lh_hash *hash = lh_hash_new();
	for (size_t i = 0; i < pdf->n_entries; i++) {
		const entry *e = &pdf->entries[i];
		lh_hash_add(hash, &i, sizeof i);
		lh_hash_add(hash, e->text, e->length);
		if (e->bytes)
			lh_hash_add(hash, e->bytes->bytes, e->bytes->length);
	}
	char hex[33];
	lh_hash_end(hash, hex);
	const char *id = lh_fmt(pdf->arena, "/ID[<%s><%s>]\n", hex, hex);
	append(pdf, &pdf->entries[0], id, strlen(id));
}

unsigned long lh__pdf_save(lh__pdf *pdf, lh__pdf_version version, lh_buf *out)
{
	if (!sound(pdf))
		return fault(pdf);
	/* Last of all: several calls of libharu set it behind one's back. */
	switch (version) {
	case LH__PDF_1_4:
		pdf->doc->pdf_version = HPDF_VER_14;
		break;
	case LH__PDF_1_7:
		pdf->doc->pdf_version = HPDF_VER_17;
		break;
	}
	put_id(pdf);
	pdf->out = out;
	reserve(pdf);
	size_t before = out->length;
	pdf->doc->stream = HPDF_CallbackWriter_New(pdf->doc->mmgr, sink_write, pdf);
	if (pdf->doc->stream)
		HPDF_SaveToStream(pdf->doc);
	else
		pdf->failed = true;
	if (out->length == before)
		pdf->failed = true;
	return fault(pdf);
}

static bool is_ascii(const char *text)
{
	for (; *text; text++) {
		if (*text < ' ' || *text > '~')
			return false;
	}
	return true;
}

void lh__pdf_hex(lh_buf *buf, unsigned value)
{
	static const char digits[] = "0123456789ABCDEF";
	const char hex[4] = {digits[value >> 12 & 15], digits[value >> 8 & 15],
			     digits[value >> 4 & 15], digits[value & 15]};
	lh_buf_put(buf, hex, sizeof hex);
}

void lh__pdf_utf16(lh_buf *buf, uint32_t cp)
{
	if (cp > 0xFFFF) {
		lh__pdf_hex(buf, 0xD800 + ((cp - 0x10000) >> 10));
		lh__pdf_hex(buf, 0xDC00 + ((cp - 0x10000) & 0x3FF));
	} else {
		lh__pdf_hex(buf, cp);
	}
}

void lh__pdf_text(lh_buf *buf, const char *utf8)
{
	if (is_ascii(utf8)) {
		lh_buf_putc(buf, '(');
		for (; *utf8; utf8++) {
			if (strchr("()\\", *utf8))
				lh_buf_putc(buf, '\\');
			lh_buf_putc(buf, *utf8);
		}
		lh_buf_putc(buf, ')');
		return;
	}
	lh_buf_puts(buf, "<FEFF");
	for (uint32_t cp; (cp = lh_utf8_next(&utf8)) != 0;)
		lh__pdf_utf16(buf, cp == LH_CP_BAD ? 0xFFFD : cp);
	lh_buf_putc(buf, '>');
}

void lh__pdf_name(lh_buf *buf, const char *name)
{
	lh_buf_putc(buf, '/');
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		if (c <= ' ' || c > '~' || strchr("()<>[]{}/%#", c))
			lh_buf_printf(buf, "#%02X", c);
		else
			lh_buf_putc(buf, *name);
	}
}

void lh__pdf_at(lh_buf *buf, lh__pdf_ref object)
{
	lh_buf_int(buf, object);
	lh_buf_puts(buf, " 0 R");
}
