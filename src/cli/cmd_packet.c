/*
 * lianheti packet: the papers of a whole district. One line a consortium on standard output, or a
 * bar on a terminal; what is wrong with a consortium goes to standard error when its turn comes.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "packet/run.h"
#include "util/file.h"

enum { MAX_JOBS = 1024, MAX_SHARDS = 100000, BAR = 24 };

typedef struct packet_options {
	cli_common common;
	const char *out_dir, *jobs, *shard, *timeout, *compression;
	bool resume, zip, draft, final, pdfa, no_pictures;
} packet_options;

static volatile sig_atomic_t interrupts;

static void on_interrupt(int signal_number)
{
	(void)signal_number;
	interrupts = interrupts ? 2 : 1;
}

typedef struct display {
	const lh_ctx *ctx;
	const char *dir; /* of district.yaml */
	bool bar;
	struct timespec began;
} display;

static void print_message(const display *d, const lh_packet_message *m)
{
	if (m->level != LH_LEVEL_ERROR)
		return;
	lh_arena *arena = lh_arena_new();
	const char *path = m->file ? lh_path_join(arena, d->dir, m->file) : "lianheti";
	const char *place = m->line ? lh_fmt(arena, ":%zu:%zu", m->line, m->column) : "";
	fprintf(stderr, "%s%s: %s[%s]: %s%s%s\n", path, place,
		lh_level_name(LH_LEVEL_ERROR, d->ctx->lang), m->code,
		d->ctx->lang == LH_LANG_EN ? m->en : m->zh,
		d->ctx->lang == LH_LANG_BOTH ? " / " : "", d->ctx->lang == LH_LANG_BOTH ? m->en : "");
	lh_arena_free(arena);
}

static double seconds_since(const struct timespec *began)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - began->tv_sec) + (double)(now.tv_nsec - began->tv_nsec) / 1e9;
}

static void print_bar(const display *d, const lh_packet_progress *p)
{
	double seconds = seconds_since(&d->began);
	double rate = seconds > 0 ? (double)p->done / seconds : 0;
	size_t filled = BAR * p->done / p->total;
	char bar[BAR + 1];
	memset(bar, '.', BAR);
	memset(bar, '#', filled);
	bar[BAR] = '\0';
	fprintf(stderr, "\r\033[K[%s] %zu/%zu  %.1f/s  %.0f s", bar, p->done, p->total, rate,
		rate > 0 ? (double)(p->total - p->done) / rate : 0.0);
	if (p->done == p->total)
		fputs("\r\033[K", stderr);
	fflush(stderr);
}

static size_t count_errors(const lh_packet_told *told)
{
	size_t n = 0;
	for (size_t i = 0; i < told->n_messages; i++)
		n += told->messages[i].level == LH_LEVEL_ERROR;
	return n;
}

static void show(void *user, const lh_packet_progress *p)
{
	const display *d = user;
	const lh_packet_told *told = p->told;
	if (d->bar)
		fputs("\r\033[K", stderr);
	for (size_t i = 0; i < told->n_messages; i++)
		print_message(d, &told->messages[i]);
	if (d->bar) {
		print_bar(d, p);
		return;
	}
	const char *verdict = lh_packet_verdict_word(told->verdict);
	const char *reason = lh_packet_reason_word(told->reason);
	if (told->status == LH_PACKET_MADE)
		printf("%s %s %s %zu 份 %zu 页 %s %s\n", told->id,
		       p->kept ? "未变 kept  " : "完成 made  ", told->file, told->papers,
		       told->pages, verdict ? verdict : "-", told->name);
	else
		printf("%s 失败 failed %s %zu 个错误 %s\n", told->id, told->file,
		       count_errors(told), reason ? reason : "");
	fflush(stdout);
}

static bool read_number(lh_ctx *ctx, const char *option, const char *text, unsigned long most,
			unsigned long *out)
{
	if (!text)
		return true;
	char *end;
	unsigned long n = strtoul(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && !*end && n >= 1 && n <= most) {
		*out = n;
		return true;
	}
	lh_diag(ctx, LH_E_CLI_NUMBER, lh_nowhere, option, text, lh_fmt(ctx->arena, "1–%lu", most),
		NULL);
	return false;
}

static bool read_shard(lh_ctx *ctx, const char *text, lh_packet_options *options)
{
	if (!text)
		return true;
	char *slash, *end;
	unsigned long i = strtoul(text, &slash, 10);
	if (text[0] >= '1' && text[0] <= '9' && *slash == '/' && slash[1] >= '1' &&
	    slash[1] <= '9') {
		unsigned long n = strtoul(slash + 1, &end, 10);
		if (!*end && i <= n && n <= MAX_SHARDS) {
			options->shard = i;
			options->n_shards = n;
			return true;
		}
	}
	lh_diag(ctx, LH_E_CLI_SHARD, lh_nowhere, text, NULL);
	return false;
}

static void catch_interrupts(void)
{
	struct sigaction action = {.sa_handler = on_interrupt};
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static void print_result(const lh_packet_result *result, const lh_packet_options *options)
{
	if (options->n_shards)
		printf("分片 shard %zu/%zu: ", options->shard, options->n_shards);
	printf("完成 made %zu，未变 kept %zu，失败 failed %zu\n", result->made, result->kept,
	       result->failed);
	if (result->manifest)
		printf("%s\n", result->manifest);
}

static int make_packet(lh_ctx *ctx, const char *file, bool assemble, const lh_packet_options *asked)
{
	lh_engine *engine = lh_engine_open(ctx);
	lh_arena *arena = lh_arena_new();
	const lh_district *district =
		engine ? lh_district_load(ctx, arena, lh_engine_catalog(engine), file) : NULL;
	int status = EXIT_FINE;
	if (district) {
		display d = {.ctx = ctx, .dir = district->dir,
			     .bar = isatty(STDOUT_FILENO) && isatty(STDERR_FILENO)};
		clock_gettime(CLOCK_MONOTONIC, &d.began);
		lh_packet_options options = *asked;
		options.progress = show;
		options.user = &d;
		options.stop = &interrupts;
		catch_interrupts();
		lh_packet_result result;
		bool ok = assemble ? lh_packet_assemble(ctx, engine, district, &options, &result)
				   : lh_packet_run(ctx, engine, district, &options, &result);
		if (result.stopped)
			lh_diag(ctx, LH_N_PACKET_STOPPED, lh_nowhere, NULL);
		if (ok)
			print_result(&result, &options);
		status = result.system_failed || result.stopped ? EXIT_SYSTEM
			 : result.failed                        ? EXIT_INPUT
								: EXIT_FINE;
	}
	lh_arena_free(arena);
	lh_engine_free(engine);
	int told = cli_status(ctx);
	return told > status ? told : status;
}

static const cli_option options_of_packet[] = {
	{"--out", "DIR", "输出文件夹，缺省 packet", CLI_TEXT, offsetof(packet_options, out_dir)},
	{"--jobs", "N", "同时工作的进程数，缺省为处理器核数；结果与它无关",
	 CLI_TEXT, offsetof(packet_options, jobs)},
	{"--resume", NULL, "只重做数据、模板、字体、选项有变动的和上次失败的；区县文书也是",
	 CLI_FLAG, offsetof(packet_options, resume)},
	{"--zip", NULL, "每个联合体另打一个 zip", CLI_FLAG, offsetof(packet_options, zip)},
	{"--shard", "I/N", "只做第 I 份（共 N 份），全部做完后用 packet assemble 汇总",
	 CLI_TEXT, offsetof(packet_options, shard)},
	{"--timeout", "SECONDS", "一个联合体最多用多少秒，缺省 120",
	 CLI_TEXT, offsetof(packet_options, timeout)},
	{"--draft", NULL, "草稿（缺省）", CLI_FLAG, offsetof(packet_options, draft)},
	{"--final", NULL, "定稿：有缺项的联合体算失败", CLI_FLAG, offsetof(packet_options, final)},
	{"--compression", CLI_COMPRESSIONS, "压缩，缺省 batch",
	 CLI_TEXT, offsetof(packet_options, compression)},
	{"--pdfa", NULL, "PDF/A-1b", CLI_FLAG, offsetof(packet_options, pdfa)},
	{"--no-pictures", NULL, "不画首页小图", CLI_FLAG, offsetof(packet_options, no_pictures)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	packet_options o = {.out_dir = "packet"};
	const char **words;
	size_t n_words;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned long jobs = cores > 0 ? (unsigned long)cores : 1, timeout = LH_PACKET_TIMEOUT;
	lh_packet_options options = {.compression = LH_COMPRESSION_BATCH};
	if (!cli_parse(ctx, args, &o, &words, &n_words) ||
	    !read_number(ctx, "--jobs", o.jobs, MAX_JOBS, &jobs) ||
	    !read_number(ctx, "--timeout", o.timeout, LH_PACKET_TIMEOUT_MAX, &timeout) ||
	    !read_shard(ctx, o.shard, &options))
		return EXIT_USAGE;
	cli_compression(o.compression, &options.compression);
	bool assemble = n_words && strcmp(words[0], "assemble") == 0;
	size_t first = assemble ? 1 : 0;
	if (n_words <= first)
		lh_diag(ctx, LH_E_CLI_FEW, lh_nowhere, "DISTRICT.yaml", NULL);
	if (n_words > first + 1)
		lh_diag(ctx, LH_E_CLI_MANY, lh_nowhere, words[first + 1], NULL);
	if (o.draft && o.final)
		lh_diag(ctx, LH_E_CLI_CHOICE, lh_nowhere, "--draft", "--final", "--draft | --final",
			NULL);
	if (assemble && o.shard)
		lh_diag(ctx, LH_E_CLI_OPTION, lh_nowhere, "--shard", "packet assemble", NULL);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	options.out_dir = o.out_dir;
	options.jobs = jobs;
	options.timeout = (unsigned)timeout;
	options.resume = o.resume;
	options.final = o.final;
	options.zip = o.zip;
	options.pdfa = o.pdfa;
	options.no_pictures = o.no_pictures;
	return make_packet(ctx, words[first], assemble, &options);
}

const cli_command cli_packet = {
	.name = "packet",
	.zh = "区县材料包：全部联合体的全部文书、清单和汇总",
	.en = "a district's packet: every document of many consortia, lists, totals",
	.usage = "DISTRICT.yaml [选项]\n"
		 "assemble DISTRICT.yaml --out DIR [--resume]\n",
	.words = "assemble",
	CLI_OPTIONS(options_of_packet),
	.notes =
		"清单文件的写法见 docs/packet.md；lianheti init --district --for KEY 写出一份空的。一个联合体出错\n"
		"不影响其他；有失败的，退出状态为 1。\n"
		"Makes the papers of all consortia that DISTRICT.yaml lists, in worker processes; one that fails is\n"
		"reported and the rest goes on.\n",
	.run = run,
};
