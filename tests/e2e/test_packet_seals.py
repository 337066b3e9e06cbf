"""A packet's 用印清单 and the consortia's own, made apart: the same seals, which are the slots times the copies."""
import collections
import json
import os
import re
import shutil

from generate import Maker, topic
from papers import slots_of
from support import SAMPLE, Case, lianheti, pdf_text, squeeze
from test_seals import JURISDICTIONS

DISTRICT = """
schema_version: 1
jurisdiction: {key}
district: {{area: 新市区, org: 新市区科学技术局, contact: {{name: 袁望北, phone: 0991-5550201}}}}
fill_date: 2026-06-15
consortia: [data]
binding: {{bound: false}}
documents:
{documents}
"""
SEALS = ("seal", "personal_seal")


class PacketSeals(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("data"))
        shutil.copy(SAMPLE, self.path("data/1.yaml"))
        self.write("data/2.yaml", Maker(53, serial=29).consortium(members=7, leads=1, topic=topic(3)))

    def packet(self, key, documents, *words):
        lines = "\n".join(f"  {name}: {{{how}}}" for name, how in documents.items())
        self.write("district.yaml", DISTRICT.format(key=key, documents=lines) + "\n".join(words))
        shutil.rmtree(self.path("packet"), ignore_errors=True)
        status, out, err = lianheti("packet", self.path("district.yaml"), "--out", self.path("packet"), "--no-pictures")
        self.assertEqual(status, 0, out + err)
        with open(self.path("packet/manifest.json"), encoding="utf-8") as f:
            return json.load(f)

    def listed(self, manifest):
        """What the packet's list prints: {unit: (seals, of them edges, signatures)}, and the same of its last line."""
        path, = [p["path"] for p in manifest["papers"] if p["key"] == "seals"]
        text = squeeze(pdf_text(self.path("packet", path)))
        names = {s["name"] for c in manifest["consortia"] for d in c["documents"] for s in d["slots"]} - {""} | {"新市区科学技术局"}
        count = r"　?盖章(\d+)次(?:（其中骑缝章(\d+)次）)?(?:，签字(\d+)次)?"
        found = re.findall("(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + ")" + count, text)
        return ({name: tuple(int(n or 0) for n in numbers) for name, *numbers in found},
                tuple(int(n or 0) for n in re.search("合计" + count, text).groups()))

    def slots_times_copies(self, manifest):
        total = collections.Counter()
        for consortium in manifest["consortia"]:
            for d in consortium["documents"]:
                slots = slots_of(self.path("packet", d["slots_file"])) if d["slots_file"] else []
                for s in slots:
                    total["seals"] += d["copies"] * (s["kind"] in SEALS)
                    total["signatures"] += d["copies"] * (s["kind"] == "signature")
                total["edges"] += d["copies"] * d["edges"] * len({s["name"] for s in slots if s["kind"] == "seal"})
        total["seals"] += self.of_the_district(manifest)
        return total["seals"] + total["edges"], total["edges"], total["signatures"]

    def of_the_district(self, manifest):
        """Seals on the district's own papers, in all copies."""
        return sum(p["copies"] * sum(s["kind"] == "seal" for s in p["slots"]) for p in manifest["papers"])

    def own(self, key):
        """The consortia's own plans, by unit."""
        total = collections.defaultdict(lambda: [0, 0, 0])
        for name in sorted(os.listdir(self.path("data"))):
            self.make(self.path("data", name), "--for", key, "--doc", "sealplan")
            with open(self.path(f"out/{key}-sealplan.json"), encoding="utf-8") as f:
                for party in json.load(f)["parties"]:
                    edges = sum(s["times"] for s in party["stamps"] if s["kind"] == "edge")
                    for i, n in enumerate((party["impressions"], edges, party["signatures"])):
                        total[party["name"]][i] += n
        return {name: tuple(numbers) for name, numbers in total.items()}

    def test_the_packet_counts_what_the_consortia_count(self):
        for key in JURISDICTIONS:
            status, out, err = lianheti("list", "documents", "--for", key, "--format", "json")
            self.assertEqual(status, 0, err)
            keys = [d["key"] for d in json.loads(out)["documents"]]
            manifest = self.packet(key, dict.fromkeys(keys, "copies: auto"))
            units, total = self.listed(manifest)
            own = self.own(key)
            office, extra = "新市区科学技术局", self.of_the_district(manifest)
            self.assertGreater(extra, 0, key)
            before = own.get(office, (0, 0, 0))
            own[office] = (before[0] + extra, *before[1:])
            self.assertEqual(units, {name: n for name, n in own.items() if name}, key)
            self.assertEqual(total, tuple(map(sum, zip(*own.values()))), key)
            self.assertEqual(total, self.slots_times_copies(manifest), key)
            self.assertGreater(min(total), 0, key)
            agreement = [d["copies"] for c in manifest["consortia"] for d in c["documents"] if d["key"] == "agreement"]
            self.assertGreater(min(agreement), 3)

    def test_a_plan_in_the_packet_counts_what_the_packet_prints(self):
        """Copies, sides and documents of district.yaml, and no others, in the consortia's own plans too."""
        manifest = self.packet("urumqi", {"application": "copies: 5", "agreement": "copies: 2, duplex: false",
                                          "sealplan": "copies: 1"}, "options: {edge_leaves: 5}")
        _, total = self.listed(manifest)
        self.assertEqual(total, self.slots_times_copies(manifest))
        plans = [self.path("packet", d["pdf"]) for c in manifest["consortia"] for d in c["documents"] if d["key"] == "sealplan"]
        rows = [re.search(r"合计\s+(\d+)\s+(\d+)\s+(\d+)", pdf_text(path)).groups() for path in plans]
        self.assertEqual(len(rows), 2)
        plans = tuple(sum(map(int, column)) for column in zip(*rows))
        self.assertEqual(total, (plans[0] + self.of_the_district(manifest), *plans[1:]))
        edges = {d["edges"] for c in manifest["consortia"] for d in c["documents"] if d["key"] == "agreement"}
        self.assertGreater(min(edges), 1)
