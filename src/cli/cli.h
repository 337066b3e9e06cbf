/*
 * The command line. Each command has one file, cmd_<name>.c, with a function that reads its own
 * options and returns the exit status: 0 fine or only warnings, 1 errors in the input, 2 usage,
 * 3 the system refused. Messages go to stderr (main prints them), results to stdout.
 */
#ifndef LH_CLI_CLI_H
#define LH_CLI_CLI_H

#include "paper/paper.h"

enum { EXIT_FINE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

/* A DOCX that is sent back: far more than ours ever have. */
enum { CLI_MOST_DOCX = 64 << 20 };

typedef struct cli_args {
	const char *command;
	int argc;              /* what stands behind the command's name */
	char **argv;
} cli_args;

typedef struct cli_command {
	const char *name;
	const char *zh, *en;   /* one line for the list of commands */
	const char *help;      /* the whole help text */
	int (*run)(lh_ctx *ctx, const cli_args *args);
} cli_command;

typedef struct cli_list {
	const char **items;
	size_t n;
} cli_list;

void cli_list_add(lh_ctx *ctx, cli_list *list, const char *item);

/* One option of a command. */
typedef struct cli_option {
	const char *name;      /* "--for" */
	bool takes_value;
	const char **value;    /* last one given, or NULL */
	bool *flag;            /* for options without a value */
	cli_list *list; /* for options that may come several times */
} cli_option;

extern const cli_command cli_make, cli_check, cli_init, cli_list_command, cli_packet, cli_print, cli_template,
	cli_verify, cli_readback;

/*
 * Split a command's words into options and positional arguments; "--" ends the options, "--name=value"
 * and "--name value" are the same. `positional` has room for args->argc items. False: usage error, told.
 */
bool cli_parse(lh_ctx *ctx, const cli_args *args, const cli_option *options, size_t n_options,
	       const char **positional, size_t *n_positional);

/* Options that every command takes; cli_common applies them to ctx. */
typedef struct cli_common {
	const char *lang, *date, *fonts, *data_dir;
} cli_common;
#define CLI_COMMON_OPTIONS(c)                                                                          \
	{"--lang", true, &(c).lang, NULL, NULL}, {"--date", true, &(c).date, NULL, NULL},              \
		{"--fonts", true, &(c).fonts, NULL, NULL},                                             \
		{"--data-dir", true, &(c).data_dir, NULL, NULL}
bool cli_apply_common(lh_ctx *ctx, const cli_common *common);

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

/* The value of --compression. */
bool cli_compression(lh_ctx *ctx, const char *text, lh_compression *out);

/* "a, b, c" */
char *cli_join(lh_arena *arena, const char *const *names, size_t n);
/* The exit status that the collected messages ask for. */
int cli_status(const lh_ctx *ctx);

#endif
