/*
 * Places for seals and signatures as JSON. This file knows the shape that other programs rely on
 * (schema_version 1); it refuses to know how a place came to be where it is.
 *
 * Millimetres with two decimals are written from integers, so that no locale and no rounding of
 * binary fractions shows in the file.
 */
#include "emit/places/slots.h"

#include "util/buf.h"

enum { SCHEMA_VERSION = 1 };

bool lh_slot_has_field(lh_slot_kind kind)
{
	switch (kind) {
	case LH_SLOT_SEAL:
	case LH_SLOT_PERSONAL_SEAL:
	case LH_SLOT_SIGNATURE:
		return true;
	case LH_SLOT_DATE:
		return false;
	}
	return false;
}

const char *lh_slot_kind_name(lh_slot_kind kind)
{
	switch (kind) {
	case LH_SLOT_SEAL:
		return "seal";
	case LH_SLOT_PERSONAL_SEAL:
		return "personal_seal";
	case LH_SLOT_SIGNATURE:
		return "signature";
	case LH_SLOT_DATE:
		return "date";
	}
	return "";
}

void lh__json_text(lh_buf *out, const char *key, const char *text)
{
	lh_buf_puts(out, ",\"");
	lh_buf_puts(out, key);
	lh_buf_puts(out, "\":\"");
	for (; text && *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '"' || c == '\\')
			lh_buf_putc(out, '\\');
		if (c < ' ')
			lh_buf_printf(out, "\\u%04X", c);
		else
			lh_buf_putc(out, *text);
	}
	lh_buf_putc(out, '"');
}

void lh__json_length(lh_buf *out, const char *key, int64_t length, lh_emu unit)
{
	lh_buf_puts(out, ",\"");
	lh_buf_puts(out, key);
	lh_buf_puts(out, "\":");
	int64_t magnitude = length < 0 ? -length : length;
	int64_t hundredths = (magnitude * 100 + unit / 2) / unit;
	if (length < 0 && hundredths)
		lh_buf_putc(out, '-');
	lh_buf_int(out, hundredths / 100);
	if (hundredths % 100) {
		lh_buf_putc(out, '.');
		lh_buf_int(out, hundredths % 100 / 10);
		if (hundredths % 10)
			lh_buf_int(out, hundredths % 10);
	}
}

static void put_mm(lh_buf *out, const char *key, lh_emu length)
{
	lh__json_length(out, key, length, LH_EMU_MM);
}

static void put_slot(lh_buf *out, const lh_placed_slot *placed)
{
	const lh_slot *slot = placed->slot;
	/* Ids are ASCII without anything to escape. */
	lh_buf_puts(out, "{\"id\":\"");
	lh_buf_puts(out, slot->id);
	lh_buf_puts(out, "\",\"kind\":\"");
	lh_buf_puts(out, lh_slot_kind_name(slot->kind));
	lh_buf_putc(out, '"');
	lh__json_text(out, "who", slot->who);
	lh__json_text(out, "name", slot->name);
	lh_buf_puts(out, ",\"page\":");
	lh_buf_int(out, (int64_t)placed->page + 1);
	put_mm(out, "x", placed->x);
	put_mm(out, "y", placed->y);
	put_mm(out, "w", placed->w);
	put_mm(out, "h", placed->h);
	put_mm(out, "diameter", slot->diameter);
	if (lh_slot_has_field(slot->kind))
		lh__json_text(out, "field", slot->id);
	lh__json_text(out, "mark", placed->mark);
	if (placed->keyword)
		lh__json_text(out, "keyword", placed->keyword);
	lh_buf_putc(out, '}');
}

static bool emit_slots(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,
		       const lh_emit_options *options, lh_buf *out)
{
	(void)ctx;
	(void)fonts;
	(void)options;
	lh_buf_printf(out, "{\"schema_version\":%d", SCHEMA_VERSION);
	lh__json_text(out, "document", pages->document->u.document.key);
	lh_buf_puts(out, ",\"unit\":\"mm\",\"origin\":\"top-left\",\"slots\":[");
	for (size_t i = 0; i < pages->n_slots; i++) {
		lh_buf_puts(out, i ? ",\n" : "\n");
		put_slot(out, &pages->slots[i]);
	}
	lh_buf_puts(out, pages->n_slots ? "\n]}\n" : "]}\n");
	return true;
}

const lh_emitter lh_emit_slots = {
	.name = "slots",
	.suffix = ".slots.json",
	.emit_pages = emit_slots,
};
