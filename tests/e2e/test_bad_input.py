"""Bad input: a located message in both languages, the right status, no file, old files untouched."""
import os
import resource
import re
import subprocess

from generate import Maker
from support import BINARY, ROOT, SAMPLE, Case, lianheti

MAKE = ("--for", "urumqi", "--to", "pdf,docx", "--lang", "both")


class BadData(Case):
    def refuse(self, data, status=1, place=r"^{file}:\d+:\d+: ", name="data.yaml"):
        path = self.write(name, data) if data is not None else self.path(name)
        os.makedirs(self.path("out"), exist_ok=True)
        old = self.path("out/urumqi-application.pdf")
        with open(old, "w") as f:
            f.write("old")
        got, out, err = lianheti("make", path, *MAKE, "--out", self.path("out"))
        self.assertEqual(got, status, err)
        self.assertRegex(err, re.compile(place.format(file=re.escape(path)) + r".*错误\[LH\d{4}\].* / ", re.M))
        self.assertEqual(os.listdir(self.path("out")), ["urumqi-application.pdf"])
        with open(old) as f:
            self.assertEqual(f.read(), "old")
        return err

    def sample(self):
        with open(SAMPLE, encoding="utf-8") as f:
            return f.read()

    def test_unknown_key_names_the_nearest(self):
        err = self.refuse(self.sample().replace("  core_name:", "  core_nmae:", 1))
        self.assertIn("core_name", err)

    def test_wrong_type(self):
        self.refuse(self.sample().replace("employees: 612", "employees: many", 1))

    def test_duplicate_key(self):
        self.refuse(self.sample().replace("    listing: 未上市\n", "    listing: 未上市\n    listing: 未上市\n", 1))

    def test_alias(self):
        self.refuse("schema_version: 1\nconsortium: &a {core_name: x}\nunits: *a\n")

    def test_invalid_utf8(self):
        self.refuse(b"schema_version: 1\nconsortium: {core_name: \xff\xfe}\n")

    def test_forty_levels(self):
        self.refuse("schema_version: 1\nconsortium: " + "[" * 40 + "]" * 40 + "\n")

    def test_twenty_mebibytes(self):
        self.refuse("# " + "x" * (20 << 20) + "\nschema_version: 1\n", place="^{file}: ")

    def test_directory(self):
        os.mkdir(self.path("folder"))
        self.refuse(None, name="folder", place="^{file}: ")

    def test_missing_file(self):
        self.refuse(None, name="absent.yaml", place="^{file}: ")

    def test_empty_file(self):
        self.refuse("", place="^{file}:")

    def test_unknown_unit(self):
        self.refuse(self.sample().replace("unit: m03, level: national", "unit: m33, level: national", 1))

    def test_character_that_no_font_has(self):
        # U+10FFFD is private use: no face of any role has it.
        err = self.refuse(self.sample().replace("周晓岚", "周\U00030000\U000323AF岚", 1))
        self.assertRegex(err, r"U\+3")

    def test_every_bad_sample_is_refused_or_warned_with_a_place(self):
        folder = os.path.join(ROOT, "samples/bad")
        names = sorted(os.listdir(folder))
        self.assertGreater(len(names), 10)
        for name in names:
            with self.subTest(name):
                status, _, err = lianheti("check", os.path.join(folder, name), "--lang", "both")
                self.assertRegex(err, r"samples/bad/[^:]+:(\d+:\d+:)? (错误|警告)\[LH2\d{3}\]: .+ / .+")
                self.assertIn(status, (0, 1))

    def test_text_over_its_limit_warns_in_drafts_and_stops_finals(self):
        data = Maker(5).consortium(members=6)
        data["texts"]["goals200"] = "攻" * 201
        path = self.write("data.yaml", data)
        status, _, err = lianheti("make", path, *MAKE, "--out", self.path("out"))
        self.assertEqual(status, 0, err)
        self.assertRegex(err, r"警告\[LH2\d{3}\].*201")
        status, _, err = lianheti("make", path, *MAKE, "--final", "--out", self.path("final"))
        self.assertEqual(status, 1, err)
        self.assertFalse(os.path.exists(self.path("final")))


class BadSystem(Case):
    def test_unwritable_folder(self):
        with open(self.path("out"), "w") as f:
            f.write("a file where the folder should be")
        status, _, err = lianheti("make", SAMPLE, *MAKE, "--out", self.path("out"))
        self.assertEqual(status, 3, err)
        self.assertIn("错误[LH100", err)

    def test_full_disk_leaves_old_files_untouched(self):
        folder = self.path("small")
        os.mkdir(folder)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode:
            self.skipTest("cannot mount a small file system here")
        try:
            with open(os.path.join(folder, "urumqi-application.pdf"), "w") as f:
                f.write("old")
            status, _, err = lianheti("make", SAMPLE, *MAKE, "--out", folder)
            self.assertEqual(status, 3, err)
            with open(os.path.join(folder, "urumqi-application.pdf")) as f:
                self.assertEqual(f.read(), "old")
            self.assertEqual([n for n in os.listdir(folder) if n.endswith(".tmp")], [])
        finally:
            subprocess.run(["umount", folder])


class Surroundings(Case):
    def test_without_standard_streams_the_papers_are_made(self):
        done = subprocess.run([BINARY, "make", SAMPLE, "--for", "urumqi", "--doc", "application", "--out", self.path("out")],
                              preexec_fn=lambda: [os.close(fd) for fd in (0, 1, 2)])
        self.assertEqual(done.returncode, 0)
        self.assertTrue(open(self.path("out/urumqi-application.pdf"), "rb").read().startswith(b"%PDF"))

    def test_a_limit_of_file_size_is_a_failed_write(self):
        os.makedirs(self.path("out"))
        old = self.write("out/urumqi-application.docx", "old")
        done = subprocess.run([BINARY, "make", SAMPLE, "--for", "urumqi", "--doc", "application", "--out", self.path("out")],
                              capture_output=True, text=True,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("LH1005", done.stderr)
        self.assertEqual(open(old).read(), "old")
        self.assertEqual(os.listdir(self.path("out")), ["urumqi-application.docx"])


class Usage(Case):
    def refuse(self, *words):
        status, out, err = lianheti(*words, "--lang", "both")
        self.assertEqual(status, 2, err)
        self.assertRegex(err, r"错误\[LH7\d{3}\]: .+ / .+")
        return err

    def test_empty_values_and_lists_make_nothing_silently(self):
        for words in (("--to", ""), ("--to", ","), ("--doc", ","), ("--doc="), ("--out", "")):
            with self.subTest(words):
                words = (words,) if isinstance(words, str) else words
                self.refuse("make", SAMPLE, "--for", "urumqi", "--out", self.path("out"), *words)
                self.assertFalse(os.path.exists(self.path("out")))

    def test_a_named_data_folder_must_hold_the_data(self):
        self.assertIn("/nowhere", self.refuse("list", "jurisdictions", "--data-dir", "/nowhere"))
        status, _, err = lianheti("list", "jurisdictions", env={"LIANHETI_DATA": self.dir})
        self.assertEqual(status, 2, err)
        self.assertIn(self.dir, err)

    def test_unknown_command(self):
        self.assertIn("make", self.refuse("mak"))

    def test_unknown_option(self):
        self.refuse("make", SAMPLE, "--for", "urumqi", "--colour")

    def test_unknown_jurisdiction_names_those_there_are(self):
        self.assertIn("urumqi", self.refuse("make", SAMPLE, "--for", "beijing"))

    def test_unknown_document_names_those_there_are(self):
        self.assertIn("application", self.refuse("make", SAMPLE, "--for", "urumqi", "--doc", "poem"))

    def test_unknown_format(self):
        self.assertIn("docx", self.refuse("make", SAMPLE, "--for", "urumqi", "--to", "odt"))

    def test_unknown_switch(self):
        self.assertIn("numbering", self.refuse("make", SAMPLE, "--for", "urumqi", "--option", "numbring=corrected"))

    def test_impossible_date(self):
        self.refuse("make", SAMPLE, "--for", "urumqi", "--date", "2026-02-30")

    def test_help_and_version_are_results(self):
        for words in (("--help",), ("make", "--help"), ("list", "--help"), ("--version",)):
            status, out, err = lianheti(*words)
            self.assertEqual((status, err), (0, ""))
            self.assertTrue(out)

    def test_init_writes_a_valid_file(self):
        for keys in ("zh", "en"):
            status, out, err = lianheti("init", "--for", "urumqi", "--keys", keys)
            self.assertEqual((status, err), (0, ""))
            path = self.write("new.yaml", out)
            status, _, err = lianheti("check", path)
            self.assertEqual(status, 0, err)
