/* lianheti print: the papers of a packet to a printer, each with its copies and sides. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/table.h"
#include "print/print.h"
#include "util/file.h"
#include "util/utf8.h"

#define DEFAULT_MEDIA "iso_a4_210x297mm"
#define TICKETS "print"

enum { MAX_COPIES = 999, MAX_TICKETS = 9999 };

typedef struct print_options {
	cli_common common;
	cli_list copies, only, documents;
	const char *printer, *media, *unsent;
	bool dry_run, sets, simplex, duplex;
} print_options;

/* "3" or "application=3" */
static bool read_copies(lh_ctx *ctx, const char *text, lh_print_copies *out)
{
	const char *equals = strchr(text, '='), *number = equals ? equals + 1 : text;
	char *end;
	unsigned long n = strtoul(number, &end, 10);
	if (number[0] < '0' || number[0] > '9' || *end || n > MAX_COPIES || equals == text) {
		lh_diag(ctx, LH_E_CLI_COPIES, lh_nowhere, text, NULL);
		return false;
	}
	out->document = equals ? lh_arena_strndup(ctx->arena, text, (size_t)(equals - text)) : NULL;
	out->copies = (int)n;
	return true;
}

/* Words of options that may come several times, each perhaps several words with commas between. */
static const char *const *split(lh_ctx *ctx, const cli_list *list, size_t *n_out)
{
	size_t n = 0, room = 0;
	for (size_t i = 0; i < list->n; i++)
		room += strlen(list->items[i]) + 1;
	const char **words = LH_NEW_ARRAY(ctx->arena, const char *, room + 1);
	for (size_t i = 0; i < list->n; i++)
		for (const char *at = list->items[i]; *at; at += *at == ',') {
			size_t length = strcspn(at, ",");
			if (length)
				words[n++] = lh_arena_strndup(ctx->arena, at, length);
			at += length;
		}
	*n_out = n;
	return words;
}

static const char *number(lh_ctx *ctx, size_t n)
{
	return n ? lh_fmt(ctx->arena, "%zu", n) : "-";
}

static void show(lh_ctx *ctx, const lh_print_ticket *ticket)
{
	cli_table table = {.n_columns = 7};
	cli_table_row(&table, (const char *[]){"序 no", "份 copies", "页 pages", "单双面 sides",
					       "纸 paper", "状态 status", "文件 file"});
	for (size_t i = 0; i < ticket->n_jobs; i++) {
		const lh_print_job *job = &ticket->jobs[i];
		const char *status = lh_job_status_word(job->status);
		cli_table_row(
			&table,
			(const char *[]){number(ctx, job->no), number(ctx, job->copies),
					 number(ctx, job->pages), job->sides,
					 number(ctx, job->paper),
					 job->job ? lh_fmt(ctx->arena, "%s %zu", status, job->job)
						  : status,
					 job->file});
	}
	cli_table_print(&table, stdout);
	printf("任务 jobs %zu，一份页数 pages %zu，用纸 paper %zu\n", ticket->totals.jobs,
	       ticket->totals.pages, ticket->totals.paper);
}

/* The first free number: tickets of earlier runs stay. NULL, told, when there are too many. */
static const char *ticket_path(lh_ctx *ctx, const char *packet_dir)
{
	const char *dir = lh_path_join(ctx->arena, packet_dir, TICKETS);
	if (!lh_dir_make(ctx, dir))
		return NULL;
	for (int i = 1; i <= MAX_TICKETS; i++) {
		const char *path = lh_fmt(ctx->arena, "%s/%04d.json", dir, i);
		if (!lh_file_exists(path))
			return path;
	}
	lh_diag(ctx, LH_E_CLI_TICKETS, (lh_loc){dir, 0, 0}, NULL);
	return NULL;
}

/* A ticket, being JSON, could not name anything else. */
static void check_word(lh_ctx *ctx, const char *option, const char *word)
{
	if (word && lh_utf8_bad(word, strlen(word)))
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, option, "\xEF\xBF\xBD", "UTF-8", NULL);
}

static int print_packet(lh_ctx *ctx, const char *dir, const lh_print_options *options, bool dry_run)
{
	lh_arena *arena = lh_arena_new();
	const lh_manifest *manifest = lh_manifest_read(ctx, arena, dir);
	lh_print_ticket *ticket = manifest ? lh_print_plan(ctx, arena, manifest, options) : NULL;
	bool refused = false;
	if (ticket && lh_print_verify(ctx, ticket, dir)) {
		const char *path = dry_run ? NULL : ticket_path(ctx, dir);
		if (path)
			refused = !lh_print_send(ctx, ticket, dir, path);
		bool sent = path && lh_file_exists(path);
		if (dry_run || sent)
			show(ctx, ticket);
		if (sent)
			printf("%s\n", path);
	}
	lh_arena_free(arena);
	return refused ? EXIT_SYSTEM : cli_status(ctx);
}

static const cli_option options_of_print[] = {
	{"--printer", "NAME|URI", "打印队列名，或打印机地址（ipp://…，原样送出）",
	 CLI_TEXT, offsetof(print_options, printer)},
	{"--dry-run", NULL, "只列出要打印的文件、份数、用纸，不打印",
	 CLI_FLAG, offsetof(print_options, dry_run)},
	{"--copies", "N|KEY=N", "全部各 N 份；KEY=N 只管一种，可多次（缺省按清单，0 为不印）",
	 CLI_MANY, offsetof(print_options, copies)},
	{"--doc", "KEY,…", "只打印这些文书或区县文书",
	 CLI_MANY, offsetof(print_options, documents)},
	{"--only", "ID,…", "只打印这些联合体，如 01,03；00 为区县自己的",
	 CLI_MANY, offsetof(print_options, only)},
	{"--sets", NULL,
	 "打印合订本（缺省各 1 份），不打印单件；此时 KEY 为 whole（全区合订）、\n"
	 "set（各联合体），如 --copies set=3",
	 CLI_FLAG, offsetof(print_options, sets)},
	{"--unsent", "TICKET", "只打印任务单中还没有送出的",
	 CLI_TEXT, offsetof(print_options, unsent)},
	{"--simplex", NULL, "全部单面；缺省按清单", CLI_FLAG, offsetof(print_options, simplex)},
	{"--duplex", NULL, "全部双面（长边翻转）；缺省按清单",
	 CLI_FLAG, offsetof(print_options, duplex)},
	{"--media", "NAME", "纸张，缺省 iso_a4_210x297mm",
	 CLI_TEXT, offsetof(print_options, media)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	print_options o = {.media = DEFAULT_MEDIA};
	const char **words;
	size_t n_words;
	if (!cli_parse(ctx, args, &o, &words, &n_words))
		return EXIT_USAGE;
	if (!n_words)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "PACKET-DIR", NULL);
	if (n_words > 1)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, words[1], NULL);
	if (!o.printer && !o.dry_run)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "--printer NAME|URI", NULL);
	if (o.simplex && o.duplex)
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--simplex", "--duplex",
			"--simplex | --duplex", NULL);
	check_word(ctx, "--printer", o.printer);
	check_word(ctx, "--media", o.media);
	lh_print_options options = {
		.printer = o.printer,
		.media = o.media,
		.sets = o.sets,
		.sides = o.simplex  ? LH_SIDES_ONE
			 : o.duplex ? LH_SIDES_TWO
				    : LH_SIDES_AS_MADE,
	};
	lh_print_copies *copies = LH_NEW_ARRAY(ctx->arena, lh_print_copies, o.copies.n + 1);
	for (size_t i = 0; i < o.copies.n; i++)
		read_copies(ctx, o.copies.items[i], &copies[i]);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	options.copies = copies;
	options.n_copies = o.copies.n;
	options.consortia = split(ctx, &o.only, &options.n_consortia);
	options.documents = split(ctx, &o.documents, &options.n_documents);
	if (o.unsent) {
		options.before = lh_print_ticket_read(ctx, ctx->arena, o.unsent);
		if (!options.before)
			return EXIT_INPUT;
	}
	return print_packet(ctx, words[0], &options, o.dry_run);
}

const cli_command cli_print = {
	.name = "print",
	.zh = "打印区县材料包：份数、双面、按套分好",
	.en = "print a packet: copies, duplex, collated",
	.usage = "PACKET-DIR --printer NAME|URI [选项]\n",
	CLI_OPTIONS(options_of_print),
	.notes =
		"一个文件一个打印任务，按材料包的次序送出，多份时一份一份地出纸。送出前核对每个文件的校验值；\n"
		"每次打印留一张任务单 PACKET-DIR/print/0001.json，被打印机拒绝的列在其中，退出状态为 3。\n"
		"Prints the PDF files of a packet, one job a file, and keeps a ticket of what became of each.\n",
	.run = run,
};
