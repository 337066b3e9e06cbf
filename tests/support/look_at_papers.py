"""look_at_papers.py OUT LEAD <LIST: looks at what `make demo` left in OUT.

LIST has a line "jurisdiction document" for each document there is. Each must be there filled and blank, as PDF and as
DOCX, open, and hold text; the filled ones name the lead unit LEAD.
"""
import os
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def pdf_text(path):
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True)
    if run.returncode:
        raise ValueError(run.stderr.decode(errors="replace").strip())
    return run.stdout.decode()


def docx_text(path):
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
        if damaged:
            raise ValueError(f"{damaged} is damaged")
        return "".join(t.text or "" for t in ElementTree.fromstring(archive.read("word/document.xml")).iter(TEXT))


def complaint(path, lead):
    read = pdf_text if path.endswith(".pdf") else docx_text
    try:
        text = "".join(read(path).split())
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        return f"does not open: {error}"
    if not text:
        return "has no text"
    return None if lead in text else f"does not name {lead}"


def main():
    out, lead = sys.argv[1:]
    documents = [line.split() for line in sys.stdin if line.strip()]
    bad = [] if documents else ["no document is listed"]
    for key, doc in documents:
        for blank in "", "-blank":
            for suffix in "pdf", "docx":
                name = f"{key}-{doc}{blank}.{suffix}"
                reason = complaint(os.path.join(out, name), "" if blank else lead)
                bad += [f"{name} {reason}"] if reason else []
    print("\n".join(bad + [f"{len(documents)} documents, filled and blank, as PDF and DOCX: {len(bad)} complaints"]))
    return 1 if bad else 0


sys.exit(main())
