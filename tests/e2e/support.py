"""What the end-to-end tests share: running the program, reading its files with other programs."""
import json
import os
import re
import subprocess
import tempfile
import unittest
import zipfile
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("LIANHETI") or os.path.join(ROOT, "build/lianheti")
SAMPLE = os.path.join(ROOT, "samples/complete.yaml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def lianheti(*words, env=None, cwd=None):
    """Run the program; returns (status, stdout, stderr)."""
    full = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, env=full, cwd=cwd, timeout=300)
    return done.returncode, done.stdout, done.stderr


def run(*words):
    """Run a tool; its output, an error when it fails or complains."""
    done = subprocess.run(list(map(str, words)), capture_output=True, timeout=300)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode or done.stderr.strip():
        raise AssertionError(f"{words[0]}: {done.returncode} {done.stderr.decode('utf-8', 'replace')[:800]}{text[-400:]}")
    return text


def squeeze(text):
    """Without white space: line breaks and spread labels do not count."""
    return re.sub(r"\s+", "", text)


def pdf_text(path):
    return run("pdftotext", "-raw", "-enc", "UTF-8", path, "-")


def pdf_pages(path):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", path)).group(1))


def docx_text(path):
    """The text of the body in reading order, a line a paragraph; a table that is a picture gives its words."""
    with zipfile.ZipFile(path) as z:
        body = ET.fromstring(z.read("word/document.xml"))
    lines = []
    for p in body.iter(W + "p"):
        lines.append("".join(t.text or "" for t in p.iter(W + "t")))
        for picture in p.iter(WP + "inline"):
            lines.append(picture.find(WP + "docPr").get("descr"))
    return "\n".join(lines)


def docx_tags(path):
    with zipfile.ZipFile(path) as z:
        body = ET.fromstring(z.read("word/document.xml"))
    return [t.get(W + "val") for t in body.iter(W + "tag")]


def labels(name):
    with open(os.path.join(ROOT, "tests/e2e/labels", name + ".txt"), encoding="utf-8") as f:
        return [line for line in f.read().split("\n") if line]


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="lianheti-e2e-")
        self.addCleanup(self.folder.cleanup)
        self.dir = self.folder.name

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def write(self, name, data):
        path = self.path(name)
        with open(path, "w" if isinstance(data, str) or not isinstance(data, bytes) else "wb",
                  **({} if isinstance(data, bytes) else {"encoding": "utf-8"})) as f:
            if isinstance(data, (str, bytes)):
                f.write(data)
            else:
                json.dump(data, f, ensure_ascii=False)
        return path

    def make(self, data, *words, status=0):
        """`lianheti make` into out/ of the test's folder; returns standard error."""
        got, out, err = lianheti("make", *( [data] if data else [] ), "--out", self.path("out"), *words)
        self.assertEqual(got, status, err)
        return err

    def assert_in_order(self, text, pieces):
        """Every piece stands in the text, one behind the other; white space does not count."""
        text, at = squeeze(text), 0
        for piece in pieces:
            want = squeeze(piece)
            found = text.find(want, at)
            if found < 0:
                where = "earlier" if want in text else "nowhere"
                self.fail(f"“{piece}” is {where} after “…{text[max(0, at - 30):at]}”")
            at = found + len(want)
