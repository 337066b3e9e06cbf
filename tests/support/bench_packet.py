"""Measures a packet: forms a second of one core, memory of a worker at the 100th consortium and at the last.

    bench_packet.py BINARY [COUNT]

The forms are the reference of the budgets: applications with 12 members, PDF and DOCX, everything from
reading the file to moving the papers into place; once more with pictures of their first pages.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

import generate

RUNS = 3

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


def run_once(binary, words):
    """Milliseconds of CPU a consortium, and the worker's memory by the number of consortia done."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.Popen([binary, "packet", *words], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    n, memory = 0, {}
    for line in run.stdout:
        if line.split(" ", 1)[0].isdigit():
            n += 1
            if n % 100 == 0:
                memory[n] = worker_memory(run.pid)
    run.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * cpu, {k: v for k, v in memory.items() if v}


def measure(name, binary, count, work, *words):
    """The median of RUNS runs, each into a folder of its own."""
    costs = []
    for _ in range(RUNS):
        out = tempfile.mkdtemp(dir=work)
        cost, memory = run_once(binary, [*words, "--out", out, "--jobs", "1", "--shard", "1/1"])
        costs.append(cost / count)
    cost = statistics.median(costs)
    print(f"{name:44s} {cost:8.2f} ms CPU a form {1000 / cost:8.0f} a second a core   worker "
          f"{memory.get(100, 0):.1f} MB at the 100th, {memory.get(max(memory, default=0), 0):.1f} MB at the {max(memory, default=0)}th")
    return out


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    work = tempfile.mkdtemp(prefix="lianheti-bench-")
    try:
        os.makedirs(os.path.join(work, "data"))
        size = 0
        for i in range(count):
            maker = generate.Maker(i, short=True, serial=29 * i)
            data = generate.small(maker.consortium(members=12, topic=generate.topic(i)))
            path = os.path.join(work, "data", f"{i + 1:04d}.yaml")
            generate.write(path, data, readable=True)
            size += os.path.getsize(path)
        print(f"packets: medians of {RUNS} runs; data of {size / count / 1000:.0f} kB, 12 members")
        district = os.path.join(work, "district.yaml")
        with open(district, "w", encoding="utf-8") as f:
            f.write(DISTRICT)
        # As a shard, that is without the papers of the district; then those alone.
        measure(f"packet of {count}, PDF + DOCX + picture", binary, count, work, district)
        out = measure(f"packet of {count}, PDF + DOCX", binary, count, work, district, "--no-pictures")
        cost, _ = run_once(binary, ["assemble", district, "--out", out, "--no-pictures"])
        print(f"{'the papers of its district':44s} {cost / count:8.2f} ms CPU a consortium")
        for kind in ("pdf", "docx"):
            with open(district, "w", encoding="utf-8") as f:
                f.write(DISTRICT + f"formats: [{kind}]\n")
            measure(f"packet of {count}, {kind.upper()} only", binary, count, work, district, "--no-pictures")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
