#!/usr/bin/env python3
"""Fixes a copy of a source and checks that the fix is right: the lines marked FIX, and no
others, are changed; the audit of the result has nothing on them any more, nothing new,
and nothing left to fix.

usage: check-fix.py POOLTIDY SOURCE [--tidy CLANG_TIDY PLUGIN] -- FLAGS...

`// FIX: TEXT` at the end of a line means that the line is to contain TEXT after the fix.
Lines without it must stay. With --tidy the fix is made by clang-tidy --fix.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

split = sys.argv.index("--")
arguments, flags = sys.argv[1:split], sys.argv[split + 1:]
pooltidy, source = arguments[:2]
tidy = arguments[3:] if "--tidy" in arguments else None


def findings(path, *more):
    run = subprocess.run([pooltidy, "audit", "--report=json", *more, path, "--", *flags],
                         capture_output=True, text=True)
    assert run.returncode in (0, 1), (run.returncode, run.stderr)
    return json.loads(run.stdout)["findings"], run.stderr


def without_marks(text):
    return [re.sub(r"\s*// FIX: .*", "", line) for line in text.split("\n")]


with tempfile.TemporaryDirectory() as directory:
    path = os.path.join(directory, os.path.basename(source))
    # The marks are comments, which the fingerprints of findings do not see.
    shutil.copy(source, path)
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    before, _ = findings(path)
    fixable = [f for f in before if "edits" in f]
    wanted = {n: m.group(1).rstrip("\r") for n, line in enumerate(text.split("\n"), 1)
              if (m := re.search(r"// FIX: (.*)$", line))}
    if tidy:
        run = subprocess.run([tidy[0], "--quiet", "--load=" + tidy[1], "--checks=-*,pooling-*", "--fix",
                              path, "--", *flags], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        after, _ = findings(path)
    else:
        after, said = findings(path, "--fix")
        places = len({(e["line"], e["column"]) for f in fixable for e in f["edits"]})
        files = "1 file" if places else "0 files"
        assert f"fixed {places} place{'' if places == 1 else 's'} in {files}" in said, said
    with open(path, encoding="utf-8", newline="") as file:
        changed = file.read()
    old, new = without_marks(text), without_marks(changed)
    assert len(old) == len(new)
    for number, (was, now) in enumerate(zip(old, new), 1):
        if number in wanted:
            assert wanted[number] in now, f"line {number}: {now!r} lacks {wanted[number]!r}"
        else:
            assert was == now, f"line {number} was changed to {now!r}"
    key = lambda f: (f["check"], f["line"])
    gone = {key(f) for f in before} - {key(f) for f in after}
    assert not {key(f) for f in after} - {key(f) for f in before}, "the fix made new findings"
    if not tidy:
        assert gone == {key(f) for f in fixable}, (gone, fixable)
        assert not [f for f in after if "edits" in f], "something is left to fix"
    print("fixed", len(wanted), "lines; left", len(after), "findings")
