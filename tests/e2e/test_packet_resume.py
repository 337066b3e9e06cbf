"""The district's own papers under --resume: kept while nothing changed, made again when something did, whatever cut it off."""
import glob
import json
import os
import re
import random
import shutil
import signal
import subprocess
import time

import generate
from support import BINARY, ROOT, Case, lianheti, pdf_text, squeeze
from test_packet import DISTRICT, tree

RULES = "binding: {whole: true, volume_leaves: 8}\n"
OWN = "00_新市区"


class Resume(Case):
    def setUp(self):
        super().setUp()
        self.env = {}
        os.mkdir(self.path("data"))
        for i in range(4):
            maker = generate.Maker(77 + i, short=True, serial=29 * i)
            generate.write(self.path(f"data/{i}.yaml"),
                           generate.small(maker.consortium(members=4, persons=4, topic=generate.topic(i))), readable=True)
        self.write("data/4.yaml", "units: [\n")
        self.write("district.yaml", DISTRICT + RULES)
        self.out = self.path("out")

    def packet(self, *words, out=None, status=1):
        got, stdout, err = lianheti("packet", *words, self.path("district.yaml"), "--out", out or self.out, env=self.env)
        self.assertEqual(got, status, err)
        return stdout

    def manifest(self):
        with open(os.path.join(self.out, "manifest.json"), encoding="utf-8") as f:
            return json.load(f)

    def own_files(self):
        return sorted(os.path.join(OWN, name) for name in os.listdir(os.path.join(self.out, OWN)))

    def places(self):
        """Where each file lies on the disk, and since when; the manifest is written by every run."""
        stats = {p: os.stat(os.path.join(self.out, p)) for p in tree(self.out) if p != "manifest.json"}
        return {p: (s.st_ino, s.st_mtime_ns) for p, s in stats.items()}

    def rewritten(self, before):
        """Without the record of the one that failed: every run tries it again."""
        return sorted(p for p, place in self.places().items()
                      if before.get(p) != place and p != ".lianheti/units/05.json")

    def edit(self, name, old, new):
        with open(self.path(name), encoding="utf-8") as f:
            text = f.read()
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def same_as_fresh(self, status=1):
        shutil.rmtree(self.path("fresh"), ignore_errors=True)
        self.packet(out=self.path("fresh"), status=status)
        self.assertEqual(tree(self.out), tree(self.path("fresh")))

    def test_a_second_run_writes_nothing_but_the_manifest(self):
        self.packet()
        before, places = tree(self.out), self.places()
        self.assertGreater(len([p for p in places if p.startswith(OWN)]), 12)
        self.packet("--resume")
        self.assertEqual(self.rewritten(places), [])
        self.assertEqual(tree(self.out), before)
        self.packet()
        self.assertEqual(tree(self.out), before)

    def test_an_edit_shows_in_all_papers(self):
        self.packet()
        self.edit("data/1.yaml", "高端风电装备产业", "高等风电装备产业")
        self.packet("--resume")
        path, = [p["path"] for p in self.manifest()["papers"] if p["key"] == "ledger"]
        self.assertIn("高等风电装备", squeeze(pdf_text(os.path.join(self.out, path))))
        self.same_as_fresh()

    def test_an_edit_of_what_all_papers_are_made_from_makes_all_again(self):
        """Whatever a form is made from: kept, it would be the paper of an old form under today's date."""
        for folder in ("templates", "fonts"):
            shutil.copytree(os.path.join(ROOT, folder), self.path(folder))
        self.env = {"LIANHETI_DATA": self.dir}
        self.packet()
        for name, old, new in (
                ("templates/urumqi/2026/application.yaml", "{label: 产业领域, w", "{label: 所属产业领域, w"), # the form
                ("templates/common/styles.yaml", "三号: 16pt", "三号: 15pt"), # what the form extends
                ("templates/computed.yaml", "count(units) + 2", "count(units) + 3"), # what its values are
                ("templates/urumqi/2026/rules.yaml", "rules:", "# reviewed\nrules:"), # what it is judged by
                ("fonts/roles.yaml", "\nfaces:", "\n# of the office\nfaces:")): # what it is set in
            with self.subTest(name):
                self.edit(name, old, new)
                self.assertIn("made 4，未变 kept 0，", self.packet("--resume"))
        self.same_as_fresh()
        self.assertIn("made 0，未变 kept 4，", self.packet("--resume"))
        text = pdf_text(os.path.join(self.out, self.manifest()["consortia"][0]["documents"][0]["pdf"]))
        self.assertIn("所属产业领域", squeeze(text))

    def test_a_failure_that_changes_shows_in_the_lists(self):
        """A crash and a hang have the same key, none: what was made of it does not depend on keys alone."""
        self.packet()
        with open(self.path("out/.lianheti/units/05.json"), encoding="utf-8") as f:
            text = f.read()
        self.write("out/.lianheti/units/05.json", re.sub('"key": "[0-9a-f]{32}"', '"key": ""', text))
        self.packet("assemble")
        self.edit("out/.lianheti/units/05.json", '"reason": "data"', '"reason": "timeout"')
        shutil.copytree(self.out, self.path("fresh"))
        self.packet("assemble", "--resume")
        self.packet("assemble", out=self.path("fresh"))
        self.assertEqual(tree(self.out), tree(self.path("fresh")))

    def test_altered_and_deleted_files_are_made_again(self):
        self.packet()
        before = tree(self.out)
        volumes = self.manifest()["set"]["pdf"]
        for victim in [*self.own_files(), "index.html"]:
            places = self.places()
            full = os.path.join(self.out, victim)
            if len(victim) % 2:
                os.remove(full)
            else:
                with open(full, "ab") as f:
                    f.write(b"x")
            self.packet("--resume")
            self.assertEqual(tree(self.out), before, victim)
            # The set costs much more than the papers: one does not take the other along.
            changed = self.rewritten(places)
            self.assertIn(victim, changed)
            if victim not in volumes and "书脊" not in victim:
                self.assertEqual([p for p in changed if p in volumes], [])

    def test_a_record_that_is_gone_or_damaged_is_no_record(self):
        self.packet()
        before = tree(self.out)
        records = glob.glob(os.path.join(self.out, ".lianheti/district/*.json"))
        self.assertEqual(len(records), 2)
        os.remove(records[0])
        with open(records[1], "w", encoding="utf-8") as f:
            f.write("{damaged")
        self.packet("--resume")
        self.assertEqual(tree(self.out), before)

    def test_a_record_of_a_consortium_that_is_not_as_it_should_be_is_none(self):
        """What another program put in or took out is not acted upon: the consortium is made again."""
        self.packet()
        before = tree(self.out)
        name = "out/.lianheti/units/01.json"
        for old, new in (('"status": "made"', '"status": "nearly"'), ('"zip": null', '"zap": null'),
                         ('"no": 1,', '"no": 1, "more": 2,'), ('"pages": ', '"pages": -')):
            self.edit(name, old, new)
            run = lianheti("packet", "assemble", self.path("district.yaml"), "--out", self.out)
            self.assertIn("LH6026", run[2], new)
            self.packet("--resume")
            self.assertEqual(tree(self.out), before, new)

    def test_pictures_that_went_and_came_back_are_on_the_page(self):
        self.packet()
        before = tree(self.out)
        for path in glob.glob(os.path.join(self.out, ".lianheti/pictures/*.png")):
            os.remove(path)
        self.packet("assemble")
        self.assertNotEqual(tree(self.out)["index.html"], before["index.html"])
        self.packet("--resume")
        self.assertEqual(tree(self.out), before)

    def test_papers_under_an_old_name_go_and_what_is_foreign_stays(self):
        self.packet()
        foreign = self.write(f"out/{OWN}/扫描件.pdf", "scan")
        altered = self.own_files()[0]
        with open(os.path.join(self.out, altered), "ab") as f:
            f.write(b"x")
        self.edit("district.yaml", "2026-06-15", "2026-06-16")
        self.packet("--resume")
        old = [p for p in tree(self.out) if "20260615" in p]
        self.assertEqual(old, [altered])
        os.remove(os.path.join(self.out, altered))
        os.remove(foreign)
        self.same_as_fresh()

    def test_a_folder_where_a_paper_belongs_is_told(self):
        self.packet()
        before = tree(self.out)
        path = os.path.join(self.out, next(p["path"] for p in self.manifest()["papers"] if p["key"] == "ledger"))
        os.remove(path)
        os.mkdir(path)
        status, _, err = lianheti("packet", "--resume", self.path("district.yaml"), "--out", self.out)
        self.assertEqual(status, 1)
        self.assertIn(f"{path}: 错误[LH1003]", err)
        self.assertFalse(os.path.exists(os.path.join(self.out, "manifest.json")))
        os.rmdir(path)
        self.packet("--resume")
        self.assertEqual(tree(self.out), before)

    def test_a_set_that_is_no_longer_asked_for_goes(self):
        self.packet()
        volumes = self.manifest()["set"]["pdf"]
        self.edit("district.yaml", "whole: true", "whole: false")
        places = self.places()
        self.packet("--resume")
        self.assertEqual([p for p in volumes if os.path.exists(os.path.join(self.out, p))], [])
        self.assertEqual([p for p in self.rewritten(places) if not p.startswith((OWN, ".", "index"))], [])
        self.same_as_fresh()

    def test_a_packet_with_nothing_made(self):
        texts = {}
        for i in range(4):
            with open(self.path(f"data/{i}.yaml"), encoding="utf-8") as f:
                texts[i] = f.read()
        self.packet()
        for i in texts:
            self.write(f"data/{i}.yaml", "units: [\n")
        self.packet("--resume")
        manifest, places = self.manifest(), self.places()
        self.assertEqual((manifest["totals"]["made"], manifest["set"]), (0, None))
        self.assertNotIn("receipts", [p["key"] for p in manifest["papers"]])
        self.packet("--resume")
        self.assertEqual([p for p in self.rewritten(places) if not p.startswith(".lianheti/units")], [])
        self.same_as_fresh()
        for i, text in texts.items():
            self.write(f"data/{i}.yaml", text)
        self.packet("--resume")
        self.same_as_fresh()

    def test_shards_are_assembled_and_kept(self):
        for i in (2, 1):
            lianheti("packet", self.path("district.yaml"), "--out", self.out, "--shard", f"{i}/2")
        self.packet("assemble", "--resume")
        self.same_as_fresh()
        places = self.places()
        self.packet("assemble", "--resume")
        self.assertEqual(self.rewritten(places), [])
        self.edit("data/2.yaml", "绿色算力产业", "绿色计算产业")
        lianheti("packet", self.path("district.yaml"), "--out", self.out, "--shard", "1/2", "--resume")
        self.packet("assemble", "--resume")
        self.same_as_fresh()

    def test_killed_while_the_papers_of_the_district_are_made(self):
        """After an edit that changes names, numbers of volumes and papers; at moments from the first record on."""
        dice = random.Random(6)
        self.packet()
        self.packet(out=self.path("first"))
        self.edit("data/0.yaml", "市新型储能产业", "市崭新储能产业")
        self.edit("district.yaml", "volume_leaves: 8", "volume_leaves: 40")
        self.edit("district.yaml", "2026-06-15", "2026-06-16")
        self.packet(out=self.path("fresh"))
        fresh, hits = tree(self.path("fresh")), 0
        for turn in range(8):
            shutil.rmtree(self.out)
            shutil.copytree(self.path("first"), self.out)
            run = subprocess.Popen([BINARY, "packet", self.path("district.yaml"), "--out", self.out, "--resume"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            # From the moment on when the last consortium is being put in place.
            last, deadline = os.path.join(self.out, ".lianheti/units/04.json"), time.time() + 30
            begun = os.stat(last).st_ino
            while os.stat(last).st_ino == begun and time.time() < deadline:
                time.sleep(0.001)
            time.sleep(dice.uniform(0, 0.25))
            try:
                os.killpg(run.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            run.wait()
            hits += not os.path.exists(os.path.join(self.out, "manifest.json"))
            time.sleep(0.05)
            self.packet("--resume")
            self.assertEqual(tree(self.out), fresh, turn)
        self.assertGreater(hits, 1)
