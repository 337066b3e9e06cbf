/* Characters of a text folded to what they mean in a number, groups of digits, words around them. */
#include "data/model/mask_text.h"

#include <string.h>

#include "util/arena.h"
#include "util/utf8.h"

bool lh__is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool lh__is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const struct {
	const char *chars;
	char c;
} folds[] = {
	{"-‐‑‒–—―−﹣~～", '-'},
	{" \t\u00A0\u2002\u2003\u2009\u202F\u3000_", ' '},
	{"·•・‧∙", '.'},
	{"[【〔", '('},
	{"]】〕", ')'},
	{"﹫", '@'},
};

/* 〇 and 零 are one digit, 幺 is how a one is read out; capitals as on cheques. */
static const struct {
	const char *chars;
	char c;
} han_digits[] = {
	{"〇零○", '0'}, {"一壹幺", '1'}, {"二贰", '2'}, {"三叁", '3'}, {"四肆", '4'},
	{"五伍", '5'},  {"六陆", '6'},   {"七柒", '7'}, {"八捌", '8'}, {"九玖", '9'},
};

static bool holds(const char *chars, uint32_t cp)
{
	for (uint32_t c; (c = lh_utf8_next(&chars));)
		if (c == cp)
			return true;
	return false;
}

static char fold(uint32_t cp, bool *han_out)
{
	*han_out = false;
	if (cp >= 0xFF01 && cp <= 0xFF5E && cp != 0xFF5E)
		cp -= 0xFEE0;
	for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
		if (holds(folds[i].chars, cp))
			return folds[i].c;
	for (size_t i = 0; i < sizeof han_digits / sizeof *han_digits; i++)
		if (holds(han_digits[i].chars, cp)) {
			*han_out = true;
			return han_digits[i].c;
		}
	return cp > ' ' && cp < 0x7F ? (char)cp : 0;
}

lh__signs lh__signs_of(lh_arena *arena, const char *text)
{
	lh__sign *signs = LH_NEW_ARRAY(arena, lh__sign, lh_utf8_count(text) + 1);
	size_t n = 0;
	const char *at = text;
	while (*at) {
		lh__sign *sign = &signs[n++];
		sign->from = (size_t)(at - text);
		sign->c = fold(lh_utf8_next(&at), &sign->han);
		sign->to = (size_t)(at - text);
	}
	return (lh__signs){text, signs, n};
}

static bool is_separator(char c)
{
	return c && strchr("- ./()", c);
}

/* What stands between two groups joins them when it is one to three separators. */
static void look_at_gap(const lh__signs *signs, size_t before, lh__group *group)
{
	size_t gap = group->from - before;
	if (gap > 3)
		return;
	for (size_t i = before; i < group->from; i++) {
		char c = signs->at[i].c;
		if (!is_separator(c))
			return;
		if (c != ' ' || !group->mark)
			group->mark = c;
	}
	group->gap = gap;
}

bool lh__group_next(const lh__signs *signs, size_t i, size_t before, lh__group *out)
{
	while (i < signs->n && !lh__is_digit(signs->at[i].c))
		i++;
	if (i == signs->n)
		return false;
	*out = (lh__group){.from = i, .to = i};
	while (out->to < signs->n && lh__is_digit(signs->at[out->to].c) &&
	       signs->at[out->to].han == signs->at[i].han)
		out->to++;
	if (before)
		look_at_gap(signs, before, out);
	return true;
}

static const char *const phone_words[] = {
	"电话", "手机", "座机", "热线", "传真", "联系方式", "联系", "致电", "拨打", "拨", "号码",
	"tel", "TEL", "Tel", "phone", "Phone", "mobile", "Mobile", "fax", "Fax", "☎", "☏", "📞", "📱",
};
static const char *const card_words[] = {
	"身份证", "证件号", "证件", "护照", "通行证", "回乡证", "账号", "帐号", "账户", "帐户", "卡号",
	"银行卡", "社保号", "居住证",
};
static const char *const code_words[] = {
	"编号", "项目号", "文号", "专利", "标准", "合同号", "登记号", "备案号", "代码", "证书号",
	"许可证", "批准号", "序列号", "型号", "软著", "ISBN", "ISSN", "DOI", "GB", "邮编", "邮政编码",
	"批号", "发票", "订单", "车牌", "字第", "金额", "资金", "投入", "收入", "产值", "人民币",
};

/* Where the last of the words ends in the bytes from `from` to `to`; 0: none is there. */
static size_t last_word(const char *text, size_t from, size_t to, const char *const *words, size_t n)
{
	size_t last = 0;
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(words[i]);
		for (size_t at = from; at + length <= to; at++)
			if (memcmp(text + at, words[i], length) == 0 && at + length > last)
				last = at + length;
	}
	return last;
}

/* A word speaks for what follows it, to the end of the clause and not further than this. */
enum { REACH = 14 };

#define LAST_WORD(words) last_word(signs->text, from, to, words, sizeof(words) / sizeof *(words))

lh__evidence lh__evidence_before(const lh__signs *signs, size_t sign)
{
	size_t first = sign;
	while (first > 0 && sign - first < REACH) {
		const lh__sign *s = &signs->at[first - 1];
		if (signs->text[s->from] == '\n' || strncmp(signs->text + s->from, "。", 3) == 0 ||
		    strncmp(signs->text + s->from, "；", 3) == 0)
			break;
		first--;
	}
	if (first == sign)
		return LH__EVIDENCE_NONE;
	size_t from = signs->at[first].from, to = signs->at[sign - 1].to;
	size_t phone = LAST_WORD(phone_words), card = LAST_WORD(card_words), code = LAST_WORD(code_words);
	size_t best = phone > card ? phone : card;
	if (code > best)
		return LH__EVIDENCE_CODE;
	if (!best)
		return LH__EVIDENCE_NONE;
	return card >= phone ? LH__EVIDENCE_CARD : LH__EVIDENCE_PHONE;
}

bool lh__amount_follows(const lh__signs *signs, size_t sign)
{
	static const char *const units[] = {
		"元", "万", "亿", "千", "百", "余", "吨", "件", "个", "台", "套", "人", "米", "公里", "平方",
		"立方", "m", "k", "M", "G", "%", "℃", "年", "月", "日", "次", "项", "亩", "株", "头", "只",
		"度", "户", "美元", "欧元",
	};
	while (sign < signs->n && signs->at[sign].c == ' ')
		sign++;
	if (sign == signs->n)
		return false;
	const char *at = signs->text + signs->at[sign].from;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strncmp(at, units[i], strlen(units[i])) == 0)
			return true;
	/* Thousands go on. */
	size_t digits = 0;
	while (*at == ',' && sign + 1 + digits < signs->n && lh__is_digit(signs->at[sign + 1 + digits].c))
		digits++;
	return digits == 3;
}
