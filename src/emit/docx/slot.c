/*
 * Places for seals and signatures: a bookmark named by the slot around the run that marks it and,
 * in drafts, the outline of the seal.
 */
#include "emit/docx/inside.h"
#include "layout/line/para.h"
#include "util/utf8.h"

/* Longest bookmark name that Word accepts. */
enum { NAME_MAX_LENGTH = 40 };

/* Ids are letters, digits and underscores; a bookmark must also begin with a letter. */
static void bookmark_name(lh_buf *buf, const char *id)
{
	bool letter = (id[0] >= 'A' && id[0] <= 'Z') || (id[0] >= 'a' && id[0] <= 'z');
	if (!letter)
		LH_XML(buf, "S");
	lh_docx_short_name(buf, id, letter ? NAME_MAX_LENGTH : NAME_MAX_LENGTH - 1, '_');
}

/* Width of a mark in Latin type as Word sets it: a quarter of an em a blank, a third a bracket. */
static lh_emu mark_width(const lh_node *run)
{
	lh_emu size = run->u.run.fmt.size;
	if (run->u.run.as.text.fit_width > 0)
		return run->u.run.as.text.fit_width;
	lh_emu width = 0;
	const char *at = run->u.run.as.text.text;
	for (uint32_t cp; (cp = lh_utf8_next(&at));)
		width += cp == ' ' ? size / 4 : cp < 0x80 ? size / 3 : size;
	return width;
}

int32_t lh_docx_slot_begin(lh_docx *docx, const lh_node *run)
{
	lh_buf *buf = &docx->body;
	const lh_slot *slot = run->u.run.as.text.slot;
	int32_t id = lh_docx_id(docx);
	LH_XML(buf, "<w:bookmarkStart");
	lh_xml_attr_int(buf, "w:id", id);
	LH_XML(buf, " w:name=\"");
	bookmark_name(buf, slot->id);
	LH_XML(buf, "\"/>");
	/* Anchored in front of the mark, so that it moves with it when the text is edited. */
	if (lh_docx_slot_drawn(docx, run) && !lh_docx_seal_floats(run))
		lh_docx_outline(docx, slot, "character",
			mark_width(run) / 2 + slot->dx + lh_docx_seal_slide(docx, run), "line",
			lh_para_pitch(run->parent) / 2 + slot->dy);
	return id;
}

void lh_docx_slot_end(lh_docx *docx, int32_t bookmark)
{
	LH_XML(&docx->body, "<w:bookmarkEnd");
	lh_xml_attr_int(&docx->body, "w:id", bookmark);
	LH_XML(&docx->body, "/>");
}
