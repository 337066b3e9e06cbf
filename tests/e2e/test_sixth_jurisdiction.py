"""A new jurisdiction is a folder: nothing else may need to change."""
import os
import re
import shutil

from support import ROOT, SAMPLE, Case, lianheti, pdf_text


class SixthJurisdiction(Case):
    def test_a_copied_and_edited_folder_makes_every_paper(self):
        home = self.path("home")
        shutil.copytree(os.path.join(ROOT, "templates"), os.path.join(home, "templates"))
        os.symlink(os.path.join(ROOT, "fonts"), os.path.join(home, "fonts"))
        source = os.path.join(home, "templates/changchun/2025")
        target = os.path.join(home, "templates/harbin/2026")
        shutil.copytree(source, target)
        for name in os.listdir(target):
            with open(os.path.join(target, name), encoding="utf-8") as f:
                text = f.read()
            with open(os.path.join(target, name), "w", encoding="utf-8") as f:
                f.write(text.replace("长春", "哈尔滨").replace('"2201"', '"2301"'))
        with open(SAMPLE, encoding="utf-8") as f:
            data = f.read()
        data = re.sub(r"^  changchun:", "  harbin:", data, flags=re.M).replace("长春市新型储能", "哈尔滨市新型储能")
        path = self.write("data.yaml", data)
        status, out, err = lianheti("template", "check", "--data-dir", home)
        self.assertEqual((status, err), (0, ""))
        self.make(path, "--for", "harbin", "--doc", "all", "--to", "pdf", "--data-dir", home)
        made = {name.split("-")[1].split(".")[0] for name in os.listdir(self.path("out")) if name.endswith(".pdf")}
        self.assertIn("agreement", made)
        self.assertGreaterEqual(len(made), 9)
        text = pdf_text(self.path("out/harbin-application.pdf"))
        self.assertIn("哈尔滨市新型储能创新联合体", text)
        self.assertNotIn("长春市", text)
        status, out, _ = lianheti("list", "rules", "--for", "harbin", "--data-dir", home)
        self.assertIn("harbin.lead.kind", out)
        rules = os.path.join(target, "rules.yaml")
        with open(rules, encoding="utf-8") as f:
            text = f.read()
        with open(rules, "w", encoding="utf-8") as f:
            f.write(text.replace("count(leads)", "count(laeds)"))
        status, out, err = lianheti("template", "check", "--data-dir", home)
        self.assertEqual(status, 1)
        self.assertIn("harbin/2026/rules.yaml:", err)
        self.assertIn("laeds", err)
