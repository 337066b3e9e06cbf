/*
 * Characters that a text should not hold. It knows blocks of Unicode and what looks the same; it
 * refuses to know which faces there are and what a field is.
 */
#include "data/model/characters.h"

#include <stdlib.h>
#include <string.h>

#include "util/utf8.h"

enum {
	KANGXI = 0x2F00,
	COMPATIBILITY = 0xF900,
	SUPPLEMENT = 0x2F800,
	NAMED = 5, /* kinds of characters told of one text */
};

/* What these blocks stand for, in their order; a blank where the block has a gap. */
static const char kangxi[] =
	"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀"
	"寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋"
	"比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
	"缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
	"辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
	"黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static const char compatibility[] =
	"豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟"
	"廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累"
	"縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮"
	"兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈"
	"裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉"
	"杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘"
	"藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益"
	"礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎"
	"懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸"
	"難響頻恵𤋮舘　　並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒"
	"敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆"
	"視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";
static const char supplement[] =
	"丽丸乁𠄢你侮侻倂偺備僧像㒞𠘺免兔兤具𠔜㒹內再𠕋冗冤仌冬况𩇟凵刃㓟刻剆割剷㔕勇勉勤"
	"勺包匆北卉卑博即卽卿卿卿𠨬灰及叟𠭣叫叱吆咞吸呈周咢哶唐啓啣善善喙喫喳嗂圖嘆圗噑噴"
	"切壮城埴堍型堲報墬𡓤売壷夆多夢奢𡚨𡛪姬娛娧姘婦㛮㛼嬈嬾嬾𡧈寃寘寧寳𡬘寿将当尢㞁屠"
	"屮峀岍𡷤嵃𡷦嵮嵫嵼巡巢㠯巽帨帽幩㡢𢆃㡼庰庳庶廊𪎒廾𢌱𢌱舁弢弢㣇𣊸𦇚形彫㣣徚忍志忹"
	"悁㤺㤜悔𢛔惇慈慌慎慌慺憎憲憤憯懞懲懶成戛扝抱拔捐𢬌挽拼捨掃揤𢯱搢揅掩㨮摩摾撝摷㩬"
	"敏敬𣀊旣書晉㬙暑㬈㫤冒冕最暜肭䏙朗望朡杞杓𣏃㭉柺枅桒梅𣑭梎栟椔㮝楂榣槪檨𣚣櫛㰘次"
	"𣢧歔㱎歲殟殺殻𣪍𡴋𣫺汎𣲼沿泍汧洖派海流浩浸涅𣴞洴港湮㴳滋滇𣻑淹潮𣽞𣾎濆瀹瀞瀛㶖灊"
	"災灷炭𠔥煅𤉣熜𤎫爨爵牐𤘈犀犕𤜵𤠔獺王㺬玥㺸㺸瑇瑜瑱璅瓊㼛甤𤰶甾𤲒異𢆟瘐𤾡𤾸𥁄㿼䀈"
	"直𥃳𥃲𥄙𥄳眞真真睊䀹瞋䁆䂖𥐝硎碌磌䃣𥘦祖𥚚𥛅福秫䄯穀穊穏𥥼𥪧𥪧竮䈂𥮫篆築䈧𥲀糒䊠"
	"糨糣紀𥾆絣䌁緇縂繅䌴𦈨𦉇䍙𦋙罺𦌾羕翺者𦓚𦔣聠𦖨聰𣍟䏕育脃䐋脾媵𦞧𦞵𣎓𣎜舁舄辞䑫芑"
	"芋芝劳花芳芽苦𦬼若茝荣莭茣莽菧著荓菊菌菜𦰶𦵫𦳕䔫蓱蓳蔖𧏊蕤𦼬䕝䕡𦾱𧃒䕫虐虜虧虩蚩"
	"蚈蜎蛢蝹蜨蝫螆䗗蟡蠁䗹衠衣𧙧裗裞䘵裺㒻𧢮𧥦䚾䛇誠諭變豕𧲨貫賁贛起𧼯𠠄跋趼跰𠣞軔輸"
	"𨗒𨗭邔郱鄑𨜮鄛鈸鋗鋘鉼鏹鐕𨯺開䦕閷𨵷䧦雃嶲霣𩅅𩈚䩮䩶韠𩐊䪲𩒖頋頋頩𩖶飢䬳餩馧駂駾"
	"䯎𩬰鬒鱀鳽䳎䳭鵧𪃎䳸𪄅𪈎𪊑麻䵖黹黾鼅鼏鼖鼻𪘀";
/* Radicals of simplified characters, as PDF files have them in place of the characters. */
static const char radicals[] = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

typedef struct range {
	uint32_t first, last;
} range;

static bool is_among(uint32_t cp, const range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

#define AMONG(cp, ranges) is_among(cp, ranges, sizeof ranges / sizeof *(ranges))

/* ---- what has one right form ---- */

static bool is_variation(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
	       (cp >= 0x180B && cp <= 0x180F);
}

static bool is_invisible(uint32_t cp)
{
	static const range ranges[] = {{0xAD, 0xAD},	  {0x34F, 0x34F},   {0x200B, 0x200F}, {0x202A, 0x202E},
				       {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}};
	return AMONG(cp, ranges) || is_variation(cp);
}

/* A blank of another width, or that holds words together; the ideographic one is a mark of its own. */
static bool is_odd_blank(uint32_t cp)
{
	return cp != ' ' && cp != '\t' && cp != '\n' && cp != 0x3000 && lh_cp_is_space(cp);
}

/* The character at that place of a table. */
static uint32_t nth(const char *table, uint32_t n)
{
	while (n--)
		lh_utf8_next(&table);
	return lh_utf8_next(&table);
}

static uint32_t same_looking(uint32_t cp)
{
	uint32_t same = cp;
	if (cp >= KANGXI && cp < KANGXI + 214)
		same = nth(kangxi, cp - KANGXI);
	else if (cp >= COMPATIBILITY && cp <= 0xFAD9)
		same = nth(compatibility, cp - COMPATIBILITY);
	else if (cp >= SUPPLEMENT && cp <= 0x2FA1D)
		same = nth(supplement, cp - SUPPLEMENT);
	else if (cp >= 0x2E80 && cp <= 0x2EF3)
		for (const char *p = radicals; *p;) {
			uint32_t radical = lh_utf8_next(&p), character = lh_utf8_next(&p);
			if (radical == cp)
				same = character;
		}
	return same == 0x3000 ? cp : same;
}

typedef struct composed {
	uint16_t letter, mark, whole;
} composed;

static int compare_composed(const void *a, const void *b)
{
	const composed *x = a, *y = b;
	return x->letter != y->letter ? (int)x->letter - y->letter : (int)x->mark - y->mark;
}

/* The letter with the mark in one piece; 0 when there is none. */
static uint32_t compose(uint32_t letter, uint32_t mark)
{
	static const composed table[] = {
#include "data/model/compose.def"
	};
	if (letter > UINT16_MAX || mark > UINT16_MAX)
		return 0;
	composed key = {(uint16_t)letter, (uint16_t)mark, 0};
	const composed *found = bsearch(&key, table, sizeof table / sizeof *table, sizeof *table, compare_composed);
	return found ? found->whole : 0;
}

typedef struct cleaning {
	lh_buf out;
	lh_buf *zh, *en;
	uint32_t told[NAMED];
	size_t n_told, n_more;
} cleaning;

/* Whether this character is to be told now: each once, and not too many. */
static bool tells(cleaning *c, uint32_t cp)
{
	for (size_t i = 0; i < c->n_told; i++)
		if (c->told[i] == cp)
			return false;
	if (c->n_told == NAMED) {
		c->n_more++;
		return false;
	}
	if (c->n_told) {
		lh_buf_puts(c->zh, "、");
		lh_buf_puts(c->en, ", ");
	}
	c->told[c->n_told++] = cp;
	return true;
}

static const char *blank_name(uint32_t cp)
{
	return cp == 0xA0 || cp == 0x202F ? "不间断空格" : cp == 0x2028 || cp == 0x2029 ? "换行符" : "特殊空格";
}

static void put_cp(lh_buf *buf, uint32_t cp)
{
	char utf8[4];
	lh_buf_put(buf, utf8, lh_utf8_put(utf8, cp));
}

/* One character as it should be; false: it stays as it is. */
static bool put_right(cleaning *c, uint32_t cp)
{
	uint32_t same = same_looking(cp);
	if (is_invisible(cp)) {
		if (tells(c, cp)) {
			lh_buf_printf(c->zh, "%s U+%04X 已去掉", is_variation(cp) ? "异体选择符" : "看不见的", cp);
			lh_buf_printf(c->en, "U+%04X removed", cp);
		}
	} else if (is_odd_blank(cp)) {
		if (tells(c, cp)) {
			lh_buf_printf(c->zh, "%s U+%04X 改为空格", blank_name(cp), cp);
			lh_buf_printf(c->en, "U+%04X made a blank", cp);
		}
		lh_buf_putc(&c->out, ' ');
	} else if (same != cp) {
		if (tells(c, cp)) {
			char from[5] = {0}, to[5] = {0};
			lh_utf8_put(from, cp);
			lh_utf8_put(to, same);
			lh_buf_printf(c->zh, "“%s”（U+%04X）改为“%s”", from, cp, to);
			lh_buf_printf(c->en, "%s (U+%04X) made %s", from, cp, to);
		}
		put_cp(&c->out, same);
	} else {
		return false;
	}
	return true;
}

const char *lh__text_clean(lh_arena *arena, const char *text, lh_buf *zh, lh_buf *en)
{
	cleaning c = {.zh = zh, .en = en};
	bool changed = false;
	for (const char *p = text; *p;) {
		uint32_t cp = lh_utf8_next(&p), whole;
		for (const char *next = p; *next && (whole = compose(cp, lh_utf8_next(&next))); p = next) {
			cp = whole;
			changed = true;
		}
		if (put_right(&c, cp))
			changed = true;
		else
			put_cp(&c.out, cp);
	}
	if (c.n_more) {
		lh_buf_puts(zh, "等");
		lh_buf_puts(en, " and more");
	}
	if (changed)
		text = lh_arena_strdup(arena, lh_buf_str(&c.out));
	lh_buf_free(&c.out);
	return text;
}

/* ---- what has none ---- */

lh_unset lh_cp_unset(uint32_t cp)
{
	static const range scripts[] = {
		{0x0590, 0x08FF}, /* Hebrew, Arabic, Syriac, Thaana, NKo … */
		{0x0900, 0x109F}, /* India, Thai, Lao, Tibetan, Myanmar */
		{0x1100, 0x11FF}, /* parts of Hangul syllables */
		{0x1700, 0x18AF}, /* Philippines, Khmer, Mongolian */
		{0x1900, 0x1AAF}, {0x1B00, 0x1CFF}, {0xA800, 0xAADF}, {0xABC0, 0xABFF}, {0xFB1D, 0xFDFF},
		{0xFE70, 0xFEFE}, {0x10800, 0x11FFF}, {0x16100, 0x1613F}, {0x1E800, 0x1EFFF}};
	static const range emoji[] = {{0x1F1E6, 0x1F1FF}, {0x1F300, 0x1FAFF}, {0xE0020, 0xE007F}};
	static const range marks[] = {
		{0x300, 0x36F}, {0x483, 0x489}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}};
	if (AMONG(cp, scripts))
		return LH_UNSET_SCRIPT;
	if (AMONG(cp, emoji))
		return LH_UNSET_EMOJI;
	if (AMONG(cp, marks))
		return LH_UNSET_MARK;
	return *lh_cp_symbol(cp) ? LH_UNSET_PRIVATE : LH_UNSET_NONE;
}

const char *lh_cp_symbol(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		const char *shown;
	} symbols[] = {{0xF06C, "●"}, {0xF06E, "■"}, {0xF06F, "□"}, {0xF070, "□"}, {0xF071, "□"}, {0xF072, "□"},
		       {0xF074, "◆"}, {0xF075, "◆"}, {0xF076, "◆"}, {0xF09F, "●"}, {0xF0A7, "■"}, {0xF0A8, "□"},
		       {0xF0B7, "●"}, {0xF0D8, "→"}, {0xF0E0, "→"}, {0xF0E8, "→"}, {0xF0F0, "→"}, {0xF0FB, "×"},
		       {0xF0FC, "✓"}, {0xF0FD, "☒"}, {0xF0FE, "☑"}};
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (symbols[i].cp == cp)
			return symbols[i].shown;
	return "";
}
