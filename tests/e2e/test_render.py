"""What other programs make of our files: LibreOffice, the Open XML SDK, poppler's pixels."""
import os
import re
import subprocess

from generate import Maker
from support import ROOT, SAMPLE, Case, pdf_pages, run

APPLICATION = ("--for", "urumqi", "--doc", "application")
SUPPORT = os.path.join(ROOT, "tests/support")


def shapes():
    """Name, data, and what is asked of the program besides."""
    yield "sample", SAMPLE, ("--final",)
    yield "draft", SAMPLE, ("--draft",)
    yield "blank", None, ("--blank",)
    yield "six", Maker(21).consortium(members=6), ("--final",)
    yield "many", Maker(22).consortium(members=24, full_limits=True), ("--final",)
    yield "two-leads", Maker(23).consortium(members=9, leads=2), ("--final",)


class Twins(Case):
    """One run of each tool over all shapes: LibreOffice takes its time to start."""

    def setUp(self):
        super().setUp()
        self.docx, self.pdf = [], []
        for name, data, words in shapes():
            path = self.write(name + ".yaml", data) if isinstance(data, dict) else data
            out = self.path(name)
            words = ([path] if path else []) + [*APPLICATION, *words, "--out", out]
            done = subprocess.run([os.environ["LIANHETI"], "make", *words], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            for suffix, files in ((".docx", self.docx), (".pdf", self.pdf)):
                made = [f for f in os.listdir(out) if f.endswith(suffix)]
                self.assertEqual(len(made), 1)
                os.rename(os.path.join(out, made[0]), self.path(name + suffix))
                files.append(self.path(name + suffix))

    def test_docx_passes_the_validator_and_the_lint(self):
        done = subprocess.run(["sh", os.path.join(SUPPORT, "validate_docx.sh"), *self.docx], capture_output=True,
                              text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_page_counts_differ_by_at_most_one(self):
        done = subprocess.run(["sh", os.path.join(SUPPORT, "docx_to_pdf.sh"), self.path("lo"), *self.docx],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for docx, pdf in zip(self.docx, self.pdf):
            word = pdf_pages(self.path("lo", os.path.basename(pdf)))
            self.assertLessEqual(abs(word - pdf_pages(pdf)), 1, os.path.basename(pdf))

    def test_nothing_is_drawn_outside_the_margins(self):
        for pdf in self.pdf:
            for word in words_of(pdf):
                page, x0, y0, x1, y1, text = word
                # The draft mark is rotated and meant to lie across the page.
                if text in "草稿":
                    continue
                self.assertTrue(40 <= x0 and x1 <= 595.3 - 40 and 30 <= y0 and y1 <= 842 - 30, (pdf, word))


def words_of(pdf):
    page = -1
    for line in run("pdftotext", "-bbox", pdf, "-").splitlines():
        page += "<page " in line
        m = re.search(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if m:
            yield (page, *map(float, m.groups()[:4]), m.group(5))


class Ink(Case):
    def pixels(self, pdf, page, dpi=100):
        run("pdftoppm", "-r", dpi, "-gray", "-f", page + 1, "-l", page + 1, pdf, self.path("page"))
        name = next(f for f in sorted(os.listdir(self.dir)) if f.startswith("page") and f.endswith(".pgm"))
        with open(self.path(name), "rb") as f:
            kind, size, depth, data = f.read().split(b"\n", 3)
        os.remove(self.path(name))
        width, height = map(int, size.split())
        return width, height, data

    def test_rare_characters_leave_ink(self):
        """A blank where a surname should be is the worst that can happen."""
        data = Maker(31).consortium(members=6)
        names = ["䶮䶮", "㛃㛃", "𠮷𠮷", "𬭎𬭎", "镕堃"]
        for unit, name in zip(data["units"][1:], names):
            unit["contact"]["name"] = name
        self.make(self.write("data.yaml", data), *APPLICATION, "--final", "--to", "pdf")
        pdf = self.path("out/urumqi-application.pdf")
        found = {w[5]: w for w in words_of(pdf) if w[5] in names}
        self.assertEqual(set(found), set(names))
        for name, (page, x0, y0, x1, y1, _) in found.items():
            width, _, pixels = self.pixels(pdf, page)
            scale = 100 / 72
            # Each half of the box belongs to one character.
            for half in (0, 1):
                left = x0 + (x1 - x0) / 2 * half
                dark = sum(pixels[y * width + x] < 128
                           for y in range(int(y0 * scale), int(y1 * scale))
                           for x in range(int(left * scale), int((left + (x1 - x0) / 2) * scale)))
                self.assertGreater(dark, 12, (name, half))

    def test_drafts_show_their_mark_and_finals_do_not(self):
        darkest = {}
        for word in ("--draft", "--final"):
            self.make(SAMPLE, *APPLICATION, word, "--to", "pdf")
            _, _, pixels = self.pixels(self.path("out/urumqi-application.pdf"), 0, 30)
            darkest[word] = sum(200 < p < 250 for p in pixels)
        self.assertGreater(darkest["--draft"], 2 * darkest["--final"])


class BigPictures(Case):
    def test_png_shows_every_page(self):
        self.make(SAMPLE, *APPLICATION, "--final", "--to", "png,pdf", "--dpi", "40")
        pages = pdf_pages(self.path("out/urumqi-application.pdf"))
        pictures = [f for f in os.listdir(self.path("out")) if f.endswith(".png")]
        self.assertEqual(len(pictures), pages)
        for name in pictures:
            with open(self.path("out", name), "rb") as f:
                head = f.read(24)
            self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
            width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
            self.assertEqual((width, height), (331, 468))
