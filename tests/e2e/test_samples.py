"""The samples are what demos and pictures show: they meet the conditions, leave no gap and say nothing twice."""
import collections
import glob
import os
import re
import unittest

from support import ROOT, SAMPLE, Case, lianheti

PAPERS = "application,agreement,plan,register,report,evaluation,charter"
# Told of the place's own text whatever the data says.
ALWAYS = {"xinjiang.validity", "xilingol.filing.missing", "changchun.draft"}
# The lead of the complete sample is of Urumqi; the other places ask for one of their own.
LOCAL = {SAMPLE: ("urumqi", "xinjiang")}


def samples():
    for path in sorted(glob.glob(os.path.join(ROOT, "samples/*.yaml")) + glob.glob(os.path.join(ROOT, "samples/district/*.yaml"))):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        places = re.findall(r"(?m)^  (\w+):\n    (?:enabled|是否生成):", text)
        if places:
            yield path, LOCAL.get(path, places), text


def gaps(tree, padded):
    """Named cells without text in rows that have some; where no row may be padding, of empty rows too.

    A post without a title, or a degree without an education, is half a cell; officers have a post only. Only enterprises
    have a place in the chain.
    """
    row, at = [], 0
    lines = tree.split("\n")
    for number, line in enumerate([*lines, "end"]):
        depth = len(line) - len(line.lstrip())
        if row and (line.lstrip().startswith("row") or depth < at):
            empty = [name for name, text in row if text.strip("—\n ") == ""]
            half = [name for name, text in row if re.search(r"(?<!(group|perts)\[.\])\.(post|education)$", name) and text and "/" not in text]
            if half or empty and (len(empty) < len(row) or not padded):
                yield ", ".join(empty + half)
            row = []
        cell = re.match(r" *cell \S+ (\S+\[\d+\]\S*)", line)
        if cell:
            at = depth
            text = ""
            for inner in lines[number + 1:]:
                if len(inner) - len(inner.lstrip()) <= depth:
                    break
                text += "".join(re.findall(r'text .*?"(.*)"$', inner)) + ("。" if "field" in inner else "")
            if not cell.group(1).endswith(".chain"):
                row.append((cell.group(1), text))


def paragraphs(tree):
    """The text of each paragraph of a tree."""
    return ["".join(re.findall(r'(?m)^ *text .*?"(.*)"$', p)) for p in re.split(r"(?m)^ *para .*$", tree)[1:]]


class Samples(Case):
    def test_each_meets_the_conditions_of_its_places(self):
        for path, places, _ in samples():
            for place in places:
                with self.subTest(os.path.relpath(path, ROOT), place=place):
                    status, out, err = lianheti("check", path, "--for", place)
                    self.assertEqual(status, 0, out + err)
                    self.assertIn("错误 0, 警告 0", out)
                    told = set(re.findall(r"(?m)^(?:不符合|警告|待确认) (\S+?)(?:（|$| )", out))
                    self.assertLessEqual(told, ALWAYS, out)

    def test_their_final_papers_have_no_gap(self):
        for path, places, _ in samples():
            for place in places:
                out = self.path("out", os.path.basename(path))
                status, _, err = lianheti("make", path, "--for", place, "--doc", "all", "--final", "--to", "tree", "--out", out)
                self.assertEqual(status, 0, err)
                for document in PAPERS.split(","):
                    file = os.path.join(out, f"{place}-{document}.tree.txt")
                    if os.path.exists(file):
                        with self.subTest(os.path.relpath(path, ROOT), place=place, document=document):
                            with open(file, encoding="utf-8") as f:
                                tree = f.read()
                            self.assertEqual(list(gaps(tree, padded=document in ("application", "register"))), [])
                            for text in paragraphs(tree):
                                self.assertNotRegex(text, r"^(\w{2,})：\1", "what the label says is said again")

    def test_no_two_say_the_same_sentence(self):
        where = collections.defaultdict(set)
        for path, _, text in samples():
            for sentence in re.findall(r"[^。；\n{}\[\]]{20,}(?=[。；])", re.sub(r"(?m)^ *#.*", "", text)):
                where[sentence.split(": ")[-1].strip()].add(os.path.relpath(path, ROOT))
        self.assertGreater(len(where), 1000)
        shared = {s: files for s, files in where.items() if len(files) > 1 and not s.startswith("经审核")}
        self.assertEqual(shared, {})

    def test_the_district_has_twelve_of_different_sizes_and_trades(self):
        found = [(text, path) for path, _, text in samples() if "district/" in path]
        self.assertEqual(len(found), 12)
        names = {re.search(r"(?:core_name|核心名称): (\S+)", text).group(1) for text, _ in found}
        self.assertEqual(len(names), 12)
        sizes = [len(re.findall(r"(?m)^    (?:uscc|统一社会信用代码):", text)) for text, _ in found]
        self.assertEqual((min(sizes), max(sizes)), (5, 21))
        leads = [len(re.findall(r"(?m)^    (?:role: lead|层次: 牵头单位)$", text)) for text, _ in found]
        self.assertEqual(sorted(leads), [1] * 11 + [2])


if __name__ == "__main__":
    unittest.main()
