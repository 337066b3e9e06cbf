/*
 * The command line. Each command has one file, cmd_<name>.c, with a function that reads its own
 * options and returns the exit status: 0 fine or only warnings, 1 errors in the input, 2 usage,
 * 3 the system refused. Messages go to stderr (main prints them), results to stdout.
 */
#ifndef LH_CLI_CLI_H
#define LH_CLI_CLI_H

#include <stdio.h>

#include "paper/paper.h"

enum { EXIT_FINE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

/* A DOCX that is sent back: far more than ours ever have. */
enum { CLI_MOST_DOCX = 64 << 20 };

typedef struct cli_list {
	const char **items;
	size_t n;
} cli_list;

void cli_list_add(lh_ctx *ctx, cli_list *list, const char *item);

/* Where an option's value goes, in the command's own struct of options. */
typedef enum cli_kind {
	CLI_FLAG, /* a bool: stands without a value */
	CLI_TEXT, /* a const char *: the last one given, or what was there before */
	CLI_MANY, /* a cli_list: may come several times */
} cli_kind;

/*
 * One option of a command: how it is read, what --help says, what is offered when it is completed.
 * `value` names what stands behind it. Small words parted by | are all there is to choose from, and
 * cli_parse refuses others; "KEY" is a jurisdiction, "DOC,…" its documents, "FORMAT,…" formats, "DIR"
 * a folder, "FILE" a file; other words are for the reader.
 */
typedef struct cli_option {
	const char *name;  /* "--for" */
	const char *value; /* "KEY", "zh|en|both"; NULL for flags */
	const char *zh;    /* its lines of the help */
	cli_kind kind;
	size_t at;         /* offsetof in the command's struct */
} cli_option;

typedef struct cli_command cli_command;

typedef struct cli_args {
	const cli_command *command;
	const cli_command *const *commands; /* all of them, in the order of the help, ended by NULL */
	int argc;              /* what stands behind the command's name */
	char **argv;
} cli_args;

struct cli_command {
	const char *name;
	const char *zh, *en;   /* one line for the list of commands */
	const char *usage;     /* what follows the command's name; a line for each way to use it */
	const char *words;     /* what the first word may be besides a file, parted by |; NULL: a file only */
	const cli_option *options;
	size_t n_options;
	const char *notes;     /* what the help says after the options */
	int (*run)(lh_ctx *ctx, const cli_args *args);
};
#define CLI_OPTIONS(table) .options = (table), .n_options = sizeof(table) / sizeof *(table)

extern const cli_command cli_make, cli_check, cli_init, cli_list_command, cli_packet, cli_print, cli_template,
	cli_verify, cli_readback, cli_completion;

/* Options that every command takes. The struct of a command's options begins with them. */
typedef struct cli_common {
	const char *lang, *date, *fonts, *data_dir;
} cli_common;
extern const cli_option cli_common_options[];
extern const size_t cli_n_common_options;

/*
 * Split a command's words into options, put into the command's struct, and positional arguments, and
 * apply the common options to ctx; "--" ends the options, "--name=value" and "--name value" are the
 * same. *words_out lives in ctx's arena. False: usage error, told.
 */
bool cli_parse(lh_ctx *ctx, const cli_args *args, void *options, const char ***words_out, size_t *n_words_out);

/* "zh|en|both" is all there is; "KEY|all" and NULL are not. */
bool cli_is_choice(const char *value);
/* "zh, en, both" when `word` is none of "zh|en|both", else NULL. */
const char *cli_missed(lh_arena *arena, const char *choices, const char *word);

/* The help of one command; of all of them. */
void cli_print_help(FILE *out, const cli_command *command);
void cli_print_commands(FILE *out, const cli_command *const *commands);

/* Told as an error when there is none of that key. */
const lh_jurisdiction *cli_jurisdiction(lh_ctx *ctx, const lh_catalog *catalog, const char *key);
/* Tell that the jurisdiction has no document of that key, and which it has. */
void cli_no_document(lh_ctx *ctx, const lh_jurisdiction *jurisdiction, const char *key);

/* Every KEY=VALUE must be a switch of the jurisdiction, with one of its values. */
bool cli_switches(lh_ctx *ctx, const cli_list *words, const lh_jurisdiction *j, lh_fill_options *fill);

/* One document of one data file, as a draft. False with messages. */
bool cli_request(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *data_file,
		 const char *jurisdiction, const char *document, const cli_list *options,
		 lh_paper_request *request_out);

/* Tell what is missing or too much of a paper, the data it is compared with, and --for. */
void cli_check_compared(lh_ctx *ctx, const char *jurisdiction, const char *wanted,
			const char *const *files, size_t n_files);

/* The value of --compression, one of CLI_COMPRESSIONS; NULL leaves *out as it is. */
#define CLI_COMPRESSIONS "compact|fast|batch"
void cli_compression(const char *text, lh_compression *out);
/* The folder of the documents that the help names: installed with the program, or the checkout's; NULL: none. */
const char *cli_docs_dir(lh_arena *arena);

/* "a, b, c" */
char *cli_join(lh_arena *arena, const char *const *names, size_t n);
/* The exit status that the collected messages ask for. */
int cli_status(const lh_ctx *ctx);

#endif
