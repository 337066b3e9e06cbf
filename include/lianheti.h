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
 * Sections: sessions, making papers, checking, places for seals, packets, messages. A session is used
 * by one thread at a time; several sessions may live in one program. There are no globals, no clock is
 * read, no locale is used: same input, same bytes. Only packets are written to disk. Out of memory ends
 * the program with status 3.
 *
 * A program for each section stands in the examples of the documentation; they are built with
 *
 *     cc program.c $(pkg-config --cflags --libs lianheti)
 *
 * These are the only names that the library shows. Formats are its own affair: there is no way to add
 * one from outside.
 */
#ifndef LIANHETI_H
#define LIANHETI_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

/* "0.1.0" */
const char *lh_version(void);

/* ---- Sessions: what is loaded once and used for many papers ---- */

typedef struct lh_session lh_session;

typedef struct lh_session_options {
	const char *data_dir;  /* holds templates/ and fonts/; NULL: those installed with the library */
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
	const char *data;         /* path of the data file; NULL: the empty form */
	const char *jurisdiction; /* key: a folder under templates/ */
	const char *document;     /* "application" …, or "all" */
	const char *formats;      /* "pdf,docx" …, as `lianheti list formats` shows them; NULL: pdf,docx */
	bool final;               /* open items are errors; else drafts with gaps and the draft mark */
	bool blank;               /* the empty official form, whatever the data says */
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

/* ---- Checking: the data, and the published conditions of a jurisdiction ---- */

typedef struct lh_check_options {
	const char *data;         /* path of the data file */
	const char *jurisdiction; /* key; NULL: the data alone is checked */
} lh_check_options;

/* What became of one condition. The strings live as long as the checked data. */
typedef struct lh_condition {
	const char *rule;     /* "urumqi.members.min" */
	const char *quote;    /* its words in the guideline, "" for general checks */
	const char *place;    /* where they stand */
	const char *severity; /* "must", "principle", "encouraged", "form", "info" */
	const char *result;   /* "error", "warn", "ask", "hint", "ok", "n/a", "info" */
	bool waived;          /* the data names a reason: an error no longer stops a final */
	const char *value, *bound;
	const char *message;  /* who or what fails, and what to do; "" when nothing does */
	const char *path;     /* of the value in the data, or NULL */
	unsigned line, column; /* its place; 0: the file as a whole */
} lh_condition;

typedef struct lh_checked lh_checked;

/*
 * Check one data file. NULL when the data itself has errors, or when there is no such jurisdiction;
 * the messages tell which. Release with lh_checked_free.
 */
lh_checked *lh_check(lh_session *session, const lh_check_options *options);
size_t lh_checked_count(const lh_checked *checked); /* 0 without a jurisdiction */
lh_condition lh_checked_condition(const lh_checked *checked, size_t index);
const char *lh_checked_worst(const lh_checked *checked); /* the worst result: "error" … */
void lh_checked_free(lh_checked *checked); /* accepts NULL */

/* ---- Places for seals and signatures ---- */

/* Lengths are micrometres, counted from the top left of the page as it is read. */
typedef struct lh_place {
	const char *document; /* key */
	unsigned page;        /* from 1 */
	const char *id;       /* "SEAL_LEAD", unique in its document */
	const char *kind;     /* "seal", "personal_seal", "signature", "date" */
	const char *party;    /* name of who stamps or signs, "" when not known */
	const char *keyword;  /* text that a search finds once in the document, or NULL */
	long x, y, w, h;      /* the box that is free */
} lh_place;

typedef struct lh_places lh_places;

/*
 * Lay out the documents of the options and tell their places; formats are not looked at. Documents
 * that the data has nothing for have none. NULL when a document could not be made; the reasons are in
 * the messages. Release with lh_places_free.
 */
lh_places *lh_find_places(lh_session *session, const lh_make_options *options);
size_t lh_places_count(const lh_places *places);
lh_place lh_places_at(const lh_places *places, size_t index);
void lh_places_free(lh_places *places); /* accepts NULL */

/* ---- Packets: every paper of a district's consortia, in a folder ---- */

typedef struct lh_packet_order {
	const char *district; /* path of the district's file */
	const char *folder;   /* made when needed; what an earlier packet left there is replaced */
	size_t jobs;          /* worker processes; 0: one */
	unsigned timeout;     /* seconds for one consortium; 0: 120 */
	bool resume;          /* make only what has changed or failed */
	bool final, zip, pdfa;
	bool no_pictures;     /* leave out first pages for index.html */
	size_t shard, n_shards; /* every n_shards-th consortium, from the shard-th on; n_shards 0: all */
	bool assemble;        /* make no consortium: put together what all shards have made */
	/* Called when a consortium is done, in the order of the packet; may be NULL. */
	void (*progress)(void *user, size_t done, size_t total, const char *name, bool made);
	void *user;
} lh_packet_order;

typedef struct lh_packet_totals {
	size_t made, kept, failed; /* consortia */
	bool complete;             /* manifest.json was written */
} lh_packet_totals;

/*
 * Make a packet; the worker processes are forks, so that a program with threads calls this before it
 * starts them. False when it could not be made at all, or not be written; a consortium that fails costs
 * itself only, is counted, and told in manifest.json.
 */
bool lh_make_packet(lh_session *session, const lh_packet_order *order, lh_packet_totals *totals_out);

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

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
