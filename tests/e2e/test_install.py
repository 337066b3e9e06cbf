"""What `make install` brings works without the checkout, and `make uninstall` takes all of it away."""
import glob
import os
import re
import shutil
import subprocess

from support import BINARY, ROOT, SAMPLE, Case, run

# The tests' own make must not steer this one.
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "LIANHETI"))}


def make(*words):
    done = subprocess.run(["make", "-s", "-j2", *words], cwd=ROOT, capture_output=True, text=True, env=CLEAN)
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)


def files_in(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, dirs, names in os.walk(folder) for name in dirs + names)


class Installed(Case):
    def setUp(self):
        super().setUp()
        self.dest = self.path("装 到")
        os.makedirs(os.path.join(self.dest, "usr/local/bin"))  # a folder that was there before
        make("install", f"DESTDIR={self.dest}")
        self.usr = os.path.join(self.dest, "usr/local")

    def installed(self, *words, **options):
        done = subprocess.run([os.path.join(self.usr, "bin/lianheti"), *words], capture_output=True, text=True, cwd=self.dir,
                              env={**CLEAN, "LC_ALL": "C.UTF-8"}, **options)
        return done.returncode, done.stdout, done.stderr

    def test_the_program_finds_what_came_with_it(self):
        # Another name tells these templates from those of the checkout.
        path = os.path.join(self.usr, "share/lianheti/templates/urumqi/2026/jurisdiction.yaml")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("name: 乌鲁木齐市\n", "name: 试印市\n", 1))
        self.assertIn("试印市", self.installed("list", "jurisdictions")[1])
        os.symlink(os.path.join(self.usr, "bin/lianheti"), self.path("lianheti"))
        self.assertIn("试印市", run(self.path("lianheti"), "list", "jurisdictions"))

    def test_the_documents_and_pages_that_the_help_names_came_too(self):
        docs = re.search(r"the documents are in: (.*)", self.installed("--help")[1]).group(1)
        self.assertTrue(docs.startswith(self.usr), docs)
        self.assertTrue(os.path.exists(os.path.join(docs, "packet.md")))
        for page in os.listdir(os.path.join(ROOT, "docs/man")):
            self.assertTrue(os.path.exists(os.path.join(self.usr, "share/man", f"man{page[-1]}", page)), page)
        for script in "bash-completion/completions/lianheti", "zsh/site-functions/_lianheti", "fish/vendor_completions.d/lianheti.fish":
            self.assertGreater(os.path.getsize(os.path.join(self.usr, "share", script)), 1000, script)

    def test_a_paper_is_made_from_an_installed_sample(self):
        sample = os.path.join(self.usr, "share/doc/lianheti/samples/complete.yaml")
        status, out, errors = self.installed("make", sample, "--for", "urumqi")
        self.assertEqual(status, 0, errors)
        self.assertEqual(len(out.split()), 3)

    def test_the_library_shows_what_its_header_declares(self):
        with open(os.path.join(self.usr, "include/lianheti.h"), encoding="utf-8") as f:
            code = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
        declared = set(re.findall(r"\b(lh_\w+)\([^*]", code))
        library = os.path.join(self.usr, "lib/liblianheti.so")
        shown = {line.split()[2].split("@")[0] for line in run("nm", "-D", "--defined-only", library).splitlines()}
        self.assertEqual(shown - {"LIANHETI_0"}, declared)
        self.assertIn("liblianheti.so.0", run("objdump", "-p", library))
        self.assertEqual(sorted(os.listdir(os.path.join(self.usr, "include"))), ["lianheti.h"])

    def test_uninstall_leaves_nothing(self):
        make("install", f"DESTDIR={self.dest}")  # a second time over the first
        self.assertGreater(len(files_in(self.dest)), 100)
        make("uninstall", f"DESTDIR={self.dest}")
        self.assertEqual(files_in(self.dest), ["usr", "usr/local", "usr/local/bin"])

    def test_uninstall_keeps_what_is_not_ours(self):
        self.write(os.path.join(self.usr, "share/lianheti/mine.yaml"), "a: 1\n")
        make("uninstall", f"DESTDIR={self.dest}")
        self.assertIn("usr/local/share/lianheti/mine.yaml", files_in(self.dest))
        self.assertNotIn("usr/local/share/lianheti/fonts", files_in(self.dest))


class Library(Case):
    """The examples, built as somebody would who has the installed library and nothing else."""

    @classmethod
    def setUpClass(cls):
        cls.dest = os.path.join(ROOT, "build/installed库")
        shutil.rmtree(cls.dest, ignore_errors=True)
        make("install", f"DESTDIR={cls.dest}")
        cls.usr = os.path.join(cls.dest, "usr/local")
        cls.env = {**CLEAN, "PKG_CONFIG_PATH": os.path.join(cls.usr, "lib/pkgconfig"), "PKG_CONFIG_SYSROOT_DIR": cls.dest,
                   "LD_LIBRARY_PATH": os.path.join(cls.usr, "lib"), "LIANHETI_DATA": os.path.join(cls.usr, "share/lianheti")}

    def build(self, name):
        source = os.path.join(self.usr, "share/doc/lianheti/docs/examples", name + ".c")
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "lianheti"], env=self.env, capture_output=True, check=True).stdout
        # pkg-config puts a backslash before each byte that is not ASCII.
        flags = [re.sub(rb"\\(.)", rb"\1", word, flags=re.S) for word in re.findall(rb"(?:\\.|[^\s\\])+", flags, re.S)]
        done = subprocess.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o", self.path(name), source,
                               *flags], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return self.path(name)

    def example(self, name, *words, status=0):
        done = subprocess.run([self.build(name), *words], capture_output=True, text=True, env=self.env, cwd=self.dir)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def test_every_example_is_tried(self):
        names = {os.path.basename(path)[:-2] for path in glob.glob(os.path.join(ROOT, "docs/examples/*.c"))}
        self.assertEqual(names, {"make", "check", "places", "packet"})

    def test_make(self):
        out = self.example("make", SAMPLE, "urumqi")
        subprocess.run([BINARY, "make", SAMPLE, "--for", "urumqi", "--doc", "all", "--date", "2026-06-15", "--out", self.path("out")],
                       check=True, capture_output=True, env=CLEAN)
        for name in os.listdir(self.path("out")):
            with open(self.path(name), "rb") as ours, open(self.path("out", name), "rb") as theirs:
                self.assertEqual(ours.read(), theirs.read(), name)
        self.assertEqual(len(out.splitlines()), len(os.listdir(self.path("out"))))

    def test_check(self):
        self.assertRegex(self.example("check", SAMPLE, "urumqi"), r"(?m)^\d{2,} (ok|hint|ask)$")
        self.assertEqual(self.example("check", SAMPLE).splitlines()[-1], "0 ok")
        bad = self.example("check", os.path.join(ROOT, "samples/bad/2044-uscc.yaml"), status=1)
        self.assertRegex(bad, r"2044-uscc\.yaml:\d+: error: ")

    def test_places(self):
        out = self.example("places", SAMPLE, "urumqi", "application")
        self.assertRegex(out, r"(?m)^application p\.\d+ SEAL_LEAD seal \d+\.\d,\d+\.\d 新疆天屿储能科技股份有限公司$")
        self.example("places", SAMPLE, "urumqi", "no-such-document", status=1)

    def test_packet(self):
        out = self.example("packet", os.path.join(ROOT, "samples/district.yaml"), self.path("报送"))
        self.assertRegex(out, r"made 12, failed 0, complete")
        self.assertEqual(out.count(" made "), 12)
        self.assertTrue(os.path.exists(self.path("报送/manifest.json")))


class Package(Case):
    """What the packages say of themselves is what the tree says."""

    def read(self, name):
        with open(os.path.join(ROOT, name), encoding="utf-8") as f:
            return f.read()

    def test_needs_what_building_needs(self):
        deps = subprocess.run(["make", "-n", "deps"], cwd=ROOT, capture_output=True, text=True, env=CLEAN, check=True).stdout
        built = re.search(r"Build-Depends:(.*?)\n\S", self.read("debian/control"), re.S).group(1)
        libraries = {word for word in deps.split() if re.fullmatch(r"\S+-dev", word)} - {"libc6-dev"}
        self.assertEqual({word.strip() for word in built.split(",") if word.strip().endswith("-dev")}, libraries)

    def test_has_the_version_of_the_program(self):
        version = run(BINARY, "--version").split()[1]
        self.assertEqual(re.match(r"lianheti \((.*?)\)", self.read("debian/changelog")).group(1), version)

    def test_every_font_has_its_copyright(self):
        text = self.read("debian/copyright")
        told = {name for line in re.findall(r"^Files: (fonts/.*)", text, re.M) for name in line.split()}
        self.assertEqual(told, {f"fonts/{name}" for name in os.listdir(os.path.join(ROOT, "fonts")) if name.endswith(".ttf")})
        for licence in re.findall(r"^License: (.*)\n(?! )", text, re.M):
            self.assertRegex(text, rf"(?m)^License: {re.escape(licence)}\n ")


class Blank(Case):
    def test_a_blank_form_never_overwrites_a_filled_one(self):
        for words in (["--blank"], ["--option", "blank=on"]):
            with self.subTest(words):
                self.make(os.path.join(ROOT, "samples/complete.yaml"), "--for", "urumqi", "--to", "tree", *words)
                self.assertEqual(os.listdir(self.path("out")), ["urumqi-application-blank.tree.txt"])
                shutil.rmtree(self.path("out"))


