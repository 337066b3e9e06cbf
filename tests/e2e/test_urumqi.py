"""The Urumqi application: every label and value, in both files, for data of many shapes."""
import json
import os
import re

from generate import Maker
from support import SAMPLE, Case, docx_tags, docx_text, labels, pdf_pages, pdf_text, run, squeeze

APPLICATION = ("--for", "urumqi", "--doc", "application")


class Labels(Case):
    def test_blank_form_prints_every_label_in_order(self):
        self.make(None, *APPLICATION, "--blank", "--option", "annex_mark=on")
        for read, suffix in ((pdf_text, "pdf"), (docx_text, "docx")):
            with self.subTest(suffix):
                self.assert_in_order(read(self.path("out/urumqi-application-blank." + suffix)),
                                     labels("urumqi-application"))

    def test_issuing_line_stands_at_the_foot_of_the_cover(self):
        data = limited(6, 1, 17)
        for words, stem in (([self.write("data.yaml", data)], "application"), ([None, "--blank"], "application-blank")):
            self.make(words[0], *APPLICATION, *words[1:], "--to", "pdf")
            page = run("pdftotext", "-bbox", "-l", "1", self.path(f"out/urumqi-{stem}.pdf"), "-")
            foot = [float(y) for y, word in re.findall(r'yMax="([0-9.]+)">([^<]*)<', page) if "2026" in word or "年制" in word]
            self.assertGreater(max(foot), 700, stem)

    def test_corrected_numbering_counts_on(self):
        self.make(None, *APPLICATION, "--blank", "--option", "numbering=corrected")
        text = squeeze(pdf_text(self.path("out/urumqi-application-blank.pdf")))
        for label in ("五、成员单位简介和分工", "六、联合体核心成员信息", "七、联合体共建单位代表性科研项目情况",
                      "八、联合体已具备的合作基础"):
            self.assertIn(label, text)


class Sample(Case):
    def setUp(self):
        super().setUp()
        self.err = self.make(SAMPLE, *APPLICATION, "--final")

    def test_has_sixteen_seal_places_inside_the_pages(self):
        with open(self.path("out/urumqi-application.slots.json"), encoding="utf-8") as f:
            slots = json.load(f)
        self.assertEqual(slots["schema_version"], 1)
        seals = [s for s in slots["slots"] if s["kind"] == "seal"]
        self.assertEqual(len(seals), 16)
        self.assertEqual(len({s["id"] for s in seals}), 16)
        for s in seals:
            self.assertGreaterEqual(s["w"], 50)
            self.assertTrue(0 <= s["x"] and s["x"] + s["w"] <= 210 and 0 <= s["y"] and s["y"] + s["h"] <= 297, s)

    def test_seal_boxes_do_not_overlap(self):
        with open(self.path("out/urumqi-application.slots.json"), encoding="utf-8") as f:
            seals = [s for s in json.load(f)["slots"] if s["kind"] == "seal"]
        for i, a in enumerate(seals):
            for b in seals[i + 1:]:
                apart = (a["page"] != b["page"] or a["x"] + a["w"] <= b["x"] + 0.01 or b["x"] + b["w"] <= a["x"] + 0.01
                         or a["y"] + a["h"] <= b["y"] + 0.01 or b["y"] + b["h"] <= a["y"] + 0.01)
                self.assertTrue(apart, (a, b))

    def test_pdf_has_an_unsigned_field_for_each_seal(self):
        import subprocess
        done = subprocess.run(["pdfsig", self.path("out/urumqi-application.pdf")], capture_output=True, text=True)
        self.assertEqual(done.stdout.count("is not signed"), 16, done.stdout)

    def test_pdf_is_clean_and_fonts_are_embedded_subsets(self):
        pdf = self.path("out/urumqi-application.pdf")
        run("qpdf", "--check", pdf)
        fonts = run("pdffonts", pdf).splitlines()[2:]
        self.assertTrue(fonts)
        for line in fonts:
            self.assertRegex(line, r"^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ")

    def test_pdf_and_docx_hold_the_same_text(self):
        def body(text):
            return sorted(squeeze(text))
        pdf = squeeze(pdf_text(self.path("out/urumqi-application.pdf")))
        docx = squeeze(docx_text(self.path("out/urumqi-application.docx")))
        # The PDF also shows repeated heads and page numbers.
        missing = [c for c in set(docx) if docx.count(c) > pdf.count(c)]
        self.assertEqual(missing, [])

    def test_every_value_sits_in_a_content_control_with_its_path(self):
        tags = docx_tags(self.path("out/urumqi-application.docx"))
        for tag in ("units[0].name", "units[12].name", "texts.goals200", "jurisdictions.urumqi.district.participation",
                    "persons[3].name", "projects[5].number", "platforms[0].name"):
            self.assertIn(tag, tags)

    def test_values_stand_in_order(self):
        values = ["乌鲁木齐市新型储能产业创新联合体", "新能源", "新疆天屿储能科技股份有限公司", "民营股份有限公司",
                  "新疆维吾尔自治区乌鲁木齐市新市区示范一路88号", "周晓岚", "0991-5550101", "新市区", "袁望北", "0991-5550201",
                  "乌鲁木齐恒枢电气设备有限公司", "马千里", "天山西部技术转移中心", "付知微",
                  "共13个，其中：企业9个，高校2个，科研院所1个，其他1个。",
                  "荒漠可再生能源并网国家地方联合工程研究中心", "西域理工大学", "以高寒大温差环境长时储能为重点",
                  "新疆天屿储能科技股份有限公司成立于2014年", "新市区科学技术局主动摸排", "91650103PDY000028M",
                  "郑砚秋", "统筹负责人", "沈望舒", "阿依努尔·买买提", "罗锦川",
                  "大规模锂电储能电站安全预警与协同控制关键技术", "SL-2023-A01", "新型储能产业链技术对接会",
                  "科技成果路演暨技术经理人培训", "经审核，材料真实完整"]
        for read, suffix in ((pdf_text, "pdf"), (docx_text, "docx")):
            with self.subTest(suffix):
                self.assert_in_order(read(self.path("out/urumqi-application." + suffix)), values)

    def test_no_message_for_the_complete_sample(self):
        self.assertNotIn("错误", self.err)
        self.assertNotIn("[LH3", self.err)

    def test_same_bytes_in_another_locale_and_time_zone(self):
        from support import lianheti
        for out, env in (("a", {"LC_ALL": "C", "TZ": "UTC"}), ("b", {"LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Urumqi"})):
            status, _, err = lianheti("make", SAMPLE, *APPLICATION, "--final", "--out", self.path(out), env=env)
            self.assertEqual(status, 0, err)
        names = sorted(os.listdir(self.path("a")))
        self.assertGreaterEqual(len(names), 3)
        for name in names:
            with open(self.path("a", name), "rb") as a, open(self.path("b", name), "rb") as b:
                self.assertEqual(a.read(), b.read(), name)


def limited(members, leads, seed):
    return Maker(seed).consortium(members=members, leads=leads, full_limits=True)


class UnseenData(Case):
    """Shapes that the sample does not have."""

    def check(self, data, pages_at_most):
        path = self.write("data.yaml", data)
        self.make(path, *APPLICATION, "--final")
        want = [data["jurisdictions"]["urumqi"]["consortium_name"]]
        want += [u["name"] for u in data["units"] if u["role"] != "lead"]
        # The form has one line for a contact of the leads: the first lead's.
        want += [u["contact"]["name"] for u in data["units"] if u["role"] != "lead" or u["id"] == "lead"]
        want += [p["name"] for p in data["persons"] if p["in_core"]]
        want += [data["texts"]["goals200"], data["jurisdictions"]["urumqi"]["district"]["participation"]]
        want += [u["uscc"] for u in data["units"] if u["role"] != "lead"]
        pdf = self.path("out/urumqi-application.pdf")
        for read, file in ((pdf_text, pdf), (docx_text, pdf[:-3] + "docx")):
            text = squeeze(read(file))
            for value in want:
                self.assertTrue(squeeze(value) in text, value)
        run("qpdf", "--check", pdf)
        self.assertLessEqual(pdf_pages(pdf), pages_at_most)

    def test_six_members(self):
        self.check(limited(6, 1, 11), 9)

    def test_twenty_four_members(self):
        self.check(limited(24, 1, 12), 20)

    def test_two_leads(self):
        data = limited(9, 2, 13)
        self.check(data, 11)
        with open(self.path("out/urumqi-application.slots.json"), encoding="utf-8") as f:
            seals = [s for s in json.load(f)["slots"] if s["kind"] == "seal"]
        self.assertEqual(len(seals), 2 + 1 + 2 + 9 + 1)

    def test_long_names_leave_the_cover_one_page(self):
        data = limited(6, 1, 15)
        data["units"][0]["name"] = "新疆维吾尔自治区乌鲁木齐市高新技术产业开发区新型储能协同创新联合研究开发及检验检测认证服务有限责任公司"
        data["jurisdictions"]["urumqi"]["consortium_name"] = "乌鲁木齐市高寒大温差环境长时新型储能系统集成与构网型变流器安全评价全链条产业创新联合体"
        path = self.write("data.yaml", data)
        self.make(path, *APPLICATION, "--to", "pdf,docx,slots")
        first = squeeze(run("pdftotext", "-raw", "-l", "1", self.path("out/urumqi-application.pdf"), "-"))
        for text in (data["units"][0]["name"], "联系电话", "填报日期", "市科技局2026年制"):
            self.assertIn(text, first)

    def test_marks_between_joined_values_are_neither_doubled_nor_missing(self):
        data = limited(6, 1, 16)
        unit = data["units"][1]
        unit["nature"], unit["position"], unit["duty"] = "事业单位。", "疆内骨干单位", "承担任务一。"
        data["units"][2]["position"] = "疆内骨干企业。"
        data["activities"][0]["result"] = "签订意向6项。"
        path = self.write("data.yaml", data)
        self.make(path, *APPLICATION)
        for read, suffix in ((pdf_text, "pdf"), (docx_text, "docx")):
            text = squeeze(read(self.path("out/urumqi-application." + suffix)))
            self.assertIn("事业单位。疆内骨干单位。承担任务一。", text)
            self.assertIn("签订意向6项。2.", text)
            self.assertNotIn("。。", text)

    def test_rare_names(self):
        data = limited(7, 1, 14)
        for unit, name in zip(data["units"], ["䶮明", "㛃秋", "𠮷田一", "𬭎川", "阿卜杜热合曼·阿卜杜热伊木"]):
            unit["contact"]["name"] = name
        self.check(data, 9)
