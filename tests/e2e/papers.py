"""What tests of a jurisdiction's papers share: agreements of many parties, the whole set, seals."""
import json
import re

from generate import Maker
from support import SAMPLE, Case, docx_text, pdf_pages, pdf_text, run, squeeze


def slots_of(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)["slots"]


def of_kind(slots, kind):
    return [s for s in slots if s["kind"] == kind]


def page_texts(pdf):
    return [squeeze(t) for t in pdf_text(pdf).split("\f")[:-1]]


def overlapping(seals):
    """Pairs of boxes on one page that cover each other and belong to different parties."""
    pairs = []
    for i, a in enumerate(seals):
        for b in seals[i + 1:]:
            if a["page"] == b["page"] and a["name"] != b["name"] and \
                    a["x"] + a["w"] > b["x"] + 0.01 and b["x"] + b["w"] > a["x"] + 0.01 and \
                    a["y"] + a["h"] > b["y"] + 0.01 and b["y"] + b["h"] > a["y"] + 0.01:
                pairs.append((a["id"], b["id"]))
    return pairs


class PapersCase(Case):
    jurisdiction = None
    lead_place = None  # (code, name): where the lead must be registered

    def local_sample(self):
        """The sample with its lead registered in the jurisdiction, as finals demand."""
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        away = 'registered_region: {code: "650104", name: 新疆维吾尔自治区乌鲁木齐市新市区}'
        self.assertIn(away, text)
        code, name = self.lead_place
        here = f'registered_region: {{code: "{code}", name: {name}}}'
        return self.write("sample.yaml", text.replace(away, here, 1))

    def file(self, document, suffix="pdf", folder="out"):
        return self.path(folder, f"{self.jurisdiction}-{document}.{suffix}")

    def make_papers(self, data, documents, *words, status=0):
        return self.make(data, "--for", self.jurisdiction, "--doc", documents, *words, status=status)

    def texts(self, document):
        """(suffix, text) of both files."""
        yield "pdf", pdf_text(self.file(document))
        yield "docx", docx_text(self.file(document, "docx"))

    def assert_values(self, document, values):
        for suffix, text in self.texts(document):
            with self.subTest(suffix):
                self.assert_in_order(text, values)

    def assert_blank_headings(self, document, headings):
        self.make(None, "--for", self.jurisdiction, "--doc", document, "--blank")
        for suffix, read in (("pdf", pdf_text), ("docx", docx_text)):
            with self.subTest(suffix):
                self.assert_in_order(read(self.file(document + "-blank", suffix)), headings)

    def assert_whole_set(self, documents):
        """Every paper is made without an error, the PDF is sound and the DOCX says no less."""
        err = self.make_papers(self.local_sample(), "all", "--final")
        self.assertNotIn("错误", err)
        self.assertNotIn("[LH3", err)
        self.assertNotIn("[LH4", err)
        for document in documents:
            with self.subTest(document):
                run("qpdf", "--check", self.file(document))
                pdf, docx = squeeze(pdf_text(self.file(document))), squeeze(docx_text(self.file(document, "docx")))
                # Check boxes are drawn in the PDF and characters in the DOCX.
                self.assertEqual([c for c in set(docx) - set("☐☑") if docx.count(c) > pdf.count(c)], [])

    def assert_not_alone(self, document, line):
        """The line is on a page with more text than itself and a page number."""
        page = next(t for t in page_texts(self.file(document)) if line in t)
        self.assertGreater(len(page), len(line) + 20, page)

    def assert_parties(self, parties, seed, copies, name):
        """An agreement of so many parties: a block each, lead first, seal and signature on one page."""
        data = Maker(seed).consortium(members=parties - 1, leads=1)
        self.make_papers(self.write("data.yaml", data), "agreement")
        units = [u["name"] for u in data["units"]]
        slots = slots_of(self.file("agreement", "slots.json"))
        seals, signs = of_kind(slots, "seal"), of_kind(slots, "signature")
        self.assertEqual([s["name"] for s in seals], [units[0]] + units)
        self.assertEqual([s["name"] for s in signs], units)
        self.assertEqual([s["page"] for s in seals[1:]], [s["page"] for s in signs])
        self.assertEqual(overlapping(seals), [])
        pages = page_texts(self.file("agreement"))
        signed = sorted({s["page"] for s in signs})
        consortium = data["jurisdictions"][self.jurisdiction]["consortium_name"]
        for page in signed:
            self.assertIn(f"（本页无正文，为《{consortium}{name}》签署页）", pages[page - 1])
        self.assertIn("（以下无正文）", pages[signed[0] - 2])
        self.assert_not_alone("agreement", "（以下无正文）")
        self.assert_values("agreement", [f"一式{copies}份"] + units)
        run("qpdf", "--check", self.file("agreement"))

    def assert_clause_replaced(self, key, heading):
        """A clause of the data stands in place of ours, under the same heading."""
        data = Maker(5).consortium(members=6, leads=1)
        data["agreement"]["clauses"] = {key: "此条由各方另行议定甲。\n另行议定乙。"}
        self.make_papers(self.write("data.yaml", data), "agreement")
        self.assert_values("agreement", [heading, "此条由各方另行议定甲。", "另行议定乙。"])
        return squeeze(docx_text(self.file("agreement", "docx")))

    def rows(self, document, pattern):
        return re.findall(pattern, squeeze(docx_text(self.file(document, "docx"))))

    def pages(self, document):
        return pdf_pages(self.file(document))
