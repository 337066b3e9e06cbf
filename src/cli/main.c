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
	&cli_template,
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

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

static void print_help(FILE *out)
{
	fputs("lianheti " LH_VERSION " — 创新联合体文书生成：一份 YAML 数据，成套 PDF 与 DOCX\n"
	      "用法 / usage: lianheti <命令 command> …\n\n",
	      out);
	for (size_t i = 0; i < N_COMMANDS; i++)
		fprintf(out, "  %-9s %s\n            %s\n", commands[i]->name, commands[i]->zh, commands[i]->en);
	fputs("\n第一次使用 / first steps:\n"
	      "  lianheti list jurisdictions                       有哪些地区（KEY） / what KEY may be\n"
	      "  lianheti init --for KEY > lianheti.yaml           写出带说明的空数据文件 / a commented data file\n"
	      "  lianheti check lianheti.yaml                      检查数据 / check it\n"
	      "  lianheti make lianheti.yaml --for KEY             生成文书到 out/ / make the papers in out/\n"
	      "\n各命令的说明 / help on one command: lianheti <命令> --help\n"
	      "退出状态 / exit status: 0 正常 fine · 1 数据有错 errors in the input · 2 用法 usage · 3 系统 system\n",
	      out);
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
		print_help(stderr);
		return EXIT_USAGE;
	}
	const char *name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
		print_help(stdout);
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
			fputs(commands[i]->help, stdout);
			return EXIT_FINE;
		}
		return commands[i]->run(ctx, &(cli_args){name, argc - 2, argv + 2});
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
