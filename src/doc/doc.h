/*
 * The document tree: finished text, ready to be set.
 *
 * A template filled with data becomes one tree. Conditions are decided, repeats written out, clause
 * numbers printed; only page numbers are still fields. Two readers walk it: the DOCX writer, and the
 * layout, which turns it into pages for PDF and PNG. A feature stands here only when both honour it.
 *
 *     document
 *       section            page size, margins, page numbers; starts a new page
 *         para             runs
 *         table            fixed column grid
 *           rowgroup       its first rows may be heads that repeat on every page the group reaches
 *             row
 *               cell       paras; spans columns and, inside the group, rows
 *     runs: text, field, blank, check, break, leader
 *
 * Children are linked in reading order. After lh_doc_check() the tree is const for everyone.
 * Every pointer lives in the arena that the tree was built in.
 */
#ifndef LH_DOC_DOC_H
#define LH_DOC_DOC_H

#include "util/base.h"

typedef struct lh_node lh_node;
typedef struct lh_words lh_words; /* that short texts are broken between: src/doc/words.h */

typedef enum lh_node_kind {
	LH_NODE_DOCUMENT,
	LH_NODE_SECTION,
	LH_NODE_PARA,
	LH_NODE_TABLE,
	LH_NODE_ROWGROUP,
	LH_NODE_ROW,
	LH_NODE_CELL,
	LH_NODE_TEXT,  /* run: characters in one format */
	LH_NODE_FIELD, /* run: a page number or page total */
	LH_NODE_BLANK, /* run: empty ruled space to write in */
	LH_NODE_CHECK, /* run: a box, ticked or not */
	LH_NODE_BREAK, /* run: a forced line end inside a paragraph */
	LH_NODE_LEADER, /* run: dots that fill the line, what follows them stands at its right end */
} lh_node_kind;

/* Font roles; which files serve a role is told by fonts/roles.yaml. */
typedef enum lh_role {
	LH_ROLE_SONG,  /* 宋体 */
	LH_ROLE_FANG,  /* 仿宋 */
	LH_ROLE_HEI,   /* 黑体 */
	LH_ROLE_KAI,   /* 楷体 */
	LH_ROLE_TITLE, /* 小标宋 */
	LH_ROLE_COUNT
} lh_role;

/* Format of a run. Size in EMU (五号 = 10.5 pt = 133 350). All text is black but `grey` (drafts). */
typedef struct lh_run_fmt {
	lh_role role;
	lh_emu size;
	bool bold;
	bool underline;
	bool grey;
} lh_run_fmt;

typedef enum lh_align {
	LH_ALIGN_LEFT,
	LH_ALIGN_CENTER,
	LH_ALIGN_RIGHT,
	LH_ALIGN_JUSTIFY, /* 两端对齐: last line left */
	LH_ALIGN_SPREAD,  /* 分散对齐: every line, the last too */
} lh_align;

typedef enum lh_line_rule {
	LH_LINE_MULTIPLE, /* line = hundredths of the natural pitch of the fonts: 100, 150 */
	LH_LINE_EXACT,    /* line = EMU from baseline to baseline, taller characters notwithstanding */
} lh_line_rule;

/* Format of a paragraph, complete: nothing is inherited when it stands here. */
typedef struct lh_para_fmt {
	lh_align align;
	lh_line_rule line_rule;
	int32_t line;
	lh_emu space_before;
	lh_emu space_after;
	int32_t indent_first; /* hundredths of an em of the paragraph's size; 200 = two characters */
	int32_t indent_left;  /* hundredths of an em, for every line */
	int32_t indent_right;
	bool keep_next;       /* stays on the page of the paragraph or row behind it */
	bool keep_lines;      /* its lines stay on one page */
	bool page_break_before;
	uint8_t outline;      /* 1 to 9: a heading of that level, for bookmarks; 0: body */
	lh_run_fmt run;       /* format of runs that say nothing else, and of the empty paragraph */
} lh_para_fmt;

/* A named paragraph style: DOCX writes it as a real style, layout needs only its format. */
typedef struct lh_style {
	const char *id;   /* ASCII, e.g. "TableText" */
	const char *name; /* as Word shows it, e.g. "表格文字" */
	lh_para_fmt fmt;
} lh_style;

/* What a place for a seal, a signature or its date is. */
typedef enum lh_slot_kind {
	LH_SLOT_SEAL,          /* round seal of a unit */
	LH_SLOT_PERSONAL_SEAL, /* square name seal of a legal representative */
	LH_SLOT_SIGNATURE,     /* written by hand */
	LH_SLOT_DATE,
} lh_slot_kind;

/*
 * A named place to be stamped or signed, hung on the text run that marks it: the seal's centre is
 * the centre of that run, moved by dx, dy. Layout may slide it sideways, by a quarter of the free box
 * at most, to keep the box inside its cell or the margins.
 */
typedef struct lh_slot {
	lh_slot_kind kind;
	const char *id;      /* ASCII without periods, unique in the document: SEAL_LEAD, SEAL_M03_OPINION */
	const char *who;     /* lead, member, district, department …: the party's part */
	const char *name;    /* the party's name as printed; "" when not known */
	lh_emu diameter;     /* of the seal, or width of a signature; 45 mm for unit seals */
	lh_emu free_w;       /* the box to be kept free, 50 × 50 mm for unit seals */
	lh_emu free_h;
	lh_emu dx, dy;       /* centre of the seal from the centre of its run; usually 0 */
	const char *party;   /* what a paper calls that part: 推荐单位; NULL: it has no word */
	const char *keyword; /* text that a search finds once in the document; NULL: none is printed */
} lh_slot;

/* Where a value came from: for content controls, and for messages about text that does not fit. */
typedef struct lh_origin {
	const char *path;     /* data path, e.g. "units[3].name"; NULL for printed labels */
	lh_loc data;          /* place of the value in the data */
	lh_loc tmpl;          /* place in the template that asked for it */
} lh_origin;

typedef enum lh_field_kind {
	LH_FIELD_PAGE,  /* number of this page in its section's counting */
	LH_FIELD_PAGES, /* last number of that counting */
	LH_FIELD_PAGE_OF, /* number of the page where the heading begins that the run links to */
} lh_field_kind;

typedef enum lh_page_number {
	LH_PAGE_NUMBER_NONE,
	LH_PAGE_NUMBER_CENTER,  /* 1            centred at the foot */
	LH_PAGE_NUMBER_DASHED,  /* — 1 —        GB/T 9704: outer side, odd right, even left */
} lh_page_number;

typedef struct lh_section_props {
	lh_emu page_w, page_h; /* of the upright sheet; landscape: w > h */
	lh_emu margin_top, margin_bottom, margin_left, margin_right;
	lh_page_number page_number;
	int32_t page_start;    /* first page number; 0: go on counting from the section before */
	bool vertical_center;  /* contents in the middle of the page height (covers) */
	lh_emu edge;           /* strip kept free at both sides, for seals across the leaves (骑缝章); 0: none */
	const char *footer;    /* one small line under the page number of every page; NULL: none */
} lh_section_props;

typedef struct lh_table_props {
	const lh_emu *columns; /* widths of the grid's columns; sum = width of the table */
	uint16_t n_columns;
	lh_emu border;         /* thickness of the inner rules; 0: no rules at all */
	lh_emu border_outer;   /* thickness of the frame */
	lh_emu pad_x, pad_y;   /* between rule and text, default of its cells */
	bool centered;         /* else flush left with the text area; wider tables are an error */
	/*
	 * Not NULL: DOCX shows the table as pictures with this title, drawn from our pages; PDF draws
	 * it as ever. It stays on one page when it fits one.
	 */
	const char *picture;
} lh_table_props;

typedef struct lh_rowgroup_props {
	uint16_t n_head;       /* so many first rows repeat at the top of each further page of the group */
	bool keep_next;        /* its last row stays with the first row of the next group */
} lh_rowgroup_props;

typedef struct lh_row_props {
	lh_emu min_height;
	bool can_split;        /* may break across pages even when it would fit one; else only when taller */
	bool keep_next;        /* stays on the page of the row behind it */
} lh_row_props;

typedef enum lh_valign { LH_VALIGN_TOP, LH_VALIGN_CENTER, LH_VALIGN_BOTTOM } lh_valign;

/* What becomes of text that is taller than the cell may be. There is no clipping. */
typedef enum lh_overflow {
	LH_OVERFLOW_GROW,     /* the row grows; max_height is not used */
	LH_OVERFLOW_CONTINUE, /* the row breaks and goes on under a repeated head */
	LH_OVERFLOW_ANNEX,    /* the text moves to an 附页, the cell says 见附页N */
	LH_OVERFLOW_SHRINK,   /* smaller type, down to min_size */
	LH_OVERFLOW_ERROR,
} lh_overflow;

typedef struct lh_cell_props {
	uint16_t column;       /* first grid column, from 0 */
	uint16_t col_span;     /* ≥ 1 */
	uint16_t row_span;     /* ≥ 1; covered cells of later rows of the group are absent from the tree */
	lh_valign valign;
	bool no_left, no_right, no_top, no_bottom; /* rules left out */
	bool rule_bottom;      /* a rule below although the table has none (cover fields) */
	lh_overflow overflow;
	lh_emu max_height;     /* of the contents; 0: no bound */
	lh_emu min_size;       /* for SHRINK */
	const char *id;        /* cell id of the form, e.g. "UA.2"; may be NULL */
} lh_cell_props;

typedef struct lh_text_props {
	const char *text;      /* UTF-8, no control characters */
	lh_emu fit_width;      /* > 0: spread to exactly this width (均排) */
	const lh_slot *slot;   /* this run marks a place for a seal or signature; or NULL */
} lh_text_props;

struct lh_node {
	lh_node_kind kind;
	lh_node *parent, *first, *last, *next;
	lh_loc loc;                  /* template line that made it */
	union {
		struct {
			const char *key;       /* KEY-application: stem of the file names */
			const char *title;     /* document title, for metadata and bookmarks */
			const char *author;    /* lead unit; "" when not known */
			const char *subject;   /* consortium name */
			const char *date;      /* fill date YYYY-MM-DD, or "" : creation date of the files */
			bool draft;            /* pages carry the pale 草稿 mark */
			const char *fingerprint; /* of the words, see src/doc/fingerprint.h */
			const lh_style *const *styles; /* every style that the tree uses */
			size_t n_styles;
			const lh_words *words;     /* NULL: none, words are guessed */
		} document;
		lh_section_props section;
		struct {
			const lh_style *style;   /* the named style it started from */
			lh_para_fmt fmt;         /* with direct changes; often equal to style->fmt */
		} para;
		lh_table_props table;
		lh_rowgroup_props rowgroup;
		lh_row_props row;
		lh_cell_props cell;
		struct {                     /* TEXT, FIELD, BLANK, CHECK, BREAK, LEADER */
			lh_run_fmt fmt;
			lh_origin origin;
			const lh_node *link; /* the heading that a click on the run leads to, or NULL */
			union {
				lh_text_props text;
				lh_field_kind field;
				lh_emu blank_width;
				bool checked;
			} as;
		} run;
	} u;
};

/*
 * A cell whose overflow policy asks for another tree: the text is too tall for the cell's
 * max_height. The caller fills the template again with these decisions and lays out again.
 */
typedef struct lh_fit {
	const char *cell;   /* lh_cell_props.id */
	lh_overflow policy; /* ANNEX or SHRINK */
	lh_emu size;        /* for SHRINK: the size that fits */
} lh_fit;

/* Building (floor doc and above; emitters only read). Appends to `parent` unless it is NULL. */
lh_node *lh_node_new(lh_arena *arena, lh_node *parent, lh_node_kind kind, lh_loc loc);

/*
 * Prove the tree: kinds nest as drawn above, grids add up, spans stay inside their group and do not
 * overlap, every cell holds a paragraph, slot ids are unique, links lead to headings of the tree, a
 * paragraph has one leader at most, tables that become pictures hold nothing that a picture cannot,
 * text is valid UTF-8 without control characters. False with
 * messages when not.
 */
bool lh_doc_check(lh_ctx *ctx, const lh_node *document);

/* Plain text of a node: runs joined, paragraphs ended by newlines. */
char *lh_node_text(lh_arena *arena, const lh_node *node);

/* Width between the margins. */
lh_emu lh_section_text_width(const lh_section_props *section);

/* Is the paragraph a heading with text: of level 1 to 9, to be listed in bookmarks and contents? */
bool lh_is_heading(const lh_node *node);

bool lh_run_fmt_equal(const lh_run_fmt *a, const lh_run_fmt *b);
bool lh_para_fmt_equal(const lh_para_fmt *a, const lh_para_fmt *b);
const char *lh_node_kind_name(lh_node_kind kind);
const char *lh_role_name(lh_role role); /* "song", "fang", … as in roles.yaml and the dumps */

#endif
