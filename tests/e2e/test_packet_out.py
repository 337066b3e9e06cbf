"""What a packet is used with: the spreadsheet in LibreOffice, the page in Chromium, paper at an IPP printer."""
import csv
import html
import json
import os
import re
import shutil
import subprocess
import unittest
import zipfile
import xml.etree.ElementTree as ET

import generate
from support import BINARY, ROOT, Case, lianheti, pdf_pages, run
from test_packet import DISTRICT

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def needs(*programs):
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    missing = [p for p in programs if not shutil.which(p, path=path)]
    return unittest.skipIf(missing, f"no {', '.join(missing)}")


class PacketCase(Case):
    """A packet of three consortia, the second of which has a mistake in its data."""
    binding = "binding: {whole: true}"

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("data"))
        for name in ("01", "02", "03"):
            with open(os.path.join(ROOT, f"samples/district/{name}.yaml"), encoding="utf-8") as f:
                text = f.read()
            self.write(f"data/{name}.yaml", text.replace("uscc:", "uscx:", 1) if name == "02" else text)
        with open(os.path.join(ROOT, "samples/district.yaml"), encoding="utf-8") as f:
            district = f.read()
        district = re.sub(r"(?m)^(  - )(samples/)?district/?$", r"\1data", district)
        self.write("district.yaml", district.replace("binding: {whole: true}", self.binding))
        status, out, err = lianheti("packet", self.path("district.yaml"), "--out", self.path("packet"))
        self.assertEqual(status, 1, out + err)
        with open(self.path("packet/manifest.json"), encoding="utf-8") as f:
            self.manifest = json.load(f)
        self.assertEqual([c["status"] for c in self.manifest["consortia"]], ["made", "failed", "made"])

    def paper(self, key):
        return self.path("packet", next(p["path"] for p in self.manifest["papers"] if p["key"] == key))


class Spreadsheet(PacketCase):
    def test_every_part_is_well_formed_and_text_cells_hold_what_the_manifest_says(self):
        with zipfile.ZipFile(self.paper("ledger_xlsx")) as z:
            self.assertIsNone(z.testzip())
            for name in z.namelist():
                ET.fromstring(z.read(name))
            strings = ["".join(t.text or "" for t in si.iter(X + "t"))
                       for si in ET.fromstring(z.read("xl/sharedStrings.xml"))]
        for c in self.manifest["consortia"]:
            if c["row"]:
                for column in self.manifest["columns"]:
                    if column["type"] == "text" and c["row"][column["key"]]:
                        self.assertIn(c["row"][column["key"]], strings)

    @needs("soffice")
    @unittest.skipUnless(os.path.exists("/usr/lib/libreoffice/program/libsclo.so"), "no LibreOffice Calc")
    def test_libreoffice_works_out_the_same_sums(self):
        book = shutil.copy(self.paper("ledger_xlsx"), self.path("a.xlsx"))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.path('office')}", "--headless", "--convert-to",
                        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1', "--outdir",
                        self.dir, book], capture_output=True, timeout=120)
        name = next(n for n in os.listdir(self.dir) if n.endswith(".csv"))
        with open(self.path(name), encoding="utf-8-sig") as f:
            lines = f.read().splitlines()
        made = [c["row"] for c in self.manifest["consortia"] if c["row"]]
        sums = [sum(int(r[k]) for r in made) for k in ("members", "enterprises", "universities", "institutes", "others")]
        total = next(line for line in lines if line.startswith("合计"))
        self.assertIn(",".join(map(str, sums)) + f",{100 * sums[1] / sums[0]:.6f}", total)
        foot = lines[lines.index(total) + 1]
        self.assertRegex(foot, "日期：,.*2026", foot)


class Lists(Case):
    def test_no_cell_is_taken_for_a_formula(self):
        """Names as people enter them; a spreadsheet that opens the list works nothing out."""
        os.mkdir(self.path("data"))
        signs = "=+-@"
        for i, sign in enumerate(signs):
            maker = generate.Maker(77 + i, short=True, serial=29 * i)
            data = generate.small(maker.consortium(members=4, persons=4, topic=generate.topic(i)))
            data["jurisdictions"]["urumqi"]["consortium_name"] = f"{sign}1+2，“甲”"
            generate.write(self.path(f"data/{i}.yaml"), data, readable=True)
        self.write("district.yaml", DISTRICT)
        status, _, err = lianheti("packet", self.path("district.yaml"), "--out", self.path("packet"))
        self.assertEqual(status, 0, err)
        with open(self.path("packet/manifest.json"), encoding="utf-8") as f:
            papers = json.load(f)["papers"]
        seen = 0
        for path in [p["path"] for p in papers if p["path"].endswith(".csv")]:
            with open(self.path("packet", path), encoding="utf-8-sig", newline="") as f:
                rows = list(csv.reader(f))
            for i, sign in enumerate(signs):
                names = {row[1] for row in rows if row[0] == f"{i + 1:02}"}
                self.assertLessEqual(names, {f"'{sign}1+2，“甲”"}, path)
                seen += len(names)
            for cell in (cell for row in rows for cell in row):
                self.assertFalse(cell and cell[0] in signs, (path, cell))
        self.assertGreaterEqual(seen, 2 * len(signs))


@needs("chromium")
class Page(PacketCase):
    def dom(self, script):
        """The page after a script ran in it, from a folder that a script could not know."""
        with open(self.path("packet/index.html"), encoding="utf-8") as f:
            page = f.read()
        self.write("packet/probe.html", page.replace("</body>", f"<pre id=probe></pre><script>{script}</script></body>"))
        done = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.path('browser')}",
             "--virtual-time-budget=3000", "--dump-dom", "file://" + self.path("packet/probe.html")],
            capture_output=True, text=True, timeout=120)
        found = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, re.S)
        self.assertTrue(found, done.stderr[-500:])
        return json.loads(html.unescape(found.group(1)))

    def test_it_shows_each_consortium_with_verdict_pages_links_and_pictures(self):
        seen = self.dom("""
            document.getElementById('all').click();
            addEventListener('load', () => setTimeout(() => { document.getElementById('probe').textContent = JSON.stringify({
              title: document.title,
              units: [...document.querySelectorAll('.unit')].map(u => ({state: u.dataset.state, text: u.innerText,
                links: [...u.querySelectorAll('a')].map(a => decodeURIComponent(a.getAttribute('href'))),
                pictures: [...u.querySelectorAll('.docs img')].map(i => i.naturalWidth)}))}); }, 500));""")
        self.assertIn(self.manifest["call"], seen["title"])
        self.assertEqual(len(seen["units"]), 3)
        for unit, c in zip(seen["units"], self.manifest["consortia"]):
            if c["status"] == "failed":
                self.assertEqual(unit["state"], "failed")
                self.assertIn("LH2021", unit["text"])
                self.assertIn("data/02.yaml:", unit["text"])
                continue
            self.assertEqual(unit["state"], c["verdict"])
            self.assertIn(c["name"], unit["text"])
            self.assertIn(f"{sum(d['pages'] for d in c['documents'])} 页", unit["text"])
            for link in unit["links"]:
                self.assertTrue(os.path.exists(self.path("packet", link)), link)
            for d in c["documents"]:
                self.assertIn(d["pdf"], unit["links"])
            self.assertEqual(len(unit["pictures"]), len(c["documents"]))
            self.assertTrue(all(unit["pictures"]), unit["pictures"])
            for f in c["findings"]:
                self.assertIn(f["place"], unit["text"])
                self.assertIn(f["quote"], unit["text"])

    def test_filters_and_the_search_leave_what_fits(self):
        name = self.manifest["consortia"][2]["name"]
        seen = self.dom("""
            const shown = () => [...document.querySelectorAll('.unit')].filter(u => !u.hidden).map(u => u.id);
            const words = document.getElementById('words'), result = {};
            document.querySelector('button[data-state=failed]').click(); result.failed = shown();
            document.querySelector('button[data-state=failed]').click(); result.all = shown();
            words.value = %s; words.dispatchEvent(new Event('input')); result.named = shown();
            words.value = '没有这个'; words.dispatchEvent(new Event('input')); result.none = shown();
            result.told = !document.getElementById('none').hidden;
            words.value = ''; words.dispatchEvent(new Event('input'));
            const order = document.getElementById('order');
            order.value = 'worst'; order.dispatchEvent(new Event('change')); result.worst = shown()[0];
            document.getElementById('probe').textContent = JSON.stringify(result);""" % json.dumps(name))
        self.assertEqual(seen, {"failed": ["u02"], "all": ["u01", "u02", "u03"], "named": ["u03"], "none": [],
                                "told": True, "worst": "u02"})

    def test_it_asks_nothing_of_the_network(self):
        with open(self.path("packet/index.html"), encoding="utf-8") as f:
            found = re.search(r"(?i)(src|href)=[\"']?(https?:)?//|@import|url\([\"']?(https?:)?//", f.read())
        self.assertIsNone(found)


@needs("ippeveprinter", "cupsd", "avahi-daemon", "dbus-daemon", "unshare", "ip")
@unittest.skipUnless(os.geteuid() == 0, "not root")
class PrinterCase(PacketCase):
    def print_with(self, *commands, formats=None):
        """Run command lines beside a printer; returns what they gave and what the printer received."""
        os.makedirs(self.path("received"), exist_ok=True)
        script = self.write("commands.sh", "\n".join(commands) + "\n")
        env = {**os.environ, "LC_ALL": "C.UTF-8", "RECEIVED": self.path("received"), "P": self.path("packet"),
               "LIANHETI": BINARY, **({"IPP_FORMATS": formats, "QUEUE": "0"} if formats else {})}
        done = subprocess.run(["bash", os.path.join(ROOT, "tests/support/ipp_printer.sh"), "bash", script],
                              capture_output=True, text=True, env=env, timeout=200)
        if done.returncode == 77:
            self.skipTest(done.stderr)
        jobs = []
        for name in sorted(os.listdir(self.path("received")), key=lambda n: int(n.split("-")[0])):
            if not name.endswith(".attrs"):
                with open(self.path("received", name + ".attrs"), encoding="utf-8") as f:
                    attributes = dict(line.rstrip("\n").split("=", 1) for line in f if "=" in line)
                jobs.append((attributes, self.path("received", name)))
        return done, jobs

    def ticket(self, number=1):
        with open(self.path(f"packet/print/{number:04}.json"), encoding="utf-8") as f:
            return json.load(f)

    def assert_same_bytes(self, received, path):
        with open(received, "rb") as got, open(self.path("packet", path), "rb") as sent:
            self.assertEqual(got.read(), sent.read())


class Printing(PrinterCase):
    def test_a_printer_gets_each_document_with_its_copies_and_sides_byte_for_byte(self):
        done, jobs = self.print_with('"$LIANHETI" print "$P" --printer $IPP_URI --only 01')
        self.assertEqual(done.returncode, 0, done.stderr)
        documents = self.manifest["consortia"][0]["documents"]
        self.assertEqual([a["IPP_JOB_NAME"] for a, _ in jobs], [f"01 {d['short']}" for d in documents])
        for (attributes, file), d in zip(jobs, documents):
            self.assertEqual(attributes["IPP_COPIES"], str(d["copies"]))
            self.assertEqual(attributes["IPP_SIDES"], "two-sided-long-edge" if d["duplex"] else "one-sided")
            self.assertEqual(attributes["IPP_MEDIA"], "iso_a4_210x297mm")
            self.assertEqual(attributes["IPP_MULTIPLE_DOCUMENT_HANDLING"], "separate-documents-collated-copies")
            self.assert_same_bytes(file, d["pdf"])
        ticket = self.ticket()
        self.assertEqual({j["status"] for j in ticket["jobs"]}, {"sent"})
        self.assertEqual(ticket["totals"]["paper"], sum(d["leaves"] * d["copies"] for d in documents))

    def test_a_queue_gets_all_pages(self):
        done, jobs = self.print_with('"$LIANHETI" print "$P" --printer room --only 03 --doc application --copies 2')
        self.assertEqual(len(jobs), 1, done.stdout + done.stderr)
        attributes, file = jobs[0]
        pages = self.manifest["consortia"][2]["documents"]
        self.assertEqual(pdf_pages(file), next(d["pages"] for d in pages if d["key"] == "application"))
        self.assertEqual(attributes["IPP_SIDES"], "two-sided-long-edge")

    def test_a_refusal_is_told_the_rest_is_printed_and_only_what_is_left_is_printed_again(self):
        done, jobs = self.print_with(
            '"$LIANHETI" print "$P" --printer $IPP_URI --only 01 --media zz; echo status $?',
            '"$LIANHETI" print "$P" --printer $IPP_URI --only 01 --doc application; echo status $?',
            '"$LIANHETI" print "$P" --printer $IPP_URI --only 01 --doc application,plan --unsent "$P/print/0002.json"')
        self.assertIn("status 3", done.stdout)
        self.assertIn("LH6118", done.stderr)
        self.assertEqual({j["status"] for j in self.ticket(1)["jobs"]}, {"refused"})
        plan = next(d["short"] for d in self.manifest["documents"] if d["key"] == "plan")
        application = next(d["short"] for d in self.manifest["documents"] if d["key"] == "application")
        self.assertEqual([a["IPP_JOB_NAME"] for a, _ in jobs], [f"01 {application}", f"01 {plan}"])

    def test_a_printer_that_takes_no_pdf_is_told(self):
        done, jobs = self.print_with('"$LIANHETI" print "$P" --printer $IPP_URI --only 01 --doc plan; echo status $?',
                                     formats="image/jpeg")
        self.assertIn("status 3", done.stdout, done.stderr)
        self.assertIn("LH6119", done.stderr)
        self.assertEqual(jobs, [])


VOLUMES = "binding: {whole: true, volume_leaves: 12}"


class PrintingSets(PrinterCase):
    binding = VOLUMES

    def test_a_printer_gets_every_volume_of_the_district_with_its_pages(self):
        volumes = self.manifest["set"]["pdf"]
        self.assertGreater(len(volumes), 2)
        done, jobs = self.print_with('"$LIANHETI" print "$P" --printer $IPP_URI --sets --only 00 --copies whole=2', "sleep 2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([a["IPP_JOB_NAME"] for a, _ in jobs], [f"00-{i + 1}" for i in range(len(volumes))])
        for (attributes, file), path in zip(jobs, volumes):
            self.assertEqual((attributes["IPP_COPIES"], attributes["IPP_SIDES"]), ("2", "two-sided-long-edge"))
            self.assert_same_bytes(file, path)
        ticket = self.ticket()
        self.assertEqual({(j["consortium"], j["document"], j["status"]) for j in ticket["jobs"]}, {("", "whole", "sent")})
        self.assertEqual([j["pages"] for j in ticket["jobs"]], [pdf_pages(self.path("packet", path)) for path in volumes])
        self.assertEqual(ticket["totals"]["paper"], 2 * self.manifest["set"]["leaves"])


class SetPlan(PacketCase):
    binding = VOLUMES

    def test_every_set_adds_up_volume_by_volume(self):
        sets = [self.manifest["set"], *(c["set"] for c in self.manifest["consortia"] if c["set"])]
        self.assertEqual(len(sets), 3)
        for entry in sets:
            pages = [pdf_pages(self.path("packet", path)) for path in entry["pdf"]]
            self.assertEqual([(v["pages"], v["leaves"]) for v in entry["volumes"]], [(n, n // 2) for n in pages])
            self.assertEqual((entry["pages"], entry["leaves"]), (sum(pages), sum(pages) // 2))
        status, out, err = lianheti("print", self.path("packet"), "--sets", "--dry-run")
        self.assertEqual(status, 0, err)
        self.assertIn(f"任务 jobs {sum(len(s['pdf']) for s in sets)}，一份页数 pages {sum(s['pages'] for s in sets)}，"
                      f"用纸 paper {sum(s['leaves'] for s in sets)}\n", out)
        _, out, _ = lianheti("print", self.path("packet"), "--sets", "--doc", "set", "--copies", "3", "--dry-run")
        self.assertIn(f"用纸 paper {3 * sum(s['leaves'] for s in sets[1:])}\n", out)


class PrintPlan(PacketCase):
    def test_a_dry_run_adds_up_and_touches_nothing(self):
        before = sorted(os.listdir(self.path("packet")))
        status, out, err = lianheti("print", self.path("packet"), "--dry-run")
        self.assertEqual(status, 0, err)
        papers = [p for p in self.manifest["papers"] if p["path"].endswith(".pdf")]
        paper = self.manifest["totals"]["paper"] + sum(p["leaves"] * p["copies"] for p in papers)
        self.assertIn(f"用纸 paper {paper}", out)
        self.assertEqual(sorted(os.listdir(self.path("packet"))), before)

    def test_the_number_of_the_district_picks_its_papers(self):
        status, out, err = lianheti("print", self.path("packet"), "--dry-run", "--only", "00")
        self.assertEqual(status, 0, err)
        papers = [p for p in self.manifest["papers"] if p["path"].endswith(".pdf")]
        self.assertIn(f"任务 jobs {len(papers)}，", out)
        status, _, err = lianheti("print", self.path("packet"), "--dry-run", "--only", "0")
        self.assertEqual(status, 1)
        self.assertIn("LH6112", err)
        status, _, err = lianheti("print", self.path("packet"), "--dry-run", "--sets", "--doc", "application")
        self.assertEqual(status, 1)
        self.assertIn("LH6121", err)

    def test_a_changed_file_is_not_printed(self):
        with open(self.path("packet", self.manifest["consortia"][0]["documents"][0]["pdf"]), "ab") as f:
            f.write(b"\n")
        status, _, err = lianheti("print", self.path("packet"), "--dry-run")
        self.assertEqual(status, 1)
        self.assertIn("LH6115", err)

    def test_bad_words_are_usage(self):
        for words in (["--copies", "x"], ["--copies", "plan="], ["--simplex", "--duplex"]):
            self.assertEqual(lianheti("print", self.path("packet"), "--dry-run", *words)[0], 2, words)
        self.assertEqual(lianheti("print", self.path("packet"))[0], 2)

    def test_a_folder_without_a_manifest_is_no_packet(self):
        status, _, err = lianheti("print", self.path("data"), "--dry-run")
        self.assertEqual(status, 1)
        self.assertIn("LH1001", err)
