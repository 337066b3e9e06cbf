/*
 * liblianheti: the papers of an innovation consortium (创新联合体) from one YAML file.
 *
 *     lh_session *s = lh_session_open(&(lh_session_options){.data_dir = "/usr/local/share/lianheti"});
 *     lh_papers *papers = lh_make(s, &(lh_make_options){
 *             .data = "lianheti.yaml", .jurisdiction = key, .document = "application",
 *             .formats = "pdf,docx"});
 *     for (size_t i = 0; papers && i < lh_papers_count(papers); i++)
 *             use(lh_papers_name(papers, i), lh_papers_bytes(papers, i), lh_papers_length(papers, i));
 *     for (size_t i = 0; i < lh_session_message_count(s); i++)
 *             show(lh_session_message(s, i));
 *     lh_papers_free(papers);
 *     lh_session_close(s);
 *
 * Sections: sessions, making papers, messages. A session is used by one thread at a time; several
 * sessions may live in one program. There are no globals, no clock is read, no locale is used: same
 * input, same bytes. Nothing is written to disk. Out of memory ends the program with status 3.
 *
 * Those who write an emitter of their own read lianheti/doc.h (the tree), lianheti/pages.h (laid-out
 * pages) and lianheti/emit.h.
 */
#ifndef LIANHETI_H
#define LIANHETI_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0" */
const char *lh_version(void);

/* ---- Sessions: what is loaded once and used for many papers ---- */

typedef struct lh_session lh_session;

typedef struct lh_session_options {
	const char *data_dir;  /* holds templates/ and fonts/; required */
	const char *fonts;     /* another roles file, see fonts/roles.yaml; NULL: the one in data_dir */
	const char *date;      /* today, YYYY-MM-DD; NULL: only dates of the data are used */
} lh_session_options;

/*
 * Load the catalogue, the fonts' roles and the schema. The strings are copied. Always returns a
 * session; when loading failed lh_session_ok is false and the messages tell why.
 */
lh_session *lh_session_open(const lh_session_options *options);
bool lh_session_ok(const lh_session *session);
void lh_session_close(lh_session *session); /* accepts NULL */

/* ---- Making papers ---- */

/* A switch of the jurisdiction, as `lianheti list options` shows them. */
typedef struct lh_make_switch {
	const char *key, *value;
} lh_make_switch;

typedef struct lh_make_options {
	const char *data;         /* path of the data file; NULL with `blank` */
	const char *jurisdiction; /* key: a folder under templates/ */
	const char *document;     /* "application" …, or "all" */
	const char *formats;      /* "pdf,docx", also slots, tree, pages; NULL: pdf,docx */
	bool final;               /* open items are errors; else drafts with gaps and the draft mark */
	bool blank;               /* the empty official form */
	bool public_edition;      /* 公示版: without contacts, telephones, identity numbers */
	bool pdfa;                /* PDF/A-1b */
	const lh_make_switch *switches;
	size_t n_switches;
} lh_make_options;

typedef struct lh_papers lh_papers;

/*
 * Make papers in memory. NULL when any of them could not be made; the reasons are in the messages.
 * The messages of an earlier call are forgotten. Release the result with lh_papers_free.
 */
lh_papers *lh_make(lh_session *session, const lh_make_options *options);
size_t lh_papers_count(const lh_papers *papers);
const char *lh_papers_name(const lh_papers *papers, size_t index); /* KEY-application.pdf */
const void *lh_papers_bytes(const lh_papers *papers, size_t index);
size_t lh_papers_length(const lh_papers *papers, size_t index);
void lh_papers_free(lh_papers *papers); /* accepts NULL */

/* ---- Messages ---- */

/* One message about the last call. Lives until the next call on the session. */
typedef struct lh_message {
	int number;           /* 2031 for LH2031, see docs/diagnostics.md */
	const char *level;    /* "error", "warning", "hint", "note" */
	const char *file;     /* NULL when it speaks of no file */
	unsigned line, column; /* from 1; 0: the file as a whole */
	const char *zh, *en;
} lh_message;

size_t lh_session_message_count(const lh_session *session);
lh_message lh_session_message(const lh_session *session, size_t index);

#ifdef __cplusplus
}
#endif

#endif
