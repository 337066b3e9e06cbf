"""Leaves of agreements: the edge that seals across the leaves need, and signature leaves that travel."""
import re
import subprocess

from generate import Maker
from papers import slots_of
from support import SAMPLE, Case, lianheti, pdf_pages, pdf_text, squeeze

DPI = 50
MM = DPI / 25.4
DARK = 160  # text and rules are darker; the mark and the guides of drafts are paler
WHITE = 250
JURISDICTIONS = ("urumqi", "xinjiang", "qingdao", "xilingol", "changchun")


def pages(pdf):
    """(width, height, grey pixels) of each page."""
    data = subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), pdf], capture_output=True, check=True).stdout
    while data:
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        w, h = int(head.group(1)), int(head.group(2))
        yield w, h, data[head.end():head.end() + w * h]
        data = data[head.end() + w * h:]


def darkest(page, left, width=15, height=50):
    """The darkest pixel of the strip at one side, at the middle of the page's height."""
    w, h, pixels = page
    strip = int(width * MM)
    x = 0 if left else w - strip
    rows = range(int(h / 2 - height / 2 * MM), int(h / 2 + height / 2 * MM))
    return min(min(pixels[y * w + x:y * w + x + strip]) for y in rows)


class Edge(Case):
    def test_both_edges_stay_free_for_every_number_of_parties(self):
        for parties in (5, 13, 30):
            data = self.write("data.yaml", Maker(60 + parties).consortium(members=parties - 1))
            for key in JURISDICTIONS:
                self.make(data, "--for", key, "--doc", "agreement", "--to", "pdf")
                for number, page in enumerate(pages(self.path("out", f"{key}-agreement.pdf")), 1):
                    for left in (True, False):
                        self.assertGreater(darkest(page, left), DARK, (parties, key, number, left))

    def test_finals_carry_no_guide_and_drafts_one_on_the_fronts(self):
        self.make(SAMPLE, "--for", "urumqi", "--doc", "agreement,supplement", "--to", "pdf", "--draft")
        fronts = [darkest(p, left=False) < WHITE for p in pages(self.path("out", "urumqi-agreement.pdf"))]
        self.assertEqual(fronts, [n % 2 == 0 for n in range(len(fronts))])
        self.assertTrue(any(darkest(p, left=False) < WHITE for p in pages(self.path("out", "urumqi-supplement.pdf"))))
        self.make(SAMPLE, "--for", "urumqi", "--doc", "agreement", "--to", "pdf", "--final")
        for page in pages(self.path("out", "urumqi-agreement.pdf")):
            self.assertGreaterEqual(min(darkest(page, left) for left in (True, False)), WHITE)

    def test_the_measure_sees_text(self):
        self.make(SAMPLE, "--for", "urumqi", "--doc", "agreement", "--to", "pdf", "--final")
        seen = [darkest(p, left=False, width=60, height=150) for p in pages(self.path("out", "urumqi-agreement.pdf"))]
        self.assertLess(min(seen), DARK)


class Covers(Case):
    def test_seals_of_three_leads_and_the_lines_below_stand_on_one_cover(self):
        data = Maker(77).consortium(members=5, leads=3)
        for unit in data["units"][:3]:
            unit["name"] = "新疆维吾尔自治区乌鲁木齐经济技术开发区" + unit["name"]
        path = self.write("data.yaml", data)
        for key in JURISDICTIONS:
            self.make(path, "--for", key, "--doc", "agreement", "--to", "pdf")
            slots = slots_of(self.path("out", f"{key}-agreement.slots.json"))
            self.assertEqual([s["page"] for s in slots if s["id"].startswith("SEAL_LEAD_COVER")], [1, 1, 1], key)
            cover = squeeze(pdf_text(self.path("out", f"{key}-agreement.pdf")).split("\f")[0])
            self.assertRegex(cover, "(签订|填报)日期：", key)


class Counterparts(Case):
    def test_each_party_has_a_signature_leaf_of_its_own(self):
        for parties in (5, 13, 30):
            maker = Maker(60 + parties)
            data = maker.consortium(members=parties - 1)
            path = self.write("data.yaml", data)
            for key in JURISDICTIONS:
                self.make(path, "--for", key, "--doc", "agreement", "--to", "pdf")
                usual = slots_of(self.path("out", f"{key}-agreement.slots.json"))
                self.make(path, "--for", key, "--doc", "agreement", "--to", "pdf", "--counterparts")
                pdf = self.path("out", f"{key}-agreement.pdf")
                slots = slots_of(self.path("out", f"{key}-agreement.slots.json"))
                # The same places of the same parties, each party on a page of its own.
                self.assertEqual([(s["id"], s["name"]) for s in slots], [(s["id"], s["name"]) for s in usual])
                signed = [s for s in slots if s["id"].startswith("SIGN_")]
                self.assertEqual(len(signed), parties, key)
                self.assertEqual(len({s["page"] for s in signed}), parties, key)
                leaves = pdf_text(pdf).split("\f")[pdf_pages(pdf) - parties:pdf_pages(pdf)]
                for unit, leaf in zip(data["units"], leaves):
                    self.assertIn(squeeze(unit["name"]), squeeze(leaf))
                    self.assertIn("本页无正文，为《", squeeze(leaf))

    def test_verify_knows_them(self):
        self.make(SAMPLE, "--for", "urumqi", "--doc", "agreement", "--to", "pdf", "--counterparts")
        pdf = self.path("out", "urumqi-agreement.pdf")
        words = ("verify", pdf, SAMPLE, "--for", "urumqi")
        self.assertEqual(lianheti(*words, "--option", "counterparts=on")[0], 0)
        self.assertEqual(lianheti(*words)[0], 1)
