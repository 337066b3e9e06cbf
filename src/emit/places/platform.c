/*
 * What four platforms want to know of a place: page, position, size, keyword, name of the form field.
 * It knows their units, origins and names of parameters; who signs in which order, files and accounts
 * are the caller's affair, and stay out of these files.
 */
#include "emit/places/platform.h"

#include "emit/places/slots.h"
#include "util/buf.h"
#include "util/ctx.h"

enum { SCHEMA_VERSION = 1 };

const char *const lh_platform_names[] = {"esign", "tencent", "kaifangqian", "junziqian", NULL};

/* The seal or signature itself, in the middle of what is kept free for it; top left origin. */
typedef struct place {
	const lh_placed_slot *placed;
	int64_t x, y, w, h;
	int64_t page_w, page_h;
} place;

static place place_of(const lh_pages *pages, const lh_placed_slot *placed)
{
	const lh_page *page = &pages->pages[placed->page];
	lh_emu d = placed->slot->diameter;
	bool square = placed->slot->kind != LH_SLOT_SIGNATURE;
	place p = {.placed = placed, .page_w = page->w, .page_h = page->h};
	p.w = d < placed->w ? d : placed->w;
	p.h = square && d < placed->h ? d : placed->h;
	p.x = placed->x + (placed->w - p.w) / 2;
	p.y = placed->y + (placed->h - p.h) / 2;
	return p;
}

static void put_pt(lh_buf *out, const char *key, int64_t length)
{
	lh__json_length(out, key, length, LH_EMU_PT);
}

/* e签宝 V3: pages from 1, as a text; the seal's centre from the lower left corner, in points. */
static void esign_place(lh_buf *out, const place *p)
{
	lh_buf_puts(out, ",\"normalSignFieldConfig\":{\"signFieldStyle\":1,\"signFieldPosition\":{");
	lh_buf_printf(out, "\"positionPage\":\"%zu\"", p->placed->page + 1);
	put_pt(out, "positionX", p->x + p->w / 2);
	put_pt(out, "positionY", p->page_h - p->y - p->h / 2);
	lh_buf_puts(out, "}}");
}

static const char *tencent_type(lh_slot_kind kind)
{
	switch (kind) {
	case LH_SLOT_SEAL: return "SIGN_SEAL";
	case LH_SLOT_PERSONAL_SEAL: return "SIGN_LEGAL_PERSON_SEAL";
	case LH_SLOT_SIGNATURE: return "SIGN_SIGNATURE";
	case LH_SLOT_DATE: return "SIGN_DATE";
	}
	return "";
}

/*
 * 腾讯电子签: one of SignComponents; pages from 1, top left corner from the top left corner, in points.
 * Found by text the same component has GenerateMode KEYWORD and the keyword as its id; ^ … ^ stands
 * for the whole word.
 */
static void tencent_place(lh_buf *out, const place *p)
{
	const lh_slot *slot = p->placed->slot;
	lh_buf_printf(out, ",\"SignComponent\":{\"ComponentType\":\"%s\",\"GenerateMode\":\"NORMAL\"",
		      tencent_type(slot->kind));
	lh__json_text(out, "ComponentId", slot->id);
	lh_buf_printf(out, ",\"FileIndex\":0,\"ComponentPage\":%zu", p->placed->page + 1);
	put_pt(out, "ComponentPosX", p->x);
	put_pt(out, "ComponentPosY", p->y);
	put_pt(out, "ComponentWidth", p->w);
	put_pt(out, "ComponentHeight", p->h);
	lh_buf_putc(out, '}');
	if (p->placed->keyword)
		lh_buf_printf(out, ",\"keywordComponentId\":\"^%s^\"", p->placed->keyword);
}

/* 开放签: by keyword, the first one found; sizes at 72 dpi, 120 at most. All values are texts. */
static void kaifangqian_place(lh_buf *out, const place *p)
{
	enum { MOST = 120 };
	int64_t w = p->w / LH_EMU_PT, h = p->h / LH_EMU_PT;
	lh_buf_puts(out, ",\"positionParam\":{\"signPositionType\":\"KEYWORD\",\"keywordType\":\"1\"");
	lh__json_text(out, "keyword", p->placed->keyword);
	lh_buf_printf(out, ",\"pageConfig\":\"%zu\"", p->placed->page + 1);
	lh_buf_printf(out, ",\"controlWidth\":\"%lld\",\"controlHeight\":\"%lld\"}",
		      (long long)(w < MOST ? w : MOST), (long long)(h < MOST ? h : MOST));
}

/* A part of a length, to five places. */
static void put_ratio(lh_buf *out, const char *key, int64_t part, int64_t whole)
{
	enum { PLACES = 100000 };
	int64_t ratio = part <= 0 ? 0 : (part * PLACES + whole / 2) / whole;
	lh_buf_printf(out, "\"%s\":%lld.%05lld", key, (long long)(ratio / PLACES),
		      (long long)(ratio % PLACES));
}

/*
 * 君子签: pages from 0; top left corner in parts of the page's width and height. The name of the form
 * field serves for positionType 1.
 */
static void junziqian_place(lh_buf *out, const place *p)
{
	lh_buf_printf(out, ",\"chapteJson\":[{\"page\":%zu,\"chaptes\":[{", p->placed->page);
	put_ratio(out, "offsetX", p->x, p->page_w);
	lh_buf_putc(out, ',');
	put_ratio(out, "offsetY", p->y, p->page_h);
	lh_buf_puts(out, "}]}]");
	lh__json_text(out, "chapteName", p->placed->slot->id);
}

static bool emit(lh_ctx *ctx, const lh_pages *pages, const char *platform, const char *list,
		 void (*shape)(lh_buf *out, const place *p), lh_buf *out)
{
	for (size_t i = 0; shape == kaifangqian_place && i < pages->n_slots; i++) {
		if (pages->slots[i].keyword || !lh_slot_has_field(pages->slots[i].slot->kind))
			continue;
		lh_diag(ctx, LH_E_PLATFORM_KEYWORD, lh_nowhere, pages->slots[i].slot->id, platform, NULL);
		return false;
	}
	lh_buf_printf(out, "{\"schema_version\":%d,\"platform\":\"%s\"", SCHEMA_VERSION, platform);
	lh__json_text(out, "document", pages->document->u.document.key);
	lh_buf_printf(out, ",\"%s\":[", list);
	bool any = false;
	for (size_t i = 0; i < pages->n_slots; i++) {
		const lh_slot *slot = pages->slots[i].slot;
		if (!lh_slot_has_field(slot->kind))
			continue;
		place p = place_of(pages, &pages->slots[i]);
		/* Ids are ASCII without anything to escape. */
		lh_buf_printf(out, "%s{\"slot\":\"%s\"", any ? ",\n" : "\n", slot->id);
		lh__json_text(out, "who", slot->who);
		lh__json_text(out, "name", slot->name);
		shape(out, &p);
		lh_buf_putc(out, '}');
		any = true;
	}
	lh_buf_puts(out, any ? "\n]}\n" : "]}\n");
	return true;
}

#define PLATFORM(key, list)                                                                            \
	static bool emit_##key(lh_ctx *ctx, const lh_pages *pages, const lh_fonts *fonts,              \
			       const lh_emit_options *options, lh_buf *out)                            \
	{                                                                                              \
		(void)fonts;                                                                           \
		(void)options;                                                                         \
		return emit(ctx, pages, #key, list, key##_place, out);                                 \
	}                                                                                              \
	const lh_emitter lh_emit_##key = {                                                             \
		.name = #key, .suffix = "." #key ".json", .emit_pages = emit_##key}

PLATFORM(esign, "signFields");
PLATFORM(tencent, "components");
PLATFORM(kaifangqian, "positions");
PLATFORM(junziqian, "positions");
