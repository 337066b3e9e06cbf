"""`lianheti check`: verdicts by the published conditions."""
import json
import os
import re
import shutil

from support import ROOT, SAMPLE, Case, lianheti

# rules, ok, info, n/a, hint, warn, error
EXPECTED = {
    "urumqi": (72, 63, 8, 1, 0, 0, 0),
    "xinjiang": (80, 72, 6, 1, 0, 1, 0),
    "qingdao": (37, 31, 5, 0, 0, 0, 1),
    "xilingol": (54, 43, 6, 0, 2, 1, 2),
    "changchun": (31, 24, 3, 2, 0, 1, 1),
}


def verdicts(out):
    return {v["jurisdiction"]: v for v in json.loads(out)["files"][0]["jurisdictions"]}


class Check(Case):
    def templates(self, *edits):
        """A data folder of its own, with files of templates/ changed: (file, from, to)."""
        home = self.path("home")
        shutil.copytree(os.path.join(ROOT, "templates"), os.path.join(home, "templates"))
        os.symlink(os.path.join(ROOT, "fonts"), os.path.join(home, "fonts"))
        for name, old, new in edits:
            path = os.path.join(home, "templates", name)
            with open(path, encoding="utf-8") as f:
                text = f.read()
            self.assertIn(old, text)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text.replace(old, new, 1))
        return home

    def sample(self, name, *edits):
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        for old, new in edits:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        return self.write(name, text)

    def test_five_verdicts_have_the_expected_numbers(self):
        status, out, err = lianheti("check", SAMPLE, "--for", "all", "--format", "json")
        self.assertEqual((status, err), (1, ""))
        for key, verdict in verdicts(out).items():
            counts = verdict["counts"]
            self.assertEqual((sum(counts.values()),) + tuple(counts[r] for r in
                             ("ok", "info", "n/a", "hint", "warn", "error")), EXPECTED[key], key)
            self.assertEqual(verdict["general"]["error"], 0)
            own = [f for f in verdict["findings"] if not f["rule"].startswith("general.")]
            self.assertEqual(len(own), EXPECTED[key][0])
            for finding in own:
                self.assertTrue(finding["quote"] and finding["place"], finding["rule"])

    def test_status_follows_the_verdict(self):
        self.assertEqual(lianheti("check", SAMPLE, "--for", "urumqi")[0], 0)
        self.assertEqual(lianheti("check", SAMPLE, "--for", "qingdao")[0], 1)
        waived = self.sample("waived.yaml", ("\nconsortium:", "\nwaivers:\n  - {rule: qingdao.lead.local, "
                             "reason: 市科技局同意}\n\nconsortium:"))
        status, out, _ = lianheti("check", waived, "--for", "qingdao")
        self.assertEqual(status, 0)
        self.assertIn("市科技局同意", out)

    def test_finding_says_value_bound_place_and_what_to_do(self):
        path = self.sample("few.yaml", ("\n  urumqi:\n    enabled: true\n", "\n  urumqi:\n    enabled: true\n"
                           "    exclude_units: [m04, m05, m06, m07, m08, m09, m10, m11, m12]\n"))
        status, out, _ = lianheti("check", path, "--for", "urumqi", "--format", "json")
        self.assertEqual(status, 0)
        found = {f["rule"]: f for f in verdicts(out)["urumqi"]["findings"]}["urumqi.members.min"]
        self.assertEqual((found["result"], found["severity"], found["path"]), ("warn", "principle", "units"))
        self.assertEqual((found["value"], found["bound"]), ("3家（不含牵头单位）", "不少于4家"))
        self.assertEqual(found["message"], "再增加1家成员单位")
        self.assertTrue(found["line"] > 0 and found["column"] > 0)

    def test_files_are_compared(self):
        first = self.sample("a.yaml")
        second = self.sample("b.yaml", ("core_name: 新型储能", "core_name: 储能"), ("新型储能创新联合体", "储能创新联合体"))
        status, out, _ = lianheti("check", first, second, "--for", "xinjiang")
        self.assertEqual(status, 1)
        line = next(l for l in out.splitlines() if "只能牵头1个" in l)
        self.assertIn("a.yaml", line)
        self.assertIn("b.yaml", line)
        self.assertNotIn("只能牵头1个", lianheti("check", first, "--for", "xinjiang")[1])

    def test_bound_is_changed_in_yaml_alone(self):
        home = self.templates(("urumqi/2026/rules.yaml", "strict: count(members) >= 4", "strict: count(members) >= 13"))
        status, out, _ = lianheti("check", SAMPLE, "--for", "urumqi", "--format", "json", "--data-dir", home)
        self.assertEqual(verdicts(out)["urumqi"]["counts"]["warn"], 1)

    def test_broken_rules_are_all_told_at_their_place(self):
        home = self.templates(
            ("urumqi/2026/rules.yaml", "strict: count(members) >= 4", "strict: count(member) >= 4"),
            ("urumqi/2026/rules.yaml", "strict: count(team) >= 1", "strict: count(team) / 0 >= 1"),
            ("urumqi/2026/rules.yaml", "    quote: 表X 联合体科研团队情况\n", ""))
        for command in (("check", SAMPLE, "--for", "urumqi"), ("template", "check")):
            status, _, err = lianheti(*command, "--data-dir", home)
            self.assertEqual(status, 1)
            places = re.findall(r"urumqi/2026/rules\.yaml:\d+:\d+: 错误\[LH(\d+)\]", err)
            self.assertEqual(sorted(places), ["2058", "2089", "2113"], err)
