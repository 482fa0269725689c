#!/usr/bin/env python3
"""Checks that every promise of a page names a test, and that the tests are there.

    promises.py PAGE ROOT

A promise is a list item under "What they cannot do". Tests are `tests/...`, a file or a
folder, or `Suite.Name`, a unit test.
"""
import glob
import os
import re
import sys


def main(page, root):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    text = text.split("## What they cannot do", 1)[1].split("\n## ", 1)[0]
    units = set()
    for path in glob.glob(os.path.join(root, "tests", "unit", "*", "*.cpp")):
        with open(path, encoding="utf-8") as file:
            units.update(".".join(m) for m in re.findall(r"TEST(?:_F)?\((\w+), (\w+)\)", file.read()))
    wrong = []
    promises = re.split(r"\n\* ", text)[1:]
    for promise in promises:
        named = re.findall(r"`(tests/[^`]+|[A-Z]\w+\.[A-Z]\w+)`", promise)
        if not named:
            wrong.append("no test: " + promise.splitlines()[0])
        for name in named:
            if not (os.path.exists(os.path.join(root, name)) or name in units):
                wrong.append("no such test: " + name)
    print("\n".join(wrong))
    return 1 if wrong or len(promises) < 10 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
