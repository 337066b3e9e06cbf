#!/usr/bin/env python3
"""Finds what Word refuses, repairs or silently drops although the Open XML SDK is content.

    docx_lint.py FILE.docx...            one line a finding; status 1 when there was one
    docx_lint.py --text FILE.docx        the document's text, a line a paragraph
    docx_lint.py --controls FILE.docx    every content control: tag, tab, text

Python's standard library is all it needs.
"""
import posixpath
import re
import sys
import zipfile
import zlib
from xml.etree import ElementTree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TAG_MAX, BOOKMARK_MAX, FONT_MAX = 64, 40, 31


def w(name):
    return "{%s}%s" % (WORD, name)


def val(element, default=None):
    """The w:val of an element that may be absent."""
    return default if element is None else element.get(w("val"), default)


def number(text):
    """A number of the file; what is none is for the SDK to report."""
    try:
        return int(text)
    except (TypeError, ValueError):
        return 0


class Package:
    """The parts of one file, and the findings about it."""

    def __init__(self, path):
        self.findings = []
        self.xml = {}
        self.names = []
        self.main = None
        try:
            archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            self.say("zip", "cannot be opened: %s" % error)
            return
        self.names = archive.namelist()
        for name in self.names:
            if self.names.count(name) > 1:
                self.say("zip", "two entries are called %s" % name)
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                self.say("zip", "entry name leaves the package: %s" % name)
            try:
                data = archive.read(name)
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                self.say("zip", "%s is damaged: %s" % (name, error))
                continue
            if name.endswith((".xml", ".rels")):
                try:
                    self.xml[name] = ElementTree.fromstring(data)
                except ElementTree.ParseError as error:
                    self.say("xml", "%s: %s" % (name, error))

    def say(self, rule, text):
        self.findings.append("%s: %s" % (rule, text))

    def relations(self, part):
        """Relationships of a part: id, type, target inside the package or None."""
        folder, name = posixpath.split(part)
        source = self.xml.get(posixpath.join(folder, "_rels", name + ".rels"))
        for r in source if source is not None else ():
            target = None
            if r.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/")
            yield r.get("Id"), r.get("Type", ""), target

    def word_parts(self):
        for name, root in self.xml.items():
            if root.tag.startswith("{%s}" % WORD):
                yield name, root


def check_package(p):
    types = p.xml.get("[Content_Types].xml")
    if types is None:
        p.say("package", "no [Content_Types].xml")
        return
    by_ending = {e.get("Extension", "").lower() for e in types.iter("{%s}Default" % TYPES)}
    by_name = {e.get("PartName", "").lstrip("/"): e.get("ContentType") for e in types.iter("{%s}Override" % TYPES)}
    for name in by_name:
        if name not in p.names:
            p.say("package", "a content type for %s, which is not there" % name)
    for name in p.names:
        ending = name.rsplit(".", 1)[-1].lower()
        if name != "[Content_Types].xml" and name not in by_name and ending not in by_ending:
            p.say("package", "%s has no content type" % name)
    for part in [""] + [n for n in p.names if not n.endswith(".rels")]:
        ids = set()
        for rid, kind, target in p.relations(part):
            if rid in ids:
                p.say("package", "%s: two relationships are called %s" % (part or "package", rid))
            ids.add(rid)
            if target is not None and target not in p.names:
                p.say("package", "%s: %s leads to %s, which is not there" % (part or "package", rid, target))
            if not part and kind.endswith("/officeDocument"):
                p.main = target
    if p.main not in p.xml:
        p.say("package", "no main document")
        p.main = None
    elif by_name.get(p.main) != MAIN_TYPE:
        p.say("package", "%s is declared as %s" % (p.main, by_name.get(p.main)))


def check_references(p):
    styles, fonts = set(), set()
    for _, root in p.word_parts():
        styles |= {s.get(w("styleId")) for s in root.iter(w("style"))}
        fonts |= {f.get(w("name")) for f in root.iter(w("font"))}
    for name, root in p.word_parts():
        ids = {rid for rid, _, _ in p.relations(name)}
        for element in root.iter():
            for key, value in element.attrib.items():
                if key.startswith("{%s}" % OFFICE) and value not in ids:
                    p.say("reference", "%s: relationship %s does not exist" % (name, value))
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for element in root.iter(w(kind)):
                if val(element) not in styles:
                    p.say("reference", "%s: style %s does not exist" % (name, val(element)))
        for element in root.iter(w("rFonts")):
            for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
                font = element.get(w(slot))
                if font and font not in fonts:
                    p.say("font", "%s: %s is missing from the font table" % (name, font))
    for font in fonts:
        if len(font) > FONT_MAX:
            p.say("font", "name of %d characters: %s" % (len(font), font))


def unique(p, part, what, values):
    seen = set()
    for value in values:
        if value in seen:
            p.say("id", "%s: %s %s stands twice" % (part, what, value))
        seen.add(value)
    return seen


def check_ids(p):
    for name, root in p.word_parts():
        controls = [s.find(w("sdtPr")) for s in root.iter(w("sdt"))]
        unique(p, name, "content control", [val(c.find(w("id"))) for c in controls if c is not None])
        starts = unique(p, name, "bookmark", [b.get(w("id")) for b in root.iter(w("bookmarkStart"))])
        ends = unique(p, name, "bookmark end", [b.get(w("id")) for b in root.iter(w("bookmarkEnd"))])
        if starts != ends:
            p.say("id", "%s: bookmarks without their other end: %s" % (name, sorted(starts ^ ends)))
        names = unique(p, name, "bookmark name", [b.get(w("name")) for b in root.iter(w("bookmarkStart"))])
        for bookmark in names:
            if not re.fullmatch(r"[A-Za-z_]\w*", bookmark) or len(bookmark) > BOOKMARK_MAX:
                p.say("id", "%s: %s cannot be a bookmark's name" % (name, bookmark))
        unique(p, name, "drawing", [d.get("id") for d in root.iter("{%s}docPr" % DRAWING)])


def check_controls(p):
    for name, root in p.word_parts():
        for control in root.iter(w("sdt")):
            properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
            if content is None:
                p.say("control", "%s: a content control has no content" % name)
            for kind in ("tag", "alias"):
                text = val(properties.find(w(kind)), "") if properties is not None else ""
                if len(text) > TAG_MAX:
                    p.say("control", "%s: %s of %d characters: %s" % (name, kind, len(text), text))


def row_cells(row):
    """Cells of a row, those inside content controls too, in their order."""
    for child in row:
        if child.tag == w("tc"):
            yield child
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            yield from row_cells(content if content is not None else ())


def check_table(p, name, table):
    grid = [number(c.get(w("w"))) for c in table.findall(w("tblGrid") + "/" + w("gridCol"))]
    width = table.find(w("tblPr") + "/" + w("tblW"))
    if width is not None and width.get(w("type")) == "dxa" and number(width.get(w("w"))) != sum(grid):
        p.say("table", "%s: table is %s twips wide, its grid %d" % (name, width.get(w("w")), sum(grid)))
    rows = table.findall(w("tr"))
    if not rows:
        p.say("table", "%s: a table without rows" % name)
    merged, body_seen = {}, False
    for row in rows:
        at, now = 0, {}
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("tblHeader")) is not None:
            if body_seen:
                p.say("table", "%s: a head row below other rows does not repeat" % name)
        else:
            body_seen = True
        for cell in row_cells(row):
            cp = cell.find(w("tcPr"))
            span = number(val(cp.find(w("gridSpan")), 1)) if cp is not None else 1
            merge = cp.find(w("vMerge")) if cp is not None else None
            cell_width = cp.find(w("tcW")) if cp is not None else None
            if cell_width is not None and number(cell_width.get(w("w"))) != sum(grid[at:at + span]):
                p.say("table", "%s: a cell is %s twips wide, its columns %d"
                      % (name, cell_width.get(w("w")), sum(grid[at:at + span])))
            if merge is not None:
                if val(merge) != "restart" and merged.get(at) != span:
                    p.say("table", "%s: a merged cell goes on with nothing above it" % name)
                now[at] = span
            blocks = [c.tag for c in cell if c.tag in (w("p"), w("tbl"), w("sdt"))]
            if not blocks or blocks[-1] != w("p"):
                p.say("table", "%s: a cell must end with a paragraph" % name)
            at += span
        if at == 0:
            p.say("table", "%s: a row without cells" % name)
        elif at != len(grid):
            p.say("table", "%s: a row covers %d of %d columns" % (name, at, len(grid)))
        merged = now


def check_body(p):
    for name, root in p.word_parts():
        for table in root.iter(w("tbl")):
            check_table(p, name, table)
        for parent in root.iter():
            before = None
            for child in parent:
                if child.tag == w("tbl") and before == w("tbl"):
                    p.say("table", "%s: two tables touch and become one" % name)
                before = child.tag
        for text in root.iter(w("t")):
            value = text.text or ""
            if value != value.strip(" \t\r\n") and text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                p.say("text", "%s: blanks at the end of %r get lost" % (name, value))
        for run in root.iter(w("r")):
            text = "".join(t.text or "" for t in run.findall(w("t")))
            fonts = run.find(w("rPr") + "/" + w("rFonts"))
            if not text.isascii() and (fonts is None or fonts.get(w("hint")) != "eastAsia"):
                p.say("font", "%s: %r may be set as Latin text" % (name, text))
        for settings in root.iter(w("updateFields")):
            p.say("settings", "updateFields asks the reader a question at each opening")
    body = p.xml[p.main].find(w("body")) if p.main else None
    if p.main and body is None:
        p.say("body", "the document has no body")
    if body is not None:
        tags = [c.tag for c in body]
        if tags[-1:] != [w("sectPr")] or tags[-2:-1] != [w("p")]:
            p.say("body", "must end with a paragraph and the section's properties")


def lint(path):
    p = Package(path)
    if p.names:
        check_package(p)
        check_references(p)
        check_ids(p)
        check_controls(p)
        check_body(p)
    return p


def text_of(element):
    """Characters and line ends of an element; results of fields as they are."""
    out = []
    for child in element.iter():
        if child.tag == w("t"):
            out.append(child.text or "")
        elif child.tag == w("br"):
            out.append("\n")
    return "".join(out)


def main(arguments):
    if arguments[:1] == ["--text"]:
        for paragraph in lint(arguments[1]).xml["word/document.xml"].iter(w("p")):
            print(text_of(paragraph))
        return 0
    if arguments[:1] == ["--controls"]:
        for control in lint(arguments[1]).xml["word/document.xml"].iter(w("sdt")):
            print("%s\t%s" % (val(control.find(w("sdtPr")).find(w("tag"))), text_of(control)))
        return 0
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    status = 0
    for path in arguments:
        for finding in lint(path).findings:
            print("%s: %s" % (path, finding))
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
