"""The documents are true: every one is in the index, commands run as they stand, options and quoted code exist."""
import glob
import os
import re
import shutil
import subprocess
import unittest

from support import BINARY, ROOT, Case, lianheti

HAN = re.compile("[\u4e00-\u9fff]")
MANUALS = ["data", "make", "packet"]
COMMANDS = ["make", "check", "packet", "print", "init", "list", "verify", "readback"]
# Options of other programs that the documents name.
FOREIGN = {"--joblog", "--no-notice", "--retries", "--bar", "--sshloginfile", "--workdir", "--env", "--resume-failed",
           "--job-name", "--cpus-per-task", "--requeue", "--array", "--parsable", "--dependency", "--wrap", "--controls",
           "--dry-run", "--no-install-recommends", "--cflags", "--libs"}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def documents():
    """Paths of all documents, from the root."""
    found = glob.glob("docs/*.md", root_dir=ROOT) + glob.glob("docs/man/*", root_dir=ROOT) + ["fonts/README.md"]
    return sorted(found + ["README.md", "CONTRIBUTING.md"])


def blocks(text, language):
    """(the line before it, the block) of every fenced block of that language."""
    return re.findall(r"([^\n]*)\n```%s\n(.*?)```" % language, text, re.S)


def squeeze(text):
    return re.sub(r"\s+", "", text)


class Index(unittest.TestCase):
    def test_every_document_is_in_the_index_with_the_language_it_is_written_in(self):
        rows = {}
        for target, language in re.findall(r"^\| \[[^]]*\]\(([^)]+)\) \|.*\| (\S+) \|$", read("docs/README.md"), re.M):
            rows[os.path.normpath(os.path.join("docs", target))] = language
        self.assertEqual(sorted(rows), [d for d in documents() if d not in ("README.md", "docs/README.md")])
        for path, language in rows.items():
            prose = re.sub(r"\*\*|```.*?```|`[^`\n]*`|^    [^\n]*$|\*[^*]+\*", "", read(path), flags=re.S | re.M)
            # A line of Latin letters says as much as a third of it in Han characters.
            share = 3 * len(HAN.findall(prose)) / (3 * len(HAN.findall(prose)) + len(re.findall("[A-Za-z]", prose)))
            least, most = {"中文": (0.6, 1), "English": (0, 0.2), "中英": (0.1, 0.9)}[language]
            self.assertTrue(least <= share <= most, f"{path} is not {language}: {share:.2f}")

    def test_links_and_names_of_documents_lead_somewhere(self):
        for path in documents():
            text = read(path)
            for target in re.findall(r"\]\(([^)#:]+)\)", text):
                self.assertTrue(os.path.exists(os.path.join(ROOT, os.path.dirname(path), target)), f"{path}: {target}")
            for target in re.findall(r"\bdocs/[\w/-]+\.\w+", text):
                self.assertTrue(os.path.exists(os.path.join(ROOT, target)), f"{path}: {target}")

    def test_the_index_is_reached_from_the_readme(self):
        self.assertIn("(docs/README.md)", read("README.md"))


class Options(unittest.TestCase):
    def helped(self):
        return {c: set(re.findall(r"--[a-z][a-z-]+", lianheti(c, "--help")[1])) for c in COMMANDS}

    def test_every_option_in_a_manual_is_one_of_the_program(self):
        known = set.union(*self.helped().values()) | FOREIGN | {"--help", "--version"}
        for path in documents():
            if path != "CONTRIBUTING.md":
                self.assertEqual(sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(path))) - known), [], path)


class Commands(Case):
    def setUp(self):
        super().setUp()
        shutil.copytree(os.path.join(ROOT, "samples"), self.path("samples"))
        os.mkdir(self.path("bin"))
        os.symlink(BINARY, self.path("bin/lianheti"))
        self.env = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": self.path("bin") + ":" + os.environ["PATH"]}

    def fill_in(self):
        """The district file that a reader would have filled in."""
        shutil.copytree(os.path.join(ROOT, "samples/district"), self.path("district"), dirs_exist_ok=True)
        shutil.copy(os.path.join(ROOT, "samples/district.yaml"), self.path("区县.yaml"))

    def sh(self, line):
        done = subprocess.run(["bash", "-c", line], env=self.env, cwd=self.dir, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, f"{line}\n{done.stdout[-600:]}{done.stderr[-600:]}")
        return done.stdout

    def test_the_commands_of_the_manuals_run_as_they_stand(self):
        for manual in MANUALS:
            lines = [line for _, block in blocks(read(f"docs/{manual}.md"), "sh") for line in block.splitlines()]
            self.assertGreater(len(lines), 3, manual)
            for line in lines:
                self.sh(line)
                if line.startswith("lianheti init --district"):
                    self.fill_in()

    def test_files_have_the_names_that_the_manual_tells(self):
        table = re.search(r"## 文件名\n(.*?)\n## ", read("docs/make.md"), re.S).group(1)
        sample = ["samples/complete.yaml", "--for", "urumqi"]
        for words in (sample, [*sample, "--to", "png,tree,pages"], [*sample, "--to", "pdf", "--slots-for", "esign"],
                      [*sample, "--doc", "agreement", "--to", "pdf", "--public"], [*sample, "--doc", "sealplan"],
                      ["--blank", "--for", "urumqi", "--to", "pdf,docx,png"]):
            self.sh("lianheti make " + " ".join(words))
        made = set(os.listdir(self.path("out")))
        for cell in re.findall(r"^\| (`.*?) \|", table, re.M):
            names = re.findall(r"`([^`]+)`", cell)
            for name in names:
                # ".docx" goes with the stem of the first name of its row, "-02.png" with what is before the number.
                stem = re.sub(r"(-\d\d)?\.[\w.]+$", "", names[0])
                self.assertIn(name if name[0] not in ".-" else stem + name, made)

    def test_the_district_files_of_the_manuals_are_taken(self):
        self.fill_in()
        first, second = (blocks(read(f"docs/{m}.md"), "yaml")[0][1] for m in ("packet", "binding"))
        head = first[:first.index("双面: 是 ")]
        self.write("a.yaml", first)
        self.write("b.yaml", head + second)
        self.sh("lianheti packet a.yaml --out a --no-pictures")
        self.sh("lianheti packet b.yaml --out b --no-pictures")
        self.assertIn("第1册", " ".join(os.listdir(self.path("b", "00_新市区"))))

    def test_the_packet_has_the_figures_that_the_manuals_tell(self):
        self.fill_in()
        self.sh("lianheti packet 区县.yaml --out 报送 --no-pictures")
        told = re.search(r"任务 jobs \d+，一份页数 pages \d+，用纸 paper \d+", read("docs/packet.md")).group(0)
        self.assertIn(told, self.sh("lianheti print 报送 --dry-run"))
        least, most, thinnest, thickest, whole, all_leaves, volumes = re.search(
            r"每家的合订本 (\d+) 至 (\d+) 页、(\d+) 至 (\d+) 张；全区的 (\d+) 页、(\d+) 张，分(.)册", read("docs/binding.md")).groups()
        sets = self.sh("lianheti print 报送 --dry-run --sets").splitlines()
        self.assertEqual(len([line for line in sets if "/00_" in line]), {"两": 2}[volumes])
        pages = [int(line.split()[2]) for line in sets if "合订本_" in line]
        self.assertEqual((min(pages), max(pages)), (int(least), int(most)))
        self.assertIn(f"pages {whole}，用纸 paper {all_leaves}", self.sh("lianheti print 报送 --dry-run --sets --only 00"))
        self.assertEqual((int(thinnest) * 2, int(thickest) * 2), (min(pages), max(pages)))


class Code(unittest.TestCase):
    def test_the_emitter_of_the_manual_compiles(self):
        code = next(b for _, b in blocks(read("docs/adding-a-format.md"), "c"))
        done = subprocess.run(
            ["gcc", "-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wpedantic", "-Wswitch-enum", "-Wconversion", "-Werror",
             "-fsyntax-only", "-Iinclude", "-Isrc", "-xc", "-"], input=code, cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_quoted_code_stands_in_the_file_that_is_named(self):
        quotes = blocks(read("CONTRIBUTING.md"), "c")
        self.assertGreater(len(quotes), 10)
        for before, block in quotes:
            path = before.strip("`")
            self.assertTrue(squeeze(block) in squeeze(read(path)), f"{path} does not hold:\n{block}")

    def test_files_that_documents_name_exist(self):
        for path in documents():
            for name in re.findall(r"`((?:src|templates|tests|fonts|samples|include)/[\w./-]+\.\w+)`", read(path)):
                # What a reader is to make has these names.
                if not re.search("words|harbin", name):
                    self.assertTrue(os.path.exists(os.path.join(ROOT, name)), f"{path} names {name}")


if __name__ == "__main__":
    unittest.main()
