/* Characters of a YAML file. It knows nothing of lists and maps, nor of libyaml's types. */
#include "data/yaml/text.h"

#include <string.h>

#include "util/utf8.h"

enum {
	MAX_BAD = 20, /* refused bytes that are told before the file counts as no text at all */
	UTF16_LOOKS_AT = 256,
	FOREIGN_BYTES = 8, /* fewer are stray bytes in a text that is UTF-8 otherwise */
	CLIP = 30,    /* characters of a value shown in a message */
};

static bool is_refused(uint32_t cp)
{
	return cp == 0 || lh_cp_is_control(cp) || cp == 0xFEFF || (cp & 0xFFFE) == 0xFFFE;
}

/* Breaks of a line that no editor shows, but YAML counts. */
static bool is_line_break(uint32_t cp)
{
	return cp == 0x2028 || cp == 0x2029;
}

/* Bytes that need no second look: printable ASCII, TAB, LF. */
static bool is_plain(unsigned char c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n';
}

/* UTF-16 shows itself by its mark, or by a NUL beside each Latin letter. */
static bool is_utf16(const char *bytes, size_t length)
{
	if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return true;
	size_t looked = length < UTF16_LOOKS_AT ? length : UTF16_LOOKS_AT, zeros = 0;
	for (size_t i = 0; i < looked; i++)
		zeros += !bytes[i];
	return zeros > 4 && 4 * zeros >= looked;
}

/* Text of another encoding has more broken characters than whole ones. */
static bool is_foreign(const char *bytes, size_t length)
{
	size_t whole = 0, broken = 0;
	for (const char *p = bytes, *end = bytes + length; p < end;) {
		uint32_t cp = lh_utf8_next_n(&p, end);
		broken += cp == LH_CP_BAD;
		whole += cp != LH_CP_BAD && cp >= 0x80;
	}
	return broken >= FOREIGN_BYTES && broken > whole;
}

/* Two bytes a character, as Windows in China saves text by default. */
static bool is_gbk(const char *bytes, size_t length)
{
	const unsigned char *p = (const unsigned char *)bytes, *end = p + length;
	for (; p < end; p++) {
		if (*p < 0x80)
			continue;
		if (*p == 0x80 || *p == 0xFF || p + 1 == end || p[1] < 0x40 || p[1] == 0x7F || p[1] == 0xFF)
			return false;
		p++;
	}
	return true;
}

/* A file in another encoding is told once, not once a line. */
static bool is_other_encoding(lh_ctx *ctx, const char *file, const char *bytes, size_t length)
{
	const char *zh = NULL, *en = NULL;
	if (is_utf16(bytes, length)) {
		zh = en = "UTF-16";
	} else if (is_foreign(bytes, length)) {
		bool gbk = is_gbk(bytes, length);
		zh = gbk ? "GBK（ANSI）" : "别的编码";
		en = gbk ? "GBK (ANSI)" : "another encoding";
	}
	if (zh)
		lh_diag(ctx, LH_E_YAML_ENCODING, (lh_loc){file, 0, 0}, zh, en, NULL);
	return zh;
}

bool lh__yaml_check_bytes(lh_ctx *ctx, const char *file, const char *bytes, size_t length,
			  lh_buf *clean)
{
	if (is_other_encoding(ctx, file, bytes, length))
		return false;
	const char *end = bytes + length;
	const char *p = bytes;
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		p += 3;
	const char *copied = p; /* up to here everything is in `clean` */
	uint32_t line = 1, col = 1;
	uint32_t break_line = 0, bad_line = 0; /* one complaint a line: a file in another encoding has hundreds */
	size_t n_bad = 0;
	lh_buf_reserve(clean, length);
	while (p < end) {
		if (is_plain((unsigned char)*p)) {
			col++;
			if (*p++ == '\n') {
				line++;
				col = 1;
			}
			continue;
		}
		const char *start = p;
		uint32_t cp = lh_utf8_next_n(&p, end);
		col++;
		if (cp == '\r' && p < end && *p == '\n')
			continue;
		bool breaks = is_line_break(cp);
		if (cp != LH_CP_BAD && !is_refused(cp) && !breaks)
			continue;
		lh_buf_put(clean, copied, (size_t)(start - copied));
		/* An underscore is never special in YAML; either keeps the columns. */
		lh_buf_putc(clean, breaks ? ' ' : '_');
		copied = p;
		if (breaks && break_line == line)
			continue;
		if (breaks) {
			break_line = line;
			lh_diag(ctx, LH_W_YAML_BREAK, (lh_loc){file, line, col - 1},
				lh_fmt(ctx->arena, "U+%04X", cp), NULL);
			continue;
		}
		if (bad_line == line)
			continue;
		bad_line = line;
		lh_loc loc = {file, line, col - 1};
		if (cp == LH_CP_BAD)
			lh_diag(ctx, LH_E_YAML_UTF8, loc,
				lh_fmt(ctx->arena, "0x%02X", (unsigned)(unsigned char)*start),
				NULL);
		else
			lh_diag(ctx, LH_E_YAML_CONTROL, loc, lh_fmt(ctx->arena, "U+%04X", cp),
				NULL);
		if (++n_bad == MAX_BAD)
			return false;
	}
	lh_buf_put(clean, copied, (size_t)(p - copied));
	return true;
}

bool lh__yaml_control(const char *text, size_t length, uint32_t *cp_out)
{
	for (const char *end = text + length; text < end;) {
		uint32_t cp = lh_utf8_next_n(&text, end);
		if (is_refused(cp)) {
			*cp_out = cp;
			return true;
		}
	}
	return false;
}

/* The character that ends just before `at`. */
static uint32_t before(const char *text, const char *at)
{
	const char *p = at;
	while (p > text && ((unsigned char)*--p & 0xC0) == 0x80)
		;
	return p < at ? lh_utf8_next_n(&p, at) : 0;
}

/* Marks that share code points with Latin but are full-width in Chinese text. */
static bool joins(uint32_t cp)
{
	return lh_cp_is_wide(cp) || (cp >= 0x2014 && cp <= 0x201D) || cp == 0x2026;
}

void lh__yaml_close_folds(char *text)
{
	char *out = text;
	for (const char *p = text; *p;) {
		const char *after = p + 1;
		if (*p == ' ' && joins(before(text, out)) && joins(lh_utf8_next(&after))) {
			p++;
			continue;
		}
		*out++ = *p++;
	}
	*out = '\0';
}

const char *lh__yaml_problem_zh(const char *problem)
{
	static const char *const table[][2] = {
		{"mapping values are not allowed in this context",
		 "这里不能再有“键: 值”；含“: ”的文字请加引号，并核对缩进"},
		{"could not find expected ':'", "键后面缺少英文冒号加空格“: ”"},
		{"did not find expected key", "这里应为一个键；请核对上一行的引号和缩进"},
		{"did not find expected '-' indicator", "这里应为列表的下一项“- ”；请核对缩进"},
		{"did not find expected ',' or ']'", "方括号内缺少“,”或“]”"},
		{"did not find expected ',' or '}'", "花括号内缺少“,”或“}”"},
		{"did not find expected node content", "这里应为一个值"},
		{"did not find expected <document start>", "这里不应再有内容；请核对缩进"},
		{"found unexpected end of stream", "引号没有配对，文件已经结束"},
		{"found character that cannot start any token",
		 "此字符不能作为开头；缩进不能用制表符，以 @ ` % 开头的文字请加引号"},
		{"found a tab character that violates indentation", "缩进不能用制表符，请用空格"},
		{"found a tab character where an indentation space is expected",
		 "缩进不能用制表符，请用空格"},
		{"block sequence entries are not allowed in this context",
		 "这里不能有列表项“- ”；请核对缩进"},
		{"found unknown escape character", "双引号内的反斜杠写法不认识；请改用单引号"},
		{"found invalid Unicode character escape code", "双引号内的字符代码无效"},
		{"did not find expected comment or line break", "“|”或“>”之后应换行"},
		{"did not find expected alphabetic or numeric character",
		 "“&”或“*”开头的文字请加引号"},
		{"mapping keys are not allowed in this context", "这里不能有“? ”；请加引号"},
		{"found unexpected document indicator", "引号之内不能有“---”或“...”行"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i][0], problem) == 0)
			return table[i][1];
	return problem;
}

const char *lh_text_clip(lh_ctx *ctx, const char *text)
{
	if (lh_diag_full(ctx))
		return "";
	const char *end = text;
	for (size_t n = 0; *end && n < CLIP; n++)
		lh_utf8_next(&end);
	char *copy = lh_fmt(ctx->arena, "%.*s%s", (int)(end - text), text, *end ? "…" : "");
	for (char *p = copy; *p; p++)
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	return copy;
}

size_t lh_text_hash(const char *text)
{
	uint64_t hash = 0xCBF29CE484222325u;
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
	return (size_t)(hash ^ hash >> 29);
}
