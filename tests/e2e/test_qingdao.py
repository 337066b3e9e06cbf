"""The papers of Qingdao: only the outline of the plan is printed there, the rest is asked for in words."""
from papers import PapersCase, of_kind, overlapping, slots_of
from support import labels, lianheti, pdf_text, squeeze

NAME = "青岛市新型储能创新联合体"
LEAD = "新疆天屿储能科技股份有限公司"
MEMBERS = ["乌鲁木齐恒枢电气设备有限公司", "新疆砾原锂能材料有限公司", "西域理工大学", "新疆砺新能源材料研究院", "哈密风岚新能源发电有限公司"]
DOCUMENTS = ["recommendation", "pledge", "application", "agreement", "plan", "attachments", "register", "supplement",
             "evaluation", "selfcheck", "sealplan"]


class Qingdao(PapersCase):
    jurisdiction = "qingdao"
    lead_place = ("370212", "山东省青岛市崂山区")


class WholeSet(Qingdao):
    def test_every_paper_of_the_sample_is_sound(self):
        self.assert_whole_set(DOCUMENTS)

    def test_the_list_names_each_paper_and_its_status(self):
        status, out, err = lianheti("list", "documents", "--for", "qingdao")
        self.assertEqual(status, 0, err)
        rows = {line.split()[0]: line.split()[1] for line in out.splitlines()}
        self.assertEqual(list(rows), DOCUMENTS)
        self.assertEqual(rows["plan"], "参考提纲")
        self.assertEqual(rows["application"], "建议格式")
        self.assertEqual(rows["register"], "参考格式")
        for key in ("agreement", "pledge", "supplement", "evaluation", "recommendation"):
            self.assertEqual(rows[key], "有要求无格式")


class Plan(Qingdao):
    def test_blank_prints_the_outline_and_nothing_else(self):
        self.assert_blank_headings("plan", labels("qingdao-plan"))
        text = squeeze(pdf_text(self.file("plan-blank")))
        self.assertEqual(text, "".join(squeeze(l) for l in labels("qingdao-plan")) + "—1—")

    def test_headings_carry_the_data_in_order(self):
        self.make_papers(self.local_sample(), "plan", "--final")
        self.assert_values("plan", [
            "青岛市创新联合体建设方案", NAME, LEAD,
            "一、建设意义及基础优势", "新疆新能源装机规模大", "联合体拥有国家级平台1个", "荒漠可再生能源并网国家地方联合工程研究中心",
            "大规模锂电储能电站安全预警与协同控制关键技术", "2021年以来，各成员单位", "新型储能产业链技术对接会",
            "二、组织架构及运行机制", "林知远", "蒋怀瑾", "乌鲁木齐恒枢电气设备有限公司", "领导小组每季度召开会议", "按任务设课题组",
            "按投入和贡献分配收益", "知识产权归属按协议约定", "由检测与高校单位牵头标准创制", "开放应用场景", "企业投入为主体", "沈望舒",
            "三、目标任务及进度安排", "零下35摄氏度冷启动时间", "大温差循环下储能电池失效机理", "高寒大温差储能系统集成", "4200.00",
            "完成总体设计和材料小试", "四、预期标志性成果及水平", "标志性产品3项",
            "五、经费投入与保障措施", "12000.00", "牵头单位自筹", "6000.00", "2026年", "3000.00", "系统集成与安全预警技术",
            "设立联合体专用账户"])
        self.assertNotIn("（参考提纲）", pdf_text(self.file("plan")))

    def test_prompts_print_the_outline_mark(self):
        self.make_papers(self.local_sample(), "plan", "--option", "prompts=on")
        self.assertIn("（参考提纲）", pdf_text(self.file("plan")))


class Application(Qingdao):
    def setUp(self):
        super().setUp()
        self.make_papers(self.local_sample(), "application", "--final")

    def test_has_sixteen_seal_places_apart_from_each_other(self):
        seals = of_kind(slots_of(self.file("application", "slots.json")), "seal")
        self.assertEqual(len(seals), 16)
        self.assertEqual(len({s["id"] for s in seals}), 16)
        self.assertEqual(overlapping(seals), [])
        for s in seals:
            self.assertGreaterEqual(min(s["w"], s["h"]), 50)

    def test_values_stand_in_order(self):
        self.assert_values("application", [
            "青岛市创新联合体备案申请书", NAME, "绿色能源", LEAD, "（盖章）", "推荐（审核）部门：", "青岛市崂山区科学技术局",
            "周晓岚", "0991-5550101", "2026年6月10日",
            "一、基本情况", NAME, "电化学储能系统集成与关键材料", LEAD, "91650104PDY00001X4", "民营股份有限公司",
            "山东省青岛市崂山区", "林知远", "共13个，其中：企业9个，高校2个，科研院所1个，其他1个。",
            "二、牵头单位情况", "高新技术企业", "612", "86", "142", "47", "2023年", "68520.00", "2860.00", "2025年",
            "91240.00", "4150.00", "储能系统集成中试线",
            "三、成员单位情况", MEMBERS[0], "91650103PDY000028M", MEMBERS[4], "天山西部技术转移中心", "马千里", "0991-5550102",
            "四、首席专家与核心团队", "林知远", "负责人", "沈望舒", "阿依努尔·买买提",
            "五、创新平台与代表性项目", "荒漠可再生能源并网国家地方联合工程研究中心", "SL-2023-A01",
            "六、合作基础", "2021年以来", "七、目标任务", "高寒大温差储能系统集成",
            "八、意见", "同意牵头组建" + NAME, "同意作为共建单位参加" + NAME, "区（市、功能区）科技主管部门审核意见",
            "经审核，同意上报。", "2026年6月15日"])

    def test_opinions_may_be_left_for_the_pen(self):
        self.make_papers(self.local_sample(), "application", "--option", "opinions=blank")
        text = squeeze(pdf_text(self.file("application")))
        self.assertNotIn("同意牵头组建", text)
        self.assertEqual(text.count("成员单位意见"), 12)


class Agreement(Qingdao):
    HEADINGS = ["一、参与单位", "二、合作宗旨", "三、技术创新目标", "四、拟攻关的重大课题", "五、任务分工", "六、权利义务",
                "七、科技成果和知识产权归属", "八、收益分配办法", "九、违约责任", "十、解决争议方式", "十一、组织机构", "十二、合作内容",
                "十三、风险分担", "十四、经费投入与管理", "十五、成员进入与退出", "十六、解散与权责分配", "十七、科研诚信", "十八、保密",
                "十九、期限、生效与份数"]

    def test_demanded_clauses_come_first_also_in_the_blank(self):
        self.assert_blank_headings("agreement", ["青岛市×××创新联合体", "组建协议"] + self.HEADINGS)

    def test_sample_is_complete(self):
        self.make_papers(self.local_sample(), "agreement", "--final")
        self.assert_values("agreement", [
            NAME, "组建协议", "绿色能源", LEAD, "2026年5月28日", NAME + "组建协议", "《青岛市创新联合体组建工作指引》",
            "1.牵头单位", LEAD, "2.核心层单位", MEMBERS[0], "3.紧密合作单位", MEMBERS[4], "4.一般协作层单位",
            "技术创新目标", "到2029年6月", "大温差循环下储能电池失效机理", "高寒大温差储能系统集成", "青岛市科学技术局",
            "乌鲁木齐仲裁委员会", "不得自行解散", "以最后一方的签署日期为准", "有效期三年", "一式十五份", "其余二份", "（以下无正文）",
            LEAD, "91650104PDY00001X4", "林知远", MEMBERS[0], "罗锦川", "授权代表：孙亦安"])

    def test_five_parties(self):
        self.assert_parties(5, 21, "七", "组建协议")

    def test_thirteen_parties(self):
        self.assert_parties(13, 22, "十五", "组建协议")

    def test_thirty_parties(self):
        self.assert_parties(30, 23, "三十二", "组建协议")

    def test_a_clause_of_the_data_replaces_ours(self):
        text = self.assert_clause_replaced("ip", "七、科技成果和知识产权归属")
        self.assertNotIn("本协议签订前已有的知识产权归原权利人所有", text)


class Others(Qingdao):
    def test_pledge_is_the_leads_with_seal_signature_and_date(self):
        self.make_papers(self.local_sample(), "pledge", "--final")
        self.assert_values("pledge", ["诚信承诺书", "本单位自愿申报" + NAME, "真实、有效、完整", "诚信相关要求", "愿意承担相应责任",
                                      "承诺单位（盖章）", LEAD, "法定代表人（签字）", "2026年6月5日"])
        slots = slots_of(self.file("pledge", "slots.json"))
        self.assertEqual([(s["kind"], s["id"]) for s in slots], [("seal", "SEAL_LEAD"), ("signature", "SIGN_LEAD")])
        self.assertEqual(self.pages("pledge"), 1)

    def test_pledge_of_every_unit_has_a_page_each(self):
        self.make_papers(self.local_sample(), "pledge", "--final", "--option", "pledge_units=all")
        self.assertEqual(self.pages("pledge"), 13)
        slots = slots_of(self.file("pledge", "slots.json"))
        self.assertEqual([s["page"] for s in of_kind(slots, "seal")], list(range(1, 14)))
        self.assertEqual(len({s["id"] for s in slots}), 26)

    def test_supplement_is_signed_by_old_and_new_parties_on_its_own_date(self):
        self.make_papers(self.local_sample(), "supplement", "--final")
        self.assert_values("supplement", ["补充协议（之一）", "根据科研项目需要增加成员单位", "2026年5月28日", NAME + "组建协议",
                                          "伊犁清河储能工程有限公司", "91654002PDY000140J", "任务1增加高海拔示范内容", "一式十六份",
                                          LEAD, "伊犁清河储能工程有限公司"])
        self.assert_not_alone("supplement", "（以下无正文）")
        seals = of_kind(slots_of(self.file("supplement", "slots.json")), "seal")
        self.assertEqual(len(seals), 14)
        for suffix, text in self.texts("supplement"):
            with self.subTest(suffix):
                self.assertEqual(squeeze(text).count("签署日期：2026年11月20日"), 14)

    def test_recommendation_is_one_page_of_the_districts(self):
        self.make_papers(self.local_sample(), "recommendation", "--final")
        self.assert_values("recommendation", [NAME, "青岛市科学技术局：", LEAD, "12家单位", "绿色能源", "经审核，同意上报。",
                                              "青岛市崂山区科学技术局", "2026年6月15日", "崔望海", "0532-55550301"])
        self.assertEqual(self.pages("recommendation"), 1)

    def test_evaluation_follows_the_three_contents(self):
        self.make_papers(self.local_sample(), "evaluation", "--final")
        self.assert_values("evaluation", ["一、管理运行机制", LEAD, "领导小组每季度召开会议", "二、科研攻关", "4项任务按计划推进",
                                          "共享试验平台3个", "三、产出", "标志性产品3项", "转让技术2项", "高寒环境试验窗口期短"])

    def test_attachments_tick_what_the_data_names(self):
        self.make_papers(self.local_sample(), "attachments", "--final")
        self.assert_values("attachments", [NAME, "诚信承诺书", "创新联合体组建协议", "创新联合体建设方案", "营业执照或法人证书",
                                           "共13份", "授权代表签署的单位，共2份"])

    def test_register_lists_platforms_and_units(self):
        self.make_papers(self.local_sample(), "register", "--final")
        self.assert_values("register", ["青岛市创新联合体", "备案登记表", NAME, "2026年6月1日", "13", "9", "沈望舒",
                                        "乌鲁木齐市电力电子变换技术创新中心", LEAD, "91650104PDY00001X4", "52650100PDY000132F"])
