"""What a packet meets that is not its own: names of other systems, other runs, signals to all, foreign state files."""
import json
import os
import shutil
import signal
import subprocess
import time

import generate
from support import BINARY, Case, lianheti
from test_packet import DISTRICT, PATIENCE, tree


class Foreign(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("data"))
        for i in range(6):
            maker = generate.Maker(77 + i, short=True, serial=29 * i)
            generate.write(self.path(f"data/{i}.yaml"),
                           generate.small(maker.consortium(members=4, persons=4, topic=generate.topic(i))), readable=True)
        self.write("district.yaml", DISTRICT)
        self.out = self.path("out")

    def packet(self, *words):
        return lianheti("packet", self.path("district.yaml"), "--out", self.out, "--no-pictures", *words)

    def start(self, *words):
        run = subprocess.Popen([BINARY, "packet", self.path("district.yaml"), "--out", self.out, "--no-pictures", *words],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill) # one that a failed test left stopped
        return run

    def wait_for(self, happened):
        deadline = time.time() + PATIENCE
        while time.time() < deadline and not happened():
            time.sleep(0.002)
        self.assertTrue(happened())

    def records(self):
        folder = os.path.join(self.out, ".lianheti/units")
        return [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []

    def test_a_name_that_is_not_utf8_costs_its_file_only(self):
        """As they come out of archives packed on a Chinese Windows."""
        foreign = os.fsencode(self.path("data/")) + "联合体".encode("gbk") + b".yaml"
        shutil.copy(self.path("data/0.yaml"), foreign)
        status, stdout, stderr = self.packet()
        self.assertEqual(status, 1)
        self.assertRegex(stderr, r"district\.yaml:\d+:\d+: .*LH6018")
        self.assertIn("made 6，", stdout)
        with open(os.path.join(self.out, "manifest.json"), encoding="utf-8") as f:
            self.assertEqual(len(json.load(f)["consortia"]), 6)

    def test_a_second_run_leaves_the_first_one_its_folders(self):
        run = self.start("--jobs", "1")
        self.wait_for(lambda: self.records() or run.poll() is not None)
        os.kill(run.pid, signal.SIGSTOP)
        # All that the workers had begun is done; the temporary folder is empty.
        tmp = os.path.join(self.out, ".lianheti/tmp")
        self.wait_for(lambda: not os.listdir(tmp))
        status, _, stderr = self.packet()
        self.assertIn("LH6025", stderr)
        self.assertNotEqual(status, 0)
        self.assertTrue(os.path.isdir(tmp))
        os.kill(run.pid, signal.SIGCONT)
        self.assertEqual(run.wait(PATIENCE), 0)

    def test_a_signal_to_all_lets_what_is_begun_come_to_its_end(self):
        """As timeout(1) and schedulers send it: not to the first process alone."""
        run = self.start("--jobs", "2")
        self.wait_for(lambda: self.records() or run.poll() is not None)
        os.killpg(run.pid, signal.SIGTERM)
        self.assertEqual(run.wait(PATIENCE), 3)
        for path in self.records():
            with open(path, encoding="utf-8") as f:
                self.assertEqual(json.load(f)["status"], "made", path)

    def test_what_no_ticket_can_name_or_be_is_told(self):
        self.packet()
        os.mkfifo(self.path("pipe"))
        for option, word, code in (("--printer", b"q\xc1", 2), ("--media", b"\xaa", 2), ("--unsent", self.path("pipe"), 1)):
            done = subprocess.run([BINARY, "print", self.out, "--dry-run", option, word], capture_output=True,
                                  timeout=PATIENCE, check=False)
            self.assertEqual(done.returncode, code, option)
            self.assertRegex(done.stderr.decode(), "LH7004|LH6120")

    def test_state_that_is_no_file_or_not_ours(self):
        self.packet()
        before = tree(self.out)
        strange = ("notes.txt", "2026年记录.txt", "07.json.bak", "1", "07.JSON")
        for name in strange:
            self.write(f"out/.lianheti/units/{name}", "of somebody else")
        self.write("out/.lianheti/units/0007.json", "{}")
        for name in ("district/papers.json", "units/99.json"):
            path = os.path.join(self.out, ".lianheti", name)
            if os.path.exists(path):
                os.unlink(path)
            os.mkfifo(path)
        done = subprocess.run([BINARY, "packet", self.path("district.yaml"), "--out", self.out, "--resume"],
                              capture_output=True, timeout=PATIENCE, check=False)
        self.assertIn(b"LH1003", done.stderr)
        self.assertEqual(done.returncode, 1)
        for name in strange:
            with open(self.path("out/.lianheti/units", name), encoding="utf-8") as f:
                self.assertEqual(f.read(), "of somebody else", name)
            os.unlink(f.name)
        self.assertFalse(os.path.exists(self.path("out/.lianheti/units/0007.json")))
        os.unlink(self.path("out/.lianheti/units/99.json"))
        os.unlink(self.path("out/.lianheti/district/papers.json"))
        self.assertEqual(self.packet("--resume")[0], 0)
        self.assertEqual(tree(self.out), before)
