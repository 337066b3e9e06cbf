"""The public edition (公示版): what is private stands nowhere in the files."""
import os
import re
import zipfile

import support
from support import SAMPLE, Case, pdf_text, run

KEYS = ("urumqi", "xinjiang", "qingdao", "xilingol", "changchun")


def everything(path):
    """All that can be read out of a file, unpacked."""
    if path.endswith(".docx"):
        with zipfile.ZipFile(path) as z:
            return "".join(z.read(n).decode("utf-8", "replace") for n in z.namelist())
    if path.endswith(".pdf"):
        objects = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
        strings = "".join(bytes.fromhex(s).decode("utf-16-be", "replace")
                          for s in re.findall(r"<feff([0-9a-fA-F]+)>", objects, re.I) if len(s) % 4 == 0)
        return objects + strings + pdf_text(path) + run("pdfinfo", path) + run("pdfinfo", "-struct-text", path)
    with open(path, encoding="utf-8") as f:
        return f.read()


class Public(Case):
    def setUp(self):
        super().setUp()
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        names = re.findall(r"contact: \{name: ([^,]+),", text)
        self.secrets = re.findall(r'(?:phone|mobile): "([^"]+)"', text) + re.findall(r"email: ([^\s,}]+)", text)
        # A contact who is named elsewhere too, as head of a team, is public there.
        self.secrets += [n for n in names if len(re.findall(n, text)) == 1]
        free = "联系周工 0991-5559999 或 13900001234，office@secret.example，身份证 11010119900307001X。"
        self.assertEqual(text.count("  clauses: {}"), 1)
        self.data = self.write("data.yaml", text.replace("  clauses: {}", f"  clauses: {{purpose: \"{free}\"}}"))
        self.secrets += ["5559999", "13900001234", "secret.example", "11010119900307001"]

    def test_private_data_is_in_no_file_of_the_public_edition(self):
        for key in KEYS:
            for state in ([], ["--final"]) if key == "urumqi" else ([],):
                self.make(self.data, "--for", key, "--doc", "all", "--public", "--to", "pdf,docx,tree", *state)
        names = os.listdir(self.path("out"))
        self.assertGreater(len(names), 80)
        for name in names:
            self.assertRegex(name, r"-public\.|-public-\d")
            text = everything(self.path("out", name))
            self.assertEqual([s for s in self.secrets if s in text], [], name)

    def test_the_search_finds_them_in_the_full_edition(self):
        self.make(self.data, "--for", "urumqi", "--doc", "application,agreement")
        for name, secret in (("urumqi-application.pdf", "0991-5550101"), ("urumqi-agreement.docx", "5559999"),
                             ("urumqi-agreement.pdf", "13900001234")):
            self.assertTrue(secret in everything(self.path("out", name)), name)

    def test_the_mask_stands_in_their_place(self):
        self.make(self.data, "--for", "urumqi", "--doc", "application", "--public")
        self.assertIn("（略）", pdf_text(self.path("out", "urumqi-application-public.pdf")))
