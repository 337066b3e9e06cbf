/*
 * The catalogue: which jurisdictions and documents the templates folder holds.
 *
 *     templates/schema.yaml computed.yaml words.yaml common/…
 *     templates/<jurisdiction>/<edition>/jurisdiction.yaml rules.yaml <document>.yaml …
 *
 * A folder is a jurisdiction; its newest edition (last by name) is used unless the data or the user
 * asks for another. Adding a jurisdiction or an edition is adding a folder: nothing here knows one.
 */
#ifndef LH_TMPL_LOAD_CATALOG_H
#define LH_TMPL_LOAD_CATALOG_H

#include "data/expr/computed.h"
#include "doc/doc.h"

typedef enum lh_doc_status {
	LH_STATUS_OFFICIAL,      /* 官方格式: the guideline prints the form */
	LH_STATUS_OUTLINE,       /* 参考提纲: the guideline prints headings */
	LH_STATUS_DESCRIBED,     /* 有要求无格式: the guideline names what it must contain */
	LH_STATUS_PROPOSED,      /* 建议格式: ours */
	LH_STATUS_RECONSTRUCTED, /* 复原格式: official, parts rebuilt */
	LH_STATUS_REFERENCE,     /* 参考格式: not asked for by the jurisdiction */
} lh_doc_status;

typedef struct lh_document_info {
	const char *key;     /* "application" */
	const char *title;   /* official title as printed */
	const char *short_title; /* for file names and lists; the title when none is given */
	lh_doc_status status;
	const char *source;  /* where the guideline says so, e.g. 附件1; "" when it does not */
	const char *file;    /* template file */
	const char *loc_note; /* remark for `list documents`; "" */
} lh_document_info;

typedef struct lh_jurisdiction {
	const char *key;         /* folder name, e.g. the key under `jurisdictions:` in the data */
	const char *edition;     /* folder name */
	const char *dir;
	const char *name;        /* 乌鲁木齐市 … from jurisdiction.yaml */
	const char *department;
	const char *guideline;   /* full title */
	const lh_yaml *yaml;     /* the whole file, for rules and templates */
	const lh_document_info *documents; /* in binding order */
	size_t n_documents;
	const lh_option_info *options;
	size_t n_options;
} lh_jurisdiction;

typedef struct lh_catalog {
	const lh_jurisdiction *jurisdictions;
	size_t n_jurisdictions;
	lh_names names;          /* schema and computed values: what expressions are parsed against */
	const char *dir;         /* the templates folder */
	const lh_words *words;   /* words.yaml of that folder; NULL: there is none */
} lh_catalog;

/* Load schema, computed values and every jurisdiction.yaml. NULL with messages on failure. */
const lh_catalog *lh_catalog_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir);

const lh_jurisdiction *lh_catalog_find(const lh_catalog *catalog, const char *key);
/* What expressions of one jurisdiction are parsed against: the catalogue's names and its switches. */
lh_names lh_catalog_names(const lh_catalog *catalog, const lh_jurisdiction *jurisdiction);
const lh_document_info *lh_jurisdiction_document(const lh_jurisdiction *j, const char *key);
const char *lh_doc_status_name(lh_doc_status status, lh_lang lang);

#endif
