"""The text fingerprint of agreements: what it depends on, and what `verify` says of a paper."""
import os
import re
import zipfile

import support
from support import SAMPLE, Case, lianheti, pdf_text, run

PRINT = re.compile(r"LH1(?:-[0-9A-F]{4}){4}")


def prints(path):
    if path.endswith(".pdf"):
        return PRINT.findall(pdf_text(path))
    with zipfile.ZipFile(path) as z:
        return [p for n in z.namelist() if n.startswith("word/footer") for p in PRINT.findall(z.read(n).decode())]


class Fingerprint(Case):
    def agreement(self, data=SAMPLE, *words, key="urumqi"):
        self.make(data, "--for", key, "--doc", "agreement", *words)
        return self.path("out", f"{key}-agreement.pdf"), self.path("out", f"{key}-agreement.docx")

    def changed(self, old, new):
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        self.assertIn(old, text)
        return self.write("changed.yaml", text.replace(old, new))

    def test_every_page_but_the_cover_carries_the_same_in_pdf_and_docx(self):
        for key in ("urumqi", "xinjiang", "qingdao", "xilingol", "changchun"):
            pdf, docx = self.agreement(key=key)
            found = prints(pdf)
            self.assertEqual(len(set(found)), 1, key)
            self.assertEqual(set(prints(docx)), set(found), key)
            pages = support.pdf_pages(pdf)
            self.assertIn(len(found), (pages, pages - 1), key)

    def test_it_does_not_depend_on_day_or_draft(self):
        draft = set(prints(self.agreement(SAMPLE, "--date", "2026-03-01")[0]))
        final = set(prints(self.agreement(SAMPLE, "--date", "2026-04-02", "--final")[0]))
        self.assertEqual(draft, final)

    def test_it_depends_on_every_word(self):
        before = set(prints(self.agreement()[0]))
        after = set(prints(self.agreement(self.changed("西域理工大学", "西域理工学院"))[0]))
        self.assertFalse(before & after)

    def test_verify_tells_whether_a_paper_belongs_to_the_data(self):
        pdf, docx = self.agreement()
        status, out, err = lianheti("verify", pdf, SAMPLE, "--for", "urumqi", "--lang", "zh")
        self.assertEqual((status, out.split()[1]), (0, "相符"), err)
        other = self.changed("西域理工大学", "西域理工学院")
        status, out, err = lianheti("verify", pdf, other, "--for", "urumqi", "--lang", "zh")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("LH6093", err)
        for paper in (docx, prints(pdf)[0]):
            self.assertEqual(lianheti("verify", paper, SAMPLE, "--for", "urumqi")[0], 0)
            self.assertEqual(lianheti("verify", paper, other, "--for", "urumqi")[0], 1)

    def test_verify_finds_the_one_page_of_another_version(self):
        pdf, _ = self.agreement()
        old = self.path("old.pdf")
        run("cp", pdf, old)
        new, _ = self.agreement(self.changed("西域理工大学", "西域理工学院"))
        mixed = self.path("mixed.pdf")
        run("qpdf", "--empty", "--pages", old, "1-3", new, "4", old, "5-z", "--", mixed)
        status, _, err = lianheti("verify", mixed, SAMPLE, "--for", "urumqi", "--lang", "zh")
        self.assertEqual(status, 1)
        self.assertEqual(re.findall(r"第 (\d+) 页", err), ["4"])

    def test_a_file_that_unfolds_to_gigabytes_is_given_up_in_time(self):
        status, _, err = lianheti("verify", os.path.join(support.ROOT, "tests/data/bomb.pdf"), SAMPLE, "--for", "urumqi")
        self.assertEqual(status, 1)
        self.assertIn("LH6091", err)  # read to its end, it would have no fingerprint

    def test_papers_without_a_fingerprint_are_told(self):
        self.make(SAMPLE, "--for", "urumqi")
        pdf = self.path("out", "urumqi-application.pdf")
        self.assertIn("LH6092", lianheti("verify", pdf, SAMPLE, "--for", "urumqi")[2])
        self.assertIn("LH6094", lianheti("verify", pdf, SAMPLE, "--for", "urumqi", "--doc", "application")[2])
        self.assertIn("LH6091", lianheti("verify", SAMPLE, SAMPLE, "--for", "urumqi")[2])
        self.assertIn("LH1001", lianheti("verify", "/nowhere.pdf", SAMPLE, "--for", "urumqi")[2])
