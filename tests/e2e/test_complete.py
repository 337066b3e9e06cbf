"""Rows that are only partly there: `check` names what to fill in, finals are refused."""
import os
import re

from support import ROOT, SAMPLE, Case, lianheti

# Lists of the sample that are written a row a line, and the record of the schema that a row is.
ROWS = {"persons": "person", "platforms": "platform", "projects": "project", "activities": "activity",
	"bottlenecks": "bottleneck", "tasks": "task", "milestones": "milestone", "sources": "budget_source",
	"by_year": "budget_year"}
# The role gates which table a person stands in; the rest has one reader in no place of the sample.
GATES = {"编号"}


def required(record):
    """Key and name of each field of a record that the schema requires."""
    with open(os.path.join(ROOT, "templates/schema.yaml"), encoding="utf-8") as f:
        part = f.read().split(f"  - key: {record}\n")[-1].split("\n\n")[0]
    return re.findall(r"\{key: (\w+), name: ([^,]+),[^}]*required: true", part)


class Complete(Case):
    def edited(self, change):
        with open(SAMPLE, encoding="utf-8") as f:
            text = f.read()
        new = change(text)
        self.assertNotEqual(text, new)
        return self.write("data.yaml", new)

    def told(self, path):
        _, _, err = lianheti("check", path, "--for", "all", "--lang", "zh")
        return [l for l in err.split("\n") if "LH6040" in l]

    def refused(self, path, message):
        status, _, err = lianheti("make", path, "--for", "urumqi", "--doc", "plan", "--to", "tree", "--final",
                                  "--out", self.path("out"), "--lang", "zh")
        self.assertEqual(status, 1)
        self.assertTrue(any("错误[" + message + "]" in line for line in err.split("\n")), err)

    def test_the_complete_sample_has_nothing_to_fill_in(self):
        self.assertEqual(self.told(SAMPLE), [])

    def test_each_required_field_of_a_row_is_asked_for(self):
        for name, record in ROWS.items():
            fields = [f for f in required(record) if f[1] not in GATES]
            self.assertTrue(fields, record)

            def drop(text):
                head, body = re.split(rf"(?m)^ *{name}:\n", text, maxsplit=1)
                row, rest = body.split("\n", 1)
                for key, _ in fields[1:]: # one stays: a row without any is none
                    row = re.sub(rf", {key}: (\[[^]]*\]|\"[^\"]*\"|[^,}}]*)", "", row)
                return head + f"\n{' ' * (len(row) - len(row.lstrip()) - 2)}{name}:\n" + row + "\n" + rest

            lines = [l for l in self.told(self.edited(drop)) if f"{name}[0]" in l]
            asked = set("、".join(re.findall("还要填：(.*)；", "\n".join(lines))).split("、"))
            self.assertEqual(asked, {field for _, field in fields[1:]}, name)

    def test_a_table_without_rows_stops_the_final(self):
        for name in ("by_year", "sources"):
            path = self.edited(lambda text: re.sub(rf"(?m)^  {name}:\n(    - .*\n)+", "", text))
            self.refused(path, "LH3060")

    def test_a_row_with_a_hole_stops_the_final(self):
        for hole in (", budget: 4200.00", ", in_team: true"):
            self.refused(self.edited(lambda text: text.replace(hole, "", 1)), "LH6040")

    def test_a_skeleton_is_told_what_to_fill_in_in_its_order(self):
        _, skeleton, _ = lianheti("init", "--for", "urumqi")
        path = self.write("skeleton.yaml", skeleton)
        status, out, err = lianheti("check", path, "--for", "urumqi", "--lang", "zh")
        lines = [int(line) for line in re.findall(r"yaml:(\d+):\d+: 警告\[LH6040\]", err)]
        self.assertGreater(len(lines), 10)
        self.assertEqual(lines, sorted(lines))
        self.assertIn("任务0项、年度计划0段", out)
