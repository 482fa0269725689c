#!/usr/bin/env python3
"""Audits a compilation database in two steps, in two orders: split.py POOLTIDY BUILD_DIR OUT_DIR OPTION...

Extracts the facts of each file into OUT_DIR, links them forwards and backwards and
leaves OUT_DIR/forwards.json and OUT_DIR/backwards.json.
"""
import json
import os
import subprocess
import sys


def main(pooltidy, build, out, *options):
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as text:
        files = [os.path.join(e["directory"], e["file"]) for e in json.load(text)]
    facts = []
    for file in files:
        facts.append(os.path.join(out, os.path.basename(file) + ".facts"))
        subprocess.run([pooltidy, "extract", "-p", build, file, "-o", facts[-1]], check=True)
    for name, order in ("forwards", facts), ("backwards", facts[::-1]):
        run = subprocess.run([pooltidy, "link", "--quiet", f"--report=json={out}/{name}.json", *options, *order])
        if run.returncode != 1:
            sys.exit(f"link ended with {run.returncode}")


if __name__ == "__main__":
    main(*sys.argv[1:])
