/* The form of the tests. Names are invented; lengths are those of a real form. */
#include "support/form_sample.h"

#include <string.h>

#include "util/arena.h"

#define PT(n) ((lh_emu)((n)*LH_EMU_PT))
#define MM(n) ((lh_emu)((n)*LH_EMU_MM))

static const lh_style styles[FORM_STYLE_COUNT] = {
	[FORM_TEXT] = {"TableText",
		       "表格文字",
		       {.align = LH_ALIGN_LEFT,
			.line_rule = LH_LINE_MULTIPLE,
			.line = 100,
			.run = {.role = LH_ROLE_FANG, .size = PT(10.5)}}},
	[FORM_BODY] = {"Body",
		       "表内正文",
		       {.align = LH_ALIGN_JUSTIFY,
			.line_rule = LH_LINE_MULTIPLE,
			.line = 120,
			.indent_first = 200,
			.run = {.role = LH_ROLE_FANG, .size = PT(10.5)}}},
	[FORM_LABEL] = {"Label",
			"栏目名称",
			{.align = LH_ALIGN_CENTER,
			 .line_rule = LH_LINE_MULTIPLE,
			 .line = 100,
			 .run = {.role = LH_ROLE_SONG, .size = PT(10.5)}}},
	[FORM_HEADING] = {"Heading",
			  "栏目标题",
			  {.align = LH_ALIGN_LEFT,
			   .line_rule = LH_LINE_MULTIPLE,
			   .line = 100,
			   .outline = 1,
			   .keep_next = true,
			   .run = {.role = LH_ROLE_HEI, .size = PT(10.5)}}},
	[FORM_TITLE] = {"Title",
			"文件题名",
			{.align = LH_ALIGN_CENTER,
			 .line_rule = LH_LINE_EXACT,
			 .line = PT(36),
			 .space_before = PT(60),
			 .space_after = PT(60),
			 .run = {.role = LH_ROLE_TITLE, .size = PT(22)}}},
	[FORM_COVER] = {"CoverLine",
			"封面文字",
			{.align = LH_ALIGN_LEFT,
			 .line_rule = LH_LINE_EXACT,
			 .line = PT(29),
			 .run = {.role = LH_ROLE_FANG, .size = PT(16)}}},
};

const lh_style *form_style_at(form_style style)
{
	return &styles[style];
}

static lh_node *node(lh_arena *arena, lh_node *parent, lh_node_kind kind)
{
	return lh_node_new(arena, parent, kind, (lh_loc){"template.yaml", 1, 1});
}

lh_node *form_document(lh_arena *arena, bool draft)
{
	lh_node *document = node(arena, NULL, LH_NODE_DOCUMENT);
	const lh_style **list = LH_NEW_ARRAY(arena, const lh_style *, FORM_STYLE_COUNT);
	for (int i = 0; i < FORM_STYLE_COUNT; i++)
		list[i] = &styles[i];
	document->u.document.key = "sample-application";
	document->u.document.title = "某市产业创新联合体组建申请书";
	document->u.document.author = "某某智能装备股份有限公司";
	document->u.document.subject = "某市智能农机产业创新联合体";
	document->u.document.date = "2026-05-20";
	document->u.document.draft = draft;
	document->u.document.styles = list;
	document->u.document.n_styles = FORM_STYLE_COUNT;
	return document;
}

lh_node *form_section(lh_arena *arena, lh_node *document, lh_page_number number, int32_t start)
{
	lh_node *section = node(arena, document, LH_NODE_SECTION);
	section->u.section = (lh_section_props){.page_w = MM(210),
						.page_h = MM(297),
						.margin_top = MM(37),
						.margin_bottom = MM(35),
						.margin_left = MM(28),
						.margin_right = MM(26),
						.page_number = number,
						.page_start = start};
	return section;
}

lh_node *form_para(lh_arena *arena, lh_node *parent, form_style style)
{
	lh_node *para = node(arena, parent, LH_NODE_PARA);
	para->u.para.style = &styles[style];
	para->u.para.fmt = styles[style].fmt;
	return para;
}

lh_node *form_run(lh_arena *arena, lh_node *para, lh_node_kind kind)
{
	lh_node *run = node(arena, para, kind);
	run->u.run.fmt = para->u.para.fmt.run;
	return run;
}

lh_node *form_text(lh_arena *arena, lh_node *para, const char *path, const char *text)
{
	lh_node *run = form_run(arena, para, LH_NODE_TEXT);
	run->u.run.origin.path = path;
	run->u.run.as.text.text = text;
	return run;
}

lh_node *form_table(lh_arena *arena, lh_node *section, uint16_t n)
{
	lh_node *table = node(arena, section, LH_NODE_TABLE);
	lh_emu *columns = LH_NEW_ARRAY(arena, lh_emu, n);
	for (uint16_t i = 0; i < n; i++)
		columns[i] = MM(156) / n;
	table->u.table = (lh_table_props){.columns = columns,
					  .n_columns = n,
					  .border = PT(0.5),
					  .border_outer = PT(1),
					  .pad_x = MM(1.5),
					  .pad_y = MM(0.8)};
	return table;
}

lh_node *form_group(lh_arena *arena, lh_node *table, uint16_t n_head)
{
	lh_node *group = node(arena, table, LH_NODE_ROWGROUP);
	group->u.rowgroup.n_head = n_head;
	return group;
}

lh_node *form_row(lh_arena *arena, lh_node *group)
{
	lh_node *row = node(arena, group, LH_NODE_ROW);
	row->u.row.min_height = MM(8);
	return row;
}

lh_node *form_cell(lh_arena *arena, lh_node *row, uint16_t column, uint16_t col_span,
		   uint16_t row_span, form_style style, const char *path, const char *text)
{
	lh_node *cell = node(arena, row, LH_NODE_CELL);
	cell->u.cell = (lh_cell_props){.column = column,
				       .col_span = col_span,
				       .row_span = row_span,
				       .valign = LH_VALIGN_CENTER};
	lh_node *para = form_para(arena, cell, style);
	if (text)
		form_text(arena, para, path, text);
	return cell;
}

static void mark(lh_arena *arena, lh_node *para, const char *id, const char *text)
{
	lh_slot *slot = LH_NEW(arena, lh_slot);
	*slot = (lh_slot){.kind = LH_SLOT_SEAL,
			  .id = id,
			  .who = "lead",
			  .name = "某某智能装备股份有限公司",
			  .diameter = MM(45),
			  .free_w = MM(50),
			  .free_h = MM(50)};
	form_text(arena, para, NULL, text)->u.run.as.text.slot = slot;
}

static void cover_line(lh_arena *arena, lh_node *table, const char *label, const char *path,
		       const char *text, const char *slot)
{
	lh_node *row = form_row(arena, form_group(arena, table, 0));
	row->u.row.min_height = slot ? MM(24) : MM(12);
	lh_node *cell = form_cell(arena, row, 0, 15, 1, FORM_COVER, NULL, label);
	cell->first->first->u.run.as.text.fit_width = PT(16 * 5);
	form_text(arena, cell->first, NULL, "：");
	cell = form_cell(arena, row, 15, 35, 1, FORM_COVER, path, text);
	cell->u.cell.rule_bottom = true;
	cell = form_cell(arena, row, 50, 10, 1, FORM_COVER, NULL, NULL);
	if (slot)
		mark(arena, cell->first, slot, "（盖章）");
}

static void cover(lh_arena *arena, lh_node *document)
{
	lh_node *section = form_section(arena, document, LH_PAGE_NUMBER_NONE, 0);
	form_text(arena, form_para(arena, section, FORM_COVER), NULL, "附件1");
	form_text(arena, form_para(arena, section, FORM_TITLE), NULL,
		  "某市产业创新联合体组建申请书");
	lh_node *table = form_table(arena, section, 60);
	table->u.table.border = table->u.table.border_outer = 0;
	cover_line(arena, table, "联合体名称", "consortium.name", "某市智能农机产业创新联合体",
		   NULL);
	cover_line(arena, table, "产业领域", "consortium.field", "高端装备", NULL);
	cover_line(arena, table, "牵头单位", "units[0].name", "某某智能装备股份有限公司",
		   "SEAL_LEAD");
	cover_line(arena, table, "联系人", "units[0].contact.name", "阿卜杜热合曼·阿卜杜热伊木",
		   NULL);
	lh_node *para = form_para(arena, section, FORM_COVER);
	form_text(arena, para, NULL, "填报日期：");
	form_text(arena, para, "fill_date", "2026年5月20日");
	para = form_para(arena, section, FORM_COVER);
	para->u.para.fmt.align = LH_ALIGN_CENTER;
	form_text(arena, para, NULL, "“市科技局”2026年制");
}

static void heading(lh_arena *arena, lh_node *table, const char *text)
{
	lh_node *group = form_group(arena, table, 0);
	lh_node *row = form_row(arena, group);
	group->u.rowgroup.keep_next = true;
	form_cell(arena, row, 0, 60, 1, FORM_HEADING, NULL, text);
}

static void long_text(lh_arena *arena, lh_node *table, const char *title, const char *path)
{
	static const char sentence[] =
		"围绕丘陵山区农机装备的关键共性技术，联合高校、科研院所和上下游企业开展"
		"协同攻关（2026—2028年），形成“研发、中试、示范”一体的创新链条。";
	heading(arena, table, title);
	lh_node *row = form_row(arena, form_group(arena, table, 0));
	row->u.row.min_height = MM(40);
	lh_node *cell = form_cell(arena, row, 0, 60, 1, FORM_BODY, path, sentence);
	cell->u.cell.valign = LH_VALIGN_TOP;
	for (int i = 0; i < 2; i++)
		form_text(arena, form_para(arena, cell, FORM_BODY), path, sentence);
}

static void members(lh_arena *arena, lh_node *table, int n)
{
	lh_node *group = form_group(arena, table, 1);
	lh_node *row = form_row(arena, group);
	form_cell(arena, row, 0, 15, (uint16_t)(n + 1), FORM_LABEL, NULL, "成员单位");
	form_cell(arena, row, 15, 21, 1, FORM_LABEL, NULL, "单位名称");
	form_cell(arena, row, 36, 12, 1, FORM_LABEL, NULL, "联系人");
	form_cell(arena, row, 48, 12, 1, FORM_LABEL, NULL, "联系方式");
	for (int i = 1; i <= n; i++) {
		row = form_row(arena, group);
		form_cell(arena, row, 15, 21, 1, FORM_TEXT, lh_fmt(arena, "units[%d].name", i),
			  lh_fmt(arena, "某某农业装备研究院第%d研究所", i));
		form_cell(arena, row, 36, 12, 1, FORM_TEXT,
			  lh_fmt(arena, "units[%d].contact.name", i), i % 2 ? "𠮷䶮㛃" : "张𬭎");
		form_cell(arena, row, 48, 12, 1, FORM_TEXT,
			  lh_fmt(arena, "units[%d].contact.phone", i), "13800000000");
	}
}

static void duties(lh_arena *arena, lh_node *table, int n)
{
	heading(arena, table, "五、成员单位简介和分工");
	lh_node *group = form_group(arena, table, 1);
	lh_node *row = form_row(arena, group);
	form_cell(arena, row, 0, 5, 1, FORM_LABEL, NULL, "序号");
	form_cell(arena, row, 5, 18, 1, FORM_LABEL, NULL, "成员单位名称");
	form_cell(arena, row, 23, 15, 1, FORM_LABEL, NULL, "统一社会信用代码");
	form_cell(arena, row, 38, 22, 1, FORM_LABEL, NULL,
		  "成员单位性质、行业地位及联合体内分工等");
	for (int i = 1; i <= n; i++) {
		row = form_row(arena, group);
		form_cell(arena, row, 0, 5, 1, FORM_LABEL, NULL, lh_fmt(arena, "%d", i));
		form_cell(arena, row, 5, 18, 1, FORM_TEXT, lh_fmt(arena, "units[%d].name", i),
			  lh_fmt(arena, "某某农业装备研究院第%d研究所", i));
		form_cell(arena, row, 23, 15, 1, FORM_TEXT, lh_fmt(arena, "units[%d].uscc", i),
			  "91650100MA0000000X");
		form_cell(arena, row, 38, 22, 1, FORM_TEXT, lh_fmt(arena, "units[%d].duty", i),
			  "事业单位；区内同类装备检测能力居首位；承担联合体内样机的中试与检测。");
	}
}

static void counts(lh_arena *arena, lh_node *table)
{
	lh_node *row = form_row(arena, form_group(arena, table, 0));
	form_cell(arena, row, 0, 15, 1, FORM_LABEL, NULL, "联合体成员总体情况");
	lh_node *cell = form_cell(arena, row, 15, 45, 1, FORM_TEXT, NULL, "共 ");
	form_text(arena, cell->first, "computed.counts.all", "12");
	form_text(arena, cell->first, NULL, " 个，其中：企业 ");
	form_run(arena, cell->first, LH_NODE_BLANK)->u.run.as.blank_width = PT(40);
	form_text(arena, cell->first, NULL, " 个。");
	form_run(arena, cell->first, LH_NODE_BREAK);
	lh_node *check = form_run(arena, cell->first, LH_NODE_CHECK);
	check->u.run.as.checked = true;
	check->u.run.origin.path = "consortium.new";
	form_text(arena, cell->first, NULL, "新建 ");
	form_run(arena, cell->first, LH_NODE_CHECK);
	form_text(arena, cell->first, NULL, "改建");
}

static void opinion(lh_arena *arena, lh_node *table, const char *first, const char *path,
		    const char *text, const char *slot)
{
	lh_node *row = form_row(arena, form_group(arena, table, 0));
	row->u.row.min_height = MM(58);
	lh_node *cell = form_cell(arena, row, 0, 15, 1, FORM_LABEL, NULL, first);
	form_run(arena, cell->first, LH_NODE_BREAK);
	form_text(arena, cell->first, NULL, "意见");
	cell = form_cell(arena, row, 15, 45, 1, FORM_BODY, path, text);
	cell->u.cell.valign = LH_VALIGN_BOTTOM;
	lh_node *para = form_para(arena, cell, FORM_TEXT);
	para->u.para.fmt.align = LH_ALIGN_RIGHT;
	para->u.para.fmt.space_before = MM(14);
	para->u.para.fmt.indent_right = 600;
	mark(arena, para, slot, "( 盖 章 )");
	para = form_para(arena, cell, FORM_TEXT);
	para->u.para.fmt.align = LH_ALIGN_RIGHT;
	para->u.para.fmt.space_before = MM(6);
	para->u.para.fmt.space_after = MM(8);
	para->u.para.fmt.indent_right = 600;
	form_text(arena, para, NULL, "年   月   日");
}

lh_node *form_sample(lh_arena *arena, int n, bool draft)
{
	lh_node *document = form_document(arena, draft);
	cover(arena, document);
	lh_node *section = form_section(arena, document, LH_PAGE_NUMBER_DASHED, 1);
	lh_node *title = form_para(arena, section, FORM_TITLE);
	title->u.para.fmt.space_before = 0;
	title->u.para.fmt.space_after = PT(12);
	title->u.para.fmt.outline = 1;
	form_text(arena, title, NULL, "某市产业创新联合体组建申请表");
	lh_node *table = form_table(arena, section, 60);
	lh_node *row = form_row(arena, form_group(arena, table, 0));
	form_cell(arena, row, 0, 15, 1, FORM_LABEL, NULL, "联合体名称");
	form_cell(arena, row, 15, 45, 1, FORM_TEXT, "consortium.name",
		  "某市智能农机产业创新联合体");
	heading(arena, table, "一、基本情况");
	row = form_row(arena, form_group(arena, table, 0));
	lh_node *cell = form_cell(arena, row, 0, 15, 1, FORM_LABEL, NULL, "牵头单位性质");
	cell->first->u.para.fmt.align = LH_ALIGN_SPREAD;
	form_cell(arena, row, 15, 15, 1, FORM_TEXT, "units[0].nature", "民营企业 & <股份制>");
	form_cell(arena, row, 30, 15, 1, FORM_LABEL, NULL, "地址");
	form_cell(arena, row, 45, 15, 1, FORM_TEXT, "units[0].address", "");
	members(arena, table, n);
	counts(arena, table);
	long_text(arena, table, "二、联合体建设目标概括（200字以内）", "texts.goals200");
	long_text(arena, table, "三、联合体牵头单位简介（200字以内）", "units[0].intro200");
	long_text(arena, table, "四、区（县）科技部门参与说明（200字以内）",
		  "district.participation");
	duties(arena, table, n);
	opinion(arena, table, "牵头单位", "units[0].opinion", "同意牵头组建联合体。",
		"SEAL_LEAD_OPINION");
	for (int i = 1; i <= n; i++)
		opinion(arena, table, "共建单位", lh_fmt(arena, "units[%d].opinion", i),
			"同意加入联合体。", lh_fmt(arena, "SEAL_M%02d_OPINION", i));
	return document;
}
