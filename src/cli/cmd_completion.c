/*
 * lianheti completion: the script with which a shell completes the program's words, from the tables of
 * the commands. What lies in the data, as jurisdictions and documents, the script asks the program for.
 */
#include <string.h>

#include "cli/cli.h"

/* What a shell offers for a word. */
typedef enum offer { OFFER_NOTHING, OFFER_WORDS, OFFER_KEYS, OFFER_DOCS, OFFER_FORMATS, OFFER_DIRS, OFFER_FILES } offer;

static offer offer_for(const char *value)
{
	static const struct {
		const char *word;
		offer is;
	} known[] = {
		{"KEY", OFFER_KEYS},   {"KEY|all", OFFER_KEYS},       {"DOC", OFFER_DOCS},
		{"DOC,…|all", OFFER_DOCS}, {"FORMAT,…", OFFER_FORMATS}, {"DIR", OFFER_DIRS},
		{"FILE", OFFER_FILES}, {"TICKET", OFFER_FILES},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(value, known[i].word) == 0)
			return known[i].is;
	return cli_is_choice(value) ? OFFER_WORDS : OFFER_NOTHING;
}

/* `text` up to its first line's end; each byte of `escape` gets a backslash. */
static void put_line(const char *text, const char *escape)
{
	for (; *text && *text != '\n'; text++) {
		if (strchr(escape, *text))
			putchar('\\');
		putchar(*text);
	}
}

/* "a|b" as "a b" */
static void put_words(const char *choices)
{
	for (; *choices; choices++)
		putchar(*choices == '|' ? ' ' : *choices);
}

static const cli_option *option_at(const cli_command *command, size_t i)
{
	if (i < command->n_options)
		return &command->options[i];
	return i - command->n_options < cli_n_common_options ? &cli_common_options[i - command->n_options] : NULL;
}

static void put_names(const cli_command *const *commands)
{
	for (const cli_command *const *c = commands; *c; c++)
		printf("%s ", (*c)->name);
	fputs("--help --version", stdout);
}

/* ---- bash ---- */

static void bash_option(const cli_command *command, const cli_option *option)
{
	static const char *const how[] = {
		[OFFER_NOTHING] = "return",
		[OFFER_KEYS] = "_lianheti_words \"$(_lianheti_list jurisdictions)\"",
		[OFFER_DOCS] = "_lianheti_words \"$(_lianheti_docs) all\"",
		[OFFER_FORMATS] = "_lianheti_words \"$(_lianheti_list formats)\"",
		[OFFER_DIRS] = "COMPREPLY=($(compgen -d -- \"$cur\"))",
		[OFFER_FILES] = "COMPREPLY=($(compgen -f -- \"$cur\"))",
	};
	offer is = offer_for(option->value);
	printf("\t%s:%s) ", command->name, option->name);
	if (is == OFFER_WORDS) {
		fputs("_lianheti_words \"", stdout);
		put_words(option->value);
		fputs("\"", stdout);
	} else {
		fputs(how[is], stdout);
	}
	puts("; return ;;");
}

static void bash(const cli_command *const *commands)
{
	fputs("# bash completion for lianheti, written by: lianheti completion bash\n"
	      "_lianheti_list() { lianheti list \"$@\" 2>/dev/null | cut -d' ' -f1; }\n"
	      "_lianheti_words() { COMPREPLY=($(compgen -W \"$1\" -- \"$cur\")); }\n"
	      "_lianheti_docs()\n{\n"
	      "\tlocal i\n"
	      "\tfor ((i = 2; i < COMP_CWORD; i++)); do\n"
	      "\t\t[ \"${COMP_WORDS[i]}\" != --for ] || _lianheti_list documents --for \"${COMP_WORDS[i + 1]}\"\n"
	      "\tdone\n}\n"
	      "_lianheti()\n{\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\tCOMPREPLY=()\n"
	      "\t[ \"$COMP_CWORD\" -gt 1 ] || { _lianheti_words \"", stdout);
	put_names(commands);
	puts("\"; return; }\n\tcase ${COMP_WORDS[1]}:$before in");
	for (const cli_command *const *c = commands; *c; c++)
		for (size_t i = 0; option_at(*c, i); i++)
			if (option_at(*c, i)->value)
				bash_option(*c, option_at(*c, i));
	puts("\tesac\n\tcase ${COMP_WORDS[1]}:$cur in");
	for (const cli_command *const *c = commands; *c; c++) {
		printf("\t%s:-*) _lianheti_words \"", (*c)->name);
		for (size_t i = 0; option_at(*c, i); i++)
			printf("%s ", option_at(*c, i)->name);
		puts("--help\" ;;");
		if ((*c)->words) {
			printf("\t%s:*) _lianheti_words \"", (*c)->name);
			put_words((*c)->words);
			puts("\" ;;");
		}
	}
	puts("\tesac\n}\ncomplete -o default -F _lianheti lianheti");
}

/* ---- zsh ---- */

static void zsh_option(const cli_option *option)
{
	static const char *const how[] = {
		[OFFER_NOTHING] = " ",
		[OFFER_KEYS] = "{compadd -- $(_lianheti_list jurisdictions)}",
		[OFFER_DOCS] = "{compadd -- $(_lianheti_docs) all}",
		[OFFER_FORMATS] = "{compadd -- $(_lianheti_list formats)}",
		[OFFER_DIRS] = "_files -/",
		[OFFER_FILES] = "_files",
	};
	printf(" \\\n\t\t'%s%s[", option->kind == CLI_MANY ? "*" : "", option->name);
	put_line(option->zh, "[]:\\");
	putchar(']');
	if (option->value) {
		putchar(':');
		put_line(option->value, ":\\");
		putchar(':');
		offer is = offer_for(option->value);
		if (is == OFFER_WORDS) {
			putchar('(');
			put_words(option->value);
			putchar(')');
		} else {
			fputs(how[is], stdout);
		}
	}
	putchar('\'');
}

static void zsh(const cli_command *const *commands)
{
	fputs("#compdef lianheti\n"
	      "# zsh completion for lianheti, written by: lianheti completion zsh\n"
	      "_lianheti_list() { lianheti list \"$@\" 2>/dev/null | cut -d' ' -f1 }\n"
	      "_lianheti_docs()\n{\n"
	      "\tlocal i\n"
	      "\tfor ((i = 1; i < CURRENT; i++)); do\n"
	      "\t\t[[ ${words[i]} != --for ]] || _lianheti_list documents --for \"${words[i + 1]}\"\n"
	      "\tdone\n}\n"
	      "_lianheti()\n{\n"
	      "\tif ((CURRENT == 2)); then\n"
	      "\t\tlocal -a commands=(", stdout);
	for (const cli_command *const *c = commands; *c; c++) {
		printf("\n\t\t\t'%s:", (*c)->name);
		put_line((*c)->zh, ":\\");
		putchar('\'');
	}
	puts(")\n\t\t_describe command commands\n\t\tcompadd -- --help --version\n\t\treturn\n\tfi\n"
	     "\tshift words\n\t((CURRENT--))\n\tcase ${words[1]} in");
	for (const cli_command *const *c = commands; *c; c++) {
		printf("\t%s) _arguments", (*c)->name);
		for (size_t i = 0; option_at(*c, i); i++)
			zsh_option(option_at(*c, i));
		fputs(" \\\n\t\t'--help[显示说明]'", stdout);
		if ((*c)->words) {
			fputs(" \\\n\t\t'1: :_alternative \"words:word:(", stdout);
			put_words((*c)->words);
			fputs(")\" \"files:file:_files\"'", stdout);
		}
		puts(" \\\n\t\t'*:file:_files' ;;");
	}
	/* As a file of $fpath it is the function; sourced it names it. */
	puts("\tesac\n}\n"
	     "if [[ ${funcstack[1]} == _lianheti ]]; then _lianheti \"$@\"; else compdef _lianheti lianheti; fi");
}

/* ---- fish ---- */

static void fish_option(const cli_command *command, const cli_option *option)
{
	static const char *const how[] = {
		[OFFER_NOTHING] = " -x",
		[OFFER_KEYS] = " -x -a '(__lianheti_list jurisdictions)'",
		[OFFER_DOCS] = " -x -a '(__lianheti_docs) all'",
		[OFFER_FORMATS] = " -x -a '(__lianheti_list formats)'",
		[OFFER_DIRS] = " -x -a '(__fish_complete_directories)'",
		[OFFER_FILES] = " -r -F",
	};
	printf("complete -c lianheti -n '__fish_seen_subcommand_from %s' -l %s", command->name, option->name + 2);
	if (option->value) {
		offer is = offer_for(option->value);
		if (is == OFFER_WORDS) {
			fputs(" -x -a '", stdout);
			put_words(option->value);
			putchar('\'');
		} else {
			fputs(how[is], stdout);
		}
	}
	fputs(" -d '", stdout);
	put_line(option->zh, "'\\");
	puts("'");
}

static void fish(const cli_command *const *commands)
{
	fputs("# fish completion for lianheti, written by: lianheti completion fish\n"
	      "function __lianheti_list\n"
	      "\tlianheti list $argv 2>/dev/null | string replace -r ' .*' ''\n"
	      "end\n"
	      "function __lianheti_docs\n"
	      "\tset -l words (commandline -opc)\n"
	      "\tif set -l at (contains -i -- --for $words)\n"
	      "\t\t__lianheti_list documents --for $words[(math $at + 1)]\n"
	      "\tend\n"
	      "end\n",
	      stdout);
	for (const cli_command *const *c = commands; *c; c++) {
		printf("complete -c lianheti -f -n __fish_use_subcommand -a %s -d '", (*c)->name);
		put_line((*c)->zh, "'\\");
		puts("'");
	}
	puts("complete -c lianheti -f -n __fish_use_subcommand -l version\ncomplete -c lianheti -l help");
	for (const cli_command *const *c = commands; *c; c++) {
		if ((*c)->words) {
			printf("complete -c lianheti -n '__fish_seen_subcommand_from %s' -a '", (*c)->name);
			put_words((*c)->words);
			puts("'");
		}
		for (size_t i = 0; option_at(*c, i); i++)
			fish_option(*c, option_at(*c, i));
	}
}

#define SHELLS "bash|zsh|fish"

static int run(lh_ctx *ctx, const cli_args *args)
{
	cli_common o = {0};
	const char **words;
	size_t n_words;
	if (!cli_parse(ctx, args, &o, &words, &n_words))
		return EXIT_USAGE;
	const char *shells = cli_missed(ctx->arena, SHELLS, n_words ? words[0] : "");
	if (!n_words)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, shells, NULL);
	else if (shells)
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "completion", words[0], shells, NULL);
	else if (n_words > 1)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, words[1], NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	(strcmp(words[0], "bash") == 0 ? bash : strcmp(words[0], "zsh") == 0 ? zsh : fish)(args->commands);
	return EXIT_FINE;
}

const cli_command cli_completion = {
	.name = "completion",
	.zh = "写出 bash、zsh 或 fish 的补全脚本",
	.en = "write the completion script of bash, zsh or fish",
	.usage = "bash|zsh|fish\n",
	.words = SHELLS,
	.notes =
		"安装时已写到各 shell 读取的文件夹；自己安装的，例如在 ~/.bashrc 中写\n"
		"    source <(lianheti completion bash)\n"
		"Written from the same tables as --help; installed with the program.\n",
	.run = run,
};
