"""twins.py BINARY OUT [SAMPLE…]: how the DOCX agrees with the PDF, over all papers of all samples and places.

Makes every paper, filled and blank, lets one run of LibreOffice set all DOCX files in the project's own faces, and
compares page counts, and paragraphs that end in a line of one lone character. What it prints is for people; the bounds
that hold stand in tests/e2e/test_twins.py.
"""
import glob
import os
import re
import subprocess
import sys
import zipfile
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from html import unescape

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Marks that do not count as company for a character, and begin no line.
MARKS = set("，。、；：？！）》」』】〕”’·…—,.;:?!)]")
# Drawn in the PDF, not written.
BOXES = dict.fromkeys(map(ord, "☐☑"))


def jurisdictions(binary):
    done = subprocess.run([binary, "list", "jurisdictions"], capture_output=True, text=True, check=True)
    return [line.split()[0] for line in done.stdout.splitlines() if line.strip()]


def make(binary, words, folder):
    """Finals where the data allow it, else drafts; True when papers came out."""
    for state in (["--blank"],) if "--blank" in words else (["--final"], ["--draft"]):
        words = [w for w in words if w != "--blank"]
        done = subprocess.run([binary, "make", *words, *state, "--doc", "all", "--to", "pdf,docx", "--out", folder],
                              capture_output=True, text=True)
        if done.returncode == 0:
            return True
    print(f"{' '.join(words)}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    return False


def papers(binary, out, samples):
    """(name, pdf, docx) of every paper; each pair has a name of its own."""
    found = []
    for key in jurisdictions(binary):
        jobs = [("blank", ["--blank"])]
        for sample in samples:
            with open(sample, encoding="utf-8") as f:
                if re.search(rf"^  {key}:", f.read(), re.M):
                    jobs.append((os.path.splitext(os.path.basename(sample))[0], [sample]))
        for name, words in jobs:
            folder = os.path.join(out, f"{name}-{key}")
            if not make(binary, [*words, "--for", key], folder):
                continue
            for docx in sorted(glob.glob(os.path.join(folder, "*.docx"))):
                stem = f"{name}-{os.path.basename(docx)[:-5]}"
                os.replace(docx, os.path.join(out, stem + ".docx"))
                os.replace(docx[:-5] + ".pdf", os.path.join(out, stem + ".pdf"))
                found.append((stem, os.path.join(out, stem + ".pdf"), os.path.join(out, stem + ".docx")))
    return found


def set_by_libreoffice(out, docx):
    """The PDF files go to OUT/lo. One run takes a hundred files: after some two hundred it stops without a word."""
    work = os.path.join(out, "office")
    subprocess.run(["sh", os.path.join(HERE, "fontconfig.sh"), work], check=True)
    env = {**os.environ, "FONTCONFIG_FILE": os.path.join(work, "fonts.conf")}
    for at in range(0, len(docx), 100):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{os.path.abspath(work)}/profile", "--headless",
                        "--convert-to", "pdf", "--outdir", os.path.join(out, "lo"), *docx[at:at + 100]],
                       env=env, capture_output=True, check=True)


class Para:
    """Text without blanks, and whether it is a short one: centred, or in a cell and not justified."""

    def __init__(self, text, align, in_cell):
        self.text = text
        self.short = len(text) <= 64 and (align == "center" or (in_cell and align in ("left", "right")))


def alignments(styles):
    """Style id to alignment; our styles are complete."""
    root = ET.fromstring(styles)
    return {s.get(W + "styleId"): jc.get(W + "val") for s in root.iter(W + "style") for jc in s.iter(W + "jc")}


def words_in(node, out):
    for child in node:
        if child.tag == W + "t":
            out.append(child.text or "")
        elif child.tag not in (W + "instrText", W + "drawing", W + "pict", MC + "AlternateContent"):
            words_in(child, out)


def paragraphs(docx):
    """The paragraphs that hold text, in reading order."""
    with zipfile.ZipFile(docx) as z:
        body = ET.fromstring(z.read("word/document.xml")).find(W + "body")
        aligned = alignments(z.read("word/styles.xml"))
    cells = {p for cell in body.iter(W + "tc") for p in cell.iter(W + "p")}
    found = []
    for p in body.iter(W + "p"):
        out = []
        words_in(p, out)
        text = re.sub(r"\s+", "", "".join(out)).translate(BOXES)
        style, jc = p.find(f"{W}pPr/{W}pStyle"), p.find(f"{W}pPr/{W}jc")
        if text:
            align = jc.get(W + "val") if jc is not None else aligned.get(style.get(W + "val")) if style is not None else ""
            found.append(Para(text, align, p in cells))
    return found


def characters(pdf):
    """(character, page, top, bottom) in the order of the content; and the number of pages."""
    done = subprocess.run(["pdftotext", "-raw", "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    found, page = [], 0
    for line in done.stdout.splitlines():
        page += "<page " in line
        m = re.search(r'yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*)</word>', line)
        if m:
            top, bottom = float(m.group(1)), float(m.group(2))
            for c in unescape(m.group(3)):
                if not c.isspace():
                    found.append((c, page, top, bottom))
    return found, page


def places_of(paras, chars):
    """For each character of the paragraphs the one of the pages, or None."""
    theirs = "".join(c[0] for c in chars)
    place = [None] * sum(len(p.text) for p in paras)

    def by_difference(ours, at, start, end):
        for a, b, n in SequenceMatcher(None, ours, theirs[start:end], autojunk=False).get_matching_blocks():
            for k in range(n):
                place[at + a + k] = chars[start + b + k]

    # Paragraphs of words that stand once in both are anchors; between them the two are compared by differences.
    ours = "".join(p.text for p in paras)
    at = anchored = 0
    found_upto = 0
    for para in paras:
        text = para.text
        found = theirs.find(text) if len(text) >= 10 and ours.count(text) == 1 and theirs.count(text) == 1 else -1
        # One that was moved far off is no anchor.
        if found >= found_upto and found - found_upto <= 2 * (at - anchored) + 600:
            by_difference(ours[anchored:at], anchored, found_upto, found)
            found_upto, anchored = found + len(text), at + len(text)
            place[at:anchored] = chars[found:found_upto]
        at += len(text)
    by_difference(ours[anchored:], anchored, found_upto, len(theirs))
    return place


def lines_of(paras, chars):
    """For each paragraph its lines as found in the characters, and how many of its own were not."""
    place, at = places_of(paras, chars), 0
    for para in paras:
        here = place[at:at + len(para.text)]
        at += len(para.text)
        known = [(c, p) for c, p in zip(para.text, here) if p]
        lines, last = [], None
        for c, p in known:
            if last and p[1] == last[1] and min(p[3], last[3]) - max(p[2], last[2]) > 0.3 * (p[3] - p[2]):
                lines[-1] += c
            else:
                lines.append(c)
            last = p
        yield lines, len(para.text) - len(known)


def listed_words():
    """Words of templates/words.yaml, each with the places where it may be parted."""
    found = {}
    with open(os.path.join(ROOT, "templates/words.yaml"), encoding="utf-8") as f:
        for line in f:
            for word in line[4:].split() if line.startswith("  - ") else ():
                parts = word.split("|")
                found["".join(parts)] = {len("".join(parts[:i])) for i in range(1, len(parts))}
    return found


LISTED = listed_words()


def cuts(lines):
    """Listed words that a line ends in, elsewhere than at their joints."""
    text, ends = "".join(lines), set()
    for line in lines[:-1]:
        ends.add(max(ends, default=0) + len(line))
    at, found = 0, []
    while at < len(text):
        word = max((text[at:at + n] for n in range(2, 17) if text[at:at + n] in LISTED), key=len, default=text[at])
        found += [word for end in ends if at < end < at + len(word) and end - at not in LISTED[word]]
        at += len(word)
    return found


def is_lone(lines):
    """Numbers of two or three digits are left out: the differences may put a page's number in their place."""
    return len(lines) > 1 and sum(map(len, lines)) > 3 and sum(c not in MARKS for c in lines[-1]) == 1


def compare(name, pdf, lo, docx):
    paras = paragraphs(docx)
    mine, my_pages = characters(pdf)
    theirs, their_pages = characters(lo)
    found = {"name": name, "pages": (my_pages, their_pages), "lone_pdf": [], "lone_docx": [], "lost": [],
             "cut_pdf": [], "cut_docx": []}
    for para, (a, lost_a), (b, lost_b) in zip(paras, lines_of(paras, mine), lines_of(paras, theirs)):
        if lost_a or lost_b:
            found["lost"].append((para.text, lost_a, lost_b))
        if is_lone(a):
            found["lone_pdf"].append(a)
        if is_lone(b):
            found["lone_docx"].append((b, a))
        if para.short:
            found["cut_pdf"] += [(a, word) for word in cuts(a)]
            found["cut_docx"] += [(b, word) for word in cuts(b)]
    return found


def measure(binary, out, samples):
    os.makedirs(out, exist_ok=True)
    made = papers(binary, out, samples)
    set_by_libreoffice(out, [docx for _, _, docx in made])
    return compare_all(out, made)


def compare_all(out, made):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda m: compare(m[0], m[1], os.path.join(out, "lo", m[0] + ".pdf"), m[2]), made))


def main():
    binary, out, *samples = sys.argv[1:]
    samples = samples or [*sorted(glob.glob(os.path.join(ROOT, "samples/*.yaml"))),
                          *sorted(glob.glob(os.path.join(ROOT, "samples/district/*.yaml")))]
    found = measure(binary, out, samples)
    for paper in found:
        if paper["pages"][0] != paper["pages"][1]:
            print(f"{paper['name']}: {paper['pages'][0]} pages, DOCX {paper['pages'][1]}")
    for paper in found:
        for lines in paper["lone_pdf"]:
            print(f"{paper['name']}: PDF  {'|'.join(lines)[-40:]}")
        for lines, mine in paper["lone_docx"]:
            print(f"{paper['name']}: DOCX {'|'.join(lines)[-40:]}   (PDF {'|'.join(mine or [])[-40:]})")
    for paper in found:
        for kind in "cut_pdf", "cut_docx":
            for lines, word in paper[kind]:
                print(f"{paper['name']}: {kind[4:].upper()} cuts {word}: {'|'.join(lines)[-60:]}")
    for paper in found:
        for para, in_pdf, in_docx in paper["lost"]:
            print(f"{paper['name']}: {in_pdf} characters not found in the PDF, {in_docx} not in the DOCX: {para[:60]}")
    print(f"{len(found)} papers, {sum(p['pages'][0] != p['pages'][1] for p in found)} differ in pages; lone characters: "
          f"PDF {sum(len(p['lone_pdf']) for p in found)}, DOCX {sum(len(p['lone_docx']) for p in found)}; "
          f"words cut: PDF {sum(len(p['cut_pdf']) for p in found)}, DOCX {sum(len(p['cut_docx']) for p in found)}; "
          f"characters not found: PDF {sum(n for p in found for _, n, _ in p['lost'])}, "
          f"DOCX {sum(n for p in found for _, _, n in p['lost'])}")


if __name__ == "__main__":
    main()
