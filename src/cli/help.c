/* What --help prints, from the tables of the commands. It knows no single command. */
#include <string.h>

#include "cli/cli.h"

/* A head that is wider gets a line of its own. */
enum { MOST_HEAD = 21 };

/* Every character of an option's head is one column wide. */
static int columns(const char *text)
{
	int n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

static int head_width(const cli_option *option)
{
	return columns(option->name) + (option->value ? 1 + columns(option->value) : 0);
}

static int widest(const cli_option *options, size_t n, int most)
{
	for (size_t i = 0; i < n; i++)
		if (head_width(&options[i]) > most && head_width(&options[i]) <= MOST_HEAD)
			most = head_width(&options[i]);
	return most;
}

static void print_options(FILE *out, const cli_option *options, size_t n, int width)
{
	for (size_t i = 0; i < n; i++) {
		const cli_option *o = &options[i];
		bool fits = head_width(o) <= width;
		fprintf(out, "  %s%s%s%s%*s", o->name, o->value ? " " : "", o->value ? o->value : "",
			fits ? "" : "\n", fits ? width - head_width(o) + 2 : width + 4, "");
		for (const char *c = o->zh; *c; c++) {
			putc(*c, out);
			if (*c == '\n')
				fprintf(out, "%*s", width + 4, "");
		}
		putc('\n', out);
	}
}

void cli_print_help(FILE *out, const cli_command *command)
{
	const char *before = "用法: ";
	for (const char *line = command->usage; *line;) {
		int length = (int)strcspn(line, "\n");
		fprintf(out, "%slianheti %s %.*s\n", before, command->name, length, line);
		line += length + (line[length] == '\n');
		before = "      ";
	}
	putc('\n', out);
	int width = widest(command->options, command->n_options,
			   widest(cli_common_options, cli_n_common_options, 0));
	print_options(out, command->options, command->n_options, width);
	print_options(out, cli_common_options, cli_n_common_options, width);
	fprintf(out, "\n%s", command->notes);
}

static void print_docs(FILE *out)
{
	lh_arena *arena = lh_arena_new();
	const char *docs = cli_docs_dir(arena);
	if (docs)
		fprintf(out, "文档 docs/ 在 / the documents are in: %s\n", docs);
	lh_arena_free(arena);
}

void cli_print_commands(FILE *out, const cli_command *const *commands)
{
	fputs("lianheti " LH_VERSION " — 创新联合体文书生成：一份 YAML 数据，成套 PDF 与 DOCX\n"
	      "用法 / usage: lianheti <命令 command> …\n\n",
	      out);
	for (const cli_command *const *c = commands; *c; c++)
		fprintf(out, "  %-10s %s\n             %s\n", (*c)->name, (*c)->zh, (*c)->en);
	fputs("\n第一次使用 / first steps:\n"
	      "  lianheti list jurisdictions                       有哪些地区（KEY） / what KEY may be\n"
	      "  lianheti init --for KEY > lianheti.yaml           写出带说明的空数据文件 / a commented data file\n"
	      "  lianheti check lianheti.yaml                      检查数据 / check it\n"
	      "  lianheti make lianheti.yaml --for KEY             生成文书到 out/ / make the papers in out/\n"
	      "\n各命令的说明 / help on one command: lianheti <命令> --help\n"
	      "版本 / version: lianheti --version\n"
	      "退出状态 / exit status: 0 正常 fine · 1 数据有错 errors in the input · 2 用法 usage · 3 系统 system\n",
	      out);
	print_docs(out);
}
