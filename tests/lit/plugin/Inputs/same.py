#!/usr/bin/env python3
"""Compares what the command and the clang-tidy plugin find in each file alone.

usage: same.py POOLTIDY 'CLANG-TIDY --load=PLUGIN ...' FILE... -- FLAGS

Both run on one file at a time with the same flags; the sets of (file, line, column,
check) must be equal. Prints how many there were.
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

WARNING = re.compile(r"^(.*?):(\d+):(\d+): (?:warning|error): .* \[(pooling-[a-z-]+)(?:,-warnings-as-errors)?\]$")


def by_command(pooltidy, file, flags):
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        run = subprocess.run([pooltidy, "audit", "--quiet", "--report", f"json={report}", file, "--"] + flags,
                             capture_output=True, text=True)
        if run.returncode not in (0, 1, 3):
            sys.exit(f"pooltidy ended with {run.returncode} on {file}:\n{run.stderr}")
        with open(report, encoding="utf-8") as text:
            document = json.load(text)
    return {(os.path.realpath(os.path.join(document["root"], f["file"])), f["line"],
             f["column"], f["check"]) for f in document["findings"]}


def by_plugin(tidy, file, flags):
    run = subprocess.run(shlex.split(tidy) + ["--header-filter=.*", file, "--"] + flags,
                         capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"clang-tidy ended with {run.returncode} on {file}:\n{run.stderr}")
    found = set()
    for line in run.stdout.split("\n"):
        m = WARNING.match(line)
        if m:
            found.add((os.path.realpath(m[1]), int(m[2]), int(m[3]), m[4]))
    return found


def main(args):
    rest, flags = args[2:args.index("--")], args[args.index("--") + 1:]
    total = differences = 0
    for file in sorted(rest):
        command, plugin = by_command(args[0], file, flags), by_plugin(args[1], file, flags)
        total += len(command)
        for who, found in ("command", command - plugin), ("plugin", plugin - command):
            for place in sorted(found):
                differences += 1
                print(f"only the {who}, in {os.path.basename(file)}: {place[0]}:{place[1]}:{place[2]} {place[3]}")
    print(f"{len(rest)} files, {total} findings, {differences} differences")
    return 1 if differences or not total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
