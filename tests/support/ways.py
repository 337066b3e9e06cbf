"""The ways through the house that docs/architecture.md describes: every file is there and holds its name."""
import os
import re
import sys

TEXT = "docs/architecture.md"


def main():
    places, wrong = 0, []
    for number, line in enumerate(open(TEXT, encoding="utf-8"), 1):
        found = re.match(r"\d+\. `(src/[^`]+)` `(\w+)`: \S", line)
        if not found:
            if re.match(r"\d+\. ", line):
                wrong.append(f"{TEXT}:{number}: no place of the form `file` `name`: why")
            continue
        places += 1
        path, name = found.groups()
        if not os.path.exists(path):
            wrong.append(f"{TEXT}:{number}: no file {path}")
        elif not re.search(rf"^[a-z].*\b{name}\(", open(path, encoding="utf-8").read(), re.M):
            wrong.append(f"{TEXT}:{number}: {path} defines no {name}")
    for room in re.findall(r"^([a-z/]+) +\|", open("src/ROOMS", encoding="utf-8").read(), re.M):
        if f"`{room}`" not in open(TEXT, encoding="utf-8").read():
            wrong.append(f"{TEXT}: the room {room} is not described")
    print("\n".join(wrong) or f"ways: {places} places stand")
    return bool(wrong) or places < 20


sys.exit(main())
