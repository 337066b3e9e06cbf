"""Data files as people write them (tests/cases): what is told of each, and what its papers print.

tests/cases/expect.txt has a part for each file, `== NAME`, then the status of `check` and of `make`, the
messages of `check` as they are, and `prints WORDS` for what stands in the papers. LIANHETI_ACCEPT=1 writes
statuses and messages anew; read the difference.
"""
import glob
import os
import re

from support import ROOT, Case, lianheti, pdf_text, squeeze

FOLDER = os.path.join(ROOT, "tests/cases")
EXPECT = os.path.join(FOLDER, "expect.txt")
MESSAGE = re.compile(r"^(?:.*/)?[^/:]+\.yaml(:\d+:\d+|): ((?:错误|警告|提示|说明)\[LH\d+\].*)$", re.M)


def messages(err):
    return [place + ": " + text for place, text in MESSAGE.findall(err)]


def errors(err):
    return [m for m in messages(err) if "错误[" in m]


def expected():
    with open(EXPECT, encoding="utf-8") as f:
        parts = re.split(r"^== ", f.read(), flags=re.M)[1:]
    return {part.split("\n")[0]: part.split("\n")[1:] for part in parts}


class Cases(Case):
    def told(self, path):
        """Statuses and messages; `make` refuses for what `check` has told and for nothing else."""
        check, _, told = lianheti("check", path, "--for", "urumqi", "--lang", "zh")
        out = self.path(os.path.basename(path))
        make, _, refused = lianheti("make", path, "--for", "urumqi", "--to", "pdf", "--out", out, "--lang", "zh")
        self.assertEqual(errors(told), errors(refused), path)
        self.assertEqual(make != 0, bool(errors(refused)), refused)
        return [f"check {check}", f"make {make}"] + messages(told)

    def printed(self, name):
        return squeeze("".join(pdf_text(f) for f in sorted(glob.glob(self.path(name, "*.pdf")))))

    def test_every_case_is_told_as_expected(self):
        want, lines = expected(), []
        names = sorted(os.path.basename(f) for f in glob.glob(os.path.join(FOLDER, "*.yaml")))
        self.assertEqual(names, sorted(want))
        for name in names:
            words = [l for l in want[name] if l.startswith("prints ")]
            got = self.told(os.path.join(FOLDER, name))
            lines += ["== " + name] + got + words + [""]
            if words:
                text = self.printed(name)
                for word in words:
                    self.assertTrue(squeeze(word[len("prints "):]) in text, name + ": " + word)
            if not os.environ.get("LIANHETI_ACCEPT"):
                self.assertEqual(got, [l for l in want[name] if l and not l.startswith("prints ")], name)
        if os.environ.get("LIANHETI_ACCEPT"):
            with open(EXPECT, "w", encoding="utf-8") as f:
                f.write("\n".join(lines))
