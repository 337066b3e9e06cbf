"""Bound sets and papers of a district, read by other programs."""
import glob
import json
import os
import re
import shutil
import tempfile
import unittest

from generate import Maker, topic
from support import ROOT, docx_text, lianheti, pdf_pages, pdf_text, run, squeeze

NUMBER = re.compile(r"合订第(\d+)页")
FRONT = 3  # separator, cover, contents


def page_texts(path):
    """The text of each page without blanks."""
    return [squeeze(page) for page in pdf_text(path).split("\f")[:-1]]


def outline(path):
    """[(title, page from 1, children)] of a PDF."""
    def walk(items):
        return [(i["title"], i["destpageposfrom1"], walk(i["kids"])) for i in items]
    return walk(json.loads(run("qpdf", "--json=1", "--json-key=outlines", path))["outlines"])


def links(path, page):
    """Target pages of the links on a page, from above, each once."""
    data = json.loads(run("qpdf", "--json=1", path))
    objects = data["objects"]
    numbers = {p["object"]: i + 1 for i, p in enumerate(data["pages"])}
    found = []
    for ref in objects[data["pages"][page - 1]["object"]].get("/Annots", []):
        note = objects[ref]
        if note["/Subtype"] == "/Link" and numbers[note["/Dest"][0]] not in found:
            found.append(numbers[note["/Dest"][0]])
    return found


class Bound(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.mkdtemp(prefix="lianheti-bound-")
        cls.out, cls.manifest = cls.packet("whole", "")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.dir)

    @classmethod
    def packet(cls, name, binding):
        """The sample district, three consortia of it; `binding`: lines under binding:."""
        with open(os.path.join(ROOT, "samples/district.yaml"), encoding="utf-8") as f:
            text = f.read()
        head = text.split("consortia:")[0]
        files = "\n".join(f"  - {ROOT}/samples/district/0{n}.yaml" for n in (1, 2, 3))
        path = os.path.join(cls.dir, name + ".yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(f"{head}consortia:\n{files}\ndocuments:\n  application: {{copies: 3}}\n"
                    "  agreement: {copies: auto}\n  recommendation: {copies: 1}\n" + binding)
        out = os.path.join(cls.dir, name)
        status, stdout, stderr = lianheti("packet", path, "--out", out, "--jobs", "1")
        assert status == 0, stderr + stdout
        with open(os.path.join(out, "manifest.json"), encoding="utf-8") as f:
            return out, json.load(f)

    def bound(self, n=0):
        entry = self.manifest["consortia"][n]
        return entry, os.path.join(self.out, entry["set"]["pdf"][0])

    def paper(self, key, suffix=".pdf"):
        path, = [p["path"] for p in self.manifest["papers"] if p["key"] == key and p["path"].endswith(suffix)]
        return os.path.join(self.out, path)

    def test_readers_accept_every_set(self):
        for n in range(3):
            entry, path = self.bound(n)
            run("qpdf", "--check", path)
            self.assertEqual(pdf_pages(path), entry["set"]["pages"])
            self.assertEqual(entry["set"]["pages"], 2 * entry["set"]["leaves"])

    def test_each_face_is_embedded_once(self):
        names = [line.split()[0].split("+")[1] for line in run("pdffonts", self.bound()[1]).splitlines()[2:]]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreaterEqual(len(names), 4)

    def test_documents_begin_on_right_hand_pages_with_their_bookmark(self):
        entry, path = self.bound()
        marks = outline(path)
        self.assertEqual([page for _, page, _ in marks[:FRONT]], [1, 3, 5])
        self.assertEqual(len(marks), FRONT + len(entry["documents"]))
        texts = page_texts(path)
        for (title, page, _), document in zip(marks[FRONT:], entry["documents"]):
            self.assertEqual(page % 2, 1, title)
            first = page_texts(os.path.join(self.out, document["pdf"]))[0]
            self.assertEqual(NUMBER.sub("", texts[page - 1]), first, title)

    def test_bookmarks_of_a_document_lead_to_its_pages(self):
        entry, path = self.bound()
        texts = page_texts(path)
        for (_, _, kids), document in zip(outline(path)[FRONT:], entry["documents"]):
            for title, page, _ in kids:
                self.assertIn(squeeze(title), texts[page - 1])
            own = outline(os.path.join(self.out, document["pdf"]))
            self.assertLessEqual(abs(len(own) - len(kids)), 1)

    def test_contents_say_and_link_to_where_documents_begin(self):
        entry, path = self.bound()
        begins = [page for _, page, _ in outline(path)[FRONT:]]
        self.assertEqual(links(path, 5), begins)
        text = page_texts(path)[4]
        at = 0
        for (title, page, _), document in zip(outline(path)[FRONT:], entry["documents"]):
            row = f"{squeeze(title)}{page}—" if document["pages"] > 1 else f"{squeeze(title)}{page}"
            self.assertIn(row, text[at:])
            at = text.index(row, at)
        self.assertIn(f"共{entry['set']['leaves']}张、{entry['set']['pages']}页", text)

    def test_every_page_of_every_document_is_there_in_order(self):
        entry, path = self.bound()
        bound = [NUMBER.sub("", t) for t in page_texts(path)[6:]]
        alone = [t for d in entry["documents"] for t in page_texts(os.path.join(self.out, d["pdf"]))]
        self.assertEqual([t for t in bound if t], [t for t in alone if t])

    def test_numbers_are_places_in_the_file_and_blanks_have_none(self):
        for n in range(3):
            for i, text in enumerate(page_texts(self.bound(n)[1])):
                rest = NUMBER.sub("", text)
                if i < 4 or not rest:
                    self.assertNotRegex(text, NUMBER)
                else:
                    self.assertEqual(NUMBER.findall(text), [str(i + 1)])

    def test_page_behind_a_cover_lies_on_the_right(self):
        texts = page_texts(self.bound()[1])
        self.assertEqual(texts[7], "")
        self.assertIn("组建申请表", texts[8])
        self.assertTrue(texts[8].endswith("1合订第9页"), texts[8][-20:])

    def test_stamped_pages_can_have_blank_backs(self):
        _, manifest = self.packet("single", "binding: {stamped_single: true}\n")
        entry = manifest["consortia"][0]
        path = os.path.join(self.dir, "single", entry["set"]["pdf"][0])
        texts = page_texts(path)
        begin = outline(path)[FRONT][1]
        pages = page_texts(os.path.join(self.dir, "single", entry["documents"][0]["pdf"]))
        for slot in entry["documents"][0]["slots"]:
            at = [i for i, t in enumerate(texts) if i >= begin - 1 and NUMBER.sub("", t) == pages[slot["page"] - 1]][0]
            self.assertEqual(at % 2, 0)
            self.assertEqual(texts[at + 1], "")

    def test_set_for_one_side_has_no_blanks(self):
        _, manifest = self.packet("simplex", "duplex: false\n")
        entry = manifest["consortia"][0]
        path = os.path.join(self.dir, "simplex", entry["set"]["pdf"][0])
        self.assertEqual(entry["set"]["pages"], FRONT + sum(d["pages"] for d in entry["documents"]))
        self.assertEqual(entry["set"]["leaves"], entry["set"]["pages"])
        self.assertNotIn("", page_texts(path))

    def test_large_sets_become_volumes_that_say_so(self):
        _, manifest = self.packet("volumes", "binding: {volume_leaves: 8}\n")
        entry = manifest["consortia"][0]
        paths = [os.path.join(self.dir, "volumes", p) for p in entry["set"]["pdf"]]
        self.assertGreater(len(paths), 1)
        self.assertEqual(sum(map(pdf_pages, paths)), entry["set"]["pages"])
        contents = None
        for i, path in enumerate(paths):
            self.assertLessEqual(pdf_pages(path), 16)
            texts = page_texts(path)
            self.assertIn(f"第{'一二三四五'[i]}册", texts[0 if i else 2])
            own = NUMBER.sub("", texts[2 if i else 4])
            self.assertEqual(own, contents or own)
            contents = own
        first = outline(paths[1])[2]
        self.assertRegex(contents, f"2·{first[1]}(—|\\d)")

    def test_whole_district_is_one_set_on_request(self):
        out, manifest = self.packet("district", "binding: {whole: true}\n")
        whole = manifest["set"]
        path = os.path.join(out, whole["pdf"][0])
        run("qpdf", "--check", path)
        self.assertEqual(pdf_pages(path), whole["pages"])
        marks = outline(path)
        names = [e["name"] for e in manifest["consortia"]]
        self.assertEqual([title for title, _, _ in marks], ["封面", "目录", "区县材料", *names])
        self.assertEqual([title for title, _, _ in marks[2][2]], ["推荐函", "汇总表"])
        self.assertEqual(links(path, 3), [page for _, page, _ in marks[2:]])
        texts = page_texts(path)
        for entry, (name, page, kids) in zip(manifest["consortia"], marks[3:]):
            self.assertIn(name, texts[page - 1])
            self.assertEqual(len(kids), len(entry["documents"]))
            for _, begin, _ in kids:
                self.assertEqual(begin % 2, 1)
        # The summary table lies turned in the upright book, its set number at the foot of the sheet.
        ledger = marks[2][2][1][1]
        self.assertIn("申报汇总表", texts[ledger - 1])
        self.assertEqual(NUMBER.findall(texts[ledger - 1]), [str(ledger)])
        info = run("pdfinfo", "-f", ledger, "-l", ledger, path)
        self.assertRegex(info, rf"Page\s+{ledger} rot:\s+90")
        self.assertIsNone(self.manifest["set"])

    def test_spine_says_whose_it_is(self):
        entry, _ = self.bound()
        path, = glob.glob(os.path.join(self.out, entry["folder"], "*书脊*.pdf"))
        self.assertIn(entry["name"], page_texts(path)[0])

    def test_tables_of_the_district_lie_turned_on_upright_sheets(self):
        for key in ("ledger", "book", "seals"):
            info = run("pdfinfo", self.paper(key))
            self.assertRegex(info, r"Page size:\s+595\.\d+ x 841")
            self.assertRegex(info, r"Page rot:\s+90")
            run("qpdf", "--check", self.paper(key))
        # As it lies on the sheet, the head is on the left: the title is left of the table.
        flat = os.path.join(self.dir, "flat.pdf")
        run("qpdf", "--rotate=0", self.paper("ledger"), flat)
        boxes = run("pdftotext", "-bbox", flat, "-")
        x = {m[1]: float(m[0]) for m in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes)}
        title = [v for k, v in x.items() if "汇总表" in k]
        head = [v for k, v in x.items() if k == "序号"]
        self.assertLess(title[0], head[0])
        self.assertLess(title[0], 150)

    def test_summary_table_lists_every_consortium_in_both_formats(self):
        pdf, word = squeeze(pdf_text(self.paper("ledger"))), squeeze(docx_text(self.paper("ledger_docx", ".docx")))
        for entry in self.manifest["consortia"]:
            for value in (entry["row"]["name"], entry["row"]["uscc"], entry["row"]["phone"]):
                self.assertIn(value, pdf)
                self.assertIn(value, word)
        total = sum(int(e["row"]["members"]) for e in self.manifest["consortia"])
        self.assertIn(f"合计3个{total}", pdf)

    def test_receipts_list_the_documents_of_each(self):
        texts = page_texts(self.paper("receipts"))
        self.assertEqual(len(texts), 3)
        for entry, text in zip(self.manifest["consortia"], texts):
            self.assertIn(entry["name"], text)
            for document in entry["documents"]:
                self.assertIn(squeeze(document["short"]), text)
        # Each is given away: none on the back of another's.
        paper, = [p for p in self.manifest["papers"] if p["key"] == "receipts"]
        self.assertEqual((paper["pages"], paper["leaves"]), (3, 3))


def walk(marks):
    for title, page, kids in marks:
        yield title, page
        yield from walk(kids)


class Volumes(unittest.TestCase):
    """Sets of consortia with many members, in several volumes: every bookmark and entry leads where it says."""
    OWN = {"封面": "申报材料", "目录": "目录", "隔页": "隔页"}

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="lianheti-volumes-")
        self.addCleanup(shutil.rmtree, self.dir)

    def packet(self, key, documents, volume_leaves):
        for n, leads in enumerate((1, 3)):
            data = Maker(2800 + n, serial=n * 40).consortium(members=28, leads=leads, topic=topic(n))
            with open(os.path.join(self.dir, f"{n + 1}.yaml"), "w", encoding="utf-8") as f:
                json.dump(data, f, ensure_ascii=False)
        path = os.path.join(self.dir, "district.yaml")
        with open(path, "w", encoding="utf-8") as f:
            json.dump({"schema_version": 1, "jurisdiction": key, "fill_date": "2026-06-15", "call": "2026年度组建",
                       "district": {"area": "某区", "org": "某区科学技术局", "contact": {"name": "袁望北", "phone": "0991-5550201"}},
                       "consortia": ["1.yaml", "2.yaml"], "documents": {d: {"copies": 1} for d in documents},
                       "formats": ["pdf"], "binding": {"whole": True, "stamped_single": True, "volume_leaves": volume_leaves}},
                      f, ensure_ascii=False)
        out = os.path.join(self.dir, "out")
        status, stdout, stderr = lianheti("packet", path, "--out", out, "--jobs", "1")
        self.assertEqual(status, 0, stderr + stdout)
        with open(os.path.join(out, "manifest.json"), encoding="utf-8") as f:
            return out, json.load(f)

    def assert_marks(self, marks, texts, path, papers, names):
        """Every bookmark stands for words of its page; `papers`: short names and what their first page says. A title
        may be the consortium's name and the kind of paper, which a form prints in two places."""
        for title, page in walk(marks):
            want = self.OWN.get(title) or papers.get(title) or squeeze(title)
            name = next((n for n in names if want.startswith(n) and want not in texts[page - 1]), "")
            for part in (name, want[len(name):]):
                self.assertIn(part, texts[page - 1], f"{path}: {title}, page {page}")

    def check(self, key, documents, volume_leaves):
        out, manifest = self.packet(key, documents, volume_leaves)
        names = [entry["name"] for entry in manifest["consortia"]]
        papers = {"推荐函": "关于推荐", "汇总表": "申报汇总表", "区县材料": "区县材料"}
        for entry in [*manifest["consortia"], {"set": manifest["set"], "documents": None}]:
            paths = [os.path.join(out, p) for p in entry["set"]["pdf"]]
            self.assertGreater(len(paths), 1)
            volumes = [(page_texts(p), outline(p), p) for p in paths]
            for texts, marks, path in volumes:
                self.assert_marks(marks, texts, path, papers, names)
            # Each entry of the contents: in which volume, on which page, and a link when it is this one.
            for number, (texts, marks, path) in enumerate(volumes, 1):
                page, = [page for title, page, _ in marks if title == "目录"]
                begins = [(title, v, at) for v, (_, m, _) in enumerate(volumes, 1) for title, at, _ in m
                          if title not in self.OWN]
                seen = set()
                row_at = 0
                for title, volume, at in begins:
                    if title in seen:  # goes on in a later volume
                        continue
                    seen.add(title)
                    row = f"{squeeze(title)}{volume}·{at}"
                    self.assertIn(row, texts[page - 1][row_at:], path)
                    row_at = texts[page - 1].index(row, row_at) + 1
                    self.assertIn(at, links(path, page) if volume == number else [at], f"{path}: {title}")
                if entry["documents"]:
                    self.assertEqual(len(seen), len(entry["documents"]))

    def test_every_bookmark_and_entry_leads_where_it_says(self):
        self.check("urumqi", ["application", "agreement", "plan", "recommendation"], 24)

    def test_the_same_where_covers_and_titles_differ(self):
        self.check("xinjiang", ["application", "agreement", "plan", "attachments", "register", "recommendation"], 24)


if __name__ == "__main__":
    unittest.main()
