#!/usr/bin/env python3
"""Writes a compilation database: database.py DIR FILE... -- COMPILER FLAGS...

Files that are not absolute are taken relative to DIR.
"""
import json
import os
import sys


def main(args):
    directory, rest = os.path.abspath(args[0]), args[1:]
    files, command = rest[: rest.index("--")], rest[rest.index("--") + 1 :]
    os.makedirs(directory, exist_ok=True)
    entries = [
        {
            "directory": directory,
            "file": file,
            "arguments": command + ["-o", os.path.basename(file) + ".o", "-c", file],
        }
        for file in files
    ]
    with open(os.path.join(directory, "compile_commands.json"), "w", encoding="utf-8") as out:
        json.dump(entries, out, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
