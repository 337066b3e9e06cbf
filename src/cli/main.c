/* lianheti: the list of commands, the language, the printing of messages. */
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

static const cli_command *const commands[] = {
	&cli_make, &cli_check, &cli_packet, &cli_print, &cli_verify, &cli_readback, &cli_init, &cli_list_command,
	&cli_template, &cli_completion, NULL,
};
enum { N_COMMANDS = sizeof commands / sizeof *commands - 1 };

/* Chinese for a Chinese locale, English for an English one, both when nothing is said. */
static lh_lang lang_of_locale(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);
		if (!value || !*value)
			continue;
		if (strncmp(value, "zh", 2) == 0)
			return LH_LANG_ZH;
		return strncmp(value, "en", 2) == 0 ? LH_LANG_EN : LH_LANG_BOTH;
	}
	return LH_LANG_BOTH;
}

static bool wants_help(int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0)
			return false;
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	}
	return false;
}

static int dispatch(lh_ctx *ctx, int argc, char **argv)
{
	if (argc < 2) {
		cli_print_commands(stderr, commands);
		return EXIT_USAGE;
	}
	const char *name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
		cli_print_commands(stdout, commands);
		return EXIT_FINE;
	}
	if (strcmp(name, "--version") == 0) {
		puts("lianheti " LH_VERSION);
		return EXIT_FINE;
	}
	const char *names[N_COMMANDS];
	for (size_t i = 0; i < N_COMMANDS; i++) {
		names[i] = commands[i]->name;
		if (strcmp(name, commands[i]->name) != 0)
			continue;
		if (wants_help(argc - 2, argv + 2)) {
			cli_print_help(stdout, commands[i]);
			return EXIT_FINE;
		}
		return commands[i]->run(ctx, &(cli_args){commands[i], commands, argc - 2, argv + 2});
	}
	lh_diag(ctx, LH_E_CLI_COMMAND, lh_nowhere, name, cli_join(ctx->arena, names, N_COMMANDS), NULL);
	return EXIT_USAGE;
}

/*
 * Started without standard streams, as some schedulers do, the first file that is opened would be
 * taken for one of them.
 */
static bool open_streams(void)
{
	int fd;
	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	return fd >= 0 && close(fd) == 0;
}

int main(int argc, char **argv)
{
	if (!open_streams())
		return EXIT_SYSTEM;
	signal(SIGXFSZ, SIG_IGN); /* a file over the limit is an error of its write */
	/*
	 * Buffers of some hundred kilobytes come and go with every file; kept by the allocator they need
	 * not be mapped and cleared again each time.
	 */
	mallopt(M_MMAP_THRESHOLD, 64 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	/* The locale is never set: numbers and sorting are the same for everyone. */
	lh_ctx *ctx = lh_ctx_new();
	ctx->lang = lang_of_locale();
	int status = dispatch(ctx, argc, argv);
	lh_diag_print_all(ctx, stderr);
	if ((fflush(stdout) != 0 || ferror(stdout)) && status == EXIT_FINE) {
		fputs("lianheti: 标准输出写入失败 / cannot write to standard output\n", stderr);
		status = EXIT_SYSTEM;
	}
	lh_ctx_free(ctx);
	return status;
}
