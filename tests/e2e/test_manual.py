"""--help, the man pages, the documents and the shells' completions name the same commands and options."""
import glob
import os
import re
import shutil
import subprocess
import unittest

from support import BINARY, ROOT, Case, lianheti

MAN = os.path.join(ROOT, "docs/man")
OWN_PAGE = ("packet", "print")
COMMON = {"--date", "--fonts", "--data-dir", "--lang"}
DOCUMENTS = sorted(glob.glob(os.path.join(ROOT, "docs/*.md"))) + [os.path.join(ROOT, "README.md")]
# Where the options of a command must stand, if not just anywhere.
DOCUMENT_OF = {"make": "docs/make.md", "packet": "docs/packet.md", "print": "docs/packet.md", "check": "docs/check.md",
               "verify": "docs/agreements.md", "readback": "docs/agreements.md"}


def help_of(command):
    return lianheti(command, "--help")[1]


def commands():
    names = re.findall(r"^  ([a-z]+) +\S", lianheti("--help")[1].split("第一次使用")[0], re.M)
    assert len(names) > 8, names
    return names


def options_in_help(command):
    return set(re.findall(r"^  (--[a-z-]+)", help_of(command), re.M))


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def options_in(roff):
    """What the items of a page's lists name."""
    return {"-" + o for line in re.findall(r"^\.It Fl .*", roff, re.M) for o in re.findall(r"Fl (-[a-z-]+)", line)}


def man_sections():
    """Per command, its part of the pages; "" is what every command takes."""
    page = read(os.path.join(MAN, "lianheti.1"))
    parts = dict(zip(re.findall(r"^\.Ss ([a-z]+)$", page, re.M), re.split(r"^\.Ss .*$", page.split(".Sh COMMON")[0], flags=re.M)[1:]))
    parts[""] = page.split(".Sh COMMON OPTIONS")[1].split(".Sh ENVIRONMENT")[0]
    for command in OWN_PAGE:
        parts[command] += read(os.path.join(MAN, f"lianheti-{command}.1"))
    return parts


ZSH_ASKS = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1= PS2= RPS1=; unset zle_bracketed_paste; stty -echo'
zpty -w z "autoload -U compinit; compinit -u -D; source ${(q)1}"
zpty -w z '
compadd() {
	if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi
	local -a given
	builtin compadd -A given "$@"
	[[ -n $given ]] && print -rl -- "<"${^given}">"
}
finish() { print -r "<END>"; exit }
comppostfuncs=(finish)
bindkey "^I" complete-word
print -r "<"START">"'
zpty -r z text "*<START>*"
zpty -wn z "$2"$'\t'
zpty -r z text "*<END>*"
print -r -- "$text" | grep -o '<[^<>]*>' | tr -d '<>' | grep -v '^END$'
"""


class Manual(Case):
    def test_help_and_man_pages_name_the_same_options(self):
        sections = man_sections()
        common = options_in(sections.pop(""))
        self.assertEqual(common, COMMON)
        self.assertEqual(sorted(sections), sorted(commands()))
        for command in commands():
            with self.subTest(command):
                self.assertEqual(options_in(sections[command]) | common, options_in_help(command))

    def test_every_option_stands_in_the_document_of_its_command(self):
        everything = "".join(map(read, DOCUMENTS))
        for command in commands():
            own = read(os.path.join(ROOT, DOCUMENT_OF[command])) if command in DOCUMENT_OF else everything
            for option in sorted(options_in_help(command)):
                text = everything if option in COMMON else own
                with self.subTest(f"{command} {option}"):
                    self.assertTrue(re.search(option + r"(?![a-z-])", text))

    def test_the_documents_name_no_option_that_is_not_there(self):
        found = 0
        for path in DOCUMENTS:
            for command, rest in re.findall(r"(?:^ *(?:build/)?|`)lianheti ([a-z]+)((?: [^#\n|&;`]*)?)", read(path), re.M):
                where = f"{os.path.basename(path)}: {command}{rest}"
                self.assertIn(command, commands(), where)
                self.assertLessEqual(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)), options_in_help(command) | {"--help"}, where)
                found += 1
        self.assertGreater(found, 30)

    def test_the_documents_that_the_help_names_are_there(self):
        docs = re.search(r"the documents are in: (.*)", lianheti("--help")[1]).group(1)
        named = {name for command in commands() for name in re.findall(r"docs/([\w-]+\.md)", help_of(command))}
        self.assertIn("packet.md", named)
        for name in named:
            self.assertTrue(os.path.exists(os.path.join(docs, name)), name)

    def test_the_names_of_blank_forms_are_told(self):
        self.make("--blank", "--for", "urumqi", "--to", "pdf")
        self.assertIn("urumqi-application-blank.pdf", os.listdir(self.path("out")))
        self.assertIn("KEY-DOC-blank.pdf", read(os.path.join(MAN, "lianheti.1")))
        self.assertIn("urumqi-application-blank.pdf", read(os.path.join(ROOT, "docs/make.md")))

    def test_man_pages_have_no_faults(self):
        for page in sorted(os.listdir(MAN)):
            with self.subTest(page):
                done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", os.path.join(MAN, page)],
                                      capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"})
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                for name, section in re.findall(r"^\.Xr (lianheti[\w-]*) (\d)", read(os.path.join(MAN, page)), re.M):
                    self.assertTrue(os.path.exists(os.path.join(MAN, f"{name}.{section}")), f"{name}.{section}")


class Completion(Case):
    """The shells themselves are asked what they would offer."""

    def setUp(self):
        super().setUp()
        os.makedirs(self.path("bin"))
        os.symlink(BINARY, self.path("bin/lianheti"))
        self.env = {**os.environ, "PATH": self.path("bin") + ":" + os.environ["PATH"], "LC_ALL": "C.UTF-8",
                    "HOME": self.dir, "LIANHETI_DATA": ROOT}

    def script(self, shell):
        status, script, errors = lianheti("completion", shell)
        self.assertEqual((status, errors), (0, ""))
        with open(self.path(f"script.{shell}"), "w", encoding="utf-8") as f:
            f.write(script)
        return self.path(f"script.{shell}")

    def ask(self, *words):
        if not shutil.which(words[0]):
            raise unittest.SkipTest(f"no {words[0]}")
        done = subprocess.run(words, capture_output=True, text=True, env=self.env, cwd=self.dir, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split("\n")

    def bash(self, line):
        words = line.split(" ")
        return {w for w in self.ask("bash", "-c", f"source '{self.script('bash')}'; COMP_WORDS=({' '.join(words[:-1])} '{words[-1]}'); "
                                    f"COMP_CWORD={len(words) - 1}; _lianheti; printf '%s\\n' \"${{COMPREPLY[@]}}\"") if w}

    def fish(self, line):
        asked = f"source '{self.script('fish')}'; complete -C '{line}'"
        return {w.split("\t")[0] for w in self.ask("fish", "--no-config", "-c", asked) if w}

    def zsh(self, line):
        """zsh completes in a terminal only: it gets one, and a compadd that tells what it is given."""
        self.script("zsh")
        with open(self.path("ask"), "w", encoding="utf-8") as f:
            f.write(ZSH_ASKS)
        lines = self.ask("zsh", "-f", self.path("ask"), self.path("script.zsh"), line)
        return {w for w in lines if w}

    def check(self, shell):
        self.assertEqual({w for w in shell("lianheti ") if w[0] != "-"}, set(commands()))
        for command in commands():
            with self.subTest(command):
                self.assertEqual(shell(f"lianheti {command} --"), options_in_help(command) | {"--help"})
        self.assertEqual(shell("lianheti make --for u"), {"urumqi"})
        self.assertEqual(shell("lianheti make --for urumqi --doc sealp"), {"sealplan"})
        self.assertEqual(shell("lianheti make --to doc"), {"docx"})
        self.assertEqual(shell("lianheti check --format "), {"text", "json"})
        self.assertIn("formats", shell("lianheti list f"))

    def test_bash(self):
        self.check(self.bash)

    def test_fish(self):
        self.check(self.fish)

    def test_zsh(self):
        self.check(self.zsh)
