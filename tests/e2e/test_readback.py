"""Agreements that come back from the parties: what was changed in them, through LibreOffice too."""
import json
import os
import subprocess
import zipfile

from support import SAMPLE, Case, lianheti


def rewrite(source, target, change, part="word/document.xml"):
    """A copy of a DOCX with one part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)


def replacing(*pairs, count=-1):
    def change(xml):
        for old, new in pairs:
            if old not in xml:
                raise AssertionError(f"“{old}” is not in the file")
            xml = xml.replace(old, new, count)
        return xml
    return change


class Readback(Case):
    def setUp(self):
        super().setUp()
        self.make(SAMPLE, "--for", "urumqi", "--doc", "agreement", "--to", "docx")
        self.docx = self.path("out", "urumqi-agreement.docx")

    def through_libreoffice(self, docx):
        # It complains about Java on standard error and tells failure by no file at all.
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.path('profile')}", "--headless",
                        "--convert-to", "docx", "--outdir", self.path("saved"), docx],
                       capture_output=True, timeout=300, check=True)
        return self.path("saved", os.path.basename(docx))

    def read(self, docx, *words, data=SAMPLE, key="urumqi", status=1):
        got, out, err = lianheti("readback", docx, data, "--for", key, "--format", "json", *words)
        self.assertEqual(got, status, err + out)
        return json.loads(out)

    def edited(self, change):
        path = self.path("edited.docx")
        rewrite(self.docx, path, change)
        return path

    def refused(self, docx, code):
        status, out, err = lianheti("readback", docx, SAMPLE, "--for", "urumqi", "--lang", "zh")
        self.assertEqual((status, out), (1, ""), err)
        self.assertIn(code, err)

    def test_an_untouched_paper_has_no_change(self):
        for key in ("urumqi", "xinjiang", "qingdao", "xilingol", "changchun"):
            self.make(SAMPLE, "--for", key, "--doc", "agreement", "--to", "docx", "--final" if key == "urumqi" else "--draft")
            found = self.read(self.path("out", f"{key}-agreement.docx"), key=key, status=0)
            self.assertEqual((found["fields"], found["text"]), ([], []), key)

    def test_two_parties_edits_are_found_after_libreoffice(self):
        edited = self.edited(replacing(
            (">西域理工大学<", ">西域理工学院<"),                        # a value, wherever it is printed alone
            ("2026年5月28日", "2026年5月29日"),
            ("提前三个月书面通知", "提前一个月书面通知"),                # a clause
            ("保密义务不因本协议终止而终止", "保密义务于本协议终止时终止")))
        for docx in (edited, self.through_libreoffice(edited)):
            found = self.read(docx)
            fields = {f["path"]: (f["old"], f["new"]) for f in found["fields"]}
            self.assertEqual(fields["units[3].name"], ("西域理工大学", "西域理工学院"))
            self.assertEqual(fields["agreement.signed_on"], ("2026年5月28日", "2026年5月29日"))
            self.assertEqual(len(fields), 2, fields)
            self.assertEqual(len(found["text"]), 2, found["text"])
            self.assertIn("提前三个月", found["text"][0]["old"])
            self.assertIn("提前一个月", found["text"][0]["new"])
            self.assertIn("终止时终止", found["text"][1]["new"])

    def test_paragraphs_taken_out_and_added_are_told(self):
        xml = {}

        def change(text):
            start = text.rindex("<w:p>", 0, text.index("共有成果对外许可"))
            end = text.index("</w:p>", start) + len("</w:p>")
            xml["paragraph"] = text[start:end]
            added = "<w:p><w:r><w:t>牵头单位可单独处分共有成果。</w:t></w:r></w:p>"
            at = text.index("<w:p>", text.index("签署本协议"))
            return text[:at] + added + text[at:start] + text[end:]
        found = self.read(self.edited(change))
        self.assertEqual(found["fields"], [])
        self.assertEqual([(bool(t["old"]), bool(t["new"])) for t in found["text"]], [(False, True), (True, False)])

    def test_a_value_and_its_sentence_changed_together_are_both_told(self):
        def change(xml):
            at = xml.index("本协议有效期")
            return xml[:at] + xml[at:].replace("本协议有效期", "本协议的有效期", 1).replace(">三<", ">五<", 1)
        found = self.read(self.edited(change))
        self.assertEqual(len(found["text"]), 1)
        self.assertEqual([(f["path"], f["can_patch"]) for f in found["fields"]], [("agreement.years", False)])

    def test_patch_changes_the_values_and_nothing_else(self):
        out = self.path("patched.yaml")
        edited = self.edited(replacing((">西域理工大学<", ">西域理工学院<"), ("2026年5月28日", "2026年5月29日")))
        self.read(self.through_libreoffice(edited), "--patch", out)
        with open(SAMPLE, encoding="utf-8") as f:
            before = f.read().split("\n")
        with open(out, encoding="utf-8") as f:
            after = f.read().split("\n")
        changed = [(b, a) for b, a in zip(before, after) if a != b]
        self.assertEqual(len(before), len(after))
        self.assertEqual(changed, [("    name: 西域理工大学", "    name: 西域理工学院"),
                                   ("  signed_on: 2026-05-28", "  signed_on: 2026-05-29")])
        # The patched data gives the values that came back; sentences made from them follow.
        self.assertEqual(self.read(edited, data=out)["fields"], [])

    def test_places_that_say_different_things_are_left_to_a_person(self):
        def change(xml):
            first, rest = xml.split(">西域理工大学<", 1)
            return first + ">西域大学<" + rest.replace(">西域理工大学<", ">西域学院<", 1)
        out = self.path("patched.yaml")
        found = self.read(self.edited(change), "--patch", out)
        self.assertTrue(found["fields"][0]["conflict"])
        with open(out, "rb") as a, open(SAMPLE, "rb") as b:
            self.assertEqual(a.read(), b.read())

    def test_a_patch_that_breaks_the_data_is_not_written(self):
        out = self.path("patched.yaml")
        edited = self.edited(replacing(("12650000PDY0000440", "１２３")))
        _, _, err = lianheti("readback", edited, SAMPLE, "--for", "urumqi", "--patch", out)
        self.assertIn("LH6096", err)
        self.assertFalse(os.path.exists(out))

    def test_bad_files_are_told(self):
        self.refused(self.write("text.docx", "no zip"), "LH5120")
        with open(self.docx, "rb") as f:
            whole = f.read()
        self.refused(self.write("cut.docx", whole[:len(whole) // 2]), "LH5120")
        with zipfile.ZipFile(self.path("zip.docx"), "w") as z:
            z.writestr("a.txt", "a")
        self.refused(self.path("zip.docx"), "LH5121")
        with zipfile.ZipFile(self.path("bomb.docx"), "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("word/document.xml", b" " * (40 << 20))
        self.refused(self.path("bomb.docx"), "LH5122")
        with zipfile.ZipFile(self.path("many.docx"), "w") as z:
            for i in range(5000):
                z.writestr(f"{i}", "")
        self.refused(self.path("many.docx"), "LH5123")
        self.refused(self.edited(lambda xml: xml[:-20]), "LH5124")
        entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
        self.refused(self.edited(lambda xml: entity + xml[xml.index("<w:document"):]), "LH5124")
        self.refused(self.edited(lambda xml: xml.replace("<w:body>", "<w:body>" + "<w:p>" * 500, 1)), "LH5124")
        self.refused(self.path("nowhere.docx"), "LH1001")

    def test_another_paper_is_told(self):
        self.make(SAMPLE, "--for", "urumqi", "--doc", "application", "--to", "docx")
        self.refused(self.path("out", "urumqi-application.docx"), "LH6095")
