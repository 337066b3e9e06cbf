"""An installed program reads what was installed with it, wherever that was put."""
import os
import shutil
import subprocess

from support import BINARY, ROOT, Case


class Installed(Case):
    def test_reads_the_folder_installed_beside_it(self):
        os.makedirs(self.path("usr/bin"))
        program = shutil.copy(BINARY, self.path("usr/bin"))
        data = self.path("usr/share/lianheti")
        shutil.copytree(os.path.join(ROOT, "templates"), os.path.join(data, "templates"))
        os.symlink(os.path.join(ROOT, "fonts"), os.path.join(data, "fonts"))
        # Another name tells these templates from those of the checkout.
        path = os.path.join(data, "templates/urumqi/2026/jurisdiction.yaml")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("name: 乌鲁木齐市\n", "name: 试印市\n", 1))
        link = self.path("lianheti")
        os.symlink(program, link)
        for way in (program, link):
            done = subprocess.run([way, "list", "jurisdictions"], capture_output=True, text=True, cwd="/")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("试印市", done.stdout)

    def test_a_blank_form_never_overwrites_a_filled_one(self):
        for words in (["--blank"], ["--option", "blank=on"]):
            with self.subTest(words):
                self.make(os.path.join(ROOT, "samples/complete.yaml"), "--for", "urumqi", "--to", "tree", *words)
                self.assertEqual(os.listdir(self.path("out")), ["urumqi-application-blank.tree.txt"])
                shutil.rmtree(self.path("out"))
