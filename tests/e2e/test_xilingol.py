"""The papers of Xilingol: two official forms, an official template, and what the guideline asks for in words."""
import re

from generate import Maker
from papers import PapersCase, of_kind, overlapping, page_texts, slots_of
from support import SAMPLE, docx_text, labels, lianheti, pdf_text, run, squeeze

NAME = "锡林郭勒盟新型储能重点产业链创新联合体"
LEAD = "新疆天屿储能科技股份有限公司"
DOCUMENTS = ["application", "agreement", "charter", "plan", "attachments", "register", "report", "supplement"]
STATUS = {"application": "官方格式", "agreement": "官方格式", "register": "复原格式", "attachments": "建议格式",
          "charter": "有要求无格式", "plan": "有要求无格式", "report": "有要求无格式", "supplement": "有要求无格式",
          "selfcheck": "建议格式", "sealplan": "建议格式"}


class Xilingol(PapersCase):
    jurisdiction = "xilingol"

    def tree(self, data, document, *words):
        """The filled tree as text: it names every cell."""
        args = ([data] if data else []) + ["--for", self.jurisdiction, "--doc", document, "--to", "tree", *words]
        status, _, err = lianheti("make", *args, "--out", self.path("tree"))
        self.assertEqual(status, 0, err)
        mark = "-blank" if "--blank" in words else ""
        with open(self.path("tree", f"xilingol-{document}{mark}.tree.txt"), encoding="utf-8") as f:
            return f.read()

    def assert_rows(self, tree, cell, rows):
        """The repeated cell stands in so many rows."""
        self.assertEqual(sum(f" {cell.format(i)} " in tree for i in range(60)), rows, cell)

    def blank(self, document, *options):
        words = [w for o in options for w in ("--option", o)]
        self.make(None, "--for", "xilingol", "--doc", document, "--blank", *words)
        return squeeze(pdf_text(self.file(document + "-blank")))


class WholeSet(Xilingol):
    def test_every_paper_of_the_sample_is_sound(self):
        err = self.make_papers(SAMPLE, "all")
        self.assertNotIn("错误", err)
        self.assertNotIn("[LH3", err)
        self.assertNotIn("[LH4", err)
        for document in DOCUMENTS:
            with self.subTest(document):
                run("qpdf", "--check", self.file(document))
                pdf, docx = squeeze(pdf_text(self.file(document))), squeeze(docx_text(self.file(document, "docx")))
                self.assertEqual([c for c in set(docx) - set("☐☑") if docx.count(c) > pdf.count(c)], [])
                if document == "attachments":
                    continue
                seals = of_kind(slots_of(self.file(document, "slots.json")), "seal")
                self.assertTrue(seals)
                self.assertEqual(overlapping(seals), [])
                for s in seals:
                    self.assertGreaterEqual(min(s["w"], s["h"]), 50)

    def test_the_list_names_each_paper_and_its_status(self):
        status, out, err = lianheti("list", "documents", "--for", "xilingol")
        self.assertEqual(status, 0, err)
        self.assertEqual({line.split()[0]: line.split()[1] for line in out.splitlines()}, STATUS)


class Recommendation(Xilingol):
    """牵头企业推荐表."""

    def test_blank_prints_every_label_in_order(self):
        self.assert_blank_headings("application", labels("xilingol-application"))

    def test_annex_mark_and_corrections_are_options(self):
        text = self.blank("application")
        self.assertNotIn("附件1", text)
        self.assertIn("3.企业科技人才(科研团队情况)情况", text)
        text = self.blank("application", "annex_mark=on", "wording=corrected")
        self.assertTrue(text.startswith("附件1"))
        self.assertIn("3.企业科技人才(科研团队情况)序号", text)

    def test_values_stand_in_order(self):
        self.make_papers(SAMPLE, "application")
        self.assert_values("application", [
            "新能源", LEAD, "锡林浩特市农牧和科技局（示例）", "娜仁花", "0479-5550401", "2026年6月10日",
            "新能源", "电化学储能系统集成与关键材料", "高寒大温差环境长时储能系统集成", LEAD, "(盖章)",
            "新疆维吾尔自治区乌鲁木齐市新市区示范一路88号", "林知远", "91650104PDY00001X4", "周晓岚", "0991-5550101",
            "2022年", "58200.00", "2023年", "67310.00", "2024年", "78020.00",
            "2022年", "2390.00", "2023年", "2860.00", "2024年", "3410.00", "142", "47",
            "郑砚秋", "46", "副总经理/高级工程师", "电气工程", "韩牧野", "42", "宋月明", "35",
            "新疆新型储能系统集成企业技术中心", "新能源", "自治区级", "新疆维吾尔自治区工业和信息化厅", "2021.11",
            "新疆储能安全与控制重点实验室", "大规模锂电储能电站安全预警与协同控制关键技术",
            "自治区级，自治区重大科技专项（自治区科学技术厅）", "2023.01—2025.12", "高寒大温差储能热管理系统研发",
            "公司位于乌鲁木齐市新市区", "研发团队86人", "拥有有效知识产权142件", "以上内容字数控制在 2000 字以内。",
            "新型储能产业链上游", "本段内容字数控制在 2000 字以内。"])

    def test_rows_are_the_printed_ones_or_more(self):
        tree = self.tree(SAMPLE, "application")
        for cell, rows in (("LR.3[{}].name", 3), ("LR.4[{}].name", 3), ("LR.5[{}].name", 3)):
            self.assert_rows(tree, cell, rows)
        data = Maker(3).consortium(members=7, leads=1, persons=20, projects=12)
        for item in data["persons"] + data["projects"]:
            item["unit"] = "lead"
        tree = self.tree(self.write("many.yaml", data), "application")
        self.assert_rows(tree, "LR.3[{}].name", len([p for p in data["persons"] if p["in_core"] or p["in_team"]]))
        self.assert_rows(tree, "LR.5[{}].name", 12)

    def test_two_seals_the_recommender_and_the_lead(self):
        self.make_papers(SAMPLE, "application")
        seals = of_kind(slots_of(self.file("application", "slots.json")), "seal")
        self.assertEqual([s["id"] for s in seals], ["SEAL_RECOMMENDER", "SEAL_LEAD"])
        self.assertEqual([s["name"] for s in seals], ["锡林浩特市农牧和科技局（示例）", LEAD])

    def test_prompts_stay_only_when_asked_for(self):
        self.make_papers(SAMPLE, "application")
        self.assertNotIn("包括(但不限于)", squeeze(pdf_text(self.file("application"))))
        self.make_papers(SAMPLE, "application", "--option", "prompts=on")
        self.assert_values("application", ["(模板)", "(一) 企业总体情况", "包括(但不限于)地址", "公司位于乌鲁木齐市新市区"])

    def test_rolling_years_are_the_three_before_the_fill_date(self):
        self.make_papers(SAMPLE, "application", "--option", "years=rolling")
        self.assert_values("application", ["2023年", "67310.00", "2024年", "78020.00", "2025年", "89750.00",
                                           "2023年", "2860.00", "2024年", "3410.00", "2025年", "4150.00",
                                           "5.承担科技项目情况（2023年以来）"])

    def test_edition_is_as_printed_or_of_the_fill_date(self):
        for option, edition in (("as_printed", "2025 年制"), ("fill_year", "2026 年制")):
            self.make_papers(SAMPLE, "application", "--option", f"edition_year={option}")
            self.assert_values("application", ["2026年6月10日", "锡林郭勒盟科学技术局", edition])

    def test_full_texts_are_all_there(self):
        data = Maker(8).consortium(members=8, leads=1)
        for key, length in (("enterprise_overview", 700), ("enterprise_innovation", 700), ("enterprise_honours", 590),
                            ("chain_status", 1990)):
            data["texts"][key] = Maker(length).text(length)
        self.make_papers(self.write("data.yaml", data), "application")
        want = [data["texts"][k] for k in ("enterprise_overview", "enterprise_innovation", "enterprise_honours",
                                           "chain_status")]
        self.assert_in_order(docx_text(self.file("application", "docx")), want)
        # The number of a page stands inside a text that goes over two.
        pages = [re.sub(r"\d+$", "", page) for page in page_texts(self.file("application"))]
        self.assert_in_order("".join(pages), want)


class Agreement(Xilingol):
    HEADINGS = ["一、参与单位", "二、技术创新目标", "三、任务具体分工",
                "四、各成员单位的责权利（明确创新联合体解散时各成员单位的权责分配）",
                "五、科技成果、知识产权归属、许可使用和转化收益等分配办法", "六、科研诚信追究方式", "七、违约责任追究方式",
                "八、所有成员单位签章"]

    def test_blank_is_the_official_template(self):
        self.assert_blank_headings("agreement", labels("xilingol-agreement"))
        self.assertNotIn("以自愿互利为原则", pdf_text(self.file("agreement-blank")))

    def test_sample_is_complete(self):
        self.make_papers(SAMPLE, "agreement")
        self.assert_values("agreement", [
            "创新联合体名称：", NAME, "行业类别名称：", "电气机械和器材制造业", "牵头单位：", LEAD, "（盖章）", "周晓岚",
            "0991-5550101", "2026年6月10日", NAME + "组建协议",
            "为推动锡林郭勒盟新能源科技创新、技术进步和成果转化，依据锡林郭勒盟新能源产业目前实际情况和锡林郭勒盟新型储能重大科技专项要求，"
            "成立锡林郭勒盟新型储能重点产业链创新联合体（以下简称联合体），经所有成员单位同意，签署联合组建协议，内容如下。",
            self.HEADINGS[0], "1. 牵头单位", LEAD, "2. 核心层单位", "乌鲁木齐恒枢电气设备有限公司", "3. 紧密合作单位",
            "哈密风岚新能源发电有限公司", "4. 一般协作层单位", "天山西部技术转移中心",
            self.HEADINGS[1], "到2029年6月", self.HEADINGS[2], "高寒大温差储能系统集成", "（二）合作内容",
            self.HEADINGS[3], "成员单位进入与退出", "三个月", "联合体解散时的权责分配", "原有的联合体自行解散",
            self.HEADINGS[4], self.HEADINGS[5], "报盟科技局处理", self.HEADINGS[6], "争议解决方式", "乌鲁木齐仲裁委员会仲裁",
            self.HEADINGS[7], "以最后一方的签署日期为准", "一式十五份", "（以下无正文）", LEAD, "授权代表：孙亦安"])
        text = squeeze(pdf_text(self.file("agreement")))
        for absent in ("(参考模板)", "此模板仅供参考", "*****", "技术路线制定权"):
            self.assertNotIn(absent, text)
        seals = of_kind(slots_of(self.file("agreement", "slots.json")), "seal")
        self.assertEqual(len(seals), 14)

    def test_five_parties(self):
        self.assert_parties(5, 31, "七", "组建协议")

    def test_thirteen_parties(self):
        self.assert_parties(13, 32, "十五", "组建协议")

    def test_thirty_parties(self):
        self.assert_parties(30, 33, "三十二", "组建协议")

    def test_a_clause_of_the_data_replaces_ours(self):
        text = self.assert_clause_replaced("dissolution", "联合体解散时的权责分配")
        self.assertNotIn("原有的联合体自行解散", text)


class Register(Xilingol):
    def test_blank_prints_every_label_in_order(self):
        self.assert_blank_headings("register", labels("xilingol-register"))

    def test_values_stand_in_order(self):
        self.make_papers(SAMPLE, "register")
        self.assert_values("register", [
            "创新联合体名称:", NAME, "牵 头 单 位:", LEAD, "周晓岚", "0991-5550101", "填 报日期", "2026年6月10日", "填表说明",
            NAME, "2026年6月1日", "新能源", LEAD, "国家级平台数量", "1", "自治区级平台数量", "4", "盟级平台数量", "1",
            "成员总数（个）", "13", "企业数量（个）", "9", "高校数量（个）", "2", "研究机构数量（个）", "1",
            "坚持问题导向和企业主导", "沈望舒", "57", "电气工程学院院长/教授", "储能系统控制", "西域理工大学", "唐野", "37",
            "荒漠可再生能源并网国家地方联合工程研究中心", "国家级", "乌鲁木齐市电力电子变换技术创新中心", "盟级", "2022.05",
            "四、成员单位在行业（或学科）中地位的简要说明", LEAD, "91650104PDY00001X4", "新疆新型储能系统集成龙头企业",
            "天山西部技术转移中心", "52650100PDY000132F", "五、联合体已具备的合作基础", "2021年以来", "新型储能产业链技术对接会",
            "科技成果路演暨技术经理人培训", "牵头单位审核意见", "同意牵头组建" + NAME, "牵头单位（盖章）："])
        seals = of_kind(slots_of(self.file("register", "slots.json")), "seal")
        self.assertEqual([s["id"] for s in seals], ["SEAL_LEAD", "SEAL_LEAD_OPINION"])

    def test_rows_are_the_printed_ones_or_more(self):
        tree = self.tree(SAMPLE, "register")
        for cell, rows in (("LF.2[{}].name", 10), ("LF.3[{}].name", 6), ("LF.4[{}].name", 13)):
            self.assert_rows(tree, cell, rows)
        tree = self.tree(SAMPLE, "register", "--option", "include_lead_in_members_table=false")
        self.assert_rows(tree, "LF.4[{}].name", 12)
        tree = self.tree(None, "register", "--blank")
        for cell, rows in (("LF.2[{}].name", 8), ("LF.3[{}].name", 6), ("LF.4[{}].name", 5)):
            self.assert_rows(tree, cell, rows)

    def test_reconstructed_parts_are_marked_plain_or_left_out(self):
        note, heading = "表头和第一至三部分为复原格式", "一、技术创新战略规划和目标（限500字）"
        for option, noted, printed in (("mark", True, True), ("plain", False, True), ("omit", False, False)):
            with self.subTest(option):
                text = self.blank("register", f"reconstruct_missing={option}")
                self.assertEqual(note in text, noted)
                self.assertEqual(heading in text, printed)
                self.assertEqual(heading + "*" in text, noted)
                self.assertIn("四、成员单位在行业（或学科）中地位的简要说明", text)

    def test_corrected_wording_mends_the_cover(self):
        self.make_papers(SAMPLE, "register", "--option", "wording=corrected")
        for suffix, text in self.texts("register"):
            with self.subTest(suffix):
                self.assertIn("填报日期：", text.replace(" ", ""))

    def test_thirty_units(self):
        data = Maker(34).consortium(members=29, leads=1, full_limits=True)
        self.make_papers(self.write("data.yaml", data), "register")
        self.assert_values("register", [v for u in data["units"] for v in (u["name"], u["uscc"])])
        self.assert_values("register", [u["position"] + u["duty"] for u in data["units"]])


class Described(Xilingol):
    def test_charter_holds_the_four_contents_and_every_party(self):
        self.make_papers(SAMPLE, "charter")
        self.assert_values("charter", [
            NAME + "章程", "2026年5月28日", "第一章　总则", "联合体的宗旨：集聚创新资源", "第二章　业务范围", "联合攻关、成果转化",
            "第三章　成员", "第四章　组织架构", "设理事会、领导小组", "第五章　运行机制", "实行决策调度", "第七章", "三分之二以上",
            "原有的联合体自行解散", "第八章　附则", "（以下无正文）", LEAD, "天山西部技术转移中心"])
        slots = slots_of(self.file("charter", "slots.json"))
        self.assertEqual(len(of_kind(slots, "seal")), 13)
        self.assertEqual(len(of_kind(slots, "signature")), 13)

    def test_plan_follows_the_contents_that_are_asked_for(self):
        self.make_papers(SAMPLE, "plan")
        self.assert_values("plan", [
            NAME + "建设方案", LEAD, "2026年6月10日", "一、建设背景与意义", "新疆新能源装机规模大", "二、基础条件",
            "荒漠可再生能源并网国家地方联合工程研究中心", "高比例新能源电网储能主动支撑技术课题", "三、目标任务", "零下35摄氏度",
            "重大科学问题", "大温差循环下储能电池失效机理", "产业共性关键技术", "构网型变流器主动支撑", "科技成果转化",
            "低成本长寿命正极材料中试转化", "高寒大温差储能系统集成", "4200.00", "四、组织架构", "林知远是联合体的主要负责人",
            "蒋怀瑾", "管理协调机构", "联合体秘书处", "专家委员会", "贺兰舟", "宋月明", "五、运行机制", "按任务设课题组", "按投入和贡献分配收益",
            "六、进度安排", "2026年7月1日至2029年6月30日，共36个月", "完成总体设计和材料小试", "七、经费与保障措施", "12000.00",
            "6000.00", "2029年", "800.00", "系统集成与安全预警技术", "设立联合体专用账户", "八、成员单位简介", "共13家单位",
            "上游", "下游", "公司是国家高新技术企业", "1. 乌鲁木齐恒枢电气设备有限公司", "12. 天山西部技术转移中心"])
        self.assertEqual(len(slots_of(self.file("plan", "slots.json"))), 1)

    def test_report_has_the_four_parts_and_both_addressees(self):
        self.make_papers(SAMPLE, "report")
        self.assert_values("report", [
            NAME, "2026年度工作总结和下一年度工作计划", "锡林浩特市农牧和科技局（示例），锡林郭勒盟科学技术局：", "一、本年度工作总结",
            "召开领导小组会议2次、技术协调会6次，", "二、当前存在的问题", "高寒环境试验窗口期短", "三、需要政府部门协调解决的事项",
            "协调并网试验许可", "四、下一年度工作计划", "2027年完成样机研制和中试，", "特此报告。", LEAD, "（盖章）"])
        pages = pdf_text(self.file("report")).split("\f")
        self.assertIn("四、下一年度工作计划", squeeze(pages[-2]), "the seal stands alone on its page")

    def test_change_letter_is_one_page_to_the_project_authority(self):
        self.make_papers(SAMPLE, "supplement")
        self.assert_values("supplement", [
            "关于变更" + NAME + "有关事项的申请", "（项目主管部门）：", LEAD, "根据科研项目需要增加成员单位。", "一、增加成员单位",
            "伊犁清河储能工程有限公司", "91654002PDY000140J", "二、调整任务分工", "任务1增加高海拔示范内容。", "三、相关科技项目",
            "SL-2024-C12", "SL-2024-D03", "SL-2025-F09", "特此申请", LEAD, "2026年11月20日"])
        self.assertEqual(self.pages("supplement"), 1)
        self.assertNotIn("SL-2023-A01", pdf_text(self.file("supplement")), "the project has ended")

    def test_attachments_are_those_that_the_guideline_names(self):
        self.make_papers(SAMPLE, "attachments")
        self.assert_values("attachments", ["联合体组建协议", "一式15份", "联合体章程", "联合体建设方案", "承担盟级科技项目的管理制度",
                                           "共13份", "共2份", "盟级及以上，共6个", "有效知识产权142件"])
        self.assertEqual(docx_text(self.file("attachments", "docx")).count("☑"), 4)
