"""Measures a packet: forms a second of one worker, its memory at the 100th consortium and at the last.

    bench_packet.py BINARY [COUNT]

The forms are the reference of the budgets: applications with 12 members, PDF and DOCX, everything from
reading the file to moving the papers into place. Pictures for index.html are measured apart.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile

import generate

DISTRICT = """
jurisdiction: urumqi
district: {area: 新市区, org: 乌鲁木齐市新市区科学技术局}
fill_date: 2026-06-15
consortia: [data]
documents: {application: {copies: 3}}
binding: {bound: false}
"""


def worker_memory(pid):
    """Resident megabytes of the only worker, without what it shares with its parent's files."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            worker = f.read().split()[0]
        with open(f"/proc/{worker}/status", encoding="ascii") as f:
            fields = dict(line.split(":", 1) for line in f)
        return int(fields["RssAnon"].split()[0]) / 1024
    except (OSError, IndexError, KeyError):
        return 0.0


def measure(name, binary, district, out, *words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.Popen([binary, "packet", district, "--out", out, "--jobs", "1", *words], text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    n, memory = 0, {}
    for line in run.stdout:
        if line.split(" ", 1)[0].isdigit():
            n += 1
            if n % 100 == 0:
                memory[n] = worker_memory(run.pid)
    run.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    last = max((k for k, v in memory.items() if v), default=0)
    print(f"{name:44s} {1000 * cpu / n:8.2f} ms CPU a form {n / cpu:8.0f} a second a core   "
          f"worker {memory.get(100, 0):.1f} MB at the 100th, {memory.get(last, 0):.1f} MB at the {last}th")


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    work = tempfile.mkdtemp(prefix="lianheti-bench-")
    try:
        os.makedirs(os.path.join(work, "data"))
        for i in range(count):
            maker = generate.Maker(i, short=True, serial=29 * i)
            data = generate.small(maker.consortium(members=12, topic=generate.topic(i)))
            generate.write(os.path.join(work, "data", f"{i + 1:04d}.yaml"), data, readable=True)
        district = os.path.join(work, "district.yaml")
        with open(district, "w", encoding="utf-8") as f:
            f.write(DISTRICT)
        out = os.path.join(work, "out")
        measure(f"packet of {count}, PDF + DOCX", binary, district, out, "--no-pictures")
        measure(f"packet of {count}, nothing changed", binary, district, out, "--no-pictures", "--resume")
        for kind in ("pdf", "docx"):
            with open(district, "w", encoding="utf-8") as f:
                f.write(DISTRICT + f"formats: [{kind}]\n")
            measure(f"packet of {count}, {kind.upper()} only", binary, district, os.path.join(work, kind), "--no-pictures")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
