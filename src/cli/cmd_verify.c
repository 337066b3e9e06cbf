/*
 * lianheti verify: does a paper belong to this data? Every fingerprint that stands on the paper is
 * compared with the one of the document that the data gives now.
 */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "doc/fingerprint.h"
#include "returned/docx_read.h"
#include "paper/make.h"
#include "returned/papertext.h"
#include "util/file.h"

typedef struct verify_options {
	cli_common common;
	const char *jurisdiction, *document;
	bool public_edition;
	cli_list options;
} verify_options;

/* The document that the data gives, or NULL with messages. */
static const lh_node *expected(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *data_file,
			       const verify_options *o)
{
	lh_paper_request request;
	lh_paper paper;
	if (!cli_request(ctx, engine, arena, data_file, o->jurisdiction, o->document, &o->options, &request) ||
	    !lh_paper_make(ctx, engine, arena, &request, &paper))
		return NULL;
	for (const lh_node *s = paper.document->first; s; s = s->next)
		if (s->u.section.footer && strstr(s->u.section.footer, paper.document->u.document.fingerprint))
			return paper.document;
	lh_diag(ctx, LH_E_JOB_PRINTLESS, (lh_loc){request.document->file, 0, 0}, request.document->title, NULL);
	return NULL;
}

/* Compare what stands on the pages of `text`, parted by form feeds. */
static void compare(lh_ctx *ctx, const char *file, const lh_buf *text, const lh_node *document)
{
	const char *want = document->u.document.fingerprint, *at = text->bytes, *end = at + text->length;
	size_t page = 1, found = 0, wrong = 0;
	while (at < end) {
		const char *foot = memchr(at, '\f', (size_t)(end - at));
		const char *page_end = foot ? foot : end;
		char print[LH_FINGERPRINT_LENGTH + 1];
		while (lh_fingerprint_next(&at, page_end, print)) {
			found++;
			if (strcmp(print, want) == 0)
				continue;
			wrong++;
			lh_diag(ctx, LH_E_JOB_OTHER_PRINT, (lh_loc){file, 0, 0},
				lh_fmt(ctx->arena, "%zu", page), print, want,
				document->u.document.title, NULL);
		}
		at = foot ? foot + 1 : end;
		page++;
	}
	if (!found)
		lh_diag(ctx, LH_E_JOB_NO_PRINT, (lh_loc){file, 0, 0}, NULL);
	else if (!wrong)
		printf("%s %s\n", want, ctx->lang == LH_LANG_EN ? "matches" : "相符");
}

static bool is_docx(const char *path)
{
	const char *dot = strrchr(path, '.');
	return dot && strcasecmp(dot, ".docx") == 0;
}

static bool docx_feet(lh_ctx *ctx, const char *path, lh_buf *out)
{
	lh_buf bytes = {0};
	bool ok = lh_file_read(ctx, path, CLI_MOST_DOCX, &bytes) && lh_docx_read_footers(ctx, path, &bytes, out);
	lh_buf_free(&bytes);
	return ok;
}

static void verify(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const char *paper, const char *data,
		   const verify_options *o)
{
	lh_buf text = {0};
	char print[LH_FINGERPRINT_LENGTH + 1];
	const char *at = paper;
	const lh_node *document = expected(ctx, engine, arena, data, o);
	if (!document)
		return;
	/* Typed in from a paper that was signed by hand: the fingerprint itself. */
	if (lh_fingerprint_next(&at, paper + strlen(paper), print) && strlen(paper) == LH_FINGERPRINT_LENGTH)
		lh_buf_puts(&text, paper);
	else if (is_docx(paper) ? !docx_feet(ctx, paper, &text) : !lh_pdf_text(ctx, paper, &text))
		goto out;
	compare(ctx, paper, &text, document);
out:
	lh_buf_free(&text);
}

static const cli_option options_of_verify[] = {
	{"--for", "KEY", "地区", CLI_TEXT, offsetof(verify_options, jurisdiction)},
	{"--doc", "DOC", "文书，缺省 agreement", CLI_TEXT, offsetof(verify_options, document)},
	{"--public", NULL, "文件是公示版", CLI_FLAG, offsetof(verify_options, public_edition)},
	{"--option", "KEY=VALUE", "生成时用过的开关", CLI_MANY, offsetof(verify_options, options)},
};

static int run(lh_ctx *ctx, const cli_args *args)
{
	verify_options o = {.document = "agreement"};
	const char **files;
	size_t n_files;
	if (!cli_parse(ctx, args, &o, &files, &n_files))
		return EXIT_USAGE;
	cli_check_compared(ctx, o.jurisdiction, "FILE.pdf DATA.yaml", files, n_files);
	if (lh_diag_errors(ctx))
		return EXIT_USAGE;
	ctx->public_edition = o.public_edition;
	lh_engine *engine = lh_engine_open(ctx);
	if (engine) {
		lh_arena *arena = lh_arena_new();
		verify(ctx, engine, arena, files[0], files[1], &o);
		lh_arena_free(arena);
	}
	lh_engine_free(engine);
	return cli_status(ctx);
}

const cli_command cli_verify = {
	.name = "verify",
	.zh = "纸面或文件上的文本指纹，是不是这份数据的",
	.en = "does the text fingerprint on a paper belong to this data",
	.usage = "FILE.pdf|FILE.docx|LH1-… DATA.yaml --for KEY [--doc agreement]\n",
	CLI_OPTIONS(options_of_verify),
	.notes =
		"FILE.pdf 是协议的 PDF，签过的也行（用 pdftotext 读取）；LH1-… 是从纸面上抄下的指纹。\n"
		"协议每页页脚印有文本指纹，由全文算出，与日期、草稿或定稿、PDF 或 DOCX 无关。改了一个字，或\n"
		"混进另一版的一页，指纹就不同。它不防伪造：DOCX 的正文改没改，用 readback 看。状态 0：每页都相符；1：不符，逐页列出。\n"
		"Compares the fingerprint printed on every page with that of the document the data gives.\n",
	.run = run,
};
