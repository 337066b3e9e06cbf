"""Failures of memory and of the disk, one at a time, at sampled places of whole runs of the program.

Each run ends with status 3, the old files as they were and no temporary file; or it ends as it does
without a failure, with the same bytes. SWEEP=all takes every place, SWEEP=N so many of memory's; SEED
the sample. $1: the program, $2: a folder for what is compiled.
"""
import concurrent.futures
import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile

BINARY, BUILD = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ROOT = os.getcwd()
SAMPLE = os.path.join(ROOT, "samples/complete.yaml")
MOST = os.environ.get("SWEEP", "300")
DISK = 5  # of each call and error, unless all are wanted
SEED = int(os.environ.get("SEED", "1"))
HERE = os.path.dirname(os.path.abspath(__file__))


def library(name):
    out = os.path.join(BUILD, name.replace(".c", ".so"))
    subprocess.run([os.environ.get("CC", "gcc"), "-shared", "-fPIC", "-O1", "-w", "-o", out,
                    os.path.join(HERE, "preload", name), "-ldl"], check=True)
    return out


def tree(folder):
    """What stands in a folder: hashes of files, by path."""
    found = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            found[os.path.relpath(path, folder)] = hashlib.sha256(open(path, "rb").read()).hexdigest()
    return found


class Case:
    """A command that fills a folder, which an earlier run with other data has filled before."""

    def __init__(self, name, args, before=None, status=0):
        self.name, self.args, self.before, self.status = name, args, before, status

    def prepare(self, folder):
        if self.before:
            self.before(folder)

    def run(self, folder, env):
        full = dict(os.environ, LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1780000000", **env)
        return subprocess.run([BINARY, *self.args(folder)], cwd=ROOT, env=full, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def program(*args):
    subprocess.run([BINARY, *args], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def make(*more):
    return lambda folder: ["make", SAMPLE, "--for", "xilingol", "--out", os.path.join(folder, "out"), *more]


def made_before(*more):
    return lambda folder: program(*make(*more)(folder), "--option", "count_scope=without_lead")


def returned(folder):
    """The agreement as it comes back: of data in which one value differs."""
    text = open(SAMPLE, encoding="utf-8").read()
    data = os.path.join(folder, "other.yaml")
    open(data, "w", encoding="utf-8").write(text.replace(CHANGED[0], CHANGED[1]))
    program("make", data, "--for", "xilingol", "--doc", "agreement", "--to", "docx,pdf", "--out", folder)
    open(os.path.join(folder, "patched.yaml"), "w", encoding="utf-8").write("old\n")


def in_folder(*args):
    """Arguments of which those that begin with @ stand in the folder."""
    return lambda folder: [os.path.join(folder, a[1:]) if a.startswith("@") else a for a in args]


CHANGED = ("legal_rep: 林知远", "legal_rep: 林知行")
CASES = [
    Case("make", make("--doc", "agreement,sealplan"), before=made_before("--doc", "agreement,sealplan")),
    Case("picture", make("--doc", "report", "--to", "png"), before=made_before("--doc", "report", "--to", "png")),
    Case("packet", in_folder("packet", os.path.join(ROOT, "tests/data/two.yaml"), "--jobs", "1", "--out", "@out")),
    Case("check", in_folder("check", SAMPLE, "--for", "xilingol"), status=1),
    Case("readback", in_folder("readback", "@xilingol-agreement.docx", SAMPLE, "--for", "xilingol", "--patch",
                               "@patched.yaml"), before=returned, status=1),
    Case("verify", in_folder("verify", "@xilingol-agreement.pdf", SAMPLE, "--for", "xilingol"), before=returned,
         status=1),
]
# What a packet keeps for --resume differs with where it was broken off.
STATE = (".lianheti", "manifest.json")


def kept(found, case):
    return {path: value for path, value in found.items()
            if not (case.name == "packet" and path.split(os.sep)[1].startswith(STATE))}


class Sweep:
    def __init__(self):
        self.passed, self.wrong = 0, []
        self.random = random.Random(SEED)

    def places(self, total, disk):
        every = range(1, total + 1)
        if MOST == "all":
            return every
        return sorted(self.random.sample(every, min(DISK if disk else int(MOST), total)))

    def judge(self, case, what, result, old, new, found, same_words):
        """`old` and `new`: what stood before, and what a run without failure gives."""
        fail = None
        left = [path for path in found if path.endswith((".tmp", ".old"))]
        if "FAIL_CALL=unlink" in what and all(os.path.basename(p) in result.stderr.decode() for p in left):
            # What cannot be removed stays, and is told.
            found = {path: value for path, value in found.items() if path not in left}
            left = []
        refused = "FAIL_ERRNO=13" in what and result.returncode == 1 and b"LH1001" in result.stderr
        if refused and os.path.join(ROOT, "templates").encode() not in result.stderr:
            pass  # what the user may not read is the user's affair
        elif result.returncode == case.status:
            if kept(found, case) != kept(new, case) or not same_words:
                fail = "ended as usual with other bytes"
        elif result.returncode != 3:
            fail = f"ended with {result.returncode}: {result.stderr[-200:].decode(errors='replace')}"
        elif case.name != "packet" and found not in (old, new):
            fail = "ended with 3 and mixed files: " + " ".join(
                sorted(p for p in set(found) | set(new) if found.get(p) not in (old.get(p),))[:4])
        if not fail and left and case.name != "packet":
            fail = "left " + " ".join(left)
        return [f"{case.name} {what}: {fail}"] if fail else []

    def sweep(self, case, preload, env):
        what = " ".join(f"{k}={v}" for k, v in env.items())
        with tempfile.TemporaryDirectory() as top:
            seed = os.path.join(top, "seed")
            os.mkdir(seed)
            case.prepare(seed)
            old = tree(seed)
            whole = os.path.join(top, "run")  # one name for all runs: it is told
            shutil.copytree(seed, whole)
            counter = os.path.join(top, "count")
            result = case.run(whole, {**env, "LD_PRELOAD": preload, "FAIL_COUNT": counter})
            if result.returncode != case.status:
                raise SystemExit(f"{case.name} fails by itself: {result.stderr.decode(errors='replace')}")
            new, said = tree(whole), (result.stdout, result.stderr)
            shutil.rmtree(whole)
            # The first process ends last; children do not run destructors.
            total = int(open(counter).read().split()[-1])
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                for wrong in pool.map(lambda at: self.one(case, preload, env, f"{what} {at}/{total}", at, top, seed,
                                                          old, new, said), self.places(total, "FAIL_CALL" in env)):
                    self.wrong += wrong
                    self.passed += not wrong

    def one(self, case, preload, env, what, at, top, seed, old, new, said):
        """One run with one failure, in a folder of its own that has the name of all others."""
        folder = os.path.join(top, str(at), "run")
        shutil.copytree(seed, folder)
        result = case.run(folder, {**env, "LD_PRELOAD": preload, "FAIL_AT": str(at)})
        heard = tuple(text.replace(os.path.join(top, str(at)).encode(), top.encode())
                      for text in (result.stdout, result.stderr))
        wrong = self.judge(case, what, result, old, new, tree(folder), heard == said)
        if case.name == "packet" and result.returncode == 3:
            again = Case(case.name, lambda f: [*case.args(f), "--resume"])
            again_result = again.run(folder, {})
            if again_result.returncode != 0 or kept(tree(folder), case) != kept(new, case):
                wrong.append(f"{case.name} {what}: --resume gives other bytes")
        shutil.rmtree(os.path.dirname(folder))
        return wrong


def main():
    os.makedirs(BUILD, exist_ok=True)
    memory, disk = library("fail_alloc.c"), library("fail_io.c")
    sweep = Sweep()
    for case in CASES:
        sweep.sweep(case, memory, {})
        if case.name == "packet":  # the parent forks before its workers need most of it
            sweep.sweep(case, memory, {"FAIL_CHILD": "1"})
        for call in ("write", "fsync", "rename", "unlink", "mkdir", "open"):
            for error in (errno.ENOSPC, errno.EIO, errno.EINTR if call == "write" else None, 0 if call == "write" else None):
                if error is not None:
                    sweep.sweep(case, disk, {"FAIL_CALL": call, "FAIL_ERRNO": str(error)})
        for call, error in (("openread", errno.EMFILE), ("openread", errno.EACCES), ("read", errno.EIO)):
            sweep.sweep(case, disk, {"FAIL_CALL": call, "FAIL_ERRNO": str(error)})
    for line in sweep.wrong[:40]:
        print(line)
    print(f"sweep: {sweep.passed} passed, {len(sweep.wrong)} failed")
    return bool(sweep.wrong)


sys.exit(main())
