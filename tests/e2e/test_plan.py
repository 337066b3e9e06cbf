"""Xinjiang's plan: contents whose page numbers are right in both files, tables as pictures of at most 100 k."""
import os
import re
import struct
import subprocess
import zipfile

from generate import Maker
from support import ROOT, SAMPLE, Case, docx_text, run, squeeze

PLAN = ("--for", "xinjiang", "--doc", "plan", "--option", "numbering=corrected")
CHAPTER = re.compile(r"^(十?[一二三四五六七八九十]、.*?)\s*[. …]*\s*(\d+)$")


def pages_of(pdf):
    """Each page's text; the printed number is its last line."""
    return run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-").split("\f")[:-1]


def media(docx):
    with zipfile.ZipFile(docx) as z:
        return [z.read(name) for name in z.namelist() if name.startswith("word/media/")]


class Plan(Case):
    def make_plan(self, data, *words):
        self.make(data, *PLAN, *words)
        return self.path("out/xinjiang-plan.pdf"), self.path("out/xinjiang-plan.docx")

    def assert_contents(self, pdf):
        pages = pages_of(pdf)
        contents = next(i for i, page in enumerate(pages) if re.search(r"目\s+录", page))
        lines = [m.groups() for m in map(CHAPTER.match, map(str.strip, pages[contents].split("\n"))) if m]
        self.assertEqual(len(lines), 14, pages[contents])
        for heading, number in lines:
            at = [page.strip().split("\n")[-1].strip() for page in pages[contents + 1:]
                  if squeeze(heading) in [squeeze(line) for line in page.split("\n")]]
            self.assertEqual(at, [number], heading)
        return lines

    def test_contents_tell_the_pages_of_the_pdf(self):
        for members, seed in ((4, 51), (29, 52)):
            data = self.write("data.yaml", Maker(seed).consortium(members=members, full_limits=True))
            self.assert_contents(self.make_plan(data)[0])

    def test_contents_tell_the_pages_of_the_docx_as_it_is_opened(self):
        pdf, docx = self.make_plan(SAMPLE, "--final")
        with zipfile.ZipFile(docx) as z:
            body, settings = z.read("word/document.xml").decode(), z.read("word/settings.xml").decode()
        self.assertNotIn("updateFields", settings)
        cached = re.findall(r" PAGEREF (_Toc\d+) \\h <.*?separate.*?<w:t>(\d+)</w:t>", body)
        self.assertEqual([number for _, number in cached], [number for _, number in self.assert_contents(pdf)])
        for name, _ in cached:
            self.assertEqual(body.count(f'w:name="{name}"'), 1)
        script = os.path.join(ROOT, "tests/support/docx_to_pdf.sh")
        subprocess.run(["sh", script, self.path("lo"), docx], check=True, capture_output=True)
        # LibreOffice asks the bookmarks anew: its numbers are those of its own pages.
        self.assert_contents(self.path("lo/xinjiang-plan.pdf"))

    def test_blank_outline_has_no_contents(self):
        self.make(None, *PLAN, "--blank")
        self.assertNotIn("目录", squeeze(run("pdftotext", self.path("out/xinjiang-plan-blank.pdf"), "-")))

    def test_tables_are_pictures_within_their_bound(self):
        for members, seed in ((4, 53), (29, 54)):
            data = self.write("data.yaml", Maker(seed).consortium(members=members, full_limits=True))
            _, docx = self.make_plan(data)
            pictures = media(docx)
            self.assertGreaterEqual(len(pictures), 8)
            for picture in pictures:
                self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
                self.assertLessEqual(len(picture), 100000)
                width, _ = struct.unpack(">II", picture[16:24])
                self.assertGreaterEqual(width, 156 / 25.4 * 90)
            with zipfile.ZipFile(docx) as z:
                body = z.read("word/document.xml").decode()
            self.assertEqual(body.count("<w:tbl>"), 1, "only the cover is a table")
            self.assertEqual(body.count("<wp:inline "), len(pictures))
            self.assertIn("各单位投入承诺\t", docx_text(docx).replace("\n", "\t"))

    def test_native_tables_stay_tables(self):
        _, docx = self.make_plan(SAMPLE, "--option", "plan_tables=native")
        self.assertEqual(media(docx), [])
        with zipfile.ZipFile(docx) as z:
            self.assertGreater(z.read("word/document.xml").count(b"<w:tbl>"), 8)

    def test_same_data_make_the_same_files(self):
        files = []
        for _ in range(2):
            for path in self.make_plan(SAMPLE, "--final"):
                with open(path, "rb") as f:
                    files.append(f.read())
        self.assertEqual(files[:2], files[2:])

    def test_docx_passes_the_validator(self):
        _, docx = self.make_plan(SAMPLE, "--final")
        done = subprocess.run(["sh", os.path.join(ROOT, "tests/support/validate_docx.sh"), docx], capture_output=True,
                              text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
