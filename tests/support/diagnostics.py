#!/usr/bin/env python3
"""Writes docs/diagnostics.md from src/util/diag.def: every message, by floor. make diagnostics."""
import re
import sys

FLOORS = {1: "文件 / files", 2: "数据、表达式、规则 / data, expressions, rules", 3: "模板和文书树 / templates and the tree",
          4: "排版和字体 / layout and faces", 5: "输出格式 / output formats", 6: "生成 / making papers", 7: "命令行 / command line"}
LEVELS = {"ERROR": "错误 error", "WARNING": "警告 warning", "HINT": "提示 hint", "NOTE": "说明 note",
          "OPEN": "缺项 open：草稿为警告，定稿为错误"}


def messages(path):
    text = open(path, encoding="utf-8").read()
    pattern = r'LH_MSG\(\s*(\w+),\s*(\w+),\s*(\d+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)'
    for symbol, level, number, zh, en in re.findall(pattern, text):
        def join(parts):
            return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', parts)).replace('\\"', '"').replace("\\n", " ")
        yield int(number), level, join(zh), join(en)


def main():
    out = ["# 消息 / Messages", "",
           "由 `src/util/diag.def` 生成（`make diagnostics`）。{1}、{2} 等处是具体内容。每条消息前有 文件:行:列。", ""]
    floor = 0
    for number, level, zh, en in sorted(messages("src/util/diag.def")):
        if number // 1000 != floor:
            floor = number // 1000
            out += ["", f"## {floor}xxx {FLOORS[floor]}", "", "| 编号 | 级别 | 中文 | English |", "|---|---|---|---|"]
        cells = [f"LH{number}", LEVELS[level], zh, en]
        out.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    text = "\n".join(out) + "\n"
    if "--check" in sys.argv:
        sys.exit(0 if open("docs/diagnostics.md", encoding="utf-8").read() == text else
                 "docs/diagnostics.md is not up to date: make diagnostics")
    open("docs/diagnostics.md", "w", encoding="utf-8").write(text)


if __name__ == "__main__":
    main()
