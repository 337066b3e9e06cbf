"""The other papers of Urumqi: agreement, plan, register, checklist, letter, supplement, report, evaluation."""
import json
import os
import re

from generate import Maker
from support import SAMPLE, Case, docx_text, labels, lianheti, pdf_pages, pdf_text, run, squeeze

NAME = "乌鲁木齐市新型储能产业创新联合体"
PAPERS = ("application", "agreement", "plan", "register", "attachments", "recommendation", "supplement", "report",
          "evaluation")


class Papers(Case):
    def stem(self, document):
        return self.path("out/urumqi-" + document)

    def texts(self, document):
        return ((kind, read(self.stem(document) + "." + kind)) for kind, read in (("pdf", pdf_text), ("docx", docx_text)))

    def slots(self, document, kind):
        with open(self.stem(document) + ".slots.json", encoding="utf-8") as f:
            return [s for s in json.load(f)["slots"] if s["kind"] == kind]

    def changed(self, change):
        """The sample with another value, by its text: the sample is YAML with comments."""
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        for old, new in change:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        return self.write("data.yaml", text)


class Sample(Papers):
    def setUp(self):
        super().setUp()
        self.err = self.make(SAMPLE, "--for", "urumqi", "--doc", "all", "--final")

    def test_every_paper_comes_out_clean(self):
        self.assertNotIn("错误", self.err)
        # What is no official form says so.
        self.assertGreaterEqual(self.err.count("LH6008"), len(PAPERS) - 1)
        self.assertIn("《乌鲁木齐市×××产业创新联合体备案登记表》（参考格式）：", self.err)
        for document in PAPERS:
            run("qpdf", "--check", self.stem(document) + ".pdf")

    def test_values_stand_in_order(self):
        lead, last = "新疆天屿储能科技股份有限公司", "天山西部技术转移中心"
        want = {
            "agreement": [NAME + "组建协议", "新能源", lead, "周晓岚", "0991-5550101", "2026年5月28日",
                          "《乌鲁木齐市产业创新联合体建设工作指引》", "一、参与单位", "1.牵头单位", lead, "2.核心层单位",
                          "乌鲁木齐恒枢电气设备有限公司", "3.紧密合作单位", "4.一般协作层单位", last, "二、合作宗旨",
                          "三、合作目标", "零下35摄氏度", "五、攻关方向", "大温差循环下储能电池失效机理；", "六、任务分工",
                          "高寒大温差储能系统集成", "各成员单位任务分工", "七、权利义务", "八、知识产权归属", "九、利益分配",
                          "十、风险分担", "协调员为袁望北", "乌鲁木齐仲裁委员会", "有效期三年", "一式十五份", "其余二份",
                          "（以下无正文）", "（本页无正文，为《" + NAME + "组建协议》签署页）", "牵头单位（盖章）：", lead,
                          "91650104PDY00001X4", "林知远", "成员单位3（盖章）：", "西域理工大学", "授权代表：孙亦安",
                          "成员单位12（盖章）：", last],
            "plan": ["一、组建的背景与意义", "新疆新能源装机规模大", "二、基础条件与优势", "表1联合体创新平台情况",
                     "荒漠可再生能源并网国家地方联合工程研究中心", "表2联合体代表性科研项目情况", "2023.01-2025.12",
                     "三、建设目标与主要任务", "技术目标：", "年度计划与考核指标", "2029年1月—6月", "四、组织架构与运行机制",
                     "13家单位于2026年5月28日签署", "（副组长）", "政企互动机制。", "总经费12000万元", "12000.00",
                     "联合体科研团队情况", "沈望舒", "57", "五、联合体成员简介", "（一）牵头单位简介", "公司是国家高新技术企业",
                     "（二）共建的成员单位简介", "1.乌鲁木齐恒枢电气设备有限公司", "12." + last],
            "register": [NAME, "备案登记表", lead, "2026年6月10日", "2026年6月1日", "一、技术创新战略规划和目标", "坚持问题导向",
                         "二、科研团队情况", "沈望舒", "57", "三、联合体已建创新平台", "2018.09", "四、成员单位",
                         "1", lead, "91650104PDY00001X4", "13", last, "五、联合体已具备的合作基础", "储能安全联合试验",
                         "牵头单位审核意见", "同意牵头组建", "牵头单位（盖章）："],
            "attachments": ["附件材料清单", NAME, lead, "营业执照或法人证书", "共13份", "高新技术企业证书", "6家", "5个",
                            "一式15份", "授权委托书", "2家"],
            "recommendation": ["关于推荐", NAME + "的函", "乌鲁木齐市科学技术局：", lead, "12家单位", "材料真实完整",
                               "附件：1.", "2.组建协议", "乌鲁木齐市新市区科学技术局", "（盖章）", "2026年6月12日", "袁望北"],
            "supplement": [NAME, "补充协议（之一）", "2026年5月28日签署", "一、增加成员单位", "伊犁清河储能工程有限公司",
                           "91654002PDY000140J", "二、任务分工调整", "任务1增加高海拔示范内容", "三、效力", "一式十六份",
                           "签署页", lead, "2026年11月20日", last, "新增单位1（盖章）：", "伊犁清河储能工程有限公司"],
            "report": [NAME, "2026年度运行情况报告", "乌鲁木齐市新市区科学技术局：", "一、建设总体情况", "二、项目攻关整体进展情况",
                       "三、运营团队建设情况", "四、人才培养情况", "五、下一步工作", "特此报告。", lead, "（盖章）"],
            "evaluation": [NAME, "评估材料", "一、科技计划项目执行情况", "6项", "二、财政资金预算绩效", "6160万元", "2010万元",
                           "三、内部日常管理", "四、成员单位合作情况", "五、评估周期内产生的成果", "（盖章）"],
        }
        for document, values in want.items():
            for kind, text in self.texts(document):
                with self.subTest(document=document, kind=kind):
                    self.assert_in_order(text, values)

    def test_seal_and_signature_places(self):
        seals = {"agreement": 14, "plan": 1, "register": 2, "recommendation": 1, "supplement": 14, "report": 1,
                 "evaluation": 2}
        for document, n in seals.items():
            with self.subTest(document):
                places = self.slots(document, "seal")
                self.assertEqual(len(places), n)
                self.assertTrue(all(s["w"] >= 50 and s["h"] >= 50 for s in places))
        self.assertEqual(len(self.slots("agreement", "signature")), 13)
        self.assertEqual(len(self.slots("supplement", "signature")), 14)

    def test_member_three_stamps_and_signs_at_places_of_her_name(self):
        for kind, place in (("seal", "SEAL_M03"), ("signature", "SIGN_M03")):
            found = [s for s in self.slots("agreement", kind) if s["id"] == place]
            self.assertEqual([s["name"] for s in found], ["西域理工大学"])

    def test_letter_is_one_page_and_unnumbered(self):
        self.assertEqual(pdf_pages(self.stem("recommendation") + ".pdf"), 1)
        self.assertNotIn("—1—", squeeze(pdf_text(self.stem("recommendation") + ".pdf")))

    def test_register_and_team_have_a_row_each(self):
        text = squeeze(docx_text(self.stem("register") + ".docx"))
        with open(SAMPLE, encoding="utf-8") as f:
            units = re.findall(r"name: (\S+)\n    uscc: \"(\w{18})\"", f.read())
        self.assertEqual(len(units), 13)
        for unit in units:
            self.assertIn("".join(unit), text)


class Blank(Papers):
    def test_outline_of_the_plan_is_printed_in_order(self):
        self.make(None, "--for", "urumqi", "--doc", "plan", "--blank", "--option", "annex_mark=on")
        for kind, text in self.texts("plan-blank"):
            with self.subTest(kind):
                self.assert_in_order(text, ["附件2"] + labels("urumqi-plan"))

    def test_prompts_are_not_printed_in_a_filled_plan_unless_asked_for(self):
        for option, there in (("off", False), ("on", True)):
            self.make(SAMPLE, "--for", "urumqi", "--doc", "plan", "--option", "prompts=" + option)
            for kind, text in self.texts("plan"):
                with self.subTest(option=option, kind=kind):
                    self.assertEqual("字数控制在500字以内" in squeeze(text), there)
                    self.assertNotIn("（参考提纲）", squeeze(text))

    def test_blank_agreement_has_room_for_eight_parties(self):
        self.make(None, "--for", "urumqi", "--doc", "agreement", "--blank")
        self.assertEqual(len(self.slots("agreement-blank", "signature")), 8)
        for kind, text in self.texts("agreement-blank"):
            with self.subTest(kind):
                self.assert_in_order(text, ["乌鲁木齐市×××产业创新联合体组建协议", "牵头单位", "年月日", "十九、期限、生效与份数",
                                            "（以下无正文）", "成员单位7（盖章）："])


class Parties(Papers):
    """5, 13 and 30 parties: blocks of one height, two a row, lead first, on pages that say whose they are."""

    def check(self, members, leads=1):
        data = Maker(30 + members).consortium(members=members, leads=leads)
        self.make(self.write("data.yaml", data), "--for", "urumqi", "--doc", "agreement", "--final")
        n = len(data["units"])
        seals = [s for s in self.slots("agreement", "seal") if s["id"] != "SEAL_LEAD_COVER"][-n:]
        signatures = self.slots("agreement", "signature")
        names = [u["name"] for u in data["units"]]
        self.assertEqual([s["name"] for s in seals], names)
        self.assertEqual([s["name"] for s in signatures], names)
        self.assertEqual(seals[0]["id"], "SEAL_LEAD")
        pages = sorted({s["page"] for s in seals})
        run("qpdf", "--check", self.stem("agreement") + ".pdf")
        for page in pages:
            text = squeeze(run("pdftotext", "-raw", "-f", page, "-l", page, self.stem("agreement") + ".pdf", "-"))
            self.assertIn("（本页无正文，为《" + data["jurisdictions"]["urumqi"]["consortium_name"] + "组建协议》签署页）", text)
            rows = sorted({s["y"] for s in seals if s["page"] == page})
            for a, b in zip(rows, rows[1:]):
                self.assertAlmostEqual(b - a, rows[1] - rows[0], delta=0.1)
        for i, (seal, signature) in enumerate(zip(seals, signatures)):
            self.assertEqual(seal["page"], signature["page"])
            # The disc of 45 mm in its box of 50 mm leaves 2.5 mm: no signature under a seal.
            self.assertGreaterEqual(signature["y"], seal["y"] + seal["h"] - 2.5)
            if i % 2:
                self.assertEqual((seals[i - 1]["page"], seals[i - 1]["y"]), (seal["page"], seal["y"]))
                self.assertGreater(seal["x"], seals[i - 1]["x"])
        for kind, text in self.texts("agreement"):
            with self.subTest(kind):
                self.assert_in_order(text, ["（以下无正文）"] + names)

    def test_five(self):
        self.check(4)

    def test_thirteen(self):
        self.check(12)

    def test_thirty(self):
        self.check(29)

    def test_two_leads(self):
        self.check(7, leads=2)


class Clauses(Papers):
    def agreement(self, *change):
        self.make(self.changed(change), "--for", "urumqi", "--doc", "agreement", "--final")
        return squeeze(docx_text(self.stem("agreement") + ".docx"))

    def test_a_clause_of_the_data_replaces_the_model_as_a_whole(self):
        text = self.agreement(("  clauses: {}", "  clauses:\n    ip: |\n      第一段约定。\n      第二段约定。"))
        self.assertIn("第一段约定。第二段约定。", text)
        self.assertNotIn("已有的知识产权归原权利人所有", text)
        self.assertIn("成果转化收益按知识产权份额", text)

    def test_copies_of_the_data_are_spelled_out(self):
        text = self.agreement(("  copies: null", "  copies: 20"))
        self.assertIn("一式二十份，各方各执一份，其余七份用于申报备案", text)

    def test_as_many_copies_as_parties_leave_none_over(self):
        text = self.agreement(("  copies: null", "  copies: 13"))
        self.assertIn("一式十三份，各方各执一份，均具有同等法律效力", text)

    def test_disputes_go_to_court(self):
        text = self.agreement(("dispute: arbitration ", "dispute: court "), ("dispute_body: 乌鲁木齐仲裁委员会", "place: 乌鲁木齐市"),
                              ("  place: 乌鲁木齐市\n", ""))
        self.assertIn("向牵头单位所在地有管辖权的人民法院提起诉讼", text)
        self.assertNotIn("仲裁", text)

    def test_dates_are_left_for_the_pen_when_asked_for(self):
        self.make(SAMPLE, "--for", "urumqi", "--doc", "agreement", "--option", "sign_dates=pen")
        text = squeeze(docx_text(self.stem("agreement") + ".docx"))
        self.assertEqual(text.count("签署日期：年月日"), 13)


class NothingToSay(Papers):
    def test_papers_without_data_are_left_out_of_all_and_open_alone(self):
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        start, end = text.index("\nsupplements:"), text.index("\njurisdictions:")
        data = self.write("data.yaml", text[:start] + text[end:])
        err = self.make(data, "--for", "urumqi", "--doc", "all", "--final", "--to", "docx")
        self.assertIn("LH6007", err)
        self.assertNotIn("urumqi-supplement.docx", os.listdir(self.path("out")))
        self.assertIn("urumqi-report.docx", os.listdir(self.path("out")))
        status, _, err = lianheti("make", data, "--for", "urumqi", "--doc", "supplement", "--final", "--out", self.path("b"))
        self.assertEqual(status, 1)
        self.assertIn("LH6006", err)
