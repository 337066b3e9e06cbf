"""The recipes of docs/cluster.md, run as they stand there: every engine gives the packet of one run."""
import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import time
import unittest

from support import BINARY, ROOT, Case, lianheti

SHARDS = 4


def recipe(name):
    with open(os.path.join(ROOT, "docs/cluster.md"), encoding="utf-8") as f:
        return re.search(r"```sh\n(# %s.*?)```" % re.escape(name), f.read(), re.S).group(1)


def tree(folder):
    """The files of a packet with their hashes; .lianheti is the program's own."""
    found = {}
    for base, dirs, names in os.walk(folder):
        dirs[:] = [d for d in dirs if d != ".lianheti"]
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, folder)] = hashlib.sha256(f.read()).hexdigest()
    return found


class Cluster(Case):
    def setUp(self):
        super().setUp()
        shutil.copytree(os.path.join(ROOT, "samples/district"), self.path("district"))
        shutil.copy(os.path.join(ROOT, "samples/district.yaml"), self.path("district.yaml"))
        with open(self.path("district/05.yaml"), "a", encoding="utf-8") as f:
            f.write("unbekannt: 1\n")
        self.env = {**os.environ, "LC_ALL": "C.UTF-8", "LIANHETI": BINARY, "DISTRICT": self.path("district.yaml"),
                    "OUT": self.path("packet"), "N": str(SHARDS), "HOME": self.dir}
        status, out, err = lianheti("packet", self.path("district.yaml"), "--out", self.path("whole"))
        self.assertEqual(status, 1, out + err)
        self.whole = tree(self.path("whole"))
        self.assertIn("manifest.json", self.whole)

    def run_recipe(self, name, status):
        done = subprocess.run(["bash", "-c", recipe(name)], env=self.env, cwd=self.dir, capture_output=True, text=True,
                              timeout=300)
        self.assertEqual(done.returncode, status, done.stdout[-1000:] + done.stderr[-1000:])
        return done

    def same_as_whole(self):
        got = tree(self.path("packet"))
        self.assertEqual(sorted(got), sorted(self.whole))
        self.assertEqual([n for n in got if got[n] != self.whole[n]], [])

    @unittest.skipUnless(shutil.which("parallel"), "no GNU parallel")
    def test_shards_under_parallel_give_the_packet_of_one_run(self):
        self.run_recipe("shards.sh", 1)
        self.same_as_whole()

    def leave_a_shard_unfinished(self, shard):
        """Begun and killed. On a busy machine it may be done before the kill: then once more."""
        state = self.path("packet/.lianheti")
        its_own = len(range(shard - 1, len(os.listdir(self.path("district"))), SHARDS))
        for _ in range(50):
            victim = subprocess.Popen([BINARY, "packet", self.path("district.yaml"), "--out", self.path("packet"),
                                       "--shard", f"{shard}/{SHARDS}", "--jobs", "1"], stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL, env=self.env, start_new_session=True)
            while not os.path.isdir(state) and victim.poll() is None:
                time.sleep(0.002)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(victim.pid, signal.SIGKILL)
            victim.wait()
            records = os.path.join(state, "units")
            if os.path.isdir(state) and (not os.path.isdir(records) or len(os.listdir(records)) < its_own):
                return
            shutil.rmtree(self.path("packet"))
        self.fail("no kill came in time")

    @unittest.skipUnless(shutil.which("parallel"), "no GNU parallel")
    def test_a_killed_shard_is_run_again_alone(self):
        self.leave_a_shard_unfinished(2)
        for shard in (1, 3, 4):
            status, _, err = lianheti("packet", self.path("district.yaml"), "--out", self.path("packet"), "--shard",
                                      f"{shard}/{SHARDS}")
            self.assertIn(status, (0, 1), err)
        status, _, err = lianheti("packet", "assemble", self.path("district.yaml"), "--out", self.path("packet"))
        self.assertEqual(status, 1)
        self.assertIn("LH6026", err)
        self.assertFalse(os.path.exists(self.path("packet/manifest.json")))
        self.run_recipe("shards.sh", 1)
        self.same_as_whole()

    @unittest.skipUnless(os.geteuid() == 0, "not root")
    def test_a_slurm_array_gives_the_packet_of_one_run(self):
        self.write("packet.sbatch", recipe("packet.sbatch"))
        wait = """
last=$(bash submit.sh | tail -1)
for i in $(seq 600); do [ -z "$(squeue -h)" ] && break; sleep .2; done
scontrol show job "$last" | grep -o 'JobState=[A-Z]*'
cat slurm-*.out
"""
        self.write("submit.sh", recipe("submit.sh"))
        self.write("wait.sh", wait)
        done = subprocess.run(["bash", os.path.join(ROOT, "tests/support/slurm_node.sh"), "bash", "wait.sh"],
                              env=self.env, cwd=self.dir, capture_output=True, text=True, timeout=300)
        if done.returncode == 77:
            self.skipTest(done.stderr)
        self.assertTrue(os.path.exists(self.path("packet/manifest.json")), done.stdout + done.stderr)
        self.same_as_whole()
