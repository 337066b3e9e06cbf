"""Every tracked file is reached: from the Makefile, a test, the documents or a template.

A file is reached when
  1. a tool knows its name (KNOWN), or something takes its folder as a whole (FOLDERS), or
  2. a file that is reached names it: by its name, or by folder/name where several files are called so; a header by
     #include, a module by import, a template by its key in the jurisdiction, the words of a form by labels("…").
CHANGELOG.md tells what was: it reaches nothing.
"""
import collections
import fnmatch
import glob
import os
import re
import subprocess
import sys

KNOWN = ["Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", ".clang-format", ".ci/run",
         "tests/package.json", "tests/package-lock.json"]
FOLDERS = {
    "src/*.c": "the Makefile compiles them",
    "docs/examples/*.c": "the tests build them against the installed library",
    "debian/*": "the tools of Debian look for them",
    "docs/man/*": "the Makefile installs them",
    "fonts/licences/*": "they go where the fonts go",
    "templates/*/*/jurisdiction.yaml": "the catalogue looks for them",
    "templates/*/*/rules.yaml": "the engine reads them",
    "samples/*": "the demo and the tests fill all of them",
    "tests/unit/*/test_*.c": "make unit runs them",
    "tests/fuzz/fuzz_*.c": "make fuzz runs them",
    "tests/e2e/test_*.py": "make e2e runs them",
    "tests/golden/*/cmd": "make golden runs them",
    "tests/golden/*/data.yaml": "make golden fills them",
    "tests/golden/*/template.yaml": "make golden fills them",
    "tests/golden/*/expect.*": "make golden compares them",
    "tests/support/preload/*.c": "the sweep puts them before the program",
    "tests/data/guidelines/*.txt": "the corpus that the rules quote",
}


def names_in(path):
    """The names that a file may mean others by: "name", and "folder/name"."""
    with open(path, "rb") as f:
        raw = f.read()
    if path == "CHANGELOG.md" or b"\0" in raw:
        return set()
    text, names = raw.decode("utf-8", "replace"), set()
    for token in re.findall(r"[\w./-]+", text):
        parts = token.rstrip(".").split("/")
        names.update(parts)
        names.update(map("/".join, zip(parts, parts[1:])))
    if path.endswith(".py"):
        names.update(module + ".py" for module in re.findall(r"^\s*(?:import|from) (\w+)", text, re.M))
        for words in re.findall(r'labels\("([\w-]+)"', text):
            names.update(map(os.path.basename, glob.glob(f"tests/e2e/labels/{words}*.txt")))
    if path.endswith("/jurisdiction.yaml"):
        names.update(key + ".yaml" for key in re.findall(r"key: (\w+)", text))
    if path.endswith(".h"): # what tests share comes with its header
        names.add(os.path.basename(path)[:-1] + "c")
    return names


def means(reader, names, path, alone):
    folder, name = os.path.split(path)
    if alone or folder == os.path.dirname(reader):
        return name in names
    return os.path.join(os.path.basename(folder), name) in names


def main():
    if not os.path.exists(".git"):
        print("reached: not looked at, this is no clone")
        return False
    files = subprocess.run(["git", "ls-files", "-z"], stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")[:-1]
    files = [path for path in files if os.path.exists(path)]
    called = collections.Counter(os.path.basename(path) for path in files)
    patterns = [*KNOWN, *FOLDERS]
    wrong = [f"tests/support/reached.py: no file {pattern}" for pattern in patterns if not fnmatch.filter(files, pattern)]
    todo = [path for path in files if any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)]
    left = set(files) - set(todo)
    while todo:
        reader = todo.pop()
        names = names_in(reader)
        found = [path for path in left if means(reader, names, path, called[os.path.basename(path)] == 1)]
        left.difference_update(found)
        todo += found
    wrong += [f"{path}: nothing reaches it" for path in sorted(left)]
    print("\n".join(wrong) or f"reached: {len(files)} files")
    return bool(wrong)


sys.exit(main())
