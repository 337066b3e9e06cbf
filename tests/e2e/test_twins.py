"""Lines of all papers of several samples and places, filled and blank: where they end, in the PDF and in the DOCX."""
import os
import tempfile
import unittest

import twins
from support import BINARY, ROOT

SAMPLES = ("complete", "xilingol", "district/05", "district/10")


class Lines(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="lianheti-twins-")
        samples = [os.path.join(ROOT, "samples", name + ".yaml") for name in SAMPLES]
        cls.papers = {}
        for name, pdf, docx in twins.papers(BINARY, cls.folder.name, samples):
            paras = twins.paragraphs(docx)
            lines = [found for found, _ in twins.lines_of(paras, twins.characters(pdf)[0])]
            cls.papers[name] = list(zip(paras, lines))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def found(self, test):
        return [(name, "|".join(lines)) for name, paras in self.papers.items() for para, lines in paras
                if test(para, lines)]

    def test_all_papers_were_made(self):
        self.assertGreater(len(self.papers), 120)

    def test_no_paragraph_ends_in_one_lone_character(self):
        self.assertEqual(self.found(lambda para, lines: twins.is_lone(lines)), [])

    def test_names_and_labels_are_not_cut_inside_a_word(self):
        """Posts, degrees, the tails of names. A sentence in a narrow column may be cut: two in a hundred are."""
        cut = self.found(lambda para, lines: para.short and twins.cuts(lines))
        self.assertEqual([c for c in cut if len(c[1].replace("|", "")) <= 24], [])
        several = self.found(lambda para, lines: para.short and len(lines) > 1)
        self.assertLess(len(cut), len(several) / 50)

    def test_names_of_persons_stand_in_one_line(self):
        """But for those of nine characters and more, which break behind their dot."""
        parted = [text for _, text in self.found(lambda para, lines: len(lines) == 2 and "·" in para.text)
                  if len(text) < 10 and "：" not in text]
        self.assertEqual(parted, [])


if __name__ == "__main__":
    unittest.main()
