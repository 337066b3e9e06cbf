"""Seal places, measured on rendered pages: a disc of true size that no rule and no other party's text enters."""
import json
import math
import os
import re
import subprocess
import unittest

from generate import Maker
from papers import of_kind, slots_of
from support import ROOT, SAMPLE, Case, docx_text, lianheti, pdf_pages, run, squeeze

DPI = 144
DARK = 160  # rules and text are black; the discs and the mark of drafts are paler than this
MM = DPI / 25.4
JURISDICTIONS = ("urumqi", "xinjiang", "qingdao", "xilingol", "changchun")

# Who seals the application, in reading order; "members" stands for one seal of each member.
APPLICATION = {
    "urumqi": ["lead", "district", "lead", "members", "district"],
    "xinjiang": ["lead", "lead", "recommender", "department"],
    "qingdao": ["lead", "recommender", "lead", "members", "recommender"],
    "xilingol": ["recommender", "lead"],
    "changchun": ["lead", "recommender", "lead", "members", "recommender"],
}


class Page:
    """A page as its reader sees it: grey pixels, and the words with their boxes (in pixels)."""

    def __init__(self, pdf, number):
        done = subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-f", str(number), "-l", str(number), pdf],
                              capture_output=True, check=True)
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", done.stdout)
        self.w, self.h = int(head.group(1)), int(head.group(2))
        self.pixels = done.stdout[head.end():]
        text = run("pdftotext", "-bbox", "-f", str(number), "-l", str(number), pdf, "-")
        scale = DPI / 72
        self.words = [tuple(float(v) * scale for v in m.groups()[:4]) + (m.group(5),) for m in re.finditer(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>', text)]

    def row(self, y, x0, x1):
        return self.pixels[y * self.w + x0:y * self.w + x1]

    def words_in(self, disc):
        """Words that reach into the disc."""
        cx, cy, r = disc
        return [w for w in self.words
                if math.hypot(max(w[0] - cx, 0, cx - w[2]), max(w[1] - cy, 0, cy - w[3])) < r]

    def ink_in(self, disc, ruled_marks=False):
        """Rows of the disc with ink that is no text. A cover's own fill-in line under the mark may be there."""
        cx, cy, r = disc
        words = self.words_in(disc)
        lines = [w for w in words if ruled_marks and re.fullmatch(r"[（(]?(盖章|公章)[)）]?", w[4])]
        found = []
        for y in range(math.ceil(cy - r), math.floor(cy + r) + 1):
            half = math.sqrt(max(r * r - (y - cy) ** 2, 0))
            x0, x1 = math.ceil(cx - half), math.floor(cx + half)
            if x1 <= x0 or any(w[1] <= y <= w[3] + 2 * MM for w in lines):
                continue
            row = bytearray(self.row(y, x0, x1))
            for w in words:
                if w[1] - 3 <= y <= w[3] + 3:
                    a, b = max(int(w[0]) - 3 - x0, 0), min(int(w[2]) + 4 - x0, len(row))
                    if b > a:
                        row[a:b] = b"\xff" * (b - a)
            if row and min(row) < DARK:
                found.append(y)
        return found


def disc_of(slot):
    """Centre and radius in pixels; a hair less than the seal, for the rounding of pixels."""
    return (slot["x"] + slot["w"] / 2) * MM, (slot["y"] + slot["h"] / 2) * MM, slot["diameter"] / 2 * MM - 1.5


def foreign(words, own, others):
    """A piece of another party's name among the words: six characters that the own name has not."""
    text = "".join(w[4] for w in words)
    for name in others:
        for i in range(len(name) - 5):
            if name[i:i + 6] in text and name[i:i + 6] not in own:
                return name
    return None


def pdf_pages_of(data, case, key):
    """Pages of the agreement, made on its own."""
    case.make(data, "--for", key, "--doc", "agreement", "--to", "pdf")
    return pdf_pages(case.path("out", f"{key}-agreement.pdf"))


class Seals(Case):
    def json(self, path):
        with open(path, encoding="utf-8") as f:
            return json.load(f)

    def assert_discs(self, pdf, slots, parties):
        pages = {n: Page(pdf, n) for n in {s["page"] for s in slots}}
        for slot in slots:
            page, disc = pages[slot["page"]], disc_of(slot)
            with self.subTest(f"{pdf} {slot['id']}"):
                self.assertGreaterEqual(slot["diameter"], 45)
                self.assertTrue(disc[2] < disc[0] < page.w - disc[2] and disc[2] < disc[1] < page.h - disc[2])
                self.assertEqual(page.ink_in(disc, ruled_marks=slot["page"] == 1), [])
                others = [p for p in parties if p != slot["name"] and p not in slot["name"]]
                self.assertIsNone(foreign(page.words_in(disc), slot["name"], others))

    def check_parties(self, parties):
        data = Maker(40 + parties).consortium(members=parties - 1, leads=1)
        units = [u["name"] for u in data["units"]]
        path = self.write("data.yaml", data)
        for key in JURISDICTIONS:
            self.make(path, "--for", key, "--doc", "application,agreement", "--to", "pdf")
            for document in ("application", "agreement"):
                stem = self.path("out", f"{key}-{document}")
                slots = slots_of(stem + ".slots.json")
                seals = of_kind(slots, "seal")
                want = ["lead"] + ["lead", "members"] if document == "agreement" else APPLICATION[key]
                owners = [o for who in want for o in (["member"] * (parties - 1) if who == "members" else [who])]
                self.assertEqual([s["who"] for s in seals], owners, stem)
                names = {"lead": [units[0]] * owners.count("lead"),
                         "member": units[1:] if "member" in owners else []}
                for who, expected in names.items():
                    self.assertEqual([s["name"] for s in seals if s["who"] == who], expected, stem)
                self.assertTrue(all(s["name"] for s in seals), stem)
                self.assertEqual([s["name"] for s in of_kind(slots, "signature")],
                                 units if document == "agreement" else [], stem)
                self.assert_discs(stem + ".pdf", seals, units)
                self.assert_keywords(stem + ".pdf", slots)

    def assert_keywords(self, pdf, slots):
        """Each is found once by a search of the whole text, on one line, and is no piece of another."""
        lines = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").replace("\f", "\n").split("\n")
        for slot in slots:
            keyword = slot["keyword"]
            self.assertRegex(keyword, r"^[\u4e00-\u9fff0-9N]{4,30}$")
            self.assertEqual(sum(line.count(keyword) for line in lines), 1, f"{pdf} {keyword}")

    def test_five_parties(self):
        self.check_parties(5)

    def test_thirteen_parties(self):
        self.check_parties(13)

    def test_thirty_parties(self):
        self.check_parties(30)

    def test_contract_seals_have_more_room(self):
        """Discs of 58 mm on the signature pages, of all jurisdictions."""
        data = Maker(53).consortium(members=12, leads=1)
        path = self.write("data.yaml", data)
        for key in JURISDICTIONS:
            self.make(path, "--for", key, "--doc", "agreement", "--to", "pdf", "--option", "contract_seal=on")
            stem = self.path("out", f"{key}-agreement")
            seals = of_kind(slots_of(stem + ".slots.json"), "seal")
            self.assertEqual([(s["diameter"], s["w"], s["h"]) for s in seals[1:]], [(58, 60, 60)] * 13)
            self.assert_discs(stem + ".pdf", seals, [u["name"] for u in data["units"]])

    def test_keywords_can_be_left_out(self):
        for words in (("--option", "keywords=off"), ("--blank",)):
            data = None if words[0] == "--blank" else SAMPLE
            self.make(data, "--for", "urumqi", "--to", "pdf,slots", *words)
            stem = self.path("out", "urumqi-application" + ("" if data else "-blank"))
            self.assertNotIn("盖章处", run("pdftotext", "-raw", stem + ".pdf", "-"))
            self.assertTrue(all("keyword" not in s and s["mark"] for s in slots_of(stem + ".slots.json")))

    def test_a_signer_fills_the_field_on_its_place(self):
        """pdfsig signs the field by name; what mutool draws for it lies in the place and nowhere else."""
        data = Maker(45).consortium(members=4, leads=1)
        self.make(self.write("data.yaml", data), "--for", "urumqi", "--doc", "agreement", "--to", "pdf")
        pdf = self.path("out", "urumqi-agreement.pdf")
        slot = next(s for s in slots_of(pdf[:-4] + ".slots.json") if s["id"] == "SEAL_M01")
        sign = os.path.join(ROOT, "tests/support/sign_field.sh")
        report = run("sh", sign, "pdfsig", pdf, self.path("named.pdf"), slot["field"])
        signed = re.findall(r"Field Name: (\w+)\n +- Signer", report)
        self.assertEqual(signed, ["SEAL_M01"], report)
        fields = json.loads(run("qpdf", "--json=1", "--json-key=acroform", pdf))["acroform"]["fields"]
        number = next(f["object"].split()[0] for f in fields if f["fullname"] == slot["field"])
        run("sh", sign, "mutool", pdf, self.path("drawn.pdf"), number)
        before, after = Page(pdf, slot["page"]), Page(self.path("drawn.pdf"), slot["page"])
        changed = [(i % before.w, i // before.w) for i, (a, b) in enumerate(zip(before.pixels, after.pixels)) if a != b]
        self.assertGreater(len(changed), 100)
        cx, cy, r = disc_of(slot)
        for x, y in changed:
            self.assertTrue(abs(x - cx) <= r + 4 and abs(y - cy) <= r + 4, (x, y, slot))

    def test_platforms_are_told_the_same_places(self):
        """The parameters of each platform, turned back into millimetres, are the places of slots.json."""
        data = Maker(45).consortium(members=4, leads=1)
        self.make(self.write("data.yaml", data), "--for", "xilingol", "--doc", "agreement", "--to", "pdf",
                  "--slots-for", "esign,tencent,kaifangqian,junziqian")
        stem = self.path("out", "xilingol-agreement")
        slots = {s["id"]: s for s in slots_of(stem + ".slots.json")}
        read = lambda name, key: {p["slot"]: p for p in self.json(f"{stem}.{name}.json")[key]}
        esign, tencent = read("esign", "signFields"), read("tencent", "components")
        kaifangqian, junziqian = read("kaifangqian", "positions"), read("junziqian", "positions")
        for found in (esign, tencent, kaifangqian, junziqian):
            self.assertEqual(list(found), list(slots))
        mm = 25.4 / 72
        for key, slot in slots.items():
            cx, cy = slot["x"] + slot["w"] / 2, slot["y"] + slot["h"] / 2
            p = esign[key]["normalSignFieldConfig"]["signFieldPosition"]
            self.assertEqual(p["positionPage"], str(slot["page"]))
            self.assertAlmostEqual(p["positionX"] * mm, cx, delta=0.02)
            self.assertAlmostEqual(297 - p["positionY"] * mm, cy, delta=0.02)
            p = tencent[key]["SignComponent"]
            self.assertEqual(p["ComponentPage"], slot["page"])
            self.assertEqual(p["ComponentType"], "SIGN_SEAL" if slot["kind"] == "seal" else "SIGN_SIGNATURE")
            self.assertAlmostEqual((p["ComponentPosX"] + p["ComponentWidth"] / 2) * mm, cx, delta=0.02)
            self.assertAlmostEqual((p["ComponentPosY"] + p["ComponentHeight"] / 2) * mm, cy, delta=0.02)
            self.assertEqual(tencent[key]["keywordComponentId"], f"^{slot['keyword']}^")
            p = kaifangqian[key]["positionParam"]
            self.assertEqual((p["keyword"], p["pageConfig"]), (slot["keyword"], str(slot["page"])))
            self.assertLessEqual(int(p["controlWidth"]), 120)
            (page,) = junziqian[key]["chapteJson"]
            self.assertEqual((page["page"], junziqian[key]["chapteName"]), (slot["page"] - 1, slot["field"]))
            self.assertAlmostEqual(page["chaptes"][0]["offsetX"] * 210 + slot["diameter"] / 2, cx, delta=0.02)

    def test_a_platform_that_needs_keywords_says_so(self):
        err = self.make(SAMPLE, "--for", "urumqi", "--slots-for", "kaifangqian", "--option", "keywords=off", status=1)
        self.assertIn("LH5110", err)
        self.assertFalse(os.path.exists(self.path("out")))
        self.assertIn("esign, tencent", self.make(SAMPLE, "--for", "urumqi", "--slots-for", "adobe", status=2))

    def test_list_slots(self):
        status, out, err = lianheti("list", "slots", SAMPLE, "--for", "urumqi", "--doc", "application", "--format", "json")
        self.assertEqual((status, err), (0, ""))
        self.make(SAMPLE, "--for", "urumqi", "--to", "slots")
        want = [(s["id"], str(s["page"]), s["name"], s["keyword"])
                for s in slots_of(self.path("out", "urumqi-application.slots.json"))]
        self.assertEqual([(s["id"], s["page"], s["name"], s["keyword"]) for s in json.loads(out)["slots"]], want)
        self.assertIn("LH7005", lianheti("list", "slots", "--for", "urumqi")[2])

    def test_every_paper_of_every_jurisdiction(self):
        """The same for all that the data has something for, supplements and reports too: the sample has them all."""
        for key in JURISDICTIONS:
            self.make(SAMPLE, "--for", key, "--doc", "all", "--to", "pdf")
        units = {s["name"] for s in slots_of(self.path("out", "urumqi-agreement.slots.json"))}
        self.assertEqual(len(units), 13)
        measured = 0
        for name in sorted(os.listdir(self.path("out"))):
            if name.endswith(".slots.json"):
                slots = slots_of(self.path("out", name))
                pdf = self.path("out", name.replace(".slots.json", ".pdf"))
                self.assert_discs(pdf, of_kind(slots, "seal"), units)
                self.assert_keywords(pdf, slots)
                measured += 1
        self.assertGreater(measured, 30)

    def sealplan(self, data, key, *words):
        self.make(data, "--for", key, "--doc", "sealplan", *words)
        return self.json(self.path("out", f"{key}-sealplan.json"))["parties"]

    def test_sealplan_lists_every_place_of_every_paper(self):
        """The sheets, taken apart again, are the slots of all papers; the sums are right; each unit has its page."""
        data = Maker(53).consortium(members=12, leads=1)
        units = [u["name"] for u in data["units"]]
        path = self.write("data.yaml", data)
        for key in JURISDICTIONS:
            pages = pdf_pages_of(path, self, key)
            parties = self.sealplan(path, key, "--to", "pdf,docx")
            listed = sorted((s["document"], s["slot"], s["page"], p["name"]) for p in parties for s in p["stamps"]
                            if s["kind"] != "edge")
            status, out, _ = lianheti("list", "slots", path, "--for", key, "--format", "json")
            self.assertEqual(status, 0)
            self.assertEqual(listed, sorted((s["document"], s["id"], int(s["page"]), s["name"])
                                            for s in json.loads(out)["slots"]))
            self.assertEqual(len({p["name"] for p in parties}), len(parties))
            for party in parties:
                for kind, total in ((("seal", "personal_seal", "edge"), "impressions"), (("signature",), "signatures")):
                    self.assertEqual(sum(s["times"] for s in party["stamps"] if s["kind"] in kind), party[total])
                agreement = [s for s in party["stamps"] if s["document"] == "agreement"]
                if party["name"] in units:
                    # Thirteen parties and two spare copies; the edges once in each copy.
                    self.assertEqual({s["copies"] for s in agreement}, {15})
                    (edge,) = [s for s in agreement if s["kind"] == "edge"]
                    self.assertEqual((edge["pages"], edge["leaves"], edge["times"]), (pages, (pages + 1) // 2, 15))
            pdf = self.path("out", f"{key}-sealplan.pdf")
            sheets = [squeeze(t) for t in run("pdftotext", "-raw", pdf, "-").split("\f")[:-1]]
            for party in parties:
                name = party["name"] or party["party"] + "（名称未填）"
                own = [t for t in sheets[1:] if t.startswith("用印单" + name)]
                self.assertEqual(len(own), 1, name)
                self.assertIn(f"盖章{party['impressions']}次，签字{party['signatures']}次", own[0])
            text = squeeze(docx_text(pdf[:-3] + "docx"))
            self.assertEqual([p["name"] for p in parties if "用印单" + p["name"] not in text], [])

    def test_sealplan_counts_leaves_and_copies_as_asked(self):
        data = Maker(70).consortium(members=29, leads=1)
        path = self.write("data.yaml", data)
        edge = lambda parties: next(s for s in parties[0]["stamps"] if s["kind"] == "edge")
        double = edge(self.sealplan(path, "urumqi"))
        single = edge(self.sealplan(path, "urumqi", "--option", "duplex=off", "--option", "edge_leaves=5"))
        self.assertEqual(double["leaves"], (double["pages"] + 1) // 2)
        self.assertEqual(single["leaves"], single["pages"])
        self.assertEqual(single["seals"], math.ceil(single["leaves"] / 5))
        self.assertEqual(single["times"], single["copies"] * single["seals"])
        self.assertIn(f"分{single['seals']}组各盖一次：第1—",
                      squeeze(run("pdftotext", "-raw", self.path("out", "urumqi-sealplan.pdf"), "-")))
        three = self.sealplan(path, "urumqi", "--option", "seal_copies=3")
        self.assertEqual({s["copies"] for p in three for s in p["stamps"] if s["document"] == "application"}, {3})
        form = self.sealplan(path, "xinjiang")
        self.assertEqual({s["copies"] for p in form for s in p["stamps"] if s["document"] == "application"}, {3})

    def test_the_measure_sees_a_rule_and_a_name(self):
        """The same measure, a disc moved by 20 mm: it must find the rule of the cell and the neighbour's name."""
        data = Maker(45).consortium(members=4, leads=1)
        self.make(self.write("data.yaml", data), "--for", "urumqi", "--doc", "application", "--to", "pdf")
        stem = self.path("out", "urumqi-application")
        slot = next(s for s in slots_of(stem + ".slots.json") if s["id"] == "SEAL_M02_OPINION")
        page = Page(stem + ".pdf", slot["page"])
        self.assertEqual(page.ink_in(disc_of(slot)), [])
        self.assertNotEqual(page.ink_in(disc_of({**slot, "y": slot["y"] + 20})), [])
        self.assertNotEqual(page.ink_in(disc_of({**slot, "x": slot["x"] + 20})), [])
        others = [u["name"] for u in data["units"] if u["name"] != slot["name"]]
        self.assertIsNotNone(foreign(page.words_in(disc_of({**slot, "y": slot["y"] + 45})), slot["name"], others))


if __name__ == "__main__":
    unittest.main()
