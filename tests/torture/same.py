#!/usr/bin/env python3
"""Audits the same program under all kinds of circumstances and demands the same reports.

    same.py PROJECT CACHE ELSEWHERE -- POOLTIDY
"""
import json
import os
import random
import subprocess
import sys

FORMATS = ["json", "sarif", "text", "html", "junit", "markdown", "gitlab", "github"]


def main(project, cache, elsewhere, pooltidy):
    database = os.path.join(project, "compile_commands.json")
    with open(database, encoding="utf-8") as file:
        entries = json.load(file)

    def audit(name, *flags, cwd=project, order=None, **environment):
        shuffled = list(entries)
        if order is not None:
            random.Random(order).shuffle(shuffled)
        with open(database, "w", encoding="utf-8") as file:
            json.dump(shuffled, file)
        folder = os.path.join(elsewhere, name)
        os.makedirs(folder, exist_ok=True)
        command = [pooltidy, "audit", "-p", os.path.relpath(project, cwd), "--color=never", *flags]
        command += [f"--report={f}={folder}/{f}" for f in FORMATS]
        done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment})
        assert done.returncode == 1, (name, done.returncode)
        result = []
        for f in FORMATS:
            with open(os.path.join(folder, f), "rb") as file:
                result.append(file.read())
        return result

    want = audit("plain", "--no-cache", "--jobs=1")
    assert all(want), "every report says something"
    runs = {
        "jobs": audit("jobs", "--no-cache", "--jobs=7"),
        "order": audit("order", "--no-cache", order=1),
        "order-jobs": audit("order-jobs", "--no-cache", "--jobs=3", order=2),
        "cold": audit("cold", "--cache-dir", cache),
        "warm": audit("warm", "--cache-dir", cache),
        "warm-order": audit("warm-order", "--cache-dir", cache, order=3),
        "parsed": audit("parsed", "--no-cache", "--no-triage", "--no-pch"),
        "elsewhere": audit("elsewhere", "--no-cache", cwd="/"),
        "locale": audit("locale", "--no-cache", LC_ALL="tr_TR.UTF-8", LANG="de_DE.UTF-8"),
        "plain-locale": audit("plain-locale", "--no-cache", LC_ALL="C", LANGUAGE=""),
        "zone": audit("zone", "--no-cache", TZ="Pacific/Kiritimati"),
        "home": audit("home", "--no-cache", HOME="/nonexistent", TMPDIR=elsewhere, COLUMNS="20"),
    }
    bad = [f"{name}: {f}" for name, got in runs.items()
           for f, was, now in zip(FORMATS, want, got) if was != now]
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], sys.argv[5]))
