"""Packets: many consortia, some broken; runs that are cut off; bytes that depend on nothing but the input."""
import contextlib
import hashlib
import json
import os
import re
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import zipfile

import generate
from support import BINARY, ROOT, lianheti, pdf_pages

DISTRICT = """
schema_version: 1
jurisdiction: urumqi
district: {area: 新市区, org: 乌鲁木齐市新市区科学技术局, contact: {name: 袁望北, phone: 0991-5550201}}
fill_date: 2026-06-15
consortia: [data]
documents:
  application: {copies: 3}
  recommendation: {copies: 1, duplex: false}
"""
# Seconds after which something that was to happen is taken for never happening.
PATIENCE = 60
BROKEN = {"0007.yaml": "units: [\n", "0021.yaml": "schema_version: 1\nunits: 3\n", "0033.yaml": ""}


def tree(folder):
    """Every file that belongs to the packet, with its hash; what only a running program needs is left out."""
    found = {}
    for base, dirs, names in os.walk(folder):
        dirs[:] = [d for d in dirs if not d.startswith("tmp")]
        for name in names:
            if not name.startswith("lock"):
                path = os.path.join(base, name)
                with open(path, "rb") as f:
                    found[os.path.relpath(path, folder)] = hashlib.sha256(f.read()).hexdigest()
    return found


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [int(word) for word in f.read().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


class Packet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.mkdtemp(prefix="lianheti-packet-")
        cls.make_data(os.path.join(cls.dir, "data"))
        cls.district = os.path.join(cls.dir, "district.yaml")
        with open(cls.district, "w", encoding="utf-8") as f:
            f.write(DISTRICT)
        cls.out = os.path.join(cls.dir, "whole")
        cls.status, cls.stdout, cls.stderr = cls.packet(cls.out, "--jobs", "2")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.dir)

    @staticmethod
    def make_data(folder, count=40):
        os.makedirs(folder)
        for i in range(count):
            name = f"{i + 1:04d}.yaml"
            if name in BROKEN:
                with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                    f.write(BROKEN[name])
                continue
            maker = generate.Maker(77 + i, short=True, serial=29 * i)
            data = generate.small(maker.consortium(members=4 + i % 4, persons=4, topic=generate.topic(i)))
            generate.write(os.path.join(folder, name), data, readable=True)

    @classmethod
    def packet(cls, out, *words, district=None):
        return lianheti("packet", district or cls.district, "--out", out, "--no-pictures", *words)

    def manifest(self, out=None):
        with open(os.path.join(out or self.out, "manifest.json"), encoding="utf-8") as f:
            return json.load(f)

    def start(self, out, *words):
        return subprocess.Popen([BINARY, "packet", self.district, "--out", out, "--no-pictures", *words],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def first_workers(self, run):
        """The workers of a run, as soon as there are any."""
        workers, deadline = [], time.time() + PATIENCE
        while not workers and time.time() < deadline:
            workers = children(run.pid)
        self.assertTrue(workers, "no worker began")
        return workers

    # ---- what is made ----

    def test_broken_files_cost_themselves_only(self):
        self.assertEqual(self.status, 1)
        consortia = self.manifest()["consortia"]
        failed = [c["file"] for c in consortia if c["status"] == "failed"]
        self.assertEqual(failed, [f"data/{name}" for name in sorted(BROKEN)])
        for c in consortia:
            if c["status"] == "failed":
                self.assertTrue([m for m in c["messages"] if m["level"] == "error"], c["file"])
                self.assertEqual(c["files"], [])
        for name in BROKEN:
            self.assertIn(os.path.join(self.dir, "data", name) + ":", self.stderr)
        self.assertEqual(self.stdout.count("made  "), 37)

    def test_manifest_agrees_with_the_disk(self):
        manifest, on_disk = self.manifest(), tree(self.out)
        listed = {f["path"]: f["sha256"] for f in manifest["files"]}
        self.assertEqual(listed, {p: h for p, h in on_disk.items()
                                  if p != "manifest.json" and not p.startswith(".lianheti")})
        for f in manifest["files"]:
            self.assertEqual(f["bytes"], os.path.getsize(os.path.join(self.out, f["path"])))
            self.assertLess(len(f["path"]), 200)

    def test_counts_add_up(self):
        manifest = self.manifest()
        pages = leaves = paper = seals = 0
        for c in manifest["consortia"]:
            for d in c["documents"]:
                self.assertEqual(d["pages"], pdf_pages(os.path.join(self.out, d["pdf"])))
                self.assertEqual(d["leaves"], -(-d["pages"] // 2) if d["duplex"] else d["pages"])
                with open(os.path.join(self.out, d["slots_file"]), encoding="utf-8") as f:
                    places = json.load(f)["slots"]
                self.assertEqual([s["id"] for s in places], [s["id"] for s in d["slots"]])
                pages, leaves = pages + d["pages"], leaves + d["leaves"]
                paper += d["leaves"] * d["copies"]
                seals += sum("seal" in s["kind"] for s in places)
        totals = manifest["totals"]
        self.assertEqual((totals["consortia"], totals["made"], totals["failed"]), (40, 37, 3))
        self.assertEqual((totals["pages"], totals["leaves"], totals["paper"], totals["seals"]),
                         (pages, leaves, paper, seals))

    def test_print_list_ends_with_the_totals(self):
        manifest = self.manifest()
        path = next(p["path"] for p in manifest["papers"] if p["key"] == "print")
        with open(os.path.join(self.out, path), encoding="utf-8-sig", newline="") as f:
            lines = f.read().split("\r\n")
        own = [p for p in manifest["papers"] if p["pages"] and p["copies"]]
        self.assertEqual({p["key"] for p in own}, {"letter", "ledger", "book", "seals", "receipts"})
        self.assertEqual(len(lines), 1 + len(own) + 2 * 37 + 1 + 1)
        totals = manifest["totals"]
        pages = totals["pages"] + sum(p["pages"] for p in own)
        leaves = totals["leaves"] + sum(p["leaves"] for p in own)
        paper = totals["paper"] + sum(p["leaves"] * p["copies"] for p in own)
        self.assertTrue(lines[-2].startswith(f"合计,,,{pages},{leaves},,{paper},"), lines[-2])
        # print counts the same.
        status, stdout, _ = lianheti("print", self.out, "--dry-run", "--printer", "ipp://127.0.0.1:9/ipp/print")
        self.assertEqual(status, 0)
        self.assertIn(str(paper), stdout.strip().split("\n")[-1])

    def test_names_follow_the_convention(self):
        c = self.manifest()["consortia"][0]
        self.assertEqual(c["folder"], "01_新市区_乌鲁木齐市新型储能产业创新联合体")
        application = next(d for d in c["documents"] if d["key"] == "application")
        self.assertEqual(application["pdf"], f"{c['folder']}/{c['folder']}_组建申请书_20260615.pdf")
        self.assertEqual(c["row"]["name"], "乌鲁木齐市新型储能产业创新联合体")

    def test_names_are_joined_as_asked(self):
        district = os.path.join(self.dir, "named.yaml")
        with open(district, "w", encoding="utf-8") as f:
            f.write(DISTRICT.replace("consortia: [data]", "consortia: [data/0001.yaml]") +
                    "naming: [文件名, 序号, lead]\n")
        out = os.path.join(self.dir, "named")
        self.assertEqual(self.packet(out, district=district)[0], 0)
        manifest = self.manifest(out)
        c = manifest["consortia"][0]
        lead = c["row"]["lead"]
        self.assertEqual(c["folder"], f"01_{lead}")
        application = next(d for d in c["documents"] if d["key"] == "application")
        self.assertEqual(application["pdf"], f"01_{lead}/组建申请书_01_{lead}.pdf")
        self.assertIn("00/汇总表_00.pdf", [p["path"] for p in manifest["papers"]])
        self.assertEqual(c["set"]["pdf"], [f"01_{lead}/合订本_01_{lead}.pdf"])

    # ---- same bytes ----

    def test_bytes_do_not_depend_on_jobs(self):
        for jobs in ("1", "3"):
            out = os.path.join(self.dir, f"jobs{jobs}")
            self.packet(out, "--jobs", jobs)
            self.assertEqual(tree(out), tree(self.out))

    def test_shards_assemble_to_the_same_packet(self):
        out = os.path.join(self.dir, "shards")
        for i in (3, 1):
            status, stdout, _ = self.packet(out, "--shard", f"{i}/3")
            self.assertIn(f"{i}/3", stdout)
        status, _, stderr = lianheti("packet", "assemble", self.district, "--out", out, "--no-pictures")
        self.assertEqual(status, 1)
        self.assertIn("LH6026", stderr)
        self.assertFalse(os.path.exists(os.path.join(out, "manifest.json")))
        self.packet(out, "--shard", "2/3")
        lianheti("packet", "assemble", self.district, "--out", out, "--no-pictures")
        self.assertEqual(tree(out), tree(self.out))

    # ---- going on ----

    def test_resume_redoes_what_was_edited(self):
        folder = os.path.join(self.dir, "edit")
        shutil.copytree(os.path.join(self.dir, "data"), os.path.join(folder, "data"))
        district = shutil.copy(self.district, folder)
        out = os.path.join(folder, "out")
        self.packet(out, district=district)
        path = os.path.join(folder, "data/0005.yaml")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("core_name: 智能纺织", "core_name: 智慧纺织").replace("市智能纺织产业", "市智慧纺织产业"))
        before = {p: os.stat(os.path.join(out, p)).st_mtime_ns for p in tree(out)}
        _, stdout, _ = self.packet(out, "--resume", district=district)
        self.assertIn("made 1，未变 kept 36，失败 failed 3", stdout)
        after = tree(out)
        changed = {p for p in after if before.get(p) != os.stat(os.path.join(out, p)).st_mtime_ns}
        pages = {p for p in changed if p.endswith((".pdf", ".docx")) and not p.startswith("00_")}
        self.assertTrue(pages and all(p.startswith("05_新市区_乌鲁木齐市智慧纺织") for p in pages), pages)
        # The files under the old name were ours and are gone.
        self.assertFalse([p for p in after if "市智能纺织" in p])
        fresh = os.path.join(folder, "fresh")
        self.packet(fresh, district=district)
        self.assertEqual(after, tree(fresh))

    def test_a_file_that_breaks_later_takes_its_papers_along(self):
        folder = os.path.join(self.dir, "breaks")
        shutil.copytree(os.path.join(self.dir, "data"), os.path.join(folder, "data"))
        district = shutil.copy(self.district, folder)
        out = os.path.join(folder, "out")
        self.packet(out, district=district)
        ours = self.manifest(out)["consortia"][1]["folder"]
        foreign = os.path.join(out, ours, "扫描件.pdf")
        with open(foreign, "w", encoding="utf-8") as f:
            f.write("scan")
        with open(os.path.join(folder, "data/0002.yaml"), "w", encoding="utf-8") as f:
            f.write("units: {\n")
        self.packet(out, "--resume", district=district)
        self.assertEqual(os.listdir(os.path.join(out, ours)), ["扫描件.pdf"])

    def test_what_others_put_there_stays(self):
        out = os.path.join(self.dir, "foreign")
        os.makedirs(os.path.join(out, "03_新市区_旧"))
        kept = {"03_新市区_旧/scan.pdf": "a", "notes.txt": "b", ".lianheti/units/garbage.json": "not ours",
                ".lianheti/units/01.json": "{damaged"}
        for path, text in kept.items():
            os.makedirs(os.path.dirname(os.path.join(out, path)), exist_ok=True)
            with open(os.path.join(out, path), "w", encoding="utf-8") as f:
                f.write(text)
        status, _, _ = self.packet(out, "--resume")
        self.assertEqual(status, 1)
        for path in ("03_新市区_旧/scan.pdf", "notes.txt"):
            with open(os.path.join(out, path), encoding="utf-8") as f:
                self.assertEqual(f.read(), kept[path])
        whole = tree(self.out)
        self.assertEqual({p: h for p, h in tree(out).items() if p in whole}, whole)

    def test_a_changed_file_of_ours_is_made_again(self):
        out = os.path.join(self.dir, "tampered")
        shutil.copytree(self.out, out)
        document = self.manifest(out)["consortia"][0]["documents"][0]["pdf"]
        with open(os.path.join(out, document), "ab") as f:
            f.write(b"x")
        _, stdout, stderr = self.packet(out, "--resume")
        self.assertIn("made 1，未变 kept 36", stdout)
        self.assertIn(f"{document}: 警告[LH6036]", stderr)
        self.assertEqual(tree(out), tree(self.out))
        # Told once; a file that is gone is made again without a word.
        os.remove(os.path.join(out, document))
        self.assertNotIn("LH6036", self.packet(out, "--resume")[2])
        self.assertEqual(tree(out), tree(self.out))

    # ---- cut off ----

    def test_killed_parent_at_any_moment(self):
        dice = random.Random(4)
        for turn in range(6):
            out = os.path.join(self.dir, f"parent{turn}")
            run = self.start(out, "--jobs", "2")
            time.sleep(dice.uniform(0.05, 0.5))
            workers = children(run.pid)
            run.kill()
            run.communicate()
            deadline = time.time() + PATIENCE
            while any(os.path.exists(f"/proc/{w}") for w in workers) and time.time() < deadline:
                time.sleep(0.02)
            self.assertFalse([w for w in workers if os.path.exists(f"/proc/{w}")], "workers outlive the parent")
            self.packet(out, "--resume")
            self.assertEqual(tree(out), tree(self.out))
            shutil.rmtree(out)

    def test_killed_worker_costs_one_consortium(self):
        dice = random.Random(5)
        hit = 0
        for turn in range(6):
            out = os.path.join(self.dir, f"worker{turn}")
            run = self.start(out, "--jobs", "2")
            # The first turns hit a worker as soon as there is one, whatever the machine's speed.
            workers = self.first_workers(run)
            if turn >= 3:
                time.sleep(dice.uniform(0.02, 0.3))
                workers = children(run.pid)
            for worker in workers[:1]:
                with contextlib.suppress(ProcessLookupError): # at a late moment all may be gone
                    os.kill(worker, signal.SIGKILL)
            run.communicate()
            crashed = [c for c in self.manifest(out)["consortia"] if c["reason"] == "crash"]
            self.assertLessEqual(len(crashed), 1)
            hit += len(crashed)
            self.packet(out, "--resume")
            self.assertEqual(tree(out), tree(self.out))
            shutil.rmtree(out)
        self.assertGreater(hit, 0)

    def test_hanging_worker_is_stopped(self):
        out = os.path.join(self.dir, "hang")
        # Far longer than a consortium takes: on a busy machine too, one alone is late.
        run = self.start(out, "--jobs", "2", "--timeout", "8")
        os.kill(self.first_workers(run)[0], signal.SIGSTOP)
        run.communicate(timeout=120)
        reasons = [c["reason"] for c in self.manifest(out)["consortia"] if c["status"] == "failed"]
        self.assertEqual(sorted(reasons), ["data", "data", "data", "timeout"])
        self.packet(out, "--resume")
        self.assertEqual(tree(out), tree(self.out))

    def test_interrupt_leaves_whole_files(self):
        out = os.path.join(self.dir, "interrupt")
        run = self.start(out, "--jobs", "1")
        # After the first consortia, long before the last, whatever the machine's speed.
        records, deadline = os.path.join(out, ".lianheti/units"), time.time() + PATIENCE
        while time.time() < deadline and not (os.path.isdir(records) and len(os.listdir(records)) >= 2):
            time.sleep(0.005)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=120)
        self.assertEqual(run.returncode, 3)
        self.assertFalse(os.path.exists(os.path.join(out, "manifest.json")))
        whole = tree(self.out)
        for path, digest in tree(out).items():
            self.assertEqual(whole.get(path), digest, path)
        _, stdout, _ = self.packet(out, "--resume")
        self.assertRegex(stdout, r"kept [1-9]")
        self.assertEqual(tree(out), whole)

    @unittest.skipUnless(os.geteuid() == 0, "needs a file system of its own")
    def test_full_disk(self):
        small = os.path.join(self.dir, "small")
        os.makedirs(small)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", small],
                          stderr=subprocess.DEVNULL, check=False).returncode:
            self.skipTest("no mount here")
        try:
            status, stdout, stderr = self.packet(os.path.join(small, "out"))
            self.assertEqual(status, 3)
            self.assertFalse(os.path.exists(os.path.join(small, "out/manifest.json")))
            self.assertRegex(stderr, "LH1005|LH6032")
            whole = tree(self.out)
            for path, digest in tree(os.path.join(small, "out")).items():
                if not path.startswith(".lianheti"):
                    self.assertEqual(whole.get(path), digest, path)
            subprocess.run(["mount", "-o", "remount,size=100m", small], check=True)
            self.packet(os.path.join(small, "out"), "--resume")
            self.assertEqual(tree(os.path.join(small, "out")), whole)
        finally:
            subprocess.run(["umount", "-l", small], check=True)

    # ---- what is wrong with the input ----

    def bad(self, text, *codes):
        path = os.path.join(self.dir, "bad.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        status, _, stderr = self.packet(os.path.join(self.dir, "bad"), district=path)
        for code in codes:
            self.assertIn(code, stderr)
        return status, stderr

    def test_mistakes_in_the_district_file(self):
        self.assertEqual(self.bad(DISTRICT.replace("urumqi", "beijing"), "LH6011")[0], 1)
        self.assertEqual(self.bad(DISTRICT.replace("recommendation", "charter"), "LH6012")[0], 1)
        self.assertEqual(self.bad(DISTRICT.replace("copies: 3", "copies: many"), "LH6013")[0], 1)
        self.assertIn("序号", self.bad(DISTRICT + "naming: [文件名, 联合体名称]\n", "LH6034")[1])
        self.assertIn("文件名", self.bad(DISTRICT + "naming: [序号]\n", "LH6034")[1])
        self.bad(DISTRICT + "naming: [序号, 文件名, 日期, 日期]\n", "LH6035")
        _, stderr = self.bad(DISTRICT.replace("fill_date", "filldate"), "LH2021", "fill_date")
        self.assertIn("bad.yaml:5:1:", stderr)
        self.assertEqual(self.bad("jurisdiction: urumqi\n", "LH6010")[0], 1)

    def test_missing_twice_and_duplicate_files(self):
        copy = os.path.join(self.dir, "copy.yaml")
        shutil.copy(os.path.join(self.dir, "data/0001.yaml"), copy)
        text = DISTRICT.replace("[data]", "[data/0001.yaml, nowhere.yaml, data/0002.yaml, ./data/0002.yaml, copy.yaml]")
        status, stderr = self.bad(text, "LH6014", "LH1001", "LH6023")
        self.assertEqual(status, 1)
        self.assertEqual(stderr.count("LH6023"), 1)
        consortia = self.manifest(os.path.join(self.dir, "bad"))["consortia"]
        self.assertEqual([(c["status"], c["reason"]) for c in consortia],
                         [("made", None), ("failed", "data"), ("made", None), ("failed", "duplicate")])
        self.assertEqual(len([n for n in os.listdir(os.path.join(self.dir, "bad")) if n[0] == "0" and n[1] != "0"]), 2)
        # Whoever is not made is neither recommended nor counted.
        self.assertIsNone(consortia[3]["row"])
        papers = {p["key"]: p["path"] for p in self.manifest(os.path.join(self.dir, "bad"))["papers"]}
        for key, words in (("letter", "等2家"), ("ledger", "合计2个")):
            run = subprocess.run(["pdftotext", "-raw", os.path.join(self.dir, "bad", papers[key]), "-"], text=True,
                                 capture_output=True, check=True)
            self.assertIn(words, re.sub(r"\s", "", run.stdout), key)

    def test_a_duplicate_is_never_told_as_made(self):
        """Whichever worker is done first: the earlier file is the one that stays."""
        shutil.copy(os.path.join(self.dir, "data/0001.yaml"), os.path.join(self.dir, "copy.yaml"))
        path, out = os.path.join(self.dir, "twins.yaml"), os.path.join(self.dir, "twins")
        with open(path, "w", encoding="utf-8") as f:
            f.write(DISTRICT.replace("[data]", "[data/0001.yaml, copy.yaml, data/0002.yaml]"))
        for words in ((), ("--resume",), ("--shard", "1/1")):
            status, stdout, stderr = self.packet(out, *words, district=path)
            self.assertEqual(status, 1)
            lines = [line for line in stdout.splitlines() if line[:2] in ("01", "02", "03")]
            self.assertEqual([re.search("made|kept|failed", line).group() for line in lines].count("failed"), 1)
            self.assertIn("02 失败 failed copy.yaml 1 个错误 duplicate", lines[1])
            self.assertRegex(stdout, "失败 failed 1\n")
            self.assertEqual(stderr.count("LH6023"), 1)
        # Who was told by the shards is told once more by whom puts them together.
        status, _, stderr = self.packet(out, "--resume", district=path)
        _, _, stderr = lianheti("packet", "assemble", path, "--out", out)
        self.assertEqual(stderr.count("LH6023"), 1)
        failed = self.manifest(out)["consortia"][1]
        self.assertEqual((failed["verdict"], failed["counts"], failed["findings"]), (None, None, []))

    def test_data_for_another_jurisdiction(self):
        text = DISTRICT.replace("urumqi", "qingdao").replace("[data]", "[data/0001.yaml]")
        status, _ = self.bad(text, "LH6003")
        self.assertEqual(status, 1)

    def test_one_lead_in_two_consortia_is_told_to_both(self):
        data = os.path.join(self.dir, "twice")
        os.makedirs(data)
        for i in range(2):
            maker = generate.Maker(9, short=True)
            generate.write(os.path.join(data, f"{i}.yaml"), maker.consortium(members=4, topic=generate.topic(i)))
        text = DISTRICT.replace("[data]", "[twice]").replace("urumqi", "xilingol")
        self.bad(text.replace("recommendation", "agreement"))
        for c in self.manifest(os.path.join(self.dir, "bad"))["consortia"]:
            compared = [f for f in c["findings"] if "twice/0.yaml" in f["message"] and "twice/1.yaml" in f["message"]]
            self.assertTrue(compared, c["file"])
            self.assertNotIn("batch_key", compared[0])

    # ---- options ----

    def test_zip_of_a_consortium(self):
        out = os.path.join(self.dir, "zip")
        district = os.path.join(self.dir, "one.yaml")
        with open(district, "w", encoding="utf-8") as f:
            f.write(DISTRICT.replace("[data]", "[data/0001.yaml]"))
        self.packet(out, "--zip", district=district)
        c = self.manifest(out)["consortia"][0]
        with zipfile.ZipFile(os.path.join(out, c["zip"])) as z:
            self.assertIsNone(z.testzip())
            self.assertEqual(sorted(z.namelist()), sorted(f["path"] for f in c["files"] if f["path"] != c["zip"]))
            self.assertTrue(all(i.flag_bits & 0x800 for i in z.infolist()), "names are marked as UTF-8")

    def test_final_refuses_what_does_not_meet_a_condition(self):
        district = os.path.join(self.dir, "final.yaml")
        data = generate.small(generate.Maker(3, short=True).consortium(members=5))
        data["units"][0]["rd_staff_fulltime"] = data["units"][0]["employees"] + 1
        generate.write(os.path.join(self.dir, "staff.yaml"), data)
        with open(district, "w", encoding="utf-8") as f:
            f.write(DISTRICT.replace("[data]", "[staff.yaml]"))
        status, _, _ = self.packet(os.path.join(self.dir, "final"), "--final", district=district)
        self.assertEqual(status, 1)
        c = self.manifest(os.path.join(self.dir, "final"))["consortia"][0]
        self.assertEqual((c["status"], c["reason"]), ("failed", "rule"))

    def test_sample_district(self):
        status, stdout, _ = lianheti("packet", os.path.join(ROOT, "samples/district.yaml"), "--out",
                                     os.path.join(self.dir, "sample"))
        self.assertEqual(status, 0)
        self.assertIn("made 12，未变 kept 0，失败 failed 0", stdout)
        for c in self.manifest(os.path.join(self.dir, "sample"))["consortia"]:
            self.assertEqual([d["key"] for d in c["documents"]],
                             ["application", "agreement", "plan", "attachments", "recommendation"])
            self.assertTrue(os.path.exists(os.path.join(self.dir, "sample", c["documents"][0]["picture"])))

    def test_bound_sets_have_the_pages_they_say(self):
        for c in self.manifest()["consortia"]:
            if c["status"] == "failed":
                self.assertIsNone(c["set"])
                continue
            volumes = [pdf_pages(os.path.join(self.out, path)) for path in c["set"]["pdf"]]
            self.assertEqual(sum(volumes), c["set"]["pages"])
            self.assertGreater(c["set"]["pages"], sum(d["pages"] for d in c["documents"]))
            self.assertTrue(os.path.exists(os.path.join(self.out, c["set"]["spine"])))

    def test_the_whole_district_as_one_set(self):
        district = os.path.join(self.dir, "set.yaml")
        files = "data/0001.yaml, data/0002.yaml, data/0007.yaml, data/0003.yaml"
        text = DISTRICT.replace("[data]", f"[{files}]") + "binding: {whole: true, volume_leaves: 8}\n"
        with open(district, "w", encoding="utf-8") as f:
            f.write(text)
        out = os.path.join(self.dir, "set")
        self.packet(out, district=district)
        made = self.manifest(out)["set"]
        self.assertGreater(len(made["pdf"]), 1)
        self.assertEqual(sum(pdf_pages(os.path.join(out, path)) for path in made["pdf"]), made["pages"])
        before = tree(out)
        stamps = [os.stat(os.path.join(out, path)).st_mtime_ns for path in made["pdf"]]
        self.packet(out, "--resume", district=district)
        self.assertEqual(tree(out), before)
        self.assertEqual([os.stat(os.path.join(out, path)).st_mtime_ns for path in made["pdf"]], stamps)
        with open(district, "w", encoding="utf-8") as f:
            f.write(text.replace("whole: true", "whole: false"))
        self.packet(out, "--resume", district=district)
        self.assertIsNone(self.manifest(out)["set"])
        self.assertFalse([path for path in made["pdf"] if os.path.exists(os.path.join(out, path))])

    def test_usage(self):
        for words in (["--jobs", "0"], ["--shard", "3/2"], ["--shard", "x"], ["--timeout", "-1"], ["--draft", "--final"]):
            self.assertEqual(lianheti("packet", self.district, *words)[0], 2, words)
        self.assertEqual(lianheti("packet")[0], 2)
        self.assertEqual(lianheti("packet", "assemble")[0], 2)

    def test_init_district_is_taken_when_filled_in(self):
        status, text, _ = lianheti("init", "--district", "--for", "urumqi", "--keys", "zh")
        self.assertEqual(status, 0)
        for key, value in (("填报日期:", "2026-06-15"), ("所在区县:", "新市区"), ("部门名称:", "科技局"),
                           ("联合体文件: []", "[data/0001.yaml]")):
            self.assertIn(key, text)
            text = text.replace(key, f"{key.split()[0]} {value}")
        path = os.path.join(self.dir, "init.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        status, stdout, stderr = self.packet(os.path.join(self.dir, "init"), district=path)
        self.assertEqual(status, 0, stderr)
        self.assertIn("made 1，", stdout)


if __name__ == "__main__":
    unittest.main()
