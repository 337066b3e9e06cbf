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
        out = self.path("papers-" + os.path.basename(path))
        make, _, refused = lianheti("make", path, "--for", "urumqi", "--to", "pdf", "--out", out, "--lang", "zh")
        self.assertEqual(errors(told), errors(refused), path)
        self.assertEqual(make != 0, bool(errors(refused)), refused)
        return [f"check {check}", f"make {make}"] + messages(told)

    def printed(self, name):
        return squeeze("".join(pdf_text(f) for f in sorted(glob.glob(self.path("papers-" + name, "*.pdf")))))

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

    # What stands in a text, and whether papers are made of it: with it as it is or put right.
    CLASSES = {
        "a zero-width blank": ("\u200b", True), "a soft hyphen": ("\u00ad", True),
        "a variation selector": ("\ufe00", True), "a blank that does not break": ("\u00a0甲", True),
        "a narrow blank": ("\u2009甲", True), "a line separator": ("\u2028甲", True),
        "a Kangxi radical": ("\u2f4a", True), "a compatibility ideograph": ("\uf967", True),
        "an accent that makes a letter": ("e\u0301", True), "a rare name": ("\U00020bb7", True),
        "an accent that makes none": ("x\u0304", False), "a Wingdings bullet": ("\uf0b7", False),
        "a private character": ("\ue123", False), "an emoji": ("\U0001f600", False),
        "Uyghur letters": ("\u0626\u06c7", False), "Mongolian letters": ("\u182e\u1823", False),
        "Tibetan letters": ("\u0f56\u0f7c", False), "a character of no font": ("\U00030000", False)}
    FIELDS = ["核心名称", "单位全称", "通讯地址", "法定代表人", "行业地位", "联合体内分工", "牵头单位简介", "单位简介", "平台名称",
              "批复认定单位", "项目名称", "立项单位", "活动名称", "建设目标概括", "合作基础", "从事专业"]

    def test_check_refuses_what_make_refuses_in_every_field_and_once_a_field(self):
        with open(os.path.join(ROOT, "samples/minimal.yaml"), encoding="utf-8") as f:
            sample = f.read()
        for name, (added, made) in self.CLASSES.items():
            text, fields = sample, 0
            for field in self.FIELDS:
                text, n = re.subn(rf"((?<![一-龥]){field}: )([^,}}|\n]+)", rf"\g<1>\g<2>{added}", text, count=1)
                fields += n
            self.assertGreater(fields, 12)
            got = self.told(self.write("data.yaml", text))
            self.assertEqual(got[1], "make 0" if made else "make 1", name)
            refused = [m for m in got[2:] if "错误[LH6009]" in m]
            self.assertEqual(len(refused), 0 if made else fields, name)
            self.assertEqual(len({m.split(": ")[0] for m in refused}), len(refused), name)
