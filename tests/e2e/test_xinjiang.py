"""The Xinjiang papers: labels and values of all of them, in both files, for data of many shapes."""
import json
import re

from generate import Maker
from support import SAMPLE, Case, docx_text, labels, pdf_pages, pdf_text, run, squeeze

XINJIANG = ("--for", "xinjiang", "--doc")
READERS = ((pdf_text, "pdf"), (docx_text, "docx"))
ALL = ("application", "agreement", "plan", "attachments", "register", "recommendation", "supplement")


class Xinjiang(Case):
    def paper(self, document, suffix):
        return self.path(f"out/xinjiang-{document}.{suffix}")

    def slots(self, document, kind):
        with open(self.paper(document, "slots.json"), encoding="utf-8") as f:
            return [s for s in json.load(f)["slots"] if s["kind"] == kind]

    def assert_apart(self, slots):
        for i, a in enumerate(slots):
            self.assertTrue(0 <= a["x"] and a["x"] + a["w"] <= 210 and 0 <= a["y"] and a["y"] + a["h"] <= 297, a)
            for b in slots[i + 1:]:
                apart = (a["page"] != b["page"] or a["x"] + a["w"] <= b["x"] + 0.01 or b["x"] + b["w"] <= a["x"] + 0.01
                         or a["y"] + a["h"] <= b["y"] + 0.01 or b["y"] + b["h"] <= a["y"] + 0.01)
                self.assertTrue(apart, (a, b))


class Labels(Xinjiang):
    def check(self, document, *words):
        self.make(None, *XINJIANG, document, "--blank", *words)
        for read, suffix in READERS:
            with self.subTest(suffix):
                self.assert_in_order(read(self.paper(document + "-blank", suffix)), labels("xinjiang-" + document))

    def test_blank_application_prints_every_label_in_order(self):
        self.check("application", "--option", "annex_mark=on")

    def test_blank_agreement_prints_the_template_in_order(self):
        self.check("agreement")

    def test_blank_plan_prints_the_outline_in_order(self):
        self.check("plan", "--option", "numbering=as_printed")

    def test_plan_counts_its_parts_from_one_to_fourteen(self):
        self.make(None, *XINJIANG, "plan", "--blank")
        self.assert_in_order(pdf_text(self.paper("plan-blank", "pdf")), [
            "四、创新联合体牵头企业情况", "七、攻关目标", "八、主要研发内容和技术路线", "十、年度计划", "十四、其他"])

    def test_corrected_wording_mends_the_slips_of_the_notes(self):
        self.make(None, *XINJIANG, "plan", "--blank", "--option", "wording=corrected")
        text = squeeze(pdf_text(self.paper("plan-blank", "pdf")))
        self.assertIn("第一次出现的缩略词", text)
        self.assertIn("并与单位公章一致。", text)

    def test_blank_application_keeps_every_printed_row(self):
        self.make(None, *XINJIANG, "application", "--blank", "--to", "tree")
        with open(self.paper("application-blank", "tree.txt"), encoding="utf-8") as f:
            tree = f.read()
        for cell, rows in (("XA.3[{}].name", 8), ("XA.4[{}].name", 6), ("XA.5[{}].name", 10)):
            printed = {i for i in range(40) if cell.format(i) in tree}
            self.assertEqual(len(printed), rows, cell)


class Sample(Xinjiang):
    def setUp(self):
        super().setUp()
        self.err = self.make(SAMPLE, *XINJIANG, "all", "--final")

    def check_values(self, document, values):
        for read, suffix in READERS:
            with self.subTest(suffix):
                self.assert_in_order(read(self.paper(document, suffix)), values)

    def test_makes_the_whole_set_without_a_complaint(self):
        self.assertNotIn("错误", self.err)
        self.assertNotIn("[LH3", self.err)
        for document in ALL:
            run("qpdf", "--check", self.paper(document, "pdf"))

    def test_application_has_four_seals(self):
        seals = self.slots("application", "seal")
        self.assertEqual([s["id"] for s in seals],
                         ["SEAL_LEAD", "SEAL_LEAD_OPINION", "SEAL_RECOMMENDER_OPINION", "SEAL_DEPARTMENT_OPINION"])
        self.assert_apart(seals)

    def test_agreement_has_fourteen_seals_and_thirteen_signatures(self):
        seals, signatures = self.slots("agreement", "seal"), self.slots("agreement", "signature")
        self.assertEqual((len(seals), len(signatures)), (14, 13))
        for s in seals:
            self.assertGreaterEqual(min(s["w"], s["h"]), 50, s)
        self.assert_apart(seals)
        self.assert_apart(signatures)

    def test_plan_cover_has_two_seals_and_a_signature(self):
        self.assertEqual([s["id"] for s in self.slots("plan", "seal")], ["SEAL_RECOMMENDER", "SEAL_APPLICANT"])
        self.assertEqual([(s["id"], s["name"]) for s in self.slots("plan", "signature")], [("SIGN_HEAD", "林知远")])

    def test_application_values_stand_in_order(self):
        self.check_values("application", [
            "新疆维吾尔自治区新型储能创新联合体", "新能源新材料", "新疆天屿储能科技股份有限公司", "周晓岚", "0991-5550101",
            "2026年6月10日", "填表说明", "联合体协议生效时间", "2026年6月1日", "沈望舒", "电气工程学院院长/教授",
            "国家级各类科研平台数量", "1", "省级各类科研平台数量", "4", "成员总数（个）", "13", "企业数量（个）", "9",
            "高校数量（个）", "2", "研究机构数量（个）", "1", "一、技术创新战略规划", "1995年起从事电力系统",
            "代表性创新成果：提出高寒环境", "主要学术任职：中国可再生能源学会", "三、科研团队情况",
            "沈望舒", "57", "阿依努尔·买买提", "51", "唐野", "37", "四、联合体已建", "国家级", "2018年9月", "西域理工大学",
            "江苏省电化学储能检测公共服务平台", "五、成员单位", "1", "新疆天屿储能科技股份有限公司", "91650104PDY00001X4",
            "13", "天山西部技术转移中心", "注：若成员单位超过20家", "六、联合体已具备", "1. 2024年6月",
            "同意牵头组建新疆维吾尔自治区新型储能创新联合体", "牵头单位（盖章）：", "组建必要、方案可行，同意推荐。",
            "单位（盖章）：乌鲁木齐市科学技术局", "2026年6月20日", "新疆维吾尔自治区科学技术厅（盖章）："])

    def test_agreement_fills_its_preamble_and_keeps_the_eight_headings(self):
        headings = [line for line in labels("xinjiang-agreement") if re.match(r"[一二三四五六七八]、", line)]
        self.assertEqual(len(headings), 8)
        self.check_values("agreement", [
            "为推动新疆维吾尔自治区新能源新材料科技创新、技术进步和成果转化，依据新疆维吾尔自治区新能源新材料产业目前实际情况"
            "和自治区新型储能重大科技专项要求，成立新疆维吾尔自治区新型储能创新联合体（以下简称联合体）", headings[0],
            "1.牵头单位", "新疆天屿储能科技股份有限公司", "2.核心层单位", "乌鲁木齐恒枢电气设备有限公司", "3.紧密合作单位",
            "4.一般协作层单位", "天山西部技术转移中心", headings[1], "零下35摄氏度冷启动时间", headings[2], "（1）高寒大温差储能系统集成",
            headings[3], "攻关任务分解权", headings[4], headings[5], headings[6],
            "各方签署日期不一致的，以最后一方的签署日期为准", "有效期三年", "一式十五份", headings[7], "（以下无正文）"])
        self.assertNotIn("模板", pdf_text(self.paper("agreement", "pdf")))

    def test_signature_blocks_follow_the_order_of_the_units(self):
        blocks = pdf_text(self.paper("agreement", "pdf")).split("（以下无正文）")[1]
        at = [squeeze(blocks).find(name) for name in ("新疆天屿储能", "砾原锂能", "克拉玛依坤策", "天山西部技术转移中心")]
        self.assertEqual(at, sorted(at))
        self.assertGreater(min(at), 0)
        self.assertIn("2026年6月1日", squeeze(blocks))

    def test_plan_fills_every_part(self):
        self.check_values("plan", [
            "高寒大温差长时储能关键技术攻关", "乌鲁木齐市科学技术局", "林知远", "二〇二六年六月十日", "填写说明",
            "创新联合体建设实施方案", "一、概述", "联合12家单位", "二、建设的意义和必要性", "三、国内外现状和发展趋势",
            "2.产业存在的技术问题", "正极材料成本偏高", "创新联合体牵头企业情况", "2025年", "91240.00", "4150.00",
            "12.天山西部技术转移中心", "1120.00", "首席科学家沈望舒", "兼职聘任", "迪力夏提·吾守尔", "1.技术目标", "3.其他目标",
            "重大科学问题", "任务4：储能安全评价与成果转化", "4200.00", "共36个月", "2029年1月—6月", "金融资本", "12000.00",
            "4800.00", "行政总师为林知远，技术总师为沈望舒", "阿依努尔·买买提", "考核评价：发挥企业“阅卷人”作用",
            "环境试验舱、动态模拟平台", "无。"])

    def test_supplement_is_signed_on_its_own_date_by_old_and_new_units(self):
        self.check_values("supplement", [
            "补充协议（之一）", "伊犁清河储能工程有限公司", "91654002PDY000140J", "任务1增加高海拔示范内容", "一式十六份",
            "新疆天屿储能科技股份有限公司", "2026年11月20日", "天山西部技术转移中心", "伊犁清河储能工程有限公司"])
        self.assertEqual(len(self.slots("supplement", "seal")), 14)
        blocks = squeeze(pdf_text(self.paper("supplement", "pdf"))).split("（以下无正文）")[1]
        self.assertNotIn("2026年5月28日", blocks)

    def test_recommendation_is_one_page_that_names_both_grounds(self):
        self.check_values("recommendation", ["新疆维吾尔自治区科学技术厅：", "必要性、可行性", "组建必要、方案可行，同意推荐。",
                                             "乌鲁木齐市科学技术局", "2026年6月20日"])
        self.assertEqual(pdf_pages(self.paper("recommendation", "pdf")), 1)

    def test_register_and_checklist_hold_the_data(self):
        self.check_values("register", ["备案登记表", "新疆维吾尔自治区新型储能创新联合体", "2026年6月1日", "以材料、部件、系统", "唐野",
                                       "乌鲁木齐市电力电子变换技术创新中心", "牵头单位审核意见"])
        self.check_values("attachments", ["附件材料清单", "一式15份", "经费管理办法", "共13份", "高新技术企业6家"])


class Options(Xinjiang):
    def test_as_printed_year_stands_on_the_plan_cover(self):
        self.make(SAMPLE, *XINJIANG, "plan", "--final", "--option", "edition_year=as_printed")
        self.assertIn("二〇二二年六月十日", squeeze(pdf_text(self.paper("plan", "pdf"))))

    def test_rows_that_fit_leave_no_blank_one(self):
        self.make(SAMPLE, *XINJIANG, "application", "--final", "--option", "min_rows=fit", "--to", "tree")
        with open(self.paper("application", "tree.txt"), encoding="utf-8") as f:
            tree = f.read()
        self.assertIn("XA.4[4].name", tree)
        self.assertNotIn("XA.4[5].name", tree)

    def test_lead_can_be_left_out_of_the_members(self):
        self.make(SAMPLE, *XINJIANG, "application", "--final", "--option", "include_lead_in_members_table=false")
        text = squeeze(pdf_text(self.paper("application", "pdf")))
        self.assertIn("1乌鲁木齐恒枢电气设备有限公司91650103PDY000028M", text)

    def test_counts_of_research_bodies_follow_the_switch(self):
        data = Maker(21).consortium(members=10)  # one institute, one new R&D body, one hospital
        path = self.write("data.yaml", data)
        for value, count in (("with_new_rd_medical", 3), ("institute_only", 1)):
            self.make(path, *XINJIANG, "application", "--option", "research_group=" + value, "--final")
            self.assertIn(f"研究机构数量（个）{count}一、", squeeze(pdf_text(self.paper("application", "pdf"))))

    def test_industry_department_gives_its_name_to_the_opinion(self):
        data = Maker(22).consortium(members=6)
        data["jurisdictions"]["xinjiang"]["recommender"]["kind"] = "industry"
        self.make(self.write("data.yaml", data), *XINJIANG, "application", "--final")
        text = squeeze(pdf_text(self.paper("application", "pdf")))
        self.assertIn("行业主管部门推荐意见", text)
        self.assertNotIn("地（州、市）科技部门推荐意见", text)

    def test_a_clause_of_the_data_replaces_the_default(self):
        data = Maker(23).consortium(members=6)
        data["agreement"]["clauses"] = {"breach": "违约方支付违约金十万元。"}
        self.make(self.write("data.yaml", data), *XINJIANG, "agreement", "--final")
        text = squeeze(pdf_text(self.paper("agreement", "pdf")))
        self.assertIn("违约方支付违约金十万元。", text)
        self.assertNotIn("限期改正并赔偿", text)


class UnseenData(Xinjiang):
    def check(self, members, seed):
        data = Maker(seed).consortium(members=members, full_limits=True)
        self.make(self.write("data.yaml", data), *XINJIANG, "all", "--final")
        names = [u["name"] for u in data["units"]]
        for document in ("application", "agreement", "plan"):
            for read, suffix in READERS:
                text = squeeze(read(self.paper(document, suffix)))
                for name in names:
                    self.assertIn(squeeze(name), text)
        for text in (data["texts"]["strategy500"], data["units"][-1]["uscc"], data["persons"][2]["resume"]):
            self.assertIn(squeeze(text), squeeze(pdf_text(self.paper("application", "pdf"))))
        seals = self.slots("agreement", "seal")
        self.assertEqual(len(seals), 1 + len(names))
        self.assert_apart(seals)
        self.assertEqual(len(self.slots("agreement", "signature")), len(names))
        self.assertEqual(len(self.slots("application", "seal")), 4)
        self.assertEqual(pdf_pages(self.paper("recommendation", "pdf")), 1)
        for document in ("application", "agreement", "plan", "register"):
            run("qpdf", "--check", self.paper(document, "pdf"))

    def test_five_parties(self):
        self.check(4, 31)

    def test_thirteen_parties(self):
        self.check(12, 32)

    def test_thirty_parties(self):
        self.check(29, 33)

    def test_over_twenty_units_only_the_main_ones_are_described(self):
        data = Maker(34).consortium(members=24)
        for u in data["units"][1:9]:
            u["main"] = True
        self.make(self.write("data.yaml", data), *XINJIANG, "application", "--final", "--to", "docx")
        part = docx_text(self.paper("application", "docx")).split("五、成员单位")[1].split("注：若成员单位")[0]
        self.assertIn(data["units"][0]["uscc"], part)
        self.assertIn(data["units"][8]["uscc"], part)
        self.assertNotIn(data["units"][9]["uscc"], part)
