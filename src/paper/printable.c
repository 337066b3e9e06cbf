/*
 * Characters of the data against the faces. It knows texts and what can be said about a character;
 * which field is printed where, it refuses to know: a text that no paper can show is wrong anywhere.
 */
#include "paper/printable.h"

#include "data/model/characters.h"
#include "data/model/consortium.h"
#include "util/utf8.h"

enum { NAMED = 5 }; /* characters told of one text */

typedef struct refused {
	uint32_t cps[NAMED];
	size_t n;
	bool more;
} refused;

static bool has_everywhere(lh_fonts *fonts, uint32_t cp)
{
	for (int role = 0; role < LH_ROLE_COUNT; role++)
		if (lh_fonts_face(fonts, (lh_role)role, cp) == LH_FACE_NONE)
			return false;
	return true;
}

static bool is_refused(lh_fonts *fonts, uint32_t cp)
{
	/* A face that was given for private characters may well have them. */
	lh_unset unset = lh_cp_unset(cp);
	if (unset != LH_UNSET_NONE && unset != LH_UNSET_PRIVATE)
		return true;
	return cp != '\n' && cp != '\t' && !has_everywhere(fonts, cp);
}

static void remember(refused *found, uint32_t cp)
{
	for (size_t i = 0; i < found->n; i++)
		if (found->cps[i] == cp)
			return;
	if (found->n == NAMED)
		found->more = true;
	else
		found->cps[found->n++] = cp;
}

static const char *reason(uint32_t cp, bool zh)
{
	switch (lh_cp_unset(cp)) {
	case LH_UNSET_SCRIPT: return zh ? "须连写或自右至左的文字，请改用汉字" : "a script that needs shaping, write Chinese";
	case LH_UNSET_EMOJI: return zh ? "表情符号，请删去" : "an emoji, delete it";
	case LH_UNSET_MARK: return zh ? "附加符号，不能加在前一个字母上，请换一种写法" : "a mark with no letter, write it otherwise";
	case LH_UNSET_PRIVATE:
	case LH_UNSET_NONE: break;
	}
	if (lh_cp_is_private(cp))
		return zh ? "私用区字符，只在原来的电脑上能显示，请换成通用的字" : "private use, replace it";
	return zh ? "字库中没有，请换一种写法" : "in no font, write it otherwise";
}

static void describe(lh_buf *zh, lh_buf *en, uint32_t cp)
{
	char shown[5] = {0};
	/* A mark or a right-to-left letter would disturb the line that tells of it. */
	lh_unset unset = lh_cp_unset(cp);
	bool quiet = unset == LH_UNSET_MARK || unset == LH_UNSET_SCRIPT || lh_cp_is_private(cp);
	if (!quiet)
		lh_utf8_put(shown, cp);
	lh_buf_printf(zh, quiet ? "%sU+%04X" : "“%s”U+%04X", shown, cp);
	lh_buf_printf(en, "%s U+%04X", shown, cp);
	const char *symbol = lh_cp_symbol(cp);
	lh_buf_printf(zh, *symbol ? "（请改为“%s”）" : "（%s）", *symbol ? symbol : reason(cp, true));
	lh_buf_printf(en, *symbol ? " (write %s)" : " (%s)", *symbol ? symbol : reason(cp, false));
}

static bool tell(lh_ctx *ctx, const lh_val *text, const refused *found)
{
	lh_buf zh = {0}, en = {0};
	for (size_t i = 0; i < found->n; i++) {
		lh_buf_puts(&zh, i ? "、" : "");
		lh_buf_puts(&en, i ? "," : "");
		describe(&zh, &en, found->cps[i]);
	}
	if (found->more) {
		lh_buf_puts(&zh, "等");
		lh_buf_puts(&en, " and more");
	}
	/* An item of a list has no row of its own. */
	const lh_field *field = text->field ? text->field : text->parent->field;
	lh_diag(ctx, LH_E_TEXT_UNPRINTABLE, text->loc, field->name, field->key, lh_buf_str(&zh), lh_buf_str(&en),
		NULL);
	lh_buf_free(&zh);
	lh_buf_free(&en);
	return false;
}

static bool check_text(lh_ctx *ctx, lh_fonts *fonts, const lh_val *text)
{
	refused found = {0};
	for (const char *p = text->u.text; *p;) {
		uint32_t cp = lh_utf8_next(&p);
		if (is_refused(fonts, cp))
			remember(&found, cp);
	}
	return !found.n || tell(ctx, text, &found);
}

static bool check_value(lh_ctx *ctx, lh_fonts *fonts, const lh_val *value)
{
	bool ok = true;
	if (!value)
		return true;
	if (value->kind == LH_KIND_TEXT)
		return check_text(ctx, fonts, value);
	if (value->kind == LH_KIND_LIST)
		for (size_t i = 0; i < value->u.list.n; i++)
			ok = check_value(ctx, fonts, value->u.list.items[i]) && ok;
	if (value->kind == LH_KIND_RECORD)
		for (size_t i = 0; i < value->u.record.type->n_fields; i++)
			ok = check_value(ctx, fonts, value->u.record.fields[i]) && ok;
	return ok;
}

bool lh_data_printable(lh_ctx *ctx, lh_engine *engine, const lh_consortium *consortium)
{
	return check_value(ctx, lh_engine_fonts(engine), consortium->root);
}

const lh_consortium *lh_data_load(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *path)
{
	const lh_consortium *consortium =
		lh_consortium_load(ctx, arena, lh_engine_catalog(engine)->names.schema, path);
	return consortium && lh_data_printable(ctx, engine, consortium) ? consortium : NULL;
}
