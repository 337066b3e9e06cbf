"""The papers of Changchun: the measures print no form at all and ask for each paper in words."""
import re

from papers import PapersCase, of_kind, overlapping, slots_of
from support import lianheti, docx_text, pdf_text, squeeze

NAME = "长春市新型储能创新联合体"
LEAD = "新疆天屿储能科技股份有限公司"
DOCUMENTS = ["recommendation", "application", "agreement", "charter", "plan", "attachments", "register", "supplement",
             "report", "selfcheck", "sealplan"]


class Changchun(PapersCase):
    jurisdiction = "changchun"
    lead_place = ("220104", "吉林省长春市朝阳区")


class WholeSet(Changchun):
    def test_every_paper_of_the_sample_is_sound(self):
        self.assert_whole_set(DOCUMENTS)

    def test_the_list_says_that_no_plan_is_asked_for(self):
        status, out, err = lianheti("list", "documents", "--for", "changchun")
        self.assertEqual(status, 0, err)
        rows = {line.split()[0]: line.split() for line in out.splitlines()}
        self.assertEqual(list(rows), DOCUMENTS)
        self.assertEqual(rows["plan"][1], "参考格式")
        self.assertIn("非必需", rows["plan"][-1])
        self.assertEqual(rows["application"][1], "建议格式")
        self.assertEqual(rows["charter"][1], "有要求无格式")

    def test_no_paper_speaks_of_another_place(self):
        self.make_papers(self.local_sample(), "all")
        for document in DOCUMENTS:
            with self.subTest(document):
                self.assertNotIn("青岛", docx_text(self.file(document, "docx")))


class Application(Changchun):
    def test_values_and_seal_places(self):
        self.make_papers(self.local_sample(), "application", "--final")
        self.assert_values("application", [
            "长春市创新联合体申报书", NAME, "新型储能", LEAD, "长春新区科学技术局（示例）", "2026年6月10日", "一、基本情况", "林知远",
            "二、牵头单位情况", "91240.00", "三、成员单位情况", "天山西部技术转移中心", "四、首席专家与核心团队", "五、创新平台与代表性项目",
            "六、合作基础", "七、目标任务", "八、意见", "县（市）区、开发区科技管理部门初审推荐意见", "经初审，同意推荐。", "2026年6月15日"])
        seals = of_kind(slots_of(self.file("application", "slots.json")), "seal")
        self.assertEqual(len(seals), 16)
        self.assertEqual(overlapping(seals), [])

    def test_blank_keeps_ten_rows_of_members_and_four_opinions(self):
        self.make(None, "--for", "changchun", "--doc", "application", "--blank")
        text = docx_text(self.file("application-blank", "docx"))
        self.assertEqual(squeeze(text).count("成员单位意见"), 4)
        self.assert_in_order(text, ["三、成员单位情况"] + [str(n) for n in range(1, 11)] + ["四、首席专家与核心团队"])
        self.assertIn("长春市×××创新联合体", text)


class Agreement(Changchun):
    HEADINGS = ["一、参与单位", "二、合作宗旨", "三、建设目标", "四、组织机构", "五、攻关方向", "六、主要任务", "七、权利、责任与义务",
                "八、知识产权归属", "九、利益共享和分配", "十、合作内容", "十一、风险分担", "十二、经费投入与管理", "十三、成员进入与退出",
                "十四、解散与权责分配", "十五、科研诚信", "十六、违约责任", "十七、争议解决", "十八、保密", "十九、期限、生效与份数"]

    def test_demanded_clauses_come_first_also_in_the_blank(self):
        self.assert_blank_headings("agreement", ["长春市×××创新联合体", "合作协议书"] + self.HEADINGS)

    def test_lead_has_the_rights_that_the_measures_give(self):
        self.make_papers(self.local_sample(), "agreement", "--final")
        self.assert_values("agreement", [
            NAME, "合作协议书", "《长春市创新联合体管理办法（试行）》", "牵头单位向长春市科学技术局负责",
            "技术路线制定权、攻关任务分解权、参与单位决定权和项目资金分配权", "一式十五份"])

    def test_five_parties(self):
        self.assert_parties(5, 31, "七", "合作协议书")

    def test_thirteen_parties(self):
        self.assert_parties(13, 32, "十五", "合作协议书")

    def test_thirty_parties(self):
        self.assert_parties(30, 33, "三十二", "合作协议书")

    def test_a_clause_of_the_data_replaces_ours(self):
        text = self.assert_clause_replaced("benefit", "九、利益共享和分配")
        self.assertNotIn("成果转化收益按知识产权份额", text)


class Charter(Changchun):
    def test_eight_chapters_and_articles_numbered_through(self):
        self.make_papers(self.local_sample(), "charter", "--final")
        self.assert_values("charter", [
            NAME + "章程", "（2026年5月28日经全体成员单位通过）", "第一章总则", "宗旨：集聚创新资源", "突破储能关键技术4项",
            "第二章研究方向和主要任务", "联合攻关、成果转化", "大温差循环下储能电池失效机理", "高寒大温差储能系统集成",
            "第三章成员", LEAD, "天山西部技术转移中心", "第四章组织架构", "牵头单位负责制", "对外承担责任的主体", "负责人为林知远", "组长：林知远", "主任：沈望舒",
            "第五章运行机制", "第六章知识产权与成果", "第七章章程的修改、变更与终止", "经三分之二以上成员单位同意可修改章程",
            "长春市科学技术局", "第八章附则", "（以下无正文）", "签署页", LEAD])
        numbers = re.findall(r"^第([一二三四五六七八九十]+)条", docx_text(self.file("charter", "docx")), re.M)
        digits = "一二三四五六七八九"
        want = [("" if n < 10 else "十" if n < 20 else "二十") + (digits[n % 10 - 1] if n % 10 else "")
                for n in range(1, len(numbers) + 1)]
        self.assertGreater(len(numbers), 20)
        self.assertEqual(numbers, want)

    def test_texts_of_ours_stand_where_the_data_are_silent(self):
        self.make(None, "--for", "changchun", "--doc", "charter", "--blank")
        text = squeeze(pdf_text(self.file("charter-blank")))
        for ours in ("联合体的宗旨：集聚创新资源，开展关键核心技术协同攻关", "章程的修改由牵头单位或者三分之一以上成员单位提出"):
            self.assertIn(ours, text)

    def test_every_unit_signs(self):
        self.make_papers(self.local_sample(), "charter", "--final")
        self.assert_not_alone("charter", "（以下无正文）")
        slots = slots_of(self.file("charter", "slots.json"))
        self.assertEqual(len(of_kind(slots, "seal")), 13)
        self.assertEqual(len(of_kind(slots, "signature")), 13)


class Others(Changchun):
    def test_report_has_the_four_parts_of_article_twelve(self):
        self.make_papers(self.local_sample(), "report", "--final")
        self.assert_values("report", [NAME, "2026年度运行报告", "长春市科学技术局：", "一、合作机制", "召开领导小组会议2次",
                                      "二、资源整合", "共享试验平台3个", "三、项目攻关", "4项任务按计划推进", "四、成果转化",
                                      "转让技术2项", "五、问题与下一步计划", "高寒环境试验窗口期短", "2027年完成样机研制和中试",
                                      LEAD, "（盖章）"])
        self.assertEqual(self.pages("report"), 2)
        pages = pdf_text(self.file("report")).split("\f")
        self.assertIn("下一步计划", squeeze(pages[1]), "the seal stands alone on its page")

    def test_supplement_is_filed_with_the_bureau(self):
        self.make_papers(self.local_sample(), "supplement", "--final")
        self.assert_values("supplement", ["补充协议（之一）", NAME + "合作协议书", "伊犁清河储能工程有限公司",
                                          "本补充协议报长春市科学技术局备案。"])
        self.assertNotIn("组建协议", docx_text(self.file("supplement", "docx")))

    def test_recommendation_is_one_page(self):
        self.make_papers(self.local_sample(), "recommendation", "--final")
        self.assert_values("recommendation", ["长春市科学技术局：", LEAD, "归口管理部门", "经初审，同意推荐。",
                                              "长春新区科学技术局（示例）", "2026年6月15日"])
        self.assertEqual(self.pages("recommendation"), 1)

    def test_plan_has_the_five_headings(self):
        self.make_papers(self.local_sample(), "plan", "--final")
        self.assert_values("plan", ["长春市创新联合体建设方案", NAME, "一、建设意义及基础优势", "二、组织架构及运行机制",
                                    "三、目标任务及进度安排", "四、预期标志性成果及水平", "五、经费投入与保障措施"])
