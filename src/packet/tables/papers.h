/*
 * Papers of a packet: the cover, contents and separator sheets of bound sets, and the papers of the
 * district. They are templates like any other (templates/common/packet/, listed in papers.yaml) and
 * read the record of record.yaml there instead of a consortium's data.
 */
#ifndef LH_PACKET_TABLES_PAPERS_H
#define LH_PACKET_TABLES_PAPERS_H

#include "packet/tables/view.h"
#include "paper/paper.h"

typedef enum lh_paper_use {
	LH_PAPER_SET,    /* bound into a set */
	LH_PAPER_BESIDE, /* made for a set, beside it */
	LH_PAPER_PACKET, /* a paper of the district: made from the manifest */
} lh_paper_use;

typedef struct lh_packet_paper {
	const char *key;        /* "ledger" */
	const char *title;      /* 汇总表: in file names and bookmarks */
	lh_paper_use use;
	bool docx;              /* made as DOCX besides */
	bool in_set;            /* of the district: bound on top of the whole district's set */
	bool counts;            /* tells the seals of all papers, and is made after them */
	bool simplex;           /* printed on one side, whatever the packet is: each page is given away */
	int copies;
	lh_document_info info;  /* of the template */
	const lh_tmpl *tmpl;
} lh_packet_paper;

typedef struct lh_packet_papers {
	const lh_packet_paper *papers; /* in the order of the list */
	size_t n;
	const char *set_number;        /* at the foot of bound pages; '#' stands for the number */
	const lh_jurisdiction *jurisdiction;
	lh_names names;
} lh_packet_papers;

/* Whether a folder of templates has any: one for forms alone has none. */
bool lh_packet_papers_exist(lh_arena *arena, const lh_catalog *catalog);
/* Load list, record and templates, for one jurisdiction. NULL with messages on failure. */
const lh_packet_papers *lh_packet_papers_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
					      const lh_jurisdiction *jurisdiction);
const lh_packet_paper *lh_packet_paper_find(const lh_packet_papers *papers, const char *key);

/* Is there anything in the view for the paper (its `when`)? */
bool lh_packet_paper_wanted(lh_ctx *ctx, lh_arena *arena, const lh_packet_papers *papers,
			    const lh_packet_paper *paper, const lh_packet_view *view);

/* Fill a paper and lay it out. Lives in `arena` and on what the view holds; emit it with lh_paper_emit. */
bool lh_packet_paper_make(lh_ctx *ctx, lh_engine *engine, lh_arena *arena,
			  const lh_packet_papers *papers, const lh_packet_paper *paper,
			  const lh_packet_view *view, bool draft, lh_paper *out);

#endif
